/*
 * 我要调解: a request that a party hands in without an account.
 *
 * It is a registration like one at the counter, at the committee that the place
 * leads to, as an application made on line; that committee takes it up or
 * declines it.  The answer is the slip.  Sent twice, it is registered once
 * (note.h); from one address no more come in a minute than may sign in.
 */
#include "server/answer.h"
#include "server/auth/throttle.h"
#include "server/base/now.h"
#include "server/call.h"
#include "server/html/site.h"
#include "server/http/json_out.h"

#include <stdlib.h>
#include <string.h>

#define PATH "/public/request"
#define PLACES_MOST 1000

struct request {
	struct hj_page page;
	struct hj_actor actor;
	struct hj_ask ask;
};

static void on_registered(struct hj_ask *ask);

/* ---- where ---- */

/* Committees by area, the nearest first. */
static const char *const kinds[] = { "village_committee", "township_committee",
	"county_committee" };

static bool
is_of_area(const struct hj_org *org)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(org->kind->name, kinds[i]) == 0)
			return !org->closed;
	return false;
}

/* The division a committee serves; that of a county may not be said. */
static const char *
area_of(const struct hj_org *org)
{
	return org->place != NULL ? org->place : org->county;
}

const struct hj_org *
hj_body_at(const struct hj_directory *dir, const char *place)
{
	const struct hj_org *best = NULL;

	for (size_t i = 0; i < dir->n_org; i++) {
		const struct hj_org *org = &dir->org[i];
		const char *area = area_of(org);

		if (is_of_area(org) &&
		    strncmp(place, area, strlen(area)) == 0 &&
		    (best == NULL || strlen(area) > strlen(area_of(best))))
			best = org;
	}
	return best;
}

static int
by_area(const void *a, const void *b)
{
	const struct hj_org *const *x = a, *const *y = b;

	return strcmp(area_of(*x), area_of(*y));
}

static void
put_places(struct hj_page *p)
{
	struct hj_world_ref *w = hj_world_hold(p->req->service->worlds);
	const char *chosen = hj_page_sent(p, "place");
	const struct hj_org **list = NULL;
	struct hj_html *h = &p->h;
	size_t n = 0;

	for (size_t i = 0; w != NULL && i < w->directory.n_org; i++)
		if (is_of_area(&w->directory.org[i]) && n < PLACES_MOST)
			*HJ_PUSH(p->req->arena, list, n) = &w->directory.org[i];
	if (n > 0)
		qsort(list, n, sizeof(*list), by_area);
	hj_html(h, "<label><span>");
	hj_html_say(h, "在哪里发生的(哪个村、社区;不清楚就选县里)",
	    "Where it happened (village or community; the county if you are "
	    "not sure)");
	hj_html(h, "</span><select name=\"place\" required>"
		   "<option value=\"\"></option>");
	for (size_t i = 0; i < n; i++) {
		const char *area = area_of(list[i]);

		hj_html(h, "<option value=\"");
		hj_html_text(h, area);
		hj_html(h, chosen != NULL && strcmp(chosen, area) == 0
			       ? "\" selected>"
			       : "\">");
		hj_html_text(h, list[i]->name);
		hj_html(h, "</option>");
	}
	hj_html(h, "</select></label>\n");
	hj_world_drop(w);
}

/* ---- the form ---- */

static void
put_area(struct hj_page *p, const char *name, const char *zh, const char *en,
    const char *more)
{
	struct hj_html *h = &p->h;

	hj_html(h, "<label><span>");
	hj_html_say(h, zh, en);
	hj_html(h, "</span><textarea name=\"");
	hj_html(h, name);
	hj_html(h, "\" ");
	hj_html(h, more);
	hj_html(h, ">\n");
	hj_html_text(h, hj_page_sent(p, name));
	hj_html(h, "</textarea></label>\n");
}

void
hj_request_form(struct hj_page *p)
{
	struct hj_html *h = &p->h;

	hj_html_line(h, "填好送出,由当地调解委员会联系您。对方同意后才能调解。",
	    "Send this and the local committee will contact you. Mediation "
	    "begins when the other side agrees.");
	hj_page_form(p, PATH);
	put_places(p);
	hj_page_input(
	    p, "name", "您的姓名", "Your name", "required maxlength=\"40\"");
	hj_page_input(p, "phone", "您的电话", "Your telephone",
	    "type=\"tel\" required maxlength=\"20\"");
	hj_page_input(p, "other", "对方是谁(姓名或者单位)",
	    "Who the other side is (name or organisation)",
	    "required maxlength=\"40\"");
	hj_page_input(p, "other_phone", "对方电话(不知道可以不填)",
	    "Their telephone (if you know it)",
	    "type=\"tel\" maxlength=\"20\"");
	put_area(p, "facts", "出了什么事", "What happened",
	    "required maxlength=\"4000\"");
	put_area(p, "wish", "您想怎么解决(可以不填)",
	    "What you would like (if you can say)", "maxlength=\"1000\"");
	hj_html(h, "<label class=\"tick\"><input type=\"checkbox\""
		   " name=\"violence\" value=\"1\"");
	hj_html(h, hj_page_sent(p, "violence") != NULL ? " checked><span>"
						       : "><span>");
	hj_html_say(h, "可能会动手或者出事(急的先打110)",
	    "It may turn violent (if urgent, call 110 first)");
	hj_html(h, "</span></label>\n");
	hj_page_button(p, "main", "送出", "Send");
	hj_html(h, "</form>\n");
}

/* ---- what comes back ---- */

/* The form again with what is in it, and what is wrong with it. */
static void
again(struct hj_page *p, int status, const char *zh, const char *en)
{
	hj_buf_clear(p->h.buf);
	hj_page_begin(p, "我要调解", "Ask for mediation");
	hj_html(&p->h, "<p class=\"note\" role=\"alert\">");
	hj_html_say(&p->h, zh, en);
	hj_html_say(&p->h, "您填的还在。", " What you wrote is still there.");
	hj_html(&p->h, "</p>\n");
	hj_request_form(p);
	hj_page_end(p);
	hj_page_reply(p, status);
}

static void
put_party(struct hj_page *p, struct hj_out *j, const char *side,
    const char *name, const char *phone)
{
	hj_out_open(j);
	hj_out_put_str(j, "kind", "natural");
	hj_out_put_str(j, "side", side);
	hj_out_put_some(j, "name", hj_page_sent(p, name));
	hj_out_put_some(j, "phone", hj_page_sent(p, phone));
	hj_out_close(j);
}

/* The members of the command `register`. */
static const char *
body_of(struct hj_page *p, const struct hj_org *org)
{
	struct hj_arena *a = p->req->arena;
	const char *wish = hj_page_sent(p, "wish");
	const char *facts = hj_page_sent(p, "facts");
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, HJ_PAGE_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "source", "application");
	hj_out_put_str(&j, "manner", "online");
	hj_out_put_str(&j, "channel", "people");
	hj_out_put_str(&j, "place", area_of(org));
	hj_out_put_str(&j, "title",
	    hj_concat(a, hj_page_sent(p, "name"), "—", hj_page_sent(p, "other"),
		NULL));
	hj_out_put_str(&j, "facts",
	    wish == NULL ? facts : hj_concat(a, facts, "\n请求:", wish, NULL));
	if (hj_page_sent(p, "violence") != NULL)
		hj_out_put_bool(&j, "violence", true);
	hj_out_key(&j, "parties");
	hj_out_open_array(&j);
	put_party(p, &j, "applicant", "name", "phone");
	put_party(p, &j, "respondent", "other", "other_phone");
	hj_out_close(&j);
	hj_out_close(&j);
	return hj_buf_keep(a, &b);
}

/* The slip, to be printed and read aloud. */
static void
put_slip(struct hj_ask *ask, const struct hj_event *event, size_t n,
    struct hj_ring *ring, const struct hj_directory *dir)
{
	struct request *r = HJ_CONTAINER(struct request, ask, ask);
	struct hj_page *p = &r->page;
	struct hj_html *h = &p->h;
	struct hj_slip slip;

	if (!hj_slip_of(event, n, ring, dir, &slip))
		return;
	hj_buf_clear(h->buf);
	hj_page_begin(p, "已收到,这是回执", "Received: your slip");
	hj_html(h, "<section><dl><dt>");
	hj_html_say(h, "编号", "Code");
	hj_html(h, "</dt><dd class=\"code\">");
	hj_html_code(h, slip.code);
	hj_html(h, "</dd><dt>");
	hj_html_say(h, "密码", "Secret");
	hj_html(h, "</dt><dd class=\"code\">");
	hj_html_text(h, slip.secret);
	hj_html(h, "</dd><dt>");
	hj_html_say(h, "谁负责", "Who is in charge");
	hj_html(h, "</dt><dd>");
	hj_html_text(h, slip.org == NULL ? NULL : slip.org->name);
	hj_html(h, " ");
	hj_html_text(h, slip.org == NULL ? NULL : slip.org->phone);
	hj_html(h, "</dd></dl><p lang=\"zh-CN\">");
	hj_html_text(h, slip.text);
	hj_html(h, "</p></section>\n");
	hj_html_line(h,
	    "请抄下编号和密码,或者打印这一页。查进度要用,密码不要给别人。",
	    "Write down code and secret, or print this page. You need them to "
	    "see how it goes; give the secret to nobody.");
	hj_html(h, "<p>");
	hj_page_link(
	    p, "button main", "/public/progress", "查进度", "See how it goes");
	hj_html(h, "</p>\n");
	hj_page_end(p);
}

static void
on_registered(struct hj_ask *ask)
{
	struct request *r = HJ_CONTAINER(struct request, ask, ask);
	struct hj_page *p = &r->page;
	struct hj_req *req = p->req;

	hj_buf_release(&ask->answer);
	if (ask->outcome == HJ_DONE)
		hj_page_reply(p, 201);
	else if (ask->outcome == HJ_REFUSED)
		again(p, hj_refusals[ask->refused].status,
		    hj_refusals[ask->refused].zh, hj_refusals[ask->refused].en);
	else if (ask->err.code == HJ_ERR_INPUT)
		again(p, 400, "有一项太长或者写法不对,请改一下。",
		    "Something is too long or written in a way that does not "
		    "fit; please change it.");
	else if (ask->err.code == HJ_ERR_KEY)
		hj_page_refuse(p, 422, "这一份已经交过了,内容不一样。",
		    "This form was sent before, with something else in it.",
		    PATH);
	else
		again(p, hj_problem_of_error(&ask->err).status,
		    "现在办不了,请过一会儿再送。",
		    "This does not work now; please send it again in a while.");
	hj_req_unref(req);
}

static bool
is_whole(struct hj_page *p)
{
	static const char *const must[] = { "place", "name", "phone", "other",
		"facts" };

	for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		if (hj_page_sent(p, must[i]) == NULL)
			return false;
	return true;
}

/* May one more come from this address now? */
static bool
may_come(struct hj_page *p)
{
	const char *who =
	    hj_concat(p->req->arena, "request ", p->req->peer, NULL);
	int64_t wait =
	    hj_throttle_ask(p->req->service->throttle, who, who, hj_mono_ms());

	if (wait > 0)
		hj_page_too_often(p, wait, PATH);
	return wait == 0;
}

void
hj_request_handler(struct hj_req *req)
{
	struct request *r = HJ_NEW(req->arena, struct request);
	struct hj_buf *buf = HJ_NEW(req->arena, struct hj_buf);
	struct hj_world_ref *w;
	const struct hj_org *org;

	hj_buf_init(buf, HJ_PAGE_MOST);
	hj_page_init(&r->page, req, buf);
	if (!hj_page_read(&r->page, PATH))
		return;
	if (!is_whole(&r->page)) {
		again(&r->page, 400, "还有必填的没填。",
		    "Something that is needed is missing.");
		return;
	}
	if (!may_come(&r->page))
		return;
	w = hj_world_hold(req->service->worlds);
	org = w == NULL
		  ? NULL
		  : hj_body_at(&w->directory, hj_page_sent(&r->page, "place"));
	if (org == NULL) {
		hj_world_drop(w);
		again(&r->page, 400, "这个地方没有调解委员会,请另选。",
		    "No committee serves that place; please choose another.");
		return;
	}
	r->actor = (struct hj_actor){ .person = "party",
		.org = hj_strdup(req->arena, org->id),
		.roles = HJ_RO(PARTY) };
	r->ask = (struct hj_ask){ .kind = &hj_dispute_kind,
		.command = hj_command_find(&hj_dispute_kind, "register"),
		.say = put_slip,
		.actor = r->actor,
		.key = hj_page_nonce(&r->page),
		.body = body_of(&r->page, org),
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_registered };
	r->ask.body_n = strlen(r->ask.body);
	hj_world_drop(w);
	hj_req_ref(req);
	hj_road_send(req->service->road, &r->ask);
}
