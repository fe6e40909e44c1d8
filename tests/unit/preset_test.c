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

/* A procedure such as the guard is about, handled by such a body. */
static struct hj_procedure
about(const struct hj_rule_guard *g)
{
	struct hj_procedure p = { .channel = g->within, .stage = g->stage };

	for (size_t i = 0; g->n_kinds > 0 && i < f.dir.n_org; i++)
		if (hj_name_in(g->kinds, g->n_kinds, f.dir.org[i].kind->name))
			p.body = f.dir.org[i].id;
	if (g->n_kinds > 0 && p.body == NULL)
		fail_msg("no body for %s", g->name);
	return p;
}

/* The row that holds where `g` says, for a dispute of the fixture's county. */
static const struct hj_rule_guard *
held(const struct hj_rule_guard *g)
{
	struct hj_dispute d = { .county = "999901" };
	struct hj_procedure p = about(g);
	const struct hj_turn t = {
		.a = f.a, .world = &f.world, .now = f.now, .state = &d, .d = &d
	};

	return hj_guard_in(&t, g->name, &p);
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
		assert_int_equal(held(g) == g, set->on_by_default);
		only(set->name);
		assert_ptr_equal(held(g), g);
	}
}

/* How many rows are called like the refusal. */
static size_t
rows_of(enum hj_refusal no)
{
	const struct hj_rule_guard *g;
	const struct hj_rule_set *set;
	size_t n = 0;

	for (size_t i = 0; (g = each(&i, &set)) != NULL;)
		n += strcmp(g->name, hj_refusals[no].type) == 0;
	return n;
}

static struct hj_turn
refused(struct hj_dispute *d, enum hj_refusal no, const struct hj_procedure *p)
{
	struct hj_turn t = {
		.a = f.a, .world = &f.world, .now = f.now, .state = d, .d = d
	};

	hj_refuse_in(&t, no, NULL, p);
	return t;
}

/* A refusal by right names no law; one of law names its guard's, in each sort
 * of procedure the one that is about it. */
static void
refusals__rest_on_their_guard(void **state)
{
	struct hj_dispute d = { .county = "999901" };
	const struct hj_rule_guard *g;
	const struct hj_rule_set *set;
	size_t without = 0, scoped = 0;

	(void)state;
	fresh();
	for (int i = HJ_NO + 1; i < HJ_NO__MAX; i++) {
		if (rows_of((enum hj_refusal)i) > 0)
			continue;
		assert_null(
		    refused(&d, (enum hj_refusal)i, NULL).refused_article);
		without++;
	}
	for (size_t i = 0; (g = each(&i, &set)) != NULL;)
		for (int no = HJ_NO + 1; no < HJ_NO__MAX; no++) {
			const struct hj_procedure p = about(g);
			struct hj_turn t;

			if (!set->on_by_default ||
			    strcmp(g->name, hj_refusals[no].type) != 0)
				continue;
			t = refused(&d, (enum hj_refusal)no, &p);
			assert_string_equal(t.refused_article, g->article);
			assert_int_equal(t.refused_certainty, HJ_CERTAINTY_LAW);
			scoped += g->within != 0 || g->stage != 0;
		}
	print_message("%zu refusals rest on no law; %zu rows are about one "
		      "channel or stage\n",
	    without, scoped);
	assert_true(scoped > 30);
}

/* What law asks in one channel is not cited in another that knows it not. */
static void
articles__are_not_cited_where_they_do_not_hold(void **state)
{
	static const struct {
		enum hj_refusal no;
		int channel;
		const char *article;
	} of[] = {
		{ HJ_NO_CONSENT, HJ_CH_ADMINISTRATIVE, NULL },
		{ HJ_NO_CONSENT, HJ_CH_ARBITRATION, NULL },
		{ HJ_NO_CONSENT, HJ_CH_IN_COURT, "民事调解规定4" },
		{ HJ_NO_STAMP, HJ_CH_ADMINISTRATIVE, NULL },
		{ HJ_NO_SIGNATURES, HJ_CH_ARBITRATION, NULL },
		{ HJ_NO_SIGNATURES, HJ_CH_ASSIGNED, "特邀调解规定24" },
		{ HJ_NO_GROUND, HJ_CH_PEOPLE, NULL },
		{ HJ_NO_NOTICE_OWED, HJ_CH_PEOPLE, "人民调解法26" },
		{ HJ_NO_NOTICE_OWED, HJ_CH_PETITION, "信访工作条例23、32" },
		{ HJ_NO_STAGE, HJ_CH_HOTLINE, NULL },
	};
	struct hj_dispute d = { .county = "999901" };

	(void)state;
	fresh();
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		const struct hj_procedure p = { .channel = of[i].channel };
		struct hj_turn t = refused(&d, of[i].no, &p);

		if (of[i].article == NULL)
			assert_null(t.refused_article);
		else
			assert_string_equal(t.refused_article, of[i].article);
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
		TEST(articles__are_not_cited_where_they_do_not_hold),
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
