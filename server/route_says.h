/*
 * What a route that is no query file and no command is given: the members of
 * its body, or the type of bytes that it takes, and the names behind the "?".
 * OpenAPI describes it by this, and a name that is not here is refused.
 */
#ifndef HJ_SERVER_ROUTE_SAYS_H
#define HJ_SERVER_ROUTE_SAYS_H

#include "server/service.h"

#define HJ_SAYS_NAMES 3

struct hj_route_says {
	hj_handler_fn *handler;
	const char *zh, *en;              /* what it does */
	const struct hj_fields *body;     /* as JSON; NULL: none, or `media` */
	const char *media;                /* of bytes as they are; NULL: JSON */
	const char *names[HJ_SAYS_NAMES]; /* of the query */
};

/* The row of a handler; NULL: it has no body and takes no names. */
const struct hj_route_says *hj_route_says(hj_handler_fn *handler);

/* The bodies, each beside its handler. */
extern const struct hj_fields hj_account_fields;        /* credentials.c */
extern const struct hj_fields hj_api_key_fields;        /* credentials.c */
extern const struct hj_fields hj_password_fields;       /* credentials.c */
extern const struct hj_fields hj_draft_fields;          /* drafts.c */
extern const struct hj_fields hj_device_fields;         /* device.c */
extern const struct hj_fields hj_slips_fields;          /* html/slips.c */
extern const struct hj_fields hj_quick_fields;          /* pin.c */
extern const struct hj_fields hj_proof_fields;          /* pin.c */
extern const struct hj_fields hj_duplicates_fields;     /* duplicates.c */
extern const struct hj_fields hj_erasure_wish_fields;   /* erasures.c */
extern const struct hj_fields hj_look_wish_fields;      /* rule_desk.c */
extern const struct hj_fields hj_member_slip_fields;    /* member_line.c */
extern const struct hj_fields hj_referral_batch_fields; /* referral_batch.c */
extern const struct hj_fields hj_move_batch_fields;     /* rule_moves.c */
extern const struct hj_fields hj_replay_wish_fields;    /* replay_run.c */
extern const struct hj_fields hj_search_fields;         /* search.c */
extern const struct hj_fields hj_service_batch_fields;  /* service_batch.c */
extern const struct hj_fields hj_sign_in_fields;        /* sign_in.c */
extern const struct hj_fields hj_move_time_fields;      /* simulation.c */

#endif
