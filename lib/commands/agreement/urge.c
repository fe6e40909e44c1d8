/*
 * Urge performance (催告履行): the committee supervises and urges it
 * (人民调解法31, F).  Of a term that is open and whose day, if it has one, is
 * over.  It changes nothing by itself.
 */
#include "lib/commands/agreement/performance.h"

struct urge {
	struct hj_frame frame;
	int64_t agreement, term;
	int64_t party; /* who was urged */
	int manner;    /* enum hj_manner */
	int32_t until; /* the day that was set */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(urge, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_WORD(urge, manner, 0, &hj_entered_manner_words, "方式|how"),
	HJ_INT(urge, party, 0, 1, 1000, "被催告人|who was urged"),
	HJ_INT(urge, term, HJ_REQUIRED, 1, 1000, "条款编号|term"),
	HJ_SEALED(urge, text, HJ_KEY_TEXT, 2000, "说明|in words"),
	HJ_DATE(urge, until, 0, "限期|until when"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(urge, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct urge *c = cmd;
	const struct hj_on on = { HJ_PO_TERM, c->agreement, c->term };
	const struct hj_party *party = hj_party_at(t->d, c->party);
	const struct hj_term *term;
	struct hj_urged *b;

	if (c->party != 0 && (party == NULL || party->removed))
		hj_refuse(t, HJ_NO_PARTY, "party");
	if (t->refused != HJ_NO || !hj_on_exists(t, &on))
		return;
	term = hj_on_term(t->d, &on);
	if (term->state == HJ_TS_PERFORMED || term->state == HJ_TS_CARRIED ||
	    term->every != 0)
		hj_refuse(t, HJ_NO_TERM, "term");
	else if (term->due_on == 0 ? term->after != 0
				   : hj_occurred_on(t) <= term->due_on)
		hj_refuse(t, HJ_NO_NOT_DUE, "term");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_urged);
	*b = (struct hj_urged){ .agreement = c->agreement,
		.term = c->term,
		.party = c->party,
		.manner = c->manner,
		.until = c->until,
		.text = c->text };
	hj_happens(t, &hj_ev_performance_urged, b);
}

const struct hj_command hj_cmd_urge = {
	.name = "urge",
	.zh = "催告履行",
	.en = "Urge performance",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
