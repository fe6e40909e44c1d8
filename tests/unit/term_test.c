/* Terms: triggers, recurrence, parts, guarantors; performance and default. */
#include "tests/unit/steps_fixture.h"

/* As set_up(), in a county that watches the days of terms. */
static int
watching(void **state)
{
	int failed = set_up(state);

	fixture_switch_on(&f, "agreement-terms");
	return failed;
}

#define WATCHED(name) cmocka_unit_test_setup_teardown(name, watching, told)

/* A written agreement of these terms, in effect; its number. */
static int64_t
agreed(const char *terms)
{
	int no;

	DONE(VILLAGE, 0, "draft-agreement", "{\"procedure\":1,\"terms\":[%s]}",
	    terms);
	no = (int)f.d->n_agreement;
	assert_int_equal(sign(VILLAGE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", no);
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":%d}", no);
	return no;
}

static const struct hj_term *
term(int64_t agreed, int no)
{
	return &agreement(agreed)->term[no - 1];
}

static enum hj_refusal
draft_of(const char *terms)
{
	return ask(VILLAGE, 0, "draft-agreement", "{\"terms\":[%s]}", terms);
}

static enum hj_refusal
perform(int no, const char *more)
{
	return ask(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":%d%s}", no, more);
}

static void
settle_at(const char *at)
{
	fixture_at(&f, at);
	DONE(VILLAGE, 0, "note", "{\"text\":\"看一看\"}");
}

static void
dated__has_a_task_before_its_day_and_on_it(void **state)
{
	(void)state;
	mediating();
	agreed("{\"kind\":\"money\",\"amount\":6000,"
	       "\"due_on\":\"2026-03-20\"}");
	assert_int_equal(clock_of("TERM_DUE")->due_on, 20260320);
	assert_int_equal(clock_of("TERM_DUE")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("TERM_DUE")->subject, 1001);
	settle_at("2026-03-17T09:30:00+08:00");
	assert_int_equal(clock_of("TERM_DUE")->warned, 1);
	/* A part does not meet it; all of it, late, does the task. */
	assert_int_equal(perform(1, ",\"amount\":1000"), HJ_NO);
	assert_int_equal(clock_of("TERM_DUE")->state, HJ_CS_RUNNING);
	settle_at("2026-03-21T08:00:00+08:00");
	assert_int_equal(clock_of("TERM_DUE")->state, HJ_CS_FIRED);
	assert_int_equal(perform(1, ""), HJ_NO);
	assert_int_equal(clock_of("TERM_DUE")->state, HJ_CS_MET);
}

static void
trigger__makes_a_later_term_due_and_is_taken_back(void **state)
{
	char entry[40];

	(void)state;
	mediating();
	agreed("{\"kind\":\"duty\"},{\"kind\":\"money\",\"amount\":6000,"
	       "\"after\":\"term\",\"after_term\":1,\"after_days\":5},"
	       "{\"kind\":\"duty\",\"after\":\"effective\","
	       "\"after_days\":10},{\"kind\":\"duty\","
	       "\"after\":\"confirmed\"},{\"kind\":\"duty\","
	       "\"after\":\"event\",\"after_days\":2}");
	assert_int_equal(term(1, 3)->due_on, 20260312);
	assert_int_equal(term(1, 2)->due_on, 0);
	REFUSED(HJ_NO_NOT_DUE, VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":2}");
	REFUSED(
	    HJ_NO_NOT_DUE, VILLAGE, 0, "urge", "{\"agreement\":1,\"term\":2}");
	assert_int_equal(perform(1, ""), HJ_NO);
	snprintf(entry, sizeof(entry), "%s", fixture_entry(&f, "performed"));
	assert_int_equal(term(1, 2)->due_on, 20260307);
	assert_int_equal(clock_of("TERM_DUE")->subject, 1002);
	DONE(VILLAGE, 0, "void", "{\"event\":\"%s\",\"reason\":\"误记\"}",
	    entry);
	assert_int_equal(term(1, 2)->due_on, 0);
	assert_int_equal(clock_of("TERM_DUE")->state, HJ_CS_STOPPED);
	/* What was agreed on came about. */
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-condition",
	    "{\"agreement\":1,\"term\":1}");
	DONE(VILLAGE, 0, "record-condition", "{\"agreement\":1,\"term\":5}");
	assert_int_equal(term(1, 5)->due_on, 20260304);
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-condition",
	    "{\"agreement\":1,\"term\":5}");
	/* A court confirms. */
	DONE(VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"court\":\"%s\",\"parties\":[1,2]}",
	    fixture_org(&f, COURT));
	DONE(COURT, 0, "accept-confirmation", "{\"procedure\":2}");
	assert_int_equal(term(1, 4)->due_on, 0);
	DONE(COURT, 0, "rule-confirmation",
	    "{\"procedure\":2,\"ruling\":\"valid\"}");
	assert_int_equal(term(1, 4)->due_on, 20260302);
}

static void
recurring__opens_one_occurrence_after_the_other(void **state)
{
	(void)state;
	mediating();
	agreed("{\"kind\":\"money\",\"amount\":50000,\"every\":\"month\","
	       "\"times\":3,\"due_on\":\"2026-03-31\"}");
	assert_int_equal(agreement(1)->n_term, 2);
	assert_int_equal(term(1, 2)->of_term, 1);
	assert_int_equal(term(1, 2)->due_on, 20260331);
	/* Nothing is done on the template itself. */
	assert_int_equal(perform(1, ""), HJ_NO_TERM);
	assert_int_equal(perform(2, ""), HJ_NO);
	assert_int_equal(agreement(1)->n_term, 3);
	assert_int_equal(term(1, 3)->due_on, 20260430);
	/* Missed: the next comes all the same. */
	settle_at("2026-05-01T08:00:00+08:00");
	assert_int_equal(agreement(1)->n_term, 4);
	assert_int_equal(term(1, 4)->due_on, 20260531);
	DONE(VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":3}");
	assert_int_equal(perform(4, ",\"amount\":50000"), HJ_NO);
	assert_int_equal(perform(3, ""), HJ_NO);
	settle_at("2026-09-01T08:00:00+08:00");
	assert_int_equal(agreement(1)->n_term, 4);
}

static void
recurring__goes_on_without_a_watch_too(void **state)
{
	(void)state;
	mediating();
	agreed("{\"kind\":\"duty\",\"every\":\"quarter\",\"times\":3,"
	       "\"due_on\":\"2026-03-31\"}");
	assert_null(clock_of("TERM_DUE"));
	settle_at("2026-04-02T08:00:00+08:00");
	assert_int_equal(agreement(1)->n_term, 2);
	DONE(VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":2}");
	assert_int_equal(term(1, 3)->due_on, 20260630);
	assert_int_equal(perform(3, ""), HJ_NO);
	assert_int_equal(term(1, 4)->due_on, 20260930);
}

static void
recurring__ends_with_the_version_that_replaces_it(void **state)
{
	(void)state;
	mediating();
	agreed("{\"kind\":\"duty\",\"every\":\"week\",\"times\":5,"
	       "\"due_on\":\"2026-03-09\"}");
	assert_int_equal(
	    draft_of("{\"kind\":\"duty\",\"carries\":1}"), HJ_NO_PHASE);
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\",\"carries\":1}]}");
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(sign(VILLAGE, 2, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 2, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":2}");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":2}");
	assert_int_equal(clock_of("TERM_DUE")->state, HJ_CS_STOPPED);
	settle_at("2026-06-01T08:00:00+08:00");
	assert_int_equal(agreement(1)->n_term, 2);
}

static void
shares__of_several_debtors_are_their_own(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"assisting\","
	    "\"name\":\"丙\"}}");
	agreed("{\"kind\":\"money\",\"amount\":10001,\"liability\":"
	       "\"several\",\"shares\":[{\"party\":2,\"amount\":3334},"
	       "{\"party\":3,\"amount\":6667}]},{\"kind\":\"money\","
	       "\"amount\":900,\"liability\":\"joint\",\"shares\":"
	       "[{\"party\":2},{\"party\":3}]}");
	assert_int_equal(perform(1, ",\"amount\":5"), HJ_NO_SHARES);
	assert_int_equal(
	    perform(1, ",\"amount\":3335,\"party\":2"), HJ_NO_ABOVE_DUE);
	assert_int_equal(perform(1, ",\"amount\":334,\"party\":2"), HJ_NO);
	assert_int_equal(perform(1, ",\"party\":2"), HJ_NO);
	assert_int_equal(term(1, 1)->paid, 3334);
	assert_int_equal(term(1, 1)->state, HJ_TS_PART);
	assert_int_equal(
	    perform(1, ",\"amount\":1,\"party\":2"), HJ_NO_ABOVE_DUE);
	assert_int_equal(perform(1, ",\"party\":3"), HJ_NO);
	assert_int_equal(term(1, 1)->paid, 10001);
	assert_int_equal(term(1, 1)->state, HJ_TS_PERFORMED);
	/* Jointly each pays what the creditor asks. */
	assert_int_equal(perform(2, ",\"amount\":900,\"party\":3"), HJ_NO);
	assert_int_equal(term(1, 2)->state, HJ_TS_PERFORMED);
}

static void
detail__that_does_not_fit_is_refused(void **state)
{
	static const struct {
		const char *term;
		enum hj_refusal rule;
	} all[] = {
		{ "\"liability\":\"joint\"", HJ_NO_SHARES },
		{ "\"shares\":[{\"party\":1},{\"party\":2}]", HJ_NO_LIABILITY },
		{ "\"shares\":[{\"party\":1,\"amount\":500},"
		  "{\"party\":2,\"amount\":500}]",
		    HJ_NO_SHARES },
		{ "\"liability\":\"joint\",\"shares\":[{\"party\":1},"
		  "{\"party\":1}]",
		    HJ_NO_SHARES },
		{ "\"liability\":\"joint\",\"shares\":[{\"party\":1},"
		  "{\"party\":7}]",
		    HJ_NO_SHARES },
		{ "\"liability\":\"several\",\"shares\":[{\"party\":1,"
		  "\"amount\":499},{\"party\":2,\"amount\":500}]",
		    HJ_NO_SHARES },
		{ "\"liability\":\"several\",\"shares\":[{\"party\":1},"
		  "{\"party\":2}]",
		    HJ_NO_SHARES },
		{ "\"after\":\"term\"", HJ_NO_TRIGGER },
		{ "\"after\":\"term\",\"after_term\":1", HJ_NO_TRIGGER },
		{ "\"after_days\":3", HJ_NO_TRIGGER },
		{ "\"after\":\"effective\",\"due_on\":\"2026-04-01\"",
		    HJ_NO_TRIGGER },
		{ "\"every\":\"month\",\"times\":3", HJ_NO_TRIGGER },
		{ "\"every\":\"month\",\"due_on\":\"2026-04-01\"",
		    HJ_NO_TRIGGER },
		{ "\"times\":3", HJ_NO_TRIGGER },
		{ "\"every\":\"year\",\"times\":3,\"exactness\":\"about\","
		  "\"due_on\":\"2026-04-01\"",
		    HJ_NO_TRIGGER },
		{ "\"creditor\":9", HJ_NO_PARTY },
		{ "\"guarantor\":9", HJ_NO_PARTY },
		{ "\"debtor\":2,\"guarantor\":2", HJ_NO_PARTY },
		{ "\"guarantee\":\"joint\"", HJ_NO_PARTY },
	};
	char json[300];

	(void)state;
	mediating();
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		snprintf(json, sizeof(json),
		    "{\"kind\":\"money\",\"amount\":1000,%s}", all[i].term);
		assert_int_equal(draft_of(json), all[i].rule);
	}
	assert_int_equal(f.d->n_agreement, 0);
}

static void
guarantor__is_bound_by_his_own_signature(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"assisting\","
	    "\"name\":\"丙\"}}");
	agreed("{\"kind\":\"money\",\"amount\":900,\"debtor\":2,"
	       "\"guarantor\":3,\"payer\":\"丁\"}");
	assert_int_equal(agreement(1)->state, HJ_AS_DRAFT);
	assert_int_equal(term(1, 1)->guarantee, HJ_GT_GENERAL);
	REFUSED(
	    HJ_NO_GUARANTOR, VILLAGE, 0, "make-effective", "{\"agreement\":1}");
	assert_int_equal(sign(VILLAGE, 1, 3, "signature"), HJ_NO);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
}

static void
default__is_urged_cured_and_kept_apart_from_interest(void **state)
{
	const struct hj_performed *last;

	(void)state;
	mediating();
	agreed("{\"kind\":\"money\",\"amount\":6000,"
	       "\"due_on\":\"2026-03-10\"}");
	REFUSED(
	    HJ_NO_NOT_DUE, VILLAGE, 0, "urge", "{\"agreement\":1,\"term\":1}");
	fixture_at(&f, "2026-03-11T09:00:00+08:00");
	DONE(VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	DONE(VILLAGE, 0, "urge",
	    "{\"agreement\":1,\"term\":1,\"party\":2,\"manner\":\"oral\","
	    "\"until\":\"2026-03-20\"}");
	assert_int_equal(fixture_count(&f, "performance_urged"), 1);
	assert_int_equal(term(1, 1)->state, HJ_TS_DEFAULTED);
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "urge",
	    "{\"agreement\":1,\"term\":1,\"party\":8}");
	assert_int_equal(perform(1, ",\"amount\":2000,\"party\":2"), HJ_NO);
	last = f.event[0].body;
	assert_false(last->cured);
	/* Interest is what was told, beside the sum, and bounds nothing. */
	assert_int_equal(
	    perform(1, ",\"amount\":4001,\"extra\":35"), HJ_NO_ABOVE_DUE);
	assert_int_equal(perform(1, ",\"amount\":4000,\"extra\":35,"
				    "\"by_outside\":\"丁\""),
	    HJ_NO);
	last = f.event[0].body;
	assert_true(last->cured);
	assert_int_equal(term(1, 1)->paid, 6000);
	assert_int_equal(f.d->performance[2].extra, 35);
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "urge", "{\"agreement\":1,\"term\":1}");
}

static void
default__on_a_confirmed_agreement_opens_enforcement(void **state)
{
	(void)state;
	mediating();
	agreed("{\"kind\":\"money\",\"amount\":6000,"
	       "\"due_on\":\"2026-03-10\"}");
	REFUSED(HJ_NO_TITLE, COURT, 0, "open-enforcement", "{}");
	DONE(VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"court\":\"%s\",\"parties\":[1,2]}",
	    fixture_org(&f, COURT));
	DONE(COURT, 0, "accept-confirmation", "{\"procedure\":2}");
	DONE(COURT, 0, "rule-confirmation",
	    "{\"procedure\":2,\"ruling\":\"valid\"}");
	fixture_at(&f, "2026-03-11T09:00:00+08:00");
	DONE(VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	DONE(COURT, 0, "open-enforcement", "{}");
	assert_int_equal(perform(1, ",\"amount\":6000"), HJ_NO);
	assert_int_equal(term(1, 1)->state, HJ_TS_PERFORMED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WATCHED(dated__has_a_task_before_its_day_and_on_it),
		WATCHED(trigger__makes_a_later_term_due_and_is_taken_back),
		WATCHED(recurring__opens_one_occurrence_after_the_other),
		WATCHED(recurring__ends_with_the_version_that_replaces_it),
		TOLD(recurring__goes_on_without_a_watch_too),
		TOLD(shares__of_several_debtors_are_their_own),
		TOLD(detail__that_does_not_fit_is_refused),
		TOLD(guarantor__is_bound_by_his_own_signature),
		TOLD(default__is_urged_cured_and_kept_apart_from_interest),
		TOLD(default__on_a_confirmed_agreement_opens_enforcement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
