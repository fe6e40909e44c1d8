/*
 * A command on its way, as those see it who send it.
 */
#ifndef HJ_SERVER_ASK_H
#define HJ_SERVER_ASK_H

#include "lib/commands/command.h"

struct hj_ask;

/* What became of a command. */
enum hj_outcome {
	HJ_DONE,     /* stored, or stored before: `answer` */
	HJ_REFUSED,  /* by rule: `refused`, `field`, `article` */
	HJ_FAILED,   /* `err` */
	HJ_MISMATCH, /* If-Match names an older version: `version` */
};

typedef void hj_ask_fn(struct hj_ask *ask);

struct hj_ring; /* server/sealing.h */

/* Writes into ask->answer what is to be seen of a stream that is settled. */
typedef void hj_look_fn(
    struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring);

/* Writes into ask->answer what is said of the events of the command. */
typedef void hj_say_fn(struct hj_ask *ask, const struct hj_event *event,
    size_t n, struct hj_ring *ring, const struct hj_directory *dir);

/* A command on its way.  Embed it, fill the first part, send it. */
struct hj_ask {
	const struct hj_stream_kind *kind;
	const struct hj_command *command; /* NULL: only look */
	hj_look_fn *look;                 /* without a command */
	hj_say_fn *say;                   /* NULL: as JSON (server/answer.h) */
	const char *stream; /* 32 hex; NULL if the command creates one */
	struct hj_actor actor;
	const char *key;       /* idempotency key, or NULL */
	int64_t if_match;      /* version the asker saw; 0: any */
	const char *caused_by; /* "<stream>/<seq>", or NULL */
	const char *body;      /* JSON */
	size_t body_n;
	int64_t deadline_ms;    /* CLOCK_MONOTONIC */
	struct hj_arena *arena; /* lives until on_done has returned */
	enum hj_lang lang;      /* of the list */
	const char *form;       /* its only command with a form; NULL: all */
	bool dry;               /* decide only: the answer says what would be */
	const struct hj_ruleset_impact *impact; /* of a replay, or NULL */
	hj_ask_fn *on_done; /* exactly once, never before send returned */

	/* For on_done. */
	enum hj_outcome outcome;
	struct hj_error err;
	enum hj_refusal refused;
	const char *field;
	const char *article;
	int certainty;            /* enum hj_certainty, of that; 0: none */
	const char *todo;         /* behind what to do: commands, numbers */
	struct hj_name *disputes; /* in the way; ids */
	size_t n_disputes;
	struct hj_rule_faults faults; /* of a rule set */
	int64_t version;              /* of the stream, now */
	struct hj_buf answer;

	struct hj_run *run; /* private */
};

#endif
