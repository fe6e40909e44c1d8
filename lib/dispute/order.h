/*
 * Work orders (工单): what a 12345 seat, a grid or a governance centre took in
 * and sends to whoever has to handle it.
 *
 * A procedure in the channel `hotline` or `report` has one.  Its stages
 * (stage.h) and the commands in lib/commands/dispatch/ are its flow table.  The
 * holder is who has to act next; there is always one: who dispatches stays the
 * holder until somebody signs for the order or is designated.
 *
 * The number that an order has elsewhere is the procedure's; it is somebody
 * else's key, so two matters may bear the same one: the second is not refused,
 * and the board (GET /api/v1/orders?number=) shows both.
 *
 * Every event of an order carries the order as it is from then on, so the fold
 * only takes it over.
 */
#ifndef HJ_LIB_DISPUTE_ORDER_H
#define HJ_LIB_DISPUTE_ORDER_H

#include "lib/base/field.h"

/* How a unit stands to an order that it was asked to handle. */
enum hj_unit_state {
	HJ_US_OFFERED = 1, /* has not signed for it */
	HJ_US_HANDLING,
	HJ_US_RETURNED, /* gave it back, or it was taken from it */
};
extern const struct hj_words hj_unit_state_words;

/* One body that was asked: to handle (主办) or to assist (协办). */
struct hj_order_unit {
	const char *org;
	int state; /* enum hj_unit_state */
	bool assists;
	bool sent_back;  /* once: it may not do so again */
	int turned_down; /* enum hj_turn_down, once sent back */
	int32_t since;
	int32_t until; /* gave it back on */
};

/* Why somebody supervises (督办, 潍坊26, F-L). */
enum hj_supervision {
	HJ_SV_REFUSED = 1, /* 拒不接收 */
	HJ_SV_OVERDUE,     /* 逾期未办结 */
	HJ_SV_UNSOLVED,    /* 应当解决而未解决 */
	HJ_SV_HARM,        /* 办理不当,造成不良影响 */
	HJ_SV_OTHER,
};
extern const struct hj_words hj_supervision_words;

/* Is an answer good enough to call back about? */
enum hj_verdict {
	HJ_VE_PASSED = 1,
	HJ_VE_SENT_BACK,
};
extern const struct hj_words hj_verdict_words;

/* How an order ended. */
enum hj_order_end {
	HJ_OE_ANSWERED = 1, /* answered, verified, called back */
	HJ_OE_ON_THE_SPOT,  /* 现场解决 */
	HJ_OE_NOT_ACCEPTED, /* 不属受理范围, 国办发〔2020〕53号 */
	HJ_OE_EARLY,        /* 提前办结, audited; 潍坊21 (F-L) */
	HJ_OE_REPEATED, /* 依法办理后同一事实再次反映, 济南25 (F-L) */
	HJ_OE_UNREACHABLE, /* answered; nobody could be called back */
};
extern const struct hj_words hj_order_end_words;

/* What a hotline does not take up (国办发〔2020〕53号, F). */
enum hj_hotline_bar {
	HJ_HB_SUIT = 1,
	HJ_HB_ARBITRATION,
	HJ_HB_RECONSIDERATION,
	HJ_HB_PETITION, /* already in a petition procedure */
	HJ_HB_DISCIPLINE,
	HJ_HB_DISCLOSURE, /* of government information */
	HJ_HB_SECRET,     /* state or commercial secrets, privacy */
	HJ_HB_CONCLUDED,  /* a lawful conclusion exists */
};
extern const struct hj_words hj_hotline_bar_words;

struct hj_order {
	int64_t no;
	int64_t procedure;
	const char *holder; /* organisation; never NULL */
	const char *centre; /* governance centre that oversees it, or NULL */
	const char *dispatcher; /* who dispatched it last; NULL: nobody yet */
	const char *superior;   /* who was asked to decide; NULL: nobody */
	struct hj_name *asked;  /* superiors that see it, or were asked */
	size_t n_asked;
	bool designated; /* 指定承办: it is not sent back any more */
	struct hj_order_unit *unit;
	size_t n_unit;
	int64_t bounces;         /* how often it was sent back */
	int64_t redo;            /* how often it had to be done again */
	int64_t ownerless_since; /* instant; 0: somebody has taken it */
	int64_t ownerless_ms;    /* before that, in all */
	const char *handler;     /* person who answered last */
	const char *verifier;    /* person who passed that answer */
	const char *reply;       /* id of the event that holds the answer */
	int32_t replied_on;
	int64_t calls;    /* call-backs tried */
	int satisfaction; /* enum hj_satisfaction, of the last one */
	int supervision;  /* enum hj_supervision, 0: not supervised */
	int32_t supervised_on;
	const char *supervisor;      /* person */
	const char *supervisor_body; /* organisation */
};

/* What happened to an order, and how it stands. */
struct hj_order_set {
	struct hj_order *order;
	int stage;           /* enum hj_stage, from now on */
	int end;             /* enum hj_order_end */
	int bar;             /* enum hj_hotline_bar */
	int verdict;         /* enum hj_verdict */
	int satisfaction;    /* enum hj_satisfaction, of this call-back */
	bool unreached;      /* nobody answered this call-back */
	const char *outside; /* a superior that is no user */
	const char *article;
	const char *explanation;   /* of what happened by itself */
	struct hj_reason *because; /* the same, whole */
	struct hj_name *materials; /* ids of events and files */
	size_t n_materials;
	struct hj_sealed evidence;
	struct hj_sealed reason;
	struct hj_sealed text;
};

extern const struct hj_fields hj_order_unit_fields;
extern const struct hj_fields hj_order_fields;

/* The unit responsible (主办): asked and not given back; NULL if none is. */
const struct hj_order_unit *hj_order_responsible(const struct hj_order *o);

/* The entry of `org` in the order's list of units, or NULL. */
struct hj_order_unit *hj_order_unit_of(
    const struct hj_order *o, const char *org);

#endif
