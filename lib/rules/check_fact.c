/* Faults of facts, tests and tables; see check.h. */
#include "lib/rules/checker.h"

#include <string.h>

const struct hj_rule_fact *
hj_rule_fact_find(
    const struct hj_rule_set *set, const char *name, size_t *ret_at)
{
	for (size_t i = 0; i < set->n_facts; i++)
		if (strcmp(set->facts[i].name, name) == 0) {
			*ret_at = i;
			return &set->facts[i];
		}
	return NULL;
}

static bool
has_word(const struct hj_rule_fact *f, const char *name)
{
	for (size_t i = 0; i < f->n_words; i++)
		if (strcmp(f->words[i].name, name) == 0)
			return true;
	return false;
}

const struct hj_words *
hj_fact_from_list(int from)
{
	switch (from) {
	case HJ_FF_SOURCE:
		return &hj_source_words;
	case HJ_FF_CHANNEL:
	case HJ_FF_OTHER_FORUM:
		return &hj_channel_words;
	case HJ_FF_PARTY_KIND:
		return &hj_party_kind_words;
	case HJ_FF_SATISFACTION:
		return &hj_satisfaction_words;
	case HJ_FF_TRIAL:
		return &hj_trial_words;
	default:
		return NULL;
	}
}

/* Can the fact be `word`, as far as is known? */
static bool
can_be(
    const struct hj_checker *k, const struct hj_rule_fact *f, const char *word)
{
	const struct hj_words *words = hj_fact_from_list(f->from);

	if (words != NULL && hj_word_find(words, word, strlen(word)) == 0)
		return false;
	if (f->n_words > 0)
		return has_word(f, word);
	return f->from != HJ_FF_CATEGORY || k->known->categories == NULL ||
	       hj_name_in(k->known->categories, k->known->n_categories, word);
}

/* Words that a test asks for must be words of the fact. */
static void
check_asked(struct hj_checker *k, const char *at, const char *member,
    const struct hj_rule_fact *f, const struct hj_name *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!can_be(k, f, list[i].text))
			hj_fault(k, HJ_RF_UNKNOWN, at, hj_place(k, member, i),
			    list[i].text);
		if (hj_name_in(list, i, list[i].text))
			hj_fault(k, HJ_RF_TWICE, at, hj_place(k, member, i),
			    list[i].text);
	}
}

/* The least and the most that a test lets through; false: nothing. */
static bool
some_number(const struct hj_rule_test *t)
{
	int64_t low = t->at_least, high = HJ_INT_MOST;

	if (t->above >= low)
		low = t->above == 0 ? low : t->above + 1;
	if (t->at_most != 0)
		high = t->at_most;
	if (t->below != 0 && t->below - 1 < high)
		high = t->below - 1;
	return low <= high;
}

static void
check_fits(struct hj_checker *k, const char *at, const struct hj_rule_test *t,
    const struct hj_rule_fact *f)
{
	bool number = t->at_least != 0 || t->above != 0 || t->at_most != 0 ||
		      t->below != 0;
	bool word = t->n_any_of > 0 || t->n_none_of > 0;
	bool flag = t->yes || t->no;
	bool counted = f->type == HJ_FT_NUMBER || f->type == HJ_FT_MONEY;

	if ((number && !counted) || (word && f->type != HJ_FT_WORD) ||
	    (flag && f->type != HJ_FT_FLAG)) {
		hj_fault(k, HJ_RF_TYPE, at, NULL, f->name);
		return;
	}
	if (!number && !word && !flag && !t->unknown)
		hj_fault(k, HJ_RF_NEVER, at, NULL, f->name);
	if ((t->yes && t->no) || (t->unknown && (number || word || flag)) ||
	    (number && !some_number(t)))
		hj_fault(k, HJ_RF_NEVER, at, NULL, f->name);
	check_asked(k, at, "any_of", f, t->any_of, t->n_any_of);
	check_asked(k, at, "none_of", f, t->none_of, t->n_none_of);
	for (size_t i = 0; i < t->n_any_of; i++)
		if (hj_name_in(t->none_of, t->n_none_of, t->any_of[i].text))
			hj_fault(k, HJ_RF_NEVER, at, NULL, t->any_of[i].text);
}

/* Only the first `facts` facts are known yet. */
void
hj_check_when(struct hj_checker *k, const char *at,
    const struct hj_rule_test *when, size_t n, size_t facts)
{
	for (size_t i = 0; i < n; i++) {
		size_t where;
		const char *place =
		    hj_place(k, hj_concat(k->a, at, "/when", NULL), i);
		const struct hj_rule_fact *f =
		    hj_rule_fact_find(k->set, when[i].fact, &where);

		if (f == NULL) {
			hj_fault(k, HJ_RF_UNKNOWN, place, "fact", when[i].fact);
			continue;
		}
		if (where >= facts)
			hj_fault(k, HJ_RF_LOOP, place, "fact", when[i].fact);
		check_fits(k, place, &when[i], f);
		for (size_t j = 0; j < i; j++)
			if (strcmp(when[j].fact, when[i].fact) == 0)
				hj_fault(k, HJ_RF_TWICE, place, "fact",
				    when[i].fact);
	}
}

static const struct hj_rule_table *
table_named(const struct hj_rule_set *set, const char *name)
{
	for (size_t i = 0; i < set->n_tables; i++)
		if (strcmp(set->tables[i].name, name) == 0)
			return &set->tables[i];
	return NULL;
}

/* A table that gives lengths. */
void
hj_check_table_named(struct hj_checker *k, const char *at, const char *name)
{
	const struct hj_rule_table *t =
	    name == NULL ? NULL : table_named(k->set, name);

	if (name == NULL)
		return;
	if (t == NULL) {
		hj_fault(k, HJ_RF_UNKNOWN, at, "lengths", name);
		return;
	}
	for (size_t i = 0; i < t->n_rows; i++)
		if (t->rows[i].unit == 0 || t->hit == HJ_HIT_SUM) {
			hj_fault(k, HJ_RF_TYPE, at, "lengths", name);
			return;
		}
}

/* What the dispute tells is of this type. */
static int
type_from(int from)
{
	switch ((enum hj_fact_from)from) {
	case HJ_FF_CATEGORY:
	case HJ_FF_SOURCE:
	case HJ_FF_CHANNEL:
	case HJ_FF_PARTY_KIND:
	case HJ_FF_OTHER_FORUM:
	case HJ_FF_SATISFACTION:
	case HJ_FF_TRIAL:
		return HJ_FT_WORD;
	case HJ_FF_PEOPLE:
	case HJ_FF_ATTEMPTS:
	case HJ_FF_FAILURES:
	case HJ_FF_DAYS_AT_STEP:
	case HJ_FF_DAYS_IN_ALL:
		return HJ_FT_NUMBER;
	case HJ_FF_AMOUNT:
		return HJ_FT_MONEY;
	case HJ_FF_MINOR:
	case HJ_FF_CONSENT:
	case HJ_FF_DANGER:
	case HJ_FF_CROSSES_COUNTY:
	case HJ_FF_REPORTED_UP:
	case HJ_FF_PERFORMED:
		return HJ_FT_FLAG;
	}
	return 0;
}

/* What a row gives must be what the fact can be. */
static void
check_given(struct hj_checker *k, const char *at, const struct hj_rule_row *r,
    const struct hj_rule_fact *f, int hit)
{
	if (hit == HJ_HIT_SUM) {
		if (f->type != HJ_FT_NUMBER || r->gives != NULL)
			hj_fault(k, HJ_RF_TYPE, at, NULL, f->name);
	} else if (r->gives == NULL || f->type != HJ_FT_WORD) {
		hj_fault(k, HJ_RF_TYPE, at, NULL, f->name);
	} else if (!has_word(f, r->gives)) {
		hj_fault(k, HJ_RF_UNKNOWN, at, "gives", r->gives);
	}
}

/* The table that gives fact `i`: it reads earlier facts only. */
static void
check_source(struct hj_checker *k, const char *at, size_t i)
{
	const struct hj_rule_fact *f = &k->set->facts[i];
	const struct hj_rule_table *t = table_named(k->set, f->table);
	const char *place;

	if (t == NULL) {
		hj_fault(k, HJ_RF_UNKNOWN, at, "table", f->table);
		return;
	}
	place = hj_place(k, "/tables", (size_t)(t - k->set->tables));
	for (size_t r = 0; r < t->n_rows; r++) {
		const char *row =
		    hj_place(k, hj_concat(k->a, place, "/rows", NULL), r);

		check_given(k, row, &t->rows[r], f, t->hit);
		for (size_t w = 0; w < t->rows[r].n_when; w++) {
			size_t where = 0;

			if (hj_rule_fact_find(k->set, t->rows[r].when[w].fact,
				&where) != NULL &&
			    where >= i)
				hj_fault(k, HJ_RF_LOOP, row, "when",
				    t->rows[r].when[w].fact);
		}
	}
	if (t->otherwise != NULL)
		check_given(k, hj_concat(k->a, place, "/otherwise", NULL),
		    t->otherwise, f, t->hit);
}

static void
check_fact(struct hj_checker *k, size_t i)
{
	const struct hj_rule_fact *f = &k->set->facts[i];
	const char *at = hj_place(k, "/facts", i);
	int origins = (f->from != 0) + (f->by != NULL) + (f->n_counts > 0) +
		      (f->table != NULL);

	hj_check_text(k, at, "zh", f->zh);
	hj_check_text(k, at, "en", f->en);
	hj_check_text(k, at, "by", f->by);
	hj_check_events(k, at, "counts", f->counts, f->n_counts);
	hj_check_length(k, at, "within", f->within, f->unit, false);
	if (origins != 1)
		hj_fault(k, origins == 0 ? HJ_RF_NO_START : HJ_RF_OVERLAP, at,
		    NULL, f->name);
	if (f->from != 0 && type_from(f->from) != f->type)
		hj_fault(k, HJ_RF_TYPE, at, "type", f->name);
	if (f->n_counts > 0 && f->type != HJ_FT_NUMBER)
		hj_fault(k, HJ_RF_TYPE, at, "type", f->name);
	if (f->n_counts == 0 && (f->over != 0 || f->within != 0))
		hj_fault(k, HJ_RF_CONTRARY, at, "over", "counts");
	if (f->n_words > 0 && f->type != HJ_FT_WORD)
		hj_fault(k, HJ_RF_TYPE, at, "words", f->name);
	if (f->n_words == 0 && f->type == HJ_FT_WORD && f->from == 0)
		hj_fault(k, HJ_RF_NO_TEXT, at, "words", f->name);
	for (size_t w = 0; w < f->n_words; w++)
		for (size_t x = 0; x < w; x++)
			hj_check_twice(k, hj_concat(k->a, at, "/words", NULL),
			    w, f->words[w].name, f->words[x].name);
	if (f->table != NULL)
		check_source(k, at, i);
	for (size_t j = 0; j < i; j++)
		hj_check_twice(k, "/facts", i, f->name, k->set->facts[j].name);
}

void
hj_check_facts(struct hj_checker *k)
{
	for (size_t i = 0; i < k->set->n_facts; i++)
		check_fact(k, i);
}

static bool
table_used(const struct hj_rule_set *set, const char *name)
{
	struct hj_name used = { name };
	bool found = false;

	for (size_t i = 0; i < set->n_facts; i++)
		found = found || (set->facts[i].table != NULL &&
				     hj_name_in(&used, 1, set->facts[i].table));
	for (size_t i = 0; i < set->n_clocks; i++)
		found =
		    found || (set->clocks[i].lengths != NULL &&
				 hj_name_in(&used, 1, set->clocks[i].lengths));
	for (size_t i = 0; i < set->n_ladder; i++)
		found =
		    found || (set->ladder[i].lengths != NULL &&
				 hj_name_in(&used, 1, set->ladder[i].lengths));
	for (size_t l = 0; l < set->n_ladders; l++)
		for (size_t i = 0; i < set->ladders[l].n_steps; i++) {
			const char *of = set->ladders[l].steps[i].lengths;

			found =
			    found || (of != NULL && hj_name_in(&used, 1, of));
		}
	return found;
}

void
hj_check_tables(struct hj_checker *k)
{
	for (size_t i = 0; i < k->set->n_tables; i++) {
		const struct hj_rule_table *t = &k->set->tables[i];
		const char *at = hj_place(k, "/tables", i);

		for (size_t r = 0; r < t->n_rows; r++) {
			const char *row =
			    hj_place(k, hj_concat(k->a, at, "/rows", NULL), r);

			hj_check_when(k, row, t->rows[r].when,
			    t->rows[r].n_when, k->set->n_facts);
			hj_check_length(k, row, "length", t->rows[r].length,
			    t->rows[r].unit, false);
		}
		if (t->otherwise != NULL && t->otherwise->n_when > 0)
			hj_fault(k, HJ_RF_CONTRARY, at, "otherwise", "when");
		if (t->otherwise != NULL)
			hj_check_length(k, at, "otherwise",
			    t->otherwise->length, t->otherwise->unit, false);
		if (t->n_rows == 0)
			hj_fault(k, HJ_RF_GAP, at, "rows", NULL);
		if (!table_used(k->set, t->name))
			hj_fault(k, HJ_RF_UNREACHABLE, at, NULL, t->name);
		for (size_t j = 0; j < i; j++)
			hj_check_twice(
			    k, "/tables", i, t->name, k->set->tables[j].name);
		hj_check_cells(k, at, t);
	}
}
