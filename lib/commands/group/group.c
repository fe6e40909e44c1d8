/* A group: its state, what can happen to it, its commands. */
#include "lib/commands/group/group.h"
#include "lib/commands/correct/correct.h"

static const struct hj_word status_list[] = {
	{ NULL, NULL, NULL },
	{ "member", "成员", "member" },
	{ "died", "死亡", "died" },
	{ "left", "退出或者误录", "left, or entered by mistake" },
};
const struct hj_words hj_member_status_words = HJ_WORDS(status_list);

/* clang-format off */
static const struct hj_field member_rows[] = {
	HJ_SEALED(hj_member, code, 0, 0, NULL),
	HJ_TEXT(hj_member, door, 0, 32, NULL),
	HJ_BOOL(hj_member, erased, 0, NULL),
	HJ_INT(hj_member, heir_of, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_member, identity, 0, 0, NULL),
	HJ_TEXT(hj_member, identity_index, 0, 100, NULL),
	HJ_SEALED(hj_member, name, 0, 0, NULL),
	HJ_INT(hj_member, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_member, phone, 0, 0, NULL),
	HJ_TEXT(hj_member, subject, 0, 100, NULL),
};
static const struct hj_fields member_fields = HJ_FIELDS(hj_member, member_rows);

static const struct hj_field mark_rows[] = {
	HJ_INT(hj_member_mark, amount, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_member_mark, answered_on, 0, NULL),
	HJ_WORD(hj_member_mark, consent, 0, &hj_answer_words, NULL),
	HJ_WORD(hj_member_mark, how, 0, &hj_signing_words, NULL),
	HJ_WORD(hj_member_mark, manner, 0, &hj_manner_words, NULL),
	HJ_BOOL(hj_member_mark, missing, 0, NULL),
	HJ_INT(hj_member_mark, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_member_mark, offer, 0, &hj_answer_words, NULL),
	HJ_INT(hj_member_mark, paid, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_member_mark, representative, 0, NULL),
	HJ_DATE(hj_member_mark, routes_on, 0, NULL),
	HJ_DATE(hj_member_mark, signed_on, 0, NULL),
	HJ_WORD(hj_member_mark, status, 0, &hj_member_status_words, NULL),
};
static const struct hj_fields mark_fields = HJ_FIELDS(hj_member_mark, mark_rows);

static const struct hj_field state_rows[] = {
	HJ_LIST(hj_group, body, 0, &hj_id_fields, 1000, NULL),
	HJ_TEXT(hj_group, code, 0, 40, NULL),
	HJ_TEXT(hj_group, county, 0, 6, NULL),
	HJ_ID(hj_group, dispute, 0, NULL),
	HJ_ID(hj_group, id, 0, NULL),
	HJ_INSTANT(hj_group, last_at, 0, NULL),
	HJ_LIST(hj_group, mark, 0, &mark_fields, HJ_MEMBERS_MOST, NULL),
	HJ_LIST(hj_group, member, 0, &member_fields, HJ_MEMBERS_MOST, NULL),
	HJ_INT(hj_group, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_group, status, 0, NULL),
	HJ_INT(hj_group, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_group, state_rows);

static const struct hj_field opened_rows[] = {
	HJ_TEXT(hj_group_opened, code, 0, 40, NULL),
	HJ_TEXT(hj_group_opened, county, 0, 6, NULL),
	HJ_ID(hj_group_opened, dispute, HJ_REQUIRED, NULL),
	HJ_ID(hj_group_opened, org, 0, NULL),
	HJ_INT(hj_group_opened, party, HJ_REQUIRED, 1, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_group_opened, status, 0, NULL),
};
static const struct hj_fields opened_fields = HJ_FIELDS(hj_group_opened, opened_rows);

static const struct hj_field admitted_rows[] = {
	HJ_ID(hj_group_admitted, org, HJ_REQUIRED, NULL),
};
static const struct hj_fields admitted_fields = HJ_FIELDS(hj_group_admitted, admitted_rows);

static const struct hj_field set_rows[] = {
	HJ_LIST(hj_members_set, mark, 0, &mark_fields, HJ_MEMBERS_MOST, NULL),
	HJ_LIST(hj_members_set, member, 0, &member_fields, HJ_MEMBERS_MOST, NULL),
	HJ_SEALED(hj_members_set, reason, 0, 0, NULL),
};
static const struct hj_fields set_fields = HJ_FIELDS(hj_members_set, set_rows);

static const struct hj_field votes_rows[] = {
	HJ_WORD(hj_votes, manner, 0, &hj_manner_words, NULL),
	HJ_INT(hj_votes, n, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields votes_fields = HJ_FIELDS(hj_votes, votes_rows);

static const struct hj_field marked_rows[] = {
	HJ_INT(hj_members_marked, amount, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_members_marked, mark, 0, &mark_fields, HJ_MEMBERS_MOST, NULL),
	HJ_WORD(hj_members_marked, means, 0, &hj_means_words, NULL),
	HJ_DATE(hj_members_marked, on, 0, NULL),
	HJ_SEALED(hj_members_marked, reason, 0, 0, NULL),
	HJ_LIST(hj_members_marked, votes, 0, &votes_fields, 10, NULL),
};
static const struct hj_fields marked_fields = HJ_FIELDS(hj_members_marked, marked_rows);

static const struct hj_field input_rows[] = {
	HJ_MONEY(hj_member_input, amount, HJ_REQUIRED, "数额(分)|amount, fen"),
	HJ_SEALED(hj_member_input, code, HJ_KEY_PARTY, 40, "查询码,由系统生成|drawn by the service"),
	HJ_SEALED(hj_member_input, identity, HJ_KEY_PARTY, 40, "证件号码|identity number"),
	HJ_SEALED(hj_member_input, name, HJ_REQUIRED | HJ_KEY_PARTY, 80, "姓名|name"),
	HJ_SEALED(hj_member_input, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
};
const struct hj_fields hj_member_input_fields = HJ_FIELDS(hj_member_input, input_rows);

static const struct hj_field correction_rows[] = {
	HJ_MONEY(hj_member_input, amount, 0, "数额(分)|amount, fen"),
	HJ_SEALED(hj_member_input, identity, HJ_KEY_PARTY, 40, "证件号码|identity number"),
	HJ_INT(hj_member_input, member, HJ_REQUIRED, 1, HJ_MEMBERS_MOST, "成员编号|member"),
	HJ_SEALED(hj_member_input, name, HJ_KEY_PARTY, 80, "姓名|name"),
	HJ_SEALED(hj_member_input, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
};
const struct hj_fields hj_member_correction_fields = HJ_FIELDS(hj_member_input, correction_rows);
/* clang-format on */

const struct hj_member *
hj_member_at(const struct hj_group *g, int64_t no)
{
	return no < 1 || (size_t)no > g->n_member ? NULL : &g->member[no - 1];
}

const struct hj_member_mark *
hj_mark_at(const struct hj_group *g, int64_t no)
{
	return no < 1 || (size_t)no > g->n_mark ? NULL : &g->mark[no - 1];
}

static void
evolve_opened(void *state, const struct hj_event *ev)
{
	struct hj_group *g = state;
	const struct hj_group_opened *b = ev->body;

	g->id = ev->stream;
	g->dispute = b->dispute;
	g->county = b->county;
	g->code = b->code;
	g->party = b->party;
	g->status = b->status;
	if (b->org != NULL)
		HJ_PUSH(g->arena, g->body, g->n_body)->text = b->org;
}

static void
evolve_admitted(void *state, const struct hj_event *ev)
{
	struct hj_group *g = state;
	const struct hj_group_admitted *b = ev->body;

	HJ_PUSH(g->arena, g->body, g->n_body)->text = b->org;
}

static void
put_marks(struct hj_group *g, const struct hj_member_mark *mark, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (mark[i].no >= 1 && (size_t)mark[i].no <= g->n_mark)
			g->mark[mark[i].no - 1] = mark[i];
		else
			*HJ_PUSH(g->arena, g->mark, g->n_mark) = mark[i];
}

static void
evolve_set(void *state, const struct hj_event *ev)
{
	struct hj_group *g = state;
	const struct hj_members_set *b = ev->body;

	for (size_t i = 0; i < b->n_member; i++) {
		const struct hj_member *m = &b->member[i];

		if (m->no >= 1 && (size_t)m->no <= g->n_member)
			g->member[m->no - 1] = *m;
		else
			*HJ_PUSH(g->arena, g->member, g->n_member) = *m;
	}
	put_marks(g, b->mark, b->n_mark);
}

/* Nothing leads any more to the same person elsewhere, nor to his line. */
static void
evolve_erased(void *state, const struct hj_event *ev)
{
	struct hj_group *g = state;
	const struct hj_erased *b = ev->body;
	struct hj_member *m = b->party < 1 || (size_t)b->party > g->n_member
				  ? NULL
				  : &g->member[b->party - 1];

	if (m == NULL)
		return;
	m->erased = true;
	m->identity_index = NULL;
	m->door = NULL;
}

static void
evolve_marked(void *state, const struct hj_event *ev)
{
	const struct hj_members_marked *b = ev->body;

	put_marks(state, b->mark, b->n_mark);
}

/* clang-format off */
const struct hj_event_kind hj_ev_group_opened = { "group_opened", 1, &opened_fields, evolve_opened, "建立群体名册", "group opened" };
const struct hj_event_kind hj_ev_group_admitted = { "group_admitted", 1, &admitted_fields, evolve_admitted, "单位加入", "body admitted" };
const struct hj_event_kind hj_ev_members_added = { "members_added", 1, &set_fields, evolve_set, "添加成员", "members added" };
const struct hj_event_kind hj_ev_member_corrected = { "member_corrected", 1, &set_fields, evolve_set, "更正成员", "member corrected" };
const struct hj_event_kind hj_ev_member_succeeded = { "member_succeeded", 1, &set_fields, evolve_set, "成员死亡,继承人承继", "member died, an heir steps in" };
const struct hj_event_kind hj_ev_answers_recorded = { "answers_recorded", 1, &marked_fields, evolve_marked, "成员答复", "answers recorded" };
const struct hj_event_kind hj_ev_representatives_elected = { "representatives_elected", 1, &marked_fields, evolve_marked, "推选代表人", "representatives elected" };
const struct hj_event_kind hj_ev_representative_revoked = { "representative_revoked", 1, &marked_fields, evolve_marked, "撤换代表人", "representative revoked" };
const struct hj_event_kind hj_ev_members_signed = { "members_signed", 1, &marked_fields, evolve_marked, "成员签字", "members signed" };
const struct hj_event_kind hj_ev_routes_served = { "routes_served", 1, &marked_fields, evolve_marked, "告知其他途径", "told the other routes" };
const struct hj_event_kind hj_ev_group_paid = { "group_paid", 1, &marked_fields, evolve_marked, "履行到人", "paid to members" };
const struct hj_event_kind hj_ev_receipt_reported = { "receipt_reported", 1, &marked_fields, evolve_marked, "收款情况", "receipt reported" };
const struct hj_event_kind hj_ev_group_erased = { "group_erased", 1, &hj_erased_fields, evolve_erased, "删除个人信息", "particulars or texts erased" };
/* clang-format on */

HJ_VOIDED(voided, hj_group, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_group_opened,
	&hj_ev_group_admitted,
	&hj_ev_members_added,
	&hj_ev_member_corrected,
	&hj_ev_member_succeeded,
	&hj_ev_answers_recorded,
	&hj_ev_representatives_elected,
	&hj_ev_representative_revoked,
	&hj_ev_members_signed,
	&hj_ev_routes_served,
	&hj_ev_group_paid,
	&hj_ev_receipt_reported,
	&hj_ev_group_erased,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_open_group,
	&hj_cmd_admit_body,
	&hj_cmd_add_members,
	&hj_cmd_correct_member,
	&hj_cmd_succeed_member,
	&hj_cmd_record_answers,
	&hj_cmd_elect_representatives,
	&hj_cmd_revoke_representative,
	&hj_cmd_sign_members,
	&hj_cmd_serve_routes,
	&hj_cmd_record_payment,
	&hj_cmd_report_receipt,
	&hj_cmd_receipt_by_code,
	&hj_cmd_erase_member,
	&hj_cmd_void_group,
	&hj_cmd_amend_group,
};

const struct hj_stream_kind hj_group_kind = {
	.name = "group",
	.path = "groups",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.corrected = hj_group_tell,
	.arena = offsetof(struct hj_group, arena),
	.seen_by = "body",
};
