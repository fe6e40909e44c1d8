/*
 * What is local or unverified is off in a fresh county, and binds where it is
 * switched on by name; what a refusal rests on stands in one place.
 */
#include "tests/unit/petition_fixture.h"

#include "lib/commands/guard.h"

/* Every guard of every set, one after the other. */
static const struct hj_rule_guard *
each(size_t *at, const struct hj_rule_set **ret_set)
{
	size_t n = (*at)++;

	for (size_t i = 0; i < f.rules.n; i++) {
		*ret_set = &f.rules.set[i];
		if (n < f.rules.set[i].n_guards)
			return &f.rules.set[i].guards[n];
		n -= f.rules.set[i].n_guards;
	}
	return NULL;
}

/* Is the guard in force for a dispute of the fixture's county? */
static bool
on(const char *name)
{
	struct hj_dispute d = { .county = "999901" };
	const struct hj_turn t = {
		.a = f.a, .world = &f.world, .now = f.now, .state = &d, .d = &d
	};

	return hj_guard(&t, name) != NULL;
}

static void
fresh(void)
{
	f.county.sets = NULL;
	f.county.n_sets = 0;
}

static void
only(const char *set)
{
	struct hj_name *name = HJ_NEW(f.a, struct hj_name);

	name->text = set;
	f.county.sets = name;
	f.county.n_sets = 1;
}

static void
guards__have_an_article_and_say_how_sure_it_is(void **state)
{
	const struct hj_rule_guard *g;
	const struct hj_rule_set *set;
	size_t law = 0, others = 0;

	(void)state;
	for (size_t i = 0; (g = each(&i, &set)) != NULL;) {
		assert_true(hj_guard_known(g->name));
		assert_true(g->article[0] != '\0');
		assert_int_equal(g->bars, HJ_BAR_NAMED);
		assert_int_equal(
		    g->certainty == HJ_CERTAINTY_LAW, set->on_by_default);
		if (strcmp(set->certainty, "F") == 0)
			assert_int_equal(g->certainty, HJ_CERTAINTY_LAW);
		else if (strcmp(set->certainty, "F-L") == 0)
			assert_int_equal(g->certainty, HJ_CERTAINTY_LOCAL);
		else
			assert_true(g->certainty == HJ_CERTAINTY_UNVERIFIED ||
				    g->certainty == HJ_CERTAINTY_HOUSE);
		law += g->certainty == HJ_CERTAINTY_LAW;
		others += g->certainty != HJ_CERTAINTY_LAW;
	}
	print_message("%zu guards of law, %zu others\n", law, others);
	assert_true(law > 50 && others > 10);
}

static void
sets__that_are_no_statute_are_off_by_default(void **state)
{
	size_t off = 0;

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++) {
		const struct hj_rule_set *set = &f.rules.set[i];

		assert_int_equal(set->on_by_default,
		    strcmp(set->certainty, "F") == 0 && set->n_ladder == 0);
		for (size_t k = 0; set->on_by_default && k < set->n_clocks; k++)
			assert_int_equal(
			    set->clocks[k].certainty, HJ_CERTAINTY_LAW);
		off += !set->on_by_default;
	}
	print_message("%zu sets, %zu off\n", f.rules.n, off);
}

static void
guards__are_off_in_a_fresh_county_and_on_by_the_name_of_their_set(void **state)
{
	const struct hj_rule_guard *g;
	const struct hj_rule_set *set;

	(void)state;
	for (size_t i = 0; (g = each(&i, &set)) != NULL;) {
		fresh();
		assert_int_equal(on(g->name), set->on_by_default);
		only(set->name);
		assert_true(on(g->name));
	}
}

/* A refusal by right names no law; one of law names its guard's. */
static void
refusals__rest_on_their_guard(void **state)
{
	struct hj_dispute d = { .county = "999901" };

	(void)state;
	for (int i = HJ_NO + 1; i < HJ_NO__MAX; i++) {
		const struct hj_rule_guard *law =
		    hj_guard_of_law(&f.rules, (enum hj_refusal)i);
		struct hj_turn t = { .a = f.a,
			.world = &f.world,
			.now = f.now,
			.state = &d,
			.d = &d };

		fresh();
		hj_refuse(&t, (enum hj_refusal)i, NULL);
		if (law == NULL) {
			assert_null(t.refused_article);
			assert_int_equal(t.refused_certainty, 0);
			continue;
		}
		assert_string_equal(t.refused_article, law->article);
		assert_int_equal(t.refused_certainty, HJ_CERTAINTY_LAW);
	}
}

static void
agents__settle_without_special_authority_where_no_rule_asks(void **state)
{
	(void)state;
	fresh();
	mediating();
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\"}");
	draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, 1, 2, "proxy"), HJ_NO);
	only("agency-powers");
	REFUSED(HJ_NO_POWER_STATED, VILLAGE, 0, "appoint-agent",
	    "{\"party\":1,\"kind\":\"agent\",\"name\":\"丁\"}");
	assert_string_equal(f.refused_article, "民法典165");
	assert_int_equal(f.refused_certainty, HJ_CERTAINTY_UNVERIFIED);
	assert_int_equal(sign(VILLAGE, 1, 1, "proxy"), HJ_NO_PROXY);
}

static void
debtors__need_not_say_how_they_owe_where_no_rule_asks(void **state)
{
	static const char terms[] =
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":900,\"shares\":["
	    "{\"party\":1},{\"party\":2}]}]}";

	(void)state;
	mediating();
	only("several-debtors");
	REFUSED(HJ_NO_LIABILITY, VILLAGE, 0, "draft-agreement", "%s", terms);
	assert_string_equal(f.refused_article, "民法典177、178");
	fresh();
	DONE(VILLAGE, 0, "draft-agreement", "%s", terms);
	/* It stays unsaid. */
	assert_int_equal(f.d->agreement[0].term[0].liability, 0);
}

static void
announcement__comes_first_where_no_rule_asks(void **state)
{
	static const char how[] =
	    "{\"means\":\"announced\",\"notices\":[1],\"evidence\":\"公告\"}";

	(void)state;
	mediating();
	/* Only a ruling is announced at all. */
	f.d->notice[0].kind = HJ_NK_RULING;
	only("announcement-last");
	REFUSED(HJ_NO_ANNOUNCED_FIRST, VILLAGE, 0, "serve-notice", "%s", how);
	assert_int_equal(f.refused_certainty, HJ_CERTAINTY_UNVERIFIED);
	fresh();
	DONE(VILLAGE, 0, "serve-notice", "%s", how);
}

/* An order at a unit that wants to give it back again and again. */
static void
order__is_returned_as_often_as_no_rule_forbids(void **state)
{
	static const char back[] = "{\"ground\":\"not_ours\"}";

	(void)state;
	fresh();
	DONE(HOTLINE, 0, "register",
	    "{\"source\":\"hotline\",\"manner\":\"phone\","
	    "\"parties\":[{\"kind\":\"natural\","
	    "\"side\":\"applicant\",\"name\":\"甲\"}]}");
	for (int i = 0; i < 4; i++) {
		DONE(HOTLINE, 0, "designate",
		    "{\"to\":\"%s\",\"reason\":\"职责所在\"}",
		    fixture_org(&f, TOWNSHIP));
		assert_null(hj_order_of(f.d, 1)->superior);
		if (i == 3)
			break;
		DONE(TOWNSHIP, 0, "return-order", "%s", back);
		assert_int_equal(fixture_count(&f, "order_raised"), 0);
	}
	only("hotline-orders-weifang");
	REFUSED(HJ_NO_SECOND_RETURN, TOWNSHIP, 0, "return-order", "%s", back);
	assert_string_equal(f.refused_article, "潍坊22");
	assert_int_equal(f.refused_certainty, HJ_CERTAINTY_LOCAL);
	fresh();
	/* What a local rule lets is not there without it. */
	REFUSED(HJ_NO_SWITCHED_OFF, HOTLINE, 2, "end-order",
	    "{\"ground\":\"early\",\"reason\":\"已经解决\"}");
	only("hotline-orders-weifang");
	DONE(HOTLINE, 2, "end-order",
	    "{\"ground\":\"early\",\"reason\":\"已经解决\"}");
}

static void
termination__asks_for_the_conditions_of_the_set_switched_on(void **state)
{
	(void)state;
	appeal();
	DONE(OFFICE, 0, "classify-petition",
	    "{\"matter\":\"criminal_judgment\"}");
	only("petition-termination");
	REFUSED(HJ_NO_CHECKLIST, OFFICE, 0, "terminate-petition",
	    "{\"handed_to\":\"%s\"}", fixture_org(&f, TOWNSHIP));
	assert_int_equal(f.refused_certainty, HJ_CERTAINTY_UNVERIFIED);
	fresh();
	/* What is no condition of any set is no word for the record. */
	REFUSED(HJ_NO_CHECKLIST, OFFICE, 0, "terminate-petition",
	    "{\"handed_to\":\"%s\",\"checklist\":[\"王五\"]}",
	    fixture_org(&f, TOWNSHIP));
	DONE(OFFICE, 0, "terminate-petition", "{\"handed_to\":\"%s\"}",
	    fixture_org(&f, TOWNSHIP));
}

static void
grid_worker__closes_where_duties_are_not_separate(void **state)
{
	(void)state;
	only("separation-of-duty");
	DONE(GRID, 0, "register",
	    "{\"source\":\"grid\",\"manner\":\"oral\",\"channel\":"
	    "\"report\",\"parties\":[{\"kind\":\"natural\",\"side\":"
	    "\"applicant\",\"name\":\"甲\"}]}");
	REFUSED(HJ_NO_GRID_CLOSES, GRID, 0, "end-order",
	    "{\"ground\":\"on_the_spot\",\"reason\":\"已经解决\"}");
	assert_string_equal(f.refused_article, "巡办分离(实践通例)");
	assert_int_equal(f.refused_certainty, HJ_CERTAINTY_UNVERIFIED);
	fresh();
	DONE(GRID, 0, "end-order",
	    "{\"ground\":\"on_the_spot\",\"reason\":\"已经解决\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(guards__have_an_article_and_say_how_sure_it_is),
		TOLD(sets__that_are_no_statute_are_off_by_default),
		TOLD(
		    guards__are_off_in_a_fresh_county_and_on_by_the_name_of_their_set),
		TOLD(refusals__rest_on_their_guard),
		TOLD(
		    agents__settle_without_special_authority_where_no_rule_asks),
		TOLD(debtors__need_not_say_how_they_owe_where_no_rule_asks),
		cmocka_unit_test_setup_teardown(
		    announcement__comes_first_where_no_rule_asks, set_up,
		    tear_down),
		TOLD(order__is_returned_as_often_as_no_rule_forbids),
		TOLD(
		    termination__asks_for_the_conditions_of_the_set_switched_on),
		TOLD(grid_worker__closes_where_duties_are_not_separate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
