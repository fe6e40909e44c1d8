/*
 * `hejie help flows`: what may be done where, made from the commands' own rows:
 * of a dispute by channel, phase and stage, of every other stream that has
 * stages by these.
 */
#include "lib/commands/command.h"
#include "server/help.h"

static void
put_title(struct hj_buf *out, const char *name, const char *words)
{
	hj_buf_puts(out, "\n== ");
	hj_buf_puts(out, name);
	hj_buf_putc(out, ' ');
	hj_buf_puts(out, words);
	hj_buf_puts(out, " ==\n");
}

static void
put_word(
    struct hj_buf *out, const struct hj_words *words, int value, bool english)
{
	const struct hj_word *w = &words->word[value];

	hj_buf_puts(out, english ? w->en : w->zh);
}

/* " -> going, suspended": the stages that the command may lead to. */
static void
put_next(struct hj_buf *out, const struct hj_words *stages, uint64_t to,
    bool english)
{
	const char *before = " -> ";

	for (int s = 1; s < (int)stages->n; s++) {
		if ((to & UINT64_C(1) << s) == 0)
			continue;
		hj_buf_puts(out, before);
		put_word(out, stages, s, english);
		before = english ? ", " : "、";
	}
}

static void
put_command(struct hj_buf *out, const struct hj_command *c,
    const struct hj_words *stages, bool english)
{
	hj_buf_puts(out, "    ");
	hj_buf_puts(out, c->name);
	hj_buf_puts(out, "  ");
	hj_buf_puts(out, english ? c->en : c->zh);
	put_next(out, stages, c->to, english);
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
			put_command(
			    out, kind->commands[i], &hj_stage_words, english);
}

static void
put_channel(struct hj_buf *out, int channel, bool english)
{
	uint64_t stages = hj_channel_stages(&hj_dispute_kind, channel);

	put_title(out, hj_word_name(&hj_channel_words, channel),
	    english ? hj_channel_words.word[channel].en
		    : hj_channel_words.word[channel].zh);
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
			put_command(
			    out, kind->commands[i], &hj_stage_words, english);
}

/* The words of the stages of a stream that has some; NULL: it has none. */
static const struct hj_words *
stages_of(const struct hj_stream_kind *kind)
{
	for (size_t i = 0; kind->stage != 0 && i < kind->state->n; i++)
		if (kind->state->row[i].offset == kind->stage)
			return kind->state->row[i].words;
	return NULL;
}

static void
put_stream(struct hj_buf *out, const struct hj_stream_kind *kind, bool english)
{
	const struct hj_words *stages = stages_of(kind);

	if (stages == NULL)
		return;
	put_title(out, kind->name, kind->path);
	for (int stage = 0; stage < (int)stages->n; stage++) {
		hj_buf_puts(out, "  ");
		if (stage == 0)
			hj_buf_puts(
			    out, english ? "not there yet" : "尚未建立");
		else
			put_word(out, stages, stage, english);
		hj_buf_putc(out, '\n');
		for (size_t i = 0; i < kind->n_commands; i++) {
			const struct hj_command *c = kind->commands[i];
			bool creates = (c->flags & HJ_CREATES) != 0;

			if ((c->flags & HJ_INTERNAL) == 0 &&
			    creates == (stage == 0) &&
			    (c->stages == 0 || (c->stages >> stage & 1) != 0))
				put_command(out, c, stages, english);
		}
	}
}

void
hj_help_flows(struct hj_buf *out, bool english)
{
	put_everywhere(out, english);
	for (int c = 1; c < (int)hj_channel_words.n; c++)
		put_channel(out, c, english);
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		put_stream(out, hj_stream_kinds[i], english);
	hj_buf_puts(out,
	    english
		? "\nWhich forum excludes or closes which: hejie rules show "
		  "national-forums\n"
		: "\n程序之间的排斥和终止:hejie rules show "
		  "national-forums\n");
}
