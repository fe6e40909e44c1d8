/*
 * What was voided at once is as if it had never been: the state is the fold of
 * the timeline without the entry, except that what the entry made is still
 * there under its number, marked.
 */
#ifndef HJ_TESTS_PROPERTY_TAKEN_BACK_H
#define HJ_TESTS_PROPERTY_TAKEN_BACK_H

#include "lib/base/undo.h"
#include "lib/commands/correct/kinds.h"
#include "lib/dispute/codec.h"
#include "tests/property/compare.h"

/* Members that time, not the entry, sets. */
static inline bool
goes_on(const struct hj_field *f)
{
	return strcmp(f->name, "version") == 0 ||
	       strcmp(f->name, "last_at") == 0;
}

static inline const char *
member_text(struct hj_arena *a, const struct hj_fields *t,
    const struct hj_field *f, const void *in)
{
	const struct hj_fields one = { .row = f, .n = 1, .size = t->size };

	return emitted(a, &one, in);
}

/* A notice that is owed again goes out anew, and counts that. */
static inline const char *
item_text(struct hj_arena *a, const struct hj_field *f, void *item)
{
	struct hj_notice notice;

	if (f->of != &hj_notice_fields)
		return emitted(a, f->of, item);
	notice = *(const struct hj_notice *)item;
	notice.attempt = 0;
	return emitted(a, f->of, &notice);
}

/* The name of what differs, or NULL; `is` may have more entities. */
static inline const char *
differs(struct hj_arena *a, const void *was, const void *is)
{
	const struct hj_fields *t = &hj_dispute_fields;

	for (size_t i = 0; i < t->n; i++) {
		const struct hj_field *f = &t->row[i];
		struct hj_items w, n;

		if (goes_on(f))
			continue;
		if (f->type != HJ_T_LIST || hj_item_field(f, "no") == NULL) {
			if (strcmp(member_text(a, t, f, was),
				member_text(a, t, f, is)) != 0)
				return f->name;
			continue;
		}
		w = hj_items_of(f, was);
		n = hj_items_of(f, is);
		for (size_t k = 0; k < w.n; k++)
			if (strcmp(item_text(a, f, hj_item(f, w, k)),
				item_text(a, f, hj_item(f, n, k))) != 0)
				return f->name;
	}
	return NULL;
}

/*
 * If the turn voided the newest entry of the timeline, in which nothing else
 * happened: what is different from before that entry, or NULL.
 */
static inline const char *
taken_back_whole(struct hj_arena *a, const struct hj_turn *t)
{
	const struct hj_event_voided *b =
	    t->n_event == 0 ? NULL : t->event[0].body;
	struct hj_dispute *was;
	struct hj_event ev = { 0 };
	const char *cmd = NULL;

	if (b == NULL || t->event[0].kind != &hj_ev_voided || b->session != 0 ||
	    b->performance != 0)
		return NULL;
	was = hj_state_new(a, &hj_dispute_kind, t->d->id);
	for (size_t i = 0; i < t->n_past; i++) {
		struct hj_error err = { 0 };

		if (hj_event_decode(a, &hj_dispute_events, t->past[i].text,
			strlen(t->past[i].text), &ev, &err) != HJ_OK)
			return "the past";
		if (ev.seq == b->seq)
			cmd = ev.cmd;
		if (ev.seq < b->seq)
			hj_fold(was, &ev);
		else if (strcmp(ev.cmd, cmd) != 0 || ev.body_of == NULL ||
			 (ev.seq > b->seq &&
			     hj_begins_entry("dispute", ev.kind->name)))
			return NULL;
	}
	return differs(a, was, t->d);
}

#endif
