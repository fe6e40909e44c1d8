/*
 * Which county may choose which rule set: each that ships, in its own area and
 * not in another, in its own time and not before.
 */
#include "tests/unit/people_fixture.h"

/* A county that lies in `area`, and one that does not. */
static void
counties_of(const char *area, char own[7], char other[7])
{
	snprintf(own, 7, "%s", *area == '\0' ? "430121" : area);
	for (size_t n = strlen(own); n < 6; n++)
		own[n] = "000001"[n];
	own[6] = '\0';
	snprintf(
	    other, 7, "%s", strncmp(own, "54", 2) == 0 ? "110101" : "540102");
}

static enum hj_refusal
choose(struct stream *s, const struct hj_rule_set *set, const char *county)
{
	bool ladder = set->n_ladder > 0;
	char json[256];

	snprintf(json, sizeof(json),
	    ladder ? "{\"county\":\"%s\",\"ladder\":\"%s\"}"
		   : "{\"county\":\"%s\",\"sets\":[\"%s\"]}",
	    county, set->name);
	return ask(s, ladder ? "choose-ladder" : "choose-sets", json);
}

static void
each_set__is_chosen_in_its_own_area_only(void **state)
{
	struct stream s;
	size_t local = 0, chosen = 0, n;

	(void)state;
	begin(&s, &hj_site_kind);
	fixture_methods(&s.f);
	n = s.f.rules.n;
	end(&s);
	for (size_t i = 0; i < n; i++) {
		const struct hj_rule_set *set;
		char own[7], other[7], json[128];

		begin(&s, &hj_site_kind);
		fixture_methods(&s.f);
		set = &s.f.rules.set[i];
		counties_of(set->area, own, other);
		snprintf(json, sizeof(json),
		    "{\"nature\":\"simulated\",\"counties\":[\"%s\",\"%s\"]}",
		    own, other);
		done(&s, "found", json);
		if (set->area[0] != '\0') {
			assert_int_equal(choose(&s, set, other), HJ_NO_AREA);
			local++;
		}
		assert_int_equal(choose(&s, set, own), HJ_NO);
		chosen++;
		end(&s);
	}
	print_message("%zu sets chosen, %zu of them local\n", chosen, local);
	assert_true(local >= 20);
}

static void
set__that_is_not_in_force_cannot_be_chosen(void **state)
{
	struct hj_rule_set list[2];
	struct stream s;

	(void)state;
	begin(&s, &hj_site_kind);
	list[0] = *hj_rule_set_named(&s.f.rules, "four-tiers-seven-days");
	list[1] = *hj_rule_set_named(&s.f.rules, "local-hunan");
	s.f.rules = (struct hj_rules){ list, 2 };
	done(&s, "found",
	    "{\"nature\":\"simulated\",\"counties\":[\"620724\",\"430121\"]}");
	list[0].valid_from = 20990101;
	list[1].valid_to = 20200101;
	assert_int_equal(choose(&s, &list[0], "620724"), HJ_NO_NOT_IN_FORCE);
	assert_int_equal(choose(&s, &list[1], "430121"), HJ_NO_NOT_IN_FORCE);
	list[0].valid_from = 20220424;
	list[1].valid_to = 0;
	assert_int_equal(choose(&s, &list[0], "620724"), HJ_NO);
	assert_int_equal(choose(&s, &list[1], "430121"), HJ_NO);
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_set__is_chosen_in_its_own_area_only),
		cmocka_unit_test(set__that_is_not_in_force_cannot_be_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
