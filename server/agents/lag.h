/*
 * How far behind the agents of all servers are: limits that are due, follow-ups
 * to be sent, events without a position.  Figures for /metrics.
 */
#ifndef HJ_SERVER_AGENTS_LAG_H
#define HJ_SERVER_AGENTS_LAG_H

#include "lib/base/error.h"

struct hj_board;
struct hj_lag;
struct hj_pg;

/* Both are borrowed; yours until hj_lag_free(). */
struct hj_lag *hj_lag_new(struct hj_pg *pg, struct hj_board *board);
void hj_lag_free(struct hj_lag *lag);

/* Register its statement with the pool. */
enum hj_err hj_lag_attach(struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* Measure, unless that is under way. */
void hj_lag_measure(struct hj_lag *lag);

#endif
