/*
 * Where a procedure stands within its own channel.
 *
 * The phase (word.h) is the frame that all channels share: opened, accepted,
 * mediating, settled, ended, closed.  Channels with a flow of their own
 * (信访, 法律援助, 工单) say more: their stage.  Which command leads from which
 * stage to which stands in the command's row (stages, to), so the flow of a
 * channel is a table that can be printed (`hejie help flows`) and walked.
 *
 * A stage is never removed or moved, only added at the end; at most 63.
 */
#ifndef HJ_LIB_DISPUTE_STAGE_H
#define HJ_LIB_DISPUTE_STAGE_H

#include "lib/base/field.h"

enum hj_stage {
	HJ_ST_NONE = 0, /* the channel has no flow of its own */
	/* work orders (lib/dispute/order.h) */
	HJ_ST_ORDER_RECEIVED,    /* 已登记, not dispatched */
	HJ_ST_ORDER_DISPATCHED,  /* 待签收 */
	HJ_ST_ORDER_HANDLING,    /* 办理中 */
	HJ_ST_ORDER_SENT_BACK,   /* 申请退单 */
	HJ_ST_ORDER_DESIGNATED,  /* 指定承办 */
	HJ_ST_ORDER_ANSWERED,    /* 已答复, to be verified */
	HJ_ST_ORDER_VERIFIED,    /* 已核验, to be called back */
	HJ_ST_ORDER_CALLED_BACK, /* 已回访, to be ended */
	HJ_ST_ORDER_REDO,        /* 重办 */
	HJ_ST_ORDER_ENDED,
	/* mediation (lib/dispute/step.h) */
	HJ_ST_WAITING,   /* 交通: 等待开始调解的条件 */
	HJ_ST_GOING,     /* begun, or taken up again */
	HJ_ST_SUSPENDED, /* 中止: it rests, or a sham is looked into */
	/* 信访: at the body that holds the petition */
	HJ_ST_RECEIVED,   /* 已收到 */
	HJ_ST_CLASSIFIED, /* 已分类: what kind of petition it is */
	/* at the organ to which it was passed on */
	HJ_ST_REFERRED,         /* 已转送 */
	HJ_ST_ASSIGNED,         /* 已交办: with report-back */
	HJ_ST_TAKEN,            /* 已签收 */
	HJ_ST_RETURN_REQUESTED, /* 已提出异议 */
	HJ_ST_HANDLING,         /* 办理中 */
	HJ_ST_ROUTED,           /* 已导入其他法定途径 */
	HJ_ST_ANSWERED,         /* 已出具处理意见 */
	HJ_ST_REVIEWING,        /* 复查中 */
	HJ_ST_REVIEWED,         /* 已复查 */
	HJ_ST_RECHECKING,       /* 复核中 */
	HJ_ST_RECHECKED,        /* 已复核 */
	HJ_ST_AID_RELAYING,     /* asked in custody, not received yet */
	HJ_ST_AID_APPLIED,
	HJ_ST_AID_SUPPLEMENT, /* papers are missing */
	HJ_ST_AID_GRANTED,    /* without counsel */
	HJ_ST_AID_DRAWING,    /* candidates are frozen */
	HJ_ST_AID_RUNNING,    /* counsel is at work */
	HJ_ST_AID_REFUSED,
	HJ_ST_AID_OBJECTION,
	HJ_ST_AID_WITHDRAWN,
	HJ_ST_AID_TERMINATED,
	HJ_ST_AID_REPORTED,
	HJ_ST_AID_PAID, /* the subsidy, in full */
	HJ_ST__MAX,
};
/* Every stage of a work order that is not over. */
#define HJ_ST_ORDER_LIVE                                                       \
	((UINT64_C(1) << HJ_ST_ORDER_ENDED) - HJ_ST(ORDER_RECEIVED))
/* Nothing is mediated while it rests (of a sham: 特邀18, 在线23). */
#define HJ_ST_NOT_SUSPENDED (~HJ_ST(SUSPENDED))
/* Nor before the mediation of an accident may open (道交事故处理程序规定90). */
#define HJ_ST_SITS (~(HJ_ST(SUSPENDED) | HJ_ST(WAITING)))
#define HJ_ST(s) (UINT64_C(1) << (HJ_ST_##s))
extern const struct hj_words hj_stage_words;

#endif
