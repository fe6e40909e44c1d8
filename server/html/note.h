/*
 * A note that the service writes to itself into a form, and knows again.
 *
 * The forms of people without a session carry two.  Each is a text with the
 * moment it was written and a keyed digest over both and over what it is for,
 * so that nobody writes one, keeps one for long, or uses it for something else.
 *
 *  - "form": a random text.  It shows that the form is ours and not old, and is
 *    the Idempotency-Key of what is asked with it: sent twice, it is done once.
 *  - "door": what a slip opened.  It spares typing the secret again, and keeps
 *    it out of pages; whether the slip is still good is looked up each time.
 *
 * This is a signed token and no double-submit cookie, on purpose.  A cookie
 * would defend a right that the browser carries along; here there is none: what
 * a form may do, it may by what is typed into it.  That another site does not
 * send forms in a visitor's name is seen by Origin and Sec-Fetch-Site
 * (auth/session.h), and nothing stays behind in a browser that a whole village
 * uses.
 */
#ifndef HJ_SERVER_HTML_NOTE_H
#define HJ_SERVER_HTML_NOTE_H

#include "lib/base/arena.h"
#include "server/keys.h"

/* Write `text` (letters and digits) for `purpose`, made in `a`. */
const char *hj_note_write(struct hj_keys *keys, struct hj_arena *a,
    const char *purpose, const char *text, int64_t now_ms);

/*
 * The text of `note`, made in `a`; NULL if it is none of ours, not for
 * `purpose`, or older than `life_ms`.
 */
const char *hj_note_read(struct hj_keys *keys, struct hj_arena *a,
    const char *purpose, const char *note, int64_t now_ms, int64_t life_ms);

#endif
