/*
 * Who acts for a party, with what power, from when until when (代理).
 *
 * A guardian (监护人) and the head of an organisation act in everything; an
 * agent by mandate (委托代理人) within the power that was given, and in
 * settling or admitting only if that was given specially (特别授权).  An agency
 * is never changed: it ends, and another is entered.
 *
 * Included by dispute.h (the state) and event.h (the body).
 */
#ifndef HJ_LIB_DISPUTE_AGENCY_H
#define HJ_LIB_DISPUTE_AGENCY_H

#include "lib/base/field.h"

#define HJ_AGENCIES_MOST 200 /* of one dispute */

enum hj_agency_kind {
	HJ_AG_GUARDIAN = 1, /* 监护人(法定代理人) */
	HJ_AG_AGENT,        /* 委托代理人 */
	HJ_AG_HEAD,         /* 法定代表人、负责人 */
};
extern const struct hj_words hj_agency_kind_words;

enum hj_power {
	HJ_PW_GENERAL = 1, /* 一般授权 */
	HJ_PW_SPECIAL,     /* 特别授权: may settle, admit, give up */
};
extern const struct hj_words hj_power_words;

struct hj_agency {
	int64_t no;
	int64_t party;
	int kind;         /* enum hj_agency_kind */
	int power;        /* enum hj_power, of an agent */
	int32_t from;     /* the first day; 0: not stated */
	int32_t until;    /* the last day; 0: not stated */
	int32_t ended_on; /* taken back: holds no more from that day on */
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed text; /* what the power says */
};

/* Somebody was entered as acting for a party, or acts no more. */
struct hj_agency_set {
	struct hj_agency *agency;
	struct hj_sealed reason;
};

extern const struct hj_fields hj_agency_fields;

/*
 * Does it hold on `day`?  A mandate that does not say until when holds on none;
 * guardians and heads hold until somebody says otherwise.
 */
bool hj_agency_holds(const struct hj_agency *a, int32_t day);

/* May who holds it settle, admit, give up for the party? */
bool hj_agency_settles(const struct hj_agency *a);

#endif
