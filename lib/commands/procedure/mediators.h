/*
 * Who mediates: the list as commands name it, checked in one place.
 *
 * A mediator is a serving mediator of the body or of the one that signs for it
 * (人民调解法13, 14, 19, F), and has said that there is no interest in the
 * matter (披露; 特邀调解规定15, F).  The people of a centre or a hotline only
 * move procedure.
 */
#ifndef HJ_LIB_COMMANDS_PROCEDURE_MEDIATORS_H
#define HJ_LIB_COMMANDS_PROCEDURE_MEDIATORS_H

#include "lib/commands/procedure/consent.h"

struct hj_mediator_input {
	bool chief;
	bool disclosed; /* was asked, and said there is none */
	bool interest;  /* said there is one */
	const char *person;
};
extern const struct hj_fields hj_mediator_input_fields;

/*
 * The mediators named in `list` for t->p, made in t->a; NULL if they are
 * refused.  Without a chief named, the first presides.
 */
struct hj_mediator *hj_mediators_named(
    struct hj_turn *t, const struct hj_mediator_input *list, size_t n);

/* Append `kind` with these `n` mediators of procedure t->p. */
void hj_mediators_set(struct hj_turn *t, const struct hj_event_kind *kind,
    struct hj_mediator *mediators, size_t n, struct hj_sealed reason,
    struct hj_sealed text);

#endif
