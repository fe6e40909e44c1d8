/*
 * hejie import-divisions [--dry-run] FILE: a county's own divisions.
 *
 * The reference data that init loads ends at the township.  FILE, a table as
 * server/table/table.h reads it (CSV or TSV in UTF-8 or GB18030, XLSX), brings
 * villages, grids, and townships that are newer than the release:
 *
 *	code    代码  9, 12 or 15 digits: township, village (the statistical
 *code of the state), grid or village group (village + 3 digits, numbered by the
 *county) name    名称 parent  上级  may be absent: it is how the code begins
 *	kind    类型  may be absent: township, village, grid; or a level, 4, 5,
 *6
 *
 * `scripts/reference --villages CODE` prints such a file.  A file with a fault
 * changes nothing, and each faulty row is told; sent again it changes nothing
 * either.  Rows are added and renamed, never taken away: old disputes name
 * them.  They are read where they lie (GET /api/v1/divisions), so whatever
 * serves knows them at once.
 */
#include "server/app.h"

#include "server/base/files.h"
#include "server/db/row.h"
#include "server/owner.h"
#include "server/table/table.h"

#include <stdio.h>
#include <string.h>

#define SEGMENT 3     /* digits that a level adds */
#define NAME_MOST 300 /* bytes */

enum column {
	CODE,
	NAME,
	PARENT,
	KIND,
	COLUMNS
};
static const char *const headings[COLUMNS][5] = {
	[CODE] = { "code", "代码", "区划代码", "统计用区划代码" },
	[NAME] = { "name", "名称", "区划名称" },
	[PARENT] = { "parent", "上级", "上级代码", "上级区划代码" },
	[KIND] = { "kind", "level", "类型", "级别" },
};

static const struct kind {
	size_t digits;
	const char *level;
	const char *words[6];
} kinds[] = {
	{ 9, "4", { "township", "4", "乡镇", "街道", "乡", "镇" } },
	{ 12, "5", { "village", "5", "村", "社区", "村(社区)" } },
	{ 15, "6", { "grid", "6", "网格", "村民小组", "小组" } },
};

enum fault {
	BAD_CODE = 1,
	NO_NAME,
	BAD_PARENT,
	BAD_KIND,
	TWICE,
	NO_PARENT
};
static const struct {
	const char *zh, *en;
} faults[] = {
	[BAD_CODE] = { "代码应为9、12或15位数字,末段不为000",
	    "a code has 9, 12 or 15 digits and does not end in 000" },
	[NO_NAME] = { "名称缺少或者太长", "the name is missing or too long" },
	[BAD_PARENT] = { "上级代码不是代码的前段",
	    "the parent is not how the code begins" },
	[BAD_KIND] = { "类型与代码位数不符",
	    "the kind does not fit the digits of the code" },
	[TWICE] = { "代码重复", "the code stands here twice" },
	[NO_PARENT] = { "上级区划不存在", "the parent is not known" },
};

/* A row as the table has it; a column of these is a parameter. */
struct rows {
	const char **code, **parent, **level, **name, **pseudo;
	int64_t *line;
	size_t n;
};

struct import {
	const struct hj_config *cfg;
	struct hj_arena *a;
	bool dry;
	int at[COLUMNS]; /* where each column stands; -1: nowhere */
	struct rows rows;
	int64_t total, faulty, fresh, renamed;
};

/* ---- one row ---- */

static const struct kind *
kind_of(const char *code)
{
	size_t digits = strlen(code);

	if (strspn(code, "0123456789") != digits)
		return NULL;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].digits == digits &&
		    strcmp(code + digits - SEGMENT, "000") != 0)
			return &kinds[i];
	return NULL;
}

static bool
is_called(const struct kind *k, const char *word)
{
	for (size_t i = 0; i < 6 && k->words[i] != NULL; i++)
		if (strcmp(k->words[i], word) == 0)
			return true;
	return *word == '\0';
}

/*
 * Which codes are no division of the state's own: 3, every grid, which the
 * county numbers; 1, segments from 400 on, which only statistics knows.
 */
static const char *
pseudo_of(const struct kind *k, const char *code)
{
	if (k->digits == 15)
		return "3";
	return code[k->digits - SEGMENT] >= '4' ? "1" : "0";
}

static const char *
cell(const struct import *im, const struct hj_table_row *row, enum column c)
{
	return im->at[c] < 0 ? "" : hj_table_cell(row, (size_t)im->at[c]);
}

/* Take one row; what is wrong with it, or 0. */
static enum fault
take(struct import *im, const struct hj_table_row *row)
{
	struct rows *r = &im->rows;
	const char *code = cell(im, row, CODE), *name = cell(im, row, NAME);
	const char *parent = cell(im, row, PARENT);
	const struct kind *k = kind_of(code);
	size_t begins;

	if (k == NULL)
		return BAD_CODE;
	begins = k->digits - SEGMENT;
	if (*name == '\0' || strlen(name) > NAME_MOST)
		return NO_NAME;
	if (*parent != '\0' &&
	    (strlen(parent) != begins || strncmp(parent, code, begins) != 0))
		return BAD_PARENT;
	if (!is_called(k, cell(im, row, KIND)))
		return BAD_KIND;
	r->code[r->n] = code;
	r->parent[r->n] = hj_strndup(im->a, code, begins);
	r->level[r->n] = k->level;
	r->name[r->n] = name;
	r->pseudo[r->n] = pseudo_of(k, code);
	r->line[r->n++] = row->line;
	return 0;
}

static void
tell_fault(struct import *im, int64_t line, enum fault fault)
{
	(void)printf(im->cfg->english ? "line %ld: %s\n" : "第%ld行:%s\n",
	    (long)line, im->cfg->english ? faults[fault].en : faults[fault].zh);
	im->faulty++;
}

/* ---- the file ---- */

static bool
find_columns(struct import *im, const struct hj_table_row *row)
{
	for (int c = 0; c < COLUMNS; c++) {
		im->at[c] = -1;
		for (size_t i = row->n; i-- > 0;)
			for (int k = 0; k < 5 && headings[c][k] != NULL; k++)
				if (strcmp(row->cell[i], headings[c][k]) == 0)
					im->at[c] = (int)i;
	}
	return im->at[CODE] >= 0 && im->at[NAME] >= 0;
}

static bool
read_file(struct import *im, const char *path, struct hj_error *err)
{
	struct hj_table t;
	size_t n;
	const char *bytes = hj_file_read(im->a, path, HJ_TABLE_BYTES, &n);
	struct rows *r = &im->rows;

	if (bytes == NULL) {
		hj_fail(err, HJ_ERR_INPUT, "", "cannot read ", path);
		return false;
	}
	if (hj_table_read(im->a, bytes, n, &t, err) != HJ_OK)
		return false;
	if (t.n == 0 || !find_columns(im, &t.row[0])) {
		hj_fail(err, HJ_ERR_INPUT, "",
		    "the first line must name the columns code and name", NULL);
		return false;
	}
	r->code = hj_alloc(im->a, t.n * sizeof(*r->code));
	r->parent = hj_alloc(im->a, t.n * sizeof(*r->parent));
	r->level = hj_alloc(im->a, t.n * sizeof(*r->level));
	r->name = hj_alloc(im->a, t.n * sizeof(*r->name));
	r->pseudo = hj_alloc(im->a, t.n * sizeof(*r->pseudo));
	r->line = hj_alloc(im->a, t.n * sizeof(*r->line));
	im->total = (int64_t)t.n - 1;
	for (size_t i = 1; i < t.n; i++) {
		enum fault fault = take(im, &t.row[i]);

		if (fault != 0)
			tell_fault(im, t.row[i].line, fault);
	}
	return true;
}

/* ---- the table ---- */

static enum hj_err
exec(struct import *im, struct hj_sync *db, const char *sql, PGresult **ret,
    struct hj_error *err)
{
	const struct rows *r = &im->rows;
	struct hj_params p;

	hj_params_init(&p, im->a);
	hj_param_texts(&p, r->code, r->n);
	hj_param_texts(&p, r->parent, r->n);
	hj_param_texts(&p, r->level, r->n);
	hj_param_texts(&p, r->name, r->n);
	hj_param_texts(&p, r->pseudo, r->n);
	return hj_sync_exec(db, sql, &p, ret, err);
}

#define ROWS                                                                   \
	"WITH n AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[],"  \
	" $4::text[], $5::text[]) WITH ORDINALITY"                             \
	" AS t(code, parent, level, name, pseudo, no)) "

/*
 * What each row would do: 't' stands here a second time, 'p' lacks its parent,
 * 'n'ew, 'r'enamed, 's'ame.
 */
static bool
compare(struct import *im, struct hj_sync *db, struct hj_error *err)
{
	PGresult *result = NULL;

	if (exec(im, db,
		ROWS "SELECT CASE WHEN row_number() OVER"
		     " (PARTITION BY n.code ORDER BY n.no) > 1 THEN 't'"
		     " WHEN n.parent NOT IN (SELECT code FROM n)"
		     " AND NOT EXISTS (SELECT FROM hejie.division up"
		     " WHERE up.code = n.parent) THEN 'p'"
		     " WHEN d.code IS NULL THEN 'n'"
		     " WHEN d.name = n.name AND d.pseudo = n.pseudo::smallint"
		     " THEN 's' ELSE 'r' END"
		     " FROM n LEFT JOIN hejie.division d USING (code)"
		     " ORDER BY n.no",
		&result, err) != HJ_OK)
		return false;
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);
		const char *does = hj_row_text(&row, 0, im->a, NULL);

		if (*does == 'p' || *does == 't')
			tell_fault(im, im->rows.line[i],
			    *does == 'p' ? NO_PARENT : TWICE);
		im->fresh += *does == 'n';
		im->renamed += *does == 'r';
	}
	PQclear(result);
	return true;
}

static bool
store(struct import *im, struct hj_sync *db, struct hj_error *err)
{
	return exec(im, db,
		   ROWS
		   "INSERT INTO hejie.division"
		   " (code, parent, level, name, pseudo)"
		   " SELECT code, parent, level::smallint, name,"
		   " pseudo::smallint FROM n"
		   " ON CONFLICT (code) DO UPDATE SET name = excluded.name,"
		   " pseudo = excluded.pseudo"
		   " WHERE (division.name, division.pseudo)"
		   " <> (excluded.name, excluded.pseudo)",
		   NULL, err) == HJ_OK;
}

static bool
run(struct import *im, const char *path, struct hj_error *err)
{
	struct hj_sync *db;
	bool good;

	if (!read_file(im, path, err))
		return false;
	db = hj_owner_open(im->cfg, err);
	good = db != NULL && compare(im, db, err) &&
	       (im->dry || im->faulty > 0 || store(im, db, err));
	hj_sync_free(db);
	return good;
}

static void
tell_sum(const struct import *im)
{
	bool en = im->cfg->english;

	(void)printf(en ? "%ld rows, %ld with faults, %ld new, %ld renamed%s\n"
			: "共%ld行,有误%ld行,新增%ld,更名%ld%s\n",
	    (long)im->total, (long)im->faulty, (long)im->fresh,
	    (long)im->renamed,
	    im->faulty > 0 || im->dry
		? (en ? "; nothing was stored" : ";未写入")
		: "");
}

int
hj_cmd_import_divisions(const struct hj_config *cfg, int argc, char **argv)
{
	struct import im = { .cfg = cfg, .a = hj_arena_new() };
	struct hj_error err = { 0 };
	int status;

	im.dry = argc == 3 && strcmp(argv[1], "--dry-run") == 0;
	if (argc != 2 + im.dry) {
		(void)fprintf(
		    stderr, "hejie import-divisions [--dry-run] FILE\n");
		status = HJ_EXIT_USAGE;
	} else if (!run(&im, argv[argc - 1], &err)) {
		(void)fprintf(stderr, "hejie import-divisions: %s\n", err.msg);
		status = HJ_EXIT_FAILED;
	} else {
		tell_sum(&im);
		status = im.faulty > 0 ? HJ_EXIT_FOUND : HJ_EXIT_DONE;
	}
	hj_arena_free(im.a);
	return status;
}
