/* A compact: its fold, what can happen to it, its commands. */
#include "lib/commands/compact/compact.h"

#include "lib/commands/correct/correct.h"
#include "lib/commands/compact/table.h"

#include <string.h>

bool
hj_compact_ours(struct hj_turn *t)
{
	const struct hj_compact *c = t->state;

	if (t->actor.service ||
	    (c->owner != NULL && strcmp(c->owner, t->actor.org) == 0))
		return true;
	hj_refuse(t, HJ_NO_RIGHT, NULL);
	return false;
}

const struct hj_rule_set *
hj_compact_rule(const struct hj_turn *t, const struct hj_compact *c)
{
	const struct hj_rules *rules = t->world->rules;

	for (size_t i = 0; i < rules->n; i++)
		if (rules->set[i].compact != NULL &&
		    hj_set_in_force(t, &rules->set[i], c->county))
			return &rules->set[i];
	return NULL;
}

const struct hj_compact_meeting *
hj_compact_meeting_at(struct hj_turn *t, int64_t no, int kind)
{
	const struct hj_compact *c = t->state;

	if (no >= 1 && (size_t)no <= c->n_meeting &&
	    (kind == 0 || c->meeting[no - 1].kind == kind))
		return &c->meeting[no - 1];
	hj_refuse(t, HJ_NO_MEETING, "meeting");
	return NULL;
}

bool
hj_compact_signed(const struct hj_compact_party *party)
{
	return party->how != 0 && party->how != HJ_SG_REFUSED;
}

/* Entity b->m replaces the one of its number, or joins the list. */
#define PUT(m)                                                                 \
	do {                                                                   \
		if (b->m == NULL)                                              \
			break;                                                 \
		if (b->m->no >= 1 && (size_t)b->m->no <= c->n_##m)             \
			c->m[b->m->no - 1] = *b->m;                            \
		else                                                           \
			*HJ_PUSH(c->arena, c->m, c->n_##m) = *b->m;            \
	} while (0)

static void
put_parties(struct hj_compact *c, const struct hj_compact_set *b)
{
	for (size_t i = 0; i < b->n_party; i++)
		if (b->party[i].no >= 1 && (size_t)b->party[i].no <= c->n_party)
			c->party[b->party[i].no - 1] = b->party[i];
		else
			*HJ_PUSH(c->arena, c->party, c->n_party) = b->party[i];
}

static void
evolve(void *state, const struct hj_event *ev)
{
	struct hj_compact *c = state;
	const struct hj_compact_set *b = ev->body;

	c->id = ev->stream;
	c->version = ev->seq;
	c->last_at = ev->at;
	if (b->head != NULL) {
		c->owner = b->head->owner;
		c->county = b->head->county;
		c->between = b->head->between;
		c->class = b->head->class;
		c->form = b->head->form;
		c->title = b->head->title;
	}
	put_parties(c, b);
	for (size_t i = 0; i < b->n_reader; i++)
		*HJ_PUSH(c->arena, c->reader, c->n_reader) = b->reader[i];
	PUT(meeting);
	PUT(review);
	PUT(objection);
	PUT(check);
	PUT(vote);
	PUT(link);
	if (b->draft != NULL)
		c->draft = b->draft;
	if (b->publicity != NULL)
		c->publicity = b->publicity;
	if (b->stage != 0)
		c->stage = b->stage;
	if (b->signed_on != 0)
		c->signed_on = b->signed_on;
	if (b->next_on != 0)
		c->next_on = b->next_on;
	if (b->ending != 0)
		c->ending = b->ending;
}

/* Nothing leads any more to the same person elsewhere. */
static void
evolve_erased(void *state, const struct hj_event *ev)
{
	struct hj_compact *c = state;
	const struct hj_erased *b = ev->body;

	c->version = ev->seq;
	c->last_at = ev->at;
	if (b->party < 1 || (size_t)b->party > c->n_party)
		return;
	c->party[b->party - 1].erased = true;
	c->party[b->party - 1].identity_index = NULL;
}

/* clang-format off */
#define KIND(name, zh, en) \
	const struct hj_event_kind hj_ev_##name = { #name, 1, &hj_compact_set_fields, evolve, zh, en }
const struct hj_event_kind hj_ev_compact_opened = { "compact_opened", 2, &hj_compact_set_fields, evolve, "发起公约", "compact opened" };
KIND(compact_meeting_held, "召开会议", "meeting held");
KIND(compact_drafted, "形成文本", "text drafted");
KIND(compact_reviewed, "审核文本", "text reviewed");
KIND(compact_shown, "公示", "shown in public");
KIND(compact_objected, "收到异议", "objection received");
KIND(compact_objection_answered, "答复异议", "objection answered");
KIND(compact_party_signed, "签约", "a party signed");
KIND(compact_concluded, "公约成立", "compact concluded");
KIND(compact_checked, "执行检查", "execution checked");
KIND(compact_voted, "满意度评议", "vote on satisfaction");
KIND(compact_item_returned, "退回再征求意见", "returned for further opinions");
KIND(compact_dispute_named, "关联纠纷", "dispute named");
KIND(compact_reader_admitted, "单位可查阅", "reader admitted");
KIND(compact_over, "公约终止", "compact over");
const struct hj_event_kind hj_ev_compact_erased = { "compact_erased", 1, &hj_erased_fields, evolve_erased, "删除个人信息", "particulars or texts erased" };
/* clang-format on */

HJ_VOIDED(voided, hj_compact, hj_compact_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_compact_opened,
	&hj_ev_compact_meeting_held,
	&hj_ev_compact_drafted,
	&hj_ev_compact_reviewed,
	&hj_ev_compact_shown,
	&hj_ev_compact_objected,
	&hj_ev_compact_objection_answered,
	&hj_ev_compact_party_signed,
	&hj_ev_compact_concluded,
	&hj_ev_compact_checked,
	&hj_ev_compact_voted,
	&hj_ev_compact_item_returned,
	&hj_ev_compact_dispute_named,
	&hj_ev_compact_reader_admitted,
	&hj_ev_compact_over,
	&hj_ev_compact_erased,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_open_compact,
	&hj_cmd_hold_meeting,
	&hj_cmd_draft_compact,
	&hj_cmd_review_compact,
	&hj_cmd_show_compact,
	&hj_cmd_object_compact,
	&hj_cmd_answer_compact,
	&hj_cmd_sign_compact,
	&hj_cmd_check_compact,
	&hj_cmd_vote_compact,
	&hj_cmd_link_compact,
	&hj_cmd_admit_reader,
	&hj_cmd_end_compact,
	&hj_cmd_erase_compact_party,
	&hj_cmd_void_prevention,
	&hj_cmd_amend_prevention,
};

/* Set back, it must still have the text that its stage is about. */
static void
may_be(struct hj_turn *t, const void *state)
{
	const struct hj_compact *c = state;

	if (c->stage >= HJ_CPS_DRAFTED && c->stage <= HJ_CPS_SIGNED &&
	    c->draft == NULL)
		hj_refuse(t, HJ_NO_VOID_RESTS, "event");
}

const struct hj_stream_kind hj_compact_kind = {
	.name = "compact",
	.path = "compacts",
	.state = &hj_compact_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.arena = offsetof(struct hj_compact, arena),
	.seen_by = "reader",
	.listed = &hj_compact_listed_fields,
	.stage = offsetof(struct hj_compact, stage),
	.may_be = may_be,
};
