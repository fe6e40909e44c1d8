/*
 * The same happenings under two rules, until they part; see replay.h.
 */
#include "lib/rules/replay_inner.h"

#include <string.h>

/* clang-format off */
static const struct hj_word verdict_list[] = {
	{ NULL, NULL, NULL },
	{ "same", "相同", "the same" },
	{ "differs", "不同", "differs" },
	{ "not_concerned", "未适用被替换的规则集", "not concerned" },
	{ "elsewhere", "不在适用地区", "outside the area" },
	{ "no_set", "所依规则集不在库中", "rests on a set not known here" },
	{ "too_much", "后续事项过多", "more follows than is told" },
};
const struct hj_words hj_replay_verdict_words = HJ_WORDS(verdict_list);
/* clang-format on */

static bool
is(const char *name, const char *kind)
{
	return name != NULL && strcmp(name, kind) == 0;
}

static void
begin(struct hj_arena *a, const struct hj_replay_ground *g,
    struct hj_replay_side *s)
{
	s->course = hj_course_new(a, &s->sets, g->calendar, g->directory);
	for (size_t i = 0; i < s->sets.n; i++)
		s->looks = s->looks || hj_replay_looks(&s->sets.set[i]);
}

/* A limit that does not run cannot be extended: then nothing follows. */
static void
tell(struct hj_replay_side *s, const struct hj_happening *h)
{
	struct hj_error err;
	enum hj_err code = hj_course_tell(s->course, h, &err);

	(void)code;
}

/* Where the matter stands now. */
static void
tell_settings(struct hj_replay_side *s, const struct hj_replay_fact *f)
{
	for (int i = 1; s->looks && i < HJ_SE__MAX; i++) {
		const char *now = f->setting[i];
		struct hj_happening h = { .kind = HJ_HN_SETTING,
			.at = f->happening.at,
			.what = i,
			.word = now };

		if (now == s->setting[i] ||
		    (now != NULL && is(s->setting[i], now)))
			continue;
		s->setting[i] = now;
		tell(s, &h);
	}
}

/* A fact has its name in each set that reads it. */
static void
tell_fact(struct hj_replay_side *s, const struct hj_replay_fact *f)
{
	struct hj_happening h = f->happening;

	for (size_t i = 0; i < s->sets.n; i++) {
		const struct hj_rule_set *set = &s->sets.set[i];

		for (size_t k = 0; k < set->n_facts; k++)
			if (set->facts[k].from == f->from) {
				h.name = set->facts[k].name;
				tell(s, &h);
			}
	}
}

static void
play(struct hj_replay_side *s, const struct hj_replay_fact *f)
{
	tell_settings(s, f);
	if (f->happening.kind == HJ_HN_FACT)
		tell_fact(s, f);
	else
		tell(s, &f->happening);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (b != NULL && is(a, b));
}

/* Do they say the same, whatever row of which set says it? */
static bool
same(const struct hj_did *a, const struct hj_did *b)
{
	return a->at == b->at && a->act == b->act &&
	       a->due_on.ymd == b->due_on.ymd && a->due_at == b->due_at &&
	       same_text(a->zh, b->zh) && same_text(a->en, b->en) &&
	       same_text(a->more_zh, b->more_zh);
}

/* What followed on one side. */
struct batch {
	const struct hj_did *did;
	size_t at, n;
};

static struct batch
next_batch(struct hj_replay_side *s)
{
	struct batch b = { .at = s->seen };

	b.did = hj_course_done(s->course, &b.n);
	s->seen = b.n;
	return b;
}

/* The first of `a` that has no like in `b`; NULL: none. */
static const struct hj_did *
unlike(struct hj_arena *arena, const struct batch *a, const struct batch *b)
{
	bool *used = hj_alloc(arena, b->n + 1);

	for (size_t i = a->at; i < a->n; i++) {
		size_t k = b->at;

		while (k < b->n && (used[k] || !same(&a->did[i], &b->did[k])))
			k++;
		if (k == b->n)
			return &a->did[i];
		used[k] = true;
	}
	return NULL;
}

/* Did something else follow since the last look? */
static bool
parted(struct hj_arena *a, struct hj_replay_side *old,
    struct hj_replay_side *new, struct hj_replay_result *r)
{
	struct batch o = next_batch(old), w = next_batch(new);

	for (; o.at < o.n && w.at < w.n; o.at++, w.at++)
		if (!same(&o.did[o.at], &w.did[w.at]))
			break;
	if (o.at == o.n && w.at == w.n)
		return false;
	r->old = unlike(a, &o, &w);
	r->new = unlike(a, &w, &o);
	if (r->old != NULL && r->new != NULL && r->old->at < r->new->at)
		r->new = NULL;
	if (r->old != NULL && r->new != NULL && r->old->at > r->new->at)
		r->old = NULL;
	if (r->old == NULL && r->new == NULL)
		return false;
	r->at = r->old != NULL ? r->old->at : r->new->at;
	r->verdict = HJ_RV_DIFFERS;
	return true;
}

/* Up to where, of all that happened, and what is compared. */
struct stretch {
	const struct hj_replay_matter *m; /* as it rested in this period */
	const struct hj_rule_set *was;
	const struct hj_rule_set *other;
	size_t upto; /* facts; all of them: time passes to the end, too */
};

#define NOT_PARTED SIZE_MAX

/* The fact at which they part, told in `r`; NOT_PARTED: they do not. */
static size_t
compare(struct hj_arena *a, const struct hj_replay_ground *g,
    const struct stretch *s, struct hj_replay_result *r)
{
	const struct hj_replay_matter *m = s->m;
	struct hj_replay_fact end = { .happening = { .kind = HJ_HN_TIME,
					  .at = m->until != 0 ? m->until
							      : g->until } };
	struct hj_replay_ground ground = *g;
	struct hj_replay_side old = { 0 }, new = { 0 };

	ground.candidate = s->other;
	hj_replay_gather(a, &ground, m, s->was, &old, &new);
	begin(a, &ground, &old);
	begin(a, &ground, &new);
	memcpy(
	    end.setting, m->fact[m->n_fact - 1].setting, sizeof(end.setting));
	for (size_t i = 0; i < s->upto + (s->upto == m->n_fact); i++) {
		const struct hj_replay_fact *f =
		    i < m->n_fact ? &m->fact[i] : &end;

		play(&old, f);
		play(&new, f);
		if (parted(a, &old, &new, r))
			return i;
		if (old.course->full || new.course->full) {
			r->verdict = HJ_RV_TOO_MUCH;
			return i;
		}
	}
	return NOT_PARTED;
}

/* The matter as it rested in period `k`; the last one is as it was read. */
static struct hj_replay_matter
in_period(const struct hj_replay_matter *m, size_t k)
{
	struct hj_replay_matter v = *m;

	if (k < m->n_former) {
		v.ladder = m->former[k].ladder;
		v.pin = m->former[k].pin;
		v.n_pin = m->former[k].n_pin;
	}
	return v;
}

/* How many facts were told when period `k` ended. */
static size_t
end_of(const struct hj_replay_matter *m, size_t k)
{
	size_t i = 0, moves = 0;

	for (; i < m->n_fact; i++)
		if (m->fact[i].moves && moves++ == k)
			break;
	return i;
}

/* Would the set that came have made the same of all that was before? */
static bool
goes_on(struct hj_arena *a, const struct hj_replay_ground *g,
    const struct hj_replay_matter *m, size_t k)
{
	const struct hj_replay_matter v = in_period(m, k);
	const struct stretch s = { .m = &v,
		.was = hj_rule_set_find(g->known, m->former[k].from),
		.other = hj_rule_set_find(g->known, m->former[k].to),
		.upto = end_of(m, k) };
	struct hj_replay_result r = { 0 };

	return s.was != NULL && s.other != NULL &&
	       compare(a, g, &s, &r) == NOT_PARTED;
}

struct hj_replay_result
hj_replay_play(struct hj_arena *a, const struct hj_replay_ground *g,
    const struct hj_replay_matter *m)
{
	struct hj_replay_result said = { .verdict = HJ_RV_NOT_CONCERNED };

	for (size_t k = 0; k <= m->n_former; k++) {
		const struct hj_replay_matter v = in_period(m, k);
		struct hj_replay_result r = { 0 };
		struct stretch s = {
			.m = &v, .other = g->candidate, .upto = end_of(m, k)
		};
		size_t at;

		if (k > 0 && !goes_on(a, g, m, k - 1))
			return said;
		r.was = s.was = hj_replay_find_was(g, &v, &r.verdict);
		if (r.was == NULL && said.was == NULL)
			said = r;
		if (r.was == NULL)
			continue;
		at = compare(a, g, &s, &r);
		/* What it would have made of a time when another held. */
		if (k > 0 && at != NOT_PARTED && at < end_of(m, k - 1))
			return said;
		said = r;
		if (at != NOT_PARTED)
			return said;
	}
	return said;
}
