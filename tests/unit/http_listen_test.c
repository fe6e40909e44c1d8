/* The listener: caps, addresses, and the gentle stop. */
#include "tests/unit/http_harness.h"

#include <sys/resource.h>

static void
limits__are_those_that_were_promised(void **state)
{
	const struct hj_http_limits *l = &hj_http_limits_usual;

	(void)state;
	assert_int_equal(l->handshake_ms, 5000);
	assert_int_equal(l->head_ms, 10000);
	assert_int_equal(l->body_ms, 30000);
	assert_int_equal(l->body_rate, 1024);
	assert_int_equal(l->write_ms, 30000);
	assert_int_equal(l->idle_ms, 30000);
	assert_int_equal(l->beat_ms, 15000);
	assert_int_equal(l->drain_ms, 30000);
	assert_int_equal(l->requests, 1000);
	assert_int_equal(l->per_address, 64);
	assert_int_equal(l->connections, 12000);
	assert_int_equal(l->fds_percent, 90);
	assert_int_equal(l->output, 1024 * 1024);
	assert_int_equal(l->bodies, 128 * 1024 * 1024);
}

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

	/* And so again. */
	client_open(&c[0]);
	assert_int_equal(counts()->refused_full, 2);
	assert_true(hears_nothing(&c[0]));
	assert_int_equal(counts()->open, 2);
	for (int i = 0; i < 3; i++)
		client_release(&c[i]);
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
		TEST(limits__are_those_that_were_promised),
		TEST(connections__of_one_address_are_limited),
		TEST(connections__of_an_unlimited_network_are_not),
		TEST(unlimited__that_is_no_network_is_an_error),
		TEST(connections__beyond_all_wait_outside),
		TEST(descriptors__are_not_used_up),
		TEST(descriptors__may_run_out_all_the_same),
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
