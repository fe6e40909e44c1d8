/*
 * The papers of a dispute (卷宗材料): files that were attached, and what they
 * are.
 *
 * The bytes of a file are not in the timeline.  They are kept sealed beside it
 * (server/store.h); the event holds the SHA-256 of the sealed bytes, so that a
 * byte changed there shows.  An attachment is never taken away, only marked:
 * what was detached is neither listed as a paper nor given out any more.
 */
#ifndef HJ_LIB_DISPUTE_DOSSIER_H
#define HJ_LIB_DISPUTE_DOSSIER_H

#include "lib/time/clock.h"

/* More files than this a dispute does not hold: its state has to stay small. */
#define HJ_ATTACHMENTS_MOST 100

/* One file is no longer than this, in bytes. */
#define HJ_FILE_MOST ((int64_t)50 * 1024 * 1024)

/* What a file is, found by its first bytes; its name says nothing. */
enum hj_file_type {
	HJ_FT_PDF = 1,
	HJ_FT_OFD,    /* 版式文件, GB/T 33190 */
	HJ_FT_OFFICE, /* OOXML: docx, xlsx */
	HJ_FT_JPEG,
	HJ_FT_PNG,
	HJ_FT_TIFF,
	HJ_FT_WEBP,
	HJ_FT_TEXT, /* UTF-8 */
	HJ_FT_MP3,
	HJ_FT_WAV,
	HJ_FT_AMR,
	HJ_FT_MP4, /* and what is built like it: m4a, mov, heic */
};
extern const struct hj_words hj_file_type_words;

/*
 * The type of the file that begins with the `n` bytes at `p` (the first 256 KiB
 * of it, or all), or 0: it is none that is taken.  `whole` says that these are
 * all its bytes.
 */
int hj_file_type(const void *p, size_t n, bool whole);

/* How a type is called in HTTP: "application/pdf". */
const char *hj_file_media(int type);

/* What a paper is (文书、材料): for people's mediation 司法部2010 and domain
 * lists of other channels; which are required says
 * migrations/reference/paper.tsv. */
enum hj_dossier_paper {
	HJ_DP_APPLICATION = 1, /* 申请书、申请表 */
	HJ_DP_INTAKE,          /* 受理(来访)登记表 */
	HJ_DP_RIGHTS,          /* 权利义务告知书 */
	HJ_DP_IDENTITY,        /* 身份证明 */
	HJ_DP_AUTHORITY,       /* 授权委托书 */
	HJ_DP_INVESTIGATION,   /* 调查记录 */
	HJ_DP_EVIDENCE,        /* 证据材料 */
	HJ_DP_RECORD,          /* 调解记录、笔录 */
	HJ_DP_AGREEMENT,       /* 调解协议书 */
	HJ_DP_ORAL_AGREEMENT,  /* 口头协议登记表 */
	HJ_DP_PERFORMANCE,     /* 履行凭证 */
	HJ_DP_FOLLOW_UP,       /* 回访记录 */
	HJ_DP_CONFIRMATION,    /* 司法确认材料 */
	HJ_DP_EXPLANATION,     /* 卷宗情况说明 */
	HJ_DP_CLOSING,         /* 结案报告(审批)表 */
	HJ_DP_APPROVAL,        /* 立案审批表、审批表 */
	HJ_DP_OPINIONS,        /* 征求意见书 */
	HJ_DP_ACCEPTANCE,      /* 受理通知书、受理告知 */
	HJ_DP_REFUSAL,         /* 不予受理通知书 */
	HJ_DP_MEETING,         /* 调解会通知书 */
	HJ_DP_TERMINATION,     /* 终止(调解)通知书、终止决定书 */
	HJ_DP_SERVICE,         /* 送达回证 */
	HJ_DP_MEANS,           /* 经济状况证明表、诚信承诺书 */
	HJ_DP_DECISION,        /* 给予(不予)法律援助决定书 */
	HJ_DP_APPOINTMENT,     /* 指派通知书 */
	HJ_DP_MANDATE,         /* 委托代理、辩护协议 */
	HJ_DP_REPLY,           /* 处理意见书、答复 */
	HJ_DP_REVIEW,          /* 复查、复核意见书 */
	HJ_DP_RULING,          /* 裁判文书 */
	HJ_DP_RECORDING,       /* 录音录像 */
	HJ_DP_OTHER,
	HJ_DP_SERVICE_ADDRESS, /* 送达地址确认书 */
	HJ_DP_MEDIATION_PROOF, /* 调解组织主持调解的证明 */
};
extern const struct hj_words hj_dossier_paper_words;

/* A file that belongs to the dispute. */
struct hj_attachment {
	int64_t no;
	int64_t procedure;
	int64_t party;      /* whose it is or who handed it in; 0: nobody's */
	int paper;          /* enum hj_dossier_paper */
	int type;           /* enum hj_file_type */
	int64_t size;       /* bytes, as they were before sealing */
	const char *upload; /* 32 hex */
	const char *body;   /* organisation that attached it */
	int32_t on;
	bool detached;
	int64_t seq; /* of the event that attached it */
};

struct hj_attached {
	struct hj_attachment *attachment;
	struct hj_sealed name;
	const char *digest; /* SHA-256 of the sealed bytes, hex */
};

struct hj_detached {
	int64_t attachment;
	struct hj_sealed reason;
};

/*
 * A file was put away, to be kept for ever or until a day.  The class is a row
 * of a rule set (retentions); the day comes with its derivation.
 */
struct hj_archived {
	int64_t procedure;
	int32_t on;
	const char *retention; /* name of the class */
	int64_t years;         /* 0: for ever, or not said */
	bool permanent;
	const char *set; /* the rule set that has the class */
	const char *article;
	int certainty; /* enum hj_certainty */
	int32_t until; /* the last day; 0: for ever, or not known */
	struct hj_derivation *derivation; /* of that day */
};

extern const struct hj_fields hj_attachment_fields;

#endif
