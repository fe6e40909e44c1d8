/*
 * Rows of a query file as JSON; sealed members opened for those who may.
 */
#ifndef HJ_SERVER_ENCODE_H
#define HJ_SERVER_ENCODE_H

#include "server/queries.h"
#include "server/sight.h"

/*
 * Write the answer of `file` for `result`.  `ret_next` is the query of the next
 * page, or NULL.  False if a row does not fit its statement.
 */
bool hj_encode(struct hj_buf *b, const struct hj_query_file *file,
    PGresult *result, int64_t limit, struct hj_sight *sight);

#endif
