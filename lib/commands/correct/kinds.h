/*
 * How each kind of event is corrected.
 *
 * Every entry of a person can be amended, and what has no row here is taken
 * back by voiding it: what it set in the state is as it was before.  A row says
 * what is different about a kind: that it is not taken back, and by what
 * command it is changed instead; or that it begins an entry of its own though
 * the same command told others before it.
 */
#ifndef HJ_LIB_COMMANDS_CORRECT_KINDS_H
#define HJ_LIB_COMMANDS_CORRECT_KINDS_H

#include <stdbool.h>
#include <stddef.h>

struct hj_correction {
	const char *stream;  /* kind of stream */
	const char *kind;    /* of event */
	const char *instead; /* commands; NULL: it is taken back */
	const char *basis;   /* guard by which it stands; NULL: no law */
};

/* All rows, for the test that walks them. */
extern const struct hj_correction hj_corrections[];
extern const size_t hj_n_corrections;

/* The row by which a kind is not taken back, or NULL. */
const struct hj_correction *hj_correction_of(
    const char *stream, const char *kind);

/*
 * Does an event of this kind begin an entry of its own, whatever its command
 * told before?
 */
bool hj_begins_entry(const char *stream, const char *kind);

#endif
