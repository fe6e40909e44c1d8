/*
 * Erase the particulars of a party, or the texts of the dispute (删除个人信息),
 * whether the dispute is open or closed.
 */
#include "lib/commands/erase.h"

#include "lib/commands/common.h"

/* Whose keys hold free text, as lib/integrity/seal.h names them. */
static const char *const texts[] = { "side.applicant", "side.respondent",
	"text" };

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_erase *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);
	struct hj_erased *b = hj_erased_new(
	    t, c, party != NULL, party != NULL && party->erased, HJ_NO_PARTY);

	if (b == NULL)
		return;
	if (party != NULL)
		hj_erased_add(t, b, party->subject);
	else
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
			hj_erased_add(t, b, texts[i]);
	/* It names people. */
	hj_erased_add(t, b, "title");
	hj_happens(
	    t, party != NULL ? &hj_ev_party_erased : &hj_ev_texts_erased, b);
}

const struct hj_command hj_cmd_erase = {
	.name = "erase",
	.zh = "删除个人信息",
	.en = "Erase particulars or texts",
	.fields = &hj_erase_fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
