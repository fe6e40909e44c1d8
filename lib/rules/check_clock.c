/* Faults of limits; see check.h. */
#include "lib/rules/checker.h"

#include <string.h>

void
hj_check_clock_named(
    struct hj_checker *k, const char *at, const char *member, const char *name)
{
	if (name != NULL && hj_rule_clock_find(k->set, name) == NULL)
		hj_fault(k, HJ_RF_UNKNOWN, at, member, name);
}

static const struct hj_rule_clock *
clock_of_law(const struct hj_checker *k, const char *name)
{
	const struct hj_rules *law = k->known->law;
	const struct hj_rule_clock *c = NULL;

	for (size_t i = 0; law != NULL && c == NULL && i < law->n; i++)
		c = hj_rule_clock_find(&law->set[i], name);
	return c;
}

static void
check_start(struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	struct hj_name ends = { "clock_fired" };
	bool of_expiry = hj_name_in(&ends, 1, c->starts);

	if (c->starts[0] == '\0')
		hj_fault(k, HJ_RF_NO_START, at, "starts", NULL);
	else
		hj_check_event(k, at, "starts", c->starts);
	hj_check_events(k, at, "starts_also", c->starts_also, c->n_starts_also);
	hj_check_events(k, at, "restarts", c->restarts, c->n_restarts);
	if (of_expiry && c->after == NULL)
		hj_fault(k, HJ_RF_NO_START, at, "after", NULL);
	if (!of_expiry && c->after != NULL)
		hj_fault(k, HJ_RF_CONTRARY, at, "after", "starts");
	hj_check_clock_named(k, at, "after", c->after);
	if (c->next_hour && c->unit != HJ_UNIT_HOURS &&
	    c->unit != HJ_UNIT_MINUTES)
		hj_fault(k, HJ_RF_CONTRARY, at, "next_hour", "unit");
	hj_check_when(k, at, c->when, c->n_when, k->set->n_facts);
}

/* A limit that runs from its own expiry, over others or not. */
static void
check_circle(
    struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	const struct hj_rule_clock *before = c;

	for (size_t i = 0; before != NULL && i <= k->set->n_clocks; i++) {
		if (before->after == NULL)
			return;
		before = hj_rule_clock_find(k->set, before->after);
	}
	if (before != NULL)
		hj_fault(k, HJ_RF_LOOP, at, "after", c->after);
}

static void
check_end(struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	hj_check_length(
	    k, at, "length", c->length, c->unit, c->lengths == NULL);
	hj_check_table_named(k, at, c->lengths);
	hj_check_events(k, at, "meets", c->meets, c->n_meets);
	hj_check_events(k, at, "stops", c->stops, c->n_stops);
	/* Only mediation of one body can have failed, and by its end it is met.
	 */
	if (c->effect == HJ_EF_ENDS &&
	    (c->of != HJ_OF_PROCEDURE || !hj_channel_mediates(c->channel) ||
		!hj_name_in(c->meets, c->n_meets, "procedure_ended")))
		hj_fault(k, HJ_RF_CONTRARY, at, "effect", "of");
	/* A limitation simply runs out; what is owed must be doable. */
	if (c->n_meets == 0 && c->n_stops == 0 &&
	    c->effect != HJ_EF_RIGHT_LOST && c->effect != HJ_EF_TASK)
		hj_fault(k, HJ_RF_NO_END, at, "meets", c->name);
	if (c->n_meets == 0 && (c->n_met_by > 0 || c->met_channel != 0))
		hj_fault(k, HJ_RF_CONTRARY, at, "met_by", "meets");
	if (c->n_stops == 0 && c->stop_channel != 0)
		hj_fault(k, HJ_RF_CONTRARY, at, "stop_channel", "stops");
	hj_check_words(
	    k, at, "met_by", c->met_by, c->n_met_by, &hj_notice_kind_words);
	/* One event may do both, in two channels. */
	for (size_t i = 0; i < c->n_meets && c->met_channel == c->stop_channel;
	     i++)
		if (hj_name_in(c->stops, c->n_stops, c->meets[i].text))
			hj_fault(
			    k, HJ_RF_CONTRARY, at, "stops", c->meets[i].text);
}

static void
check_pause(struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	hj_check_events(k, at, "pauses", c->pauses, c->n_pauses);
	hj_check_events(k, at, "resumes", c->resumes, c->n_resumes);
	if (c->n_pauses > 0 && c->n_resumes == 0)
		hj_fault(k, HJ_RF_NO_END, at, "resumes", NULL);
	if (c->n_pauses == 0 && c->n_resumes > 0)
		hj_fault(k, HJ_RF_NO_START, at, "pauses", NULL);
	if (c->n_pauses > 0 && c->pause_reason == NULL)
		hj_fault(k, HJ_RF_NO_TEXT, at, "pause_reason", NULL);
	if (c->n_pauses > 0 && c->pause_article == NULL)
		hj_fault(k, HJ_RF_NO_TEXT, at, "pause_article", NULL);
	hj_check_text(k, at, "pause_article", c->pause_article);
	hj_check_text(k, at, "excluded_article", c->excluded_article);
	if ((c->n_excluded_from > 0) != (c->excluded_article != NULL))
		hj_fault(k, HJ_RF_NO_TEXT, at, "excluded_article", NULL);
}

static void
check_warning(
    struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	bool in_days = c->unit == HJ_UNIT_DAYS;

	for (size_t i = 0; i < c->n_warn; i++)
		if (in_days && c->lengths == NULL && c->warn[i].no > c->length)
			hj_fault(k, HJ_RF_CONTRARY, at, "warn", "length");
	for (size_t i = 0; i < c->n_warn_share; i++)
		if (c->warn_share[i].no >= 100)
			hj_fault(k, HJ_RF_CONTRARY, at, "warn_share", NULL);
	if (c->extends == HJ_EXT_NOBODY &&
	    (c->extension_most > 0 || c->extension_times > 0 ||
		c->extension_before || c->extension_told))
		hj_fault(k, HJ_RF_CONTRARY, at, "extends", "extension_most");
}

static void
check_bounds(
    struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	hj_check_bodies(k, at, "kinds", c->kinds, c->n_kinds);
	hj_check_words(k, at, "referrals", c->referrals, c->n_referrals,
	    &hj_referral_kind_words);
	hj_check_words(
	    k, at, "grounds", c->grounds, c->n_grounds, &hj_ground_words);
	for (size_t i = 0; i < c->n_categories; i++)
		if (k->known->categories != NULL &&
		    !hj_name_in(k->known->categories, k->known->n_categories,
			c->categories[i].text))
			hj_fault(k, HJ_RF_UNKNOWN, at,
			    hj_place(k, "categories", i),
			    c->categories[i].text);
	for (size_t i = 0; i < c->n_replaces; i++) {
		const char *name = c->replaces[i].text;

		if (strcmp(name, c->name) == 0)
			hj_fault(k, HJ_RF_LOOP, at, hj_place(k, "replaces", i),
			    name);
		else if (k->known->law != NULL &&
			 hj_rule_clock_find(k->set, name) == NULL &&
			 clock_of_law(k, name) == NULL)
			hj_fault(k, HJ_RF_UNKNOWN, at,
			    hj_place(k, "replaces", i), name);
	}
}

/* All of a clock but its name and length: of one article, that is one limit. */
static const char *
likeness(struct hj_checker *k, const struct hj_rule_clock *c)
{
	struct hj_rule_set one = { 0 };
	struct hj_rule_clock copy = *c;
	struct hj_buf b;
	const char *text;

	copy.name = copy.zh = copy.en = "";
	copy.length = copy.extension_most = 0;
	copy.unit = HJ_UNIT_DAYS;
	copy.lengths = NULL;
	copy.certainty = HJ_CERTAINTY_LAW;
	copy.extends = HJ_EXT_NOBODY;
	copy.n_warn = copy.n_warn_share = copy.n_warn_after = 0;
	one.clocks = &copy;
	one.n_clocks = 1;
	hj_buf_init(&b, HJ_RULE_SET_MOST);
	hj_rule_set_emit(&b, &one);
	text = hj_strdup(k->a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

/* Two limits for one and the same thing, and neither replaces the other. */
static void
check_rivals(struct hj_checker *k)
{
	const struct hj_rule_set *set = k->set;
	const char **like = hj_alloc(k->a, (set->n_clocks + 1) * sizeof(*like));

	for (size_t i = 0; i < set->n_clocks; i++) {
		const char *at = hj_place(k, "/clocks", i);

		like[i] = likeness(k, &set->clocks[i]);
		for (size_t j = 0; j < i; j++) {
			hj_check_twice(k, "/clocks", i, set->clocks[i].name,
			    set->clocks[j].name);
			if (set->clocks[i].effect != HJ_EF_TASK &&
			    strcmp(like[i], like[j]) == 0)
				hj_fault(k, HJ_RF_OVERLAP, at, NULL,
				    set->clocks[j].name);
		}
	}
}

/*
 * What its expiry does besides.  Where the matter stands then is not known, so
 * a step named may be the one it stands at, or lie below.
 */
static void
check_then(struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	for (size_t i = 0; i < c->n_then; i++) {
		const struct hj_rule_exit *x = &c->then[i];
		const char *place =
		    hj_place(k, hj_concat(k->a, at, "/then", NULL), i);

		hj_check_exit(k, place, x, k->set->ladder, k->set->n_ladder, 0);
		if (x->to == HJ_ET_STEP)
			hj_fault(k, HJ_RF_LOOP, place, "to", x->step);
	}
}

void
hj_check_clocks(struct hj_checker *k)
{
	for (size_t i = 0; i < k->set->n_clocks; i++) {
		const struct hj_rule_clock *c = &k->set->clocks[i];
		const char *at = hj_place(k, "/clocks", i);

		hj_check_text(k, at, "name", c->name);
		hj_check_text(k, at, "zh", c->zh);
		hj_check_text(k, at, "en", c->en);
		hj_check_text(k, at, "article", c->article);
		check_start(k, at, c);
		check_circle(k, at, c);
		check_end(k, at, c);
		check_pause(k, at, c);
		check_warning(k, at, c);
		check_bounds(k, at, c);
		hj_check_law(k, at, c);
		check_then(k, at, c);
	}
	check_rivals(k);
}
