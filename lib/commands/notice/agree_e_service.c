/*
 * Record that a party agreed to electronic service and confirmed its address
 * (送达地址确认书; 在线17, F), or that it took the consent back.
 *
 * Without it nothing leaves for that party by electronic means; the way back to
 * paper is open at any time.
 */
#include "lib/commands/guard.h"
#include "lib/commands/notice/notice.h"

struct agree {
	struct hj_frame frame;
	int64_t party;
	struct hj_sealed address;
	int how; /* enum hj_signing, of the confirmation */
	struct hj_sealed reason;
	bool withdrawn;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(agree, address, HJ_KEY_PARTY, 200, "确认的电子送达地址|address confirmed"),
	HJ_WORD(agree, how, 0, &hj_signing_words, "确认书签署方式|how the confirmation was signed"),
	HJ_INT(agree, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_SEALED(agree, reason, HJ_KEY_TEXT, 1000, "说明|note"),
	HJ_BOOL(agree, withdrawn, 0, "撤回同意|taken back"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(agree, rows);

static void
check(struct hj_turn *t, const struct agree *c)
{
	const struct hj_contact *before = hj_contact_of(t->d, c->party);
	bool agreed = before != NULL && before->agreed_on != 0;

	hj_contact_party(t, c->party, "party");
	if (c->withdrawn && !agreed)
		hj_refuse(t, HJ_NO_E_SERVICE, "withdrawn");
	if (!c->withdrawn && c->address.box == NULL)
		hj_refuse_in(
		    t, HJ_NO_ADDRESS, "address", hj_court_linked(t->d));
	if (!c->withdrawn && (c->how == 0 || c->how == HJ_SG_REFUSED))
		hj_refuse(t, HJ_NO_E_SERVICE, "how");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct agree *c = cmd;
	struct hj_contact_set *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = hj_contact_change(t, c->party);
	b->contact->agreed_on = c->withdrawn ? 0 : hj_occurred_on(t);
	b->contact->e_address = c->withdrawn ? HJ_NO_TEXT : c->address;
	b->how = c->withdrawn ? 0 : c->how;
	b->article = hj_guard_article_in(
	    t, hj_refusals[HJ_NO_ADDRESS].type, hj_court_linked(t->d));
	b->reason = c->reason;
	hj_happens(t,
	    c->withdrawn ? &hj_ev_e_service_withdrawn : &hj_ev_e_service_agreed,
	    b);
	hj_notices_reroute(t, c->party);
}

const struct hj_command hj_cmd_agree_e_service = {
	.name = "agree-e-service",
	.zh = "记电子送达同意",
	.en = "Record consent to electronic service",
	.fields = &fields,
	.right = HJ_MAY_SERVE,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
