/*
 * What a reader sees of what is sealed: which keys he has, which talks are his
 * to read, whether identity numbers are shown whole.
 */
#ifndef HJ_SERVER_SIGHT_H
#define HJ_SERVER_SIGHT_H

#include "lib/commands/dossier/papers.h"
#include "lib/dispute/event.h"
#include "lib/rules/rules.h"
#include "server/http/json_out.h"
#include "server/sealing.h"
#include "server/titles.h"

/* What a reader may see of what is sealed. */
struct hj_sight {
	struct hj_ring *ring; /* keys of the stream asked for, or NULL */
	struct hj_keys *keys;
	struct hj_titles *titles;
	const struct hj_calendar *calendar; /* for working days */
	const struct hj_rules *rules;       /* for explanations */
	const struct hj_papers *papers;     /* for files */
	enum hj_lang lang;
	const char *person;    /* the reader */
	const char **mediates; /* numbers of the procedures he is assigned to */
	size_t n_mediates;
	bool private; /* identity numbers whole */
	bool talks;   /* private talks, in the event that is written now */
	struct hj_arena *a;
	struct hj_sight *merged; /* of the disputes that were merged into it */
	size_t n_merged;
};

/* Open what is sealed in `in`, described by `fields`, in its place. */
void hj_sight_open(
    struct hj_sight *sight, const struct hj_fields *fields, void *in);

/*
 * Write the event of these `len` bytes as this reader sees it.  False, and
 * nothing written, if this build does not know it.
 */
bool hj_sight_event(struct hj_sight *sight, const struct hj_event_kinds *kinds,
    const char *text, size_t len, struct hj_out *j);

#endif
