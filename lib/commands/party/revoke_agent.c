/*
 * Somebody acts no more for a party (撤销、辞去代理): from the day it occurred
 * on.  What was done before stands.
 */
#include "lib/commands/party/agency.h"

struct revoke_agent {
	struct hj_frame frame;
	int64_t agency;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(revoke_agent, agency, HJ_REQUIRED, 1, HJ_AGENCIES_MOST, "代理编号|agency"),
	HJ_SEALED(revoke_agent, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "原因|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(revoke_agent, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct revoke_agent *c = cmd;
	const struct hj_agency *a = hj_agency_at(t->d, c->agency);

	if (a == NULL || a->ended_on != 0)
		hj_refuse(t, HJ_NO_PROXY, "agency");
	else
		hj_end_agency(t, a->no, c->reason);
}

const struct hj_command hj_cmd_revoke_agent = {
	.name = "revoke-agent",
	.zh = "撤销代理",
	.en = "Somebody acts no more for a party",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
