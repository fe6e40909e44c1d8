/*
 * 查我这一行: what a member of a group sees of it, by the dispute's code and a
 * secret of his own (member_line.c): his line, and nobody else's.
 */
#include "server/html/site.h"

#include "lib/base/code.h"
#include "lib/commands/group/group.h"
#include "server/call.h"
#include "server/door.h"
#include "server/member_line.h"
#include "server/statements.h"

#include <string.h>

#define PATH "/public/member"

struct look {
	struct hj_call call;
	struct hj_page page;
	const char *code;
};

static void on_line(struct hj_query *q);

void
hj_member_form(struct hj_page *p)
{
	hj_html_line(&p->h, "编号和您自己的密码在发给您的单子上。",
	    "The code and your own secret are on the sheet handed to you.");
	hj_page_form(p, PATH);
	hj_page_input(p, "code", "编号(16位)", "Code (16 characters)",
	    "required maxlength=\"40\" autocapitalize=\"characters\"");
	hj_page_input(p, "secret", "您的密码", "Your secret",
	    "required maxlength=\"64\"");
	hj_page_button(p, "main", "查", "Look");
	hj_html(&p->h, "</form>\n");
}

void
hj_own_line_handler(struct hj_req *req)
{
	struct look *l = HJ_NEW(req->arena, struct look);
	struct hj_buf *buf = HJ_NEW(req->arena, struct hj_buf);
	struct hj_page *p = &l->page;
	const char *secret, *door;
	char plain[HJ_CODE_ROOM];
	int64_t wait;

	hj_buf_init(buf, HJ_PAGE_MOST);
	hj_page_init(p, req, buf);
	if (!hj_page_read(p, PATH))
		return;
	l->code = hj_page_sent(p, "code");
	secret = hj_page_sent(p, "secret");
	if (l->code == NULL || secret == NULL) {
		hj_page_refuse(p, 400, "请填编号和密码,都在单子上。",
		    "Please give the code and the secret; both are on the "
		    "sheet.",
		    PATH);
		return;
	}
	if (hj_code_read(plain, l->code))
		l->code = hj_strdup(req->arena, plain);
	wait = hj_door_ask(req, l->code, secret, &door);
	if (wait > 0) {
		hj_page_too_often(p, wait, PATH);
		return;
	}
	hj_call_begin(&l->call, req);
	hj_own_line_ask(&l->call, door, on_line);
}

static void
put_item(struct hj_page *p, const char *zh, const char *en)
{
	hj_html(&p->h, "<dt>");
	hj_html_say(&p->h, zh, en);
	hj_html(&p->h, "</dt><dd>");
}

static void
put_words(struct hj_page *p, const char *zh, const char *en,
    const struct hj_words *w, const char *name)
{
	if (name == NULL)
		return;
	put_item(p, zh, en);
	hj_html_word(&p->h, w, hj_word_find(w, name, strlen(name)));
	hj_html(&p->h, "</dd>");
}

static void
put_day(struct hj_page *p, const char *zh, const char *en, const char *day)
{
	struct hj_date d;

	if (day == NULL || !hj_date_parse(day, &d))
		return;
	put_item(p, zh, en);
	hj_html_day(&p->h, d.ymd);
	hj_html(&p->h, "</dd>");
}

static void
put_line(struct hj_page *p, const struct hj_own_line *line)
{
	hj_page_begin(p, "您这一行", "Your line");
	hj_html(&p->h, "<section><dl>");
	put_item(p, "姓名", "Name");
	hj_html_text(&p->h, line->name);
	hj_html(&p->h, "</dd>");
	put_item(p, "第几号", "Number");
	hj_html_int(&p->h, line->no);
	hj_html(&p->h, "</dd>");
	put_words(p, "状态", "Standing", &hj_member_status_words, line->status);
	put_item(p, "您要的", "Your claim");
	hj_html_money(&p->h, line->amount);
	hj_html(&p->h, "</dd>");
	put_item(p, "已付给您", "Paid to you");
	hj_html_money(&p->h, line->paid);
	hj_html(&p->h, "</dd>");
	put_words(p, "您对调解", "Mediation", &hj_answer_words, line->consent);
	put_words(p, "您对方案", "The offer", &hj_answer_words, line->offer);
	put_day(p, "签字", "Signed", line->signed_on);
	put_day(p, "已告知其他途径", "Told the other routes", line->routes_on);
	hj_html(&p->h, "</dl></section>\n");
	if (line->missing)
		hj_html_line(&p->h, "您说过没有收到钱,已记下。",
		    "You have said that no money came; it is noted.");
	hj_page_end(p);
}

static void
on_line(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);
	struct hj_page *p = &l->page;
	struct hj_own_line line;
	bool there;

	if (q->err.code != HJ_OK) {
		hj_page_refuse(p, hj_problem_of_error(&q->err).status,
		    "现在办不了,请过一会儿再试。",
		    "This does not work now; please try again in a while.",
		    PATH);
		hj_call_end(&l->call);
		return;
	}
	there = hj_own_line_take(&l->call, &line);
	hj_door_tried(l->call.req, l->code, there);
	if (there) {
		put_line(p, &line);
		hj_page_reply(p, 200);
	} else {
		hj_page_refuse(p, 404, "编号和密码对不上,请照单子再看一遍。",
		    "Code and secret do not fit; please look at the sheet "
		    "again.",
		    PATH);
	}
	hj_call_end(&l->call);
}
