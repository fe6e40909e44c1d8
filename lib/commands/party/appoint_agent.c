/*
 * Enter who acts for a party (登记代理人): a guardian, the head of an
 * organisation, an agent by mandate with power and term (授权委托书: 委托人、
 * 受托人、事项、权限、期限).
 */
#include "lib/commands/guard.h"
#include "lib/commands/party/agency.h"

struct appoint_agent {
	struct hj_frame frame;
	int64_t party;
	int kind;  /* enum hj_agency_kind */
	int power; /* enum hj_power */
	int32_t from, until;
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_DATE(appoint_agent, from, 0, "代理起|first day"),
	HJ_WORD(appoint_agent, kind, HJ_REQUIRED, &hj_agency_kind_words, "代理种类|kind"),
	HJ_SEALED(appoint_agent, name, HJ_REQUIRED | HJ_KEY_PARTY, 200, "代理人|name"),
	HJ_INT(appoint_agent, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_SEALED(appoint_agent, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
	HJ_WORD(appoint_agent, power, 0, &hj_power_words, "代理权限|power"),
	HJ_SEALED(appoint_agent, text, HJ_KEY_PARTY, 500, "授权事项|what the power says"),
	HJ_DATE(appoint_agent, until, 0, "代理止|last day"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(appoint_agent, rows);

/* Persons have guardians, organisations and groups have heads. */
static bool
kind_fits(const struct hj_party *party, int kind)
{
	return kind == HJ_AG_AGENT ||
	       (kind == HJ_AG_GUARDIAN) == (party->kind == HJ_PK_NATURAL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct appoint_agent *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);
	struct hj_agency *a;

	if (party == NULL || !hj_party_there(party))
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (party->erased)
		hj_refuse(t, HJ_NO_ERASED, "party");
	else if (!kind_fits(party, c->kind))
		hj_refuse(t, HJ_NO_PARTY, "kind");
	else if (c->kind == HJ_AG_AGENT && (c->power == 0 || c->until == 0) &&
		 hj_guard_on(t, HJ_NO_POWER_STATED))
		hj_refuse(
		    t, HJ_NO_POWER_STATED, c->power == 0 ? "power" : "until");
	else if (c->until != 0 && c->until < c->from)
		hj_refuse(t, HJ_NO_ORDER, "until");
	else if (t->d->n_agency >= HJ_AGENCIES_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	if (t->refused != HJ_NO)
		return;
	a = HJ_NEW(t->a, struct hj_agency);
	*a = (struct hj_agency){
		.party = c->party,
		.kind = c->kind,
		.power = c->kind == HJ_AG_AGENT ? c->power : 0,
		.from = c->from,
		.until = c->until,
		.name = c->name,
		.phone = c->phone,
		.text = c->text,
	};
	hj_begin_agency(t, a);
}

const struct hj_command hj_cmd_appoint_agent = {
	.name = "appoint-agent",
	.zh = "登记代理人",
	.en = "Enter who acts for a party",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
