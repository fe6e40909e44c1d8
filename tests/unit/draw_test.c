/*
 * The draw: its pick from a seed, that it is even, that turns keep loads even,
 * and (with --table) a table of draws that another program does again.
 *
 *	unit_draw_test --table     10,000 lines: seed, weights, index (-1: none)
 */
#include "lib/commands/legal_aid/draw.h"
#include "lib/dispute/dispute.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TABLE 10000
#define SOME 1100 /* so many large weights that words are passed over */

/* xorshift64*: the same numbers on every machine. */
static uint64_t chance = UINT64_C(0x9e3779b97f4a7c15);

static uint64_t
next(void)
{
	chance ^= chance >> 12;
	chance ^= chance << 25;
	chance ^= chance >> 27;
	return chance * UINT64_C(0x2545f4914f6cdd1d);
}

static void
fill(unsigned char seed[HJ_SEED_SIZE])
{
	for (int i = 0; i < HJ_SEED_SIZE; i++)
		seed[i] = (unsigned char)(next() >> 56);
}

static void
set_word(unsigned char seed[HJ_SEED_SIZE], int k, uint64_t value)
{
	for (int i = 0; i < 8; i++)
		seed[8 * k + i] = (unsigned char)(value >> (56 - 8 * i));
}

static void
pick__takes_the_first_word_that_is_below_the_bound(void **state)
{
	/* W = 3; 2^64 mod 3 = 1, so only the greatest word is passed over. */
	const struct hj_candidate three[] = { { "a", 1 }, { "b", 1 },
		{ "c", 1 } };
	unsigned char seed[HJ_SEED_SIZE];

	(void)state;
	for (uint64_t x = 0; x < 6; x++) {
		set_word(seed, 0, x);
		assert_int_equal(hj_draw_pick(three, 3, seed), x % 3);
	}
	set_word(seed, 0, UINT64_MAX - 1);
	assert_int_equal(hj_draw_pick(three, 3, seed), 2);
	for (int k = 0; k < 4; k++)
		set_word(seed, k, UINT64_MAX);
	assert_int_equal(hj_draw_pick(three, 3, seed), -1);
	set_word(seed, 3, 1);
	assert_int_equal(hj_draw_pick(three, 3, seed), 1);
	/* A power of two passes nothing over. */
	set_word(seed, 0, UINT64_MAX);
	assert_int_equal(hj_draw_pick(three, 2, seed), 1);
	assert_int_equal(hj_draw_pick(three, 1, seed), 0);
}

static void
pick__goes_by_the_weights(void **state)
{
	const struct hj_candidate two[] = { { "a", 1 }, { "b", 4 } };
	unsigned char seed[HJ_SEED_SIZE];
	size_t n = 0;

	(void)state;
	set_word(seed, 0, 0);
	assert_int_equal(hj_draw_pick(two, 2, seed), 0);
	for (uint64_t x = 1; x < 5; x++) {
		set_word(seed, 0, x);
		assert_int_equal(hj_draw_pick(two, 2, seed), 1);
	}
	/* 100,000 draws: a fifth, within six deviations of 126. */
	for (int i = 0; i < 100000; i++) {
		fill(seed);
		n += hj_draw_pick(two, 2, seed) == 0;
	}
	assert_in_range(n, 20000 - 760, 20000 + 760);
}

/* ---- turns ---- */

/*
 * A million draws from one roster: those in conflict are never drawn, and the
 * turns of the others differ by one at most, whatever window one looks at.
 */
static void
turns__differ_by_one_at_most_and_conflicts_are_never_drawn(void **state)
{
	struct hj_counsel counsel[12] = { 0 };
	struct hj_name mediated[2];
	struct hj_roster r = { .counsel = counsel, .n_counsel = 12 };
	struct hj_dispute d = { .county = "999901" };
	struct hj_aid aid = { .matter = HJ_MA_LABOUR };
	struct hj_rule_guard guard = { .name = "counsel-in-conflict",
		.bars = HJ_BAR_NAMED };
	struct hj_rule_set set = {
		.on_by_default = true, .guards = &guard, .n_guards = 1
	};
	struct hj_rules rules = { &set, 1 };
	struct hj_world world = { .rules = &rules };
	struct hj_turn t = {
		.world = &world, .d = &d, .now = INT64_C(1772413200000)
	};
	char id[12][33];

	(void)state;
	for (int i = 0; i < 12; i++) {
		snprintf(id[i], sizeof(id[i]), "%032d", i);
		counsel[i] = (struct hj_counsel){ .id = id[i], .share = 1 };
	}
	mediated[0].text = id[3];
	mediated[1].text = id[8];
	d.mediated = mediated;
	d.n_mediated = 2;
	for (int i = 0; i < 1000000; i++) {
		struct hj_draw draw = { 0 };
		unsigned char seed[HJ_SEED_SIZE];
		int64_t least = INT64_MAX, most = 0;
		int at;

		if (i % 1000 == 0) {
			hj_arena_free(t.a);
			t.a = hj_arena_new();
		}
		fill(seed);
		hj_draw_sort(&t, &r, &aid, NULL, 0, &draw);
		at = hj_draw_pick(draw.candidate, draw.n_candidate, seed);
		hj_counsel_at(&r, draw.candidate[at].id)->turns++;
		for (int k = 0; k < 12; k++) {
			if (k == 3 || k == 8)
				continue;
			if (counsel[k].turns < least)
				least = counsel[k].turns;
			if (counsel[k].turns > most)
				most = counsel[k].turns;
		}
		assert_true(most - least <= 1);
	}
	assert_int_equal(counsel[3].turns + counsel[8].turns, 0);
	assert_int_equal(counsel[0].turns, 100000);
	hj_arena_free(t.a);
}

/* ---- the table ---- */

static void
print_table(void)
{
	static struct hj_candidate list[SOME];

	for (int i = 0; i < TABLE; i++) {
		unsigned char seed[HJ_SEED_SIZE];
		bool large = i % 4 == 0;
		size_t n = large ? SOME - next() % 60 : 1 + next() % 100;

		fill(seed);
		for (size_t k = 0; k < n; k++)
			list[k] = (struct hj_candidate){ NULL,
				large ? HJ_INT_MOST
				      : (int64_t)(1 + next() % 100) };
		for (int k = 0; k < HJ_SEED_SIZE; k++)
			printf("%02x", seed[k]);
		/* Equal weights as "weight*count". */
		if (large)
			printf(" %lld*%zu", (long long)HJ_INT_MOST, n);
		for (size_t k = 0; k < n && !large; k++)
			printf("%c%lld", k == 0 ? ' ' : ',',
			    (long long)list[k].weight);
		printf(" %d\n", hj_draw_pick(list, n, seed));
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    pick__takes_the_first_word_that_is_below_the_bound),
		cmocka_unit_test(pick__goes_by_the_weights),
		cmocka_unit_test(
		    turns__differ_by_one_at_most_and_conflicts_are_never_drawn),
	};

	if (argc > 1 && strcmp(argv[1], "--table") == 0) {
		print_table();
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
