/*
 * Take what was offered (接收).
 *
 * Only the body it was offered to takes it.  A procedure of its own opens, in
 * which consent is asked anew (人民调解法17, F); the sender's ends as handed
 * over or handed up.  While a suit or an arbitration is open, nobody but the
 * forum that has it sends the matter to mediation.
 */
#include "lib/commands/referral/referral.h"
#include "lib/commands/track/forum.h"

#include <string.h>

struct accept_referral {
	struct hj_frame frame;
	const char *host; /* organisation; NULL: one's own house */
	int64_t referral;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(accept_referral, host, 0, "在何单位办理|in whose house it is held"),
	HJ_INT(accept_referral, referral, HJ_REQUIRED, 1, 1000, "移交编号|referral"),
	HJ_SEALED(accept_referral, text, HJ_KEY_TEXT, 4000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(accept_referral, rows);

/* What excludes it, if the matter is before a forum that did not send it. */
static const struct hj_rule_forum *
before_forum(const struct hj_turn *t, const struct hj_referral *r)
{
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];

		/* Mediation that hands the matter over ends by that. */
		if (!hj_channel_mediates(p->channel) &&
		    (p->body == NULL || r->from == NULL ||
			strcmp(p->body, r->from) != 0) &&
		    hj_excluded(t, p, r->channel) != NULL)
			return hj_excluded(t, p, r->channel);
	}
	return NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct accept_referral *c = cmd;
	const struct hj_referral *r = hj_offered_to_us(t, c->referral);
	const char *host = hj_host(t, c->host);

	if (r == NULL || t->refused != HJ_NO)
		return;
	hj_refuse_forum(t, before_forum(t, r), r->channel, "referral");
	if (t->refused == HJ_NO && !hj_offered_elsewhere(t, r, true))
		hj_accept_offer(t, r, host, c->text);
}

const struct hj_command hj_cmd_accept_referral = {
	.name = "accept-referral",
	.zh = "接收移交",
	.en = "Accept what was offered",
	.fields = &fields,
	.right = HJ_MAY_ANSWER_OFFER,
	.flags = HJ_NO_PROC,
	.ready = hj_some_offer_to_us,
	.decide = decide,
};
