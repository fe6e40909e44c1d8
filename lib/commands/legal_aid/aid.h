/*
 * Legal aid: what its commands share.
 *
 * The flow of the channel is in the rows of the commands (stages, to).  Every
 * act is one event that carries the aid as it is from then on.
 */
#ifndef HJ_LIB_COMMANDS_LEGAL_AID_AID_H
#define HJ_LIB_COMMANDS_LEGAL_AID_AID_H

#include "lib/commands/common.h"
#include "lib/commands/legal_aid/draw.h"

/* Kinds of papers, as bare words. */
struct hj_paper_kind {
	int kind; /* enum hj_aid_paper */
};
extern const struct hj_fields hj_paper_kind_fields;

/* How many papers that were asked for are not there yet. */
size_t hj_papers_missing(const struct hj_aid *aid);

/* An event's body with a copy of the aid of t->p; NULL, and refused, if it has
 * none. */
struct hj_aid_set *hj_aid_change(struct hj_turn *t);

/*
 * The recipients of an aid: there, taking part, not named twice, and of one
 * side.  Else refuses about `parties`.
 */
bool hj_recipients_fit(
    struct hj_turn *t, const struct hj_no *parties, size_t n);

/*
 * The procedure that an application is made in: t->p if it is one of legal aid
 * that has no application yet, else a new one of `centre`.  Its number.
 */
int64_t hj_aid_procedure(struct hj_turn *t, const char *centre, int source);

/*
 * The centre that is meant: `id`, or one's own body; it must handle legal aid,
 * else refuses about `centre`.
 */
const struct hj_org *hj_aid_centre(struct hj_turn *t, const char *id);

/*
 * An event's body with a new aid of `centre` that another organ asks for, in a
 * procedure that opens with it; NULL, and refused, if centre or recipients do
 * not fit.
 */
struct hj_aid_set *hj_aid_relayed(struct hj_turn *t, const char *centre,
    struct hj_no *parties, size_t n, struct hj_sealed text);

/* Each recipient is owed a notice of `kind`. */
void hj_aid_notices(
    struct hj_turn *t, const struct hj_aid *aid, int kind, const char *article);

/*
 * The limitation that makes it urgent ends on `on`: it must be within seven
 * days and not over (44), else refuses.
 */
bool hj_limitation_near(struct hj_turn *t, int32_t on);

/* Tell that the limitation of `aid` is about to end, dated seven days before
 * it. */
void hj_note_urgency(struct hj_turn *t, const struct hj_aid *aid);

/* Counsel `id` was appointed (body prepared): tell it, owe the notice, count
 * it on the roster. */
void hj_appoint(struct hj_turn *t, struct hj_aid_set *b, const char *roster,
    const char *id, int how);

/* Count on the roster that counsel of `aid` got it, or has done with it. */
void hj_count_counsel(struct hj_turn *t, const struct hj_aid *aid, bool done);

/* The open draw of the aid in t->p is dropped, if there is one. */
void hj_drop_draw(struct hj_turn *t, struct hj_sealed reason);

#endif
