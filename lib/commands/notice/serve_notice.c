/*
 * Serve notices (送达): what was owed reached the party.
 *
 * One proof may stand for several (one visit, one parcel).  A signature on the
 * receipt proves a handing over; every other means states its proof.  Each kind
 * of notice has the means that fit it (lib/dispute/notice.c).  Electronic
 * service needs the party's consent, on record or said here; announcement comes
 * last, when another means has failed, where that guard is switched on
 * (民诉法95, K).
 * Whatever waits for a receipt runs from here, never from the sending.
 */
#include "lib/commands/guard.h"
#include "lib/commands/notice/notice.h"

struct serve_notice {
	struct hj_frame frame;
	bool e_service_agreed; /* the party agreed to electronic service */
	struct hj_sealed evidence;
	int means; /* enum hj_means */
	int proof; /* enum hj_proof; 0: the usual one of the means */
	struct hj_no *notices;
	size_t n_notices;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(serve_notice, e_service_agreed, 0, "受送达人同意电子送达|the party agreed to electronic service"),
	HJ_SEALED(serve_notice, evidence, HJ_KEY_TEXT, 1000, "送达凭据|proof: number, witness"),
	HJ_WORD(serve_notice, means, HJ_REQUIRED, &hj_means_words, "送达方式|means"),
	HJ_LIST(serve_notice, notices, HJ_REQUIRED, &hj_no_fields, 200, "告知书编号|notices"),
	HJ_WORD(serve_notice, proof, 0, &hj_proof_words, "凭据种类|kind of proof"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(serve_notice, rows);

/* Have the parties of all these notices agreed to electronic service? */
static bool
all_agreed(const struct hj_turn *t, const struct serve_notice *c)
{
	for (size_t i = 0; i < c->n_notices; i++) {
		const struct hj_contact *contact = hj_contact_of(
		    t->d, hj_notice_at(t->d, c->notices[i].no)->party);

		if (contact == NULL || contact->agreed_on == 0)
			return false;
	}
	return true;
}

/* May each be served by the means that is said? */
static void
check_means(struct hj_turn *t, const struct serve_notice *c)
{
	for (size_t i = 0; i < c->n_notices; i++) {
		const struct hj_notice *n =
		    hj_notice_at(t->d, c->notices[i].no);

		if (!hj_notice_by(n->kind, c->means))
			hj_refuse(t, HJ_NO_MEANS, "means");
		else if (c->means == HJ_ME_ANNOUNCED &&
			 n->state != HJ_NS_RETURNED &&
			 hj_guard_on(t, HJ_NO_ANNOUNCED_FIRST))
			hj_refuse(t, HJ_NO_ANNOUNCED_FIRST, "means");
	}
	if (c->proof != 0 && !hj_proof_fits(c->means, c->proof))
		hj_refuse(t, HJ_NO_EVIDENCE, "proof");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct serve_notice *c = cmd;

	if (!hj_notices_fit(t, c->notices, c->n_notices,
		1u << HJ_NS_OWED | 1u << HJ_NS_RETURNED))
		return;
	if (c->means == HJ_ME_ELECTRONIC && !c->e_service_agreed &&
	    !all_agreed(t, c))
		hj_refuse(t, HJ_NO_E_SERVICE, "e_service_agreed");
	else if (c->means != HJ_ME_HANDED && c->evidence.box == NULL)
		hj_refuse(t, HJ_NO_EVIDENCE, "evidence");
	check_means(t, c);
	if (t->refused == HJ_NO)
		hj_notices_set(t, &hj_ev_notice_served,
		    &(struct hj_delivery){ .list = c->notices,
			.n = c->n_notices,
			.state = HJ_NS_SERVED,
			.means = c->means,
			.proof =
			    c->proof != 0 ? c->proof : hj_usual_proof(c->means),
			.evidence = c->evidence });
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
