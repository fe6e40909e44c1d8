/*
 * What a sitting brings beside who came and how it ended: who was asked to
 * join (人民调解法20), and what keeps it from an end (卡在哪).
 */
#ifndef HJ_LIB_DISPUTE_SITTING_H
#define HJ_LIB_DISPUTE_SITTING_H

#include "lib/base/field.h"

#define HJ_GUESTS_MOST 20 /* of one sitting */

/* As what somebody joined. */
enum hj_guest_role {
	HJ_GU_OFFICIAL = 1, /* 村(社区)干部 */
	HJ_GU_GRID,
	HJ_GU_POLICE,
	HJ_GU_LAWYER,
	HJ_GU_RELATIVE, /* 亲属、邻里、同事 */
	HJ_GU_EXPERT,   /* 有专门知识、特定经验的人员 */
	HJ_GU_OTHER,
};
extern const struct hj_words hj_guest_role_words;

struct hj_guest {
	int role; /* enum hj_guest_role */
	struct hj_sealed name;
};
extern const struct hj_fields hj_guest_fields; /* of the event */

/* About what they do not agree yet. */
enum hj_sticking {
	HJ_SK_AMOUNT = 1,
	HJ_SK_LIABILITY,
	HJ_SK_TIME,
	HJ_SK_BOUNDARY,
	HJ_SK_APOLOGY,
	HJ_SK_OTHER,
};
extern const struct hj_words hj_sticking_words;

struct hj_sticking_item {
	int point; /* enum hj_sticking */
};
extern const struct hj_fields hj_sticking_fields; /* bare words */

#endif
