/*
 * The request target: a decoded path, and a query that is split later.
 *
 * Pure.  Percent-encoding is undone exactly once; what is not UTF-8, carries a
 * control character or could be taken for another path is refused.
 */
#ifndef HJ_SERVER_HTTP_TARGET_H
#define HJ_SERVER_HTTP_TARGET_H

#include <stdbool.h>
#include <stddef.h>

struct hj_arena;

#define HJ_TARGET_PARAMS_MAX 32

/* A name with its value, both ended by NUL. */
struct hj_pair {
	const char *name;
	const char *value;
};

/* Whether `c` may stand in a target as sent (RFC 3986 path and query). */
bool hj_target_char(unsigned char c);

/*
 * Split the target at `target` (NUL-ended, first byte '/') in place: the path,
 * decoded, stays at `target`; *ret_query is the query, still encoded, or "".
 * Returns NULL, or why the target is refused (a constant text).
 */
const char *hj_target_split(char *target, const char **ret_query);

/*
 * The pairs of a query that hj_target_split() let pass, decoded ('+' is a
 * space), in arena `a`.  Returns NULL, or why the query is refused: more than
 * HJ_TARGET_PARAMS_MAX pairs, an empty name, or a name given twice.
 */
const char *hj_target_query(struct hj_arena *a, const char *query,
    const struct hj_pair **ret_pairs, size_t *ret_n);

/*
 * The pairs of the `n` bytes of a form (application/x-www-form-urlencoded) at
 * `body`, behind which a NUL stands: decoded as a query is, but values may have
 * several lines, each ended by "\n".  Returns NULL, or why it is refused.
 */
const char *hj_target_form(struct hj_arena *a, const char *body, size_t n,
    const struct hj_pair **ret_pairs, size_t *ret_n);

#endif
