/*
 * The rules language carried out: what follows, and when, if these sets hold
 * and this happens (三二一, 期限, 任务 …), each with why.
 *
 * A course is one matter.  It is told what happens in the order of time, and
 * tells what follows of itself; it decides nothing that is a person's to
 * decide, is total, and every course is bounded (HJ_DONE_MOST, HJ_COURSE_DAYS).
 *
 * How it works (the written description):
 *  - Of the sets those in force on the day of the first happening hold; a set
 *    that is not in force does nothing.  They stand in order of precedence,
 *    statute first.  Of two limits for one thing (the same name, or `replaces`)
 *    the later set's holds, unless it would end after that of law.
 *  - Before a happening everything due at or before it falls, in order of time.
 *    What falls with a last day falls on that day, at its end; what starts by
 *    it has that day as day 0.
 *  - A fact is known when it was given or found out; a test of one that is not
 *    known passes only if it asks for that.  `otherwise` of a table, and the
 *    sum of points, are given when all facts its rows read are known.
 *  - The ladder is chosen at registration, and entered at the highest step
 *    whose `when` holds, else at the lowest; if that has a `when` too, it waits
 *    for facts that say where.  When a fact changes: an exit on `reclassified`
 *    that fits, else a higher step whose `when` now holds is entered.
 *  - A body that takes the matter up says where it is: the ladder begins at, or
 *    goes on to, the first step that bodies of its kind handle.  What happens
 *    beside the step (`beside`) starts and meets limits, and moves no ladder.
 *  - An exit is the first row that fits and is not used up.  Without one:
 *    agreed and at_risk end the ladder; refused, withdrawn and party_asks end
 *    it with the other routes told; not_agreed and time_over go to the next
 *    step, from the last to the other routes; absent, unsatisfied and decided
 *    move nothing.  A failed round goes to the next round first.
 *  - A way up is offered and waits until it is accepted, unless it is taken at
 *    once; a way down is taken at once.
 *  - attempts: at the last one without agreement the step has failed; with
 *    `both` the time must be over too.  Fewer than attempts_least, or `both`
 *    not yet used up: a failure stays, and says so.
 *  - Time of a step runs from its entry, or from `starts`: the last one before
 *    or, if there was none, the first one after the entry.
 *  - A limit whose length is not known waits, and then counts from its start.
 *  - The expiry of a limit that `ends` is the end of the procedure besides:
 *    procedure_ended happens then, and the step is left as with its own time.
 *  - What was met or stopped does not begin anew but by `restarts`;
 * `starts_also` moves the start of what began and is not met to the later
 * event.
 *  - A task appears with its event, the expiry it follows, or when its facts
 *    hold; `every` begins with the course.  Tasks of a step end when it is
 *    left, unless duties stay below.
 *  - Not carried out here: `excluded_from`; a term's warning before its day;
 * the day that an event sets for a limit of the same day (交办的反馈期限);
 *    duties, ways, matters, compacts, assessments, reviews (their commands do).
 *    One matter is one subject: a limit of its agreement, notice or party runs
 *    once, not once for each.
 *  - A guard is told when it begins to hold and when it ends; a step that it
 *    bars is passed over, or left for the next.
 */
#ifndef HJ_LIB_RULES_ENGINE_H
#define HJ_LIB_RULES_ENGINE_H

#include "lib/policy/directory.h"
#include "lib/rules/rules.h"

#define HJ_DONE_MOST 5000    /* that follows in one course */
#define HJ_COURSE_DAYS 14610 /* from its first happening: forty years */

/* What happens; `at` never falls. */
enum hj_happening_kind {
	HJ_HN_EVENT = 1, /* an event of the dispute */
	HJ_HN_FACT,      /* a fact becomes known, or another */
	HJ_HN_SETTING,   /* where the matter stands: channel, body … */
	HJ_HN_EXIT,      /* what becomes of the step */
	HJ_HN_EXTEND,    /* a limit is lengthened */
	HJ_HN_DONE,      /* a task is done */
	HJ_HN_RATES,     /* figures are taken */
	HJ_HN_TIME,      /* nothing but time */
	HJ_HN_BODY,      /* a body of the kind `word` takes it up, in `n` */
};

/* What limits may be bound to, beside facts. */
enum hj_setting {
	HJ_SE_CHANNEL = 1,
	HJ_SE_KIND,     /* of the handling body */
	HJ_SE_CATEGORY, /* cat_moj */
	HJ_SE_NOTICE,
	HJ_SE_TRIAL,
	HJ_SE_REFERRAL,
	HJ_SE_GROUND,
	HJ_SE_SOURCE,
	HJ_SE__MAX,
};
extern const struct hj_words hj_setting_words;

struct hj_happening {
	int kind; /* enum hj_happening_kind */
	int64_t at;
	const char *name;   /* of the event, fact, limit or task */
	int what;           /* enum hj_setting, hj_exit_on or hj_extends */
	const char *word;   /* of a fact or setting */
	int64_t n;          /* a fact's number, yes 1 and no 0; a length; of a
			     * body the channel, 0: one that handles steps */
	int unit;           /* of the length */
	struct hj_date day; /* that the event sets, as of a term; 0: none */
	bool unknown;       /* the fact is not known any more */
	bool beside;        /* an event in another procedure than the step's */
};

/* What follows. */
enum hj_did_act {
	HJ_DO_ENTER = 1,
	HJ_DO_OFFER,
	HJ_DO_ROUND,
	HJ_DO_STAY,
	HJ_DO_END,
	HJ_DO_OUTLETS,
	HJ_DO_CHANNEL,
	HJ_DO_RIGHT,
	HJ_DO_REASONS,
	HJ_DO_START, /* a limit runs */
	HJ_DO_AWAIT, /* its length is not known yet */
	HJ_DO_MOVE,
	HJ_DO_HOLD, /* a pause that lasts */
	HJ_DO_MEET,
	HJ_DO_STOP,
	HJ_DO_WARN,
	HJ_DO_FIRE,
	HJ_DO_REMIND,
	HJ_DO_REFUSE, /* an extension */
	HJ_DO_TELL,   /* of an extension */
	HJ_DO_TASK,
	HJ_DO_MISS,
	HJ_DO_BAR,
	HJ_DO_FREE,
	HJ_DO_RATE,
	HJ_DO_NOT_IN_FORCE,
};
extern const struct hj_words hj_did_words;

/* A fact that was looked at. */
struct hj_input {
	const struct hj_rule_fact *fact;
	bool given;     /* it was told, not found out */
	int64_t before; /* of what is counted: elsewhere and earlier */
	bool known;
	int64_t n;
	const char *word;
};

/* A rule that also fitted, and why it does not hold. */
enum hj_lost {
	HJ_LOST_LATER = 1, /* a row above fits too */
	HJ_LOST_REPLACED,  /* a more special limit replaces it */
	HJ_LOST_LOCAL,     /* a set nearer to the matter says it too */
	HJ_LOST_LONGER,    /* it would end after what law allows */
	HJ_LOST_USED,      /* used as often as it may */
	HJ_LOST_BARRED,    /* a guard bars the step */
	HJ_LOST_LOWER,     /* a higher step fits too */
};
extern const struct hj_words hj_lost_words;

struct hj_loser {
	const struct hj_rule_set *set;
	const char *at; /* JSON pointer */
	const char *zh, *en;
	int why; /* enum hj_lost */
};

struct hj_did {
	int64_t at;
	int act; /* enum hj_did_act */
	const struct hj_rule_set *set;
	const char *rule;    /* JSON pointer of the rule: "/clocks/0" */
	const char *zh, *en; /* what it is called */
	const char *more_zh, *more_en; /* what else is to be said; NULL */
	const char *article;           /* as it was called then; NULL: none */
	int certainty;                 /* enum hj_certainty */
	bool exact;                    /* `at` to the minute */
	struct hj_date due_on;         /* of a limit or task; absent: none */
	int64_t due_at;                /* if it is counted in minutes */
	const struct hj_derivation *counted; /* NULL: nothing was counted */
	struct hj_input *inputs;
	size_t n_inputs;
	struct hj_loser *losers;
	size_t n_losers;
	size_t step;                     /* of the ladder, 1 ...; 0: of none */
	const struct hj_rule_exit *exit; /* by which it came; NULL: none */
	const struct hj_rule_task *task; /* that is owed; NULL: none */
};

struct hj_course;

/*
 * A course under `sets`, in order of precedence, with days as `cal` has them
 * (the newest version published at the start of each limit), and bodies named
 * as in `dir`.  All are borrowed; everything is made in `a`.
 */
struct hj_course *hj_course_new(struct hj_arena *a, const struct hj_rules *sets,
    const struct hj_calendar *cal, const struct hj_directory *dir);

/*
 * Tell it what happens.  HJ_ERR_INPUT, and nothing done: it lies before what
 * was told already, or HJ_COURSE_DAYS behind the first, names what is not
 * there, or more would follow than HJ_DONE_MOST.
 */
enum hj_err hj_course_tell(struct hj_course *c, const struct hj_happening *h,
    struct hj_error *err) HJ_CHECK;

/*
 * Does what a body of `kind` does in `channel` handle one of the `n` steps?
 * What mediates does; a grid's report, since its first coordination is its
 * step; a petition, if the ladder names offices and no bodies; and what a body
 * does that never mediates, if the ladder names it.
 */
bool hj_ladder_handled(const struct hj_rule_step *step, size_t n,
    const struct hj_body_kind *kind, int channel);

/*
 * What the end of a procedure on `ground` (enum hj_ground) is to its step: enum
 * hj_exit_on; 0: it is none of a party or of time, such as a settlement.
 */
int hj_ground_exit(int ground);

/* What ends that which `began` begins; NULL: nothing lasts from it. */
const char *hj_span_end(const char *began);

/* All that followed so far, in order; `n` of them. */
const struct hj_did *hj_course_done(const struct hj_course *c, size_t *n);

/* "2024-03-04 届满 村(社区),自动上报": one line of a course. */
void hj_did_say(const struct hj_did *d, enum hj_lang lang, struct hj_buf *b);

/* The same without its time. */
void hj_did_name(const struct hj_did *d, enum hj_lang lang, struct hj_buf *b);

/* The value of a fact in words: "yes", "12", "complex". */
void hj_input_say(
    const struct hj_input *v, enum hj_lang lang, struct hj_buf *b);

/* Why: rule, article, certainty, facts, what lost, how it was counted. */
void hj_did_explain(
    const struct hj_did *d, enum hj_lang lang, struct hj_buf *b);

#endif
