/*
 * Give a procedure the next file number of the body (案卷号).
 *
 *	(2026)某调字第12号
 *
 * Asked for by a dispute when a matter was accepted, never by a person: one
 * after the other in the body's own stream, so numbers of a year have no gaps.
 * The year is that of the acceptance, however late the question comes.  The
 * answer goes back to the dispute as a follow-up.
 */
#include "lib/commands/people/people.h"

/* What the form of the ministry has between year and number (卷宗封面, F). */
#define USUAL_MARK "人调"

struct draw {
	struct hj_frame frame;
	const char *dispute;
	int32_t on;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(draw, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_DATE(draw, on, HJ_REQUIRED, "受理日|day of acceptance"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(draw, rows);
/* clang-format on */

static int64_t
last_of(const struct hj_organisation *o, int64_t year)
{
	for (size_t i = 0; i < o->n_file_year; i++)
		if (o->file_year[i].year == year)
			return o->file_year[i].last;
	return 0;
}

static const char *
number(struct hj_turn *t, int64_t year, const char *mark, int64_t no)
{
	struct hj_buf b;

	hj_buf_init(&b, 400);
	hj_buf_putc(&b, '(');
	hj_buf_int(&b, year);
	hj_buf_putc(&b, ')');
	hj_buf_puts(&b, mark);
	hj_buf_puts(&b, "字第");
	hj_buf_int(&b, no);
	hj_buf_puts(&b, "号");
	return hj_buf_keep(t->a, &b);
}

/* Tell the dispute: {"number":"...","procedure":n}. */
static void
answer(struct hj_turn *t, const struct hj_file_number_drawn *drawn)
{
	struct hj_buf b;

	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"number\":");
	hj_emit_text(&b, drawn->number);
	hj_buf_puts(&b, ",\"procedure\":");
	hj_buf_int(&b, drawn->procedure);
	hj_buf_putc(&b, '}');
	hj_follow_up(t, "dispute", drawn->dispute, "note-file-number",
	    hj_buf_keep(t->a, &b));
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct draw *c = cmd;
	const struct hj_organisation *o = t->state;
	int64_t year = c->on / 10000;
	int64_t last = last_of(o, year);
	struct hj_file_number_drawn *b;

	if (c->frame.procedure == 0) {
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
		return;
	}
	if (last == 0 && o->n_file_year >= HJ_FILE_YEARS_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "on");
		return;
	}
	b = HJ_NEW(t->a, struct hj_file_number_drawn);
	*b = (struct hj_file_number_drawn){
		.dispute = c->dispute,
		.procedure = c->frame.procedure,
		.year = year,
		.no = last + 1,
		.number = number(
		    t, year, o->mark != NULL ? o->mark : USUAL_MARK, last + 1),
	};
	hj_happens(t, &hj_ev_file_number_drawn, b);
	answer(t, b);
}

const struct hj_command hj_cmd_draw_file_number = {
	.name = "draw-file-number",
	.zh = "编立卷号",
	.en = "Draw a file number",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL,
	.decide = decide,
};
