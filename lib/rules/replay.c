/*
 * The same happenings under two rules, until they part; see replay.h.
 */
#include "lib/rules/replay.h"

#include "lib/rules/course.h"
#include "lib/rules/reader.h"

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

/* The matter under one of the two. */
struct side {
	struct hj_rules sets;
	struct hj_course *course;
	size_t seen; /* of what followed */
	bool looks;  /* its sets look at where the matter stands */
	const char *setting[HJ_SE__MAX];
};

static bool
is(const char *name, const char *kind)
{
	return name != NULL && strcmp(name, kind) == 0;
}

static bool
clock_names(const struct hj_rule_clock *c, const char *kind)
{
	return is(c->starts, kind) ||
	       hj_name_in(c->starts_also, c->n_starts_also, kind) ||
	       hj_name_in(c->restarts, c->n_restarts, kind) ||
	       hj_name_in(c->meets, c->n_meets, kind) ||
	       hj_name_in(c->stops, c->n_stops, kind) ||
	       hj_name_in(c->pauses, c->n_pauses, kind) ||
	       hj_name_in(c->resumes, c->n_resumes, kind);
}

static bool
steps_name(const struct hj_rule_step *step, size_t n, const char *kind)
{
	for (size_t i = 0; i < n; i++)
		if (is(step[i].starts, kind))
			return true;
	return false;
}

/* Does the set speak of such events? */
static bool
names(const struct hj_rule_set *set, const char *kind)
{
	bool found = steps_name(set->ladder, set->n_ladder, kind) ||
		     (set->overall != NULL && is(set->overall->starts, kind));

	for (size_t i = 0; !found && i < set->n_clocks; i++)
		found = clock_names(&set->clocks[i], kind);
	for (size_t i = 0; !found && i < set->n_tasks; i++)
		found = is(set->tasks[i].starts, kind);
	for (size_t i = 0; !found && i < set->n_facts; i++)
		found = hj_name_in(
		    set->facts[i].counts, set->facts[i].n_counts, kind);
	for (size_t i = 0; !found && i < set->n_rates; i++)
		found = hj_name_in(
			    set->rates[i].part, set->rates[i].n_part, kind) ||
			hj_name_in(
			    set->rates[i].whole, set->rates[i].n_whole, kind);
	for (size_t i = 0; !found && i < set->n_ladders; i++) {
		const struct hj_rule_ladder *l = &set->ladders[i];

		found = steps_name(l->steps, l->n_steps, kind) ||
			(l->overall != NULL && is(l->overall->starts, kind));
	}
	return found;
}

/* Does it look at where the matter stands, or at facts? */
static bool
looks(const struct hj_rule_set *set)
{
	return set->n_clocks > 0 || set->n_facts > 0;
}

bool
hj_replay_reads(const char *kind, const struct hj_rules *sets)
{
	bool ladder = true, named = false;

	for (size_t i = 0; i < sets->n; i++) {
		ladder = ladder && !looks(&sets->set[i]);
		named = named || names(&sets->set[i], kind);
	}
	if (hj_reader_knows(kind, ladder))
		return true;
	return !hj_reader_skips(kind) &&
	       (named || (!ladder && (hj_span_end(kind) != NULL ||
					 is("danger_reported", kind) ||
					 is("performed", kind))));
}

/* ---- which sets ---- */

static bool
contend(const struct hj_rule_clock *a, const struct hj_rule_clock *b)
{
	return is(a->name, b->name) || is(a->after, b->name) ||
	       is(b->after, a->name) ||
	       hj_name_in(a->replaces, a->n_replaces, b->name) ||
	       hj_name_in(b->replaces, b->n_replaces, a->name);
}

/* Have the limits of `a` to do with those of `b`, or its tasks with them? */
static bool
touches(const struct hj_rule_set *a, const struct hj_rule_set *b)
{
	for (size_t i = 0; i < b->n_clocks; i++) {
		for (size_t k = 0; k < a->n_clocks; k++)
			if (contend(&a->clocks[k], &b->clocks[i]))
				return true;
		for (size_t k = 0; k < a->n_tasks; k++)
			if (is(a->tasks[k].after, b->clocks[i].name))
				return true;
	}
	return false;
}

static bool
has_ladder(const struct hj_rule_set *set)
{
	return set->n_ladder > 0 || set->n_ladders > 0;
}

static bool
has_to_do(const struct hj_rule_set *a, const struct hj_rule_set *b)
{
	return touches(a, b) || touches(b, a);
}

/* Is that the set which the candidate is to stand in for, or its place? */
static bool
is_meant(const struct hj_replay_ground *g, const struct hj_rule_set *set)
{
	return is(set->name, g->instead) || is(set->id, g->instead) ||
	       is(hj_rule_set_place(set), g->instead);
}

/* Does the candidate stand in for the set that is pinned so? */
static bool
stands_in(const struct hj_replay_ground *g, const struct hj_replay_matter *m,
    const struct hj_pin *pin)
{
	const struct hj_rule_set *set;

	if (g->instead != NULL) {
		set = hj_rule_set_find(g->known, pin->set);
		return is(pin->name, g->instead) || is(pin->set, g->instead) ||
		       (set != NULL && is_meant(g, set));
	}
	if (has_ladder(g->candidate))
		return is(m->ladder, pin->set);
	return is(pin->name, g->candidate->name);
}

/* As if it had always been in force. */
static void
add(struct hj_arena *a, struct hj_rules *list, const struct hj_rule_set *set)
{
	struct hj_rule_set *all = hj_alloc(a, (list->n + 1) * sizeof(*all));

	if (list->n > 0)
		memcpy(all, list->set, list->n * sizeof(*all));
	all[list->n] = *set;
	all[list->n].valid_from = all[list->n].valid_to = 0;
	*list = (struct hj_rules){ all, list->n + 1 };
}

/* What the candidate stands in for; NULL with the reason. */
static const struct hj_rule_set *
find_was(const struct hj_replay_ground *g, const struct hj_replay_matter *m,
    int *ret_verdict)
{
	const char *area = g->candidate->area;
	const struct hj_rule_set *was;

	*ret_verdict = HJ_RV_ELSEWHERE;
	if (m->county == NULL || m->n_fact == 0 ||
	    strncmp(m->county, area, strlen(area)) != 0)
		return NULL;
	*ret_verdict = HJ_RV_NOT_CONCERNED;
	for (size_t i = 0; i < m->n_pin; i++) {
		if (!stands_in(g, m, &m->pin[i]))
			continue;
		was = hj_rule_set_find(g->known, m->pin[i].set);
		*ret_verdict = was == NULL ? HJ_RV_NO_SET : HJ_RV_SAME;
		return was;
	}
	return NULL;
}

/* The sets of each side, in the order in which they are pinned. */
static void
gather(struct hj_arena *a, const struct hj_replay_ground *g,
    const struct hj_replay_matter *m, const struct hj_rule_set *was,
    struct side *old, struct side *new)
{
	for (size_t i = 0; i < m->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(g->known, m->pin[i].set);

		if (set == was) {
			add(a, &old->sets, was);
			add(a, &new->sets, g->candidate);
		} else if (set != NULL && (has_to_do(set, was) ||
					      has_to_do(set, g->candidate))) {
			add(a, &old->sets, set);
			add(a, &new->sets, set);
		}
	}
}

/* Might a dispute rest on it in the place of the candidate? */
static bool
may_be_replaced(const struct hj_replay_ground *g, const struct hj_rule_set *set)
{
	if (g->instead != NULL)
		return is_meant(g, set);
	return has_ladder(g->candidate) ? has_ladder(set)
					: is(set->name, g->candidate->name);
}

struct hj_rules
hj_replay_playable(struct hj_arena *a, const struct hj_replay_ground *g)
{
	struct hj_rules all = { 0 };
	size_t core;

	add(a, &all, g->candidate);
	for (size_t i = 0; i < g->known->n; i++)
		if (may_be_replaced(g, &g->known->set[i]))
			add(a, &all, &g->known->set[i]);
	core = all.n;
	for (size_t i = 0; i < g->known->n; i++)
		for (size_t k = 0; k < core; k++)
			if (has_to_do(&g->known->set[i], &all.set[k])) {
				add(a, &all, &g->known->set[i]);
				break;
			}
	return all;
}

/* ---- playing ---- */

static void
begin(struct hj_arena *a, const struct hj_replay_ground *g, struct side *s)
{
	s->course = hj_course_new(a, &s->sets, g->calendar, g->directory);
	for (size_t i = 0; i < s->sets.n; i++)
		s->looks = s->looks || looks(&s->sets.set[i]);
}

/* A limit that does not run cannot be extended: then nothing follows. */
static void
tell(struct side *s, const struct hj_happening *h)
{
	struct hj_error err;
	enum hj_err code = hj_course_tell(s->course, h, &err);

	(void)code;
}

/* Where the matter stands now. */
static void
tell_settings(struct side *s, const struct hj_replay_fact *f)
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
tell_fact(struct side *s, const struct hj_replay_fact *f)
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
play(struct side *s, const struct hj_replay_fact *f)
{
	tell_settings(s, f);
	if (f->happening.kind == HJ_HN_FACT)
		tell_fact(s, f);
	else
		tell(s, &f->happening);
}

/* ---- comparing ---- */

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
next_batch(struct side *s)
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
parted(struct hj_arena *a, struct side *old, struct side *new,
    struct hj_replay_result *r)
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

struct hj_replay_result
hj_replay_play(struct hj_arena *a, const struct hj_replay_ground *g,
    const struct hj_replay_matter *m)
{
	struct hj_replay_result r = { 0 };
	struct hj_replay_fact end = { .happening = { .kind = HJ_HN_TIME,
					  .at = m->until != 0 ? m->until
							      : g->until } };
	struct side old = { 0 }, new = { 0 };

	r.was = find_was(g, m, &r.verdict);
	if (r.was == NULL)
		return r;
	gather(a, g, m, r.was, &old, &new);
	begin(a, g, &old);
	begin(a, g, &new);
	memcpy(
	    end.setting, m->fact[m->n_fact - 1].setting, sizeof(end.setting));
	for (size_t i = 0; i <= m->n_fact; i++) {
		const struct hj_replay_fact *f =
		    i < m->n_fact ? &m->fact[i] : &end;

		play(&old, f);
		play(&new, f);
		if (parted(a, &old, &new, &r))
			return r;
		if (old.course->full || new.course->full) {
			r.verdict = HJ_RV_TOO_MUCH;
			return r;
		}
	}
	return r;
}
