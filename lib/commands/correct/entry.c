/* What corrections share; see entry.h. */
#include "lib/commands/correct/entry.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool
kept(const struct hj_dispute *d, const char *event, struct hj_entry *ret)
{
	for (size_t i = 0; i < d->n_entry; i++)
		if (same(d->entry[i].event, event)) {
			*ret = d->entry[i];
			return true;
		}
	for (size_t i = 0; i < d->n_session; i++) {
		const struct hj_session *s = &d->session[i];

		if (!same(s->event, event))
			continue;
		*ret = (struct hj_entry){
			.event = s->event,
			.kind = hj_ev_session_logged.name,
			.by = s->logged_by,
			.at = s->logged_at,
			.no = s->no,
		};
		return true;
	}
	return false;
}

/* Is it the actor's own body's, or that of a body below whose head acts? */
static bool
ours(const struct hj_turn *t, const struct hj_entry *entry)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_person *by = hj_person_find(dir, entry->by);

	if (by == NULL)
		return (t->actor.roles & HJ_RO(HEAD)) != 0;
	return same(by->org, t->actor.org) ||
	       ((t->actor.roles & HJ_RO(HEAD)) != 0 && by->org != NULL &&
		   hj_org_above(dir, t->actor.org, by->org));
}

bool
hj_entry_find(struct hj_turn *t, const char *event, struct hj_entry *ret)
{
	if (!kept(t->d, event, ret))
		hj_refuse(t, HJ_NO_ENTRY, "event");
	for (size_t i = 0; i < t->d->n_voided; i++)
		if (same(t->d->voided[i].text, event))
			hj_refuse(t, HJ_NO_VOID_TWICE, "event");
	if (t->refused == HJ_NO && !ours(t, ret))
		hj_refuse(t, HJ_NO_VOID_RIGHT, "event");
	return t->refused == HJ_NO;
}

void
hj_take_back(struct hj_turn *t, int64_t referral, struct hj_sealed reason)
{
	const struct hj_referral *r = hj_referral_at(t->d, referral);
	struct hj_referral_set *b;

	if (r->state == HJ_RS_OFFERED) {
		hj_referral_move(t, referral, HJ_RS_REVOKED,
		    &hj_ev_referral_revoked, reason);
	} else if (r->state == HJ_RS_ACCEPTED && !r->return_asked) {
		b = HJ_NEW(t->a, struct hj_referral_set);
		b->referral = HJ_NEW(t->a, struct hj_referral);
		*b->referral = *r;
		b->referral->return_asked = true;
		b->reason = reason;
		hj_happens(t, &hj_ev_return_requested, b);
	}
}
