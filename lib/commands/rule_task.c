/* Tasks of the rule sets; see rule_task.h. */
#include "lib/commands/rule_task.h"

#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "lib/commands/ladder.h"
#include "lib/commands/mark.h"

#include <string.h>

/* The procedure that owes it: what `ev` is about, else the ladder's. */
static int64_t
owed_in(const struct hj_turn *t, const struct hj_event *ev)
{
	int64_t p = hj_mark_of(t->d, ev).procedure;

	return p == 0 && t->d->ladder != NULL ? t->d->ladder->procedure : p;
}

static void
begin(struct hj_turn *t, const struct hj_rule_set *set,
    const struct hj_rule_task *task, int64_t length, int unit,
    int64_t procedure, const struct hj_event *ev, struct hj_reason *because)
{
	const struct hj_clock wanted = {
		.rule = task->name,
		.set = set->id,
		.article = task->article,
		.effect = HJ_EF_TASK,
		.procedure = procedure,
		.length = length,
		.unit = unit,
		.start_from = ev->from,
		.start_to = ev->to,
	};

	hj_clock_start_because(t, &wanted, HJ_NO_TEXT, because);
}

void
hj_rule_task_begin(
    struct hj_turn *t, const struct hj_did *did, const struct hj_event *ev)
{
	const struct hj_limit *limit =
	    did->counted == NULL ? NULL : did->counted->limit;

	if (hj_rule_task_of_body(did->task))
		return;
	begin(t, did->set, did->task, limit == NULL ? 0 : limit->n,
	    limit == NULL ? 0 : limit->unit, owed_in(t, ev), ev,
	    hj_because(t->a, did));
}

void
hj_rule_owed_begin(struct hj_turn *t, const char *rule,
    struct hj_reason *because, int64_t procedure, const struct hj_event *ev)
{
	const struct hj_clock wanted = {
		.rule = rule,
		.set = because->set,
		.article = because->article,
		.effect = HJ_EF_TASK,
		.procedure = procedure,
		.start_from = ev->from,
		.start_to = ev->to,
	};

	for (size_t i = 0; i < t->d->n_clock; i++)
		if (t->d->clock[i].procedure == procedure &&
		    strcmp(t->d->clock[i].rule, rule) == 0 &&
		    hj_rule_task_owed(&t->d->clock[i]))
			return;
	hj_clock_start_because(t, &wanted, HJ_NO_TEXT, because);
}

void
hj_rule_task_again(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_clock c =
	    *((const struct hj_clock_set *)ev->body)->clock;
	const struct hj_rule_task *task = hj_clock_task(t, &c);
	const struct hj_rule_set *set;

	if (task == NULL || task->every == 0 || t->d->closed ||
	    (ev->kind != &hj_ev_clock_fired && ev->kind != &hj_ev_clock_met) ||
	    hj_legal_day(ev->to).ymd > c.due_on)
		return;
	set = hj_rule_set_find(t->world->rules, c.set);
	if (hj_ruled_holds(t, set, task->when, task->n_when))
		begin(t, set, task, task->every, task->every_unit, c.procedure,
		    ev, NULL);
}

bool
hj_rule_task_owed(const struct hj_clock *c)
{
	return c->state == HJ_CS_RUNNING || c->state == HJ_CS_FIRED;
}

void
hj_rule_tasks_leave(struct hj_turn *t, int64_t no)
{
	const struct hj_rule_step *step = hj_ladder_step(t, no);
	size_t n = t->d->n_clock;

	for (size_t i = 0; step != NULL && step->name != NULL && i < n; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_task *task = hj_clock_task(t, c);

		if (task != NULL && task->step != NULL &&
		    hj_rule_task_owed(c) &&
		    strcmp(c->set, t->d->ladder->set) == 0 &&
		    strcmp(task->step, step->name) == 0)
			hj_clock_stop(t, c);
	}
}

void
hj_rule_tasks_close(struct hj_turn *t)
{
	size_t n = t->d->n_clock;

	for (size_t i = 0; i < n; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_task *task = hj_clock_task(t, c);

		if (task != NULL && task->every > 0 && hj_rule_task_owed(c))
			hj_clock_stop(t, c);
	}
}

void
hj_rule_tasks_check(struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_clock && t->refused == HJ_NO; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_task *task = hj_clock_task(t, c);

		if (task == NULL || !task->before_close ||
		    !hj_rule_task_owed(c))
			continue;
		hj_refuse(t, HJ_NO_TASK_OWED, NULL);
		hj_cite(t, task->article, task->certainty);
	}
}
