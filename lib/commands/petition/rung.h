/*
 * The three opinions of a petition and the asking for the next one: opinion,
 * review, re-check (信访工作条例32, 35, 36; F), alike but for names.
 */
#ifndef HJ_LIB_COMMANDS_PETITION_RUNG_H
#define HJ_LIB_COMMANDS_PETITION_RUNG_H

#include "lib/commands/petition/petition.h"

/* What an opinion states. */
struct hj_issue {
	struct hj_frame frame;
	struct hj_sealed basis;
	const char *by_outside; /* the organ that gave it, if it is no user */
	struct hj_sealed grounds;
	struct hj_sealed opinion;
	int outcome; /* enum hj_petition_outcome */
	struct hj_sealed request;
	int64_t review_days; /* for asking for the next one */
	struct hj_sealed rights;
	struct hj_sealed text;
};
extern const struct hj_fields hj_issue_fields;

/* Who asks for the next one, or asked too late. */
struct hj_ask {
	struct hj_frame frame;
	int64_t party;
	struct hj_sealed reason;
	struct hj_sealed text;
	const char *to; /* organ that will give it; absent: the one asked */
};
extern const struct hj_fields hj_ask_fields;

/* Issue the opinion of `rung` (enum hj_petition_rung), or refuse. */
void hj_issue_opinion(struct hj_turn *t, const struct hj_issue *c, int rung);

/* Take the request for the opinion of `rung`: review or re-check. */
void hj_ask_for(struct hj_turn *t, const struct hj_ask *c, int rung);

/* Answer the request as too late; refused if it is not. */
void hj_decline_asked(struct hj_turn *t, const struct hj_ask *c);

#endif
