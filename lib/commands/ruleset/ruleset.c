/* Rule sets on their way: words, tables, fold, commands; see ruleset.h. */
#include "lib/commands/ruleset/ruleset.h"

#include "lib/commands/correct/correct.h"

#include <string.h>

#define DIGEST_MOST 64
#define DOCUMENT_MOST ((int64_t)HJ_RULESET_MOST)

/* clang-format off */
static const struct hj_word stage_list[] = {
	{ NULL, NULL, NULL },
	{ "drafted", "草稿", "draft" },
	{ "checked", "已检查", "checked" },
	{ "certified", "已认证", "certified" },
	{ "reported", "已附影响报告", "impact reported" },
	{ "signed", "已由第二人签字", "signed by a second person" },
	{ "in_force", "已发布", "put in force" },
	{ "withdrawn", "已撤回", "withdrawn" },
};
const struct hj_words hj_ruleset_stage_words = HJ_WORDS(stage_list);

static const struct hj_word reason_list[] = {
	{ NULL, NULL, NULL },
	{ "mistake", "有误", "a mistake" },
	{ "superseded", "由新规则取代", "superseded" },
	{ "law_changed", "法律、规定变更", "the law changed" },
	{ "trial_over", "试行结束", "the trial is over" },
	{ "not_needed", "不再需要", "not needed any more" },
};
const struct hj_words hj_ruleset_reason_words = HJ_WORDS(reason_list);

static const struct hj_field head_rows[] = {
	HJ_TEXT(hj_ruleset_head, base, 0, DOCUMENT_MOST, NULL),
	HJ_ID(hj_ruleset_head, body, HJ_REQUIRED, NULL),
	HJ_TEXT(hj_ruleset_head, county, HJ_REQUIRED, 6, NULL),
	HJ_TEXT(hj_ruleset_head, instead, HJ_REQUIRED, 64, NULL),
	HJ_TEXT(hj_ruleset_head, origin, 0, DIGEST_MOST, NULL),
};
static const struct hj_fields head_fields = HJ_FIELDS(hj_ruleset_head, head_rows);

static const struct hj_field certified_rows[] = {
	HJ_INT(hj_ruleset_certified, days, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_ruleset_certified, digest, HJ_REQUIRED, DIGEST_MOST, NULL),
	HJ_WORD(hj_ruleset_certified, grade, HJ_REQUIRED, &hj_cert_grade_words, NULL),
	HJ_INT(hj_ruleset_certified, year, HJ_REQUIRED, 1, 9999, NULL),
};
static const struct hj_fields certified_fields = HJ_FIELDS(hj_ruleset_certified, certified_rows);

static const struct hj_field impact_rows[] = {
	HJ_LIST(hj_ruleset_impact, by_rule, 0, &hj_replay_count_fields, HJ_RULESET_BY_RULE_MOST, NULL),
	HJ_INT(hj_ruleset_impact, differences, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_ruleset_impact, digest, HJ_REQUIRED, DIGEST_MOST, NULL),
	HJ_INT(hj_ruleset_impact, disputes, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ruleset_impact, not_playable, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ruleset_impact, played, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ruleset_impact, running, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_ruleset_impact, set, 0, DIGEST_MOST, NULL),
	HJ_INSTANT(hj_ruleset_impact, until, 0, NULL),
};
const struct hj_fields hj_ruleset_impact_fields = HJ_FIELDS(hj_ruleset_impact, impact_rows);

static const struct hj_field signature_rows[] = {
	HJ_INT(hj_ruleset_signature, added, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ruleset_signature, changed, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_ruleset_signature, digest, HJ_REQUIRED, DIGEST_MOST, NULL),
	HJ_INT(hj_ruleset_signature, removed, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ruleset_signature, stays, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields signature_fields = HJ_FIELDS(hj_ruleset_signature, signature_rows);

static const struct hj_field step_rows[] = {
	HJ_INSTANT(hj_ruleset_step, at, 0, NULL),
	HJ_TEXT(hj_ruleset_step, person, 0, 40, NULL),
	HJ_WORD(hj_ruleset_step, stage, 0, &hj_ruleset_stage_words, NULL),
};
static const struct hj_fields step_fields = HJ_FIELDS(hj_ruleset_step, step_rows);

static const struct hj_field state_rows[] = {
	HJ_LIST(hj_ruleset, author, 0, &hj_name_fields, HJ_RULESET_AUTHORS_MOST, NULL),
	HJ_OBJECT(hj_ruleset, certified, 0, &certified_fields, NULL),
	HJ_TEXT(hj_ruleset, digest, 0, DIGEST_MOST, NULL),
	HJ_TEXT(hj_ruleset, document, 0, DOCUMENT_MOST, NULL),
	HJ_DATE(hj_ruleset, from, 0, NULL),
	HJ_OBJECT(hj_ruleset, head, 0, &head_fields, NULL),
	HJ_ID(hj_ruleset, id, 0, NULL),
	HJ_OBJECT(hj_ruleset, impact, 0, &hj_ruleset_impact_fields, NULL),
	HJ_INSTANT(hj_ruleset, last_at, 0, NULL),
	HJ_WORD(hj_ruleset, reason, 0, &hj_ruleset_reason_words, NULL),
	HJ_OBJECT(hj_ruleset, signature, 0, &signature_fields, NULL),
	HJ_WORD(hj_ruleset, stage, 0, &hj_ruleset_stage_words, NULL),
	HJ_LIST(hj_ruleset, step, 0, &step_fields, 16, NULL),
	HJ_INT(hj_ruleset, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_ruleset, state_rows);

static const struct hj_field drafted_rows[] = {
	HJ_TEXT(hj_ruleset_drafted, digest, HJ_REQUIRED, DIGEST_MOST, NULL),
	HJ_TEXT(hj_ruleset_drafted, document, HJ_REQUIRED, DOCUMENT_MOST, NULL),
	HJ_LIST(hj_ruleset_drafted, edits, 0, &hj_rule_edit_fields, HJ_RULESET_EDITS_MOST, NULL),
	HJ_OBJECT(hj_ruleset_drafted, head, 0, &head_fields, NULL),
};
static const struct hj_fields drafted_fields = HJ_FIELDS(hj_ruleset_drafted, drafted_rows);

static const struct hj_field moved_rows[] = {
	HJ_OBJECT(hj_ruleset_moved, certified, 0, &certified_fields, NULL),
	HJ_TEXT(hj_ruleset_moved, digest, HJ_REQUIRED, DIGEST_MOST, NULL),
	HJ_DATE(hj_ruleset_moved, from, 0, NULL),
	HJ_OBJECT(hj_ruleset_moved, impact, 0, &hj_ruleset_impact_fields, NULL),
	HJ_WORD(hj_ruleset_moved, reason, 0, &hj_ruleset_reason_words, NULL),
	HJ_OBJECT(hj_ruleset_moved, signature, 0, &signature_fields, NULL),
};
static const struct hj_fields moved_fields = HJ_FIELDS(hj_ruleset_moved, moved_rows);
/* clang-format on */

/* ---- the fold ---- */

/* The stage is reached, by whoever acted; a stage has one line. */
static struct hj_ruleset *
reach(void *state, const struct hj_event *ev, int stage)
{
	struct hj_ruleset *s = state;
	size_t i = 0;

	s->id = ev->stream;
	s->version = ev->seq;
	s->last_at = ev->at;
	s->stage = stage;
	while (i < s->n_step && s->step[i].stage != stage)
		i++;
	if (i == s->n_step)
		(void)HJ_PUSH(s->arena, s->step, s->n_step);
	s->step[i] = (struct hj_ruleset_step){
		.at = ev->at, .person = ev->actor, .stage = stage
	};
	return s;
}

static void
add_author(struct hj_ruleset *s, const char *person)
{
	if (person != NULL && !hj_name_in(s->author, s->n_author, person))
		HJ_PUSH(s->arena, s->author, s->n_author)->text = person;
}

/* What later stages had found is of another document now. */
static void
evolve_drafted(void *state, const struct hj_event *ev)
{
	struct hj_ruleset *s = state;
	const struct hj_ruleset_drafted *b = ev->body;

	s->n_step = 0;
	reach(s, ev, HJ_RSS_DRAFTED);
	if (b->head != NULL)
		s->head = b->head;
	s->document = b->document;
	s->digest = b->digest;
	s->certified = NULL;
	s->impact = NULL;
	s->signature = NULL;
	add_author(s, ev->actor);
	add_author(s, ev->on_behalf);
}

static void
evolve_checked(void *state, const struct hj_event *ev)
{
	reach(state, ev, HJ_RSS_CHECKED);
}

static void
evolve_certified(void *state, const struct hj_event *ev)
{
	const struct hj_ruleset_moved *b = ev->body;

	reach(state, ev, HJ_RSS_CERTIFIED)->certified = b->certified;
}

static void
evolve_reported(void *state, const struct hj_event *ev)
{
	const struct hj_ruleset_moved *b = ev->body;

	reach(state, ev, HJ_RSS_REPORTED)->impact = b->impact;
}

static void
evolve_signed(void *state, const struct hj_event *ev)
{
	const struct hj_ruleset_moved *b = ev->body;

	reach(state, ev, HJ_RSS_SIGNED)->signature = b->signature;
}

static void
evolve_in_force(void *state, const struct hj_event *ev)
{
	const struct hj_ruleset_moved *b = ev->body;

	reach(state, ev, HJ_RSS_IN_FORCE)->from = b->from;
}

static void
evolve_withdrawn(void *state, const struct hj_event *ev)
{
	const struct hj_ruleset_moved *b = ev->body;

	reach(state, ev, HJ_RSS_WITHDRAWN)->reason = b->reason;
}

/* clang-format off */
const struct hj_event_kind hj_ev_rule_set_drafted = { "rule_set_drafted", 1, &drafted_fields, evolve_drafted, "起草规则集", "rule set drafted" };
const struct hj_event_kind hj_ev_rule_set_changed = { "rule_set_changed", 1, &drafted_fields, evolve_drafted, "修改规则集", "rule set changed" };
const struct hj_event_kind hj_ev_rule_set_checked = { "rule_set_checked", 1, &moved_fields, evolve_checked, "规则集检查无误", "rule set checked" };
const struct hj_event_kind hj_ev_rule_set_certified = { "rule_set_certified", 1, &moved_fields, evolve_certified, "规则集认证", "rule set certified" };
const struct hj_event_kind hj_ev_rule_set_impact_reported = { "rule_set_impact_reported", 2, &moved_fields, evolve_reported, "附影响报告", "impact of rule set reported" };
const struct hj_event_kind hj_ev_rule_set_signed = { "rule_set_signed", 1, &moved_fields, evolve_signed, "第二人签字", "rule set signed" };
const struct hj_event_kind hj_ev_rule_set_put_in_force = { "rule_set_put_in_force", 1, &moved_fields, evolve_in_force, "发布规则集", "rule set put in force" };
const struct hj_event_kind hj_ev_rule_set_withdrawn = { "rule_set_withdrawn", 1, &moved_fields, evolve_withdrawn, "撤回规则集", "rule set withdrawn" };
/* clang-format on */

HJ_VOIDED(voided, hj_ruleset, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_rule_set_drafted,
	&hj_ev_rule_set_changed,
	&hj_ev_rule_set_checked,
	&hj_ev_rule_set_certified,
	&hj_ev_rule_set_impact_reported,
	&hj_ev_rule_set_signed,
	&hj_ev_rule_set_put_in_force,
	&hj_ev_rule_set_withdrawn,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_copy_rule_set,
	&hj_cmd_enter_rule_set,
	&hj_cmd_change_rule_set,
	&hj_cmd_check_rule_set,
	&hj_cmd_certify_rule_set,
	&hj_cmd_report_impact,
	&hj_cmd_sign_rule_set,
	&hj_cmd_put_in_force,
	&hj_cmd_withdraw_rule_set,
	&hj_cmd_void_rules,
	&hj_cmd_amend_rules,
};

/* Set back, it must still have what its stage rests on. */
static void
may_be(struct hj_turn *t, const void *state)
{
	const struct hj_ruleset *s = state;
	bool rests = s->stage < HJ_RSS_WITHDRAWN;

	if (rests && ((s->stage >= HJ_RSS_CERTIFIED && s->certified == NULL) ||
			 (s->stage >= HJ_RSS_REPORTED && s->impact == NULL) ||
			 (s->stage >= HJ_RSS_SIGNED && s->signature == NULL)))
		hj_refuse(t, HJ_NO_VOID_RESTS, "event");
}

const struct hj_stream_kind hj_ruleset_kind = {
	.name = "rule_set",
	.path = "rule-sets",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.arena = offsetof(struct hj_ruleset, arena),
	.stage = offsetof(struct hj_ruleset, stage),
	.may_be = may_be,
};
