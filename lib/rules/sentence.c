/* A rule set in sentences: the whole, its facts and tables; see sentence.h. */
#include "lib/rules/voice.h"

#include <string.h>

#define SENTENCE_MOST ((size_t)64 * 1024)

const char *
hj_rule_certainty_label(int certainty, enum hj_lang lang)
{
	int known = certainty == HJ_CERTAINTY_UNVERIFIED
			? HJ_CERTAINTY_PROVISIONAL
			: certainty;
	const struct hj_word *w = &hj_certainty_words.word[known];

	return lang == HJ_LANG_ZH ? w->zh : w->en;
}

int
hj_rule_set_certainty(const struct hj_rule_set *set)
{
	if (strcmp(set->certainty, "F") == 0)
		return HJ_CERTAINTY_LAW;
	if (strcmp(set->certainty, "F-L") == 0)
		return HJ_CERTAINTY_LOCAL;
	return HJ_CERTAINTY_UNVERIFIED;
}

static void
say_date(struct hj_voice *v, int32_t ymd)
{
	hj_date_format(&v->b, (struct hj_date){ ymd });
}

/* What it is, where it comes from, where and when it holds. */
static void
say_head(struct hj_voice *v)
{
	const struct hj_rule_set *set = v->set;

	hj_say(v, "《", "");
	hj_say(v, set->title_zh, set->title_en);
	hj_say(v, "》适用于", " holds ");
	if (set->area[0] == '\0') {
		hj_say(v, "全国", "everywhere");
	} else {
		hj_say(v, "区划代码以", "in divisions whose code begins with ");
		hj_say_text(v, set->area);
		hj_say(v, "开头的地区", "");
	}
	hj_say(v, ",自", ", from ");
	say_date(v, set->valid_from);
	if (set->valid_to != 0) {
		hj_say(v, "至", " to ");
		say_date(v, set->valid_to);
	}
	hj_say(v, ",", ", ");
	hj_say(v, set->on_by_default ? "无须选择即适用" : "经选用后适用",
	    set->on_by_default ? "without being chosen" : "once chosen");
	hj_said(v, "", 0, NULL, 0, NULL, hj_rule_set_certainty(set));
	hj_say(v, "来源:", "Source: ");
	hj_say_text(v, set->source);
	hj_said(
	    v, "/source", SIZE_MAX, NULL, 0, NULL, hj_rule_set_certainty(set));
	if (set->reading != NULL) {
		hj_say(v, "采用的读法:", "Read as: ");
		hj_say_text(v, set->reading);
		hj_said(v, "/reading", SIZE_MAX, NULL, 0, NULL,
		    hj_rule_set_certainty(set));
	}
}

/* Where its value comes from. */
static void
say_origin(struct hj_voice *v, const struct hj_rule_fact *f)
{
	if (f->from != 0) {
		hj_say(v, "取自登记和经过:", " is taken from the dispute: ");
		hj_say_word(v, &hj_fact_from_words, f->from);
	} else if (f->by != NULL) {
		hj_say(v, "由", " is judged by ");
		hj_say_text(v, f->by);
		hj_say(v, "判定", "");
	} else if (f->table != NULL) {
		hj_say(v, "由表“", " is given by the table “");
		hj_say_table(v, f->table);
		hj_say(v, "”得出", "”");
	} else if (f->n_counts > 0) {
		hj_say(v, "为下列事件的次数:", " counts these events: ");
		hj_say_list(v, f->counts, f->n_counts, HJ_LO_EVENTS);
		hj_say(v, f->over == 0 ? "" : ",范围:",
		    f->over == 0 ? "" : ", over ");
		hj_say_word(v, &hj_fact_over_words, f->over);
		if (f->within > 0) {
			hj_say(v, ",最近", ", in the last ");
			hj_say_length(v, f->within, f->unit);
		}
	}
}

void
hj_say_facts(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_facts; i++) {
		const struct hj_rule_fact *f = &v->set->facts[i];

		hj_say(v, "事实“", "The fact “");
		hj_say(v, f->zh, f->en);
		hj_say(v, "”", "”");
		say_origin(v, f);
		hj_say(v, ",类型:", ", type: ");
		hj_say_word(v, &hj_fact_type_words, f->type);
		for (size_t k = 0; k < f->n_words; k++) {
			hj_say(v, k == 0 ? ",可为" : "、",
			    k == 0 ? ", one of " : ", ");
			hj_say(v, f->words[k].zh, f->words[k].en);
		}
		hj_said(v, "/facts", i, NULL, 0, NULL,
		    hj_rule_set_certainty(v->set));
	}
}

/* The label of what the row gives, as the fact of the table calls it. */
static void
say_given(struct hj_voice *v, const struct hj_rule_table *t, const char *word)
{
	for (size_t i = 0; i < v->set->n_facts; i++) {
		const struct hj_rule_fact *f = &v->set->facts[i];

		if (f->table == NULL || strcmp(f->table, t->name) != 0)
			continue;
		for (size_t k = 0; k < f->n_words; k++)
			if (strcmp(f->words[k].name, word) == 0) {
				hj_say(v, f->words[k].zh, f->words[k].en);
				return;
			}
	}
	hj_say_text(v, word);
}

static void
say_row(struct hj_voice *v, const struct hj_rule_table *t,
    const struct hj_rule_row *r)
{
	if (r->gives != NULL) {
		hj_say(v, "得出:", "it gives ");
		say_given(v, t, r->gives);
	}
	if (r->points > 0) {
		hj_say(v, "计", "");
		hj_say_int(v, r->points);
		hj_say(v, "分", " points");
	}
	if (r->unit != 0) {
		hj_say(v, "期限为", "the limit is ");
		hj_say_length(v, r->length, r->unit);
	}
}

void
hj_say_tables(struct hj_voice *v)
{
	for (size_t i = 0; i < v->set->n_tables; i++) {
		const struct hj_rule_table *t = &v->set->tables[i];
		int sure = hj_rule_set_certainty(v->set);

		hj_say(v, "表“", "Table “");
		hj_say(v, t->zh, t->en);
		hj_say(v, "”:", "”: ");
		hj_say_word(v, &hj_hit_words, t->hit);
		hj_said(v, "/tables", i, NULL, 0, NULL, sure);
		for (size_t k = 0; k < t->n_rows; k++) {
			hj_say_when(v, t->rows[k].when, t->rows[k].n_when);
			say_row(v, t, &t->rows[k]);
			hj_said(v, "/tables", i, "/rows", k, NULL, sure);
		}
		if (t->otherwise == NULL)
			continue;
		hj_say(v, "均不符合的,", "otherwise ");
		say_row(v, t, t->otherwise);
		hj_said(v, "/tables", i, "/otherwise", SIZE_MAX, NULL, sure);
	}
}

struct hj_rule_sentences
hj_rule_sentences(struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_directory *dir, enum hj_lang lang)
{
	struct hj_voice v = {
		.a = a, .set = set, .dir = dir, .zh = lang == HJ_LANG_ZH
	};

	hj_buf_init(&v.b, SENTENCE_MOST);
	say_head(&v);
	hj_say_facts(&v);
	hj_say_tables(&v);
	hj_say_ladders(&v);
	hj_say_clocks(&v);
	hj_say_tasks(&v);
	hj_say_rates(&v);
	hj_say_guards(&v);
	hj_say_forums(&v);
	hj_say_duties(&v);
	hj_say_petitions(&v);
	hj_say_prevention(&v);
	hj_say_retentions(&v);
	hj_say_citations(&v);
	hj_buf_release(&v.b);
	return v.done;
}
