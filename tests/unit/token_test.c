/*
 * The tokenizer: the framing table read whole, byte by byte and cut at random,
 * and its limits to the byte.
 */
#include "lib/base/buf.h"
#include "server/http/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BODY_MAX 64
#define CLEAN 0
#define INSIDE 1

struct framing {
	const char *what;
	const char *bytes;
	size_t n;
	int requests;
	int end;
	const char *last;
};

#define FRAMING(what, bytes, requests, end, last)                              \
	{ what, bytes, sizeof(bytes) - 1, requests, end, last },
static const struct framing rows[] = {
#include "tests/unit/framing.inc"
};
#undef FRAMING

#define ROWS (sizeof(rows) / sizeof(rows[0]))

/* What came out of a stream of bytes. */
struct outcome {
	int requests;
	int end;
	size_t used;         /* bytes used up to a refusal, or all */
	const char *reason;  /* of the refusal */
	struct hj_buf last;  /* the last complete request */
	struct hj_buf trace; /* everything that was told, in order */
	struct hj_buf body;
};

static void
outcome_release(struct outcome *o)
{
	hj_buf_release(&o->last);
	hj_buf_release(&o->trace);
	hj_buf_release(&o->body);
}

/* Write the head of a complete request, and all its fields, to the trace. */
static void
note_head(struct outcome *o, const struct hj_token *t)
{
	hj_buf_puts(&o->trace, t->text + t->method);
	hj_buf_putc(&o->trace, '|');
	hj_buf_puts(&o->trace, t->text + t->path);
	hj_buf_putc(&o->trace, '|');
	hj_buf_puts(&o->trace, t->text + t->query);
	for (size_t i = 0; i < t->fields_n; i++) {
		hj_buf_putc(&o->trace, '|');
		hj_buf_puts(&o->trace, t->text + t->fields[i].name);
		hj_buf_putc(&o->trace, '=');
		hj_buf_puts(&o->trace, t->text + t->fields[i].value);
	}
	hj_buf_putc(&o->trace, t->close ? 'c' : 'k');
	hj_buf_putc(&o->trace, '\n');
}

static void
note_done(struct outcome *o, const struct hj_token *t)
{
	o->requests++;
	hj_buf_clear(&o->last);
	hj_buf_puts(&o->last, t->text + t->method);
	hj_buf_putc(&o->last, ' ');
	hj_buf_puts(&o->last, t->text + t->path);
	hj_buf_puts(&o->last, " ?");
	hj_buf_puts(&o->last, t->text + t->query);
	hj_buf_putc(&o->last, ' ');
	hj_buf_put(&o->last, o->body.p, o->body.n);
	hj_buf_put(&o->trace, o->last.p, o->last.n);
	hj_buf_putc(&o->trace, '\n');
}

/*
 * Feed `n` bytes at `p` in pieces of at most `piece` bytes (0: of random
 * length) to a tokenizer and write down what it tells.  Every piece is copied
 * to its own memory, so that a sanitizer sees a byte read too far.
 */
static void
run(struct outcome *o, const char *p, size_t n, size_t piece)
{
	struct hj_token *t = malloc(sizeof(*t));
	enum hj_token_step step = HJ_TOKEN_MORE;

	*o = (struct outcome){ .end = CLEAN };
	hj_buf_init(&o->last, 65536);
	hj_buf_init(&o->trace, 1 << 20);
	hj_buf_init(&o->body, 65536);
	assert_non_null(t);
	hj_token_init(t);
	while (step != HJ_TOKEN_BAD && o->used < n) {
		size_t left = piece == 0 ? 1 + (size_t)rand() % 9 : piece;
		char *copy;
		const char *at;

		if (left > n - o->used)
			left = n - o->used;
		copy = malloc(left);
		assert_non_null(copy);
		memcpy(copy, p + o->used, left);
		at = copy;
		do {
			size_t used;

			step = hj_token_feed(t, at, left, &used);
			at += used;
			left -= used;
			o->used += used;
			o->end = INSIDE;
			if (step == HJ_TOKEN_HEAD) {
				note_head(o, t);
				hj_buf_clear(&o->body);
				step = hj_token_accept(t, BODY_MAX);
				if (step == HJ_TOKEN_MORE)
					step = HJ_TOKEN_HEAD;
			}
			if (step == HJ_TOKEN_BODY)
				hj_buf_put(&o->body, t->data, t->data_n);
			if (step == HJ_TOKEN_DONE) {
				note_done(o, t);
				hj_token_init(t);
				o->end = CLEAN;
			}
		} while (step != HJ_TOKEN_BAD && step != HJ_TOKEN_MORE &&
			 (left > 0 || step == HJ_TOKEN_BODY));
		free(copy);
	}
	if (step == HJ_TOKEN_BAD) {
		o->end = t->status;
		o->reason = t->reason;
	}
	free(t);
}

static void
expect_row(const struct framing *row, const struct outcome *o)
{
	if (o->requests == row->requests && o->end == row->end &&
	    (row->last == NULL ||
		strcmp(hj_buf_text(&o->last), row->last) == 0))
		return;
	fail_msg("%s: %d requests, end %d (%s), last \"%s\"", row->what,
	    o->requests, o->end, o->reason == NULL ? "" : o->reason,
	    hj_buf_text(&o->last));
}

static void
framing__is_read_as_the_table_says(void **state)
{
	(void)state;
	assert_true(ROWS >= 200);
	for (size_t i = 0; i < ROWS; i++) {
		struct outcome o;

		run(&o, rows[i].bytes, rows[i].n, rows[i].n + 1);
		expect_row(&rows[i], &o);
		if (o.end >= 400)
			assert_non_null(o.reason);
		outcome_release(&o);
	}
}

/* The same bytes in other pieces give the same trace and the same end. */
static void
expect_same_in_pieces(const struct framing *row, size_t piece)
{
	struct outcome whole;
	struct outcome cut;

	run(&whole, row->bytes, row->n, row->n + 1);
	run(&cut, row->bytes, row->n, piece);
	expect_row(row, &cut);
	if (cut.used != whole.used || cut.reason != whole.reason ||
	    cut.trace.n != whole.trace.n ||
	    (cut.trace.n > 0 &&
		memcmp(cut.trace.p, whole.trace.p, cut.trace.n) != 0))
		fail_msg("%s: pieces of %zu differ", row->what, piece);
	outcome_release(&whole);
	outcome_release(&cut);
}

static void
framing__does_not_depend_on_how_the_bytes_arrive(void **state)
{
	(void)state;
	srand(20260101);
	for (size_t i = 0; i < ROWS; i++) {
		expect_same_in_pieces(&rows[i], 1);
		expect_same_in_pieces(&rows[i], 2);
		expect_same_in_pieces(&rows[i], 7);
		for (int round = 0; round < 40; round++)
			expect_same_in_pieces(&rows[i], 0);
	}
}

/* No row may give more requests when other bytes follow it than both give. */
static void
refusal__is_final(void **state)
{
	static const char next[] = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";

	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		struct outcome o;
		char *both;

		if (rows[i].end < 400)
			continue;
		both = malloc(rows[i].n + sizeof(next));
		assert_non_null(both);
		memcpy(both, rows[i].bytes, rows[i].n);
		memcpy(both + rows[i].n, next, sizeof(next));
		run(&o, both, rows[i].n + sizeof(next) - 1, 1);
		expect_row(&rows[i], &o);
		outcome_release(&o);
		free(both);
	}
}

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

static int
end_with_target(size_t n)
{
	struct hj_buf b;
	int end;

	hj_buf_init(&b, 100000);
	hj_buf_puts(&b, "GET /");
	repeat(&b, 'a', n - 1);
	hj_buf_puts(&b, " HTTP/1.1\r\nHost: a\r\n\r\n");
	end = end_of(&b);
	hj_buf_release(&b);
	return end;
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
	struct hj_buf b;

	(void)state;
	hj_buf_init(&b, 100000);
	hj_buf_puts(&b, "GET /?");
	for (int i = 0; i < (HJ_TOKEN_TARGET_MAX - 2) / 3; i++)
		hj_buf_puts(&b, "%41");
	hj_buf_puts(&b, " HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(end_of(&b), CLEAN);
	hj_buf_release(&b);
}

/* A head whose fields, up to and with the last CRLF, take `n` bytes. */
static int
end_with_block(size_t n)
{
	struct hj_buf b;
	int end;

	hj_buf_init(&b, 100000);
	hj_buf_puts(&b, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
	repeat(&b, 'v', n - strlen("Host: a\r\nX: \r\n\r\n"));
	hj_buf_puts(&b, "\r\n\r\n");
	end = end_of(&b);
	hj_buf_release(&b);
	return end;
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
	struct hj_buf b;
	int end;

	hj_buf_init(&b, 100000);
	hj_buf_puts(&b, "GET / HTTP/1.1\r\nHost: a\r\n");
	for (size_t i = 1; i < n; i++)
		hj_buf_puts(&b, "a:b\r\n");
	hj_buf_puts(&b, "\r\n");
	end = end_of(&b);
	hj_buf_release(&b);
	return end;
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

static bool
closes(const char *version, const char *connection)
{
	struct hj_token *t = malloc(sizeof(*t));
	struct hj_buf b;
	size_t used;
	bool result;

	assert_non_null(t);
	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "GET / HTTP/");
	hj_buf_puts(&b, version);
	hj_buf_puts(&b, "\r\nHost: a\r\n");
	hj_buf_puts(&b, connection);
	hj_buf_puts(&b, "\r\n");
	hj_token_init(t);
	assert_int_equal(hj_token_feed(t, b.p, b.n, &used), HJ_TOKEN_HEAD);
	result = t->close;
	hj_buf_release(&b);
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
	struct hj_token *t = malloc(sizeof(*t));
	struct hj_buf b;
	size_t used;
	bool result;

	assert_non_null(t);
	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "POST / HTTP/1.1\r\nHost: a\r\n");
	hj_buf_puts(&b, fields);
	hj_buf_puts(&b, "\r\n");
	hj_token_init(t);
	assert_int_equal(hj_token_feed(t, b.p, b.n, &used), HJ_TOKEN_HEAD);
	result = hj_token_has_body(t);
	hj_buf_release(&b);
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
		cmocka_unit_test(framing__is_read_as_the_table_says),
		cmocka_unit_test(
		    framing__does_not_depend_on_how_the_bytes_arrive),
		cmocka_unit_test(refusal__is_final),
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
