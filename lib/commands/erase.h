/*
 * Erasing, as every kind of stream has it (删除个人信息).
 *
 * The site's administrator orders it (people/order_erasure.c) and each stream
 * is told by the internal command erase: which record of a person, or its
 * texts; why; by whom.  Its event names the subjects whose keys the database
 * destroys with it, and never whose name.
 */
#ifndef HJ_LIB_COMMANDS_ERASE_H
#define HJ_LIB_COMMANDS_ERASE_H

#include "lib/commands/command.h"
#include "lib/dispute/erasure.h"

struct hj_erase {
	struct hj_frame frame;
	const char *ordered_by;
	int64_t party; /* number of the record; 0: the texts */
	int reason;    /* enum hj_erasure */
};
extern const struct hj_fields hj_erase_fields;

/*
 * What is told of it, made in t->a, without any subject yet.  `there`: the
 * record it names is; `gone`: it was erased.  Refuses, by `absent` if there is
 * no such record, and is then NULL.
 */
struct hj_erased *hj_erased_new(struct hj_turn *t, const struct hj_erase *c,
    bool there, bool gone, enum hj_refusal absent);

/* The keys of `subject` go. */
void hj_erased_add(struct hj_turn *t, struct hj_erased *b, const char *subject);

/* Those of whoever sealed `box`. */
void hj_erased_add_box(
    struct hj_turn *t, struct hj_erased *b, struct hj_sealed box);

#endif
