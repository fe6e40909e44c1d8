/*
 * Messages that could not be handed over begin again:
 *
 *	POST /api/v1/outbox/replay  -> {"waiting": how many}
 *
 * The administrator's; GET /api/v1/outbox lists them first.
 */
#include "server/call.h"
#include "server/http/json_out.h"
#include "server/statements.h"

const struct hj_stmt hj_stmt_replay_messages = {
	.name = "replay_messages",
	.sql = "SELECT hejie.replay_messages()",
};

static void
on_replayed(struct hj_query *q)
{
	struct hj_call *call = HJ_CONTAINER(struct hj_call, query, q);
	struct hj_row row = hj_row(call->step.result, 0);
	struct hj_buf b;
	struct hj_out j;

	if (hj_call_failed(call))
		return;
	hj_buf_init(&b, 128);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_int(&j, "waiting", hj_row_int(&row, 0));
	hj_out_close(&j);
	hj_reply_buf(call->req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(call);
}

void
hj_outbox_replay_handler(struct hj_req *req)
{
	struct hj_call *call;

	if (!hj_may(HJ_MAY_ADMINISTER, req->actor->roles, HJ_REL_NONE)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	call = HJ_NEW(req->arena, struct hj_call);
	hj_call_begin(call, req);
	(void)hj_call_params(call);
	hj_call_write(call, &hj_stmt_replay_messages, on_replayed);
}
