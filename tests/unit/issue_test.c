/* Issues, agreements about a part, versions, supplements; payments kept. */
#include "tests/unit/steps_fixture.h"

/* Issues 1 (party 1, 800.00) and 2 (party 2, in words) of procedure `no`. */
static void
two_issues(enum place place, int no)
{
	DONE(place, 0, "record-issue",
	    "{\"procedure\":%d,\"party\":1,\"amount\":80000,"
	    "\"text\":\"医药费\"}",
	    no);
	DONE(place, 0, "record-issue",
	    "{\"procedure\":%d,\"party\":2,\"text\":\"赔礼道歉\"}", no);
}

/* Every piece of draft `no` of the village. */
static void
finish(int no)
{
	assert_int_equal(sign(VILLAGE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", no);
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":%d}", no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
}

static void
pay(int no, int term, int amount)
{
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":%d,\"term\":%d,\"amount\":%d}", no,
	    term, amount);
}

/* What was paid in all and not taken back, by the list of performances. */
static int64_t
paid_in_all(void)
{
	int64_t paid = 0;

	for (size_t i = 0; i < f.d->n_performance; i++) {
		const struct hj_performance *p = &f.d->performance[i];

		if (!p->missed && !p->voided && p->amount != HJ_NONE)
			paid += p->amount;
	}
	return paid;
}

static void
issue__is_claimed_by_somebody_and_given_up_once(void **state)
{
	(void)state;
	mediating();
	two_issues(VILLAGE, 1);
	assert_int_equal(f.d->issue[0].amount, 80000);
	assert_int_equal(f.d->issue[0].exactness, HJ_EX_EXACT);
	assert_int_equal(f.d->issue[1].amount, HJ_NONE);
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "record-issue",
	    "{\"party\":9,\"text\":\"他项\"}");
	DONE(VILLAGE, 0, "withdraw-issue", "{\"issue\":2}");
	assert_int_equal(f.d->issue[1].state, HJ_IS_WITHDRAWN);
	REFUSED(HJ_NO_ISSUE, VILLAGE, 0, "withdraw-issue", "{\"issue\":2}");
	REFUSED(
	    HJ_NO_SUCH_ENTITY, VILLAGE, 0, "withdraw-issue", "{\"issue\":7}");
	REFUSED(HJ_NO_ISSUE, VILLAGE, 0, "draft-agreement",
	    "{\"issues\":[2],\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_ISSUE, VILLAGE, 0, "draft-agreement",
	    "{\"issues\":[1,1],\"terms\":[{\"kind\":\"duty\"}]}");
	/* Given up before anything was agreed: nothing is settled by it. */
	DONE(VILLAGE, 0, "withdraw-issue", "{\"issue\":1}");
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	for (int i = 2; i < 100; i++)
		DONE(VILLAGE, 0, "record-issue", "{\"text\":\"另\"}");
	REFUSED(
	    HJ_NO_LIMIT_SIZE, VILLAGE, 0, "record-issue", "{\"text\":\"另\"}");
}

static void
part__leaves_the_rest_open_in_the_same_procedure(void **state)
{
	(void)state;
	mediating();
	two_issues(VILLAGE, 1);
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"issues\":[1],\"terms\":[{\"kind\":\"money\","
	    "\"amount\":80000}]}");
	finish(1);
	assert_int_equal(f.d->issue[0].state, HJ_IS_SETTLED);
	assert_int_equal(f.d->issue[0].agreement, 1);
	assert_int_equal(f.d->issue[1].state, HJ_IS_OPEN);
	assert_int_equal(fixture_count(&f, "part_settled"), 1);
	assert_int_equal(fixture_count(&f, "procedure_settled"), 0);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->ground, 0);
	/* The limit of mediation runs on; the part can be confirmed. */
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("RT_CONFIRM")->subject, 1);
	DONE(VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"court\":\"%s\",\"parties\":[1,2]}",
	    fixture_org(&f, COURT));
	/* The rest, without naming it, is all that is left. */
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"procedure\":1,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(f.d->issue[1].agreement, 2);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_MET);
}

static void
part__stands_when_the_rest_fails(void **state)
{
	(void)state;
	mediating();
	two_issues(VILLAGE, 1);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"issues\":[2],\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_RUNNING);
	DONE(VILLAGE, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_NO_AGREEMENT);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(f.d->issue[0].state, HJ_IS_OPEN);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PERFORMED);
}

static void
part__does_not_keep_a_suit_over_the_rest_away(void **state)
{
	(void)state;
	mediating();
	two_issues(VILLAGE, 1);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"issues\":[2],\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	assert_int_equal(procedure(1)->ground, HJ_GR_OTHER_FORUM);
}

static void
part__is_the_whole_once_the_rest_is_given_up(void **state)
{
	(void)state;
	mediating();
	two_issues(VILLAGE, 1);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"issues\":[2],\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(VILLAGE, 0, "withdraw-issue", "{\"issue\":1}");
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
}

static void
part__in_court_is_a_title_while_the_suit_goes_on(void **state)
{
	(void)state;
	begun(COURT, "in_court");
	two_issues(COURT, 1);
	DONE(COURT, 0, "draft-agreement",
	    "{\"issues\":[1],\"terms\":[{\"kind\":\"money\","
	    "\"amount\":80000}]}");
	assert_int_equal(sign(COURT, 1, 1, "signature"), HJ_NO);
	assert_int_equal(sign(COURT, 1, 2, "signature"), HJ_NO);
	DONE(COURT, 0, "serve-letter", "{\"agreement\":1,\"means\":\"post\"}");
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->title, HJ_TI_COURT_LETTER);
}

static void
part__leaves_the_ladder_where_it_is(void **state)
{
	(void)state;
	tear_down(state);
	fixture_init(&f, "three-two-one-a");
	mediating();
	two_issues(VILLAGE, 1);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"issues\":[1],\"terms\":[{\"kind\":\"duty\"}]}");
	assert_false(f.d->ladder->done);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_true(f.d->ladder->done);
}

static void
private__settles_only_what_it_names(void **state)
{
	(void)state;
	mediating();
	two_issues(VILLAGE, 1);
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(f.d->issue[0].state, HJ_IS_OPEN);
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"issues\":[1],\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(f.d->issue[0].state, HJ_IS_SETTLED);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
}

/* ---- versions: each state of the old term × what the new one says ---- */

enum before {
	OPEN,
	PART,
	DEFAULTED,
	CURED_IN_PART,
	PERFORMED
};

/* An agreement of one money term (600.00 by 2026-03-10) brought to `before`. */
static void
brought_to(enum before before)
{
	mediating();
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":60000,"
	    "\"due_on\":\"2026-03-10\"}]}");
	finish(1);
	if (before == PART)
		pay(1, 1, 20000);
	fixture_at(&f, "2026-03-11T09:00:00+08:00");
	if (before == DEFAULTED || before == CURED_IN_PART)
		DONE(VILLAGE, 0, "record-default",
		    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	if (before == CURED_IN_PART)
		pay(1, 1, 20000);
	if (before == PERFORMED)
		pay(1, 1, 60000);
}

struct combination {
	enum before before;
	const char *term; /* what the new term says */
	int64_t paid;
	int state;
};

static void
version__begins_where_the_old_term_stood(void **state)
{
	static const char more[] = "\"money\",\"amount\":90000";
	static const char paid[] = "\"money\",\"amount\":20000";
	static const char duty[] = "\"duty\"";
	static const struct combination all[] = {
		{ OPEN, more, 0, HJ_TS_OPEN },
		{ OPEN, paid, 0, HJ_TS_OPEN },
		{ OPEN, duty, 0, HJ_TS_OPEN },
		{ PART, more, 20000, HJ_TS_PART },
		{ PART, paid, 20000, HJ_TS_PERFORMED },
		{ PART, duty, 20000, HJ_TS_PART },
		{ DEFAULTED, more, 0, HJ_TS_OPEN },
		{ DEFAULTED, paid, 0, HJ_TS_OPEN },
		{ DEFAULTED, duty, 0, HJ_TS_OPEN },
		{ CURED_IN_PART, more, 20000, HJ_TS_PART },
		{ CURED_IN_PART, paid, 20000, HJ_TS_PERFORMED },
		{ CURED_IN_PART, duty, 20000, HJ_TS_PART },
		{ PERFORMED, more, 60000, HJ_TS_PART },
		{ PERFORMED, duty, 60000, HJ_TS_PERFORMED },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		for (int supplement = 0; supplement < 2; supplement++) {
			tear_down(state);
			set_up(state);
			brought_to(all[i].before);
			DONE(VILLAGE, 0, "draft-agreement",
			    "{\"%s\":1,\"terms\":[{\"carries\":1,"
			    "\"kind\":%s}]}",
			    supplement ? "supplements" : "replaces",
			    all[i].term);
			finish(2);
			assert_int_equal(
			    agreement(2)->term[0].paid, all[i].paid);
			assert_int_equal(
			    agreement(2)->term[0].state, all[i].state);
			assert_int_equal(agreement(2)->carried, all[i].paid);
			assert_int_equal(agreement(2)->carried, paid_in_all());
			assert_int_equal(agreement(1)->state,
			    supplement ? HJ_AS_EFFECTIVE : HJ_AS_REPLACED);
			assert_int_equal(agreement(1)->term[0].state,
			    all[i].before == PERFORMED ? HJ_TS_PERFORMED
						       : HJ_TS_CARRIED);
		}
}

static void
version__that_asks_for_less_than_was_paid_is_refused(void **state)
{
	(void)state;
	brought_to(PART);
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":19999,\"carries\":1}]}");
	/* Paid meanwhile, under the agreement that still stands. */
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":30000,\"carries\":1}]}");
	pay(1, 1, 20000);
	assert_int_equal(sign(VILLAGE, 2, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 2, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":2}");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":2}");
	assert_int_equal(agreement(2)->state, HJ_AS_DRAFT);
	assert_int_equal(agreement(1)->term[0].paid, 40000);
}

static void
term__goes_on_in_one_other_only(void **state)
{
	(void)state;
	brought_to(PART);
	REFUSED(HJ_NO_CARRIED_TWICE, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"money\",\"amount\":30000,"
	    "\"carries\":1},{\"kind\":\"money\",\"amount\":30000,"
	    "\"carries\":1}]}");
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"supplements\":1,\"terms\":[{\"kind\":"
	    "\"duty\"}]}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "draft-agreement",
	    "{\"supplements\":8,\"terms\":[{\"kind\":\"duty\"}]}");
}

static void
supplement__changes_one_term_and_leaves_the_others(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":60000,"
	    "\"due_on\":\"2026-03-10\"},{\"kind\":\"duty\"}]}");
	finish(1);
	pay(1, 1, 10000);
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"supplements\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":60000,\"carries\":1,\"due_on\":\"2026-06-10\"}]}");
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"supplements\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":50000,\"carries\":1}]}");
	finish(2);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_CARRIED);
	assert_int_equal(agreement(1)->term[1].state, HJ_TS_OPEN);
	assert_int_equal(agreement(2)->carried, 10000);
	/* Nothing more is done or missed on a term that went on elsewhere. */
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":1}");
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\",\"carries\":1}]}");
	/* The other draft has no such term to change any more. */
	assert_int_equal(sign(VILLAGE, 3, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 3, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":3}");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":3}");
	assert_int_equal(agreement(3)->state, HJ_AS_DRAFT);
	pay(2, 1, 50000);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":2}");
	assert_int_equal(agreement(2)->term[0].state, HJ_TS_PERFORMED);
	assert_int_equal(agreement(1)->term[1].state, HJ_TS_PERFORMED);
}

static void
void__of_a_payment_follows_it_into_later_versions(void **state)
{
	const char *paid;

	(void)state;
	brought_to(OPEN);
	pay(1, 1, 20000);
	paid = hj_strdup(f.a, fixture_entry(&f, "performed"));
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"},{\"kind\":"
	    "\"money\",\"amount\":50000,\"carries\":1}]}");
	finish(2);
	pay(2, 2, 30000);
	assert_int_equal(agreement(2)->term[1].state, HJ_TS_PERFORMED);
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":2,\"terms\":[{\"kind\":\"duty\",\"carries\":1}]}");
	finish(3);
	assert_int_equal(agreement(3)->carried, 50000);
	DONE(
	    VILLAGE, 0, "void", "{\"event\":\"%s\",\"reason\":\"误记\"}", paid);
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_CARRIED);
	assert_int_equal(agreement(1)->term[0].paid, 0);
	assert_int_equal(agreement(2)->term[1].paid, 30000);
	assert_int_equal(agreement(2)->term[1].state, HJ_TS_PART);
	assert_int_equal(agreement(2)->carried, 0);
	assert_int_equal(agreement(3)->carried, 30000);
	assert_int_equal(paid_in_all(), 30000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(issue__is_claimed_by_somebody_and_given_up_once),
		TOLD(part__leaves_the_rest_open_in_the_same_procedure),
		TOLD(part__stands_when_the_rest_fails),
		TOLD(part__does_not_keep_a_suit_over_the_rest_away),
		TOLD(part__is_the_whole_once_the_rest_is_given_up),
		TOLD(part__in_court_is_a_title_while_the_suit_goes_on),
		TOLD(part__leaves_the_ladder_where_it_is),
		TOLD(private__settles_only_what_it_names),
		TOLD(version__begins_where_the_old_term_stood),
		TOLD(version__that_asks_for_less_than_was_paid_is_refused),
		TOLD(term__goes_on_in_one_other_only),
		TOLD(supplement__changes_one_term_and_leaves_the_others),
		TOLD(void__of_a_payment_follows_it_into_later_versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
