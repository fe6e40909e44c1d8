/*
 * What a command is answered, made from its own events alone, so that the same
 * request gets the same bytes again.
 */
#ifndef HJ_SERVER_ANSWER_H
#define HJ_SERVER_ANSWER_H

#include "lib/commands/command.h"
#include "server/sealing.h"

/* What a registration or give-slip hands out (回执); texts are borrowed or in
 * ring->a. */
struct hj_slip {
	const char *code;
	const char *secret;       /* NULL: its key is gone */
	const char *body;         /* that hands it out, id */
	const struct hj_org *org; /* that is responsible; NULL: not known */
	const char *person;       /* who hands it out */
	const char *next_on;      /* the next last day, or NULL */
	const char *text;         /* all of it, to be read aloud */
};

/* The slip of these events; false if they hand out none. */
bool hj_slip_of(const struct hj_event *event, size_t n, struct hj_ring *ring,
    const struct hj_directory *dir, struct hj_slip *ret);

/*
 * Write the answer for the `n` events of one command.  One that hands out a
 * slip carries it: code, second secret (opened with `ring`), who is responsible
 * (by the name in `dir`), the next date, the ways out, as JSON and as text to
 * read aloud.  With `dry` the events have not happened and the answer says so.
 */
void hj_answer_events(struct hj_buf *b, const char *stream,
    const struct hj_event *event, size_t n, struct hj_ring *ring,
    const struct hj_directory *dir, bool dry);

/*
 * Write the commands that `t` (its state and actor) could ask for now, each
 * with its form, or only the one named `form_of` with it; those refused with
 * the reason.
 */
void hj_answer_commands(struct hj_buf *b, const struct hj_stream_kind *kind,
    struct hj_turn *t, enum hj_lang lang, const char *form_of);

/*
 * Write the commands that make a new stream of `kind`, each with its form, or
 * why somebody with `roles` (mask of HJ_RO()) may not ask it.
 */
void hj_answer_creations(struct hj_buf *b, const struct hj_stream_kind *kind,
    unsigned roles, enum hj_lang lang);

/* The follow-ups of a turn for hejie.append(), NULL if there are none. */
const char *hj_follow_ups_text(struct hj_arena *a, const struct hj_turn *t);

/* Draw what a new stream needs: code and second secret of a dispute. */
void hj_draw(struct hj_drawn *drawn, struct hj_ring *ring, const char *cmd,
    const char *county, struct hj_date today);

/* Draw the second secret of a slip of the dispute with that code. */
void hj_draw_slip(struct hj_drawn *drawn, struct hj_ring *ring, const char *cmd,
    const char *code);

#endif
