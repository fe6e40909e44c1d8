/*
 * The closed lists of words that events and commands speak in.
 *
 * Each enum has its list of wire words in word.c, in the same order; 0 always
 * means "not stated".  A word is never removed or moved, only added at the
 * end: timelines are for ever.
 */
#ifndef HJ_LIB_DISPUTE_WORD_H
#define HJ_LIB_DISPUTE_WORD_H

#include "lib/base/field.h"

/* How exactly it is known when something happened. */
enum hj_prec {
	HJ_PREC_INSTANT = 1,
	HJ_PREC_DAY,
	HJ_PREC_MONTH,
	HJ_PREC_YEAR,
	HJ_PREC_ABOUT,
	HJ_PREC_UNKNOWN,
};
extern const struct hj_words hj_prec_words;

/* How a procedure runs (程序种类). */
enum hj_channel {
	HJ_CH_PEOPLE = 1,     /* 人民调解 */
	HJ_CH_ADMINISTRATIVE, /* 行政调解 */
	HJ_CH_ASSIGNED,       /* 委派调解, before filing */
	HJ_CH_ENTRUSTED,      /* 委托调解, after filing */
	HJ_CH_IN_COURT,       /* 法院调解 */
	HJ_CH_CONFIRMATION,   /* 司法确认 */
	HJ_CH_SUIT,           /* 诉讼, tracked */
	HJ_CH_ARBITRATION,    /* 仲裁, tracked */
	HJ_CH_ENFORCEMENT,    /* 执行, tracked */
	HJ_CH_REPORT, /* 采集上报: a body that reports and hands on */
	HJ_CH_PROCURATORIAL,   /* 检察环节 */
	HJ_CH_PETITION,        /* 信访 */
	HJ_CH_LEGAL_AID,       /* 法律援助 */
	HJ_CH_HOTLINE,         /* 12345工单 */
	HJ_CH_RECONSIDERATION, /* 行政复议, tracked */
	HJ_CH_NOTARIAL,        /* 公证债权文书, tracked */
};
#define HJ_CH(c) (1u << (HJ_CH_##c))
extern const struct hj_words hj_channel_words;

/* Where a procedure stands; the common frame of every channel. */
enum hj_phase {
	HJ_PH_OPENED = 1, /* registered or received, not yet taken up */
	HJ_PH_ACCEPTED,   /* 已受理 */
	HJ_PH_MEDIATING,  /* mediators are named */
	HJ_PH_SETTLED,    /* an agreement has taken effect */
	HJ_PH_ENDED,      /* over without one, or with its result */
	HJ_PH_CLOSED,     /* nothing owed is left; filed */
};
#define HJ_PH(p) (1u << (HJ_PH_##p))
#define HJ_PH_LIVE (HJ_PH(OPENED) | HJ_PH(ACCEPTED) | HJ_PH(MEDIATING))
extern const struct hj_words hj_phase_words;

/* Why a procedure ended (结束事由). */
enum hj_ground {
	HJ_GR_SETTLED = 1,  /* 达成协议 */
	HJ_GR_NO_AGREEMENT, /* 未达成 */
	HJ_GR_REFUSED,      /* 当事人明确拒绝, 人民调解法17 */
	HJ_GR_WITHDRAWN,    /* 当事人撤回, 人民调解法23(二) */
	HJ_GR_TERM_OVER,    /* 期限届满 */
	HJ_GR_HANDED_UP,    /* 逐级上报 */
	HJ_GR_HANDED_OVER,  /* 移交 */
	HJ_GR_DECLINED,     /* 不予受理 */
	HJ_GR_OTHER_FORUM,  /* 已诉讼、仲裁或者另行调解 */
	HJ_GR_DECIDED,      /* 裁判、裁决 */
	HJ_GR_RETURNED,     /* 退回委派、委托机关 */
	HJ_GR_NOT_STATED,   /* 未载明 */
	HJ_GR_UNREACHABLE,  /* 当事人下落不明 */
	HJ_GR_OTHER,        /* 其他 */
	HJ_GR_ANSWERED,     /* 工单已答复、办结 */
	HJ_GR_UNDERTAKING,  /* 息诉承诺 */
	HJ_GR_TERMINATED,   /* 依法终结, 涉法涉诉信访 */
	HJ_GR_COMPLETED,    /* 办理完毕, without a settlement of its own */
	HJ_GR_AID_TERMINATED, /* 终止法律援助 */
};
extern const struct hj_words hj_ground_words;

/* Where the matter came from (纠纷来源). */
enum hj_source {
	HJ_SRC_APPLICATION = 1, /* 依当事人申请 */
	HJ_SRC_EX_OFFICIO,      /* 主动调解, screening */
	HJ_SRC_GRID,            /* 网格上报 */
	HJ_SRC_HOTLINE,         /* 12345 */
	HJ_SRC_CENTRE,          /* 综治中心分流 */
	HJ_SRC_POLICE,          /* 公安机关 */
	HJ_SRC_COURT,           /* 法院 */
	HJ_SRC_PROCURATORATE,   /* 检察院 */
	HJ_SRC_PETITION,        /* 信访部门 */
	HJ_SRC_LEGAL_AID,       /* 法律援助中心 */
	HJ_SRC_ARBITRATION,     /* 仲裁机构 */
	HJ_SRC_ORGAN,           /* 其他行政机关 */
	HJ_SRC_ONLINE,          /* 当事人网上提交 */
};
extern const struct hj_words hj_source_words;

/* In what form somebody said or asked something. */
enum hj_manner {
	HJ_MN_ORAL = 1,
	HJ_MN_WRITTEN,
	HJ_MN_ONLINE,
	HJ_MN_PHONE,
	HJ_MN_BY_CODE, /* by code, identity not verified */
};
extern const struct hj_words hj_manner_words;
/* The same, but what only a party says by its own code. */
extern const struct hj_words hj_entered_manner_words;

enum hj_party_kind {
	HJ_PK_NATURAL = 1,
	HJ_PK_ORGANISATION,
	HJ_PK_GROUP,
};
extern const struct hj_words hj_party_kind_words;

enum hj_side {
	HJ_SIDE_APPLICANT = 1,
	HJ_SIDE_RESPONDENT,
	HJ_SIDE_EQUAL,     /* parties without sides */
	HJ_SIDE_AFFECTED,  /* not a party, but touched by it */
	HJ_SIDE_ASSISTING, /* helps with the settlement */
	HJ_SIDE_ABSENT,    /* a party of the dispute that takes no part */
};
extern const struct hj_words hj_side_words;

enum hj_answer {
	HJ_AN_ASKED = 1,
	HJ_AN_AGREES,
	HJ_AN_REFUSES,
	HJ_AN_SILENT,
};
extern const struct hj_words hj_answer_words;

/* By which procedure a court tries a suit (特邀27, 民诉法152、164: F). */
enum hj_trial {
	HJ_TR_ORDINARY = 1, /* 普通程序 */
	HJ_TR_SIMPLIFIED,   /* 简易程序 */
};
extern const struct hj_words hj_trial_words;

/* Who came to a sitting, and how. */
enum hj_presence {
	HJ_PR_CAME = 1,
	HJ_PR_REPRESENTED,
	HJ_PR_ABSENT_NOTICED,   /* had notice and did not come */
	HJ_PR_ABSENT_UNNOTICED, /* had no notice */
	HJ_PR_EXCUSED,
};
extern const struct hj_words hj_presence_words;

enum hj_mode {
	HJ_MO_TOGETHER = 1, /* face to face, one room */
	HJ_MO_APART,        /* back to back, separate rooms */
	HJ_MO_MIXED,
	HJ_MO_PHONE,
	HJ_MO_VIDEO,
	HJ_MO_CHAT,
};
extern const struct hj_words hj_mode_words;

/* What a sitting came to. */
enum hj_result {
	HJ_RE_CONTINUES = 1,
	HJ_RE_AGREED,
	HJ_RE_NOT_AGREED,
	HJ_RE_CANCELLED,
};
extern const struct hj_words hj_result_words;

/* Why a sitting counts as an attempt or does not. */
enum hj_counts {
	HJ_CO_YES = 1,
	HJ_CO_CANCELLED,
	HJ_CO_NOT_ASSIGNED,  /* held by somebody not assigned */
	HJ_CO_SIDE_MISSING,  /* a side neither came nor had notice */
	HJ_CO_NO_TIMES,      /* without start and end */
	HJ_CO_SAME_SITTING,  /* part of a sitting already counted */
	HJ_CO_OTHER_CHANNEL, /* not a procedure that mediates */
};
extern const struct hj_words hj_counts_words;

enum hj_agreement_form {
	HJ_AF_WRITTEN = 1,
	HJ_AF_ORAL,
	HJ_AF_PRIVATE, /* 自行协议: made by the parties alone */
};
extern const struct hj_words hj_agreement_form_words;

enum hj_agreement_state {
	HJ_AS_DRAFT = 1,
	HJ_AS_EFFECTIVE,
	HJ_AS_REPLACED,
	HJ_AS_DROPPED,
};
extern const struct hj_words hj_agreement_state_words;

enum hj_term_kind {
	HJ_TK_MONEY = 1,
	HJ_TK_DUTY,
};
extern const struct hj_words hj_term_kind_words;

enum hj_term_state {
	HJ_TS_OPEN = 1,
	HJ_TS_PART,
	HJ_TS_PERFORMED,
	HJ_TS_DEFAULTED,
	HJ_TS_CARRIED, /* carried over into the agreement that replaced it */
};
extern const struct hj_words hj_term_state_words;

/* How somebody signed (签名、盖章、按指印). */
enum hj_signing {
	HJ_SG_SIGNATURE = 1,
	HJ_SG_SEAL,
	HJ_SG_THUMBPRINT,
	HJ_SG_PROXY,
	HJ_SG_ELECTRONIC,
	HJ_SG_REFUSED,
};
extern const struct hj_words hj_signing_words;

/* How exactly an amount is known. */
enum hj_exactness {
	HJ_EX_EXACT = 1,
	HJ_EX_ABOUT,
	HJ_EX_AT_LEAST,
	HJ_EX_PERIODIC,
};
extern const struct hj_words hj_exactness_words;

enum hj_referral_kind {
	HJ_RK_REFER = 1, /* 转办 */
	HJ_RK_ESCALATE,  /* 逐级上报, asked for by a rule or a report */
	HJ_RK_HAND_OVER, /* 移交 between mediation bodies */
	HJ_RK_ASSIGN,    /* 委派, before filing */
	HJ_RK_ENTRUST,   /* 委托, after filing */
	HJ_RK_OUTSIDE,   /* to a body that does not use the system */
};
extern const struct hj_words hj_referral_kind_words;

enum hj_referral_state {
	HJ_RS_OFFERED = 1,
	HJ_RS_ACCEPTED,
	HJ_RS_REFUSED,
	HJ_RS_RETURNED,
	HJ_RS_REVOKED,
	HJ_RS_LAPSED,
	HJ_RS_RECORDED, /* outside: nobody here can answer */
};
extern const struct hj_words hj_referral_state_words;

enum hj_notice_kind {
	HJ_NK_RIGHTS = 1,   /* 权利义务告知书 */
	HJ_NK_ROUTES,       /* 其他救济途径告知, 人民调解法26 */
	HJ_NK_NOT_ACCEPTED, /* 不予受理通知 */
	HJ_NK_CORRECTING,   /* takes back an earlier notice */
	HJ_NK_RULING,       /* 裁定书 */
	HJ_NK_TO_COURT, /* 调解协议送法院备案, 特邀24; owed to no party */
	HJ_NK_PETITION_TOLD, /* 信访受理、去向、途径告知, 22、23 */
	HJ_NK_PETITION_REPLY,    /* 答复, 29、30、31(五) */
	HJ_NK_PETITION_OPINION,  /* 信访处理意见书, 32 */
	HJ_NK_PETITION_REVIEW,   /* 复查意见书, 35 */
	HJ_NK_PETITION_RECHECK,  /* 复核意见书和不再受理告知, 36 */
	HJ_NK_PETITION_REFUSED,  /* 不予(再)受理、不予复查告知 */
	HJ_NK_PETITION_EXTENDED, /* 延期告知, 34 */
	HJ_NK_PETITION_TERMINATED, /* 依法终结告知 */
	HJ_NK_AID_PAPERS,     /* 补充材料通知书, 法律援助法43 */
	HJ_NK_AID_REFUSED,    /* 不予法律援助决定书, 43 */
	HJ_NK_AID_COUNSEL,    /* 指派通知书, 43 */
	HJ_NK_AID_TERMINATED, /* 终止法律援助决定书, 48 */
	HJ_NK_LIMIT, /* 期限提醒: a limit of the party's own ends */
};
extern const struct hj_words hj_notice_kind_words;

enum hj_notice_state {
	HJ_NS_OWED = 1,
	HJ_NS_SERVED,
	HJ_NS_RETURNED,
	HJ_NS_REPLACED,
};
extern const struct hj_words hj_notice_state_words;

/* How a notice reached somebody. */
enum hj_means {
	HJ_ME_HANDED = 1, /* 直接送达 */
	HJ_ME_POST,       /* 邮寄 */
	HJ_ME_ELECTRONIC, /* 电子送达, with consent */
	HJ_ME_LEFT,       /* 留置送达 */
	HJ_ME_ANNOUNCED,  /* 公告 */
	HJ_ME_TOLD,       /* 当面或者电话告知 */
};
#define HJ_ME(m) (1u << (HJ_ME_##m))
extern const struct hj_words hj_means_words;

/* What proves that a notice arrived (送达凭据). */
enum hj_proof {
	HJ_PF_SIGNED = 1,   /* 签收的送达回证 */
	HJ_PF_POST_NUMBER,  /* 邮件号 */
	HJ_PF_CALL_NOTE,    /* 通话、当面告知记录 */
	HJ_PF_WITNESS,      /* 见证人在场留置 */
	HJ_PF_E_RECEIPT,    /* 电子回执 */
	HJ_PF_ANNOUNCEMENT, /* 公告的载体和日期 */
};
extern const struct hj_words hj_proof_words;

/* What an expired limit does (生效后果). */
enum hj_effect {
	HJ_EF_OVERDUE =
	    1, /* an organ's limit: an overdue entry, nothing barred */
	HJ_EF_RIGHT_LOST, /* a party's right ends */
	HJ_EF_ESCALATE,   /* the ladder goes on */
	HJ_EF_LAPSE,      /* an offer lapses */
	HJ_EF_TASK,       /* a task appears */
	HJ_EF_ENDS,       /* the law ends the mediation (视为调解不成) */
};
extern const struct hj_words hj_effect_words;

enum hj_clock_state {
	HJ_CS_RUNNING = 1,
	HJ_CS_MET,
	HJ_CS_FIRED,
	HJ_CS_STOPPED,
	HJ_CS_SET_ASIDE,
	HJ_CS_AWAITING_DATE,    /* when it began is not known */
	HJ_CS_AWAITING_SERVICE, /* it runs from a service that was not made */
};
extern const struct hj_words hj_clock_state_words;

/* What kind of danger (人民调解法25). */
enum hj_danger {
	HJ_DA_VIOLENCE = 1,
	HJ_DA_THREAT,
	HJ_DA_SELF_HARM,
	HJ_DA_MINOR,
	HJ_DA_DOMESTIC,
	HJ_DA_CROWD,
};
extern const struct hj_words hj_danger_words;

/* What a performance or a default is about. */
enum hj_performance_on {
	HJ_PO_TERM = 1,   /* on a term of an agreement */
	HJ_PO_TITLE,      /* on an enforceable title */
	HJ_PO_CLAIM,      /* on the claim itself, no agreement */
	HJ_PO_OBLIGATION, /* on the underlying obligation (原债务) */
};
extern const struct hj_words hj_performance_on_words;

/* What gives a right to enforcement (执行依据). */
enum hj_title_kind {
	HJ_TI_CONFIRMED = 1,  /* 司法确认裁定 */
	HJ_TI_COURT_LETTER,   /* 法院调解书 */
	HJ_TI_ARBITRATION,    /* 仲裁调解书或者裁决书 */
	HJ_TI_JUDGMENT,       /* 判决书 */
	HJ_TI_NOTARIAL,       /* 公证债权文书 */
	HJ_TI_ADMINISTRATIVE, /* 行政决定 */
	HJ_TI_EXTERNAL,       /* 来源未载 */
};
extern const struct hj_words hj_title_kind_words;

/* What a court made of an application for confirmation (民诉法206). */
enum hj_ruling {
	HJ_RU_VALID = 1,
	HJ_RU_REJECTED,
	HJ_RU_WITHDRAWN,
	HJ_RU_NOT_ACCEPTED,
};
extern const struct hj_words hj_ruling_words;

/* Why a matter is not taken up (不予受理). */
enum hj_decline {
	HJ_DE_EXCLUSIVE = 1, /* 依法只能由专门机关管辖 */
	HJ_DE_BARRED,        /* 法律禁止调解 */
	HJ_DE_TAKEN_UP,      /* 已由其他机关受理或解决 */
	HJ_DE_REFUSED,       /* 一方明确拒绝, 人民调解法17 */
	HJ_DE_NOT_CIVIL,     /* 不属于民事纠纷 */
	HJ_DE_OTHER_BODY,    /* 不属于本单位办理范围 */
	HJ_DE_NO_OTHER_SIDE, /* 没有明确的对方当事人 */
	HJ_DE_OTHER,
	HJ_DE_OFF_LINE, /* 不适宜在线调解, 在线9 */
};
extern const struct hj_words hj_decline_words;

/* How an attempt to speak to a party went (联系结果). */
enum hj_reached {
	HJ_RC_WILL_COME = 1,
	HJ_RC_WILL_NOT,
	HJ_RC_WILL_THINK,
	HJ_RC_MESSAGE_LEFT,
	HJ_RC_NO_ANSWER,
	HJ_RC_NOT_FOUND,
};
extern const struct hj_words hj_reached_words;

/* What a party said when it was asked afterwards (满意度). */
enum hj_satisfaction {
	HJ_SA_SATISFIED = 1,
	HJ_SA_FAIR,
	HJ_SA_UNSATISFIED,
};
extern const struct hj_words hj_satisfaction_words;

/* Why a body does not take what was handed to it (拒收、退单的理由). */
enum hj_turn_down {
	HJ_TDN_NOT_OURS = 1, /* 明显不属本单位职责, 潍坊22 (F-L) */
	HJ_TDN_DISPUTED,     /* 职责有争议, 潍坊22 (F-L) */
	HJ_TDN_CHARTER,      /* 超出章程, 在线调解规则12 (F) */
	HJ_TDN_EXPERTISE,    /* 超出专业领域, 在线调解规则12 (F) */
	HJ_TDN_INTEREST,     /* 利害关系, 特邀15; 在线13 (F) */
	HJ_TDN_UNWILLING,    /* 当事人明确拒绝, 人民调解法17 (F) */
	HJ_TDN_ELSEWHERE, /* 已进入其他法定程序, 国办发〔2020〕53号 (F) */
	HJ_TDN_CONCLUDED, /* 已有依法作出的结论, 国办发〔2020〕53号 (F) */
	HJ_TDN_BARRED,   /* 法律禁止以调解方式解决 */
	HJ_TDN_REPEATED, /* 同一事项正在办理 */
	HJ_TDN_OTHER,    /* said in words */
};
extern const struct hj_words hj_turn_down_words;

#endif
