/*
 * Recorded history, dispute by dispute, as the role hejie_replay sees it.
 *
 * One transaction, read only, of one moment: what is recorded meanwhile is not
 * seen.  Rows come in order of the disputes' ids, some thousands at a time.
 */
#ifndef HJ_SERVER_REPLAY_PAST_H
#define HJ_SERVER_REPLAY_PAST_H

#include "lib/dispute/event.h"
#include "lib/policy/directory.h"
#include "lib/rules/rules.h"
#include "lib/time/calendar.h"
#include "server/base/config.h"

struct hj_past;

/* What there is. */
struct hj_past_about {
	struct hj_rules known; /* sets that ship, and what counties published */
	struct hj_directory directory;
	struct hj_calendar calendar;
	int64_t disputes;
	int64_t until; /* the last that was recorded; 0: nothing was */
};

/*
 * Open it: bodies, calendar and rule sets.  One at a time in a database:
 * HJ_ERR_BUSY if somebody else has it open; it is free again as soon as his
 * connection ends, however that comes.  What `ret` tells, and texts, live in
 * `a`.  NULL with what is wrong.  Yours until hj_past_close().
 */
struct hj_past *hj_past_open(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_past_about *ret, struct hj_error *err) HJ_CHECK;

/*
 * Read on with the disputes of counties whose code begins with `county`, and of
 * their events those that a replay of `sets` reads; once.
 */
enum hj_err hj_past_choose(struct hj_past *p, struct hj_arena *a,
    const char *county, const struct hj_rules *sets, struct hj_past_about *ret,
    struct hj_error *err) HJ_CHECK;

/*
 * The events of the next dispute, in order of seq, made in `a`; 0 behind the
 * last one, with `err` set if it is not the last.
 */
size_t hj_past_next(struct hj_past *p, struct hj_arena *a,
    const struct hj_event **ret, struct hj_error *err);

/* NULL is fine. */
void hj_past_close(struct hj_past *p);

#endif
