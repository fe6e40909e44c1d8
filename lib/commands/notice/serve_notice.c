/*
 * Serve notices (送达): what was owed reached the party.
 *
 * One proof may stand for several (one visit, one parcel).  A signature on the
 * receipt proves a handing over; every other means states its proof.  Service
 * by electronic means needs the party's consent.  Whatever waits
 * for a receipt runs from here, never from the sending.
 */
#include "lib/commands/notice/notice.h"

struct serve_notice {
	struct hj_frame frame;
	bool e_service_agreed; /* the party agreed to electronic service */
	struct hj_sealed evidence;
	int means; /* enum hj_means */
	struct hj_no *notices;
	size_t n_notices;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(serve_notice, e_service_agreed, 0, "受送达人同意电子送达|the party agreed to electronic service"),
	HJ_SEALED(serve_notice, evidence, HJ_KEY_TEXT, 1000, "送达凭据|proof: number, witness"),
	HJ_WORD(serve_notice, means, HJ_REQUIRED, &hj_means_words, "送达方式|means"),
	HJ_LIST(serve_notice, notices, HJ_REQUIRED, &hj_no_fields, 200, "告知书编号|notices"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(serve_notice, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct serve_notice *c = cmd;

	if (!hj_notices_fit(t, c->notices, c->n_notices,
		1u << HJ_NS_OWED | 1u << HJ_NS_RETURNED))
		return;
	if (c->means == HJ_ME_ELECTRONIC && !c->e_service_agreed)
		hj_refuse(t, HJ_NO_E_SERVICE, "e_service_agreed");
	else if (c->means != HJ_ME_HANDED && c->evidence.box == NULL)
		hj_refuse(t, HJ_NO_EVIDENCE, "evidence");
	else
		hj_notices_set(t, &hj_ev_notice_served, c->notices,
		    c->n_notices, HJ_NS_SERVED, c->means, c->evidence);
}

const struct hj_command hj_cmd_serve_notice = {
	.name = "serve-notice",
	.zh = "送达",
	.en = "Serve notices",
	.fields = &fields,
	.right = HJ_MAY_SERVE,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
