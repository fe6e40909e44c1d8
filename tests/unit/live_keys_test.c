/*
 * Keys of the rules language that act in a dispute: limits over all steps,
 * times that run from what happened before, counts, the later of two starts,
 * extensions, the body above, what an exit owes, who takes part.
 */
#include "tests/unit/petition_fixture.h"

/* The county has the method of this name for its ladder. */
static void
on_method(const char *name)
{
	on_ladder(name);
	fixture_methods(&f);
}

/* A copy of the set called `name`, with a life of its own, to be changed. */
static struct hj_rule_set *
own(const char *name)
{
	struct hj_rule_set *list = hj_alloc(f.a, f.rules.n * sizeof(*list));
	struct hj_rule_set *set = NULL;

	memcpy(list, f.rules.set, f.rules.n * sizeof(*list));
	for (size_t i = 0; i < f.rules.n; i++)
		if (strcmp(list[i].name, name) == 0)
			set = &list[i];
	assert_non_null(set);
	f.rules.set = list;
	return set;
}

static struct hj_rule_clock *
own_clock(struct hj_rule_set *set, const char *name)
{
	struct hj_rule_clock *list =
	    hj_alloc(f.a, (set->n_clocks + 1) * sizeof(*list));

	memcpy(list, set->clocks, set->n_clocks * sizeof(*list));
	set->clocks = list;
	for (size_t i = 0; i < set->n_clocks; i++)
		if (strcmp(list[i].name, name) == 0)
			return &list[i];
	fail_msg("no limit %s", name);
	return NULL;
}

static void
settle_at(const char *instant)
{
	fixture_at(&f, instant);
	(void)fixture_settle(&f);
}

/* ---- overall ---- */

static void
limit_over_all_steps__runs_beside_theirs_and_is_met_by_the_end(void **state)
{
	const struct hj_clock *all;

	(void)state;
	on_method("method-gaotai");
	begun(VILLAGE, "people");
	all = clock_of("LADDER_OVERALL");
	assert_non_null(all);
	assert_int_equal(all->due_on, 20260311);
	assert_int_equal(all->effect, HJ_EF_OVERDUE);
	assert_int_equal(clock_of("LADDER")->due_on, 20260304);
	(void)concluded();
	assert_int_equal(clock_of("LADDER_OVERALL")->state, HJ_CS_MET);
}

static void
limit_over_all_steps__falls_and_moves_nothing(void **state)
{
	(void)state;
	on_method("method-gaotai");
	begun(VILLAGE, "people");
	settle_at("2026-03-12T09:00:00+08:00");
	assert_int_equal(clock_of("LADDER_OVERALL")->state, HJ_CS_FIRED);
	assert_int_equal(f.d->ladder->step, 2);
	DONE(VILLAGE, 0, "withdraw", "{\"parties\":[1]}");
	assert_true(f.d->ladder->done);
}

static void
limit_over_all_steps__stops_when_a_party_leaves(void **state)
{
	(void)state;
	on_method("method-gaotai");
	begun(VILLAGE, "people");
	DONE(VILLAGE, 0, "withdraw", "{\"parties\":[1]}");
	assert_int_equal(clock_of("LADDER_OVERALL")->state, HJ_CS_STOPPED);
}

/* ---- starts ---- */

static void
time_of_a_step__runs_from_its_own_event(void **state)
{
	(void)state;
	on_method("method-xiayi");
	registered(VILLAGE, "people");
	assert_int_equal(f.d->ladder->step, 1);
	assert_null(clock_of("LADDER"));
	f.now += HJ_DAY_MS;
	take_up(VILLAGE, 1);
	assert_int_equal(clock_of("LADDER")->due_on, 20260308);
}

static void
time_of_a_step__runs_from_what_was_before_it(void **state)
{
	(void)state;
	on_method("method-xiayi");
	begun(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-joint-meeting",
	    "{\"bodies\":[\"市场监管局\"]}");
	assert_int_equal(f.d->ladder->step, 1);
	f.now += 3 * HJ_DAY_MS;
	DONE(
	    VILLAGE, 0, "record-fact", "{\"fact\":\"major\",\"value\":\"no\"}");
	DONE(
	    VILLAGE, 0, "record-fact", "{\"fact\":\"hard\",\"value\":\"yes\"}");
	assert_int_equal(f.d->ladder->step, 2);
	assert_int_equal(clock_of("LADDER")->due_on, 20260317);
}

/* ---- counts ---- */

#define DANGER "{\"danger\":\"domestic\",\"told\":\"派出所\"}"

static void
count__grows_with_its_events_and_shrinks_when_one_is_voided(void **state)
{
	(void)state;
	on_method("method-domestic-violence");
	begun(VILLAGE, "people");
	DONE(VILLAGE, 0, "report-danger", DANGER);
	DONE(VILLAGE, 0, "void", "{\"event\":\"%s\",\"reason\":\"误录\"}",
	    fixture_entry(&f, "danger_reported"));
	assert_int_equal(f.d->n_noted, 1);
	assert_true(f.d->noted[0].voided);
	DONE(VILLAGE, 0, "report-danger", DANGER);
	assert_null(clock_of("repeat"));
	DONE(VILLAGE, 0, "report-danger", DANGER);
	assert_non_null(clock_of("repeat"));
	assert_int_equal(clock_of("repeat")->effect, HJ_EF_TASK);
}

static void
count__goes_on_from_what_somebody_says_was_before(void **state)
{
	(void)state;
	on_method("method-domestic-violence");
	begun(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-fact", "{\"fact\":\"calls\",\"value\":\"1\"}");
	assert_null(clock_of("repeat"));
	DONE(VILLAGE, 0, "report-danger", DANGER);
	assert_non_null(clock_of("repeat"));
}

/* ---- starts_also ---- */

static void
limit_of_two_starts__waits_while_the_later_is_under_way(void **state)
{
	const struct hj_clock *c;

	(void)state;
	on_method("method-police");
	registered(POLICE, "administrative");
	agree(POLICE, 1);
	DONE(POLICE, 0, "accept", "{}");
	assert_int_equal(clock_of("PS_FIRST")->due_on, 20260305);
	DONE(POLICE, 0, "start-appraisal", "{\"by_outside\":\"法医\"}");
	c = clock_of("PS_FIRST");
	assert_int_equal(c->state, HJ_CS_AWAITING_DATE);
	f.now += 7 * HJ_DAY_MS;
	DONE(POLICE, 0, "end-appraisal", "{}");
	c = clock_of("PS_FIRST");
	assert_int_equal(c->state, HJ_CS_RUNNING);
	assert_int_equal(c->due_on, 20260312);
}

/* ---- extension ---- */

static void
extension__is_given_so_often_only_and_told(void **state)
{
	struct hj_rule_set *set;
	struct hj_rule_clock *rule;
	const struct hj_clock *told;

	(void)state;
	set = own("national-statutory");
	rule = own_clock(set, "RT_MED");
	rule->extension_times = 1;
	rule->extension_told = true;
	mediating();
	DONE(VILLAGE, 0, "extend-term", "{\"n\":5,\"agreed\":[1,2]}");
	told = clock_of("TELL_EXTENSION");
	assert_non_null(told);
	assert_int_equal(told->state, HJ_CS_RUNNING);
	REFUSED(HJ_NO_EXTENSION_CAP, VILLAGE, 0, "extend-term",
	    "{\"n\":1,\"agreed\":[1,2]}");
	assert_string_equal(f.refused_article, rule->article);
	DONE(VILLAGE, 0, "complete-task", "{\"clock\":%d}",
	    (int)clock_of("TELL_EXTENSION")->no);
	assert_int_equal(clock_of("TELL_EXTENSION")->state, HJ_CS_MET);
}

static void
extension__on_which_the_parties_were_told_owes_nothing(void **state)
{
	struct hj_rule_clock *rule;

	(void)state;
	rule = own_clock(own("national-statutory"), "RT_MED");
	rule->extension_told = true;
	mediating();
	DONE(VILLAGE, 0, "extend-term",
	    "{\"n\":5,\"agreed\":[1,2],\"notified\":\"2026-03-02\"}");
	assert_null(clock_of("TELL_EXTENSION"));
}

static void
petition__is_extended_once(void **state)
{
	(void)state;
	on_method("method-petition");
	handled();
	DONE(BUREAU, 2, "extend-handling", "{\"days\":10,\"reason\":\"复杂\"}");
	assert_int_equal(ask(BUREAU, 2, "extend-handling",
			     "{\"days\":10,\"reason\":\"复杂\"}"),
	    HJ_NO_EXTENSION_CAP);
}

/* ---- above_last, right, repeat ---- */

static void
petition__climbs_by_what_the_petitioner_asks(void **state)
{
	(void)state;
	on_method("method-petition");
	answered();
	assert_int_equal(f.d->ladder->step, 1);
	serve_kind(BUREAU, HJ_NK_PETITION_OPINION);
	DONE(UPPER, 0, "request-review", "{\"party\":1}");
	assert_int_equal(f.d->ladder->step, 2);
	DONE(UPPER, 0, "issue-review", "{" WITH_DAYS "}");
	serve_kind(UPPER, HJ_NK_PETITION_REVIEW);
	DONE(HIGHEST, 0, "request-recheck", "{\"party\":1}");
	assert_int_equal(f.d->ladder->step, 3);
}

static void
step_above_the_last_handler__goes_to_the_body_above(void **state)
{
	struct hj_rule_set *set;
	struct hj_rule_step *steps;

	(void)state;
	on_ladder("three-two-one-a");
	set = own("three-two-one-a");
	steps = hj_alloc(f.a, set->n_ladder * sizeof(*steps));
	memcpy(steps, set->ladder, set->n_ladder * sizeof(*steps));
	steps[1].above_last = true;
	steps[1].kinds = NULL;
	steps[1].n_kinds = 0;
	set->ladder = steps;
	mediating();
	DONE(VILLAGE, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	assert_int_equal(f.d->n_referral, 1);
	assert_string_equal(f.d->referral[0].to, fixture_org(&f, TOWNSHIP));
	assert_int_equal(f.d->referral[0].step, 2);
}

static void
repeat__is_barred_by_the_guard_unless_something_new_is_said(void **state)
{
	(void)state;
	on_method("method-petition");
	petitioners(OFFICE);
	DONE(
	    OFFICE, 0, "record-fact", "{\"fact\":\"final\",\"value\":\"yes\"}");
	REFUSED(HJ_NO_SAME_FACTS, OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"form\":\"letter\"}");
	assert_string_equal(f.refused_article, "信访工作条例36");
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"form\":\"letter\","
	    "\"rests_on\":[{\"text\":\"新的事实\"}]}");
}

static void
exit_that_gives_a_right__owes_the_telling_and_moves_nothing(void **state)
{
	const struct hj_clock *c;

	(void)state;
	on_method("method-labour");
	begun(LABOUR, "administrative");
	assert_int_equal(f.d->ladder->step, 1);
	settle_at("2026-03-20T09:00:00+08:00");
	c = clock_of("TELL_RIGHT");
	assert_non_null(c);
	assert_int_equal(c->effect, HJ_EF_TASK);
	assert_int_equal(c->due_on, 0);
	assert_int_equal(f.d->ladder->step, 1);
	assert_false(f.d->ladder->done);
	DONE(LABOUR, 0, "complete-task", "{\"clock\":%d,\"text\":\"已告知\"}",
	    (int)c->no);
	assert_int_equal(clock_of("TELL_RIGHT")->state, HJ_CS_MET);
	REFUSED(HJ_NO_NO_TASK, LABOUR, 0, "complete-task", "{\"clock\":%d}",
	    (int)clock_of("TELL_RIGHT")->no);
}

static void
exit_that_asks_for_reasons__owes_them(void **state)
{
	(void)state;
	on_method("method-dongzhi");
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-fact",
	    "{\"fact\":\"complexity\",\"value\":\"simple\"}");
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, TOWNSHIP));
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	settle_at("2026-03-06T09:00:00+08:00");
	assert_non_null(clock_of("GIVE_REASONS"));
}

/* ---- joint ---- */

static const struct hj_referral *
asked_to(enum place place)
{
	for (size_t i = 0; i < f.d->n_referral; i++)
		if (strcmp(f.d->referral[i].to, fixture_org(&f, place)) == 0)
			return &f.d->referral[i];
	return NULL;
}

static void
joint_step__asks_who_must_take_part(void **state)
{
	const struct hj_referral *r;

	(void)state;
	on_method("method-suizhong");
	begun(VILLAGE, "people");
	r = asked_to(POLICE);
	assert_non_null(r);
	assert_int_equal(r->state, HJ_RS_OFFERED);
	assert_int_equal(r->channel, 0);
	DONE(POLICE, 0, "accept-referral", "{\"referral\":%d}", (int)r->no);
	assert_int_equal(f.d->n_procedure, 1);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(
	    ask(POLICE, 0, "record-visit", "{\"text\":\"到场\"}"), HJ_NO);
}

/* ---- after, warn_share, warn_after, lengths, then ---- */

static void
limit__starts_at_the_expiry_of_another(void **state)
{
	struct hj_rule_set *set;
	struct hj_rule_clock *rule;

	(void)state;
	set = own("national-statutory");
	(void)own_clock(set, "RT_MED");
	rule = &set->clocks[set->n_clocks++];
	*rule = *hj_rule_clock_find(set, "RT_MED");
	rule->name = "AFTER_MED";
	rule->starts = "clock_fired";
	rule->after = "RT_MED";
	rule->extends = HJ_EXT_NOBODY;
	rule->length = 3;
	rule->unit = HJ_UNIT_DAYS;
	mediating();
	assert_null(clock_of("AFTER_MED"));
	settle_at("2026-04-08T09:00:00+08:00");
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_FIRED);
	assert_non_null(clock_of("AFTER_MED"));
	assert_int_equal(
	    clock_of("AFTER_MED")->day0, clock_of("RT_MED")->due_on);
}

static void
warnings__come_by_shares_and_reminders_after_the_end(void **state)
{
	static struct hj_no half[] = { { 50 } }, late[] = { { 2 }, { 5 } };
	struct hj_rule_clock *rule;

	(void)state;
	rule = own_clock(own("national-statutory"), "RT_MED");
	rule->warn = NULL;
	rule->n_warn = 0;
	rule->warn_share = half;
	rule->n_warn_share = 1;
	rule->warn_after = late;
	rule->n_warn_after = 2;
	mediating();
	settle_at("2026-03-17T08:00:00+08:00");
	assert_int_equal(clock_of("RT_MED")->warned, 0);
	settle_at("2026-03-18T10:00:00+08:00");
	assert_int_equal(clock_of("RT_MED")->warned, 1);
	settle_at("2026-04-04T08:00:00+08:00");
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_FIRED);
	assert_int_equal(clock_of("RT_MED")->warned, 1);
	settle_at("2026-04-04T09:30:00+08:00");
	assert_int_equal(clock_of("RT_MED")->warned, 2);
	settle_at("2026-05-01T09:30:00+08:00");
	assert_int_equal(clock_of("RT_MED")->warned, 3);
	assert_int_equal(hj_next_due(f.d), 0);
}

static void
limit_of_a_table__waits_until_the_table_tells_its_length(void **state)
{
	struct hj_rule_clock *rule;

	(void)state;
	fixture_methods(&f);
	fixture_switch_on(&f, "method-beijing-hotline");
	rule = own_clock(own("method-beijing-hotline"), "BJ_DO");
	rule->length = 0;
	rule->unit = 0;
	registered(HOTLINE, "hotline");
	DONE(HOTLINE, 0, "dispatch-order", "{\"to\":\"%s\"}",
	    fixture_org(&f, ORGAN));
	assert_non_null(clock_of("BJ_DO"));
	assert_int_equal(clock_of("BJ_DO")->state, HJ_CS_AWAITING_DATE);
	DONE(HOTLINE, 0, "record-fact",
	    "{\"fact\":\"kind\",\"value\":\"utility\"}");
	assert_int_equal(clock_of("BJ_DO")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("BJ_DO")->length, 24);
}

static void
expiry_without_a_ladder__owes_what_it_says(void **state)
{
	static struct hj_rule_exit then[] = {
		{ .on = HJ_EO_TIME_OVER, .to = HJ_ET_REASONS },
	};
	struct hj_rule_clock *rule;

	(void)state;
	rule = own_clock(own("national-statutory"), "RT_MED");
	rule->then = then;
	rule->n_then = 1;
	mediating();
	settle_at("2026-04-08T09:00:00+08:00");
	assert_non_null(clock_of("GIVE_REASONS"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(
		    limit_over_all_steps__runs_beside_theirs_and_is_met_by_the_end),
		TOLD(limit_over_all_steps__falls_and_moves_nothing),
		TOLD(limit_over_all_steps__stops_when_a_party_leaves),
		TOLD(time_of_a_step__runs_from_its_own_event),
		TOLD(time_of_a_step__runs_from_what_was_before_it),
		TOLD(
		    count__grows_with_its_events_and_shrinks_when_one_is_voided),
		TOLD(count__goes_on_from_what_somebody_says_was_before),
		TOLD(limit_of_two_starts__waits_while_the_later_is_under_way),
		TOLD(extension__is_given_so_often_only_and_told),
		TOLD(extension__on_which_the_parties_were_told_owes_nothing),
		TOLD(petition__is_extended_once),
		TOLD(petition__climbs_by_what_the_petitioner_asks),
		TOLD(step_above_the_last_handler__goes_to_the_body_above),
		TOLD(
		    repeat__is_barred_by_the_guard_unless_something_new_is_said),
		TOLD(
		    exit_that_gives_a_right__owes_the_telling_and_moves_nothing),
		TOLD(exit_that_asks_for_reasons__owes_them),
		TOLD(joint_step__asks_who_must_take_part),
		TOLD(limit__starts_at_the_expiry_of_another),
		TOLD(warnings__come_by_shares_and_reminders_after_the_end),
		TOLD(limit_of_a_table__waits_until_the_table_tells_its_length),
		TOLD(expiry_without_a_ladder__owes_what_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
