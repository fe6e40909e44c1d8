/*
 * What time it is.  The only place that reads clocks.
 *
 * Three times, not to be mixed:
 *  - service time, hj_now_ms(): what the law and the timeline go by.  Normally
 *    the wall clock; in a simulated database what the provider says.
 *  - wall time, hj_wall_ms(): for log lines and cookies' ages on disk only.
 *  - monotonic time, hj_mono_ms(): for deadlines and intervals; it has no
 *    meaning outside this boot of the machine.
 */
#ifndef HJ_SERVER_BASE_NOW_H
#define HJ_SERVER_BASE_NOW_H

#include <stdint.h>

/* Milliseconds since 1970-01-01T00:00Z. */
typedef int64_t hj_now_fn(void);

/*
 * Take service time from `provider` in this process, and in those it forks
 * later, from now on; NULL: from the wall clock again.  Called once, at start,
 * when the database is found to be a simulated one.
 */
void hj_now_provide(hj_now_fn *provider);

/* Service time, in milliseconds since 1970-01-01T00:00Z. */
int64_t hj_now_ms(void);

/* Wall time, in milliseconds since 1970-01-01T00:00Z, simulated or not. */
int64_t hj_wall_ms(void);

/* Milliseconds on a clock that never steps and never goes back. */
int64_t hj_mono_ms(void);

#define HJ_TIME_TEXT 25 /* room for "2026-11-21T08:15:02.113Z" and its NUL */

/*
 * Write `ms` (since 1970-01-01T00:00Z, years 0 to 9999) as RFC 3339 in UTC with
 * milliseconds into `out`; returns `out`.  A time outside these years is
 * written as the nearest one inside.
 */
const char *hj_time_text(int64_t ms, char out[HJ_TIME_TEXT]);

#endif
