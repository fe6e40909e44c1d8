/*
 * Many matters handed on in one act:
 *
 *	POST /api/v1/referrals/batch[?dry=1]
 *	{"to", "reason", "items": [{"dispute", "to", "reason", "consents"}]}
 *
 * For a court that designates anew what was not accepted in time, or sends a
 * day's matters out.  A line without a receiver or a reason of its own has
 * those of the whole.  A dry one stores nothing, and each line tells which
 * bodies are suggested for it, with reasons.
 */
#include "server/batch.h"
#include "server/route_says.h"

#include "server/suggest.h"
#include "server/http/json_out.h"

#include <string.h>

#define LINES_MOST 100
#define BODY_MOST ((size_t)32 * 1024)

struct referral_line {
	struct hj_no *consents;
	size_t n_consents;
	const char *dispute;
	const char *reason;
	const char *to;
};

struct referral_batch {
	struct referral_line *items;
	size_t n_items;
	const char *reason;
	const char *to;
};

/* clang-format off */
static const struct hj_field line_rows[] = {
	HJ_LIST(referral_line, consents, 0, &hj_no_fields, 100, "同意移交的当事人|parties that agreed to it"),
	HJ_ID(referral_line, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_TEXT(referral_line, reason, 0, 2000, "理由|reason"),
	HJ_ID(referral_line, to, 0, "接收单位|receiver"),
};
static const struct hj_fields line_fields = HJ_FIELDS(referral_line, line_rows);
static const struct hj_field batch_rows[] = {
	HJ_LIST(referral_batch, items, HJ_REQUIRED, &line_fields, LINES_MOST, "各件|lines"),
	HJ_TEXT(referral_batch, reason, 0, 2000, "理由|reason"),
	HJ_ID(referral_batch, to, 0, "接收单位|receiver"),
};
/* clang-format on */
const struct hj_fields hj_referral_batch_fields =
    HJ_FIELDS(referral_batch, batch_rows);

static const char *
body_of(struct hj_arena *a, const struct referral_batch *all,
    const struct referral_line *in)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, BODY_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (in->n_consents > 0) {
		hj_out_key(&j, "consents");
		hj_out_open_array(&j);
		for (size_t i = 0; i < in->n_consents; i++)
			hj_out_int(&j, in->consents[i].no);
		hj_out_close(&j);
	}
	hj_out_put_some(
	    &j, "reason", in->reason != NULL ? in->reason : all->reason);
	hj_out_put_some(&j, "to", in->to != NULL ? in->to : all->to);
	hj_out_close(&j);
	return hj_buf_keep(a, &b);
}

/* A batch that is only looked at: what it rests on is read first. */
struct dry_batch {
	struct hj_call call;
	struct hj_suggester s;
	const char *key;
	struct hj_batch_line *line;
	size_t n;
};

static void on_open(struct hj_query *q);
static void on_wishes(struct hj_query *q);

void
hj_referral_batch_handler(struct hj_req *req)
{
	const char *key = hj_key_of(req);
	struct referral_batch in;
	struct hj_batch_line *line;
	struct dry_batch *d;
	bool dry;

	if (key == NULL || !hj_query_flag(req, "dry", &dry) ||
	    !hj_call_body(req, &hj_referral_batch_fields, &in))
		return;
	line = hj_alloc(req->arena, (in.n_items + 1) * sizeof(*line));
	for (size_t i = 0; i < in.n_items; i++)
		line[i] = (struct hj_batch_line){
			.dispute = in.items[i].dispute,
			.command = "refer",
			.body = body_of(req->arena, &in, &in.items[i]),
		};
	if (!dry) {
		hj_batch_send(req, key, line, in.n_items, false);
		return;
	}
	d = HJ_NEW(req->arena, struct dry_batch);
	d->key = key;
	d->line = line;
	d->n = in.n_items;
	hj_call_begin(&d->call, req);
	hj_suggest_ask(&d->s, &d->call, on_open);
}

static void
on_open(struct hj_query *q)
{
	struct dry_batch *d = HJ_CONTAINER(struct dry_batch, call.query, q);
	struct hj_arena *a = d->call.req->arena;
	struct hj_bytes *id;

	if (q->err.code != HJ_OK)
		hj_suggest_end(&d->s);
	if (hj_call_failed(&d->call))
		return;
	hj_suggest_take(&d->s, d->call.step.result);
	id = hj_alloc(a, (d->n + 1) * sizeof(*id));
	for (size_t i = 0; i < d->n; i++) {
		unsigned char *bytes = hj_alloc(a, 16);

		(void)hj_unhex(bytes, d->line[i].dispute, 16);
		id[i] = (struct hj_bytes){ bytes, 16 };
	}
	hj_suggest_wishes(&d->call, id, d->n, on_wishes);
}

/* What is suggested for a dispute is told with each line that names it. */
static void
suggest(struct dry_batch *d, struct hj_row *row)
{
	const char *dispute, *text;
	const struct hj_wish w = hj_suggest_wish(&d->s, row, &dispute);
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, BODY_MOST);
	hj_out_init(&j, &b);
	hj_suggest_put(&d->s, &j, w, HJ_SUGGEST_MOST);
	text = hj_strdup(d->call.req->arena, hj_buf_text(&b));
	hj_buf_release(&b);
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->line[i].dispute, dispute) == 0)
			d->line[i].suggested = text;
}

static void
on_wishes(struct hj_query *q)
{
	struct dry_batch *d = HJ_CONTAINER(struct dry_batch, call.query, q);
	PGresult *result = d->call.step.result;
	int n = q->err.code == HJ_OK ? hj_row_count(result) : 0;

	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, i);

		suggest(d, &row);
	}
	hj_suggest_end(&d->s);
	if (hj_call_failed(&d->call))
		return;
	hj_batch_send(d->call.req, d->key, d->line, d->n, true);
	hj_call_end(&d->call);
}
