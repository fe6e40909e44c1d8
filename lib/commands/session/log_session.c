/*
 * Log a sitting (记一次调解).
 *
 * Whether it counts as an attempt is decided here and never typed: held by an
 * assigned mediator of the step's body, each side came or had notice, start and
 * end are known, the result is not "cancelled".  The text of the record has no
 * part in that, and may follow later.
 *
 * Mediation proper sits only after it was accepted, which takes everybody's
 * consent, and its mediators were named; in a suit, an arbitration, a petition
 * or an enforcement a sitting is one act among others (执行和解).
 */
#include "lib/commands/organ/organ.h"
#include "lib/commands/party/agency.h"
#include "lib/commands/people/absence.h"
#include "lib/commands/session/appointment.h"
#include "lib/commands/session/log_session.h"

#include <string.h>

/* clang-format off */
static const struct hj_field attendance_rows[] = {
	HJ_INT(hj_attendance, agency, 0, 1, HJ_AGENCIES_MOST, "代理编号|agency of who came for it"),
	HJ_INT(hj_attendance, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_WORD(hj_attendance, presence, HJ_REQUIRED, &hj_presence_words, "到场情况|presence"),
	HJ_BOOL(hj_attendance, walked_out, 0, "中途离场|walked out"),
};
static const struct hj_fields attendance_fields = HJ_FIELDS(hj_attendance, attendance_rows);

static const struct hj_field guest_rows[] = {
	HJ_SEALED(hj_guest, name, HJ_KEY_TEXT, 80, "姓名|name"),
	HJ_WORD(hj_guest, role, HJ_REQUIRED, &hj_guest_role_words, "身份|as what"),
};
static const struct hj_fields guest_fields = HJ_FIELDS(hj_guest, guest_rows);

static const struct hj_field rows[] = {
	HJ_INT(hj_log_session, appointment, 0, 1, 10000, "约定编号|appointment"),
	HJ_MONEY(hj_log_session, asked, 0, "一方要多少(分)|what is asked, in fen"),
	HJ_LIST(hj_log_session, attendance, HJ_REQUIRED, &attendance_fields, 200, "到场情况|who came"),
	HJ_INSTANT(hj_log_session, ends, 0, "结束时间|end"),
	HJ_LIST(hj_log_session, guests, 0, &guest_fields, HJ_GUESTS_MOST, "邀请参加的人|who was asked to join"),
	HJ_LIST(hj_log_session, mediators, 0, &hj_id_fields, 10, "调解员|mediators"),
	HJ_WORD(hj_log_session, mode, 0, &hj_mode_words, "方式|mode"),
	HJ_MONEY(hj_log_session, offered, 0, "一方给多少(分)|what is offered, in fen"),
	HJ_INT(hj_log_session, pause_minutes, 0, 0, 1440, "休息分钟|minutes of pause"),
	HJ_SEALED(hj_log_session, place, HJ_KEY_TEXT, 200, "地点|place"),
	HJ_SEALED(hj_log_session, private_applicant, HJ_KEY_SIDE, 20000, "与申请方单独谈话|private part, applicant"),
	HJ_SEALED(hj_log_session, private_respondent, HJ_KEY_SIDE, 20000, "与被申请方单独谈话|private part, respondent"),
	HJ_TEXT(hj_log_session, recorder, 0, 32, "记录人|recorder"),
	HJ_WORD(hj_log_session, result, HJ_REQUIRED, &hj_result_words, "结果|result"),
	HJ_INSTANT(hj_log_session, starts, 0, "开始时间|start"),
	HJ_LIST(hj_log_session, sticking, 0, &hj_sticking_fields, 6, "卡在哪|what is not agreed yet"),
	HJ_SEALED(hj_log_session, text, HJ_KEY_TEXT, 20000, "笔录|record"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hj_log_session, rows);
/* clang-format on */

/* Start and end fit each other, the clock, and the day given. */
static bool
times_fit(const struct hj_turn *t, const struct hj_log_session *c)
{
	if (c->ends > t->now || c->starts > t->now)
		return false;
	if (c->starts != 0 && c->ends != 0 &&
	    (c->ends < c->starts || c->ends - c->starts > 2 * HJ_DAY_MS ||
		c->pause_minutes * 60000 > c->ends - c->starts))
		return false;
	return true;
}

/* Did somebody of `side` come, or have notice? */
static bool
side_there(const struct hj_dispute *d, const struct hj_log_session *c, int side)
{
	for (size_t i = 0; i < c->n_attendance; i++) {
		const struct hj_attendance *a = &c->attendance[i];

		if (hj_party_at(d, a->party)->side == side &&
		    (a->presence == HJ_PR_CAME ||
			a->presence == HJ_PR_REPRESENTED ||
			a->presence == HJ_PR_ABSENT_NOTICED))
			return true;
	}
	return false;
}

/* At least one party of each opposing side took part or had notice. */
static bool
sides_there(const struct hj_dispute *d, const struct hj_log_session *c)
{
	bool equal = false;

	for (size_t i = 0; i < d->n_party; i++)
		equal = equal || d->party[i].side == HJ_SIDE_EQUAL;
	if (equal)
		return side_there(d, c, HJ_SIDE_EQUAL);
	return side_there(d, c, HJ_SIDE_APPLICANT) &&
	       side_there(d, c, HJ_SIDE_RESPONDENT);
}

/*
 * Is it part of a sitting of this procedure that counts already?  One of which
 * only the moment is known begins with it, too.
 */
static bool
same_sitting(const struct hj_turn *t, const struct hj_log_session *c)
{
	for (size_t i = 0; i < t->d->n_session; i++) {
		const struct hj_session *s = &t->d->session[i];

		if (s->procedure == t->p->no && !s->voided &&
		    s->counts == HJ_CO_YES &&
		    (c->starts == s->starts ||
			(c->starts < s->ends && s->starts < c->ends)))
			return true;
	}
	return false;
}

/* A mediator of the procedure, or the actor who stands in for one. */
static bool
presides(const struct hj_turn *t, const char *person)
{
	return hj_is_mediator(t->p, person) ||
	       (strcmp(person, t->actor.person) == 0 &&
		   hj_stands_in_for(t) != NULL);
}

static int
counts(const struct hj_turn *t, const struct hj_log_session *c,
    const struct hj_session *s)
{
	bool assigned = false;

	for (size_t i = 0; i < s->n_mediators; i++)
		assigned = assigned || presides(t, s->mediators[i].text);
	if (!hj_channel_mediates(t->p->channel))
		return HJ_CO_OTHER_CHANNEL;
	if (c->result == HJ_RE_CANCELLED)
		return HJ_CO_CANCELLED;
	if (!assigned)
		return HJ_CO_NOT_ASSIGNED;
	if (c->starts == 0 || c->ends == 0)
		return HJ_CO_NO_TIMES;
	if (!sides_there(t->d, c))
		return HJ_CO_SIDE_MISSING;
	if (same_sitting(t, c))
		return HJ_CO_SAME_SITTING;
	return HJ_CO_YES;
}

/* Each is a party and named once; somebody came, or had notice. */
static bool
attendance_fits(struct hj_turn *t, const struct hj_log_session *c)
{
	bool anybody = false;

	for (size_t i = 0; i < c->n_attendance; i++) {
		const struct hj_attendance *a = &c->attendance[i];

		if (hj_party_at(t->d, a->party) == NULL) {
			hj_refuse(t, HJ_NO_PARTY, "attendance");
			return false;
		}
		for (size_t k = 0; k < i; k++)
			if (c->attendance[k].party == a->party) {
				hj_refuse(t, HJ_NO_DUPLICATE, "attendance");
				return false;
			}
		anybody = anybody || a->presence != HJ_PR_ABSENT_UNNOTICED;
	}
	if (!anybody)
		hj_refuse(t, HJ_NO_ATTENDANCE, "attendance");
	return anybody;
}

/* Who came for a group stands in its own roll (民诉法解释78). */
static bool
spoken_for(const struct hj_dispute *d, int64_t party)
{
	return hj_party_at(d, party)->kind == HJ_PK_GROUP &&
	       (hj_party_at(d, party)->representatives > 0 ||
		   hj_group_of(d, party) != NULL);
}

/* Who came for a party was entitled to on the day of the sitting. */
static void
check_agents(struct hj_turn *t, const struct hj_log_session *c)
{
	int32_t day =
	    c->starts != 0 ? hj_legal_day(c->starts).ymd : hj_occurred_on(t);

	for (size_t i = 0; i < c->n_attendance && t->refused == HJ_NO; i++) {
		struct hj_attendance *a = &c->attendance[i];
		const struct hj_agency *agency;

		if (a->presence != HJ_PR_REPRESENTED ||
		    spoken_for(t->d, a->party)) {
			a->agency = 0;
			continue;
		}
		agency = hj_acts_for(
		    t, a->party, a->agency, day, false, "attendance");
		a->agency = agency == NULL ? 0 : agency->no;
	}
}

/* Did more than three of a side come (道交事故处理程序规定85–94, F)? */
static bool
crowded(const struct hj_dispute *d, const struct hj_log_session *c)
{
	size_t n[HJ_SIDE_ABSENT + 1] = { 0 };

	for (size_t i = 0; i < c->n_attendance; i++) {
		const struct hj_attendance *a = &c->attendance[i];

		if (a->presence == HJ_PR_CAME ||
		    a->presence == HJ_PR_REPRESENTED)
			if (++n[hj_party_at(d, a->party)->side] > 3)
				return true;
	}
	return false;
}

/* Who takes part in the dispute and sat at the table has agreed to it. */
static bool
table_agrees(const struct hj_turn *t, const struct hj_log_session *c)
{
	for (size_t i = 0; i < c->n_attendance; i++) {
		const struct hj_attendance *a = &c->attendance[i];

		if ((a->presence == HJ_PR_CAME ||
			a->presence == HJ_PR_REPRESENTED) &&
		    hj_party_joined(hj_party_at(t->d, a->party)) &&
		    hj_consent_of(t->p, a->party) != HJ_AN_AGREES)
			return false;
	}
	return true;
}

/* Is it accepted, and are there mediators, where the channel asks for it? */
static void
check_ready(struct hj_turn *t, const struct hj_log_session *c)
{
	/* Mediation within an arbitration or a petition needs consent, too. */
	if ((t->p->channel == HJ_CH_ARBITRATION ||
		t->p->channel == HJ_CH_PETITION) &&
	    !table_agrees(t, c))
		hj_refuse(t, HJ_NO_CONSENT, "attendance");
	if ((HJ_CH_ACCEPTED & 1u << t->p->channel) == 0)
		return;
	if (t->p->phase == HJ_PH_OPENED && hj_all_agree(t->d, t->p))
		hj_refuse(t, HJ_NO_PHASE, "procedure");
	else if (t->p->phase == HJ_PH_OPENED)
		hj_refuse(t, HJ_NO_CONSENT, NULL);
	else if (t->p->phase == HJ_PH_ACCEPTED)
		hj_refuse(t, HJ_NO_MEDIATOR, NULL);
	else if (c->starts != 0 &&
		 hj_legal_day(c->starts).ymd < t->p->accepted_on)
		hj_refuse(t, HJ_NO_ORDER, "starts");
	else if (!table_agrees(t, c))
		hj_refuse(t, HJ_NO_CONSENT, "attendance");
}

/* The police need not be told of what they hold themselves. */
static bool
police(const struct hj_org *org)
{
	return org != NULL &&
	       (strcmp(org->kind->name, "police_station") == 0 ||
		   strcmp(org->kind->name, "traffic_police") == 0);
}

static void
check(struct hj_turn *t, const struct hj_log_session *c)
{
	const struct hj_org *org = hj_turn_org(t);

	if (org != NULL && !hj_org_mediates(org))
		hj_refuse(t, HJ_NO_SEPARATION, NULL);
	else if (!times_fit(t, c))
		hj_refuse(t, HJ_NO_TIMES, "starts");
	else if (attendance_fits(t, c))
		check_agents(t, c);
	if (t->refused == HJ_NO)
		check_ready(t, c);
	if (t->refused == HJ_NO && hj_is_traffic(t, t->p) && crowded(t->d, c))
		hj_refuse(t, HJ_NO_MANY_PERSONS, "attendance");
	if (c->appointment != 0)
		(void)hj_appointment_open(t, c->appointment);
	if (t->d->violence && !t->p->reported && !t->d->danger && !police(org))
		hj_refuse(t, HJ_NO_POLICE_REPORT, NULL);
}

/* Nobody is named: who answers for the record presided. */
static void
name_mediators(
    struct hj_turn *t, const struct hj_log_session *c, struct hj_session *s)
{
	s->mediators = c->mediators;
	s->n_mediators = c->n_mediators;
	if (s->n_mediators > 0)
		return;
	HJ_PUSH(t->a, s->mediators, s->n_mediators)->text =
	    t->frame->on_behalf != NULL ? t->frame->on_behalf : t->actor.person;
}

/* The sitting occurred when it took place, unless the frame says. */
static void
happens_when_held(struct hj_turn *t, const struct hj_log_session *c,
    struct hj_session_logged *b)
{
	const int64_t from = t->from, to = t->to;
	const int prec = t->prec;

	if (c->starts != 0 && t->frame->occurred_on == 0 &&
	    t->frame->occurred_at == 0) {
		t->from = c->starts;
		t->to = c->ends != 0 ? c->ends : c->starts;
		t->prec = HJ_PREC_INSTANT;
	}
	hj_happens(t, &hj_ev_session_logged, b);
	t->from = from;
	t->to = to;
	t->prec = prec;
}

void
hj_log_session(struct hj_turn *t, const struct hj_log_session *c)
{
	struct hj_session_logged *b;
	struct hj_session *s;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	s = HJ_NEW(t->a, struct hj_session);
	*s = (struct hj_session){
		.no = HJ_NEXT_NO(t->d->n_session),
		.procedure = t->p->no,
		.starts = c->starts,
		.ends = c->ends,
		.place = c->place,
		.mode = c->mode,
		.result = c->result,
		.pause_minutes = c->pause_minutes,
		.attendance = c->attendance,
		.n_attendance = c->n_attendance,
		.sticking = c->sticking,
		.n_sticking = c->n_sticking,
		.asked = c->asked,
		.offered = c->offered,
		.recorder = c->recorder,
		.typist = t->actor.person,
		.recorded = c->text.box != NULL,
		.text_digest = t->text_digest,
	};
	name_mediators(t, c, s);
	s->counts = counts(t, c, s);
	b = HJ_NEW(t->a, struct hj_session_logged);
	*b = (struct hj_session_logged){
		.session = s,
		.attempts = t->p->attempts + (s->counts == HJ_CO_YES),
		.appointment = c->appointment,
		.guests = c->guests,
		.n_guests = c->n_guests,
		.text = c->text,
		.private_applicant = c->private_applicant,
		.private_respondent = c->private_respondent,
	};
	if (t->d->ladder != NULL && t->d->ladder->procedure == t->p->no)
		b->step_attempts =
		    t->d->ladder->attempts + (s->counts == HJ_CO_YES);
	happens_when_held(t, c, b);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_log_session(t, cmd);
}

const struct hj_command hj_cmd_log_session = {
	.name = "log-session",
	.zh = "记一次调解",
	.en = "Log a sitting",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.flags = HJ_ANY_HOST | HJ_DIGESTS_TEXT,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_SITS,
	.stages = HJ_ST_SITS,
	.decide = decide,
};
