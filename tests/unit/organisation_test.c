/*
 * Bodies: what is done, what is refused, and that the timeline gives the state
 * back.
 */
#include "tests/unit/people_fixture.h"

static void
organisation__is_founded_renamed_moved_and_closed(void **state)
{
	struct stream s;
	const struct hj_organisation *o;

	(void)state;
	begin(&s, &hj_organisation_kind);
	o = s.state;
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	assert_string_equal(o->name, "某村人民调解委员会");
	assert_string_equal(o->kind, "village_committee");
	assert_string_equal(o->parent, fixture_org(&s.f, TOWNSHIP));
	assert_string_equal(o->id, fixture_id(&s.f, '9', 9));

	done(&s, "rename", "{\"name\":\"新村人民调解委员会\"}");
	assert_string_equal(o->name, "新村人民调解委员会");
	assert_string_equal(o->phone, "000-0000");
	refused(&s, "rename", "{\"name\":\"新村人民调解委员会\"}",
	    HJ_NO_DUPLICATE, NULL);
	refused(&s, "rename", "{}", HJ_NO_DUPLICATE, NULL);

	done(&s, "rename", "{\"place\":\"999901001001\"}");
	assert_string_equal(o->place, "999901001001");
	assert_string_equal(o->name, "新村人民调解委员会");
	refused(
	    &s, "rename", "{\"place\":\"999902001\"}", HJ_NO_COUNTY, "place");
	refused(
	    &s, "rename", "{\"place\":\"99990100\"}", HJ_NO_COUNTY, "place");

	done(&s, "move", at(&s, "{\"parent\":\"%s\"}", COUNTY));
	assert_string_equal(o->parent, fixture_org(&s.f, COUNTY));
	refused(&s, "move", at(&s, "{\"parent\":\"%s\"}", COUNTY),
	    HJ_NO_DUPLICATE, "parent");
	done(&s, "move", "{}");
	assert_null(o->parent);

	done(&s, "close", "{\"reason\":\"并入邻村\"}");
	assert_true(o->closed);
	assert_int_equal(o->version, 6);
	assert_int_equal(o->last_at, s.f.now);
	refused(&s, "close", "{}", HJ_NO_DUPLICATE, NULL);
	refused(&s, "rename", "{\"name\":\"再名\"}", HJ_NO_ORGANISATION, NULL);
	refused(&s, "move", at(&s, "{\"parent\":\"%s\"}", COUNTY),
	    HJ_NO_ORGANISATION, NULL);
	comes_back(&s);
	end(&s);
}

static void
organisation__needs_county_kind_and_open_parent(void **state)
{
	struct stream s;

	(void)state;
	begin(&s, &hj_organisation_kind);
	refused(&s, "found",
	    "{\"name\":\"甲\",\"kind\":\"court\",\"county\":\"9999\"}",
	    HJ_NO_COUNTY, "county");
	refused(&s, "found",
	    "{\"name\":\"甲\",\"kind\":\"court\",\"county\":\"99990x\"}",
	    HJ_NO_COUNTY, "county");
	refused(&s, "found",
	    "{\"name\":\"甲\",\"kind\":\"club\",\"county\":\"999901\"}",
	    HJ_NO_BODY_KIND, "kind");
	refused(&s, "found",
	    "{\"name\":\"court\",\"kind\":\"court\",\"county\":\"999901\"}",
	    HJ_NO_DUPLICATE, "name");
	refused(&s, "found",
	    with(&s, VILLAGE_BODY, "00000000000000000000000000000000"),
	    HJ_NO_ORGANISATION, "parent");
	entry(&s, TOWNSHIP)->closed = true;
	refused(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP), HJ_NO_ORGANISATION,
	    "parent");
	entry(&s, TOWNSHIP)->closed = false;
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	refused(
	    &s, "found", at(&s, VILLAGE_BODY, TOWNSHIP), HJ_NO_DUPLICATE, NULL);
	end(&s);
}

/* The stream under test is the fixture's township, so that it has bodies
 * above and below in the directory. */
static void
tree__stays_a_tree(void **state)
{
	struct stream s;
	struct hj_organisation *o;

	(void)state;
	begin(&s, &hj_organisation_kind);
	o = s.state;
	*o = (struct hj_organisation){ .id = fixture_org(&s.f, TOWNSHIP),
		.name = "township_committee",
		.kind = "township_committee",
		.county = "999901",
		.parent = fixture_org(&s.f, COUNTY),
		.arena = s.f.a };
	refused(&s, "move", at(&s, "{\"parent\":\"%s\"}", TOWNSHIP), HJ_NO_TREE,
	    "parent");
	refused(&s, "move", at(&s, "{\"parent\":\"%s\"}", GRID), HJ_NO_TREE,
	    "parent");
	refused(&s, "close", "{}", HJ_NO_STILL_USED, NULL);

	/* Seven above and two below are one too many. */
	struct hj_org *list = hj_alloc(s.f.a, (PLACES + 8) * sizeof(*list));
	size_t n = s.f.dir.n_org;

	for (size_t i = 0; i < n; i++)
		list[i] = s.f.dir.org[i];
	for (int i = 0; i < 7; i++) {
		list[n] = list[0];
		list[n].id = fixture_id(&s.f, 'f', i);
		list[n++].parent = i == 0 ? NULL : fixture_id(&s.f, 'f', i - 1);
	}
	s.f.dir.org = list;
	s.f.dir.n_org = n;
	refused(&s, "move",
	    with(&s, "{\"parent\":\"%s\"}", fixture_id(&s.f, 'f', 6)),
	    HJ_NO_TREE, "parent");
	done(&s, "move",
	    with(&s, "{\"parent\":\"%s\"}", fixture_id(&s.f, 'f', 5)));
	end(&s);
}

static void
tree__has_no_place_below_its_depth(void **state)
{
	struct stream s;

	(void)state;
	begin(&s, &hj_organisation_kind);
	struct hj_org *list = hj_alloc(s.f.a, (PLACES + 8) * sizeof(*list));

	for (int i = 0; i < 9; i++) {
		list[i] = s.f.dir.org[0];
		list[i].id = fixture_id(&s.f, 'f', i);
		list[i].parent = i == 0 ? NULL : fixture_id(&s.f, 'f', i - 1);
	}
	s.f.dir.org = list;
	s.f.dir.n_org = 9;
	refused(&s, "found", with(&s, VILLAGE_BODY, list[8].id), HJ_NO_TREE,
	    "parent");
	done(&s, "found", with(&s, VILLAGE_BODY, list[7].id));
	end(&s);
}

static void
nobody_but_an_administrator__changes_people_or_bodies(void **state)
{
	static const struct hj_stream_kind *const kinds[] = {
		&hj_organisation_kind, &hj_person_kind, &hj_site_kind
	};
	static const struct hj_frame none;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < kinds[i]->n_commands; k++) {
			const struct hj_command *c = kinds[i]->commands[k];
			struct stream s;

			begin(&s, kinds[i]);
			s.t = (struct hj_turn){ .a = s.f.a,
				.world = &s.f.world,
				.actor = { .person = "x",
				    .org = fixture_org(&s.f, CENTRE),
				    .roles = ~HJ_RO(ADMINISTRATOR) },
				.now = s.f.now,
				.state = s.state };
			void *cmd = hj_alloc(s.f.a, c->fields->size);

			memcpy(cmd, &none, sizeof(none));
			hj_decide(&s.t, kinds[i], c, cmd);
			assert_int_equal(s.t.refused, HJ_NO_RIGHT);
			assert_int_equal(s.t.n_event, 0);
			end(&s);
		}
}

static void
organisation__in_use_is_not_closed(void **state)
{
	struct stream s;
	struct hj_organisation *o;

	(void)state;
	begin(&s, &hj_organisation_kind);
	o = s.state;
	*o = (struct hj_organisation){ .id = fixture_org(&s.f, NEIGHBOUR),
		.name = "township_committee",
		.kind = "township_committee",
		.county = "999902",
		.arena = s.f.a };
	refused(&s, "close", "{}", HJ_NO_STILL_USED, NULL);
	for (size_t i = 0; i < s.f.dir.n_person; i++)
		((struct hj_person *)(uintptr_t)&s.f.dir.person[i])->left =
		    true;
	entry(&s, GRID)->parent = fixture_org(&s.f, NEIGHBOUR);
	refused(&s, "close", "{}", HJ_NO_STILL_USED, NULL);
	entry(&s, GRID)->closed = true;
	done(&s, "close", "{}");
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    organisation__is_founded_renamed_moved_and_closed),
		cmocka_unit_test(
		    organisation__needs_county_kind_and_open_parent),
		cmocka_unit_test(tree__stays_a_tree),
		cmocka_unit_test(tree__has_no_place_below_its_depth),
		cmocka_unit_test(
		    nobody_but_an_administrator__changes_people_or_bodies),
		cmocka_unit_test(organisation__in_use_is_not_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
