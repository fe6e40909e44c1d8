/* The words and field tables of steps; see step.h. */
#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_word basis_list[] = {
	{ NULL, NULL, NULL },
	{ "funeral", "丧葬期限届满", "funeral period over" },
	{ "treatment", "治疗终结", "treatment ended" },
	{ "disability", "定残", "disability fixed" },
	{ "loss", "财产损失确定", "loss fixed" },
};
const struct hj_words hj_basis_words = HJ_WORDS(basis_list);

static const struct hj_word scope_list[] = {
	{ NULL, NULL, NULL },
	{ "own", "属于本机关职责范围", "within this organ's duty" },
	{ "other_organ", "属于其他机关职责", "another organ's" },
	{ "not_administrative", "不属于行政调解范围", "not for administrative mediation" },
};
const struct hj_words hj_scope_words = HJ_WORDS(scope_list);

static const struct hj_word case_role_list[] = {
	{ NULL, NULL, NULL },
	{ "assessor", "人民陪审员", "people's assessor" },
	{ "agent", "诉讼代理人", "agent in the suit" },
	{ "witness", "证人", "witness" },
	{ "appraiser", "鉴定人", "appraiser" },
	{ "translator", "翻译人员", "translator" },
};
const struct hj_words hj_case_role_words = HJ_WORDS(case_role_list);

static const struct hj_word known_list[] = {
	{ NULL, NULL, NULL },
	{ "ruling", "司法确认裁定", "a ruling that confirms" },
	{ "administrative_act", "行政行为", "an administrative act" },
	{ "claim", "权利受损及义务人", "that a right was hurt, and by whom" },
	{ "obstacle_removed", "耽误期限的障碍消除", "what kept a party from acting is gone" },
	{ "duty_asked", "申请行政机关履行法定职责", "an organ was asked to perform its duty" },
	{ "duty_performed", "行政机关已履行或者答复", "the organ has performed it or answered" },
};
const struct hj_words hj_known_words = HJ_WORDS(known_list);

static const struct hj_word warning_list[] = {
	{ NULL, NULL, NULL },
	{ "identity", "涉及身份关系", "identity relations" },
	{ "ownership", "确认物权或者知识产权权属", "confirms ownership" },
	{ "vague_amount", "金钱给付未写明数额", "a money term without an amount" },
	{ "vague_time", "未写明履行时间或者条件", "a term without day or trigger" },
	{ "third_party", "可能涉及他人合法权益", "somebody who has not signed is affected" },
	{ "late", "申请期限将至或者已过", "the time to apply is nearly or wholly over" },
};
const struct hj_words hj_warning_words = HJ_WORDS(warning_list);

static const struct hj_word closing_list[] = {
	{ NULL, NULL, NULL },
	{ "agreed", "达成调解协议", "agreement reached" },
	{ "settled_withdrawn", "自行和解并撤回", "settled and withdrawn" },
	{ "not_in_term", "调解期限内未能达成", "not reached within the term" },
	{ "unwilling", "一方不愿调解", "a party is not willing" },
	{ "large_gap", "分歧过大无法达成", "too far apart" },
	{ "term_over", "期限届满且未同意延长", "term over, no extension" },
	{ "not_signed", "一方拒绝签署", "a party refuses to sign" },
	{ "other", "其他", "other" },
};
const struct hj_words hj_closing_words = HJ_WORDS(closing_list);

static const struct hj_word exclusion_list[] = {
	{ NULL, NULL, NULL },
	{ "hired", "雇凶伤害他人", "somebody was hired to hurt" },
	{ "gang", "结伙斗殴或者寻衅滋事", "fighting in a group, provoking trouble" },
	{ "repeated", "多次实施违反治安管理行为", "done several times" },
	{ "refused", "当事人拒绝调解处理", "a party refuses" },
	{ "again", "调解过程中又对对方实施", "done again while being mediated" },
	{ "fled", "调解过程中逃跑", "fled while being mediated" },
	{ "other", "其他不宜调解处理", "otherwise not fit" },
};
const struct hj_words hj_exclusion_words = HJ_WORDS(exclusion_list);

static const struct hj_field step_rows[] = {
	HJ_INT(hj_channel_step, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_channel_step, article, 0, 2000, NULL),
	HJ_WORD(hj_channel_step, basis, 0, &hj_basis_words, NULL),
	HJ_TEXT(hj_channel_step, by_outside, 0, 2000, NULL),
	HJ_BOOL(hj_channel_step, granted, 0, NULL),
	HJ_WORD(hj_channel_step, known, 0, &hj_known_words, NULL),
	HJ_TEXT(hj_channel_step, number, 0, 2000, NULL),
	HJ_TEXT(hj_channel_step, organisation, 0, 2000, NULL),
	HJ_LIST(hj_channel_step, parties, 0, &hj_no_fields, 2000, NULL),
	HJ_INT(hj_channel_step, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_channel_step, person, 0, 2000, NULL),
	HJ_SEALED(hj_channel_step, private_applicant, 0, 0, NULL),
	HJ_SEALED(hj_channel_step, private_respondent, 0, 0, NULL),
	HJ_INT(hj_channel_step, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_channel_step, referral, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_channel_step, role, 0, &hj_case_role_words, NULL),
	HJ_WORD(hj_channel_step, scope, 0, &hj_scope_words, NULL),
	HJ_WORD(hj_channel_step, stage, 0, &hj_stage_words, NULL),
	HJ_SEALED(hj_channel_step, text, 0, 0, NULL),
	HJ_LIST(hj_channel_step, warnings, 0, &hj_name_fields, 2000, NULL),
};
const struct hj_fields hj_channel_step_fields = HJ_FIELDS(hj_channel_step, step_rows);

static const struct hj_field restoration_rows[] = {
	HJ_INT(hj_restoration_set, clock, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_restoration_set, granted, 0, NULL),
	HJ_TEXT(hj_restoration_set, number, 0, 2000, NULL),
	HJ_INT(hj_restoration_set, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_restoration_set, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_restoration_set, text, 0, 0, NULL),
};
const struct hj_fields hj_restoration_set_fields = HJ_FIELDS(hj_restoration_set, restoration_rows);

static const struct hj_field facts_confirmed_rows[] = {
	HJ_INT(hj_facts_confirmed, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_facts_confirmed, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_facts_confirmed, signature, 0, &hj_signature_fields, 2000, NULL),
	HJ_SEALED(hj_facts_confirmed, text, 0, 0, NULL),
};
const struct hj_fields hj_facts_confirmed_fields = HJ_FIELDS(hj_facts_confirmed, facts_confirmed_rows);

static const struct hj_field failure_report_rows[] = {
	HJ_SEALED(hj_failure_report, attention, 0, 0, NULL),
	HJ_SEALED(hj_failure_report, basics, 0, 0, NULL),
	HJ_WORD(hj_failure_report, closing, 0, &hj_closing_words, NULL),
	HJ_SEALED(hj_failure_report, conduct, 0, 0, NULL),
	HJ_LIST(hj_failure_report, facts, 0, &hj_no_fields, 2000, NULL),
	HJ_INT(hj_failure_report, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_failure_report, reason, 0, 0, NULL),
};
const struct hj_fields hj_failure_report_fields = HJ_FIELDS(hj_failure_report, failure_report_rows);
/* clang-format on */
