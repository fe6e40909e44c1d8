/*
 * Events under libFuzzer: one to a line, read for each kind of stream.
 *
 * What is an event is written and read again the same; it can be folded into
 * any state, in any order, and the state can still be written, read, and its
 * rows derived.  (A fold never fails.)
 */
#include "lib/commands/command.h"
#include "lib/dispute/codec.h"
#include "server/project.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
	if (!truth)
		abort();
}

/* Read and written twice it is the same; false if it is no event. */
static bool
read_event(struct hj_arena *a, const struct hj_stream_kind *kind,
    const char *text, size_t len, struct hj_event *ev)
{
	struct hj_error err = { 0 };
	struct hj_buf first, second;

	if (hj_event_decode(a, kind->events, text, len, ev, &err) != HJ_OK)
		return false;
	hj_buf_init(&first, 4 * HJ_EVENT_MOST);
	hj_buf_init(&second, 4 * HJ_EVENT_MOST);
	hj_event_encode(&first, ev);
	/* An older version is written as the present one. */
	if (first.n <= HJ_EVENT_MOST) {
		must(hj_event_decode(a, kind->events, hj_buf_text(&first),
			 first.n, ev, &err) == HJ_OK);
		hj_event_encode(&second, ev);
		must(strcmp(hj_buf_text(&first), hj_buf_text(&second)) == 0);
	}
	hj_buf_release(&first);
	hj_buf_release(&second);
	return true;
}

static void
fold_lines(const struct hj_stream_kind *kind, const char *text, size_t size)
{
	struct hj_arena *a = hj_arena_new();
	void *state = hj_state_new(a, kind, "00112233445566778899aabbccddeeff");
	const char *end = text + size;
	struct hj_buf b;
	struct hj_rows rows;

	while (text < end) {
		const char *line = text;
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		struct hj_event ev;

		text = stop == NULL ? end : stop + 1;
		if (stop == NULL)
			stop = end;
		if (read_event(a, kind, line, (size_t)(stop - line), &ev))
			hj_fold(state, &ev);
	}
	hj_buf_init(&b, (size_t)1 << 24);
	hj_emit(&b, kind->state, state);
	must(!b.failed);
	if (kind == &hj_dispute_kind)
		hj_project(a, state, &rows);
	hj_buf_release(&b);
	hj_arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		fold_lines(hj_stream_kinds[i], (const char *)data, size);
	return 0;
}
