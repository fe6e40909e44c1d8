/*
 * When a connection has waited too long, and what happens then.
 *
 * One sweep asks every connection; nobody has a timer of its own.  Ends are
 * absolute: a peer that sends or takes a byte now and then gains nothing by it.
 */
#include "server/http/conn.h"

#include <event2/bufferevent.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

/* Bytes that the system holds because the peer has not acknowledged them. */
static size_t
unacknowledged(const struct hj_conn *c)
{
	int n = 0;

	if (ioctl(bufferevent_getfd(c->bev), SIOCOUTQ, &n) != 0 || n < 0)
		return 0;
	return (size_t)n;
}

/*
 * Has the peer taken nothing for too long?  What counts is what it has
 * acknowledged: the system may hold megabytes before it takes more from us.
 */
static bool
is_stuck(struct hj_conn *c, int64_t now)
{
	size_t backlog = hj_conn_backlog(c);
	uint64_t taken;

	if (backlog == 0)
		return false;
	taken = c->queued - backlog - unacknowledged(c);
	if (taken == c->taken)
		return now - c->taken_ms >= c->http->limits.write_ms;
	c->taken = taken;
	c->taken_ms = now;
	return false;
}

/* Has the body been too slow so far? */
static bool
is_dripping(const struct hj_conn *c, int64_t now)
{
	const struct hj_http_limits *l = &c->http->limits;
	int64_t ms = now - c->since_ms;

	return c->state == HJ_CONN_BODY && ms >= l->body_grace_ms &&
	       (int64_t)c->req->received.n * 1000 < l->body_rate * ms;
}

static void
on_late(struct hj_conn *c)
{
	struct hj_http_counts *counts = &c->http->counts;

	switch (c->state) {
	case HJ_CONN_HANDSHAKE:
		counts->late_handshake++;
		hj_conn_close(c, "late_handshake");
		break;
	case HJ_CONN_IDLE:
		/* While it still takes our answer, is_stuck() watches. */
		if (hj_conn_backlog(c) > 0) {
			hj_conn_enter(c, HJ_CONN_IDLE);
			break;
		}
		counts->late_idle++;
		hj_conn_close(c, NULL);
		break;
	case HJ_CONN_HEAD:
		counts->late_head++;
		hj_conn_refuse(
		    c, HJ_PROBLEM_TOO_SLOW, "the head is late", true);
		break;
	case HJ_CONN_BODY:
		counts->late_body++;
		hj_conn_refuse(
		    c, HJ_PROBLEM_TOO_SLOW, "the body is late", true);
		break;
	case HJ_CONN_BUSY:
		counts->late_answer++;
		c->req->n_extra = 0;
		hj_conn_refuse(
		    c, HJ_PROBLEM_DEADLINE, "no answer in time", true);
		break;
	case HJ_CONN_STREAM:
		if (c->events)
			hj_conn_put(c, ":\n\n", 3, true);
		hj_conn_enter(c, HJ_CONN_STREAM);
		break;
	case HJ_CONN_LINGER:
		hj_conn_close(c, NULL);
		break;
	case HJ_CONN_FLUSH:
	case HJ_CONN_DEAD:
		break;
	}
}

void
hj_conn_tick(struct hj_conn *c, int64_t now)
{
	if (is_stuck(c, now)) {
		c->http->counts.late_write++;
		hj_conn_close(c, "late_write");
		return;
	}
	if (now >= c->deadline_ms || is_dripping(c, now))
		on_late(c);
}

void
hj_conn_drain(struct hj_conn *c)
{
	struct hj_stream *s = c->stream;

	if (c->state == HJ_CONN_IDLE)
		hj_conn_enter(c, HJ_CONN_IDLE);
	if (s == NULL)
		return;
	hj_stream_close(s);
	s->on_closed(s);
}
