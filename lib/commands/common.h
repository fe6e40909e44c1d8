/*
 * Steps that several commands share: opening, ending, offering, owing.
 *
 * Each appends the events of one business fact, whole.  None of them asks for
 * rights; the command that calls them has.
 */
#ifndef HJ_LIB_COMMANDS_COMMON_H
#define HJ_LIB_COMMANDS_COMMON_H

#include "lib/commands/command.h"

/*
 * Open a procedure of `body` in `channel`, in the house of `host` (NULL: its
 * own), come by `referral` (0: none).
 */
struct hj_procedure *hj_open_procedure(struct hj_turn *t, const char *body,
    const char *host, int channel, int source, int64_t referral);

/*
 * The house of another body in which the actor's body handles something: it
 * stands above it.  NULL if none is named; refuses if it is no such house.
 */
const char *hj_host(struct hj_turn *t, const char *host);

/*
 * The same for what has a number elsewhere (12345, 网格事件); NULL: none.  The
 * number is kept as the procedure's own.
 */
struct hj_procedure *hj_open_numbered(struct hj_turn *t, const char *body,
    const char *host, int channel, int source, const char *number);

/*
 * Append that the procedure of `b` opened: with the work order that begins with
 * it (hotline, report) and the rule sets that its county has switched on since
 * the dispute was registered.  Refuses what a hotline does not take up.
 */
struct hj_procedure *hj_procedure_begins(
    struct hj_turn *t, struct hj_procedure_opened *b);

/*
 * End `p` on `ground`.  If it ends without an agreement while mediating, each
 * joined party is owed the notice of other routes (人民调解法26) in the same
 * append; a hand-up or hand-over owes none (the matter goes on).  Offers that
 * `p` made and nobody took are revoked, but not the ladder's own when the
 * matter goes up by it.
 */
void hj_end_procedure(struct hj_turn *t, struct hj_procedure *p, int ground,
    struct hj_sealed reason);

/* The same, with the ground in the words of 在线25 (enum hj_closing; 0: none).
 */
void hj_end_procedure_closing(struct hj_turn *t, struct hj_procedure *p,
    int ground, int closing, struct hj_sealed reason);

/*
 * Take back what `procedure` offered and nobody took, because it ends on
 * `ground`; not the ladder's offer where the matter goes up by it.
 */
void hj_revoke_offers(struct hj_turn *t, int64_t procedure, int ground);

/*
 * `party` is owed a notice of `kind` in procedure `procedure`; nothing happens
 * if such a one is open already.
 */
void hj_owe_notice(struct hj_turn *t, int64_t procedure, int64_t party,
    int kind, const char *article);

/* `party` is owed a warning of limit `c`; of another limit it is another. */
void hj_owe_limit(struct hj_turn *t, const struct hj_clock *c, int64_t party);

/*
 * What the sheet of rights that is owed at the acceptance of `p` rests on;
 * NULL: no law says so, the house does.
 */
const char *hj_rights_article(
    const struct hj_turn *t, const struct hj_procedure *p);

/* By which article the parties of `p` are told of the other routes when it
 * comes to nothing; NULL: no law says so. */
const char *hj_routes_article(
    const struct hj_turn *t, const struct hj_procedure *p);

/* Every joined party is owed a notice of `kind` in `p`. */
void hj_owe_notices(struct hj_turn *t, const struct hj_procedure *p, int kind,
    const char *article);

/* Is a notice of procedure `p` (0: of any) neither served nor returned? */
bool hj_notice_open(const struct hj_dispute *d, int64_t procedure);

/* Have all joined parties agreed to mediation in `p`? (人民调解法17) */
bool hj_all_agree(const struct hj_dispute *d, const struct hj_procedure *p);

/* Is nothing open in the dispute: no procedure, no offer, no notice? */
bool hj_nothing_open(const struct hj_dispute *d);

/* Is `person` a mediator of `p`? */
bool hj_is_mediator(const struct hj_procedure *p, const char *person);

/*
 * Is an agreement of `p` (written, oral) in effect?  The number of the last
 * such agreement, or 0.
 */
int64_t hj_settled_by(const struct hj_dispute *d, const struct hj_procedure *p);

/* Is there one, and no issue left open beside it? */
bool hj_settled_whole(const struct hj_dispute *d, const struct hj_procedure *p);

/*
 * Append referral_offered for `r` (its number is set here), which a rule offers
 * by itself: `because` is told along, and `explanation` in words.
 */
void hj_offer(struct hj_turn *t, struct hj_referral *r, const char *explanation,
    struct hj_reason *because);

/* Set the state of referral `no` and tell it as `kind`. */
void hj_referral_move(struct hj_turn *t, int64_t no, int state,
    const struct hj_event_kind *kind, struct hj_sealed reason);

/*
 * The receiving body takes over: a procedure of its own opens, with consent to
 * be asked anew, unless it has one in that channel already.  The sending one
 * ends "handed up" or "handed over" if it was mediating for the same matter,
 * and keeps its duties; it owes no notice of routes.  A body that is only taken
 * in to assist (协办: no channel) gets a part and no procedure.
 * `host`: in whose house the new procedure is held; NULL: its own.
 */
void hj_accept_offer(struct hj_turn *t, const struct hj_referral *r,
    const char *host, struct hj_sealed text);

/* No text given. */
#define HJ_NO_TEXT ((struct hj_sealed){ NULL, NULL })

#endif
