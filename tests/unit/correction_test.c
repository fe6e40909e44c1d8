/*
 * Every kind of event of every kind of stream: it can be amended, and voided,
 * or voiding it is refused with commands that there are.
 *
 * Each is made from its field table, behind the first event of its stream, and
 * told by one of a body whose head corrects it.
 */
#include "lib/commands/correct/kinds.h"
#include "tests/unit/golden.h"
#include "tests/unit/steps_fixture.h"

/*
 * Bodies that events name: VILLAGE itself, but in a dispute another, since one
 * that is accused there has no part in it.
 */
static void
choose_body(const struct hj_stream_kind *stream)
{
	golden_number = golden_items = 1;
	golden_id =
	    fixture_org(&f, stream == &hj_dispute_kind ? TOWNSHIP : VILLAGE);
}

/* The bytes of a golden event under this seq, as told by VILLAGE. */
static struct hj_name
told_event(const struct hj_event_kind *kind, int64_t seq)
{
	struct hj_event ev = golden_event(f.a, kind);
	struct hj_name bytes;
	struct hj_buf b;

	ev.id = fixture_id(&f, 'e', (int)seq);
	ev.cmd = fixture_id(&f, 'c', (int)seq);
	ev.seq = seq;
	ev.at = f.now - HJ_HOUR_MS;
	ev.actor = fixture_person(&f, VILLAGE, 0);
	ev.body_of = fixture_org(&f, VILLAGE);
	ev.stream = fixture_id(&f, 'd', 1);
	hj_buf_init(&b, HJ_EVENT_MOST);
	hj_event_encode(&b, &ev);
	assert_false(b.failed);
	bytes.text = hj_strdup(f.a, hj_buf_text(&b));
	hj_buf_release(&b);
	return bytes;
}

/* The state of these events, each read anew. */
static void *
folded(
    const struct hj_stream_kind *stream, const struct hj_name *past, size_t n)
{
	void *state = hj_state_new(f.a, stream, fixture_id(&f, 'd', 1));

	for (size_t i = 0; i < n; i++) {
		struct hj_event *ev = HJ_NEW(f.a, struct hj_event);
		struct hj_error err = { 0 };

		assert_int_equal(
		    hj_event_decode(f.a, stream->events, past[i].text,
			strlen(past[i].text), ev, &err),
		    HJ_OK);
		hj_fold(state, ev);
	}
	return state;
}

/* Ask for `name` about event 2 as the head, who administers too. */
static struct hj_turn
asked(const struct hj_stream_kind *stream, const struct hj_event_kind *kind,
    const char *name)
{
	const struct hj_command *command = hj_command_find(stream, name);
	struct hj_name *past = hj_alloc(f.a, 2 * sizeof(*past));
	struct fixture_seal seal = { .v = { fixture_seal_one }, .f = &f };
	struct hj_error err = { 0 };
	struct hj_turn t;
	char json[300];
	void *cmd;

	assert_non_null(command);
	choose_body(stream);
	past[0] = told_event(stream->events->kind[0], 1);
	past[1] = told_event(kind, 2);
	snprintf(json, sizeof(json), "{\"event\":\"%s\",\"reason\":\"误\"%s}",
	    fixture_id(&f, 'e', 2),
	    strcmp(name, "amend") == 0
		? ",\"fields\":\"occurred_on\",\"text\":\"三月一日\""
		: "");
	cmd = hj_alloc(f.a, command->fields->size);
	assert_int_equal(hj_bind(f.a, command->fields, HJ_FORM_COMMAND, cmd,
			     json, strlen(json), &err),
	    HJ_OK);
	hj_each_sealed(command->fields, cmd, &seal.v);
	t = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = fixture_person(&f, VILLAGE, 2),
		    .org = fixture_org(&f, VILLAGE),
		    .roles = ~0u },
		.now = f.now,
		.cmd = fixture_command(&f, ++f.commands),
		.past = past,
		.n_past = 2,
		.state = folded(stream, past, 2),
		.version = 2 };
	hj_decide(&t, stream, command, cmd);
	return t;
}

/* Are all commands of the list there for people to ask? */
static bool
are_commands(const struct hj_stream_kind *stream, const char *list)
{
	while (*list != '\0') {
		size_t n = strcspn(list, ", ");
		const struct hj_command *c =
		    hj_command_find(stream, hj_strndup(f.a, list, n));

		if (c == NULL || (c->flags & HJ_INTERNAL) != 0)
			return false;
		list += n;
		list += strspn(list, ", ");
	}
	return true;
}

static bool
happened(const struct hj_turn *t, const char *kind)
{
	for (size_t i = 0; i < t->n_event; i++)
		if (strcmp(t->event[i].kind->name, kind) == 0)
			return true;
	return false;
}

/* Who is merged goes on elsewhere; that one says where. */
static bool
goes_on_elsewhere(const struct hj_turn *t)
{
	return t->refused == HJ_NO_MERGED && t->n_refused_for == 1;
}

static void
every_kind__is_amended(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		for (size_t k = 0; k < hj_stream_kinds[i]->events->n; k++) {
			const struct hj_event_kind *kind =
			    hj_stream_kinds[i]->events->kind[k];
			const struct hj_turn t =
			    asked(hj_stream_kinds[i], kind, "amend");

			if (goes_on_elsewhere(&t))
				continue;
			if (t.refused != HJ_NO || !happened(&t, "amended"))
				fail_msg("%s of %s: %s", kind->name,
				    hj_stream_kinds[i]->name,
				    hj_refusals[t.refused].type);
		}
}

static void
every_kind__is_voided_or_refused_with_what_there_is(void **state)
{
	size_t n_voided = 0, n_refused = 0;

	(void)state;
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		for (size_t k = 0; k < hj_stream_kinds[i]->events->n; k++) {
			const struct hj_stream_kind *stream =
			    hj_stream_kinds[i];
			const struct hj_event_kind *kind =
			    stream->events->kind[k];
			const struct hj_turn t = asked(stream, kind, "void");
			bool row =
			    hj_correction_of(stream->name, kind->name) != NULL;

			if (goes_on_elsewhere(&t))
				continue;
			if (t.refused == HJ_NO_VOID_KIND && row &&
			    are_commands(stream, t.refused_do)) {
				n_refused++;
				continue;
			}
			if (t.refused != HJ_NO || row ||
			    !happened(&t, "voided"))
				fail_msg("%s of %s: %s", kind->name,
				    stream->name, hj_refusals[t.refused].type);
			n_voided++;
		}
	print_message(
	    "%zu kinds are voided, %zu refused\n", n_voided, n_refused);
	assert_true(n_voided > 2 * n_refused);
}

static void
every_row__is_of_a_kind_and_names_commands(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_n_corrections; i++) {
		const struct hj_correction *row = &hj_corrections[i];
		const struct hj_stream_kind *stream =
		    hj_stream_kind_named(row->stream);

		assert_non_null(stream);
		if (hj_event_kind_find(stream->events, row->kind) == NULL)
			fail_msg("%s has no %s", row->stream, row->kind);
		if (row->instead != NULL && !are_commands(stream, row->instead))
			fail_msg("%s: %s", row->kind, row->instead);
		for (size_t k = 0; k < i; k++)
			assert_false(
			    strcmp(row->stream, hj_corrections[k].stream) ==
				0 &&
			    strcmp(row->kind, hj_corrections[k].kind) == 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    every_kind__is_amended, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    every_kind__is_voided_or_refused_with_what_there_is, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    every_row__is_of_a_kind_and_names_commands, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
