/*
 * The pages for parties: no account, no script, no cookie.
 *
 *	/public             three large buttons
 *	/public/request     我要调解: hand in a request
 *	/public/progress    查进度: by code and second secret; answer and rate
 *	/public/member      群体成员查自己的一行: one's own line of a group,
 *	                    and whether the money came
 *	/public/call        打电话问: whom to ask
 *
 * And for staff, to be printed: /print/disputes/{id}/notices.
 *
 * To add one: a function that writes it, and its row in site.c.
 */
#ifndef HJ_SERVER_HTML_SITE_H
#define HJ_SERVER_HTML_SITE_H

#include "server/html/page.h"

/* Writes what stands between heading and end. */
typedef void hj_page_fn(struct hj_page *p);

/* Asked without a form a page is only written. */
hj_page_fn hj_request_form, hj_progress_form, hj_member_form;

hj_handler_fn hj_request_handler;  /* request.c */
hj_handler_fn hj_progress_handler; /* progress.c */
hj_handler_fn hj_answer_handler;
hj_handler_fn hj_rating_handler;
hj_handler_fn hj_own_line_handler; /* member.c */
hj_handler_fn hj_receipt_handler;
hj_handler_fn hj_print_notices_handler; /* print.c */

/*
 * The people's mediation committee that the division `place` leads to: the one
 * nearest to it, of a village, else a township, else the county; NULL if there
 * is none.
 */
const struct hj_org *hj_body_at(
    const struct hj_directory *dir, const char *place);

#endif
