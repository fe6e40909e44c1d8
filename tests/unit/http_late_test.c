/*
 * Absolute deadlines: what is late is cut off, whatever it sends or takes.
 */
#include "tests/unit/http_harness.h"

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
	assert_non_null(strstr(hj_buf_text(&c.in), "Connection: close"));
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

/*
 * Hear some more, but leave most where it is: too little for the system to
 * take more from the server, so only what the peer has acknowledged shows it.
 */
static void
hear_some(struct client *c)
{
	size_t enough = c->in.n + 300000;

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
		TEST(sweep__is_made_by_the_loop_on_the_real_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
