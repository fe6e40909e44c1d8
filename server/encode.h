/*
 * Rows of a query file as JSON; sealed members opened for those who may.
 */
#ifndef HJ_SERVER_ENCODE_H
#define HJ_SERVER_ENCODE_H

#include "lib/commands/dossier/papers.h"
#include "lib/rules/rules.h"
#include "server/queries.h"
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

/*
 * Write the answer of `file` for `result`.  `ret_next` is the query of the next
 * page, or NULL.  False if a row does not fit its statement.
 */
bool hj_encode(struct hj_buf *b, const struct hj_query_file *file,
    PGresult *result, int64_t limit, struct hj_sight *sight);

#endif
