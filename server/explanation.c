/* Why a limit ends, or the rules acted; see explanation.h. */
#include "server/explanation.h"

#include "lib/dispute/codec.h"

#include <string.h>

#define STEPS_MOST ((size_t)64 * 1024)

/* What is said of a limit, whatever the form. */
struct account {
	const struct hj_rule_set *set; /* NULL: not known any more */
	const struct hj_rule_clock
	    *rule; /* NULL: a ladder's own, or the same */
	const char *name;
	const char *article;
	int certainty;
	const char *label;
	struct hj_name *inputs; /* "length: 1 month" */
	size_t n_inputs;
	const char *at; /* the rule: its name, or its place in the set */
	struct loser {
		const char *rule, *name, *set_name, *article, *why;
	} * losers;
	size_t n_losers;
	struct hj_name *steps;
	size_t n_steps;
};

bool
hj_explained_read(
    struct hj_arena *a, const char *bytes, size_t len, struct hj_explained *x)
{
	struct hj_event *ev = HJ_NEW(a, struct hj_event);
	struct hj_error err = { 0 };

	if (hj_event_decode(a, &hj_dispute_events, bytes, len, ev, &err) !=
	    HJ_OK)
		return false;
	if (ev->kind->body == &hj_ladder_moved_fields) {
		const struct hj_ladder_moved *moved = ev->body;

		x->because = moved->because;
		x->why = moved->explanation;
		return x->because != NULL;
	}
	if (ev->kind->body == &hj_referral_set_fields) {
		const struct hj_referral_set *offered = ev->body;

		x->because = offered->because;
		x->why = offered->explanation;
		return x->because != NULL;
	}
	if (ev->kind->body == &hj_order_set_fields) {
		const struct hj_order_set *raised = ev->body;

		x->because = raised->because;
		x->why = raised->explanation;
		return x->because != NULL;
	}
	if (ev->kind == &hj_ev_rules_migrated) {
		const struct hj_rules_migrated *moved = ev->body;

		x->because = moved->because;
		return x->because != NULL;
	}
	if (ev->kind->body != &hj_clock_set_fields)
		return false;
	x->body = ev->body;
	x->because = x->body->because;
	return x->body->clock != NULL;
}

/* The limit that the rule replaces starts at the same, so it fitted too. */
static bool
fitted(const struct hj_rule_clock *rule, const struct hj_rule_clock *other)
{
	return strcmp(rule->starts, other->starts) == 0 &&
	       (other->channel == 0 || other->channel == rule->channel) &&
	       hj_name_in(rule->replaces, rule->n_replaces, other->name);
}

static void
find_losers(struct hj_arena *a, const struct hj_explained *x, struct account *t)
{
	for (size_t s = 0; t->rule != NULL && s < x->rules->n; s++) {
		const struct hj_rule_set *set = &x->rules->set[s];
		size_t area = strlen(set->area);

		if (set != t->set &&
		    (!set->on_by_default ||
			strncmp(x->county, set->area, area) != 0))
			continue;
		for (size_t i = 0; i < set->n_clocks; i++) {
			const struct hj_rule_clock *c = &set->clocks[i];
			bool zh = x->lang == HJ_LANG_ZH;

			if (fitted(t->rule, c))
				*HJ_PUSH(a, t->losers, t->n_losers) =
				    (struct loser){ c->name, zh ? c->zh : c->en,
					    set->name, c->article, NULL };
		}
	}
}

/* What was pinned when it happened: facts, and what else fitted. */
static void
take_reason(struct hj_arena *a, const struct hj_explained *x, struct account *t)
{
	const struct hj_reason *r = x->because;
	bool zh = x->lang == HJ_LANG_ZH;

	for (size_t i = 0; i < r->n_facts; i++)
		HJ_PUSH(a, t->inputs, t->n_inputs)->text = hj_concat(a,
		    zh ? r->facts[i].zh : r->facts[i].en, zh ? ":" : ": ",
		    zh ? r->facts[i].value_zh : r->facts[i].value_en, NULL);
	for (size_t i = 0; i < r->n_losers; i++) {
		const struct hj_reason_loser *l = &r->losers[i];

		*HJ_PUSH(a, t->losers, t->n_losers) =
		    (struct loser){ l->rule, zh ? l->zh : l->en, l->set, NULL,
			    zh ? l->why_zh : l->why_en };
	}
}

static void
add_input(struct hj_arena *a, struct account *t, const char *text)
{
	HJ_PUSH(a, t->inputs, t->n_inputs)->text = text;
}

static const char *
date_text(struct hj_arena *a, int32_t ymd)
{
	struct hj_buf b;

	hj_buf_init(&b, 16);
	hj_date_format(&b, (struct hj_date){ ymd });
	return hj_buf_keep(a, &b);
}

/* What it was counted from. */
static void
find_inputs(struct hj_arena *a, const struct hj_explained *x, struct account *t)
{
	const struct hj_clock *c = x->body->clock;
	bool zh = x->lang == HJ_LANG_ZH;
	const struct hj_word *unit = &hj_unit_words.word[c->unit];
	struct hj_buf b;

	if (t->rule != NULL) {
		const struct hj_event_kind *k =
		    hj_event_kind_find(&hj_dispute_events, t->rule->starts);
		const char *kind = k == NULL ? t->rule->starts
				   : zh      ? k->zh
					     : k->en;

		add_input(a, t,
		    hj_concat(a, zh ? "起算事件:" : "starts at: ", kind, NULL));
	}
	hj_buf_init(&b, 256);
	hj_buf_puts(&b, zh ? "长度:" : "length: ");
	if (c->length > 0) {
		hj_buf_int(&b, c->length);
		hj_buf_puts(&b, zh ? "" : " ");
	}
	/* A task may be owed without a day. */
	if (c->unit == 0)
		hj_buf_puts(&b, zh ? "未定期限" : "no time is set");
	else
		hj_buf_puts(&b, zh ? unit->zh : unit->en);
	add_input(a, t, hj_buf_keep(a, &b));
	if (c->day0 != 0)
		add_input(a, t,
		    hj_concat(a, zh ? "起算日:" : "day 0: ",
			date_text(a, c->day0), NULL));
	for (size_t i = 0; i < c->n_pause; i++)
		add_input(a, t,
		    hj_concat(a, zh ? "扣除:自" : "paused from ",
			date_text(a, c->pause[i].from.ymd), NULL));
}

/* The numbered sentences of a derivation, without their numbers. */
static void
find_steps(struct hj_arena *a, const struct hj_explained *x, struct account *t)
{
	struct hj_buf b;
	const char *text;

	if (x->body->derivation == NULL)
		return;
	hj_buf_init(&b, STEPS_MOST);
	hj_derivation_explain(x->body->derivation, x->lang, &b);
	text = hj_buf_keep(a, &b);
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		size_t digits = strspn(text, "0123456789");
		size_t number =
		    strncmp(text + digits, ". ", 2) == 0 ? digits + 2 : 0;

		if (n > number)
			HJ_PUSH(a, t->steps, t->n_steps)->text =
			    hj_strndup(a, text + number, n - number);
		text += n + (text[n] == '\n');
	}
}

/* An act that is no limit: what followed, of which rule. */
static struct account
account_of_act(struct hj_arena *a, const struct hj_explained *x)
{
	const struct hj_reason *r = x->because;
	bool zh = x->lang == HJ_LANG_ZH;
	struct account t = { .set = hj_rule_set_find(x->rules, r->set),
		.at = r->rule,
		.name = zh ? r->zh : r->en,
		.article = r->article,
		.certainty = r->certainty };

	t.label = hj_rule_certainty_label(t.certainty, x->lang);
	take_reason(a, x, &t);
	if (x->why != NULL && zh)
		HJ_PUSH(a, t.steps, t.n_steps)->text = x->why;
	return t;
}

static struct account
account_of(struct hj_arena *a, const struct hj_explained *x)
{
	const struct hj_clock *c = x->body == NULL ? NULL : x->body->clock;
	bool zh = x->lang == HJ_LANG_ZH;
	struct account t = { 0 };

	if (c == NULL)
		return account_of_act(a, x);
	t.set = hj_rule_set_find(x->rules, c->set);
	t.at = c->rule;
	t.rule = hj_rule_clock_find(t.set, c->rule);
	t.name = t.rule != NULL       ? (zh ? t.rule->zh : t.rule->en)
		 : x->because != NULL ? (zh ? x->because->zh : x->because->en)
				      : c->article;
	t.article = c->article;
	t.certainty = c->provisional ? HJ_CERTAINTY_PROVISIONAL : c->certainty;
	if (t.certainty == 0)
		t.certainty = HJ_CERTAINTY_UNVERIFIED;
	t.label = hj_rule_certainty_label(t.certainty, x->lang);
	find_inputs(a, x, &t);
	if (x->because != NULL)
		take_reason(a, x, &t);
	else
		find_losers(a, x, &t);
	find_steps(a, x, &t);
	return t;
}

void
hj_explained_put(
    struct hj_arena *a, const struct hj_explained *x, struct hj_out *j)
{
	struct account t = account_of(a, x);
	bool zh = x->lang == HJ_LANG_ZH;

	hj_out_open(j);
	hj_out_put_str(j, "name", t.name);
	hj_out_put_str(j, "rule", t.at);
	hj_out_put_str(
	    j, "set", x->body != NULL ? x->body->clock->set : x->because->set);
	if (t.set != NULL) {
		hj_out_put_str(j, "set_name", t.set->name);
		hj_out_put_str(
		    j, "set_title", zh ? t.set->title_zh : t.set->title_en);
	}
	hj_out_put_some(j, "article", t.article);
	hj_out_put_str(
	    j, "certainty", hj_word_name(&hj_certainty_words, t.certainty));
	hj_out_put_str(j, "label", t.label);
	hj_out_put_texts(j, "inputs", t.inputs, t.n_inputs);
	hj_out_key(j, "losers");
	hj_out_open_array(j);
	for (size_t i = 0; i < t.n_losers; i++) {
		hj_out_open(j);
		hj_out_put_str(j, "rule", t.losers[i].rule);
		hj_out_put_str(j, "name", t.losers[i].name);
		hj_out_put_str(j, "set_name", t.losers[i].set_name);
		hj_out_put_some(j, "article", t.losers[i].article);
		hj_out_put_some(j, "why", t.losers[i].why);
		hj_out_close(j);
	}
	hj_out_close(j);
	hj_out_put_texts(j, "steps", t.steps, t.n_steps);
	hj_out_close(j);
}

bool
hj_explained_row(struct hj_arena *a, const char *const *row,
    const struct hj_rules *rules, enum hj_lang lang, struct hj_out *j)
{
	struct hj_explained x = {
		.rules = rules, .county = row[1], .lang = lang
	};

	if (rules == NULL || row[1] == NULL ||
	    !hj_explained_read(a, row[0], strlen(row[0]), &x))
		return false;
	hj_explained_put(a, &x, j);
	return true;
}

void
hj_explained_text(
    struct hj_arena *a, const struct hj_explained *x, struct hj_buf *b)
{
	struct account t = account_of(a, x);
	bool zh = x->lang == HJ_LANG_ZH;

	hj_buf_puts(b, t.name);
	hj_buf_puts(b, zh ? "〔" : " [");
	hj_buf_puts(b, t.label);
	hj_buf_puts(b, zh ? "〕\n规则:" : "]\nrule: ");
	hj_buf_puts(b, t.at);
	if (t.set != NULL) {
		hj_buf_puts(b, zh ? ",《" : ", ");
		hj_buf_puts(b, zh ? t.set->title_zh : t.set->title_en);
		hj_buf_puts(b, zh ? "》" : "");
	}
	hj_buf_puts(b, zh ? "\n版本:" : "\nversion: ");
	hj_buf_puts(b, x->body != NULL ? x->body->clock->set : x->because->set);
	if (t.article != NULL) {
		hj_buf_puts(b, zh ? "\n依据:" : "\narticle: ");
		hj_buf_puts(b, t.article);
	}
	hj_buf_putc(b, '\n');
	for (size_t i = 0; i < t.n_inputs; i++) {
		hj_buf_puts(b, t.inputs[i].text);
		hj_buf_putc(b, '\n');
	}
	for (size_t i = 0; i < t.n_losers; i++) {
		hj_buf_puts(
		    b, zh ? "也符合而不适用:" : "also fitted, does not hold: ");
		hj_buf_puts(b, t.losers[i].name);
		hj_buf_putc(b, ' ');
		hj_buf_puts(b, t.losers[i].set_name);
		hj_buf_putc(b, ' ');
		hj_buf_puts(b, t.losers[i].why != NULL ? t.losers[i].why
						       : t.losers[i].article);
		hj_buf_putc(b, '\n');
	}
	for (size_t i = 0; i < t.n_steps; i++) {
		hj_buf_int(b, (int64_t)i + 1);
		hj_buf_puts(b, ". ");
		hj_buf_puts(b, t.steps[i].text);
		hj_buf_putc(b, '\n');
	}
}
