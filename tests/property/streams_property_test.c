/*
 * Random lives of every stream that is no dispute: organisations, people, the
 * site, its calendar, groups, rosters, compacts, assessments, help, reviews,
 * and what will be added to the list of kinds.
 *
 * After each turn: the bytes of the events fold to the state that was decided
 * on, and so do the rows derived from it; the snapshot is read back whole; the
 * stage went where the command's row says; what was refused left nothing.  In
 * the end every command was accepted.
 *
 * HJ_SEED=n begins elsewhere; HEJIE_SEQUENCES=n makes so many lives of each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/commands/review/review.h"
#include "lib/commands/ruleset/ruleset.h"
#include "server/project_bodies.h"
#include "server/project_group.h"
#include "tests/property/chance_command.h"
#include "tests/property/compare.h"

#define LIVES 1000
#define SEED 20261122
#define STEPS_LEAST 15
#define STEPS_MOST 60
#define MOST 100 /* commands and events of one kind of stream */
#define OURS "d0000000000000000000000000000007"

static struct fixture f;
static long accepted[MOST], happened[MOST], asked, done;

struct life {
	const struct hj_stream_kind *kind;
	struct hj_arena *a;    /* of the whole life */
	struct hj_arena *turn; /* of one turn */
	void *folded;
	const char *snapshot; /* NULL: there is none yet */
	struct hj_name *bytes;
	size_t n_bytes;
	int64_t version, now;
	unsigned commands;
	const struct hj_person *last; /* who did something last */
	bool without[MOST];           /* commands that this life goes without */
};

/* ---- who does what ---- */

/*
 * Who did something last, somebody whom the state names, or of a body that it
 * names; or anybody.
 */
static const struct hj_person *
some_actor(const struct life *l)
{
	const int64_t n = (int64_t)f.dir.n_person, first = between(0, n - 1);
	const bool himself = percent(40);

	if (l->last != NULL && percent(60))
		return l->last;
	for (int64_t i = 0; l->snapshot != NULL && i < n; i++) {
		const struct hj_person *p = &f.dir.person[(first + i) % n];

		if (strstr(l->snapshot, himself ? p->id : p->org) != NULL &&
		    percent(90))
			return p;
	}
	return &f.dir.person[first];
}

static const struct hj_person *
actor_for(const struct life *l, const struct hj_command *command)
{
	const struct hj_person *who = NULL;

	for (int tries = 0; tries < 40; tries++) {
		who = some_actor(l);
		if (percent(4) ||
		    hj_may(command->right, who->roles, HJ_REL_NEW))
			break;
	}
	return who;
}

static int
stage_of(const struct life *l, const void *state)
{
	int stage = 0;

	if (l->kind->stage != 0)
		memcpy(&stage, (const char *)state + l->kind->stage,
		    sizeof(stage));
	return stage;
}

/*
 * Mostly one for which this is the time; a stream is made first.  Each life
 * goes without a third of the commands, so that those which end it are not in
 * all.
 */
static const struct hj_command *
some_command(const struct life *l)
{
	const int64_t n = (int64_t)l->kind->n_commands;
	const struct hj_command *c = l->kind->commands[0];
	int stage = stage_of(l, l->folded);

	for (int tries = 0; tries < 200; tries++) {
		int64_t which = between(0, n - 1);
		bool makes;

		c = l->kind->commands[which];
		makes = (c->flags & HJ_CREATES) != 0;
		if (l->version == 0
			? makes
			: percent(1) ||
			      ((!makes || (c->flags & HJ_GOES_ON) != 0) &&
				  !l->without[which] &&
				  !wants_more(l->kind, l->folded, c) &&
				  (c->stages == 0 || (c->stages >> stage & 1))))
			break;
	}
	return c;
}

/* ---- one turn ---- */

static void *
read_snapshot(struct life *l)
{
	void *state = hj_state_new(l->turn, l->kind, OURS);
	struct hj_error err = { 0 };

	if (l->snapshot != NULL)
		assert_int_equal(
		    hj_bind(l->turn, l->kind->state, HJ_FORM_STORED, state,
			l->snapshot, strlen(l->snapshot), &err),
		    HJ_OK);
	hj_state_grows_in(l->kind, state, l->turn);
	return state;
}

static void
fold_one(struct life *l, void *state, const char *bytes)
{
	struct hj_event ev;
	struct hj_error err = { 0 };
	struct hj_buf b;

	if (hj_event_decode(l->a, l->kind->events, bytes, strlen(bytes), &ev,
		&err) != HJ_OK)
		fail_msg("%s: %s: %s", bytes, err.field, err.msg);
	hj_buf_init(&b, HJ_EVENT_MOST);
	hj_event_encode(&b, &ev);
	assert_string_equal(hj_buf_text(&b), bytes);
	hj_buf_release(&b);
	hj_fold(state, &ev);
}

static void
project(struct life *l, const void *state, struct hj_rows *rows)
{
	*rows = (struct hj_rows){ 0 };
	if (l->kind == &hj_group_kind)
		hj_project_group(l->turn, state, NULL, 0, rows);
	else
		hj_project_bodies(l->turn, l->kind, state, rows);
}

/* The turn stands: fold its bytes, compare. */
static void
keep(struct life *l, const struct hj_command *command, const struct hj_turn *t)
{
	int before = stage_of(l, l->folded), after;
	struct hj_rows decided, folded;

	for (size_t i = 0; i < t->n_event; i++) {
		struct hj_buf b;

		hj_buf_init(&b, HJ_EVENT_MOST);
		hj_event_encode(&b, &t->event[i]);
		assert_false(b.failed);
		HJ_PUSH(l->a, l->bytes, l->n_bytes)->text =
		    hj_strdup(l->a, hj_buf_text(&b));
		hj_buf_release(&b);
		fold_one(l, l->folded, l->bytes[l->n_bytes - 1].text);
		for (size_t k = 0; k < l->kind->events->n; k++)
			happened[k] +=
			    l->kind->events->kind[k] == t->event[i].kind;
	}
	after = stage_of(l, l->folded);
	if (before != 0 && after != before &&
	    strcmp(command->name, "void") != 0)
		assert_true(command->to >> after & 1);
	l->version = t->version;
	assert_int_equal(l->version, l->n_bytes);
	l->snapshot = emitted(l->a, l->kind->state, l->folded);
	assert_string_equal(
	    emitted(l->turn, l->kind->state, t->state), l->snapshot);
	project(l, t->state, &decided);
	project(l, l->folded, &folded);
	assert_true(same_rows(&decided, &folded));
}

/* Two files that a review may draw from. */
static const struct hj_population *
population(void)
{
	static struct hj_population_row row[] = {
		{ .dispute = "d0000000000000000000000000000002",
		    .code = "99990126AAAAAAAA",
		    .procedure = 1,
		    .rank = { 2 } },
		{ .dispute = "d0000000000000000000000000000003",
		    .code = "99990126BBBBBBBB",
		    .procedure = 1,
		    .rank = { 1 } },
	};
	static struct hj_population two = { row, 2 };

	row[0].body = f.org[VILLAGE].id;
	row[1].body = f.org[TOWNSHIP].id;
	return &two;
}

static struct hj_turn
turn_of(struct life *l, const struct hj_person *actor)
{
	struct hj_turn t = { .a = l->turn,
		.world = &f.world,
		.actor = { .person = "clock", .service = true },
		.now = l->now,
		.state = read_snapshot(l),
		.population = population(),
		.past = l->bytes,
		.n_past = l->n_bytes,
		.version = l->version };
	char id[64];

	snprintf(id, sizeof(id), "e%031u", ++l->commands * 10000);
	t.cmd = hj_strdup(l->a, id);
	if (actor != NULL)
		t.actor = (struct hj_actor){ .person = actor->id,
			.org = actor->org,
			.roles = actor->roles };
	return t;
}

/* The member at `place` of the roll; each came with a code of his own. */
static const char *
door(struct life *l, int64_t place)
{
	char id[64];

	snprintf(id, sizeof(id), "d%031u", (unsigned)place);
	return hj_strdup(l->a, id);
}

static void
give_doors(struct life *l, const struct hj_fields *t, void *cmd)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct hj_field *list = &t->row[i];
		struct hj_member_input *in;
		size_t n;

		if (list->type != HJ_T_LIST ||
		    list->of != &hj_member_input_fields)
			continue;
		memcpy(&in, (char *)cmd + list->offset, sizeof(in));
		memcpy(&n, (char *)cmd + list->count, sizeof(n));
		for (size_t k = 0; k < n; k++)
			in[k].door = door(l, (int64_t)k);
	}
}

/* What a replay of the drafted set found; rarely that of another. */
static void
replayed(struct hj_turn *t)
{
	const struct hj_ruleset *s = t->state;
	struct hj_replay_summary sum = { .candidate_id =
					     percent(5) ? "" : s->digest,
		.digest = "00112233445566778899aabbccddeeff"
			  "00112233445566778899aabbccddeeff",
		.disputes = between(0, 9),
		.until = t->now };

	sum.same = sum.disputes;
	t->impact = hj_ruleset_impact_of(t->a, &sum);
}

static void
step(struct life *l)
{
	const struct hj_command *command = some_command(l);
	const struct hj_person *actor =
	    command->flags & HJ_INTERNAL ? NULL : actor_for(l, command);
	struct fixture_seal seal = { .v = { fixture_seal_one }, .f = &f };
	struct making m = { .f = &f,
		.kind = l->kind,
		.state = l->folded,
		.command = command,
		.actor = actor,
		.past = l->bytes,
		.n_past = l->n_bytes,
		.now = l->now };
	struct hj_error err = { 0 };
	struct hj_turn t;
	struct hj_buf body;
	void *cmd;

	hj_arena_clear(l->turn);
	t = turn_of(l, actor);
	cmd = hj_alloc(l->turn, command->fields->size);
	hj_buf_init(&body, HJ_EVENT_MOST);
	m.b = &body;
	make_command(&m);
	asked++;
	if (hj_bind(l->turn, command->fields, HJ_FORM_COMMAND, cmd,
		hj_buf_text(&body), body.n, &err) == HJ_OK) {
		hj_each_sealed(command->fields, cmd, &seal.v);
		give_doors(l, command->fields, cmd);
		if (command->right == HJ_MAY_SPEAK)
			t.actor.door = door(l, between(0, 3));
		if ((command->flags & HJ_REPLAYS) != 0)
			replayed(&t);
		hj_decide(&t, l->kind, command, cmd);
		if (t.refused == HJ_NO && t.n_event > 0) {
			keep(l, command, &t);
			if (actor != NULL)
				l->last = actor;
			done++;
			for (size_t i = 0; i < l->kind->n_commands; i++)
				accepted[i] += l->kind->commands[i] == command;
		} else if (t.refused != HJ_NO && l->snapshot != NULL) {
			assert_int_equal(t.n_event, 0);
			assert_string_equal(
			    emitted(l->turn, l->kind->state, t.state),
			    l->snapshot);
		}
	}
	hj_buf_release(&body);
}

/* ---- one life ---- */

/* Which local rules are in force; those of bodies where bodies are tried. */
static void
choose_rules(const struct hj_stream_kind *kind)
{
	static struct hj_name sets[] = { { "three-compacts" },
		{ "stability-assessment" }, { "file-review-people" } };

	f.county.sets = percent(50) ? &sets[between(0, 2)] : NULL;
	f.county.n_sets = f.county.sets != NULL;
	f.county.ladder =
	    kind == &hj_organisation_kind ? "method-jiachuan" : NULL;
}

static void
live(const struct hj_stream_kind *kind)
{
	int64_t steps = between(STEPS_LEAST, STEPS_MOST);
	struct life l = {
		.kind = kind, .a = hj_arena_new(), .turn = hj_arena_new()
	};
	void *again;

	(void)hj_instant_parse("2026-03-02T09:00:00+08:00", &l.now);
	l.folded = hj_state_new(l.a, kind, OURS);
	choose_rules(kind);
	for (size_t i = 0; i < kind->n_commands; i++)
		l.without[i] = percent(35);
	for (int64_t i = 0; i < steps; i++) {
		l.now += between(0, percent(20) ? 4000 : 72) * HJ_HOUR_MS;
		step(&l);
	}
	again = hj_state_new(l.a, kind, OURS);
	for (size_t i = 0; i < l.n_bytes; i++)
		fold_one(&l, again, l.bytes[i].text);
	if (l.snapshot != NULL)
		assert_string_equal(
		    emitted(l.a, kind->state, again), l.snapshot);
	hj_arena_free(l.turn);
	hj_arena_free(l.a);
}

/* Each command was done, and nearly each kind of event happened. */
static void
check_reach(const struct hj_stream_kind *kind)
{
	size_t never = 0, kinds = 0;

	for (size_t i = 0; i < kind->n_commands; i++)
		if (accepted[i] == 0) {
			print_message("%s of %s was never accepted\n",
			    kind->commands[i]->name, kind->name);
			never++;
		}
	assert_int_equal(never, 0);
	for (size_t i = 0; i < kind->events->n; i++)
		if (happened[i] > 0)
			kinds++;
		else
			print_message("%s of %s never happened\n",
			    kind->events->kind[i]->name, kind->name);
	assert_true(kinds >= kind->events->n * 9 / 10);
}

static void
lives__of_all_streams_fold_to_what_was_decided(void **state)
{
	const char *chosen = getenv("HJ_SEED");
	const char *many = getenv("HEJIE_SEQUENCES");
	long lives = many == NULL ? LIVES : strtol(many, NULL, 10);

	(void)state;
	for (size_t k = 0; k < hj_n_stream_kinds; k++) {
		const struct hj_stream_kind *kind = hj_stream_kinds[k];

		if (kind == &hj_dispute_kind)
			continue;
		assert_true(
		    kind->n_commands <= MOST && kind->events->n <= MOST);
		memset(accepted, 0, sizeof(accepted));
		memset(happened, 0, sizeof(happened));
		asked = done = 0;
		chance_seed =
		    chosen == NULL ? SEED : strtoull(chosen, NULL, 10);
		for (long i = 0; i < lives; i++)
			live(kind);
		print_message("%s: %zu commands, %ld asked, %ld done\n",
		    kind->name, kind->n_commands, asked, done);
		if (lives >= LIVES)
			check_reach(kind);
	}
}

/* Two administrators, so that each may leave. */
static int
set_up(void **state)
{
	(void)state;
	fixture_init(&f, NULL);
	fixture_methods(&f);
	f.person[3 * CENTRE + 2].roles |= HJ_RO(ADMINISTRATOR);
	f.person[3 * COUNTY + 2].roles |= HJ_RO(ADMINISTRATOR);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	fixture_release(&f);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    lives__of_all_streams_fold_to_what_was_decided),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
