/* Answers that go on: events and downloads; see req.h. */
#include "server/http/conn.h"

#include <assert.h>
#include <event2/bufferevent.h>
#include <string.h>

bool
hj_stream_begin_events(struct hj_req *req, struct hj_stream *s)
{
	/* A proxy in front (nginx) must pass events on as they come. */
	hj_req_add_header(req, "X-Accel-Buffering", "no");
	if (!hj_stream_begin(req, s, 200, HJ_TYPE_EVENTS, -1))
		return false;
	s->conn->events = true;
	return true;
}

/* The peer is too slow: end it, but not from inside whoever is sending. */
static void
drop(struct hj_conn *c)
{
	if (c->slow)
		return;
	c->slow = true;
	c->http->counts.slow_streams++;
	bufferevent_trigger_event(
	    c->bev, BEV_EVENT_ERROR, BEV_TRIG_DEFER_CALLBACKS);
}

size_t
hj_stream_room(const struct hj_stream *s)
{
	size_t backlog;

	if (s->conn == NULL || s->conn->slow)
		return 0;
	backlog = hj_conn_backlog(s->conn);
	if (backlog >= s->conn->http->limits.output)
		return 0;
	return s->conn->http->limits.output - backlog;
}

bool
hj_stream_send(struct hj_stream *s, const char *p, size_t n)
{
	if (s->conn == NULL || s->conn->slow)
		return false;
	if (n > hj_stream_room(s)) {
		drop(s->conn);
		return false;
	}
	hj_conn_put(s->conn, p, n, false);
	hj_conn_enter(s->conn, HJ_CONN_STREAM);
	return true;
}

/* One line of an event; what has more lines would forge others. */
static void
put_line(struct hj_buf *b, const char *name, const char *value)
{
	assert(value[strcspn(value, "\r\n")] == '\0');
	hj_buf_puts(b, name);
	hj_buf_puts(b, value);
	hj_buf_putc(b, '\n');
}

bool
hj_stream_event(
    struct hj_stream *s, const char *id, const char *event, const char *data)
{
	struct hj_buf b;
	bool sent;

	if (s->conn == NULL)
		return false;
	hj_buf_init(&b, s->conn->http->limits.output);
	if (id != NULL)
		put_line(&b, "id: ", id);
	if (event != NULL)
		put_line(&b, "event: ", event);
	do {
		size_t n = strcspn(data, "\r\n");

		hj_buf_puts(&b, "data: ");
		hj_buf_put(&b, data, n);
		hj_buf_putc(&b, '\n');
		data += n;
		if (data[0] == '\r' && data[1] == '\n')
			data++;
	} while (*data++ != '\0');
	hj_buf_putc(&b, '\n');
	if (b.failed)
		drop(s->conn);
	sent = !b.failed && hj_stream_send(s, b.p, b.n);
	hj_buf_release(&b);
	return sent;
}

void
hj_stream_cut(struct hj_stream *s)
{
	if (s->conn != NULL)
		bufferevent_trigger_event(
		    s->conn->bev, BEV_EVENT_ERROR, BEV_TRIG_DEFER_CALLBACKS);
}

void
hj_stream_close(struct hj_stream *s)
{
	struct hj_conn *c = s->conn;

	if (c == NULL)
		return;
	s->conn = NULL;
	c->stream = NULL;
	c->http->counts.streams--;
	hj_conn_answered(c);
}
