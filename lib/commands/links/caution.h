/*
 * What a body should know before it opens a channel in a matter that may be in
 * other hands already: as another dispute, at another body.
 *
 * Within one dispute the same rules refuse (track/matrix.h, petition/).  Across
 * disputes nobody but a person can say that it is the same matter, so this only
 * warns; the one bar that law sets (信访工作条例19、36) refuses once a link
 * says that it is the same (links.h).
 */
#ifndef HJ_LIB_COMMANDS_LINKS_CAUTION_H
#define HJ_LIB_COMMANDS_LINKS_CAUTION_H

#include "lib/commands/refusal.h"
#include "lib/rules/rules.h"

#include <stdbool.h>

/* What it rests on. */
struct hj_rests_on {
	const char *article;
	int certainty; /* enum hj_certainty */
};

/*
 * What to be told of who would open `channel` (0: none) while the channels of
 * the mask `open` run elsewhere; `final`: a petition there was decided for
 * good.  HJ_NO if nothing; else what it rests on is set.
 */
enum hj_refusal hj_caution(const struct hj_rules *rules, int channel,
    unsigned open, bool final, struct hj_rests_on *ret);

#endif
