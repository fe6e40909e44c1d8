/* Pages written from front to back; see html.h. */
#include "server/html/html.h"

#include <string.h>

void
hj_html(struct hj_html *h, const char *markup)
{
	hj_buf_puts(h->buf, markup);
}

static const char *
escaped(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return NULL;
}

void
hj_html_text(struct hj_html *h, const char *text)
{
	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, "&<>\"'");

		hj_buf_put(h->buf, text, n);
		text += n;
		if (*text != '\0')
			hj_buf_puts(h->buf, escaped(*text++));
	}
}

void
hj_html_say(struct hj_html *h, const char *zh, const char *en)
{
	hj_html_text(h, h->lang == HJ_LANG_EN ? en : zh);
}

void
hj_html_word(struct hj_html *h, const struct hj_words *w, int value)
{
	if (value > 0 && (size_t)value < w->n)
		hj_html_say(h, w->word[value].zh, w->word[value].en);
}

void
hj_html_int(struct hj_html *h, int64_t value)
{
	hj_buf_int(h->buf, value);
}

static void
thousands(struct hj_html *h, int64_t value)
{
	if (value < 1000) {
		hj_html_int(h, value);
		return;
	}
	thousands(h, value / 1000);
	hj_html(h, ",");
	hj_buf_digits(h->buf, value % 1000, 3);
}

void
hj_html_money(struct hj_html *h, int64_t fen)
{
	thousands(h, fen / 100);
	if (fen % 100 != 0) {
		hj_html(h, ".");
		hj_buf_digits(h->buf, fen % 100, 2);
	}
	hj_html_say(h, "元", " yuan");
}

void
hj_html_day(struct hj_html *h, int32_t ymd)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	int year = ymd / 10000, month = ymd / 100 % 100, day = ymd % 100;

	if (!hj_date_valid((struct hj_date){ ymd }))
		return;
	if (h->lang == HJ_LANG_EN) {
		hj_html_int(h, day);
		hj_html(h, " ");
		hj_html(h, months[month - 1]);
		hj_html(h, " ");
		hj_html_int(h, year);
		return;
	}
	hj_html_int(h, year);
	hj_html(h, "年");
	hj_html_int(h, month);
	hj_html(h, "月");
	hj_html_int(h, day);
	hj_html(h, "日");
}

void
hj_html_moment(struct hj_html *h, int64_t instant)
{
	struct hj_buf b;

	hj_html_day(h, hj_legal_day(instant).ymd);
	hj_buf_init(&b, 64);
	hj_instant_format_legal(&b, instant);
	hj_html(h, " ");
	if (b.n > 16)
		hj_buf_put(h->buf, b.p + 11, 5);
	hj_buf_release(&b);
}

void
hj_html_code(struct hj_html *h, const char *code)
{
	for (size_t i = 0; code[i] != '\0'; i++) {
		char one[] = { code[i], '\0' };

		hj_html(h, i > 0 && i % 4 == 0 ? " " : "");
		hj_html_text(h, one);
	}
}

void
hj_html_line(struct hj_html *h, const char *zh, const char *en)
{
	hj_html(h, "<p>");
	hj_html_say(h, zh, en);
	hj_html(h, "</p>");
}
