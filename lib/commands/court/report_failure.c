/*
 * Report to the court why mediation failed (未成情况报告).
 *
 * The basic situation, the reason, conduct that raised the other side's cost,
 * what the court should know (在线21, F), and the ground in the words of
 * 在线25. Of the facts only those that were confirmed jointly go along (特邀22,
 * F).
 */
#include "lib/commands/step.h"

struct report_failure {
	struct hj_frame frame;
	int closing; /* enum hj_closing */
	struct hj_no *facts;
	size_t n_facts;
	struct hj_sealed basics;
	struct hj_sealed reason;
	struct hj_sealed conduct;
	struct hj_sealed attention;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(report_failure, attention, HJ_KEY_TEXT, 4000, "需要法院注意的事项|what the court should know"),
	HJ_SEALED(report_failure, basics, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "基本情况|basic situation"),
	HJ_WORD(report_failure, closing, HJ_REQUIRED, &hj_closing_words, "终结事由|ground"),
	HJ_SEALED(report_failure, conduct, HJ_KEY_TEXT, 4000, "导致对方成本增加的行为|conduct that raised the other's cost"),
	HJ_LIST(report_failure, facts, 0, &hj_no_fields, 100, "无争议事实编号|undisputed facts"),
	HJ_SEALED(report_failure, reason, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "未成原因|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(report_failure, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct report_failure *c = cmd;
	struct hj_failure_report *b;

	for (size_t i = 0; i < c->n_facts; i++)
		if (c->facts[i].no > (int64_t)t->d->n_fact)
			hj_refuse_as(
			    t, HJ_NO_SUCH_ENTITY, "facts", "facts-not-joint");
	if (c->closing == HJ_CL_AGREED)
		hj_refuse(t, HJ_NO_GROUND, "closing");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_failure_report);
	*b = (struct hj_failure_report){
		.procedure = t->p->no,
		.closing = c->closing,
		.facts = c->facts,
		.n_facts = c->n_facts,
		.basics = c->basics,
		.reason = c->reason,
		.conduct = c->conduct,
		.attention = c->attention,
	};
	hj_happens(t, &hj_ev_failure_reported, b);
}

const struct hj_command hj_cmd_report_failure = {
	.name = "report-failure",
	.zh = "报告调解未成情况",
	.en = "Report to the court why mediation failed",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.phases = HJ_PH_LIVE | HJ_PH(ENDED),
	.channels = HJ_CH(ASSIGNED) | HJ_CH(ENTRUSTED),
	.decide = decide,
};
