/* One line of a list as a command; see profile.h. */
#include "server/profile.h"

#include "lib/base/json.h"
#include "lib/base/loose.h"
#include "lib/integrity/index.h"
#include "server/http/json_out.h"

#include <string.h>

#define BODY_MOST ((size_t)128 * 1024)

/* A line being read. */
struct line {
	struct hj_arena *a;
	const struct hj_profile *p;
	const struct hj_headings *h;
	const struct hj_directory *dir;
	const struct hj_org *org;
	struct hj_import_line *out;
	const char *value[HJ_PROFILE_COLUMNS]; /* NULL: absent */
	bool plain[HJ_PROFILE_COLUMNS];        /* a number, not a text */
	bool typed[HJ_PROFILE_COLUMNS];        /* somebody wrote it */
};

static void
fault(struct line *l, const struct hj_column *c, const char *type)
{
	*HJ_PUSH(l->a, l->out->fault, l->out->n_fault) =
	    (struct hj_import_fault){
		    .column = c->n_name > 0 ? c->name[0] : c->path,
		    .type = type,
	    };
}

static const char *
number(struct line *l, size_t i, int64_t value)
{
	struct hj_buf b;

	l->plain[i] = true;
	hj_buf_init(&b, 32);
	hj_buf_int(&b, value);
	return hj_buf_keep(l->a, &b);
}

static const char *
date_text(struct line *l, struct hj_date date)
{
	struct hj_buf b;

	hj_buf_init(&b, 32);
	hj_date_format(&b, date);
	return hj_buf_keep(l->a, &b);
}

/* The word for `cell` among "调解员=mediator|…"; NULL if there is none. */
static const char *
word_of(struct line *l, const char *words, const char *cell)
{
	const char *folded = hj_index_fold(l->a, cell);

	while (*words != '\0') {
		size_t n = strcspn(words, "|"), eq = strcspn(words, "=");
		const char *name =
		    hj_index_fold(l->a, hj_strndup(l->a, words, eq));

		if (strcmp(name, folded) == 0)
			return hj_strndup(l->a, words + eq + 1, n - eq - 1);
		words += n + (words[n] == '|');
	}
	return NULL;
}

static bool
is_ours(const struct line *l, const struct hj_org *o)
{
	return !o->closed && strcmp(o->county, l->org->county) == 0;
}

/* The body of that name in the county. */
static const char *
org_of(struct line *l, const char *cell)
{
	const char *folded;

	/* Nearly all are written as they are called. */
	for (size_t i = 0; i < l->dir->n_org; i++) {
		const struct hj_org *o = &l->dir->org[i];

		if (is_ours(l, o) && strcmp(o->name, cell) == 0)
			return o->id;
	}
	folded = hj_index_fold(l->a, cell);
	for (size_t i = 0; i < l->dir->n_org; i++) {
		const struct hj_org *o = &l->dir->org[i];

		if (is_ours(l, o) &&
		    strcmp(hj_index_fold(l->a, o->name), folded) == 0)
			return o->id;
	}
	return NULL;
}

/* "是", "同意", "√" …: yes; "否", "不同意", "" …: no; -1: neither. */
static int
yes(struct line *l, const char *cell)
{
	static const char words[] =
	    "是=1|同意=1|已同意=1|√=1|y=1|yes=1|有=1|1=1|"
	    "否=0|不同意=0|未同意=0|×=0|n=0|no=0|无=0|0=0|=0";
	const char *found = word_of(l, words, cell);

	return found == NULL ? -1 : *found == '1';
}

/* Read a cell that is not empty. */
static void
read_cell(struct line *l, size_t i, const char *cell)
{
	const struct hj_column *c = &l->p->column[i];
	const char *wrong = NULL;
	struct hj_date date;
	int64_t fen;

	switch ((enum hj_column_type)c->type) {
	case HJ_COL_PHONE:
	case HJ_COL_IDENTITY:
		l->value[i] = hj_loose_plain(l->a, cell);
		break;
	case HJ_COL_MONEY:
		if (hj_loose_money(l->a, cell, &fen))
			l->value[i] = number(l, i, fen);
		else
			wrong = "not-an-amount";
		break;
	case HJ_COL_DATE:
		if (hj_loose_date(l->a, cell, &date))
			l->value[i] = date_text(l, date);
		else
			wrong = "not-a-day";
		break;
	case HJ_COL_WORD:
		l->value[i] = word_of(l, c->value, cell);
		wrong = l->value[i] == NULL ? "unknown-word" : NULL;
		break;
	case HJ_COL_ORG:
		l->value[i] = org_of(l, cell);
		wrong = l->value[i] == NULL ? "unknown-body" : NULL;
		break;
	case HJ_COL_FLAG:
		if (yes(l, cell) == 1)
			l->value[i] = c->value;
		l->plain[i] = true;
		wrong = yes(l, cell) < 0 ? "unknown-word" : NULL;
		break;
	case HJ_COL_COUNTY:
		if (strcmp(hj_loose_plain(l->a, cell), l->org->county) != 0)
			wrong = "another-county";
		break;
	case HJ_COL_TEXT:
	case HJ_COL_NAME:
	case HJ_COL_FIXED:
		l->value[i] = cell;
		break;
	}
	l->typed[i] = true;
	if (wrong != NULL)
		fault(l, c, wrong);
}

/* Does `b` stand in the same object of a list as `a`? */
static bool
same_object(const char *a, const char *b)
{
	const char *end = strrchr(a, '/');

	return end != NULL && strncmp(a, b, (size_t)(end - a) + 1) == 0;
}

/* Is anything of the object of column `i` written in the line? */
static bool
is_there(const struct line *l, size_t i)
{
	const char *path = l->p->column[i].path;

	if (strchr(path, '/') == NULL ||
	    strchr(strchr(path, '/') + 1, '/') == NULL)
		return true;
	for (size_t k = 0; k < l->p->n; k++)
		if (l->typed[k] && same_object(path, l->p->column[k].path))
			return true;
	return false;
}

static bool
is_number(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

static void
read_cells(struct line *l, const struct hj_table_row *row)
{
	for (size_t i = 0; i < l->p->n; i++) {
		const struct hj_column *c = &l->p->column[i];
		const char *cell =
		    l->h->at[i] < 0 ? ""
				    : hj_table_cell(row, (size_t)l->h->at[i]);

		if (c->type == HJ_COL_COUNTY && *c->path != '-')
			l->value[i] = l->org->county;
		if (c->type == HJ_COL_FIXED) {
			l->value[i] = c->value;
			l->plain[i] = is_number(c->value);
		} else if (*cell != '\0') {
			read_cell(l, i, cell);
		} else if (c->type == HJ_COL_WORD) {
			l->value[i] = word_of(l, c->value, "");
		}
	}
	for (size_t i = 0; i < l->p->n; i++) {
		const struct hj_column *c = &l->p->column[i];
		bool must = strcmp(c->need, "must") == 0 ||
			    (strcmp(c->need, "with") == 0 && is_there(l, i));

		if (must && l->value[i] == NULL && !l->typed[i])
			fault(l, c, "missing");
	}
}

/* ---- writing ---- */

/* Where the writing stands: which list and item are open. */
struct place {
	char list[HJ_PROFILE_PATH];
	char item[HJ_PROFILE_PATH];
};

static void
leave(struct hj_out *j, struct place *at, bool list)
{
	if (at->item[0] != '\0')
		hj_out_close(j);
	at->item[0] = '\0';
	if (list && at->list[0] != '\0') {
		hj_out_close(j);
		at->list[0] = '\0';
	}
}

static void
put_value(struct hj_out *j, const struct line *l, size_t i)
{
	if (l->plain[i])
		hj_out_raw(j, l->value[i], strlen(l->value[i]));
	else
		hj_out_str(j, l->value[i]);
}

/* Go to where the column is written: its list, its item. */
static void
enter(struct hj_out *j, struct place *at, const char *path)
{
	size_t list = strcspn(path, "/");
	size_t item = list + 1 + strcspn(path + list + 1, "/");

	if (strncmp(at->list, path, list) != 0 || at->list[list] != '\0') {
		leave(j, at, true);
		memcpy(at->list, path, list);
		at->list[list] = '\0';
		hj_out_key(j, at->list);
		hj_out_open_array(j);
	}
	if (path[item] == '\0')
		return;
	if (strncmp(at->item, path, item) != 0 || at->item[item] != '\0') {
		leave(j, at, false);
		memcpy(at->item, path, item);
		at->item[item] = '\0';
		hj_out_open(j);
	}
	hj_out_key(j, path + item + 1);
}

static const char *
body_of(struct line *l, int64_t step)
{
	struct place at = { 0 };
	struct hj_buf b;
	struct hj_out j;
	const char *text;

	hj_buf_init(&b, BODY_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	for (size_t i = 0; i < l->p->n; i++) {
		const struct hj_column *c = &l->p->column[i];

		if (c->step != step || l->value[i] == NULL || !is_there(l, i))
			continue;
		if (strchr(c->path, '/') == NULL) {
			leave(&j, &at, true);
			hj_out_key(&j, c->path);
		} else {
			enter(&j, &at, c->path);
		}
		put_value(&j, l, i);
	}
	leave(&j, &at, true);
	hj_out_close(&j);
	text = b.failed ? NULL : hj_buf_keep(l->a, &b);
	return text;
}

/* Of whom the line speaks: its column of the type, in the object of a name. */
static const char *
told(const struct line *l, int type, size_t name)
{
	const char *path = l->p->column[name].path;

	for (size_t i = 0; i < l->p->n; i++)
		if (l->p->column[i].type == type && l->value[i] != NULL &&
		    (strchr(path, '/') == NULL ||
			same_object(path, l->p->column[i].path)))
			return l->value[i];
	return NULL;
}

static void
note_who(struct line *l)
{
	for (size_t i = 0; i < l->p->n; i++) {
		if (l->p->column[i].type != HJ_COL_NAME || l->value[i] == NULL)
			continue;
		l->out->who = l->value[i];
		l->out->name = hj_index_fold(l->a, l->value[i]);
		l->out->phone = told(l, HJ_COL_PHONE, i);
		l->out->identity = told(l, HJ_COL_IDENTITY, i);
	}
}

/* What a member of the first command says; NULL: nothing. */
static const char *
said(const struct line *l, const char *path)
{
	for (size_t i = 0; i < l->p->n; i++)
		if (strcmp(l->p->column[i].path, path) == 0 &&
		    l->value[i] != NULL)
			return l->value[i];
	return NULL;
}

/* Has the object this member? */
static bool
has_member(struct hj_arena *a, const char *object, const char *name)
{
	struct hj_json j;

	hj_json_init(&j, object, strlen(object), 16, 1000);
	return hj_json_member(&j, a, name);
}

bool
hj_profile_goes_on(
    struct hj_arena *a, const struct hj_profile *p, const char *further)
{
	if (p->then == NULL || further == NULL)
		return false;
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->column[i].need, "then") == 0 &&
		    !has_member(a, further, p->column[i].path))
			return false;
	return true;
}

void
hj_profile_line(struct hj_arena *a, const struct hj_profile *p,
    const struct hj_headings *h, const struct hj_directory *dir,
    const struct hj_org *org, const struct hj_table_row *row,
    struct hj_import_line *ret)
{
	struct line *l = HJ_NEW(a, struct line);

	*ret = (struct hj_import_line){ .row = row };
	*l = (struct line){
		.a = a, .p = p, .h = h, .dir = dir, .org = org, .out = ret
	};
	read_cells(l, row);
	note_who(l);
	ret->place = said(l, "place");
	ret->category = said(l, "category_moj");
	if (ret->category == NULL)
		ret->category = said(l, "category_word");
	if (ret->n_fault > 0)
		return;
	ret->body = body_of(l, 1);
	if (p->then != NULL)
		ret->further = body_of(l, 2);
	if (ret->body == NULL || (p->then != NULL && ret->further == NULL))
		fault(l, &p->column[0], "too-long");
}
