/*
 * What every command has to pass before its own decide function: right,
 * procedure, phase, channel, dates; see command.h.
 */
#include "lib/commands/command.h"
#include "lib/commands/ruled.h"

#include <string.h>

#define DAY_LEAST 19490101

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Who was asked to decide on an order, or to handle it, has a part in it. */
static unsigned
order_relations(const struct hj_order *o, const char *org)
{
	const struct hj_order_unit *unit = hj_order_unit_of(o, org);

	unsigned r = same(o->centre, org) ? HJ_REL_ABOVE : 0;

	if (same(o->dispatcher, org) || same(o->superior, org) ||
	    (unit != NULL && unit->state == HJ_US_HANDLING))
		r |= HJ_REL_PART;
	if (unit != NULL && unit->state == HJ_US_OFFERED)
		r |= HJ_REL_OFFERED;
	return r;
}

unsigned
hj_relations(const struct hj_directory *dir, const struct hj_dispute *d,
    const struct hj_procedure *p, const char *org)
{
	const struct hj_org *own = hj_org_find(dir, org);
	unsigned r = 0;

	if (d == NULL)
		return HJ_REL_NEW;
	if (org == NULL)
		return HJ_REL_NONE;
	/* To the accused organ the dispute is not there (信访工作条例30). */
	if (hj_petition_bars(d, org))
		return HJ_REL_NONE;
	if (p != NULL && same(p->body, org))
		r |= HJ_REL_HANDLES;
	if (p != NULL && same(hj_signer_of(p), org))
		r |= HJ_REL_SIGNS;
	if (p != NULL && hj_petition_with(d, p->no, org))
		r |= HJ_REL_HANDLES;
	if (same(d->registered_at, org) || hj_petition_with(d, 0, org))
		r |= HJ_REL_PART;
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *q = &d->procedure[i];

		if (same(q->body, org) || same(q->signer, org))
			r |= HJ_REL_PART;
		/* Sent along from another body (共同办理). */
		for (size_t k = 0; k < q->n_mediator; k++)
			if (same(q->mediator[k].body, org))
				r |= HJ_REL_PART;
		if (q->body != NULL && hj_org_above(dir, org, q->body))
			r |= HJ_REL_ABOVE;
	}
	for (size_t i = 0; i < d->n_referral; i++) {
		const struct hj_referral *ref = &d->referral[i];

		if (!same(ref->to, org))
			continue;
		if (ref->state == HJ_RS_OFFERED)
			r |= HJ_REL_OFFERED;
		/* Taken in to assist (协办), perhaps without a procedure. */
		if (ref->state == HJ_RS_ACCEPTED)
			r |= HJ_REL_PART;
	}
	for (size_t i = 0; i < d->n_order; i++)
		r |= order_relations(&d->order[i], org);
	if (hj_link_lets_in(d, org))
		r |= HJ_REL_PART;
	if (r == 0)
		r = HJ_REL_NONE;
	if (own != NULL && same(own->county, d->county))
		r |= HJ_REL_COUNTY;
	return r;
}

enum hj_refusal
hj_command_fits(
    const struct hj_command *command, int channel, int phase, int stage)
{
	if (command->channels != 0 && (command->channels & 1u << channel) == 0)
		return HJ_NO_CHANNEL;
	if (command->phases != 0 && (command->phases & 1u << phase) == 0)
		return HJ_NO_PHASE;
	if (command->stages != 0 &&
	    (command->stages & UINT64_C(1) << stage) == 0)
		return HJ_NO_STAGE;
	return HJ_NO;
}

uint64_t
hj_channel_stages(const struct hj_stream_kind *kind, int channel)
{
	uint64_t stages = HJ_ST(NONE);

	for (size_t i = 0; i < kind->n_commands; i++)
		if (kind->commands[i]->channels & 1u << channel)
			stages |= kind->commands[i]->to;
	return stages;
}

static enum hj_refusal
fits(const struct hj_command *command, const struct hj_procedure *p)
{
	return hj_command_fits(command, p->channel, p->phase, p->stage);
}

bool
hj_ours(const struct hj_turn *t, const struct hj_procedure *p)
{
	return same(p->body, t->actor.org) ||
	       same(hj_signer_of(p), t->actor.org) ||
	       hj_petition_with(t->d, p->no, t->actor.org);
}

/*
 * The procedure that is meant when none is named: the only one of ours that
 * fits the row; if none fits, the last of ours, so that the refusal says why.
 */
static struct hj_procedure *
only_fitting(struct hj_turn *t, const struct hj_command *command)
{
	struct hj_procedure *found = NULL, *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < t->d->n_procedure; i++) {
		struct hj_procedure *p = &t->d->procedure[i];

		if (!hj_ours(t, p))
			continue;
		last = p;
		if (fits(command, p) == HJ_NO) {
			found = p;
			n++;
		}
	}
	if (n > 1) {
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
		return NULL;
	}
	return n == 1 ? found : last;
}

/*
 * The number of the procedure that is named, by the frame or by an entity of
 * it; 0 if none is.  `cmd` is NULL while commands are only listed.
 */
static int64_t
named_procedure(
    struct hj_turn *t, const struct hj_command *command, const void *cmd)
{
	int64_t named = t->frame->procedure, about;
	bool by_frame = (command->flags & HJ_ABOUT_FRAME) != 0;

	if (cmd == NULL && by_frame)
		cmd = t->frame;
	if (command->about == NULL || cmd == NULL)
		return named;
	about = command->about(t->d, cmd);
	/* Where no member names an entity the row says what is missing. */
	if (about < 0 && !by_frame)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, NULL);
	else if (about != 0 && named != 0 && named != about)
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
	return about > 0 ? about : named;
}

/* Find t->p; commands that concern no procedure have none. */
static void
choose_procedure(
    struct hj_turn *t, const struct hj_command *command, const void *cmd)
{
	int64_t no;

	if (command->flags & (HJ_NO_PROC | HJ_CREATES))
		return;
	no = named_procedure(t, command, cmd);
	if (t->refused != HJ_NO)
		return;
	if (no != 0) {
		t->p = hj_procedure_at(t->d, no);
		if (t->p == NULL)
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "procedure");
		return;
	}
	t->p = only_fitting(t, command);
	if (t->p == NULL && t->refused == HJ_NO &&
	    ((command->flags & HJ_ANY_PART) == 0 || command->stages != 0))
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
}

/* Which commands are a way on. */
enum way_on {
	HJ_WAY_AWAY,  /* they lead to another stage */
	HJ_WAY_THERE, /* they are possible and may lead to one */
	HJ_WAY_ANEW,  /* nothing is: begin another stream of the kind */
};

static bool
leads_on(const struct hj_turn *t, const struct hj_command *c, int stage,
    enum way_on way)
{
	uint64_t here = UINT64_C(1) << stage;

	if ((c->flags & HJ_INTERNAL) || c->to == 0)
		return false;
	if (way == HJ_WAY_ANEW)
		return t->p == NULL && (c->flags & HJ_CREATES);
	return (c->stages & here) != 0 &&
	       (way == HJ_WAY_THERE || (c->to & ~here) != 0) &&
	       (t->p == NULL || fits(c, t->p) == HJ_NO);
}

/* The commands that lead a procedure (or stream) on from where it stands. */
static const char *
ways_on(const struct hj_turn *t, const struct hj_stream_kind *kind, int stage)
{
	const char *list = NULL;

	for (int way = HJ_WAY_AWAY; list == NULL && way <= HJ_WAY_ANEW; way++)
		for (size_t i = 0; i < kind->n_commands; i++) {
			const struct hj_command *c = kind->commands[i];

			if (leads_on(t, c, stage, (enum way_on)way))
				list = list == NULL ? c->name
						    : hj_concat(t->a, list,
							  ", ", c->name, NULL);
		}
	return list;
}

static void
refuse_stage(struct hj_turn *t, const struct hj_stream_kind *kind, int stage,
    const char *field)
{
	hj_refuse(t, HJ_NO_STAGE, field);
	t->refused_do = ways_on(t, kind, stage);
}

/* The stage of a stream that is no dispute; its kind has stages. */
static int
stream_stage(const struct hj_turn *t, const struct hj_stream_kind *kind)
{
	int stage;

	memcpy(&stage, (const unsigned char *)t->state + kind->stage,
	    sizeof(stage));
	return stage;
}

/* Does nothing that stands bar `c`, unless it is for somebody else to do? */
static bool
stands(const struct hj_turn *t, const struct hj_command *c)
{
	struct hj_turn probe = *t;

	probe.refused = HJ_NO;
	if (c->ready != NULL)
		c->ready(&probe);
	return probe.refused == HJ_NO || probe.refused == HJ_NO_RIGHT;
}

/* The commands that lead t->p to another phase, or to another stage. */
static const char *
ways_out_of_phase(const struct hj_turn *t)
{
	const char *list = NULL;

	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++) {
		const struct hj_command *c = hj_dispute_kind.commands[i];

		if (fits(c, t->p) == HJ_NO &&
		    ((c->flags & HJ_LEADS_ON) != 0 ||
			leads_on(t, c, t->p->stage, HJ_WAY_AWAY)) &&
		    stands(t, c))
			list = list == NULL
				   ? c->name
				   : hj_concat(t->a, list, ", ", c->name, NULL);
	}
	return list;
}

/* What leads on, where phase or stage is in the way. */
static void
say_ways_on(struct hj_turn *t, const struct hj_stream_kind *kind)
{
	if (t->refused == HJ_NO_PHASE && t->p != NULL && t->refused_do == NULL)
		t->refused_do = ways_out_of_phase(t);
	if (t->refused != HJ_NO_STAGE || t->refused_do != NULL)
		return;
	if (t->p != NULL)
		t->refused_do = ways_on(t, kind, t->p->stage);
	else if (kind->stage != 0)
		t->refused_do = ways_on(t, kind, stream_stage(t, kind));
}

/* A stream that is no dispute stands in one stage, if its kind has stages. */
static void
check_stage(struct hj_turn *t, const struct hj_stream_kind *kind,
    const struct hj_command *command)
{
	int stage;

	if (kind->stage == 0 || command->stages == 0 || t->refused != HJ_NO)
		return;
	stage = stream_stage(t, kind);
	if ((command->stages & UINT64_C(1) << stage) != 0)
		return;
	if (command->elsewhere != HJ_NO)
		hj_refuse(t, command->elsewhere, NULL);
	else
		refuse_stage(t, kind, stage, NULL);
}

/* Nothing is recorded before it happened, nor from before there was an office
 * that could have: a year mistyped. */
static void
check_dates(struct hj_turn *t)
{
	const struct hj_frame *f = t->frame;

	if (f->occurred_at > t->now)
		hj_refuse(t, HJ_NO_FUTURE, "occurred_at");
	else if (f->occurred_on > hj_today(t))
		hj_refuse(t, HJ_NO_FUTURE, "occurred_on");
	else if (f->occurred_on != 0 && f->occurred_on < DAY_LEAST)
		hj_refuse(t, HJ_NO_DAY_EARLY, "occurred_on");
	else if (f->occurred_to != 0 && f->occurred_to < f->occurred_on)
		hj_refuse(t, HJ_NO_ORDER, "occurred_to");
}

/*
 * An enforcement is the court's, and the parties may come to terms before
 * whoever brings them together (执行和解): any body with a part hosts.
 */
static bool
hosts(const struct hj_turn *t, const struct hj_command *command,
    unsigned relations)
{
	return (command->flags & HJ_ANY_HOST) != 0 && t->p != NULL &&
	       t->p->channel == HJ_CH_ENFORCEMENT &&
	       (relations & HJ_REL_PART) != 0;
}

/* What the actor is to the stream and its procedure. */
static unsigned
relations_of(const struct hj_turn *t, const struct hj_command *command)
{
	unsigned relations;

	if (t->d == NULL)
		return HJ_REL_NEW;
	relations = hj_relations(t->world->directory,
	    command->flags & HJ_CREATES ? NULL : t->d, t->p, t->actor.org);
	if ((relations & HJ_REL_COUNTY) && hj_slip_opens(t->d, t->actor.door))
		relations |= HJ_REL_DOOR;
	if (hj_slip_party(t->d, t->actor.door) != 0)
		relations |= HJ_REL_PARTY;
	/* Who refused an offer may take that back, and do no more. */
	if ((command->flags & HJ_READS_PAST) &&
	    hj_refused_by(t->d, t->actor.org, t->actor.door))
		relations |= HJ_REL_PART;
	if (hosts(t, command, relations))
		relations |= HJ_REL_HANDLES;
	return relations;
}

/* Right, procedure, phase and channel, in this order. */
static void
check_row(struct hj_turn *t, const struct hj_command *command, const void *cmd)
{
	unsigned relations;
	enum hj_refusal no;

	if (t->d != NULL)
		choose_procedure(t, command, cmd);
	if (t->actor.service || t->refused != HJ_NO)
		return;
	/* To the accused person it is not there either. */
	if (t->d != NULL && hj_petition_bars(t->d, t->actor.person)) {
		hj_refuse(t, HJ_NO_RIGHT, NULL);
		return;
	}
	relations = relations_of(t, command);
	if (!hj_may(command->right, t->actor.roles, relations)) {
		hj_refuse(t, HJ_NO_RIGHT, NULL);
		return;
	}
	if (t->d != NULL && t->d->merged_into != NULL) {
		hj_refuse(t, HJ_NO_MERGED, NULL);
		HJ_PUSH(t->a, t->refused_for, t->n_refused_for)->text =
		    t->d->merged_into;
		return;
	}
	if (t->d != NULL && t->d->closed &&
	    (command->flags & HJ_WHEN_CLOSED) == 0) {
		hj_refuse(t, HJ_NO_CLOSED, NULL);
		return;
	}
	if (t->p == NULL)
		return;
	if ((command->flags & HJ_ANY_PART) == 0 && !hj_ours(t, t->p) &&
	    !hosts(t, command, relations)) {
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
		return;
	}
	if (cmd != NULL && (command->flags & HJ_OWN_PHASE))
		return;
	no = fits(command, t->p);
	if (no == HJ_NO)
		return;
	if (no == HJ_NO_STAGE)
		refuse_stage(t, &hj_dispute_kind, t->p->stage, "procedure");
	hj_refuse(t, no, "procedure");
}

/* Did a clock start in this turn that was over by then? */
static bool
entered_late(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->n_event; i++)
		if (t->event[i].kind == &hj_ev_clock_started &&
		    ((const struct hj_clock_set *)t->event[i].body)
			->clock->entered_late)
			return true;
	return false;
}

/* What local rules bar, and what must stand whatever the command says. */
static void
check_ready(struct hj_turn *t, const struct hj_command *command)
{
	if (t->refused == HJ_NO && t->d != NULL)
		hj_ruled_bars(t, command->name);
	if (t->refused == HJ_NO && command->ready != NULL)
		command->ready(t);
}

void
hj_decide(struct hj_turn *t, const struct hj_stream_kind *kind,
    const struct hj_command *command, const void *cmd)
{
	t->d = kind == &hj_dispute_kind ? t->state : NULL;
	t->kind = kind;
	t->frame = cmd; /* every command begins with its frame */
	/* A key that outlived its row names a stream that is there already. */
	if (command->flags & HJ_CREATES && (command->flags & HJ_GOES_ON) == 0 &&
	    t->version > 0)
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
	else
		check_row(t, command, cmd);
	check_stage(t, kind, command);
	check_ready(t, command);
	if (t->refused == HJ_NO)
		check_dates(t);
	if (t->refused == HJ_NO && t->unfit.why != HJ_NO)
		hj_refuse(t, t->unfit.why, t->unfit.field);
	if (t->refused == HJ_NO)
		command->decide(t, cmd);
	say_ways_on(t, kind);
	/* What was entered late may start a limit that is over already. */
	if (t->refused == HJ_NO && entered_late(t))
		hj_settle(t);
}

enum hj_refusal
hj_command_offered(
    struct hj_turn *t, const struct hj_command *command, int64_t *procedure)
{
	static const struct hj_frame none;

	t->refused = HJ_NO;
	t->refused_do = NULL;
	hj_cite(t, NULL, 0);
	t->opens = NULL;
	t->p = NULL;
	t->frame = &none;
	if (command->flags & (HJ_INTERNAL | HJ_CREATES))
		return HJ_NO_RIGHT;
	check_row(t, command, NULL);
	if (t->kind != NULL)
		check_stage(t, t->kind, command);
	check_ready(t, command);
	*procedure = t->p != NULL ? t->p->no : 0;
	return t->refused;
}
