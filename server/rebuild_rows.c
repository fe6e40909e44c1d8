/* Tables of a stream compared and repaired; see rebuild.h. */
#include "server/rebuild.h"

#include "lib/base/buf.h"
#include "server/db/row.h"

#include <stdio.h>
#include <string.h>

/* Those whose rows the projection makes. */
static const char *const tables[] = { "absence", "access", "attachment",
	"board", "bundle", "clock", "draw", "finding", "group_member", "link",
	"listed", "moved", "notice", "origin", "party_index", "person_index",
	"petition", "procedure", "referral", "service", "sitting", "text_index",
	"turned_down", "work_order" };
#define TABLES (sizeof(tables) / sizeof(tables[0]))

const char *
hj_rebuild_hex(struct rebuild *r, const unsigned char id[16])
{
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_buf_hex(&b, id, 16);
	return hj_buf_keep(r->a, &b);
}

bool
hj_rebuild_differs(struct rebuild *r, const char *table)
{
	(void)printf("%s %s %s\n", hj_rebuild_hex(r, r->stream), table,
	    r->check ? "differs" : "differed, repaired");
	r->differences++;
	return !r->check;
}

enum hj_err
hj_rebuild_exec(struct rebuild *r, struct hj_sync *db, const char *sql,
    const char *text, PGresult **ret, struct hj_error *err)
{
	struct hj_params p;

	hj_params_init(&p, r->a);
	hj_param_uuid(&p, r->stream);
	if (text != NULL)
		hj_param_text(&p, text);
	return hj_sync_exec(db, sql, &p, ret, err);
}

enum hj_err
hj_rebuild_table(struct rebuild *r, struct hj_sync *db, const char *table,
    const char *rows, struct hj_error *err)
{
	const char *sql = hj_concat(r->a,
	    "SELECT count(*) FROM ("
	    " (SELECT t.* FROM hejie.",
	    table,
	    " t WHERE t.stream = $1"
	    " EXCEPT SELECT n.* FROM jsonb_populate_recordset(NULL::hejie.",
	    table,
	    ", $2::jsonb) n)"
	    " UNION ALL (SELECT n.* FROM jsonb_populate_recordset(NULL::hejie.",
	    table,
	    ", $2::jsonb) n"
	    " EXCEPT SELECT t.* FROM hejie.",
	    table, " t WHERE t.stream = $1)) d", NULL);
	PGresult *result = NULL;
	struct hj_row row;
	enum hj_err code = hj_rebuild_exec(r, db, sql, rows, &result, err);
	int64_t n;

	if (code != HJ_OK)
		return code;
	row = hj_row(result, 0);
	n = hj_row_int(&row, 0);
	PQclear(result);
	if (n == 0 || !hj_rebuild_differs(r, table))
		return HJ_OK;
	code = hj_rebuild_exec(r, db,
	    hj_concat(
		r->a, "DELETE FROM hejie.", table, " WHERE stream = $1", NULL),
	    NULL, NULL, err);
	return code != HJ_OK ? code
			     : hj_rebuild_exec(r, db,
				   hj_concat(r->a, "INSERT INTO hejie.", table,
				       " SELECT n.* FROM"
				       " jsonb_populate_recordset(NULL::hejie.",
				       table,
				       ", $2::jsonb) n"
				       " WHERE n.stream = $1"
				       " ON CONFLICT ON CONSTRAINT ",
				       table,
				       "_pk DO UPDATE SET stream ="
				       " excluded.stream",
				       NULL),
				   rows, NULL, err);
}

/* The rows of one table as a JSON array. */
static const char *
rows_of(struct rebuild *r, const struct hj_rows *rows, const char *table)
{
	struct hj_buf b;
	bool first = true;

	hj_buf_init(&b, (size_t)16 << 20);
	hj_buf_putc(&b, '[');
	for (size_t i = 0; i < rows->n; i++) {
		if (strcmp(rows->row[i].table, table) != 0)
			continue;
		if (!first)
			hj_buf_putc(&b, ',');
		first = false;
		hj_buf_puts(&b, rows->row[i].json);
	}
	hj_buf_putc(&b, ']');
	return hj_buf_keep(r->a, &b);
}

/* Which tables hold rows of the stream, as ",access,clock,". */
static enum hj_err
find_rows(struct rebuild *r, struct hj_sync *db, const char **ret,
    struct hj_error *err)
{
	const char *sql = "SELECT concat(','";
	PGresult *result = NULL;
	enum hj_err code;
	struct hj_row row;

	for (size_t i = 0; i < TABLES; i++)
		sql = hj_concat(r->a, sql, ", CASE WHEN EXISTS (SELECT FROM ",
		    "hejie.", tables[i], " WHERE stream = $1) THEN '",
		    tables[i], ",' END", NULL);
	code = hj_rebuild_exec(
	    r, db, hj_concat(r->a, sql, ")", NULL), NULL, &result, err);
	if (code == HJ_OK) {
		row = hj_row(result, 0);
		*ret = hj_row_text(&row, 0, r->a, NULL);
	}
	PQclear(result);
	return code;
}

enum hj_err
hj_rebuild_tables(struct rebuild *r, struct hj_sync *db,
    const struct hj_rows *rows, struct hj_error *err)
{
	const char *held = "";
	enum hj_err code = find_rows(r, db, &held, err);

	for (size_t i = 0; code == HJ_OK && i < TABLES; i++) {
		const char *given = rows_of(r, rows, tables[i]);

		if (strcmp(given, "[]") != 0 ||
		    strstr(held, hj_concat(r->a, ",", tables[i], ",", NULL)) !=
			NULL)
			code = hj_rebuild_table(r, db, tables[i], given, err);
	}
	return code;
}

enum hj_err
hj_rebuild_strays(struct rebuild *r, PGresult **ret, struct hj_error *err)
{
	const char *all = "SELECT stream FROM hejie.head"
			  " UNION SELECT stream FROM hejie.dispute_code"
			  " UNION SELECT stream FROM hejie.due";

	for (size_t i = 0; i < TABLES; i++)
		all = hj_concat(r->a, all, " UNION SELECT stream FROM hejie.",
		    tables[i], NULL);
	return hj_sync_exec(r->db,
	    hj_concat(r->a, "SELECT t.stream FROM (", all,
		") t WHERE NOT EXISTS (SELECT FROM hejie.event e"
		" WHERE e.stream = t.stream AND e.seq = 1)",
		NULL),
	    NULL, ret, err);
}
