/* Faults of ladders: steps, exits, what leads where; see check.h. */
#include "lib/rules/checker.h"

#include <string.h>

#define STEPS_MOST 12

static size_t
step_at(const struct hj_rule_step *step, size_t n, const char *name)
{
	size_t i = 0;

	while (
	    i < n && (step[i].name == NULL || strcmp(step[i].name, name) != 0))
		i++;
	return i;
}

bool
hj_step_exists(const struct hj_rule_set *set, const char *name)
{
	bool found = step_at(set->ladder, set->n_ladder, name) < set->n_ladder;

	for (size_t i = 0; !found && i < set->n_ladders; i++)
		found = step_at(set->ladders[i].steps, set->ladders[i].n_steps,
			    name) < set->ladders[i].n_steps;
	return found;
}

/* A party who goes is not held, sent on, or made to ask. */
static void
check_party(struct hj_checker *k, const char *at, const struct hj_rule_exit *x)
{
	bool own = x->on == HJ_EO_PARTY_ASKS || x->on == HJ_EO_REFUSED ||
		   x->on == HJ_EO_WITHDRAWN;
	bool held = x->to == HJ_ET_NEXT || x->to == HJ_ET_STEP ||
		    x->to == HJ_ET_STAYS || x->to == HJ_ET_REASONS;

	if (own && held)
		hj_fault(k, HJ_RF_OBSTACLE, at, "to",
		    hj_word_name(&hj_exit_on_words, x->on));
	if (own && (x->who != NULL || x->how == HJ_EH_APPROVAL ||
		       x->how == HJ_EH_APPLIED))
		hj_fault(k, HJ_RF_OBSTACLE, at, x->who != NULL ? "who" : "how",
		    hj_word_name(&hj_exit_on_words, x->on));
}

/* What its `to` needs is there. */
static void
check_to(struct hj_checker *k, const char *at, const struct hj_rule_exit *x)
{
	if ((x->to == HJ_ET_STEP) != (x->step != NULL))
		hj_fault(k, HJ_RF_CONTRARY, at, "step", "to");
	if ((x->to == HJ_ET_CHANNEL) != (x->channel != 0))
		hj_fault(k, HJ_RF_CONTRARY, at, "channel", "to");
	if (x->clock != NULL && x->to != HJ_ET_RIGHT)
		hj_fault(k, HJ_RF_CONTRARY, at, "clock", "to");
	if (x->on == HJ_EO_RECLASSIFIED && x->n_when == 0)
		hj_fault(k, HJ_RF_CONTRARY, at, "when", "on");
	hj_check_clock_named(k, at, "clock", x->clock);
}

void
hj_check_exit(struct hj_checker *k, const char *at,
    const struct hj_rule_exit *x, const struct hj_rule_step *step, size_t n,
    size_t here)
{
	size_t to = here + 1;

	hj_check_when(k, at, x->when, x->n_when, k->set->n_facts);
	hj_check_text(k, at, "article", x->article);
	hj_check_text(k, at, "who", x->who);
	check_to(k, at, x);
	check_party(k, at, x);
	if (x->to == HJ_ET_NEXT && here + 1 >= n)
		hj_fault(k, HJ_RF_UNKNOWN, at, "to", "next");
	if (x->to == HJ_ET_STEP && x->step != NULL) {
		to = step_at(step, n, x->step);
		if (to == n)
			hj_fault(k, HJ_RF_UNKNOWN, at, "step", x->step);
	}
	if (x->to == HJ_ET_STAYS)
		to = here;
	if (to <= here && x->times == 0)
		hj_fault(k, HJ_RF_LOOP, at, "times", NULL);
}

static void
check_time(struct hj_checker *k, const char *at, const struct hj_rule_step *s)
{
	bool timed = s->length > 0 || s->unit != 0 || s->lengths != NULL;

	hj_check_length(k, at, "length", s->length, s->unit, false);
	hj_check_length(
	    k, at, "accept_length", s->accept_length, s->accept_unit, false);
	hj_check_table_named(k, at, s->lengths);
	hj_check_event(k, at, "starts", s->starts);
	if (s->both && (s->attempts == 0 || !timed))
		hj_fault(k, HJ_RF_CONTRARY, at, "both",
		    s->attempts == 0 ? "attempts" : "length");
	if (s->starts != NULL && !timed)
		hj_fault(k, HJ_RF_NO_END, at, "starts", s->starts);
	if (s->time_only_warns && !timed)
		hj_fault(k, HJ_RF_CONTRARY, at, "time_only_warns", "length");
	if (s->attempts > 0 && s->attempts_least > s->attempts)
		hj_fault(k, HJ_RF_CONTRARY, at, "attempts_least", "attempts");
}

static void
check_step(struct hj_checker *k, const char *at,
    const struct hj_rule_step *step, size_t n, size_t here)
{
	const struct hj_rule_step *s = &step[here];

	hj_check_text(k, at, "zh", s->zh);
	hj_check_text(k, at, "en", s->en);
	hj_check_bodies(k, at, "kinds", s->kinds, s->n_kinds);
	hj_check_bodies(k, at, "joint", s->joint, s->n_joint);
	hj_check_when(k, at, s->when, s->n_when, k->set->n_facts);
	check_time(k, at, s);
	for (size_t i = 0; i < s->n_exits; i++) {
		const char *place =
		    hj_place(k, hj_concat(k->a, at, "/exits", NULL), i);

		hj_check_exit(k, place, &s->exits[i], step, n, here);
		if (s->exits[i].on == HJ_EO_TIME_OVER && s->unit == 0 &&
		    s->lengths == NULL)
			hj_fault(k, HJ_RF_UNREACHABLE, place, "on", "length");
		for (size_t j = 0; j < i; j++)
			if (s->exits[j].on == s->exits[i].on &&
			    s->exits[j].n_when == 0)
				hj_fault(k, HJ_RF_UNREACHABLE, place, "on",
				    hj_word_name(
					&hj_exit_on_words, s->exits[i].on));
	}
}

/* Is `on` always answered by something else than the next step? */
static bool
elsewhere(const struct hj_rule_step *s, int on)
{
	for (size_t i = 0; i < s->n_exits; i++)
		if (s->exits[i].on == on && s->exits[i].n_when == 0 &&
		    s->exits[i].to != HJ_ET_NEXT)
			return true;
	return false;
}

/* Can a matter go from `s` to the step above it? */
static bool
goes_up(const struct hj_rule_step *s)
{
	bool timed =
	    (s->unit != 0 || s->lengths != NULL) && !s->time_only_warns;

	for (size_t i = 0; i < s->n_exits; i++)
		if (s->exits[i].to == HJ_ET_NEXT)
			return true;
	return !elsewhere(s, HJ_EO_NOT_AGREED) ||
	       (timed && !elsewhere(s, HJ_EO_TIME_OVER));
}

static void
mark_exits(const struct hj_rule_step *step, size_t n, size_t here, bool *seen)
{
	for (size_t i = 0; i < step[here].n_exits; i++) {
		const struct hj_rule_exit *x = &step[here].exits[i];
		size_t to = x->to == HJ_ET_STEP && x->step != NULL
				? step_at(step, n, x->step)
				: n;

		if (to < n)
			seen[to] = true;
	}
	if (here + 1 < n && goes_up(&step[here]))
		seen[here + 1] = true;
}

static void
check_reach(struct hj_checker *k, const char *list,
    const struct hj_rule_step *step, size_t n)
{
	bool seen[STEPS_MOST] = { true };

	for (size_t i = 0; i < n; i++)
		seen[i] = seen[i] || step[i].n_when > 0;
	for (size_t round = 0; round < n; round++)
		for (size_t i = 0; i < n; i++)
			if (seen[i])
				mark_exits(step, n, i, seen);
	for (size_t i = 0; i < n; i++)
		if (!seen[i])
			hj_fault(k, HJ_RF_UNREACHABLE, hj_place(k, list, i),
			    NULL, step[i].zh);
}

/* A court or an arbitrator stands at the end of every ladder. */
static void
check_outlets(
    struct hj_checker *k, const char *at, const struct hj_name *list, size_t n)
{
	if (!hj_name_in(list, n, "诉讼") && !hj_name_in(list, n, "仲裁"))
		hj_fault(k, HJ_RF_NO_WAY_OUT, at, "outlets", NULL);
	for (size_t i = 0; i < n; i++)
		hj_check_text(k, hj_concat(k->a, at, "/outlets", NULL), NULL,
		    list[i].text);
}

static void
check_steps(struct hj_checker *k, const char *at, const char *list,
    const struct hj_rule_step *step, size_t n,
    const struct hj_rule_overall *overall)
{
	for (size_t i = 0; i < n; i++) {
		check_step(k, hj_place(k, list, i), step, n, i);
		for (size_t j = 0; j < i; j++)
			hj_check_twice(k, list, i, step[i].name, step[j].name);
	}
	check_reach(k, list, step, n);
	if (overall == NULL)
		return;
	at = hj_concat(k->a, at, "/overall", NULL);
	hj_check_event(k, at, "starts", overall->starts);
	hj_check_length(k, at, "length", overall->length, overall->unit, true);
}

void
hj_check_ladders(struct hj_checker *k)
{
	const struct hj_rule_set *set = k->set;

	check_steps(k, "", "/ladder", set->ladder, set->n_ladder, set->overall);
	if (set->n_ladder > 0)
		check_outlets(k, "", set->outlets, set->n_outlets);
	else if (set->n_outlets > 0 || set->overall != NULL)
		hj_fault(k, HJ_RF_CONTRARY, "",
		    set->overall != NULL ? "overall" : "outlets", "ladder");
	for (size_t i = 0; i < set->n_ladders; i++) {
		const struct hj_rule_ladder *l = &set->ladders[i];
		const char *at = hj_place(k, "/ladders", i);

		for (size_t j = 0; j < i; j++) {
			hj_check_twice(
			    k, "/ladders", i, l->name, set->ladders[j].name);
			if (set->ladders[j].n_when == 0)
				hj_fault(k, HJ_RF_UNREACHABLE, at, NULL, l->zh);
		}
		hj_check_when(k, at, l->when, l->n_when, set->n_facts);
		check_steps(k, at, hj_concat(k->a, at, "/steps", NULL),
		    l->steps, l->n_steps, l->overall);
		check_outlets(k, at, l->outlets, l->n_outlets);
		if (l->n_steps == 0)
			hj_fault(k, HJ_RF_NO_END, at, "steps", NULL);
	}
}
