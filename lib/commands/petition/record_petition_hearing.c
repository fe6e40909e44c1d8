/*
 * Record a hearing of a petition (听证): from its first day to its last.
 *
 * Its time is not counted in the thirty days of the re-check (信访工作条例36,
 * F). For handling and review no article says so, and it counts there; which
 * limit it pauses is the rule set's to say.
 */
#include "lib/commands/petition/petition.h"

struct record_petition_hearing {
	struct hj_frame frame;
	int32_t began_on;
	int32_t ended_on;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_DATE(record_petition_hearing, began_on, 0, "听证开始日|first day"),
	HJ_DATE(record_petition_hearing, ended_on, 0, "听证结束日|last day"),
	HJ_SEALED(record_petition_hearing, text, HJ_KEY_TEXT, 20000, "听证情况|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(record_petition_hearing, rows);

static void
check(struct hj_turn *t, const struct record_petition_hearing *c)
{
	const bool lasts = hj_petition_of(t->d, t->p->no)->hearing;
	int32_t today = hj_today(t);

	if (c->began_on > today || c->ended_on > today)
		hj_refuse(t, HJ_NO_FUTURE,
		    c->began_on > today ? "began_on" : "ended_on");
	else if (c->began_on == 0 && (c->ended_on == 0 || !lasts))
		hj_refuse(t, HJ_NO_ORDER, "began_on");
	else if (c->began_on != 0 && lasts)
		hj_refuse(t, HJ_NO_DUPLICATE, "began_on");
	else if (c->ended_on != 0 && c->ended_on < c->began_on)
		hj_refuse(t, HJ_NO_ORDER, "ended_on");
}

/* One day of the hearing is told as `kind`. */
static void
tell(struct hj_turn *t, int64_t procedure, const struct hj_event_kind *kind,
    int32_t on, struct hj_sealed text)
{
	t->from = hj_legal_day_first((struct hj_date){ on });
	t->to = hj_legal_day_last((struct hj_date){ on });
	t->prec = HJ_PREC_DAY;
	hj_petition_tell(t, procedure, kind, text);
	t->from = t->to = 0;
	t->prec = 0;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_petition_hearing *c = cmd;
	int64_t procedure = t->p->no;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	if (c->began_on != 0)
		tell(t, procedure, &hj_ev_petition_hearing_began, c->began_on,
		    c->text);
	if (c->ended_on != 0)
		tell(t, procedure, &hj_ev_petition_hearing_ended, c->ended_on,
		    c->began_on != 0 ? HJ_NO_TEXT : c->text);
}

const struct hj_command hj_cmd_record_petition_hearing = {
	.name = "record-petition-hearing",
	.zh = "记信访听证",
	.en = "Record a hearing of a petition",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(HANDLING) | HJ_ST(REVIEWING) | HJ_ST(RECHECKING),
	.about = hj_petition_about,
	.decide = decide,
};
