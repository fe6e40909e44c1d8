/* Do the papers of a dispute name the same people?  See dossier_names.h. */
#include "server/dossier_names.h"

#include "lib/integrity/index.h"

#include <string.h>

#define NAME_LEAST 6 /* bytes: two characters; less may stand for anything */

struct search {
	struct hj_ring *ring;
	const struct hj_dispute *d;
	const struct hj_procedure *p;
	const struct hj_event *event;
	size_t n_event;
	struct hj_contradiction *list;
	size_t n;
};

static void
found(struct search *s, int kind, int64_t no, int64_t party)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->list[i].kind == kind && s->list[i].no == no &&
		    s->list[i].part == party)
			return;
	*HJ_PUSH(s->ring->a, s->list, s->n) =
	    (struct hj_contradiction){ kind, no, party };
}

/* The folded text; NULL if there is none, or its key is gone. */
static const char *
opened(struct search *s, struct hj_sealed sealed)
{
	const char *text = hj_open_text(s->ring, sealed.box);

	return text == NULL ? NULL : hj_index_fold(s->ring->a, text);
}

static bool
says(const char *text, const char *name)
{
	return text != NULL && name != NULL && strstr(text, name) != NULL;
}

/* ---- former names ---- */

/* Does a paper say `former`, which is no part of what the party is called now?
 */
static bool
says_former(const char *text, const char *former, const char *now)
{
	return strlen(former) >= NAME_LEAST && !says(now, former) &&
	       says(text, former);
}

static void
look_for_former(
    struct search *s, const struct hj_party *party, const char *former)
{
	const char *now = opened(s, party->name);

	if (now == NULL || strcmp(now, former) == 0)
		return;
	if (says_former(opened(s, s->d->title), former, now))
		found(s, HJ_CD_FORMER_NAME, 0, party->no);
	for (size_t i = 0; i < s->n_event; i++) {
		const struct hj_agreement_drafted *b = s->event[i].body;

		if (s->event[i].kind != &hj_ev_agreement_drafted ||
		    b->agreement->procedure != s->p->no)
			continue;
		if (says_former(opened(s, b->text), former, now))
			found(
			    s, HJ_CD_FORMER_NAME, b->agreement->no, party->no);
		for (size_t k = 0; k < b->agreement->n_term; k++)
			if (says_former(opened(s, b->agreement->term[k].text),
				former, now))
				found(s, HJ_CD_FORMER_NAME, b->agreement->no,
				    party->no);
	}
}

static void
look_at_names(struct search *s)
{
	for (size_t i = 0; i < s->n_event; i++) {
		const struct hj_party_set *b = s->event[i].body;
		const struct hj_party *now;
		const char *name;

		if (s->event[i].kind != &hj_ev_party_added &&
		    s->event[i].kind != &hj_ev_party_corrected)
			continue;
		now = hj_party_at(s->d, b->party->no);
		name = opened(s, b->party->name);
		if (now != NULL && !now->removed && !now->erased &&
		    name != NULL)
			look_for_former(s, now, name);
	}
}

/* ---- hands ---- */

/* Is `name` the party's own, or that of somebody who ever acted for it? */
static bool
is_hand_of(struct search *s, int64_t no, const char *name)
{
	const struct hj_party *party = hj_party_at(s->d, no);
	const char *own = party == NULL ? NULL : opened(s, party->name);

	if (own != NULL && strcmp(own, name) == 0)
		return true;
	for (size_t i = 0; i < s->d->n_agency; i++) {
		const char *agent = s->d->agency[i].party != no
					? NULL
					: opened(s, s->d->agency[i].name);

		if (agent != NULL && strcmp(agent, name) == 0)
			return true;
	}
	return false;
}

static void
look_at_hands(struct search *s)
{
	for (size_t i = 0; i < s->n_event; i++) {
		const struct hj_agreement_signed *b = s->event[i].body;
		const struct hj_agreement *a;
		const char *name;

		if (s->event[i].kind != &hj_ev_agreement_signed ||
		    b->signature == NULL)
			continue;
		a = hj_agreement_at(s->d, b->agreement);
		name = opened(s, b->signer);
		if (a != NULL && a->procedure == s->p->no && name != NULL &&
		    !is_hand_of(s, b->signature->party, name))
			found(s, HJ_CD_OTHER_HAND, a->no, b->signature->party);
	}
}

size_t
hj_name_contradictions(struct hj_ring *ring, const struct hj_dispute *d,
    const struct hj_procedure *p, const struct hj_event *event, size_t n_event,
    struct hj_contradiction **list, size_t n)
{
	struct search s = {
		.ring = ring,
		.d = d,
		.p = p,
		.event = event,
		.n_event = n_event,
		.list = *list,
		.n = n,
	};

	look_at_names(&s);
	look_at_hands(&s);
	*list = s.list;
	return s.n;
}
