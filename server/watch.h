/*
 * Who watches: GET /api/v1/stream.
 *
 * One open answer (text/event-stream) tells a reader which streams have gone
 * on: kind and id of the stream, number and kind of the event, nothing of what
 * is in it.
 *
 *	event: here     where the reading begins, or that it cannot go on from
 *	                where it was: read anew what is shown
 *	event: change   {"kind":"dispute","id":"…","seq":12,"event":"…"}
 *
 * After a pause the browser sends the last id in Last-Event-ID (or ?after=) and
 * gets what came since.  The ids are positions of the log, covered
 *(place_id.h).
 *
 * Whenever the log has grown, and twice a minute, each watcher looks: is the
 * session or key still good, are body and roles those he came with, and what
 * of the new events may he see now?  The answer ends when it is not.  A look
 * does not count as use, so a page left open does not keep a session alive.
 *
 * Nothing is kept for a slow reader: he is read for again when all was taken,
 * at most LOOK_MOST positions at a time.  A worker holds at most WATCHERS_MOST
 * answers, and PERSON_MOST of one person; the next one is refused with 503.
 */
#ifndef HJ_SERVER_WATCH_H
#define HJ_SERVER_WATCH_H

#include "server/service.h"

struct hj_watch;

/* Yours until hj_watch_free(), which needs the loop and the pool still. */
struct hj_watch *hj_watch_new(struct hj_service *s);
void hj_watch_free(struct hj_watch *w);

/* The doorbells, before hj_pg_start(). */
enum hj_err hj_watch_attach(
    struct hj_watch *w, struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* Rights may have changed: everybody looks. */
void hj_watch_look(struct hj_watch *w);

#endif
