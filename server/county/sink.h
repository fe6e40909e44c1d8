/*
 * Where lives are written to: the tables, by COPY, many lives a transaction.
 *
 * What hejie.append() would have written is written here: events with their
 * chain, head with fold and snapshot, code, wrapped keys, what is due, and the
 * derived rows that server/project.c makes.  No idempotency rows, because
 * nobody asked; no positions in the log: hj_plot_finish() gives them.
 */
#ifndef HJ_SERVER_COUNTY_SINK_H
#define HJ_SERVER_COUNTY_SINK_H

#include "server/county/life.h"

struct hj_sink;

/* A connection of its own; ends the process if it cannot be had. */
struct hj_sink *hj_sink_new(const char *conninfo);
void hj_sink_free(struct hj_sink *s);

/* Put a life that is over into the next transaction. */
void hj_sink_put(struct hj_sink *s, const struct hj_life *l);

/* Write and commit what was put; ends the process with the reason if refused.
 */
void hj_sink_flush(struct hj_sink *s);

#endif
