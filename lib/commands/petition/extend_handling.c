/*
 * Extend the handling of a petition (延长办理): thirty days at most in all, the
 * responsible person of the organ approves, and the petitioner is told the
 * reason (信访工作条例34, F).
 */
#include "lib/commands/clocks.h"
#include "lib/commands/petition/petition.h"

#include <string.h>

struct extend_handling {
	struct hj_frame frame;
	int64_t days;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(extend_handling, days, HJ_REQUIRED, 1, 3650, "延长日数|days"),
	HJ_SEALED(extend_handling, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "延长理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(extend_handling, rows);

/* The limit of handling, if it runs; `ret` is its rule. */
static const struct hj_clock *
running(const struct hj_turn *t, const struct hj_rule_clock **ret)
{
	for (size_t i = t->d->n_clock; i-- > 0;) {
		const struct hj_clock *c = &t->d->clock[i];

		*ret = hj_rule_clock_find(
		    hj_rule_set_find(t->world->rules, c->set), c->rule);
		if (*ret != NULL && c->procedure == t->p->no &&
		    c->state == HJ_CS_RUNNING &&
		    (*ret)->extends == HJ_EXT_APPROVAL)
			return c;
	}
	return NULL;
}

static struct hj_clock *
longer(struct hj_turn *t, const struct hj_clock *c,
    const struct hj_rule_clock *rule, int64_t days)
{
	struct hj_clock *copy = HJ_NEW(t->a, struct hj_clock);

	*copy = *c;
	copy->extension = NULL;
	copy->n_extension = 0;
	for (size_t i = 0; i < c->n_extension; i++)
		*HJ_PUSH(t->a, copy->extension, copy->n_extension) =
		    c->extension[i];
	*HJ_PUSH(t->a, copy->extension, copy->n_extension) =
	    (struct hj_extension){
		    .n = days,
		    .unit = rule->unit,
		    .by = t->actor.person,
		    .reason = "approval",
		    .article = rule->article,
	    };
	return copy;
}

static void
ready(struct hj_turn *t)
{
	const struct hj_rule_clock *rule;

	hj_petition_handled(t);
	if (running(t, &rule) == NULL || (t->actor.roles & HJ_RO(HEAD)) == 0)
		hj_refuse(t, HJ_NO_EXTENSION, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct extend_handling *c = cmd;
	int64_t procedure = t->p->no, most;
	const struct hj_rule_clock *rule;
	const struct hj_clock *clock = running(t, &rule);
	struct hj_petition_set *b;

	hj_extension_check(t, clock, rule, "days");
	if (t->refused != HJ_NO)
		return;
	most = rule->extension_most;
	for (size_t i = 0; i < clock->n_extension; i++)
		most -= clock->extension[i].n;
	if (c->days > most) {
		hj_refuse(t, HJ_NO_EXTENSION_CAP, "days");
		hj_cite(t, rule->article, rule->certainty);
		return;
	}
	hj_clock_recount(t, &hj_ev_clock_extended,
	    longer(t, clock, rule, c->days), c->reason);
	if (t->refused != HJ_NO)
		return;
	b = hj_petition_change(t, procedure);
	b->days = c->days;
	b->reason = c->reason;
	b->article = rule->article;
	hj_happens(t, &hj_ev_petition_extended, b);
	hj_owe_petitioners(
	    t, procedure, HJ_NK_PETITION_EXTENDED, rule->article);
}

const struct hj_command hj_cmd_extend_handling = {
	.name = "extend-handling",
	.zh = "延长信访办理期限",
	.en = "Extend the handling of a petition",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(HANDLING),
	.about = hj_petition_about,
	.ready = ready,
	.decide = decide,
};
