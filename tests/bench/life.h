/*
 * One dispute that is lived: commands at past instants, down a short road.
 *
 * The short road does what server/commands.c does between load and append, with
 * the same pieces (bind, seal, settle, decide, encode, chain), but the stream
 * is nobody else's, so nothing is loaded and nothing raced for.  Limits that
 * fall due on the way fall at their own instants, as the clocks agent makes
 * them.
 *
 * A life is over when its time has run out, or when a command was refused. What
 * was refused leaves nothing behind.
 */
#ifndef HJ_TESTS_BENCH_LIFE_H
#define HJ_TESTS_BENCH_LIFE_H

#include "lib/commands/command.h"
#include "lib/integrity/chain.h"
#include "server/keys.h"
#include "server/sealing.h"

/* Dice that throw the same for the same seed on any machine. */
struct dice {
	uint64_t state;
};

uint64_t dice_throw(struct dice *dice);

/* A number from 0 to `below` - 1, and one from `least` to `most`. */
int64_t dice_below(struct dice *dice, int64_t below);
int64_t dice_between(struct dice *dice, int64_t least, int64_t most);

/* So many times in a hundred. */
bool dice_percent(struct dice *dice, int64_t percent);

/* An event as it will be stored. */
struct life_event {
	const char *kind;
	int64_t at;
	const char *bytes;
	size_t n;
	unsigned char chain[HJ_CHAIN_SIZE];
};

struct life {
	/* Set by life_begin(). */
	struct hj_arena *a; /* everything of this life */
	const struct hj_world *world;
	struct hj_keys *keys;
	struct dice dice;
	char stream[33];
	unsigned char stream_bytes[16];
	int64_t now;
	int64_t end; /* nothing is told of what comes after */
	bool over;

	struct hj_dispute *d;
	struct hj_ring ring;
	struct life_event *event;
	size_t n_event;
	struct hj_drawn drawn;

	/* What was refused, if something was. */
	const char *refused; /* command */
	enum hj_refusal why;
	const char *field;
};

/*
 * A new life at `now`.  `l` must be zeroed but for a, world and keys.  `seed`
 * and `number` make it the same each time, keys and what they seal excepted.
 */
void life_begin(
    struct life *l, int64_t seed, int64_t number, int64_t now, int64_t end);

/* Let `least` to `most` days pass, to some office hour; what is due falls. */
void life_wait(struct life *l, int64_t least, int64_t most);

/*
 * `who` asks for `command`.  The body is written like printf, in JSON with '
 * for ".  Returns whether life goes on.
 */
bool life_do(struct life *l, const struct hj_person *who, const char *command,
    const char *form, ...) __attribute__((format(printf, 4, 5)));

/* Let fall what is due until the end. */
void life_finish(struct life *l);

/* The id of stream `number` of `seed`, as scripts/bench computes it in SQL. */
void life_stream(char out[33], int64_t seed, int64_t number);

#endif
