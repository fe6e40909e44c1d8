/* What followed in a course, in a line, and why, in some; see engine.h. */
#include "lib/rules/course.h"

#include <string.h>

struct text {
	struct hj_buf *b;
	bool zh;
};

static void
say(const struct text *t, const char *zh, const char *en)
{
	hj_buf_puts(t->b, t->zh ? zh : en);
}

/* "2024-03-04", or with the minute. */
static void
say_time(const struct text *t, int64_t at, bool exact)
{
	struct hj_date day = hj_legal_day(at);
	int64_t minute = (at - hj_legal_day_first(day)) / 60000;

	hj_date_format(t->b, day);
	if (!exact)
		return;
	hj_buf_putc(t->b, ' ');
	hj_buf_digits(t->b, minute / 60, 2);
	hj_buf_putc(t->b, ':');
	hj_buf_digits(t->b, minute % 60, 2);
}

void
hj_did_say(const struct hj_did *d, enum hj_lang lang, struct hj_buf *b)
{
	struct text t = { .b = b, .zh = lang == HJ_LANG_ZH };

	say_time(&t, d->at, d->exact);
	hj_buf_putc(b, ' ');
	hj_did_name(d, lang, b);
}

void
hj_did_name(const struct hj_did *d, enum hj_lang lang, struct hj_buf *b)
{
	struct text t = { .b = b, .zh = lang == HJ_LANG_ZH };
	const struct hj_word *act = &hj_did_words.word[d->act];

	say(&t, act->zh, act->en);
	if (d->zh != NULL && d->zh[0] != '\0') {
		hj_buf_putc(b, ' ');
		say(&t, d->zh, d->en);
	}
	if (d->due_on.ymd != 0) {
		say(&t, " 至 ", " until ");
		if (d->due_at != 0)
			say_time(&t, d->due_at, true);
		else
			hj_date_format(b, d->due_on);
	}
	if (d->more_zh != NULL) {
		say(&t, ",", ", ");
		say(&t, d->more_zh, d->more_en);
	}
}

static void
say_value(const struct text *t, const struct hj_input *v)
{
	const struct hj_rule_fact *f = v->fact;

	if (!v->known) {
		say(t, "尚不清楚", "not known");
	} else if (f->type == HJ_FT_FLAG) {
		say(t, v->n != 0 ? "是" : "否", v->n != 0 ? "yes" : "no");
	} else if (f->type != HJ_FT_WORD) {
		hj_buf_int(t->b, v->n);
		say(t, f->type == HJ_FT_MONEY ? "分" : "",
		    f->type == HJ_FT_MONEY ? " fen" : "");
	} else {
		for (size_t i = 0; i < f->n_words; i++)
			if (strcmp(f->words[i].name, v->word) == 0) {
				say(t, f->words[i].zh, f->words[i].en);
				return;
			}
		hj_buf_puts(t->b, v->word);
	}
}

void
hj_input_say(const struct hj_input *v, enum hj_lang lang, struct hj_buf *b)
{
	const struct text t = { .b = b, .zh = lang == HJ_LANG_ZH };

	say_value(&t, v);
}

static void
say_rule(const struct text *t, const struct hj_did *d)
{
	say(t, "规则:《", "Rule: ");
	say(t, d->set->title_zh, d->set->title_en);
	say(t, "》(", " (");
	hj_buf_puts(t->b, d->set->name);
	if (d->set->id != NULL) {
		hj_buf_putc(t->b, ' ');
		hj_buf_put(t->b, d->set->id,
		    strlen(d->set->id) < 12 ? strlen(d->set->id) : 12);
	}
	hj_buf_putc(t->b, ')');
	hj_buf_puts(t->b, d->rule);
	if (d->article != NULL) {
		say(t, ";依据:", "; article: ");
		hj_buf_puts(t->b, d->article);
	}
	say(t, "〔", " [");
	hj_buf_puts(t->b, hj_rule_certainty_label(
			      d->certainty, t->zh ? HJ_LANG_ZH : HJ_LANG_EN));
	say(t, "〕\n", "]\n");
}

void
hj_did_explain(const struct hj_did *d, enum hj_lang lang, struct hj_buf *b)
{
	struct text t = { .b = b, .zh = lang == HJ_LANG_ZH };

	say_rule(&t, d);
	for (size_t i = 0; i < d->n_inputs; i++) {
		say(&t, "事实:", "Fact: ");
		say(&t, d->inputs[i].fact->zh, d->inputs[i].fact->en);
		say(&t, "为", " is ");
		say_value(&t, &d->inputs[i]);
		hj_buf_putc(b, '\n');
	}
	for (size_t i = 0; i < d->n_losers; i++) {
		const struct hj_loser *l = &d->losers[i];

		say(&t, "也符合而不适用:", "Also fitted, does not hold: ");
		say(&t, l->zh, l->en);
		hj_buf_putc(b, ' ');
		hj_buf_puts(b, l->set->name);
		hj_buf_puts(b, l->at);
		say(&t, "(", " (");
		say(&t, hj_lost_words.word[l->why].zh,
		    hj_lost_words.word[l->why].en);
		say(&t, ")\n", ")\n");
	}
	if (d->counted != NULL)
		hj_derivation_explain(d->counted, lang, b);
}
