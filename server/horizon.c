/*
 * GET /api/v1/calendar/horizon: the notices on days off that count, shipped
 * ones and those entered here, and the last day that they speak of: dates
 * behind it are provisional.
 */
#include "server/http/json_out.h"
#include "server/service.h"

#define ANSWER_MOST ((size_t)64 * 1024)

void
hj_horizon_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	const struct hj_calendar *cal = &w->calendar;
	int32_t known_to = 0;
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_key(&j, "notices");
	hj_out_open_array(&j);
	for (size_t i = cal->n; i-- > 0;) {
		const struct hj_calendar_version *v = &cal->version[i];

		if (v->known_to.ymd > known_to)
			known_to = v->known_to.ymd;
		hj_out_open(&j);
		hj_out_put_int(&j, "number", v->number);
		hj_out_put_str(&j, "notice", v->notice);
		hj_out_put_some(&j, "reference", v->reference);
		if (v->published.ymd != 0)
			hj_out_put_day(&j, "published", v->published.ymd);
		hj_out_put_day(&j, "known_to", v->known_to.ymd);
		hj_out_close(&j);
	}
	hj_out_close(&j);
	if (known_to != 0)
		hj_out_put_day(&j, "known_to", known_to);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}
