/* Limits that run, under another rule set; see migration.h. */
#include "lib/commands/migration/migration.h"
#include "lib/commands/match.h"
#include "lib/commands/rule_task.h"

#include <string.h>

const char *
hj_migration_days(
    struct hj_arena *a, const char *rule, int32_t old_due, int32_t due)
{
	struct hj_buf b;

	hj_buf_init(&b, 256);
	hj_buf_puts(&b, rule);
	hj_buf_puts(&b, " ");
	if (old_due != 0)
		hj_date_format(&b, (struct hj_date){ old_due });
	hj_buf_puts(&b, " → ");
	if (due != 0)
		hj_date_format(&b, (struct hj_date){ due });
	else
		hj_buf_puts(&b, "—");
	return hj_buf_keep(a, &b);
}

void
hj_migration_say(struct hj_arena *a, struct hj_reason *r, const char *zh,
    const char *en, const char *value)
{
	*HJ_PUSH(a, r->facts, r->n_facts) =
	    (struct hj_reason_fact){ zh, en, value, value };
}

/* The limit of a step, or of the whole ladder, as the new ladder has it. */
static bool
ladder_limit(const struct hj_migration *m, struct hj_clock *c)
{
	const struct hj_ladder *l = m->b->ladder;
	const struct hj_rule_step *step =
	    l == NULL ? NULL : hj_ladder_step(&m->as, l->step);
	const struct hj_rule_overall *all = hj_ladder_overall(&m->as);
	const struct hj_rule_row *row;

	if (strcmp(c->rule, HJ_LADDER_OVERALL) == 0 && all != NULL) {
		c->length = all->length;
		c->unit = all->unit;
		return true;
	}
	if (strcmp(c->rule, HJ_LADDER_STEP) != 0 || step == NULL ||
	    c->subject != m->t->d->ladder->step)
		return false;
	row = hj_ruled_row(&m->as, m->to, step->lengths);
	c->length = row == NULL ? step->length : row->length;
	c->unit = row == NULL ? step->unit : row->unit;
	c->subject = l->step;
	c->article = step->zh;
	c->effect = step->time_only_warns ? HJ_EF_OVERDUE : HJ_EF_ESCALATE;
	return c->unit != 0;
}

/* A task of the same name; of one on several days, the same of them. */
static bool
task_limit(const struct hj_migration *m, struct hj_clock *c)
{
	const struct hj_rule_task *was = hj_clock_task(m->t, c), *is = NULL;

	for (size_t i = 0; i < m->to->n_tasks; i++)
		if (strcmp(m->to->tasks[i].name, was->name) == 0)
			is = &m->to->tasks[i];
	if (is == NULL)
		return false;
	for (size_t i = 0; i < was->n_days; i++)
		if (was->days[i].no == c->length) {
			c->length = i < is->n_days ? is->days[i].no : 0;
			c->article = is->article;
			return c->length != 0;
		}
	c->article = is->article;
	if (was->every > 0 && c->length == was->every) {
		c->length = is->every;
		c->unit = is->every_unit;
		return is->every > 0;
	}
	c->length = is->length;
	c->unit = is->unit;
	return true;
}

/* The limit of the same name, of the same kind of thing. */
static bool
rule_limit(const struct hj_migration *m, const struct hj_rule_clock *was,
    struct hj_clock *c)
{
	const struct hj_rule_clock *is = hj_rule_clock_find(m->to, was->name);
	const struct hj_rule_row *row;

	if (is == NULL || is->of != was->of || is->channel != was->channel ||
	    is->notice != was->notice)
		return false;
	row = hj_ruled_row(&m->as, m->to, is->lengths);
	c->length = row == NULL ? is->length : row->length;
	c->unit = row == NULL ? is->unit : row->unit;
	c->article = is->article;
	if (!c->entered_late)
		c->effect = is->effect;
	return c->unit != 0;
}

/* `c` as the new set has it; false: it has no such limit. */
static bool
under(const struct hj_migration *m, struct hj_clock *c)
{
	const struct hj_rule_clock *rule = hj_clock_rule(m->t, c);
	bool found = rule != NULL                     ? rule_limit(m, rule, c)
		     : hj_clock_task(m->t, c) != NULL ? task_limit(m, c)
						      : ladder_limit(m, c);

	c->set = m->to->id;
	return found;
}

/* Is it one of those that the move is about? */
static bool
concerned(const struct hj_migration *m, const struct hj_clock *c)
{
	return hj_clock_open(c) && strcmp(c->set, m->from->id) == 0 &&
	       strcmp(c->rule, HJ_RULE_DAYS) != 0 &&
	       strcmp(c->rule, HJ_OWED_RIGHT) != 0 &&
	       strcmp(c->rule, HJ_OWED_REASONS) != 0 &&
	       strcmp(c->rule, HJ_OWED_EXTENSION) != 0;
}

static void
refuse(struct hj_migration *m, enum hj_refusal no, const struct hj_clock *c,
    int32_t due)
{
	const struct hj_rule_clock *rule = hj_clock_rule(m->t, c);

	if (m->t->refused != HJ_NO)
		return;
	hj_refuse(m->t, no, "rule_set");
	hj_cite(
	    m->t, c->article, rule == NULL ? c->certainty : rule->certainty);
	m->t->refused_do = hj_migration_days(m->t->a, c->rule, c->due_on, due);
}

/* Has a party less time by `is` than by `was`?  Unlike units: nobody can say.
 */
static bool
shorter(const struct hj_clock *was, const struct hj_clock *is,
    const struct hj_derivation *der)
{
	if (der != NULL)
		return der->due_at < was->due;
	return is->unit != was->unit || is->length < was->length;
}

/* Refuse what takes time from a party, or a limit of law from anybody. */
static void
guard(struct hj_migration *m, const struct hj_clock *was,
    const struct hj_clock *is, const struct hj_derivation *der)
{
	const struct hj_rule_clock *rule = hj_clock_rule(m->t, was);
	const struct hj_rule_clock *new_rule =
	    is == NULL ? NULL : hj_clock_rule(m->t, is);
	int32_t due = der == NULL ? 0 : der->due_on.ymd;

	if (der != NULL && der->due_at <= m->t->now)
		refuse(m, HJ_NO_LIMIT_OVER, was, due);
	if (rule == NULL)
		return;
	if (rule->against == HJ_AGAINST_PARTY) {
		if (is != NULL && shorter(was, is, der))
			refuse(m, HJ_NO_PARTY_LIMIT, was, due);
		return;
	}
	if (rule->certainty == HJ_CERTAINTY_LAW &&
	    (new_rule == NULL || (new_rule->certainty != HJ_CERTAINTY_LAW &&
				     (der == NULL || der->due_at > was->due))))
		refuse(m, HJ_NO_LAW_LIMIT, was, due);
}

static void
list_limit(struct hj_migration *m, const struct hj_clock *c)
{
	struct hj_limit_moved *one =
	    HJ_PUSH(m->t->a, m->b->limits, m->b->n_limits);
	struct hj_derivation *der = NULL;
	struct hj_clock is = *c;
	bool kept = under(m, &is);

	if (kept && c->state == HJ_CS_RUNNING && is.unit != 0)
		der = hj_clock_derive(m->t, &is);
	/* Paused, it has no last day under either. */
	if (der != NULL && der->due_at == 0)
		der = NULL;
	*one = (struct hj_limit_moved){
		.clock = c->no,
		.rule = c->rule,
		.fate = !kept               ? HJ_LF_ENDED
			: hj_clock_waits(c) ? HJ_LF_WAITS
					    : HJ_LF_MOVED,
		.old_due_on = c->due_on,
		.due_on = der == NULL ? 0 : der->due_on.ymd,
	};
	guard(m, c, kept ? &is : NULL, der);
	hj_migration_say(m->t->a, m->b->because, "期限、任务", "limit, task",
	    hj_migration_days(m->t->a, c->rule, c->due_on, one->due_on));
}

/* The time of the present step is over: it goes up, or not, by its own rules.
 */
static void
refuse_when_over(struct hj_migration *m)
{
	const struct hj_ladder *l = m->t->d->ladder;
	const struct hj_clock *c =
	    m->b->ladder == NULL || l->step == 0 || l->done
		? NULL
		: hj_step_clock(m->t->d);

	if (c != NULL && c->state == HJ_CS_FIRED)
		refuse(m, HJ_NO_LIMIT_OVER, c, c->due_on);
}

void
hj_migration_limits(struct hj_migration *m)
{
	if (m->t->refused != HJ_NO)
		return;
	refuse_when_over(m);
	for (size_t i = 0; i < m->t->d->n_clock; i++)
		if (concerned(m, &m->t->d->clock[i]))
			list_limit(m, &m->t->d->clock[i]);
}

/* Why it ends then: which limit it was, and until when it ran. */
static struct hj_reason *
because(struct hj_migration *m, const struct hj_limit_moved *one,
    const struct hj_clock *c)
{
	const struct hj_rule_clock *rule = hj_clock_rule(m->t, c);
	struct hj_reason *r = HJ_NEW(m->t->a, struct hj_reason);

	*r = (struct hj_reason){ .set = c->set,
		.rule = c->rule,
		.zh = rule != NULL ? rule->zh : c->article,
		.en = rule != NULL ? rule->en : c->article,
		.article = c->article,
		.certainty =
		    rule != NULL ? rule->certainty : HJ_CERTAINTY_LOCAL };
	hj_migration_say(m->t->a, r, "改用前的规则集", "moved from rule set",
	    hj_concat(m->t->a, m->from->name, " ", m->from->id, NULL));
	hj_migration_say(m->t->a, r, "改用前后的届满日",
	    "last day before and after",
	    hj_migration_days(
		m->t->a, one->rule, one->old_due_on, one->due_on));
	return r;
}

/* Warnings whose time was before the move are not told for it. */
static void
skip_warnings(struct hj_clock *c, int64_t now)
{
	while ((size_t)c->warned < c->n_warn && c->warn[c->warned].at <= now)
		c->warned++;
}

static void
carry(struct hj_migration *m, const struct hj_limit_moved *one)
{
	struct hj_turn *t = m->t;
	struct hj_clock_set *b =
	    hj_clock_change(t, hj_clock_at(t->d, one->clock));
	struct hj_clock *c = b->clock;
	const struct hj_event_kind *kind = &hj_ev_clock_moved;

	b->reason = m->b->reason;
	b->old_due_on = one->old_due_on;
	if (one->fate == HJ_LF_ENDED) {
		c->state = HJ_CS_STOPPED;
		hj_happens(t, &hj_ev_clock_stopped, b);
		return;
	}
	(void)under(m, c);
	b->because = because(m, one, c);
	if (one->fate == HJ_LF_WAITS)
		kind = &hj_ev_clock_awaits;
	else if (c->unit == 0)
		c->day0 = c->due_on = 0, c->due = 0;
	else if (!hj_clock_count(t, b,
		     hj_calendar_current(
			 t->world->calendar, (struct hj_date){ hj_today(t) })))
		return;
	skip_warnings(c, t->now);
	hj_happens(t, kind, b);
}

void
hj_migration_carry(struct hj_migration *m)
{
	for (size_t i = 0; i < m->b->n_limits && m->t->refused == HJ_NO; i++)
		carry(m, &m->b->limits[i]);
}
