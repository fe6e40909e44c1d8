/*
 * Do the papers of a dispute name the same people and bodies?
 *
 * Names are sealed, so what lib/commands/dossier/contradiction.h can not look
 * at is opened and compared here: a paper that still says what a party was
 * called before its entry was corrected, a signature by somebody who is
 * neither the party nor acts for it, a paper that names a mediation body of
 * the county which never had a part, and a party that stands where somebody
 * else is meant: as a guest of a sitting, as the third person who pays.
 * Nothing of a name is told.  Other names within free text are compared with
 * nothing, and the answer says so.
 */
#ifndef HJ_SERVER_DOSSIER_NAMES_H
#define HJ_SERVER_DOSSIER_NAMES_H

#include "server/sealing.h"

#include "lib/commands/dossier/contradiction.h"

/* What is compared, and what is not; said with every answer. */
extern const struct hj_word hj_names_compared;

/* The events of these kinds are read for it. */
#define HJ_NAMING_EVENTS                                                       \
	"'party_added', 'party_corrected', 'agreement_drafted',"               \
	" 'oral_agreement_recorded', 'agreement_signed', 'session_logged',"    \
	" 'record_completed', 'aid_applied', 'aid_reported'"

/*
 * Append to `list`, in ring->a, what the papers of procedure `p` say of names;
 * `event` are the naming events of the timeline, in order.  Returns how many
 * there are in all.
 */
size_t hj_name_contradictions(struct hj_ring *ring,
    const struct hj_directory *dir, const struct hj_dispute *d,
    const struct hj_procedure *p, const struct hj_event *event, size_t n_event,
    struct hj_contradiction **list, size_t n);

#endif
