/*
 * `hejie explain [--json] DISPUTE [NO]`: why the limits of a dispute end when
 * they end, and why its ladder moved by itself.
 *
 * DISPUTE is its code or its id, NO the number of one limit; without it all are
 * explained, then what the rules did, by its position on the timeline.  Nothing
 * sealed is opened.  The sets are those that ship and those that counties have
 * published; a limit of another is explained from its event alone.
 */
#include "server/app.h"

#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/explanation.h"
#include "server/library.h"
#include "server/owner.h"
#include "server/published.h"

#include <stdio.h>
#include <string.h>

#define PRINT_MOST ((size_t)1024 * 1024)

struct ask {
	const struct hj_config *cfg;
	struct hj_arena *a;
	struct hj_rules rules;
	bool json;
	const char *dispute;
	int64_t no; /* 0: all */
};

/* What counties have published, beside what ships. */
static bool
find_published(struct ask *ask, struct hj_sync *db, struct hj_error *err)
{
	const struct hj_ruleset **list = NULL;
	PGresult *rows = NULL;
	size_t n = 0;
	bool good = hj_sync_exec(db,
			"SELECT snapshot FROM hejie.head"
			" WHERE kind = 'rule_set' ORDER BY stream",
			NULL, &rows, err) == HJ_OK;

	for (int i = 0; good && i < hj_row_count(rows); i++) {
		struct hj_ruleset *state = HJ_NEW(ask->a, struct hj_ruleset);
		struct hj_row row = hj_row(rows, i);
		size_t len;
		const char *text = hj_row_text(&row, 0, ask->a, &len);

		good = hj_bind(ask->a, hj_ruleset_kind.state, HJ_FORM_STORED,
			   state, text, len, err) == HJ_OK;
		*HJ_PUSH(ask->a, list, n) = state;
	}
	PQclear(rows);
	if (good)
		ask->rules = hj_published_join(ask->a, &ask->rules, list, n);
	return good;
}

/*
 * Limits by number, then acts of the rules by position, as negative numbers;
 * what followed of a limit by itself with the event that set that limit (as
 * server/queries/act_explanation.sql tells it).
 */
static bool
find_acts(const struct ask *ask, struct hj_sync *db, PGresult **result,
    struct hj_error *err)
{
	struct hj_params p;

	hj_params_init(&p, ask->a);
	hj_param_text(&p, ask->dispute);
	hj_param_int8(&p, ask->no);
	return hj_sync_exec(db,
		   "WITH h AS MATERIALIZED ("
		   "SELECT stream, county FROM hejie.head WHERE code = $1"
		   "    OR replace(stream::text, '-', '') = $1),"
		   " act AS MATERIALIZED ("
		   "SELECT e.stream, e.seq, e.kind, e.bytes, h.county,"
		   "       e.bytes::json AS doc"
		   "  FROM h JOIN hejie.event e ON e.stream = h.stream"
		   " WHERE $2::bigint = 0) "
		   "SELECT no, bytes, county, kind FROM ("
		   "SELECT c.no, e.bytes, h.county, NULL AS kind"
		   "  FROM h JOIN hejie.clock c ON c.stream = h.stream"
		   "  JOIN hejie.event e"
		   "    ON e.stream = c.stream AND e.seq = c.seq"
		   " WHERE $2::bigint IN (0, c.no)"
		   " UNION ALL "
		   "SELECT -a.seq, coalesce(s.bytes, a.bytes), a.county,"
		   "       CASE WHEN s.seq IS NOT NULL THEN a.kind END"
		   "  FROM act a"
		   "  LEFT JOIN hejie.clock c ON c.stream = a.stream"
		   "   AND (a.doc -> 'body' -> 'because') IS NULL"
		   "   AND (a.doc -> 'body' -> 'clock') IS NULL"
		   "   AND a.doc ->> 'caused_by' = 'clock/' || c.no"
		   "  LEFT JOIN hejie.event s"
		   "    ON s.stream = c.stream AND s.seq = c.seq"
		   " WHERE s.seq IS NOT NULL"
		   "    OR ((a.doc -> 'body' -> 'because') IS NOT NULL"
		   "        AND (a.doc -> 'body' -> 'clock') IS NULL)"
		   ") x ORDER BY no < 0, abs(no)",
		   &p, result, err) == HJ_OK;
}

/* `kind`: of the event that followed of what is explained, or NULL. */
static void
print_one(const struct ask *ask, int64_t no, const char *kind,
    const struct hj_explained *x)
{
	const struct hj_event_kind *k =
	    kind == NULL ? NULL : hj_event_kind_find(&hj_dispute_events, kind);
	bool zh = x->lang == HJ_LANG_ZH;
	struct hj_buf b;

	hj_buf_init(&b, PRINT_MOST);
	if (ask->json) {
		struct hj_out j;

		hj_out_init(&j, &b);
		hj_explained_put(ask->a, x, &j);
		hj_buf_putc(&b, '\n');
	} else {
		hj_buf_puts(&b, no < 0 ? "@" : "");
		hj_buf_int(&b, no < 0 ? -no : no);
		hj_buf_puts(&b, ". ");
		if (k != NULL) {
			hj_buf_puts(&b, zh ? k->zh : k->en);
			hj_buf_puts(&b, zh ? ",由此而来:" : ", following: ");
		}
		hj_explained_text(ask->a, x, &b);
		hj_buf_putc(&b, '\n');
	}
	(void)fputs(hj_buf_text(&b), stdout);
	hj_buf_release(&b);
}

static bool
print_all(struct ask *ask, PGresult *result, struct hj_error *err)
{
	int n = hj_row_count(result);

	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, i);
		int64_t no = hj_row_int(&row, 0);
		size_t len;
		const char *bytes = hj_row_text(&row, 1, ask->a, &len);
		struct hj_explained x = { .rules = &ask->rules,
			.county = hj_row_text(&row, 2, ask->a, NULL),
			.lang = ask->cfg->english ? HJ_LANG_EN : HJ_LANG_ZH };

		if (!hj_explained_read(ask->a, bytes, len, &x)) {
			hj_fail(err, HJ_ERR_UNKNOWN, "",
			    "an event this build does not know", NULL);
			return false;
		}
		print_one(ask, no, hj_row_text(&row, 3, ask->a, NULL), &x);
	}
	if (n == 0)
		hj_fail(err, HJ_ERR_ABSENT, "",
		    "no such dispute, or it has no such limit", NULL);
	return n > 0;
}

int
hj_cmd_explain(const struct hj_config *cfg, int argc, char **argv)
{
	struct ask ask = { .cfg = cfg };
	struct hj_error err = { 0 };
	struct hj_sync *db;
	PGresult *result = NULL;
	bool good;

	ask.json = argc > 1 && strcmp(argv[1], "--json") == 0;
	argc -= ask.json;
	argv += ask.json;
	if (argc < 2 || argc > 3 ||
	    (argc == 3 && (!hj_text_int(argv[2], &ask.no) || ask.no < 1))) {
		(void)fprintf(stderr, "hejie explain [--json] DISPUTE [NO]\n");
		return HJ_EXIT_USAGE;
	}
	ask.dispute = argv[1];
	ask.a = hj_arena_new();
	good = hj_library_known(ask.a, cfg, &ask.rules, &err);
	db = good ? hj_owner_open(cfg, &err) : NULL;
	good = db != NULL && find_published(&ask, db, &err) &&
	       find_acts(&ask, db, &result, &err) &&
	       print_all(&ask, result, &err);
	PQclear(result);
	hj_sync_free(db);
	hj_arena_free(ask.a);
	if (good)
		return HJ_EXIT_DONE;
	(void)fprintf(stderr, "hejie explain: %s\n", err.msg);
	return HJ_EXIT_FAILED;
}
