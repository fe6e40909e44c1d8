/*
 * An event of any kind with every member of its body set, made from its field
 * table; and where its golden bytes are kept.
 *
 * tests/unit/golden/<stream kind>-<event kind>-<kv>.json holds the bytes as
 * they were when the kind, or its version, was new.  They are written once, by
 * HJ_GOLDEN=write in codec_test, and never again: every later build has to read
 * them.
 */
#ifndef HJ_TESTS_UNIT_GOLDEN_H
#define HJ_TESTS_UNIT_GOLDEN_H

#include "lib/commands/command.h"
#include "lib/dispute/codec.h"

#include <string.h>

#define GOLDEN_FOLDER "tests/unit/golden"

/* What numbers and ids are, and how long lists, unless bounds want something
 * else. */
static int64_t golden_number = 7;
static int64_t golden_items = 2;
static const char *golden_id = "0123456789abcdef0123456789abcdef";

static void golden_fill(
    struct hj_arena *a, const struct hj_fields *t, unsigned char *out);

/* The nth character of many scripts, so many that the bound is met. */
static const char *
golden_text(struct hj_arena *a, int64_t most)
{
	static const char *const some[] = { "纠", "\"", "a", "é", "\\", "😀",
		"\n", "/", "\t", "纷" };
	const char *text = "";

	for (int64_t i = 0; i < most && i < 10; i++)
		text = hj_concat(a, text, some[i], NULL);
	return text;
}

static void
golden_value(struct hj_arena *a, const struct hj_field *f, unsigned char *out)
{
	unsigned char *at = out + f->offset;
	const bool yes = true;
	const int32_t day = 20260131;
	const int64_t instant = INT64_C(1769821323004);
	const char *text = NULL;
	struct hj_sealed sealed = { .box = "1.text.c2VhbGVk" };
	int64_t number = f->least > 0              ? f->least
			 : f->most < golden_number ? f->most
						   : golden_number;
	int word;
	unsigned char *inner;
	size_t n = (size_t)golden_items;

	switch (f->type) {
	case HJ_T_BOOL:
		memcpy(at, &yes, sizeof(yes));
		return;
	case HJ_T_INT:
	case HJ_T_MONEY:
		memcpy(at, &number, sizeof(number));
		return;
	case HJ_T_TEXT:
		text = golden_text(a, f->most);
		memcpy(at, &text, sizeof(text));
		return;
	case HJ_T_ID:
		text = golden_id;
		memcpy(at, &text, sizeof(text));
		return;
	case HJ_T_WORD:
		if (f->words->n < 2)
			return; /* a list that has no word yet */
		word = (int)(strlen(f->name) % (f->words->n - 1)) + 1;
		memcpy(at, &word, sizeof(word));
		return;
	case HJ_T_DATE:
		memcpy(at, &day, sizeof(day));
		return;
	case HJ_T_INSTANT:
		memcpy(at, &instant, sizeof(instant));
		return;
	case HJ_T_SEALED:
		memcpy(at, &sealed, sizeof(sealed));
		return;
	case HJ_T_OBJECT:
		inner = hj_alloc(a, f->of->size);
		golden_fill(a, f->of, inner);
		memcpy(at, &inner, sizeof(inner));
		return;
	case HJ_T_LIST:
		n = f->most < golden_items ? (size_t)f->most : n;
		inner = hj_alloc(a, n * f->of->size);
		for (size_t i = 0; i < n; i++)
			golden_fill(a, f->of, inner + i * f->of->size);
		memcpy(at, &inner, sizeof(inner));
		memcpy(out + f->count, &n, sizeof(n));
		return;
	}
}

static void
golden_fill(struct hj_arena *a, const struct hj_fields *t, unsigned char *out)
{
	hj_fields_clear(t, out);
	for (; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++)
			golden_value(a, &t->row[i], out);
}

/* An event of `kind` in which nothing is absent. */
static struct hj_event
golden_event(struct hj_arena *a, const struct hj_event_kind *kind)
{
	struct hj_event ev = {
		.id = "00000000000000000000000000000e01",
		.stream = "00112233445566778899aabbccddeeff",
		.seq = 7,
		.kind = kind,
		.at = INT64_C(1772413200123),
		.from = INT64_C(1772380800000),
		.to = INT64_C(1772413199999),
		.prec = HJ_PREC_DAY,
		.actor = "00000000000000000000000000000b01",
		.body_of = "00000000000000000000000000000a01",
		.on_behalf = "00000000000000000000000000000b02",
		.cmd = "00000000000000000000000000000e00",
		.caused_by = "00112233445566778899aabbccddeeff/6",
		.body = hj_alloc(a, kind->body->size),
	};

	HJ_PUSH(a, ev.rules, ev.n_rules)->text =
	    "0123456789abcdef0123456789abcdef";
	HJ_PUSH(a, ev.labels, ev.n_labels)->text = "private";
	golden_fill(a, kind->body, ev.body);
	return ev;
}

static inline const char *
golden_path(struct hj_arena *a, const struct hj_stream_kind *stream,
    const char *kind, int64_t kv)
{
	struct hj_buf b;
	const char *path;

	hj_buf_init(&b, 200);
	hj_buf_puts(&b, GOLDEN_FOLDER "/");
	hj_buf_puts(&b, stream->name);
	hj_buf_putc(&b, '-');
	hj_buf_puts(&b, kind);
	hj_buf_putc(&b, '-');
	hj_buf_int(&b, kv);
	hj_buf_puts(&b, ".json");
	path = hj_strdup(a, hj_buf_text(&b));
	hj_buf_release(&b);
	return path;
}

#endif
