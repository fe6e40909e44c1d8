/* Notices as commands name them; see notice.h. */
#include "lib/commands/notice/notice.h"

bool
hj_notices_fit(
    struct hj_turn *t, const struct hj_no *list, size_t n, unsigned states)
{
	if (n == 0)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "notices");
	for (size_t i = 0; i < n; i++) {
		const struct hj_notice *notice = hj_notice_at(t->d, list[i].no);

		if (notice == NULL)
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "notices");
		else if ((states & 1u << notice->state) == 0)
			hj_refuse(t, HJ_NO_DUPLICATE, "notices");
		else if (hj_occurred_on(t) < notice->owed_on)
			hj_refuse(t, HJ_NO_ORDER, "occurred_on");
		for (size_t k = 0; k < i; k++)
			if (list[k].no == list[i].no)
				hj_refuse(t, HJ_NO_DUPLICATE, "notices");
	}
	return t->refused == HJ_NO;
}

void
hj_notices_set(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_delivery *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct hj_notice_set *b = HJ_NEW(t->a, struct hj_notice_set);
		struct hj_notice *n = HJ_NEW(t->a, struct hj_notice);

		*n = *hj_notice_at(t->d, s->list[i].no);
		if (s->state == HJ_NS_RETURNED)
			hj_notice_take_way(t, n,
			    hj_reach_means(n->reach) == s->means ? n->turn
			    : n->turn > 0                        ? n->turn - 1
								 : 0);
		n->state = s->state;
		n->means = s->means;
		n->done_on = hj_occurred_on(t);
		b->notice = n;
		b->proof = s->proof;
		if (i == 0)
			b->evidence = s->evidence;
		hj_happens(t, kind, b);
	}
}
