/*
 * Note the file number that the body has given (案卷号): the answer to what was
 * asked when the matter was accepted.  See file_number.h.
 */
#include "lib/commands/procedure/file_number.h"

#include "lib/base/date.h"

struct note_number {
	struct hj_frame frame;
	const char *number;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(note_number, number, HJ_REQUIRED, 100, "案卷号|file number"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(note_number, rows);
/* clang-format on */

void
hj_ask_file_number(struct hj_turn *t, int64_t procedure, int32_t on)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, procedure);
	struct hj_buf b;

	if (p == NULL || p->number != NULL || p->body == NULL)
		return;
	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"dispute\":");
	hj_emit_text(&b, t->d->id);
	hj_buf_puts(&b, ",\"on\":\"");
	hj_date_format(&b, (struct hj_date){ on });
	hj_buf_puts(&b, "\",\"procedure\":");
	hj_buf_int(&b, procedure);
	hj_buf_putc(&b, '}');
	hj_follow_up(t, "organisation", p->body, "draw-file-number",
	    hj_buf_keep(t->a, &b));
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct note_number *c = cmd;
	struct hj_procedure_moved *b;

	if (t->p == NULL) {
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
		return;
	}
	if (t->p->number != NULL) {
		hj_refuse(t, HJ_NO_DUPLICATE, "number");
		return;
	}
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	b->procedure = t->p->no;
	b->number = c->number;
	hj_happens(t, &hj_ev_file_number_noted, b);
}

const struct hj_command hj_cmd_note_file_number = {
	.name = "note-file-number",
	.zh = "记入案卷号",
	.en = "Note the file number",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_ANY_PART | HJ_WHEN_CLOSED,
	.decide = decide,
};
