/* Import profiles; see profile.h. */
#include "server/profile.h"

#include "lib/base/loose.h"
#include "lib/base/tsv.h"
#include "lib/integrity/index.h"
#include "server/base/files.h"

#include <dirent.h>
#include <string.h>

#define FOLDER "server/profiles"
#define FILE_MOST ((size_t)64 * 1024)
#define HEADING_ROWS 20 /* within which the headings are looked for */

static const char *const types[] = { "", "fixed", "text", "name", "phone",
	"identity", "money", "date", "word", "org", "flag", "county" };

/* ---- reading the files ---- */

static void
split(struct hj_arena *a, const char *text, struct hj_column *c)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "|");

		*HJ_PUSH(a, c->name, c->n_name) =
		    hj_index_fold(a, hj_strndup(a, text, n));
		text += n + (text[n] == '|');
	}
}

static bool
put_column(struct hj_arena *a, const struct hj_tsv *t, struct hj_profile *p)
{
	struct hj_column *c = &p->column[p->n];
	const char *type = hj_tsv_get(t, "type");

	if (p->n == HJ_PROFILE_COLUMNS ||
	    strlen(hj_tsv_get(t, "path")) >= HJ_PROFILE_PATH)
		return false;
	*c = (struct hj_column){ .step = hj_tsv_int(t, "step"),
		.path = hj_tsv_get(t, "path"),
		.need = hj_tsv_get(t, "need"),
		.value = hj_tsv_get(t, "value") };
	for (size_t i = 1; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i], type) == 0)
			c->type = (int)i;
	split(a, hj_tsv_get(t, "names"), c);
	p->n++;
	return c->type != 0;
}

static bool
put_row(struct hj_arena *a, const struct hj_tsv *t, struct hj_profile *p)
{
	const char *path = hj_tsv_get(t, "path");
	const char *value = hj_tsv_get(t, "value");

	if (*path != '@')
		return put_column(a, t, p);
	if (strcmp(path, "@kind") == 0)
		p->kind = hj_stream_kind_named(value);
	else if (p->kind == NULL)
		return false;
	else if (strcmp(path, "@command") == 0)
		p->command = hj_command_find(p->kind, value);
	else if (strcmp(path, "@then") == 0)
		p->then = hj_command_find(p->kind, value);
	else if (strcmp(path, "@list") == 0)
		p->list = value;
	return true;
}

static bool
read_file(struct hj_arena *a, const struct hj_config *cfg, const char *file,
    struct hj_profiles *ret)
{
	struct hj_profile *p = HJ_PUSH(a, ret->profile, ret->n);
	size_t n;
	const char *text = hj_file_read(a,
	    hj_share_path(a, cfg, hj_concat(a, FOLDER "/", file, NULL)),
	    FILE_MOST, &n);
	struct hj_tsv t;

	if (text == NULL)
		return false;
	p->name = hj_strndup(a, file, strlen(file) - strlen(".tsv"));
	hj_tsv_init(&t, a, text, n);
	while (hj_tsv_next(&t))
		if (!put_row(a, &t, p))
			return false;
	return p->command != NULL;
}

bool
hj_profiles_load(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_profiles *ret, struct hj_error *err)
{
	DIR *dir = opendir(hj_share_path(a, cfg, FOLDER));
	const struct dirent *e;
	bool good = dir != NULL;

	*ret = (struct hj_profiles){ 0 };
	while (good && (e = readdir(dir)) != NULL) {
		const char *dot = strrchr(e->d_name, '.');

		if (dot != NULL && strcmp(dot, ".tsv") == 0)
			good = read_file(a, cfg, e->d_name, ret);
	}
	if (dir != NULL)
		(void)closedir(dir);
	if (!good)
		hj_fail(err, HJ_ERR_INPUT, "share", "cannot read ", FOLDER);
	return good;
}

const struct hj_profile *
hj_profile_find(const struct hj_profiles *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->profile[i].name, name) == 0)
			return &all->profile[i];
	return NULL;
}

/* ---- headings ---- */

/* A heading without what stands in brackets behind it. */
static const char *
heading(struct hj_arena *a, const char *cell)
{
	const char *folded = hj_index_fold(a, cell);
	const char *bracket = strchr(folded, '(');

	return bracket == NULL || bracket == folded
		   ? folded
		   : hj_strndup(a, folded, (size_t)(bracket - folded));
}

static bool
is_known_as(const struct hj_column *c, const char *folded)
{
	for (size_t i = 0; i < c->n_name; i++)
		if (*folded != '\0' && strcmp(c->name[i], folded) == 0)
			return true;
	return false;
}

/* Try row `at`; how many columns it knows. */
static size_t
try_row(struct hj_arena *a, const struct hj_profile *p,
    const struct hj_table *t, size_t at, struct hj_headings *ret)
{
	const struct hj_table_row *row = &t->row[at];
	const struct hj_table_row *above = at > 0 ? &t->row[at - 1] : row;
	size_t width = row->n > above->n ? row->n : above->n, known = 0;

	ret->row = at;
	for (size_t i = 0; i < p->n; i++)
		ret->at[i] = -1;
	for (size_t c = 0; c < width; c++) {
		const char *here = heading(a, hj_table_cell(row, c));

		if (*here == '\0')
			here = heading(a, hj_table_cell(above, c));
		for (size_t i = 0; i < p->n; i++)
			if (ret->at[i] < 0 &&
			    is_known_as(&p->column[i], here)) {
				ret->at[i] = (int)c;
				known++;
			}
	}
	return known;
}

bool
hj_profile_headings(struct hj_arena *a, const struct hj_profile *p,
    const struct hj_table *t, struct hj_headings *ret, const char **missing)
{
	struct hj_headings tried;
	size_t most = 0;

	*missing = "";
	for (size_t i = 0; i < t->n && i < HEADING_ROWS; i++) {
		size_t known = try_row(a, p, t, i, &tried);

		if (known > most) {
			most = known;
			*ret = tried;
		}
	}
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->column[i].need, "must") == 0 &&
		    (most == 0 || ret->at[i] < 0)) {
			*missing = p->column[i].name[0];
			return false;
		}
	return most > 0;
}
