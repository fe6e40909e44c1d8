/* The site: its counties, their ladders, sets and words; erasure. */
#include "tests/unit/people_fixture.h"

#define SITE "{\"nature\":\"simulated\",\"counties\":[\"999901\",\"999902\"]}"

static void
site__is_founded_once_and_for_ever(void **state)
{
	struct stream s;
	const struct hj_site *site;

	(void)state;
	begin(&s, &hj_site_kind);
	site = s.state;
	refused(&s, "found",
	    "{\"nature\":\"real\",\"counties\":[\"999901\",\"999901\"]}",
	    HJ_NO_COUNTY, "counties");
	refused(&s, "found", "{\"nature\":\"real\",\"counties\":[\"9999\"]}",
	    HJ_NO_COUNTY, "counties");
	done(&s, "found", SITE);
	assert_int_equal(site->nature, HJ_NA_SIMULATED);
	assert_false(site->demonstration);
	assert_int_equal(site->n_county, 2);
	refused(&s, "found", "{\"nature\":\"real\",\"counties\":[\"999901\"]}",
	    HJ_NO_DUPLICATE, NULL);
	assert_int_equal(site->nature, HJ_NA_SIMULATED);

	done(&s, "add-county", "{\"county\":\"999903\"}");
	assert_int_equal(site->n_county, 3);
	refused(&s, "add-county", "{\"county\":\"999903\"}", HJ_NO_DUPLICATE,
	    "county");
	refused(
	    &s, "add-county", "{\"county\":\"99990\"}", HJ_NO_COUNTY, "county");
	comes_back(&s);
	end(&s);
}

static void
ladder__is_chosen_by_county(void **state)
{
	struct stream s;
	const struct hj_site *site;

	(void)state;
	begin(&s, &hj_site_kind);
	site = s.state;
	done(&s, "found",
	    "{\"nature\":\"real\",\"demonstration\":true,"
	    "\"counties\":[\"999901\",\"999902\"]}");
	assert_true(site->demonstration);
	done(&s, "choose-ladder",
	    "{\"county\":\"999902\",\"ladder\":\"three-two-one-a\"}");
	assert_null(hj_site_county_at(site, "999901")->ladder);
	assert_string_equal(
	    hj_site_county_at(site, "999902")->ladder, "three-two-one-a");
	refused(&s, "choose-ladder",
	    "{\"county\":\"999902\",\"ladder\":\"three-two-one-a\"}",
	    HJ_NO_DUPLICATE, "ladder");
	refused(&s, "choose-ladder",
	    "{\"county\":\"999902\",\"ladder\":\"national-statutory\"}",
	    HJ_NO_LADDER, "ladder");
	refused(&s, "choose-ladder",
	    "{\"county\":\"999902\",\"ladder\":\"nothing\"}", HJ_NO_LADDER,
	    "ladder");
	refused(&s, "choose-ladder", "{\"county\":\"999909\"}", HJ_NO_COUNTY,
	    "county");
	done(&s, "choose-ladder", "{\"county\":\"999902\"}");
	assert_null(hj_site_county_at(site, "999902")->ladder);
	comes_back(&s);
	end(&s);
}

static void
sets__are_chosen_by_name(void **state)
{
	struct stream s;
	const struct hj_site *site;

	(void)state;
	begin(&s, &hj_site_kind);
	site = s.state;
	done(&s, "found", "{\"nature\":\"real\",\"counties\":[\"999901\"]}");
	done(&s, "choose-sets",
	    "{\"county\":\"999901\","
	    "\"sets\":[\"hotline-five-working-days\"]}");
	assert_int_equal(site->county[0].n_sets, 1);
	refused(&s, "choose-sets",
	    "{\"county\":\"999901\",\"sets\":[\"three-two-one-a\"]}",
	    HJ_NO_RULE_SET, "sets");
	refused(&s, "choose-sets",
	    "{\"county\":\"999901\",\"sets\":[\"nothing\"]}", HJ_NO_RULE_SET,
	    "sets");
	refused(&s, "choose-sets",
	    "{\"county\":\"999901\",\"sets\":[\"order-signing-house\","
	    "\"order-signing-house\"]}",
	    HJ_NO_DUPLICATE, "sets");
	refused(&s, "choose-sets", "{\"county\":\"999909\",\"sets\":[]}",
	    HJ_NO_COUNTY, "county");
	done(&s, "choose-sets", "{\"county\":\"999901\",\"sets\":[]}");
	assert_int_equal(site->county[0].n_sets, 0);
	comes_back(&s);
	end(&s);
}

#define WORD(w)                                                                \
	"{\"word\":\"" w "\",\"category_moj\":\"LL\",\"category_gb\":"         \
	"\"0201\"}"

static void
words__are_twelve_at_most_and_said_once(void **state)
{
	static const struct hj_site_county *county;
	const struct hj_command *choose;
	struct hj_error err = { 0 };
	struct stream s;
	char many[2048] = "{\"county\":\"999901\",\"words\":[";
	void *cmd;

	(void)state;
	begin(&s, &hj_site_kind);
	done(&s, "found", SITE);
	done(&s, "choose-ladder",
	    "{\"county\":\"999901\",\"ladder\":\"three-two-one-a\"}");
	done(&s, "choose-words",
	    "{\"county\":\"999901\",\"words\":[" WORD("邻里") "," WORD(
		"田界") "]}");
	county = hj_site_county_at(s.state, "999901");
	assert_int_equal(county->n_words, 2);
	assert_string_equal(county->words[1].word, "田界");
	assert_string_equal(county->ladder, "three-two-one-a");
	refused(&s, "choose-words",
	    "{\"county\":\"999901\",\"words\":[" WORD("邻里") "," WORD(
		"邻里") "]}",
	    HJ_NO_DUPLICATE, "words");
	refused(&s, "choose-words", "{\"county\":\"999909\",\"words\":[]}",
	    HJ_NO_COUNTY, "county");
	done(&s, "choose-words", "{\"county\":\"999901\",\"words\":[]}");
	assert_int_equal(hj_site_county_at(s.state, "999901")->n_words, 0);

	/* A thirteenth word is refused before anything is decided. */
	for (int i = 0; i < 13; i++) {
		size_t n = strlen(many);

		(void)snprintf(many + n, sizeof(many) - n, "%s" WORD("%d"),
		    i == 0 ? "" : ",", i);
	}
	(void)snprintf(many + strlen(many), sizeof(many) - strlen(many), "]}");
	choose = hj_command_find(&hj_site_kind, "choose-words");
	cmd = hj_alloc(s.f.a, choose->fields->size);
	assert_int_equal(hj_bind(s.f.a, choose->fields, HJ_FORM_COMMAND, cmd,
			     many, strlen(many), &err),
	    HJ_ERR_INPUT);
	assert_string_equal(err.field, "words");
	comes_back(&s);
	end(&s);
}

static void
erasure__tells_each_dispute_why_and_who(void **state)
{
	struct stream s;
	const char *who;

	(void)state;
	begin(&s, &hj_site_kind);
	s.service = true;
	done(&s, "found", "{\"counties\":[\"999901\"],\"nature\":\"real\"}");
	s.service = false;
	done(&s, "order-erasure",
	    "{\"places\":[{\"dispute\":\"000000000000000000000000000000d1\","
	    "\"party\":2},{\"dispute\":"
	    "\"000000000000000000000000000000d2\"}],"
	    "\"reason\":\"requested\"}");
	assert_int_equal(s.t.n_event, 1);
	assert_int_equal(s.t.n_follow_up, 2);
	assert_string_equal(s.t.follow_up[0].command, "erase");
	assert_string_equal(
	    s.t.follow_up[1].stream, "000000000000000000000000000000d2");
	who = hj_concat(s.f.a, "{\"ordered_by\":\"", s.t.actor.person,
	    "\",\"party\":2,\"reason\":\"requested\"}", NULL);
	assert_string_equal(s.t.follow_up[0].body, who);
	assert_null(strstr(s.t.follow_up[1].body, "party"));
	comes_back(&s);
	s.roles = HJ_RO(HEAD);
	refused(&s, "order-erasure",
	    "{\"places\":[{\"dispute\":"
	    "\"000000000000000000000000000000d1\"}],"
	    "\"reason\":\"requested\"}",
	    HJ_NO_RIGHT, NULL);
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(site__is_founded_once_and_for_ever),
		cmocka_unit_test(ladder__is_chosen_by_county),
		cmocka_unit_test(sets__are_chosen_by_name),
		cmocka_unit_test(words__are_twelve_at_most_and_said_once),
		cmocka_unit_test(erasure__tells_each_dispute_why_and_who),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
