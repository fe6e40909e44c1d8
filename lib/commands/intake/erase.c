/*
 * Erase the particulars of a party, or the texts of the dispute (删除个人信息).
 *
 * Sent by the service when the site's administrator has ordered it
 * (people/order_erasure.c), whether the dispute is open or closed: the order
 * names why, the timeline keeps who, when and which record, never whose name.
 */
#include "lib/commands/common.h"
#include "lib/dispute/erasure.h"

struct erase {
	struct hj_frame frame;
	const char *ordered_by;
	int64_t party;
	int reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(erase, ordered_by, HJ_REQUIRED, "决定人|who ordered it"),
	HJ_INT(erase, party, 0, 1, HJ_INT_MOST, "当事人,空为文字内容|party; the texts if absent"),
	HJ_WORD(erase, reason, HJ_REQUIRED, &hj_erasure_words, "原因|why"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(erase, rows);
/* clang-format on */

/* Whose keys hold free text, as lib/integrity/seal.h names them. */
static const char *const texts[] = { "side.applicant", "side.respondent",
	"text" };

static void
add(struct hj_turn *t, struct hj_erased *b, const char *subject)
{
	HJ_PUSH(t->a, b->subjects, b->n_subjects)->text = subject;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct erase *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);
	struct hj_erased *b;

	if (c->party != 0 && party == NULL)
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (party != NULL && party->erased)
		hj_refuse(t, HJ_NO_ERASED, "party");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_erased);
	b->party = c->party;
	b->reason = c->reason;
	b->ordered_by = c->ordered_by;
	if (party != NULL)
		add(t, b, party->subject);
	else
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
			add(t, b, texts[i]);
	add(t, b, "title");
	hj_happens(
	    t, party != NULL ? &hj_ev_party_erased : &hj_ev_texts_erased, b);
}

const struct hj_command hj_cmd_erase = {
	.name = "erase",
	.zh = "删除个人信息",
	.en = "Erase particulars or texts",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
