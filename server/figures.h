/*
 * What the service counts of itself, for /metrics.
 *
 * A page of memory shared by all processes of `hejie serve`, made before they
 * are forked: each writes its own place, whoever is asked sums over all.  A
 * process that is started again goes on counting where the one before it in its
 * place ended.  Figures only: no names, no ids, no addresses.
 *
 * To add one: a line here, a row in figures.c, and who puts it.
 */
#ifndef HJ_SERVER_FIGURES_H
#define HJ_SERVER_FIGURES_H

#include "lib/base/buf.h"
#include "lib/base/error.h"

#include <stdint.h>

enum hj_figure {
	HJ_FG_CONNECTIONS,
	HJ_FG_STREAMS,
	HJ_FG_REQUESTS,
	HJ_FG_MALFORMED,
	HJ_FG_ANSWERS_2XX,
	HJ_FG_ANSWERS_4XX,
	HJ_FG_ANSWERS_5XX,
	HJ_FG_LATE_ANSWERS,
	HJ_FG_PEERS_LEFT,
	HJ_FG_DB_CONNECTED,
	HJ_FG_DB_IN_FLIGHT,
	HJ_FG_DB_READS_QUEUED,
	HJ_FG_DB_WRITES_QUEUED,
	HJ_FG_DB_SLOW_QUEUED,
	HJ_FG_DB_READS,
	HJ_FG_DB_WRITES,
	HJ_FG_DB_WRITE_BATCHES,
	HJ_FG_DB_REFUSED,
	HJ_FG_DB_FAILED,
	HJ_FG_DB_RECONNECTS,
	HJ_FG_COMMANDS,
	HJ_FG_PASSWORDS,
	/* of the whole database, put by the agents */
	HJ_FG_CLOCK_LAG,
	HJ_FG_FOLLOW_UPS,
	HJ_FG_LOG_LAG,
	HJ_FG__MAX,
};

#define HJ_BOARD_PLACES 257 /* 256 workers at most, and the agents */
#define HJ_BOARD_AGENTS 256 /* the place of the agents */

struct hj_board;
struct hj_service;

/* NULL and `err` if there is no memory.  Yours until hj_board_free(), in each
 * process that has it. */
struct hj_board *hj_board_new(struct hj_error *err) HJ_CHECK;
void hj_board_free(struct hj_board *b);

/* A process begins at `place`: counters go on, gauges begin at 0. */
void hj_board_begin(struct hj_board *b, int place);

/* What the figure of this process is now, counted from its beginning. */
void hj_board_put(
    struct hj_board *b, int place, enum hj_figure figure, uint64_t value);

/* All figures, in Prometheus' text format. */
void hj_board_write(const struct hj_board *b, struct hj_buf *out);

/* Put all figures of a worker. */
void hj_figures_put(struct hj_service *s);

#endif
