/*
 * Refer a person to psychological or social help or to relief (转介帮扶): only
 * with that person's consent.
 */
#include "lib/commands/help/help.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hj_refer_to_help, body, HJ_REQUIRED, "帮扶单位|the body that helps"),
	HJ_BOOL(hj_refer_to_help, consent, 0, "本人同意|the person agrees"),
	HJ_ID(hj_refer_to_help, dispute, 0, "相关纠纷|dispute in which it came up"),
	HJ_SEALED(hj_refer_to_help, identity, HJ_KEY_PARTY, 40, "证件号码|identity number"),
	HJ_WORD(hj_refer_to_help, kind, HJ_REQUIRED, &hj_help_words, "帮扶种类|kind of help"),
	HJ_WORD(hj_refer_to_help, manner, HJ_REQUIRED, &hj_entered_manner_words, "同意方式|how consent was given"),
	HJ_SEALED(hj_refer_to_help, name, HJ_REQUIRED | HJ_KEY_PARTY, 80, "姓名|name"),
	HJ_SEALED(hj_refer_to_help, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
	HJ_SEALED(hj_refer_to_help, reason, HJ_KEY_TEXT, 1000, "转介原因|why"),
};
const struct hj_fields hj_refer_to_help_fields = HJ_COMMAND_FIELDS(hj_refer_to_help, rows);
/* clang-format on */

static void
check(struct hj_turn *t, const struct hj_refer_to_help *c)
{
	const struct hj_help *now = t->state;
	const struct hj_org *body = hj_org_find(t->world->directory, c->body);

	if (now->owner != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
	else if (!c->consent)
		hj_refuse(t, HJ_NO_HELP_CONSENT, "consent");
	else if (body == NULL || body->closed)
		hj_refuse(t, HJ_NO_ORGANISATION, "body");
	else if (strcmp(body->id, t->actor.org) == 0)
		hj_refuse(t, HJ_NO_SAME_BODY, "body");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_refer_to_help *c = cmd;
	struct hj_help_set *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_help_set);
	b->stage = HJ_HS_OFFERED;
	b->handler = t->actor.person;
	b->reason = c->reason;
	b->head = HJ_NEW(t->a, struct hj_help_head);
	*b->head = (struct hj_help_head){ .owner = t->actor.org,
		.body = c->body,
		.dispute = c->dispute,
		.name = c->name,
		.phone = c->phone,
		.identity = c->identity,
		.identity_index = c->identity_index,
		.kind = c->kind,
		.manner = c->manner,
		.referred_on = hj_occurred_on(t) };
	HJ_PUSH(t->a, b->reader, b->n_reader)->text = t->actor.org;
	HJ_PUSH(t->a, b->reader, b->n_reader)->text = c->body;
	hj_happens(t, &hj_ev_help_offered, b);
}

const struct hj_command hj_cmd_refer_to_help = {
	.name = "refer-to-help",
	.zh = "转介帮扶",
	.en = "Refer a person to help",
	.fields = &hj_refer_to_help_fields,
	.right = HJ_MAY_PREVENT,
	.flags = HJ_CREATES,
	.decide = decide,
};
