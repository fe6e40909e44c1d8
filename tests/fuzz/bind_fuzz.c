/*
 * Reading JSON into field tables under libFuzzer.
 *
 * The first two bytes choose the table (of a command, an event or a state) and
 * whether it comes from outside or from a timeline.  What is read, written and
 * read again is the same to the byte; what is refused names a place.
 */
#include "lib/commands/command.h"
#include "lib/dispute/codec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define TABLES_MOST 1000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct hj_fields *tables[TABLES_MOST];
static size_t n_tables;

static void
must(bool truth)
{
	if (!truth)
		abort();
}

static void
find_tables(void)
{
	for (size_t i = 0; i < hj_n_stream_kinds; i++) {
		const struct hj_stream_kind *k = hj_stream_kinds[i];

		must(n_tables + 1 + k->n_commands + k->events->n < TABLES_MOST);
		tables[n_tables++] = k->state;
		for (size_t n = 0; n < k->n_commands; n++)
			tables[n_tables++] = k->commands[n]->fields;
		for (size_t n = 0; n < k->events->n; n++)
			tables[n_tables++] = k->events->kind[n]->body;
	}
}

struct looking {
	struct hj_sealed_visit v;
	enum hj_form form;
};

/* From outside it is plain, from a timeline a box; never both. */
static void
look(struct hj_sealed_visit *v, const struct hj_field *f,
    const struct hj_fields *owner, void *base, struct hj_sealed *s,
    const char *path)
{
	const struct looking *l = (const struct looking *)(void *)v;

	(void)owner;
	(void)base;
	must(f->type == HJ_T_SEALED && *path != '\0');
	must((s->plain != NULL) == (l->form == HJ_FORM_COMMAND));
	must((s->box != NULL) == (l->form == HJ_FORM_STORED));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct hj_fields *t;
	struct hj_arena *a;
	struct hj_error err = { 0 };
	struct looking looking = { .v = { look } };
	struct hj_buf first, second;
	void *out;

	if (size < 2)
		return 0;
	if (n_tables == 0)
		find_tables();
	t = tables[(data[0] | (size_t)(data[1] & 0x7f) << 8) % n_tables];
	looking.form = data[1] & 0x80 ? HJ_FORM_STORED : HJ_FORM_COMMAND;
	a = hj_arena_new();
	out = hj_alloc(a, t->size);
	if (hj_bind(a, t, looking.form, out, (const char *)data + 2, size - 2,
		&err) != HJ_OK) {
		must(err.code == HJ_ERR_INPUT && err.msg[0] != '\0');
		hj_arena_free(a);
		return 0;
	}
	hj_each_sealed(t, out, &looking.v);
	hj_buf_init(&first, (size_t)1 << 24);
	hj_buf_init(&second, (size_t)1 << 24);
	hj_emit(&first, t, out);
	must(hj_bind(a, t, looking.form, out, hj_buf_text(&first), first.n,
		 &err) == HJ_OK);
	hj_emit(&second, t, out);
	must(first.n == second.n &&
	     memcmp(hj_buf_text(&first), hj_buf_text(&second), first.n) == 0);
	hj_buf_release(&first);
	hj_buf_release(&second);
	hj_arena_free(a);
	return 0;
}
