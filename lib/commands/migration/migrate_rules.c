/*
 * Move the dispute to another rule set (改用规则集), with a reason; the rules
 * of it stand in migration.h.
 *
 * What it would do is shown by asking for it dry (POST /api/v1/rules/moves).
 */
#include "lib/commands/migration/migration.h"

#include <string.h>

struct migrate_rules {
	struct hj_frame frame;
	const char *rule_set;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(migrate_rules, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "改用原因|why it is moved"),
	HJ_TEXT(migrate_rules, rule_set, HJ_REQUIRED, 100, "改用的规则集(名称或者编号)|the rule set it is moved to, by name or id"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(migrate_rules, rows);
/* clang-format on */

/* By its id, else the one of that name that is in force; or any of the name. */
static const struct hj_rule_set *
find(const struct hj_turn *t, const char *said)
{
	const struct hj_rules *rules = t->world->rules;
	const struct hj_rule_set *found = hj_rule_set_find(rules, said);

	for (size_t i = 0; found == NULL && i < rules->n; i++)
		if (strcmp(rules->set[i].name, said) == 0 &&
		    hj_set_in_force(t, &rules->set[i], t->d->county))
			found = &rules->set[i];
	return found != NULL ? found : hj_rule_set_named(rules, said);
}

/* The set of the dispute whose place `to` takes; NULL: none. */
static const struct hj_rule_set *
replaced(const struct hj_turn *t, const struct hj_rule_set *to)
{
	const struct hj_dispute *d = t->d;

	for (size_t i = 0; i < d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, d->pin[i].set);
		bool climbs = d->ladder != NULL &&
			      strcmp(d->pin[i].set, d->ladder->set) == 0;

		if (set != NULL &&
		    (to->n_ladder > 0 ? climbs
				      : strcmp(hj_rule_set_place(set),
					    hj_rule_set_place(to)) == 0))
			return set;
	}
	return NULL;
}

/*
 * Who has the matter now, or stands above who has: of its ladder's step, else
 * of any procedure that is open, or of the last if all are over.
 */
static bool
ours(const struct hj_turn *t)
{
	const struct hj_dispute *d = t->d;
	const struct hj_procedure *step =
	    d->ladder == NULL ? NULL : hj_procedure_at(d, d->ladder->procedure);

	for (size_t i = d->n_procedure; i-- > 0;) {
		const struct hj_procedure *p = &d->procedure[i];

		if ((step == NULL || p == step) &&
		    (hj_ours(t, p) ||
			(p->body != NULL && hj_org_above(t->world->directory,
						t->actor.org, p->body))))
			return true;
	}
	return d->n_procedure == 0;
}

/* Is the ladder over, and nothing under way that could go on by another? */
static bool
over(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (hj_procedure_live(&d->procedure[i]))
			return false;
	return d->ladder != NULL && d->ladder->done;
}

/* Both sets, in words and digests. */
static void
say_sets(struct hj_migration *m)
{
	struct hj_arena *a = m->t->a;
	struct hj_reason *r = HJ_NEW(a, struct hj_reason);

	*r = (struct hj_reason){
		.set = m->to->id,
		.rule = m->b->ladder != NULL ? "/ladder" : "/clocks",
		.zh = hj_concat(a, "改用规则集:", m->to->title_zh, NULL),
		.en = hj_concat(a, "moved to: ", m->to->title_en, NULL),
		.certainty = HJ_CERTAINTY_HOUSE,
	};
	m->b->because = r;
	hj_migration_say(a, r, "原规则集", "former rule set",
	    hj_concat(a, m->from->name, " ", m->from->id, NULL));
	hj_migration_say(a, r, "新规则集", "new rule set",
	    hj_concat(a, m->to->name, " ", m->to->id, NULL));
}

/* The dispute with its sets exchanged, to ask what they say. */
static void
look_ahead(struct hj_migration *m)
{
	struct hj_dispute *will = &m->will;

	*will = *m->t->d;
	will->pin = NULL;
	will->n_pin = 0;
	for (size_t i = 0; i < m->t->d->n_pin; i++) {
		const struct hj_pin *pin = &m->t->d->pin[i];

		*HJ_PUSH(m->t->a, will->pin, will->n_pin) =
		    strcmp(pin->set, m->from->id) == 0
			? (struct hj_pin){ m->to->id, m->to->name }
			: *pin;
	}
	m->as = *m->t;
	m->as.d = will;
	m->as.state = will;
}

static bool
has_word(const struct hj_rule_fact *f, const char *word)
{
	bool found = word == NULL && f->n_words == 0;

	for (size_t i = 0; word != NULL && i < f->n_words; i++)
		found = found || strcmp(f->words[i].name, word) == 0;
	return found;
}

/* What was said of facts that the new set looks at, too, holds under it. */
static void
keep_facts(struct hj_migration *m)
{
	struct hj_dispute *will = &m->will;
	struct hj_judged *all = NULL;
	size_t n = 0;

	for (size_t i = 0; i < will->n_judged; i++) {
		struct hj_judged j = will->judged[i];

		*HJ_PUSH(m->t->a, all, n) = j;
		for (size_t k = 0; k < m->to->n_facts; k++) {
			const struct hj_rule_fact *f = &m->to->facts[k];

			if (strcmp(j.set, m->from->id) != 0 ||
			    strcmp(j.fact, f->name) != 0 ||
			    !hj_fact_is_judged(f) || !has_word(f, j.word))
				continue;
			j.set = m->to->id;
			*HJ_PUSH(m->t->a, m->b->judged, m->b->n_judged) = j;
			*HJ_PUSH(m->t->a, all, n) = j;
		}
	}
	will->judged = all;
	will->n_judged = n;
}

/* Is there a set to leave, and may it be left for this one today? */
static bool
may_move(struct hj_turn *t, struct hj_migration *m)
{
	if (m->to == NULL)
		hj_refuse(t, HJ_NO_SUCH_RULES, "rule_set");
	else if (!ours(t))
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	else if (!hj_set_fits(t, m->to, t->d->county, "rule_set"))
		return false;
	else if (!hj_set_in_force(t, m->to, t->d->county))
		hj_refuse(t, HJ_NO_NOT_IN_FORCE, "rule_set");
	else if (m->from == NULL || m->from == m->to)
		hj_refuse(t, HJ_NO_NOT_REPLACED, "rule_set");
	else if (m->to->n_ladder > 0 && over(t->d))
		hj_refuse(t, HJ_NO_PHASE, NULL);
	return t->refused == HJ_NO;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct migrate_rules *c = cmd;
	struct hj_migration m = { .t = t, .to = find(t, c->rule_set) };
	struct hj_event moved;

	m.from = m.to == NULL ? NULL : replaced(t, m.to);
	if (!may_move(t, &m))
		return;
	m.b = HJ_NEW(t->a, struct hj_rules_migrated);
	*m.b = (struct hj_rules_migrated){
		.from = m.from->id,
		.from_name = m.from->name,
		.to = m.to->id,
		.to_name = m.to->name,
		.reason = c->reason,
	};
	look_ahead(&m);
	keep_facts(&m);
	hj_migration_steps(&m);
	say_sets(&m);
	hj_migration_limits(&m);
	if (t->refused != HJ_NO)
		return;
	hj_happens(t, &hj_ev_rules_migrated, m.b);
	moved = t->event[t->n_event - 1];
	hj_migration_carry(&m);
	hj_migration_begin(&m, &moved);
}

const struct hj_command hj_cmd_migrate_rules = {
	.name = "migrate-rules",
	.zh = "改用规则集",
	.en = "Move the dispute to another rule set",
	.fields = &fields,
	.right = HJ_MAY_MIGRATE_RULES,
	.flags = HJ_NO_PROC | HJ_IF_MATCH,
	.decide = decide,
};
