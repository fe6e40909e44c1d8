/* The pages for parties; see site.h. */
#include "server/html/site.h"

#include "server/base/files.h"

#include <string.h>

#define STYLE "server/html/style/public.css"
#define STYLE_MOST ((size_t)64 * 1024)
#define FORM_MOST ((size_t)64 * 1024)

static hj_page_fn put_home, put_call;
static hj_handler_fn show;

/* `route` is first, so that a request finds its page. */
static const struct page {
	struct hj_route route;
	const char *zh, *en; /* heading */
	hj_page_fn *write;   /* of those that only show */
} pages[] = {
	/* clang-format off */
	{ { HJ_GET,  "/public",          show,                0,         HJ_ANYONE }, "有纠纷,来调解", "Settle a dispute", put_home },
	{ { HJ_GET,  "/public/request",  show,                0,         HJ_ANYONE }, "我要调解", "Ask for mediation", hj_request_form },
	{ { HJ_POST, "/public/request",  hj_request_handler,  FORM_MOST, HJ_ANYONE }, NULL, NULL, NULL },
	{ { HJ_GET,  "/public/progress", show,                0,         HJ_ANYONE }, "查进度", "See how it goes", hj_progress_form },
	{ { HJ_POST, "/public/progress", hj_progress_handler, FORM_MOST, HJ_ANYONE }, NULL, NULL, NULL },
	{ { HJ_POST, "/public/answer",   hj_answer_handler,   FORM_MOST, HJ_ANYONE }, NULL, NULL, NULL },
	{ { HJ_POST, "/public/rating",   hj_rating_handler,   FORM_MOST, HJ_ANYONE }, NULL, NULL, NULL },
	{ { HJ_GET,  "/public/member",   show,                0,         HJ_ANYONE }, "查我这一行", "My own line", hj_member_form },
	{ { HJ_POST, "/public/member",   hj_own_line_handler, FORM_MOST, HJ_ANYONE }, NULL, NULL, NULL },
	{ { HJ_POST, "/public/receipt",  hj_receipt_handler,  FORM_MOST, HJ_ANYONE }, NULL, NULL, NULL },
	{ { HJ_GET,  "/public/call",     show,                0,         HJ_ANYONE }, "打电话问", "Ask by telephone", put_call },
	{ { HJ_GET,  "/print/disputes/{id}/notices", hj_print_notices_handler, 0, 0 }, NULL, NULL, NULL },
	/* clang-format on */
};

static void
show(struct hj_req *req)
{
	const struct page *page = (const void *)req->route;
	struct hj_page p;
	struct hj_buf buf;

	hj_buf_init(&buf, HJ_PAGE_MOST);
	hj_page_init(&p, req, &buf);
	hj_page_begin(&p, page->zh, page->en);
	page->write(&p);
	hj_page_end(&p);
	hj_page_reply(&p, 200);
}

static void
put_home(struct hj_page *p)
{
	hj_page_link(p, "button large main", "/public/request", "我要调解",
	    "Ask for mediation");
	hj_page_link(
	    p, "button large", "/public/progress", "查进度", "See how it goes");
	hj_page_link(
	    p, "button large", "/public/call", "打电话问", "Ask by telephone");
	hj_html(&p->h, "<p>");
	hj_page_link(p, "", "/public/member", "我是群体里的一员,查我这一行",
	    "I am one of a group: my own line");
	hj_html(&p->h, "</p>");
}

/* ---- whom to call ---- */

static void
put_number(
    struct hj_page *p, const char *number, const char *zh, const char *en)
{
	hj_html(&p->h, "<p><a class=\"button\" href=\"tel:");
	hj_html_text(&p->h, number);
	hj_html(&p->h, "\">");
	hj_html_text(&p->h, number);
	hj_html(&p->h, "</a>");
	hj_html_say(&p->h, zh, en);
	hj_html(&p->h, "</p>\n");
}

static void
put_call(struct hj_page *p)
{
	struct hj_world_ref *w = hj_world_hold(p->req->service->worlds);

	put_number(p, "12348", "公共法律服务,可以问怎么调解",
	    "public legal service: how mediation works");
	put_number(p, "12345", "政务服务便民热线", "government hotline");
	for (size_t i = 0; w != NULL && i < w->directory.n_org; i++) {
		const struct hj_org *org = &w->directory.org[i];

		if (!org->closed && org->phone != NULL &&
		    hj_org_handles(org, HJ_CH_PEOPLE))
			put_number(p, org->phone, org->name, org->name);
	}
	hj_world_drop(w);
	hj_html_line(&p->h, "回执上也写着负责单位和电话。",
	    "The slip names the body in charge and its telephone, too.");
}

/* ---- what they look like ---- */

struct style {
	struct hj_route route;
	const char *p;
	size_t n;
	const char *etag;
};

static void
answer_style(struct hj_req *req)
{
	const struct style *style = (const void *)req->route;
	const char *known = hj_req_header(req, "if-none-match");

	hj_req_add_header(req, "ETag", style->etag);
	hj_req_add_header(req, "Cache-Control", "no-cache");
	if (known != NULL && strcmp(known, style->etag) == 0)
		hj_reply_empty(req, 304);
	else
		hj_reply_static(
		    req, 200, "text/css; charset=utf-8", style->p, style->n);
}

enum hj_err
hj_html_attach(struct hj_service *s, struct hj_error *err)
{
	struct style *style = HJ_NEW(s->arena, struct style);
	enum hj_err code = HJ_OK;

	style->route = (struct hj_route){ .method = HJ_GET,
		.pattern = "/public.css",
		.handler = answer_style,
		.flags = HJ_ANYONE };
	style->p = hj_file_read(s->arena,
	    hj_share_path(s->arena, s->cfg, STYLE), STYLE_MOST, &style->n);
	if (style->p == NULL)
		return hj_fail(err, HJ_ERR_INPUT, "share",
		    "cannot read the style sheet ", STYLE);
	style->etag = hj_etag(s, s->arena, style->p, style->n);
	code = hj_router_add(s->router, &style->route, 1, err);
	for (size_t i = 0;
	     code == HJ_OK && i < sizeof(pages) / sizeof(pages[0]); i++)
		code = hj_router_add(s->router, &pages[i].route, 1, err);
	return code;
}
