/*
 * Many matters handed on in one act:
 *
 *	POST /api/v1/referrals/batch
 *	{"to", "reason", "items": [{"dispute", "to", "reason", "consents"}]}
 *
 * For a court that designates anew what was not accepted in time, or sends a
 * day's matters out.  A line without a receiver or a reason of its own has
 * those of the whole.
 */
#include "server/batch.h"

#include "server/call.h"
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
static const struct hj_fields batch_fields =
    HJ_FIELDS(referral_batch, batch_rows);

static const char *
body_of(struct hj_arena *a, const struct referral_batch *all,
    const struct referral_line *in)
{
	struct hj_buf b;
	struct hj_out j;
	const char *text;

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
	text = hj_strdup(a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

void
hj_referral_batch_handler(struct hj_req *req)
{
	const char *key = hj_key_of(req);
	struct referral_batch in;
	struct hj_batch_line *line;

	if (key == NULL || !hj_call_body(req, &batch_fields, &in))
		return;
	line = hj_alloc(req->arena, (in.n_items + 1) * sizeof(*line));
	for (size_t i = 0; i < in.n_items; i++)
		line[i] = (struct hj_batch_line){
			.dispute = in.items[i].dispute,
			.command = "refer",
			.body = body_of(req->arena, &in, &in.items[i]),
		};
	hj_batch_send(req, key, line, in.n_items);
}
