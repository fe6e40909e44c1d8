/*
 * A rule set as the rules desk shows it, of any document: what it says, as
 * sentences and as pictures of its ladders, and what is wrong with it.
 */
#ifndef HJ_SERVER_RULE_VIEW_H
#define HJ_SERVER_RULE_VIEW_H

#include "lib/commands/turn.h"
#include "server/rules.h"

/*
 * Write what is wrong (`faults`) and, unless `set` is NULL, what it says, as an
 * object.
 */
void hj_rule_view_put(struct hj_out *j, struct hj_arena *a,
    const struct hj_world *world, const struct hj_rule_set *set,
    const struct hj_rule_faults *faults, enum hj_lang lang);

/* Write faults as a list: place, kind, what is wrong, what it is about. */
void hj_rule_faults_put(
    struct hj_out *j, const struct hj_rule_faults *faults, enum hj_lang lang);

/* Write the sentences of `set` as the list `key` of an object. */
void hj_rule_sentences_put(struct hj_out *j, const char *key,
    struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_directory *dir, enum hj_lang lang);

#endif
