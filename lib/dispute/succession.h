/*
 * One party's place goes over to others (承继): heirs, or who follows an
 * organisation.
 *
 * The old party stays readable with everything it did, and takes part no more.
 * What goes over is told term by term and issue by issue, to the fen.
 *
 * Included by event.h.
 */
#ifndef HJ_LIB_DISPUTE_SUCCESSION_H
#define HJ_LIB_DISPUTE_SUCCESSION_H

#include "lib/base/field.h"

#define HJ_HEIRS_MOST 20 /* of one party */
#define HJ_PARTS_MOST 10000

/* Why somebody follows. */
enum hj_succession_cause {
	HJ_SU_DIED = 1,    /* 死亡,由继承人承继 */
	HJ_SU_MERGED,      /* 合并 */
	HJ_SU_DIVIDED,     /* 分立 */
	HJ_SU_DISSOLVED,   /* 终止、注销 */
	HJ_SU_TRANSFERRED, /* 权利义务转让 */
};
extern const struct hj_words hj_succession_cause_words;

/* A party that steps in, with its part of the whole. */
struct hj_heir {
	int64_t party;
	int64_t part; /* of struct hj_succession's `of`; 0: undivided */
};

struct hj_succession {
	int64_t party;
	int cause; /* enum hj_succession_cause */
	int32_t on;
	int64_t of; /* the parts add up to it; 0: undivided */
	struct hj_heir *heir;
	size_t n_heir;
	struct hj_sealed reason;
};

extern const struct hj_fields hj_heir_fields;

#endif
