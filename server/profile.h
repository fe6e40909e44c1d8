/*
 * Import profiles: what the columns of a list mean, as data.
 *
 * A file NAME.tsv in server/profiles/ is a profile.  Rows whose path begins
 * with '@' say what becomes of a line:
 *
 *	@kind     kind of the stream: dispute, group, person
 *	@command  the command that a line is sent as
 *	@then     a second one, to the stream that the first has made; not for a
 *	          line that lacks a column whose need is then
 *	@list     lines are items of this list, many in one command
 *
 * The others are columns: `step` 1 or 2, the command it goes to; `path` the
 * member it fills ("parties/0/name"; rows of one list stand together; "-": it
 * is only checked); `type` how it is read; `need` must, may, then, or with
 * (needed once something else of its object is there); `names` the headings it
 * is known by; `value` what a fixed column says, or the words of a word column
 * ("调解员=mediator|…", an empty one for an empty cell).
 */
#ifndef HJ_SERVER_PROFILE_H
#define HJ_SERVER_PROFILE_H

#include "server/base/config.h"
#include "server/table/table.h"

#include "lib/commands/command.h"
#include "lib/policy/directory.h"

#define HJ_PROFILE_COLUMNS 48
#define HJ_PROFILE_PATH 32
#define HJ_IMPORT_CHUNK 100 /* items of one command */

enum hj_column_type {
	HJ_COL_FIXED = 1,
	HJ_COL_TEXT,
	HJ_COL_NAME,     /* whose person is looked for */
	HJ_COL_PHONE,    /* blanks and full width are put right */
	HJ_COL_IDENTITY, /* the same */
	HJ_COL_MONEY,
	HJ_COL_DATE,
	HJ_COL_WORD,
	HJ_COL_ORG,    /* name of a body of the county */
	HJ_COL_FLAG,   /* yes: the number in `value` */
	HJ_COL_COUNTY, /* must be the asker's; without one it is that */
};

struct hj_column {
	int64_t step;
	const char *path;
	int type;
	const char *need;
	const char **name;
	size_t n_name;
	const char *value;
};

struct hj_profile {
	const char *name;
	const struct hj_stream_kind *kind;
	const struct hj_command *command;
	const struct hj_command *then; /* or NULL */
	const char *list;              /* or NULL */
	struct hj_column column[HJ_PROFILE_COLUMNS];
	size_t n;
};

struct hj_profiles {
	struct hj_profile *profile;
	size_t n;
};

/* Read server/profiles/ of the share folder, in `a`; false and why. */
bool hj_profiles_load(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_profiles *ret, struct hj_error *err);

const struct hj_profile *hj_profile_find(
    const struct hj_profiles *all, const char *name);

/* What is wrong with a cell; the sentences are in server/imports.c. */
struct hj_import_fault {
	const char *column; /* its heading, or the path of the member */
	const char *type;
};

/* A line that was read. */
struct hj_import_line {
	const struct hj_table_row *row;
	const char *body;    /* JSON of the command, or of its item */
	const char *further; /* of the second, whole or not; or NULL */
	const char *name;    /* folded: of whom it speaks, or NULL */
	const char *who;     /* as typed */
	const char *phone;   /* folded */
	const char *identity;
	const char *place;    /* division code, or NULL */
	const char *category; /* MoJ code, or a plain word, or NULL */
	struct hj_import_fault *fault;
	size_t n_fault;
};

/* Which column of the table each of the profile's columns is; -1: none. */
struct hj_headings {
	int at[HJ_PROFILE_COLUMNS];
	size_t row; /* where the headings end */
};

/*
 * Find the headings among the first rows: the row that knows most columns,
 * with the one above it where a heading is empty.  False if a column that must
 * be there is missing; `*missing` is its name then.
 */
bool hj_profile_headings(struct hj_arena *a, const struct hj_profile *p,
    const struct hj_table *t, struct hj_headings *ret, const char **missing);

/*
 * Read one line; `org` is the asker's.  Faults are in `ret`; without any,
 * body is there.
 */
void hj_profile_line(struct hj_arena *a, const struct hj_profile *p,
    const struct hj_headings *h, const struct hj_directory *dir,
    const struct hj_org *org, const struct hj_table_row *row,
    struct hj_import_line *ret);

/*
 * Is the second command of a line sent with it?  Not if a column whose need is
 * then is missing from it: what the line says is kept until that is chosen.
 */
bool hj_profile_goes_on(
    struct hj_arena *a, const struct hj_profile *p, const char *further);

#endif
