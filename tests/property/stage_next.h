/* What usually comes next at a stage: of a work order, a petition, legal aid.
 */
#ifndef HJ_TESTS_PROPERTY_STAGE_NEXT_H
#define HJ_TESTS_PROPERTY_STAGE_NEXT_H

#include "tests/property/occasion.h"

/* What usually comes next with a work order. */
static const char *
next_of_order(int stage)
{
	static const char *const any[] = { "supervise", "report-to-superior",
		"end-order", "refer" };

	static const char *const next[HJ_ST__MAX][2] = {
		[HJ_ST_ORDER_RECEIVED] = { "dispatch-order", "reply-order" },
		[HJ_ST_ORDER_DISPATCHED] = { "sign-for", "return-order" },
		[HJ_ST_ORDER_HANDLING] = { "reply-order", "return-order" },
		[HJ_ST_ORDER_SENT_BACK] = { "agree-return", "designate" },
		[HJ_ST_ORDER_DESIGNATED] = { "reply-order", "return-order" },
		[HJ_ST_ORDER_ANSWERED] = { "verify-reply", "verify-reply" },
		[HJ_ST_ORDER_VERIFIED] = { "call-back", "call-back" },
		[HJ_ST_ORDER_CALLED_BACK] = { "end-order", "end-order" },
		[HJ_ST_ORDER_REDO] = { "reply-order", "reply-order" },
	};
	const char *name = next[stage][percent(65) ? 0 : 1];

	return percent(20) || name == NULL ? any[between(0, 3)] : name;
}

/* What usually comes next in a petition. */
static const char *
next_of_petition(const struct hj_dispute *d, const struct hj_procedure *p)
{
	const struct hj_petition *x = hj_petition_of(d, p->no);
	static const char *const of[HJ_ST_RECHECKED + 1][3] = {
		[HJ_ST_RECEIVED] = { "classify-petition", "classify-petition",
		    "end-petition" },
		[HJ_ST_CLASSIFIED] = { "refer-petition", "accept-petition",
		    "route-petition" },
		[HJ_ST_REFERRED] = { "receive-petition", "receive-petition",
		    "note" },
		[HJ_ST_ASSIGNED] = { "receive-petition", "receive-petition",
		    "note" },
		[HJ_ST_TAKEN] = { "accept-petition", "object-petition",
		    "record-outside-opinion" },
		[HJ_ST_RETURN_REQUESTED] = { "answer-objection",
		    "answer-objection", "note" },
		[HJ_ST_HANDLING] = { "issue-opinion", "issue-opinion",
		    "extend-handling" },
		[HJ_ST_ROUTED] = { "serve-notice", "end-petition",
		    "terminate-petition" },
		[HJ_ST_ANSWERED] = { "request-review", "request-review",
		    "request-review" },
		[HJ_ST_REVIEWING] = { "issue-review", "issue-review",
		    "issue-review" },
		[HJ_ST_REVIEWED] = { "request-recheck", "request-recheck",
		    "request-recheck" },
		[HJ_ST_RECHECKING] = { "issue-recheck", "issue-recheck",
		    "record-petition-hearing" },
		[HJ_ST_RECHECKED] = { "serve-notice", "serve-notice",
		    "close-handling" },
	};

	if (notice_owed_in(d, p) && p->stage >= HJ_ST_ROUTED && percent(85))
		return "serve-notice";
	if (p->stage == HJ_ST_HANDLING && x->way != HJ_PW_OPINION)
		return "close-handling";
	return of[p->stage][between(0, 2)];
}

/* What usually comes next in legal aid. */
static const char *
next_of_aid(int stage)
{
	static const char *const next[HJ_ST__MAX][4] = {
		[HJ_ST_NONE] = { "aid-apply", "aid-apply", "aid-apply",
		    "serve-notice" },
		[HJ_ST_AID_RELAYING] = { "aid-apply", "aid-apply", "aid-apply",
		    "serve-notice" },
		[HJ_ST_AID_APPLIED] = { "aid-grant", "aid-refuse", "ask-papers",
		    "withdraw-aid" },
		[HJ_ST_AID_SUPPLEMENT] = { "hand-in-papers", "hand-in-papers",
		    "aid-grant", "serve-notice" },
		[HJ_ST_AID_GRANTED] = { "freeze-draw", "freeze-draw",
		    "appoint-counsel", "terminate-aid" },
		[HJ_ST_AID_DRAWING] = { "conclude-draw", "conclude-draw",
		    "conclude-draw", "terminate-aid" },
		[HJ_ST_AID_RUNNING] = { "report-aid", "report-aid",
		    "replace-counsel", "terminate-aid" },
		[HJ_ST_AID_REFUSED] = { "object-aid", "object-aid",
		    "serve-notice", "close" },
		[HJ_ST_AID_TERMINATED] = { "object-aid", "object-aid",
		    "serve-notice", "close" },
		[HJ_ST_AID_OBJECTION] = { "decide-objection",
		    "decide-objection", "decide-objection", "serve-notice" },
		[HJ_ST_AID_REPORTED] = { "pay-subsidy", "pay-subsidy",
		    "serve-notice", "close" },
	};
	const char *name = next[stage][between(0, 3)];

	return name == NULL ? "close" : name;
}

#endif
