/*
 * Random sequences of commands on the pure core; see course.h for one of them
 * and invariants.h for what has to hold after each turn.
 *
 * The second state of a course is folded without rules, calendar or time; both
 * states stay the same to the byte, and so do the rows derived from them.
 *
 * HJ_SEED=n begins elsewhere; HEJIE_SEQUENCES=n makes more or fewer sequences.
 * A failure prints the seed that makes its sequence alone, to be used with
 * HEJIE_SEQUENCES=1.  HEJIE_RECORD=FILE writes down what was played (record.h).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/commands/common.h"
#include "tests/property/choice.h"

#define SEQUENCES 10000
#define SEED 20261121
#define SELDOM 20 /* commands that were accepted less often are told */

/* A set that disputes can be put on, with a ladder; NULL: none. */
static const char *
some_method(const struct fixture *fixture)
{
	const struct hj_rules *rules = &fixture->rules;
	size_t first = (size_t)between(0, (int64_t)rules->n - 1);

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set =
		    &rules->set[(first + i) % rules->n];

		if (set->n_ladder > 0)
			return set->name;
	}
	return NULL;
}

static const char *
some_ladder_of_county(void)
{
	static const char *const ladders[] = { NULL, "three-two-one-a",
		"longshan-three-tiers", "four-tiers-seven-days" };

	return percent(60) ? ladders[between(0, 3)] : some_method(&world);
}

/*
 * Time goes on: not at all, a little, or far beyond what is due; now and then
 * the county takes another ladder.
 */
static void
pass_time(struct course *c)
{
	int64_t kind = between(1, 100);

	if (percent(2))
		world.county.ladder = some_ladder_of_county();
	if (kind <= 25)
		c->now += between(0, 120) * 60000;
	else if (kind <= 65)
		c->now += between(1, 72) * HJ_HOUR_MS;
	else if (kind <= 75)
		c->now += between(3, 40) * HJ_DAY_MS;
	else if (kind <= 77)
		c->now += between(40, 800) * HJ_DAY_MS;
}

static void
step(struct course *c)
{
	const struct asking ask = choose(c->folded);
	struct making m = { .f = &world,
		.kind = &hj_dispute_kind,
		.state = c->folded,
		.d = c->folded,
		.command = ask.command,
		.actor = ask.actor,
		.p = ask.p,
		.past = c->bytes,
		.n_past = c->n_bytes,
		.now = c->now };
	struct hj_buf body;

	/* What exists is not made again: the server never asks that. */
	if (ask.command->flags & HJ_CREATES && c->folded->version > 0)
		return;
	hj_buf_init(&body, HJ_EVENT_MOST);
	m.b = &body;
	make_command(&m);
	take_turn(c, ask.command, ask.actor, hj_buf_text(&body));
	hj_buf_release(&body);
}

/* ---- one sequence ---- */

/* The whole timeline once more, from nothing but its bytes. */
static void
fold_again(struct course *c)
{
	struct hj_dispute *d = hj_state_new(c->turn, &hj_dispute_kind, OURS);

	for (size_t i = 0; i < c->n_bytes; i++) {
		struct hj_event ev;
		struct hj_error err = { 0 };

		if (hj_event_decode(c->turn, &hj_dispute_events,
			c->bytes[i].text, strlen(c->bytes[i].text), &ev,
			&err) != HJ_OK) {
			c->broken = "a timeline that cannot be read";
			return;
		}
		hj_fold(d, &ev);
	}
	if (c->snapshot != NULL &&
	    strcmp(c->snapshot, emitted(c->turn, &hj_dispute_fields, d)) != 0)
		c->broken = "the timeline folds to another state";
}

static void
tell_broken(const struct course *c, uint64_t seed)
{
	for (size_t i = 0; i < c->n_said; i++)
		fprintf(stderr, "  %zu. %s\n", i + 1, c->said[i].text);
	for (size_t i = c->n_bytes > 12 ? c->n_bytes - 12 : 0; i < c->n_bytes;
	     i++)
		fprintf(stderr, "  %s\n", c->bytes[i].text);
	fprintf(stderr, "%s: HJ_SEED=%llu HEJIE_SEQUENCES=1\n", c->broken,
	    (unsigned long long)seed);
}

static void
run_sequence(struct course *c)
{
	int64_t steps = percent(20) ? between(40, 90) : between(20, 40);

	record_number++;
	choose_favourites();
	world.county.ladder = some_ladder_of_county();
	*c = (struct course){ .a = c->a, .turn = c->turn };
	c->folded = hj_state_new(c->a, &hj_dispute_kind, OURS);
	(void)hj_instant_parse("2026-03-02T09:00:00+08:00", &c->now);
	fresh(c);
	for (int64_t i = 0; i < steps && c->broken == NULL; i++) {
		size_t before = c->n_bytes;

		pass_time(c);
		step(c);
		if (c->n_bytes > before && c->broken == NULL && percent(8))
			look_for_way_out(c);
	}
	if (c->broken == NULL)
		fold_again(c);
}

static void
commands__keep_every_invariant(void **state)
{
	const char *chosen = getenv("HJ_SEED");
	const char *many = getenv("HEJIE_SEQUENCES");
	long sequences = many == NULL ? SEQUENCES : strtol(many, NULL, 10);
	uint64_t seed = chosen == NULL ? SEED : strtoull(chosen, NULL, 10);
	static struct course c;
	bool broken = false;
	size_t never = 0, kinds = 0;

	(void)state;
	assert_true(hj_dispute_events.n <= KINDS_MOST &&
		    hj_dispute_kind.n_commands <= KINDS_MOST);
	print_message("%ld sequences, HJ_SEED=%llu\n", sequences,
	    (unsigned long long)seed);
	for (long i = 0; i < sequences && !broken; i++) {
		uint64_t own = seed + (uint64_t)i * 1000003;

		chance_seed = own;
		c.a = hj_arena_new();
		c.turn = hj_arena_new();
		run_sequence(&c);
		broken = c.broken != NULL;
		if (broken)
			tell_broken(&c, own);
		hj_arena_free(c.turn);
		hj_arena_free(c.a);
	}
	assert_false(broken);
	if (sequences < SEQUENCES)
		return;
	/* Chance has been everywhere. */
	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++) {
		if (accepted[i] < SELDOM)
			print_message("%s was accepted %ld times\n",
			    hj_dispute_kind.commands[i]->name, accepted[i]);
		never += accepted[i] == 0;
	}
	assert_int_equal(never, 0);
	for (size_t i = 0; i < hj_dispute_events.n; i++)
		kinds += happened[i] > 0;
	for (size_t i = 0; i < hj_dispute_events.n; i++)
		if (happened[i] == 0)
			print_message("%s never happened\n",
			    hj_dispute_events.kind[i]->name);
	assert_true(kinds >= hj_dispute_events.n * 9 / 10);
}

/* Three counsel; the first is a person of the centre. */
static void
set_up_roster(void)
{
	static struct hj_counsel counsel[3];
	static struct hj_roster roster;
	static const struct hj_roster *rosters[] = { &roster };

	for (int i = 0; i < 3; i++)
		counsel[i] = (struct hj_counsel){
			.id = i == 0 ? fixture_person(&world, AID, 1)
				     : fixture_id(&world, 'f', i),
			.share = 1 + i,
		};
	roster = (struct hj_roster){ .id = fixture_id(&world, '9', 1),
		.body = fixture_org(&world, AID),
		.counsel = counsel,
		.n_counsel = 3 };
	world.world.roster = rosters;
	world.world.n_roster = 1;
}

static int
set_up(void **state)
{
	(void)state;
	const char *record = getenv("HEJIE_RECORD");

	fixture_init(&world, NULL);
	fixture_methods(&world);
	force_read();
	set_up_roster();
	if (record == NULL)
		return 0;
	record_file = fopen(record, "w");
	assert_non_null(record_file);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	fixture_release(&world);
	if (record_file != NULL)
		assert_int_equal(fclose(record_file), 0);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands__keep_every_invariant),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
