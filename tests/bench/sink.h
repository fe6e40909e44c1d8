/*
 * Where lives are written to: the tables, by COPY, many lives a transaction.
 *
 * What hejie.append() would have written is written here: events with their
 * chain, head with fold and snapshot, code, wrapped keys, what is due, and the
 * derived rows that server/project.c makes.  No idempotency rows, because
 * nobody asked; no positions in the log: grow gives them at the end.
 */
#ifndef HJ_TESTS_BENCH_SINK_H
#define HJ_TESTS_BENCH_SINK_H

#include "tests/bench/life.h"

struct sink;

/* A connection of its own; ends the process if it cannot be had. */
struct sink *sink_new(const char *conninfo);
void sink_free(struct sink *s);

/* Put a life that is over into the next transaction. */
void sink_put(struct sink *s, const struct life *l);

/* Write and commit what was put; ends the process with the reason if refused.
 */
void sink_flush(struct sink *s);

#endif
