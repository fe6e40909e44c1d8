/* Erase a party of a compact, or its texts (删除个人信息). */
#include "lib/commands/compact/compact.h"
#include "lib/commands/erase.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_erase *c = cmd;
	const struct hj_compact *now = t->state;
	const struct hj_compact_party *party =
	    c->party < 1 || (size_t)c->party > now->n_party
		? NULL
		: &now->party[c->party - 1];
	struct hj_erased *b = hj_erased_new(
	    t, c, party != NULL, party != NULL && party->erased, HJ_NO_PARTY);

	if (b == NULL)
		return;
	if (party != NULL)
		hj_erased_add_box(t, b, party->name);
	else
		hj_erased_add(t, b, "text");
	/* It may name people. */
	hj_erased_add(t, b, "title");
	hj_happens(t, &hj_ev_compact_erased, b);
}

const struct hj_command hj_cmd_erase_compact_party = {
	.name = "erase",
	.zh = "删除个人信息",
	.en = "Erase particulars or texts",
	.fields = &hj_erase_fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
