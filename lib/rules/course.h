/*
 * What the parts of the engine share: one course, the strand of each set, and
 * what runs; see engine.h.
 */
#ifndef HJ_LIB_RULES_COURSE_H
#define HJ_LIB_RULES_COURSE_H

#include "lib/rules/engine.h"
#include "lib/rules/sentence.h"

#define HJ_STEPS_MOST 12
#define HJ_EXITS_MOST 8
#define HJ_TOLD_MOST 24 /* warnings and reminders of one limit */

/* What a running thing is. */
enum hj_due_of {
	HJ_DUE_CLOCK = 1,
	HJ_DUE_STEP,
	HJ_DUE_OVERALL,
	HJ_DUE_ACCEPT,
	HJ_DUE_TASK,
	HJ_DUE_RATE,
};

enum hj_due_state {
	HJ_DUE_ON = 1,
	HJ_DUE_WAITS, /* for its length */
	HJ_DUE_FIRED,
	HJ_DUE_MET,
	HJ_DUE_OFF,
};

struct hj_due {
	size_t no; /* in the order of starting */
	int of;    /* enum hj_due_of */
	int state; /* enum hj_due_state */
	struct hj_strand *s;
	const struct hj_rule_clock *rule; /* of others: made for them */
	const struct hj_rule_task *task;  /* of a task */
	const struct hj_rule_rate *rate;  /* of a rate */
	const char *at;                   /* JSON pointer */
	size_t step;                      /* of a step or task of one */
	int64_t start;
	int64_t since; /* its date is known from here on */
	int64_t length;
	int unit;
	const struct hj_derivation *d;
	struct hj_pause *pauses;
	size_t n_pauses;
	struct hj_extension *extensions;
	size_t n_extensions;
	bool told[HJ_TOLD_MOST];
	struct hj_loser *losers;
	size_t n_losers;
};

/* What falls at `at`, unless it was moved since. */
struct hj_falls {
	int64_t at;
	struct hj_due *due;
};

/* One set at work. */
struct hj_strand {
	const struct hj_rule_set *set;
	struct hj_input *value; /* one for each fact */
	bool *guard;            /* holds */
	bool *task;             /* its facts hold */

	const struct hj_rule_step *step; /* of the ladder chosen */
	size_t n_step;
	const char *list; /* where they stand */
	size_t beside;    /* which of the ladders beside + 1; 0: its own */
	const struct hj_rule_overall *overall;
	const struct hj_name *outlets;
	size_t n_outlets;
	bool begun, over;
	bool waits; /* for facts that say where it enters */
	size_t here;
	int64_t entered;
	int64_t attempts, failures, attempts_all;
	int64_t made[HJ_STEPS_MOST]; /* attempts at each step */
	size_t round;
	int64_t round_attempts;
	bool time_over;
	bool reported_up;
	size_t offered;           /* to this step + 1; 0: none */
	size_t came_from;         /* step + 1, if it was handed up; 0: none */
	bool fits[HJ_STEPS_MOST]; /* its facts hold */
	int64_t used[HJ_STEPS_MOST][HJ_EXITS_MOST];
	bool held[HJ_STEPS_MOST][HJ_EXITS_MOST]; /* what it asks for */
};

struct hj_occurrence {
	const char *kind;
	int64_t at;
	size_t step; /* of the first strand with a ladder */
	bool beside; /* not at that step */
};

struct hj_course {
	struct hj_arena *a;
	const struct hj_rules *sets;
	const struct hj_calendar *cal;
	const struct hj_directory *dir;
	int64_t now, first;
	bool begun;         /* the sets that hold are known */
	bool going;         /* what was given is known, it goes on */
	bool kept;          /* limits are somebody else's; resume.h */
	int leaving;        /* enum hj_exit_on that an event comes of */
	struct hj_date day; /* that the event sets: its limit ends then */
	struct hj_strand *strand;
	size_t n_strand;
	struct hj_due **due;
	size_t n_due;
	struct hj_falls *falls; /* a heap, the next one first */
	size_t n_falls, room;
	struct hj_due **waits; /* for their length */
	size_t n_waits;
	struct hj_occurrence *past;
	size_t n_past;
	const char *setting[HJ_SE__MAX];
	struct hj_did *did;
	size_t n_did;
	bool full;
};

/* `kind` happens; `beside`: in another procedure than the step's; engine.c */
void hj_course_event(struct hj_course *c, const char *kind, bool beside);

/* Told as it is; the caller fills in what more there is. */
struct hj_did *hj_course_did(struct hj_course *c, const struct hj_strand *s,
    int act, const char *rule, const char *zh, const char *en);

/* Put the facts that `when` reads, and what they come of, to what was seen. */
void hj_did_looks(struct hj_course *c, struct hj_did *d,
    const struct hj_strand *s, const struct hj_rule_test *when, size_t n);

void hj_did_lost(struct hj_course *c, struct hj_did *d,
    const struct hj_rule_set *set, const char *at, const char *zh,
    const char *en, int why);

/* "12" */
const char *hj_course_number(struct hj_course *c, int64_t n);

/* `article` as `set` says it was called at that time. */
const char *hj_course_cited(
    struct hj_course *c, const struct hj_rule_set *set, const char *article);

/* engine_fact.c */
bool hj_course_holds(
    const struct hj_strand *s, const struct hj_rule_test *when, size_t n);
void hj_course_derive_facts(struct hj_course *c, struct hj_strand *s);
enum hj_err hj_course_learn(
    struct hj_course *c, const struct hj_happening *h, struct hj_error *err);
const struct hj_rule_row *hj_course_row(
    const struct hj_strand *s, const char *table);
void hj_course_look_table(struct hj_course *c, struct hj_did *d,
    const struct hj_strand *s, const char *table);
void hj_course_reconsider(struct hj_course *c);

/* engine_clock.c */
void hj_due_start(struct hj_course *c, struct hj_due *r);
void hj_due_move(struct hj_course *c, struct hj_due *r);

/* It waits for the end of what its start is. */
void hj_due_wait(struct hj_course *c, struct hj_due *r);

void hj_due_end(struct hj_course *c, struct hj_due *r, int act);
void hj_clocks_meet(struct hj_course *c, const char *kind);
void hj_clocks_start(struct hj_course *c, const char *kind, const char *after);
enum hj_err hj_clock_extend(
    struct hj_course *c, const struct hj_happening *h, struct hj_error *err);
void hj_clock_then(struct hj_course *c, struct hj_strand *s,
    const struct hj_rule_clock *rule, const char *at);
int64_t hj_due_wake(const struct hj_due *r);

/* engine_next.c: it falls, or waits, otherwise than before. */
void hj_due_plan(struct hj_course *c, struct hj_due *r);

/* The first that falls at or before `until`; NULL: none. */
struct hj_due *hj_due_next(struct hj_course *c, int64_t until);

/* Those that waited for a length that is known now start. */
void hj_dues_wait_over(struct hj_course *c);
void hj_due_fall(struct hj_course *c, struct hj_due *r);
bool hj_due_count(struct hj_course *c, struct hj_due *r);

/* It waited for its length: it starts if that is known now. */
bool hj_due_known(struct hj_course *c, struct hj_due *r);

/* engine_ladder.c */
void hj_ladder_event(
    struct hj_course *c, struct hj_strand *s, const char *kind);
void hj_ladder_exit(struct hj_course *c, struct hj_strand *s, int on);
void hj_ladder_time_over(struct hj_course *c, struct hj_strand *s);
void hj_ladder_facts(struct hj_course *c, struct hj_strand *s);
/* A body of `kind` has it in `channel`; 0: where it handles steps. */
void hj_ladder_taken_up(
    struct hj_course *c, struct hj_strand *s, const char *kind, int channel);

/* One more sitting without agreement: has the step, or the round, failed? */
void hj_ladder_count(struct hj_course *c, struct hj_strand *s);

/* engine_step.c */

/* It climbs the ladder beside of this number, 1 ...; 0: the set's own. */
void hj_ladder_take(struct hj_course *c, struct hj_strand *s, size_t beside);

/* The one for this matter; false: none. */
bool hj_ladder_choose(struct hj_course *c, struct hj_strand *s);

/* "诉讼、仲裁": the routes that are left at its end. */
const char *hj_ladder_menu(struct hj_course *c, const struct hj_strand *s);

/* The step it enters by its facts; the number of steps: it is not said. */
size_t hj_ladder_entry(const struct hj_strand *s);
void hj_ladder_begin(struct hj_course *c, struct hj_strand *s);
void hj_ladder_lapse(struct hj_course *c, struct hj_strand *s);

/* It goes to step `to` because of the rule at `at`, as `how` says. */
void hj_step_go(struct hj_course *c, struct hj_strand *s, size_t to, int how,
    const char *at);
void hj_step_enter(struct hj_course *c, struct hj_strand *s, size_t to);
void hj_step_accepted(struct hj_course *c, struct hj_strand *s);
void hj_step_returned(struct hj_course *c, struct hj_strand *s);
void hj_step_round(struct hj_course *c, struct hj_strand *s);

/* Does a guard that holds bar the step? */
bool hj_step_barred(const struct hj_strand *s, size_t step);

/* Start the time of the step, and of the whole, if what starts it happened. */
void hj_step_time(struct hj_course *c, struct hj_strand *s);

/*
 * Say `act` because of the rule at `at`: the ladder is over, and what ran is
 * met if an agreement ended it.
 */
struct hj_did *hj_step_leave(struct hj_course *c, struct hj_strand *s, int act,
    const char *at, bool met);
void hj_step_finish(struct hj_course *c, struct hj_strand *s, bool met);
struct hj_did *hj_step_did(
    struct hj_course *c, const struct hj_strand *s, int act, size_t step);

/* What a row says, which stands at `at`. */
struct hj_did *hj_exit_follow(struct hj_course *c, struct hj_strand *s,
    const struct hj_rule_exit *x, const char *at);

/* engine_task.c */
void hj_tasks_begin(struct hj_course *c, struct hj_strand *s);
void hj_tasks_start(struct hj_course *c, struct hj_strand *s, const char *kind,
    const char *after);

/* Does it begin with facts alone, and hold now? */
bool hj_task_holds(const struct hj_strand *s, const struct hj_rule_task *t);
void hj_tasks_facts(struct hj_course *c, struct hj_strand *s);
void hj_tasks_leave(struct hj_course *c, struct hj_strand *s, size_t step);
void hj_tasks_closing(
    struct hj_course *c, struct hj_strand *s, const char *kind);
enum hj_err hj_task_done(
    struct hj_course *c, const struct hj_happening *h, struct hj_error *err);
void hj_task_again(struct hj_course *c, struct hj_due *r);
void hj_guards_facts(struct hj_course *c, struct hj_strand *s);
void hj_rates_take(struct hj_course *c, struct hj_strand *s);
void hj_rate_again(struct hj_course *c, struct hj_due *r);

#endif
