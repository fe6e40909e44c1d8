/*
 * How a party is reached (联系和送达方式): its means in order, with language
 * and times, and its consent to electronic service; what speaking with it needs
 * (沟通需要).
 *
 * A contact is the whole of it for one party, and each event of a contact
 * carries it as it is from then on.  Numbers, addresses and times are the
 * party's own texts: sealed under its key, gone when it is erased.
 */
#ifndef HJ_LIB_DISPUTE_CONTACT_H
#define HJ_LIB_DISPUTE_CONTACT_H

#include "lib/base/field.h"

#define HJ_WAYS_MOST 8 /* of one party */

/* The way to somebody; service by it is a means of law (enum hj_means). */
enum hj_reach {
	HJ_RC_CALL = 1,  /* 打电话 */
	HJ_RC_VISIT,     /* 上门 */
	HJ_RC_POST,      /* 邮寄 */
	HJ_RC_COUNTER,   /* 到窗口领取 */
	HJ_RC_SMS,       /* 短信, through a gateway */
	HJ_RC_MAIL,      /* 电子邮件, through a gateway */
	HJ_RC_E_SERVICE, /* 送达平台, through a gateway */
	HJ_RC_AGENT,     /* 代收人、代理人 */
	HJ_RC_ANNOUNCE,  /* 公告, when nothing else is left */
};
extern const struct hj_words hj_reach_words;

#define HJ_NEEDS_MOST 10 /* of one party */

/* What speaking with somebody needs. */
enum hj_need {
	HJ_ND_HEARING = 1, /* 听不清: loud, or in writing */
	HJ_ND_SIGN,        /* 手语翻译 */
	HJ_ND_SIGHT,       /* 看不清: read out, large print */
	HJ_ND_READING,     /* 不识字: read out, thumbprint */
	HJ_ND_DIALECT,     /* 说方言 */
	HJ_ND_INTERPRETER, /* 少数民族语言、外语 */
	HJ_ND_NO_PHONE,    /* 不用智能手机: paper, calls */
	HJ_ND_MOBILITY,    /* 行动不便: at home */
	HJ_ND_COMPANION,   /* 要亲属、监护人陪同 */
	HJ_ND_OTHER,       /* said in words */
};
extern const struct hj_words hj_need_words;

struct hj_need_item {
	int need; /* enum hj_need */
};
extern const struct hj_fields hj_need_fields; /* bare words */

/* One way to a party; its place in the list is its order. */
struct hj_way {
	int reach;              /* enum hj_reach, not ANNOUNCE */
	const char *language;   /* to speak in; NULL: 普通话 */
	struct hj_sealed where; /* number, address; none: the party's own */
	struct hj_sealed times; /* when to call or come */
};

struct hj_contact {
	int64_t party;
	struct hj_way *way;
	size_t n_way;
	int32_t agreed_on; /* to e-service (送达地址确认书); 0: not */
	struct hj_sealed e_address; /* confirmed for it */
};

struct hj_contact_set {
	struct hj_contact *contact;
	int how;             /* enum hj_signing, of the confirmation */
	const char *article; /* it rests on */
	struct hj_sealed reason;
};

struct hj_dispute;
struct hj_notice;

extern const struct hj_fields hj_contact_fields;

/* What was said of `party`; NULL: nothing. */
const struct hj_contact *hj_contact_of(
    const struct hj_dispute *d, int64_t party);

/* The way of `contact` (may be NULL) by `reach`; NULL if it names none. */
const struct hj_way *hj_way_of(const struct hj_contact *contact, int reach);

/* The means of law by which this way serves; 0 for 0. */
int hj_reach_means(int reach);

/* Does it leave through the outbox? */
bool hj_reach_sent(int reach);

/*
 * The first way after the `turn`th (0: of all) by which the notice may be
 * served: the party's own in order, then those that are always there, and
 * announcement last where its kind allows it.  Electronic ways need consent.
 * Returns its turn and sets `ret_reach`; 0 if none is left.
 */
int64_t hj_next_reach(const struct hj_dispute *d, const struct hj_notice *n,
    int64_t turn, int *ret_reach);

#endif
