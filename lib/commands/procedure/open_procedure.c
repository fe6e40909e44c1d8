/*
 * Open a procedure of one's own in a dispute (另立程序).
 *
 * A party comes to the counter of a body with the dispute's code, or a body of
 * the county acts of its own accord (主动调解, 人民调解法17, F): the dispute
 * stays one, and gets one procedure more.  Coming back to a body whose
 * procedure is over is a re-application (再次申请).
 *
 * One forum at a time: no second mediation beside one that is running without
 * an agreement, and none outside court beside a suit or an arbitration.
 * Confirmation, suit, arbitration, enforcement, petitions, legal aid and what a
 * court sends have commands of their own; only a room seated at the court
 * begins by itself.
 */
#include "lib/commands/track/forum.h"

#include <string.h>

#define OWN_COMMAND                                                            \
	(HJ_CH(ASSIGNED) | HJ_CH(ENTRUSTED) | HJ_CH(CONFIRMATION) |            \
	    HJ_CH(SUIT) | HJ_CH(ARBITRATION) | HJ_CH(ENFORCEMENT) |            \
	    HJ_CH(RECONSIDERATION) | HJ_CH(NOTARIAL) | HJ_CH(PETITION) |       \
	    HJ_CH(LEGAL_AID))

struct open_procedure {
	struct hj_frame frame;
	int64_t again_of;
	int channel;        /* enum hj_channel */
	const char *host;   /* organisation; NULL: one's own house */
	const char *number; /* elsewhere: of a 12345 order, a grid report */
	int source;         /* enum hj_source */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(open_procedure, again_of, 0, 1, 1000, "再次申请的原程序|earlier procedure it comes back to"),
	HJ_WORD(open_procedure, channel, HJ_REQUIRED, &hj_channel_words, "程序种类|channel"),
	HJ_ID(open_procedure, host, 0, "在何单位办理|in whose house it is held"),
	HJ_TEXT(open_procedure, number, 0, 100, "外部编号|number elsewhere"),
	HJ_WORD(open_procedure, source, 0, &hj_source_words, "来源|source"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(open_procedure, rows);

/* Is it this organisation's own procedure in this channel? */
static bool
own(const struct hj_turn *t, const struct hj_procedure *p, int channel)
{
	return p->channel == channel && p->body != NULL &&
	       strcmp(p->body, t->actor.org) == 0;
}

static bool
over(const struct hj_procedure *p)
{
	return p->phase == HJ_PH_ENDED || p->phase == HJ_PH_CLOSED;
}

/* The last procedure of one's own that is over; 0 if there is none. */
static int64_t
earlier(const struct hj_turn *t, int channel)
{
	for (size_t i = t->d->n_procedure; i-- > 0;)
		if (own(t, &t->d->procedure[i], channel) &&
		    over(&t->d->procedure[i]))
			return t->d->procedure[i].no;
	return 0;
}

static void
check_forum(struct hj_turn *t, int channel)
{
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *q = &t->d->procedure[i];

		if (own(t, q, channel) && hj_procedure_live(q))
			hj_refuse(t, HJ_NO_DUPLICATE, "channel");
		else
			hj_refuse_forum(
			    t, hj_excluded(t, q, channel), channel, "channel");
	}
}

/*
 * What a court sends is sent; but its own room takes up, at the court's
 * counter, what is not filed yet (诉前调解, 特邀11).
 */
static bool
at_court(const struct hj_turn *t, const struct open_procedure *c)
{
	const struct hj_org *host = hj_org_find(t->world->directory, c->host);

	return c->channel == HJ_CH_ASSIGNED && host != NULL &&
	       hj_org_handles(host, HJ_CH_SUIT);
}

static void
check(struct hj_turn *t, const struct open_procedure *c)
{
	const struct hj_org *org = hj_turn_org(t);
	const struct hj_procedure *before = hj_procedure_at(t->d, c->again_of);

	if (org == NULL)
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	else if ((OWN_COMMAND & 1u << c->channel) != 0 && !at_court(t, c))
		hj_refuse(t, HJ_NO_CHANNEL, "channel");
	else if (!hj_org_handles(org, c->channel))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "channel");
	else if (c->again_of != 0 &&
		 (before == NULL || !own(t, before, c->channel)))
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "again_of");
	else if (c->again_of != 0 && !over(before))
		hj_refuse(t, HJ_NO_NOT_CLOSED, "again_of");
	else
		check_forum(t, c->channel);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct open_procedure *c = cmd;
	struct hj_procedure_opened *b;

	check(t, c);
	(void)hj_host(t, c->host);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_procedure_opened);
	b->procedure = HJ_NEW(t->a, struct hj_procedure);
	*b->procedure = (struct hj_procedure){
		.no = HJ_NEXT_NO(t->d->n_procedure),
		.channel = c->channel,
		.phase = HJ_PH_OPENED,
		.body = t->actor.org,
		.host = c->host,
		.source = c->source != 0 ? c->source : HJ_SRC_EX_OFFICIO,
		.registrar = t->actor.person,
		.opened_on = hj_occurred_on(t),
		.number = c->number,
		.again_of =
		    c->again_of != 0 ? c->again_of : earlier(t, c->channel),
	};
	(void)hj_procedure_begins(t, b);
}

const struct hj_command hj_cmd_open_procedure = {
	.name = "open-procedure",
	.zh = "另立程序",
	.en = "Open a procedure of one's own",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
