/*
 * What stands around every page that the service writes itself: head, the way
 * home, the switches for large type and language, and the numbers to call.
 *
 * The switches are part of the address (?large=1&lang=en), so they need neither
 * script nor cookie, and every link and form of a page keeps them.  A page that
 * answers a form has no address that would show it again: its switches send the
 * note of the open door (note.h) instead, if it has one, else there are none.
 */
#ifndef HJ_SERVER_HTML_PAGE_H
#define HJ_SERVER_HTML_PAGE_H

#include "server/html/html.h"
#include "server/service.h"

#define HJ_TYPE_HTML "text/html; charset=utf-8"
#define HJ_PAGE_MOST ((size_t)256 * 1024)

struct hj_page {
	struct hj_html h;
	struct hj_req *req;
	bool large;
	const char *door; /* note of the open door, or NULL */
	const char *room; /* the address of what it opens */
	bool answers;     /* it answers a form */
	bool paper;       /* for staff to print: without what parties need */
	const struct hj_pair *form; /* what was sent */
	size_t n_form;
};

/* A page for `req` that is written to `buf`, in the language it asks for. */
void hj_page_init(struct hj_page *p, struct hj_req *req, struct hj_buf *buf);

/* Up to the heading, whose text is also the title; and what ends the page. */
void hj_page_begin(struct hj_page *p, const char *zh, const char *en);
void hj_page_end(struct hj_page *p);

/* The address `path` with the switches as they are. */
void hj_page_address(struct hj_page *p, const char *path);

/* A link to `path` of class `class`. */
void hj_page_link(struct hj_page *p, const char *class, const char *path,
    const char *zh, const char *en);

/* ---- forms ---- */

/*
 * The beginning of a form that is sent to `path`, with the notes that it needs;
 * the caller ends it.
 */
void hj_page_form(struct hj_page *p, const char *path);

/* A hidden member. */
void hj_page_hidden(struct hj_page *p, const char *name, const char *value);

/* One line to write in; it keeps what was sent before.  `more` are attributes
 * of ours. */
void hj_page_input(struct hj_page *p, const char *name, const char *zh,
    const char *en, const char *more);

/* A button that sends the form. */
void hj_page_button(
    struct hj_page *p, const char *class, const char *zh, const char *en);

/* What was sent as `name`, without blanks around it; NULL if it is empty. */
const char *hj_page_sent(const struct hj_page *p, const char *name);

/* ---- what comes back ---- */

/*
 * Read the form that was sent.  False if it cannot be taken, and it is answered
 * then: another site sent it, it is no form, or it lay open too long.
 */
bool hj_page_read(struct hj_page *p, const char *again);

/* The random text of the form's note; only after hj_page_read(). */
const char *hj_page_nonce(const struct hj_page *p);

/*
 * Answer with a page that says what does not go, why, and what to do, with a
 * link to `again`.  It holds nothing that differs from one asker to another.
 */
void hj_page_refuse(struct hj_page *p, int status, const char *zh,
    const char *en, const char *again);

/* The same for what is asked too often; in so many milliseconds. */
void hj_page_too_often(struct hj_page *p, int64_t wait_ms, const char *again);

/* Answer with what was written. */
void hj_page_reply(struct hj_page *p, int status);

#endif
