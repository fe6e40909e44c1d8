/*
 * Organisations, people of staff and the site: three kinds of streams beside
 * the dispute, on the same road.
 *
 * They hold nothing sealed: names of staff and telephone numbers of offices
 * are public.  The service reads their states into a struct hj_directory and
 * into the ladders of the counties, which is what decisions look at.
 *
 * Correction: a wrong name, post or place is put right by the
 * same command with the right value; what is on the timeline stays.
 *
 * To add a command: a file here, its line in the list of its stream's file.
 */
#ifndef HJ_LIB_COMMANDS_PEOPLE_PEOPLE_H
#define HJ_LIB_COMMANDS_PEOPLE_PEOPLE_H

#include "lib/commands/command.h"

/* The stream of the one site of a database. */
#define HJ_SITE_STREAM "00000000000000000000000000000001"

#define HJ_COUNTIES_MOST 4000 /* the country has about 2,900 */
#define HJ_WORDS_MOST 12      /* plain words of a county */
#define HJ_SETS_MOST 40       /* rule sets that a county switches on */
#define HJ_FILE_YEARS_MOST 200

/* ---- organisation (单位) ---- */

/* How many file numbers a body has given in one year. */
struct hj_file_year {
	int64_t year;
	int64_t last;
};

/* When a body last did what a rule set says it owes by the calendar. */
struct hj_body_duty {
	const char *rules; /* name of the rule set */
	const char *duty;  /* of its task */
	int32_t on;
	int64_t n; /* how many were found, sent …; 0: not said */
};
#define HJ_BODY_DUTIES_MOST 200

struct hj_organisation {
	const char *id;
	int64_t version;    /* seq of the last event */
	int64_t last_at;    /* when it was recorded */
	const char *name;   /* NULL: not founded yet */
	const char *kind;   /* of body: a row of body_kind.tsv */
	const char *county; /* six digits, never changed */
	const char *parent; /* organisation above, NULL if none */
	const char *phone;
	const char *place; /* division it serves; NULL: not known */
	const char *mark;  /* word in its file numbers (字号) */
	bool closed;
	struct hj_file_year *file_year;
	size_t n_file_year;
	struct hj_body_duty *duty;
	size_t n_duty;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

/* It was founded, or its names changed; as it is from now on. */
struct hj_organisation_set {
	const char *name;
	const char *kind;
	const char *county;
	const char *parent;
	const char *phone;
	const char *place;
	const char *mark;
};

struct hj_organisation_moved {
	const char *parent; /* NULL: it stands at the top */
};

/* The body has nothing more to do; why, in plain words. */
struct hj_organisation_closed {
	const char *reason;
};

/* A file number was given to a procedure of a dispute (案卷号). */
struct hj_file_number_drawn {
	const char *dispute;
	int64_t procedure;
	int64_t year;
	int64_t no;
	const char *number; /* "(2026)某调字第12号" */
};

/* The body did what it owes by the calendar, and by what it owes it. */
struct hj_duty_done {
	struct hj_body_duty *duty;
	const char *set; /* id */
	const char *zh, *en;
	const char *article;
	int certainty;  /* enum hj_certainty */
	int32_t due_on; /* of its period; 0: it has none */
};

extern const struct hj_event_kind hj_ev_organisation_founded;
extern const struct hj_event_kind hj_ev_organisation_renamed;
extern const struct hj_event_kind hj_ev_organisation_moved;
extern const struct hj_event_kind hj_ev_organisation_closed;
extern const struct hj_event_kind hj_ev_file_number_drawn;
extern const struct hj_event_kind hj_ev_duty_done;

extern const struct hj_command hj_cmd_found_organisation;
extern const struct hj_command hj_cmd_rename_organisation;
extern const struct hj_command hj_cmd_move_organisation;
extern const struct hj_command hj_cmd_close_organisation;
extern const struct hj_command hj_cmd_draw_file_number;
extern const struct hj_command hj_cmd_report_duty;

/* ---- person of staff (工作人员) ---- */

struct hj_role_item {
	int role; /* enum hj_role */
};
extern const struct hj_fields hj_role_item_fields; /* bare words */

/* Until when somebody was of a body that he left for another. */
struct hj_moved {
	int64_t no;
	const char *org;
	int32_t until;
};
#define HJ_MOVED_MOST 400

struct hj_staff {
	const char *id;
	int64_t version;
	int64_t last_at;
	const char *name; /* NULL: not appointed yet */
	const char *org;
	struct hj_role_item *roles;
	size_t n_roles;
	bool left;
	struct hj_absence *absence; /* absence.h */
	size_t n_absence;
	struct hj_moved *moved; /* bodies that he left for another */
	size_t n_moved;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

/* Where somebody is and as what: at appointment and at each change of post. */
struct hj_post_set {
	const char *name;
	const char *org;
	struct hj_role_item *roles;
	size_t n_roles;
	struct hj_moved *moved; /* by a change of post to another body */
};

struct hj_person_left {
	const char *reason;
};

extern const struct hj_event_kind hj_ev_person_appointed;
extern const struct hj_event_kind hj_ev_post_changed;
extern const struct hj_event_kind hj_ev_person_left;

extern const struct hj_command hj_cmd_appoint;
extern const struct hj_command hj_cmd_change_post;
extern const struct hj_command hj_cmd_leave;

/* The roles as the mask of HJ_RO() that the directory and hj_may() use. */
unsigned hj_roles_mask(const struct hj_role_item *roles, size_t n);

/*
 * Refuse if these roles at `org` do not fit: the body is not there or closed,
 * a role is named twice, two of the posts that run the site are in one hand
 * (等保: the audited do not run the audit), a judge is not at a court.
 */
void hj_check_post(struct hj_turn *t, const char *org,
    const struct hj_role_item *roles, size_t n);

/*
 * The posts without which the site stands still (administration, security) that
 * `person` alone holds: a mask of HJ_RO().
 */
unsigned hj_alone_in(const struct hj_directory *dir, const char *person);

/* ---- site (站点) ---- */

/* What kind of database it is, for ever. */
enum hj_nature {
	HJ_NA_REAL = 1,
	HJ_NA_SIMULATED, /* time is moved by hand */
};
extern const struct hj_words hj_nature_words;

extern const struct hj_fields hj_plain_word_fields;

struct hj_site_county {
	const char *county; /* six digits */
	const char *ladder; /* name of a rule set; NULL: none is switched on */
	struct hj_name *sets; /* names of further rule sets, without a ladder */
	size_t n_sets;
	struct hj_plain_word *words;
	size_t n_words;
};

struct hj_site {
	const char *id;
	int64_t version;
	int64_t last_at;
	int nature; /* enum hj_nature; 0: not founded yet */
	bool demonstration;
	struct hj_site_county *county;
	size_t n_county;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

/* What the site is, and the counties it begins with. */
struct hj_site_founded {
	int nature;
	bool demonstration;
	struct hj_site_county *county;
	size_t n_county;
};

/* A county as it is from now on, with its ladder and its words. */
struct hj_county_set {
	struct hj_site_county *county;
};

/*
 * A record in one stream, which one of the ids names: of a party or a member,
 * or (0) its texts.
 */
struct hj_place {
	const char *dispute;
	const char *group;
	const char *compact;
	const char *help;
	const char *assessment;
	int64_t party;
};
extern const struct hj_fields hj_place_fields;
#define HJ_PLACES_MOST 200

/* The administrator decided that these records are erased. */
struct hj_erasure_ordered {
	struct hj_place *places;
	size_t n_places;
	int reason; /* enum hj_erasure */
};

extern const struct hj_event_kind hj_ev_site_founded;
extern const struct hj_event_kind hj_ev_county_added;
extern const struct hj_event_kind hj_ev_ladder_chosen;
extern const struct hj_event_kind hj_ev_words_chosen;
extern const struct hj_event_kind hj_ev_erasure_ordered;
extern const struct hj_event_kind hj_ev_sets_chosen;

extern const struct hj_command hj_cmd_found_site;
extern const struct hj_command hj_cmd_add_county;
extern const struct hj_command hj_cmd_choose_ladder;
extern const struct hj_command hj_cmd_choose_words;
extern const struct hj_command hj_cmd_order_erasure;
extern const struct hj_command hj_cmd_choose_sets;

/* The county in the site, or NULL. */
struct hj_site_county *hj_site_county_at(
    const struct hj_site *site, const char *county);

/* ---- shared ---- */

/* Are these six digits? */
bool hj_county_ok(const char *county);

/* Is it absent, or a division of `county` down to the grid (6, 9, 12, 15)? */
bool hj_place_ok(const char *place, const char *county);

/*
 * How many steps up from `id` to `above`, or with `above` NULL to behind the
 * top; more than HJ_TREE_DEPTH if it is not reached.
 */
int hj_steps_up(
    const struct hj_directory *dir, const char *id, const char *above);

/* The organisation `id` if it is there and open; refuses at `field` if not. */
const struct hj_org *hj_open_org(
    struct hj_turn *t, const char *id, const char *field);

#endif
