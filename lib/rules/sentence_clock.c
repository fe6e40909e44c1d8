/* Limits in sentences; see sentence.h. */
#include "lib/rules/voice.h"

/* The wire words of `list` as people say them. */
static void
say_words(struct hj_voice *v, const char *zh, const char *en,
    const struct hj_words *words, const struct hj_name *list, size_t n)
{
	if (n == 0)
		return;
	hj_say(v, zh, en);
	for (size_t i = 0; i < n; i++) {
		int value = 0;

		for (size_t k = 1; k < words->n; k++)
			if (hj_name_in(&list[i], 1, words->word[k].name))
				value = (int)k;
		if (i > 0)
			hj_say(v, "、", ", ");
		if (value == 0)
			hj_say_text(v, list[i].text);
		else
			hj_say_word(v, words, value);
	}
}

/* A word of the clock behind what it is. */
static void
say_bound(struct hj_voice *v, const char *zh, const char *en,
    const struct hj_words *words, int value)
{
	if (value == 0)
		return;
	hj_say(v, zh, en);
	hj_say_word(v, words, value);
}

/* What it is limited to. */
static void
say_bounds(struct hj_voice *v, const struct hj_rule_clock *c)
{
	say_bound(v, ";限于程序:", "; only in the channel ", &hj_channel_words,
	    c->channel);
	say_bound(v, ";限于审理程序:", "; only in a trial: ", &hj_trial_words,
	    c->trial);
	say_bound(v,
	    ";限于文书:", "; only of the notice: ", &hj_notice_kind_words,
	    c->notice);
	hj_say_some(
	    v, ";限于单位:", "; only at ", c->kinds, c->n_kinds, HJ_LO_KINDS);
	hj_say_some(v, ";限于类别:", "; only for categories ", c->categories,
	    c->n_categories, HJ_LO_TEXTS);
	say_words(v,
	    ";限于移交:", "; only of referrals: ", &hj_referral_kind_words,
	    c->referrals, c->n_referrals);
	say_words(v,
	    ";限于结束事由:", "; only if it ended by: ", &hj_ground_words,
	    c->grounds, c->n_grounds);
	if (c->once)
		hj_say(v, ";只起算一次", "; it starts but once");
}

static void
say_start(struct hj_voice *v, const struct hj_rule_clock *c)
{
	hj_say_when(v, c->when, c->n_when);
	hj_say(v, "自", "from ");
	if (c->after != NULL) {
		hj_say(v, "期限“", "the expiry of “");
		hj_say_clock(v, c->after);
		hj_say(v, "”届满", "”");
	} else {
		hj_say_event(v, c->starts);
	}
	hj_say_some(
	    v, "和", " or ", c->starts_also, c->n_starts_also, HJ_LO_EVENTS);
	if (c->n_starts_also > 0)
		hj_say(v, "中在后者", ", the later,");
	hj_say(v, "起", " ");
	if (c->unit != 0)
		hj_say_length(v, c->length, c->unit);
	if (c->lengths != NULL) {
		hj_say(v, c->unit == 0 ? "按表“" : ",长度按表“",
		    c->unit == 0 ? "by the table “"
				 : ", its length by the table “");
		hj_say_table(v, c->lengths);
		hj_say(v, "”", "”");
	}
	if (c->next_hour)
		hj_say(v, ",从次时起算", ", counted from the next hour");
	if (c->roll)
		hj_say(v, ",末日休息的顺延",
		    ", rolling on if the last day is off");
}

/* What ends, pauses or lengthens it. */
static void
say_course(struct hj_voice *v, const struct hj_rule_clock *c)
{
	hj_say_some(
	    v, ";完成于:", "; met by ", c->meets, c->n_meets, HJ_LO_EVENTS);
	say_words(v, ",送达:", " of the notice ", &hj_notice_kind_words,
	    c->met_by, c->n_met_by);
	say_bound(
	    v, ",程序:", " in the channel ", &hj_channel_words, c->met_channel);
	if (c->not_before)
		hj_say(v, ",到日方可完成", ", not before its last day");
	hj_say_some(
	    v, ";终止于:", "; stopped by ", c->stops, c->n_stops, HJ_LO_EVENTS);
	say_bound(v, ",程序:", " in the channel ", &hj_channel_words,
	    c->stop_channel);
	hj_say_some(v, ";重新起算于:", "; starts anew at ", c->restarts,
	    c->n_restarts, HJ_LO_EVENTS);
	hj_say_some(v, ";取代:", "; replaces ", c->replaces, c->n_replaces,
	    HJ_LO_TEXTS);
	hj_say_some(v, ";不计时段始于:", "; not counted from ", c->pauses,
	    c->n_pauses, HJ_LO_EVENTS);
	hj_say_some(
	    v, ",止于:", " to ", c->resumes, c->n_resumes, HJ_LO_EVENTS);
	if (c->pause_article != NULL) {
		hj_say(v, "(", " (");
		hj_say_text(v, c->pause_article);
		hj_say(v, ")", ")");
	}
}

static void
say_extension(struct hj_voice *v, const struct hj_rule_clock *c)
{
	hj_say(v, ";延长:", "; extended by: ");
	hj_say_word(v, &hj_extends_words, c->extends);
	if (c->extension_most > 0) {
		hj_say(v, ",累计不超过", ", in all at most ");
		hj_say_length(v, c->extension_most, c->unit);
	}
	if (c->n_excluded_from > 0) {
		hj_say_some(v, ",延长期间不计入:",
		    ", which does not count in: ", c->excluded_from,
		    c->n_excluded_from, HJ_LO_TEXTS);
		hj_say(v, "(", " (");
		hj_say_text(v, c->excluded_article);
		hj_say(v, ")", ")");
	}
	if (c->extension_times > 0) {
		hj_say(v, ",至多", ", at most ");
		hj_say_int(v, c->extension_times);
		hj_say(v, "次", " times");
	}
	if (c->extension_before)
		hj_say(v, ",须在届满前提出", ", asked for before it ends");
	if (c->extension_told)
		hj_say(v, ",须告知当事人和理由",
		    ", the parties told with the reason");
}

static void
say_days(struct hj_voice *v, const struct hj_no *list, size_t n, const char *zh,
    const char *en, const char *tail_zh, const char *tail_en)
{
	for (size_t i = 0; i < n; i++) {
		hj_say(v, i == 0 ? zh : "、", i == 0 ? en : ", ");
		hj_say_int(v, list[i].no);
	}
	if (n > 0)
		hj_say(v, tail_zh, tail_en);
}

void
hj_say_clocks(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_clocks; i++) {
		const struct hj_rule_clock *c = &v->set->clocks[i];

		hj_say(v, "期限“", "Limit “");
		hj_say(v, c->zh, c->en);
		hj_say(v, "”:", "”: ");
		say_start(v, c);
		hj_say(v, ",", ", ");
		hj_say_word(v, &hj_against_words, c->against);
		hj_say(v, ",按", ", one for each ");
		hj_say_word(v, &hj_clock_of_words, c->of);
		hj_say(v, "分别计算;届满:", "; at its end: ");
		hj_say_word(v, &hj_effect_words, c->effect);
		say_bounds(v, c);
		say_course(v, c);
		say_extension(v, c);
		say_days(v, c->warn, c->n_warn, ";届满前", "; warned ",
		    "日预警", " days before");
		say_days(v, c->warn_share, c->n_warn_share, ";用去",
		    "; warned at ", "%时预警", "% of it");
		say_days(v, c->warn_after, c->n_warn_after, ";届满后",
		    "; reminded ", "日催办", " days after");
		hj_said(v, "/clocks", i, NULL, 0, c->article, c->certainty);
		for (size_t k = 0; k < c->n_then; k++) {
			hj_say(v, c->zh, c->en);
			hj_say(v, ":", ": ");
			hj_say_exit(v, &c->then[k]);
			hj_said(v, "/clocks", i, "/then", k, c->then[k].article,
			    c->certainty);
		}
	}
}
