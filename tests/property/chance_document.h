/*
 * Rule sets by chance: any document that the schema lets pass, and shipped sets
 * with some members made anew; and what may happen under one.
 *
 * The grammar is the field tables themselves, from which the schema is made
 * too, so a new member of the language is tried without a line here.  Names
 * come from few, so that references often hit.  Every choice is a number of
 * the source of chance: bytes that a fuzzer gives, and behind them a sequence.
 */
#ifndef HJ_TESTS_PROPERTY_CHANCE_DOCUMENT_H
#define HJ_TESTS_PROPERTY_CHANCE_DOCUMENT_H

#include "lib/dispute/event.h"
#include "lib/rules/engine.h"
#include "lib/rules/rules.h"

#include <string.h>

/* Where choices come from. */
struct choices {
	const uint8_t *p; /* first these */
	size_t n;
	uint64_t state; /* then splitmix64 */
};

static inline uint64_t
choose(struct choices *c)
{
	uint64_t z = (c->state += UINT64_C(0x9e3779b97f4a7c15));

	if (c->n > 0) {
		c->n--;
		return *c->p++;
	}
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static inline size_t
choose_below(struct choices *c, size_t n)
{
	return (size_t)(choose(c) % n);
}

#define CHOOSE(c, list)                                                        \
	((list)[choose_below((c), sizeof(list) / sizeof((list)[0]))])

/* ---- values of members ---- */

struct maker {
	struct choices *c;
	struct hj_arena *a;
	size_t dense; /* of 16 members that need not be there, so many are */
};

static inline const char *
some_event(struct choices *c)
{
	static const char *const usual[] = { "registered", "accepted",
		"session_logged", "procedure_ended", "agreement_effective",
		"referral_accepted", "referral_returned", "appraisal_started",
		"appraisal_ended", "notice_served", "procedure_closed",
		"clock_fired" };

	return choose_below(c, 4) > 0
		   ? CHOOSE(c, usual)
		   : hj_dispute_events
			 .kind[choose_below(c, hj_dispute_events.n)]
			 ->name;
}

static inline bool
among(const char *name, const char *const *list)
{
	while (*list != NULL && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

/* A text for the member, or list, of this name. */
static inline const char *
some_text(struct maker *m, const char *member)
{
	static const char *const events[] = { "starts", "starts_also", "meets",
		"stops", "restarts", "pauses", "resumes", "counts", "part",
		"whole", NULL };
	static const char *const bodies[] = { "kinds", "joint", NULL };
	static const char *const names[] = { "a", "b", "c", "d", "e" };
	static const char *const kinds[] = { "village_committee",
		"township_committee", "county_committee", "grid" };
	static const char *const odd[] = { "", "\"", "村", "people", "YL",
		"village", "refer", "settled", "x/y~z" };

	if (among(member, events))
		return some_event(m->c);
	if (among(member, bodies))
		return CHOOSE(m->c, kinds);
	if (choose_below(m->c, 16) > 0)
		return CHOOSE(m->c, names);
	/* What must be there must not be empty. */
	return odd[1 + choose_below(m->c, sizeof(odd) / sizeof(odd[0]) - 1)];
}

static inline int64_t
some_number(struct maker *m, const struct hj_field *f)
{
	int64_t n = (int64_t)choose_below(m->c, 12);

	if (choose_below(m->c, 256) == 0 && choose_below(m->c, 4) == 0)
		return f->most;
	return f->least + n > f->most ? f->most : f->least + n;
}

static inline int32_t
some_date(struct maker *m)
{
	static const int32_t dates[] = { 20200101, 20240229, 20250101,
		20991231 };

	return CHOOSE(m->c, dates);
}

static inline void make_struct(
    struct maker *m, const struct hj_fields *t, void *out, const char *of);

static inline void
make_list(struct maker *m, const struct hj_field *f, char *out)
{
	size_t most = f->most < 4 ? (size_t)f->most : 4;
	size_t n = 1 + choose_below(m->c, most);
	char *list;

	if (choose_below(m->c, 64) == 0)
		n = f->most < 40 ? (size_t)f->most : 40;
	list = hj_alloc(m->a, n * f->of->size);
	for (size_t i = 0; i < n; i++)
		make_struct(m, f->of, list + i * f->of->size, f->name);
	memcpy(out + f->offset, &list, sizeof(list));
	memcpy(out + f->count, &n, sizeof(n));
}

static inline void
make_member(
    struct maker *m, const struct hj_field *f, void *out, const char *of)
{
	char *at = (char *)out + f->offset;
	/* A list of bare values has no names of its own. */
	const char *name = f->name[0] == '\0' ? of : f->name;
	const char *text;
	int64_t number;
	void *inner;

	switch (f->type) {
	case HJ_T_BOOL:
		*(bool *)at = true;
		return;
	case HJ_T_INT:
	case HJ_T_MONEY:
		number = some_number(m, f);
		memcpy(at, &number, sizeof(number));
		return;
	case HJ_T_WORD:
		*(int *)(void *)at =
		    1 + (int)choose_below(m->c, f->words->n - 1);
		return;
	case HJ_T_DATE:
		*(int32_t *)(void *)at = some_date(m);
		return;
	case HJ_T_TEXT:
		text = some_text(m, name);
		memcpy(at, &text, sizeof(text));
		return;
	case HJ_T_OBJECT:
		inner = hj_alloc(m->a, f->of->size);
		make_struct(m, f->of, inner, name);
		memcpy(at, &inner, sizeof(inner));
		return;
	case HJ_T_LIST:
		make_list(m, f, out);
		return;
	case HJ_T_INSTANT:
	case HJ_T_ID:
	case HJ_T_SEALED:
		return; /* no rule has any */
	}
}

static inline void
make_struct(
    struct maker *m, const struct hj_fields *t, void *out, const char *of)
{
	hj_fields_clear(t, out);
	for (size_t i = 0; i < t->n; i++)
		if ((t->row[i].flags & HJ_REQUIRED) ||
		    t->row[i].name[0] == '\0' ||
		    choose_below(m->c, 16) < m->dense)
			make_member(m, &t->row[i], out, of);
}

/* ---- shipped sets, altered ---- */

static inline void alter_struct(
    struct maker *m, const struct hj_fields *t, void *out, const char *of);

/* A list of its own, with an item fewer or twice, now and then. */
static inline void
alter_list(struct maker *m, const struct hj_field *f, char *out)
{
	char *list, *own;
	size_t n, what = choose_below(m->c, 32);

	memcpy(&list, out + f->offset, sizeof(list));
	memcpy(&n, out + f->count, sizeof(n));
	if (n == 0)
		return;
	own = hj_alloc(m->a, (n + 1) * f->of->size);
	memcpy(own, list, n * f->of->size);
	if (what == 0 && (n > 1 || !(f->flags & HJ_REQUIRED))) {
		n--;
	} else if (what == 1 && (int64_t)n < f->most) {
		memcpy(own + n * f->of->size,
		    own + choose_below(m->c, n) * f->of->size, f->of->size);
		n++;
	}
	for (size_t i = 0; i < n; i++)
		alter_struct(m, f->of, own + i * f->of->size, f->name);
	memcpy(out + f->offset, &own, sizeof(own));
	memcpy(out + f->count, &n, sizeof(n));
}

static inline void
alter_struct(
    struct maker *m, const struct hj_fields *t, void *out, const char *of)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct hj_field *f = &t->row[i];
		void *inner, *own;

		if (choose_below(m->c, 128) == 0) {
			make_member(m, f, out, of);
		} else if (f->type == HJ_T_LIST) {
			alter_list(m, f, out);
		} else if (f->type == HJ_T_OBJECT) {
			memcpy(&inner, (char *)out + f->offset, sizeof(inner));
			if (inner == NULL)
				continue;
			own = hj_alloc(m->a, f->of->size);
			memcpy(own, inner, f->of->size);
			alter_struct(m, f->of, own, f->name);
			memcpy((char *)out + f->offset, &own, sizeof(own));
		}
	}
}

/* A document by chance: one of `shipped` altered, or out of nothing. */
static inline struct hj_rule_set
chance_document(
    struct choices *c, struct hj_arena *a, const struct hj_rules *shipped)
{
	struct maker m = { .c = c, .a = a, .dense = 1 + choose_below(c, 6) };
	struct hj_rule_set set;

	if (shipped->n > 0 && choose_below(c, 2) == 0) {
		set = shipped->set[choose_below(c, shipped->n)];
		alter_struct(&m, &hj_rule_set_fields, &set, "");
	} else {
		make_struct(&m, &hj_rule_set_fields, &set, "");
	}
	return set;
}

/* ---- what happens ---- */

static inline void
chance_fact(
    struct choices *c, const struct hj_rule_set *set, struct hj_happening *h)
{
	const struct hj_rule_fact *f;

	if (set->n_facts == 0)
		return;
	f = &set->facts[choose_below(c, set->n_facts)];
	h->kind = HJ_HN_FACT;
	h->name = f->name;
	h->unknown = choose_below(c, 8) == 0;
	h->n = f->type == HJ_FT_FLAG ? (int64_t)choose_below(c, 2)
				     : (int64_t)choose_below(c, 40);
	h->word = f->n_words > 0 ? f->words[choose_below(c, f->n_words)].name
				 : "people";
}

static inline void
chance_setting(struct choices *c, struct hj_happening *h)
{
	h->kind = HJ_HN_SETTING;
	h->what = HJ_SE_CHANNEL;
	h->word =
	    hj_channel_words.word[1 + choose_below(c, hj_channel_words.n - 1)]
		.name;
}

static inline void
chance_extension(
    struct choices *c, const struct hj_rule_set *set, struct hj_happening *h)
{
	if (set->n_clocks == 0)
		return;
	h->kind = HJ_HN_EXTEND;
	h->name = set->clocks[choose_below(c, set->n_clocks)].name;
	h->what = 1 + (int)choose_below(c, 3);
	h->n = 1 + (int64_t)choose_below(c, 20);
	h->unit = 1 + (int)choose_below(c, HJ_UNIT_YEARS);
}

/* Events that sets speak of come more often than others. */
static inline void
chance_event(
    struct choices *c, const struct hj_rule_set *set, struct hj_happening *h)
{
	h->kind = HJ_HN_EVENT;
	h->name = set->n_clocks > 0 && choose_below(c, 3) == 0
		      ? set->clocks[choose_below(c, set->n_clocks)].starts
		      : some_event(c);
	h->beside = choose_below(c, 8) == 0;
}

static inline struct hj_happening
chance_happening(struct choices *c, const struct hj_rule_set *set, int64_t at)
{
	static const char *const bodies[] = { "village_committee",
		"township_committee", "county_committee", "grid" };
	struct hj_happening h = { .kind = HJ_HN_TIME, .at = at };

	switch (choose_below(c, 9)) {
	case 0:
		chance_fact(c, set, &h);
		break;
	case 1:
		h.kind = HJ_HN_EXIT;
		h.what = 1 + (int)choose_below(c, HJ_EO_RECLASSIFIED);
		break;
	case 2:
		chance_setting(c, &h);
		break;
	case 3:
		chance_extension(c, set, &h);
		break;
	case 4:
		if (set->n_tasks == 0)
			break;
		h.kind = HJ_HN_DONE;
		h.name = set->tasks[choose_below(c, set->n_tasks)].name;
		break;
	case 5:
		h.kind = choose_below(c, 4) == 0 ? HJ_HN_RATES : HJ_HN_BODY;
		h.word = CHOOSE(c, bodies);
		break;
	default:
		chance_event(c, set, &h);
		break;
	}
	return h;
}

#endif
