/* The totals of groups: their table and fold; see group.h. */
#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_field count_rows[] = {
	HJ_INT(hj_group_count, agreed, 0, 0, HJ_INT_MOST, "接受者数额合计|of those who said yes, fen"),
	HJ_INT(hj_group_count, as_of, 0, 0, HJ_INT_MOST, "名册事件序号|as of this event of the roll"),
	HJ_INT(hj_group_count, consents, 0, 0, HJ_INT_MOST, "同意调解人数|agreed to mediation"),
	HJ_INT(hj_group_count, electronic, 0, 0, HJ_INT_MOST, "电子签字人数|electronic signatures"),
	HJ_ID(hj_group_count, group, 0, "名册|the roll"),
	HJ_INT(hj_group_count, members, 0, 0, HJ_INT_MOST, "成员数|members"),
	HJ_INT(hj_group_count, missing, 0, 0, HJ_INT_MOST, "称未收到人数|say it did not arrive"),
	HJ_INT(hj_group_count, no, 0, 0, HJ_INT_MOST, "不接受人数|said no"),
	HJ_INT(hj_group_count, owed, 0, 0, HJ_INT_MOST, "数额合计|claimed in all, fen"),
	HJ_INT(hj_group_count, paid, 0, 0, HJ_INT_MOST, "已付合计|paid, fen"),
	HJ_INT(hj_group_count, party, HJ_REQUIRED, 1, HJ_INT_MOST, "当事人编号|party"),
	HJ_INT(hj_group_count, representatives, 0, 0, HJ_INT_MOST, "代表人数|representatives"),
	HJ_INT(hj_group_count, routes_owed, 0, 0, HJ_INT_MOST, "待告知其他途径人数|not told the other routes"),
	HJ_INT(hj_group_count, signatures, 0, 0, HJ_INT_MOST, "签字人数|signatures"),
	HJ_INT(hj_group_count, yes, 0, 0, HJ_INT_MOST, "接受人数|said yes"),
};
const struct hj_fields hj_group_count_fields = HJ_FIELDS(hj_group_count, count_rows);

static const struct hj_field group_counted_rows[] = {
	HJ_OBJECT(hj_group_counted, count, HJ_REQUIRED, &hj_group_count_fields, NULL),
};
const struct hj_fields hj_group_counted_fields = HJ_FIELDS(hj_group_counted, group_counted_rows);
/* clang-format on */

struct hj_group_count *
hj_group_of(const struct hj_dispute *d, int64_t party)
{
	for (size_t i = 0; i < d->n_group; i++)
		if (d->group[i].party == party)
			return &d->group[i];
	return NULL;
}

void
hj_evolve_group_counted(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_group_counted *b = ev->body;
	struct hj_group_count *count = hj_group_of(d, b->count->party);

	if (count == NULL)
		count = HJ_PUSH(d->arena, d->group, d->n_group);
	*count = *b->count;
	/* A group's stream has the id of the event that founded it. */
	if (ev->kind == &hj_ev_group_founded)
		count->group = ev->id;
}
