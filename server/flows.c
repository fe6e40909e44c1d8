/*
 * `hejie help flows`: what may be done where, made from the commands' own rows,
 * and the matrix of forums.
 */
#include "lib/commands/command.h"
#include "server/help.h"

static void
put_word(
    struct hj_buf *out, const struct hj_words *words, int value, bool english)
{
	const struct hj_word *w = &words->word[value];

	hj_buf_puts(out, english ? w->en : w->zh);
}

/* " -> going, suspended": the stages that the command may lead to. */
static void
put_next(struct hj_buf *out, uint64_t to, bool english)
{
	const char *before = " -> ";

	for (int s = 1; s < HJ_ST__MAX; s++) {
		if ((to & UINT64_C(1) << s) == 0)
			continue;
		hj_buf_puts(out, before);
		put_word(out, &hj_stage_words, s, english);
		before = english ? ", " : "、";
	}
}

static void
put_command(struct hj_buf *out, const struct hj_command *c, bool english)
{
	hj_buf_puts(out, "    ");
	hj_buf_puts(out, c->name);
	hj_buf_puts(out, "  ");
	hj_buf_puts(out, english ? c->en : c->zh);
	put_next(out, c->to, english);
	hj_buf_putc(out, '\n');
}

/* Is it asked of a procedure by people? */
static bool
of_procedure(const struct hj_command *c)
{
	return (c->flags & (HJ_NO_PROC | HJ_CREATES | HJ_INTERNAL)) == 0;
}

static void
put_cell(struct hj_buf *out, int channel, int phase, int stage, bool english)
{
	const struct hj_stream_kind *kind = &hj_dispute_kind;

	hj_buf_puts(out, "  ");
	put_word(out, &hj_phase_words, phase, english);
	if (stage != HJ_ST_NONE) {
		hj_buf_puts(out, " / ");
		put_word(out, &hj_stage_words, stage, english);
	}
	hj_buf_putc(out, '\n');
	for (size_t i = 0; i < kind->n_commands; i++)
		if (of_procedure(kind->commands[i]) &&
		    hj_command_fits(kind->commands[i], channel, phase, stage) ==
			HJ_NO)
			put_command(out, kind->commands[i], english);
}

static void
put_channel(struct hj_buf *out, int channel, bool english)
{
	uint64_t stages = hj_channel_stages(&hj_dispute_kind, channel);

	hj_buf_puts(out, "\n== ");
	hj_buf_puts(out, hj_word_name(&hj_channel_words, channel));
	hj_buf_puts(out, " ");
	put_word(out, &hj_channel_words, channel, english);
	hj_buf_puts(out, " ==\n");
	for (int phase = 1; phase < (int)hj_phase_words.n; phase++)
		for (int stage = 0; stage < HJ_ST__MAX; stage++)
			if (stages & UINT64_C(1) << stage)
				put_cell(out, channel, phase, stage, english);
}

/* What concerns no procedure is open in every phase. */
static void
put_everywhere(struct hj_buf *out, bool english)
{
	const struct hj_stream_kind *kind = &hj_dispute_kind;

	hj_buf_puts(out, english ? "Of the dispute, whatever its procedures:\n"
				 : "属于纠纷本身、不限于某一程序:\n");
	for (size_t i = 0; i < kind->n_commands; i++)
		if (kind->commands[i]->flags & HJ_NO_PROC)
			put_command(out, kind->commands[i], english);
}

void
hj_help_flows(struct hj_buf *out, bool english)
{
	put_everywhere(out, english);
	for (int c = 1; c < (int)hj_channel_words.n; c++)
		put_channel(out, c, english);
	hj_buf_puts(out,
	    english
		? "\nWhich forum excludes or closes which: hejie rules show "
		  "national-forums\n"
		: "\n程序之间的排斥和终止:hejie rules show "
		  "national-forums\n");
}
