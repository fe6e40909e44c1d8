/*
 * What was played, written down: with HEJIE_RECORD=FILE each turn that stands
 * is a line of JSON with what the server would hand to hejie.append(), so that
 * tests/derived/derived.test.mjs can store it and derive the rows a second
 * time.
 */
#ifndef HJ_TESTS_PROPERTY_RECORD_H
#define HJ_TESTS_PROPERTY_RECORD_H

#include "lib/commands/command.h"
#include "server/http/json_out.h"
#include "server/project.h"

#include <stdio.h>
#include <string.h>

#define OURS "d0000000000000000000000000000001"
#define CODE "999901261234567"

static FILE *record_file;      /* NULL: nothing is written down */
static unsigned record_number; /* of the sequence */

static void
record_instant(struct hj_out *j, const char *name, int64_t ms)
{
	struct hj_buf text;

	hj_buf_init(&text, 64);
	hj_instant_format(&text, ms);
	hj_out_put_str(j, name, hj_buf_text(&text));
	hj_buf_release(&text);
}

/* Every sequence plays the same dispute; in one database each has its own. */
static void
record_line(const char *line)
{
	char stream[64], code[64];

	snprintf(stream, sizeof(stream), "d%031u", record_number);
	snprintf(code, sizeof(code), "99990126%07u", record_number);
	while (*line != '\0') {
		bool is_stream = strncmp(line, OURS, sizeof(OURS) - 1) == 0;
		bool is_code = strncmp(line, CODE, sizeof(CODE) - 1) == 0;

		if (is_stream || is_code) {
			fputs(is_stream ? stream : code, record_file);
			line += strlen(is_stream ? OURS : CODE);
		} else {
			fputc(*line++, record_file);
		}
	}
	fputc('\n', record_file);
}

/*
 * A turn that made `bytes`, one event each, and took `before`, rows at
 * `version`, to `d`.
 */
static void
record_turn(struct hj_arena *a, const struct hj_turn *t,
    const struct hj_name *bytes, const struct hj_rows *before, int64_t version,
    const struct hj_dispute *d)
{
	struct hj_rows after;
	struct hj_buf b;
	struct hj_out j;

	hj_project(a, d, &after);
	hj_buf_init(&b, (size_t)1 << 24);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "stream", OURS);
	hj_out_put_int(&j, "version", version);
	record_instant(&j, "now", t->now);
	hj_out_key(&j, "kinds");
	hj_out_open_array(&j);
	for (size_t i = 0; i < t->n_event; i++)
		hj_out_str(&j, t->event[i].kind->name);
	hj_out_close(&j);
	hj_out_key(&j, "bytes");
	hj_out_open_array(&j);
	for (size_t i = 0; i < t->n_event; i++)
		hj_out_str(&j, bytes[i].text);
	hj_out_close(&j);
	hj_out_put_some(&j, "county", d->county);
	hj_out_put_some(&j, "code", d->code);
	hj_out_put_bool(&j, "closed", d->closed);
	if (hj_next_due(d) != 0)
		record_instant(&j, "due", hj_next_due(d));
	hj_out_put_some(&j, "rows", hj_rows_changed(a, before, &after));
	hj_out_close(&j);
	record_line(hj_buf_text(&b));
	hj_buf_release(&b);
}

#endif
