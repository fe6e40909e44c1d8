/*
 * Lines that are sent as commands of one request; see batch.h.
 */
#include "server/batch.h"

#include "server/answer.h"
#include "server/call.h"
#include "server/http/json_out.h"

#include <string.h>

#define AT_ONCE 16 /* below what may wait for one dispute */
#define PROBLEM_MOST ((size_t)16 * 1024)
#define ANSWER_MOST ((size_t)1024 * 1024)

/* One line on its way down the road. */
struct line {
	struct batch *batch;
	struct hj_ask ask;
	const char *answer; /* JSON */
};

struct batch {
	struct hj_req *req; /* held until all lines are answered */
	const struct hj_batch_line *in;
	size_t n;
	const char *key;
	bool dry;
	struct line *line;
	size_t sent, answered;
};

static void send_some(struct batch *b);
static void on_line(struct hj_ask *ask);

static const char *
key_of(struct batch *b, size_t n)
{
	struct hj_buf text;

	hj_buf_init(&text, 128);
	hj_buf_puts(&text, b->key);
	hj_buf_putc(&text, '/');
	hj_buf_int(&text, (int64_t)n + 1);
	return hj_buf_keep(b->req->arena, &text);
}

void
hj_batch_send(struct hj_req *req, const char *key,
    const struct hj_batch_line *line, size_t n, bool dry)
{
	struct batch *b = HJ_NEW(req->arena, struct batch);

	b->key = key;
	b->in = line;
	b->n = n;
	b->dry = dry;
	b->line = hj_alloc(req->arena, (n + 1) * sizeof(*b->line));
	b->req = hj_req_ref(req);
	send_some(b);
}

static void
send_line(struct batch *b, size_t n)
{
	const struct hj_batch_line *in = &b->in[n];
	struct hj_req *req = b->req;
	struct line *line = &b->line[n];

	*line = (struct line){ .batch = b };
	line->ask = (struct hj_ask){
		.kind = &hj_dispute_kind,
		.command = hj_command_find(&hj_dispute_kind, in->command),
		.stream = in->dispute,
		.actor = *req->actor,
		.key = key_of(b, n),
		.if_match = in->version,
		.body = in->body,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.dry = b->dry,
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
	hj_out_open_list(&j);
	for (size_t i = 0; i < b->n; i++)
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
	while (b->sent < b->n && b->sent - b->answered < AT_ONCE)
		send_line(b, b->sent++);
	if (b->answered == b->n)
		reply(b);
}

/* What became of one line: its status, and what it was answered. */
static void
put_answer(struct line *line, struct hj_buf *text)
{
	const char *suggested =
	    line->batch->in[line - line->batch->line].suggested;
	struct hj_ask *ask = &line->ask;
	struct hj_problem p;
	struct hj_buf said;
	struct hj_out j;

	hj_buf_init(&said, PROBLEM_MOST);
	hj_out_init(&j, text);
	hj_out_open(&j);
	if (ask->outcome == HJ_DONE) {
		hj_out_put_int(&j, "status", 200);
		hj_out_key(&j, "answer");
		hj_out_raw(&j, ask->answer.p, ask->answer.n);
	} else {
		p = hj_problem_of_ask(ask);
		hj_problem_write(&p, line->batch->req->lang, &said);
		hj_out_put_int(&j, "status", p.status);
		hj_out_key(&j, "problem");
		hj_out_raw(&j, said.p, said.n);
	}
	if (suggested != NULL) {
		hj_out_key(&j, "suggested");
		hj_out_raw(&j, suggested, strlen(suggested));
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
	line->answer = hj_buf_keep(b->req->arena, &text);
	hj_buf_release(&ask->answer);
	b->answered++;
	send_some(b);
}
