/* The tokenizer's limits and grammar: one text, and where it ends. */
#include "tests/unit/token_fixture.h"

/* Feed one text and return where it ends: CLEAN, INSIDE or a status. */
static int
end_of(const struct hj_buf *text)
{
	struct outcome o;
	int end;

	assert_false(text->failed);
	run(&o, text->p, text->n, text->n);
	end = o.end;
	outcome_release(&o);
	return end;
}

static void
repeat(struct hj_buf *b, char c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hj_buf_putc(b, c);
}

/* Where the text ends that has `n` times `piece` between the two. */
static int
end_around(const char *before, const char *piece, size_t n, const char *after)
{
	struct hj_buf b;
	int end;

	hj_buf_init(&b, 100000);
	hj_buf_puts(&b, before);
	for (size_t i = 0; i < n; i++)
		hj_buf_puts(&b, piece);
	hj_buf_puts(&b, after);
	end = end_of(&b);
	hj_buf_release(&b);
	return end;
}

static int
end_with_target(size_t n)
{
	return end_around("GET /", "a", n - 1, " HTTP/1.1\r\nHost: a\r\n\r\n");
}

static void
target__is_bounded_to_the_byte(void **state)
{
	(void)state;
	assert_int_equal(end_with_target(HJ_TOKEN_TARGET_MAX), CLEAN);
	assert_int_equal(end_with_target(HJ_TOKEN_TARGET_MAX + 1), 414);
	assert_int_equal(end_with_target(90000), 414);
}

/* A target whose query is as long as can be, all percent-encoded. */
static void
target__may_be_all_query(void **state)
{
	(void)state;
	assert_int_equal(
	    end_around("GET /?", "%41", (HJ_TOKEN_TARGET_MAX - 2) / 3,
		" HTTP/1.1\r\nHost: a\r\n\r\n"),
	    CLEAN);
}

/* A head whose fields, up to and with the last CRLF, take `n` bytes. */
static int
end_with_block(size_t n)
{
	return end_around("GET / HTTP/1.1\r\nHost: a\r\nX: ", "v",
	    n - strlen("Host: a\r\nX: \r\n\r\n"), "\r\n\r\n");
}

static void
field_block__is_bounded_to_the_byte(void **state)
{
	(void)state;
	assert_int_equal(end_with_block(HJ_TOKEN_BLOCK_MAX), CLEAN);
	assert_int_equal(end_with_block(HJ_TOKEN_BLOCK_MAX + 1), 431);
	assert_int_equal(end_with_block(90000), 431);
}

static int
end_with_fields(size_t n)
{
	return end_around(
	    "GET / HTTP/1.1\r\nHost: a\r\n", "a:b\r\n", n - 1, "\r\n");
}

static void
fields__are_at_most_64(void **state)
{
	(void)state;
	assert_int_equal(end_with_fields(HJ_TOKEN_FIELDS_MAX), CLEAN);
	assert_int_equal(end_with_fields(HJ_TOKEN_FIELDS_MAX + 1), 431);
	assert_int_equal(end_with_fields(10000), 431);
}

/* The longest of everything at once fills the text and does not overflow. */
static void
head__of_all_limits_at_once_fits(void **state)
{
	struct hj_buf b;

	(void)state;
	hj_buf_init(&b, 100000);
	repeat(&b, 'M', HJ_TOKEN_METHOD_MAX);
	hj_buf_puts(&b, " /");
	repeat(&b, 'a', HJ_TOKEN_TARGET_MAX - 1);
	hj_buf_puts(&b, " HTTP/1.1\r\nHost:a\r\n");
	for (int i = 0; i < 62; i++)
		hj_buf_puts(&b, "b:\r\n");
	hj_buf_puts(&b, "c:");
	repeat(&b, 'v', HJ_TOKEN_BLOCK_MAX - 8 - (size_t)62 * 4 - 2 - 2 - 2);
	hj_buf_puts(&b, "\r\n\r\n");
	assert_int_equal(end_of(&b), CLEAN);
	hj_buf_release(&b);
}

/* Which of the 256 bytes may stand at a place of a request that is fine. */
static void
expect_allowed(const char *before, const char *after, const char *allowed,
    bool above_ascii)
{
	for (int c = 0; c < 256; c++) {
		bool want = c < 0x80 ? c != 0 && strchr(allowed, c) != NULL
				     : above_ascii;
		struct hj_buf b;
		int end;

		hj_buf_init(&b, 1000);
		hj_buf_puts(&b, before);
		hj_buf_putc(&b, (char)c);
		hj_buf_puts(&b, after);
		end = end_of(&b);
		hj_buf_release(&b);
		if ((end == CLEAN) != want)
			fail_msg("byte 0x%02x behind \"%s\" gives %d", c,
			    before, end);
	}
}

#define ALNUM "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static void
bytes__are_allowed_where_the_grammar_has_them(void **state)
{
	static const char end[] = " HTTP/1.1\r\nHost: a\r\n\r\n";

	(void)state;
	/* RFC 9110 5.6.2; a colon there ends the name early */
	expect_allowed("GET / HTTP/1.1\r\nHost: a\r\nX", "X: a\r\n\r\n",
	    ALNUM "!#$%&'*+-.^_`|~:", false);
	expect_allowed("G", "T / HTTP/1.1\r\nHost: a\r\n\r\n",
	    ALNUM "!#$%&'*+-.^_`|~", false);
	/* RFC 3986 3.3 and 3.4; '%' alone is half an escape */
	expect_allowed("GET /a", end, ALNUM "-._~!$&'()*+,;=:@/?", false);
	expect_allowed("GET /?a", end, ALNUM "-._~!$&'()*+,;=:@/?", false);
	/* RFC 9110 5.5 */
	expect_allowed("GET / HTTP/1.1\r\nHost: a\r\nX: a", "a\r\n\r\n",
	    ALNUM "\t !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", true);
	/* RFC 9112 7.1, without extensions */
	expect_allowed("POST / HTTP/1.1\r\nHost: a\r\n"
		       "Transfer-Encoding: chunked\r\n\r\n0",
	    "\r\n\r\n", "0", false);
}

/* A head with this first line and these fields beside Host; to be freed. */
static struct hj_token *
head_of(const char *line, const char *fields)
{
	struct hj_token *t = malloc(sizeof(*t));
	struct hj_buf b;
	size_t used;

	assert_non_null(t);
	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, line);
	hj_buf_puts(&b, "\r\nHost: a\r\n");
	hj_buf_puts(&b, fields);
	hj_buf_puts(&b, "\r\n");
	hj_token_init(t);
	assert_int_equal(hj_token_feed(t, b.p, b.n, &used), HJ_TOKEN_HEAD);
	hj_buf_release(&b);
	return t;
}

static bool
closes(const char *version, const char *connection)
{
	char line[20];
	struct hj_token *t;
	bool result;

	(void)snprintf(line, sizeof(line), "GET / HTTP/%s", version);
	t = head_of(line, connection);
	result = t->close;
	free(t);
	return result;
}

static void
connection__is_kept_only_by_http_1_1_without_close(void **state)
{
	(void)state;
	assert_false(closes("1.1", ""));
	assert_false(closes("1.1", "Connection: keep-alive\r\n"));
	assert_false(closes("1.1", "Connection: closed, unclose\r\n"));
	assert_true(closes("1.1", "Connection: close\r\n"));
	assert_true(closes("1.1", "Connection: TE ,\tCLOSE\r\n"));
	assert_true(closes("1.1", "Connection: TE\r\nConnection: close\r\n"));
	assert_true(closes("1.0", ""));
	assert_true(closes("1.0", "Connection: keep-alive\r\n"));
}

static void
head__is_judged_before_any_body_is_read(void **state)
{
	static const char text[] = "POST / HTTP/1.1\r\nHost: a\r\n"
				   "Content-Length: 3\r\n"
				   "Expect: 100-continue\r\n\r\nabc";
	struct hj_token *t = malloc(sizeof(*t));
	size_t used;

	(void)state;
	assert_non_null(t);
	hj_token_init(t);
	assert_int_equal(
	    hj_token_feed(t, text, sizeof(text) - 1, &used), HJ_TOKEN_HEAD);
	assert_int_equal(used, sizeof(text) - 1 - 3);
	assert_true(t->expect_continue);
	assert_true(hj_token_has_body(t));

	/* Nothing more is taken before the head is accepted. */
	assert_int_equal(
	    hj_token_feed(t, text + used, 3, &used), HJ_TOKEN_HEAD);
	assert_int_equal(used, 0);

	assert_int_equal(hj_token_accept(t, 2), HJ_TOKEN_BAD);
	assert_int_equal(t->status, 413);
	free(t);
}

static void
field__names_are_told_in_lower_case(void **state)
{
	static const char text[] =
	    "GET / HTTP/1.1\r\n"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcxyz_09: Value\r\n"
	    "hOST: a\r\n\r\n";
	struct hj_token *t = malloc(sizeof(*t));
	size_t used;

	(void)state;
	assert_non_null(t);
	hj_token_init(t);
	assert_int_equal(
	    hj_token_feed(t, text, sizeof(text) - 1, &used), HJ_TOKEN_HEAD);
	assert_int_equal(t->fields_n, 2);
	assert_string_equal(t->text + t->fields[0].name,
	    "abcdefghijklmnopqrstuvwxyz-abcxyz_09");
	assert_string_equal(t->text + t->fields[0].value, "Value");
	assert_string_equal(t->text + t->fields[1].name, "host");
	free(t);
}

static void
chunk__sizes_are_hex_in_either_case(void **state)
{
	(void)state;
	for (unsigned size = 1; size <= BODY_MAX; size++) {
		char hex[3][16];

		(void)snprintf(hex[0], sizeof(hex[0]), "%x", size);
		(void)snprintf(hex[1], sizeof(hex[1]), "%X", size);
		(void)snprintf(hex[2], sizeof(hex[2]), "%08x", size);
		for (int i = 0; i < 3; i++) {
			struct hj_buf b;

			hj_buf_init(&b, 1000);
			hj_buf_puts(&b, "POST / HTTP/1.1\r\nHost: a\r\n"
					"Transfer-Encoding: chunked\r\n\r\n");
			hj_buf_puts(&b, hex[i]);
			hj_buf_puts(&b, "\r\n");
			repeat(&b, 'x', size);
			hj_buf_puts(&b, "\r\n0\r\n\r\n");
			assert_int_equal(end_of(&b), CLEAN);
			hj_buf_release(&b);
		}
	}
}

static bool
announces_body(const char *fields)
{
	struct hj_token *t = head_of("POST / HTTP/1.1", fields);
	bool result = hj_token_has_body(t);

	free(t);
	return result;
}

static void
body__is_announced_by_a_length_or_a_coding(void **state)
{
	(void)state;
	assert_false(announces_body(""));
	assert_false(announces_body("Content-Length: 0\r\n"));
	assert_true(announces_body("Content-Length: 1\r\n"));
	assert_true(announces_body("Transfer-Encoding: chunked\r\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(target__is_bounded_to_the_byte),
		cmocka_unit_test(target__may_be_all_query),
		cmocka_unit_test(field_block__is_bounded_to_the_byte),
		cmocka_unit_test(fields__are_at_most_64),
		cmocka_unit_test(head__of_all_limits_at_once_fits),
		cmocka_unit_test(bytes__are_allowed_where_the_grammar_has_them),
		cmocka_unit_test(
		    connection__is_kept_only_by_http_1_1_without_close),
		cmocka_unit_test(head__is_judged_before_any_body_is_read),
		cmocka_unit_test(field__names_are_told_in_lower_case),
		cmocka_unit_test(chunk__sizes_are_hex_in_either_case),
		cmocka_unit_test(body__is_announced_by_a_length_or_a_coding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
