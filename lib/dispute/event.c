/*
 * The kinds of events of a dispute, one row each; see event.h.
 */
#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
const struct hj_event_kind hj_ev_registered = { "registered", 1, &hj_registered_fields, hj_evolve_registered, "登记", "registered" };
const struct hj_event_kind hj_ev_party_added = { "party_added", 1, &hj_party_set_fields, hj_evolve_party_set, "添加当事人", "party added" };
const struct hj_event_kind hj_ev_party_corrected = { "party_corrected", 1, &hj_party_set_fields, hj_evolve_party_set, "更正当事人", "party corrected" };
const struct hj_event_kind hj_ev_procedure_opened = { "procedure_opened", 1, &hj_procedure_opened_fields, hj_evolve_procedure_opened, "程序开始", "procedure opened" };
const struct hj_event_kind hj_ev_consent_asked = { "consent_asked", 1, &hj_consent_recorded_fields, hj_evolve_consent_recorded, "征询意见", "consent asked" };
const struct hj_event_kind hj_ev_consent_recorded = { "consent_recorded", 1, &hj_consent_recorded_fields, hj_evolve_consent_recorded, "当事人表态", "consent recorded" };
const struct hj_event_kind hj_ev_accepted = { "accepted", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "受理", "accepted" };
const struct hj_event_kind hj_ev_declined = { "declined", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "不予受理", "declined" };
const struct hj_event_kind hj_ev_mediators_assigned = { "mediators_assigned", 1, &hj_mediators_set_fields, hj_evolve_mediators_set, "指定调解员", "mediators assigned" };
const struct hj_event_kind hj_ev_mediators_replaced = { "mediators_replaced", 1, &hj_mediators_set_fields, hj_evolve_mediators_set, "更换调解员", "mediators replaced" };
const struct hj_event_kind hj_ev_signer_joined = { "signer_joined", 1, &hj_signer_joined_fields, hj_evolve_signer_joined, "共同办理", "signing body joined" };
const struct hj_event_kind hj_ev_procedure_ended = { "procedure_ended", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "程序结束", "procedure ended" };
const struct hj_event_kind hj_ev_procedure_closed = { "procedure_closed", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "办结", "closed" };
const struct hj_event_kind hj_ev_procedure_reopened = { "procedure_reopened", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "恢复办理", "reopened" };
const struct hj_event_kind hj_ev_result_recorded = { "result_recorded", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "程序结果", "result recorded" };
const struct hj_event_kind hj_ev_file_number_noted = { "file_number_noted", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "编立卷号", "file number noted" };
const struct hj_event_kind hj_ev_session_scheduled = { "session_scheduled", 1, &hj_appointment_set_fields, hj_evolve_appointment_set, "约定调解", "session scheduled" };
const struct hj_event_kind hj_ev_session_rescheduled = { "session_rescheduled", 1, &hj_appointment_set_fields, hj_evolve_appointment_set, "改期", "session rescheduled" };
const struct hj_event_kind hj_ev_session_cancelled = { "session_cancelled", 1, &hj_appointment_set_fields, hj_evolve_appointment_set, "取消", "session cancelled" };
const struct hj_event_kind hj_ev_session_logged = { "session_logged", 1, &hj_session_logged_fields, hj_evolve_session_logged, "调解一次", "session logged" };
const struct hj_event_kind hj_ev_record_completed = { "record_completed", 1, &hj_record_completed_fields, hj_evolve_record_completed, "补全笔录", "record completed" };
const struct hj_event_kind hj_ev_coordination_logged = { "coordination_logged", 1, &hj_act_fields, hj_evolve_act, "先行协调", "first coordination" };
const struct hj_event_kind hj_ev_visit_recorded = { "visit_recorded", 1, &hj_act_fields, hj_evolve_act, "走访", "visit" };
const struct hj_event_kind hj_ev_survey_recorded = { "survey_recorded", 1, &hj_act_fields, hj_evolve_act, "调查勘验", "survey" };
const struct hj_event_kind hj_ev_opinion_recorded = { "opinion_recorded", 1, &hj_act_fields, hj_evolve_act, "鉴定、咨询意见", "expert opinion" };
const struct hj_event_kind hj_ev_joint_meeting_recorded = { "joint_meeting_recorded", 1, &hj_act_fields, hj_evolve_act, "会商", "joint meeting" };
const struct hj_event_kind hj_ev_contact_recorded = { "contact_recorded", 1, &hj_act_fields, hj_evolve_act, "联系当事人", "contact attempt" };
const struct hj_event_kind hj_ev_follow_up_recorded = { "follow_up_recorded", 1, &hj_act_fields, hj_evolve_act, "回访", "follow-up" };
const struct hj_event_kind hj_ev_guidance_recorded = { "guidance_recorded", 1, &hj_act_fields, hj_evolve_act, "引导", "guidance" };
const struct hj_event_kind hj_ev_outside_act_recorded = { "outside_act_recorded", 1, &hj_act_fields, hj_evolve_act, "外部单位所为", "act of an outside body" };
const struct hj_event_kind hj_ev_report_added = { "report_added", 1, &hj_act_fields, hj_evolve_act, "再次反映", "further report" };
const struct hj_event_kind hj_ev_noted = { "noted", 1, &hj_act_fields, hj_evolve_act, "记事", "note" };
const struct hj_event_kind hj_ev_agreement_drafted = { "agreement_drafted", 1, &hj_agreement_drafted_fields, hj_evolve_agreement_drafted, "拟定协议", "agreement drafted" };
const struct hj_event_kind hj_ev_agreement_signed = { "agreement_signed", 1, &hj_agreement_signed_fields, hj_evolve_agreement_signed, "当事人签字", "party signed" };
const struct hj_event_kind hj_ev_mediator_signed = { "mediator_signed", 1, &hj_agreement_signed_fields, hj_evolve_agreement_signed, "调解员签名", "mediator signed" };
const struct hj_event_kind hj_ev_agreement_stamped = { "agreement_stamped", 1, &hj_agreement_signed_fields, hj_evolve_agreement_signed, "盖章", "stamped" };
const struct hj_event_kind hj_ev_agreement_served = { "agreement_served", 1, &hj_agreement_signed_fields, hj_evolve_agreement_signed, "调解书送达", "letter served" };
const struct hj_event_kind hj_ev_agreement_effective = { "agreement_effective", 1, &hj_agreement_moved_fields, hj_evolve_agreement_moved, "协议生效", "agreement effective" };
const struct hj_event_kind hj_ev_agreement_dropped = { "agreement_dropped", 1, &hj_agreement_moved_fields, hj_evolve_agreement_moved, "协议作废", "agreement dropped" };
const struct hj_event_kind hj_ev_oral_agreement_recorded = { "oral_agreement_recorded", 1, &hj_agreement_drafted_fields, hj_evolve_agreement_drafted, "口头协议", "oral agreement" };
const struct hj_event_kind hj_ev_private_agreement_recorded = { "private_agreement_recorded", 1, &hj_agreement_drafted_fields, hj_evolve_agreement_drafted, "自行协议", "private agreement" };
const struct hj_event_kind hj_ev_performed = { "performed", 1, &hj_performed_fields, hj_evolve_performed, "履行", "performed" };
const struct hj_event_kind hj_ev_defaulted = { "defaulted", 1, &hj_performed_fields, hj_evolve_performed, "未履行", "default" };
const struct hj_event_kind hj_ev_confirmation_applied = { "confirmation_applied", 1, &hj_procedure_opened_fields, hj_evolve_procedure_opened, "申请司法确认", "confirmation applied" };
const struct hj_event_kind hj_ev_confirmation_accepted = { "confirmation_accepted", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "受理司法确认", "confirmation accepted" };
const struct hj_event_kind hj_ev_confirmation_ruled = { "confirmation_ruled", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "司法确认裁定", "confirmation ruled" };
const struct hj_event_kind hj_ev_notice_owed = { "notice_owed", 1, &hj_notice_set_fields, hj_evolve_notice_set, "应送告知", "notice owed" };
const struct hj_event_kind hj_ev_notice_served = { "notice_served", 1, &hj_notice_set_fields, hj_evolve_notice_set, "送达", "notice served" };
const struct hj_event_kind hj_ev_notice_returned = { "notice_returned", 1, &hj_notice_set_fields, hj_evolve_notice_set, "送达未成", "notice returned" };
const struct hj_event_kind hj_ev_referral_offered = { "referral_offered", 1, &hj_referral_set_fields, hj_evolve_referral_set, "移交", "referral offered" };
const struct hj_event_kind hj_ev_referral_accepted = { "referral_accepted", 1, &hj_referral_set_fields, hj_evolve_referral_set, "接收", "referral accepted" };
const struct hj_event_kind hj_ev_referral_refused = { "referral_refused", 1, &hj_referral_set_fields, hj_evolve_referral_set, "拒收", "referral refused" };
const struct hj_event_kind hj_ev_referral_returned = { "referral_returned", 1, &hj_referral_set_fields, hj_evolve_referral_set, "退回", "referral returned" };
const struct hj_event_kind hj_ev_referral_revoked = { "referral_revoked", 1, &hj_referral_set_fields, hj_evolve_referral_set, "撤回移交", "referral revoked" };
const struct hj_event_kind hj_ev_referral_lapsed = { "referral_lapsed", 1, &hj_referral_set_fields, hj_evolve_referral_set, "移交失效", "referral lapsed" };
const struct hj_event_kind hj_ev_referral_recorded = { "referral_recorded", 1, &hj_referral_set_fields, hj_evolve_referral_set, "转外部单位", "referral recorded" };
const struct hj_event_kind hj_ev_ladder_moved = { "ladder_moved", 1, &hj_ladder_moved_fields, hj_evolve_ladder_moved, "分级推进", "ladder moved" };
const struct hj_event_kind hj_ev_danger_reported = { "danger_reported", 1, &hj_danger_reported_fields, hj_evolve_danger_reported, "报告险情", "danger reported" };
const struct hj_event_kind hj_ev_clock_started = { "clock_started", 1, &hj_clock_set_fields, hj_evolve_clock_set, "期限起算", "clock started" };
const struct hj_event_kind hj_ev_clock_moved = { "clock_moved", 1, &hj_clock_set_fields, hj_evolve_clock_set, "期限变更", "clock moved" };
const struct hj_event_kind hj_ev_clock_extended = { "clock_extended", 1, &hj_clock_set_fields, hj_evolve_clock_set, "期限延长", "clock extended" };
const struct hj_event_kind hj_ev_clock_met = { "clock_met", 1, &hj_clock_set_fields, hj_evolve_clock_set, "按期完成", "clock met" };
const struct hj_event_kind hj_ev_clock_stopped = { "clock_stopped", 1, &hj_clock_set_fields, hj_evolve_clock_set, "期限停止", "clock stopped" };
const struct hj_event_kind hj_ev_clock_warned = { "clock_warned", 1, &hj_clock_set_fields, hj_evolve_clock_set, "期限预警", "clock warned" };
const struct hj_event_kind hj_ev_clock_fired = { "clock_fired", 1, &hj_clock_set_fields, hj_evolve_clock_set, "期限届满", "clock expired" };
const struct hj_event_kind hj_ev_expiry_set_aside = { "expiry_set_aside", 1, &hj_clock_set_fields, hj_evolve_clock_set, "撤销届满后果", "expiry set aside" };
const struct hj_event_kind hj_ev_late_entry = { "late_entry", 1, &hj_clock_set_fields, hj_evolve_clock_set, "补录", "late entry" };
const struct hj_event_kind hj_ev_voided = { "voided", 1, &hj_event_voided_fields, hj_evolve_event_voided, "撤销记录", "voided" };
const struct hj_event_kind hj_ev_amended = { "amended", 1, &hj_event_amended_fields, hj_evolve_event_amended, "更正记录", "amended" };
const struct hj_event_kind hj_ev_dispute_closed = { "dispute_closed", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "纠纷办结", "dispute closed" };
const struct hj_event_kind hj_ev_dispute_reopened = { "dispute_reopened", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "纠纷恢复", "dispute reopened" };
const struct hj_event_kind hj_ev_follow_up_failed = { "follow_up_failed", 1, &hj_follow_up_failed_fields, hj_evolve_follow_up_failed, "后续未成", "follow-up refused" };
const struct hj_event_kind hj_ev_procedure_settled = { "procedure_settled", 1, &hj_procedure_moved_fields, hj_evolve_procedure_moved, "程序达成协议", "procedure settled" };
const struct hj_event_kind hj_ev_filing_joined = { "filing_joined", 1, &hj_act_fields, hj_evolve_act, "并入在办案件", "filing joined" };
const struct hj_event_kind hj_ev_return_requested = { "return_requested", 1, &hj_referral_set_fields, hj_evolve_referral_set, "请求退回", "return requested" };
const struct hj_event_kind hj_ev_notice_withdrawn = { "notice_withdrawn", 1, &hj_notice_set_fields, hj_evolve_notice_set, "撤回应送告知", "notice withdrawn" };
/* clang-format on */

static const struct hj_event_kind *const all[] = {
	&hj_ev_registered,
	&hj_ev_party_added,
	&hj_ev_party_corrected,
	&hj_ev_procedure_opened,
	&hj_ev_consent_asked,
	&hj_ev_consent_recorded,
	&hj_ev_accepted,
	&hj_ev_declined,
	&hj_ev_mediators_assigned,
	&hj_ev_mediators_replaced,
	&hj_ev_signer_joined,
	&hj_ev_procedure_ended,
	&hj_ev_procedure_closed,
	&hj_ev_procedure_reopened,
	&hj_ev_result_recorded,
	&hj_ev_file_number_noted,
	&hj_ev_session_scheduled,
	&hj_ev_session_rescheduled,
	&hj_ev_session_cancelled,
	&hj_ev_session_logged,
	&hj_ev_record_completed,
	&hj_ev_coordination_logged,
	&hj_ev_visit_recorded,
	&hj_ev_survey_recorded,
	&hj_ev_opinion_recorded,
	&hj_ev_joint_meeting_recorded,
	&hj_ev_contact_recorded,
	&hj_ev_follow_up_recorded,
	&hj_ev_guidance_recorded,
	&hj_ev_outside_act_recorded,
	&hj_ev_report_added,
	&hj_ev_noted,
	&hj_ev_agreement_drafted,
	&hj_ev_agreement_signed,
	&hj_ev_mediator_signed,
	&hj_ev_agreement_stamped,
	&hj_ev_agreement_served,
	&hj_ev_agreement_effective,
	&hj_ev_agreement_dropped,
	&hj_ev_oral_agreement_recorded,
	&hj_ev_private_agreement_recorded,
	&hj_ev_performed,
	&hj_ev_defaulted,
	&hj_ev_confirmation_applied,
	&hj_ev_confirmation_accepted,
	&hj_ev_confirmation_ruled,
	&hj_ev_notice_owed,
	&hj_ev_notice_served,
	&hj_ev_notice_returned,
	&hj_ev_referral_offered,
	&hj_ev_referral_accepted,
	&hj_ev_referral_refused,
	&hj_ev_referral_returned,
	&hj_ev_referral_revoked,
	&hj_ev_referral_lapsed,
	&hj_ev_referral_recorded,
	&hj_ev_ladder_moved,
	&hj_ev_danger_reported,
	&hj_ev_clock_started,
	&hj_ev_clock_moved,
	&hj_ev_clock_extended,
	&hj_ev_clock_met,
	&hj_ev_clock_stopped,
	&hj_ev_clock_warned,
	&hj_ev_clock_fired,
	&hj_ev_expiry_set_aside,
	&hj_ev_late_entry,
	&hj_ev_voided,
	&hj_ev_amended,
	&hj_ev_dispute_closed,
	&hj_ev_dispute_reopened,
	&hj_ev_follow_up_failed,
	&hj_ev_procedure_settled,
	&hj_ev_filing_joined,
	&hj_ev_return_requested,
	&hj_ev_notice_withdrawn,
};

const struct hj_event_kinds hj_dispute_events = {
	.kind = all,
	.n = sizeof(all) / sizeof(all[0]),
};

const struct hj_event_kind *
hj_event_kind_find(const struct hj_event_kinds *kinds, const char *name)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (strcmp(kinds->kind[i]->name, name) == 0)
			return kinds->kind[i];
	return NULL;
}

void
hj_fold(void *state, const struct hj_event *ev)
{
	struct hj_stream_state *s = state;

	ev->kind->evolve(state, ev);
	s->version = ev->seq;
	s->last_at = ev->at;
}
