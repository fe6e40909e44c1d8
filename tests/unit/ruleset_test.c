/* Rule sets of a county: from a copy to being in force, and out of it. */
#include "lib/commands/ruleset/ruleset.h"
#include "server/published.h"
#include "tests/unit/stream_fixture.h"

static const struct hj_ruleset *
rules(void)
{
	return s.state;
}

/* What the service found when it replayed the document as it is. */
static void
replayed(void)
{
	static const struct hj_replay_count by_rule = { .act = HJ_DO_OFFER,
		.disputes = 7,
		.rule = "/ladder/0",
		.set = "three-two-one-a-999901" };
	struct hj_replay_summary sum = { .candidate_id = rules()->digest,
		.digest = "00112233445566778899aabbccddeeff"
			  "00112233445566778899aabbccddeeff",
		.disputes = 40,
		.same = 20,
		.differs = 7,
		.not_concerned = 10,
		.no_set = 2,
		.too_much = 1,
		.running = 12,
		.until = f.now };

	sum.by_rule = HJ_NEW(f.a, struct hj_replay_count);
	*sum.by_rule = by_rule;
	sum.n_by_rule = 1;
	s.impact = hj_ruleset_impact_of(f.a, &sum);
}

static void
report(int n)
{
	replayed();
	S_DONE(COUNTY, n, "report-impact", "{}");
}

/* Village three becomes two, from the first of October. */
static void
copied(void)
{
	stream_new(&hj_ruleset_kind);
	S_DONE(COUNTY, 0, "copy-rule-set",
	    "{\"source\":\"three-two-one-a\",\"title_zh\":\"清河县试行\","
	    "\"valid_from\":\"2026-10-01\"}");
}

static void
changed(const char *edits)
{
	S_DONE(COUNTY, 0, "change-rule-set", "{\"edits\":[%s]}", edits);
}

#define TWO "{\"does\":\"set\",\"at\":\"/ladder/0/attempts\",\"number\":2}"

static void
reported(void)
{
	copied();
	changed(TWO);
	S_DONE(COUNTY, 0, "check-rule-set", "{}");
	S_DONE(COUNTY, 0, "certify-rule-set", "{}");
	report(0);
}

static void
published(const char *from)
{
	reported();
	S_DONE(COUNTY, 2, "sign-rule-set", "{}");
	S_DONE(COUNTY, 2, "put-in-force", "{\"from\":\"%s\"}", from);
}

static void
copy__is_of_the_county_and_of_nobody_yet(void **state)
{
	const struct hj_rule_set *set;

	(void)state;
	copied();
	set = hj_ruleset_read(f.a, rules()->document, rules()->digest);
	assert_string_equal(set->name, "three-two-one-a-999901");
	assert_string_equal(set->title_zh, "清河县试行");
	assert_string_equal(set->area, "999901");
	assert_int_equal(set->valid_from, 20261001);
	assert_int_equal(set->ladder[0].attempts, 3);
	assert_string_equal(rules()->head->instead, "three-two-one-a");
	assert_string_equal(rules()->digest,
	    hj_digest_hex(f.a, rules()->document, strlen(rules()->document)));
	assert_int_equal(rules()->stage, HJ_RSS_DRAFTED);

	stream_new(&hj_ruleset_kind);
	S_REFUSED(HJ_NO_SUCH_RULES, COUNTY, 0, "copy-rule-set",
	    "{\"source\":\"nothing\",\"title_zh\":\"某\"}");
	S_REFUSED(HJ_NO_LAW_COPIED, COUNTY, 0, "copy-rule-set",
	    "{\"source\":\"national-statutory\",\"title_zh\":\"某\"}");
	S_REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "copy-rule-set",
	    "{\"source\":\"three-two-one-a\",\"title_zh\":\"某\"}");
	S_REFUSED(HJ_NO_RIGHT, GRID, 0, "copy-rule-set",
	    "{\"source\":\"three-two-one-a\",\"title_zh\":\"某\"}");
}

/* Is there one fault, of this kind, at this place? */
static void
one_fault(int kind, const char *at)
{
	const struct hj_rule_faults *faults = &s.last.refused_faults;

	assert_int_equal(s.last.refused, HJ_NO_RULE_FAULTS);
	assert_int_equal(faults->n, 1);
	assert_int_equal(faults->item[0].kind, kind);
	assert_string_equal(faults->item[0].at, at);
}

static void
check__points_at_what_is_missing_and_is_clean_once_it_is_back(void **state)
{
	const char *digest;

	(void)state;
	copied();
	changed(TWO);
	digest = rules()->digest;
	changed("{\"does\":\"remove\",\"at\":\"/outlets/3\"},"
		"{\"does\":\"remove\",\"at\":\"/outlets/0\"}");
	(void)stream_ask(COUNTY, 0, "check-rule-set", "{}");
	one_fault(HJ_RF_NO_WAY_OUT, "/outlets");
	changed("{\"does\":\"add\",\"at\":\"/outlets/0\",\"text\":\"仲裁\"},"
		"{\"does\":\"add\",\"at\":\"/outlets/3\",\"text\":\"诉讼\"}");
	assert_string_equal(rules()->digest, digest);
	S_DONE(COUNTY, 0, "check-rule-set", "{}");
	assert_int_equal(rules()->stage, HJ_RSS_CHECKED);
}

static void
change__is_whole_or_not_at_all(void **state)
{
	const char *digest;

	(void)state;
	copied();
	digest = rules()->digest;
	(void)stream_ask(COUNTY, 0, "change-rule-set",
	    "{\"edits\":[" TWO ",{\"does\":\"set\",\"at\":\"/ladder/9/en\","
	    "\"text\":\"x\"}]}");
	one_fault(HJ_RF_SHAPE, "/ladder/9/en");
	assert_string_equal(s.last.refused_field, "edits/1");
	/* What a document needs cannot be taken away; a bound holds. */
	(void)stream_ask(COUNTY, 0, "change-rule-set",
	    "{\"edits\":[{\"does\":\"clear\",\"at\":\"/ladder/0/zh\"}]}");
	one_fault(HJ_RF_SHAPE, "/ladder/0/zh");
	(void)stream_ask(COUNTY, 0, "change-rule-set",
	    "{\"edits\":[{\"does\":\"set\",\"at\":\"/ladder/0/attempts\","
	    "\"number\":101}]}");
	one_fault(HJ_RF_SHAPE, "/ladder/0/attempts");
	S_REFUSED(HJ_NO_LAW_COPIED, COUNTY, 0, "change-rule-set",
	    "{\"edits\":[{\"does\":\"set\",\"at\":\"/on_by_default\","
	    "\"yes\":true}]}");
	assert_string_equal(rules()->digest, digest);
	assert_int_equal(rules()->n_author, 1);
}

static void
stages__follow_one_another_and_a_change_leads_back(void **state)
{
	(void)state;
	reported();
	assert_int_equal(rules()->certified->grade, HJ_CG_DUTY);
	assert_int_equal(strlen(rules()->certified->digest), 64);
	assert_int_equal(rules()->impact->differences, 7);
	assert_int_equal(rules()->n_step, 4);
	S_REFUSED(HJ_NO_STAGE, COUNTY, 0, "certify-rule-set", "{}");
	changed(
	    "{\"does\":\"set\",\"at\":\"/ladder/1/attempts\",\"number\":1}");
	assert_int_equal(rules()->stage, HJ_RSS_DRAFTED);
	assert_null(rules()->certified);
	assert_null(rules()->impact);
	assert_int_equal(rules()->n_step, 1);
	S_REFUSED(HJ_NO_STAGE, COUNTY, 2, "sign-rule-set", "{}");
	S_REFUSED(HJ_NO_STAGE, COUNTY, 2, "put-in-force",
	    "{\"from\":\"2026-10-01\"}");
}

static void
report__is_what_the_service_found_of_the_document_as_it_is(void **state)
{
	(void)state;
	copied();
	S_DONE(COUNTY, 0, "check-rule-set", "{}");
	S_DONE(COUNTY, 0, "certify-rule-set", "{}");
	S_REFUSED(HJ_NO_IMPACT, COUNTY, 0, "report-impact", "{}");
	replayed();
	changed(TWO);
	S_DONE(COUNTY, 0, "check-rule-set", "{}");
	S_DONE(COUNTY, 0, "certify-rule-set", "{}");
	S_REFUSED(HJ_NO_IMPACT, COUNTY, 0, "report-impact", "{}");
	report(0);
	assert_int_equal(rules()->impact->played, 27);
	assert_int_equal(rules()->impact->not_playable, 3);
	assert_string_equal(rules()->impact->by_rule[0].rule, "/ladder/0");
}

static void
second_person__signs_the_page_of_differences(void **state)
{
	struct hj_ruleset_impact impact;
	struct hj_rule_page page;

	(void)state;
	reported();
	/* Who wrote it does not sign, by his own hand or another's. */
	f.person[3 * COUNTY].roles |= HJ_RO(HEAD);
	S_REFUSED(HJ_NO_SECOND_PERSON, COUNTY, 0, "sign-rule-set", "{}");
	S_REFUSED(HJ_NO_SECOND_PERSON, COUNTY, 2, "sign-rule-set",
	    "{\"on_behalf\":\"%s\"}", fixture_person(&f, COUNTY, 0));
	S_REFUSED(HJ_NO_RIGHT, COUNTY, 1, "sign-rule-set", "{}");
	S_REFUSED(HJ_NO_RIGHT, TOWNSHIP, 2, "sign-rule-set", "{}");
	S_DONE(COUNTY, 2, "sign-rule-set", "{}");
	page = hj_ruleset_page(f.a, rules());
	assert_string_equal(rules()->signature->digest,
	    hj_ruleset_page_digest(f.a, &f.world, &page, rules()->impact));
	/* With other counts it would be another page. */
	impact = *rules()->impact;
	impact.differences--;
	assert_string_not_equal(rules()->signature->digest,
	    hj_ruleset_page_digest(f.a, &f.world, &page, &impact));
	/* Attempts, and what every copy has of its own: area, name, title,
	 * days. */
	assert_int_equal(rules()->signature->changed, 5);
	assert_int_equal(rules()->signature->stays, 12);
}

/* Who changed what another wrote has a hand in it, too. */
static void
second_person__has_not_changed_a_word(void **state)
{
	(void)state;
	reported();
	S_DONE(COUNTY, 2, "change-rule-set",
	    "{\"edits\":[{\"does\":\"set\",\"at\":\"/reading\","
	    "\"text\":\"试行\"}]}");
	S_DONE(COUNTY, 2, "check-rule-set", "{}");
	S_DONE(COUNTY, 2, "certify-rule-set", "{}");
	report(2);
	S_REFUSED(HJ_NO_SECOND_PERSON, COUNTY, 2, "sign-rule-set", "{}");
	S_DONE(CENTRE, 2, "sign-rule-set", "{}");
}

static void
day__is_neither_over_nor_outside(void **state)
{
	(void)state;
	reported();
	S_DONE(COUNTY, 2, "sign-rule-set", "{}");
	S_REFUSED(
	    HJ_NO_FROM, COUNTY, 2, "put-in-force", "{\"from\":\"2026-09-30\"}");
	fixture_at(&f, "2026-10-02T09:00:00+08:00");
	S_REFUSED(
	    HJ_NO_FROM, COUNTY, 2, "put-in-force", "{\"from\":\"2026-10-01\"}");
	S_DONE(COUNTY, 2, "put-in-force", "{\"from\":\"2026-10-02\"}");
}

static void
area__must_be_the_county(void **state)
{
	(void)state;
	copied();
	changed("{\"does\":\"set\",\"at\":\"/area\",\"text\":\"999902\"}");
	S_DONE(COUNTY, 0, "check-rule-set", "{}");
	S_DONE(COUNTY, 0, "certify-rule-set", "{}");
	report(0);
	S_DONE(COUNTY, 2, "sign-rule-set", "{}");
	S_REFUSED(
	    HJ_NO_AREA, COUNTY, 2, "put-in-force", "{\"from\":\"2026-10-01\"}");
}

/* Is the command offered to whoever keeps the set? */
static enum hj_refusal
offered(const struct hj_command *command)
{
	struct hj_turn t = s.last;
	int64_t procedure;

	t.actor.roles = HJ_RO(HEAD);
	t.state = s.state;
	return hj_command_offered(&t, command, &procedure);
}

static void
published_set__is_not_edited_and_not_offered_for_it(void **state)
{
	(void)state;
	reported();
	assert_int_equal(offered(&hj_cmd_change_rule_set), HJ_NO);
	published("2026-10-01");
	assert_int_equal(offered(&hj_cmd_change_rule_set), HJ_NO_PUBLISHED);
	assert_int_equal(offered(&hj_cmd_withdraw_rule_set), HJ_NO);
	S_REFUSED(HJ_NO_PUBLISHED, COUNTY, 0, "change-rule-set",
	    "{\"edits\":[" TWO "]}");
	S_DONE(COUNTY, 2, "withdraw-rule-set", "{\"reason\":\"trial_over\"}");
	S_REFUSED(HJ_NO_PUBLISHED, COUNTY, 0, "change-rule-set",
	    "{\"edits\":[" TWO "]}");
	S_REFUSED(HJ_NO_STAGE, COUNTY, 2, "withdraw-rule-set",
	    "{\"reason\":\"mistake\"}");
}

static void
document__with_faults_is_refused_with_all_of_them(void **state)
{
	(void)state;
	stream_new(&hj_ruleset_kind);
	S_REFUSED(HJ_NO_RULE_FAULTS, COUNTY, 0, "enter-rule-set",
	    "{\"document\":\"{\\\"name\\\":1,\\\"area\\\":\\\"\\\"}\"}");
	assert_int_equal(s.last.refused_faults.n, 6);
	assert_string_equal(s.last.refused_faults.item[0].at, "/name");
	assert_string_equal(s.last.refused_field, "document");
	S_REFUSED(HJ_NO_RULE_FAULTS, COUNTY, 0, "enter-rule-set",
	    "{\"document\":\"no JSON\"}");
	S_DONE(COUNTY, 0, "enter-rule-set",
	    "{\"document\":\"{\\\"area\\\":\\\"999901\\\",\\\"certainty\\\":"
	    "\\\"K\\\",\\\"name\\\":\\\"own\\\",\\\"source\\\":\\\"县\\\","
	    "\\\"title_en\\\":\\\"own\\\",\\\"title_zh\\\":\\\"本县\\\","
	    "\\\"valid_from\\\":\\\"2026-01-01\\\"}\"}");
	assert_string_equal(rules()->head->instead, "own");
	assert_null(rules()->head->base);
}

/* ---- what is in force ---- */

/* The world has what the stream has, as the service's has. */
static void
known(void)
{
	const struct hj_ruleset *list[] = { rules() };
	struct hj_county_list counties = { &f.county, 1 };

	f.county.n_enacted = 0;
	f.rules = hj_published_join(f.a, &f.rules, list, 1);
	hj_published_enact(f.a, &counties, &f.rules, list, 1);
}

/* The ladder that a dispute pins that is registered at this time. */
static const char *
ladder_at(const char *instant)
{
	fixture_at(&f, instant);
	f.d = hj_state_new(f.a, &hj_dispute_kind, fixture_id(&f, 'd', 1));
	f.n_told = 0;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"channel\":"
	    "\"people\",\"category_word\":\"邻里\",\"parties\":[{\"kind\":"
	    "\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},{\"kind\":"
	    "\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}]}");
	assert_non_null(f.d->ladder);
	return f.d->ladder->set;
}

static void
county__has_the_old_set_until_midnight_and_the_new_one_from_then(void **state)
{
	const char *old = hj_rule_set_named(&f.rules, "three-two-one-a")->id;

	(void)state;
	f.county.ladder = "three-two-one-a";
	published("2026-10-01");
	known();
	assert_string_equal(ladder_at("2026-09-30T23:59:00+08:00"), old);
	assert_string_equal(
	    ladder_at("2026-10-01T00:00:00+08:00"), rules()->digest);
	/* Withdrawn, it is in force for nobody new, and still known. */
	S_DONE(COUNTY, 2, "withdraw-rule-set", "{\"reason\":\"trial_over\"}");
	known();
	assert_string_equal(ladder_at("2026-10-09T00:00:00+08:00"), old);
	assert_non_null(hj_rule_set_find(&f.rules, rules()->digest));
}

/* Is this set in force in the county now? */
static bool
in_force(const char *id)
{
	const struct hj_turn t = { .a = f.a, .world = &f.world, .now = f.now };

	return hj_set_in_force(&t, hj_rule_set_find(&f.rules, id), "999901");
}

static void
set__stands_in_the_place_of_the_one_it_was_copied_from(void **state)
{
	const char *old =
	    hj_rule_set_named(&f.rules, "hotline-five-working-days")->id;

	(void)state;
	fixture_switch_on(&f, "hotline-five-working-days");
	stream_new(&hj_ruleset_kind);
	S_DONE(COUNTY, 0, "copy-rule-set",
	    "{\"source\":\"hotline-five-working-days\",\"title_zh\":"
	    "\"本县\"}");
	changed("{\"does\":\"set\",\"at\":\"/clocks/0/length\",\"number\":4}");
	S_DONE(COUNTY, 0, "check-rule-set", "{}");
	S_DONE(COUNTY, 0, "certify-rule-set", "{}");
	report(0);
	S_DONE(COUNTY, 2, "sign-rule-set", "{}");
	S_DONE(COUNTY, 2, "put-in-force", "{\"from\":\"2026-03-03\"}");
	known();
	assert_true(in_force(old) && !in_force(rules()->digest));
	fixture_at(&f, "2026-03-03T00:00:00+08:00");
	assert_true(!in_force(old) && in_force(rules()->digest));
	S_DONE(COUNTY, 2, "withdraw-rule-set", "{\"reason\":\"mistake\"}");
	known();
	assert_true(in_force(old) && !in_force(rules()->digest));
}

static void
stages__walk(void **state)
{
	(void)state;
	stream_walk(&hj_ruleset_kind, &hj_ruleset_stage_words, HJ_RSS_DRAFTED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STREAM(copy__is_of_the_county_and_of_nobody_yet),
		STREAM(
		    check__points_at_what_is_missing_and_is_clean_once_it_is_back),
		STREAM(change__is_whole_or_not_at_all),
		STREAM(stages__follow_one_another_and_a_change_leads_back),
		STREAM(
		    report__is_what_the_service_found_of_the_document_as_it_is),
		STREAM(second_person__signs_the_page_of_differences),
		STREAM(second_person__has_not_changed_a_word),
		STREAM(day__is_neither_over_nor_outside),
		STREAM(area__must_be_the_county),
		STREAM(published_set__is_not_edited_and_not_offered_for_it),
		STREAM(document__with_faults_is_refused_with_all_of_them),
		STREAM(
		    county__has_the_old_set_until_midnight_and_the_new_one_from_then),
		STREAM(set__stands_in_the_place_of_the_one_it_was_copied_from),
		STREAM(stages__walk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
