/*
 * Many matters handed on in one act:
 *
 *	POST /api/v1/referrals/batch[?dry=1]
 *	{"to", "reason", "items": [{"dispute", "to", "reason", "consents",
 *	"consent_proofs": [{"party", "manner", "on", "evidence"}]}]}
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
#define BODY_MOST ((size_t)256 * 1024)

struct line_proof {
	const char *evidence;
	int manner; /* enum hj_manner */
	int32_t on;
	int64_t party;
};

struct referral_line {
	struct line_proof *consent_proofs;
	size_t n_consent_proofs;
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
static const struct hj_field proof_rows[] = {
	HJ_TEXT(line_proof, evidence, 0, 200, "凭据:同意书编号、通话记录等|what shows it: number of the form, note of the call"),
	HJ_WORD(line_proof, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|how"),
	HJ_DATE(line_proof, on, 0, "同意日|day of the consent"),
	HJ_INT(line_proof, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
static const struct hj_fields proof_fields = HJ_FIELDS(line_proof, proof_rows);
static const struct hj_field line_rows[] = {
	HJ_LIST(referral_line, consent_proofs, 0, &proof_fields, 100, "各方同意的凭据|what shows each consent"),
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

static void
put_proofs(struct hj_arena *a, struct hj_out *j, const struct referral_line *in)
{
	if (in->n_consent_proofs == 0)
		return;
	hj_out_key(j, "consent_proofs");
	hj_out_open_array(j);
	for (size_t i = 0; i < in->n_consent_proofs; i++) {
		const struct line_proof *p = &in->consent_proofs[i];
		struct hj_buf day;

		hj_out_open(j);
		hj_out_put_some(j, "evidence", p->evidence);
		hj_out_put_some(
		    j, "manner", hj_word_name(&hj_manner_words, p->manner));
		if (p->on != 0) {
			hj_buf_init(&day, 16);
			hj_date_format(&day, (struct hj_date){ p->on });
			hj_out_put_some(j, "on", hj_buf_keep(a, &day));
		}
		hj_out_key(j, "party");
		hj_out_int(j, p->party);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static const char *
body_of(struct hj_arena *a, const struct referral_batch *all,
    const struct referral_line *in)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, BODY_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	put_proofs(a, &j, in);
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
