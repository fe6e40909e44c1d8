/*
 * One stream that is lived: commands at past instants, down a short road.
 *
 * The short road does what server/commands.c does between load and append, with
 * the same pieces (bind, seal, settle, decide, encode, chain), but the stream
 * is nobody else's, so nothing is loaded and nothing raced for.  Limits that
 * fall due on the way fall at their own instants, as the clocks agent makes
 * them.
 *
 * A life is over when its time has run out, or when a command was refused. What
 * was refused leaves nothing behind but `fault`.
 */
#ifndef HJ_SERVER_COUNTY_LIFE_H
#define HJ_SERVER_COUNTY_LIFE_H

#include "lib/commands/command.h"
#include "lib/integrity/chain.h"
#include "server/county/dice.h"
#include "server/keys.h"
#include "server/sealing.h"

/* An event as it will be stored. */
struct hj_life_event {
	const char *kind;
	int64_t at;
	const char *bytes;
	size_t n;
	unsigned char chain[HJ_CHAIN_SIZE];
};

struct hj_life {
	/* Set by who begins it. */
	struct hj_arena *a; /* everything of this life */
	const struct hj_world *world;
	struct hj_keys *keys;
	struct hj_town *town; /* which does what follows; NULL: nobody */

	const struct hj_stream_kind *kind;
	struct hj_dice dice;
	char stream[33];
	unsigned char stream_bytes[16];
	int64_t now;
	int64_t end; /* nothing is told of what comes after */
	bool over;

	void *state;
	struct hj_dispute *d; /* the same, if it is a dispute */
	struct hj_ring ring;
	struct hj_life_event *event;
	size_t n_event;
	struct hj_drawn drawn;

	/* What was refused, and why, if something was. */
	const char *fault;
};

/*
 * A new stream of `kind` at `now`.  `l` must be zeroed but for a, world, keys
 * and town.  `seed` and `number` make it the same each time, keys and what they
 * seal excepted.
 */
void hj_life_begin(struct hj_life *l, const struct hj_stream_kind *kind,
    int64_t seed, int64_t number, int64_t now, int64_t end);

/* Let `least` to `most` days pass, to some office hour; what is due falls. */
void hj_life_wait(struct hj_life *l, int64_t least, int64_t most);

/*
 * `who` asks for `command`, a few minutes after what was last.  The body is
 * JSON in which ' may stand for ".  Returns whether life goes on.
 */
bool hj_life_ask(struct hj_life *l, const struct hj_person *who,
    const char *command, const char *body);

/*
 * The service sends `command` at `at`, because of `cause` ("stream/seq").  A
 * refusal is no fault: nothing happens.
 */
void hj_life_follow(struct hj_life *l, int64_t at, const char *command,
    const char *body, const char *cause);

/* Let fall what is due until then. */
void hj_life_settle(struct hj_life *l, int64_t until);

/* The id of stream `number` of `seed`, as scripts/bench computes it in SQL. */
void hj_life_stream(char out[33], int64_t seed, int64_t number);

#endif
