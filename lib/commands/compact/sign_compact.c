/*
 * A party signs; with the last one the compact stands (公约成立).
 *
 * Who refuses has not signed: the compact waits for it, gets another text, or
 * ends unconcluded.  Objections are answered first.  Whether publicity and
 * reviews must be over is the county's rule.
 */
#include "lib/commands/compact/compact.h"

struct sign_compact {
	struct hj_frame frame;
	int how;
	int64_t party;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(sign_compact, how, HJ_REQUIRED, &hj_signing_words, "签约方式|how"),
	HJ_INT(sign_compact, party, HJ_REQUIRED, 1, HJ_COMPACT_PARTIES_MOST, "签约方编号|party"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(sign_compact, rows);
/* clang-format on */

/* Did the last review of the present text by `by` pass? */
static bool
passed(const struct hj_compact *c, int by)
{
	for (size_t i = c->n_review; i-- > 0;)
		if (c->review[i].by == by && c->review[i].draft == c->draft->no)
			return c->review[i].passed;
	return false;
}

static void
check_objections(struct hj_turn *t, const struct hj_compact *c)
{
	for (size_t i = 0; i < c->n_objection; i++) {
		const struct hj_compact_objection *o = &c->objection[i];

		if (!o->answered || (o->taken && o->draft == c->draft->no))
			hj_refuse(t, HJ_NO_OBJECTION_OPEN, NULL);
	}
}

/* What the county's rule asks for before anybody signs. */
static void
check_rule(struct hj_turn *t, const struct hj_compact *c)
{
	const struct hj_rule_set *set = hj_compact_rule(t, c);
	const struct hj_rule_compact *rule = set == NULL ? NULL : set->compact;
	const struct hj_compact_publicity *shown = c->publicity;

	if (rule == NULL || t->refused != HJ_NO)
		return;
	if (rule->publicity && (shown == NULL || shown->draft != c->draft->no ||
				   shown->last >= hj_occurred_on(t)))
		hj_refuse(t, HJ_NO_PUBLICITY, NULL);
	else if ((rule->legal_review && !passed(c, HJ_CPR_LEGAL)) ||
		 (rule->superior_review && !passed(c, HJ_CPR_SUPERIOR)))
		hj_refuse(t, HJ_NO_REVIEW, NULL);
	if (t->refused != HJ_NO)
		hj_cite(t, rule->article, rule->certainty);
}

static bool
all_signed(const struct hj_compact *c)
{
	for (size_t i = 0; i < c->n_party; i++)
		if (!hj_compact_signed(&c->party[i]))
			return false;
	return true;
}

static void
conclude(struct hj_turn *t)
{
	const struct hj_compact *c = t->state;
	const struct hj_rule_set *set = hj_compact_rule(t, c);
	struct hj_date on = { hj_occurred_on(t) };
	struct hj_compact_set *b = HJ_NEW(t->a, struct hj_compact_set);

	b->stage = HJ_CPS_SIGNED;
	b->signed_on = on.ymd;
	if (set != NULL)
		b->next_on =
		    hj_date_add_months(on, (int)set->compact->months).ymd;
	hj_happens(t, &hj_ev_compact_concluded, b);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct sign_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;
	struct hj_compact_party *p;

	if (!hj_compact_ours(t))
		return;
	if ((size_t)c->party > now->n_party)
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (hj_compact_signed(&now->party[c->party - 1]))
		hj_refuse(t, HJ_NO_DUPLICATE, "party");
	if (c->how != HJ_SG_REFUSED) {
		check_objections(t, now);
		check_rule(t, now);
	}
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	p = HJ_PUSH(t->a, b->party, b->n_party);
	*p = now->party[c->party - 1];
	p->how = c->how;
	p->signed_on = hj_occurred_on(t);
	hj_happens(t, &hj_ev_compact_party_signed, b);
	if (all_signed(t->state))
		conclude(t);
}

const struct hj_command hj_cmd_sign_compact = {
	.name = "sign-compact",
	.zh = "签约",
	.en = "Record a party's signature",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.flags = HJ_IF_MATCH,
	.stages = HJ_CPST(DRAFTED) | HJ_CPST(SHOWN),
	.to = HJ_CPST(SIGNED),
	.decide = decide,
};
