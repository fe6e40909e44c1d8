/* What happens, in a mediator's words; see trace.h. */
#include "lib/rules/trace.h"

#include "lib/dispute/event.h"

#include <string.h>

struct reader {
	struct hj_arena *a;
	const struct hj_rule_set *set;
	const struct hj_directory *dir;
	struct hj_happening *ret;
};

static bool
is(const char *text, const char *name, const char *zh, const char *en)
{
	return strcmp(text, name) == 0 || strcmp(text, zh) == 0 ||
	       strcmp(text, en) == 0;
}

/* The word that `text` means, by code or in either language; 0: none. */
static int
word_of(const struct hj_words *words, const char *text)
{
	for (size_t i = 1; i < words->n; i++)
		if (is(text, words->word[i].name, words->word[i].zh,
			words->word[i].en))
			return (int)i;
	return 0;
}

/* What stands behind `prefix`, without spaces; NULL: it does not begin so. */
static const char *
behind(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	if (strncmp(text, prefix, n) != 0)
		return NULL;
	return text + n + strspn(text + n, " ");
}

/* The same for one of three names. */
static const char *
behind_name(const char *text, const char *name, const char *zh, const char *en)
{
	const char *rest = behind(text, zh);

	if (rest == NULL)
		rest = behind(text, en);
	return rest == NULL ? behind(text, name) : rest;
}

/* The value behind 为 or "is"; NULL: there is none. */
static const char *
value_text(const char *rest)
{
	const char *value = rest == NULL ? NULL : behind(rest, "为");

	if (rest != NULL && value == NULL)
		value = behind(rest, "is ");
	return value == NULL || value[0] == '\0' ? NULL : value;
}

/* The list that words of a setting come from; NULL: codes or bodies. */
static const struct hj_words *
setting_words(int setting)
{
	switch (setting) {
	case HJ_SE_CHANNEL:
		return &hj_channel_words;
	case HJ_SE_NOTICE:
		return &hj_notice_kind_words;
	case HJ_SE_TRIAL:
		return &hj_trial_words;
	case HJ_SE_REFERRAL:
		return &hj_referral_kind_words;
	case HJ_SE_GROUND:
		return &hj_ground_words;
	case HJ_SE_SOURCE:
		return &hj_source_words;
	default:
		return NULL;
	}
}

/* The wire word of `text` in the list, or itself where there is no list. */
static const char *
wire(const struct reader *r, const struct hj_words *words, const char *text)
{
	int value;

	if (words == NULL)
		return hj_strdup(r->a, text);
	value = word_of(words, text);
	return value == 0 ? NULL : hj_word_name(words, value);
}

/* "300元", "30000分", "12人", "3": the number in front. */
static bool
read_number(const char *text, int type, int64_t *ret)
{
	size_t digits = strspn(text, "0123456789");
	char number[20];

	if (digits == 0 || digits >= sizeof(number))
		return false;
	memcpy(number, text, digits);
	number[digits] = '\0';
	if (!hj_text_int(number, ret))
		return false;
	text += digits + strspn(text + digits, " ");
	if (type == HJ_FT_MONEY &&
	    (strcmp(text, "元") == 0 || strcmp(text, "yuan") == 0))
		*ret *= 100;
	return true;
}

static const char *
read_value(struct reader *r, const struct hj_rule_fact *f, const char *value)
{
	struct hj_happening *h = r->ret;

	*h = (struct hj_happening){ .kind = HJ_HN_FACT, .name = f->name };
	if (strcmp(value, "尚不清楚") == 0 || strcmp(value, "not known") == 0) {
		h->unknown = true;
		return NULL;
	}
	if (f->type == HJ_FT_FLAG) {
		h->n = strcmp(value, "是") == 0 || strcmp(value, "yes") == 0;
		return h->n != 0 || strcmp(value, "否") == 0 ||
			       strcmp(value, "no") == 0
			   ? NULL
			   : "neither 是 nor 否";
	}
	if (f->type != HJ_FT_WORD)
		return read_number(value, f->type, &h->n) ? NULL : "no number";
	for (size_t i = 0; i < f->n_words; i++)
		if (is(value, f->words[i].name, f->words[i].zh, f->words[i].en))
			h->word = f->words[i].name;
	if (f->n_words == 0)
		h->word = wire(r, hj_fact_from_list(f->from), value);
	return h->word != NULL ? NULL : "not a word of this fact";
}

/* "难易为复杂", "程序为人民调解"; false: it is not of this form. */
static bool
read_state(struct reader *r, const char *text, const char **ret_why)
{
	const char *value;

	for (size_t i = 0; i < r->set->n_facts; i++) {
		const struct hj_rule_fact *f = &r->set->facts[i];

		value = value_text(behind_name(text, f->name, f->zh, f->en));
		if (value == NULL)
			continue;
		*ret_why = read_value(r, f, value);
		return true;
	}
	for (int s = 1; s < HJ_SE__MAX; s++) {
		const struct hj_word *w = &hj_setting_words.word[s];
		const struct hj_words *words = setting_words(s);

		value = value_text(behind_name(text, w->name, w->zh, w->en));
		if (value == NULL)
			continue;
		*r->ret = (struct hj_happening){ .kind = HJ_HN_SETTING,
			.what = s,
			.word = wire(r, words, value) };
		for (size_t k = 0;
		     s == HJ_SE_KIND && r->dir != NULL && k < r->dir->n_kind;
		     k++)
			if (is(value, r->dir->kind[k].name, r->dir->kind[k].zh,
				r->dir->kind[k].en))
				r->ret->word = r->dir->kind[k].name;
		*ret_why =
		    r->ret->word == NULL ? "no such word of the list" : NULL;
		return true;
	}
	return false;
}

/* The clock that `text` begins with, and what stands behind its name. */
static const struct hj_rule_clock *
clock_in(const struct reader *r, const char *text, const char **rest)
{
	for (size_t i = 0; i < r->set->n_clocks; i++) {
		const struct hj_rule_clock *c = &r->set->clocks[i];

		*rest = behind_name(text, c->name, c->zh, c->en);
		if (*rest != NULL && strspn(*rest, "0123456789") > 0)
			return c;
	}
	return NULL;
}

/* "劳动仲裁期限 15日 负责人批准" */
static const char *
read_extension(struct reader *r, const char *text)
{
	const char *rest;
	const struct hj_rule_clock *c = clock_in(r, text, &rest);
	struct hj_happening *h = r->ret;

	*h = (struct hj_happening){ .kind = HJ_HN_EXTEND };
	if (c == NULL)
		return "no limit of that name, with a length behind it";
	h->name = c->name;
	if (!read_number(rest, HJ_FT_NUMBER, &h->n))
		return "no length";
	rest += strspn(rest, "0123456789");
	rest += strspn(rest, " ");
	for (size_t i = 1; i < hj_unit_words.n && h->unit == 0; i++) {
		const struct hj_word *w = &hj_unit_words.word[i];
		const char *who = behind_name(rest, w->name, w->zh, w->en);

		if (who == NULL)
			continue;
		h->unit = (int)i;
		h->what = word_of(&hj_extends_words,
		    who[0] == 's' ? who + 1 + strspn(who + 1, " ") : who);
	}
	if (h->unit == 0)
		return "no such unit";
	return h->what == 0 ? "by whom it is extended is not said" : NULL;
}

static const char *
read_done(struct reader *r, const char *text)
{
	for (size_t i = 0; i < r->set->n_tasks; i++) {
		const struct hj_rule_task *t = &r->set->tasks[i];

		if (!is(text, t->name, t->zh, t->en))
			continue;
		*r->ret = (struct hj_happening){ .kind = HJ_HN_DONE,
			.name = t->name };
		return NULL;
	}
	return "no task of that name";
}

/* "承办 村(社区)人民调解委员会" */
static const char *
read_body(struct reader *r, const char *text)
{
	for (size_t i = 0; r->dir != NULL && i < r->dir->n_kind; i++) {
		const struct hj_body_kind *k = &r->dir->kind[i];

		if (!is(text, k->name, k->zh, k->en))
			continue;
		*r->ret = (struct hj_happening){ .kind = HJ_HN_BODY,
			.word = k->name };
		return NULL;
	}
	return "no such kind of body";
}

/* A kind of event; false: none is called so. */
static bool
read_event(struct reader *r, const char *text, const char **ret_why)
{
	size_t found = 0;

	for (size_t i = 0; i < hj_dispute_events.n; i++) {
		const struct hj_event_kind *k = hj_dispute_events.kind[i];

		if (!is(text, k->name, k->zh, k->en))
			continue;
		*r->ret = (struct hj_happening){ .kind = HJ_HN_EVENT,
			.name = k->name };
		if (strcmp(text, k->name) == 0) {
			*ret_why = NULL;
			return true;
		}
		found++;
	}
	*ret_why =
	    found > 1 ? "several events are called so: write the code" : NULL;
	return found > 0;
}

/* Take " 定于 2026-03-10" off the end of `text`, into `ret`; NULL: no such day.
 */
static const char *
take_day(struct reader *r, const char *text, struct hj_date *ret)
{
	static const char *const words[] = { " 定于 ", " set for " };

	for (size_t i = 0; i < 2; i++) {
		const char *at = strstr(text, words[i]);

		if (at == NULL)
			continue;
		if (!hj_date_parse(at + strlen(words[i]), ret))
			return NULL;
		return hj_strndup(r->a, text, (size_t)(at - text));
	}
	return text;
}

const char *
hj_trace_read(struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_directory *dir, const char *text, struct hj_happening *ret)
{
	struct reader r = { .a = a, .set = set, .dir = dir, .ret = ret };
	const char *why = NULL;
	const char *rest;
	struct hj_date day = { 0 };
	int on = word_of(&hj_exit_on_words, text);

	*ret = (struct hj_happening){ 0 };
	if (is(text, "time", "日终", "day ends")) {
		ret->kind = HJ_HN_TIME;
		return NULL;
	}
	if (is(text, "rates", "统计", "figures are taken")) {
		ret->kind = HJ_HN_RATES;
		return NULL;
	}
	if (on == HJ_EO_TIME_OVER || on == HJ_EO_RECLASSIFIED)
		return "it follows by itself";
	if (on != 0) {
		*ret = (struct hj_happening){ .kind = HJ_HN_EXIT, .what = on };
		return NULL;
	}
	rest = behind_name(text, "extend ", "延长 ", "extend ");
	if (rest != NULL)
		return read_extension(&r, rest);
	rest = behind_name(text, "done ", "完成 ", "done: ");
	if (rest != NULL)
		return read_done(&r, rest);
	rest = behind_name(text, "body ", "承办 ", "taken up by ");
	if (rest != NULL)
		return read_body(&r, rest);
	text = take_day(&r, text, &day);
	if (text == NULL)
		return "no such day";
	if (read_event(&r, text, &why)) {
		ret->day = day;
		return why;
	}
	if (day.ymd == 0 && read_state(&r, text, &why))
		return why;
	return "not understood";
}
