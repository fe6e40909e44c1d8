/*
 * The read log: who was shown what, entered before it is shown.
 *
 * Entries that wait for the database at the same time are one insert, whoever
 * they are of: that costs it a third of an insert for each.  Nobody waits for
 * others to come.
 */
#ifndef HJ_SERVER_READ_LOG_H
#define HJ_SERVER_READ_LOG_H

#include "server/db/pg.h"

struct hj_actor;
struct hj_read_log;

/* Of one worker; yours until hj_read_log_free(), after the pool's end. */
struct hj_read_log *hj_read_log_new(struct hj_pg *pg);
void hj_read_log_free(struct hj_read_log *log); /* NULL is fine */

/*
 * Enter that `reader` is shown `what` of `n` streams, 16 bytes each; all is
 * copied.  `q` needs a deadline and on_done only, and completes like a write:
 * with HJ_OK, all of it is stored; else, perhaps not.
 */
void hj_read_log_enter(struct hj_read_log *log, struct hj_query *q,
    const struct hj_actor *reader, const struct hj_bytes *streams, size_t n,
    const char *what);

#endif
