/* A matter tried on a rule set, day by day; see rule_try.h. */
#include "server/rule_try.h"

#include "lib/rules/sentence.h"
#include "lib/rules/trace.h"

#include <string.h>

#define HAPPENINGS_MOST 60
#define FACTS_MOST 40
#define DAYS_MOST 1100 /* from the first happening */
#define LINE_MOST ((size_t)64 * 1024)
#define ANSWER_ENOUGH ((size_t)768 * 1024) /* then `more` says so */

/* clang-format off */
static const struct hj_field tried_rows[] = {
	HJ_DATE(hj_tried, on, HJ_REQUIRED, "日期|day"),
	HJ_TEXT(hj_tried, time, 0, 5, "时刻;空为正午|time of the day; absent: noon"),
	HJ_TEXT(hj_tried, what, HJ_REQUIRED, 200, "发生何事(示例“当”之后的文字)|what happens, as behind when in a trace"),
};
static const struct hj_fields tried_fields = HJ_FIELDS(hj_tried, tried_rows);

static const struct hj_field wish_rows[] = {
	HJ_TEXT(hj_trial_wish, document, 0, HJ_RULE_SET_MOST, "规则集正文|a rule set written out"),
	HJ_LIST(hj_trial_wish, given, 0, &hj_name_fields, FACTS_MOST, "已知的事实(示例“假定”之后的文字)|facts that are known, as behind given in a trace"),
	HJ_TEXT(hj_trial_wish, set, 0, 64, "已知的规则集|a rule set that is known"),
	HJ_DATE(hj_trial_wish, until, 0, "看到哪一天|up to the end of this day"),
	HJ_LIST(hj_trial_wish, when, HJ_REQUIRED, &tried_fields, HAPPENINGS_MOST, "发生的事,按先后|what happens, in order of time"),
};
/* clang-format on */
const struct hj_fields hj_trial_wish_fields =
    HJ_FIELDS(hj_trial_wish, wish_rows);

struct trial {
	struct hj_arena *a;
	const struct hj_world_ref *w;
	const struct hj_rule_set *set;
	const struct hj_trial_wish *wish;
	struct hj_course *course;
	enum hj_lang lang;
};

static enum hj_err
refuse(struct hj_error *err, const char *list, size_t i, const char *member,
    const char *why)
{
	struct hj_buf at;

	hj_buf_init(&at, 64);
	hj_buf_puts(&at, list);
	hj_buf_putc(&at, '/');
	hj_buf_int(&at, (int64_t)i);
	hj_buf_puts(&at, member);
	hj_fail(err, HJ_ERR_INPUT, hj_buf_text(&at), why, NULL);
	hj_buf_release(&at);
	return HJ_ERR_INPUT;
}

/* The instant of a happening; false if its time is none. */
static bool
instant(struct hj_arena *a, const struct hj_tried *t, int64_t *ret)
{
	int64_t hour, minute;

	*ret = hj_legal_day_first((struct hj_date){ t->on });
	if (t->time == NULL) {
		*ret += 12 * HJ_HOUR_MS;
		return true;
	}
	if (strlen(t->time) != 5 || t->time[2] != ':' ||
	    !hj_text_int(hj_strndup(a, t->time, 2), &hour) ||
	    !hj_text_int(t->time + 3, &minute) || hour < 0 || hour > 23 ||
	    minute < 0 || minute > 59)
		return false;
	*ret += (hour * 60 + minute) * 60000;
	return true;
}

/* What is known from the beginning, at the time of the first happening. */
static enum hj_err
give(struct trial *t, int64_t at, struct hj_error *err)
{
	for (size_t i = 0; i < t->wish->n_given; i++) {
		struct hj_happening h;
		const char *why = hj_trace_read(
		    t->a, t->set, &t->w->directory, t->wish->given[i].text, &h);

		if (why != NULL ||
		    (h.kind != HJ_HN_FACT && h.kind != HJ_HN_SETTING))
			return refuse(err, "given", i, "",
			    "it is no fact of this rule set");
		h.at = at;
		if (hj_course_tell(t->course, &h, err) != HJ_OK)
			return refuse(
			    err, "given", i, "", "it cannot be played");
	}
	return HJ_OK;
}

static enum hj_err
tell(struct trial *t, size_t i, int64_t at, struct hj_error *err)
{
	struct hj_happening h;
	const char *why = hj_trace_read(
	    t->a, t->set, &t->w->directory, t->wish->when[i].what, &h);

	if (why != NULL)
		return refuse(err, "when", i, "/what",
		    "nothing of this name happens under this rule set");
	h.at = at;
	if (hj_course_tell(t->course, &h, err) != HJ_OK)
		return refuse(err, "when", i, "/what", "it cannot be played");
	return HJ_OK;
}

/* Let time go on to the end of the day `until`; `last` came last. */
static enum hj_err
go_on(struct trial *t, int64_t last, struct hj_error *err)
{
	struct hj_date until = { t->wish->until };
	struct hj_date first = { t->wish->when[0].on };
	struct hj_happening end = { .kind = HJ_HN_TIME,
		.at = hj_legal_day_last(until) };

	if (end.at < last ||
	    hj_date_serial(until) - hj_date_serial(first) > DAYS_MOST)
		hj_fail(err, HJ_ERR_INPUT, "until",
		    "it lies before what happens, or years behind it", NULL);
	else if (hj_course_tell(t->course, &end, err) != HJ_OK)
		hj_fail(
		    err, HJ_ERR_INPUT, "until", "it cannot be played", NULL);
	else
		return HJ_OK;
	return HJ_ERR_INPUT;
}

static enum hj_err
play(struct trial *t, struct hj_error *err)
{
	const struct hj_trial_wish *wish = t->wish;
	int64_t at = 0, before = 0;

	for (size_t i = 0; i < wish->n_when; i++) {
		enum hj_err code;

		if (!instant(t->a, &wish->when[i], &at))
			return refuse(err, "when", i, "/time",
			    "expected a time of the day as 10:30");
		if (at < before)
			return refuse(err, "when", i, "/on",
			    "it lies before the one above");
		before = at;
		code = i == 0 ? give(t, at, err) : HJ_OK;
		if (code == HJ_OK)
			code = tell(t, i, at, err);
		if (code != HJ_OK)
			return code;
	}
	return wish->until == 0 || wish->n_when == 0 ? HJ_OK
						     : go_on(t, before, err);
}

/* The lines of why, without empty ones. */
static void
put_why(struct hj_out *j, const struct trial *t, const struct hj_did *d)
{
	struct hj_buf b;
	const char *line;

	hj_buf_init(&b, LINE_MOST);
	hj_did_explain(d, t->lang, &b);
	line = hj_buf_text(&b);
	hj_out_key(j, "why");
	hj_out_open_array(j);
	while (*line != '\0') {
		size_t n = strcspn(line, "\n");

		if (n > 0)
			hj_out_str(j, hj_strndup(t->a, line, n));
		line += n + (line[n] == '\n');
	}
	hj_out_close(j);
	hj_buf_release(&b);
}

/* What it says behind its day, and the time if that is known. */
static void
put_text(struct hj_out *j, const struct trial *t, const struct hj_did *d)
{
	struct hj_buf b;
	const char *rest;

	hj_buf_init(&b, LINE_MOST);
	hj_did_say(d, t->lang, &b);
	rest = hj_buf_text(&b) + strlen("2026-03-02 ");
	if (d->exact) {
		hj_out_put_str(j, "time", hj_strndup(t->a, rest, 5));
		rest += strlen("10:30 ");
	}
	hj_out_put_str(j, "text", rest);
	hj_buf_release(&b);
}

static void
put_did(struct hj_out *j, const struct trial *t, const struct hj_did *d)
{
	hj_out_open(j);
	hj_out_put_day(j, "day", hj_legal_day(d->at).ymd);
	hj_out_put_str(j, "act", hj_word_name(&hj_did_words, d->act));
	put_text(j, t, d);
	hj_out_put_str(j, "at", d->rule);
	hj_out_put_day(j, "due_on", d->due_on.ymd);
	hj_out_put_some(j, "article", d->article);
	hj_out_put_str(
	    j, "label", hj_rule_certainty_label(d->certainty, t->lang));
	put_why(j, t, d);
	hj_out_close(j);
}

static void
put_all(struct hj_out *j, const struct trial *t)
{
	size_t n, i = 0;
	const struct hj_did *d = hj_course_done(t->course, &n);

	hj_out_key(j, "items");
	hj_out_open_array(j);
	for (; i < n && j->buf->n < ANSWER_ENOUGH; i++)
		put_did(j, t, &d[i]);
	hj_out_close(j);
	if (i < n)
		hj_out_put_bool(j, "more", true);
}

enum hj_err
hj_rule_try(struct hj_out *j, struct hj_arena *a, const struct hj_world_ref *w,
    const struct hj_rule_set *set, const struct hj_trial_wish *wish,
    enum hj_lang lang, struct hj_error *err)
{
	const struct hj_rules alone = { set, 1 };
	struct trial t = {
		.a = a, .w = w, .set = set, .wish = wish, .lang = lang
	};
	enum hj_err code;

	t.course = hj_course_new(a, &alone, &w->calendar, &w->directory);
	code = play(&t, err);
	if (code == HJ_OK)
		put_all(j, &t);
	return code;
}
