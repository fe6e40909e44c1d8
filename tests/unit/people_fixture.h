/*
 * A stream of people and bodies beside the county of the fixture: an
 * organisation, a person of staff or the site, asked by an administrator, its
 * bytes kept and folded again.
 */
#ifndef HJ_TESTS_UNIT_PEOPLE_FIXTURE_H
#define HJ_TESTS_UNIT_PEOPLE_FIXTURE_H

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

static inline void
begin(struct stream *s, const struct hj_stream_kind *kind)
{
	*s = (struct stream){ .kind = kind, .roles = HJ_RO(ADMINISTRATOR) };
	fixture_init(&s->f, NULL);
	s->state = hj_state_new(s->f.a, kind, fixture_id(&s->f, '9', 9));
}

static inline void
end(struct stream *s)
{
	for (size_t i = 0; i < s->n; i++)
		hj_buf_release(&s->lines[i]);
	fixture_release(&s->f);
}

static inline void *
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
static inline enum hj_refusal
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
static inline void
done(struct stream *s, const char *name, const char *json)
{
	enum hj_refusal no = ask(s, name, json);

	if (no != HJ_NO)
		fail_msg("%s %s: %s", name, json, hj_refusals[no].type);
}

static inline void
refused(struct stream *s, const char *name, const char *json,
    enum hj_refusal wanted, const char *field)
{
	assert_int_equal(ask(s, name, json), wanted);
	if (field == NULL)
		assert_null(s->t.refused_field);
	else
		assert_string_equal(s->t.refused_field, field);
}

static inline const char *
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
static inline void
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
static inline const char *
with(struct stream *s, const char *json, const char *id)
{
	char text[1024];
	const char *hole = strstr(json, "%s");

	assert_non_null(hole);
	(void)snprintf(text, sizeof(text), "%.*s%s%s", (int)(hole - json), json,
	    id, hole + 2);
	return hj_strdup(s->f.a, text);
}

static inline const char *
at(struct stream *s, const char *json, enum place place)
{
	return with(s, json, fixture_org(&s->f, place));
}

/* The directory's entry of a place; the tests may change it. */
static inline struct hj_org *
entry(struct stream *s, enum place place)
{
	for (size_t i = 0; i < s->f.dir.n_org; i++)
		if (strcmp(s->f.dir.org[i].id, fixture_org(&s->f, place)) == 0)
			return (struct hj_org *)(uintptr_t)&s->f.dir.org[i];
	return NULL;
}

/* Somebody administers the site beside the people of the fixture. */
static inline struct hj_person *
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

#endif
