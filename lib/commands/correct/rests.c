/*
 * Which later entries rest on an entry, though they set nothing that it set:
 * they name what it made, or they went on in a procedure that it had moved.
 */
#include "lib/commands/correct/back.h"

#include "lib/base/undo.h"
#include "lib/commands/mark.h"

#include <string.h>

#define NAMES_MOST 10

/* Under which names members tell the number of an entity; the list's own too.
 */
static const struct {
	const char *list;
	const char *names[NAMES_MOST];
} names[] = {
	{ "party", { "debtor", "creditor", "guarantor", "receiver", "parties",
		       "recipients", "applicants", "consents", "heir_of" } },
	{ "procedure", { "from_procedure", "to_procedure", "again_of",
			   "confirmation", "ended" } },
	{ "agreement", { "replaces", "supplements" } },
	{ "issue", { "settles" } },
	{ "fact", { "facts" } },
};

static bool
is_name_of(const char *list, const char *name)
{
	if (strcmp(list, name) == 0)
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (size_t k = 0; strcmp(names[i].list, list) == 0 &&
				   k < NAMES_MOST && names[i].names[k] != NULL;
		     k++)
			if (strcmp(names[i].names[k], name) == 0)
				return true;
	return false;
}

/* Does `in`, a member called `as`, tell number `no` of `list`, at any depth? */
static bool
tells(const struct hj_fields *t, const void *in, const char *as,
    const char *list, int64_t no)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct hj_field *f = &t->row[i];
		const unsigned char *at = (const unsigned char *)in + f->offset;
		const char *name = f->name[0] == '\0' ? as : f->name;
		struct hj_items items;
		const void *object;
		int64_t value;

		if (f->type == HJ_T_INT) {
			memcpy(&value, at, sizeof(value));
			if (value == no && is_name_of(list, name))
				return true;
		} else if (f->type == HJ_T_OBJECT) {
			memcpy(&object, at, sizeof(object));
			if (object != NULL &&
			    tells(f->of, object, name, list, no))
				return true;
		} else if (f->type == HJ_T_LIST) {
			items = hj_items_of(f, in);
			for (size_t k = 0; k < items.n; k++)
				if (tells(f->of, hj_item(f, items, k), name,
					list, no))
					return true;
		}
	}
	return false;
}

/* What rules did, and what is only told, rests on nothing. */
static bool
rests_at_all(const struct hj_past *past, size_t i)
{
	const struct hj_fields *body = past->ev[i].kind->body;

	return !past->gone[i] && body != &hj_act_fields &&
	       body != &hj_clock_set_fields && body != &hj_notice_set_fields &&
	       body != &hj_event_amended_fields &&
	       body != &hj_event_voided_fields;
}

size_t
hj_named_by(const struct hj_back *back, const char *list, int64_t no)
{
	const struct hj_past *past = back->past;

	for (size_t i = past->n; i-- > back->entry.last + 1;)
		if (rests_at_all(past, i) &&
		    tells(
			past->ev[i].kind->body, past->ev[i].body, "", list, no))
			return i;
	return past->n;
}

/* Bodies of events that carry a procedure on. */
static bool
carries_on(const struct hj_event *ev)
{
	static const struct hj_fields *const bodies[] = {
		&hj_procedure_moved_fields,
		&hj_mediators_set_fields,
		&hj_session_logged_fields,
		&hj_agreement_drafted_fields,
		&hj_agreement_signed_fields,
		&hj_channel_step_fields,
		&hj_facts_confirmed_fields,
		&hj_failure_report_fields,
		&hj_petition_set_fields,
		&hj_aid_set_fields,
		&hj_draw_set_fields,
		&hj_order_set_fields,
		&hj_referral_set_fields,
	};

	if (ev->kind == &hj_ev_file_number_noted)
		return false;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		if (ev->kind->body == bodies[i])
			return true;
	return false;
}

/* What the entry did to a procedure. */
struct move {
	int64_t no;
	bool phase;   /* it is in another phase */
	bool revived; /* it had ended, and goes on */
};

/* Does the event rest on the move? */
static bool
rests_on(struct hj_turn *t, const struct move *m, const struct hj_event *ev)
{
	/* Who joined since would not have been told of the end. */
	if (ev->kind == &hj_ev_party_added)
		return m->revived;
	if (hj_mark_of(t->d, ev).procedure != m->no)
		return false;
	return carries_on(ev) ||
	       (m->phase && ev->kind->body == &hj_consent_recorded_fields);
}

/* The newest later entry that rests on the move. */
static size_t
carried_on(struct hj_turn *t, const struct hj_back *back, const struct move *m)
{
	const struct hj_past *past = back->past;

	for (size_t i = past->n; i-- > back->entry.last + 1;)
		if (!past->gone[i] && rests_on(t, m, &past->ev[i]))
			return i;
	return past->n;
}

/* Did the entry move the procedure, or its grounds? */
static bool
was_moved(const struct hj_procedure *was, const struct hj_procedure *is)
{
	static const char *const members[] = { "phase", "stage", "consent",
		"mediator", "signer" };

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (!hj_field_same(hj_field_find(&hj_procedure_fields,
				       members[i], strlen(members[i])),
			was, is))
			return true;
	return false;
}

size_t
hj_moved_on(struct hj_turn *t, const struct hj_back *back)
{
	const struct hj_dispute *before = back->before, *after = back->after;
	size_t newest = back->past->n;

	if (t->d == NULL)
		return newest;
	for (size_t i = 0; i < after->n_procedure; i++) {
		const struct hj_procedure *was =
		    i < before->n_procedure ? &before->procedure[i] : NULL;
		const struct hj_procedure *is = &after->procedure[i];
		const struct move m = {
			.no = is->no,
			.phase = was == NULL || was->phase != is->phase,
			.revived = was != NULL && !hj_procedure_live(was) &&
				   hj_procedure_live(is),
		};
		size_t at;

		if (was != NULL && !was_moved(was, is))
			continue;
		at = carried_on(t, back, &m);
		if (at != back->past->n &&
		    (newest == back->past->n || at > newest))
			newest = at;
	}
	return newest;
}
