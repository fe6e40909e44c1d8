/*
 * The calendar of a site: notices on days off that came after the release.
 *
 * The shipped tables (migrations/reference) are the first versions.  A notice
 * that appears while the service runs is entered here, in the one stream of
 * this kind, and put behind them; its versions are numbered from
 * HJ_CALENDAR_PUBLISHED on, so that later releases may ship theirs below.  A
 * version that a later release has overtaken (it knows less than the shipped
 * ones) is passed over when the calendar is put together.
 *
 * Correction: a notice that was entered wrongly is entered again, as one more
 * version; what was counted meanwhile is counted anew by it.
 */
#ifndef HJ_LIB_COMMANDS_CALENDAR_CALENDAR_H
#define HJ_LIB_COMMANDS_CALENDAR_CALENDAR_H

#include "lib/commands/command.h"

/* The stream of the one calendar of a database. */
#define HJ_CALENDAR_STREAM "00000000000000000000000000000002"

#define HJ_CALENDAR_PUBLISHED 501 /* number of the first version entered */
#define HJ_CALENDAR_ENTERED_MOST 200

struct hj_site_calendar {
	const char *id;
	int64_t version;
	int64_t last_at;
	struct hj_calendar_version *list; /* by number */
	size_t n_list;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

struct hj_calendar_version_set {
	struct hj_calendar_version *version;
};

extern const struct hj_event_kind hj_ev_calendar_version_published;
extern const struct hj_command hj_cmd_publish_calendar_version;

/*
 * The versions of `shipped` with those of `entered` behind them, into `ret`,
 * in `a`; texts and days are borrowed.  `entered` may be NULL.
 */
void hj_calendar_join(struct hj_arena *a, const struct hj_calendar *shipped,
    const struct hj_site_calendar *entered, struct hj_calendar *ret);

#endif
