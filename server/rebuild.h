/*
 * Between the files of hejie rebuild: one table of one stream compared with
 * what the timeline gives, and repaired.
 */
#ifndef HJ_SERVER_REBUILD_H
#define HJ_SERVER_REBUILD_H

#include "server/db/sync.h"
#include "server/keys.h"
#include "server/project_rows.h"

struct rebuild {
	struct hj_sync_job job;
	struct hj_sync *db;
	struct hj_keys *keys; /* to open what parties are found by */
	struct hj_arena *a;
	bool check; /* nothing is repaired */
	unsigned char stream[16];
	int64_t streams, differences;
};

/* An id in hex, made in the arena. */
const char *hj_rebuild_hex(struct rebuild *r, const unsigned char id[16]);

/* Run `sql`: $1 is the stream, $2 `text` if it is not NULL. */
HJ_CHECK enum hj_err hj_rebuild_exec(struct rebuild *r, struct hj_sync *db,
    const char *sql, const char *text, PGresult **ret, struct hj_error *err);

/* Tell that `table` differs; true if it is to be repaired. */
bool hj_rebuild_differs(struct rebuild *r, const char *table);

/*
 * Compare and repair one table: `rows`, a JSON array that the timeline gives,
 * against those that are there.  A row whose key is no stream's own, a code,
 * may stand at another one: it is taken from there.
 */
HJ_CHECK enum hj_err hj_rebuild_table(struct rebuild *r, struct hj_sync *db,
    const char *table, const char *rows, struct hj_error *err);

/* The same for every table that the projection makes rows of. */
HJ_CHECK enum hj_err hj_rebuild_tables(struct rebuild *r, struct hj_sync *db,
    const struct hj_rows *rows, struct hj_error *err);

/* The streams that derived rows name and that have no timeline. */
HJ_CHECK enum hj_err hj_rebuild_strays(
    struct rebuild *r, PGresult **ret, struct hj_error *err);

#endif
