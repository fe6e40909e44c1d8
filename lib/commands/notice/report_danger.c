/*
 * Report a danger (报告险情): violence, threats, self-harm, a minor, a crowd.
 *
 * Violence in a family against who cannot act is reported to the police
 * (反家庭暴力法14, F); harm to a minor at once to police, civil affairs and
 * education (未成年人保护法11, F).  Besides, in people's mediation what may
 * turn into a public-security or criminal case to the police or another
 * department (人民调解法25, F), in a petition what is grave or urgent to Party
 * and government and to the joint meeting (信访工作条例25, F); of other
 * channels no law says so, and it is the house's own rule.  Anybody whose body
 * has part may record it, no step waits for it, and it closes nothing.
 */
#include "lib/commands/guard.h"
#include "lib/commands/session/act.h"

struct report_danger {
	struct hj_frame frame;
	int danger; /* enum hj_danger */
	struct hj_sealed text;
	struct hj_sealed told; /* whom */
	int64_t told_at;       /* instant; absent: when it occurred, or now */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(report_danger, danger, HJ_REQUIRED, &hj_danger_words, "何种险情|what kind"),
	HJ_SEALED(report_danger, text, HJ_KEY_TEXT, 4000, "情况|in words"),
	HJ_SEALED(report_danger, told, HJ_REQUIRED | HJ_KEY_TEXT, 200, "已告诉谁|who was told"),
	HJ_INSTANT(report_danger, told_at, 0, "告诉的时间|when"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(report_danger, rows);

/* On what it rests in this procedure; NULL: on the house's own rule. */
static const char *
article(struct hj_turn *t, const struct hj_procedure *p, int danger)
{
	const char *base = hj_guard_article_in(t, "danger-reported", p);
	const char *more = danger == HJ_DA_DOMESTIC
			       ? hj_guard_article_in(t, "danger-domestic", p)
			   : danger == HJ_DA_MINOR
			       ? hj_guard_article_in(t, "danger-minor", p)
			       : NULL;

	return base == NULL || more == NULL
		   ? (base != NULL ? base : more)
		   : hj_concat(t->a, base, ";", more, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct report_danger *c = cmd;
	int64_t procedure = hj_act_procedure(t);
	struct hj_danger_reported *b;

	if (c->told_at > t->now)
		hj_refuse(t, HJ_NO_FUTURE, "told_at");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_danger_reported);
	*b = (struct hj_danger_reported){
		.danger = c->danger,
		.procedure = procedure,
		.told = c->told,
		.told_at = c->told_at,
		.article =
		    article(t, hj_procedure_at(t->d, procedure), c->danger),
		.text = c->text,
	};
	if (b->told_at == 0)
		b->told_at =
		    t->frame->occurred_at != 0 ? t->frame->occurred_at : t->now;
	hj_happens(t, &hj_ev_danger_reported, b);
}

const struct hj_command hj_cmd_report_danger = {
	.name = "report-danger",
	.zh = "报告险情",
	.en = "Report a danger",
	.fields = &fields,
	.right = HJ_MAY_DANGER,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
