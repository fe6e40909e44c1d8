/*
 * A matter as it is compared with another: who is in it and what it is about,
 * opened and folded (lib/commands/links/alike.h).
 *
 * Of a dispute only the events are read that say so, its registration and its
 * parties: however large it has grown, that is little, and the facts are
 * nowhere else.
 */
#ifndef HJ_SERVER_MATTER_H
#define HJ_SERVER_MATTER_H

#include "lib/commands/links/alike.h"
#include "server/db/row.h"
#include "server/sealing.h"

/* Texts of a party as they were written; NULL: not known. */
struct hj_written_party {
	int64_t no;
	const char *name;
	const char *phone;
	const char *identity;
};

/* A matter as it was written. */
struct hj_written {
	struct hj_written_party *party;
	size_t n_party;
	const char *title;
	const char *facts;
	const char *place;
	const char *category;
	int32_t on;
};

/*
 * What of a dispute tells its matter: the first columns of a row, where `of`
 * is what has its stream.
 */
#define HJ_MATTER_COLUMNS(of)                                                  \
	of ".stream,"                                                          \
	   " ARRAY(SELECT e.bytes FROM hejie.event e"                          \
	   "  WHERE e.stream = " of ".stream AND e.kind IN"                    \
	   "   ('registered', 'party_added', 'party_corrected',"               \
	   "    'party_erased', 'category_corrected') ORDER BY e.seq),"        \
	   " ARRAY(SELECT k.subject FROM hejie.subject_key k"                  \
	   "  WHERE k.stream = " of ".stream ORDER BY k.subject),"             \
	   " ARRAY(SELECT k.wrapped FROM hejie.subject_key k"                  \
	   "  WHERE k.stream = " of ".stream ORDER BY k.subject)"

/*
 * Read these columns, and open what they hold; who was removed or erased is
 * left out.  Returns the id of the dispute, made in `a` like all of it; NULL,
 * and the row bad, if they cannot be read.
 */
const char *hj_matter_row(struct hj_arena *a, struct hj_keys *keys,
    struct hj_row *row, struct hj_written *ret);

/* The same, folded for comparing, made in `a`. */
void hj_matter_fold(
    struct hj_arena *a, const struct hj_written *w, struct hj_matter *ret);

#endif
