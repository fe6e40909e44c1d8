/* Help to a person: words, tables, fold, commands; see help.h. */
#include "lib/commands/help/help.h"
#include "lib/commands/correct/correct.h"

#include <string.h>

/* clang-format off */
static const struct hj_word stage_list[] = {
	{ NULL, NULL, NULL },
	{ "offered", "待接收", "offered" },
	{ "accepted", "帮扶中", "accepted" },
	{ "declined", "未接收", "declined" },
	{ "ended", "已结束", "ended" },
};
const struct hj_words hj_help_stage_words = HJ_WORDS(stage_list);

static const struct hj_word kind_list[] = {
	{ NULL, NULL, NULL },
	{ "psychological", "心理服务", "psychological" },
	{ "social", "社会工作服务", "social work" },
	{ "relief", "救助", "relief" },
};
const struct hj_words hj_help_words = HJ_WORDS(kind_list);

static const struct hj_word concern_list[] = {
	{ NULL, NULL, NULL },
	{ "none", "无需特别关注", "none" },
	{ "some", "需要关注", "some" },
	{ "great", "重点关注", "great" },
};
const struct hj_words hj_help_concern_words = HJ_WORDS(concern_list);

static const struct hj_word ending_list[] = {
	{ NULL, NULL, NULL },
	{ "done", "帮扶完成", "done" },
	{ "consent_withdrawn", "本人不再同意", "consent withdrawn" },
	{ "handed_on", "转其他专业机构", "handed on to other help" },
	{ "lost", "失去联系", "contact lost" },
};
const struct hj_words hj_help_ending_words = HJ_WORDS(ending_list);

static const struct hj_field sitting_rows[] = {
	HJ_BOOL(hj_help_sitting, attended, 0, NULL),
	HJ_INT(hj_help_sitting, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_help_sitting, on, 0, NULL),
};
static const struct hj_fields sitting_fields = HJ_FIELDS(hj_help_sitting, sitting_rows);

static const struct hj_field head_rows[] = {
	HJ_ID(hj_help_head, body, 0, NULL),
	HJ_ID(hj_help_head, dispute, 0, NULL),
	HJ_SEALED(hj_help_head, identity, 0, 0, NULL),
	HJ_TEXT(hj_help_head, identity_index, 0, 100, NULL),
	HJ_WORD(hj_help_head, kind, 0, &hj_help_words, NULL),
	HJ_WORD(hj_help_head, manner, 0, &hj_manner_words, NULL),
	HJ_SEALED(hj_help_head, name, 0, 0, NULL),
	HJ_ID(hj_help_head, owner, 0, NULL),
	HJ_SEALED(hj_help_head, phone, 0, 0, NULL),
	HJ_DATE(hj_help_head, referred_on, 0, NULL),
};
static const struct hj_fields head_fields = HJ_FIELDS(hj_help_head, head_rows);

static const struct hj_field state_rows[] = {
	HJ_ID(hj_help, body, 0, NULL),
	HJ_WORD(hj_help, concern, 0, &hj_help_concern_words, NULL),
	HJ_ID(hj_help, dispute, 0, NULL),
	HJ_WORD(hj_help, ending, 0, &hj_help_ending_words, NULL),
	HJ_BOOL(hj_help, erased, 0, NULL),
	HJ_ID(hj_help, handler, 0, NULL),
	HJ_ID(hj_help, id, 0, NULL),
	HJ_SEALED(hj_help, identity, 0, 0, NULL),
	HJ_TEXT(hj_help, identity_index, 0, 100, NULL),
	HJ_WORD(hj_help, kind, 0, &hj_help_words, NULL),
	HJ_INSTANT(hj_help, last_at, 0, NULL),
	HJ_WORD(hj_help, manner, 0, &hj_manner_words, NULL),
	HJ_SEALED(hj_help, name, 0, 0, NULL),
	HJ_ID(hj_help, owner, 0, NULL),
	HJ_SEALED(hj_help, phone, 0, 0, NULL),
	HJ_LIST(hj_help, reader, 0, &hj_id_fields, 2, NULL),
	HJ_SEALED(hj_help, reason, 0, 0, NULL),
	HJ_DATE(hj_help, referred_on, 0, NULL),
	HJ_LIST(hj_help, sitting, 0, &sitting_fields, HJ_HELP_SITTINGS_MOST, NULL),
	HJ_WORD(hj_help, stage, 0, &hj_help_stage_words, NULL),
	HJ_INT(hj_help, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_help, state_rows);

static const struct hj_field listed_rows[] = {
	HJ_ID(hj_help, body, 0, NULL),
	HJ_ID(hj_help, handler, 0, NULL),
	HJ_WORD(hj_help, kind, 0, &hj_help_words, NULL),
	HJ_DATE(hj_help, referred_on, 0, NULL),
	HJ_WORD(hj_help, stage, 0, &hj_help_stage_words, NULL),
};
static const struct hj_fields listed_fields = HJ_FIELDS(hj_help, listed_rows);

static const struct hj_field set_rows[] = {
	HJ_WORD(hj_help_set, concern, 0, &hj_help_concern_words, NULL),
	HJ_WORD(hj_help_set, ending, 0, &hj_help_ending_words, NULL),
	HJ_ID(hj_help_set, handler, 0, NULL),
	HJ_OBJECT(hj_help_set, head, 0, &head_fields, NULL),
	HJ_LIST(hj_help_set, reader, 0, &hj_id_fields, 2, NULL),
	HJ_SEALED(hj_help_set, reason, 0, 0, NULL),
	HJ_OBJECT(hj_help_set, sitting, 0, &sitting_fields, NULL),
	HJ_WORD(hj_help_set, stage, 0, &hj_help_stage_words, NULL),
};
static const struct hj_fields set_fields = HJ_FIELDS(hj_help_set, set_rows);
/* clang-format on */

static bool
same(struct hj_turn *t, const char *a, const char *b)
{
	if (a != NULL && b != NULL && strcmp(a, b) == 0)
		return true;
	hj_refuse(t, HJ_NO_RIGHT, NULL);
	return false;
}

bool
hj_help_body_acts(struct hj_turn *t)
{
	return same(t, ((const struct hj_help *)t->state)->body, t->actor.org);
}

bool
hj_help_handler_acts(struct hj_turn *t)
{
	return same(
	    t, ((const struct hj_help *)t->state)->handler, t->actor.person);
}

static void
evolve(void *state, const struct hj_event *ev)
{
	struct hj_help *h = state;
	const struct hj_help_set *b = ev->body;

	h->id = ev->stream;
	h->version = ev->seq;
	h->last_at = ev->at;
	if (b->head != NULL) {
		h->owner = b->head->owner;
		h->body = b->head->body;
		h->dispute = b->head->dispute;
		h->name = b->head->name;
		h->phone = b->head->phone;
		h->identity = b->head->identity;
		h->identity_index = b->head->identity_index;
		h->kind = b->head->kind;
		h->manner = b->head->manner;
		h->referred_on = b->head->referred_on;
		h->reason = b->reason;
	}
	for (size_t i = 0; i < b->n_reader; i++)
		*HJ_PUSH(h->arena, h->reader, h->n_reader) = b->reader[i];
	if (b->sitting != NULL)
		*HJ_PUSH(h->arena, h->sitting, h->n_sitting) = *b->sitting;
	if (b->handler != NULL)
		h->handler = b->handler;
	if (b->stage != 0)
		h->stage = b->stage;
	if (b->concern != 0)
		h->concern = b->concern;
	if (b->ending != 0)
		h->ending = b->ending;
}

/* Nothing leads any more to the same person elsewhere. */
static void
evolve_erased(void *state, const struct hj_event *ev)
{
	struct hj_help *h = state;

	h->version = ev->seq;
	h->last_at = ev->at;
	h->erased = true;
	h->identity_index = NULL;
}

/* clang-format off */
#define KIND(name, zh, en) \
	const struct hj_event_kind hj_ev_##name = { #name, 1, &set_fields, evolve, zh, en }
const struct hj_event_kind hj_ev_help_offered = { "help_offered", 2, &set_fields, evolve, "转介帮扶", "help offered" };
KIND(help_accepted, "接收帮扶", "help accepted");
KIND(help_declined, "不接收帮扶", "help declined");
KIND(help_sitting_held, "帮扶一次", "sitting of help");
KIND(help_concern_graded, "关注程度", "concern graded");
KIND(help_handed_over, "更换联系人", "handler changed");
KIND(help_ended, "帮扶结束", "help ended");
const struct hj_event_kind hj_ev_help_erased = { "help_erased", 1, &hj_erased_fields, evolve_erased, "删除个人信息", "particulars erased" };
/* clang-format on */

HJ_VOIDED(voided, hj_help, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_help_offered,
	&hj_ev_help_accepted,
	&hj_ev_help_declined,
	&hj_ev_help_sitting_held,
	&hj_ev_help_concern_graded,
	&hj_ev_help_handed_over,
	&hj_ev_help_ended,
	&hj_ev_help_erased,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_refer_to_help,
	&hj_cmd_accept_help,
	&hj_cmd_decline_help,
	&hj_cmd_record_help_sitting,
	&hj_cmd_grade_concern,
	&hj_cmd_hand_over_help,
	&hj_cmd_end_help,
	&hj_cmd_erase_help,
	&hj_cmd_void_prevention,
	&hj_cmd_amend_prevention,
};

/* The handler himself; of the body that helps whoever helps there. */
static void
may_correct(struct hj_turn *t)
{
	const struct hj_help *h = t->state;

	if (strcmp(h->body, t->actor.org) != 0)
		(void)hj_help_handler_acts(t);
}

const struct hj_stream_kind hj_help_kind = {
	.name = "help",
	.path = "helps",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.may_correct = may_correct,
	.arena = offsetof(struct hj_help, arena),
	.seen_by = "reader",
	.listed = &listed_fields,
	.stage = offsetof(struct hj_help, stage),
};
