/*
 * The front over real sockets: framing, order, answers, refusals.
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

static void
answer__has_all_security_headers(void **state)
{
	static const char *const requests[] = {
		"GET / HTTP/1.1\r\n" HOST "\r\n",
		"GET /absent HTTP/1.1\r\n" HOST "\r\n",
		"DELETE / HTTP/1.1\r\n" HOST "\r\n",
		"nonsense\r\n",
	};

	(void)state;
	start();
	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		struct client c;
		struct answer a;

		ask(requests[i], &c, &a);
		assert_string_equal(
		    header(&a, "X-Content-Type-Options"), "nosniff");
		assert_string_equal(header(&a, "Content-Security-Policy"),
		    "default-src 'none'; script-src 'self'; "
		    "style-src 'self'; img-src 'self'; connect-src 'self'; "
		    "form-action 'self'; base-uri 'none'; "
		    "object-src 'none'; frame-ancestors 'none'");
		assert_string_equal(
		    header(&a, "Referrer-Policy"), "no-referrer");
		assert_string_equal(
		    header(&a, "Cross-Origin-Opener-Policy"), "same-origin");
		assert_string_equal(header(&a, "Cache-Control"), "no-store");
		assert_null(header(&a, "Strict-Transport-Security"));
		assert_null(header(&a, "Server"));
		assert_int_equal(strlen(header(&a, "Date")),
		    strlen("Sun, 06 Nov 1994 08:49:37 GMT"));
		client_release(&c);
	}
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

static void
head__gets_the_headers_of_get_and_no_body(void **state)
{
	struct client c;
	struct client d;
	struct answer a;
	char *length;

	(void)state;
	start();
	ask("GET /echo/x HTTP/1.1\r\n" HOST "\r\n", &c, &a);
	length = strdup(header(&a, "Content-Length"));
	client_release(&c);

	/* The method is in the body, and HEAD is one byte longer. */
	client_open(&d);
	say(&d, "HEAD /echo/x HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&d, "\r\n\r\n"));
	(void)next_answer(&d, &(size_t){ 0 }, &a);
	assert_int_equal(atoi(header(&a, "Content-Length")), atoi(length) + 1);
	assert_string_equal(hj_buf_text(&d.in) + d.in.n - 4, "\r\n\r\n");
	assert_int_equal(strlen(a.head), d.in.n);

	/* And the connection goes on where it should. */
	hj_buf_clear(&d.in);
	say(&d, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&d, "GET / []"));
	free(length);
	client_release(&d);
}

static void
refusal__is_a_problem_in_the_language_asked_for(void **state)
{
	static const struct {
		const char *request;
		int status;
		const char *type;
	} expected[] = {
		{ "GET /absent HTTP/1.1\r\n" HOST "\r\n", 404, "not-found" },
		{ "GET /?a=1&a=2 HTTP/1.1\r\n" HOST "\r\n", 400, "malformed" },
		{ "GET / HTTP/1.1\r\n\r\n", 400, "malformed" },
		{ "GET / HTTP/3.0\r\n" HOST "\r\n", 505, "version" },
		{ "POST /p HTTP/1.1\r\n" HOST
		  "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
		    415, "media-type" },
	};
	struct client c;
	struct answer a;

	(void)state;
	start();
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		char type[64];

		(void)snprintf(type, sizeof(type), "\"type\":\"/problems/%s\"",
		    expected[i].type);
		ask(expected[i].request, &c, &a);
		assert_int_equal(a.status, expected[i].status);
		assert_true(body_has(&a, type));
		assert_string_equal(
		    header(&a, "Content-Type"), "application/problem+json");
		assert_string_equal(header(&a, "Content-Language"), "zh-CN");
		client_release(&c);
	}
	ask("DELETE /p HTTP/1.1\r\n" HOST "Accept-Language: en\r\n\r\n", &c,
	    &a);
	assert_int_equal(a.status, 405);
	assert_string_equal(header(&a, "Allow"), "POST");
	assert_string_equal(header(&a, "Content-Language"), "en");
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
answer__is_given_in_each_way(void **state)
{
	static const struct {
		const char *how;
		int status;
		const char *has;
	} expected[] = {
		{ "error", 400, "\"field\":\"a/0\"" },
		{ "problem", 409, "\"type\":\"/problems/consent-missing\"" },
		{ "failed", 500, "\"type\":\"/problems/internal\"" },
		{ "unknown", 499, "" },
	};
	struct client c;
	struct answer a;

	(void)state;
	start();
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		char request[128];

		(void)snprintf(request, sizeof(request),
		    "GET /answer/%s HTTP/1.1\r\n" HOST "\r\n", expected[i].how);
		ask(request, &c, &a);
		assert_int_equal(a.status, expected[i].status);
		assert_true(body_has(&a, expected[i].has));
		client_release(&c);
	}
	ask("GET /answer/empty HTTP/1.1\r\n" HOST "\r\n", &c, &a);
	assert_int_equal(a.status, 204);
	assert_null(header(&a, "Content-Length"));
	assert_null(header(&a, "Content-Type"));
	assert_int_equal(strlen(a.head), c.in.n);
	client_release(&c);
}

static void
answer__may_be_static_and_long_but_not_built_and_long(void **state)
{
	struct client c;
	struct answer a;

	(void)state;
	start();
	ask("GET /big?n=1048576 HTTP/1.1\r\n" HOST "\r\n", &c, &a);
	assert_int_equal(a.status, 200);
	assert_int_equal(a.body_n, 1048576);
	client_release(&c);
	ask("GET /big?n=1048577 HTTP/1.1\r\n" HOST "\r\n", &c, &a);
	assert_int_equal(a.status, 500);
	client_release(&c);
	ask("GET /big?n=4000000&static HTTP/1.1\r\n" HOST "\r\n", &c, &a);
	assert_int_equal(a.status, 200);
	assert_int_equal(a.body_n, 4000000);
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
	client_release(&c);
	client_release(&d);
}

static void
cookie__is_found_if_there_is_one(void **state)
{
	struct client c;
	struct hj_req *req;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST
		"Cookie: a=1; sid=x=y;b=;a=2; sidx=3\r\n\r\n");
	req = w.kept[0];
	assert_string_equal(hj_req_cookie(req, "sid"), "x=y");
	assert_string_equal(hj_req_cookie(req, "b"), "");
	assert_null(hj_req_cookie(req, "a"));
	assert_null(hj_req_cookie(req, "si"));
	assert_null(hj_req_cookie(req, "absent"));
	client_release(&c);
}

static void
header__may_not_split_the_answer(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	hj_req_add_header(w.kept[0], "ETag", "\"1\"");
	hj_req_add_header(w.kept[0], "Location", "/a\r\nSet-Cookie: b=c");
	answer_kept("secret");
	assert_true(hears(&c, "HTTP/1.1 500 "));
	assert_null(strstr(hj_buf_text(&c.in), "Set-Cookie"));
	assert_null(strstr(hj_buf_text(&c.in), "ETag"));
	assert_null(strstr(hj_buf_text(&c.in), "secret"));
	client_release(&c);
}

static void
header__is_put_on_the_answer(void **state)
{
	struct client c;
	struct answer a;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	hj_req_add_header(w.kept[0], "ETag", "\"1\"");
	hj_req_add_header(w.kept[0], "cache-control", "max-age=5");
	answer_kept("x");
	assert_true(hears(&c, "\r\n\r\nx"));
	assert_true(next_answer(&c, &(size_t){ 0 }, &a));
	assert_string_equal(header(&a, "ETag"), "\"1\"");
	assert_string_equal(header(&a, "cache-control"), "max-age=5");
	assert_null(header(&a, "Cache-Control"));
	client_release(&c);
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
answer__given_twice_stops_the_process(void **state)
{
	struct client c;
	int status = 0;
	pid_t child;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	child = fork();
	if (child == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(2);
		(void)signal(SIGABRT, SIG_DFL);
		hj_reply_empty(w.kept[0], 204);
		hj_reply_empty(w.kept[0], 204);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
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
		TEST(answer__has_all_security_headers),
		TEST(handler__gets_the_request_decoded),
		TEST(answers__leave_in_the_order_of_requests),
		TEST(connection__ends_after_its_number_of_requests),
		TEST(connection__is_kept_unless_the_peer_wants_it_closed),
		TEST(head__gets_the_headers_of_get_and_no_body),
		TEST(refusal__is_a_problem_in_the_language_asked_for),
		TEST(host__must_be_one_of_ours),
		TEST(expectation__is_met_only_if_the_body_may_come),
		TEST(answer__is_given_in_each_way),
		TEST(answer__may_be_static_and_long_but_not_built_and_long),
		TEST(bodies__have_a_common_limit),
		TEST(bodies__are_refused_by_their_head_when_all_is_taken),
		TEST(cookie__is_found_if_there_is_one),
		TEST(header__may_not_split_the_answer),
		TEST(header__is_put_on_the_answer),
		TEST(peer__that_died_may_be_answered),
		TEST(peer__that_closed_its_side_is_still_answered),
		TEST(answer__given_twice_stops_the_process),
		TEST(request__outlives_the_front),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
