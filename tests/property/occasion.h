/*
 * Occasions: what some state of the matter calls for, beside the usual road.
 *
 * Each has a condition, how often it is taken, a command, and where who does it
 * sits.  To have a rare command walked: a row here.
 */
#ifndef HJ_TESTS_PROPERTY_OCCASION_H
#define HJ_TESTS_PROPERTY_OCCASION_H

#include "lib/commands/agreement/agreement.h"
#include "lib/commands/track/restore.h"
#include "tests/property/course.h"

static enum place
nobody(const struct hj_dispute *d)
{
	(void)d;
	return PLACES;
}

static enum place
police(const struct hj_dispute *d)
{
	(void)d;
	return POLICE;
}

static enum place
court(const struct hj_dispute *d)
{
	(void)d;
	return COURT;
}

static enum place
commission(const struct hj_dispute *d)
{
	(void)d;
	return COMMISSION;
}

/* Who can give the papers of a bundle on. */
static enum place
keeper(const struct hj_dispute *d)
{
	const struct hj_bundle *b = &d->bundle[0];

	return place_of(b->n_piece == 0 ? b->owner : b->piece[0].with);
}

static enum place
attacher(const struct hj_dispute *d)
{
	return place_of(d->attachment[0].body);
}

static const struct hj_referral *
offered_by_ladder(const struct hj_dispute *d)
{
	for (size_t i = d->n_referral; i-- > 0;)
		if (d->referral[i].state == HJ_RS_OFFERED &&
		    d->referral[i].rule != NULL)
			return &d->referral[i];
	return NULL;
}

static const struct hj_referral *
offered(const struct hj_dispute *d)
{
	for (size_t i = d->n_referral; i-- > 0;)
		if (d->referral[i].state == HJ_RS_OFFERED)
			return &d->referral[i];
	return NULL;
}

static bool
is_offered(const struct hj_dispute *d)
{
	return offered(d) != NULL;
}

static enum place
receiver(const struct hj_dispute *d)
{
	return place_of(offered(d)->to);
}

static enum place
offerer(const struct hj_dispute *d)
{
	return place_of(offered_by_ladder(d)->from);
}

static bool
ladder_offers(const struct hj_dispute *d)
{
	return offered_by_ladder(d) != NULL;
}

static bool
date_is_sought(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_clock; i++)
		if (d->clock[i].state == HJ_CS_AWAITING_DATE)
			return true;
	return false;
}

static bool
has_group(const struct hj_dispute *d)
{
	return d->n_group > 0;
}

static bool
has_bundle(const struct hj_dispute *d)
{
	return d->n_bundle > 0;
}

static bool
has_attachment(const struct hj_dispute *d)
{
	return d->n_attachment > 0;
}

static bool
all_is_performed(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (is_performed(&d->agreement[i]))
			return true;
	return false;
}

static bool
always(const struct hj_dispute *d)
{
	return d->n_procedure > 0;
}

/* Is there a draft that lacks just that: HJ_NO, and it only waits to be asked?
 */
static bool
draft_lacks(const struct hj_dispute *d, enum hj_refusal what)
{
	const struct hj_turn t = { .world = &world.world,
		.d = (struct hj_dispute *)(uintptr_t)d };

	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_DRAFT &&
		    d->agreement[i].mediator_signed != NULL &&
		    hj_agreement_lacks(&t, &d->agreement[i]) == what)
			return true;
	return false;
}

static bool
is_complete(const struct hj_dispute *d)
{
	return draft_lacks(d, HJ_NO);
}

/* Everything is there, but the copy that was signed says something else. */
static bool
copy_differs(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].stamped_by != NULL)
			return draft_lacks(d, HJ_NO_DIFFERS);
	return false;
}

/* A draft that the mediator signed, and some parties of more than two. */
static bool
one_has_not_signed(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_DRAFT &&
		    d->agreement[i].mediator_signed != NULL &&
		    d->agreement[i].n_signature > 1)
			return d->n_party > 2;
	return false;
}

/* The last petition that lives and that an organ handles; NULL: none. */
static const struct hj_procedure *
petition_passed_on(const struct hj_dispute *d)
{
	for (size_t i = d->n_petition; i-- > 0;) {
		const struct hj_procedure *p =
		    hj_procedure_at(d, d->petition[i].procedure);

		if (hj_procedure_live(p))
			return d->petition[i].organ == NULL ? NULL : p;
	}
	return NULL;
}

static bool
is_passed_on(const struct hj_dispute *d)
{
	return petition_passed_on(d) != NULL;
}

static enum place
holder(const struct hj_dispute *d)
{
	return place_of(petition_passed_on(d)->body);
}

/* A petitioner let the days to ask for more go by. */
static bool
asked_too_late(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_clock; i++) {
		const struct hj_procedure *p =
		    hj_procedure_at(d, d->clock[i].procedure);

		if (d->clock[i].state == HJ_CS_FIRED && p != NULL &&
		    d->clock[i].effect == HJ_EF_RIGHT_LOST &&
		    (p->stage == HJ_ST_ANSWERED || p->stage == HJ_ST_REVIEWED))
			return true;
	}
	return false;
}

static bool
a_term_waits(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		for (size_t k = 0; k < d->agreement[i].n_term; k++)
			if (d->agreement[i].state == HJ_AS_EFFECTIVE &&
			    is_conditional(&d->agreement[i].term[k]))
				return true;
	return false;
}

static bool
is_in_effect(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_EFFECTIVE)
			return true;
	return false;
}

static bool
is_confirmed(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (d->procedure[i].title == HJ_TI_CONFIRMED)
			return true;
	return false;
}

/* The last limit before the court that a party missed; NULL if there is none.
 */
static const struct hj_clock *
missed_in_court(const struct hj_dispute *d)
{
	for (size_t i = d->n_clock; i-- > 0;) {
		const struct hj_procedure *p =
		    hj_procedure_at(d, d->clock[i].procedure);

		if (is_missed(&d->clock[i]) && p != NULL &&
		    (HJ_CH_COURT >> p->channel & 1) != 0)
			return &d->clock[i];
	}
	return NULL;
}

static bool
before_court(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (HJ_CH_COURT >> d->procedure[i].channel & 1)
			return true;
	return false;
}

static bool
has_missed(const struct hj_dispute *d)
{
	return missed_in_court(d) != NULL;
}

static const struct hj_file_review *
file_to_review(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_file_review; i++)
		if (!d->file_review[i].done)
			return &d->file_review[i];
	return NULL;
}

static bool
file_waits(const struct hj_dispute *d)
{
	return file_to_review(d) != NULL;
}

static bool
has_finding(const struct hj_dispute *d)
{
	return d->n_finding > 0;
}

static enum place
reviewer(const struct hj_dispute *d)
{
	return place_of(d->file_review[0].owner);
}

static enum place
reviewed(const struct hj_dispute *d)
{
	return place_of(hj_procedure_at(d, d->finding[0].procedure)->body);
}

static bool
facts_are_looked_at(const struct hj_dispute *d)
{
	return some_fact_of(&world, d);
}

static struct hj_turn
seen(const struct hj_dispute *d)
{
	return (struct hj_turn){ .world = &world.world,
		.d = (struct hj_dispute *)(uintptr_t)d };
}

static bool
a_task_is_owed(const struct hj_dispute *d)
{
	const struct hj_turn t = seen(d);

	for (size_t i = 0; i < d->n_clock; i++)
		if (hj_clock_task(&t, &d->clock[i]) != NULL &&
		    hj_rule_task_owed(&d->clock[i]))
			return true;
	return false;
}

static bool
somebody_decides(const struct hj_dispute *d)
{
	const struct hj_turn t = seen(d);
	const struct hj_rule_step *step =
	    d->ladder == NULL || d->ladder->done
		? NULL
		: hj_ladder_step(&t, d->ladder->step);

	for (size_t i = 0; step != NULL && i < step->n_exits; i++)
		if (step->exits[i].on == HJ_EO_DECIDED)
			return true;
	return false;
}

/* The county has another ladder by now, and the matter stands on its own. */
static bool
may_move_on(const struct hj_dispute *d)
{
	const struct hj_rule_set *set =
	    d->ladder == NULL || d->ladder->step == 0
		? NULL
		: hj_rule_set_find(&world.rules, d->ladder->set);

	return set != NULL && world.county.ladder != NULL &&
	       strcmp(set->name, world.county.ladder) != 0;
}

static enum place
climber(const struct hj_dispute *d)
{
	const struct hj_procedure *p = hj_procedure_at(d, d->ladder->procedure);

	return p == NULL || p->body == NULL ? PLACES : place_of(p->body);
}

static const struct occasion {
	bool (*when)(const struct hj_dispute *d);
	int percent;
	const char *command;
	enum place (*who)(const struct hj_dispute *d); /* PLACES: whoever may */
} occasions[] = {
	{ date_is_sought, 15, "find-date", nobody },
	{ ladder_offers, 12, "set-aside-escalation", offerer },
	{ is_offered, 10, "accept-referral", receiver },
	{ is_offered, 3, "refuse-referral", receiver },
	{ has_group, 20, "count-group", nobody },
	{ has_bundle, 8, "hand-over-bundle", keeper },
	{ has_bundle, 8, "return-bundle", keeper },
	{ has_attachment, 10, "detach", attacher },
	{ all_is_performed, 10, "recognise-settlement", police },
	{ one_has_not_signed, 25, "withdraw", nobody },
	{ copy_differs, 50, "record-signed-copy", nobody },
	{ is_complete, 70, "make-effective", nobody },
	{ always, 1, "open-suit", court },
	{ always, 1, "open-arbitration", commission },
	{ always, 1, "open-procedure", court },
	{ before_court, 5, "record-knowledge", court },
	{ has_missed, 12, "record-knowledge", court },
	{ has_missed, 12, "apply-restoration", court },
	{ has_missed, 6, "rule-restoration", court },
	{ asked_too_late, 25, "decline-ask", nobody },
	{ is_passed_on, 5, "supervise-petition", holder },
	{ a_term_waits, 10, "record-condition", nobody },
	{ is_in_effect, 6, "urge", nobody },
	{ hj_has_title, 8, "open-enforcement", court },
	{ is_confirmed, 10, "file-objection", court },
	{ is_confirmed, 6, "rule-objection", court },
	{ always, 1, "note-file-drawn", nobody },
	{ file_waits, 25, "review-file", reviewer },
	{ has_finding, 15, "answer-finding", reviewed },
	{ has_finding, 10, "withdraw-finding", reviewer },
	{ facts_are_looked_at, 10, "record-fact", nobody },
	{ a_task_is_owed, 10, "complete-task", nobody },
	{ somebody_decides, 40, "decide-step", nobody },
	{ may_move_on, 30, "migrate-rules", climber },
};

static const struct occasion *
some_occasion(const struct hj_dispute *d)
{
	for (size_t i = 0; i < sizeof(occasions) / sizeof(occasions[0]); i++)
		if (percent(occasions[i].percent) && occasions[i].when(d))
			return &occasions[i];
	return NULL;
}

#endif
