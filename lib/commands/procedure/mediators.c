/* Who mediates; see mediators.h. */
#include "lib/commands/procedure/mediators.h"

#include "lib/commands/guard.h"
#include "lib/dispute/petition.h"

#include <string.h>

#define MEDIATES (HJ_RO(MEDIATOR) | HJ_RO(HEAD) | HJ_RO(JUDGE))

/* clang-format off */
static const struct hj_field mediator_input_rows[] = {
	HJ_BOOL(hj_mediator_input, chief, 0, "首席|presides"),
	HJ_BOOL(hj_mediator_input, disclosed, 0, "已声明无利害关系|has said there is no interest"),
	HJ_BOOL(hj_mediator_input, interest, 0, "声明有利害关系|has said there is an interest"),
	HJ_ID(hj_mediator_input, person, HJ_REQUIRED, "人员|person"),
};
const struct hj_fields hj_mediator_input_fields =
    HJ_FIELDS(hj_mediator_input, mediator_input_rows);
/* clang-format on */

/*
 * May this person be named for `p`?  One of the body's or the signer's own; of
 * the organ that handles a petition, which may settle it itself
 * (信访工作条例33); or a grid worker below one of them, who is sent along to
 * coordinate.
 */
static bool
belongs(const struct hj_turn *t, const struct hj_procedure *p,
    const struct hj_person *person)
{
	const struct hj_directory *dir = t->world->directory;
	const char *signer = hj_signer_of(p);

	if (person->left || person->org == NULL)
		return false;
	if ((p->body != NULL && strcmp(person->org, p->body) == 0) ||
	    (signer != NULL && strcmp(person->org, signer) == 0) ||
	    hj_petition_with(t->d, p->no, person->org))
		return (person->roles & (MEDIATES | HJ_RO(GRID))) != 0;
	return (person->roles & HJ_RO(GRID)) != 0 && signer != NULL &&
	       hj_org_above(dir, signer, person->org);
}

/* Is the actor the only one of the organisation who mediates? */
static bool
alone(const struct hj_turn *t)
{
	const struct hj_directory *dir = t->world->directory;

	for (size_t i = 0; i < dir->n_person; i++) {
		const struct hj_person *other = &dir->person[i];

		if (!other->left && other->org != NULL &&
		    strcmp(other->org, t->actor.org) == 0 &&
		    (other->roles & MEDIATES) != 0 &&
		    strcmp(other->id, t->actor.person) != 0)
			return false;
	}
	return true;
}

/*
 * The committee designates (人民调解法19): its head or a clerk, at a court a
 * judge.  The only mediator of a body names himself.
 */
static bool
may_name(
    const struct hj_turn *t, const struct hj_mediator_input *list, size_t n)
{
	if (t->actor.service ||
	    (t->actor.roles & (HJ_RO(HEAD) | HJ_RO(CLERK) | HJ_RO(JUDGE))) != 0)
		return true;
	return n == 1 && strcmp(list[0].person, t->actor.person) == 0 &&
	       alone(t);
}

/* Check one of the list; those before it are `n`. */
static void
check_one(struct hj_turn *t, const struct hj_mediator_input *in,
    const struct hj_mediator_input *list, size_t n)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_person *person = hj_person_find(dir, in->person);
	const struct hj_org *org;

	if (person == NULL || !belongs(t, t->p, person)) {
		hj_refuse(t, HJ_NO_PERSON, "mediators");
		return;
	}
	if (hj_petition_bars(t->d, person->id)) {
		hj_refuse(t, HJ_NO_ACCUSED, "mediators");
		return;
	}
	org = hj_org_find(dir, person->org);
	if (org == NULL || !hj_org_mediates(org))
		hj_refuse(t, HJ_NO_SEPARATION, "mediators");
	else if (hj_guard_on(t, HJ_NO_AID_MEDIATOR) &&
		 hj_is_counsel(t->d, in->person))
		hj_refuse(t, HJ_NO_AID_MEDIATOR, "mediators");
	else if (in->interest || !in->disclosed)
		hj_refuse(t, HJ_NO_DISCLOSURE, "mediators");
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].person, in->person) == 0 ||
		    (list[i].chief && in->chief))
			hj_refuse(t, HJ_NO_DUPLICATE, "mediators");
}

struct hj_mediator *
hj_mediators_named(
    struct hj_turn *t, const struct hj_mediator_input *list, size_t n)
{
	struct hj_mediator *made;
	bool chief = false;

	if (n == 0)
		hj_refuse(t, HJ_NO_MEDIATOR, "mediators");
	else if (!may_name(t, list, n))
		hj_refuse(t, HJ_NO_RIGHT, "mediators");
	for (size_t i = 0; i < n && t->refused == HJ_NO; i++)
		check_one(t, &list[i], list, i);
	if (t->refused != HJ_NO)
		return NULL;
	made = hj_alloc(t->a, n * sizeof(*made));
	for (size_t i = 0; i < n; i++) {
		made[i] = (struct hj_mediator){ .person = list[i].person,
			.chief = list[i].chief,
			.disclosed = list[i].disclosed,
			.body =
			    hj_person_find(t->world->directory, list[i].person)
				->org };
		chief = chief || list[i].chief;
	}
	made[0].chief = made[0].chief || !chief;
	return made;
}

void
hj_mediators_set(struct hj_turn *t, const struct hj_event_kind *kind,
    struct hj_mediator *mediators, size_t n, struct hj_sealed reason,
    struct hj_sealed text)
{
	struct hj_mediators_set *b = HJ_NEW(t->a, struct hj_mediators_set);

	*b = (struct hj_mediators_set){
		.procedure = t->p->no,
		.mediator = mediators,
		.n_mediator = n,
		.replaced = kind == &hj_ev_mediators_replaced,
		.reason = reason,
		.text = text,
	};
	hj_happens(t, kind, b);
}
