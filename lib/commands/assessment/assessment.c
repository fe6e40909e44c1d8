/* An assessment: its fold, what can happen to it, its commands. */
#include "lib/commands/assessment/assessment.h"
#include "lib/commands/correct/correct.h"

#include <string.h>

bool
hj_assessment_ours(struct hj_turn *t)
{
	const struct hj_assessment *x = t->state;

	if (x->owner != NULL && strcmp(x->owner, t->actor.org) == 0)
		return true;
	hj_refuse(t, HJ_NO_RIGHT, NULL);
	return false;
}

const struct hj_rule_set *
hj_assessment_rule(const struct hj_turn *t)
{
	const struct hj_assessment *x = t->state;
	const struct hj_rules *rules = t->world->rules;

	for (size_t i = 0; i < rules->n; i++)
		if (rules->set[i].assessment != NULL &&
		    hj_set_in_force(t, &rules->set[i], x->county))
			return &rules->set[i];
	return NULL;
}

/* Entity b->m replaces the one of its number, or joins the list. */
#define PUT(m)                                                                 \
	do {                                                                   \
		if (b->m == NULL)                                              \
			break;                                                 \
		if (b->m->no >= 1 && (size_t)b->m->no <= x->n_##m)             \
			x->m[b->m->no - 1] = *b->m;                            \
		else                                                           \
			*HJ_PUSH(x->arena, x->m, x->n_##m) = *b->m;            \
	} while (0)

static void
evolve(void *state, const struct hj_event *ev)
{
	struct hj_assessment *x = state;
	const struct hj_assessment_set *b = ev->body;

	x->id = ev->stream;
	x->version = ev->seq;
	x->last_at = ev->at;
	if (b->head != NULL) {
		x->owner = b->head->owner;
		x->county = b->head->county;
		x->matter = b->head->matter;
		x->title = b->head->title;
		x->subject = b->head->subject;
	}
	for (size_t i = 0; i < b->n_reader; i++)
		*HJ_PUSH(x->arena, x->reader, x->n_reader) = b->reader[i];
	PUT(participation);
	PUT(risk);
	PUT(check);
	if (b->conclusion != NULL)
		x->conclusion = b->conclusion;
	if (b->filing != NULL)
		x->filing = b->filing;
	if (b->stage != 0)
		x->stage = b->stage;
}

/* What was sealed stays in its place, for nobody to read. */
static void
evolve_erased(void *state, const struct hj_event *ev)
{
	struct hj_assessment *x = state;

	x->version = ev->seq;
	x->last_at = ev->at;
}

/* clang-format off */
#define KIND(name, zh, en) \
	const struct hj_event_kind hj_ev_##name = { #name, 1, &hj_assessment_set_fields, evolve, zh, en }
KIND(assessment_opened, "启动风险评估", "assessment opened");
KIND(participation_recorded, "公众参与", "participation recorded");
KIND(risk_point_recorded, "识别风险点", "risk point recorded");
KIND(assessment_concluded, "形成评估结论", "assessment concluded");
KIND(assessment_filed, "备案", "assessment filed");
KIND(assessment_checked, "实施后检查", "what came of it checked");
KIND(assessment_withdrawn, "撤回评估", "assessment withdrawn");
const struct hj_event_kind hj_ev_assessment_erased = { "assessment_erased", 1, &hj_erased_fields, evolve_erased, "删除个人信息", "texts erased" };
/* clang-format on */

HJ_VOIDED(voided, hj_assessment, hj_assessment_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_assessment_opened,
	&hj_ev_participation_recorded,
	&hj_ev_risk_point_recorded,
	&hj_ev_assessment_concluded,
	&hj_ev_assessment_filed,
	&hj_ev_assessment_checked,
	&hj_ev_assessment_withdrawn,
	&hj_ev_assessment_erased,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_open_assessment,
	&hj_cmd_record_participation,
	&hj_cmd_record_risk_point,
	&hj_cmd_conclude_assessment,
	&hj_cmd_file_assessment,
	&hj_cmd_check_assessment,
	&hj_cmd_withdraw_assessment,
	&hj_cmd_erase_assessment,
	&hj_cmd_void_prevention,
	&hj_cmd_amend_prevention,
};

const struct hj_stream_kind hj_assessment_kind = {
	.name = "assessment",
	.path = "assessments",
	.state = &hj_assessment_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.arena = offsetof(struct hj_assessment, arena),
	.seen_by = "reader",
	.listed = &hj_assessment_listed_fields,
	.stage = offsetof(struct hj_assessment, stage),
};
