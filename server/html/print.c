/*
 * Owed notices on paper: a sheet for each, with its wording of rights, the
 * article, and the lines on which its receipt is signed (送达回证).
 *
 *	GET /print/disputes/{id}/notices
 *
 * For staff of a body that serves in the dispute; to others it is not there.
 */
#include "server/html/site.h"

#include "lib/commands/command.h"
#include "lib/dispute/notice.h"
#include "server/call.h"
#include "server/sealing.h"

struct print {
	struct hj_call call; /* for the entry in the read log */
	struct hj_page page;
	struct hj_ask ask;
	bool shown;
};

static void on_looked(struct hj_ask *ask);
static void on_noted(struct hj_query *q);

static void
blank(struct hj_page *p, const char *zh, const char *en)
{
	hj_html(&p->h, "<p class=\"blank\">");
	hj_html_say(&p->h, zh, en);
	hj_html(&p->h, "</p>");
}

static void
put_sheet(struct hj_page *p, struct hj_turn *t, struct hj_ring *ring,
    const struct hj_notice *n)
{
	const struct hj_dispute *d = t->state;
	const struct hj_party *party = hj_party_at(d, n->party);
	const struct hj_procedure *proc = hj_procedure_at(d, n->procedure);
	const struct hj_org *org = hj_org_find(t->world->directory,
	    proc != NULL && proc->body != NULL ? proc->body : t->actor.org);
	const struct hj_notice_text *text = hj_notice_text(n->kind, n->owed_on);
	struct hj_html *h = &p->h;

	hj_html(h, "<section class=\"sheet\"><h2>");
	hj_html_word(h, &hj_notice_kind_words, n->kind);
	hj_html(h, "</h2><p>");
	if (party != NULL)
		hj_html_text(h, hj_open_text(ring, party->name.box));
	hj_html_say(h, ":", ":");
	hj_html(h, "</p><p>");
	if (text != NULL)
		hj_html_say(h, text->zh, text->en);
	hj_html(h, "</p><p lang=\"zh-CN\">");
	hj_html_text(h, hj_notice_basis(text, hj_notice_channel(d, n)));
	hj_html(h, "</p><p>");
	hj_html_text(h, org == NULL ? NULL : org->name);
	hj_html(h, " ");
	hj_html_text(h, org == NULL ? NULL : org->phone);
	hj_html(h, "</p><p>");
	hj_html_code(h, d->code);
	hj_html(h, " · ");
	hj_html_day(h, hj_today(t));
	hj_html(h, "</p>");
	blank(p, "签收人:", "Received by:");
	blank(p, "签收日期:", "Day of receipt:");
	blank(p, "送达人:", "Served by:");
	blank(p, "代收、拒收、留置的说明和见证人:",
	    "Taken for another, refused, left; witness:");
	hj_html(h, "</section>\n");
}

static void
look(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	struct print *print = HJ_CONTAINER(struct print, ask, ask);
	const struct hj_dispute *d = t->state;
	struct hj_page *p = &print->page;
	size_t n = 0;

	print->shown = hj_may(HJ_MAY_SERVE, t->actor.roles,
	    hj_relations(t->world->directory, d, NULL, t->actor.org));
	if (!print->shown)
		return;
	hj_page_begin(p, "待送达的告知书", "Notices to be served");
	for (size_t i = 0; i < d->n_notice; i++) {
		const struct hj_notice *notice = &d->notice[i];

		if (notice->state != HJ_NS_OWED &&
		    notice->state != HJ_NS_RETURNED)
			continue;
		put_sheet(p, t, ring, notice);
		n++;
	}
	if (n == 0)
		hj_html_line(
		    &p->h, "现在没有要送的。", "Nothing is to be served now.");
	hj_page_end(p);
}

void
hj_print_notices_handler(struct hj_req *req)
{
	struct print *print = HJ_NEW(req->arena, struct print);
	struct hj_buf *buf = HJ_NEW(req->arena, struct hj_buf);
	const char *id = hj_req_param(req, "id");
	unsigned char bytes[16];

	if (!hj_id_bytes(bytes, id)) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_buf_init(buf, HJ_PAGE_MOST);
	hj_page_init(&print->page, req, buf);
	print->page.paper = true;
	hj_call_begin(&print->call, req);
	print->ask = (struct hj_ask){ .kind = &hj_dispute_kind,
		.look = look,
		.stream = id,
		.actor = *req->actor,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_looked };
	hj_road_send(req->service->road, &print->ask);
}

/* What was opened is entered before it is shown. */
static void
on_looked(struct hj_ask *ask)
{
	struct print *print = HJ_CONTAINER(struct print, ask, ask);
	struct hj_req *req = print->call.req;
	unsigned char stream[16];

	hj_buf_release(&ask->answer);
	if (ask->outcome == HJ_DONE && print->shown) {
		(void)hj_unhex(stream, ask->stream, 16);
		hj_call_note(&print->call, stream, "notices", on_noted);
		return;
	}
	hj_buf_release(print->page.h.buf);
	if (ask->outcome == HJ_DONE)
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	else
		hj_reply_error(req, &ask->err);
	hj_call_end(&print->call);
}

static void
on_noted(struct hj_query *q)
{
	struct print *print = HJ_CONTAINER(struct print, call.query, q);

	if (q->err.code != HJ_OK) {
		hj_buf_release(print->page.h.buf);
		(void)hj_call_failed(&print->call);
		return;
	}
	hj_page_reply(&print->page, 200);
	hj_call_end(&print->call);
}
