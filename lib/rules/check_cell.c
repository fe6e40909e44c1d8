/*
 * Decision tables, case by case: gaps, overlaps and rows that are never
 * reached; see check.h.
 *
 * Each fact that a table reads is cut into the cases its tests can tell apart:
 * words, yes and no, or the numbers from one bound to the next.  Their product
 * is walked.  A fact that is not known fits no row but one that asks for it,
 * and is no gap: nothing is then given.
 */
#include "lib/rules/checker.h"

#include <string.h>

#define AXES_MOST 8
#define CASES_MOST 130 /* of one fact: two bounds of 64 rows, and zero */

/* The cases of one fact. */
struct axis {
	const struct hj_rule_fact *fact;
	int64_t from[CASES_MOST];     /* of a number: the first of the case */
	const char *word[CASES_MOST]; /* NULL: none of those named */
	size_t n;
};

struct cells {
	const struct hj_rule_table *t;
	struct axis axis[AXES_MOST];
	size_t n;
	size_t at[AXES_MOST]; /* the case of each */
	bool too_large;
};

static void
add_number(struct axis *x, int64_t from)
{
	size_t i = 0;

	while (i < x->n && x->from[i] < from)
		i++;
	if ((i < x->n && x->from[i] == from) || x->n == CASES_MOST)
		return;
	memmove(&x->from[i + 1], &x->from[i], (x->n - i) * sizeof(x->from[0]));
	x->from[i] = from;
	x->n++;
}

static void
add_word(struct axis *x, const char *word)
{
	for (size_t i = 0; i < x->n; i++)
		if (word == NULL
			? x->word[i] == NULL
			: x->word[i] != NULL && strcmp(x->word[i], word) == 0)
			return;
	if (x->n < CASES_MOST)
		x->word[x->n++] = word;
}

static struct axis *
axis_of(struct cells *c, const struct hj_rule_fact *f)
{
	struct axis *x;

	for (size_t i = 0; i < c->n; i++)
		if (c->axis[i].fact == f)
			return &c->axis[i];
	if (c->n == AXES_MOST) {
		c->too_large = true;
		return NULL;
	}
	x = &c->axis[c->n++];
	*x = (struct axis){ .fact = f };
	if (f->type == HJ_FT_FLAG)
		x->n = 2;
	else if (f->type != HJ_FT_WORD)
		add_number(x, 0);
	else if (f->n_words == 0)
		add_word(x, NULL);
	for (size_t i = 0; i < f->n_words; i++)
		add_word(x, f->words[i].name);
	return x;
}

/* What the test tells apart. */
static void
cut(struct axis *x, const struct hj_rule_test *t)
{
	if (x->fact->type == HJ_FT_WORD) {
		for (size_t i = 0; i < t->n_any_of; i++)
			add_word(x, t->any_of[i].text);
		for (size_t i = 0; i < t->n_none_of; i++)
			add_word(x, t->none_of[i].text);
	} else if (x->fact->type != HJ_FT_FLAG) {
		if (t->at_least != 0)
			add_number(x, t->at_least);
		if (t->above != 0)
			add_number(x, t->above + 1);
		if (t->at_most != 0)
			add_number(x, t->at_most + 1);
		if (t->below != 0)
			add_number(x, t->below);
	}
}

static bool
word_fits(const struct hj_rule_test *t, const char *word)
{
	if (t->n_any_of > 0 &&
	    (word == NULL || !hj_name_in(t->any_of, t->n_any_of, word)))
		return false;
	return word == NULL || !hj_name_in(t->none_of, t->n_none_of, word);
}

static bool
test_fits(const struct cells *c, const struct hj_rule_test *t)
{
	const struct axis *x = c->axis;
	size_t at;
	int64_t n;

	while (strcmp(x->fact->name, t->fact) != 0)
		x++;
	at = c->at[x - c->axis];
	if (t->unknown)
		return false;
	if (x->fact->type == HJ_FT_FLAG)
		return at == 1 ? t->yes : t->no;
	if (x->fact->type == HJ_FT_WORD)
		return word_fits(t, x->word[at]);
	n = x->from[at];
	return n >= t->at_least && (t->above == 0 || n > t->above) &&
	       (t->at_most == 0 || n <= t->at_most) &&
	       (t->below == 0 || n < t->below);
}

static bool
row_fits(const struct cells *c, const struct hj_rule_row *r)
{
	for (size_t i = 0; i < r->n_when; i++)
		if (!test_fits(c, &r->when[i]))
			return false;
	return true;
}

/* "people 10, danger no" */
static const char *
case_text(struct hj_checker *k, const struct cells *c)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, 4096);
	for (size_t i = 0; i < c->n; i++) {
		const struct axis *x = &c->axis[i];

		hj_buf_puts(&b, i == 0 ? "" : ", ");
		hj_buf_puts(&b, x->fact->name);
		hj_buf_putc(&b, ' ');
		if (x->fact->type == HJ_FT_FLAG)
			hj_buf_puts(&b, c->at[i] == 1 ? "yes" : "no");
		else if (x->fact->type != HJ_FT_WORD)
			hj_buf_int(&b, x->from[c->at[i]]);
		else
			hj_buf_puts(&b, x->word[c->at[i]] == NULL
					    ? "…"
					    : x->word[c->at[i]]);
	}
	text = hj_strdup(k->a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
agree(const struct hj_rule_row *a, const struct hj_rule_row *b)
{
	return same_text(a->gives, b->gives) && a->points == b->points &&
	       a->length == b->length && a->unit == b->unit;
}

/* What was found of the whole table; each row is told once. */
struct found {
	bool reached[64], clashed[64];
	bool gap, rest;
};

static void
look(struct hj_checker *k, const char *at, const struct cells *c,
    struct found *found)
{
	const struct hj_rule_table *t = c->t;
	const struct hj_rule_row *first = NULL;

	for (size_t i = 0; i < t->n_rows; i++) {
		const struct hj_rule_row *r = &t->rows[i];
		bool clash;

		if (!row_fits(c, r))
			continue;
		if (first == NULL || t->hit != HJ_HIT_FIRST)
			found->reached[i] = true;
		clash = first != NULL &&
			(t->hit == HJ_HIT_UNIQUE ||
			    (t->hit == HJ_HIT_ANY && !agree(first, r)));
		if (clash && !found->clashed[i]) {
			hj_fault(k, HJ_RF_OVERLAP,
			    hj_place(k, hj_concat(k->a, at, "/rows", NULL), i),
			    NULL, case_text(k, c));
			found->clashed[i] = true;
		}
		if (first == NULL)
			first = r;
	}
	if (first != NULL)
		return;
	found->rest = true;
	if (t->otherwise == NULL && t->hit != HJ_HIT_SUM && !found->gap) {
		hj_fault(k, HJ_RF_GAP, at, "rows", case_text(k, c));
		found->gap = true;
	}
}

/* The next case; false after the last. */
static bool
next(struct cells *c)
{
	for (size_t i = 0; i < c->n; i++) {
		if (++c->at[i] < c->axis[i].n)
			return true;
		c->at[i] = 0;
	}
	return false;
}

/* False if a test is at fault by itself, which was told. */
static bool
make_axes(struct hj_checker *k, struct cells *c)
{
	for (size_t i = 0; i < c->t->n_rows; i++)
		for (size_t w = 0; w < c->t->rows[i].n_when; w++) {
			const struct hj_rule_test *t = &c->t->rows[i].when[w];
			size_t where;
			const struct hj_rule_fact *f =
			    hj_rule_fact_find(k->set, t->fact, &where);
			struct axis *x = f == NULL ? NULL : axis_of(c, f);

			if (x == NULL)
				return false;
			cut(x, t);
		}
	return true;
}

static bool
asks_unknown(const struct hj_rule_row *r)
{
	for (size_t i = 0; i < r->n_when; i++)
		if (r->when[i].unknown)
			return true;
	return false;
}

void
hj_check_cells(
    struct hj_checker *k, const char *at, const struct hj_rule_table *t)
{
	struct cells *c = HJ_NEW(k->a, struct cells);
	struct found found = { 0 };
	size_t product = 1;
	bool whole;

	c->t = t;
	whole = make_axes(k, c);
	for (size_t i = 0; whole && i < c->n; i++)
		product =
		    product > HJ_CELLS_MOST ? product : product * c->axis[i].n;
	if (c->too_large || product > HJ_CELLS_MOST)
		hj_fault(k, HJ_RF_TOO_LARGE, at, NULL, t->name);
	if (!whole || product > HJ_CELLS_MOST || t->n_rows == 0)
		return;
	do
		look(k, at, c, &found);
	while (next(c));
	for (size_t i = 0; i < t->n_rows; i++)
		if (!found.reached[i] && !asks_unknown(&t->rows[i]))
			hj_fault(k, HJ_RF_UNREACHABLE,
			    hj_place(k, hj_concat(k->a, at, "/rows", NULL), i),
			    NULL, t->name);
	if (t->otherwise != NULL && !found.rest)
		hj_fault(k, HJ_RF_UNREACHABLE, at, "otherwise", t->name);
}
