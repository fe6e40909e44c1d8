/*
 * Appointments: a sitting that is planned, moved or called off.
 *
 * What is planned is no sitting; log-session takes day, place and mode from it
 * and marks it held.
 */
#ifndef HJ_LIB_COMMANDS_SESSION_APPOINTMENT_H
#define HJ_LIB_COMMANDS_SESSION_APPOINTMENT_H

#include "lib/commands/procedure/consent.h"

/* Channels that hold sittings. */
#define HJ_CH_SITS (HJ_CH_ASKED | HJ_CH(ENFORCEMENT) | HJ_CH(SUIT))

/* The procedure of appointment `no`; -1 if there is no such appointment. */
int64_t hj_procedure_of_appointment(const struct hj_dispute *d, int64_t no);

/* A copy of appointment `no` of t->p that is still to come; NULL if refused. */
struct hj_appointment *hj_appointment_open(struct hj_turn *t, int64_t no);

/* Refuse unless something is arranged.  hj_ready_fn. */
void hj_some_appointment(struct hj_turn *t);

/* May a sitting of t->p begin at `starts`?  Else refuses about `starts`. */
bool hj_appointment_fits(struct hj_turn *t, int64_t starts);

/*
 * Is a sitting of t->p that begins at `starts` told later than the law asks: of
 * the traffic police three working days before (道交事故处理程序规定85–94)?
 */
bool hj_appointment_short(struct hj_turn *t, int64_t starts);

/* Append `kind` with appointment `a`. */
void hj_appointment_set(struct hj_turn *t, const struct hj_event_kind *kind,
    struct hj_appointment *a, struct hj_sealed reason);

#endif
