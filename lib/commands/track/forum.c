/* What suits, arbitrations and enforcements share; see forum.h. */
#include "lib/commands/track/forum.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_filing, number, 0, 100, "案号|number"),
	HJ_TEXT(hj_filing, outside, 0, 100, "外部法院或者仲裁机构|court or commission outside the system"),
	HJ_BOOL(hj_filing, received, 0, "已收到,未立案|received, not filed yet"),
	HJ_SEALED(hj_filing, text, HJ_KEY_TEXT, 4000, "说明|in words"),
	HJ_WORD(hj_filing, trial, 0, &hj_trial_words, "审理程序(诉讼、复议)|kind of trial, of a suit or reconsideration"),
};
/* clang-format on */
const struct hj_fields hj_filing_fields = HJ_COMMAND_FIELDS(hj_filing, rows);

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The open procedure of `channel` at this place; NULL if there is none. */
static struct hj_procedure *
running(const struct hj_turn *t, const struct hj_filing *c, int channel)
{
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		struct hj_procedure *p = &t->d->procedure[i];

		if (p->channel == channel && hj_procedure_live(p) &&
		    (c->outside != NULL ? same(p->outside, c->outside)
					: same(p->body, t->actor.org)))
			return p;
	}
	return NULL;
}

static void
check(struct hj_turn *t, const struct hj_filing *c, int channel)
{
	const struct hj_org *org = hj_turn_org(t);
	unsigned relations =
	    hj_relations(t->world->directory, t->d, NULL, t->actor.org);
	bool stranger = (relations & (HJ_REL_PART | HJ_REL_OFFERED)) == 0;

	/* What happens outside is told by a body that has a part. */
	if (org == NULL || (stranger && c->outside != NULL))
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	else if (c->outside == NULL && !hj_org_handles(org, channel))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, NULL);
	else if (c->trial != 0 && channel != HJ_CH_SUIT &&
		 channel != HJ_CH_RECONSIDERATION)
		hj_refuse(t, HJ_NO_CHANNEL, "trial");
}

/*
 * It is filed (立案) on the day it occurred, to be tried as `trial` says: what
 * was received before may be filed for a simplified trial.
 */
static void
filed(struct hj_turn *t, int64_t procedure, const char *number, int trial,
    struct hj_sealed text)
{
	struct hj_procedure_moved *b = HJ_NEW(t->a, struct hj_procedure_moved);

	*b = (struct hj_procedure_moved){
		.procedure = procedure,
		.phase = HJ_PH_ACCEPTED,
		.on = hj_occurred_on(t),
		.number = number,
		.trial = trial,
		.text = text,
	};
	hj_happens(t, &hj_ev_accepted, b);
}

static void
joined(struct hj_turn *t, int64_t procedure, const struct hj_filing *c)
{
	struct hj_act *b = HJ_NEW(t->a, struct hj_act);

	*b = (struct hj_act){
		.procedure = procedure,
		.by_outside = c->outside,
		.number = c->number,
		.text = c->text,
	};
	hj_happens(t, &hj_ev_filing_joined, b);
}

static void
opened(struct hj_turn *t, const struct hj_filing *c, int channel)
{
	struct hj_procedure_opened *b =
	    HJ_NEW(t->a, struct hj_procedure_opened);

	b->procedure = HJ_NEW(t->a, struct hj_procedure);
	*b->procedure = (struct hj_procedure){
		.no = HJ_NEXT_NO(t->d->n_procedure),
		.channel = channel,
		.phase = HJ_PH_OPENED,
		.body = c->outside == NULL ? t->actor.org : NULL,
		.outside = c->outside,
		.source = HJ_SRC_APPLICATION,
		.registrar = t->actor.person,
		.opened_on = hj_occurred_on(t),
		.number = c->number,
		.trial = channel == HJ_CH_SUIT && c->trial == 0 ? HJ_TR_ORDINARY
								: c->trial,
	};
	b->text = c->text;
	hj_happens(t, &hj_ev_procedure_opened, b);
	if (!c->received)
		filed(t, b->procedure->no, NULL, 0, HJ_NO_TEXT);
}

void
hj_file(struct hj_turn *t, const struct hj_filing *c, int channel)
{
	const struct hj_procedure *p;

	check(t, c, channel);
	if (t->refused != HJ_NO)
		return;
	p = running(t, c, channel);
	if (p == NULL)
		opened(t, c, channel);
	else if (p->phase == HJ_PH_OPENED && !c->received)
		filed(t, p->no, c->number, c->trial, c->text);
	else if (c->trial != 0 && c->trial != p->trial)
		hj_refuse(t, HJ_NO_PHASE, "trial"); /* no claim changes it */
	else
		joined(t, p->no, c);
}

const struct hj_rule_forum *
hj_excluded(
    const struct hj_turn *t, const struct hj_procedure *open, int channel)
{
	const struct hj_rule_forum *row = hj_forum_rule(
	    t->world->rules, t, open->channel, channel, t->d->category_moj);

	if (!hj_procedure_live(open) || row->effect != HJ_FO_EXCLUDES)
		return NULL;
	if (hj_channel_mediates(open->channel) && hj_settled_whole(t->d, open))
		return NULL;
	return row;
}

void
hj_refuse_forum(struct hj_turn *t, const struct hj_rule_forum *row, int channel,
    const char *field)
{
	if (row == NULL || t->refused != HJ_NO)
		return;
	hj_would_open(t, channel, NULL);
	hj_refuse(t, HJ_NO_FORUM, field);
	hj_cite(t, row->article, row->certainty);
}

void
hj_enter_forum(struct hj_turn *t, int channel)
{
	for (size_t i = 0; i < t->d->n_procedure; i++)
		hj_refuse_forum(t, hj_excluded(t, &t->d->procedure[i], channel),
		    channel, NULL);
}

void
hj_close_others(struct hj_turn *t, int channel)
{
	if (t->refused != HJ_NO)
		return;
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		struct hj_procedure *p = &t->d->procedure[i];

		if (hj_procedure_live(p) &&
		    hj_forum_rule(t->world->rules, t, p->channel, channel,
			t->d->category_moj)
			    ->effect == HJ_FO_CLOSES &&
		    !hj_settled_whole(t->d, p))
			hj_end_procedure(t, p, HJ_GR_OTHER_FORUM, HJ_NO_TEXT);
	}
}
