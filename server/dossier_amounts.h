/*
 * Do the papers of a dispute name the same sums?
 *
 * Texts are sealed, so what lib/commands/dossier/contradiction.h can not look
 * at is opened and compared here: a term of money against the words of its
 * agreement, and an agreement against the record of the sitting in which it was
 * reached; in a file of legal aid the closing report (法律援助法50) against
 * what was agreed or adjudged in the matter, and the application against what
 * it is entered with.  The subsidy is no sum of the matter; that no more is
 * paid than is owed its command sees to.  A paper that names no sum says
 * nothing of it; nothing of a text is told.
 */
#ifndef HJ_SERVER_DOSSIER_AMOUNTS_H
#define HJ_SERVER_DOSSIER_AMOUNTS_H

#include "server/sealing.h"

#include "lib/commands/dossier/contradiction.h"

/*
 * Append to `list`, in ring->a, what the papers of procedure `p` say of sums;
 * `event` are the naming events (dossier_names.h) of the timeline, in order.
 * Returns how many there are in all.
 */
size_t hj_amount_contradictions(struct hj_ring *ring,
    const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_event *event, size_t n_event,
    struct hj_contradiction **list, size_t n);

#endif
