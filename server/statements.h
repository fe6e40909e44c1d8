/*
 * The statements that C code asks by name; most are calls of functions, whose
 * SQL stands in migrations/deploy/.  What is read for people stands in
 * server/queries/ instead.
 */
#ifndef HJ_SERVER_STATEMENTS_H
#define HJ_SERVER_STATEMENTS_H

#include "lib/commands/turn.h"
#include "server/db/pg.h"

extern const struct hj_stmt hj_stmt_load;
extern const struct hj_stmt hj_stmt_events_of;
extern const struct hj_stmt hj_stmt_append;
extern const struct hj_stmt hj_stmt_note_reads;
extern const struct hj_stmt hj_stmt_move_time;
extern const struct hj_stmt hj_stmt_pending;

/* Asked by one file each, where they stand. */
extern const struct hj_stmt hj_stmt_alike_to;
extern const struct hj_stmt hj_stmt_closed_procedures;
extern const struct hj_stmt hj_stmt_count_entries;
extern const struct hj_stmt hj_stmt_door;
extern const struct hj_stmt hj_stmt_dossier_state;
extern const struct hj_stmt hj_stmt_file;
extern const struct hj_stmt hj_stmt_find_alike;
extern const struct hj_stmt hj_stmt_find_elsewhere;
extern const struct hj_stmt hj_stmt_find_erased;
extern const struct hj_stmt hj_stmt_import_head;
extern const struct hj_stmt hj_stmt_import_results;
extern const struct hj_stmt hj_stmt_import_rows;
extern const struct hj_stmt hj_stmt_imports;
extern const struct hj_stmt hj_stmt_likely;
extern const struct hj_stmt hj_stmt_member_line;
extern const struct hj_stmt hj_stmt_moment;
extern const struct hj_stmt hj_stmt_open_import;
extern const struct hj_stmt hj_stmt_organisation_states;
extern const struct hj_stmt hj_stmt_proof_place;
extern const struct hj_stmt hj_stmt_proof_size;
extern const struct hj_stmt hj_stmt_proof_spans;
extern const struct hj_stmt hj_stmt_replay_messages;
extern const struct hj_stmt hj_stmt_ring;
extern const struct hj_stmt hj_stmt_strange_divisions;
extern const struct hj_stmt hj_stmt_search;
extern const struct hj_stmt hj_stmt_suggest_open;
extern const struct hj_stmt hj_stmt_suggest_wish;
extern const struct hj_stmt hj_stmt_watch_look;

/* Those that a worker registers, and those that only agents may run. */
extern const struct hj_stmt *const hj_worker_stmts[];
extern const size_t hj_n_worker_stmts;

/* What of the database an actor may see: the context's list of organisations
 * ("" for nobody). */
const char *hj_orgs_of(struct hj_arena *a, const struct hj_actor *actor);

#endif
