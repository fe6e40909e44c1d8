/*
 * Rule sets: tiers, clocks and outlets as data.
 *
 * A rule set is a JSON document; its id is the hash of its canonical bytes
 * (server side: lib/integrity).  A dispute pins its sets when it is registered
 * and keeps them.  Nothing here decides: it is looked up by
 * lib/commands/clocks.c and ladder.c.
 *
 * What a document says (language.h has the whole of it):
 *  - who made it and how sure it is: title, source, certainty, area, dates,
 *    the reading chosen where the source leaves one open;
 *  - clocks: which event starts them, length, unit, what meets or stops them,
 *    what expiry does, the article;
 *  - duties: who, for having had one part in a matter, may not have another;
 *  - a ladder: steps from below to above, which kinds of bodies handle a step,
 *    how many attempts or days until it is handed up, what is left at the end.
 *
 * To add a set: put a file into lib/rules/sets/ and name it in a pin.
 */
#ifndef HJ_LIB_RULES_RULES_H
#define HJ_LIB_RULES_RULES_H

#include "lib/dispute/petition.h"
#include "lib/rules/forum.h"
#include "lib/rules/language.h"

#define HJ_RULE_SET_MOST ((size_t)256 * 1024)

/* Who may lengthen a limit. */
enum hj_extends {
	HJ_EXT_NOBODY = 1,
	HJ_EXT_ALL_PARTIES, /* 各方同意 */
	HJ_EXT_APPROVAL,    /* 负责人批准 */
};
extern const struct hj_words hj_extends_words;

/* What a clock belongs to; one runs for each. */
enum hj_clock_of {
	HJ_OF_PROCEDURE = 1,
	HJ_OF_AGREEMENT,
	HJ_OF_REFERRAL,
	HJ_OF_NOTICE,
	HJ_OF_PARTY,   /* one for each party of a procedure */
	HJ_OF_DISPUTE, /* one in all */
	HJ_OF_TERM,    /* of an agreement; it begins on the term's day */
};
extern const struct hj_words hj_clock_of_words;

struct hj_rule_clock {
	const char *name; /* "RT_MED" */
	const char *zh;
	const char *en;
	int channel;           /* enum hj_channel; 0: any */
	struct hj_name *kinds; /* of the handling body; none: any */
	size_t n_kinds;
	struct hj_name *categories; /* cat_moj of the dispute; none: any */
	size_t n_categories;
	int notice;               /* enum hj_notice_kind; 0: any */
	struct hj_name *replaces; /* clocks that give way to this one */
	size_t n_replaces;
	int trial;                 /* enum hj_trial of the procedure; 0: any */
	struct hj_name *referrals; /* kinds of the referral; none: any */
	size_t n_referrals;
	struct hj_name *grounds; /* of the procedure's end; none: any */
	size_t n_grounds;
	struct hj_rule_test *when; /* it starts only then */
	size_t n_when;
	bool once;                /* it starts but once for its subject */
	bool not_before;          /* met on its last day or later only */
	struct hj_name *restarts; /* kinds at which it starts anew */
	size_t n_restarts;
	int of;                      /* enum hj_clock_of */
	const char *starts;          /* kind of event */
	struct hj_name *starts_also; /* and these: the last one counts */
	size_t n_starts_also;
	const char *after;     /* of `starts` clock_fired: of this clock */
	struct hj_name *meets; /* kinds of events that meet it in time */
	size_t n_meets;
	struct hj_name *met_by; /* kinds of notices that do; none: any */
	size_t n_met_by;
	int met_channel; /* enum hj_channel in which they do; 0: its own */
	struct hj_name *stops; /* kinds that end it otherwise */
	size_t n_stops;
	int stop_channel;       /* enum hj_channel in which they do; 0: any */
	struct hj_name *pauses; /* kinds from which the time does not count */
	size_t n_pauses;
	struct hj_name *resumes; /* kinds that end such a pause */
	size_t n_resumes;
	const char *pause_reason;      /* its code, "appraisal" */
	const char *pause_article;     /* what allows it */
	struct hj_name *excluded_from; /* clocks that skip its extension */
	size_t n_excluded_from;
	const char *excluded_article; /* what says so */
	int64_t length;
	int unit;            /* enum hj_unit */
	const char *lengths; /* a table that gives another length */
	bool roll;
	bool next_hour;          /* the hour of the start is not counted */
	int against;             /* enum hj_against */
	int effect;              /* enum hj_effect */
	int extends;             /* enum hj_extends */
	int64_t extension_most;  /* in all, in its unit; 0: no cap */
	int64_t extension_times; /* at most so often; 0: no cap */
	bool extension_before;   /* asked for before it ends */
	bool extension_told;     /* the parties are told, with the reason */
	struct hj_no *warn;      /* days before the last day, falling */
	size_t n_warn;
	struct hj_no *warn_share; /* percent of it that is used up */
	size_t n_warn_share;
	struct hj_no *warn_after; /* days after the last day */
	size_t n_warn_after;
	struct hj_rule_exit *then; /* what expiry does besides `effect` */
	size_t n_then;
	const char *article;
	int certainty; /* enum hj_certainty */
};

/* What somebody may be kept from for having had another part (职责分离). */
enum hj_duty_act {
	HJ_DU_CLOSE = 1,
	HJ_DU_VERIFY,
	HJ_DU_HANDLE,
};
extern const struct hj_words hj_duty_act_words;

enum hj_duty_who {
	HJ_DW_FINDER = 1, /* the person who found it on patrol */
	HJ_DW_GRID,       /* a grid worker, or anybody of a grid */
	HJ_DW_HANDLER,    /* the person who answered the work order */
	HJ_DW_SUPERVISOR, /* the person or body that supervises it */
};
extern const struct hj_words hj_duty_who_words;

/* In matters from `source`, `who` does not do `act`. */
struct hj_rule_duty {
	int act;             /* enum hj_duty_act */
	int source;          /* enum hj_source of the dispute; 0: any */
	int who;             /* enum hj_duty_who */
	const char *article; /* what it rests on, if a rule of law */
};

/* What becomes of a petition of this class and way (信访工作条例29-31). */
struct hj_rule_way {
	int class; /* enum hj_petition_class */
	int way;   /* enum hj_petition_way; 0: the class has no ways */
	const char *article;
	const char *clock; /* the limit of handling, NULL if there is none */
	bool out;          /* it leaves for another lawful procedure */
	int notice;        /* enum hj_notice_kind, owed at its end */
	int end;           /* enum hj_petition_end, the usual one */
};

/* A thing that people petition about, and the way it goes. */
struct hj_rule_matter {
	const char *name; /* "civil_judgment" */
	const char *zh;
	const char *en;
	int class;          /* enum hj_petition_class */
	int way;            /* enum hj_petition_way */
	bool law;           /* 涉法涉诉 */
	const char *toward; /* which organs or procedure, in words */
	int certainty;      /* enum hj_certainty */
};

/*
 * How a compact is made and reviewed (三约三会).  A vote is passed if at least
 * `at_least` of `of` were satisfied.
 */
struct hj_rule_compact {
	const char *article;
	int certainty;        /* enum hj_certainty */
	bool legal_review;    /* by a legal adviser, before signing */
	bool superior_review; /* by a body above, before signing */
	bool publicity;       /* before signing */
	int64_t months;       /* from one review meeting to the next */
	int64_t at_least;
	int64_t of;
	bool basic_counts; /* 基本满意 counts as satisfied */
};

enum hj_risk_grade {
	HJ_RG_HIGH = 1,
	HJ_RG_MEDIUM,
	HJ_RG_LOW,
};
extern const struct hj_words hj_risk_grade_words;

/* What an assessment of a decision says of it. */
enum hj_risk_outcome {
	HJ_OUT_GO = 1,
	HJ_OUT_WITH_MEASURES,
	HJ_OUT_NOT,
};
extern const struct hj_words hj_risk_outcome_words;

/* This outcome may go with this grade. */
struct hj_rule_outcome {
	int grade;   /* enum hj_risk_grade */
	int outcome; /* enum hj_risk_outcome */
};

/* How the risk of a decision to stability is assessed (稳评). */
struct hj_rule_assessment {
	const char *article;
	int certainty;         /* enum hj_certainty */
	struct hj_name *forms; /* in which people take part */
	size_t n_forms;
	bool participation; /* somebody is asked before it is concluded */
	struct hj_rule_outcome *outcomes;
	size_t n_outcomes;
};

/* One item of a sheet for reviewing files (卷宗评查). */
struct hj_rule_item {
	const char *name; /* "agreement" */
	const char *zh;
	const char *en;
	int64_t points;
	const char *source; /* of the item; its points are the set's */
	int certainty;      /* enum hj_certainty, of the item */
};

/* A grade, and from how many points of a file it is given. */
struct hj_rule_grade {
	const char *name;
	const char *zh;
	const char *en;
	int64_t at_least;
};

/* How files are reviewed: a file in order has the points of all items. */
struct hj_rule_review {
	int certainty; /* enum hj_certainty, of points and grades */
	struct hj_rule_item *items;
	size_t n_items;
	struct hj_rule_grade *grades;
	size_t n_grades;
};

/*
 * A class of keeping (保管期限) that a file of a channel may be put away under.
 * The rows of a channel go before those of any.
 */
struct hj_rule_retention {
	const char *name; /* "long" */
	const char *zh;
	const char *en;
	int channel;    /* enum hj_channel; 0: any that has no rows */
	int64_t years;  /* 0: for ever, or the body says how many */
	bool permanent; /* for ever */
	const char *article;
	int certainty; /* enum hj_certainty */
};

struct hj_rule_set {
	const char *id; /* set by whoever loads it; not in the document */
	bool published; /* by a county (commands/ruleset/); not in it either */
	const char *instead; /* of such one: the shipped set whose place it
			      * takes */
	const char *name;    /* "national-statutory" */
	const char *title_zh;
	const char *title_en;
	const char *source;
	const char *certainty; /* F, F-L, K: found, found locally, known */
	const char *area;      /* prefix of division codes; "" is the country */
	int32_t valid_from;
	int32_t valid_to;
	const char *reading;
	bool on_by_default;
	struct hj_rule_clock *clocks;
	size_t n_clocks;
	struct hj_rule_duty *duties;
	size_t n_duties;
	struct hj_rule_step *ladder;
	size_t n_ladder;
	struct hj_rule_overall *overall; /* of the ladder; NULL: none */
	struct hj_name *outlets;         /* the menu of routes at the end */
	size_t n_outlets;
	struct hj_rule_fact *facts;
	size_t n_facts;
	struct hj_rule_table *tables;
	size_t n_tables;
	struct hj_rule_ladder *ladders; /* beside `ladder` */
	size_t n_ladders;
	struct hj_rule_task *tasks;
	size_t n_tasks;
	struct hj_rule_rate *rates;
	size_t n_rates;
	struct hj_rule_guard *guards;
	size_t n_guards;
	struct hj_rule_citation *citations;
	size_t n_citations;
	bool history_counts; /* sittings before registration count */
	struct hj_rule_way *ways;
	size_t n_ways;
	struct hj_rule_matter *matters;
	size_t n_matters;
	struct hj_rule_compact *compact; /* NULL: it says nothing of them */
	struct hj_rule_assessment *assessment; /* the same */
	struct hj_rule_review *review;         /* the same */
	struct hj_rule_retention *retentions;
	size_t n_retentions;
	struct hj_rule_forum *forums;
	size_t n_forums;
};

/* All sets that are known: published ones and those still pinned. */
struct hj_rules {
	const struct hj_rule_set *set;
	size_t n;
};

extern const struct hj_fields hj_rule_set_fields;

/*
 * Read a document into `ret`; texts live in `a`.  HJ_ERR_INPUT with the place
 * if it is not one or speaks of unknown kinds of events.
 */
enum hj_err hj_rule_set_parse(struct hj_arena *a, const char *text, size_t len,
    struct hj_rule_set *ret, struct hj_error *err) HJ_CHECK;

/* Write the canonical bytes whose hash is the id. */
void hj_rule_set_emit(struct hj_buf *b, const struct hj_rule_set *set);

const struct hj_rule_set *hj_rule_set_find(
    const struct hj_rules *rules, const char *id);

const struct hj_rule_set *hj_rule_set_named(
    const struct hj_rules *rules, const char *name);

/* The name of the shipped set in whose place `set` stands: mostly its own. */
const char *hj_rule_set_place(const struct hj_rule_set *set);

/* Is `county` in the area of `set`? */
bool hj_rule_set_covers(const struct hj_rule_set *set, const char *county);

/*
 * May `county` choose it?  Codes from 9999 are no places: a demonstration may
 * try the sets of any place, and not those of another demonstration.
 */
bool hj_rule_set_open_to(const struct hj_rule_set *set, const char *county);

/* Is `day` within its days? */
bool hj_rule_set_holds_on(const struct hj_rule_set *set, int32_t day);

/* The clock `name` of `set`, or NULL. */
const struct hj_rule_clock *hj_rule_clock_find(
    const struct hj_rule_set *set, const char *name);

/* What `set` says of petitions of `class` and `way`; NULL: nothing. */
const struct hj_rule_way *hj_rule_way_find(
    const struct hj_rule_set *set, int class, int way);

/* The guard `name` of `set`, or NULL. */
const struct hj_rule_guard *hj_rule_guard_find(
    const struct hj_rule_set *set, const char *name);

/* The matter `name` of `set`, or NULL. */
const struct hj_rule_matter *hj_rule_matter_find(
    const struct hj_rule_set *set, const char *name);

/* Does a fact of `set` change because days pass? */
bool hj_rule_set_reads_days(const struct hj_rule_set *set);

/* "`list`/`i`": the JSON pointer of an item, made in `a`. */
const char *hj_rule_place(struct hj_arena *a, const char *list, size_t i);

/* Where the steps stand of the `beside`th of "ladders"; 0: of "ladder". */
const char *hj_rule_steps_place(struct hj_arena *a, size_t beside);

/* Is `name` in the list? */
bool hj_name_in(const struct hj_name *list, size_t n, const char *name);

#endif
