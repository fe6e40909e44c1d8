/* What may make a court refuse to confirm an agreement (司法确认预警). */
#ifndef HJ_LIB_COMMANDS_AGREEMENT_WARNINGS_H
#define HJ_LIB_COMMANDS_AGREEMENT_WARNINGS_H

#include "lib/commands/turn.h"

/*
 * Append to `list` the words (hj_warning_words) of what a court might refuse
 * agreement `a` for: identity relations, ownership (民诉法解释355, F: these
 * bar), content that is not clear, interests of others (358, F), and that the
 * thirty days end within three days or are over.  Made in t->a; refuses
 * nothing.
 */
void hj_warn_confirmation(struct hj_turn *t, const struct hj_agreement *a,
    struct hj_name **list, size_t *n);

#endif
