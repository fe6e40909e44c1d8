/* Where the ladder goes on under another rule set; see migration.h. */
#include "lib/commands/migration/migration.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool
share_kind(const struct hj_rule_step *a, const struct hj_rule_step *b)
{
	for (size_t i = 0; i < a->n_kinds; i++)
		if (hj_name_in(b->kinds, b->n_kinds, a->kinds[i].text))
			return true;
	return false;
}

/* The step of `list` that corresponds to `one`, 1 ...; 0: none, or several. */
static int64_t
like(const struct hj_rule_step *one, const struct hj_rule_step *list, size_t n)
{
	size_t found = 0, shares = 0;

	for (size_t i = 0; i < n; i++)
		if (same(one->name, list[i].name))
			return (int64_t)i + 1;
	for (size_t i = 0; i < n; i++)
		if (same(one->zh, list[i].zh))
			return (int64_t)i + 1;
	for (size_t i = 0; i < n; i++)
		if (share_kind(one, &list[i])) {
			found = i + 1;
			shares++;
		}
	return shares == 1 ? (int64_t)found : 0;
}

/* Which of the new set's ladders is the matter's; -1: none corresponds. */
static int64_t
beside(const struct hj_migration *m, int64_t former)
{
	if (former == 0)
		return m->to->n_ladder > 0 ? 0 : -1;
	for (size_t i = 0; i < m->to->n_ladders; i++)
		if ((size_t)former <= m->from->n_ladders &&
		    same(m->from->ladders[former - 1].name,
			m->to->ladders[i].name))
			return (int64_t)i + 1;
	return -1;
}

/* May the body that has the matter handle `step`? */
static bool
handles(const struct hj_turn *t, const struct hj_rule_step *step)
{
	const struct hj_procedure *p =
	    hj_procedure_at(t->d, t->d->ladder->procedure);
	const struct hj_org *org =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);

	return step->n_kinds == 0 || org == NULL ||
	       hj_name_in(step->kinds, step->n_kinds, org->kind->name);
}

static bool
hand_up_open(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].state == HJ_RS_OFFERED &&
		    d->referral[i].step != 0)
			return true;
	return false;
}

static int64_t
step_now(const struct hj_migration *m, int64_t step)
{
	for (size_t i = 0; i < m->b->n_steps; i++)
		if (m->b->steps[i].from == step)
			return m->b->steps[i].to;
	return 0;
}

/* Exits that were used count on where the new step has one for the same. */
static void
keep_used(struct hj_migration *m, struct hj_ladder *l,
    const struct hj_rule_step *was, const struct hj_rule_step *is)
{
	const struct hj_exit_used *used = l->used;
	size_t n = l->n_used;

	l->used = NULL;
	l->n_used = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t to = step_now(m, used[i].step), x = used[i].exit;

		if (to != 0 && (size_t)x <= was[used[i].step - 1].n_exits &&
		    (size_t)x <= is[to - 1].n_exits &&
		    was[used[i].step - 1].exits[x - 1].on ==
			is[to - 1].exits[x - 1].on)
			*HJ_PUSH(m->t->a, l->used, l->n_used) =
			    (struct hj_exit_used){ to, x, used[i].times };
	}
}

static void
pair_steps(struct hj_migration *m, struct hj_ladder *l)
{
	size_t n_was, n_is;
	const struct hj_rule_step *was = hj_ladder_steps(m->t, &n_was);
	const struct hj_rule_step *is = hj_ladder_steps(&m->as, &n_is);
	int64_t here = l->step;

	for (size_t i = 0; i < n_was; i++)
		*HJ_PUSH(m->t->a, m->b->steps, m->b->n_steps) =
		    (struct hj_step_pair){ (int64_t)i + 1,
			    like(&was[i], is, n_is) };
	l->step = step_now(m, here);
	keep_used(m, l, was, is);
	if (here == 0)
		return;
	m->asked = was[here - 1].attempts;
	if (l->step == 0 || !handles(m->t, &is[l->step - 1])) {
		hj_refuse(m->t, HJ_NO_NO_STEP, "rule_set");
		m->t->refused_do = was[here - 1].zh;
		return;
	}
	if (was[here - 1].n_rounds != is[l->step - 1].n_rounds)
		l->round = l->round_from = 0;
}

void
hj_migration_steps(struct hj_migration *m)
{
	const struct hj_ladder *former = m->t->d->ladder;
	struct hj_ladder *l;

	if (former == NULL || strcmp(former->set, m->from->id) != 0)
		return;
	l = hj_ladder_copy(m->t);
	l->set = m->to->id;
	l->beside = beside(m, former->beside);
	if (l->beside < 0) {
		hj_refuse(m->t, HJ_NO_NO_STEP, "rule_set");
		return;
	}
	if (hand_up_open(m->t->d)) {
		hj_refuse(m->t, HJ_NO_HAND_UP_OPEN, NULL);
		return;
	}
	m->will.ladder = l;
	m->b->ladder = l;
	pair_steps(m, l);
}
