/*
 * What the commands of work orders share; see lib/dispute/order.h.
 *
 * Each command copies the order of the procedure in question, changes the copy
 * and tells it with the stage it is in from then on.
 */
#ifndef HJ_LIB_COMMANDS_DISPATCH_ORDER_H
#define HJ_LIB_COMMANDS_DISPATCH_ORDER_H

#include "lib/commands/common.h"

/* Units that one order may ask, over its whole life. */
#define HJ_ORDER_UNITS_MOST 40

/*
 * The procedure meant when none is named: the only live one with an order.
 * Every command of orders has it as its `about`.
 */
int64_t hj_order_about(const struct hj_dispute *d, const void *cmd);

/* A body with a copy of the order of t->p, at the stage where it stands. */
struct hj_order_set *hj_order_change(struct hj_turn *t);

/*
 * May the actor's body lead this order: it took it in, dispatched it, was asked
 * to decide, is the centre that oversees it, or stands above who took it in?
 */
bool hj_order_leads(const struct hj_turn *t, const struct hj_order *o);

/* Refuse unless it may.  hj_ready_fn. */
void hj_order_led(struct hj_turn *t);

/* Who has the order while no unit does: who dispatched it, or took it in. */
const char *hj_order_lead(const struct hj_turn *t, const struct hj_order *o);

/*
 * Somebody has taken the order, or nobody has: counts the time in between.  The
 * instant is when it occurred if that is told to the minute, else now.
 */
void hj_order_owned(const struct hj_turn *t, struct hj_order *o, bool owned);

/*
 * The order of `b` is asked of `org` in `state`; whoever was responsible before
 * no longer is, unless `org` only assists.  Refuses a body that is not there,
 * not of the county, leads the order or supervises it.
 */
void hj_order_ask(struct hj_turn *t, struct hj_order_set *b, const char *org,
    int state, bool assists, const char *field);

/* `up` is asked to decide about the order of `b`. */
void hj_order_put_to(struct hj_turn *t, struct hj_order_set *b, const char *up);

/*
 * The order of t->p has to be done again, by whoever handled it; `article` says
 * so, NULL if none does.
 */
void hj_order_redo(
    struct hj_turn *t, struct hj_sealed reason, const char *article);

/*
 * The order of t->p is over as `end`, and its procedure with it.  `b` carries
 * what is said about it.
 */
void hj_order_finish(
    struct hj_turn *t, struct hj_order_set *b, enum hj_order_end end);

/* Nothing is told without it: refuse if `text` is absent. */
void hj_order_needs(
    struct hj_turn *t, struct hj_sealed text, const char *field);

#endif
