/*
 * Report upward (逐级上报), without a rule that asks for it.
 *
 * To the body above or to one that is named; to a superior outside the system
 * it is a question (请示) and moves nothing.  Where the party itself went to
 * the next level, that body tells it and takes over at once (walk_up); the
 * lower body keeps its duties.
 */
#include "lib/commands/referral/referral.h"

#include <string.h>

struct escalate {
	struct hj_frame frame;
	const char *to;      /* organisation; absent: the one above */
	const char *outside; /* or a superior that is no user */
	int channel;         /* enum hj_channel; 0: the usual one */
	bool walk_up;        /* the party came to us from `procedure` */
	struct hj_sealed reason;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(escalate, channel, 0, &hj_channel_words, "接收后的程序种类|channel at the receiver"),
	HJ_TEXT(escalate, outside, 0, 100, "外部上级单位|superior outside the system"),
	HJ_SEALED(escalate, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_SEALED(escalate, text, HJ_KEY_TEXT, 4000, "报告|report"),
	HJ_ID(escalate, to, 0, "上级单位|to whom"),
	HJ_BOOL(escalate, walk_up, 0, "当事人自行到上级|the party itself came up"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(escalate, rows);

static struct hj_referral_set *
report(struct hj_turn *t, const struct escalate *c)
{
	struct hj_referral_set *b = HJ_NEW(t->a, struct hj_referral_set);

	b->referral = HJ_NEW(t->a, struct hj_referral);
	b->referral->kind = HJ_RK_ESCALATE;
	b->reason = c->reason;
	b->text = c->text;
	return b;
}

/* Is `upper` a level above `lower`? */
static bool
above(const struct hj_turn *t, const struct hj_org *upper,
    const struct hj_org *lower)
{
	return upper->kind->tier > lower->kind->tier ||
	       hj_org_above(t->world->directory, upper->id, lower->id);
}

static void
set_channel(struct hj_turn *t, const struct escalate *c,
    const struct hj_org *to, struct hj_referral *r)
{
	r->channel = c->channel != 0 ? c->channel : hj_usual_channel(to);
	if (r->channel != 0 && !hj_org_handles(to, r->channel))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "channel");
}

/* We report to the body above. */
static void
upward(struct hj_turn *t, const struct escalate *c)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_org *org = hj_turn_org(t);
	const struct hj_procedure *from = hj_procedure_handed_on(t);
	const struct hj_org *to =
	    hj_org_find(dir, c->to != NULL ? c->to : org->parent);
	struct hj_referral_set *b = report(t, c);

	if (c->outside == NULL && (to == NULL || to->closed))
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "to");
	else if (c->outside == NULL && !above(t, to, org))
		hj_refuse(t, HJ_NO_NOT_ABOVE, "to");
	if (t->refused != HJ_NO)
		return;
	b->referral->from = org->id;
	b->referral->from_procedure = from == NULL ? 0 : from->no;
	b->referral->outside = c->outside;
	if (c->outside != NULL)
		b->referral->kind = HJ_RK_OUTSIDE;
	if (c->outside == NULL) {
		b->referral->to = to->id;
		set_channel(t, c, to, b->referral);
	}
	if (t->refused == HJ_NO && !hj_offered_elsewhere(t, b->referral, false))
		hj_send(t, b);
}

/* The last procedure of another body that took up the matter. */
static const struct hj_procedure *
left_behind(struct hj_turn *t)
{
	const struct hj_procedure *p;

	if (t->frame->procedure != 0) {
		p = hj_procedure_at(t->d, t->frame->procedure);
		return p != NULL && p->body != NULL && !hj_ours(t, p) ? p
								      : NULL;
	}
	for (size_t i = t->d->n_procedure; i-- > 0;) {
		p = &t->d->procedure[i];
		if (p->body != NULL && !hj_ours(t, p) &&
		    (hj_channel_mediates(p->channel) ||
			p->channel == HJ_CH_REPORT))
			return p;
	}
	return NULL;
}

/* The party came up to us: offered and taken in one. */
static void
come_up(struct hj_turn *t, const struct escalate *c)
{
	const struct hj_org *org = hj_turn_org(t);
	const struct hj_procedure *p = left_behind(t);
	const struct hj_org *lower =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);
	struct hj_referral_set *b = report(t, c);

	if (lower == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "procedure");
	else if (!above(t, org, lower))
		hj_refuse(t, HJ_NO_NOT_ABOVE, "procedure");
	if (t->refused != HJ_NO)
		return;
	b->referral->from = lower->id;
	b->referral->from_procedure = p->no;
	b->referral->to = org->id;
	set_channel(t, c, org, b->referral);
	if (t->refused != HJ_NO)
		return;
	hj_send(t, b);
	if (t->refused == HJ_NO)
		hj_accept_offer(
		    t, hj_referral_at(t->d, b->referral->no), NULL, HJ_NO_TEXT);
}

static bool
has_part(const struct hj_turn *t)
{
	return (hj_relations(t->world->directory, t->d, NULL, t->actor.org) &
		   HJ_REL_PART) != 0;
}

/* One has a part in it, or could be walked up to from somebody below. */
static void
ready(struct hj_turn *t)
{
	const struct hj_org *org = hj_turn_org(t);
	const struct hj_procedure *p = left_behind(t);
	const struct hj_org *lower =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);

	/* What is named is looked at when it is said how. */
	if (has_part(t) || t->frame->procedure != 0)
		return;
	if (org == NULL || lower == NULL)
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	else if (!above(t, org, lower))
		hj_refuse(t, HJ_NO_NOT_ABOVE, "procedure");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct escalate *c = cmd;

	if (c->walk_up)
		come_up(t, c);
	else if (!has_part(t))
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	else
		upward(t, c);
}

const struct hj_command hj_cmd_escalate = {
	.name = "escalate",
	.zh = "上报",
	.en = "Report upward",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC,
	.ready = ready,
	.decide = decide,
};
