/*
 * The roll of a group begins: asked for by its dispute (found-group), never by
 * a person.
 */
#include "lib/commands/group/group.h"

struct open_group {
	struct hj_frame frame;
	const char *code;
	const char *county;
	const char *dispute;
	const char *org;
	int64_t party;
	bool status;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(open_group, code, 0, 40, "纠纷编号|code of the dispute"),
	HJ_TEXT(open_group, county, 0, 6, "县域|county"),
	HJ_ID(open_group, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_ID(open_group, org, 0, "单位|body"),
	HJ_INT(open_group, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_BOOL(open_group, status, 0, "涉及人身关系|about personal status"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(open_group, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct open_group *c = cmd;
	const struct hj_group *g = t->state;
	struct hj_group_opened *b;

	if (g->dispute != NULL) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_group_opened);
	*b = (struct hj_group_opened){ .dispute = c->dispute,
		.county = c->county,
		.code = c->code,
		.party = c->party,
		.org = c->org,
		.status = c->status };
	hj_happens(t, &hj_ev_group_opened, b);
	hj_group_tell(t);
}

const struct hj_command hj_cmd_open_group = {
	.name = "open-group",
	.zh = "建立群体名册",
	.en = "Open the roll of a group",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_CREATES | HJ_INTERNAL,
	.decide = decide,
};
