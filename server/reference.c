/* Reference data into its tables; see reference.h. */
#include "server/reference.h"

#include "lib/base/tsv.h"
#include "server/base/files.h"
#include "server/db/pg.h"

#include <string.h>

#define FILE_MOST ((size_t)16 * 1024 * 1024)
#define COLUMNS 6

/* A table, the columns of its file, and how their texts become rows. */
static const struct table {
	const char *file;
	const char *columns[COLUMNS];
	const char *sql;
} tables[] = {
	{ "division.tsv",
	    { "code", "parent", "level", "name", "pseudo", "latin" },
	    "INSERT INTO hejie.division"
	    " (code, parent, level, name, pseudo, latin)"
	    " SELECT a, nullif(b, ''), c::smallint, d, e::smallint, f"
	    "  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[],"
	    "              $5::text[], $6::text[]) AS t(a, b, c, d, e, f)"
	    " WHERE NOT EXISTS (SELECT FROM hejie.division)" },
	{ "category.tsv", { "code_set", "code", "parent", "level", "zh", "en" },
	    "INSERT INTO hejie.category (code_set, code, parent, level, zh, en)"
	    " SELECT a, b, nullif(c, ''), d::smallint, e, f"
	    "  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[],"
	    "              $5::text[], $6::text[]) AS t(a, b, c, d, e, f)"
	    " WHERE NOT EXISTS (SELECT FROM hejie.category)" },
	{ "word.tsv", { "ord", "word", "en", "cat_moj", "cat_gb" },
	    "INSERT INTO hejie.word (county, ord, word, en, cat_moj, cat_gb)"
	    " SELECT '', a::smallint, b, c, d, e"
	    "  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[],"
	    "              $5::text[]) AS t(a, b, c, d, e)"
	    " WHERE NOT EXISTS (SELECT FROM hejie.word)" },
	{ "body_kind.tsv", { "kind", "tier" },
	    "INSERT INTO hejie.body_kind (kind, tier)"
	    " SELECT a, b::smallint FROM unnest($1::text[], $2::text[])"
	    "       AS t(a, b)"
	    " ON CONFLICT (kind) DO UPDATE SET tier = excluded.tier" },
};

struct job {
	struct hj_sync_job job;
	struct hj_arena *a;
	const struct hj_config *cfg;
};

static enum hj_err
load(struct job *j, struct hj_sync *db, const struct table *table,
    struct hj_error *err)
{
	const char **cells[COLUMNS] = { NULL };
	struct hj_params p;
	struct hj_tsv t;
	size_t n = 0, rows, len;
	const char *text = hj_file_read(j->a,
	    hj_share_path(j->a, j->cfg,
		hj_concat(j->a, "migrations/reference/", table->file, NULL)),
	    FILE_MOST, &len);

	if (text == NULL)
		return hj_fail(
		    err, HJ_ERR_INPUT, "share", "cannot read ", table->file);
	hj_tsv_init(&t, j->a, text, len);
	while (hj_tsv_next(&t)) {
		for (int c = 0; c < COLUMNS && table->columns[c] != NULL; c++) {
			rows = n;
			*HJ_PUSH(j->a, cells[c], rows) =
			    hj_tsv_get(&t, table->columns[c]);
		}
		n++;
	}
	hj_params_init(&p, j->a);
	for (int c = 0; c < COLUMNS && table->columns[c] != NULL; c++)
		hj_param_texts(&p, cells[c], n);
	return hj_sync_exec(db, table->sql, &p, NULL, err);
}

static enum hj_err
run(struct hj_sync_job *job, struct hj_sync *db, struct hj_error *err)
{
	struct job *j = HJ_CONTAINER(struct job, job, job);
	enum hj_err code = HJ_OK;

	for (size_t i = 0;
	     code == HJ_OK && i < sizeof(tables) / sizeof(tables[0]); i++)
		code = load(j, db, &tables[i], err);
	return code;
}

bool
hj_reference_load(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_sync *db, struct hj_error *err)
{
	struct job j = { .job = { run }, .a = a, .cfg = cfg };

	return hj_sync_transaction(db, &j.job, err) == HJ_OK;
}

enum hj_err
hj_reference_name_counties(struct hj_sync *db, struct hj_error *err)
{
	return hj_sync_exec(db,
	    "INSERT INTO hejie.division (code, parent, level, name, latin)"
	    " VALUES ('999901', '9999', 3, '和解示范县', 'Hejieshifan'),"
	    " ('999902', '9999', 3, '邻县', 'Linxian')"
	    " ON CONFLICT (code) DO NOTHING",
	    NULL, NULL, err);
}
