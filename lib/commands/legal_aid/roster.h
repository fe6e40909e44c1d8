/*
 * The roster of a legal-aid centre (法律援助律师名册): one stream a centre.
 *
 * It says who may be counsel, for what and where, who is on leave, how much
 * each has in hand, and how many turns each has had.  Nothing on it is sealed:
 * name, practice, licence and office telephone of a lawyer are public; why
 * somebody is on leave is not asked.  Counsel who is a person of staff here
 * stands under that person's id, so that whoever mediated is found again.
 *
 * Turns make the draw fair: each has as many turns in a round as his share, and
 * nobody gets a turn of the next round while another who could take the matter
 * has one left.  A newcomer begins in the present round, and so does who comes
 * back from leave.  The rosters are part of struct hj_world.
 *
 * Correction: what was entered wrongly is put right by change-counsel.
 *
 * To add a command: a file here, its line in the list of roster.c.
 */
#ifndef HJ_LIB_COMMANDS_LEGAL_AID_ROSTER_H
#define HJ_LIB_COMMANDS_LEGAL_AID_ROSTER_H

#include "lib/commands/command.h"

struct hj_speciality {
	int matter; /* enum hj_aid_matter */
};
extern const struct hj_fields hj_speciality_fields; /* bare words */

/* One lawyer or other legal-aid worker. */
struct hj_counsel {
	const char *id;
	const char *name;
	const char *practice; /* law firm or office */
	const char *licence;
	const char *phone;        /* of the office */
	int32_t practising_since; /* 26 asks for three years in grave cases */
	struct hj_name *areas;    /* counties; none: everywhere */
	size_t n_areas;
	struct hj_speciality *specialities; /* none: everything */
	size_t n_specialities;
	int64_t share; /* turns in a round */
	int64_t most;  /* open matters at most; 0: no bound */
	int32_t since;
	int32_t until;                /* last day on the roster; 0: open */
	int32_t leave_from, leave_to; /* both included; 0, 0: none */
	int64_t load;                 /* open matters */
	int64_t turns;                /* had so far, or skipped */
};

struct hj_roster {
	const char *id;
	int64_t version;
	int64_t last_at;
	const char *body; /* the centre; NULL: not founded yet */
	const char *county;
	struct hj_counsel *counsel; /* ascending by id */
	size_t n_counsel;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

struct hj_roster_founded {
	const char *body;
	const char *county;
};

/* Somebody entered it, or stands on it as `counsel` says from now on. */
struct hj_counsel_set {
	struct hj_counsel *counsel;
	const char *reason;
};

struct hj_counsel_removed {
	const char *id;
	const char *reason;
};

/* Whose turns were made equal to the present round. */
struct hj_turns {
	const char *id;
	int64_t turns;
};

/* Counsel got a matter, or has done with it. */
struct hj_turn_set {
	const char *id;
	const char *dispute;
	int64_t procedure;
	int64_t load;  /* from now on */
	int64_t turns; /* from now on */
	struct hj_turns *lifted;
	size_t n_lifted;
};

extern const struct hj_event_kind hj_ev_roster_founded;
extern const struct hj_event_kind hj_ev_counsel_entered;
extern const struct hj_event_kind hj_ev_counsel_changed;
extern const struct hj_event_kind hj_ev_leave_set;
extern const struct hj_event_kind hj_ev_counsel_removed;
extern const struct hj_event_kind hj_ev_turn_given;
extern const struct hj_event_kind hj_ev_turn_ended;

extern const struct hj_command hj_cmd_found_roster;
extern const struct hj_command hj_cmd_enter_counsel;
extern const struct hj_command hj_cmd_change_counsel;
extern const struct hj_command hj_cmd_set_leave;
extern const struct hj_command hj_cmd_remove_counsel;
extern const struct hj_command hj_cmd_count_turn;

extern const struct hj_fields hj_counsel_fields;

/* Who stands under `id`, or NULL. */
struct hj_counsel *hj_counsel_at(const struct hj_roster *r, const char *id);

/* The roster of the centre `body`, or NULL. */
const struct hj_roster *hj_roster_of(
    const struct hj_world *world, const char *body);

/*
 * The present round of the roster: the least that anybody is in who is on it
 * and not on leave on `day`.
 */
int64_t hj_roster_round(const struct hj_roster *r, int32_t day);

/* Is `c` on the roster on `day`, on leave on `day`? */
bool hj_counsel_on(const struct hj_counsel *c, int32_t day);
bool hj_counsel_away(const struct hj_counsel *c, int32_t day);

/* A roster is its own centre's, or an administrator's; else refuses. */
bool hj_roster_ours(struct hj_turn *t);

/* What a command may say of counsel; enter and change share it. */
struct hj_counsel_input {
	struct hj_frame frame;
	struct hj_name *areas;
	size_t n_areas;
	const char *id; /* to change */
	const char *licence;
	int64_t most;
	const char *name;
	const char *person; /* of staff, to enter */
	const char *phone;
	const char *practice;
	int32_t practising_since;
	int64_t share;
	int32_t since;
	struct hj_speciality *specialities;
	size_t n_specialities;
	int32_t until;
};

/*
 * Lay what `in` says over `c`; what it does not say stays.  Refuses if areas or
 * dates do not fit.
 */
void hj_counsel_take(
    struct hj_turn *t, struct hj_counsel *c, const struct hj_counsel_input *in);

#endif
