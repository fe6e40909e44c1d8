/* Faults of tasks, rates, guards and the other rules; see check.h. */
#include "lib/rules/checker.h"

#include <string.h>

static void
check_times(struct hj_checker *k, const char *at, const struct hj_rule_task *t)
{
	bool counted = t->n_days > 0 || t->unit != 0;
	bool begins = t->starts != NULL || t->after != NULL || t->every > 0 ||
		      t->n_when > 0;

	hj_check_length(k, at, "length", t->length, t->unit, false);
	hj_check_length(k, at, "every", t->every, t->every_unit, false);
	if (counted && !begins)
		hj_fault(k, HJ_RF_NO_START, at, "starts", t->name);
	if (t->n_days > 0 && t->starts == NULL && t->after == NULL)
		hj_fault(k, HJ_RF_NO_START, at, "days", t->name);
	if (t->effect == HJ_EF_ENDS)
		hj_fault(k, HJ_RF_CONTRARY, at, "effect", t->name);
	if (t->starts != NULL && t->after != NULL)
		hj_fault(k, HJ_RF_OVERLAP, at, "after", "starts");
	for (size_t i = 1; i < t->n_days; i++)
		if (t->days[i].no <= t->days[i - 1].no)
			hj_fault(k, HJ_RF_CONTRARY, at, hj_place(k, "days", i),
			    NULL);
}

void
hj_check_tasks(struct hj_checker *k)
{
	for (size_t i = 0; i < k->set->n_tasks; i++) {
		const struct hj_rule_task *t = &k->set->tasks[i];
		const char *at = hj_place(k, "/tasks", i);

		hj_check_text(k, at, "name", t->name);
		hj_check_text(k, at, "zh", t->zh);
		hj_check_text(k, at, "en", t->en);
		hj_check_text(k, at, "article", t->article);
		hj_check_event(k, at, "starts", t->starts);
		hj_check_clock_named(k, at, "after", t->after);
		hj_check_when(k, at, t->when, t->n_when, k->set->n_facts);
		check_times(k, at, t);
		if (t->step != NULL && !hj_step_exists(k->set, t->step))
			hj_fault(k, HJ_RF_UNKNOWN, at, "step", t->step);
		for (size_t j = 0; j < i; j++)
			hj_check_twice(
			    k, "/tasks", i, t->name, k->set->tasks[j].name);
	}
}

/* So many, but not of a whole, and by the end of a period of days. */
static void
check_quota(struct hj_checker *k, const char *at, const struct hj_rule_rate *r)
{
	bool days = r->every_unit != HJ_UNIT_AT_ONCE &&
		    r->every_unit != HJ_UNIT_SAME_DAY &&
		    !hj_unit_exact(r->every_unit);

	if (r->n_whole > 0)
		hj_fault(k, HJ_RF_CONTRARY, at, "whole", "quota");
	if (r->percent > 0)
		hj_fault(k, HJ_RF_CONTRARY, at, "percent", "quota");
	if (r->every == 0)
		hj_fault(k, HJ_RF_NO_END, at, "every", r->name);
	else if (!days)
		hj_fault(k, HJ_RF_CONTRARY, at, "every_unit", "quota");
}

static void
check_rates(struct hj_checker *k)
{
	for (size_t i = 0; i < k->set->n_rates; i++) {
		const struct hj_rule_rate *r = &k->set->rates[i];
		const char *at = hj_place(k, "/rates", i);

		hj_check_text(k, at, "article", r->article);
		hj_check_events(k, at, "part", r->part, r->n_part);
		hj_check_events(k, at, "whole", r->whole, r->n_whole);
		hj_check_length(k, at, "every", r->every, r->every_unit, false);
		if (r->n_part == 0)
			hj_fault(k, HJ_RF_NO_START, at, "part", r->name);
		else if (r->n_whole == 0 && r->quota == 0)
			hj_fault(k, HJ_RF_NO_START, at, "whole", r->name);
		if (r->quota > 0)
			check_quota(k, at, r);
		for (size_t j = 0; j < i; j++)
			hj_check_twice(
			    k, "/rates", i, r->name, k->set->rates[j].name);
	}
}

static void
check_guard(struct hj_checker *k, const char *at, const struct hj_rule_guard *g)
{
	hj_check_text(k, at, "zh", g->zh);
	hj_check_text(k, at, "en", g->en);
	hj_check_text(k, at, "article", g->article);
	hj_check_text(k, at, "toward", g->toward);
	hj_check_when(k, at, g->when, g->n_when, k->set->n_facts);
	if (g->bars >= HJ_BAR_SUIT)
		hj_fault(k, HJ_RF_OBSTACLE, at, "bars",
		    hj_word_name(&hj_bars_words, g->bars));
	hj_check_bodies(k, at, "kinds", g->kinds, g->n_kinds);
	if (g->bars != HJ_BAR_NAMED &&
	    (g->within != 0 || g->stage != 0 || g->n_kinds > 0))
		hj_fault(k, HJ_RF_CONTRARY, at, "within", "bars");
	if (g->bars == HJ_BAR_NAMED && k->known->guard != NULL &&
	    !k->known->guard(g->name))
		hj_fault(k, HJ_RF_UNKNOWN, at, "name", g->name);
	for (size_t i = 0; i < g->n_items; i++)
		for (size_t j = 0; j < i; j++)
			hj_check_twice(
			    k, at, i, g->items[i].name, g->items[j].name);
	if ((g->bars == HJ_BAR_STEP) != (g->step != NULL))
		hj_fault(k, HJ_RF_CONTRARY, at, "step", "bars");
	if (g->step != NULL && !hj_step_exists(k->set, g->step))
		hj_fault(k, HJ_RF_UNKNOWN, at, "step", g->step);
	if (g->bars == HJ_BAR_NOTHING && g->n_needs == 0 && g->channel == 0 &&
	    g->toward == NULL)
		hj_fault(k, HJ_RF_CONTRARY, at, "bars", "toward");
	if (g->beside && g->channel == 0 && g->toward == NULL)
		hj_fault(k, HJ_RF_CONTRARY, at, "beside", "toward");
}

/* Are both about the same sort of procedure, so that one name is too few? */
static bool
same_scope(const struct hj_rule_guard *a, const struct hj_rule_guard *b)
{
	if (a->within != b->within || a->stage != b->stage ||
	    (a->n_kinds == 0) != (b->n_kinds == 0))
		return false;
	for (size_t i = 0; i < a->n_kinds; i++)
		if (hj_name_in(b->kinds, b->n_kinds, a->kinds[i].text))
			return true;
	return a->n_kinds == 0;
}

static void
check_guards(struct hj_checker *k)
{
	const struct hj_rule_guard *g = k->set->guards;

	for (size_t i = 0; i < k->set->n_guards; i++) {
		check_guard(k, hj_place(k, "/guards", i), &g[i]);
		for (size_t j = 0; j < i; j++)
			if (same_scope(&g[i], &g[j]))
				hj_check_twice(
				    k, "/guards", i, g[i].name, g[j].name);
	}
}

static void
check_citations(struct hj_checker *k)
{
	for (size_t i = 0; i < k->set->n_citations; i++) {
		const struct hj_rule_citation *c = &k->set->citations[i];
		const char *at = hj_place(k, "/citations", i);

		hj_check_text(k, at, "cites", c->cites);
		hj_check_text(k, at, "reads", c->reads);
		hj_check_text(k, at, "text", c->text);
		if (c->valid_to != 0 && c->valid_to < c->valid_from)
			hj_fault(
			    k, HJ_RF_CONTRARY, at, "valid_to", "valid_from");
		for (size_t j = 0; j < i; j++) {
			const struct hj_rule_citation *b =
			    &k->set->citations[j];

			if (strcmp(b->cites, c->cites) == 0 &&
			    (b->valid_to == 0 ||
				b->valid_to >= c->valid_from) &&
			    (c->valid_to == 0 || c->valid_to >= b->valid_from))
				hj_fault(k, HJ_RF_OVERLAP, at, "valid_from",
				    c->cites);
		}
	}
}

/* A matter goes a way that there is; a way has a limit that there is. */
static void
check_petitions(struct hj_checker *k)
{
	const struct hj_rule_set *set = k->set;

	for (size_t i = 0; i < set->n_ways; i++) {
		const char *at = hj_place(k, "/ways", i);

		hj_check_text(k, at, "article", set->ways[i].article);
		hj_check_clock_named(k, at, "clock", set->ways[i].clock);
		for (size_t j = 0; j < i; j++)
			if (set->ways[i].class == set->ways[j].class &&
			    set->ways[i].way == set->ways[j].way)
				hj_fault(k, HJ_RF_TWICE, at, "way", NULL);
	}
	for (size_t i = 0; i < set->n_matters; i++) {
		const struct hj_rule_matter *m = &set->matters[i];
		const char *at = hj_place(k, "/matters", i);

		hj_check_text(k, at, "zh", m->zh);
		hj_check_text(k, at, "en", m->en);
		hj_check_text(k, at, "toward", m->toward);
		if (hj_rule_way_find(set, m->class, m->way) == NULL)
			hj_fault(k, HJ_RF_UNKNOWN, at, "way", m->name);
		for (size_t j = 0; j < i; j++)
			hj_check_twice(
			    k, "/matters", i, m->name, set->matters[j].name);
	}
}

static void
check_duties(struct hj_checker *k)
{
	const struct hj_rule_set *set = k->set;

	for (size_t i = 0; i < set->n_duties; i++) {
		const struct hj_rule_duty *d = &set->duties[i];
		const char *at = hj_place(k, "/duties", i);

		hj_check_text(k, at, "article", d->article);
		for (size_t j = 0; j < i; j++)
			if (d->act == set->duties[j].act &&
			    d->who == set->duties[j].who &&
			    d->source == set->duties[j].source)
				hj_fault(k, HJ_RF_TWICE, at, NULL, NULL);
	}
}

/* A class has one name in a channel, and does not end if it is for ever. */
static void
check_retentions(struct hj_checker *k)
{
	const struct hj_rule_set *set = k->set;

	for (size_t i = 0; i < set->n_retentions; i++) {
		const struct hj_rule_retention *r = &set->retentions[i];
		const char *at = hj_place(k, "/retentions", i);

		hj_check_text(k, at, "zh", r->zh);
		hj_check_text(k, at, "en", r->en);
		hj_check_text(k, at, "article", r->article);
		if (r->permanent && r->years != 0)
			hj_fault(k, HJ_RF_CONTRARY, at, "years", "permanent");
		for (size_t j = 0; j < i; j++)
			if (r->channel == set->retentions[j].channel)
				hj_check_twice(k, "/retentions", i, r->name,
				    set->retentions[j].name);
	}
}

/* One row a pair and category, and none against a party's own ways. */
static void
check_forums(struct hj_checker *k)
{
	const struct hj_rule_forum *f = k->set->forums;

	for (size_t i = 0; i < k->set->n_forums; i++) {
		const char *at = hj_place(k, "/forums", i);

		hj_check_text(k, at, "article", f[i].article);
		if (hj_forum_bars_way_out(&f[i]))
			hj_fault(k, HJ_RF_OBSTACLE, at, "effect",
			    hj_word_name(&hj_forum_effect_words, f[i].effect));
		for (size_t j = 0; j < i; j++)
			if (hj_forums_overlap(&f[i], &f[j]))
				hj_fault(k, HJ_RF_TWICE, at, NULL, NULL);
	}
}

/* Each thing that a review looks at says where it comes from. */
static void
check_review(struct hj_checker *k, const struct hj_rule_review *r)
{
	for (size_t i = 0; r != NULL && i < r->n_items; i++)
		hj_check_text(k, hj_place(k, "/review/items", i), "source",
		    r->items[i].source);
}

void
hj_check_rest(struct hj_checker *k)
{
	const struct hj_rule_compact *c = k->set->compact;
	const struct hj_rule_assessment *s = k->set->assessment;

	check_rates(k);
	check_guards(k);
	check_citations(k);
	check_petitions(k);
	check_duties(k);
	check_forums(k);
	check_retentions(k);
	check_review(k, k->set->review);
	if (c != NULL) {
		hj_check_text(k, "/compact", "article", c->article);
		if (c->at_least > c->of)
			hj_fault(k, HJ_RF_NEVER, "/compact", "at_least", NULL);
	}
	if (s == NULL)
		return;
	hj_check_text(k, "/assessment", "article", s->article);
	for (int grade = HJ_RG_HIGH; grade <= HJ_RG_LOW; grade++) {
		bool found = false;

		for (size_t i = 0; i < s->n_outcomes; i++)
			found = found || s->outcomes[i].grade == grade;
		if (!found)
			hj_fault(k, HJ_RF_GAP, "/assessment", "outcomes",
			    hj_word_name(&hj_risk_grade_words, grade));
	}
}
