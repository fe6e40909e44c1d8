/*
 * Limits, notices and offers of an entry that is voided: each set back by an
 * event of its own kind; see back.h.
 */
#include "lib/commands/correct/back.h"

#include "lib/base/undo.h"
#include "lib/commands/clocks.h"
#include "lib/commands/notice/notice.h"

#include <string.h>

/* Did the entry tell something of clock (notice) `no`? */
static bool
touches(const struct hj_back *back, const struct hj_fields *body, int64_t no)
{
	for (size_t i = back->entry.first; i <= back->entry.last; i++) {
		const struct hj_event *ev = &back->past->ev[i];
		int64_t told = 0;

		if (ev->kind->body != body)
			continue;
		if (body == &hj_notice_set_fields)
			told = ((const struct hj_notice_set *)ev->body)
				   ->notice->no;
		else if (((const struct hj_clock_set *)ev->body)->clock != NULL)
			told =
			    ((const struct hj_clock_set *)ev->body)->clock->no;
		if (told == no)
			return true;
	}
	return false;
}

/* Does the limit stand as the entry left it, so that it can be set back? */
static bool
untouched(const struct hj_turn *t, const struct hj_back *back, int64_t no)
{
	const struct hj_clock *now = hj_clock_at(t->d, no);

	return now->state != HJ_CS_FIRED &&
	       hj_struct_same(
		   &hj_clock_fields, now, hj_clock_at(back->after, no));
}

static void
set_back_clock(struct hj_turn *t, const struct hj_back *back, int64_t no,
    struct hj_sealed reason)
{
	const struct hj_clock *was = hj_clock_at(back->before, no);
	const struct hj_clock *now = hj_clock_at(t->d, no);
	struct hj_clock_set *b;

	if (was == NULL ? !hj_clock_open(now) : !untouched(t, back, no))
		return;
	b = hj_clock_change(t, now);
	b->old_due_on = now->due_on;
	b->reason = reason;
	if (was == NULL)
		b->clock->state = HJ_CS_STOPPED;
	else
		*b->clock = *was;
	hj_happens(t,
	    was == NULL           ? &hj_ev_clock_stopped
	    : hj_clock_waits(was) ? &hj_ev_clock_awaits
				  : &hj_ev_clock_moved,
	    b);
}

const char *
hj_back_left(const struct hj_turn *t, const struct hj_back *back)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		int64_t no = (int64_t)i + 1;

		if (touches(back, &hj_clock_set_fields, no) &&
		    t->d->clock[i].state == HJ_CS_FIRED)
			return "因该记录起算、现已届满的期限由承办单位决定如何"
			       "处理";
	}
	return NULL;
}

void
hj_undo_notice(struct hj_turn *t, int64_t no)
{
	const struct hj_notice n = *hj_notice_at(t->d, no);
	struct hj_notice_set *b;

	if (n.state == HJ_NS_SERVED && n.party != 0) {
		hj_owe_notice(t, n.procedure, n.party, HJ_NK_CORRECTING, NULL);
	} else if (n.state == HJ_NS_OWED) {
		b = HJ_NEW(t->a, struct hj_notice_set);
		b->notice = HJ_NEW(t->a, struct hj_notice);
		*b->notice = n;
		b->notice->state = HJ_NS_REPLACED;
		hj_happens(t, &hj_ev_notice_withdrawn, b);
	}
}

/* What was owed before the entry is owed again. */
static void
owe_again(struct hj_turn *t, const struct hj_notice *was)
{
	struct hj_notice_set *b = HJ_NEW(t->a, struct hj_notice_set);

	b->notice = HJ_NEW(t->a, struct hj_notice);
	*b->notice = *was;
	b->rights = hj_notice_rights(t, was->kind);
	hj_notice_take_way(t, b->notice, 0);
	hj_happens(t, &hj_ev_notice_owed, b);
}

/* What had come back before the entry has come back. */
static void
return_again(struct hj_turn *t, const struct hj_notice *was)
{
	struct hj_notice_set *b = HJ_NEW(t->a, struct hj_notice_set);

	b->notice = HJ_NEW(t->a, struct hj_notice);
	*b->notice = *was;
	hj_happens(t, &hj_ev_notice_returned, b);
}

static void
set_back_notice(struct hj_turn *t, const struct hj_back *back, int64_t no)
{
	const struct hj_notice *was = hj_notice_at(back->before, no);

	if (was == NULL)
		hj_undo_notice(t, no);
	else if (!hj_struct_same(&hj_notice_fields, hj_notice_at(t->d, no),
		     hj_notice_at(back->after, no)))
		return;
	else if (was->state == HJ_NS_OWED)
		owe_again(t, was);
	else if (was->state == HJ_NS_RETURNED)
		return_again(t, was);
}

/* What is owed to a party that the entry had brought in. */
static void
withdraw_from(struct hj_turn *t, int64_t party)
{
	size_t n = t->d->n_notice;

	for (size_t i = 0; i < n; i++)
		if (t->d->notice[i].party == party &&
		    t->d->notice[i].state == HJ_NS_OWED)
			hj_undo_notice(t, (int64_t)i + 1);
}

void
hj_back_consequences(
    struct hj_turn *t, const struct hj_back *back, struct hj_sealed reason)
{
	const struct hj_dispute *before = back->before, *after = back->after;

	for (size_t i = 0; i < after->n_clock; i++)
		if (touches(back, &hj_clock_set_fields, (int64_t)i + 1))
			set_back_clock(t, back, (int64_t)i + 1, reason);
	for (size_t i = 0; i < after->n_notice; i++)
		if (touches(back, &hj_notice_set_fields, (int64_t)i + 1))
			set_back_notice(t, back, (int64_t)i + 1);
	/* The limit that the offer stopped is set back; it does not begin anew.
	 */
	t->undoing = true;
	for (size_t i = before->n_referral; i < after->n_referral; i++)
		hj_take_back(t, (int64_t)i + 1, reason);
	t->undoing = false;
	for (size_t i = before->n_party; i < after->n_party; i++)
		withdraw_from(t, (int64_t)i + 1);
}
