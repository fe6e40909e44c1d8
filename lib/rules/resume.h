/*
 * The engine for a matter that somebody else keeps: where it stands is given,
 * one thing happens, and what follows of the rules is told (struct hj_did).
 *
 * The moves of the ladder, the tasks and the guards are decided here, by the
 * same code that plays a course (engine.h); the keeper carries them out:
 * bodies, referrals and procedures are his, and so are the limits, which belong
 * to procedures, agreements, notices and parties, move with the calendar and
 * are entered late.  So nothing here starts, counts or ends a limit; that the
 * time of a step is over is told.
 *
 * What is new is found by looking twice: at the matter as it was before the
 * event and as it is after it (hj_resumed_facts).
 */
#ifndef HJ_LIB_RULES_RESUME_H
#define HJ_LIB_RULES_RESUME_H

#include "lib/dispute/dispute.h"
#include "lib/rules/engine.h"

/* A fact of a set as it is told; of one that is counted: what was before. */
struct hj_told_fact {
	const char *fact;
	bool known;
	int64_t n;
	const char *word;
};

/* An event that the rules look back at. */
struct hj_told_past {
	const char *kind;
	int64_t at;
};

/* Where the matter stands under one set. */
struct hj_resumed {
	const struct hj_rule_set *set;
	const struct hj_told_fact *known;
	size_t n_known;
	/* Of the ladder; only `climbs` without it. */
	bool climbs;     /* its ladder is the matter's */
	int64_t beside;  /* which of `ladders`; 0: its own */
	int64_t step;    /* 1 ...; 0: not entered yet */
	int64_t entered; /* instant */
	int64_t attempts, attempts_all;
	int64_t round, round_from;
	bool time_over, over, offered, reported_up;
	const struct hj_exit_used *used;
	size_t n_used;
};

/* The matter, as somebody else keeps it. */
struct hj_resuming {
	const struct hj_resumed *stand; /* in order of precedence */
	size_t n_stand;
	const char *const *setting; /* by enum hj_setting */
	const struct hj_told_past *past;
	size_t n_past;
	const struct hj_calendar *calendar;
	const struct hj_directory *directory;
	int64_t now;
};

/* Go on with it.  Made in `a`; texts and sets are borrowed. */
struct hj_course *hj_resume(struct hj_arena *a, const struct hj_resuming *from);

/* A body of `kind` took it up; what its facts ask beyond that is told, too. */
void hj_resumed_take(struct hj_course *c, size_t i, const char *kind);

/* It entered `step`, 1 ...: told with who has it, and what did not hold. */
void hj_resumed_enter(struct hj_course *c, size_t i, size_t step);

/* The last sitting that counts did not bring an agreement. */
void hj_resumed_sitting(struct hj_course *c, size_t i);

/* What became of the step (enum hj_exit_on); its time is over. */
void hj_resumed_exit(struct hj_course *c, size_t i, int on);
void hj_resumed_time_over(struct hj_course *c, size_t i);

/* The limit `rule` of the set expired: what it does besides its effect. */
void hj_resumed_expired(
    struct hj_course *c, size_t i, const struct hj_rule_clock *rule);

/* `kind` of event happened; `after`: the limit that expired, or NULL. */
void hj_resumed_event(struct hj_course *c, const char *kind, const char *after);

/* What follows of the facts that were not so in `before` (NULL: of all). */
void hj_resumed_facts(struct hj_course *c, const struct hj_course *before);

/* Where the ladder of set `i` stands now; only its members of the ladder. */
struct hj_resumed hj_resumed_standing(const struct hj_course *c, size_t i);

/* The menu of other routes at the end of its ladder, in words. */
const char *hj_resumed_outlets(struct hj_course *c, size_t i);

/* What the tests of a rule of set `i` say now. */
bool hj_resumed_holds(const struct hj_course *c, size_t i,
    const struct hj_rule_test *when, size_t n);

/* The row of a table of set `i` that fits; NULL: none, or not known yet. */
const struct hj_rule_row *hj_resumed_row(
    const struct hj_course *c, size_t i, const char *table);

/* So many days from today on, days alone may begin something under `set`. */
struct hj_awaited {
	const struct hj_rule_set *set; /* NULL: under none */
	int64_t days;
};
struct hj_awaited hj_resumed_awaits(const struct hj_course *c);

/* Put to `did` the facts that `when` and `table` (NULL: none) of `set` read. */
void hj_resumed_look(struct hj_course *c, const struct hj_rule_set *set,
    struct hj_did *did, const struct hj_rule_test *when, size_t n,
    const char *table);

#endif
