/*
 * Say when that happened from which a limit runs (查明日期).
 *
 * A fact whose date nobody knew starts no limit; the limit waits, as a task of
 * the body.  Once the date is found, exactly or as an interval, it is counted
 * from there: from the interval's end against the state, from its beginning
 * against a party.  If it is over by then it falls at once.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/command.h"

struct find_date {
	struct hj_frame frame;
	int64_t clock;
	struct hj_sealed evidence;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(find_date, clock, HJ_REQUIRED, 1, 10000, "期限编号|clock"),
	HJ_SEALED(find_date, evidence, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "依据|how it was found"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(find_date, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct find_date *c = cmd;
	const struct hj_clock *clock = hj_clock_at(t->d, c->clock);
	const struct hj_procedure *p =
	    clock == NULL ? NULL : hj_procedure_at(t->d, clock->procedure);
	struct hj_clock wanted;

	if (clock == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "clock");
	else if (p != NULL && !hj_ours(t, p))
		hj_refuse(t, HJ_NO_RIGHT, "clock");
	else if (clock->state != HJ_CS_AWAITING_DATE)
		hj_refuse(t, HJ_NO_NOT_AWAITED, "clock");
	else if (c->frame.occurred_on == 0 && c->frame.occurred_at == 0)
		hj_refuse(t, HJ_NO_DATE_MISSING, "occurred_on");
	if (t->refused != HJ_NO)
		return;
	wanted = *clock;
	hj_occurred(t, &wanted.start_from, &wanted.start_to);
	hj_clock_start(t, &wanted, c->evidence);
}

const struct hj_command hj_cmd_find_date = {
	.name = "find-date",
	.zh = "查明日期",
	.en = "Say when a limit began",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
