/* What stands around every page; see page.h. */
#include "server/html/page.h"

#include "lib/integrity/crypto.h"
#include "server/auth/session.h"
#include "server/base/now.h"
#include "server/html/note.h"

#include <string.h>
#include <strings.h>

#define FORM_MS (2 * HJ_HOUR_MS)

void
hj_page_init(struct hj_page *p, struct hj_req *req, struct hj_buf *buf)
{
	const char *lang = hj_req_query(req, "lang");
	const char *large = hj_req_query(req, "large");

	*p = (struct hj_page){ .req = req,
		.h = { .buf = buf, .lang = req->lang },
		.large = large != NULL && strcmp(large, "1") == 0,
		.answers = req->method == HJ_POST };
	if (lang != NULL && strcmp(lang, "en") == 0)
		p->h.lang = HJ_LANG_EN;
	else if (lang != NULL && strcmp(lang, "zh") == 0)
		p->h.lang = HJ_LANG_ZH;
}

/* ---- addresses ---- */

static void
address(struct hj_page *p, const char *path, enum hj_lang lang, bool large)
{
	hj_html_text(&p->h, path);
	hj_html(&p->h, lang == HJ_LANG_EN ? "?lang=en" : "?lang=zh");
	if (large)
		hj_html(&p->h, "&amp;large=1");
}

void
hj_page_address(struct hj_page *p, const char *path)
{
	address(p, path, p->h.lang, p->large);
}

void
hj_page_link(struct hj_page *p, const char *class, const char *path,
    const char *zh, const char *en)
{
	hj_html(&p->h, "<a class=\"");
	hj_html(&p->h, class);
	hj_html(&p->h, "\" href=\"");
	hj_page_address(p, path);
	hj_html(&p->h, "\">");
	hj_html_say(&p->h, zh, en);
	hj_html(&p->h, "</a>");
}

/* ---- the frame ---- */

/* A form that is sent to `path`, with the notes that it needs. */
static void
begin_form(struct hj_page *p, const char *path, enum hj_lang lang, bool large)
{
	struct hj_arena *a = p->req->arena;

	hj_html(&p->h, "<form method=\"post\" action=\"");
	address(p, path, lang, large);
	hj_html(&p->h, "\">");
	hj_page_hidden(p, "form",
	    hj_note_write(p->req->service->keys, a, "form",
		hj_random_hex(a, 16), hj_now_ms()));
	if (p->door != NULL)
		hj_page_hidden(p, "door", p->door);
}

/* One switch: this page again with the other language or size. */
static void
put_switch(struct hj_page *p, enum hj_lang lang, bool large, const char *text,
    const char *tag)
{
	if (p->door != NULL) {
		begin_form(p, p->room, lang, large);
		hj_html(&p->h, "<button lang=\"");
	} else {
		hj_html(&p->h, "<a href=\"");
		address(p, p->req->path, lang, large);
		hj_html(&p->h, "\" lang=\"");
	}
	hj_html(&p->h, tag);
	hj_html(&p->h, "\">");
	hj_html_text(&p->h, text);
	hj_html(&p->h, p->door != NULL ? "</button></form>" : "</a>");
}

static void
put_switches(struct hj_page *p)
{
	bool en = p->h.lang == HJ_LANG_EN;
	const char *size = en ? (p->large ? "Smaller type" : "Large type")
			      : (p->large ? "普通字" : "大字");

	if (p->answers && p->door == NULL)
		return;
	put_switch(p, p->h.lang, !p->large, size, hj_lang_tag(p->h.lang));
	if (en)
		put_switch(p, HJ_LANG_ZH, p->large, "中文", "zh-CN");
	else
		put_switch(p, HJ_LANG_EN, p->large, "English", "en");
}

/* A demonstration says so on each page, and on paper, too. */
static void
put_demonstration(struct hj_page *p)
{
	struct hj_service *s = p->req->service;
	struct hj_world_ref *w = hj_world_hold(s->worlds);

	if (w == NULL)
		return;
	if (w->demonstration) {
		hj_html(&p->h, "<aside class=\"demonstration\">");
		hj_html_say(&p->h, "演示:人和事都是编的。",
		    "A demonstration: people and matters are invented.");
		hj_html(&p->h, "</aside>\n");
	}
	hj_world_drop(w);
}

void
hj_page_begin(struct hj_page *p, const char *zh, const char *en)
{
	struct hj_html *h = &p->h;

	hj_html(h, "<!doctype html>\n<html lang=\"");
	hj_html(h, hj_lang_tag(h->lang));
	hj_html(h, p->large ? "\" class=\"large\">" : "\">");
	/* So that the browser says which site a form comes from; addresses
	 * hold nothing but the switches. */
	hj_html(h, "<head><meta charset=\"utf-8\">"
		   "<meta name=\"viewport\""
		   " content=\"width=device-width, initial-scale=1\">"
		   "<meta name=\"referrer\" content=\"same-origin\">"
		   "<link rel=\"stylesheet\" href=\"/public.css\"><title>");
	hj_html_say(h, zh, en);
	hj_html_say(h, " · 和解", " · Hejie");
	hj_html(h, "</title></head>\n<body>");
	if (p->paper) {
		hj_html(h, "<main class=\"paper\"><h1>");
		hj_html_say(h, zh, en);
		hj_html(h, "</h1>\n");
		put_demonstration(p);
		return;
	}
	hj_html(h, "<header>");
	hj_page_link(p, "brand", "/public", "和解", "Hejie");
	hj_html(h, "<div class=\"switches\">");
	put_switches(p);
	hj_html(h, "</div></header>\n");
	put_demonstration(p);
	hj_html(h, "<main><h1>");
	hj_html_say(h, zh, en);
	hj_html(h, "</h1>\n");
}

void
hj_page_end(struct hj_page *p)
{
	struct hj_html *h = &p->h;

	if (p->paper) {
		hj_html(h, "</main></body></html>\n");
		return;
	}
	hj_html(h, "</main>\n<footer><p class=\"danger\">");
	hj_html_say(h, "有人要动手、有人要寻短见、有人打家人或者孩子:马上打 ",
	    "Somebody threatens, means to hurt themselves, or hits family or a "
	    "child: call ");
	hj_html(h, "<a href=\"tel:110\">110</a></p><p>");
	hj_html_say(h,
	    "调解不收费,随时可以不调。您可以申请仲裁、向法院起诉、信访或者"
	    "申请法律援助,调解不妨碍这些。",
	    "Mediation is free and you may leave it at any time. You may go to "
	    "arbitration, to court, petition or ask for legal aid; mediation "
	    "bars none of it.");
	hj_html(h, "</p></footer></body></html>\n");
}

/* ---- forms ---- */

void
hj_page_hidden(struct hj_page *p, const char *name, const char *value)
{
	hj_html(&p->h, "<input type=\"hidden\" name=\"");
	hj_html(&p->h, name);
	hj_html(&p->h, "\" value=\"");
	hj_html_text(&p->h, value);
	hj_html(&p->h, "\">");
}

void
hj_page_form(struct hj_page *p, const char *path)
{
	begin_form(p, path, p->h.lang, p->large);
}

void
hj_page_input(struct hj_page *p, const char *name, const char *zh,
    const char *en, const char *more)
{
	struct hj_html *h = &p->h;

	hj_html(h, "<label><span>");
	hj_html_say(h, zh, en);
	hj_html(h, "</span><input name=\"");
	hj_html(h, name);
	hj_html(h, "\" autocomplete=\"off\" ");
	hj_html(h, more);
	hj_html(h, " value=\"");
	hj_html_text(h, hj_page_sent(p, name));
	hj_html(h, "\"></label>\n");
}

void
hj_page_button(
    struct hj_page *p, const char *class, const char *zh, const char *en)
{
	hj_html(&p->h, "<button class=\"");
	hj_html(&p->h, class);
	hj_html(&p->h, "\">");
	hj_html_say(&p->h, zh, en);
	hj_html(&p->h, "</button>");
}

const char *
hj_page_sent(const struct hj_page *p, const char *name)
{
	for (size_t i = 0; i < p->n_form; i++) {
		const char *text = p->form[i].value;
		size_t n;

		if (strcmp(p->form[i].name, name) != 0)
			continue;
		text += strspn(text, " \n\t");
		n = strlen(text);
		while (n > 0 && strchr(" \n\t", text[n - 1]) != NULL)
			n--;
		return n == 0 ? NULL : hj_strndup(p->req->arena, text, n);
	}
	return NULL;
}

/* ---- what comes back ---- */

static bool
is_form(const struct hj_req *req)
{
	static const char type[] = "application/x-www-form-urlencoded";
	const char *said = hj_req_header(req, "content-type");
	size_t n = sizeof(type) - 1;

	return said != NULL && strncasecmp(said, type, n) == 0 &&
	       (said[n] == '\0' || said[n] == ';');
}

bool
hj_page_read(struct hj_page *p, const char *again)
{
	struct hj_req *req = p->req;
	const struct hj_write_marks marks = {
		.host = hj_req_header(req, "host"),
		.origin = hj_req_header(req, "origin"),
		.fetch_site = hj_req_header(req, "sec-fetch-site"),
		.tls = req->tls,
	};

	if (!hj_sign_in_marks_fit(&marks)) {
		hj_page_refuse(p, 403, "这一页不是从本网站送来的。",
		    "This was not sent from a page of this site.", again);
		return false;
	}
	if (!is_form(req) || hj_target_form(req->arena, req->body, req->body_n,
				 &p->form, &p->n_form) != NULL) {
		hj_page_refuse(p, 400, "送来的内容看不懂。",
		    "What was sent cannot be read.", again);
		return false;
	}
	if (hj_page_nonce(p) == NULL) {
		hj_page_refuse(p, 400, "这一页打开太久了,请重新打开再填。",
		    "The page lay open too long; please open it again.", again);
		return false;
	}
	return true;
}

const char *
hj_page_nonce(const struct hj_page *p)
{
	return hj_note_read(p->req->service->keys, p->req->arena, "form",
	    hj_page_sent(p, "form"), hj_now_ms(), FORM_MS);
}

void
hj_page_refuse(struct hj_page *p, int status, const char *zh, const char *en,
    const char *again)
{
	hj_buf_clear(p->h.buf);
	hj_page_begin(p, "办不成", "It did not work");
	hj_html(&p->h, "<p class=\"note\" role=\"alert\">");
	hj_html_say(&p->h, zh, en);
	hj_html(&p->h, "</p><p>");
	hj_page_link(p, "button main", again, "再试一次", "Try again");
	hj_page_link(
	    p, "button", "/public/call", "打电话问", "Ask by telephone");
	hj_html(&p->h, "</p>\n");
	hj_page_end(p);
	hj_page_reply(p, status);
}

void
hj_page_too_often(struct hj_page *p, int64_t wait_ms, const char *again)
{
	struct hj_buf b;

	hj_buf_init(&b, 32);
	hj_buf_int(&b, (wait_ms + 999) / 1000);
	hj_req_add_header(p->req, "Retry-After", hj_buf_text(&b));
	hj_buf_release(&b);
	hj_page_refuse(p, 429, "试得太多了,请过一分钟再试。",
	    "Too many tries; please wait a minute.", again);
}

void
hj_page_reply(struct hj_page *p, int status)
{
	struct hj_req *req = p->req;

	hj_req_add_header(req, "Content-Language", hj_lang_tag(p->h.lang));
	hj_req_add_header(req, "Vary", "Accept-Language");
	hj_reply_buf(req, status, HJ_TYPE_HTML, p->h.buf);
	hj_buf_release(p->h.buf);
}
