/*
 * Say that the body did what it owes by the calendar (单位职责办结): held its
 * weekly meeting, screened, sent its figures.
 *
 * The body says it, or the one above it for it.  Late is said, never refused;
 * `n` tells how many were found, sent or met, where that is counted.
 */
#include "lib/commands/people/body_duty.h"

#include <string.h>

struct report_duty {
	struct hj_frame frame;
	const char *duty;
	int64_t n;
	const char *rules;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(report_duty, duty, HJ_REQUIRED, 40, "职责代号|name of the duty"),
	HJ_INT(report_duty, n, 0, 0, 1000000, "件数、人数|how many"),
	HJ_TEXT(report_duty, rules, 0, 100, "规则集名称|name of the rule set; absent: the first that has it"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(report_duty, rows);
/* clang-format on */

/* The duty that is meant; NULL: the body has none of that name. */
static const struct hj_owed_duty *
meant(struct hj_turn *t, const struct report_duty *c)
{
	size_t n;
	const struct hj_owed_duty *d = hj_body_duties(t, t->state, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(d[i].task->name, c->duty) == 0 &&
		    (c->rules == NULL || strcmp(d[i].set->name, c->rules) == 0))
			return &d[i];
	return NULL;
}

/* Is it the actor's body, or one that stands right below it? */
static bool
ours(const struct hj_turn *t, const struct hj_organisation *o)
{
	return !o->closed && t->actor.org != NULL &&
	       (strcmp(t->actor.org, o->id) == 0 ||
		   (o->parent != NULL && strcmp(t->actor.org, o->parent) == 0));
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct report_duty *c = cmd;
	const struct hj_organisation *o = t->state;
	const struct hj_owed_duty *d;
	struct hj_duty_done *b;

	if (!ours(t, o)) {
		hj_refuse(t, HJ_NO_RIGHT, NULL);
		return;
	}
	d = meant(t, c);
	if (d == NULL) {
		hj_refuse(t, HJ_NO_NO_TASK, "duty");
		return;
	}
	if (d->last == NULL && o->n_duty >= HJ_BODY_DUTIES_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_duty_done);
	b->duty = HJ_NEW(t->a, struct hj_body_duty);
	*b->duty = (struct hj_body_duty){ .rules = d->set->name,
		.duty = d->task->name,
		.on = hj_occurred_on(t),
		.n = c->n };
	/* What was done before that is entered late undoes nothing. */
	if (d->last != NULL && d->last->on > b->duty->on)
		*b->duty = *d->last;
	b->set = d->set->id;
	b->zh = d->task->zh;
	b->en = d->task->en;
	b->article = d->task->article;
	b->certainty = d->task->certainty;
	b->due_on = d->due;
	hj_happens(t, &hj_ev_duty_done, b);
}

const struct hj_command hj_cmd_report_duty = {
	.name = "report-duty",
	.zh = "单位职责办结",
	.en = "Say that the body did what it owes by the calendar",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.decide = decide,
};
