/*
 * Enter a notice on days off (国务院办公厅关于部分节假日安排的通知).
 *
 * It counts from the day on which it was published.  Limits that run are
 * counted anew by it, one event a limit; what has fallen stays as it fell.
 */
#include "lib/commands/calendar/calendar.h"

struct publish {
	struct hj_frame frame;
	struct hj_calendar_day *days;
	size_t n_days;
	int32_t known_to;
	const char *notice;
	int32_t published;
	const char *reference;
};

/* clang-format off */
static const struct hj_field day_rows[] = {
	HJ_DATE(hj_calendar_day, date, HJ_REQUIRED, "日期|date"),
	HJ_TEXT(hj_calendar_day, name, HJ_REQUIRED, 60, "节日|holiday"),
	HJ_BOOL(hj_calendar_day, off, 0, "放假(否则上班)|off, otherwise worked"),
};
static const struct hj_fields day_fields = HJ_FIELDS(hj_calendar_day, day_rows);

static const struct hj_field rows[] = {
	HJ_LIST(publish, days, HJ_REQUIRED, &day_fields, HJ_CALENDAR_DAYS_MOST, "通知所列日期,按先后|the days it names, in order"),
	HJ_DATE(publish, known_to, HJ_REQUIRED, "安排到哪一日|the last day it speaks of"),
	HJ_TEXT(publish, notice, HJ_REQUIRED, 100, "通知名称|title of the notice"),
	HJ_DATE(publish, published, HJ_REQUIRED, "公布日|published on"),
	HJ_TEXT(publish, reference, 0, 60, "文号|reference of the notice"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(publish, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct publish *c = cmd;
	const struct hj_site_calendar *state = t->state;
	const struct hj_calendar *now = t->world->calendar;
	struct hj_calendar_version_set *b;
	struct hj_calendar with;
	struct hj_error err;

	if (c->published > hj_today(t)) {
		hj_refuse(t, HJ_NO_FUTURE, "published");
		return;
	}
	if (state->n_list >= HJ_CALENDAR_ENTERED_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_calendar_version_set);
	b->version = HJ_NEW(t->a, struct hj_calendar_version);
	*b->version = (struct hj_calendar_version){
		.number = HJ_CALENDAR_PUBLISHED + (int64_t)state->n_list,
		.published = { c->published },
		.known_from = now->n == 0 ? c->days[0].date
					  : now->version[now->n - 1].known_from,
		.known_to = { c->known_to },
		.notice = c->notice,
		.reference = c->reference,
		.days = c->days,
		.n_days = c->n_days,
	};
	hj_calendar_join(t->a, now, NULL, &with);
	if (hj_calendar_add(t->a, &with, b->version, &err) != HJ_OK) {
		hj_refuse(t, HJ_NO_CALENDAR, NULL);
		return;
	}
	hj_happens(t, &hj_ev_calendar_version_published, b);
}

const struct hj_command hj_cmd_publish_calendar_version = {
	.name = "publish-calendar-version",
	.zh = "录入放假安排",
	.en = "Enter a notice on days off",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.flags = HJ_CREATES | HJ_GOES_ON,
	.decide = decide,
};
