/*
 * A member of a group looks at his own line, without an account:
 *
 *	POST /api/v1/member-line    {"code", "secret"} -> what concerns him
 *
 * The code is that of the dispute, the secret his own (it stands on the sheet
 * that the body hands him).  Both are digested whole and looked up once; no
 * other line, and no sum, is in the answer: of the group only how many it is
 * and how many have answered.  Attempts are counted like those
 * at doors.
 */
#include "server/member_line.h"

#include "server/door.h"
#include "server/http/json_out.h"
#include "server/keys.h"
#include "server/route_says.h"
#include "server/sealing.h"
#include "server/statements.h"

static const enum hj_pg_type line_types[] = { HJ_PG_UUID };
const struct hj_stmt hj_stmt_member_line = {
	.name = "member_line",
	.sql = "SELECT replace(stream::text, '-', ''), subject, wrapped, name,"
	       " no, status, amount, consent, offer, representative,"
	       " signed_on::text, paid, missing, routes_on::text,"
	       " replace(body::text, '-', ''), members, answered,"
	       " next_on::text, next_what, next_set, next_rule"
	       "  FROM hejie.member_line($1)",
	.n_params = 1,
	.types = line_types,
};

struct slip {
	const char *code;
	const char *secret;
};
static const struct hj_field slip_rows[] = {
	HJ_TEXT(slip, code, HJ_REQUIRED, 64, "纠纷编号|code of the dispute"),
	HJ_TEXT(slip, secret, HJ_REQUIRED, 64, "成员查询码|the member's code"),
};
const struct hj_fields hj_member_slip_fields = HJ_FIELDS(slip, slip_rows);

struct look {
	struct hj_call call;
	struct slip slip;
};

void
hj_own_line_ask(struct hj_call *call, const char *door, hj_query_fn *on_done)
{
	unsigned char bytes[16];

	(void)hj_unhex(bytes, door, 16);
	hj_param_uuid(hj_call_params(call), bytes);
	hj_call_read(call, &hj_stmt_member_line, on_done);
}

bool
hj_own_line_take(struct hj_call *call, struct hj_own_line *ret)
{
	struct hj_arena *a = call->req->arena;
	struct hj_row row = hj_row(call->step.result, 0);
	const char *stream, *subject;
	struct hj_bytes wrapped;
	struct hj_ring ring;

	if (hj_row_count(call->step.result) != 1)
		return false;
	stream = hj_row_text(&row, 0, a, NULL);
	subject = hj_row_text(&row, 1, a, NULL);
	wrapped = hj_row_bytes(&row, 2, a);
	hj_ring_init(&ring, a, call->req->service->keys, stream);
	if (wrapped.p != NULL)
		hj_ring_add(&ring, subject, wrapped.p, wrapped.n);
	*ret = (struct hj_own_line){
		.stream = stream,
		.name = hj_open_text(&ring, hj_row_text(&row, 3, a, NULL)),
		.no = hj_row_int(&row, 4),
		.status = hj_row_text(&row, 5, a, NULL),
		.amount = hj_row_int(&row, 6),
		.consent = hj_row_text(&row, 7, a, NULL),
		.offer = hj_row_text(&row, 8, a, NULL),
		.representative = hj_row_bool(&row, 9),
		.signed_on = hj_row_text(&row, 10, a, NULL),
		.paid = hj_row_int(&row, 11),
		.missing = hj_row_bool(&row, 12),
		.routes_on = hj_row_text(&row, 13, a, NULL),
		.body = hj_row_text(&row, 14, a, NULL),
		.members = hj_row_int(&row, 15),
		.answered = hj_row_int(&row, 16),
		.next_on = hj_row_text(&row, 17, a, NULL),
		.next_what = hj_row_text(&row, 18, a, NULL),
		.next_set = hj_row_text(&row, 19, a, NULL),
		.next_rule = hj_row_text(&row, 20, a, NULL),
	};
	return true;
}

static void
put_line(struct hj_out *j, const struct hj_own_line *line)
{
	hj_out_open(j);
	hj_out_put_int(j, "no", line->no);
	hj_out_put_some(j, "name", line->name);
	hj_out_put_some(j, "status", line->status);
	hj_out_put_int(j, "amount", line->amount);
	hj_out_put_some(j, "consent", line->consent);
	hj_out_put_some(j, "offer", line->offer);
	hj_out_put_bool(j, "representative", line->representative);
	hj_out_put_some(j, "signed_on", line->signed_on);
	hj_out_put_int(j, "paid", line->paid);
	hj_out_put_bool(j, "missing", line->missing);
	hj_out_put_some(j, "routes_on", line->routes_on);
	hj_out_put_int(j, "members", line->members);
	hj_out_put_int(j, "answered", line->answered);
	hj_out_put_some(j, "next_on", line->next_on);
	hj_out_put_some(j, "next_what", line->next_what);
	hj_out_put_some(j, "next_rule", line->next_rule);
	hj_out_close(j);
}

static void
on_line(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);
	struct hj_req *req = l->call.req;
	struct hj_own_line line;
	struct hj_buf b;
	struct hj_out j;

	if (hj_call_failed(&l->call))
		return;
	if (!hj_own_line_take(&l->call, &line)) {
		hj_door_tried(req, l->slip.code, false);
		hj_call_refuse(&l->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_door_tried(req, l->slip.code, true);
	hj_buf_init(&b, 4096);
	hj_out_init(&j, &b);
	put_line(&j, &line);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&l->call);
}

void
hj_member_line_handler(struct hj_req *req)
{
	struct look *l = HJ_NEW(req->arena, struct look);
	const char *door;

	if (!hj_call_json(req) ||
	    !hj_call_body(req, &hj_member_slip_fields, &l->slip) ||
	    !hj_door_try(req, l->slip.code, l->slip.secret, &door))
		return;
	hj_call_begin(&l->call, req);
	hj_own_line_ask(&l->call, door, on_line);
}
