/* Facts, tests and tables of a course; see engine.h. */
#include "lib/rules/course.h"

#include <string.h>

static const struct hj_input *
value_of(const struct hj_strand *s, const char *fact)
{
	for (size_t i = 0; i < s->set->n_facts; i++)
		if (strcmp(s->set->facts[i].name, fact) == 0)
			return &s->value[i];
	return NULL;
}

static bool
word_fits(const struct hj_rule_test *t, const char *word)
{
	return (t->n_any_of == 0 || hj_name_in(t->any_of, t->n_any_of, word)) &&
	       !hj_name_in(t->none_of, t->n_none_of, word);
}

static bool
passes(const struct hj_strand *s, const struct hj_rule_test *t)
{
	const struct hj_input *v = value_of(s, t->fact);

	if (v == NULL || !v->known)
		return t->unknown;
	if (t->unknown)
		return false;
	if (v->fact->type == HJ_FT_FLAG)
		return v->n != 0 ? t->yes : t->no;
	if (v->fact->type == HJ_FT_WORD)
		return word_fits(t, v->word);
	return v->n >= t->at_least && (t->above == 0 || v->n > t->above) &&
	       (t->at_most == 0 || v->n <= t->at_most) &&
	       (t->below == 0 || v->n < t->below);
}

bool
hj_course_holds(
    const struct hj_strand *s, const struct hj_rule_test *when, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!passes(s, &when[i]))
			return false;
	return true;
}

static const struct hj_rule_table *
table_of(const struct hj_strand *s, const char *name)
{
	for (size_t i = 0; i < s->set->n_tables; i++)
		if (strcmp(s->set->tables[i].name, name) == 0)
			return &s->set->tables[i];
	return NULL;
}

/* Is every fact that the rows read known? */
static bool
all_known(const struct hj_strand *s, const struct hj_rule_table *t)
{
	for (size_t r = 0; r < t->n_rows; r++)
		for (size_t i = 0; i < t->rows[r].n_when; i++) {
			const struct hj_rule_test *test = &t->rows[r].when[i];
			const struct hj_input *v = value_of(s, test->fact);

			if (!test->unknown && (v == NULL || !v->known))
				return false;
		}
	return true;
}

const struct hj_rule_row *
hj_course_row(const struct hj_strand *s, const char *table)
{
	const struct hj_rule_table *t = table_of(s, table);

	for (size_t i = 0; t != NULL && i < t->n_rows; i++)
		if (hj_course_holds(s, t->rows[i].when, t->rows[i].n_when))
			return &t->rows[i];
	return t != NULL && all_known(s, t) ? t->otherwise : NULL;
}

void
hj_course_look_table(struct hj_course *c, struct hj_did *d,
    const struct hj_strand *s, const char *table)
{
	const struct hj_rule_table *t =
	    table == NULL ? NULL : table_of(s, table);
	const struct hj_rule_row *row =
	    t == NULL ? NULL : hj_course_row(s, table);
	const char *rows;

	if (t == NULL)
		return;
	rows = hj_concat(c->a,
	    hj_rule_place(c->a, "/tables", (size_t)(t - s->set->tables)),
	    "/rows", NULL);
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct hj_rule_row *r = &t->rows[i];

		hj_did_looks(c, d, s, r->when, r->n_when);
		if (r != row && row != t->otherwise &&
		    hj_course_holds(s, r->when, r->n_when))
			hj_did_lost(c, d, s->set, hj_rule_place(c->a, rows, i),
			    t->zh, t->en, HJ_LOST_LATER);
	}
}

bool
hj_rule_set_reads_days(const struct hj_rule_set *set)
{
	for (size_t i = 0; i < set->n_facts; i++)
		if (set->facts[i].from == HJ_FF_DAYS_AT_STEP ||
		    set->facts[i].from == HJ_FF_DAYS_IN_ALL)
			return true;
	return false;
}

/* How often its events happened, as far back as it looks. */
static int64_t
counted(const struct hj_course *c, const struct hj_strand *s,
    const struct hj_rule_fact *f)
{
	struct hj_date today = hj_legal_day(c->now), from = { 0 };
	int64_t n = 0;

	if (f->within > 0 && hj_unit_months(f->unit) > 0)
		from = hj_date_add_months(
		    today, -f->within * hj_unit_months(f->unit));
	else if (f->within > 0 && !hj_unit_exact(f->unit))
		from = hj_date_add_days(today, -f->within);
	for (size_t i = 0; i < c->n_past; i++) {
		const struct hj_occurrence *o = &c->past[i];

		if (hj_name_in(f->counts, f->n_counts, o->kind) &&
		    hj_date_compare(hj_legal_day(o->at), from) >= 0 &&
		    (f->over != HJ_OV_STEP || o->at >= s->entered))
			n++;
	}
	return n;
}

static bool
happened(const struct hj_course *c, const char *kind)
{
	for (size_t i = 0; i < c->n_past; i++)
		if (strcmp(c->past[i].kind, kind) == 0)
			return true;
	return false;
}

static int64_t
days_since(const struct hj_course *c, int64_t at)
{
	return hj_date_days_between(hj_legal_day(at), hj_legal_day(c->now));
}

/* What the course itself tells; false: somebody has to. */
static bool
from_course(const struct hj_course *c, const struct hj_strand *s, int from,
    int64_t *ret)
{
	switch (from) {
	case HJ_FF_DANGER:
		*ret = happened(c, "danger_reported");
		return true;
	case HJ_FF_PERFORMED:
		*ret = happened(c, "performed");
		return true;
	case HJ_FF_REPORTED_UP:
		*ret = s->reported_up;
		return true;
	case HJ_FF_ATTEMPTS:
		*ret = s->attempts;
		return true;
	case HJ_FF_FAILURES:
		*ret = s->failures;
		return true;
	case HJ_FF_DAYS_AT_STEP:
		*ret = s->begun ? days_since(c, s->entered) : 0;
		return true;
	case HJ_FF_DAYS_IN_ALL:
		*ret = c->n_past > 0 ? days_since(c, c->past[0].at) : 0;
		return true;
	default:
		return false;
	}
}

/* The setting that tells the fact; 0: none. */
static int
setting_of(int from)
{
	switch (from) {
	case HJ_FF_CATEGORY:
		return HJ_SE_CATEGORY;
	case HJ_FF_CHANNEL:
		return HJ_SE_CHANNEL;
	case HJ_FF_SOURCE:
		return HJ_SE_SOURCE;
	case HJ_FF_TRIAL:
		return HJ_SE_TRIAL;
	default:
		return 0;
	}
}

/* What a table gives: a word, or the sum of points. */
static void
from_table(const struct hj_strand *s, struct hj_input *v)
{
	const struct hj_rule_table *t = table_of(s, v->fact->table);
	const struct hj_rule_row *row;

	*v = (struct hj_input){ .fact = v->fact };
	if (t == NULL)
		return;
	if (t->hit == HJ_HIT_SUM) {
		v->known = all_known(s, t);
		for (size_t i = 0; i < t->n_rows; i++)
			if (hj_course_holds(
				s, t->rows[i].when, t->rows[i].n_when))
				v->n += t->rows[i].points;
		return;
	}
	row = hj_course_row(s, v->fact->table);
	v->known = row != NULL;
	v->word = row == NULL ? NULL : row->gives;
}

void
hj_course_derive_facts(struct hj_course *c, struct hj_strand *s)
{
	for (size_t i = 0; i < s->set->n_facts; i++) {
		const struct hj_rule_fact *f = &s->set->facts[i];
		struct hj_input *v = &s->value[i];
		int setting = setting_of(f->from);

		if (f->table != NULL) {
			from_table(s, v);
		} else if (f->n_counts > 0) {
			v->known = true;
			v->n = v->before + counted(c, s, f);
		} else if (setting != 0) {
			v->known = c->setting[setting] != NULL;
			v->word = c->setting[setting];
		} else if (!v->given && from_course(c, s, f->from, &v->n)) {
			v->known = true;
		}
		/* A word that nothing gives is not known. */
		v->known =
		    v->known && (f->type != HJ_FT_WORD || v->word != NULL);
	}
}

static bool
learn_fact(
    struct hj_course *c, struct hj_strand *s, const struct hj_happening *h)
{
	for (size_t i = 0; i < s->set->n_facts; i++) {
		struct hj_input *v = &s->value[i];

		if (strcmp(v->fact->name, h->name) != 0)
			continue;
		if (setting_of(v->fact->from) != 0) {
			c->setting[setting_of(v->fact->from)] =
			    h->unknown ? NULL : h->word;
			return true;
		}
		v->given = true;
		v->before = h->n;
		v->known = !h->unknown;
		v->n = h->n;
		v->word = h->word;
		return true;
	}
	return false;
}

enum hj_err
hj_course_learn(
    struct hj_course *c, const struct hj_happening *h, struct hj_error *err)
{
	bool found = h->kind == HJ_HN_SETTING;

	if (found)
		c->setting[h->what] = h->word;
	for (size_t i = 0; !found && i < c->n_strand; i++)
		found = learn_fact(c, &c->strand[i], h);
	for (size_t i = 0; i < c->n_strand; i++)
		hj_course_derive_facts(c, &c->strand[i]);
	return found || c->n_strand == 0 ? HJ_OK
					 : hj_fail(err, HJ_ERR_INPUT, "name",
					       "no such fact: ", h->name);
}

/* What follows of the facts as they are now. */
void
hj_course_reconsider(struct hj_course *c)
{
	for (size_t i = 0; i < c->n_strand; i++) {
		struct hj_strand *s = &c->strand[i];

		hj_course_derive_facts(c, s);
		hj_guards_facts(c, s);
		hj_ladder_facts(c, s);
		hj_course_derive_facts(c, s);
		hj_tasks_facts(c, s);
	}
	hj_dues_wait_over(c);
}
