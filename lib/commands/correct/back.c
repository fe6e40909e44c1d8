/* What an entry set, set back to what it was before it; see back.h. */
#include "lib/commands/correct/back.h"

#include "lib/base/undo.h"

#include <string.h>

/* What cannot be set back: a member of item `no` of a list, or of the state. */
struct in_way {
	const struct hj_field *list;   /* row of the state */
	int64_t no;                    /* 0: the row itself */
	const struct hj_field *member; /* NULL: the whole item */
};

/* How an entity looks that an entry made which was voided. */
static const struct {
	const char *list;
	const char *member; /* NULL: it goes with its procedure */
	int64_t value;
} marks[] = {
	{ "agency", "ended_on", 19490101 },
	{ "agreement", "state", HJ_AS_DROPPED },
	{ "aid", NULL, 0 },
	{ "appointment", "cancelled", true },
	{ "attachment", "detached", true },
	{ "bundle", "piece", 0 },
	{ "fact", "procedure", 0 },
	{ "finding", "state", HJ_FI_WITHDRAWN },
	{ "issue", "state", HJ_IS_WITHDRAWN },
	{ "noted", "voided", true },
	{ "order", NULL, 0 },
	{ "party", "removed", true },
	{ "petition", NULL, 0 },
	{ "procedure", "phase", HJ_PH_CLOSED },
};

static void
set_number(const struct hj_field *f, void *in, int64_t value)
{
	unsigned char *at = (unsigned char *)in + f->offset;
	const bool yes = value != 0;
	const int word = (int)value;
	const int32_t day = (int32_t)value;
	const size_t none = 0;

	if (f->type == HJ_T_BOOL)
		memcpy(at, &yes, sizeof(yes));
	else if (f->type == HJ_T_WORD)
		memcpy(at, &word, sizeof(word));
	else if (f->type == HJ_T_DATE)
		memcpy(at, &day, sizeof(day));
	else if (f->type == HJ_T_INT)
		memcpy(at, &value, sizeof(value));
	else
		memcpy((unsigned char *)in + f->count, &none, sizeof(none));
}

/* Mark what the entry made; false if such a one is not taken back. */
static bool
mark(const struct hj_field *list, void *item)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (strcmp(marks[i].list, list->name) != 0)
			continue;
		if (marks[i].member != NULL)
			set_number(hj_item_field(list, marks[i].member), item,
			    marks[i].value);
		return true;
	}
	return false;
}

/* Set back by hj_back_consequences(), or not set by entries at all. */
static bool
is_apart(const struct hj_turn *t, const struct hj_field *f)
{
	static const char *const names[] = { "id", "version", "last_at" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(f->name, names[i]) == 0)
			return true;
	return t->d != NULL &&
	       (f->of == &hj_clock_fields || f->of == &hj_notice_fields);
}

/* Do its items keep their numbers for ever? */
static bool
is_numbered(const struct hj_turn *t, const struct hj_field *f)
{
	return t->d != NULL && f->type == HJ_T_LIST &&
	       hj_item_field(f, "no") != NULL;
}

/* ---- what rests on it ---- */

void
hj_refuse_rests(struct hj_turn *t, const struct hj_past *past, size_t i)
{
	const struct hj_event *ev;
	struct hj_buf b;

	hj_refuse(t, HJ_NO_VOID_RESTS, "event");
	if (i == past->n)
		return;
	ev = &past->ev[hj_entry_of(t, past, i).first];
	hj_buf_init(&b, 300);
	hj_buf_puts(&b, ev->body_of == NULL ? "set-aside-expiry" : "void ");
	if (ev->body_of != NULL)
		hj_buf_puts(&b, ev->id);
	hj_buf_puts(&b, " (");
	hj_buf_puts(&b, ev->kind->name);
	hj_buf_puts(&b, ", ");
	hj_buf_int(&b, ev->seq);
	hj_buf_puts(&b, ")");
	t->refused_do = hj_buf_keep(t->a, &b);
}

/* The struct of `state` in which the member is; NULL if it is not there. */
static void *
owner_of(const struct in_way *w, void *state)
{
	return w->no == 0 ? state
			  : hj_item(w->list, hj_items_of(w->list, state),
				(size_t)w->no - 1);
}

/* The part of a table that is in the way. */
static struct hj_fields
part_of(const struct hj_turn *t, const struct in_way *w)
{
	if (w->no == 0)
		return (struct hj_fields){
			.row = w->list, .n = 1, .size = t->kind->state->size
		};
	if (w->member == NULL)
		return *w->list->of;
	return (struct hj_fields){
		.row = w->member, .n = 1, .size = w->list->of->size
	};
}

/* Fold event `i` into `state`: does it set what is in the way? */
static bool
sets(struct hj_turn *t, const struct in_way *w, void *state, size_t i)
{
	const struct hj_fields part = part_of(t, w);
	const void *was = owner_of(w, state);

	if (was != NULL)
		was = hj_struct_copy(t->a, &part, was);
	hj_past_fold(t, state, i);
	return !hj_struct_same(&part, was, owner_of(w, state));
}

/* The newest later event that set what is in the way, whatever was before. */
static size_t
set_by(struct hj_turn *t, const struct hj_back *back, const struct in_way *w)
{
	void *with = hj_past_state(t, back->entry.last + 1);
	void *bare = hj_past_state(t, back->entry.first);
	size_t newest = back->past->n;

	for (size_t i = back->entry.last + 1; i < back->past->n; i++) {
		bool set = sets(t, w, with, i);

		if (hj_past_stands(back->past, i) &&
		    (sets(t, w, bare, i) || set))
			newest = i;
	}
	return newest;
}

static void
refuse_in_way(
    struct hj_turn *t, const struct hj_back *back, const struct in_way *w)
{
	hj_refuse_rests(t, back->past, set_by(t, back, w));
}

/* ---- the state ---- */

/* What the entry made is marked, unless something became of it. */
static void
unmake(struct hj_turn *t, const struct hj_back *back, const struct hj_field *f,
    size_t i)
{
	const struct in_way w = { f, (int64_t)i + 1, NULL };
	void *now = hj_item(f, hj_items_of(f, back->now), i);
	size_t by;

	/* An offer is revoked, or asked back. */
	if (f->of == &hj_referral_fields)
		return;
	if (!hj_struct_same(
		f->of, now, hj_item(f, hj_items_of(f, back->after), i))) {
		refuse_in_way(t, back, &w);
		return;
	}
	by = hj_named_by(back, f->name, w.no);
	if (by != back->past->n || !mark(f, now))
		hj_refuse_rests(t, back->past, by);
}

static void
set_back_items(
    struct hj_turn *t, const struct hj_back *back, const struct hj_field *f)
{
	struct hj_items before = hj_items_of(f, back->before),
			after = hj_items_of(f, back->after),
			without = hj_items_of(f, back->without),
			now = hj_items_of(f, back->now);

	for (size_t i = 0; i < after.n && t->refused == HJ_NO; i++) {
		const struct hj_versions v = {
			.before = hj_item(f, before, i),
			.after = hj_item(f, after, i),
			.without = hj_item(f, without, i),
			.now = hj_item(f, now, i),
		};
		struct in_way w = { f, (int64_t)i + 1, NULL };

		if (v.before == NULL) {
			unmake(t, back, f, i);
			continue;
		}
		w.member = hj_undo_struct(t->a, f->of, &v);
		if (w.member != NULL)
			refuse_in_way(t, back, &w);
	}
}

static void
set_back_row(
    struct hj_turn *t, const struct hj_back *back, const struct hj_field *f)
{
	const struct hj_versions v = { back->before, back->after, back->without,
		back->now };
	const struct in_way w = { f, 0, NULL };

	if (is_numbered(t, f))
		set_back_items(t, back, f);
	else if (hj_undo_member(t->a, f, &v) != NULL)
		refuse_in_way(t, back, &w);
}

/* Put `item` into the list `f` of `out`. */
static void
put_item(
    struct hj_turn *t, const struct hj_field *f, void *out, const void *item)
{
	struct hj_items items = hj_items_of(f, out);

	items.at = hj_grow(t->a, items.at, items.n, f->of->size);
	memcpy(items.at + items.n * f->of->size, item, f->of->size);
	items.n++;
	memcpy((unsigned char *)out + f->offset, &items.at, sizeof(items.at));
	memcpy((unsigned char *)out + f->count, &items.n, sizeof(items.n));
}

/* What is different in `now` goes into `b`. */
static void
put_different(struct hj_turn *t, const void *now, struct hj_event_voided *b)
{
	const struct hj_fields *fields = t->kind->state;
	void *out = hj_alloc(t->a, fields->size);

	hj_fields_clear(fields, out);
	for (size_t i = 0; i < fields->n; i++) {
		const struct hj_field *f = &fields->row[i];
		struct hj_items is = { 0 }, was = { 0 };

		if (hj_field_same(f, now, t->state))
			continue;
		b->back = out;
		if (f->type == HJ_T_LIST) {
			is = hj_items_of(f, now);
			was = hj_items_of(f, t->state);
		}
		/* By number, where these say which. */
		if (f->type != HJ_T_LIST || is.n != was.n ||
		    hj_item_field(f, "no") == NULL) {
			HJ_PUSH(t->a, b->members, b->n_members)->text = f->name;
			hj_field_copy(f, out, now);
			continue;
		}
		for (size_t k = 0; k < is.n; k++)
			if (!hj_struct_same(
				f->of, hj_item(f, is, k), hj_item(f, was, k)))
				put_item(t, f, out, hj_item(f, is, k));
	}
}

/* A dispute that was closed meanwhile has nothing that goes on. */
static void
check_closed(struct hj_turn *t, const struct hj_back *back)
{
	const struct hj_dispute *d = back->now;
	size_t i = back->past->n;

	for (size_t k = 0; d->closed && k < d->n_procedure; k++) {
		if (!hj_procedure_live(&d->procedure[k]))
			continue;
		while (i > back->entry.last + 1 &&
		       back->past->ev[i - 1].kind != &hj_ev_dispute_closed)
			i--;
		hj_refuse_rests(t, back->past, i - 1);
		return;
	}
}

void
hj_back_state(struct hj_turn *t, const struct hj_past *past,
    struct hj_entry entry, struct hj_back *ret, struct hj_event_voided *b)
{
	const struct hj_fields *fields = t->kind->state;
	size_t by;

	*ret = (struct hj_back){
		.past = past,
		.entry = entry,
		.before = hj_past_state(t, entry.first),
		.after = hj_past_state(t, entry.last + 1),
		.without = hj_past_without(t, past, entry),
		.now = hj_struct_copy(t->a, fields, t->state),
	};
	by = hj_moved_on(t, ret);
	if (by != past->n)
		hj_refuse_rests(t, past, by);
	for (size_t i = 0; i < fields->n && t->refused == HJ_NO; i++)
		if (!is_apart(t, &fields->row[i]))
			set_back_row(t, ret, &fields->row[i]);
	if (t->refused == HJ_NO && t->d != NULL)
		check_closed(t, ret);
	if (t->refused == HJ_NO && t->kind->may_be != NULL)
		t->kind->may_be(t, ret->now);
	if (t->refused == HJ_NO)
		put_different(t, ret->now, b);
}
