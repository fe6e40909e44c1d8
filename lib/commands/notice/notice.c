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
    const struct hj_no *list, size_t n, int state, int means,
    struct hj_sealed evidence)
{
	for (size_t i = 0; i < n; i++) {
		struct hj_notice_set *b = HJ_NEW(t->a, struct hj_notice_set);

		b->notice = HJ_NEW(t->a, struct hj_notice);
		*b->notice = *hj_notice_at(t->d, list[i].no);
		b->notice->state = state;
		b->notice->means = means;
		b->notice->done_on = hj_occurred_on(t);
		if (i == 0)
			b->evidence = evidence;
		hj_happens(t, kind, b);
	}
}
