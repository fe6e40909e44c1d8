/*
 * Record an issue (列明争议事项): one point that somebody claims.
 *
 * An agreement may settle some issues and leave the rest to go on, in the same
 * procedure; a court may confirm the part that was agreed (民事调解规定14, F).
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/procedure/consent.h"

#define ISSUES_MOST 100 /* of one dispute; a snapshot holds them all */

struct record_issue {
	struct hj_frame frame;
	int64_t amount; /* fen */
	int exactness;  /* enum hj_exactness; 0 is exact */
	int64_t party;  /* who claims it */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_MONEY(record_issue, amount, 0, "数额(分)|amount in fen"),
	HJ_WORD(record_issue, exactness, 0, &hj_exactness_words, "数额精度|how exact"),
	HJ_INT(record_issue, party, 0, 1, 1000, "主张人|who claims it"),
	HJ_SEALED(record_issue, text, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "争议事项|what it is about"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_issue, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_issue *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);
	struct hj_issue_set *b;

	if (t->d->n_issue >= ISSUES_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	else if (c->party != 0 && (party == NULL || !hj_party_there(party)))
		hj_refuse(t, HJ_NO_PARTY, "party");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_issue_set);
	b->issue = HJ_NEW(t->a, struct hj_point);
	*b->issue = (struct hj_point){
		.no = HJ_NEXT_NO(t->d->n_issue),
		.procedure = t->p->no,
		.party = c->party,
		.amount = c->amount,
		.exactness = c->amount == HJ_NONE ? 0
			     : c->exactness != 0  ? c->exactness
						  : HJ_EX_EXACT,
		.state = HJ_IS_OPEN,
	};
	b->text = c->text;
	hj_happens(t, &hj_ev_issue_recorded, b);
}

const struct hj_command hj_cmd_record_issue = {
	.name = "record-issue",
	.zh = "列明争议事项",
	.en = "Record an issue",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_ASKED,
	.decide = decide,
};
