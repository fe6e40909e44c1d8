/* The closed lists of words; see word.h.  Order is the order of the enums. */
#include "lib/dispute/word.h"

/* clang-format off */
static const struct hj_word prec_list[] = {
	{ NULL, NULL, NULL },
	{ "instant", "时刻", "instant" },
	{ "day", "日", "day" },
	{ "month", "月", "month" },
	{ "year", "年", "year" },
	{ "about", "约", "about" },
	{ "unknown", "不详", "unknown" },
};
const struct hj_words hj_prec_words = HJ_WORDS(prec_list);

static const struct hj_word channel_list[] = {
	{ NULL, NULL, NULL },
	{ "people", "人民调解", "people's mediation" },
	{ "administrative", "行政调解", "administrative mediation" },
	{ "assigned", "委派调解", "court-assigned mediation" },
	{ "entrusted", "委托调解", "court-entrusted mediation" },
	{ "in_court", "法院调解", "mediation in court" },
	{ "confirmation", "司法确认", "judicial confirmation" },
	{ "suit", "诉讼", "suit" },
	{ "arbitration", "仲裁", "arbitration" },
	{ "enforcement", "执行", "enforcement" },
	{ "report", "采集上报", "report" },
	{ "procuratorial", "检察环节", "procuratorial" },
	{ "petition", "信访", "petition" },
	{ "legal_aid", "法律援助", "legal aid" },
	{ "hotline", "12345工单", "hotline order" },
	{ "reconsideration", "行政复议", "administrative reconsideration" },
	{ "notarial", "公证债权文书", "notarial title" },
};
const struct hj_words hj_channel_words = HJ_WORDS(channel_list);

static const struct hj_word phase_list[] = {
	{ NULL, NULL, NULL },
	{ "opened", "已登记", "opened" },
	{ "accepted", "已受理", "accepted" },
	{ "mediating", "调解中", "mediating" },
	{ "settled", "已达成协议", "settled" },
	{ "ended", "已结束", "ended" },
	{ "closed", "已办结", "closed" },
};
const struct hj_words hj_phase_words = HJ_WORDS(phase_list);

static const struct hj_word ground_list[] = {
	{ NULL, NULL, NULL },
	{ "settled", "达成协议", "settled" },
	{ "no_agreement", "未达成协议", "no agreement" },
	{ "refused", "当事人拒绝调解", "a party refused" },
	{ "withdrawn", "当事人撤回", "withdrawn" },
	{ "term_over", "期限届满", "term over" },
	{ "handed_up", "逐级上报", "handed up" },
	{ "handed_over", "移交", "handed over" },
	{ "declined", "不予受理", "declined" },
	{ "other_forum", "已由其他途径处理", "another forum" },
	{ "decided", "已裁判或裁决", "decided" },
	{ "returned", "退回", "returned" },
	{ "not_stated", "未载明", "not stated" },
	{ "unreachable", "当事人下落不明", "unreachable" },
	{ "other", "其他", "other" },
	{ "answered", "已答复办结", "answered" },
	{ "undertaking", "息诉承诺", "undertaking to give it up" },
	{ "terminated", "依法终结", "terminated by law" },
	{ "completed", "办理完毕", "completed" },
	{ "aid_terminated", "终止法律援助", "legal aid terminated" },
};
const struct hj_words hj_ground_words = HJ_WORDS(ground_list);

static const struct hj_word source_list[] = {
	{ NULL, NULL, NULL },
	{ "application", "依当事人申请", "application" },
	{ "ex_officio", "主动调解", "ex officio" },
	{ "grid", "网格上报", "grid report" },
	{ "hotline", "12345工单", "hotline order" },
	{ "centre", "综治中心分流", "centre dispatch" },
	{ "police", "公安机关移送", "police" },
	{ "court", "法院委托移送", "court" },
	{ "procuratorate", "检察院移送", "procuratorate" },
	{ "petition", "信访部门转送", "petition office" },
	{ "legal_aid", "法律援助中心", "legal-aid centre" },
	{ "arbitration", "仲裁机构", "arbitration" },
	{ "organ", "行政机关移送", "administrative organ" },
	{ "online", "网上提交", "on line" },
};
const struct hj_words hj_source_words = HJ_WORDS(source_list);

static const struct hj_word manner_list[] = {
	{ NULL, NULL, NULL },
	{ "oral", "口头", "oral" },
	{ "written", "书面", "written" },
	{ "online", "网上", "on line" },
	{ "phone", "电话", "telephone" },
	{ "by_code", "凭码(身份未核实)", "by code, identity not verified" },
};
const struct hj_words hj_manner_words = HJ_WORDS(manner_list);
const struct hj_words hj_entered_manner_words = { manner_list, HJ_MN_BY_CODE };

static const struct hj_word party_kind_list[] = {
	{ NULL, NULL, NULL },
	{ "natural", "自然人", "natural person" },
	{ "organisation", "单位", "organisation" },
	{ "group", "群体", "group" },
};
const struct hj_words hj_party_kind_words = HJ_WORDS(party_kind_list);

static const struct hj_word side_list[] = {
	{ NULL, NULL, NULL },
	{ "applicant", "申请方", "applicant" },
	{ "respondent", "被申请方", "respondent" },
	{ "equal", "当事人(不分方)", "equal party" },
	{ "affected", "利害关系人", "affected, not a party" },
	{ "assisting", "协助方", "assisting" },
	{ "absent", "未参加调解的当事人", "party not taking part" },
};
const struct hj_words hj_side_words = HJ_WORDS(side_list);

static const struct hj_word answer_list[] = {
	{ NULL, NULL, NULL },
	{ "asked", "已征询", "asked" },
	{ "agrees", "同意", "agrees" },
	{ "refuses", "明确拒绝", "refuses" },
	{ "silent", "未答复", "silent" },
};
const struct hj_words hj_answer_words = HJ_WORDS(answer_list);

static const struct hj_word trial_list[] = {
	{ NULL, NULL, NULL },
	{ "ordinary", "普通程序", "ordinary procedure" },
	{ "simplified", "简易程序", "simplified procedure" },
};
const struct hj_words hj_trial_words = HJ_WORDS(trial_list);

static const struct hj_word presence_list[] = {
	{ NULL, NULL, NULL },
	{ "came", "到场", "came" },
	{ "represented", "代理人到场", "represented" },
	{ "absent_noticed", "已通知未到", "absent with notice" },
	{ "absent_unnoticed", "未通知", "absent without notice" },
	{ "excused", "请假", "excused" },
};
const struct hj_words hj_presence_words = HJ_WORDS(presence_list);

static const struct hj_word mode_list[] = {
	{ NULL, NULL, NULL },
	{ "together", "面对面", "face to face" },
	{ "apart", "背对背", "separate rooms" },
	{ "mixed", "面对面与背对背结合", "mixed" },
	{ "phone", "电话", "telephone" },
	{ "video", "视频", "video" },
	{ "chat", "群聊", "chat group" },
};
const struct hj_words hj_mode_words = HJ_WORDS(mode_list);

static const struct hj_word result_list[] = {
	{ NULL, NULL, NULL },
	{ "continues", "有待继续", "to be continued" },
	{ "agreed", "达成一致", "agreed" },
	{ "not_agreed", "未达成", "not agreed" },
	{ "cancelled", "取消", "cancelled" },
};
const struct hj_words hj_result_words = HJ_WORDS(result_list);

static const struct hj_word counts_list[] = {
	{ NULL, NULL, NULL },
	{ "yes", "计入次数", "counts" },
	{ "cancelled", "不计:已取消", "not counted: cancelled" },
	{ "not_assigned", "不计:主持人非本案调解员", "not counted: mediator not assigned" },
	{ "side_missing", "不计:一方未到且未通知", "not counted: a side was absent without notice" },
	{ "no_times", "不计:缺起止时间", "not counted: no start or end" },
	{ "same_sitting", "不计:同一次调解已计", "not counted: same sitting" },
	{ "other_channel", "不计:非调解程序", "not counted: not a mediation" },
};
const struct hj_words hj_counts_words = HJ_WORDS(counts_list);

static const struct hj_word agreement_form_list[] = {
	{ NULL, NULL, NULL },
	{ "written", "书面协议", "written" },
	{ "oral", "口头协议", "oral" },
	{ "private", "自行协议", "private" },
};
const struct hj_words hj_agreement_form_words = HJ_WORDS(agreement_form_list);

static const struct hj_word agreement_state_list[] = {
	{ NULL, NULL, NULL },
	{ "draft", "草稿", "draft" },
	{ "effective", "已生效", "effective" },
	{ "replaced", "已被替代", "replaced" },
	{ "dropped", "作废", "dropped" },
};
const struct hj_words hj_agreement_state_words = HJ_WORDS(agreement_state_list);

static const struct hj_word term_kind_list[] = {
	{ NULL, NULL, NULL },
	{ "money", "金钱", "money" },
	{ "duty", "行为", "duty" },
};
const struct hj_words hj_term_kind_words = HJ_WORDS(term_kind_list);

static const struct hj_word term_state_list[] = {
	{ NULL, NULL, NULL },
	{ "open", "未到期或未履行", "open" },
	{ "part", "部分履行", "performed in part" },
	{ "performed", "已履行", "performed" },
	{ "defaulted", "逾期未履行", "in default" },
	{ "carried", "转入新协议", "carried over" },
};
const struct hj_words hj_term_state_words = HJ_WORDS(term_state_list);

static const struct hj_word signing_list[] = {
	{ NULL, NULL, NULL },
	{ "signature", "签名", "signature" },
	{ "seal", "盖章", "seal" },
	{ "thumbprint", "按指印", "thumbprint" },
	{ "proxy", "代签", "by proxy" },
	{ "electronic", "电子签名", "electronic" },
	{ "refused", "拒签", "refused" },
};
const struct hj_words hj_signing_words = HJ_WORDS(signing_list);

static const struct hj_word exactness_list[] = {
	{ NULL, NULL, NULL },
	{ "exact", "确数", "exact" },
	{ "about", "约", "about" },
	{ "at_least", "以上", "at least" },
	{ "periodic", "按期", "periodic" },
};
const struct hj_words hj_exactness_words = HJ_WORDS(exactness_list);

static const struct hj_word referral_kind_list[] = {
	{ NULL, NULL, NULL },
	{ "refer", "转办", "referral" },
	{ "escalate", "逐级上报", "escalation" },
	{ "hand_over", "移交", "hand-over" },
	{ "assign", "委派", "assignment before filing" },
	{ "entrust", "委托", "entrustment after filing" },
	{ "outside", "转外部单位", "to an outside body" },
};
const struct hj_words hj_referral_kind_words = HJ_WORDS(referral_kind_list);

static const struct hj_word referral_state_list[] = {
	{ NULL, NULL, NULL },
	{ "offered", "待接收", "offered" },
	{ "accepted", "已接收", "accepted" },
	{ "refused", "已拒收", "refused" },
	{ "returned", "已退回", "returned" },
	{ "revoked", "已撤回", "revoked" },
	{ "lapsed", "逾期失效", "lapsed" },
	{ "recorded", "已记录", "recorded" },
};
const struct hj_words hj_referral_state_words = HJ_WORDS(referral_state_list);

static const struct hj_word notice_kind_list[] = {
	{ NULL, NULL, NULL },
	{ "rights", "权利义务告知书", "rights and duties" },
	{ "routes", "其他途径告知书", "other routes" },
	{ "not_accepted", "不予受理通知书", "not accepted" },
	{ "correcting", "更正通知", "correcting notice" },
	{ "ruling", "裁定书", "ruling" },
	{ "to_court", "协议送法院", "agreement filed with the court" },
	{ "petition_told", "信访受理、去向告知书", "petition: what becomes of it" },
	{ "petition_reply", "信访答复", "petition: reply" },
	{ "petition_opinion", "信访处理意见书", "petition: opinion" },
	{ "petition_review", "复查意见书", "petition: review opinion" },
	{ "petition_recheck", "复核意见书", "petition: re-check opinion" },
	{ "petition_refused", "不予受理告知书", "petition: not accepted" },
	{ "petition_extended", "延期办理告知书", "petition: handling extended" },
	{ "petition_terminated", "终结告知书", "petition: terminated" },
	{ "aid_papers", "补充材料通知书", "papers asked for" },
	{ "aid_refused", "不予法律援助决定书", "refusal of legal aid" },
	{ "aid_counsel", "指派通知书", "counsel appointed" },
	{ "aid_terminated", "终止法律援助决定书", "end of legal aid" },
	{ "limit", "期限提醒", "a limit is about to end" },
};
const struct hj_words hj_notice_kind_words = HJ_WORDS(notice_kind_list);

static const struct hj_word notice_state_list[] = {
	{ NULL, NULL, NULL },
	{ "owed", "待送达", "owed" },
	{ "served", "已送达", "served" },
	{ "returned", "退回未送达", "returned" },
	{ "replaced", "已被替代", "replaced" },
};
const struct hj_words hj_notice_state_words = HJ_WORDS(notice_state_list);

static const struct hj_word means_list[] = {
	{ NULL, NULL, NULL },
	{ "handed", "直接送达", "handed over" },
	{ "post", "邮寄送达", "post" },
	{ "electronic", "电子送达", "electronic" },
	{ "left", "留置送达", "left" },
	{ "announced", "公告送达", "announced" },
	{ "told", "当面或者电话告知", "told" },
};
const struct hj_words hj_means_words = HJ_WORDS(means_list);

static const struct hj_word proof_list[] = {
	{ NULL, NULL, NULL },
	{ "signed", "签收的送达回证", "signed receipt" },
	{ "post_number", "邮件号", "post number" },
	{ "call_note", "告知记录", "call note" },
	{ "witness", "见证人在场", "left before a witness" },
	{ "e_receipt", "电子回执", "electronic receipt" },
	{ "announcement", "公告载体和日期", "where and when announced" },
};
const struct hj_words hj_proof_words = HJ_WORDS(proof_list);

static const struct hj_word effect_list[] = {
	{ NULL, NULL, NULL },
	{ "overdue", "超期登记", "overdue entry" },
	{ "right_lost", "权利丧失", "right lost" },
	{ "escalate", "自动上报", "escalation" },
	{ "lapse", "失效", "lapse" },
	{ "task", "产生任务", "task" },
	{ "ends", "依法终止调解", "mediation ends by law" },
};
const struct hj_words hj_effect_words = HJ_WORDS(effect_list);

static const struct hj_word clock_state_list[] = {
	{ NULL, NULL, NULL },
	{ "running", "计时中", "running" },
	{ "met", "按期完成", "met" },
	{ "fired", "已届满", "expired" },
	{ "stopped", "已停止", "stopped" },
	{ "set_aside", "届满后果已撤销", "expiry set aside" },
	{ "awaiting_date", "待查明日期", "date to be found" },
	{ "awaiting_service", "未送达,期限未起算", "not served, limit not running" },
};
const struct hj_words hj_clock_state_words = HJ_WORDS(clock_state_list);

static const struct hj_word danger_list[] = {
	{ NULL, NULL, NULL },
	{ "violence", "肢体冲突", "violence" },
	{ "threat", "扬言", "threat" },
	{ "self_harm", "自伤", "self-harm" },
	{ "minor", "涉未成年人", "minor" },
	{ "domestic", "家庭暴力", "domestic violence" },
	{ "crowd", "聚集", "crowd" },
};
const struct hj_words hj_danger_words = HJ_WORDS(danger_list);

static const struct hj_word performance_on_list[] = {
	{ NULL, NULL, NULL },
	{ "term", "协议条款", "term" },
	{ "title", "执行依据", "title" },
	{ "claim", "诉求本身", "claim" },
	{ "obligation", "原债务", "obligation" },
};
const struct hj_words hj_performance_on_words = HJ_WORDS(performance_on_list);

static const struct hj_word title_kind_list[] = {
	{ NULL, NULL, NULL },
	{ "confirmed", "司法确认裁定", "confirmation ruling" },
	{ "court_letter", "法院调解书", "court mediation letter" },
	{ "arbitration", "仲裁文书", "arbitration letter or award" },
	{ "judgment", "判决", "judgment" },
	{ "notarial", "公证债权文书", "notarial document" },
	{ "administrative", "行政决定", "administrative decision" },
	{ "external", "来源未载", "outside title" },
};
const struct hj_words hj_title_kind_words = HJ_WORDS(title_kind_list);

static const struct hj_word ruling_list[] = {
	{ NULL, NULL, NULL },
	{ "valid", "裁定有效", "valid" },
	{ "rejected", "裁定驳回", "rejected" },
	{ "withdrawn", "撤回申请", "withdrawn" },
	{ "not_accepted", "不予受理", "not accepted" },
};
const struct hj_words hj_ruling_words = HJ_WORDS(ruling_list);

static const struct hj_word decline_list[] = {
	{ NULL, NULL, NULL },
	{ "exclusive", "依法只能由专门机关管辖", "only a special authority may handle it" },
	{ "barred", "法律禁止以调解方式解决", "mediation is forbidden by law" },
	{ "taken_up", "已由其他机关受理或者解决", "another authority has taken it up or decided it" },
	{ "refused", "一方明确拒绝调解", "a party clearly refuses" },
	{ "not_civil", "不属于民事纠纷", "not a civil dispute" },
	{ "other_body", "不属于本单位办理范围", "not within this body's field" },
	{ "no_other_side", "没有明确的对方当事人", "no other side is known" },
	{ "other", "其他", "other" },
	{ "off_line", "不适宜在线调解,需现场办理", "not to be mediated on line; come to the court" },
};
const struct hj_words hj_decline_words = HJ_WORDS(decline_list);

static const struct hj_word reached_list[] = {
	{ NULL, NULL, NULL },
	{ "will_come", "愿意来谈", "reached: will come" },
	{ "will_not", "不愿来谈", "reached: will not come" },
	{ "will_think", "要再想想", "reached: will think it over" },
	{ "message_left", "请人转告", "not reached: message left" },
	{ "no_answer", "无人接听或不在", "not reached: no answer, not at home" },
	{ "not_found", "号码或地址不对", "not reached: wrong number or address" },
};
const struct hj_words hj_reached_words = HJ_WORDS(reached_list);

static const struct hj_word satisfaction_list[] = {
	{ NULL, NULL, NULL },
	{ "satisfied", "满意", "satisfied" },
	{ "fair", "基本满意", "fairly satisfied" },
	{ "unsatisfied", "不满意", "unsatisfied" },
};
const struct hj_words hj_satisfaction_words = HJ_WORDS(satisfaction_list);

static const struct hj_word turn_down_list[] = {
	{ NULL, NULL, NULL },
	{ "not_ours", "明显不属于本单位职责", "clearly not this body's duty" },
	{ "disputed", "职责有争议", "whose duty it is is disputed" },
	{ "charter", "超出章程规定的范围", "outside the body's charter" },
	{ "expertise", "超出专业领域", "outside the body's expertise" },
	{ "interest", "有利害关系,应当回避", "an interest in the matter" },
	{ "unwilling", "当事人明确拒绝", "a party clearly refuses" },
	{ "elsewhere", "已进入诉讼、仲裁、复议、信访等程序", "in another lawful procedure already" },
	{ "concluded", "已有依法作出的结论", "a lawful conclusion exists" },
	{ "barred", "法律禁止以调解方式解决", "mediation is forbidden by law" },
	{ "repeated", "同一事项正在办理", "the same matter is being handled" },
	{ "other", "其他(须说明)", "other, in words" },
};
const struct hj_words hj_turn_down_words = HJ_WORDS(turn_down_list);

/* clang-format on */
