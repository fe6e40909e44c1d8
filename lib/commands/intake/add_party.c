/*
 * Enter one more party (添加当事人).
 *
 * Somebody who joins a mediation that is running has to agree to it before
 * sitting at the table (人民调解法17, F), and is told of rights and duties like
 * everybody else (23, 24).
 */
#include "lib/commands/common.h"
#include "lib/commands/intake/party.h"

#define PARTIES_MOST 100 /* as many as a registration may bring */

struct add_party {
	struct hj_frame frame;
	struct hj_party_input *party;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_OBJECT(add_party, party, HJ_REQUIRED, &hj_party_input_fields, "当事人|party"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(add_party, rows);

/* The newcomer is owed the sheet in every mediation that was accepted. */
static void
owe_rights(struct hj_turn *t, int64_t party)
{
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];

		if (hj_channel_mediates(p->channel) &&
		    (p->phase == HJ_PH_ACCEPTED || p->phase == HJ_PH_MEDIATING))
			hj_owe_notice(t, p->no, party, HJ_NK_RIGHTS,
			    hj_rights_article(t, p));
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct add_party *c = cmd;
	int64_t no = HJ_NEXT_NO(t->d->n_party);

	if (c->party->party != 0) {
		hj_refuse(t, HJ_NO_PARTY, "party");
		return;
	}
	if (t->d->n_party >= PARTIES_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "party");
	if (!hj_party_fits(t, c->party, 0))
		return;
	hj_add_party(t, c->party);
	if (hj_party_joined(hj_party_at(t->d, no)))
		owe_rights(t, no);
}

const struct hj_command hj_cmd_add_party = {
	.name = "add-party",
	.zh = "添加当事人",
	.en = "Enter one more party",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
