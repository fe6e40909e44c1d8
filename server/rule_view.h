/*
 * A rule set as the rules desk shows it, of any document: what it says, as
 * sentences and as pictures of its ladders, what is wrong with it, and when it
 * ends at the latest.
 */
#ifndef HJ_SERVER_RULE_VIEW_H
#define HJ_SERVER_RULE_VIEW_H

#include "server/rules.h"
#include "server/world.h"

/* What a document may be: one that is known, or one that is written out. */
struct hj_rule_shown {
	struct hj_rule_set set;
	bool readable; /* its form is right; otherwise there are only faults */
	struct hj_rule_faults faults;
};

/* Read and check the document at `text`, made in `a`. */
void hj_rule_show_text(struct hj_rule_shown *ret, struct hj_arena *a,
    const struct hj_world_ref *w, const char *text, size_t len);

/* The set `id` that is known; false if there is none. */
bool hj_rule_show_known(struct hj_rule_shown *ret, struct hj_arena *a,
    const struct hj_world_ref *w, const char *id);

/* Write it, and its certificate for matters that begin in `year` (0: the last
 * that the calendar knows), as an object. */
void hj_rule_view_put(struct hj_out *j, struct hj_arena *a,
    const struct hj_world_ref *w, const struct hj_rule_shown *shown,
    int64_t year, enum hj_lang lang);

/* Write faults as a list: place, kind, what is wrong, what it is about. */
void hj_rule_faults_put(
    struct hj_out *j, const struct hj_rule_faults *faults, enum hj_lang lang);

/* Write the sentences of `set` as the list `key` of an object. */
void hj_rule_sentences_put(struct hj_out *j, const char *key,
    struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_directory *dir, enum hj_lang lang);

#endif
