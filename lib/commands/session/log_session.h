/*
 * What a sitting brings when it is logged; record-settled builds on it.
 */
#ifndef HJ_LIB_COMMANDS_SESSION_LOG_SESSION_H
#define HJ_LIB_COMMANDS_SESSION_LOG_SESSION_H

#include "lib/commands/common.h"

struct hj_log_session {
	struct hj_frame frame;
	int64_t starts, ends; /* instants */
	struct hj_sealed place;
	int mode;   /* enum hj_mode */
	int result; /* enum hj_result */
	int64_t pause_minutes;
	int64_t appointment;
	struct hj_attendance *attendance;
	size_t n_attendance;
	struct hj_name *mediators; /* ids; none: who logs it */
	size_t n_mediators;
	struct hj_guest *guests; /* who was asked to join */
	size_t n_guests;
	struct hj_sticking_item *sticking; /* what is not agreed yet */
	size_t n_sticking;
	int64_t asked, offered; /* fen; HJ_NONE: not stated */
	const char *recorder;
	struct hj_sealed text;
	struct hj_sealed private_applicant;
	struct hj_sealed private_respondent;
};

/* Append session_logged in t->p, with whether it counts; or refuse. */
void hj_log_session(struct hj_turn *t, const struct hj_log_session *c);

#endif
