/*
 * Legal aid (法律援助) in a dispute: what an application is about, where it
 * stands, who is counsel, and the draws that found counsel.
 *
 * An aid belongs to one procedure of channel legal_aid; the procedure's stage
 * says how far it is.  All articles are of the Legal Aid Act (法律援助法, F).
 * An event carries the aid as it is from then on, so the fold takes it over.
 */
#ifndef HJ_LIB_DISPUTE_AID_H
#define HJ_LIB_DISPUTE_AID_H

#include "lib/dispute/word.h"

#define HJ_COUNSEL_MOST 100 /* on one roster, and in one draw */

/* In what form aid is given (22). */
enum hj_aid_form {
	HJ_FO_CONSULTATION = 1,
	HJ_FO_DRAFTING,
	HJ_FO_DEFENCE, /* 刑事辩护与代理 */
	HJ_FO_AGENCY,  /* 民事、行政、国家赔偿案件的代理 */
	HJ_FO_DUTY,    /* 值班律师 */
	HJ_FO_LABOUR,  /* 劳动争议调解与仲裁代理 */
	HJ_FO_OTHER,
};
struct hj_aid;

extern const struct hj_words hj_aid_form_words;

/* What it is about (31; without regard to hardship 32; defence 25). */
enum hj_aid_matter {
	HJ_MA_STATE_COMPENSATION = 1,
	HJ_MA_SOCIAL_INSURANCE,
	HJ_MA_PENSION,  /* 抚恤金 */
	HJ_MA_SUPPORT,  /* 赡养费、抚养费、扶养费 */
	HJ_MA_LABOUR,   /* 确认劳动关系、劳动报酬 */
	HJ_MA_CAPACITY, /* 认定无、限制民事行为能力 */
	HJ_MA_INJURY, /* 工伤、交通、食品药品、医疗人身损害 */
	HJ_MA_ENVIRONMENT,
	HJ_MA_OTHER_LISTED, /* 31(九) */
	HJ_MA_HERO,         /* 32(一) */
	HJ_MA_GOOD_DEED,    /* 32(二) */
	HJ_MA_RETRIAL,      /* 32(三) */
	HJ_MA_VIOLENCE,     /* 32(四) 虐待、遗弃、家庭暴力 */
	HJ_MA_OTHER_FREE,   /* 32(五) */
	HJ_MA_CRIMINAL,     /* 25, by notice of an organ (36) */
};
extern const struct hj_words hj_aid_matter_words;

/* Is `matter` one for which no hardship is asked (32, 25)? */
bool hj_aid_free_of_hardship(int matter);

/* How hardship was shown, or why it is not checked (41, 42). */
enum hj_hardship {
	HJ_HA_CHECKED = 1, /* 信息共享核查 */
	HJ_HA_PROMISED,    /* 个人诚信承诺 */
	HJ_HA_NO_INCOME, /* 42(一) 无固定生活来源的未成年、老年、残疾人 */
	HJ_HA_RELIEF, /* 42(二) 社会救助、司法救助、优待抚恤 */
	HJ_HA_MIGRANT, /* 42(三) 进城务工人员请求报酬、工伤赔偿 */
	HJ_HA_OTHER,   /* 42(四) */
};
extern const struct hj_words hj_hardship_words;

/* Is hardship not checked, for the matter (32, 25) or the person (42)? */
bool hj_aid_unchecked(const struct hj_aid *aid);

/* Why aid comes before the papers are complete (44). */
enum hj_aid_urgent {
	HJ_UR_LIMITATION = 1, /* 时效、期间不足七日 */
	HJ_UR_PRESERVATION,   /* 须立即申请保全、先予执行 */
	HJ_UR_OTHER,
};
extern const struct hj_words hj_aid_urgent_words;

/* A paper that an application lacks. */
enum hj_aid_paper {
	HJ_PA_FORM = 1,  /* 申请表 */
	HJ_PA_IDENTITY,  /* 身份证明 */
	HJ_PA_HARDSHIP,  /* 经济困难状况说明、承诺 */
	HJ_PA_AGENCY,    /* 代理权证明 */
	HJ_PA_MATERIALS, /* 与申请事项有关的材料 */
	HJ_PA_OTHER,
};
extern const struct hj_words hj_aid_paper_words;

/* Why aid is refused (43). */
enum hj_aid_refusal {
	HJ_RF_SCOPE = 1, /* 不属于援助范围 */
	HJ_RF_HARDSHIP,  /* 不符合经济困难标准 */
	HJ_RF_PLACE,     /* 不属于本机构受理, 38 */
	HJ_RF_FALSE,     /* 不如实说明 */
	HJ_RF_OTHER,
};
extern const struct hj_words hj_aid_refusal_words;

/* Why aid ends before its time: the eight grounds of 48. */
enum hj_aid_termination {
	HJ_TE_FRAUD = 1,    /* 以欺骗等手段获得 */
	HJ_TE_HIDES,        /* 隐瞒重要事实或者提供虚假证据 */
	HJ_TE_UNLAWFUL_USE, /* 利用法律援助从事违法活动 */
	HJ_TE_ELIGIBLE,     /* 经济状况变化,不再符合条件 */
	HJ_TE_OVER,         /* 案件终止审理或者已经撤销 */
	HJ_TE_OWN_LAWYER,   /* 自行委托律师或者其他代理人 */
	HJ_TE_ASKED,        /* 受援人有正当理由要求终止 */
	HJ_TE_OTHER,        /* 法律法规规定的其他情形 */
};
extern const struct hj_words hj_aid_termination_words;

/* How counsel came to it. */
enum hj_aid_appointment {
	HJ_AP_DRAWN = 1,
	HJ_AP_ONLY_ONE,   /* the roster leaves one */
	HJ_AP_ASKED,      /* the recipient asks for this counsel */
	HJ_AP_CONTINUITY, /* had the matter at an earlier stage */
	HJ_AP_URGENT,     /* no time to draw (44) */
};
extern const struct hj_words hj_aid_appointment_words;

/* Why counsel is replaced (55, or what shows later). */
enum hj_aid_replacement {
	HJ_RP_RECIPIENT = 1, /* 受援人申请更换 */
	HJ_RP_CONFLICT,      /* an interest showed */
	HJ_RP_UNABLE,        /* illness, leave, too much work */
	HJ_RP_LEFT,          /* no longer on the roster */
	HJ_RP_NEGLECT,       /* 拒绝、拖延、擅自终止, 46 */
	HJ_RP_OTHER,
};
extern const struct hj_words hj_aid_replacement_words;

/* Why somebody on the roster is not a candidate. */
enum hj_left_out {
	HJ_XC_MEDIATED = 1,       /* is or was mediator of the dispute */
	HJ_XC_OTHER_SIDE,         /* acts or acted for another side */
	HJ_XC_WORKS_FOR_OPPONENT, /* declared */
	HJ_XC_RELATED,            /* declared */
	HJ_XC_INTEREST,           /* declared: another interest */
	HJ_XC_REPLACED,           /* was replaced in this aid */
	HJ_XC_NOT_YET,            /* not on the roster yet */
	HJ_XC_ENDED,              /* no longer on it */
	HJ_XC_LEAVE,
	HJ_XC_AREA,
	HJ_XC_SPECIALITY,
	HJ_XC_EXPERIENCE, /* under three years where 26 asks for them */
	HJ_XC_FULL,       /* has as many open matters as may be */
	HJ_XC_TURN,       /* had the turns of this round */
};
extern const struct hj_words hj_left_out_words;

/* A paper asked for, and whether it was handed in. */
struct hj_paper {
	int kind; /* enum hj_aid_paper */
	bool handed;
};

/* One application and what became of it. */
struct hj_aid {
	int64_t no;
	int64_t procedure;
	struct hj_no *recipients; /* parties, all of one side */
	size_t n_recipients;
	int form;              /* enum hj_aid_form */
	int matter;            /* enum hj_aid_matter */
	int hardship;          /* enum hj_hardship; 0: not shown */
	int urgent;            /* enum hj_aid_urgent; 0: not urgent */
	int32_t limitation_on; /* last day of a limitation about to end */
	bool grave;            /* life or death: three years of practice (26) */
	bool papers_asked;     /* told once, all at once (43) */
	struct hj_paper *papers;
	size_t n_papers;
	bool papers_later;      /* granted first, papers to come (44) */
	const char *roster;     /* stream of the roster that counsel is on */
	const char *counsel;    /* id there; NULL: none now */
	int appointment;        /* enum hj_aid_appointment */
	struct hj_name *former; /* counsel that were replaced */
	size_t n_former;
	int termination; /* enum hj_aid_termination */
	int32_t reported_on;
	int64_t subsidy; /* fen; HJ_NONE: none is stated */
	int64_t paid;    /* fen */
};

enum hj_draw_state {
	HJ_DR_FROZEN = 1, /* waits for a checkpoint */
	HJ_DR_CONCLUDED,
	HJ_DR_DROPPED, /* the aid ended, or no word of the seed fitted */
};
extern const struct hj_words hj_draw_state_words;

struct hj_candidate {
	const char *id;
	int64_t weight;
};
struct hj_excluded {
	const char *id;
	int reason; /* enum hj_left_out */
};

/* A draw: who could be drawn, who not and why, and who was. */
struct hj_draw {
	int64_t no;
	int64_t procedure;
	int state;   /* enum hj_draw_state */
	int64_t seq; /* of the event that froze it */
	const char *roster;
	struct hj_candidate *candidate; /* ascending by id */
	size_t n_candidate;
	struct hj_excluded *excluded; /* in the event, not in the state */
	size_t n_excluded;
	const char *seed; /* 64 hex */
	int64_t checkpoint_size;
	const char *drawn; /* the counsel */
};

/* Something happened to an aid: it is as `aid` says from now on. */
struct hj_aid_set {
	struct hj_aid *aid;
	int stage;              /* enum hj_stage; 0: it stays */
	int phase;              /* enum hj_phase; 0: it stays */
	int32_t on;             /* the day it happened */
	int refusal;            /* enum hj_aid_refusal */
	int replacement;        /* enum hj_aid_replacement */
	bool upheld;            /* objection: the decision stands */
	const char *department; /* objection: who decides */
	const char *number;     /* of the document */
	int64_t amount;         /* of a payment, fen */
	struct hj_sealed reason;
	struct hj_sealed text;
};

struct hj_draw_set {
	struct hj_draw *draw;
	int stage; /* of the procedure; 0: it stays */
	struct hj_sealed reason;
};

extern const struct hj_fields hj_aid_fields;
extern const struct hj_fields hj_draw_fields;
extern const struct hj_fields hj_paper_fields;

struct hj_dispute;

/* The aid of procedure `no`, or NULL; draw `no`, or NULL. */
struct hj_aid *hj_aid_of(const struct hj_dispute *d, int64_t procedure);
struct hj_draw *hj_draw_at(const struct hj_dispute *d, int64_t no);

/* Is or was `id` counsel of some aid here, or a candidate of an open draw? */
bool hj_is_counsel(const struct hj_dispute *d, const char *id);

#endif
