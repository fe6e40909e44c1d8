/*
 * Bodies beside the one that has a step (共同参加、共同主体): each kind that
 * the step says must take part is asked to, and those of the steps below that
 * had no part yet; see ladder.h.
 *
 * They are offered a part without a procedure of their own (协办): the step's
 * body goes on, and mediators of theirs may be assigned to it.
 */
#include "lib/commands/ladder.h"

#include <string.h>

int
hj_climbing_channel(const struct hj_org *org)
{
	return hj_org_handles(org, HJ_CH_PEOPLE) ? HJ_CH_PEOPLE
	       : hj_org_handles(org, HJ_CH_ADMINISTRATIVE)
		   ? HJ_CH_ADMINISTRATIVE
		   : 0;
}

const struct hj_org *
hj_org_near(
    const struct hj_turn *t, const char *kind, const char *from, bool takes_up)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_org *near = NULL;

	for (size_t i = 0; i < dir->n_org; i++) {
		const struct hj_org *org = &dir->org[i];

		if (org->closed || strcmp(org->county, t->d->county) != 0 ||
		    strcmp(org->kind->name, kind) != 0 ||
		    (takes_up && hj_climbing_channel(org) == 0))
			continue;
		if (hj_org_above(dir, org->id, from))
			return org;
		if (near == NULL)
			near = org;
	}
	return near;
}

/* Has a body of this kind a part in the matter, or is it asked already? */
static bool
has_part(const struct hj_turn *t, const char *kind)
{
	const struct hj_directory *dir = t->world->directory;

	for (size_t i = 0; i < dir->n_org; i++)
		if (strcmp(dir->org[i].kind->name, kind) == 0 &&
		    (hj_relations(dir, t->d, NULL, dir->org[i].id) &
			(HJ_REL_PART | HJ_REL_OFFERED)))
			return true;
	return false;
}

static void
invite(struct hj_turn *t, const struct hj_name *kinds, size_t n, int64_t p,
    const struct hj_did *did)
{
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, t->d->ladder->set);
	const char *from = hj_procedure_at(t->d, p)->body;

	for (size_t i = 0; i < n; i++) {
		const struct hj_org *org =
		    hj_org_near(t, kinds[i].text, from, false);
		struct hj_referral *r;

		if (org == NULL || strcmp(org->id, from) == 0 ||
		    has_part(t, kinds[i].text))
			continue;
		r = HJ_NEW(t->a, struct hj_referral);
		*r = (struct hj_referral){ .kind = HJ_RK_REFER,
			.from = from,
			.to = org->id,
			.from_procedure = p,
			.rule = set->name };
		hj_offer(t, r, "本级须共同参加", hj_because(t->a, did));
	}
}

/* Who was asked to a step that another procedure has now need not answer. */
static void
take_back(struct hj_turn *t, int64_t p)
{
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, t->d->ladder->set);

	for (size_t i = 0; i < t->d->n_referral; i++) {
		const struct hj_referral *r = &t->d->referral[i];

		if (r->state == HJ_RS_OFFERED && r->channel == 0 &&
		    r->step == 0 && r->from_procedure != p && r->rule != NULL &&
		    strcmp(r->rule, set->name) == 0)
			hj_referral_move(t, r->no, HJ_RS_REVOKED,
			    &hj_ev_referral_revoked, HJ_NO_TEXT);
	}
}

void
hj_step_invite(struct hj_turn *t, const struct hj_rule_step *step, int64_t p,
    const struct hj_did *did)
{
	size_t n;
	const struct hj_rule_step *below = hj_ladder_steps(t, &n);

	if (did == NULL || hj_procedure_at(t->d, p) == NULL)
		return;
	take_back(t, p);
	invite(t, step->joint, step->n_joint, p, did);
	for (; step->from_below && below < step; below++)
		invite(t, below->kinds, below->n_kinds, p, did);
}
