/* Concluding draws; see draws.h. */
#include "server/agents/draws.h"
#include "server/agents/submit.h"

#include "lib/integrity/checkpoint.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/http/json_out.h"
#include "server/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT_A_TIME 32
#define BODY_MOST 1024

static const enum hj_pg_type int_types[] = { HJ_PG_INT4 };
static const struct hj_stmt waiting_stmt = {
	.name = "draws_waiting",
	.sql = "SELECT replace(d.stream::text, '-', ''), d.no, d.procedure,"
	       " h.code, c.note"
	       "  FROM hejie.draw d"
	       "  JOIN hejie.head h ON h.stream = d.stream"
	       "  JOIN hejie.log l ON l.stream = d.stream AND l.seq = d.seq"
	       "  JOIN LATERAL (SELECT note FROM hejie.checkpoint"
	       "    WHERE size > l.position ORDER BY size LIMIT 1) c ON true"
	       " WHERE d.state = 'frozen' ORDER BY d.stream, d.no LIMIT $1",
	.n_params = 1,
	.types = int_types,
};

struct hj_draws {
	struct hj_pg *pg;
	struct hj_road *road;
	struct hj_crypto *crypto; /* of the keys */
	struct hj_verifier verifier;
	struct hj_query query;
	struct hj_step step;
	struct hj_arena *a; /* of one look */
	size_t errands;
	bool busy, again;
};

/* One draw on its way down the road. */
struct errand {
	struct hj_draws *draws;
	struct hj_ask ask;
	char key[64];
};

static void on_waiting(struct hj_query *q);
static void on_concluded(struct hj_ask *ask);

struct hj_draws *
hj_draws_new(struct hj_pg *pg, struct hj_road *road, struct hj_keys *keys)
{
	struct hj_draws *d = calloc(1, sizeof(*d));
	struct hj_key key;

	if (d == NULL)
		abort();
	d->pg = pg;
	d->road = road;
	d->crypto = hj_keys_crypto(keys);
	hj_keys_log(keys, &key);
	hj_verifier_of(d->crypto, &d->verifier, &key);
	hj_wipe(&key, sizeof(key));
	d->a = hj_arena_new();
	return d;
}

void
hj_draws_free(struct hj_draws *d)
{
	if (d == NULL)
		return;
	hj_arena_free(d->a);
	free(d);
}

enum hj_err
hj_draws_attach(struct hj_pg *pg, struct hj_error *err)
{
	return hj_pg_register(pg, &waiting_stmt, 1, err);
}

bool
hj_draws_busy(const struct hj_draws *d)
{
	return d->busy;
}

void
hj_draws_look(struct hj_draws *d)
{
	d->again = d->busy;
	if (d->busy)
		return;
	d->busy = true;
	hj_arena_clear(d->a);
	hj_params_init(&d->step.params, d->a);
	hj_param_int4(&d->step.params, AT_A_TIME);
	hj_agent_submit(d->pg, &d->query, &d->step, &waiting_stmt, on_waiting);
}

/* All that was sent is answered. */
static void
finish(struct hj_draws *d)
{
	d->busy = false;
	if (d->again)
		hj_draws_look(d);
}

/* seed = SHA-256(root || code || number of the procedure) */
static void
put_seed(struct hj_draws *d, struct hj_buf *hex, const struct hj_hash *root,
    const char *code, int64_t procedure)
{
	unsigned char seed[HJ_DIGEST_SIZE];
	struct hj_buf no;

	hj_buf_init(&no, 32);
	hj_buf_int(&no, procedure);
	hj_sha256(d->crypto, seed,
	    (const struct hj_piece[]){ { root->bytes, sizeof(root->bytes) },
		{ code, strlen(code) }, { no.p, no.n } },
	    3);
	hj_buf_release(&no);
	hj_buf_hex(hex, seed, sizeof(seed));
}

static const char *
body_of(struct hj_draws *d, const struct hj_checkpoint *cp, int64_t no,
    const char *code, int64_t procedure)
{
	struct hj_buf b, seed;
	struct hj_out j;
	const char *text;

	hj_buf_init(&seed, BODY_MOST);
	put_seed(d, &seed, &cp->root, code, procedure);
	hj_buf_init(&b, BODY_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_int(&j, "checkpoint_size", cp->size);
	hj_out_put_int(&j, "draw", no);
	hj_out_put_str(&j, "seed", hj_buf_text(&seed));
	hj_out_close(&j);
	text = hj_buf_keep(d->a, &b);
	hj_buf_release(&seed);
	return text;
}

static void
conclude(struct hj_draws *d, struct hj_row *row)
{
	const char *stream = hj_row_text(row, 0, d->a, NULL);
	int64_t no = hj_row_int(row, 1), procedure = hj_row_int(row, 2);
	const char *code = hj_row_text(row, 3, d->a, NULL);
	size_t n;
	const char *note = hj_row_text(row, 4, d->a, &n);
	const struct hj_stream_kind *kind = hj_stream_kind_named("dispute");
	struct errand *e = HJ_NEW(d->a, struct errand);
	struct hj_checkpoint cp;

	if (row->bad || code == NULL)
		return;
	if (!hj_checkpoint_open(&cp, note, n, &d->verifier)) {
		hj_log(HJ_LOG_ERROR, "draw_refused",
		    HJ_LOG_WORD("what", "checkpoint_does_not_verify"));
		return;
	}
	e->draws = d;
	(void)snprintf(
	    e->key, sizeof(e->key), "draw/%s/%lld", stream, (long long)no);
	e->ask = (struct hj_ask){ .kind = kind,
		.command = hj_command_find(kind, "conclude-draw"),
		.stream = stream,
		.actor = { .person = "draw", .service = true },
		.key = e->key,
		.body = body_of(d, &cp, no, code, procedure),
		.deadline_ms = hj_mono_ms() + HJ_AGENT_MS,
		.arena = d->a,
		.on_done = on_concluded };
	e->ask.body_n = strlen(e->ask.body);
	d->errands++;
	hj_road_send(d->road, &e->ask);
}

static void
on_waiting(struct hj_query *q)
{
	struct hj_draws *d = HJ_CONTAINER(struct hj_draws, query, q);
	int n = hj_agent_failed(q) ? 0 : hj_row_count(d->step.result);

	/* One more, so that none ends it before all are sent. */
	d->errands = 1;
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(d->step.result, i);

		conclude(d, &row);
	}
	if (--d->errands == 0)
		finish(d);
}

static void
on_concluded(struct hj_ask *ask)
{
	struct errand *e = HJ_CONTAINER(struct errand, ask, ask);
	struct hj_draws *d = e->draws;

	/* What failed is looked for again; a refusal is for people. */
	if (ask->outcome == HJ_FAILED)
		hj_log(HJ_LOG_WARN, "draw_failed",
		    HJ_LOG_ID("stream", ask->stream), HJ_LOG_REASON(&ask->err));
	else if (ask->outcome == HJ_REFUSED)
		hj_log(HJ_LOG_ERROR, "draw_refused",
		    HJ_LOG_ID("stream", ask->stream),
		    HJ_LOG_WORD("what", hj_refusals[ask->refused].type));
	hj_buf_release(&ask->answer);
	if (--d->errands == 0)
		finish(d);
}
