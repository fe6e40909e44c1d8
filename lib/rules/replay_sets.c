/*
 * Which sets a replay plays: what the candidate stands in for, and what has to
 * do with either; see replay.h.
 */
#include "lib/rules/replay_inner.h"

#include <string.h>

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

bool
hj_replay_looks(const struct hj_rule_set *set)
{
	return set->n_clocks > 0 || set->n_facts > 0;
}

bool
hj_replay_reads(const char *kind, const struct hj_rules *sets)
{
	bool ladder = true, named = false;

	for (size_t i = 0; i < sets->n; i++) {
		ladder = ladder && !hj_replay_looks(&sets->set[i]);
		named = named || names(&sets->set[i], kind);
	}
	if (hj_reader_knows(kind, ladder))
		return true;
	return !hj_reader_skips(kind) &&
	       (named || (!ladder && (hj_span_end(kind) != NULL ||
					 is("danger_reported", kind) ||
					 is("performed", kind))));
}

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

const struct hj_rule_set *
hj_replay_find_was(const struct hj_replay_ground *g,
    const struct hj_replay_matter *m, int *ret_verdict)
{
	const struct hj_rule_set *was;

	*ret_verdict = HJ_RV_ELSEWHERE;
	if (m->county == NULL || m->n_fact == 0 ||
	    !hj_rule_set_open_to(g->candidate, m->county))
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

void
hj_replay_gather(struct hj_arena *a, const struct hj_replay_ground *g,
    const struct hj_replay_matter *m, const struct hj_rule_set *was,
    struct hj_replay_side *old, struct hj_replay_side *new)
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
