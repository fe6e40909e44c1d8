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
#include "server/answer.h"
#include "server/call.h"
#include "server/http/json_out.h"

#include "lib/dispute/notice.h"

#include <string.h>

#define LINES_MOST 200
#define AT_ONCE 16 /* below what may wait for one dispute */
#define BODY_MOST ((size_t)16 * 1024)
#define ANSWER_MOST ((size_t)1024 * 1024)

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
static const struct hj_fields batch_fields = HJ_FIELDS(proof_batch, batch_rows);

/* One line on its way down the road. */
struct line {
	struct batch *batch;
	struct hj_ask ask;
	const char *answer; /* JSON */
};

struct batch {
	struct hj_req *req; /* held until all lines are answered */
	struct proof_batch in;
	const char *key;
	struct line *line;
	size_t sent, answered;
};

static void send_some(struct batch *b);
static void on_line(struct hj_ask *ask);

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
	const char *text;

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
	text = hj_strdup(a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

static const char *
key_of(struct batch *b, size_t n)
{
	struct hj_buf text;
	const char *key;

	hj_buf_init(&text, 128);
	hj_buf_puts(&text, b->key);
	hj_buf_putc(&text, '/');
	hj_buf_int(&text, (int64_t)n + 1);
	key = hj_strdup(b->req->arena, hj_buf_text(&text));
	hj_buf_release(&text);
	return key;
}

void
hj_batch_handler(struct hj_req *req)
{
	struct batch *b = HJ_NEW(req->arena, struct batch);

	b->key = hj_key_of(req);
	if (b->key == NULL || !hj_call_body(req, &batch_fields, &b->in))
		return;
	b->line = hj_alloc(req->arena, (b->in.n_items + 1) * sizeof(*b->line));
	b->req = hj_req_ref(req);
	send_some(b);
}

static void
send_line(struct batch *b, size_t n)
{
	const struct proof_line *in = &b->in.items[n];
	struct hj_req *req = b->req;
	struct line *line = &b->line[n];

	*line = (struct line){ .batch = b };
	line->ask = (struct hj_ask){
		.kind = &hj_dispute_kind,
		.command = hj_command_find(&hj_dispute_kind,
		    in->returned ? "record-return" : "serve-notice"),
		.stream = in->dispute,
		.actor = *req->actor,
		.key = key_of(b, n),
		.body = body_of(req->arena, in),
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_line,
	};
	line->ask.body_n = strlen(line->ask.body);
	hj_road_send(req->service->road, &line->ask);
}

static void
reply(struct batch *b)
{
	struct hj_buf text;
	struct hj_out j;

	hj_buf_init(&text, ANSWER_MOST);
	hj_out_init(&j, &text);
	hj_out_open(&j);
	hj_out_key(&j, "items");
	hj_out_open_array(&j);
	for (size_t i = 0; i < b->in.n_items; i++)
		hj_out_raw(&j, b->line[i].answer, strlen(b->line[i].answer));
	hj_out_close(&j);
	hj_out_close(&j);
	hj_reply_buf(b->req, 200, HJ_TYPE_JSON, &text);
	hj_buf_release(&text);
	hj_req_unref(b->req);
}

/* No more at once than may wait behind each other. */
static void
send_some(struct batch *b)
{
	while (b->sent < b->in.n_items && b->sent - b->answered < AT_ONCE)
		send_line(b, b->sent++);
	if (b->answered == b->in.n_items)
		reply(b);
}

/* What became of one line: its status, and what it was answered. */
static void
put_answer(struct line *line, struct hj_buf *text)
{
	struct hj_ask *ask = &line->ask;
	struct hj_problem p;
	struct hj_buf said;
	struct hj_out j;

	hj_buf_init(&said, BODY_MOST);
	hj_out_init(&j, text);
	hj_out_open(&j);
	if (ask->outcome == HJ_DONE) {
		hj_out_put_int(&j, "status", 200);
		hj_out_key(&j, "answer");
		hj_out_raw(&j, ask->answer.p, ask->answer.n);
	} else {
		p = ask->outcome == HJ_REFUSED
			? hj_problem_of_refusal(
			      ask->refused, ask->field, ask->article)
			: hj_problem_of_error(&ask->err);
		hj_problem_write(&p, line->batch->req->lang, &said);
		hj_out_put_int(&j, "status", p.status);
		hj_out_key(&j, "problem");
		hj_out_raw(&j, said.p, said.n);
	}
	hj_out_close(&j);
	hj_buf_release(&said);
}

static void
on_line(struct hj_ask *ask)
{
	struct line *line = HJ_CONTAINER(struct line, ask, ask);
	struct batch *b = line->batch;
	struct hj_buf text;

	hj_buf_init(&text, ANSWER_MOST);
	put_answer(line, &text);
	line->answer = hj_strdup(b->req->arena, hj_buf_text(&text));
	hj_buf_release(&text);
	hj_buf_release(&ask->answer);
	b->answered++;
	send_some(b);
}
