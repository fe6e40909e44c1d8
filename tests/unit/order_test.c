/*
 * Work orders: what each command yields and refuses, every stage against every
 * command, limits to the day over a make-up day, and who may not do what.
 */
#include "tests/unit/steps_fixture.h"

static const struct hj_order *
order(void)
{
	assert_int_equal(f.d->n_order, 1);
	return &f.d->order[0];
}

static int
stage(void)
{
	return procedure(1)->stage;
}

/* Received by the hotline on Wednesday 2026-09-16 at ten. */
static void
received(void)
{
	fixture_at(&f, "2026-09-16T10:00:00+08:00");
	DONE(HOTLINE, 0, "register",
	    "{\"source\":\"hotline\",\"manner\":\"phone\",\"external\":"
	    "\"热-7\",\"parties\":[{\"kind\":\"natural\",\"side\":"
	    "\"applicant\",\"name\":\"甲\"},{\"kind\":\"natural\",\"side\":"
	    "\"respondent\",\"name\":\"乙\"}]}");
	assert_int_equal(stage(), HJ_ST_ORDER_RECEIVED);
	assert_string_equal(order()->holder, fixture_org(&f, HOTLINE));
}

static void
dispatched(enum place to)
{
	DONE(HOTLINE, 0, "dispatch-order", "{\"to\":\"%s\"}",
	    fixture_org(&f, to));
}

static void
answered(enum place by, int n)
{
	DONE(by, n, "reply-order",
	    "{\"text\":\"已处理\",\"evidence\":\"照片\"}");
}

/* The local limits of 12345, switched on by name. */
static void
local_limits(void)
{
	static const struct hj_name sets[] = { { "hotline-five-working-days" },
		{ "order-signing-house" }, { "hotline-orders-jinan" },
		{ "hotline-orders-weifang" }, { "separation-of-duty" } };

	f.county.sets = sets;
	f.county.n_sets = sizeof(sets) / sizeof(sets[0]);
}

static const struct hj_clock *
clock_named(const char *rule, size_t nth)
{
	for (size_t i = 0; i < f.d->n_clock; i++)
		if (strcmp(f.d->clock[i].rule, rule) == 0 && nth-- == 0)
			return &f.d->clock[i];
	return NULL;
}

static void
order__is_offered_signed_for_answered_and_called_back(void **state)
{
	(void)state;
	received();
	assert_string_equal(procedure(1)->number, "热-7");
	REFUSED(HJ_NO_SAME_BODY, HOTLINE, 0, "dispatch-order",
	    "{\"to\":\"%s\"}", fixture_org(&f, HOTLINE));
	REFUSED(HJ_NO_ORDER_UNIT, HOTLINE, 0, "dispatch-order",
	    "{\"to\":\"%s\"}", fixture_org(&f, NEIGHBOUR));
	REFUSED(HJ_NO_SUCH_ENTITY, HOTLINE, 0, "dispatch-order",
	    "{\"to\":\"%s\"}", fixture_id(&f, 'a', 999));
	dispatched(TOWNSHIP);
	assert_string_equal(order()->holder, fixture_org(&f, HOTLINE));
	REFUSED(HJ_NO_RIGHT, COUNTY, 0, "sign-for", "{}");
	REFUSED(HJ_NO_ORDER_UNIT, HOTLINE, 0, "sign-for", "{}");
	fixture_at(&f, "2026-09-16T10:30:00+08:00");
	DONE(TOWNSHIP, 0, "sign-for", "{}");
	assert_string_equal(order()->holder, fixture_org(&f, TOWNSHIP));
	assert_int_equal(order()->ownerless_ms, 30 * 60000);
	assert_int_equal(order()->ownerless_since, 0);
	REFUSED(HJ_NO_ORDER_UNIT, HOTLINE, 0, "reply-order",
	    "{\"text\":\"x\",\"evidence\":\"y\"}");
	answered(TOWNSHIP, 0);
	assert_non_null(order()->reply);
	assert_string_equal(order()->holder, fixture_org(&f, HOTLINE));
	REFUSED(HJ_NO_STAGE, HOTLINE, 0, "call-back", "{}");
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 1, "verify-reply",
	    "{\"verdict\":\"passed\"}");
	REFUSED(HJ_NO_GROUND, HOTLINE, 0, "verify-reply",
	    "{\"verdict\":\"sent_back\"}");
	DONE(HOTLINE, 0, "verify-reply",
	    "{\"verdict\":\"sent_back\",\"reason\":\"没有照片\"}");
	assert_int_equal(stage(), HJ_ST_ORDER_REDO);
	assert_int_equal(order()->redo, 1);
	assert_string_equal(order()->holder, fixture_org(&f, TOWNSHIP));
	answered(TOWNSHIP, 1);
	DONE(HOTLINE, 0, "verify-reply", "{\"verdict\":\"passed\"}");
	DONE(HOTLINE, 0, "call-back", "{\"unreached\":true}");
	assert_int_equal(stage(), HJ_ST_ORDER_VERIFIED);
	REFUSED(HJ_NO_GROUND, HOTLINE, 0, "call-back",
	    "{\"unreached\":true,\"satisfaction\":\"fair\"}");
	DONE(HOTLINE, 0, "call-back", "{\"satisfaction\":\"unsatisfied\"}");
	assert_int_equal(stage(), HJ_ST_ORDER_REDO);
	answered(TOWNSHIP, 0);
	DONE(HOTLINE, 1, "verify-reply", "{\"verdict\":\"passed\"}");
	DONE(HOTLINE, 0, "call-back", "{\"satisfaction\":\"fair\"}");
	assert_int_equal(stage(), HJ_ST_ORDER_ENDED);
	assert_int_equal(procedure(1)->ground, HJ_GR_ANSWERED);
	assert_int_equal(order()->redo, 2);
	assert_int_equal(order()->calls, 3);
	DONE(HOTLINE, 0, "close", "{\"procedure\":1}");
	assert_true(f.d->closed);
	DONE(HOTLINE, 0, "reopen", "{\"procedure\":1,\"reason\":\"反复\"}");
	assert_int_equal(stage(), HJ_ST_ORDER_REDO);
	assert_string_equal(order()->holder, fixture_org(&f, TOWNSHIP));
}

static void
order__is_sent_back_once_and_never_after_a_designation(void **state)
{
	(void)state;
	received();
	dispatched(TOWNSHIP);
	DONE(TOWNSHIP, 0, "sign-for", "{}");
	REFUSED(
	    HJ_NO_WORDS, TOWNSHIP, 0, "return-order", "{\"ground\":\"other\"}");
	DONE(TOWNSHIP, 0, "return-order",
	    "{\"ground\":\"not_ours\",\"reason\":\"不属我办\"}");
	assert_int_equal(order()->unit[0].turned_down, HJ_TDN_NOT_OURS);
	assert_string_equal(order()->holder, fixture_org(&f, TOWNSHIP));
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "agree-return", "{}");
	DONE(HOTLINE, 0, "agree-return", "{}");
	assert_string_equal(order()->holder, fixture_org(&f, HOTLINE));
	assert_int_not_equal(order()->ownerless_since, 0);
	REFUSED(HJ_NO_ORDER_UNIT, HOTLINE, 0, "dispatch-order",
	    "{\"to\":\"%s\"}", fixture_org(&f, TOWNSHIP));
	DONE(CENTRE, 0, "designate", "{\"to\":\"%s\",\"reason\":\"职责所在\"}",
	    fixture_org(&f, ORGAN));
	assert_string_equal(order()->holder, fixture_org(&f, ORGAN));
	REFUSED(HJ_NO_SECOND_RETURN, ORGAN, 0, "return-order",
	    "{\"ground\":\"not_ours\"}");
	assert_string_equal(f.refused_article, "潍坊22");
	answered(ORGAN, 0);
}

static void
order__goes_to_the_common_superior_the_third_time(void **state)
{
	static const enum place units[] = { TOWNSHIP, POLICE, COUNTY };

	(void)state;
	received();
	for (int i = 0; i < 3; i++) {
		dispatched(units[i]);
		DONE(units[i], 0, "return-order", "{\"ground\":\"disputed\"}");
		assert_int_equal(
		    fixture_count(&f, "order_raised"), i == 2 ? 1 : 0);
		if (i < 2)
			DONE(HOTLINE, 0, "agree-return", "{}");
	}
	assert_string_equal(order()->superior, fixture_org(&f, CENTRE));
	assert_string_equal(order()->holder, fixture_org(&f, CENTRE));
	assert_int_equal(order()->bounces, 3);
	REFUSED(HJ_NO_STAGE, HOTLINE, 0, "agree-return", "{}");
	REFUSED(HJ_NO_RIGHT, HOTLINE, 0, "designate",
	    "{\"to\":\"%s\",\"reason\":\"x\"}", fixture_org(&f, TOWNSHIP));
	DONE(CENTRE, 0, "designate", "{\"to\":\"%s\",\"reason\":\"x\"}",
	    fixture_org(&f, TOWNSHIP));
	REFUSED(HJ_NO_SECOND_RETURN, TOWNSHIP, 0, "return-order",
	    "{\"ground\":\"not_ours\"}");
}

static void
referral__goes_to_the_common_superior_the_third_time(void **state)
{
	static const enum place units[] = { POLICE, ORGAN, GRID };

	(void)state;
	registered(VILLAGE, "people");
	for (int i = 0; i < 3; i++) {
		DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\"}",
		    fixture_org(&f, units[i]));
		DONE(units[i], 0, "refuse-referral",
		    "{\"referral\":%d,\"ground\":\"not_ours\"}", i + 1);
	}
	assert_int_equal(fixture_count(&f, "referral_offered"), 1);
	assert_int_equal(f.d->n_referral, 4);
	assert_string_equal(f.d->referral[3].to, fixture_org(&f, TOWNSHIP));
	assert_true(f.d->referral[3].designated);
	REFUSED(HJ_NO_SECOND_RETURN, TOWNSHIP, 0, "refuse-referral",
	    "{\"referral\":4,\"ground\":\"not_ours\"}");
}

static void
supervisor__never_handles_and_handler_never_verifies(void **state)
{
	(void)state;
	received();
	DONE(HOTLINE, 2, "supervise",
	    "{\"trigger\":\"overdue\",\"text\":\"催办\"}");
	assert_int_equal(order()->supervision, HJ_SV_OVERDUE);
	REFUSED(HJ_NO_SAME_PERSON, HOTLINE, 0, "reply-order",
	    "{\"text\":\"x\",\"evidence\":\"y\"}");
	dispatched(TOWNSHIP);
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "supervise",
	    "{\"trigger\":\"other\",\"text\":\"x\"}");
	DONE(TOWNSHIP, 0, "sign-for", "{}");
	REFUSED(HJ_NO_SAME_PERSON, TOWNSHIP, 0, "supervise",
	    "{\"trigger\":\"other\",\"text\":\"x\"}");
	answered(TOWNSHIP, 0);
	DONE(HOTLINE, 1, "verify-reply", "{\"verdict\":\"passed\"}");

	fixture_release(&f);
	fixture_init(&f, NULL);
	received();
	answered(HOTLINE, 0);
	REFUSED(HJ_NO_SAME_PERSON, HOTLINE, 0, "verify-reply",
	    "{\"verdict\":\"passed\"}");
	REFUSED(HJ_NO_SAME_PERSON, HOTLINE, 1, "verify-reply",
	    "{\"verdict\":\"passed\",\"on_behalf\":\"%s\"}",
	    fixture_person(&f, HOTLINE, 0));
	DONE(HOTLINE, 1, "verify-reply", "{\"verdict\":\"passed\"}");
}

static void
order__ends_early_only_as_a_rule_lets_it(void **state)
{
	static const struct {
		const char *json;
		int who;
		enum hj_refusal answer;
	} tries[] = {
		{ "\"answered\"", 0, HJ_NO_STAGE },
		{ "\"unreachable\"", 0, HJ_NO_STAGE },
		{ "\"early\",\"reason\":\"x\"", 0, HJ_NO_RIGHT },
		{ "\"early\"", 2, HJ_NO_GROUND },
		{ "\"repeated\"", 0, HJ_NO_GROUND },
		{ "\"not_accepted\"", 0, HJ_NO_GROUND },
		{ "\"answered\",\"bar\":\"suit\"", 0, HJ_NO_STAGE },
		{ "\"not_accepted\",\"bar\":\"petition\"", 0, HJ_NO },
	};

	(void)state;
	received();
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
		assert_int_equal(ask(HOTLINE, tries[i].who, "end-order",
				     "{\"ground\":%s}", tries[i].json),
		    tries[i].answer);
	assert_int_equal(procedure(1)->ground, HJ_GR_DECLINED);
	REFUSED(HJ_NO_PHASE, HOTLINE, 0, "end-order",
	    "{\"ground\":\"early\",\"reason\":\"x\"}");
}

static void
hotline__takes_up_nothing_that_is_before_a_court(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{}");
	REFUSED(HJ_NO_HOTLINE_BARRED, HOTLINE, 0, "open-procedure",
	    "{\"channel\":\"hotline\",\"number\":\"热-8\"}");
	/* The other way round the court is open. */
	fixture_release(&f);
	fixture_init(&f, NULL);
	received();
	DONE(COURT, 0, "open-suit", "{}");
}

static void
superior__is_asked_and_may_designate(void **state)
{
	(void)state;
	received();
	REFUSED(HJ_NO_NOT_ABOVE, HOTLINE, 0, "report-to-superior",
	    "{\"to\":\"%s\",\"reason\":\"x\"}", fixture_org(&f, VILLAGE));
	DONE(HOTLINE, 0, "report-to-superior",
	    "{\"outside\":\"县政府常务会议\",\"reason\":\"x\"}");
	assert_null(order()->superior);
	DONE(HOTLINE, 0, "report-to-superior", "{\"reason\":\"x\"}");
	assert_string_equal(order()->superior, fixture_org(&f, CENTRE));
	assert_string_equal(order()->holder, fixture_org(&f, HOTLINE));
	assert_int_equal(order()->n_asked, 1);
}

/* A grid's report: it revisits, and ends nothing. */
static void
grid__finds_and_revisits_and_never_ends(void **state)
{
	(void)state;
	DONE(GRID, 0, "register",
	    "{\"source\":\"grid\",\"manner\":\"oral\",\"external\":\"WG1\","
	    "\"parties\":[{\"kind\":\"natural\",\"side\":\"applicant\","
	    "\"name\":\"甲\"},{\"kind\":\"natural\",\"side\":"
	    "\"respondent\",\"name\":\"乙\"}]}");
	assert_string_equal(f.d->finder, fixture_person(&f, GRID, 0));
	REFUSED(HJ_NO_GRID_CLOSES, GRID, 0, "end-order",
	    "{\"ground\":\"on_the_spot\",\"reason\":\"劝和\"}");
	DONE(CENTRE, 0, "dispatch-order",
	    "{\"to\":\"%s\",\"assisting\":[\"%s\"]}", fixture_org(&f, TOWNSHIP),
	    fixture_org(&f, POLICE));
	DONE(POLICE, 0, "note", "{\"text\":\"协办\"}");
	DONE(TOWNSHIP, 0, "sign-for", "{}");
	answered(TOWNSHIP, 0);
	REFUSED(
	    HJ_NO_RIGHT, GRID, 0, "verify-reply", "{\"verdict\":\"passed\"}");
	DONE(CENTRE, 0, "verify-reply", "{\"verdict\":\"passed\"}");
	DONE(GRID, 1, "call-back", "{\"satisfaction\":\"satisfied\"}");
	assert_int_equal(stage(), HJ_ST_ORDER_CALLED_BACK);
	REFUSED(HJ_NO_GRID_CLOSES, GRID, 1, "end-order",
	    "{\"ground\":\"answered\"}");
	DONE(CENTRE, 0, "end-order", "{\"ground\":\"answered\"}");
	assert_int_equal(stage(), HJ_ST_ORDER_ENDED);
}

/* What it settled on the spot, the centre closes. */
static void
grid__settles_and_the_centre_closes(void **state)
{
	(void)state;
	DONE(GRID, 0, "register",
	    "{\"source\":\"grid\",\"manner\":\"oral\",\"external\":\"WG2\","
	    "\"parties\":[{\"kind\":\"natural\",\"side\":\"applicant\","
	    "\"name\":\"甲\"},{\"kind\":\"natural\",\"side\":"
	    "\"respondent\",\"name\":\"乙\"}]}");
	DONE(GRID, 0, "record-oral-agreement",
	    "{\"text\":\"各让一步\",\"terms\":[{\"kind\":\"duty\",\"text\":"
	    "\"清运垃圾\"}]}");
	REFUSED(HJ_NO_GRID_CLOSES, GRID, 1, "close", "{\"procedure\":1}");
	REFUSED(HJ_NO_RIGHT, POLICE, 0, "close", "{\"procedure\":1}");
	DONE(CENTRE, 0, "close", "{\"procedure\":1}");
	assert_true(f.d->closed);
}

/* What a party brought, a village with one mediator closes. */
static void
walk_in__is_carried_to_its_close_by_one_mediator(void **state)
{
	(void)state;
	begun(VILLAGE, "people");
	assert_null(f.d->finder);
	assert_int_equal(sit(VILLAGE, 1, "agreed"), HJ_NO);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"拆除\"}],"
	    "\"text\":\"口头\"}");
	for (size_t i = 1; i <= f.d->n_notice; i++)
		DONE(VILLAGE, 0, "serve-notice",
		    "{\"means\":\"handed\",\"notices\":[%d]}", (int)i);
	DONE(VILLAGE, 0, "close", "{\"procedure\":1}");
}

static void
limits__are_five_working_days_with_the_make_up_day(void **state)
{
	const struct hj_clock *c;

	(void)state;
	received();
	assert_null(clock_named("HL_DO", 0)); /* off, unless switched on */
	fixture_release(&f);
	fixture_init(&f, NULL);
	local_limits();
	received();
	c = clock_named("HL_DO", 0);
	assert_int_equal(c->due_on, 20260922); /* the 20th is worked on */
	assert_int_equal(c->certainty, HJ_CERTAINTY_LOCAL);
	dispatched(ORGAN);
	assert_int_equal(clock_named("ORDER_SIGN", 0)->due_on, 20260917);
	DONE(ORGAN, 0, "sign-for", "{}");
	assert_int_equal(clock_named("ORDER_SIGN", 0)->state, HJ_CS_MET);
	/* n - 1 and n: it still runs; n + 1: it has fallen. */
	fixture_at(&f, "2026-09-21T23:59:59+08:00");
	fixture_settle(&f);
	assert_int_equal(clock_named("HL_DO", 0)->state, HJ_CS_RUNNING);
	fixture_at(&f, "2026-09-22T23:59:59+08:00");
	fixture_settle(&f);
	assert_int_equal(clock_named("HL_DO", 0)->state, HJ_CS_RUNNING);
	fixture_at(&f, "2026-09-23T00:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(clock_named("HL_DO", 0)->state, HJ_CS_FIRED);
	/* An organ's limit bars nothing. */
	answered(ORGAN, 0);
	DONE(HOTLINE, 0, "verify-reply", "{\"verdict\":\"passed\"}");
	DONE(HOTLINE, 0, "call-back", "{\"satisfaction\":\"unsatisfied\"}");
	assert_int_equal(clock_named("HL_REDO", 0)->day0, 20260923);
	assert_int_equal(clock_named("HL_DO", 0)->due_on, 20260922);
}

/* A county switches a set on: procedures opened from then on have it. */
static void
sets__are_pinned_when_a_procedure_starts(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	local_limits();
	DONE(HOTLINE, 0, "open-procedure", "{\"channel\":\"hotline\"}");
	assert_non_null(clock_named("HL_DO", 0));
}

/* A body that every command of orders takes. */
static const char *
body_of(const char *name)
{
	static const char *const bodies[][2] = {
		{ "dispatch-order",
		    "\"to\":\"a0000000000000000000000000000002\"," },
		{ "designate", "\"to\":\"a0000000000000000000000000000002\","
			       "\"reason\":\"x\"," },
		{ "return-order", "\"ground\":\"other\",\"reason\":\"x\"," },
		{ "reply-order", "\"text\":\"x\",\"evidence\":\"y\"," },
		{ "verify-reply", "\"verdict\":\"passed\"," },
		{ "end-order", "\"ground\":\"repeated\",\"reason\":\"x\"," },
		{ "supervise", "\"text\":\"x\",\"trigger\":\"other\"," },
		{ "report-to-superior", "\"reason\":\"x\"," },
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		if (strcmp(bodies[i][0], name) == 0)
			return bodies[i][1];
	return "";
}

/* The flow of orders as a table: every command at every stage. */
static void
flow__is_what_the_rows_say(void **state)
{
	size_t cells = 0, open = 0;

	(void)state;
	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++) {
		const struct hj_command *c = hj_dispute_kind.commands[i];

		if (c->channels != (HJ_CH(HOTLINE) | HJ_CH(REPORT)))
			continue;
		/* It ends nothing that is over, and leads to orders' stages. */
		assert_int_equal(c->stages & HJ_ST(ORDER_ENDED), 0);
		assert_int_equal(
		    c->to & ~(HJ_ST_ORDER_LIVE | HJ_ST(ORDER_ENDED)), 0);
		for (int s = HJ_ST_ORDER_RECEIVED; s <= HJ_ST_ORDER_ENDED;
		     s++) {
			enum hj_refusal answer;

			fixture_release(&f);
			fixture_init(&f, NULL);
			received();
			procedure(1)->stage = s;
			answer = ask(HOTLINE, 0, c->name, "{%s\"procedure\":1}",
			    body_of(c->name));
			cells++;
			open += (c->stages & UINT64_C(1) << s) != 0;
			if ((c->stages & UINT64_C(1) << s) == 0)
				assert_int_equal(answer, HJ_NO_STAGE);
			if (answer == HJ_NO && c->to != 0)
				assert_int_not_equal(
				    c->to & UINT64_C(1) << stage(), 0);
		}
	}
	print_message("%zu cells of the order table, %zu open\n", cells, open);
	assert_int_equal(cells, 110);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(order__is_offered_signed_for_answered_and_called_back),
		TOLD(order__is_sent_back_once_and_never_after_a_designation),
		TOLD(order__goes_to_the_common_superior_the_third_time),
		TOLD(referral__goes_to_the_common_superior_the_third_time),
		TOLD(supervisor__never_handles_and_handler_never_verifies),
		TOLD(order__ends_early_only_as_a_rule_lets_it),
		TOLD(hotline__takes_up_nothing_that_is_before_a_court),
		TOLD(superior__is_asked_and_may_designate),
		TOLD(grid__finds_and_revisits_and_never_ends),
		TOLD(grid__settles_and_the_centre_closes),
		TOLD(walk_in__is_carried_to_its_close_by_one_mediator),
		TOLD(limits__are_five_working_days_with_the_make_up_day),
		TOLD(sets__are_pinned_when_a_procedure_starts),
		cmocka_unit_test_setup_teardown(
		    flow__is_what_the_rows_say, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
