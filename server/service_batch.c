/*
 * Proofs of service entered in one go, after a round or at the counter:
 *
 *	POST /api/v1/service/batch  {"items": [...]} -> {"items": [...]}
 *
 * Each line is one command (serve-notice, or record-return if it came back) to
 * one dispute, and gets its own answer: a line that is refused stops no other.
 * Line n has the request's Idempotency-Key with "/n" behind it, so a batch that
 * is sent again changes nothing.
 */
#include "server/batch.h"

#include "server/answer.h"
#include "server/call.h"
#include "server/route_says.h"
#include "server/http/json_out.h"

#include "lib/dispute/notice.h"

#include <string.h>

#define LINES_MOST 200
#define BODY_MOST ((size_t)16 * 1024)

struct proof_line {
	const char *dispute;
	bool returned;
	int means;
	int proof;
	struct hj_no *notices;
	size_t n_notices;
	const char *evidence;
	bool e_service_agreed;
	int32_t occurred_on;
};

struct proof_batch {
	struct proof_line *items;
	size_t n_items;
};

/* clang-format off */
static const struct hj_field line_rows[] = {
	HJ_ID(proof_line, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_BOOL(proof_line, e_service_agreed, 0, "受送达人同意电子送达|the party agreed to electronic service"),
	HJ_TEXT(proof_line, evidence, 0, 1000, "凭据或者退回原因|proof, or why it came back"),
	HJ_WORD(proof_line, means, HJ_REQUIRED, &hj_means_words, "送达方式|means"),
	HJ_LIST(proof_line, notices, HJ_REQUIRED, &hj_no_fields, 200, "告知书编号|notices"),
	HJ_DATE(proof_line, occurred_on, 0, "日期|day"),
	HJ_WORD(proof_line, proof, 0, &hj_proof_words, "凭据种类|kind of proof"),
	HJ_BOOL(proof_line, returned, 0, "未送达、退回|it came back"),
};
static const struct hj_fields line_fields = HJ_FIELDS(proof_line, line_rows);
static const struct hj_field batch_rows[] = {
	HJ_LIST(proof_batch, items, HJ_REQUIRED, &line_fields, LINES_MOST, "各件送达情况|lines"),
};
/* clang-format on */
const struct hj_fields hj_service_batch_fields =
    HJ_FIELDS(proof_batch, batch_rows);

static void
put_day(struct hj_out *j, int32_t ymd)
{
	struct hj_buf text;

	if (ymd == 0)
		return;
	hj_buf_init(&text, 32);
	hj_date_format(&text, (struct hj_date){ ymd });
	hj_out_put_str(j, "occurred_on", hj_buf_text(&text));
	hj_buf_release(&text);
}

/* What the command of this line is asked with. */
static const char *
body_of(struct hj_arena *a, const struct proof_line *in)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, BODY_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (in->e_service_agreed && !in->returned)
		hj_out_put_bool(&j, "e_service_agreed", true);
	hj_out_put_some(&j, "evidence", in->evidence);
	hj_out_put_str(&j, "means", hj_word_name(&hj_means_words, in->means));
	hj_out_key(&j, "notices");
	hj_out_open_array(&j);
	for (size_t i = 0; i < in->n_notices; i++)
		hj_out_int(&j, in->notices[i].no);
	hj_out_close(&j);
	put_day(&j, in->occurred_on);
	if (in->proof != 0 && !in->returned)
		hj_out_put_str(
		    &j, "proof", hj_word_name(&hj_proof_words, in->proof));
	hj_out_close(&j);
	return hj_buf_keep(a, &b);
}

void
hj_batch_handler(struct hj_req *req)
{
	const char *key = hj_key_of(req);
	struct proof_batch in;
	struct hj_batch_line *line;

	if (key == NULL || !hj_call_body(req, &hj_service_batch_fields, &in))
		return;
	line = hj_alloc(req->arena, (in.n_items + 1) * sizeof(*line));
	for (size_t i = 0; i < in.n_items; i++)
		line[i] = (struct hj_batch_line){
			.dispute = in.items[i].dispute,
			.command = in.items[i].returned ? "record-return"
							: "serve-notice",
			.body = body_of(req->arena, &in.items[i]),
		};
	hj_batch_send(req, key, line, in.n_items, false);
}
