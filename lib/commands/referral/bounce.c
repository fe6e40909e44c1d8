/*
 * What is refused again and again goes up by itself, where a rule set of the
 * county says after how many times: bodies that send a matter to and fro do not
 * leave it without an owner.
 *
 * What the same body has offered and was refused or given back counts, but not
 * what a ladder offers.  The nearest body above both is offered the matter as a
 * designation, so that it refuses no more.
 */
#include "lib/commands/guard.h"
#include "lib/commands/referral/referral.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* How often what `from` offered was refused or given back; -1: it goes up. */
static int64_t
refusals(const struct hj_dispute *d, const char *from)
{
	int64_t n = 0;

	for (size_t i = 0; i < d->n_referral; i++) {
		const struct hj_referral *r = &d->referral[i];

		if (!same(r->from, from) || r->step != 0)
			continue;
		if (r->state == HJ_RS_OFFERED)
			return -1;
		n += r->state == HJ_RS_REFUSED || r->state == HJ_RS_RETURNED;
	}
	return n;
}

void
hj_bounced(struct hj_turn *t, int64_t no)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_referral *r = hj_referral_at(t->d, no);
	const struct hj_org *from = hj_org_find(dir, r->from);
	const struct hj_org *to = hj_org_find(dir, r->to);
	const struct hj_org *up =
	    from == NULL || to == NULL ? NULL : hj_org_common(dir, from, to);
	int64_t times = refusals(t->d, r->from);
	struct hj_referral *offer;

	/* A court looks for another body itself (特邀11). */
	if (r->kind == HJ_RK_ASSIGN || r->kind == HJ_RK_ENTRUST)
		return;
	if (up == NULL || r->step != 0 || r->channel == 0 ||
	    !hj_goes_up(t, times) || same(up->id, r->to) ||
	    same(up->id, r->from))
		return;
	offer = HJ_NEW(t->a, struct hj_referral);
	*offer = (struct hj_referral){
		.kind = HJ_RK_REFER,
		.from = r->from,
		.to = up->id,
		.from_procedure = r->from_procedure,
		.channel = hj_org_handles(up, HJ_CH_REPORT)
			       ? HJ_CH_REPORT
			       : hj_usual_channel(up),
		.designated = true,
	};
	hj_offer(t, offer,
	    hj_concat(t->a, "多次拒收,由共同上级(", up->name,
		")接办;refused again and again: to the nearest body above "
		"both",
		NULL),
	    hj_guard_because(t, "sent-back-goes-up", times));
}
