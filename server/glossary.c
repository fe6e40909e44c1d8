/*
 * GET /api/v1/glossary: what the words of answers are called in the reader's
 * language.
 *
 *	{"channel": {"people": "人民调解", ...}, ..., "event": {...},
 *	 "limit": {"RT_MED": "人民调解期限", ...}, "set": {...}}
 *
 * A page that shows them holds no list of its own.  To add a list: a row.
 */
#include "server/http/json_out.h"
#include "server/service.h"

#include "lib/commands/assessment/assessment.h"
#include "lib/commands/clocks.h"
#include "lib/commands/compact/compact.h"
#include "lib/commands/group/group.h"
#include "lib/commands/help/help.h"
#include "lib/commands/review/review.h"
#include "lib/dispute/agreement.h"
#include "lib/dispute/aid.h"
#include "lib/dispute/dossier.h"
#include "lib/dispute/link.h"
#include "lib/dispute/order.h"
#include "lib/dispute/petition.h"
#include "lib/dispute/sitting.h"
#include "lib/dispute/stage.h"
#include "lib/dispute/step.h"

#include <string.h>

#define ANSWER_MOST ((size_t)256 * 1024)

/* Why a matter stands among the alerts (queries/ledger_alerts.sql). */
static const struct hj_word alert_list[] = {
	{ NULL, NULL, NULL },
	{ "danger", "险情", "danger" },
	{ "over", "过了期", "over its limit" },
	{ "soon", "快到期", "its limit ends soon" },
	{ "nobody", "没人接手", "without a holder" },
	{ "bounced", "被退回", "sent back" },
};
static const struct hj_words alert_words = HJ_WORDS(alert_list);

static const struct {
	const char *name;
	const struct hj_words *words;
} lists[] = {
	{ "alert", &alert_words },
	{ "channel", &hj_channel_words },
	{ "phase", &hj_phase_words },
	{ "stage", &hj_stage_words },
	{ "ground", &hj_ground_words },
	{ "source", &hj_source_words },
	{ "side", &hj_side_words },
	{ "answer", &hj_answer_words },
	{ "presence", &hj_presence_words },
	{ "manner", &hj_manner_words },
	{ "mode", &hj_mode_words },
	{ "result", &hj_result_words },
	{ "counts", &hj_counts_words },
	{ "agreement_form", &hj_agreement_form_words },
	{ "agreement_state", &hj_agreement_state_words },
	{ "term_state", &hj_term_state_words },
	{ "referral_kind", &hj_referral_kind_words },
	{ "referral_state", &hj_referral_state_words },
	{ "notice_kind", &hj_notice_kind_words },
	{ "notice_state", &hj_notice_state_words },
	{ "reach", &hj_reach_words },
	{ "means", &hj_means_words },
	{ "proof", &hj_proof_words },
	{ "turn_down", &hj_turn_down_words },
	{ "need", &hj_need_words },
	{ "effect", &hj_effect_words },
	{ "clock_state", &hj_clock_state_words },
	{ "certainty", &hj_certainty_words },
	{ "danger", &hj_danger_words },
	{ "aid_matter", &hj_aid_matter_words },
	{ "unit", &hj_unit_words },
	{ "link_kind", &hj_link_kind_words },
	{ "stretch", &hj_stretch_words },
	{ "role", &hj_role_words },
	{ "reached", &hj_reached_words },
	{ "signing", &hj_signing_words },
	{ "interval", &hj_interval_words },
	{ "trigger", &hj_trigger_words },
	{ "paper", &hj_dossier_paper_words },
	{ "guest", &hj_guest_role_words },
	{ "sticking", &hj_sticking_words },
	{ "member_status", &hj_member_status_words },
	{ "draw_state", &hj_draw_state_words },
	{ "left_out", &hj_left_out_words },
	{ "party_kind", &hj_party_kind_words },
	{ "satisfaction", &hj_satisfaction_words },
	{ "trial", &hj_trial_words },
	{ "warning", &hj_warning_words },
	{ "compact_stage", &hj_compact_stage_words },
	{ "compact_between", &hj_compact_between_words },
	{ "compact_class", &hj_compact_class_words },
	{ "compact_form", &hj_compact_form_words },
	{ "compact_party", &hj_compact_party_words },
	{ "compact_meeting", &hj_compact_meeting_words },
	{ "compact_kept", &hj_compact_kept_words },
	{ "compact_reviewer", &hj_compact_reviewer_words },
	{ "compact_ending", &hj_compact_ending_words },
	{ "assessment_stage", &hj_assessment_stage_words },
	{ "assessment_found", &hj_assessment_found_words },
	{ "risk_grade", &hj_risk_grade_words },
	{ "risk_outcome", &hj_risk_outcome_words },
	{ "help", &hj_help_words },
	{ "help_stage", &hj_help_stage_words },
	{ "help_concern", &hj_help_concern_words },
	{ "help_ending", &hj_help_ending_words },
	{ "review_stage", &hj_review_stage_words },
	{ "finding_state", &hj_finding_state_words },
	{ "supervision", &hj_supervision_words },
	{ "petition_class", &hj_petition_class_words },
	{ "petition_way", &hj_petition_way_words },
};

const struct hj_words *
hj_glossary_words(const char *name)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (strcmp(lists[i].name, name) == 0)
			return lists[i].words;
	return NULL;
}

static void
put(struct hj_out *j, enum hj_lang lang, const char *name, const char *zh,
    const char *en)
{
	const char *text = lang == HJ_LANG_EN ? en : zh;

	if (text != NULL)
		hj_out_put_str(j, name, text);
}

static void
put_words(struct hj_out *j, enum hj_lang lang)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const struct hj_words *w = lists[i].words;

		hj_out_key(j, lists[i].name);
		hj_out_open(j);
		for (size_t k = 1; k < w->n; k++)
			put(j, lang, w->word[k].name, w->word[k].zh,
			    w->word[k].en);
		hj_out_close(j);
	}
}

/* What a dispute has as well is said with that. */
static void
put_kinds(
    struct hj_out *j, enum hj_lang lang, const struct hj_event_kinds *kinds)
{
	for (size_t i = 0; i < kinds->n; i++) {
		const struct hj_event_kind *kind = kinds->kind[i];

		if (kinds == &hj_dispute_events ||
		    hj_event_kind_find(&hj_dispute_events, kind->name) == NULL)
			put(j, lang, kind->name, kind->zh, kind->en);
	}
}

static void
put_events(struct hj_out *j, enum hj_lang lang)
{
	static const struct hj_stream_kind *const others[] = {
		&hj_compact_kind,
		&hj_assessment_kind,
		&hj_help_kind,
		&hj_review_kind,
	};
	const size_t n = sizeof(others) / sizeof(others[0]);

	hj_out_key(j, "event");
	hj_out_open(j);
	put_kinds(j, lang, &hj_dispute_events);
	for (size_t i = 0; i < n; i++)
		put_kinds(j, lang, others[i]->events);
	hj_out_close(j);
}

/* Is the limit named in a set before this one?  A name means one thing. */
static bool
named_before(const struct hj_rules *rules, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (hj_rule_clock_find(&rules->set[i], name) != NULL)
			return true;
	return false;
}

static void
put_rules(struct hj_out *j, enum hj_lang lang, const struct hj_rules *rules)
{
	hj_out_key(j, "limit");
	hj_out_open(j);
	/* Not in the list of any set: ladders and exits have them. */
	put(j, lang, HJ_LADDER_STEP, "本级期限", "limit of the step");
	put(j, lang, HJ_LADDER_ACCEPT, "接收期限", "limit for taking it over");
	put(j, lang, HJ_LADDER_OVERALL, "全程期限", "limit over all steps");
	put(j, lang, HJ_RULE_DAYS, "规则所看的日数", "days that rules look at");
	put(j, lang, HJ_OWED_RIGHT, "告知当事人的权利", "a right is told");
	put(j, lang, HJ_OWED_REASONS, "书面说明原因", "reasons in writing");
	put(j, lang, HJ_OWED_EXTENSION, "告知延长及理由",
	    "the extension and its reason are told");
	for (size_t i = 0; i < rules->n; i++)
		for (size_t k = 0; k < rules->set[i].n_clocks; k++) {
			const struct hj_rule_clock *c =
			    &rules->set[i].clocks[k];

			if (!named_before(rules, i, c->name))
				put(j, lang, c->name, c->zh, c->en);
		}
	hj_out_close(j);
	hj_out_key(j, "set");
	hj_out_open(j);
	for (size_t i = 0; i < rules->n; i++)
		put(j, lang, rules->set[i].name, rules->set[i].title_zh,
		    rules->set[i].title_en);
	hj_out_close(j);
}

void
hj_glossary_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	put_words(&j, req->lang);
	put_events(&j, req->lang);
	put_rules(&j, req->lang, &w->rules);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_req_add_header(req, "Vary", "Accept-Language");
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}
