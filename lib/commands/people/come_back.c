/*
 * Somebody is back earlier, or does not go (提前返岗): yesterday was the last
 * day; one that had not begun never was.
 */
#include "lib/commands/people/absence.h"

struct come_back {
	struct hj_frame frame;
	int64_t no;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(come_back, no, HJ_REQUIRED, 1, HJ_ABSENCES_MOST, "哪一次外出|number of the absence"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(come_back, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct come_back *c = cmd;
	const struct hj_staff *p = t->state;
	const struct hj_absence *was = NULL;
	struct hj_absence now;

	if (!hj_absence_ours(t))
		return;
	for (size_t i = 0; i < p->n_absence; i++)
		if (p->absence[i].no == c->no)
			was = &p->absence[i];
	if (was == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "no");
	else if (was->to < hj_today(t))
		hj_refuse(t, HJ_NO_AWAY_OVER, "no");
	if (t->refused != HJ_NO)
		return;
	now = *was;
	now.to = hj_date_add_days((struct hj_date){ hj_today(t) }, -1).ymd;
	hj_absence_tell(t, &hj_ev_absence_ended, &now);
}

const struct hj_command hj_cmd_come_back = {
	.name = "come-back",
	.zh = "提前返岗",
	.en = "Come back earlier",
	.fields = &fields,
	.right = HJ_MAY_BE_AWAY,
	.decide = decide,
};
