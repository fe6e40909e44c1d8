/*
 * The bytes of events: canonical, chained as codec.h says, read back the same
 * by this build and all later ones, and refused when they are something else.
 */
#include "tests/unit/golden.h"

#include "lib/integrity/chain.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/arena_fixture.h"

/*
 * The chain of two events, ONE and the same with "seq":2.  Computed with
 * OpenSSL 3.0 alone (d: openssl dgst -sha256 -binary; one, two: the bytes):
 *
 *	printf
 *'\003\000\021\042\063\104\125\146\167\210\231\252\273\314\335\356\377' | d
 *>prev (printf '\000'; cat one) | d >leaf1 (printf '\000'; cat two) | d >leaf2
 *	(printf '\002\001'; cat prev leaf1) | d >chain1
 *	(printf '\002\001'; cat chain1 leaf2) | d >chain2
 */
#define ENVELOPE(body, kind, kv, seq)                                          \
	"{\"actor\":\"00000000000000000000000000000b01\","                     \
	"\"at\":\"2026-03-02T01:00:00.000Z\",\"body\":" body ","               \
	"\"body_of\":\"00000000000000000000000000000a01\","                    \
	"\"cmd\":\"00000000000000000000000000000e00\","                        \
	"\"from\":\"2026-03-02T01:00:00.000Z\","                               \
	"\"id\":\"00000000000000000000000000000e01\",\"kind\":\"" kind "\","   \
	"\"kv\":" kv ",\"prec\":\"instant\",\"seq\":" seq ","                  \
	"\"stream\":\"00112233445566778899aabbccddeeff\","                     \
	"\"to\":\"2026-03-02T01:00:00.000Z\",\"v\":1}"
#define BARE "{\"procedure\":1}"
#define NOTE "{\"procedure\":1,\"text\":\"1.text.AAAA\"}"
#define ONE ENVELOPE(NOTE, "noted", "1", "1")
#define TWO ENVELOPE(NOTE, "noted", "1", "2")
#define PREV "e13039c4afc3c4eafc6d04df2f45bdaaec0b8b25c6c785d88a0955fbeb52b72d"
#define LEAF_1                                                                 \
	"79c97c817d815d4c91bff61e7816bfb5c17ca21047a925f2552f4092078d692e"
#define LEAF_2                                                                 \
	"41d31271a3a391bc65f4688920ac7c6cf7b7701eb41c41f53666717092264187"
#define CHAIN_1                                                                \
	"d91db9d99f4af675e0393bd4e8723c6ed5d3c14459c7b32031162bfff0f4584e"
#define CHAIN_2                                                                \
	"ea2ee0b76ab9fb2eae60ef7d5611425b1b3c7ec29580a4d3c3556ab8fa7865b9"

static struct hj_error err;

static int
set_up_clean(void **state)
{
	err = (struct hj_error){ 0 };
	return set_up(state);
}

static const char *
encoded(const struct hj_event *ev)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, HJ_EVENT_MOST);
	hj_event_encode(&b, ev);
	assert_false(b.failed);
	text = hj_strndup(a, hj_buf_text(&b), b.n);
	hj_buf_release(&b);
	return text;
}

static enum hj_err
decoded(const char *text, struct hj_event *ev)
{
	return hj_event_decode(
	    a, &hj_dispute_events, text, strlen(text), ev, &err);
}

static enum hj_err
refusal(const char *text)
{
	struct hj_event ev;

	return decoded(text, &ev);
}

/* ---- bytes ---- */

static void
bytes__come_back_the_same(void **state)
{
	struct hj_event ev;

	(void)state;
	assert_int_equal(decoded(ONE, &ev), HJ_OK);
	assert_ptr_equal(ev.kind, &hj_ev_noted);
	assert_int_equal(ev.seq, 1);
	assert_int_equal(ev.at, INT64_C(1772413200000));
	assert_int_equal(((struct hj_act *)ev.body)->procedure, 1);
	assert_string_equal(
	    ((struct hj_act *)ev.body)->text.box, "1.text.AAAA");
	assert_string_equal(encoded(&ev), ONE);
}

/* Absent is not written: no null, no empty list, no zero that is none. */
static void
bytes__hold_nothing_that_is_absent(void **state)
{
	struct hj_act act = { 0 };
	struct hj_event ev = { .id = "00000000000000000000000000000e01",
		.stream = "00112233445566778899aabbccddeeff",
		.seq = 1,
		.kind = &hj_ev_noted,
		.at = INT64_C(1772413200000),
		.actor = "clock",
		.body = &act };

	(void)state;
	assert_string_equal(encoded(&ev),
	    "{\"actor\":\"clock\",\"at\":\"2026-03-02T01:00:00.000Z\","
	    "\"body\":{},\"id\":\"00000000000000000000000000000e01\","
	    "\"kind\":\"noted\",\"kv\":1,\"seq\":1,"
	    "\"stream\":\"00112233445566778899aabbccddeeff\",\"v\":1}");
}

/* RFC 8785: these escapes and no others; UTF-8 as it is, not normalised. */
static void
bytes__escape_what_has_to_be(void **state)
{
	struct hj_act act = {
		.number = "\" \\ \b\f\n\r\t\x01\x1f / < \x7f é e\xcc\x81 😀"
	};
	struct hj_event ev = { .id = "e",
		.stream = "s",
		.seq = 1,
		.kind = &hj_ev_noted,
		.at = 1,
		.actor = "clock",
		.body = &act };

	(void)state;
	assert_non_null(strstr(encoded(&ev),
	    "{\"number\":\"\\\" \\\\ \\b\\f\\n\\r\\t\\u0001\\u001f / < \x7f é "
	    "e\xcc\x81 😀\"}"));
}

static void
chain__is_what_openssl_computes(void **state)
{
	unsigned char stream[16], prev[HJ_CHAIN_SIZE], leaf[HJ_CHAIN_SIZE];
	unsigned char chain[HJ_CHAIN_SIZE], wanted[HJ_CHAIN_SIZE];
	static const struct {
		const char *bytes, *leaf, *chain;
	} rows[] = { { ONE, LEAF_1, CHAIN_1 }, { TWO, LEAF_2, CHAIN_2 } };

	(void)state;
	assert_true(hj_unhex(stream, "00112233445566778899aabbccddeeff", 16));
	hj_chain_start(prev, stream);
	assert_true(hj_unhex(wanted, PREV, HJ_CHAIN_SIZE));
	assert_memory_equal(prev, wanted, HJ_CHAIN_SIZE);
	for (int i = 0; i < 2; i++) {
		hj_chain_leaf(leaf, rows[i].bytes, strlen(rows[i].bytes));
		assert_true(hj_unhex(wanted, rows[i].leaf, HJ_CHAIN_SIZE));
		assert_memory_equal(leaf, wanted, HJ_CHAIN_SIZE);
		hj_chain_next(chain, prev, leaf);
		assert_true(hj_unhex(wanted, rows[i].chain, HJ_CHAIN_SIZE));
		assert_memory_equal(chain, wanted, HJ_CHAIN_SIZE);
		memcpy(prev, chain, HJ_CHAIN_SIZE);
	}
}

/* ---- what is no event, or not one of ours ---- */

static void
decode__knows_what_it_does_not_know(void **state)
{
	(void)state;
	assert_int_equal(refusal(ENVELOPE(NOTE, "not_yet_invented", "1", "1")),
	    HJ_ERR_UNKNOWN);
	assert_int_equal(
	    refusal(ENVELOPE(NOTE, "noted", "999", "1")), HJ_ERR_UNKNOWN);
	/* Of a newer body nothing is looked at. */
	assert_int_equal(
	    refusal(ENVELOPE("{\"newer\":[1]}", "noted", "2", "1")),
	    HJ_ERR_UNKNOWN);
}

static void
decode__refuses_what_is_no_event(void **state)
{
	static const char *const texts[] = { "", "{}", "[]", "null", "7",
		"\"body\"", "{\"body\":{}}",
		"{\"body\":", "{\"actor\":\"clock\",\"body\":{}}",
		/* cut off, and with something behind it */
		"{\"actor\":\"clock\",\"at\":\"2026-03-02T01:00:00.000Z\","
		"\"body\"",
		ONE "x", ONE ONE,
		/* members twice, unknown, of another type or out of range */
		ENVELOPE(
		    "{\"procedure\":1,\"procedure\":1}", "noted", "1", "1"),
		ENVELOPE("{\"procedure\":null}", "noted", "1", "1"),
		ENVELOPE("{\"procedure\":1.5}", "noted", "1", "1"),
		ENVELOPE("{\"nobody\":1}", "noted", "1", "1"),
		ENVELOPE("[]", "noted", "1", "1"),
		ENVELOPE(NOTE ",\"body\":" NOTE, "noted", "1", "1"),
		ENVELOPE(NOTE, "noted", "0", "1"),
		ENVELOPE(NOTE, "noted", "1", "0"),
		ENVELOPE(NOTE, "noted", "1", "9007199254740992"),
		ENVELOPE(NOTE, "noted", "1", "1,\"more\":1") };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (refusal(texts[i]) != HJ_ERR_INPUT)
			fail_msg("taken for an event: %s", texts[i]);
}

/* Wherever the bytes are cut, they are no event. */
static void
decode__refuses_every_part_of_an_event(void **state)
{
	struct hj_event ev;

	(void)state;
	for (size_t n = 0; n < strlen(ONE); n++) {
		char *part = malloc(n + 1);

		assert_non_null(part);
		memcpy(part, ONE, n);
		/* No NUL behind it: a read too far is seen. */
		part = realloc(part, n == 0 ? 1 : n);
		assert_non_null(part);
		assert_int_equal(
		    hj_event_decode(a, &hj_dispute_events, part, n, &ev, &err),
		    HJ_ERR_INPUT);
		free(part);
	}
}

/* A note whose whole event has `n` bytes. */
static const char *
note_of(size_t n)
{
	const char *end = strstr(ONE, "AAAA") + 4;
	size_t head = (size_t)(end - (const char *)ONE);
	char *text = hj_alloc(a, n + 1);

	memcpy(text, ONE, head);
	memset(text + head, 'A', n - strlen(ONE));
	memcpy(text + n - strlen(end), end, strlen(end) + 1);
	assert_int_equal(strlen(text), n);
	return text;
}

static void
events__have_256_KiB_at_most(void **state)
{
	const char *most = note_of(HJ_EVENT_MOST);
	struct hj_event ev;
	struct hj_buf b;

	(void)state;
	assert_int_equal(decoded(most, &ev), HJ_OK);
	assert_string_equal(encoded(&ev), most);
	assert_int_equal(refusal(note_of(HJ_EVENT_MOST + 1)), HJ_ERR_INPUT);
	((struct hj_act *)ev.body)->text.box =
	    hj_concat(a, ((struct hj_act *)ev.body)->text.box, "A", NULL);
	hj_buf_init(&b, HJ_EVENT_MOST);
	hj_event_encode(&b, &ev);
	assert_true(b.failed);
	hj_buf_release(&b);
}

/* ---- golden events ---- */

static char *
file_text(const char *path, size_t *len)
{
	FILE *in = fopen(path, "rb");
	char *text;

	if (in == NULL)
		return NULL;
	text = hj_alloc(a, HJ_EVENT_MOST + 1);
	*len = fread(text, 1, HJ_EVENT_MOST, in);
	(void)fclose(in);
	return text;
}

/* Make the file of `kind`, if it is not there. */
static void
write_golden(const char *path, const struct hj_event_kind *kind)
{
	const struct hj_event ev = golden_event(a, kind);
	FILE *out = fopen(path, "wbx");

	if (out == NULL)
		return;
	(void)fputs(encoded(&ev), out);
	(void)fclose(out);
}

static void
golden__has_every_kind_and_version(void **state)
{
	const char *how = getenv("HJ_GOLDEN");
	size_t len;

	(void)state;
	for (size_t i = 0; i < hj_n_stream_kinds; i++) {
		const struct hj_stream_kind *stream = hj_stream_kinds[i];

		for (size_t k = 0; k < stream->events->n; k++) {
			const struct hj_event_kind *kind =
			    stream->events->kind[k];

			for (int64_t kv = 1; kv <= kind->kv; kv++) {
				const char *path =
				    golden_path(a, stream, kind->name, kv);

				if (kv == kind->kv && how != NULL &&
				    strcmp(how, "write") == 0)
					write_golden(path, kind);
				if (file_text(path, &len) == NULL)
					fail_msg("%s is missing; make it with "
						 "HJ_GOLDEN=write",
					    path);
			}
		}
	}
}

static const struct hj_stream_kind *
stream_of(const char *file)
{
	const char *dash = strchr(file, '-');

	for (size_t i = 0; dash != NULL && i < hj_n_stream_kinds; i++)
		if (strlen(hj_stream_kinds[i]->name) == (size_t)(dash - file) &&
		    strncmp(hj_stream_kinds[i]->name, file,
			(size_t)(dash - file)) == 0)
			return hj_stream_kinds[i];
	return NULL;
}

static void
golden__is_read_and_folded_and_written_the_same(void **state)
{
	DIR *folder = opendir(GOLDEN_FOLDER);
	const struct dirent *file;
	int n = 0;

	(void)state;
	assert_non_null(folder);
	while ((file = readdir(folder)) != NULL) {
		const struct hj_stream_kind *stream;
		struct hj_event ev;
		size_t len;
		const char *text;

		if (strstr(file->d_name, ".json") == NULL)
			continue;
		stream = stream_of(file->d_name);
		text = file_text(
		    hj_concat(a, GOLDEN_FOLDER "/", file->d_name, NULL), &len);
		assert_non_null(stream);
		if (hj_event_decode(a, stream->events, text, len, &ev, &err) !=
		    HJ_OK)
			fail_msg(
			    "%s: %s: %s", file->d_name, err.field, err.msg);
		hj_fold(hj_state_new(a, stream, ev.stream), &ev);
		/* Bytes of an older version are only read. */
		if (strcmp(golden_path(a, stream, ev.kind->name, ev.kind->kv),
			hj_concat(a, GOLDEN_FOLDER "/", file->d_name, NULL)) ==
		    0)
			assert_string_equal(encoded(&ev), text);
		n++;
	}
	(void)closedir(folder);
	assert_true(n > 0);
}

struct count {
	struct hj_sealed_visit v;
	int n;
};

static void
count_one(struct hj_sealed_visit *v, const struct hj_field *f,
    const struct hj_fields *owner_fields, void *owner, struct hj_sealed *sealed,
    const char *path)
{
	struct count *c = (struct count *)(void *)v;

	(void)f;
	(void)owner_fields;
	(void)owner;
	(void)path;
	c->n += sealed->box != NULL;
}

/* Is it shown as it is, and may it be: nothing is sealed in it? */
static void
check_open(const struct hj_event_kinds *kinds, const char *text, bool wanted)
{
	struct count c = { .v = { count_one } };
	struct hj_event ev;

	assert_int_equal(hj_event_open(kinds, text, strlen(text)), wanted);
	if (!wanted)
		return;
	assert_int_equal(
	    hj_event_decode(a, kinds, text, strlen(text), &ev, &err), HJ_OK);
	hj_each_sealed(ev.kind->body, ev.body, &c.v);
	assert_int_equal(c.n, 0);
	assert_string_equal(encoded(&ev), text);
}

static void
open__is_what_seals_nothing_and_is_of_this_build(void **state)
{
	const struct hj_event_kinds *all = &hj_dispute_events;

	(void)state;
	check_open(all, ENVELOPE(BARE, "accepted", "1", "1"), true);
	check_open(all, ENVELOPE(NOTE, "noted", "1", "1"), false);
	check_open(all, ENVELOPE(BARE, "accepted", "9", "1"), false);
	check_open(all, ENVELOPE(BARE, "unheard_of", "1", "1"), false);
	check_open(all,
	    ENVELOPE("{\"text\":\"12.p1.AAAA\"}", "noted", "1", "1"), false);
	check_open(all, "{}", false);
	check_open(all, "", false);
	/* Every sealed member of every kind, one by one, is seen. */
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		for (size_t k = 0; k < hj_stream_kinds[i]->events->n; k++) {
			const struct hj_event ev = golden_event(
			    a, hj_stream_kinds[i]->events->kind[k]);
			struct count c = { .v = { count_one } };

			hj_each_sealed(ev.kind->body, ev.body, &c.v);
			if (c.n > 0)
				check_open(hj_stream_kinds[i]->events,
				    encoded(&ev), false);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    bytes__come_back_the_same, set_up_clean, tear_down),
		cmocka_unit_test_setup_teardown(
		    bytes__hold_nothing_that_is_absent, set_up_clean,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    bytes__escape_what_has_to_be, set_up_clean, tear_down),
		cmocka_unit_test_setup_teardown(
		    chain__is_what_openssl_computes, set_up_clean, tear_down),
		cmocka_unit_test_setup_teardown(
		    decode__knows_what_it_does_not_know, set_up_clean,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    decode__refuses_what_is_no_event, set_up_clean, tear_down),
		cmocka_unit_test_setup_teardown(
		    decode__refuses_every_part_of_an_event, set_up_clean,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    events__have_256_KiB_at_most, set_up_clean, tear_down),
		cmocka_unit_test_setup_teardown(
		    golden__has_every_kind_and_version, set_up_clean,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    golden__is_read_and_folded_and_written_the_same,
		    set_up_clean, tear_down),
		cmocka_unit_test_setup_teardown(
		    open__is_what_seals_nothing_and_is_of_this_build,
		    set_up_clean, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
