/*
 * What a rule set says of petitions, compacts, assessments, the review of files
 * and their keeping, in sentences; see sentence.h.
 */
#include "lib/rules/voice.h"

static void
say_way(struct hj_voice *v, const struct hj_rule_way *w, size_t i)
{
	hj_say(v, "信访类别:", "Petitions of the class ");
	hj_say_word(v, &hj_petition_class_words, w->class);
	if (w->way != 0) {
		hj_say(v, ",途径:", ", the way ");
		hj_say_word(v, &hj_petition_way_words, w->way);
	}
	if (w->out)
		hj_say(v, ",导出信访程序", ", leave the petition line");
	if (w->clock != NULL) {
		hj_say(v, ",期限:", ", limit: ");
		hj_say_clock(v, w->clock);
	}
	hj_say(v, ",应送文书:", ", notice owed: ");
	hj_say_word(v, &hj_notice_kind_words, w->notice);
	hj_say(v, ",通常结束方式:", ", usual end: ");
	hj_say_word(v, &hj_petition_end_words, w->end);
	hj_said(
	    v, "/ways", i, NULL, 0, w->article, hj_rule_set_certainty(v->set));
}

void
hj_say_petitions(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_ways; i++)
		say_way(v, &v->set->ways[i], i);
	for (size_t i = 0; i < v->set->n_matters; i++) {
		const struct hj_rule_matter *m = &v->set->matters[i];

		hj_say(v, "信访事项“", "The matter “");
		hj_say(v, m->zh, m->en);
		hj_say(v, "”:", "”: ");
		hj_say_word(v, &hj_petition_class_words, m->class);
		if (m->way != 0) {
			hj_say(v, ",", ", ");
			hj_say_word(v, &hj_petition_way_words, m->way);
		}
		if (m->law)
			hj_say(v, ",涉法涉诉", ", of law and litigation");
		if (m->toward != NULL) {
			hj_say(v, ",去向:", ", it goes to ");
			hj_say_text(v, m->toward);
		}
		hj_said(v, "/matters", i, NULL, 0, NULL, m->certainty);
	}
}

static void
say_compact(struct hj_voice *v, const struct hj_rule_compact *c)
{
	hj_say(v, "公约:满意的不少于", "Compacts: passed if at least ");
	hj_say_int(v, c->at_least);
	hj_say(v, "/", " of ");
	hj_say_int(v, c->of);
	hj_say(v, c->basic_counts ? "(基本满意计入)" : "(基本满意不计入)",
	    c->basic_counts ? " are satisfied, the fairly satisfied included"
			    : " are satisfied, the fairly satisfied not");
	hj_say(v, ",每", ", reviewed every ");
	hj_say_length(v, c->months, HJ_UNIT_MONTHS);
	hj_say(v, "评议", "");
	if (c->legal_review)
		hj_say(
		    v, ",签约前法律顾问审核", ", legal review before signing");
	if (c->superior_review)
		hj_say(v, ",签约前上级审核", ", review above before signing");
	if (c->publicity)
		hj_say(v, ",签约前公示", ", made public before signing");
	hj_said(v, "/compact", SIZE_MAX, NULL, 0, c->article, c->certainty);
}

static void
say_assessment(struct hj_voice *v, const struct hj_rule_assessment *s)
{
	hj_say(v, "社会稳定风险评估:参与形式:",
	    "Assessment of stability risk: people take part by ");
	hj_say_list(v, s->forms, s->n_forms, HJ_LO_TEXTS);
	if (s->participation)
		hj_say(v, ",须有公众参与", ", which is required");
	for (size_t i = 0; i < s->n_outcomes; i++) {
		hj_say(v, ";", "; ");
		hj_say_word(v, &hj_risk_grade_words, s->outcomes[i].grade);
		hj_say(v, "风险可", " risk: ");
		hj_say_word(v, &hj_risk_outcome_words, s->outcomes[i].outcome);
	}
	hj_said(v, "/assessment", SIZE_MAX, NULL, 0, s->article, s->certainty);
}

static void
say_review(struct hj_voice *v, const struct hj_rule_review *s)
{
	for (size_t i = 0; i < s->n_items; i++) {
		const struct hj_rule_item *item = &s->items[i];

		hj_say(v, "卷宗评查:", "File review: ");
		hj_say(v, item->zh, item->en);
		hj_say(v, ",", ", ");
		hj_say_int(v, item->points);
		hj_say(v, "分", " points");
		hj_said(v, "/review", SIZE_MAX, "/items", i, item->source,
		    item->certainty);
	}
	for (size_t i = 0; i < s->n_grades; i++) {
		hj_say(v, "卷宗评查等次:", "Grade of a file review: ");
		hj_say(v, s->grades[i].zh, s->grades[i].en);
		hj_say(v, ",不低于", ", from ");
		hj_say_int(v, s->grades[i].at_least);
		hj_say(v, "分", " points");
		hj_said(
		    v, "/review", SIZE_MAX, "/grades", i, NULL, s->certainty);
	}
}

static void
say_channels(struct hj_voice *v, const struct hj_channel_item *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			hj_say(v, "、", ", ");
		hj_say_word(v, &hj_channel_words, list[i].channel);
	}
}

void
hj_say_forums(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_forums; i++) {
		const struct hj_rule_forum *f = &v->set->forums[i];

		hj_say(v, "在办", "open: ");
		say_channels(v, f->open, f->n_open);
		hj_say(v, ",新开", "; to be opened: ");
		say_channels(v, f->fresh, f->n_fresh);
		if (f->category != NULL) {
			hj_say(v, ",限于类别", "; only of ");
			hj_say_text(v, f->category);
		}
		hj_say(v, ":", ": ");
		hj_say_word(v, &hj_forum_effect_words, f->effect);
		hj_said(v, "/forums", i, NULL, 0, f->article, f->certainty);
	}
}

void
hj_say_prevention(struct hj_voice *v)
{
	if (v->set->compact != NULL)
		say_compact(v, v->set->compact);
	if (v->set->assessment != NULL)
		say_assessment(v, v->set->assessment);
	if (v->set->review != NULL)
		say_review(v, v->set->review);
}

void
hj_say_retentions(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_retentions; i++) {
		const struct hj_rule_retention *r = &v->set->retentions[i];

		if (r->channel != 0) {
			hj_say_word(v, &hj_channel_words, r->channel);
			hj_say(v, "的", ": ");
		}
		hj_say(v, "卷宗可以定为", "files may be put away as ");
		hj_say(v, r->zh, r->en);
		if (r->permanent) {
			hj_say(v, ",永久保管", ", for ever");
		} else if (r->years != 0) {
			hj_say(v, ",保管", ", years: ");
			hj_say_int(v, r->years);
			hj_say(v, "年", "");
		} else {
			hj_say(v, ",年数来源未载,由立卷单位写明",
			    ", the source leaves the years open: the body says "
			    "them");
		}
		hj_said(v, "/retentions", i, NULL, 0, r->article, r->certainty);
	}
}
