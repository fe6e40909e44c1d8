/*
 * Numbers as PostgreSQL sends them: big-endian, and time counted from
 * 2000-01-01.  Shared by param.c, which writes them, and row.c, which reads.
 */
#ifndef HJ_SERVER_DB_WIRE_H
#define HJ_SERVER_DB_WIRE_H

#include <stdbool.h>
#include <stdint.h>

/* 2000-01-01 in days and in milliseconds since 1970-01-01. */
#define HJ_WIRE_EPOCH_DAYS 10957
#define HJ_WIRE_EPOCH_MS (HJ_WIRE_EPOCH_DAYS * INT64_C(86400000))

/* 0001-01-01 and 9999-12-31: what fits into four digits of a year. */
#define HJ_WIRE_DAYS_LEAST (-719162)
#define HJ_WIRE_DAYS_MOST 2932896

static inline void
hj_wire_put4(unsigned char *at, int32_t value)
{
	uint32_t v = (uint32_t)value;

	for (int i = 3; i >= 0; i--, v >>= 8)
		at[i] = (unsigned char)(v & 0xff);
}

static inline void
hj_wire_put8(unsigned char *at, int64_t value)
{
	uint64_t v = (uint64_t)value;

	for (int i = 7; i >= 0; i--, v >>= 8)
		at[i] = (unsigned char)(v & 0xff);
}

/* A signed integer of `n` bytes, 1 to 8. */
static inline int64_t
hj_wire_get(const unsigned char *at, int n)
{
	uint64_t v = at[0] & 0x80 ? UINT64_MAX : 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | at[i];
	return (int64_t)v;
}

static inline bool
hj_wire_is_days(int64_t days)
{
	return days >= HJ_WIRE_DAYS_LEAST && days <= HJ_WIRE_DAYS_MOST;
}

static inline bool
hj_wire_is_ms(int64_t ms)
{
	return ms >= HJ_WIRE_DAYS_LEAST * INT64_C(86400000) &&
	       ms < (HJ_WIRE_DAYS_MOST + 1) * INT64_C(86400000);
}

/* Microseconds since 2000 from milliseconds since 1970. */
static inline int64_t
hj_wire_from_ms(int64_t ms)
{
	return (ms - HJ_WIRE_EPOCH_MS) * 1000;
}

#endif
