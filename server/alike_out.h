/*
 * The answer to the question of server/duplicates.c: disputes that are alike,
 * with their reasons in words, and bodies that have one.
 */
#ifndef HJ_SERVER_ALIKE_OUT_H
#define HJ_SERVER_ALIKE_OUT_H

#include "server/db/param.h"
#include "server/matter.h"

#define HJ_ALIKE_TEXT_MOST ((size_t)512 * 1024)
#define HJ_ALIKE_SHOWN 50 /* disputes */

/* A dispute that is alike. */
struct hj_alike_item {
	const char *id;
	const char *code;
	char merged_into[33]; /* "" if it goes on by itself */
	bool closed;
	unsigned open; /* mask of 1 << enum hj_channel: what runs in it */
	bool final;    /* a petition in it was decided for good */
	struct hj_written written;
	struct hj_alike alike;
};

/* A body that has a similar matter, of which no more is told. */
struct hj_alike_body {
	const char *id;
	const struct hj_org *org;
	unsigned open;
	bool final;
};

struct hj_alike_answer {
	const struct hj_rules *rules;
	int channel; /* that would be opened, enum hj_channel */
	struct hj_alike_item *item;
	size_t n;
	struct hj_alike_body *body;
	size_t n_body;
	struct hj_bytes *read; /* streams to be entered in the read log */
	size_t n_read;
};

/*
 * Put the items in order, the most alike first, keep HJ_ALIKE_SHOWN of them,
 * and write the answer to `b`.
 */
void hj_alike_write(struct hj_buf *b, struct hj_alike_answer *answer);

#endif
