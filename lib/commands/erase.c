/* Erasing, as every kind of stream has it; see erase.h. */
#include "lib/commands/erase.h"

#include "lib/commands/intake/party.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hj_erase, ordered_by, HJ_REQUIRED, "决定人|who ordered it"),
	HJ_INT(hj_erase, party, 0, 1, HJ_INT_MOST, "记录编号,空为文字内容|record; the texts if absent"),
	HJ_WORD(hj_erase, reason, HJ_REQUIRED, &hj_erasure_words, "原因|why"),
};
const struct hj_fields hj_erase_fields = HJ_COMMAND_FIELDS(hj_erase, rows);
/* clang-format on */

struct hj_erased *
hj_erased_new(struct hj_turn *t, const struct hj_erase *c, bool there,
    bool gone, enum hj_refusal absent)
{
	struct hj_erased *b;

	if (c->party != 0 && !there)
		hj_refuse(t, absent, "party");
	else if (gone)
		hj_refuse(t, HJ_NO_ERASED, "party");
	if (t->refused != HJ_NO)
		return NULL;
	b = HJ_NEW(t->a, struct hj_erased);
	b->party = c->party;
	b->reason = c->reason;
	b->ordered_by = c->ordered_by;
	return b;
}

void
hj_erased_add(struct hj_turn *t, struct hj_erased *b, const char *subject)
{
	HJ_PUSH(t->a, b->subjects, b->n_subjects)->text = subject;
}

void
hj_erased_add_box(struct hj_turn *t, struct hj_erased *b, struct hj_sealed box)
{
	const char *subject = hj_subject_of_box(t->a, box.box);

	if (subject != NULL)
		hj_erased_add(t, b, subject);
}
