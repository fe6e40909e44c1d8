/*
 * 查我这一行: what a member of a group sees of it, by the dispute's code and a
 * secret of his own (member_line.c): his line, and nobody else's, the next day
 * that concerns him, how many have answered; and what he says of the money
 * (没收到).
 */
#include "server/html/site.h"

#include "lib/base/code.h"
#include "lib/commands/group/group.h"
#include "server/base/now.h"
#include "server/call.h"
#include "server/door.h"
#include "server/html/note.h"
#include "server/member_line.h"
#include "server/statements.h"
#include "server/world.h"

#include <string.h>

#define PATH "/public/member"
#define DOOR_MS (30 * INT64_C(60000))

struct look {
	struct hj_call call;
	struct hj_page page;
	struct hj_ask ask;
	const char *code; /* as it was typed; NULL: a note was shown */
	const char *door;
	const char *body; /* what he says; NULL: nothing */
	bool said;
};

static void on_line(struct hj_query *q);
static void on_told(struct hj_ask *ask);

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

/* The door of the note or of what was typed; false if it is answered. */
static bool
find_door(struct look *l)
{
	struct hj_page *p = &l->page;
	struct hj_req *req = p->req;
	const char *secret = hj_page_sent(p, "secret");
	char plain[HJ_CODE_ROOM];
	int64_t wait;

	l->door = hj_note_read(req->service->keys, req->arena, "door",
	    hj_page_sent(p, "door"), hj_now_ms(), DOOR_MS);
	if (l->door != NULL)
		return true;
	l->code = hj_page_sent(p, "code");
	if (l->code == NULL || secret == NULL) {
		hj_page_refuse(p, 400, "请填编号和密码,都在单子上。",
		    "Please give the code and the secret; both are on the "
		    "sheet.",
		    PATH);
		return false;
	}
	if (hj_code_read(plain, l->code))
		l->code = hj_strdup(req->arena, plain);
	wait = hj_door_ask(req, l->code, secret, &l->door);
	if (wait > 0)
		hj_page_too_often(p, wait, PATH);
	return wait == 0;
}

static const char *
receipt(const struct hj_page *p)
{
	const char *said = hj_page_sent(p, "missing");
	bool missing = said != NULL && strcmp(said, "1") == 0;

	return missing ? "{\"missing\":true}" : "{\"missing\":false}";
}

/* Note what he says of the money, if he `says` anything; show his line. */
static void
answer(struct hj_req *req, bool says)
{
	struct look *l = HJ_NEW(req->arena, struct look);
	struct hj_buf *buf = HJ_NEW(req->arena, struct hj_buf);

	hj_buf_init(buf, HJ_PAGE_MOST);
	hj_page_init(&l->page, req, buf);
	if (!hj_page_read(&l->page, PATH))
		return;
	l->body = says ? receipt(&l->page) : NULL;
	if (!find_door(l))
		return;
	hj_call_begin(&l->call, req);
	hj_own_line_ask(&l->call, l->door, on_line);
}

void
hj_own_line_handler(struct hj_req *req)
{
	answer(req, false);
}

void
hj_receipt_handler(struct hj_req *req)
{
	answer(req, true);
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

/* A sitting, a payment or a limit. */
static void
put_what(struct hj_page *p, const struct hj_own_line *line)
{
	const char *what = line->next_what;
	struct hj_world_ref *w;
	const struct hj_rule_set *set;
	const struct hj_rule_clock *rule;

	if (strcmp(what, "sitting") == 0) {
		hj_html_say(&p->h, "调解", "mediation");
		return;
	}
	if (strcmp(what, "payment") == 0) {
		hj_html_say(
		    &p->h, "应付款的最后一天", "last day of a payment to you");
		return;
	}
	w = hj_world_hold(p->req->service->worlds);
	set = w == NULL ? NULL : hj_rule_set_find(&w->rules, line->next_set);
	rule = set == NULL ? NULL : hj_rule_clock_find(set, line->next_rule);
	hj_html_say(&p->h, "最后一天:", "last day: ");
	hj_html_say(&p->h, rule == NULL ? "期限" : rule->zh,
	    rule == NULL ? "a limit" : rule->en);
	hj_world_drop(w);
}

/* The next day that concerns him. */
static void
put_next(struct hj_page *p, const struct hj_own_line *line)
{
	struct hj_date d;

	put_item(p, "下一个日子", "Next day");
	if (line->next_on == NULL || !hj_date_parse(line->next_on, &d)) {
		hj_html_say(&p->h, "还没有定日子", "no day is fixed yet");
	} else {
		hj_html_day(&p->h, d.ymd);
		hj_html_say(&p->h, ",", ", ");
		put_what(p, line);
	}
	hj_html(&p->h, "</dd>");
}

/* Of the others he is told how many they are, and nothing else. */
static void
put_group(struct hj_page *p, const struct hj_own_line *line)
{
	put_item(p, "全组", "The group");
	hj_html_int(&p->h, line->members);
	hj_html_say(
	    &p->h, "人,", line->members == 1 ? " person, " : " people, ");
	hj_html_int(&p->h, line->answered);
	hj_html_say(&p->h, "人已经答复", " have answered");
	hj_html(&p->h, "</dd>");
}

/* He signed, so that something is due to him. */
static void
put_receipt(struct look *l, const struct hj_own_line *line)
{
	struct hj_page *p = &l->page;

	if (line->missing)
		hj_html_line(&p->h, "您说过没有收到钱,已记下。",
		    "You have said that no money came; it is noted.");
	else if (l->said)
		hj_html_line(&p->h, "已记下:钱收到了。",
		    "It is noted: the money has come.");
	if (line->signed_on == NULL)
		return;
	hj_page_form(p, "/public/receipt");
	hj_html(&p->h, line->missing ? "<button name=\"missing\" value=\"0\">"
				     : "<button name=\"missing\" value=\"1\">");
	hj_html_say(&p->h, line->missing ? "收到了" : "没收到",
	    line->missing ? "It has come" : "It did not come");
	hj_html(&p->h, "</button></form>\n");
}

static void
put_line(struct look *l, const struct hj_own_line *line)
{
	struct hj_page *p = &l->page;

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
	put_next(p, line);
	put_group(p, line);
	hj_html(&p->h, "</dl></section>\n");
	put_receipt(l, line);
	hj_page_end(p);
}

static void
refuse(struct look *l, int status, const char *zh, const char *en)
{
	l->page.door = NULL;
	hj_page_refuse(&l->page, status, zh, en, PATH);
	hj_call_end(&l->call);
}

static void
fail(struct look *l, const struct hj_error *err)
{
	refuse(l, hj_problem_of_error(err).status,
	    "现在办不了,请过一会儿再试。",
	    "This does not work now; please try again in a while.");
}

/* Say it in the name of who came, by the body that keeps the roll. */
static void
tell(struct look *l, const struct hj_own_line *line)
{
	struct hj_req *req = l->call.req;

	l->ask = (struct hj_ask){ .kind = &hj_group_kind,
		.command = &hj_cmd_receipt_by_code,
		.stream = line->stream,
		.actor = { .person = "party",
		    .org = line->body,
		    .roles = HJ_RO(PARTY),
		    .door = l->door },
		.key = hj_page_nonce(&l->page),
		.body = l->body,
		.body_n = strlen(l->body),
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_told };
	l->body = NULL;
	hj_road_send(req->service->road, &l->ask);
}

static void
on_told(struct hj_ask *ask)
{
	struct look *l = HJ_CONTAINER(struct look, ask, ask);

	hj_buf_release(&ask->answer);
	if (ask->outcome == HJ_FAILED) {
		fail(l, &ask->err);
		return;
	}
	l->said = ask->outcome == HJ_DONE;
	hj_own_line_ask(&l->call, l->door, on_line);
}

static void
on_line(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);
	struct hj_req *req = l->call.req;
	struct hj_own_line line;
	bool there;

	if (q->err.code != HJ_OK) {
		fail(l, &q->err);
		return;
	}
	there = hj_own_line_take(&l->call, &line);
	if (l->code != NULL)
		hj_door_tried(req, l->code, there);
	if (!there) {
		refuse(l, 404, "编号和密码对不上,请照单子再看一遍。",
		    "Code and secret do not fit; please look at the sheet "
		    "again.");
		return;
	}
	if (l->body != NULL) {
		tell(l, &line);
		return;
	}
	l->page.room = PATH;
	l->page.door = hj_note_write(
	    req->service->keys, req->arena, "door", l->door, hj_now_ms());
	put_line(l, &line);
	hj_page_reply(&l->page, 200);
	hj_call_end(&l->call);
}
