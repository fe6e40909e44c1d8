/*
 * A compact (三约: 村组织与干部, 村组织与村民, 村民之间) as a dispute sees it:
 * evidence of what was agreed before.
 *
 * The compact itself is a stream of its own (lib/commands/compact/compact.h);
 * its words stand here because both speak them.
 */
#ifndef HJ_LIB_DISPUTE_COMPACT_H
#define HJ_LIB_DISPUTE_COMPACT_H

#include "lib/base/field.h"

/* Between whom. */
enum hj_compact_between {
	HJ_CPB_CADRES = 1, /* 村组织与干部 */
	HJ_CPB_VILLAGERS,  /* 村组织与村民 */
	HJ_CPB_AMONG,      /* 村民之间 */
};
extern const struct hj_words hj_compact_between_words;

enum hj_compact_class {
	HJ_CPC_ECONOMY = 1,
	HJ_CPC_PUBLIC_AFFAIRS,
	HJ_CPC_STABILITY,
	HJ_CPC_ORGANISATION,
};
extern const struct hj_words hj_compact_class_words;

enum hj_compact_form {
	HJ_CPF_CONTRACT = 1, /* 合同 */
	HJ_CPF_AGREEMENT,    /* 协议 */
	HJ_CPF_MINUTES,      /* 纪要 */
	HJ_CPF_LIABILITY,    /* 责任书 */
	HJ_CPF_PLEDGE,       /* 承诺书 */
};
extern const struct hj_words hj_compact_form_words;

/* A compact that bears on the dispute. */
struct hj_prior_compact {
	const char *compact; /* its stream */
	const char *owner;   /* the body that keeps it */
	int between;         /* enum hj_compact_between */
	int class;           /* enum hj_compact_class */
	int form;            /* enum hj_compact_form */
	int32_t signed_on;
};
extern const struct hj_fields hj_prior_compact_fields;

struct hj_compact_linked {
	struct hj_prior_compact *compact;
};

#endif
