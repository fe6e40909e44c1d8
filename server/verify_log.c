/*
 * The log, looked at from the events up; see verify_log.h.
 *
 * The tree is built from the events' own bytes, never from stored leaves, so
 * its root at the size of a checkpoint is the one that was signed only if each
 * event up to there is what it was and where it was.  That a later checkpoint
 * goes on from an earlier one follows: both are roots of this one tree.
 */
#include "server/verify_log.h"

#include "lib/integrity/chain.h"
#include "server/db/pg.h"
#include "server/db/row.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH "2000"

struct walk {
	struct hj_log_check *check;
	struct hj_arena *a;
	struct hj_merkle tree;
	PGresult *checkpoints; /* some of them; the next one is `at` */
	int at;
	int64_t next;   /* position */
	int64_t read;   /* size of the last one that was read */
	int64_t fitted; /* size of the last one that fits */
	bool differs;   /* the log is not what was signed */
	int64_t signed_to;
	struct hj_error *err;
	bool failed;
};

static void
fault(struct hj_log_check *c, const char *what, int64_t n, const char *more)
{
	(void)printf("FAULT log: %s %lld %s\n", what, (long long)n, more);
	c->faults++;
}

static bool
ask(struct walk *w, const char *sql, const struct hj_params *p,
    PGresult **ret_result)
{
	w->failed = w->failed || hj_sync_exec(w->check->db, sql, p, ret_result,
				     w->err) != HJ_OK;
	return !w->failed;
}

/* ---- checkpoints in the database ---- */

/* The next checkpoint by size, in `row`; false if there is none. */
static bool
next_checkpoint(struct walk *w, struct hj_row *row)
{
	struct hj_params p;

	if (w->checkpoints == NULL || w->at == hj_row_count(w->checkpoints)) {
		PQclear(w->checkpoints);
		w->checkpoints = NULL;
		w->at = 0;
		hj_params_init(&p, w->a);
		hj_param_int8(&p, w->read);
		if (!ask(w,
			"SELECT size, epoch::bigint, root, frontier, note"
			" FROM hejie.checkpoint WHERE size > $1"
			" ORDER BY size LIMIT " BATCH,
			&p, &w->checkpoints) ||
		    hj_row_count(w->checkpoints) == 0)
			return false;
	}
	*row = hj_row(w->checkpoints, w->at);
	return true;
}

/* Does the row say what its note says, and is that signed? */
static bool
is_signed(struct walk *w, struct hj_row *row, struct hj_checkpoint *cp)
{
	struct hj_bytes root = hj_row_peek(row, 2), note = hj_row_peek(row, 4);

	return hj_checkpoint_open(cp, note.p, note.n, w->check->verifier) &&
	       cp->size == hj_row_int(row, 0) &&
	       cp->epoch == hj_row_int(row, 1) && root.n == HJ_DIGEST_SIZE &&
	       memcmp(cp->root.bytes, root.p, HJ_DIGEST_SIZE) == 0;
}

/* The tree is as large as a checkpoint: does it fit? */
static void
compare(struct walk *w, struct hj_row *row)
{
	struct hj_bytes frontier = hj_row_peek(row, 3);
	size_t n = w->tree.trees * sizeof(w->tree.tree[0]);
	struct hj_checkpoint cp;
	struct hj_hash root;

	w->check->checkpoints++;
	if (!is_signed(w, row, &cp)) {
		fault(w->check, "checkpoint", w->tree.n,
		    "is not signed by this key or says something else");
		return;
	}
	hj_merkle_root(w->check->crypto, &w->tree, &root);
	if (memcmp(&root, &cp.root, sizeof(root)) == 0) {
		w->fitted = w->tree.n;
		if (frontier.n != n || memcmp(frontier.p, w->tree.tree, n) != 0)
			fault(w->check, "checkpoint", w->tree.n,
			    "has another frontier than its tree");
	} else if (!w->differs) {
		/* All later ones differ too: that is said once. */
		w->differs = true;
		fault(w->check, "checkpoint", w->tree.n,
		    "signed something else: events were changed, added, taken "
		    "out or reordered");
		(void)printf("      the last that fits is of %lld\n",
		    (long long)w->fitted);
	}
}

/* Look at the checkpoints of this size, and those below that have no leaf. */
static void
look_at_checkpoints(struct walk *w)
{
	struct hj_row row;

	while (next_checkpoint(w, &row) && hj_row_int(&row, 0) <= w->tree.n) {
		w->read = hj_row_int(&row, 0);
		w->at++;
		compare(w, &row);
	}
}

/* ---- the events in the order of the log ---- */

/* An inner node that is kept must be the one of this tree. */
static void
on_tree(
    struct hj_merkle *m, int level, int64_t index, const struct hj_hash *root)
{
	struct walk *w = HJ_CONTAINER(struct walk, tree, m);
	PGresult *result = NULL;
	struct hj_params p;
	struct hj_row row;

	if ((level != 8 && level != 16) ||
	    (index + 1) << level > w->signed_to || w->differs)
		return;
	hj_params_init(&p, w->a);
	hj_param_int4(&p, level);
	hj_param_int8(&p, index);
	if (!ask(w,
		"SELECT hash FROM hejie.log_node"
		" WHERE level = $1 AND index = $2",
		&p, &result))
		return;
	row = hj_row(result, 0);
	if (hj_row_count(result) != 1)
		fault(w->check, "node", index, "is missing");
	else if (hj_row_peek(&row, 0).n != HJ_DIGEST_SIZE ||
		 memcmp(hj_row_peek(&row, 0).p, root->bytes, HJ_DIGEST_SIZE) !=
		     0)
		fault(w->check, "node", index, "is not that of its leaves");
	PQclear(result);
}

/* One position: is it the next, is its event there, does its leaf fit? */
static void
look_at_position(struct walk *w, struct hj_row *row)
{
	struct hj_bytes stored = hj_row_peek(row, 1),
			bytes = hj_row_peek(row, 2);
	struct hj_hash leaf = { { 0 } };

	if (hj_row_int(row, 0) != w->next)
		fault(w->check, "position", w->next, "is missing");
	w->next = hj_row_int(row, 0) + 1;
	if (bytes.p == NULL) {
		fault(w->check, "position", hj_row_int(row, 0),
		    "names an event that is gone");
		if (stored.n == sizeof(leaf.bytes))
			memcpy(leaf.bytes, stored.p, sizeof(leaf.bytes));
	} else {
		hj_chain_leaf(leaf.bytes, bytes.p, bytes.n);
		if (stored.n != sizeof(leaf.bytes) ||
		    memcmp(stored.p, leaf.bytes, sizeof(leaf.bytes)) != 0)
			fault(w->check, "position", hj_row_int(row, 0),
			    "has another leaf than its event");
	}
	hj_merkle_add(w->check->crypto, &w->tree, 0, &leaf);
	look_at_checkpoints(w);
}

static void
look_at_events(struct walk *w)
{
	int64_t after = -1;
	bool more = true;

	while (more && !w->failed) {
		PGresult *result = NULL;
		struct hj_params p;

		/* What next_checkpoint() keeps is libpq's, not the arena's. */
		hj_arena_clear(w->a);
		hj_params_init(&p, w->a);
		hj_param_int8(&p, after);
		if (!ask(w,
			"SELECT l.position, l.leaf, e.bytes FROM hejie.log l"
			" LEFT JOIN hejie.event e USING (stream, seq)"
			" WHERE l.position > $1"
			" ORDER BY l.position LIMIT " BATCH,
			&p, &result))
			return;
		more = hj_row_count(result) > 0;
		for (int i = 0; i < hj_row_count(result); i++) {
			struct hj_row row = hj_row(result, i);

			look_at_position(w, &row);
			after = hj_row_int(&row, 0);
		}
		PQclear(result);
	}
	w->check->positions = w->tree.n;
}

/* Signed, and more than there is. */
static void
look_beyond(struct walk *w)
{
	struct hj_row row;

	while (next_checkpoint(w, &row)) {
		w->read = hj_row_int(&row, 0);
		w->at++;
		w->check->checkpoints++;
		fault(w->check, "checkpoint", w->read,
		    "covers more than the log has: it was cut off");
	}
}

/* Events that came in behind the back of the sequencer. */
static void
look_for_strays(struct walk *w)
{
	PGresult *result = NULL;
	struct hj_row row;

	if (!ask(w,
		"SELECT count(*) FROM hejie.event e,"
		" (SELECT xid, stream, seq FROM hejie.log"
		" ORDER BY position DESC LIMIT 1) l"
		" WHERE (e.xid, e.stream, e.seq) < (l.xid, l.stream, l.seq)"
		" AND NOT EXISTS (SELECT FROM hejie.log o"
		" WHERE o.stream = e.stream AND o.seq = e.seq)",
		NULL, &result))
		return;
	row = hj_row(result, 0);
	if (hj_row_int(&row, 0) > 0)
		fault(w->check, "without a position:", hj_row_int(&row, 0),
		    "events before its end");
	PQclear(result);
}

/* ---- checkpoints in the folder ---- */

static void
look_at_kept(struct walk *w, const struct hj_buf *note)
{
	struct hj_log_check *c = w->check;
	struct hj_checkpoint cp;
	PGresult *result = NULL;
	struct hj_params p;
	struct hj_row row;

	c->kept++;
	if (!hj_checkpoint_open(&cp, hj_buf_text(note), note->n, c->verifier)) {
		fault(c, "entry", c->kept,
		    "of the folder is no checkpoint signed by this key");
		return;
	}
	hj_arena_clear(w->a);
	hj_params_init(&p, w->a);
	hj_param_int8(&p, cp.size);
	hj_param_text(&p, hj_buf_text(note));
	if (!ask(w, "SELECT note = $2 FROM hejie.checkpoint WHERE size = $1",
		&p, &result))
		return;
	row = hj_row(result, 0);
	if (hj_row_count(result) == 0)
		fault(c, "checkpoint", cp.size,
		    cp.size > w->tree.n
			? "of the folder covers more than the database has"
			: "of the folder is not in the database");
	else if (!hj_row_bool(&row, 0))
		fault(c, "checkpoint", cp.size,
		    "of the folder is another in the database");
	PQclear(result);
}

/* The file: each note and an empty line behind it. */
static void
look_at_folder(struct walk *w)
{
	const char *path =
	    hj_concat(w->a, w->check->folder, "/checkpoints", NULL);
	FILE *file = fopen(path, "re");
	struct hj_buf note;
	char *line = NULL;
	size_t room = 0;
	int gaps = 0;

	if (file == NULL) {
		if (w->check->checkpoints > 0 || errno != ENOENT)
			fault(w->check, "checkpoints:", w->check->checkpoints,
			    "and none can be read in the folder");
		return;
	}
	hj_buf_init(&note, HJ_CHECKPOINT_MOST);
	while (!w->failed && getline(&line, &room, file) >= 0) {
		gaps += line[0] == '\n';
		if (gaps < 2) {
			hj_buf_puts(&note, line);
			continue;
		}
		look_at_kept(w, &note);
		hj_buf_clear(&note);
		gaps = 0;
	}
	if (note.n > 0 || note.failed)
		look_at_kept(w, &note);
	free(line);
	hj_buf_release(&note);
	(void)fclose(file);
}

static void
look_how_far(struct walk *w)
{
	PGresult *result = NULL;
	struct hj_row row;

	if (!ask(w, "SELECT coalesce(max(size), 0) FROM hejie.checkpoint", NULL,
		&result))
		return;
	row = hj_row(result, 0);
	w->signed_to = hj_row_int(&row, 0);
	PQclear(result);
}

bool
hj_verify_log(struct hj_log_check *check, struct hj_error *err)
{
	struct walk w = { .check = check, .a = hj_arena_new(), .err = err };

	hj_merkle_init(&w.tree);
	w.tree.on_tree = on_tree;
	look_how_far(&w);
	look_at_events(&w);
	look_beyond(&w);
	look_for_strays(&w);
	if (!w.failed && *check->folder != '\0')
		look_at_folder(&w);
	PQclear(w.checkpoints);
	hj_arena_free(w.a);
	return !w.failed;
}
