/*
 * One command on its way, shared by the files of the road: commands.c, which
 * waits for the database, behind.c, run.c, which reads what came, and append.c,
 * which puts together what is stored.
 */
#ifndef HJ_SERVER_RUN_H
#define HJ_SERVER_RUN_H

#include "lib/integrity/chain.h"
#include "server/ask.h"
#include "server/db/pg.h"
#include "lib/commands/review/review.h"
#include "server/party_index.h"
#include "server/project.h"
#include "server/sealing.h"
#include "server/world.h"

#include <sys/queue.h>

#define HJ_ID_TEXT 33 /* 32 hex digits and a NUL */

/* Found again from its query. */
struct hj_run {
	TAILQ_ENTRY(hj_run) link;
	struct hj_road *road;
	struct hj_keys *keys;
	struct hj_ask *ask;
	struct hj_world_ref *world;
	struct hj_query query;  /* at most one in flight */
	struct hj_step step[2]; /* the second asks what the command names */
	bool divisions;         /* namely divisions */
	bool waiting;           /* behind another run of its stream */
	bool going;             /* none of its stream goes beside it */
	bool follows;           /* decides on what the one before it stored */
	int races;              /* lost */
	struct event *pause;    /* after a lost one */
	struct hj_arena *a;     /* of this try */

	char stream[HJ_ID_TEXT];
	char id[HJ_ID_TEXT]; /* of the command */
	unsigned char stream_bytes[16];
	void *cmd; /* bound, then sealed */
	unsigned char digest[HJ_CHAIN_SIZE];
	struct hj_drawn drawn;
	struct hj_ring ring;
	struct hj_sent_file file; /* upload NULL: none */
	struct hj_population population;
	bool sealed;
	const char *text_digest; /* taken before it was sealed */
	struct hj_unfit unfit;   /* found before it was sealed */

	/* The stream as it was loaded, or as the winner of a race left it. */
	int64_t version;
	unsigned char hash[HJ_CHAIN_SIZE];
	int64_t last_at;
	int64_t simulated;
	int64_t fold;
	const char *snapshot;
	struct hj_name *past; /* the bytes of its events, if they were read */
	size_t n_past;

	struct hj_turn turn;
	const char *after; /* the snapshot that is stored with it */
	int64_t after_fold;
	int64_t erasures; /* of the state it was sealed for */
	struct hj_rows before;
	struct hj_party_marks marks; /* of the parties before */
	int64_t first, last;         /* seqs of a replay */
};

TAILQ_HEAD(hj_runs, hj_run);

/* ---- behind.c: commands that wait behind another of their stream ---- */

/* How many others of run's stream are in the list. */
size_t hj_runs_before(const struct hj_runs *runs, const struct hj_run *run);

/* The first of `stream` that waits, or NULL. */
struct hj_run *hj_runs_next(const struct hj_runs *runs, const char *stream);

/*
 * Let `to` (NULL is fine), which waits behind `from`, begin with what `from`
 * has just stored (its last chain is in from->hash), as if it had been loaded:
 * to->follows is true then.
 */
void hj_run_hand_over(const struct hj_run *from, struct hj_run *to);

/* ---- run.c: what a command is called, and what was loaded for it ---- */

/* Name the stream; draw the command's id and digest what its key stands for. */
void hj_run_name_stream(struct hj_run *run);
void hj_run_digest(struct hj_run *run);

/*
 * How many statements go out with `stmt`: with load() one more, if the command
 * names a file, that asks where it stands, draws files, that asks which, or
 * names divisions, that asks which are none.
 */
size_t hj_run_steps(struct hj_run *run, const struct hj_stmt *stmt);

/*
 * Keep what load() says of the stream.  `*there` tells whether it is there for
 * this reader; false if it is of another kind or the row does not fit.
 */
bool hj_run_take_head(struct hj_run *run, PGresult *result, bool *there);

/*
 * Was the key used before, as load() says?  Then run->first and last are of
 * then, and `*same` tells whether for the same command.
 */
bool hj_run_take_key(struct hj_run *run, PGresult *result, bool *same);

/*
 * Bind the body: the command as it came, nothing sealed.  False and the ask's
 * error if it does not fit.
 */
bool hj_run_bind(struct hj_run *run);

/* Begin the turn on `state`, now; keep the rows of before. */
void hj_run_begin(struct hj_run *run, void *state);

/*
 * Were keys destroyed since the command was sealed?  What they sealed nobody
 * would read.
 */
bool hj_run_lost_keys(const struct hj_run *run);

/* Say to the asker why the turn was refused. */
void hj_run_refuse(struct hj_run *run);

/* Seal the command, once: its bytes stay however often it is decided. */
void hj_run_seal(struct hj_run *run, const struct hj_dispute *d);

/* The state to decide on, from the snapshot; NULL and the ask's error. */
void *hj_run_state(struct hj_run *run);

/* Does the command look at all that happened? */
bool hj_run_reads_past(const struct hj_run *run);

/*
 * Keep the events (as events_of() returns them), and where there is no snapshot
 * of this fold that of them; false and the ask's error if they cannot be
 * folded.
 */
bool hj_run_take_events(struct hj_run *run, PGresult *result);

/* Write the answer to `n` events; with `dry` they have not happened. */
void hj_run_answer(
    struct hj_run *run, const struct hj_event *event, size_t n, bool dry);

/*
 * Answer from the events that the same request stored before; false and the
 * ask's error if they cannot be read.
 */
bool hj_run_answer_again(struct hj_run *run, PGresult *result);

/* The parameters of events_of(): who reads, the stream, from where to where. */
void hj_run_put_range(
    struct hj_run *run, struct hj_params *p, int64_t first, int64_t last);

/* ---- append.c ---- */

/*
 * Put together the parameters of hejie.append() for what run->turn decided.
 * False if an event is larger than it may be, or, with the ask's error, if it
 * could not be read again.
 */
bool hj_run_put(struct hj_run *run);

#endif
