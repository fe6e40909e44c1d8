/*
 * The field tables of event bodies; see event.h.
 *
 * A timeline is written and read with these, so a row once published is never
 * renamed and never removed.
 */
#include "lib/dispute/event.h"

#include "lib/time/clock.h"

/* clang-format off */
static const struct hj_field history_rows[] = {
	HJ_BOOL(hj_history, at_least, 0, NULL),
	HJ_TEXT(hj_history, by, 0, 2000, NULL),
	HJ_INT(hj_history, meetings, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_history, on, 0, NULL),
	HJ_WORD(hj_history, prec, 0, &hj_prec_words, NULL),
	HJ_SEALED(hj_history, text, 0, 0, NULL),
};
const struct hj_fields hj_history_fields = HJ_FIELDS(hj_history, history_rows);

static const struct hj_field registered_rows[] = {
	HJ_MONEY(hj_registered, adjudged, 0, NULL),
	HJ_TEXT(hj_registered, by_outside, 0, 2000, NULL),
	HJ_TEXT(hj_registered, category_gb, 0, 2000, NULL),
	HJ_TEXT(hj_registered, category_moj, 0, 2000, NULL),
	HJ_TEXT(hj_registered, category_word, 0, 2000, NULL),
	HJ_MONEY(hj_registered, claim, 0, NULL),
	HJ_TEXT(hj_registered, code, 0, 2000, NULL),
	HJ_TEXT(hj_registered, county, 0, 2000, NULL),
	HJ_MONEY(hj_registered, disputed, 0, NULL),
	HJ_TEXT(hj_registered, door, 0, 2000, NULL),
	HJ_WORD(hj_registered, exactness, 0, &hj_exactness_words, NULL),
	HJ_TEXT(hj_registered, external, 0, 2000, NULL),
	HJ_SEALED(hj_registered, facts, 0, 0, NULL),
	HJ_TEXT(hj_registered, finder, 0, 2000, NULL),
	HJ_LIST(hj_registered, history, 0, &hj_history_fields, 2000, NULL),
	HJ_TEXT(hj_registered, ladder, 0, 2000, NULL),
	HJ_WORD(hj_registered, manner, 0, &hj_manner_words, NULL),
	HJ_BOOL(hj_registered, on_the_spot, 0, NULL),
	HJ_MONEY(hj_registered, owed, 0, NULL),
	HJ_LIST(hj_registered, pin, 0, &hj_pin_fields, 2000, NULL),
	HJ_TEXT(hj_registered, place, 0, 2000, NULL),
	HJ_DATE(hj_registered, registered_on, 0, NULL),
	HJ_DATE(hj_registered, requested_on, 0, NULL),
	HJ_SEALED(hj_registered, risks, 0, 0, NULL),
	HJ_TEXT(hj_registered, second_place, 0, 2000, NULL),
	HJ_SEALED(hj_registered, secret, 0, 0, NULL),
	HJ_WORD(hj_registered, source, 0, &hj_source_words, NULL),
	HJ_SEALED(hj_registered, source_text, 0, 0, NULL),
	HJ_SEALED(hj_registered, text, 0, 0, NULL),
	HJ_SEALED(hj_registered, title, 0, 0, NULL),
	HJ_BOOL(hj_registered, violence, 0, NULL),
};
const struct hj_fields hj_registered_fields = HJ_FIELDS(hj_registered, registered_rows);

static const struct hj_field party_set_rows[] = {
	HJ_OBJECT(hj_party_set, party, HJ_REQUIRED, &hj_party_fields, NULL),
	HJ_SEALED(hj_party_set, reason, 0, 0, NULL),
};
const struct hj_fields hj_party_set_fields = HJ_FIELDS(hj_party_set, party_set_rows);

static const struct hj_field procedure_opened_rows[] = {
	HJ_LIST(hj_procedure_opened, applicants, 0, &hj_no_fields, 2000, NULL),
	HJ_OBJECT(hj_procedure_opened, order, 0, &hj_order_fields, NULL),
	HJ_LIST(hj_procedure_opened, pin, 0, &hj_pin_fields, 2000, NULL),
	HJ_OBJECT(hj_procedure_opened, procedure, HJ_REQUIRED, &hj_procedure_fields, NULL),
	HJ_SEALED(hj_procedure_opened, text, 0, 0, NULL),
};
const struct hj_fields hj_procedure_opened_fields = HJ_FIELDS(hj_procedure_opened, procedure_opened_rows);

static const struct hj_field consent_recorded_rows[] = {
	HJ_INT(hj_consent_recorded, agency, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_consent_recorded, answer, 0, &hj_answer_words, NULL),
	HJ_WORD(hj_consent_recorded, manner, 0, &hj_manner_words, NULL),
	HJ_DATE(hj_consent_recorded, on, 0, NULL),
	HJ_INT(hj_consent_recorded, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_consent_recorded, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_consent_recorded, text, 0, 0, NULL),
};
const struct hj_fields hj_consent_recorded_fields = HJ_FIELDS(hj_consent_recorded, consent_recorded_rows);

static const struct hj_field procedure_moved_rows[] = {
	HJ_INT(hj_procedure_moved, amount, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_procedure_moved, closing, 0, &hj_closing_words, NULL),
	HJ_WORD(hj_procedure_moved, decline, 0, &hj_decline_words, NULL),
	HJ_WORD(hj_procedure_moved, exclusion, 0, &hj_exclusion_words, NULL),
	HJ_WORD(hj_procedure_moved, ground, 0, &hj_ground_words, NULL),
	HJ_BOOL(hj_procedure_moved, keeps_duties, 0, NULL),
	HJ_TEXT(hj_procedure_moved, number, 0, 2000, NULL),
	HJ_DATE(hj_procedure_moved, on, 0, NULL),
	HJ_WORD(hj_procedure_moved, phase, 0, &hj_phase_words, NULL),
	HJ_INT(hj_procedure_moved, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_procedure_moved, reason, 0, 0, NULL),
	HJ_WORD(hj_procedure_moved, stage, 0, &hj_stage_words, NULL),
	HJ_SEALED(hj_procedure_moved, text, 0, 0, NULL),
	HJ_WORD(hj_procedure_moved, title, 0, &hj_title_kind_words, NULL),
	HJ_WORD(hj_procedure_moved, trial, 0, &hj_trial_words, NULL),
};
const struct hj_fields hj_procedure_moved_fields = HJ_FIELDS(hj_procedure_moved, procedure_moved_rows);

static const struct hj_field mediators_set_rows[] = {
	HJ_LIST(hj_mediators_set, mediator, 0, &hj_mediator_fields, 2000, NULL),
	HJ_INT(hj_mediators_set, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_mediators_set, reason, 0, 0, NULL),
	HJ_BOOL(hj_mediators_set, replaced, 0, NULL),
	HJ_SEALED(hj_mediators_set, text, 0, 0, NULL),
};
const struct hj_fields hj_mediators_set_fields = HJ_FIELDS(hj_mediators_set, mediators_set_rows);

static const struct hj_field appointment_set_rows[] = {
	HJ_OBJECT(hj_appointment_set, appointment, HJ_REQUIRED, &hj_appointment_fields, NULL),
	HJ_SEALED(hj_appointment_set, reason, 0, 0, NULL),
};
const struct hj_fields hj_appointment_set_fields = HJ_FIELDS(hj_appointment_set, appointment_set_rows);

static const struct hj_field session_logged_rows[] = {
	HJ_INT(hj_session_logged, appointment, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_session_logged, attempts, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_session_logged, guests, 0, &hj_guest_fields, 100, NULL),
	HJ_SEALED(hj_session_logged, private_applicant, 0, 0, NULL),
	HJ_SEALED(hj_session_logged, private_respondent, 0, 0, NULL),
	HJ_OBJECT(hj_session_logged, session, HJ_REQUIRED, &hj_session_fields, NULL),
	HJ_INT(hj_session_logged, step_attempts, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_session_logged, text, 0, 0, NULL),
};
const struct hj_fields hj_session_logged_fields = HJ_FIELDS(hj_session_logged, session_logged_rows);

static const struct hj_field record_completed_rows[] = {
	HJ_INT(hj_record_completed, session, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_record_completed, text, 0, 0, NULL),
	HJ_TEXT(hj_record_completed, text_digest, 0, 2000, NULL),
};
const struct hj_fields hj_record_completed_fields = HJ_FIELDS(hj_record_completed, record_completed_rows);

static const struct hj_field act_rows[] = {
	HJ_BOOL(hj_act, at_least, 0, NULL),
	HJ_LIST(hj_act, bodies, 0, &hj_name_fields, 2000, NULL),
	HJ_TEXT(hj_act, by_outside, 0, 2000, NULL),
	HJ_WORD(hj_act, manner, 0, &hj_manner_words, NULL),
	HJ_INT(hj_act, meetings, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_act, number, 0, 2000, NULL),
	HJ_INT(hj_act, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_act, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_act, reached, 0, &hj_reached_words, NULL),
	HJ_BOOL(hj_act, received, 0, NULL),
	HJ_WORD(hj_act, satisfaction, 0, &hj_satisfaction_words, NULL),
	HJ_WORD(hj_act, source, 0, &hj_source_words, NULL),
	HJ_SEALED(hj_act, text, 0, 0, NULL),
};
const struct hj_fields hj_act_fields = HJ_FIELDS(hj_act, act_rows);

static const struct hj_field signer_joined_rows[] = {
	HJ_INT(hj_signer_joined, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_signer_joined, signer, 0, 2000, NULL),
};
const struct hj_fields hj_signer_joined_fields = HJ_FIELDS(hj_signer_joined, signer_joined_rows);

static const struct hj_field notice_set_rows[] = {
	HJ_TEXT(hj_notice_set, article, 0, 2000, NULL),
	HJ_SEALED(hj_notice_set, evidence, 0, 0, NULL),
	HJ_OBJECT(hj_notice_set, notice, HJ_REQUIRED, &hj_notice_fields, NULL),
	HJ_WORD(hj_notice_set, proof, 0, &hj_proof_words, NULL),
	HJ_INT(hj_notice_set, rights, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_notice_set, says, 0, 2000, NULL),
};
const struct hj_fields hj_notice_set_fields = HJ_FIELDS(hj_notice_set, notice_set_rows);

static const struct hj_field consent_proof_rows[] = {
	HJ_SEALED(hj_consent_proof, evidence, 0, 0, NULL),
	HJ_WORD(hj_consent_proof, manner, 0, &hj_manner_words, NULL),
	HJ_DATE(hj_consent_proof, on, 0, NULL),
	HJ_INT(hj_consent_proof, party, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields consent_proof_fields = HJ_FIELDS(hj_consent_proof, consent_proof_rows);

static const struct hj_field referral_set_rows[] = {
	HJ_TEXT(hj_referral_set, article, 0, 2000, NULL),
	HJ_OBJECT(hj_referral_set, because, 0, &hj_reason_fields, NULL),
	HJ_LIST(hj_referral_set, consent_proofs, 0, &consent_proof_fields, 2000, NULL),
	HJ_LIST(hj_referral_set, consents, 0, &hj_no_fields, 2000, NULL),
	HJ_TEXT(hj_referral_set, explanation, 0, 2000, NULL),
	HJ_LIST(hj_referral_set, materials, 0, &hj_name_fields, 2000, NULL),
	HJ_SEALED(hj_referral_set, reason, 0, 0, NULL),
	HJ_OBJECT(hj_referral_set, referral, HJ_REQUIRED, &hj_referral_fields, NULL),
	HJ_WORD(hj_referral_set, result, 0, &hj_result_words, NULL),
	HJ_SEALED(hj_referral_set, text, 0, 0, NULL),
};
const struct hj_fields hj_referral_set_fields = HJ_FIELDS(hj_referral_set, referral_set_rows);

static const struct hj_field danger_reported_rows[] = {
	HJ_TEXT(hj_danger_reported, article, 0, 2000, NULL),
	HJ_WORD(hj_danger_reported, danger, 0, &hj_danger_words, NULL),
	HJ_INT(hj_danger_reported, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_danger_reported, text, 0, 0, NULL),
	HJ_SEALED(hj_danger_reported, told, 0, 0, NULL),
	HJ_INSTANT(hj_danger_reported, told_at, 0, NULL),
};
const struct hj_fields hj_danger_reported_fields = HJ_FIELDS(hj_danger_reported, danger_reported_rows);

static const struct hj_field clock_set_rows[] = {
	HJ_OBJECT(hj_clock_set, because, 0, &hj_reason_fields, NULL),
	HJ_OBJECT(hj_clock_set, clock, HJ_REQUIRED, &hj_clock_fields, NULL),
	HJ_INT(hj_clock_set, days_late, 0, 0, HJ_INT_MOST, NULL),
	HJ_OBJECT(hj_clock_set, derivation, 0, &hj_derivation_fields, NULL),
	HJ_DATE(hj_clock_set, old_due_on, 0, NULL),
	HJ_SEALED(hj_clock_set, reason, 0, 0, NULL),
};
const struct hj_fields hj_clock_set_fields = HJ_FIELDS(hj_clock_set, clock_set_rows);

static const struct hj_field event_voided_rows[] = {
	HJ_INT(hj_event_voided, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_event_voided, attempts, 0, 0, HJ_INT_MOST, NULL),
	HJ_OBJECT(hj_event_voided, back, 0, &hj_dispute_fields, NULL),
	HJ_TEXT(hj_event_voided, event, 0, 2000, NULL),
	HJ_TEXT(hj_event_voided, kind, 0, 2000, NULL),
	HJ_TEXT(hj_event_voided, left, 0, 2000, NULL),
	HJ_LIST(hj_event_voided, members, 0, &hj_name_fields, 100, NULL),
	HJ_INT(hj_event_voided, paid, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_event_voided, performance, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_event_voided, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_event_voided, reason, 0, 0, NULL),
	HJ_LIST(hj_event_voided, recount, 0, &hj_no_fields, 2000, NULL),
	HJ_INT(hj_event_voided, seq, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_event_voided, session, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_event_voided, standing, 0, &hj_standing_fields, 2000, NULL),
	HJ_INT(hj_event_voided, step_attempts, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_event_voided, term, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_event_voided, term_state, 0, &hj_term_state_words, NULL),
};
const struct hj_fields hj_event_voided_fields = HJ_FIELDS(hj_event_voided, event_voided_rows);

static const struct hj_field event_amended_rows[] = {
	HJ_TEXT(hj_event_amended, event, 0, 2000, NULL),
	HJ_TEXT(hj_event_amended, fields, 0, 2000, NULL),
	HJ_TEXT(hj_event_amended, kind, 0, 2000, NULL),
	HJ_SEALED(hj_event_amended, reason, 0, 0, NULL),
	HJ_INT(hj_event_amended, seq, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_event_amended, text, 0, 0, NULL),
};
const struct hj_fields hj_event_amended_fields = HJ_FIELDS(hj_event_amended, event_amended_rows);

static const struct hj_field category_corrected_rows[] = {
	HJ_TEXT(hj_category_corrected, category_gb, 0, 2000, NULL),
	HJ_TEXT(hj_category_corrected, category_moj, 0, 2000, NULL),
	HJ_TEXT(hj_category_corrected, category_word, 0, 2000, NULL),
	HJ_TEXT(hj_category_corrected, former_gb, 0, 2000, NULL),
	HJ_TEXT(hj_category_corrected, former_moj, 0, 2000, NULL),
	HJ_LIST(hj_category_corrected, in_vain, 0, &hj_no_fields, 2000, NULL),
	HJ_LIST(hj_category_corrected, misplaced, 0, &hj_no_fields, 2000, NULL),
	HJ_SEALED(hj_category_corrected, reason, 0, 0, NULL),
};
const struct hj_fields hj_category_corrected_fields = HJ_FIELDS(hj_category_corrected, category_corrected_rows);

static const struct hj_field fact_judged_rows[] = {
	HJ_TEXT(hj_fact_judged, by, 0, 2000, NULL),
	HJ_OBJECT(hj_fact_judged, judged, HJ_REQUIRED, &hj_judged_fields, NULL),
	HJ_SEALED(hj_fact_judged, text, 0, 0, NULL),
};
const struct hj_fields hj_fact_judged_fields = HJ_FIELDS(hj_fact_judged, fact_judged_rows);

static const struct hj_field ladder_moved_rows[] = {
	HJ_OBJECT(hj_ladder_moved, because, 0, &hj_reason_fields, NULL),
	HJ_TEXT(hj_ladder_moved, explanation, 0, 2000, NULL),
	HJ_OBJECT(hj_ladder_moved, ladder, HJ_REQUIRED, &hj_ladder_fields, NULL),
	HJ_TEXT(hj_ladder_moved, outlets, 0, 2000, NULL),
};
const struct hj_fields hj_ladder_moved_fields = HJ_FIELDS(hj_ladder_moved, ladder_moved_rows);

static const struct hj_field follow_up_failed_rows[] = {
	HJ_TEXT(hj_follow_up_failed, detail, 0, 2000, NULL),
	HJ_TEXT(hj_follow_up_failed, refusal, 0, 2000, NULL),
	HJ_TEXT(hj_follow_up_failed, target, 0, 2000, NULL),
};
const struct hj_fields hj_follow_up_failed_fields = HJ_FIELDS(hj_follow_up_failed, follow_up_failed_rows);
/* clang-format on */
