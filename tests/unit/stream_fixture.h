/*
 * A stream that is no dispute, to try commands on: asked as a dispute is
 * (turn_fixture.h), its bytes kept and folded again, its table of stages
 * walked.
 *
 *	stream_new(&hj_compact_kind);
 *	assert_int_equal(stream_ask(VILLAGE, 0, "open-compact", "{...}"),
 *HJ_NO);
 */
#ifndef HJ_TESTS_UNIT_STREAM_FIXTURE_H
#define HJ_TESTS_UNIT_STREAM_FIXTURE_H

#include "tests/unit/steps_fixture.h"

struct stream {
	const struct hj_stream_kind *kind;
	void *state;
	int64_t version;
	struct hj_name *told; /* the bytes of all events */
	size_t n_told;
	struct hj_turn last;
	const struct hj_population *population; /* that it draws from */
	const struct hj_ruleset_impact *impact; /* what a replay found */
};
static struct stream s;

static inline int
stream_stage(void)
{
	int stage;

	memcpy(&stage, (unsigned char *)s.state + s.kind->stage, sizeof(stage));
	return stage;
}

static inline void
stream_new(const struct hj_stream_kind *kind)
{
	s = (struct stream){ .kind = kind,
		.state = hj_state_new(f.a, kind, fixture_id(&f, 'd', 7)) };
}

/* Events are kept; a move to a stage is one that the command's row tells. */
static inline void
stream_tell(const struct hj_command *command, int before)
{
	for (size_t i = 0; i < s.last.n_event; i++) {
		struct hj_buf b;

		hj_buf_init(&b, HJ_EVENT_MOST);
		hj_event_encode(&b, &s.last.event[i]);
		HJ_PUSH(f.a, s.told, s.n_told)->text =
		    hj_strdup(f.a, hj_buf_text(&b));
		hj_buf_release(&b);
	}
	s.version = s.last.version;
	if (stream_stage() != before && before != 0 &&
	    strcmp(command->name, "void") != 0)
		assert_true(command->to >> stream_stage() & 1);
}

__attribute__((format(printf, 4, 5))) static inline enum hj_refusal
stream_ask(enum place place, int n, const char *name, const char *format, ...)
{
	const struct hj_command *command = hj_command_find(s.kind, name);
	struct fixture_seal seal = { .v = { fixture_seal_one }, .f = &f };
	const struct hj_person *person =
	    hj_person_find(&f.dir, fixture_person(&f, place, n));
	int before = stream_stage();
	struct hj_error err = { 0 };
	char json[2048];
	void *cmd;
	va_list ap;

	va_start(ap, format);
	vsnprintf(json, sizeof(json), format, ap);
	va_end(ap);
	assert_non_null(command);
	f.commands++;
	cmd = hj_alloc(f.a, command->fields->size);
	if (hj_bind(f.a, command->fields, HJ_FORM_COMMAND, cmd, json,
		strlen(json), &err) != HJ_OK)
		fail_msg("%s: %s: %s", name, err.field, err.msg);
	hj_each_sealed(command->fields, cmd, &seal.v);
	s.last = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = person->id,
		    .org = person->org,
		    .roles = person->roles,
		    .service = (command->flags & HJ_INTERNAL) != 0 },
		.now = f.now,
		.cmd = fixture_command(&f, f.commands),
		.population = s.population,
		.impact = s.impact,
		.past = s.told,
		.n_past = s.n_told,
		.state = s.state,
		.version = s.version };
	hj_decide(&s.last, s.kind, command, cmd);
	if (s.last.refused == HJ_NO)
		stream_tell(command, before);
	return s.last.refused;
}

#define S_DONE(...) assert_int_equal(stream_ask(__VA_ARGS__), HJ_NO)
#define S_REFUSED(rule, ...) assert_int_equal(stream_ask(__VA_ARGS__), rule)

/* Did the last command yield an event of this kind? */
static inline bool
stream_happened(const char *kind)
{
	for (size_t i = 0; i < s.last.n_event; i++)
		if (strcmp(s.last.event[i].kind->name, kind) == 0)
			return true;
	return false;
}

/* Is a follow-up `command` asked, with this in its body? */
static inline bool
stream_asked(const char *command, const char *text)
{
	for (size_t i = 0; i < s.last.n_follow_up; i++)
		if (strcmp(s.last.follow_up[i].command, command) == 0 &&
		    strstr(s.last.follow_up[i].body, text) != NULL)
			return true;
	return false;
}

/* Does the fold of the bytes give the state that decisions left? */
static inline bool
stream_refolds(void)
{
	void *again = hj_state_new(f.a, s.kind, fixture_id(&f, 'd', 7));
	struct hj_buf was, is;
	bool same;

	for (size_t i = 0; i < s.n_told; i++) {
		struct hj_event ev;
		struct hj_error err = { 0 };

		if (hj_event_decode(f.a, s.kind->events, s.told[i].text,
			strlen(s.told[i].text), &ev, &err))
			return false;
		hj_fold(again, &ev);
	}
	hj_buf_init(&was, 1 << 24);
	hj_buf_init(&is, 1 << 24);
	hj_emit(&was, s.kind->state, s.state);
	hj_emit(&is, s.kind->state, again);
	same = strcmp(hj_buf_text(&was), hj_buf_text(&is)) == 0;
	hj_buf_release(&was);
	hj_buf_release(&is);
	return same;
}

static inline int
stream_told(void **state)
{
	bool same = s.kind == NULL || stream_refolds();

	s = (struct stream){ 0 };
	tear_down(state);
	return same ? 0 : -1;
}

#define STREAM(name) cmocka_unit_test_setup_teardown(name, set_up, stream_told)

static inline void
stream_nothing(struct hj_turn *t, const void *cmd)
{
	(void)t;
	(void)cmd;
}

/*
 * Every stage × command: a row lets a command come where it says, and nowhere
 * else; every stage is reached from `first`.
 */
static inline void
stream_walk(
    const struct hj_stream_kind *kind, const struct hj_words *stages, int first)
{
	uint64_t reached = UINT64_C(1) << first, before = 0;
	size_t allowed = 0, cells = 0;

	stream_new(kind);
	for (int stage = 0; stage < (int)stages->n; stage++)
		for (size_t i = 0; i < kind->n_commands; i++) {
			struct hj_command probe = *kind->commands[i];
			struct hj_frame frame = { 0 };
			struct hj_turn t = { .a = f.a,
				.world = &f.world,
				.actor = { .person = "x", .service = true },
				.now = f.now,
				.state = s.state };
			bool fits = probe.stages == 0 ||
				    (probe.stages >> stage & 1) != 0;

			probe.decide = stream_nothing;
			memcpy((unsigned char *)s.state + kind->stage, &stage,
			    sizeof(stage));
			hj_decide(&t, kind, &probe, &frame);
			assert_int_equal(t.refused, fits ? HJ_NO
						    : probe.elsewhere != HJ_NO
							? probe.elsewhere
							: HJ_NO_STAGE);
			cells++;
			allowed += fits;
		}
	while (reached != before) {
		before = reached;
		for (size_t i = 0; i < kind->n_commands; i++)
			if (kind->commands[i]->stages & reached)
				reached |= kind->commands[i]->to;
	}
	for (int stage = 1; stage < (int)stages->n; stage++)
		assert_true(reached >> stage & 1);
	print_message(
	    "%s: %d cells, %d allowed\n", kind->name, (int)cells, (int)allowed);
	s = (struct stream){ 0 };
}

/* Switch a rule set on in the county of the fixture. */
static inline void
stream_rule(const char *set)
{
	fixture_switch_on(&f, set);
}

#endif
