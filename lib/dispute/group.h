/*
 * A group among the parties (人数众多的一方), as its dispute sees it.
 *
 * The members stand in a stream of their own (lib/commands/group/group.h); the
 * dispute holds how many they are and what it comes to, as of one event of that
 * stream.  That event's place in the chain fixes every line below the totals.
 */
#ifndef HJ_LIB_DISPUTE_GROUP_H
#define HJ_LIB_DISPUTE_GROUP_H

#include "lib/base/field.h"

/* Members who left, died or were entered by mistake are not counted. */
struct hj_group_count {
	int64_t party;
	const char *group; /* its stream */
	int64_t as_of;     /* seq there; 0: founded only */
	int64_t members;
	int64_t representatives; /* 代表人, at most 5 */
	int64_t consents;        /* agreed to mediation */
	int64_t yes;             /* to the offer */
	int64_t no;
	int64_t signatures;  /* of those who said yes */
	int64_t electronic;  /* of these */
	int64_t routes_owed; /* said no, and were not told the other routes */
	int64_t owed;        /* fen, all members */
	int64_t agreed;      /* fen, those who said yes */
	int64_t paid;        /* fen */
	int64_t missing;     /* say that it did not arrive */
};
extern const struct hj_fields hj_group_count_fields;

/* A group was founded, or its totals changed. */
struct hj_group_counted {
	struct hj_group_count *count;
};

struct hj_dispute;

/* The group of `party`, or NULL. */
struct hj_group_count *hj_group_of(const struct hj_dispute *d, int64_t party);

#endif
