/*
 * Reading a timeline for a replay: what the two halves of it share.
 */
#ifndef HJ_LIB_RULES_READER_H
#define HJ_LIB_RULES_READER_H

#include "lib/rules/replay.h"

/* A procedure, and which kind of body has it. */
struct hj_reader_place {
	int64_t no;
	int channel, trial;
	const struct hj_body_kind *kind; /* NULL: of no body here */
};

/* Somebody agreed to mediation. */
struct hj_reader_agreed {
	int64_t procedure, party;
};

struct hj_reader {
	struct hj_arena *a;
	const struct hj_directory *dir;
	struct hj_replay_matter *m;
	const struct hj_event *ev;
	size_t n, at;
	struct hj_no *voided; /* seqs */
	size_t n_voided;
	struct hj_reader_place *place;
	size_t n_place;
	const struct hj_party **party;
	size_t n_party;
	struct hj_reader_agreed *agreed;
	size_t n_agreed;
	struct hj_reader_agreed
	    *drafted; /* `party` is the agreement's number */
	size_t n_drafted;
	int64_t here; /* the procedure that handles the step */
	const char *setting[HJ_SE__MAX];
	bool waits; /* the registration is not told yet */
	bool stopped;
};

/* A happening of `kind` at the time of `ev`, where the matter stands. */
struct hj_replay_fact *hj_reader_push(
    struct hj_reader *r, const struct hj_event *ev, int kind);

/* A fact that comes from `from` became known. */
void hj_reader_learn(struct hj_reader *r, const struct hj_event *ev, int from,
    int64_t n, const char *word);

/* It happened, at the step or beside it. */
void hj_reader_tell(
    struct hj_reader *r, const struct hj_event *ev, bool beside);

/* What became of the step: enum hj_exit_on. */
void hj_reader_leave(struct hj_reader *r, const struct hj_event *ev, int on);

/* The rules cannot be told what comes now. */
void hj_reader_stop(struct hj_reader *r, const struct hj_event *ev);

/* The matter stands in procedure `no`. */
void hj_reader_stand(struct hj_reader *r, int64_t no);

/* The number `name` of the body, or of a record in it; 0: none. */
int64_t hj_reader_number(const struct hj_event *ev, const char *name);

/* Does it say more than that it happened, to ladders or to any rule? */
bool hj_reader_knows(const char *kind, bool ladder);

/* Is it what rules made, and no fact? */
bool hj_reader_skips(const char *kind);

/* Read one event. */
void hj_reader_read(struct hj_reader *r, const struct hj_event *ev);

#endif
