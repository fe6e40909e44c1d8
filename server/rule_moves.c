/*
 * Many matters moved to another rule set in one act:
 *
 *	POST /api/v1/rules/moves[?dry=1]
 *	{"rule_set", "reason", "items": [{"dispute", "version"}]}
 *
 * Each line is one command (migrate-rules) to one dispute, and gets its own
 * answer: a line that is refused stops no other.  A dry one stores nothing and
 * tells of each what would change, and the version that rests on; the version
 * is what the lines of the act itself must name.
 */
#include "server/batch.h"
#include "server/call.h"
#include "server/route_says.h"
#include "server/http/json_out.h"

#include <string.h>

#define LINES_MOST 200
#define BODY_MOST ((size_t)32 * 1024)

struct move_line {
	const char *dispute;
	int64_t version;
};

struct move_batch {
	struct move_line *items;
	size_t n_items;
	const char *reason;
	const char *rule_set;
};

/* clang-format off */
static const struct hj_field line_rows[] = {
	HJ_ID(move_line, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_INT(move_line, version, 0, 1, HJ_INT_MOST, "所见版本(试算时可不填)|the version that was seen; a dry run needs none"),
};
static const struct hj_fields line_fields = HJ_FIELDS(move_line, line_rows);
static const struct hj_field batch_rows[] = {
	HJ_LIST(move_batch, items, HJ_REQUIRED, &line_fields, LINES_MOST, "各件|lines"),
	HJ_TEXT(move_batch, reason, HJ_REQUIRED, 1000, "改用原因|why they are moved"),
	HJ_TEXT(move_batch, rule_set, HJ_REQUIRED, 100, "改用的规则集(名称或者编号)|the rule set they are moved to, by name or id"),
};
/* clang-format on */
const struct hj_fields hj_move_batch_fields = HJ_FIELDS(move_batch, batch_rows);

static const char *
body_of(struct hj_arena *a, const struct move_batch *all)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, BODY_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "reason", all->reason);
	hj_out_put_str(&j, "rule_set", all->rule_set);
	hj_out_close(&j);
	return hj_buf_keep(a, &b);
}

void
hj_rule_moves_handler(struct hj_req *req)
{
	const char *key = hj_key_of(req), *body;
	struct hj_batch_line *line;
	struct move_batch in;
	bool dry;

	if (key == NULL || !hj_query_flag(req, "dry", &dry) ||
	    !hj_call_body(req, &hj_move_batch_fields, &in))
		return;
	body = body_of(req->arena, &in);
	line = hj_alloc(req->arena, (in.n_items + 1) * sizeof(*line));
	for (size_t i = 0; i < in.n_items; i++) {
		line[i] = (struct hj_batch_line){
			.dispute = in.items[i].dispute,
			.command = "migrate-rules",
			.body = body,
			.version = in.items[i].version,
		};
		if (!dry && in.items[i].version == 0) {
			hj_reply_kind(req, HJ_PROBLEM_IF_MATCH_MISSING, NULL);
			return;
		}
	}
	hj_batch_send(req, key, line, in.n_items, dry);
}
