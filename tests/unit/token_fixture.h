/* A tokenizer fed in pieces, and what it tells written down. */
#ifndef HJ_TESTS_UNIT_TOKEN_FIXTURE_H
#define HJ_TESTS_UNIT_TOKEN_FIXTURE_H

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

static inline void
outcome_release(struct outcome *o)
{
	hj_buf_release(&o->last);
	hj_buf_release(&o->trace);
	hj_buf_release(&o->body);
}

/* Write the head of a complete request, and all its fields, to the trace. */
static inline void
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

static inline void
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
static inline void
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

#endif
