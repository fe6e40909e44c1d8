/*
 * Organisations, people and the site: what is done, what is refused, and that
 * the timeline gives the state back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/commands/people/people.h"
#include "lib/dispute/codec.h"

#include "tests/unit/turn_fixture.h"

#include <cmocka.h>

/* A stream under test, beside the county of the fixture. */
struct stream {
	struct fixture f;
	const struct hj_stream_kind *kind;
	void *state;
	int64_t version;
	unsigned roles; /* of who asks */
	bool service;
	struct hj_turn t;        /* the last one */
	struct hj_buf lines[32]; /* bytes of the events so far */
	size_t n;
};

static void
begin(struct stream *s, const struct hj_stream_kind *kind)
{
	*s = (struct stream){ .kind = kind, .roles = HJ_RO(ADMINISTRATOR) };
	fixture_init(&s->f, NULL);
	s->state = hj_state_new(s->f.a, kind, fixture_id(&s->f, '9', 9));
}

static void
end(struct stream *s)
{
	for (size_t i = 0; i < s->n; i++)
		hj_buf_release(&s->lines[i]);
	fixture_release(&s->f);
}

static void *
bound(struct stream *s, const struct hj_fields *fields, const char *json)
{
	void *cmd = hj_alloc(s->f.a, fields->size);
	struct hj_error err = { 0 };

	if (hj_bind(s->f.a, fields, HJ_FORM_COMMAND, cmd, json, strlen(json),
		&err) != HJ_OK)
		fail_msg("%s: %s: %s", json, err.field, err.msg);
	return cmd;
}

/* Decide and fold; HJ_NO if it was done. */
static enum hj_refusal
ask(struct stream *s, const char *name, const char *json)
{
	const struct hj_command *command = hj_command_find(s->kind, name);
	struct hj_turn *t = &s->t;

	assert_non_null(command);
	*t = (struct hj_turn){ .a = s->f.a,
		.world = &s->f.world,
		.actor = { .person = fixture_person(&s->f, CENTRE, 0),
		    .org = fixture_org(&s->f, CENTRE),
		    .roles = s->roles,
		    .service = s->service },
		.now = s->f.now,
		.cmd = fixture_id(&s->f, 'e', (int)++s->f.commands),
		.state = s->state,
		.version = s->version };
	assert_int_equal(hj_settle(t), 0);
	hj_decide(t, s->kind, command, bound(s, command->fields, json));
	if (t->refused != HJ_NO) {
		assert_int_equal(t->n_event, 0);
		return t->refused;
	}
	for (size_t i = 0; i < t->n_event; i++) {
		hj_buf_init(&s->lines[s->n], HJ_EVENT_MOST);
		hj_event_encode(&s->lines[s->n++], &t->event[i]);
	}
	s->version = t->version;
	return HJ_NO;
}

/* Ask something that must be done. */
static void
done(struct stream *s, const char *name, const char *json)
{
	enum hj_refusal no = ask(s, name, json);

	if (no != HJ_NO)
		fail_msg("%s %s: %s", name, json, hj_refusals[no].type);
}

static void
refused(struct stream *s, const char *name, const char *json,
    enum hj_refusal wanted, const char *field)
{
	assert_int_equal(ask(s, name, json), wanted);
	if (field == NULL)
		assert_null(s->t.refused_field);
	else
		assert_string_equal(s->t.refused_field, field);
}

static const char *
snapshot(struct stream *s, const void *state)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, HJ_SNAPSHOT_MOST);
	hj_emit(&b, s->kind->state, state);
	text = hj_strdup(s->f.a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

/* Fold the timeline anew; every event but the first on a read snapshot. */
static void
comes_back(struct stream *s)
{
	void *state = hj_state_new(s->f.a, s->kind, fixture_id(&s->f, '9', 9));

	for (size_t i = 0; i < s->n; i++) {
		const char *before = snapshot(s, state);
		struct hj_error err = { 0 };
		struct hj_event ev;

		if (i > 0) {
			assert_int_equal(
			    hj_bind(s->f.a, s->kind->state, HJ_FORM_STORED,
				state, before, strlen(before), &err),
			    HJ_OK);
			hj_state_grows_in(s->kind, state, s->f.a);
		}
		if (hj_event_decode(s->f.a, s->kind->events, s->lines[i].p,
			s->lines[i].n, &ev, &err) != HJ_OK)
			fail_msg("%s: %s", err.field, err.msg);
		ev.kind->evolve(state, &ev);
	}
	assert_true(s->n > 0);
	assert_string_equal(snapshot(s, state), snapshot(s, s->state));
}

/* The same with the id of a place of the fixture put in for "%s". */
static const char *
with(struct stream *s, const char *json, const char *id)
{
	char text[1024];
	const char *hole = strstr(json, "%s");

	assert_non_null(hole);
	(void)snprintf(text, sizeof(text), "%.*s%s%s", (int)(hole - json), json,
	    id, hole + 2);
	return hj_strdup(s->f.a, text);
}

static const char *
at(struct stream *s, const char *json, enum place place)
{
	return with(s, json, fixture_org(&s->f, place));
}

/* The directory's entry of a place; the tests may change it. */
static struct hj_org *
entry(struct stream *s, enum place place)
{
	for (size_t i = 0; i < s->f.dir.n_org; i++)
		if (strcmp(s->f.dir.org[i].id, fixture_org(&s->f, place)) == 0)
			return (struct hj_org *)(uintptr_t)&s->f.dir.org[i];
	return NULL;
}

/* Somebody administers the site beside the people of the fixture. */
static struct hj_person *
administrators(struct stream *s, size_t n)
{
	struct hj_person *list =
	    hj_alloc(s->f.a, (s->f.dir.n_person + n) * sizeof(*list));

	for (size_t i = 0; i < s->f.dir.n_person; i++)
		list[i] = s->f.dir.person[i];
	for (size_t i = 0; i < n; i++)
		list[s->f.dir.n_person + i] = (struct hj_person){
			.id = fixture_id(&s->f, '9', 9 + (int)i),
			.name = "管理员",
			.org = fixture_org(&s->f, CENTRE),
			.roles = HJ_RO(ADMINISTRATOR),
		};
	s->f.dir.person = list;
	s->f.dir.n_person += n;
	return list + s->f.dir.n_person - n;
}

#define VILLAGE_BODY                                                                \
	"{\"name\":\"某村人民调解委员会\",\"kind\":\"village_committee\"," \
	"\"county\":\"999901\",\"phone\":\"000-0000\",\"parent\":\"%s\"}"

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

	done(&s, "move", at(&s, "{\"parent\":\"%s\"}", COUNTY));
	assert_string_equal(o->parent, fixture_org(&s.f, COUNTY));
	refused(&s, "move", at(&s, "{\"parent\":\"%s\"}", COUNTY),
	    HJ_NO_DUPLICATE, "parent");
	done(&s, "move", "{}");
	assert_null(o->parent);

	done(&s, "close", "{\"reason\":\"并入邻村\"}");
	assert_true(o->closed);
	assert_int_equal(o->version, 5);
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

#define DRAW(procedure, on)                                                    \
	"{\"dispute\":\"dddddddddddddddddddddddddddddddd\","                   \
	"\"procedure\":" procedure ",\"on\":\"" on "\"}"

static const char *
drawn_number(struct stream *s)
{
	const struct hj_file_number_drawn *b = s->t.event[0].body;

	assert_int_equal(s->t.n_event, 1);
	return b->number;
}

static void
file_numbers__have_no_gaps_within_a_year(void **state)
{
	struct stream s;
	char wanted[64];

	(void)state;
	begin(&s, &hj_organisation_kind);
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	s.service = true;
	for (int i = 1; i <= 12; i++) {
		done(&s, "draw-file-number", DRAW("1", "2026-03-01"));
		(void)snprintf(wanted, sizeof(wanted), "(2026)人调字第%d号", i);
		assert_string_equal(drawn_number(&s), wanted);
		assert_int_equal(s.t.n_follow_up, 1);
	}
	assert_string_equal(s.t.follow_up[0].kind, "dispute");
	assert_string_equal(
	    s.t.follow_up[0].stream, "dddddddddddddddddddddddddddddddd");
	assert_string_equal(s.t.follow_up[0].command, "note-file-number");
	assert_string_equal(s.t.follow_up[0].body,
	    "{\"number\":\"(2026)人调字第12号\",\"procedure\":1}");

	/* Each year counts for itself, and a new word does not begin anew. */
	done(&s, "draw-file-number", DRAW("2", "2025-12-31"));
	assert_string_equal(drawn_number(&s), "(2025)人调字第1号");
	done(&s, "rename", "{\"mark\":\"某调\"}");
	done(&s, "draw-file-number", DRAW("3", "2026-03-02"));
	assert_string_equal(drawn_number(&s), "(2026)某调字第13号");

	/* What was accepted before the body was closed gets its number. */
	done(&s, "close", "{}");
	done(&s, "draw-file-number", DRAW("1", "2025-12-31"));
	assert_string_equal(drawn_number(&s), "(2025)某调字第2号");
	refused(&s, "draw-file-number",
	    "{\"dispute\":\"dddddddddddddddddddddddddddddddd\","
	    "\"on\":\"2026-03-01\"}",
	    HJ_NO_PROCEDURE, "procedure");
	comes_back(&s);
	end(&s);
}

/* A command to the fixture's dispute, by a person of the village or by the
 * service. */
static struct hj_turn
ask_dispute(struct stream *s, const char *name, const char *json, bool service)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, name);
	struct hj_turn t = { .a = s->f.a,
		.world = &s->f.world,
		.actor = { .person = fixture_person(&s->f, VILLAGE, 0),
		    .org = fixture_org(&s->f, VILLAGE),
		    .roles = HJ_RO(MEDIATOR) | HJ_RO(CLERK),
		    .service = service },
		.now = s->f.now,
		.cmd = fixture_id(&s->f, 'e', (int)++s->f.commands),
		.state = s->f.d,
		.d = s->f.d,
		.version = s->f.d->version };

	assert_non_null(command);
	hj_decide(
	    &t, &hj_dispute_kind, command, bound(s, command->fields, json));
	return t;
}

static void
file_number__goes_to_the_body_and_comes_back(void **state)
{
	struct stream s;
	struct hj_turn t;
	struct hj_follow_up asked, told;

	(void)state;
	begin(&s, &hj_organisation_kind);
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	fixture_agreed(&s.f, VILLAGE);
	t = ask_dispute(&s, "accept", "{}", false);
	assert_int_equal(t.refused, HJ_NO);
	assert_int_equal(t.n_follow_up, 1);
	asked = t.follow_up[0];
	assert_string_equal(asked.kind, "organisation");
	assert_string_equal(asked.stream, fixture_org(&s.f, VILLAGE));

	s.service = true;
	done(&s, asked.command, asked.body);
	told = s.t.follow_up[0];
	assert_string_equal(told.kind, "dispute");
	assert_string_equal(told.stream, s.f.d->id);
	assert_null(s.f.d->procedure[0].number);
	t = ask_dispute(&s, told.command, told.body, false);
	assert_int_equal(t.refused, HJ_NO_RIGHT);
	t = ask_dispute(&s, told.command, told.body, true);
	assert_int_equal(t.refused, HJ_NO);
	assert_int_equal(t.n_follow_up, 0);
	assert_string_equal(s.f.d->procedure[0].number, "(2026)人调字第1号");
	t = ask_dispute(&s, told.command, told.body, true);
	assert_int_equal(t.refused, HJ_NO_DUPLICATE);
	end(&s);
}

/* Who brings a number along gets no second one. */
static void
file_number__that_is_there_is_not_asked_for(void **state)
{
	struct stream s;
	struct hj_turn t;

	(void)state;
	begin(&s, &hj_organisation_kind);
	fixture_agreed(&s.f, VILLAGE);
	t = ask_dispute(&s, "accept", "{\"number\":\"旧卷7号\"}", false);
	assert_int_equal(t.refused, HJ_NO);
	assert_int_equal(t.n_follow_up, 0);
	assert_string_equal(s.f.d->procedure[0].number, "旧卷7号");
	end(&s);
}

static void
file_numbers__are_given_to_nobody_who_asks_in_person(void **state)
{
	struct stream s;

	(void)state;
	begin(&s, &hj_organisation_kind);
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	s.roles = ~0u;
	refused(
	    &s, "draw-file-number", DRAW("1", "2026-03-01"), HJ_NO_RIGHT, NULL);
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
		cmocka_unit_test(
		    organisation__is_founded_renamed_moved_and_closed),
		cmocka_unit_test(
		    organisation__needs_county_kind_and_open_parent),
		cmocka_unit_test(tree__stays_a_tree),
		cmocka_unit_test(tree__has_no_place_below_its_depth),
		cmocka_unit_test(file_numbers__have_no_gaps_within_a_year),
		cmocka_unit_test(file_number__goes_to_the_body_and_comes_back),
		cmocka_unit_test(file_number__that_is_there_is_not_asked_for),
		cmocka_unit_test(
		    file_numbers__are_given_to_nobody_who_asks_in_person),
		cmocka_unit_test(
		    nobody_but_an_administrator__changes_people_or_bodies),
		cmocka_unit_test(person__is_appointed_changes_post_and_leaves),
		cmocka_unit_test(roles__fit_each_other_and_the_body),
		cmocka_unit_test(administrator__who_is_the_last_stays),
		cmocka_unit_test(organisation__in_use_is_not_closed),
		cmocka_unit_test(site__is_founded_once_and_for_ever),
		cmocka_unit_test(ladder__is_chosen_by_county),
		cmocka_unit_test(sets__are_chosen_by_name),
		cmocka_unit_test(words__are_twelve_at_most_and_said_once),
		cmocka_unit_test(required_texts__are_not_empty),
		cmocka_unit_test(erasure__tells_each_dispute_why_and_who),
		cmocka_unit_test(tables__are_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
