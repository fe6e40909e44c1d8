/*
 * `hejie rules change SET CHANGE…` and `hejie rules differ OLD NEW`: what the
 * commands change-rule-set and the page of differences do, for files.
 *
 *	/ladder/0/attempts=2	set a value; of a flag yes or no
 *	+/outlets=诉讼		add an item at the end; +/outlets/0=… before it
 *	+/ladder		the same of what is no bare value
 *	-/outlets/0		remove an item; -/reading clears a member
 *	/ladder/2>0		move an item to another place
 *
 * `change` prints the document as it is then, canonical, and to standard error
 * what is wrong with it; status 3 if anything is.  `differ` prints a line for
 * each place and how many there are; status 3 if they differ.
 */
#include "server/rules.h"

#include "lib/rules/differ.h"
#include "lib/rules/edit.h"
#include "lib/rules/spot.h"
#include "server/app.h"

#include <stdio.h>
#include <string.h>

/* ---- one change ---- */

/* Put `value` into `e` as the type of its place wants it. */
static bool
put_value(struct hj_arena *a, struct hj_rule_set *set, struct hj_rule_edit *e,
    const char *value)
{
	struct hj_rule_spot s;
	enum hj_field_type type;

	if (!hj_rule_spot_find(&s, a, set, e->at))
		return false;
	type = s.f->type == HJ_T_LIST && hj_rule_bare(s.f)
		   ? s.f->of->row[0].type
		   : s.f->type;
	if (type == HJ_T_INT)
		return hj_text_int(value, &e->number);
	e->yes = type == HJ_T_BOOL && strcmp(value, "yes") == 0;
	if (type != HJ_T_BOOL)
		e->text = value;
	return type != HJ_T_BOOL || e->yes || strcmp(value, "no") == 0;
}

/* Is it an item of a list that stands at `at`? */
static bool
is_item(struct hj_rule_set *set, const char *at)
{
	struct hj_rule_spot s;

	return hj_rule_spot_find(&s, NULL, set, at) && s.item;
}

bool
hj_rules_read_edit(struct hj_arena *a, struct hj_rule_set *set,
    const char *text, struct hj_rule_edit *ret)
{
	bool adds = text[0] == '+', takes = text[0] == '-';
	const char *at = text + (adds || takes);
	size_t n = strcspn(at, takes ? "" : "=>");

	*ret = (struct hj_rule_edit){ .at = hj_strndup(a, at, n) };
	if (takes) {
		ret->does = is_item(set, ret->at) ? HJ_ED_REMOVE : HJ_ED_CLEAR;
		return true;
	}
	ret->does = adds ? HJ_ED_ADD : HJ_ED_SET;
	if (at[n] == '>') {
		ret->does = HJ_ED_MOVE;
		return !adds && hj_text_int(at + n + 1, &ret->number) &&
		       ret->number >= 0;
	}
	return at[n] == '\0' ? adds : put_value(a, set, ret, at + n + 1);
}

static bool
change_all(struct hj_arena *a, struct hj_rule_set *set, int argc, char **argv,
    struct hj_error *err)
{
	for (int i = 0; i < argc; i++) {
		struct hj_rule_edit e;
		const char *wrong = "no change: ";

		if (hj_rules_read_edit(a, set, argv[i], &e))
			wrong = hj_rule_edit(a, set, &e);
		if (wrong == NULL)
			continue;
		hj_fail(err, HJ_ERR_INPUT, argv[i], wrong, NULL);
		return false;
	}
	return true;
}

/* Print the document; what is wrong with it goes to standard error. */
static int
print_set(struct hj_arena *a, const struct hj_config *cfg,
    const struct hj_rule_known *known, const struct hj_rule_set *set)
{
	struct hj_rule_faults faults;
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_SET_MOST);
	hj_rule_set_emit(&b, set);
	(void)printf("%s\n", hj_buf_text(&b));
	faults = hj_rule_check(a, hj_buf_text(&b), b.n, known);
	hj_buf_release(&b);
	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	hj_rule_faults_text(
	    &b, set->name, &faults, cfg->english ? HJ_LANG_EN : HJ_LANG_ZH);
	(void)fputs(hj_buf_text(&b), stderr);
	hj_buf_release(&b);
	return faults.n == 0 ? HJ_EXIT_DONE : HJ_EXIT_FOUND;
}

int
hj_rules_change(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_arena *a;
	struct hj_rule_known known;
	struct hj_rule_set set;
	struct hj_error err = { 0 };
	int status;

	if (argc < 2)
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	if (hj_rules_known(a, cfg, &known, &err) &&
	    hj_rules_read(a, cfg, argv[0], &set, &err) &&
	    change_all(a, &set, argc - 1, argv + 1, &err))
		status = print_set(a, cfg, &known, &set);
	else
		status = hj_rules_failed(&err);
	hj_arena_free(a);
	return status;
}

/* ---- two sets ---- */

static void
put_difference(struct hj_buf *b, const struct hj_rule_difference *d,
    const struct hj_rule_set *was, const struct hj_rule_set *is, bool zh)
{
	const struct hj_word *how = &hj_difference_how_words.word[d->how];
	struct hj_buf where;

	hj_buf_init(&where, 4096);
	hj_rule_spot_say(&where, d->how == HJ_DF_REMOVED ? was : is, d->at,
	    zh ? HJ_LANG_ZH : HJ_LANG_EN);
	hj_buf_puts(b, d->at);
	hj_buf_puts(b, ": ");
	hj_buf_puts(b, hj_buf_text(&where));
	hj_buf_puts(b, zh ? "：" : ": ");
	if (d->was != NULL)
		hj_buf_puts(b, d->was);
	hj_buf_puts(b, d->was != NULL ? " " : "");
	hj_buf_puts(b, zh ? how->zh : how->en);
	hj_buf_puts(b, d->is != NULL ? " " : "");
	if (d->is != NULL)
		hj_buf_puts(b, d->is);
	hj_buf_putc(b, '\n');
	hj_buf_release(&where);
}

static void
put_counts(struct hj_buf *b, const struct hj_rule_page *page, bool zh)
{
	const int64_t counts[] = { page->changed, page->added, page->removed };

	for (int i = 0; i < 3; i++) {
		const struct hj_word *how =
		    &hj_difference_how_words.word[HJ_DF_CHANGED + i];

		hj_buf_puts(b, i == 0 ? "" : zh ? "，" : ", ");
		hj_buf_puts(b, zh ? how->zh : how->en);
		hj_buf_putc(b, ' ');
		hj_buf_int(b, counts[i]);
	}
	hj_buf_putc(b, '\n');
}

void
hj_rule_page_text(struct hj_buf *b, const struct hj_rule_page *page,
    const struct hj_rule_set *was, const struct hj_rule_set *is,
    enum hj_lang lang)
{
	bool zh = lang == HJ_LANG_ZH;

	for (size_t i = 0; i < page->n_differences; i++)
		put_difference(b, &page->differences[i], was, is, zh);
	put_counts(b, page, zh);
}

int
hj_rules_differ(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_arena *a;
	struct hj_rule_set was, is;
	struct hj_rule_page page;
	struct hj_error err = { 0 };
	struct hj_buf b;
	int status;

	if (argc != 2)
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	if (!hj_rules_read(a, cfg, argv[0], &was, &err) ||
	    !hj_rules_read(a, cfg, argv[1], &is, &err)) {
		status = hj_rules_failed(&err);
		hj_arena_free(a);
		return status;
	}
	page = hj_rule_differ(a, &was, &is);
	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	hj_rule_page_text(
	    &b, &page, &was, &is, cfg->english ? HJ_LANG_EN : HJ_LANG_ZH);
	(void)fputs(hj_buf_text(&b), stdout);
	hj_buf_release(&b);
	hj_arena_free(a);
	return page.n_differences == 0 ? HJ_EXIT_DONE : HJ_EXIT_FOUND;
}
