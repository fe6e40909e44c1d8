/* The pieces that sentences about rules are made of; see voice.h. */
#include "lib/rules/voice.h"

#include "lib/dispute/event.h"

#include <string.h>

void
hj_say(struct hj_voice *v, const char *zh, const char *en)
{
	hj_buf_puts(&v->b, v->zh ? zh : en);
}

void
hj_say_text(struct hj_voice *v, const char *text)
{
	hj_buf_puts(&v->b, text);
}

void
hj_say_int(struct hj_voice *v, int64_t n)
{
	hj_buf_int(&v->b, n);
}

void
hj_say_word(struct hj_voice *v, const struct hj_words *words, int value)
{
	if (value > 0 && (size_t)value < words->n)
		hj_say(v, words->word[value].zh, words->word[value].en);
}

void
hj_say_length(struct hj_voice *v, int64_t n, int unit)
{
	if (unit != HJ_UNIT_AT_ONCE && unit != HJ_UNIT_SAME_DAY) {
		hj_say_int(v, n);
		hj_say(v, "", " ");
	}
	hj_say_word(v, &hj_unit_words, unit);
	if (!v->zh && n > 1)
		hj_say_text(v, "s");
}

void
hj_say_event(struct hj_voice *v, const char *kind)
{
	const struct hj_event_kind *k =
	    hj_event_kind_find(&hj_dispute_events, kind);

	if (k == NULL)
		hj_say_text(v, kind);
	else
		hj_say(v, k->zh, k->en);
}

/* What sets usually name as other routes. */
static const struct {
	const char *zh, *en;
} routes[] = {
	{ "仲裁", "arbitration" },
	{ "信访", "petition" },
	{ "公证", "notary" },
	{ "法律援助", "legal aid" },
	{ "行政复议", "administrative reconsideration" },
	{ "行政裁决", "administrative ruling" },
	{ "诉讼", "suit" },
};

static void
say_route(struct hj_voice *v, const char *text)
{
	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (strcmp(routes[i].zh, text) == 0) {
			hj_say(v, routes[i].zh, routes[i].en);
			return;
		}
	hj_say_text(v, text);
}

static void
say_item(struct hj_voice *v, const char *text, enum hj_list_of what)
{
	const struct hj_body_kind *kind =
	    what == HJ_LO_KINDS ? hj_body_kind_find(v->dir, text) : NULL;

	if (kind != NULL)
		hj_say(v, kind->zh, kind->en);
	else if (what == HJ_LO_EVENTS)
		hj_say_event(v, text);
	else if (what == HJ_LO_ROUTES)
		say_route(v, text);
	else
		hj_say_text(v, text);
}

void
hj_say_list(struct hj_voice *v, const struct hj_name *list, size_t n,
    enum hj_list_of what)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			hj_say(v, "、", ", ");
		say_item(v, list[i].text, what);
	}
}

void
hj_say_some(struct hj_voice *v, const char *zh, const char *en,
    const struct hj_name *list, size_t n, enum hj_list_of what)
{
	if (n == 0)
		return;
	hj_say(v, zh, en);
	hj_say_list(v, list, n, what);
}

static const struct hj_rule_fact *
fact_of(const struct hj_voice *v, const char *name)
{
	for (size_t i = 0; i < v->set->n_facts; i++)
		if (strcmp(v->set->facts[i].name, name) == 0)
			return &v->set->facts[i];
	return NULL;
}

/* A bound of a fact; money in yuan, to the fen. */
static void
say_bound(struct hj_voice *v, const struct hj_rule_fact *f, const char *zh,
    const char *en, int64_t n)
{
	if (n == 0)
		return;
	hj_say(v, zh, en);
	if (f == NULL || f->type != HJ_FT_MONEY) {
		hj_say_int(v, n);
		return;
	}
	hj_say_int(v, n / 100);
	if (n % 100 != 0) {
		hj_say_text(v, ".");
		hj_buf_digits(&v->b, n % 100, 2);
	}
	hj_say(v, "元", " yuan");
}

/* The words of a fact by what they are called. */
static void
say_words(struct hj_voice *v, const struct hj_rule_fact *f, const char *zh,
    const char *en, const struct hj_name *list, size_t n)
{
	if (n == 0)
		return;
	hj_say(v, zh, en);
	for (size_t i = 0; i < n; i++) {
		const struct hj_rule_word *w = NULL;

		for (size_t k = 0; f != NULL && k < f->n_words; k++)
			if (strcmp(f->words[k].name, list[i].text) == 0)
				w = &f->words[k];
		if (i > 0)
			hj_say(v, "或者", " or ");
		if (w == NULL)
			hj_say_text(v, list[i].text);
		else
			hj_say(v, w->zh, w->en);
	}
}

static void
say_test(struct hj_voice *v, const struct hj_rule_test *t)
{
	const struct hj_rule_fact *f = fact_of(v, t->fact);

	if (f == NULL)
		hj_say_text(v, t->fact);
	else
		hj_say(v, f->zh, f->en);
	say_words(v, f, "为", " is ", t->any_of, t->n_any_of);
	say_words(v, f, "不为", " is not ", t->none_of, t->n_none_of);
	say_bound(v, f, "不少于", " at least ", t->at_least);
	say_bound(v, f, "大于", " more than ", t->above);
	say_bound(v, f, "不超过", " at most ", t->at_most);
	say_bound(v, f, "少于", " less than ", t->below);
	if (t->yes)
		hj_say(v, "为是", " holds");
	if (t->no)
		hj_say(v, "为否", " does not hold");
	if (t->unknown)
		hj_say(v, "尚不清楚", " is not known");
}

void
hj_say_when(struct hj_voice *v, const struct hj_rule_test *when, size_t n)
{
	if (n == 0)
		return;
	hj_say(v, "", "if ");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			hj_say(v, "且", " and ");
		say_test(v, &when[i]);
	}
	hj_say(v, "的,", ", ");
}

static const char *
step_in(const struct hj_rule_step *step, size_t n, const char *name, bool zh)
{
	for (size_t i = 0; i < n; i++)
		if (step[i].name != NULL && strcmp(step[i].name, name) == 0)
			return zh ? step[i].zh : step[i].en;
	return NULL;
}

void
hj_say_step(struct hj_voice *v, const char *name)
{
	const char *called =
	    step_in(v->set->ladder, v->set->n_ladder, name, v->zh);

	for (size_t i = 0; called == NULL && i < v->set->n_ladders; i++)
		called = step_in(v->set->ladders[i].steps,
		    v->set->ladders[i].n_steps, name, v->zh);
	hj_say_text(v, called == NULL ? name : called);
}

void
hj_say_exit(struct hj_voice *v, const struct hj_rule_exit *x)
{
	hj_say_when(v, x->when, x->n_when);
	hj_say_word(v, &hj_exit_on_words, x->on);
	hj_say(v, "时,", ": ");
	if (x->who != NULL) {
		hj_say(v, "由", "by ");
		hj_say_text(v, x->who);
		hj_say(v, "决定,", ", ");
	}
	hj_say_word(v, &hj_exit_to_words, x->to);
	if (x->step != NULL) {
		hj_say(v, ":", " ");
		hj_say_step(v, x->step);
	}
	if (x->channel != 0) {
		hj_say(v, ":", " ");
		hj_say_word(v, &hj_channel_words, x->channel);
	}
	if (x->clock != NULL) {
		hj_say(v, ":", " in the time of: ");
		hj_say_clock(v, x->clock);
	}
	if (x->how != 0) {
		hj_say(v, ",", ", ");
		hj_say_word(v, &hj_exit_how_words, x->how);
	}
	if (x->times > 0) {
		hj_say(v, ",至多", ", at most ");
		hj_say_int(v, x->times);
		hj_say(v, "次", " times");
	}
}

void
hj_say_table(struct hj_voice *v, const char *name)
{
	for (size_t i = 0; i < v->set->n_tables; i++)
		if (strcmp(v->set->tables[i].name, name) == 0) {
			hj_say(v, v->set->tables[i].zh, v->set->tables[i].en);
			return;
		}
	hj_say_text(v, name);
}

void
hj_say_clock(struct hj_voice *v, const char *name)
{
	const struct hj_rule_clock *c = hj_rule_clock_find(v->set, name);

	if (c == NULL)
		hj_say_text(v, name);
	else
		hj_say(v, c->zh, c->en);
}

void
hj_said(struct hj_voice *v, const char *list, size_t i, const char *inner,
    size_t k, const char *article, int certainty)
{
	struct hj_rule_sentence *s = HJ_PUSH(v->a, v->done.item, v->done.n);
	struct hj_buf at;

	hj_buf_init(&at, 256);
	hj_buf_puts(&at, list);
	if (list[0] != '\0' && i != SIZE_MAX) {
		hj_buf_putc(&at, '/');
		hj_buf_int(&at, (int64_t)i);
	}
	if (inner != NULL) {
		hj_buf_puts(&at, inner);
		if (k != SIZE_MAX) {
			hj_buf_putc(&at, '/');
			hj_buf_int(&at, (int64_t)k);
		}
	}
	*s = (struct hj_rule_sentence){ .at = hj_strdup(v->a, hj_buf_text(&at)),
		.text = hj_strdup(v->a, hj_buf_text(&v->b)),
		.article = article,
		.certainty = certainty };
	hj_buf_release(&at);
	hj_buf_clear(&v->b);
}
