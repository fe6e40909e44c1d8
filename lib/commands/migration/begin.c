/* What begins because a dispute rests on another rule set; see migration.h. */
#include "lib/commands/migration/migration.h"
#include "lib/commands/rule_task.h"

#include <string.h>

/* The time of the step, if it has one only now, must not be over already. */
static void
refuse_over(struct hj_migration *m)
{
	struct hj_turn *t = m->t;

	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];

		if (c->state != HJ_CS_RUNNING || c->due == 0 ||
		    c->due > t->now || strcmp(c->set, m->to->id) != 0)
			continue;
		hj_refuse(t, HJ_NO_LIMIT_OVER, "rule_set");
		hj_cite(t, c->article, c->certainty);
		t->refused_do = hj_migration_days(t->a, c->rule, 0, c->due_on);
		return;
	}
}

static bool
has_clock(const struct hj_dispute *d, const char *rule)
{
	for (size_t i = 0; i < d->n_clock; i++)
		if (strcmp(d->clock[i].rule, rule) == 0)
			return true;
	return false;
}

/* Tasks that the facts ask for, and that were never owed before. */
static void
begin_tasks(struct hj_migration *m, const struct hj_event *moved)
{
	struct hj_ruled now = hj_ruled_now(m->t);
	const struct hj_did *did;
	size_t n;

	if (now.course == NULL)
		return;
	hj_resumed_facts(now.course, NULL);
	did = hj_course_done(now.course, &n);
	for (size_t i = 0; i < n; i++)
		if (did[i].act == HJ_DO_TASK && did[i].set == m->to &&
		    !has_clock(m->t->d, did[i].task->name))
			hj_rule_task_begin(m->t, &did[i], moved);
}

/* Did the last sitting of the step that counts end without an agreement? */
static bool
failed_last(const struct hj_dispute *d)
{
	for (size_t i = d->n_session; i-- > 0;) {
		const struct hj_session *s = &d->session[i];

		if (s->procedure == d->ladder->procedure && !s->voided &&
		    s->counts == HJ_CO_YES)
			return s->result != HJ_RE_AGREED;
	}
	return false;
}

/* More sittings were held than the new step asks for: it has failed. */
static void
count_attempts(struct hj_migration *m, const struct hj_event *moved)
{
	struct hj_turn *t = m->t;
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	const struct hj_ladder_cause cause = {
		.why = "改用规则集后,本级计入次数已满,未达成协议", .ev = moved
	};
	struct hj_ruled now;

	if (step == NULL || l->done || step->attempts == 0 ||
	    l->attempts < step->attempts ||
	    (m->asked != 0 && l->attempts >= m->asked) || !failed_last(t->d))
		return;
	now = hj_ruled_now(t);
	hj_resumed_sitting(now.course, now.ladder);
	hj_ladder_carry_out(t, &now, &cause);
}

void
hj_migration_begin(struct hj_migration *m, const struct hj_event *moved)
{
	hj_restate_set(m->t, m->to, m->b->reason);
	if (m->b->ladder != NULL)
		hj_step_clock_resume(m->t);
	refuse_over(m);
	if (m->t->refused != HJ_NO)
		return;
	begin_tasks(m, moved);
	if (m->b->ladder != NULL)
		count_attempts(m, moved);
}
