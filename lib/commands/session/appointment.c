/* Appointments; see appointment.h. */
#include "lib/commands/session/appointment.h"

#include "lib/commands/organ/organ.h"

int64_t
hj_procedure_of_appointment(const struct hj_dispute *d, int64_t no)
{
	const struct hj_appointment *a = hj_appointment_at(d, no);

	return a == NULL ? -1 : a->procedure;
}

struct hj_appointment *
hj_appointment_open(struct hj_turn *t, int64_t no)
{
	const struct hj_appointment *old = hj_appointment_at(t->d, no);
	struct hj_appointment *a;

	if (old == NULL || old->procedure != t->p->no) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "appointment");
		return NULL;
	}
	if (old->cancelled || old->held) {
		hj_refuse(t, HJ_NO_APPOINTMENT, "appointment");
		return NULL;
	}
	a = HJ_NEW(t->a, struct hj_appointment);
	*a = *old;
	return a;
}

void
hj_some_appointment(struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_appointment; i++)
		if (!t->d->appointment[i].cancelled &&
		    !t->d->appointment[i].held)
			return;
	hj_refuse(t, HJ_NO_APPOINTMENT, "appointment");
}

bool
hj_appointment_fits(struct hj_turn *t, int64_t starts)
{
	if (starts <= t->now)
		hj_refuse(t, HJ_NO_TIMES, "starts");
	for (size_t i = 0; i < t->d->n_appointment; i++) {
		const struct hj_appointment *a = &t->d->appointment[i];

		if (a->procedure == t->p->no && a->starts == starts &&
		    !a->cancelled && !a->held)
			hj_refuse(t, HJ_NO_DUPLICATE, "starts");
	}
	return t->refused == HJ_NO;
}

bool
hj_appointment_short(struct hj_turn *t, int64_t starts)
{
	const struct hj_calendar *cal = t->world->calendar;
	struct hj_derivation der;
	struct hj_error err;
	const struct hj_period ahead = {
		.limit = { .rule = "notice",
		    .article = "道交事故处理程序规定85–94",
		    .certainty = HJ_CERTAINTY_LAW,
		    .n = 3,
		    .unit = HJ_UNIT_WORKING_DAYS,
		    .against = HJ_AGAINST_STATE },
		.start_from = t->now,
		.start_to = t->now,
	};

	return hj_is_traffic(t, t->p) &&
	       hj_derive(t->a, &ahead, cal,
		   hj_calendar_current(cal, hj_legal_day(t->now)), &der,
		   &err) == HJ_OK &&
	       hj_legal_day(starts).ymd < der.due_on.ymd;
}

void
hj_appointment_set(struct hj_turn *t, const struct hj_event_kind *kind,
    struct hj_appointment *a, struct hj_sealed reason)
{
	struct hj_appointment_set *b = HJ_NEW(t->a, struct hj_appointment_set);

	b->appointment = a;
	b->reason = reason;
	hj_happens(t, kind, b);
}
