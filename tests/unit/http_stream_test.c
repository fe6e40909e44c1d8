/* Answers that go on: events, downloads, slow and leaving peers. */
#include "tests/unit/http_harness.h"

static void
watch(struct client *c)
{
	client_open(c);
	say(c, "GET /events HTTP/1.1\r\n" HOST "\r\n");
	assert_true(w.stream_begun);
	assert_true(hears(c, "\r\n\r\n"));
}

static void
events__arrive_as_they_are_sent(void **state)
{
	struct client c;

	(void)state;
	start();
	watch(&c);
	assert_non_null(
	    strstr(hj_buf_text(&c.in), "Content-Type: text/event-stream\r\n"));
	assert_non_null(
	    strstr(hj_buf_text(&c.in), "Cache-Control: no-store\r\n"));
	assert_null(strstr(hj_buf_text(&c.in), "Content-Length"));
	hj_buf_clear(&c.in);

	assert_true(hj_stream_event(&w.stream, "7", "changed", "{\"a\":1}"));
	assert_true(hj_stream_event(&w.stream, NULL, NULL, "a\rb\r\nc\n"));
	assert_true(hears(&c, "c\n"));
	assert_string_equal(heard(&c),
	    "id: 7\nevent: changed\ndata: {\"a\":1}\n\n"
	    "data: a\ndata: b\ndata: c\ndata: \n\n");
	assert_int_equal(counts()->streams, 1);

	hj_stream_close(&w.stream);
	assert_true(hears_close(&c));
	assert_int_equal(w.closed, 0);
	assert_int_equal(counts()->streams, 0);
	hj_stream_close(&w.stream);
	client_release(&c);
}

static void
silence__is_broken_by_a_comment(void **state)
{
	struct client c;

	(void)state;
	start();
	watch(&c);
	pass(14999);
	assert_true(hears_nothing(&c));
	pass(1);
	assert_string_equal(heard(&c), ":\n\n");
	pass(10000);
	assert_true(hj_stream_event(&w.stream, NULL, NULL, "x"));
	pass(14999);
	assert_string_equal(heard(&c), ":\n\ndata: x\n\n");
	pass(1);
	assert_string_equal(heard(&c), ":\n\ndata: x\n\n:\n\n");

	/* No other end comes near. */
	for (int i = 0; i < 100; i++) {
		pass(15000);
		(void)heard(&c);
	}
	assert_false(c.closed);
	client_release(&c);
}

static void
peer__that_leaves_is_noticed_once(void **state)
{
	struct client c;

	(void)state;
	start();
	watch(&c);
	client_release(&c);
	turn();
	assert_int_equal(w.closed, 1);
	assert_int_equal(counts()->streams, 0);
	assert_false(hj_stream_event(&w.stream, NULL, NULL, "x"));
	assert_int_equal(hj_stream_room(&w.stream), 0);
	hj_stream_close(&w.stream);
	assert_int_equal(w.closed, 1);
}

static void
peer__that_is_slow_is_dropped_at_the_limit(void **state)
{
	static char kilobyte[1024];
	int small = 4096;
	struct client c;
	int sent = 0;

	(void)state;
	memset(kilobyte, 'x', sizeof(kilobyte));
	start();
	watch(&c);
	(void)setsockopt(c.fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	while (sent < 100000 &&
	       hj_stream_send(&w.stream, kilobyte, sizeof(kilobyte))) {
		sent++;
		if (sent % 64 == 0)
			turn();
	}
	/* At least the limit, and not much more than sockets hold besides. */
	assert_in_range(sent, 1024, 10000);
	assert_int_equal(w.closed, 0); /* never from inside a send */
	assert_false(hj_stream_send(&w.stream, kilobyte, 1));
	turn();
	assert_int_equal(w.closed, 1);
	assert_int_equal(counts()->slow_streams, 1);
	assert_int_equal(counts()->open, 0);
	assert_string_equal(w.said, "slow_stream  0  ");
	client_release(&c);
}

static void
send__of_more_than_the_limit_drops_at_once(void **state)
{
	static char bytes[1024 * 1024 + 1];
	struct client c;

	(void)state;
	start();
	watch(&c);
	assert_int_equal(hj_stream_room(&w.stream), sizeof(bytes) - 1);
	assert_true(hj_stream_send(&w.stream, bytes, sizeof(bytes) - 1));
	assert_int_equal(hj_stream_room(&w.stream), 0);
	assert_false(hj_stream_send(&w.stream, bytes, 1));
	assert_int_equal(counts()->slow_streams, 1);
	turn();
	assert_int_equal(w.closed, 1);
	client_release(&c);

	watch(&c);
	assert_false(hj_stream_send(&w.stream, bytes, sizeof(bytes)));
	turn();
	assert_int_equal(w.closed, 2);
	client_release(&c);
}

static void
peer__that_takes_nothing_is_dropped_in_time(void **state)
{
	static char bytes[1000 * 1000];
	int small = 4096;
	struct client c;

	(void)state;
	start();
	watch(&c);
	(void)setsockopt(c.fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	for (int i = 0; i < 40 && hj_stream_room(&w.stream) > 500000; i++) {
		(void)hj_stream_send(&w.stream, bytes, 500000);
		turn();
	}
	pass(0);
	pass(30000);
	assert_int_equal(w.closed, 1);
	assert_int_equal(counts()->late_write, 1);
	client_release(&c);
}

static void
download__is_fed_when_there_is_room(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /download HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&c, "Content-Length: 6\r\n"));
	assert_int_equal(w.rooms, 1); /* the head is out */
	assert_true(hj_stream_send(&w.stream, "abc", 3));
	turn();
	assert_int_equal(w.rooms, 2);
	assert_true(hj_stream_send(&w.stream, "def", 3));
	hj_stream_close(&w.stream);
	assert_true(hears_close(&c));
	assert_non_null(strstr(hj_buf_text(&c.in), "\r\n\r\nabcdef"));
	client_release(&c);
}

static void
head__of_a_stream_is_all_there_is(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "HEAD /events HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears_close(&c));
	assert_false(w.stream_begun);
	assert_non_null(strstr(hj_buf_text(&c.in), "HTTP/1.1 200 OK\r\n"));
	assert_int_equal(counts()->streams, 0);
	client_release(&c);
}

static void
stream__to_a_dead_peer_does_not_begin(void **state)
{
	struct client c;
	struct hj_stream s = { .on_closed = on_closed };
	struct linger at_once = { .l_onoff = 1 };

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	(void)setsockopt(
	    c.fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	client_release(&c);
	turn();
	assert_false(hj_stream_begin_events(w.kept[0], &s));
	assert_int_equal(w.closed, 0);
}

/* What the peer says on the way is dropped, however much it is. */
static void
stream__does_not_listen(void **state)
{
	static char chatter[200000];
	struct client c;

	(void)state;
	memset(chatter, 'G', sizeof(chatter));
	start();
	watch(&c);
	(void)send(c.fd, chatter, sizeof(chatter), MSG_NOSIGNAL);
	for (int i = 0; i < 20; i++)
		turn();
	assert_true(hj_stream_event(&w.stream, NULL, NULL, "x"));
	assert_true(hears(&c, "data: x"));
	assert_int_equal(counts()->requests, 1);
	assert_int_equal(counts()->malformed, 0);
	client_release(&c);
}

/* The same when so much was sent ahead that reading had stopped. */
static void
stream__begun_late_notices_a_leaving_peer(void **state)
{
	static char chatter[100000];
	struct client c;

	(void)state;
	memset(chatter, 'G', sizeof(chatter));
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	(void)send(c.fd, chatter, sizeof(chatter), MSG_NOSIGNAL);
	turn();
	w.stream = (struct hj_stream){ .on_closed = on_closed };
	assert_true(hj_stream_begin_events(w.kept[0], &w.stream));
	turn();
	client_release(&c);
	for (int i = 0; i < 20; i++)
		turn();
	assert_int_equal(w.closed, 1);
}

static void
on_drained(struct hj_http *h)
{
	(void)h;
	w.drained++;
}

static void
drain__ends_streams_at_once(void **state)
{
	struct client c;

	(void)state;
	start();
	watch(&c);
	assert_true(hj_stream_event(&w.stream, NULL, NULL, "last"));
	hj_http_drain(w.http, on_drained);
	assert_int_equal(w.closed, 1);
	assert_true(hears_close(&c));
	assert_non_null(strstr(hj_buf_text(&c.in), "data: last\n\n"));
	client_release(&c);
	turn();
	assert_int_equal(w.drained, 1);
}

static void
line_break__in_an_event_name_stops_the_process(void **state)
{
	struct client c;
	int status = 0;
	pid_t child;

	(void)state;
	start();
	watch(&c);
	child = fork();
	if (child == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(2);
		(void)signal(SIGABRT, SIG_DFL);
		(void)hj_stream_event(&w.stream, "1\ndata: forged", "a", "b");
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	client_release(&c);
}

#define TEST(f)                                                                \
	cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(events__arrive_as_they_are_sent),
		TEST(silence__is_broken_by_a_comment),
		TEST(peer__that_leaves_is_noticed_once),
		TEST(peer__that_is_slow_is_dropped_at_the_limit),
		TEST(send__of_more_than_the_limit_drops_at_once),
		TEST(peer__that_takes_nothing_is_dropped_in_time),
		TEST(download__is_fed_when_there_is_room),
		TEST(head__of_a_stream_is_all_there_is),
		TEST(stream__to_a_dead_peer_does_not_begin),
		TEST(stream__does_not_listen),
		TEST(stream__begun_late_notices_a_leaving_peer),
		TEST(drain__ends_streams_at_once),
		TEST(line_break__in_an_event_name_stops_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
