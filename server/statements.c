/* The statements of the road; see statements.h. */
#include "server/statements.h"

#define N(list) ((int)(sizeof(list) / sizeof((list)[0])))

static const enum hj_pg_type load_types[] = { HJ_PG_TEXT, HJ_PG_TEXT,
	HJ_PG_UUID, HJ_PG_TEXT };
const struct hj_stmt hj_stmt_load = {
	.name = "load",
	.sql = "SELECT kind, county, version, hash, last_at, fold, snapshot,"
	       " subjects, keys, simulated, digest, first, last, same"
	       "  FROM hejie.load($1, $2, $3, $4)",
	.n_params = N(load_types),
	.types = load_types,
};

static const enum hj_pg_type events_types[] = { HJ_PG_TEXT, HJ_PG_TEXT,
	HJ_PG_UUID, HJ_PG_INT8, HJ_PG_INT8 };
const struct hj_stmt hj_stmt_events_of = {
	.name = "events_of",
	.sql = "SELECT seq, bytes, key"
	       "  FROM hejie.events_of($1, $2, $3, $4, $5)",
	.n_params = N(events_types),
	.types = events_types,
};

static const enum hj_pg_type append_types[] = {
	HJ_PG_TEXT,        /* principal */
	HJ_PG_TEXT,        /* orgs */
	HJ_PG_UUID,        /* stream */
	HJ_PG_TEXT,        /* kind */
	HJ_PG_TEXT,        /* county */
	HJ_PG_INT8,        /* version */
	HJ_PG_BYTEA,       /* hash */
	HJ_PG_TIMESTAMPTZ, /* now */
	HJ_PG_TEXT,        /* key */
	HJ_PG_BYTEA,       /* digest */
	HJ_PG_TEXTS,       /* kinds */
	HJ_PG_TEXTS,       /* bytes */
	HJ_PG_BYTEAS,      /* chains */
	HJ_PG_INT4,        /* fold */
	HJ_PG_TEXT,        /* snapshot */
	HJ_PG_TEXT,        /* code */
	HJ_PG_TEXT,        /* title */
	HJ_PG_BOOL,        /* closed */
	HJ_PG_TIMESTAMPTZ, /* due */
	HJ_PG_TEXT,        /* rows */
	HJ_PG_TEXTS,       /* subjects */
	HJ_PG_BYTEAS,      /* keys */
	HJ_PG_TEXT,        /* follow-ups */
};
const struct hj_stmt hj_stmt_append = {
	.name = "append",
	.sql = "SELECT code, first, last, version, hash, fold, snapshot"
	       "  FROM hejie.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
	       " $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,"
	       " $23)",
	.n_params = N(append_types),
	.types = append_types,
};

static const enum hj_pg_type note_types[] = { HJ_PG_TEXTS, HJ_PG_UUIDS,
	HJ_PG_UUIDS, HJ_PG_TEXTS };
const struct hj_stmt hj_stmt_note_reads = {
	.name = "note_reads",
	.sql = "SELECT hejie.note_reads($1, $2, $3, $4)::text",
	.n_params = N(note_types),
	.types = note_types,
};

static const enum hj_pg_type instant_types[] = { HJ_PG_TIMESTAMPTZ };
const struct hj_stmt hj_stmt_move_time = {
	.name = "move_time",
	.sql = "SELECT hejie.move_time($1)",
	.n_params = N(instant_types),
	.types = instant_types,
};
const struct hj_stmt hj_stmt_pending = {
	.name = "pending",
	.sql = "SELECT hejie.pending($1)",
	.n_params = N(instant_types),
	.types = instant_types,
};

const struct hj_stmt *const hj_worker_stmts[] = {
	&hj_stmt_load,
	&hj_stmt_events_of,
	&hj_stmt_append,
	&hj_stmt_note_reads,
	&hj_stmt_move_time,
	&hj_stmt_pending,
	&hj_stmt_alike_to,
	&hj_stmt_closed_procedures,
	&hj_stmt_count_entries,
	&hj_stmt_door,
	&hj_stmt_dossier_state,
	&hj_stmt_file,
	&hj_stmt_find_alike,
	&hj_stmt_find_elsewhere,
	&hj_stmt_find_erased,
	&hj_stmt_import_head,
	&hj_stmt_import_results,
	&hj_stmt_import_rows,
	&hj_stmt_imports,
	&hj_stmt_likely,
	&hj_stmt_member_line,
	&hj_stmt_moment,
	&hj_stmt_open_import,
	&hj_stmt_organisation_states,
	&hj_stmt_proof_place,
	&hj_stmt_proof_size,
	&hj_stmt_proof_spans,
	&hj_stmt_replay_messages,
	&hj_stmt_ring,
	&hj_stmt_strange_divisions,
	&hj_stmt_search,
	&hj_stmt_suggest_open,
	&hj_stmt_suggest_wish,
	&hj_stmt_watch_look,
};
const size_t hj_n_worker_stmts =
    sizeof(hj_worker_stmts) / sizeof(hj_worker_stmts[0]);

const char *
hj_orgs_of(struct hj_arena *a, const struct hj_actor *actor)
{
	/* Neither the service nor a party is one of the staff. */
	bool staff = !actor->service && (actor->roles & HJ_RO(PARTY)) == 0;
	const char *orgs;

	/* A party has no body, only its slip. */
	if (actor->org == NULL)
		return actor->door == NULL ? "" : hj_strdup(a, actor->door);
	/* Body and person first: whom a petition accuses (schema.sql). */
	orgs = hj_concat(
	    a, actor->org, ",", staff ? actor->person : actor->org, NULL);
	if (actor->below != NULL)
		orgs = hj_concat(a, orgs, ",", actor->below, NULL);
	/* A slip gives sight as a body would, for this one command. */
	return actor->door == NULL ? hj_strdup(a, orgs)
				   : hj_concat(a, orgs, ",", actor->door, NULL);
}
