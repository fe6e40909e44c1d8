/*
 * Record how a suit, an arbitration or an enforcement ended (程序结果).
 *
 * It is tracked, not run: the body that has it tells the result, its title
 * (judgment, letter, award) and number; of one outside the system any body
 * tells it that has a part.  Mediation that the court ran in the suit ends with
 * it.
 */
#include "lib/commands/common.h"

#include <string.h>

struct record_result {
	struct hj_frame frame;
	int64_t amount; /* fen, of the title; HJ_NONE */
	int ground;     /* enum hj_ground */
	const char *number;
	int title; /* enum hj_title_kind */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_MONEY(record_result, amount, 0, "执行依据数额(分)|amount of the title"),
	HJ_WORD(record_result, ground, HJ_REQUIRED, &hj_ground_words, "结果|result"),
	HJ_TEXT(record_result, number, 0, 100, "文书号|number of the document"),
	HJ_SEALED(record_result, text, HJ_KEY_TEXT, 4000, "说明|in words"),
	HJ_WORD(record_result, title, 0, &hj_title_kind_words, "执行依据|title"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_result, rows);

/* Can a forum end so? */
static bool
ground_fits(int ground)
{
	switch ((enum hj_ground)ground) {
	case HJ_GR_SETTLED:
	case HJ_GR_WITHDRAWN:
	case HJ_GR_DECIDED:
	case HJ_GR_DECLINED:
	case HJ_GR_NOT_STATED:
	case HJ_GR_OTHER:
		return true;
	case HJ_GR_NO_AGREEMENT:
	case HJ_GR_REFUSED:
	case HJ_GR_TERM_OVER:
	case HJ_GR_HANDED_UP:
	case HJ_GR_HANDED_OVER:
	case HJ_GR_OTHER_FORUM:
	case HJ_GR_RETURNED:
	case HJ_GR_UNREACHABLE:
	case HJ_GR_ANSWERED:
	case HJ_GR_UNDERTAKING:
	case HJ_GR_COMPLETED:
	case HJ_GR_AID_TERMINATED:
	case HJ_GR_TERMINATED:
		return false;
	}
	return false;
}

/* Mediation in the suit has no suit any more. */
static void
end_within(struct hj_turn *t, int64_t suit)
{
	if (hj_procedure_at(t->d, suit)->channel != HJ_CH_SUIT)
		return;
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		struct hj_procedure *p = &t->d->procedure[i];

		if (hj_procedure_live(p) && (p->channel == HJ_CH_IN_COURT ||
						p->channel == HJ_CH_ENTRUSTED))
			hj_end_procedure(t, p, HJ_GR_DECIDED, HJ_NO_TEXT);
	}
}

/* A decision from whose receipt days to sue may run. */
static bool
served(const struct hj_procedure *p)
{
	return p->channel == HJ_CH_ARBITRATION ||
	       p->channel == HJ_CH_RECONSIDERATION;
}

/* On which article those days rest here; NULL: the award is final. */
static const char *
article_to_sue(const struct hj_turn *t, int64_t procedure)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, procedure);

	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++) {
			const struct hj_rule_clock *c = &set->clocks[k];

			if (c->notice == HJ_NK_RULING &&
			    c->channel == p->channel &&
			    (c->n_categories == 0 ||
				(t->d->category_moj != NULL &&
				    hj_name_in(c->categories, c->n_categories,
					t->d->category_moj))))
				return c->article;
		}
	}
	return NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_result *c = cmd;
	struct hj_procedure_moved *b;
	int64_t procedure = t->p == NULL ? 0 : t->p->no;

	if (t->p == NULL)
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
	else if (t->p->body != NULL && strcmp(t->p->body, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
	else if (!ground_fits(c->ground))
		hj_refuse(t, HJ_NO_GROUND, "ground");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = procedure,
		.phase = HJ_PH_ENDED,
		.ground = c->ground,
		.on = hj_occurred_on(t),
		.number = c->number,
		.title = c->title,
		.amount = c->amount != HJ_NONE ? c->amount : 0,
		.text = c->text,
	};
	hj_happens(t, &hj_ev_result_recorded, b);
	end_within(t, procedure);
	if (c->ground == HJ_GR_DECIDED &&
	    served(hj_procedure_at(t->d, procedure)))
		hj_owe_notices(t, hj_procedure_at(t->d, procedure),
		    HJ_NK_RULING, article_to_sue(t, procedure));
}

const struct hj_command hj_cmd_record_result = {
	.name = "record-result",
	.zh = "记录程序结果",
	.en = "Record how it ended",
	.fields = &fields,
	.right = HJ_MAY_TRACK,
	.flags = HJ_LEADS_ON | HJ_ANY_PART,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.channels = HJ_CH(SUIT) | HJ_CH(ARBITRATION) | HJ_CH(ENFORCEMENT) |
		    HJ_CH(RECONSIDERATION) | HJ_CH(NOTARIAL),
	.decide = decide,
};
