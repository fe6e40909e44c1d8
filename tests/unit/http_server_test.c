/*
 * Requests over real sockets: framing, order, refusals, peers that leave.
 */
#include "tests/unit/http_harness.h"

#define CLEAN 0
#define INSIDE 1

struct framing {
	const char *what;
	const char *bytes;
	size_t n;
	int requests;
	int end;
};

#define FRAMING(what, bytes, requests, end, last)                              \
	{ what, bytes, sizeof(bytes) - 1, requests, end },
static const struct framing rows[] = {
#include "tests/unit/framing.inc"
};

/* As many answers as requests, and one more for a refusal: never two of one. */
static void
framing__gives_one_answer_for_each_request(void **state)
{
	(void)state;
	start();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct framing *row = &rows[i];
		struct client c;
		struct answer a = { 0 };
		size_t at = 0;
		int answers = 0;

		client_open(&c);
		client_send(&c, row->bytes, row->n);
		(void)shutdown(c.fd, SHUT_WR);
		assert_true(hears_close(&c));
		while (next_answer(&c, &at, &a))
			answers++;
		if (answers != row->requests + (row->end >= 400) ||
		    (row->end >= 400 && a.status != row->end) || at != c.in.n)
			fail_msg("%s: %d answers, the last %d", row->what,
			    answers, a.status);
		client_release(&c);
	}
	turn();
	assert_int_equal(counts()->open, 0);
}

static void
refusal__is_heard_though_bytes_are_still_coming(void **state)
{
	static char rest[20000];
	struct client c;
	struct answer a;
	size_t at = 0;

	(void)state;
	start();
	client_open(&c);
	say(&c, "POST /p HTTP/1.1\r\n" HOST "Content-Length: 20000\r\n\r\n");
	client_send(&c, rest, sizeof(rest));
	assert_true(hears_close(&c));
	assert_true(next_answer(&c, &at, &a));
	assert_int_equal(a.status, 413);
	assert_string_equal(header(&a, "Connection"), "close");
	client_release(&c);
}

/* What follows a refused head may be its body: nothing more is read. */
static void
refusal__with_a_body_to_come_closes(void **state)
{
	static const char *const requests[] = {
		"POST /absent HTTP/1.1\r\n" HOST "Content-Length: 37\r\n\r\n",
		"DELETE /p HTTP/1.1\r\n" HOST "Content-Length: 37\r\n\r\n",
		"POST /p?a&a HTTP/1.1\r\n" HOST "Content-Length: 37\r\n\r\n",
		"POST /p HTTP/1.1\r\n" HOST "Content-Encoding: br\r\n"
		"Content-Length: 37\r\n\r\n",
		"GET /echo/x HTTP/1.1\r\n" HOST "Content-Length: 37\r\n\r\n",
		"POST /absent HTTP/1.1\r\n" HOST
		"Transfer-Encoding: chunked\r\n\r\n",
	};

	(void)state;
	start();
	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		struct client c;
		struct answer a = { 0 };
		size_t at = 0;

		client_open(&c);
		say(&c, requests[i]);
		say(&c, "GET /next HTTP/1.1\r\n" HOST "\r\n");
		assert_true(hears_close(&c));
		assert_true(next_answer(&c, &at, &a));
		assert_true(a.status >= 400);
		assert_string_equal(header(&a, "Connection"), "close");
		assert_false(next_answer(&c, &at, &a));
		client_release(&c);
	}
	assert_int_equal(w.handled, 0);
	assert_int_equal(counts()->malformed, 0);
}

/* And where no body can come, the connection goes on. */
static void
refusal__without_a_body_does_not_close(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /absent HTTP/1.1\r\n" HOST "\r\n"
		"GET /p HTTP/1.1\r\n" HOST "\r\n"
		"GET /?a&a HTTP/1.1\r\n" HOST "\r\n"
		"GET /next HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&c, "GET /next []"));
	assert_null(strstr(hj_buf_text(&c.in), "Connection: close"));
	say(&c, "nonsense\r\n");
	assert_true(hears_close(&c));
	assert_int_equal(counts()->malformed, 1);
	client_release(&c);
}

/* While a handler is busy, the peer cannot make us hold what it sends. */
static void
input__sent_ahead_is_bounded(void **state)
{
	static char chatter[1 << 20];
	struct client c;
	size_t sent = 0;

	(void)state;
	memset(chatter, 'G', sizeof(chatter));
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	for (int idle = 0; idle < 50 && sent < 64 * sizeof(chatter);) {
		ssize_t n = send(c.fd, chatter, sizeof(chatter), MSG_NOSIGNAL);

		turn();
		sent += n > 0 ? (size_t)n : 0;
		idle = n > 0 ? 0 : idle + 1;
	}
	/* Only the system's own buffers are full. */
	assert_in_range(sent, 1, 32 * sizeof(chatter));
	answer_kept("done");
	assert_true(hears(&c, "done"));
	client_release(&c);
}

static void
handler__gets_the_request_decoded(void **state)
{
	struct client c;
	struct answer a;

	(void)state;
	start();
	ask("GET /echo/%E5%92%8C?a=b+c&d=%26 HTTP/1.1\r\n" HOST "\r\n", &c, &a);
	assert_int_equal(a.status, 200);
	assert_true(body_has(&a, "GET /echo/\xe5\x92\x8c a=b c d=& []"));
	assert_string_equal(w.said, "answered GET 200 /echo/{id} ");
	client_release(&c);
}

static void
answers__leave_in_the_order_of_requests(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n"
		"POST /p HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\nab"
		"GET /later HTTP/1.1\r\n" HOST "\r\n"
		"GET /echo/last HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears_nothing(&c));
	assert_int_equal(w.handled, 1);

	answer_kept("first");
	assert_int_equal(w.handled, 1); /* not from inside the answer */
	assert_true(hears(&c, "[ab]"));
	assert_int_equal(w.handled, 3);
	assert_true(strstr(heard(&c), "first") < strstr(heard(&c), "[ab]"));
	assert_null(strstr(heard(&c), "last"));

	answer_kept("third");
	assert_true(hears(&c, "/echo/last"));
	assert_true(
	    strstr(heard(&c), "third") < strstr(heard(&c), "/echo/last"));
	assert_false(c.closed);
	client_release(&c);
}

static void
connection__ends_after_its_number_of_requests(void **state)
{
	struct client c;
	struct answer a = { 0 };
	size_t at = 0;
	int answers = 0;

	(void)state;
	w.config.limits.requests = 5;
	start();
	client_open(&c);
	for (int i = 0; i < 8; i++)
		say(&c, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears_close(&c));
	while (next_answer(&c, &at, &a)) {
		answers++;
		assert_int_equal(
		    header(&a, "Connection") != NULL, answers == 5);
	}
	assert_int_equal(answers, 5);
	assert_int_equal(w.handled, 5);
	client_release(&c);
}

static void
connection__is_kept_unless_the_peer_wants_it_closed(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&c, "GET / []"));
	assert_true(hears_nothing(&c));
	say(&c, "GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
	assert_true(hears_close(&c));
	assert_non_null(strstr(hj_buf_text(&c.in), "Connection: close\r\n"));
	client_release(&c);
}

static int
status_for_host(const char *host)
{
	char request[256];
	struct client c;
	struct answer a;

	(void)snprintf(request, sizeof(request),
	    "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", host);
	ask(request, &c, &a);
	client_release(&c);
	return a.status;
}

static void
host__must_be_one_of_ours(void **state)
{
	static const char *const hosts[] = { "hejie.example", "127.0.0.1:8080",
		"[::1]", NULL };

	(void)state;
	w.config.hosts = hosts;
	start();
	assert_int_equal(status_for_host("hejie.example"), 200);
	assert_int_equal(status_for_host("HEJIE.example:9"), 200);
	assert_int_equal(status_for_host("127.0.0.1:8080"), 200);
	assert_int_equal(status_for_host("[::1]:8080"), 200);
	assert_int_equal(status_for_host("127.0.0.1"), 421);
	assert_int_equal(status_for_host("127.0.0.1:8081"), 421);
	assert_int_equal(status_for_host("hejie.example.evil"), 421);
	assert_int_equal(status_for_host("evil"), 421);
	assert_int_equal(w.handled, 4);
}

static void
expectation__is_met_only_if_the_body_may_come(void **state)
{
	struct client c;
	struct answer a;

	(void)state;
	start();
	client_open(&c);
	say(&c, "POST /p HTTP/1.1\r\n" HOST
		"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
	assert_true(hears(&c, "HTTP/1.1 100 Continue\r\n\r\n"));
	assert_int_equal(w.handled, 0);
	say(&c, "abc");
	assert_true(hears(&c, "[abc]"));
	client_release(&c);

	ask("POST /p HTTP/1.1\r\n" HOST
	    "Expect: 100-continue\r\nContent-Length: 65\r\n\r\n",
	    &c, &a);
	assert_int_equal(a.status, 413); /* and no 100 before it */
	client_release(&c);

	ask("POST /absent HTTP/1.1\r\n" HOST
	    "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n",
	    &c, &a);
	assert_int_equal(a.status, 404);
	client_release(&c);
}

static void
bodies__have_a_common_limit(void **state)
{
	struct client c;
	struct client d;

	(void)state;
	w.config.limits.bodies = 40;
	start();
	client_open(&c);
	say(&c, "POST /later HTTP/1.1\r\n" HOST "Content-Length: 30\r\n\r\n"
		"012345678901234567890123456789");
	assert_int_equal(counts()->bodies, 30);
	client_open(&d);
	say(&d, "POST /p HTTP/1.1\r\n" HOST "Content-Length: 20\r\n\r\n"
		"01234567890123456789");
	assert_true(hears(&d, "HTTP/1.1 503 "));
	assert_non_null(strstr(hj_buf_text(&d.in), "Retry-After: 1\r\n"));
	assert_non_null(strstr(hj_buf_text(&d.in), "Connection: close\r\n"));
	answer_kept("done");
	assert_true(hears(&c, "done"));
	assert_int_equal(counts()->bodies, 0);
	client_release(&c);
	client_release(&d);
}

/* Where no room is left, not even the announcement is let in. */
static void
bodies__are_refused_by_their_head_when_all_is_taken(void **state)
{
	struct client c;
	struct client d;

	(void)state;
	w.config.limits.bodies = 3;
	start();
	client_open(&c);
	say(&c, "POST /later HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc");
	client_open(&d);
	say(&d, "POST /p HTTP/1.1\r\n" HOST
		"Expect: 100-continue\r\nContent-Length: 1\r\n\r\n");
	assert_true(hears(&d, "HTTP/1.1 503 "));
	assert_null(strstr(hj_buf_text(&d.in), "100 Continue"));
	assert_non_null(strstr(hj_buf_text(&d.in), "Connection: close\r\n"));
	client_release(&c);
	client_release(&d);
}

static void
requests__are_told_apart(void **state)
{
	struct client c;
	struct client d;

	(void)state;
	start();
	client_open(&c);
	client_open(&d);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	w.now_ms += 7;
	say(&d, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	assert_int_equal(w.kept[1]->id, w.kept[0]->id + 1);
	assert_int_equal(w.kept[1]->begun_ms, w.kept[0]->begun_ms + 7);
	assert_string_equal(w.kept[0]->peer, "127.0.0.1");
	assert_false(w.kept[0]->tls);
	client_release(&c);
	client_release(&d);
}

static void
peer__that_died_may_be_answered(void **state)
{
	struct linger at_once = { .l_onoff = 1 };
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "POST /later HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc");
	assert_int_equal(w.n_kept, 1);
	(void)setsockopt(
	    c.fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	client_release(&c);
	turn();
	assert_int_equal(counts()->peer_left, 1);
	assert_int_equal(counts()->open, 0);
	assert_int_equal(counts()->bodies, 0);
	assert_string_equal(w.kept[0]->body, "abc");
	answer_kept("to nobody");
}

static void
peer__that_closed_its_side_is_still_answered(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n"
		"GET /echo/2 HTTP/1.1\r\n" HOST "\r\nGET /ech");
	(void)shutdown(c.fd, SHUT_WR);
	turn();
	answer_kept("one");
	assert_true(hears_close(&c));
	assert_non_null(strstr(hj_buf_text(&c.in), "one"));
	assert_non_null(strstr(hj_buf_text(&c.in), "/echo/2"));
	assert_int_equal(w.handled, 2);
	client_release(&c);
}

static void
request__outlives_the_front(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	hj_http_free(w.http);
	w.http = NULL;
	assert_string_equal(w.kept[0]->path, "/later");
	answer_kept("to nobody");
	client_release(&c);
}

#define TEST(f)                                                                \
	cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(framing__gives_one_answer_for_each_request),
		TEST(refusal__is_heard_though_bytes_are_still_coming),
		TEST(refusal__with_a_body_to_come_closes),
		TEST(refusal__without_a_body_does_not_close),
		TEST(input__sent_ahead_is_bounded),
		TEST(handler__gets_the_request_decoded),
		TEST(answers__leave_in_the_order_of_requests),
		TEST(connection__ends_after_its_number_of_requests),
		TEST(connection__is_kept_unless_the_peer_wants_it_closed),
		TEST(host__must_be_one_of_ours),
		TEST(expectation__is_met_only_if_the_body_may_come),
		TEST(bodies__have_a_common_limit),
		TEST(bodies__are_refused_by_their_head_when_all_is_taken),
		TEST(requests__are_told_apart),
		TEST(peer__that_died_may_be_answered),
		TEST(peer__that_closed_its_side_is_still_answered),
		TEST(request__outlives_the_front),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
