/*
 * The front's ends: absolute deadlines, caps, and the gentle stop.
 */
#include "tests/unit/http_harness.h"

#include <sys/resource.h>

/* A byte a second, for as long as the server listens; seconds it took. */
static int
drip(struct client *c, const char *text, int most)
{
	for (int s = 0; s < most; s++) {
		client_send(c, text + s % strlen(text), 1);
		pass(1000);
		(void)heard(c);
		if (c->closed || strstr(hj_buf_text(&c->in), "HTTP/1.1"))
			return s + 1;
	}
	return -1;
}

static void
head__that_drips_is_cut_off_at_its_deadline(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET / HTTP/1.1\r\n" HOST "X: ");
	assert_int_equal(drip(&c, "a", 100), 10);
	assert_true(hears_close(&c));
	assert_non_null(strstr(hj_buf_text(&c.in), "HTTP/1.1 408 "));
	assert_non_null(strstr(hj_buf_text(&c.in), "Connection: close"));
	assert_int_equal(counts()->late_head, 1);
	client_release(&c);
	turn();
	assert_int_equal(counts()->open, 0);
}

static void
head__is_timed_from_its_first_byte(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	pass(29000);
	say(&c, "GET / HTTP/1.1\r\n");
	pass(9900);
	say(&c, HOST "\r\n");
	assert_true(hears(&c, "GET / []"));
	client_release(&c);
}

static void
body__that_drips_is_cut_off_after_its_grace(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c,
	    "POST /large HTTP/1.1\r\n" HOST "Content-Length: 100000\r\n\r\n");
	assert_int_equal(drip(&c, "a", 100), 5);
	assert_non_null(strstr(hj_buf_text(&c.in), "HTTP/1.1 408 "));
	assert_int_equal(counts()->late_body, 1);
	client_release(&c);
}

static void
body__in_chunks_that_drips_is_cut_off_too(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "POST /large HTTP/1.1\r\n" HOST
		"Transfer-Encoding: chunked\r\n\r\n");
	assert_int_equal(drip(&c, "1\r\na\r\n", 100), 5);
	assert_non_null(strstr(hj_buf_text(&c.in), "HTTP/1.1 408 "));
	client_release(&c);
}

static void
body__that_is_quick_enough_still_has_an_absolute_end(void **state)
{
	static char piece[1500];
	struct client c;
	int s = 0;

	(void)state;
	memset(piece, 'x', sizeof(piece));
	start();
	client_open(&c);
	say(&c,
	    "POST /large HTTP/1.1\r\n" HOST "Content-Length: 100000\r\n\r\n");
	while (!c.closed && c.in.n == 0 && s < 100) {
		client_send(&c, piece, sizeof(piece));
		pass(1000);
		(void)heard(&c);
		s++;
	}
	assert_int_equal(s, 30);
	assert_non_null(strstr(hj_buf_text(&c.in), "HTTP/1.1 408 "));
	client_release(&c);
}

static void
idle__connection_is_closed_without_a_word(void **state)
{
	struct client c;
	struct client d;

	(void)state;
	start();
	client_open(&c);
	client_open(&d);
	say(&d, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&d, "GET / []"));
	hj_buf_clear(&d.in);
	pass(29999);
	assert_true(hears_nothing(&c));
	assert_true(hears_nothing(&d));
	pass(1);
	assert_true(hears_close(&c));
	assert_true(hears_close(&d));
	assert_int_equal(c.in.n + d.in.n, 0);
	assert_int_equal(counts()->late_idle, 2);
	client_release(&c);
	client_release(&d);
}

/* Ask for far more than the sockets hold, and read none of it. */
static void
ask_and_not_read(struct client *c)
{
	int small = 4096;

	client_open(c);
	(void)setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	for (int i = 0; i < 4; i++)
		say(c, "GET /big?n=4000000&static HTTP/1.1\r\n" HOST "\r\n");
}

static void
answer__that_nobody_takes_is_given_up(void **state)
{
	struct client c;

	(void)state;
	start();
	ask_and_not_read(&c);
	pass(0);
	pass(29999);
	assert_int_equal(counts()->open, 1);
	pass(1);
	assert_int_equal(counts()->open, 0);
	assert_int_equal(counts()->late_write, 1);
	assert_string_equal(w.said, "late_write  0  ");
	client_release(&c);
}

/* Hear some more, but leave most where it is. */
static void
hear_some(struct client *c)
{
	size_t enough = c->in.n + 500000;

	for (int i = 0; i < TURNS && c->in.n < enough && !c->closed; i++) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };

		if (!client_take(c))
			(void)poll(&p, 1, 1);
		turn();
	}
	assert_true(c->in.n >= enough);
}

static void
answer__that_is_taken_slowly_goes_on(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	for (int i = 0; i < 8; i++)
		say(&c, "GET /big?n=4000000&static HTTP/1.1\r\n" HOST "\r\n");
	for (int i = 0; i < 6; i++) {
		pass(20000);
		hear_some(&c);
		assert_int_equal(counts()->open, 1);
		assert_true(counts()->requests < 8);
	}
	client_release(&c);
}

/* What is sent ahead of a slow reader is not answered ahead of him. */
static void
answers__do_not_pile_up(void **state)
{
	struct client c;

	(void)state;
	start();
	ask_and_not_read(&c);
	turn();
	assert_int_equal(counts()->requests, 1);
	client_release(&c);
}

static void
handler__that_is_silent_is_answered_for(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET /later HTTP/1.1\r\n" HOST "Accept-Language: en\r\n\r\n");
	assert_int_equal(w.kept[0]->deadline_ms, w.now_ms + 30000);
	hj_req_add_header(w.kept[0], "Set-Cookie", "a=b");
	pass(34999);
	assert_true(hears_nothing(&c));
	pass(1);
	assert_true(hears_close(&c));
	assert_non_null(strstr(hj_buf_text(&c.in), "HTTP/1.1 504 "));
	assert_non_null(strstr(hj_buf_text(&c.in), "/problems/deadline"));
	assert_null(strstr(hj_buf_text(&c.in), "Set-Cookie"));
	assert_int_equal(counts()->late_answer, 1);
	answer_kept("too late");
	client_release(&c);
}

/* After our last answer the peer has two seconds to close, then we do. */
static void
closing__waits_for_the_peer_but_not_for_long(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
	assert_true(hears_close(&c));
	pass(1999);
	assert_int_equal(counts()->open, 1);
	pass(1);
	assert_int_equal(counts()->open, 0);
	client_release(&c);
}

/* ---- caps ---- */

static void
connections__of_one_address_are_limited(void **state)
{
	struct client c[4];

	(void)state;
	w.config.limits.per_address = 3;
	start();
	for (int i = 0; i < 4; i++)
		client_open(&c[i]);
	assert_true(hears_close(&c[3]));
	assert_int_equal(counts()->open, 3);
	assert_int_equal(counts()->refused_address, 1);

	/* One leaves, and another gets in. */
	client_release(&c[0]);
	turn();
	client_release(&c[3]);
	client_open(&c[3]);
	say(&c[3], "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&c[3], "GET / []"));
	for (int i = 1; i < 4; i++)
		client_release(&c[i]);
}

static void
connections__of_an_unlimited_network_are_not(void **state)
{
	static const char *const networks[] = { "192.0.2.0/24", "127.0.0.0/8",
		NULL };
	struct client c[4];

	(void)state;
	w.config.limits.per_address = 3;
	w.config.unlimited = networks;
	start();
	for (int i = 0; i < 4; i++)
		client_open(&c[i]);
	assert_int_equal(counts()->open, 4);
	for (int i = 0; i < 4; i++)
		client_release(&c[i]);
}

static void
unlimited__that_is_no_network_is_an_error(void **state)
{
	static const char *const networks[] = { "127.0.0.0/8", "office", NULL };
	struct hj_error err;

	(void)state;
	w.config.unlimited = networks;
	w.http = hj_http_new(&w.config, &err);
	assert_null(w.http);
	assert_non_null(strstr(err.msg, "office"));
}

static void
connections__beyond_all_wait_outside(void **state)
{
	struct client c[3];

	(void)state;
	w.config.limits.connections = 2;
	start();
	for (int i = 0; i < 3; i++)
		client_open(&c[i]);
	assert_int_equal(counts()->open, 2);
	assert_int_equal(counts()->refused_full, 1);
	say(&c[2], "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears_nothing(&c[2]));

	client_release(&c[0]);
	assert_true(hears(&c[2], "GET / []"));
	client_release(&c[1]);
	client_release(&c[2]);
}

static void
descriptors__are_not_used_up(void **state)
{
	struct rlimit before;
	struct rlimit few;
	struct client c;
	struct client d;
	int taken[128];
	int n = 0;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = before;
	few.rlim_cur = 100;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	start();
	while ((taken[n] = dup(2)) < 89)
		n++;
	client_open(&c); /* takes 90; the server would get 91 */
	assert_true(hears_close(&c));
	assert_int_equal(counts()->refused_full, 1);
	client_release(&c);
	while (n >= 0)
		(void)close(taken[n--]);

	pass(1);
	client_open(&d);
	say(&d, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&d, "GET / []"));
	client_release(&d);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

/* The system itself says no: try again at the next sweep. */
static void
descriptors__may_run_out_all_the_same(void **state)
{
	struct rlimit before;
	struct rlimit few;
	struct client c;
	struct client d;
	int taken[128];
	int n = 0;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = before;
	few.rlim_cur = 100;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	w.config.limits.fds_percent = 100;
	start();
	while ((taken[n] = dup(2)) < 98)
		n++;
	client_open(&c); /* takes 99; nothing is left */
	assert_int_equal(counts()->refused_full, 1);
	assert_int_equal(counts()->accepted, 0);
	while (n >= 0)
		(void)close(taken[n--]);
	pass(1);
	client_open(&d);
	say(&d, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&d, "GET / []"));
	client_release(&c);
	client_release(&d);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

/* Everywhere else the sweep is made by hand; here the loop makes it. */
static void
sweep__is_made_by_the_loop_on_the_real_clock(void **state)
{
	struct client c;

	(void)state;
	w.config.mono_ms = NULL;
	w.config.limits.idle_ms = 0;
	start();
	client_open(&c);
	for (int i = 0; i < 10 && counts()->late_idle == 0; i++)
		(void)event_base_loop(w.base, EVLOOP_ONCE);
	assert_true(hears_close(&c));
	assert_int_equal(counts()->late_idle, 1);
	client_release(&c);
}

/* ---- listening ---- */

static void
address__that_is_not_ours_is_an_error(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	struct hj_error err = { .code = HJ_OK };

	(void)state;
	assert_int_equal(inet_pton(AF_INET, "192.0.2.1", &at.sin_addr), 1);
	w.http = hj_http_new(&w.config, &err);
	assert_int_equal(hj_http_listen(w.http, (struct sockaddr *)&at,
			     sizeof(at), NULL, &err),
	    HJ_ERR_INPUT);
	assert_string_equal(err.field, "listen");
}

static void
address__may_be_ipv6_and_shared(void **state)
{
	struct sockaddr_in6 at = { .sin6_family = AF_INET6,
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct hj_http *second;
	struct hj_error err;
	int port = 0;
	int fd = socket(AF_INET6, SOCK_STREAM, 0);

	(void)state;
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0) {
		(void)close(fd);
		skip();
	}
	(void)close(fd);
	w.http = hj_http_new(&w.config, &err);
	second = hj_http_new(&w.config, &err);
	assert_int_equal(hj_http_listen(w.http, (struct sockaddr *)&at,
			     sizeof(at), &w.port, &err),
	    HJ_OK);
	at.sin6_port = htons((uint16_t)w.port);
	assert_int_equal(hj_http_listen(second, (struct sockaddr *)&at,
			     sizeof(at), &port, &err),
	    HJ_OK);
	assert_int_equal(port, w.port);
	fd = socket(AF_INET6, SOCK_STREAM, 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	turn();
	assert_int_equal(
	    counts()->accepted + hj_http_counts(second)->accepted, 1);
	(void)close(fd);
	hj_http_free(second);
}

/* ---- the end ---- */

static void
on_drained(struct hj_http *h)
{
	assert_ptr_equal(h, w.http);
	w.drained++;
}

static void
drain__finishes_what_is_begun_and_takes_nothing_new(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct client busy;
	struct client idle;
	struct client half;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	(void)state;
	start();
	client_open(&busy);
	client_open(&idle);
	client_open(&half);
	say(&busy, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	say(&half, "GET / HTTP/1.1\r\n");
	hj_http_drain(w.http, on_drained);
	turn();

	at.sin_port = htons((uint16_t)w.port);
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof(at)), -1);
	assert_int_equal(errno, ECONNREFUSED);
	(void)close(fd);

	/* A peer that did not know yet is answered, and told to go. */
	say(&idle, "GET / HTTP/1.1\r\n" HOST "\r\n");
	say(&half, HOST "\r\n");
	answer_kept("done");
	assert_true(hears_close(&busy));
	assert_true(hears_close(&idle));
	assert_true(hears_close(&half));
	assert_non_null(strstr(hj_buf_text(&busy.in), "Connection: close"));
	assert_non_null(strstr(hj_buf_text(&idle.in), "GET / []"));
	assert_non_null(strstr(hj_buf_text(&half.in), "GET / []"));
	assert_int_equal(w.drained, 0);
	client_release(&busy);
	client_release(&idle);
	client_release(&half);
	turn();
	assert_int_equal(w.drained, 1);
}

static void
drain__accepts_those_who_wait_in_the_queue(void **state)
{
	struct client c = { .fd = socket(AF_INET, SOCK_STREAM, 0) };
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	(void)state;
	start();
	hj_buf_init(&c.in, 1 << 20);
	at.sin_port = htons((uint16_t)w.port);
	assert_int_equal(connect(c.fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(fcntl(c.fd, F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(counts()->accepted, 0);
	hj_http_drain(w.http, on_drained);
	say(&c, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears(&c, "GET / []"));
	client_release(&c);
}

static void
drain__closes_the_idle_soon_and_the_rest_at_its_end(void **state)
{
	struct client busy;
	struct client idle;

	(void)state;
	w.config.limits.request_ms = 100000;
	start();
	client_open(&busy);
	client_open(&idle);
	say(&busy, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	hj_http_drain(w.http, on_drained);
	pass(2000);
	assert_true(hears_close(&idle));
	assert_int_equal(counts()->open, 1);
	pass(27999);
	assert_int_equal(w.drained, 0);
	pass(1);
	assert_int_equal(w.drained, 1);
	assert_int_equal(counts()->open, 0);
	answer_kept("to nobody");
	client_release(&busy);
	client_release(&idle);
}

static void
free_drained(struct hj_http *h)
{
	w.drained++;
	w.http = NULL;
	hj_http_free(h);
}

static void
drain__may_end_in_freeing_the_front(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	hj_http_drain(w.http, free_drained);
	client_release(&c);
	turn();
	assert_int_equal(w.drained, 1);
}

static void
drain__of_nothing_is_over_at_once(void **state)
{
	(void)state;
	start();
	hj_http_drain(w.http, on_drained);
	assert_int_equal(w.drained, 0);
	turn();
	assert_int_equal(w.drained, 1);
}

#define TEST(f)                                                                \
	cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(head__that_drips_is_cut_off_at_its_deadline),
		TEST(head__is_timed_from_its_first_byte),
		TEST(body__that_drips_is_cut_off_after_its_grace),
		TEST(body__in_chunks_that_drips_is_cut_off_too),
		TEST(body__that_is_quick_enough_still_has_an_absolute_end),
		TEST(idle__connection_is_closed_without_a_word),
		TEST(answer__that_nobody_takes_is_given_up),
		TEST(answer__that_is_taken_slowly_goes_on),
		TEST(answers__do_not_pile_up),
		TEST(handler__that_is_silent_is_answered_for),
		TEST(closing__waits_for_the_peer_but_not_for_long),
		TEST(connections__of_one_address_are_limited),
		TEST(connections__of_an_unlimited_network_are_not),
		TEST(unlimited__that_is_no_network_is_an_error),
		TEST(connections__beyond_all_wait_outside),
		TEST(descriptors__are_not_used_up),
		TEST(descriptors__may_run_out_all_the_same),
		TEST(sweep__is_made_by_the_loop_on_the_real_clock),
		TEST(address__that_is_not_ours_is_an_error),
		TEST(address__may_be_ipv6_and_shared),
		TEST(drain__finishes_what_is_begun_and_takes_nothing_new),
		TEST(drain__accepts_those_who_wait_in_the_queue),
		TEST(drain__closes_the_idle_soon_and_the_rest_at_its_end),
		TEST(drain__may_end_in_freeing_the_front),
		TEST(drain__of_nothing_is_over_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
