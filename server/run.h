/*
 * One command on its way, shared by the files of the road: commands.c, which
 * waits, run.c, which reads what came, and append.c, which puts together what
 * is stored.
 */
#ifndef HJ_SERVER_RUN_H
#define HJ_SERVER_RUN_H

#include "lib/integrity/chain.h"
#include "server/ask.h"
#include "server/db/pg.h"
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
	struct hj_query query; /* at most one in flight */
	struct hj_step step;
	bool waiting; /* behind another run of its stream */
	int tries;
	struct hj_arena *a; /* of this try */

	char stream[HJ_ID_TEXT];
	char id[HJ_ID_TEXT]; /* of the command */
	unsigned char stream_bytes[16];
	void *cmd; /* bound, then sealed */
	unsigned char digest[HJ_CHAIN_SIZE];
	struct hj_drawn drawn;
	struct hj_ring ring;
	bool sealed;

	/* The stream as it was loaded, or as the winner of a race left it. */
	const char *county;
	int64_t version;
	unsigned char hash[HJ_CHAIN_SIZE];
	int64_t last_at;
	int64_t simulated;
	int64_t fold;
	const char *snapshot;

	struct hj_turn turn;
	struct hj_rows before;
	struct hj_party_marks marks; /* of the parties before */
	int64_t first, last;         /* seqs of a replay */
};

/* Name the stream and the digest of what the key stands for. */
void hj_run_name_stream(struct hj_run *run);
void hj_run_digest(struct hj_run *run);

/*
 * Keep what load() says of the stream.  `*there` tells whether it is there for
 * this reader; false if it is of another kind or the row does not fit.
 */
bool hj_run_take_head(struct hj_run *run, PGresult *result, bool *there);

/* Seal the command, once: its bytes stay however often it is decided. */
void hj_run_seal(struct hj_run *run, const struct hj_dispute *d);

/* The state to decide on, from the snapshot; NULL and the ask's error. */
void *hj_run_state(struct hj_run *run);

/*
 * Fold events (as events_of() returns them) and keep the snapshot of it; false
 * and the ask's error if they cannot be folded.
 */
bool hj_run_fold(struct hj_run *run, PGresult *result);

/* The parameters of events_of(): who reads, the stream, from where to where. */
void hj_run_put_range(
    struct hj_run *run, struct hj_params *p, int64_t first, int64_t last);

/*
 * Put together the parameters of hejie.append() for what run->turn decided.
 * False if an event is larger than it may be.
 */
bool hj_run_put(struct hj_run *run);

#endif
