/* Assessments: participation, points of risk, what goes with which grade. */
#include "lib/commands/assessment/assessment.h"
#include "tests/unit/stream_fixture.h"

static const struct hj_assessment *
assessment(void)
{
	return s.state;
}

static void
opened(void)
{
	stream_new(&hj_assessment_kind);
	S_DONE(ORGAN, 0, "open-assessment",
	    "{\"matter\":\"征地\",\"title\":\"某地块征收\","
	    "\"subject\":\"征收三十亩\"}");
}

static enum hj_refusal
conclude(const char *grade, const char *outcome)
{
	return stream_ask(ORGAN, 0, "conclude-assessment",
	    "{\"grade\":\"%s\",\"outcome\":\"%s\",\"opinion\":\"意见\"}", grade,
	    outcome);
}

static enum hj_refusal
asked(const char *form, int people, int against)
{
	return stream_ask(ORGAN, 0, "record-participation",
	    "{\"form\":\"%s\",\"people\":%d,\"against\":%d}", form, people,
	    against);
}

static void
course__from_participation_to_a_later_check(void **state)
{
	(void)state;
	opened();
	assert_int_equal(asked("座谈会", 20, 21), HJ_NO_BALLOT);
	assert_int_equal(asked("座谈会", 20, 20), HJ_NO);
	S_DONE(ORGAN, 0, "record-risk-point",
	    "{\"grade\":\"high\",\"text\":\"补偿标准\"}");
	S_REFUSED(HJ_NO_SUCH_ENTITY, ORGAN, 0, "record-risk-point",
	    "{\"grade\":\"low\",\"text\":\"补偿标准\",\"point\":2}");
	S_DONE(ORGAN, 0, "record-risk-point",
	    "{\"grade\":\"low\",\"text\":\"补偿标准\",\"point\":1,"
	    "\"measures\":\"提高标准\"}");
	assert_int_equal(assessment()->n_risk, 1);
	assert_int_equal(assessment()->risk[0].grade, HJ_RG_LOW);
	S_REFUSED(
	    HJ_NO_STAGE, ORGAN, 0, "file-assessment", "{\"with\":\"政法委\"}");
	assert_int_equal(conclude("medium", "with_measures"), HJ_NO);
	assert_int_equal(asked("座谈会", 1, 0), HJ_NO_STAGE);
	assert_int_equal(conclude("low", "go"), HJ_NO);
	assert_int_equal(assessment()->conclusion->grade, HJ_RG_LOW);
	assert_null(assessment()->conclusion->set);
	S_REFUSED(
	    HJ_NO_STAGE, ORGAN, 0, "check-assessment", "{\"found\":\"calm\"}");
	S_DONE(ORGAN, 0, "file-assessment",
	    "{\"with\":\"政法委\",\"number\":\"备〔2026〕1号\"}");
	assert_int_equal(conclude("high", "not"), HJ_NO_STAGE);
	S_REFUSED(HJ_NO_STAGE, ORGAN, 0, "withdraw-assessment",
	    "{\"reason\":\"不再实施\"}");
	S_DONE(ORGAN, 0, "check-assessment", "{\"found\":\"disputes\"}");
	S_DONE(ORGAN, 0, "check-assessment", "{\"found\":\"calm\"}");
	assert_int_equal(assessment()->n_check, 2);
}

static void
reader__has_no_part_in_it(void **state)
{
	static const char *const commands[][2] = {
		{ "record-participation", "{\"form\":\"公示\",\"people\":1}" },
		{ "record-risk-point", "{\"grade\":\"low\",\"text\":\"t\"}" },
		{ "conclude-assessment", "{\"grade\":\"low\",\"outcome\":"
					 "\"go\",\"opinion\":\"o\"}" },
		{ "withdraw-assessment", "{\"reason\":\"r\"}" },
	};

	(void)state;
	opened();
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		S_REFUSED(HJ_NO_RIGHT, CENTRE, 0, commands[i][0], "%s",
		    commands[i][1]);
	S_REFUSED(HJ_NO_DUPLICATE, ORGAN, 0, "open-assessment",
	    "{\"matter\":\"征地\",\"title\":\"t\",\"subject\":\"s\"}");
	S_DONE(ORGAN, 0, "withdraw-assessment", "{\"reason\":\"不再实施\"}");
	assert_int_equal(assessment()->stage, HJ_AS_WITHDRAWN);
}

/* Every grade × outcome, by the rule and without one. */
static void
outcome__goes_with_the_grade_by_the_rule(void **state)
{
	static const char *const allowed[] = { "high not",
		"medium with_measures", "medium not", "low go",
		"low with_measures" };

	(void)state;
	for (int grade = HJ_RG_HIGH; grade <= HJ_RG_LOW; grade++)
		for (int out = HJ_OUT_GO; out <= HJ_OUT_NOT; out++) {
			const char *g =
			    hj_word_name(&hj_risk_grade_words, grade);
			const char *o =
			    hj_word_name(&hj_risk_outcome_words, out);
			const char *both = hj_concat(f.a, g, " ", o, NULL);
			bool fits = false;

			for (size_t i = 0;
			     i < sizeof(allowed) / sizeof(allowed[0]); i++)
				fits |= strcmp(allowed[i], both) == 0;
			f.county.n_sets = 0;
			opened();
			assert_int_equal(conclude(g, o), HJ_NO);
			opened();
			stream_rule("stability-assessment");
			assert_int_equal(conclude(g, o), HJ_NO_PARTICIPATION);
			assert_int_equal(
			    asked("占卜", 9, 0), HJ_NO_PARTICIPATION_FORM);
			assert_int_equal(asked("问卷调查", 9, 0), HJ_NO);
			assert_int_equal(
			    conclude(g, o), fits ? HJ_NO : HJ_NO_RISK_OUTCOME);
			if (fits)
				assert_string_equal(
				    assessment()->conclusion->set,
				    "stability-assessment");
			else
				assert_non_null(s.last.refused_article);
			assert_true(stream_refolds());
		}
}

static void
flow__is_the_table_of_its_commands(void **state)
{
	(void)state;
	stream_walk(
	    &hj_assessment_kind, &hj_assessment_stage_words, HJ_AS_OPENED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STREAM(course__from_participation_to_a_later_check),
		STREAM(reader__has_no_part_in_it),
		STREAM(outcome__goes_with_the_grade_by_the_rule),
		STREAM(flow__is_the_table_of_its_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
