/*
 * How a date came about (怎么算的), in numbered sentences; see clock.h.
 *
 * Everything said here stands in the derivation.  Sentences are short and
 * plain, because parties read them too; the words beside the date are those of
 * hj_certainty_words, and a rule that nobody verified claims no law.
 */
#include "lib/time/clock.h"

#include <string.h>

#define MINUTE_MS INT64_C(60000)

struct text {
	const struct hj_derivation *d;
	struct hj_buf *b;
	bool zh;
	int64_t step; /* number of the last sentence */
};

/* Begin the next sentence. */
static void
step(struct text *t)
{
	if (t->step > 0)
		hj_buf_putc(t->b, '\n');
	hj_buf_int(t->b, ++t->step);
	hj_buf_puts(t->b, ". ");
}

static void
say(struct text *t, const char *zh, const char *en)
{
	hj_buf_puts(t->b, t->zh ? zh : en);
}

/* The word for `value`, or nothing. */
static void
say_word(struct text *t, const struct hj_words *words, int value)
{
	if (value > 0 && (size_t)value < words->n)
		say(t, words->word[value].zh, words->word[value].en);
}

/* The word for the code `name`; the code itself if it has none. */
static void
say_code(struct text *t, const struct hj_words *words, const char *name)
{
	int value = hj_word_find(words, name, strlen(name));

	if (value == 0)
		hj_buf_puts(t->b, name);
	else
		say_word(t, words, value);
}

/* "（民诉法85）", or the same in half width. */
static void
say_cited(struct text *t, const char *article)
{
	if (article == NULL)
		return;
	say(t, "（", " (");
	hj_buf_puts(t->b, article);
	say(t, "）", ")");
}

static void
say_length(struct text *t, int64_t n, int unit)
{
	hj_buf_int(t->b, n);
	say(t, "", " ");
	say_word(t, &hj_unit_words, unit);
	say(t, "", n == 1 ? "" : "s");
}

static void
say_range(struct text *t, struct hj_date from, struct hj_date to)
{
	hj_date_format(t->b, from);
	if (hj_date_compare(from, to) == 0)
		return;
	say(t, "至", " to ");
	hj_date_format(t->b, to);
}

/*
 * A moment by the legal clock: "2026-03-02 09:10", with seconds if it has
 * any.  The end of a day is called its 24:00.
 */
static void
say_moment(struct text *t, int64_t at, bool is_end)
{
	struct hj_date day = hj_legal_day(is_end ? at - 1 : at);
	int64_t ms = at - hj_legal_day_first(day);

	hj_date_format(t->b, day);
	hj_buf_putc(t->b, ' ');
	hj_buf_digits(t->b, ms / HJ_HOUR_MS, 2);
	hj_buf_putc(t->b, ':');
	hj_buf_digits(t->b, ms / MINUTE_MS % 60, 2);
	if (ms % MINUTE_MS == 0)
		return;
	hj_buf_putc(t->b, ':');
	hj_buf_digits(t->b, ms / 1000 % 60, 2);
}

static void
say_limit(struct text *t)
{
	const struct hj_limit *limit = t->d->limit;

	step(t);
	say(t, "期限：", "The limit: ");
	if (limit->n > 0)
		say_length(t, limit->n, limit->unit);
	else
		say_word(t, &hj_unit_words, limit->unit);
	say_cited(t, limit->article != NULL ? limit->article : limit->rule);
	say(t, "，", ", ");
	say_word(t, &hj_certainty_words, limit->certainty);
	say(t, "。", ".");
}

static void
say_start(struct text *t)
{
	const struct hj_derivation *d = t->d;
	bool party = d->limit->against == HJ_AGAINST_PARTY;
	struct hj_date from = hj_legal_day(d->start_from);
	struct hj_date to = hj_legal_day(d->start_to);

	/* Within one day it makes no difference, unless hours count. */
	if (hj_date_compare(from, to) != 0 ||
	    (d->began_at != 0 && d->start_from != d->start_to)) {
		step(t);
		say(t, "起算的事只知道在", "It began at some time in ");
		say_range(t, from, to);
		say(t, "。期限", "; the limit ");
		say_word(t, &hj_against_words, d->limit->against);
		say(t, party ? "，从最早算。" : "，从最晚算。",
		    party ? ", so the earliest counts."
			  : ", so the latest counts.");
	}
	step(t);
	if (d->began_at != 0) {
		say(t, "从", "It counts from ");
		say_moment(t, d->began_at, false);
		say(t, "起算，按时刻算（民法典201）。",
		    ", by the clock (民法典201).");
		return;
	}
	hj_date_format(t->b, d->day0);
	if (d->limit->unit == HJ_UNIT_SAME_DAY)
		say(t, "是起算日，期限就是这一天。",
		    " is the day it starts, and the limit is that day.");
	else
		say(t, "是起算日，这一天不算（民法典201）。",
		    " is the day it starts, which is not counted "
		    "(民法典201).");
}

static void
say_extensions(struct text *t)
{
	for (size_t i = 0; i < t->d->n_extensions; i++) {
		const struct hj_extension *e = &t->d->extensions[i];

		step(t);
		say(t, "延长", "Extended by ");
		say_length(t, e->n, e->unit);
		say(t, "：", ": ");
		say_code(t, &hj_extension_words, e->reason);
		say_cited(t, e->article);
		say(t, "，决定人", ", granted by ");
		hj_buf_puts(t->b, e->by);
		if (e->notified.ymd != 0) {
			say(t, "，", ", told on ");
			hj_date_format(t->b, e->notified);
			say(t, "已告知。", ".");
		} else {
			say(t, "，还没告知。", ", not yet told.");
		}
	}
}

/* The time of a pause: moments where hours count and they are known. */
static void
say_pause_time(struct text *t, const struct hj_pause *pause)
{
	bool exact = hj_unit_exact(t->d->limit->unit);

	if (exact && pause->from_at != 0)
		say_moment(t, pause->from_at, false);
	else if (pause->to.ymd == 0 || (exact && pause->to_at != 0))
		hj_date_format(t->b, pause->from);
	else
		say_range(t, pause->from, pause->to);
	if (pause->to.ymd == 0) {
		say(t, "起不计入，还没结束：",
		    " onwards does not count, it still lasts: ");
		return;
	}
	if (exact && (pause->from_at != 0 || pause->to_at != 0)) {
		say(t, "至", " to ");
		say_moment(t, hj_pause_end(pause), true);
	}
	say(t, "不计入：", " does not count: ");
}

static void
say_pauses(struct text *t)
{
	for (size_t i = 0; i < t->d->n_pauses; i++) {
		const struct hj_pause *pause = &t->d->pauses[i];

		step(t);
		say_pause_time(t, pause);
		say_code(t, &hj_pause_words, pause->reason);
		say_cited(t, pause->article);
		say(t, "。", ".");
	}
}

static const char *
weekday(const struct text *t, struct hj_date d)
{
	static const char *const zh[] = { "", "周一", "周二", "周三", "周四",
		"周五", "周六", "周日" };
	static const char *const en[] = { "", "Monday", "Tuesday", "Wednesday",
		"Thursday", "Friday", "Saturday", "Sunday" };

	return t->zh ? zh[hj_date_weekday(d)] : en[hj_date_weekday(d)];
}

/* "2026-02-15至2026-02-23，春节": the days of a stretch and what they are. */
static void
say_stretch(struct text *t, const struct hj_stretch *stretch)
{
	say_range(t, stretch->from, stretch->to);
	say(t, "，", ", ");
	if (stretch->kind == HJ_STRETCH_PAUSE && stretch->name != NULL)
		say_code(t, &hj_pause_words, stretch->name);
	else if (stretch->kind == HJ_STRETCH_HOLIDAY && stretch->name != NULL)
		hj_buf_puts(t->b, stretch->name);
	else
		say_word(t, &hj_stretch_words, stretch->kind);
}

/* The days that the count passed over, or counted though a weekend. */
static void
say_stretches(struct text *t)
{
	for (size_t i = 0; i < t->d->n_stretches; i++) {
		const struct hj_stretch *stretch = &t->d->stretches[i];

		if (stretch->rolled)
			continue;
		step(t);
		if (stretch->kind == HJ_STRETCH_MAKEUP) {
			hj_date_format(t->b, stretch->from);
			say(t, "（", " (");
			hj_buf_puts(t->b, weekday(t, stretch->from));
			say(t, "）调休上班，照算。",
			    ") is a make-up working day and counts.");
			continue;
		}
		say(t, "不算：", "Not counted: ");
		say_stretch(t, stretch);
		say(t, "，", ", ");
		say_length(t, stretch->days, HJ_UNIT_DAYS);
		say(t, "。", ".");
	}
	if (t->d->stretches_left_out == 0)
		return;
	step(t);
	say(t, "还有", "");
	hj_buf_int(t->b, t->d->stretches_left_out);
	say(t, "段没有逐一列出。", " more stretches are not listed.");
}

/* The unit in which `counted` and `left` are told. */
static int
told_unit(const struct hj_derivation *d)
{
	if (hj_unit_exact(d->limit->unit))
		return HJ_UNIT_MINUTES;
	if (d->limit->unit != HJ_UNIT_WORKING_DAYS)
		return HJ_UNIT_DAYS;
	for (size_t i = 0; i < d->n_extensions; i++)
		if (d->extensions[i].unit != HJ_UNIT_WORKING_DAYS)
			return HJ_UNIT_DAYS;
	return HJ_UNIT_WORKING_DAYS;
}

/* "，周末2日不算", if there were any. */
static void
say_skipped(struct text *t, int64_t days, enum hj_stretch_kind kind)
{
	if (days == 0)
		return;
	say(t, "，", ", without ");
	if (t->zh)
		say_word(t, &hj_stretch_words, (int)kind);
	say_length(t, days, HJ_UNIT_DAYS);
	say(t, "不算", " of ");
	if (!t->zh)
		say_word(t, &hj_stretch_words, (int)kind);
}

static void
say_count(struct text *t)
{
	const struct hj_derivation *d = t->d;

	step(t);
	say(t, "数了", "Counted: ");
	say_length(t, d->counted, told_unit(d));
	say_skipped(t, d->weekend_days, HJ_STRETCH_WEEKEND);
	say_skipped(t, d->holiday_days, HJ_STRETCH_HOLIDAY);
	say_skipped(t, d->pause_days, HJ_STRETCH_PAUSE);
	if (d->raw_end.ymd != 0) {
		say(t, "，到", ", up to ");
		hj_date_format(t->b, d->raw_end);
	}
	say(t, "。", ".");
	if (d->month_end) {
		step(t);
		say(t, "那个月没有对应的日子，算到月末（民法典202）。",
		    "That month has no corresponding day, so it ends with the "
		    "month (民法典202).");
	}
}

/* Why the counted end moved, or why it stayed though a weekend. */
static void
say_roll(struct text *t)
{
	const struct hj_derivation *d = t->d;

	for (size_t i = 0; i < d->n_stretches; i++) {
		const struct hj_stretch *stretch = &d->stretches[i];

		if (!stretch->rolled)
			continue;
		step(t);
		if (stretch->kind == HJ_STRETCH_MAKEUP) {
			hj_date_format(t->b, stretch->from);
			say(t, "（", " (");
			hj_buf_puts(t->b, weekday(t, stretch->from));
			say(t, "）调休上班，不顺延。",
			    ") is a make-up working day and holds the end.");
			continue;
		}
		say(t, "最后一日遇上", "The last day meets ");
		say_stretch(t, stretch);
		say(t, "，往后顺延（民法典203）。",
		    ", so it moves on (民法典203).");
	}
}

static void
say_end(struct text *t)
{
	const struct hj_derivation *d = t->d;

	step(t);
	if (d->suspended) {
		say(t, "现在停着，", "It stands still, with ");
		say(t, d->n_extensions > 0 ? "这一段还剩" : "还剩", "");
		say_length(t, d->left, told_unit(d));
		say(t, "，恢复后再定日子。",
		    d->n_extensions > 0
			? " of this stretch left; the date is set when it goes "
			  "on."
			: " left; the date is set when it goes on.");
		return;
	}
	if (d->began_at != 0) {
		say_moment(t, d->due_at, d->due_at > d->began_at);
		say(t, "到期。", " is when it is over.");
		return;
	}
	say(t, "最后一日是", "The last day is ");
	hj_date_format(t->b, d->due_on);
	say(t, "，当天24:00到期。", ", until 24:00.");
}

static void
say_calendar(struct text *t)
{
	const struct hj_derivation *d = t->d;

	if (d->provisional) {
		step(t);
		say(t, "暂定：", "Provisional: ");
		hj_date_format(t->b, d->unknown_from);
		say(t, "起没有放假安排可查，先按周末休息算。",
		    " and after: no holidays are known, so weekends are "
		    "assumed.");
	}
	if (d->calendar == 0 || d->began_at != 0)
		return;
	step(t);
	say(t, "放假日历第", "Holiday calendar, version ");
	hj_buf_int(t->b, d->calendar);
	say(t, "版", "");
	for (size_t i = 0; i < d->n_notices; i++) {
		say(t, i == 0 ? "：" : "；", i == 0 ? ": " : "; ");
		hj_buf_puts(t->b, d->notices[i].text);
	}
	say(t, "。", ".");
}

void
hj_derivation_explain(
    const struct hj_derivation *d, enum hj_lang lang, struct hj_buf *b)
{
	struct text t = { .d = d, .b = b, .zh = lang == HJ_LANG_ZH };

	say_limit(&t);
	say_start(&t);
	say_extensions(&t);
	say_pauses(&t);
	say_stretches(&t);
	if (d->counted > 0 && d->began_at == 0)
		say_count(&t);
	say_roll(&t);
	say_end(&t);
	say_calendar(&t);
}
