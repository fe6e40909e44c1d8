/*
 * The field tables of the state, which are what a snapshot holds, and the
 * small questions that are asked of it; see dispute.h.
 *
 * Sealed members are boxes here, so no row says whose key seals them.
 */
#include "lib/dispute/dispute.h"
#include "lib/dispute/petition.h"

#include <string.h>

/* clang-format off */
static const struct hj_field party_rows[] = {
	HJ_SEALED(hj_party, address, 0, 0, NULL),
	HJ_DATE(hj_party, adult_from, 0, NULL),
	HJ_SEALED(hj_party, agent, 0, 0, NULL),
	HJ_SEALED(hj_party, agent_power, 0, 0, NULL),
	HJ_LIST(hj_party, communication, 0, &hj_need_fields, HJ_NEEDS_MOST, NULL),
	HJ_BOOL(hj_party, erased, 0, NULL),
	HJ_BOOL(hj_party, has_phone, 0, NULL),
	HJ_SEALED(hj_party, identity, 0, 0, NULL),
	HJ_TEXT(hj_party, identity_index, 0, 2000, NULL),
	HJ_BOOL(hj_party, identity_unknown, 0, NULL),
	HJ_WORD(hj_party, kind, 0, &hj_party_kind_words, NULL),
	HJ_BOOL(hj_party, minor, 0, NULL),
	HJ_BOOL(hj_party, moved, 0, NULL),
	HJ_SEALED(hj_party, name, 0, 0, NULL),
	HJ_SEALED(hj_party, needs, 0, 0, NULL),
	HJ_INT(hj_party, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_party, phone, 0, 0, NULL),
	HJ_BOOL(hj_party, removed, 0, NULL),
	HJ_INT(hj_party, representatives, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_party, side, 0, &hj_side_words, NULL),
	HJ_INT(hj_party, size, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_party, subject, 0, 2000, NULL),
	HJ_DATE(hj_party, succeeded_on, 0, NULL),
	HJ_SEALED(hj_party, traits, 0, 0, NULL),
};
const struct hj_fields hj_party_fields = HJ_FIELDS(hj_party, party_rows);

static const struct hj_field consent_rows[] = {
	HJ_WORD(hj_consent, answer, 0, &hj_answer_words, NULL),
	HJ_WORD(hj_consent, manner, 0, &hj_manner_words, NULL),
	HJ_DATE(hj_consent, on, 0, NULL),
	HJ_INT(hj_consent, party, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_consent_fields = HJ_FIELDS(hj_consent, consent_rows);

static const struct hj_field mediator_rows[] = {
	HJ_TEXT(hj_mediator, body, 0, 2000, NULL),
	HJ_BOOL(hj_mediator, chief, 0, NULL),
	HJ_BOOL(hj_mediator, disclosed, 0, NULL),
	HJ_TEXT(hj_mediator, person, 0, 2000, NULL),
};
const struct hj_fields hj_mediator_fields = HJ_FIELDS(hj_mediator, mediator_rows);

static const struct hj_field procedure_rows[] = {
	HJ_DATE(hj_procedure, accepted_on, 0, NULL),
	HJ_INT(hj_procedure, again_of, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_procedure, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_procedure, appraisal, 0, NULL),
	HJ_DATE(hj_procedure, archived_on, 0, NULL),
	HJ_INT(hj_procedure, attempts, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_procedure, body, 0, 2000, NULL),
	HJ_WORD(hj_procedure, channel, 0, &hj_channel_words, NULL),
	HJ_LIST(hj_procedure, consent, 0, &hj_consent_fields, 2000, NULL),
	HJ_DATE(hj_procedure, ended_on, 0, NULL),
	HJ_WORD(hj_procedure, ground, 0, &hj_ground_words, NULL),
	HJ_TEXT(hj_procedure, host, 0, 2000, NULL),
	HJ_BOOL(hj_procedure, keeps_duties, 0, NULL),
	HJ_BOOL(hj_procedure, kept_for_ever, 0, NULL),
	HJ_DATE(hj_procedure, kept_until, 0, NULL),
	HJ_LIST(hj_procedure, mediator, 0, &hj_mediator_fields, 2000, NULL),
	HJ_INT(hj_procedure, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_procedure, number, 0, 2000, NULL),
	HJ_DATE(hj_procedure, opened_on, 0, NULL),
	HJ_TEXT(hj_procedure, outside, 0, 2000, NULL),
	HJ_WORD(hj_procedure, phase, 0, &hj_phase_words, NULL),
	HJ_INT(hj_procedure, referral, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_procedure, registrar, 0, 2000, NULL),
	HJ_BOOL(hj_procedure, reported, 0, NULL),
	HJ_TEXT(hj_procedure, retention, 0, 2000, NULL),
	HJ_INT(hj_procedure, sessions, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_procedure, signer, 0, 2000, NULL),
	HJ_WORD(hj_procedure, source, 0, &hj_source_words, NULL),
	HJ_WORD(hj_procedure, stage, 0, &hj_stage_words, NULL),
	HJ_WORD(hj_procedure, title, 0, &hj_title_kind_words, NULL),
	HJ_WORD(hj_procedure, trial, 0, &hj_trial_words, NULL),
};
const struct hj_fields hj_procedure_fields = HJ_FIELDS(hj_procedure, procedure_rows);

static const struct hj_field appointment_rows[] = {
	HJ_BOOL(hj_appointment, cancelled, 0, NULL),
	HJ_BOOL(hj_appointment, held, 0, NULL),
	HJ_WORD(hj_appointment, mode, 0, &hj_mode_words, NULL),
	HJ_INT(hj_appointment, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_appointment, place, 0, 0, NULL),
	HJ_INT(hj_appointment, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_appointment, short_notice, 0, NULL),
	HJ_INSTANT(hj_appointment, starts, 0, NULL),
};
const struct hj_fields hj_appointment_fields = HJ_FIELDS(hj_appointment, appointment_rows);

static const struct hj_field attendance_rows[] = {
	HJ_INT(hj_attendance, agency, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_attendance, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_attendance, presence, 0, &hj_presence_words, NULL),
	HJ_BOOL(hj_attendance, walked_out, 0, NULL),
};
const struct hj_fields hj_attendance_fields = HJ_FIELDS(hj_attendance, attendance_rows);

static const struct hj_field session_rows[] = {
	HJ_MONEY(hj_session, asked, 0, NULL),
	HJ_LIST(hj_session, attendance, 0, &hj_attendance_fields, 2000, NULL),
	HJ_WORD(hj_session, counts, 0, &hj_counts_words, NULL),
	HJ_INSTANT(hj_session, ends, 0, NULL),
	HJ_TEXT(hj_session, event, 0, 2000, NULL),
	HJ_INSTANT(hj_session, logged_at, 0, NULL),
	HJ_TEXT(hj_session, logged_by, 0, 2000, NULL),
	HJ_LIST(hj_session, mediators, 0, &hj_name_fields, 2000, NULL),
	HJ_WORD(hj_session, mode, 0, &hj_mode_words, NULL),
	HJ_INT(hj_session, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_MONEY(hj_session, offered, 0, NULL),
	HJ_INT(hj_session, pause_minutes, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_session, place, 0, 0, NULL),
	HJ_INT(hj_session, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_session, recorded, 0, NULL),
	HJ_TEXT(hj_session, recorder, 0, 2000, NULL),
	HJ_WORD(hj_session, result, 0, &hj_result_words, NULL),
	HJ_INSTANT(hj_session, starts, 0, NULL),
	HJ_LIST(hj_session, sticking, 0, &hj_sticking_fields, 100, NULL),
	HJ_TEXT(hj_session, text_digest, 0, 2000, NULL),
	HJ_TEXT(hj_session, typist, 0, 2000, NULL),
	HJ_BOOL(hj_session, voided, 0, NULL),
};
const struct hj_fields hj_session_fields = HJ_FIELDS(hj_session, session_rows);

static const struct hj_field referral_rows[] = {
	HJ_TEXT(hj_referral, cause, 0, 2000, NULL),
	HJ_WORD(hj_referral, channel, 0, &hj_channel_words, NULL),
	HJ_BOOL(hj_referral, designated, 0, NULL),
	HJ_TEXT(hj_referral, from, 0, 2000, NULL),
	HJ_INT(hj_referral, from_procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_referral, kind, 0, &hj_referral_kind_words, NULL),
	HJ_TEXT(hj_referral, mediator, 0, 2000, NULL),
	HJ_INT(hj_referral, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_referral, offered_on, 0, NULL),
	HJ_TEXT(hj_referral, outside, 0, 2000, NULL),
	HJ_INT(hj_referral, refusals, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_referral, refused_by, 0, 64, NULL),
	HJ_BOOL(hj_referral, return_asked, 0, NULL),
	HJ_TEXT(hj_referral, rule, 0, 2000, NULL),
	HJ_WORD(hj_referral, state, 0, &hj_referral_state_words, NULL),
	HJ_INT(hj_referral, step, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_referral, to, 0, 2000, NULL),
	HJ_INT(hj_referral, to_procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_referral, trial, 0, &hj_trial_words, NULL),
	HJ_WORD(hj_referral, turned_down, 0, &hj_turn_down_words, NULL),
};
const struct hj_fields hj_referral_fields = HJ_FIELDS(hj_referral, referral_rows);

static const struct hj_field notice_rows[] = {
	HJ_INT(hj_notice, attempt, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_notice, clock, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_notice, done_on, 0, NULL),
	HJ_WORD(hj_notice, kind, 0, &hj_notice_kind_words, NULL),
	HJ_WORD(hj_notice, means, 0, &hj_means_words, NULL),
	HJ_INT(hj_notice, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_notice, owed_on, 0, NULL),
	HJ_INT(hj_notice, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_notice, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_notice, reach, 0, &hj_reach_words, NULL),
	HJ_WORD(hj_notice, state, 0, &hj_notice_state_words, NULL),
	HJ_INT(hj_notice, turn, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_notice_fields = HJ_FIELDS(hj_notice, notice_rows);

static const struct hj_field moment_rows[] = {
	{ .name = "", .type = HJ_T_INSTANT, .flags = HJ_REQUIRED },
};
const struct hj_fields hj_moment_fields = HJ_FIELDS(hj_moment, moment_rows);

static const struct hj_field clock_rows[] = {
	HJ_TEXT(hj_clock, article, 0, 2000, NULL),
	HJ_INT(hj_clock, calendar, 0, 0, HJ_CALENDAR_VERSIONS_MOST, NULL),
	HJ_WORD(hj_clock, certainty, 0, &hj_certainty_words, NULL),
	HJ_DATE(hj_clock, day0, 0, NULL),
	HJ_INSTANT(hj_clock, due, 0, NULL),
	HJ_DATE(hj_clock, due_on, 0, NULL),
	HJ_WORD(hj_clock, effect, 0, &hj_effect_words, NULL),
	HJ_BOOL(hj_clock, entered_late, 0, NULL),
	HJ_LIST(hj_clock, extension, 0, &hj_extension_fields, 2000, NULL),
	HJ_INT(hj_clock, length, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_clock, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_clock, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_clock, pause, 0, &hj_pause_fields, 2000, NULL),
	HJ_INT(hj_clock, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_clock, provisional, 0, NULL),
	HJ_TEXT(hj_clock, rule, 0, 2000, NULL),
	HJ_INT(hj_clock, seq, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_clock, set, 0, 2000, NULL),
	HJ_INSTANT(hj_clock, start_from, 0, NULL),
	HJ_INSTANT(hj_clock, start_to, 0, NULL),
	HJ_WORD(hj_clock, state, 0, &hj_clock_state_words, NULL),
	HJ_INT(hj_clock, subject, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_clock, unit, 0, &hj_unit_words, NULL),
	HJ_LIST(hj_clock, warn, 0, &hj_moment_fields, 2000, NULL),
	HJ_INT(hj_clock, warned, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_clock_fields = HJ_FIELDS(hj_clock, clock_rows);

static const struct hj_field exit_used_rows[] = {
	HJ_INT(hj_exit_used, exit, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_exit_used, step, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_exit_used, times, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields exit_used_fields = HJ_FIELDS(hj_exit_used, exit_used_rows);

static const struct hj_field ladder_rows[] = {
	HJ_INT(hj_ladder, attempts, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ladder, beside, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_ladder, cause, 0, 2000, NULL),
	HJ_BOOL(hj_ladder, done, 0, NULL),
	HJ_DATE(hj_ladder, entered_on, 0, NULL),
	HJ_INT(hj_ladder, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ladder, round, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_ladder, round_from, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_ladder, set, 0, 2000, NULL),
	HJ_INT(hj_ladder, step, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_ladder, used, 0, &exit_used_fields, 200, NULL),
};
const struct hj_fields hj_ladder_fields = HJ_FIELDS(hj_ladder, ladder_rows);

static const struct hj_field fact_rows[] = {
	HJ_INT(hj_fact, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_fact, procedure, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_fact_fields = HJ_FIELDS(hj_fact, fact_rows);

static const struct hj_field judged_rows[] = {
	HJ_TEXT(hj_judged, fact, 0, 2000, NULL),
	HJ_BOOL(hj_judged, known, 0, NULL),
	HJ_INT(hj_judged, n, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_judged, set, 0, 2000, NULL),
	HJ_TEXT(hj_judged, word, 0, 2000, NULL),
};
const struct hj_fields hj_judged_fields = HJ_FIELDS(hj_judged, judged_rows);

static const struct hj_field pin_rows[] = {
	HJ_TEXT(hj_pin, name, 0, 2000, NULL),
	HJ_TEXT(hj_pin, set, 0, 2000, NULL),
};
const struct hj_fields hj_pin_fields = HJ_FIELDS(hj_pin, pin_rows);

static const struct hj_field dispute_rows[] = {
	HJ_MONEY(hj_dispute, adjudged, 0, NULL),
	HJ_LIST(hj_dispute, agency, 0, &hj_agency_fields, HJ_AGENCIES_MOST, NULL),
	HJ_LIST(hj_dispute, agreement, 0, &hj_agreement_fields, 2000, NULL),
	HJ_LIST(hj_dispute, aid, 0, &hj_aid_fields, 2000, NULL),
	HJ_LIST(hj_dispute, answered, 0, &hj_name_fields, 2000, NULL),
	HJ_LIST(hj_dispute, appointment, 0, &hj_appointment_fields, 2000, NULL),
	HJ_LIST(hj_dispute, attachment, 0, &hj_attachment_fields, HJ_ATTACHMENTS_MOST, NULL),
	HJ_LIST(hj_dispute, bundle, 0, &hj_bundle_fields, HJ_BUNDLES_MOST, NULL),
	HJ_TEXT(hj_dispute, category_gb, 0, 2000, NULL),
	HJ_TEXT(hj_dispute, category_moj, 0, 2000, NULL),
	HJ_MONEY(hj_dispute, claim, 0, NULL),
	HJ_LIST(hj_dispute, clock, 0, &hj_clock_fields, 2000, NULL),
	HJ_BOOL(hj_dispute, closed, 0, NULL),
	HJ_TEXT(hj_dispute, code, 0, 2000, NULL),
	HJ_LIST(hj_dispute, compact, 0, &hj_prior_compact_fields, 100, NULL),
	HJ_LIST(hj_dispute, contact, 0, &hj_contact_fields, 2000, NULL),
	HJ_TEXT(hj_dispute, county, 0, 2000, NULL),
	HJ_BOOL(hj_dispute, danger, 0, NULL),
	HJ_MONEY(hj_dispute, disputed, 0, NULL),
	HJ_LIST(hj_dispute, done_late, 0, &hj_no_fields, 2000, NULL),
	HJ_TEXT(hj_dispute, door, 0, 2000, NULL),
	HJ_LIST(hj_dispute, draw, 0, &hj_draw_fields, 2000, NULL),
	HJ_INT(hj_dispute, erasures, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_dispute, exactness, 0, &hj_exactness_words, NULL),
	HJ_WORD(hj_dispute, external_title, 0, &hj_title_kind_words, NULL),
	HJ_LIST(hj_dispute, fact, 0, &hj_fact_fields, 2000, NULL),
	HJ_LIST(hj_dispute, file_review, 0, &hj_file_review_fields, HJ_FILE_REVIEWS_MOST, NULL),
	HJ_TEXT(hj_dispute, finder, 0, 2000, NULL),
	HJ_LIST(hj_dispute, finding, 0, &hj_finding_fields, HJ_FINDINGS_MOST, NULL),
	HJ_LIST(hj_dispute, group, 0, &hj_group_count_fields, 100, NULL),
	HJ_INT(hj_dispute, history, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_dispute, id, 0, 2000, NULL),
	HJ_LIST(hj_dispute, invited, 0, &hj_name_fields, 2000, NULL),
	HJ_LIST(hj_dispute, issue, 0, &hj_point_fields, 2000, NULL),
	HJ_LIST(hj_dispute, judged, 0, &hj_judged_fields, 2000, NULL),
	HJ_OBJECT(hj_dispute, ladder, 0, &hj_ladder_fields, NULL),
	HJ_INSTANT(hj_dispute, last_at, 0, NULL),
	HJ_LIST(hj_dispute, link, 0, &hj_link_fields, 2000, NULL),
	HJ_WORD(hj_dispute, manner, 0, &hj_manner_words, NULL),
	HJ_LIST(hj_dispute, mediated, 0, &hj_name_fields, 2000, NULL),
	HJ_TEXT(hj_dispute, merged_into, 0, 2000, NULL),
	HJ_LIST(hj_dispute, noted, 0, &hj_noted_fields, HJ_NOTED_MOST, NULL),
	HJ_LIST(hj_dispute, notice, 0, &hj_notice_fields, 2000, NULL),
	HJ_BOOL(hj_dispute, on_the_spot, 0, NULL),
	HJ_LIST(hj_dispute, order, 0, &hj_order_fields, 2000, NULL),
	HJ_MONEY(hj_dispute, owed, 0, NULL),
	HJ_LIST(hj_dispute, party, 0, &hj_party_fields, 2000, NULL),
	HJ_LIST(hj_dispute, performance, 0, &hj_performance_fields, 2000, NULL),
	HJ_LIST(hj_dispute, petition, 0, &hj_petition_fields, 2000, NULL),
	HJ_LIST(hj_dispute, pin, 0, &hj_pin_fields, 2000, NULL),
	HJ_TEXT(hj_dispute, place, 0, 2000, NULL),
	HJ_LIST(hj_dispute, procedure, 0, &hj_procedure_fields, 2000, NULL),
	HJ_LIST(hj_dispute, referral, 0, &hj_referral_fields, 2000, NULL),
	HJ_TEXT(hj_dispute, registered_at, 0, 2000, NULL),
	HJ_TEXT(hj_dispute, registered_by, 0, 2000, NULL),
	HJ_DATE(hj_dispute, registered_on, 0, NULL),
	HJ_DATE(hj_dispute, requested_on, 0, NULL),
	HJ_LIST(hj_dispute, session, 0, &hj_session_fields, 2000, NULL),
	HJ_LIST(hj_dispute, slip, 0, &hj_party_slip_fields, HJ_SLIPS_MOST, NULL),
	HJ_WORD(hj_dispute, source, 0, &hj_source_words, NULL),
	HJ_SEALED(hj_dispute, title, 0, 0, NULL),
	HJ_INT(hj_dispute, version, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_dispute, violence, 0, NULL),
};
const struct hj_fields hj_dispute_fields = HJ_FIELDS(hj_dispute, dispute_rows);
/* clang-format on */

#define AT(list)                                                               \
	return no < 1 || (size_t)no > d->n_##list ? NULL : &d->list[no - 1]

struct hj_party *
hj_party_at(const struct hj_dispute *d, int64_t no)
{
	AT(party);
}

struct hj_agency *
hj_agency_at(const struct hj_dispute *d, int64_t no)
{
	AT(agency);
}

struct hj_procedure *
hj_procedure_at(const struct hj_dispute *d, int64_t no)
{
	AT(procedure);
}

struct hj_session *
hj_session_at(const struct hj_dispute *d, int64_t no)
{
	AT(session);
}

struct hj_agreement *
hj_agreement_at(const struct hj_dispute *d, int64_t no)
{
	AT(agreement);
}

struct hj_point *
hj_issue_at(const struct hj_dispute *d, int64_t no)
{
	AT(issue);
}

struct hj_referral *
hj_referral_at(const struct hj_dispute *d, int64_t no)
{
	AT(referral);
}

struct hj_notice *
hj_notice_at(const struct hj_dispute *d, int64_t no)
{
	AT(notice);
}

int
hj_notice_channel(const struct hj_dispute *d, const struct hj_notice *n)
{
	const struct hj_procedure *p = hj_procedure_at(d, n->procedure);

	return p == NULL ? 0 : p->channel;
}

struct hj_clock *
hj_clock_at(const struct hj_dispute *d, int64_t no)
{
	AT(clock);
}

struct hj_appointment *
hj_appointment_at(const struct hj_dispute *d, int64_t no)
{
	AT(appointment);
}

struct hj_bundle *
hj_bundle_at(const struct hj_dispute *d, int64_t no)
{
	AT(bundle);
}

struct hj_attachment *
hj_attachment_at(const struct hj_dispute *d, int64_t no)
{
	AT(attachment);
}

struct hj_order *
hj_order_at(const struct hj_dispute *d, int64_t no)
{
	AT(order);
}

struct hj_order *
hj_order_of(const struct hj_dispute *d, int64_t no)
{
	for (size_t i = 0; i < d->n_order; i++)
		if (d->order[i].procedure == no)
			return &d->order[i];
	return NULL;
}

bool
hj_refused_by(const struct hj_dispute *d, const char *org, const char *act)
{
	for (size_t i = 0; act != NULL && i < d->n_referral; i++) {
		const struct hj_referral *r = &d->referral[i];

		if (r->state == HJ_RS_REFUSED && r->refused_by != NULL &&
		    strcmp(r->refused_by, act) == 0)
			return r->to != NULL && org != NULL &&
			       strcmp(r->to, org) == 0;
	}
	return false;
}

bool
hj_channel_mediates(int channel)
{
	return channel == HJ_CH_PEOPLE || channel == HJ_CH_ADMINISTRATIVE ||
	       channel == HJ_CH_ASSIGNED || channel == HJ_CH_ENTRUSTED ||
	       channel == HJ_CH_IN_COURT;
}

bool
hj_procedure_live(const struct hj_procedure *p)
{
	return p->phase == HJ_PH_OPENED || p->phase == HJ_PH_ACCEPTED ||
	       p->phase == HJ_PH_MEDIATING;
}

bool
hj_party_there(const struct hj_party *p)
{
	return !p->removed && p->succeeded_on == 0;
}

bool
hj_party_joined(const struct hj_party *p)
{
	return hj_party_there(p) && !p->moved &&
	       (p->side == HJ_SIDE_APPLICANT || p->side == HJ_SIDE_RESPONDENT ||
		   p->side == HJ_SIDE_EQUAL);
}

int
hj_consent_of(const struct hj_procedure *p, int64_t party)
{
	for (size_t i = 0; i < p->n_consent; i++)
		if (p->consent[i].party == party)
			return p->consent[i].manner == HJ_MN_BY_CODE &&
				       p->consent[i].answer == HJ_AN_AGREES
				   ? HJ_AN_ASKED
				   : p->consent[i].answer;
	return 0;
}

bool
hj_two_sides_left(const struct hj_dispute *d, const struct hj_procedure *p)
{
	int applicants = 0, respondents = 0, equals = 0;

	for (size_t i = 0; i < d->n_party; i++) {
		const struct hj_party *party = &d->party[i];

		if (!hj_party_joined(party) ||
		    hj_consent_of(p, party->no) == HJ_AN_REFUSES)
			continue;
		applicants += party->side == HJ_SIDE_APPLICANT;
		respondents += party->side == HJ_SIDE_RESPONDENT;
		/* A group of equal parties is more than one will. */
		equals += party->side != HJ_SIDE_EQUAL ? 0
			  : party->kind == HJ_PK_GROUP ? 2
						       : 1;
	}
	return (applicants > 0 && respondents > 0) || equals > 1;
}
