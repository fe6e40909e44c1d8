/* What an event is about; see mark.h. */
#include "lib/commands/mark.h"

#include <stddef.h>
#include <string.h>

/* A number in a body: in itself, or in the record that a member points to. */
struct line {
	const struct hj_fields *body;
	size_t record; /* offset of the pointer; DIRECT: the body itself */
	size_t number; /* offset of the number in it */
	size_t mark;   /* offset in struct hj_mark */
};

#define DIRECT SIZE_MAX
#define TO(m) offsetof(struct hj_mark, m)
#define IN(b, member, m)                                                       \
	{                                                                      \
		&hj_##b##_fields, DIRECT, offsetof(struct hj_##b, member),     \
		    TO(m)                                                      \
	}
#define VIA(b, pointer, record, member, m)                                     \
	{                                                                      \
		&hj_##b##_fields, offsetof(struct hj_##b, pointer),            \
		    offsetof(struct record, member), TO(m)                     \
	}

static const struct line lines[] = {
	IN(act, procedure, procedure),
	IN(act, party, party),
	IN(agreement_moved, agreement, agreement),
	IN(consent_recorded, party, party),
	IN(consent_recorded, procedure, procedure),
	IN(facts_confirmed, procedure, procedure),
	IN(restoration_set, party, party),
	IN(restoration_set, procedure, procedure),
	IN(failure_report, procedure, procedure),
	IN(mediators_set, procedure, procedure),
	IN(procedure_moved, procedure, procedure),
	IN(channel_step, agreement, agreement),
	IN(channel_step, party, party),
	IN(channel_step, procedure, procedure),
	IN(channel_step, referral, referral),
	VIA(petition_set, petition, hj_petition, procedure, procedure),
	IN(petition_set, party, party),
	VIA(aid_set, aid, hj_aid, procedure, procedure),
	VIA(agreement_drafted, agreement, hj_agreement, no, agreement),
	VIA(order_set, order, hj_order, procedure, procedure),
	VIA(draw_set, draw, hj_draw, procedure, procedure),
	VIA(performed, performance, hj_performance, agreement, agreement),
	VIA(performed, performance, hj_performance, term, term),
	IN(term_set, agreement, agreement),
	VIA(term_set, term, hj_term, no, term),
	VIA(notice_set, notice, hj_notice, no, notice),
	VIA(notice_set, notice, hj_notice, procedure, procedure),
	VIA(notice_set, notice, hj_notice, party, party),
	VIA(procedure_opened, procedure, hj_procedure, no, procedure),
	VIA(procedure_opened, procedure, hj_procedure, agreement, agreement),
	VIA(referral_set, referral, hj_referral, no, referral),
	VIA(referral_set, referral, hj_referral, from_procedure, procedure),
	VIA(session_logged, session, hj_session, procedure, procedure),
};

struct hj_mark
hj_mark_of(const struct hj_dispute *d, const struct hj_event *ev)
{
	struct hj_mark m = { 0 };
	const struct hj_agreement *a;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		const char *at = ev->body;

		if (lines[i].body != ev->kind->body)
			continue;
		if (lines[i].record != DIRECT)
			memcpy(&at, at + lines[i].record, sizeof(at));
		if (at != NULL)
			memcpy((char *)&m + lines[i].mark, at + lines[i].number,
			    sizeof(int64_t));
	}
	if (ev->kind == &hj_ev_petition_assigned)
		m.day = ((const struct hj_petition_set *)ev->body)
			    ->petition->report_by;
	a = hj_agreement_at(d, m.agreement);
	if (a != NULL && m.procedure == 0)
		m.procedure = a->procedure;
	return m;
}

struct hj_mark
hj_mark_of_clock(const struct hj_rule_clock *rule, const struct hj_clock *c)
{
	struct hj_mark m = { .procedure = c->procedure, .party = c->party };

	switch ((enum hj_clock_of)rule->of) {
	case HJ_OF_AGREEMENT:
		m.agreement = c->subject;
		break;
	case HJ_OF_REFERRAL:
		m.referral = c->subject;
		break;
	case HJ_OF_NOTICE:
		m.notice = c->subject;
		break;
	case HJ_OF_TERM:
		m.agreement = (c->subject - 1) / HJ_TERMS_MOST;
		m.term = c->subject - m.agreement * HJ_TERMS_MOST;
		break;
	case HJ_OF_PROCEDURE:
	case HJ_OF_PARTY:
	case HJ_OF_DISPUTE:
		break;
	}
	return m;
}

struct hj_mark
hj_mark_of_expiry(const struct hj_rule_clock *rule, const struct hj_clock *c)
{
	struct hj_mark m = hj_mark_of_clock(rule, c);

	m.after = rule->name;
	return m;
}
