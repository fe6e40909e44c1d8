/* Tasks, rates, guards and the other rules in sentences; see sentence.h. */
#include "lib/rules/voice.h"

static const char *const weekdays_zh[] = { "", "周一", "周二", "周三", "周四",
	"周五", "周六", "周日" };
static const char *const weekdays_en[] = { "", "Monday", "Tuesday", "Wednesday",
	"Thursday", "Friday", "Saturday", "Sunday" };

/* When it falls due. */
static void
say_due(struct hj_voice *v, const struct hj_rule_task *t)
{
	if (t->after != NULL) {
		hj_say(v, ",自期限“", ", from the expiry of “");
		hj_say_clock(v, t->after);
		hj_say(v, "”届满", "”");
	} else if (t->starts != NULL) {
		hj_say(v, ",自", ", from ");
		hj_say_event(v, t->starts);
	}
	if (t->after != NULL || t->starts != NULL)
		hj_say(v, "起", "");
	for (size_t i = 0; i < t->n_days; i++) {
		hj_say(v, i == 0 ? "第" : "、", i == 0 ? ", on day " : ", ");
		hj_say_int(v, t->days[i].no);
	}
	hj_say(v, t->n_days > 0 ? "日" : "", "");
	if (t->unit != 0) {
		hj_say(v, ",时限", ", within ");
		hj_say_length(v, t->length, t->unit);
	}
	if (t->every > 0) {
		hj_say(v, ",每", ", every ");
		hj_say_length(v, t->every, t->every_unit);
		hj_say(v, "一次", "");
	}
	if (t->weekday > 0)
		hj_say(v, hj_concat(v->a, ",", weekdays_zh[t->weekday], NULL),
		    hj_concat(v->a, ", on ", weekdays_en[t->weekday], NULL));
}

void
hj_say_tasks(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_tasks; i++) {
		const struct hj_rule_task *t = &v->set->tasks[i];

		hj_say(v, "任务“", "Task “");
		hj_say(v, t->zh, t->en);
		hj_say(v, "”:", "”: ");
		hj_say_when(v, t->when, t->n_when);
		hj_say_word(v, &hj_task_does_words, t->does);
		hj_say(v, ",对象:", ", about each ");
		hj_say_word(v, &hj_task_of_words, t->of);
		hj_say_some(
		    v, ",责任:", ", by ", t->who, t->n_who, HJ_LO_KINDS);
		if (t->n_who == 0)
			hj_say(v, ",责任人来源未载",
			    ", by whom the source leaves open");
		hj_say_some(v, ",向:", ", to ", t->to, t->n_to, HJ_LO_KINDS);
		hj_say_some(v, ",方式:", ", by means of ", t->means, t->n_means,
		    HJ_LO_TEXTS);
		say_due(v, t);
		if (t->step != NULL) {
			hj_say(v, ",限于层级:", ", only at the step ");
			hj_say_step(v, t->step);
		}
		hj_say_some(v, ",材料:", ", with evidence: ", t->evidence,
		    t->n_evidence, HJ_LO_TEXTS);
		if (t->before_close)
			hj_say(v, ",办结前须完成", ", before closing");
		if (t->effect != 0) {
			hj_say(v, ";未完成的:", "; if missed: ");
			hj_say_word(v, &hj_effect_words, t->effect);
		}
		hj_said(v, "/tasks", i, NULL, 0, t->article, t->certainty);
	}
}

/* A share: of what, and how high it should be. */
static void
say_share(struct hj_voice *v, const struct hj_rule_rate *r)
{
	if (r->percent > 0) {
		hj_say(v, ",不低于", ", at least ");
		hj_say_int(v, r->percent);
		hj_say_text(v, "%");
	} else {
		hj_say(v, ",目标来源未载",
		    ", the target is left open by the source");
	}
}

/* A quota: so many, by each of them. */
static void
say_quota(struct hj_voice *v, const struct hj_rule_rate *r)
{
	if (r->n_who == 0)
		hj_say(v, ",单位来源未载", ", at whom the source leaves open");
	hj_say(v, ",每个单位至少", ", each at least ");
	hj_say_int(v, r->quota);
	hj_say(v, "件", "");
}

void
hj_say_rates(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_rates; i++) {
		const struct hj_rule_rate *r = &v->set->rates[i];

		hj_say(v, r->quota > 0 ? "配额“" : "指标“",
		    r->quota > 0 ? "Quota “" : "Rate “");
		hj_say(v, r->zh, r->en);
		hj_say(v, "”:", "”: ");
		hj_say_list(v, r->part, r->n_part, HJ_LO_EVENTS);
		if (r->quota == 0) {
			hj_say(v, "占", " of ");
			hj_say_list(v, r->whole, r->n_whole, HJ_LO_EVENTS);
			hj_say(v, "之比", "");
		}
		hj_say_some(
		    v, ",单位:", ", at ", r->who, r->n_who, HJ_LO_KINDS);
		if (r->every > 0) {
			hj_say(v, ",每", ", every ");
			hj_say_length(v, r->every, r->every_unit);
		}
		if (r->quota > 0)
			say_quota(v, r);
		else
			say_share(v, r);
		hj_said(v, "/rates", i, NULL, 0, r->article, r->certainty);
	}
}

static void
say_items(struct hj_voice *v, const struct hj_rule_guard *g)
{
	for (size_t i = 0; i < g->n_items; i++) {
		hj_say(v, i == 0 ? ",逐项写明:" : "、",
		    i == 0 ? ", each of these is stated: " : "; ");
		hj_say(v, g->items[i].zh, g->items[i].en);
	}
}

void
hj_say_guards(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_guards; i++) {
		const struct hj_rule_guard *g = &v->set->guards[i];

		hj_say(v, g->zh, g->en);
		hj_say(v, ":", ": ");
		hj_say_when(v, g->when, g->n_when);
		hj_say_word(v, &hj_bars_words, g->bars);
		if (g->step != NULL) {
			hj_say(v, ":", ": ");
			hj_say_step(v, g->step);
		}
		if (g->channel != 0) {
			hj_say(v, ",转入", ", it goes into ");
			hj_say_word(v, &hj_channel_words, g->channel);
		}
		if (g->toward != NULL) {
			hj_say(v, ",去向:", ", it goes to ");
			hj_say_text(v, g->toward);
		}
		if (g->beside)
			hj_say(v, ",并行办理", ", beside this");
		hj_say_some(v, ",须有:", ", it needs ", g->needs, g->n_needs,
		    HJ_LO_TEXTS);
		say_items(v, g);
		if (g->within != 0) {
			hj_say(v, ";限于", "; only in ");
			hj_say_word(v, &hj_channel_words, g->within);
		}
		hj_say_some(v, ";限于单位:", "; only at ", g->kinds, g->n_kinds,
		    HJ_LO_KINDS);
		if (g->stage != 0) {
			hj_say(v, ";限于环节:", "; only while it is ");
			hj_say_word(v, &hj_stage_words, g->stage);
		}
		if (g->most != 0) {
			hj_say(v, ",至多", ", at most ");
			hj_say_int(v, g->most);
		}
		hj_said(v, "/guards", i, NULL, 0, g->article, g->certainty);
	}
}

void
hj_say_duties(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_duties; i++) {
		const struct hj_rule_duty *d = &v->set->duties[i];

		if (d->source != 0) {
			hj_say(v, "来源为", "in matters from ");
			hj_say_word(v, &hj_source_words, d->source);
			hj_say(v, "的,", ", ");
		}
		hj_say_word(v, &hj_duty_who_words, d->who);
		hj_say(v, "不得", " does not ");
		hj_say_word(v, &hj_duty_act_words, d->act);
		hj_said(v, "/duties", i, NULL, 0, d->article,
		    hj_rule_set_certainty(v->set));
	}
}

void
hj_say_citations(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_citations; i++) {
		const struct hj_rule_citation *c = &v->set->citations[i];

		hj_say(v, "本文所引“", "What is cited here as “");
		hj_say_text(v, c->cites);
		hj_say(v, "”,自", "” is called, from ");
		hj_date_format(&v->b, (struct hj_date){ c->valid_from });
		if (c->valid_to != 0) {
			hj_say(v, "至", " to ");
			hj_date_format(&v->b, (struct hj_date){ c->valid_to });
		}
		hj_say(v, "为:", ": ");
		hj_say_text(v, c->reads);
		if (c->text != NULL) {
			hj_say(v, ";条文:", "; its text: ");
			hj_say_text(v, c->text);
		}
		hj_said(v, "/citations", i, NULL, 0, c->reads,
		    hj_rule_set_certainty(v->set));
	}
}
