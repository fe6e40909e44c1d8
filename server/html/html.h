/*
 * Pages written from front to back into a buffer.
 *
 * Markup is written by us and goes in as it is; every text that came from
 * somewhere else goes through hj_html_text(), the one place that escapes.  What
 * is said to people is said in both languages where it stands, so that none can
 * be missing.
 */
#ifndef HJ_SERVER_HTML_HTML_H
#define HJ_SERVER_HTML_HTML_H

#include "lib/base/buf.h"
#include "lib/dispute/word.h"
#include "lib/time/clock.h"

struct hj_html {
	struct hj_buf *buf;
	enum hj_lang lang;
};

/* Markup of ours, as it is. */
void hj_html(struct hj_html *h, const char *markup);

/* A text of somebody's, fit for content and for a value in quotes; NULL writes
 * nothing. */
void hj_html_text(struct hj_html *h, const char *text);

/* One of two sentences of ours, by the language. */
void hj_html_say(struct hj_html *h, const char *zh, const char *en);

/* What `value` of a closed list is called. */
void hj_html_word(struct hj_html *h, const struct hj_words *w, int value);

void hj_html_int(struct hj_html *h, int64_t value);

/* An amount in fen: "1,800.50元", "1,800.50 yuan". */
void hj_html_money(struct hj_html *h, int64_t fen);

/* A day: "2024年3月7日", "7 March 2024"; nothing if it is absent. */
void hj_html_day(struct hj_html *h, int32_t ymd);

/* An instant by the legal clock: the day, then "15:00". */
void hj_html_moment(struct hj_html *h, int64_t instant);

/* A code in groups of four, as it is easiest read out and copied. */
void hj_html_code(struct hj_html *h, const char *code);

/* <p>, a sentence, </p>. */
void hj_html_line(struct hj_html *h, const char *zh, const char *en);

#endif
