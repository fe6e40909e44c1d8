/*
 * Proofs for those who keep a checkpoint and do not want to trust the database.
 *
 *	GET /api/v1/checkpoints/{size}/inclusion?stream=ID&seq=N
 *	GET /api/v1/checkpoints/{size}/consistency?from=SIZE
 *
 * The first shows that an event is in the log as it was signed, the second that
 * what was signed at `from` is the beginning of what was signed at `size`.
 * Positions say how much happens elsewhere, so only administrators and auditors
 * get proofs.  Hashes are base64, in the order of RFC 9162.
 */
#include "server/call.h"

#include "lib/integrity/base64.h"
#include "lib/integrity/merkle.h"
#include "server/http/json_out.h"
#include "server/keys.h"
#include "server/statements.h"

#define ANSWER_MOST ((size_t)64 * 1024)

/* The position of an event, if there is a checkpoint of that size. */
static const enum hj_pg_type place_types[] = { HJ_PG_INT8, HJ_PG_UUID,
	HJ_PG_INT8 };
static const enum hj_pg_type span_types[] = { HJ_PG_INT8S, HJ_PG_INT8S };
static const enum hj_pg_type size_types[] = { HJ_PG_INT8 };
const struct hj_stmt hj_stmt_proof_place = {
	.name = "proof_place",
	.sql = "SELECT l.position, l.leaf"
	       "  FROM hejie.checkpoints($1 + 1, 1) c,"
	       "       hejie.log_position($2, $3) l"
	       " WHERE c.size = $1 AND l.position < $1",
	.n_params = 3,
	.types = place_types,
};
const struct hj_stmt hj_stmt_proof_size = {
	.name = "proof_size",
	.sql = "SELECT c.size FROM hejie.checkpoints($1 + 1, 1) c"
	       " WHERE c.size = $1",
	.n_params = 1,
	.types = size_types,
};
const struct hj_stmt hj_stmt_proof_spans = {
	.name = "proof_spans",
	.sql = "SELECT n, level, hash FROM hejie.log_spans($1, $2)",
	.n_params = 2,
	.types = span_types,
};

/* A proof on its way. */
struct proving {
	struct hj_call call;
	int64_t size;
	int64_t from;     /* consistency */
	int64_t position; /* inclusion */
	bool inclusion;
	struct hj_hash leaf;
	struct hj_span span[HJ_MERKLE_PROOF_MOST];
	struct hj_hash hash[HJ_MERKLE_PROOF_MOST];
	size_t n;
};

static void on_place(struct hj_query *q);
static void on_spans(struct hj_query *q);

/* ---- asking ---- */

static bool
wrong(struct hj_req *req, const char *name)
{
	struct hj_error err;

	hj_fail(&err, HJ_ERR_INPUT, name, "not a value of its type", NULL);
	hj_reply_error(req, &err);
	return false;
}

/* May the asker, and is the size one?  Else it is answered. */
static bool
may_ask(struct hj_req *req, int64_t *ret_size)
{
	const char *size = hj_req_param(req, "size");

	if (!hj_may(HJ_MAY_AUDIT, req->actor->roles, HJ_REL_NONE)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return false;
	}
	if (!hj_text_int(size, ret_size) || *ret_size < 1 ||
	    *ret_size >= HJ_MERKLE_SIZE_MOST) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return false;
	}
	return true;
}

/* A whole number of the query, `least` or more; else it is answered. */
static bool
query_int(struct hj_req *req, const char *name, int64_t least, int64_t *ret)
{
	const char *text = hj_req_query(req, name);

	return (text != NULL && hj_text_int(text, ret) && *ret >= least) ||
	       wrong(req, name);
}

void
hj_inclusion_handler(struct hj_req *req)
{
	const char *stream = hj_req_query(req, "stream");
	unsigned char id[16];
	struct proving *p;
	struct hj_params *params;
	int64_t size, seq;

	if (!may_ask(req, &size) || !query_int(req, "seq", 1, &seq))
		return;
	if (stream == NULL || !hj_id_bytes(id, stream)) {
		wrong(req, "stream");
		return;
	}
	p = HJ_NEW(req->arena, struct proving);
	p->size = size;
	p->inclusion = true;
	hj_call_begin(&p->call, req);
	params = hj_call_params(&p->call);
	hj_param_int8(params, size);
	hj_param_uuid(params, id);
	hj_param_int8(params, seq);
	hj_call_read_as_asker(&p->call, &hj_stmt_proof_place, on_place);
}

void
hj_consistency_handler(struct hj_req *req)
{
	struct proving *p;
	int64_t size, from;

	if (!may_ask(req, &size) || !query_int(req, "from", 1, &from))
		return;
	if (from > size) {
		wrong(req, "from");
		return;
	}
	p = HJ_NEW(req->arena, struct proving);
	p->size = size;
	p->from = from;
	hj_call_begin(&p->call, req);
	hj_param_int8(hj_call_params(&p->call), size);
	hj_call_read_as_asker(&p->call, &hj_stmt_proof_size, on_place);
}

/* ---- answering ---- */

static void
on_place(struct hj_query *q)
{
	struct proving *p = HJ_CONTAINER(struct proving, call.query, q);
	struct hj_row row = hj_row(p->call.step.result, 0);
	int64_t from[HJ_MERKLE_PROOF_MOST], to[HJ_MERKLE_PROOF_MOST];
	struct hj_params *params;

	if (hj_call_failed(&p->call))
		return;
	if (hj_row_count(p->call.step.result) != 1) {
		hj_call_refuse(&p->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	if (p->inclusion) {
		p->position = hj_row_int(&row, 0);
		hj_row_fixed(&row, 1, p->leaf.bytes, sizeof(p->leaf.bytes));
		p->n = hj_merkle_inclusion(p->span, p->position, p->size);
	} else {
		p->n = hj_merkle_consistency(p->span, p->from, p->size);
	}
	for (size_t i = 0; i < p->n; i++) {
		from[i] = p->span[i].from;
		to[i] = p->span[i].to;
	}
	params = hj_call_params(&p->call);
	hj_param_int8s(params, from, NULL, p->n);
	hj_param_int8s(params, to, NULL, p->n);
	hj_call_read_as_asker(&p->call, &hj_stmt_proof_spans, on_spans);
}

/* The roots of the spans; false if something of them is missing. */
static bool
join(struct proving *p)
{
	struct hj_crypto *c = hj_keys_crypto(p->call.req->service->keys);
	int rows = hj_row_count(p->call.step.result), at = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct hj_merkle m;

		hj_merkle_init(&m);
		for (; at < rows; at++) {
			struct hj_row row = hj_row(p->call.step.result, at);
			int64_t level = hj_row_int(&row, 1);
			struct hj_hash hash;

			if (hj_row_int(&row, 0) != (int64_t)i + 1)
				break;
			hj_row_fixed(&row, 2, hash.bytes, sizeof(hash.bytes));
			if (row.bad || m.n % (INT64_C(1) << level) != 0)
				return false;
			hj_merkle_add(c, &m, (int)level, &hash);
		}
		if (m.n != p->span[i].to - p->span[i].from)
			return false;
		hj_merkle_root(c, &m, &p->hash[i]);
	}
	return true;
}

static void
put_hash(struct hj_out *j, const struct hj_hash *hash)
{
	char text[HJ_BASE64_TEXT(HJ_DIGEST_SIZE) + 1];

	hj_base64_write(text, hash->bytes, sizeof(hash->bytes));
	hj_out_str(j, text);
}

static void
on_spans(struct hj_query *q)
{
	struct proving *p = HJ_CONTAINER(struct proving, call.query, q);
	struct hj_buf b;
	struct hj_out j;

	if (hj_call_failed(&p->call))
		return;
	if (!join(p)) {
		hj_call_refuse(&p->call, HJ_PROBLEM_BUSY, NULL);
		return;
	}
	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (!p->inclusion) {
		hj_out_put_int(&j, "from", p->from);
	} else {
		hj_out_key(&j, "leaf");
		put_hash(&j, &p->leaf);
		hj_out_put_int(&j, "position", p->position);
	}
	hj_out_key(&j, "proof");
	hj_out_open_array(&j);
	for (size_t i = 0; i < p->n; i++)
		put_hash(&j, &p->hash[i]);
	hj_out_close(&j);
	hj_out_put_int(&j, "size", p->size);
	hj_out_close(&j);
	hj_reply_buf(p->call.req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&p->call);
}
