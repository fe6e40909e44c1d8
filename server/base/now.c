/*
 * What time it is; see now.h.
 */
#include "server/base/now.h"

#include <stdio.h>
#include <time.h>

#define YEAR_0_MS INT64_C(-62167219200000)
#define YEAR_9999_MS INT64_C(253402300799999)

static hj_now_fn *provided;

static int64_t
read_clock(clockid_t which)
{
	struct timespec ts;

	/* Cannot fail: both clocks exist on every Linux. */
	(void)clock_gettime(which, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void
hj_now_provide(hj_now_fn *provider)
{
	provided = provider;
}

int64_t
hj_now_ms(void)
{
	return provided != NULL ? provided() : hj_wall_ms();
}

int64_t
hj_wall_ms(void)
{
	return read_clock(CLOCK_REALTIME);
}

int64_t
hj_mono_ms(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

const char *
hj_time_text(int64_t ms, char out[HJ_TIME_TEXT])
{
	struct tm tm;
	time_t seconds;
	int64_t part;
	char room[96]; /* for what the compiler thinks an int may hold */

	if (ms < YEAR_0_MS)
		ms = YEAR_0_MS;
	if (ms > YEAR_9999_MS)
		ms = YEAR_9999_MS;
	part = ms % 1000;
	if (part < 0)
		part += 1000;
	seconds = (time_t)((ms - part) / 1000);
	(void)gmtime_r(&seconds, &tm);
	(void)snprintf(room, sizeof(room),
	    "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
	    (int)part);
	(void)snprintf(out, HJ_TIME_TEXT, "%.24s", room);
	return out;
}
