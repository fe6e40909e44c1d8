/* Answers over real sockets: their heads, their languages, their limits. */
#include "tests/unit/http_harness.h"

#include <time.h>

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
date__is_of_now(void **state)
{
	int64_t now_s = hj_wall_ms() / 1000;
	bool good = false;
	struct client c;
	struct answer a;

	(void)state;
	start();
	ask("GET / HTTP/1.1\r\n" HOST "\r\n", &c, &a);
	for (time_t s = (time_t)now_s; s < (time_t)now_s + 3; s++) {
		char text[64];
		struct tm tm;

		(void)strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S GMT",
		    gmtime_r(&s, &tm));
		good = good || strcmp(header(&a, "Date"), text) == 0;
	}
	assert_true(good);
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
	assert_int_equal(counts()->answers[4], 2);
	assert_int_equal(counts()->answers[5], 1);
}

/* The answer to /answer/status, without a body. */
static void
ask_status(int status, struct client *c, struct answer *a)
{
	char request[128];

	(void)snprintf(request, sizeof(request),
	    "GET /answer/%d HTTP/1.1\r\n" HOST "\r\n", status);
	ask(request, c, a);
	assert_int_equal(a->status, status);
	assert_int_equal(strlen(a->head), c->in.n);
	assert_null(header(a, "Content-Type"));
	client_release(c);
}

static void
answer__without_a_body_says_so_where_it_must(void **state)
{
	struct client c;
	struct answer a;

	(void)state;
	start();
	ask_status(303, &c, &a);
	assert_string_equal(header(&a, "Content-Length"), "0");
	assert_null(header(&a, "Retry-After"));
	ask_status(204, &c, &a);
	assert_null(header(&a, "Content-Length"));
	ask_status(304, &c, &a);
	assert_null(header(&a, "Content-Length"));
	ask_status(429, &c, &a);
	assert_string_equal(header(&a, "Retry-After"), "1");
	assert_int_equal(counts()->answers[2], 1);
	assert_int_equal(counts()->answers[3], 2);
}

static void
status__has_its_phrase(void **state)
{
	static const int others[] = { 200, 201, 202, 204, 206, 303, 304, 308,
		409, 410, 416 };
	struct client c;
	struct answer a;

	(void)state;
	start();
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		ask_status(others[i], &c, &a);
		assert_null(strstr(a.head, " -\r\n"));
	}
	for (int i = 0; i < HJ_PROBLEM__MAX; i++) {
		ask_status(hj_problems[i].status, &c, &a);
		assert_null(strstr(a.head, " -\r\n"));
	}
	ask_status(299, &c, &a);
	assert_non_null(strstr(a.head, "HTTP/1.1 299 -\r\n"));
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
header__must_have_a_name_and_a_limit(void **state)
{
	static char huge[17 * 1024];
	const char *const names[] = { "Bad Name", "", "X" };
	struct client c;

	(void)state;
	memset(huge, 'x', sizeof(huge) - 1);
	start();
	for (int i = 0; i < 3; i++) {
		client_open(&c);
		say(&c, "GET /later HTTP/1.1\r\n" HOST "\r\n");
		hj_req_add_header(w.kept[0], names[i], i == 2 ? huge : "x");
		answer_kept("x");
		assert_true(hears(&c, "HTTP/1.1 500 "));
		client_release(&c);
	}
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
	hj_req_add_header(w.kept[0], "X-Text", "\tspace and \xe5\x92\x8c");
	hj_req_add_header(w.kept[0], "cache-control", "max-age=5");
	answer_kept("x");
	assert_true(hears(&c, "\r\n\r\nx"));
	assert_true(next_answer(&c, &(size_t){ 0 }, &a));
	assert_string_equal(header(&a, "ETag"), "\"1\"");
	assert_string_equal(header(&a, "X-Text"), "\tspace and \xe5\x92\x8c");
	assert_string_equal(header(&a, "cache-control"), "max-age=5");
	assert_null(header(&a, "Cache-Control"));
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

#define TEST(f)                                                                \
	cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(answer__has_all_security_headers),
		TEST(date__is_of_now),
		TEST(head__gets_the_headers_of_get_and_no_body),
		TEST(refusal__is_a_problem_in_the_language_asked_for),
		TEST(answer__is_given_in_each_way),
		TEST(answer__without_a_body_says_so_where_it_must),
		TEST(status__has_its_phrase),
		TEST(answer__may_be_static_and_long_but_not_built_and_long),
		TEST(cookie__is_found_if_there_is_one),
		TEST(header__may_not_split_the_answer),
		TEST(header__must_have_a_name_and_a_limit),
		TEST(header__is_put_on_the_answer),
		TEST(answer__given_twice_stops_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
