/* Signing checkpoints; see checkpoints.h. */
#include "server/agents/checkpoints.h"

#include "lib/integrity/checkpoint.h"
#include "server/agents/draws.h"
#include "server/agents/submit.h"
#include "server/base/folder.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/keys.h"

#include <stdlib.h>
#include <string.h>

#define LEAVES_MOST 10000 /* read at a time */
#define FILE_NAME "checkpoints"
#define REST_MS 1000     /* between two looks in real time */
#define REFUSED_MS 10000 /* until it is looked at again */

static const struct hj_stmt last_stmt = {
	.name = "checkpoint_last",
	.sql = "SELECT coalesce((SELECT l.position + 1 FROM hejie.log l"
	       " ORDER BY l.position DESC LIMIT 1), 0), n.epoch, n.simulated,"
	       " c.size, c.root, c.frontier, c.note,"
	       " coalesce(NOT n.simulated AND"
	       " c.at > clock_timestamp() - interval '1 minute', false)"
	       "  FROM hejie.nature n LEFT JOIN"
	       " (SELECT * FROM hejie.checkpoint ORDER BY size DESC LIMIT 1) c"
	       " ON true",
};
static const enum hj_pg_type span_types[] = { HJ_PG_INT8, HJ_PG_INT8 };
static const struct hj_stmt leaves_stmt = {
	.name = "checkpoint_leaves",
	.sql = "SELECT position, leaf FROM hejie.log"
	       " WHERE position >= $1 AND position < $2 ORDER BY position",
	.n_params = 2,
	.types = span_types,
};
static const enum hj_pg_type add_types[] = { HJ_PG_INT8, HJ_PG_INT8, HJ_PG_INT4,
	HJ_PG_BYTEA, HJ_PG_BYTEA, HJ_PG_TEXT, HJ_PG_TEXT, HJ_PG_INT8S,
	HJ_PG_INT8S, HJ_PG_BYTEAS };
static const struct hj_stmt add_stmt = {
	.name = "add_checkpoint",
	.sql = "SELECT hejie.add_checkpoint($1, $2, $3, $4, $5, $6, $7, $8, $9,"
	       " $10)",
	.n_params = 10,
	.types = add_types,
};

struct hj_checkpoints {
	struct hj_pg *pg;
	const struct hj_config *cfg;
	struct hj_draws *draws;
	struct hj_crypto *crypto; /* of the keys */
	struct hj_key key;
	struct hj_verifier verifier;
	struct hj_query query; /* at most one in flight */
	struct hj_step step;
	bool busy, again;
	int64_t rest_until;

	/* One checkpoint in the making; all in the arena. */
	struct hj_arena *a;
	struct hj_merkle tree;
	struct hj_checkpoint cp; /* what it will say */
	int64_t old;             /* size of the last one */
	struct hj_hash old_root;
	int64_t suspect; /* `old`, when the folder knew more than that */
	const char *note;
	int64_t *level, *index; /* nodes met on the way */
	size_t n_level, n_index;
	struct hj_bytes *node;
	size_t n_node;
};

static void on_last(struct hj_query *q);
static void read_leaves(struct hj_checkpoints *s);
static void on_leaves(struct hj_query *q);
static void sign(struct hj_checkpoints *s);
static void on_added(struct hj_query *q);

struct hj_checkpoints *
hj_checkpoints_new(struct hj_pg *pg, struct hj_keys *keys,
    const struct hj_config *cfg, struct hj_draws *draws)
{
	struct hj_checkpoints *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	s->pg = pg;
	s->cfg = cfg;
	s->draws = draws;
	s->crypto = hj_keys_crypto(keys);
	hj_keys_log(keys, &s->key);
	hj_verifier_of(s->crypto, &s->verifier, &s->key);
	s->a = hj_arena_new();
	s->suspect = -1;
	return s;
}

void
hj_checkpoints_free(struct hj_checkpoints *s)
{
	if (s == NULL)
		return;
	hj_arena_free(s->a);
	hj_wipe(s, sizeof(*s));
	free(s);
}

enum hj_err
hj_checkpoints_attach(struct hj_pg *pg, struct hj_error *err)
{
	static const struct hj_stmt *const own[] = { &last_stmt, &leaves_stmt,
		&add_stmt };
	enum hj_err code = HJ_OK;

	for (size_t i = 0; code == HJ_OK && i < sizeof(own) / sizeof(own[0]);
	     i++)
		code = hj_pg_register(pg, own[i], 1, err);
	return code;
}

/* Over for now; once more if somebody asked meanwhile. */
static void
rest(struct hj_checkpoints *s)
{
	s->busy = false;
	if (s->again)
		hj_checkpoints_look(s);
	hj_draws_look(s->draws);
}

/* Something does not fit: it is for people to look at, not to sign over. */
static void
refuse(struct hj_checkpoints *s, const char *what)
{
	hj_log(HJ_LOG_ERROR, "checkpoint_refused", HJ_LOG_WORD("what", what));
	s->rest_until = hj_mono_ms() + REFUSED_MS;
	s->busy = false;
}

/* ---- from the last one on ---- */

void
hj_checkpoints_look(struct hj_checkpoints *s)
{
	s->again = s->busy;
	if (s->busy || hj_mono_ms() < s->rest_until)
		return;
	s->busy = true;
	hj_arena_clear(s->a);
	hj_params_init(&s->step.params, s->a);
	hj_agent_submit(s->pg, &s->query, &s->step, &last_stmt, on_last);
}

/* A complete tree was joined: those that proofs want are kept. */
static void
on_tree(
    struct hj_merkle *m, int level, int64_t index, const struct hj_hash *root)
{
	struct hj_checkpoints *s = HJ_CONTAINER(struct hj_checkpoints, tree, m);
	struct hj_hash *kept;

	if (level != 8 && level != 16)
		return;
	*HJ_PUSH(s->a, s->level, s->n_level) = level;
	*HJ_PUSH(s->a, s->index, s->n_index) = index;
	kept = HJ_NEW(s->a, struct hj_hash);
	*kept = *root;
	*HJ_PUSH(s->a, s->node, s->n_node) =
	    (struct hj_bytes){ kept->bytes, HJ_DIGEST_SIZE };
}

/* Take up the tree of the last checkpoint; false if it is not what it was. */
static bool
take_up(struct hj_checkpoints *s, struct hj_row *row)
{
	struct hj_checkpoint last;
	struct hj_bytes frontier = hj_row_peek(row, 5);
	size_t n;
	const char *note = hj_row_text(row, 6, s->a, &n);

	s->old = hj_row_int(row, 3);
	if (!hj_merkle_load(&s->tree, s->old, frontier.p, frontier.n))
		return false;
	hj_merkle_root(s->crypto, &s->tree, &s->old_root);
	return hj_checkpoint_open(&last, note, n, &s->verifier) &&
	       last.size == s->old &&
	       memcmp(&last.root, &s->old_root, sizeof(last.root)) == 0;
}

static void
on_last(struct hj_query *q)
{
	struct hj_checkpoints *s =
	    HJ_CONTAINER(struct hj_checkpoints, query, q);
	struct hj_row row = hj_row(s->step.result, 0);

	if (hj_agent_failed(q) || hj_row_count(s->step.result) != 1) {
		rest(s);
		return;
	}
	s->cp = (struct hj_checkpoint){ .size = hj_row_int(&row, 0),
		.epoch = hj_row_int(&row, 1) };
	if (!hj_row_bool(&row, 2))
		s->rest_until = hj_mono_ms() + REST_MS;
	s->old = 0;
	s->level = s->index = NULL;
	s->node = NULL;
	s->n_level = s->n_index = s->n_node = 0;
	hj_merkle_init(&s->tree);
	s->tree.on_tree = on_tree;
	if (!hj_row_is_null(&row, 3) && !take_up(s, &row)) {
		refuse(s, "last_does_not_verify");
		return;
	}
	if (s->cp.size < s->old) {
		refuse(s, "log_is_shorter");
		return;
	}
	if (s->cp.size == s->old || hj_row_bool(&row, 7))
		rest(s);
	else
		read_leaves(s);
}

static void
read_leaves(struct hj_checkpoints *s)
{
	int64_t to = s->tree.n + LEAVES_MOST;

	hj_params_init(&s->step.params, s->a);
	hj_param_int8(&s->step.params, s->tree.n);
	hj_param_int8(&s->step.params, to < s->cp.size ? to : s->cp.size);
	hj_agent_submit(s->pg, &s->query, &s->step, &leaves_stmt, on_leaves);
}

static void
on_leaves(struct hj_query *q)
{
	struct hj_checkpoints *s =
	    HJ_CONTAINER(struct hj_checkpoints, query, q);
	int n = hj_agent_failed(q) ? 0 : hj_row_count(s->step.result);

	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(s->step.result, i);
		struct hj_hash leaf;

		hj_row_fixed(&row, 1, leaf.bytes, sizeof(leaf.bytes));
		if (row.bad || hj_row_int(&row, 0) != s->tree.n) {
			refuse(s, "log_has_gaps");
			return;
		}
		hj_merkle_add(s->crypto, &s->tree, 0, &leaf);
	}
	if (n == 0)
		rest(s);
	else if (s->tree.n < s->cp.size)
		read_leaves(s);
	else
		sign(s);
}

/* ---- signing ---- */

static const char *
as_text(struct hj_checkpoints *s, struct hj_buf *b)
{
	const char *text = hj_strdup(s->a, hj_buf_text(b));

	hj_buf_release(b);
	return text;
}

/* The last checkpoint in the folder; false if there is none of ours. */
static bool
last_kept(struct hj_checkpoints *s, struct hj_checkpoint *ret)
{
	size_t n;
	const char *tail = hj_folder_tail(
	    s->a, s->cfg->checkpoint_folder, FILE_NAME, HJ_CHECKPOINT_MOST, &n);
	size_t gaps = 0, from = n;

	/* Behind each is an empty line, and one stands inside it. */
	if (tail == NULL || n < 2)
		return false;
	while (from > 0 && gaps < 3) {
		from--;
		gaps += tail[from] == '\n' && tail[from + 1] == '\n';
	}
	from += gaps == 3 ? 2 : 0;
	return hj_checkpoint_open(ret, tail + from, n - from - 1, &s->verifier);
}

/*
 * Was more signed than this database knows, in this epoch?  Then it is an older
 * copy, and what it would sign could contradict what was signed already.
 */
static bool
is_behind(struct hj_checkpoints *s)
{
	struct hj_checkpoint kept;

	if (*s->cfg->checkpoint_folder == '\0' || !last_kept(s, &kept) ||
	    kept.epoch < s->cp.epoch)
		return false;
	return kept.epoch > s->cp.epoch || kept.size > s->old ||
	       (kept.size == s->old &&
		   memcmp(&kept.root, &s->old_root, sizeof(kept.root)) != 0);
}

static void
sign(struct hj_checkpoints *s)
{
	struct hj_params *p = &s->step.params;
	struct hj_buf note, verifier;

	/* Another agent may just have been faster: look twice. */
	if (is_behind(s)) {
		bool again = s->suspect == s->old;

		s->suspect = s->old;
		s->again = !again;
		if (again)
			refuse(s, "folder_knows_more");
		else
			rest(s);
		return;
	}
	s->suspect = -1;
	memcpy(s->cp.origin, s->verifier.name, sizeof(s->cp.origin));
	hj_merkle_root(s->crypto, &s->tree, &s->cp.root);
	hj_buf_init(&note, HJ_CHECKPOINT_MOST);
	hj_checkpoint_write(&note, &s->cp, &s->verifier, &s->key);
	s->note = as_text(s, &note);
	hj_buf_init(&verifier, HJ_CHECKPOINT_MOST);
	hj_verifier_write(&verifier, &s->verifier);
	hj_params_init(p, s->a);
	hj_param_int8(p, s->old);
	hj_param_int8(p, s->cp.size);
	hj_param_int4(p, (int32_t)s->cp.epoch);
	hj_param_bytes(p, s->cp.root.bytes, sizeof(s->cp.root.bytes));
	hj_param_bytes(
	    p, s->tree.tree, s->tree.trees * sizeof(s->tree.tree[0]));
	hj_param_text(p, s->note);
	hj_param_text(p, as_text(s, &verifier));
	hj_param_int8s(p, s->level, NULL, s->n_level);
	hj_param_int8s(p, s->index, NULL, s->n_index);
	hj_param_bytes_list(p, s->node, s->n_node);
	hj_agent_submit(s->pg, &s->query, &s->step, &add_stmt, on_added);
}

static void
on_added(struct hj_query *q)
{
	struct hj_checkpoints *s =
	    HJ_CONTAINER(struct hj_checkpoints, query, q);
	struct hj_row row = hj_row(s->step.result, 0);
	bool stored = !hj_agent_failed(q) && hj_row_bool(&row, 0);

	if (stored && *s->cfg->checkpoint_folder != '\0' &&
	    !hj_folder_add(s->a, s->cfg->checkpoint_folder, FILE_NAME,
		hj_concat(s->a, s->note, "\n", NULL)))
		hj_log(HJ_LOG_ERROR, "checkpoint_not_kept",
		    HJ_LOG_INT("size", s->cp.size));
	rest(s);
}
