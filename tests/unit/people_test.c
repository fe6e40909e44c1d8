/*
 * People of staff and their roles; the tables of what bodies, people and the
 * site are asked.
 */
#include "tests/unit/people_fixture.h"

#define MEDIATOR                                                                 \
	"{\"name\":\"某甲\",\"org\":\"%s\",\"roles\":[\"mediator\",\"clerk\"]" \
	"}"

static void
person__is_appointed_changes_post_and_leaves(void **state)
{
	struct stream s;
	const struct hj_staff *p;

	(void)state;
	begin(&s, &hj_person_kind);
	p = s.state;
	(void)administrators(&s, 2);
	done(&s, "appoint", at(&s, MEDIATOR, VILLAGE));
	assert_string_equal(p->name, "某甲");
	assert_int_equal(hj_roles_mask(p->roles, p->n_roles),
	    HJ_RO(MEDIATOR) | HJ_RO(CLERK));
	refused(
	    &s, "appoint", at(&s, MEDIATOR, VILLAGE), HJ_NO_DUPLICATE, NULL);
	refused(&s, "change-post", at(&s, "{\"org\":\"%s\"}", VILLAGE),
	    HJ_NO_DUPLICATE, NULL);

	done(&s, "change-post", at(&s, "{\"org\":\"%s\"}", TOWNSHIP));
	assert_string_equal(p->org, fixture_org(&s.f, TOWNSHIP));
	assert_int_equal(p->n_roles, 2);
	done(&s, "change-post",
	    "{\"roles\":[\"administrator\"],\"name\":\"某乙\"}");
	assert_string_equal(p->name, "某乙");
	assert_int_equal(
	    hj_roles_mask(p->roles, p->n_roles), HJ_RO(ADMINISTRATOR));

	done(&s, "leave", "{\"reason\":\"退休\"}");
	assert_true(p->left);
	refused(&s, "leave", "{}", HJ_NO_LEFT, NULL);
	refused(&s, "change-post", "{\"roles\":[\"grid\"]}", HJ_NO_LEFT, NULL);
	comes_back(&s);
	end(&s);
}

static void
roles__fit_each_other_and_the_body(void **state)
{
	static const char *const no[] = {
		"{\"name\":\"甲\",\"org\":\"%s\",\"roles\":[]}",
		"{\"name\":\"甲\",\"org\":\"%s\",\"roles\":[\"grid\",\"grid\"]"
		"}",
		"{\"name\":\"甲\",\"org\":\"%s\",\"roles\":[\"auditor\","
		"\"administrator\"]}",
		"{\"name\":\"甲\",\"org\":\"%s\",\"roles\":[\"judge\"]}",
	};
	struct stream s;

	(void)state;
	begin(&s, &hj_person_kind);
	for (size_t i = 0; i < 4; i++)
		refused(
		    &s, "appoint", at(&s, no[i], COUNTY), HJ_NO_ROLES, "roles");
	refused(&s, "appoint",
	    with(&s, MEDIATOR, "00000000000000000000000000000000"),
	    HJ_NO_ORGANISATION, "org");
	entry(&s, COUNTY)->closed = true;
	refused(
	    &s, "appoint", at(&s, MEDIATOR, COUNTY), HJ_NO_ORGANISATION, "org");
	done(&s, "appoint", at(&s, no[3], COURT));
	refused(&s, "change-post", at(&s, "{\"org\":\"%s\"}", VILLAGE),
	    HJ_NO_ROLES, "roles");
	end(&s);
}

static void
administrator__who_is_the_last_stays(void **state)
{
	struct stream s;
	struct hj_person *two;

	(void)state;
	begin(&s, &hj_person_kind);
	done(&s, "appoint",
	    at(&s,
		"{\"name\":\"甲\",\"org\":\"%s\",\"roles\":"
		"[\"administrator\"]}",
		CENTRE));
	two = administrators(&s, 2);
	two[1].left = true;
	refused(&s, "leave", "{}", HJ_NO_LAST_ADMINISTRATOR, NULL);
	refused(&s, "change-post", "{\"roles\":[\"clerk\"]}",
	    HJ_NO_LAST_ADMINISTRATOR, "roles");
	done(&s, "change-post", "{\"roles\":[\"administrator\",\"clerk\"]}");
	two[1].left = false;
	done(&s, "leave", "{}");
	end(&s);
}

static void
required_texts__are_not_empty(void **state)
{
	static const char empty[] =
	    "{\"name\":\"\",\"kind\":\"court\",\"county\":\"999901\"}";
	const struct hj_command *found =
	    hj_command_find(&hj_organisation_kind, "found");
	struct hj_arena *a = hj_arena_new();
	void *cmd = hj_alloc(a, found->fields->size);
	struct hj_error err = { 0 };

	(void)state;
	assert_int_equal(hj_bind(a, found->fields, HJ_FORM_COMMAND, cmd, empty,
			     strlen(empty), &err),
	    HJ_ERR_INPUT);
	assert_string_equal(err.field, "name");
	hj_arena_free(a);
}

/* Rows ascend by name, and no member is described twice. */
static void
look_at_rows(const struct hj_fields *t)
{
	for (; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++) {
			if (i > 0 &&
			    strcmp(t->row[i - 1].name, t->row[i].name) >= 0)
				fail_msg("%s stands behind %s", t->row[i].name,
				    t->row[i - 1].name);
			if (t->row[i].of != NULL)
				look_at_rows(t->row[i].of);
			if (t->base != NULL)
				assert_null(hj_field_find(t->base,
				    t->row[i].name, strlen(t->row[i].name)));
		}
}

static void
tables__are_in_order(void **state)
{
	static const struct hj_stream_kind *const kinds[] = {
		&hj_organisation_kind, &hj_person_kind, &hj_site_kind
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		look_at_rows(kinds[i]->state);
		for (size_t k = 0; k < kinds[i]->n_commands; k++)
			look_at_rows(kinds[i]->commands[k]->fields);
		for (size_t k = 0; k < kinds[i]->events->n; k++)
			look_at_rows(kinds[i]->events->kind[k]->body);
		assert_ptr_equal(
		    hj_stream_kind_of_path(kinds[i]->path), kinds[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(person__is_appointed_changes_post_and_leaves),
		cmocka_unit_test(roles__fit_each_other_and_the_body),
		cmocka_unit_test(administrator__who_is_the_last_stays),
		cmocka_unit_test(required_texts__are_not_empty),
		cmocka_unit_test(tables__are_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
