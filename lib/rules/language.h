/*
 * The rules language: what a tiered method may say, as keys of a document.
 *
 * A document is read by the field tables of rules.c and language.c and by
 * nothing else; its JSON Schema is made from them.  It is total, free of loops
 * and bounded: a condition is a conjunction of tests (`when`), a fact is known
 * before the first table that reads it (facts stand in the order in which they
 * are found out), an exit to the same or a lower step says how often, and every
 * list has a most.  What is absent is open: no limit, count or body is
 * invented for it, and the sentences say that the source leaves it open.
 *
 *  facts    values that conditions read.  Each comes from one place: `from`
 * (the dispute itself), `by` (a named role judges), `counts` (events, with a
 * look-back `within`), or `table`. tables   decision tables: rows of tests, top
 * to bottom, and what they give: a word, points, or a length.  `hit` says what
 * holds if several rows fit: `unique` none may, `first` the upper, `any` they
 * agree, `sum` their points are added.  `otherwise` is given if none fits.
 *  ladder   the steps, from below; `ladders` are others beside it, each with a
 *           `when`: the first that fits is taken, else `ladder`.
 *  clocks   limits; rules.h.
 *  tasks    what somebody owes, once, on days, or again and again; about a
 *           dispute, a party, a household or an organisation (数据报送、排查).
 *  rates    figures that an organisation is measured by: a share of events
 *           (`whole`, `percent`), or a quota: so many (`quota`) of the events
 *           of `part`, in each period of `every`, by each body of `who`.
 *  guards   what may not be done, or needs something; they bind bodies, never a
 *           party's way to suit, arbitration, petition or police.  One that
 *           bars `named` has the name by which a command asks for it: mostly
 *           the type of a refusal (lib/commands/guard.h).
 *  duties   separation of duty; rules.h.
 *  citations  what an article is called at what time.
 *
 * Where each thing a method says has its place; union.tsv tells what the codes
 * stand for:
 *
 *  C01 category        fact from category; clock.categories
 *  C02 difficulty      fact by a role, words; C03 risk, colour: the same, or
 *                      a table over a score
 *  C04 score           table hit sum, points; bands: a table over that fact
 *  C05 consequence     fact by a role
 *  C06 people          fact from people, at_least / below
 *  C07 harm            facts by a role; any-of: any_of, or several rows
 *  C08 money           fact from amount; `above` is strict, `at_least` is not
 *  C09 earlier events  fact counts, within, over (step, dispute, parties)
 *  C10 attempts        fact from attempts, failures; C11 time: days_at_step,
 *                      days_in_all
 *  C12 danger          fact from danger, or by a role; C13 source: from source
 *  C14 crossing        fact from crosses_county, or by a role
 *  C15 kind of party   fact from party_kind, minor; else by a role
 *  C16 consent         fact from consent; exits on refused, absent, withdrawn
 *  C17 other forums    fact from other_forum; guard bars repeat; C18
 *                      judgement: `by`
 *  C19 follow-up       fact from satisfaction; exits on unsatisfied
 *  C20 who raises it   fact by a role; guard.needs
 *  C21 reported up     fact from reported_up; exits on at_risk
 *
 *  A01 up, over, in    exits to next / step; step.when is where it enters
 *  A02 elsewhere       guard bars / toward; A03 rounds; A04 joint, roles,
 *                      people_most; A05 tasks lead, watch, reply; A06 exit.how
 *                      approval
 *  A07 tell, report    tasks tell, copy, report: to, means, length
 *  A08 warn, urge      clock.warn, warn_share, warn_after; tasks remind, letter
 *  A09 set a limit     clock.lengths, step.lengths; step.starts a meeting
 *  A10 extend          clock.extends, extension_most, extension_times,
 *                      extension_before, extension_told
 *  A11 pause           clock.pauses, resumes; A12 send back: clocks of a
 *                      referral, exits on decided
 *  A13 what expiry does  clock.effect, clock.then; exits on time_over
 *  A14 visits          tasks visit, follow_up: days, every
 *  A15 again           exits on unsatisfied to a step, times
 *  A16 down, off       exits on decided / reclassified to a lower step or ends
 *  A17 meetings        task meet: every, weekday; exits how designated
 *  A18 papers          task evidence, guard.needs; A19 closing: guard bars
 *                      closing, repeat; task.before_close
 *  A20 split, beside   guard.beside; A21 minors: guard needs,
 *                      bars openness
 *  A22 the step below  step.duties_stay, task write_back
 *  A23 finder, handler duties; A24 organisations: tasks of organisation, rates
 *  A25 channel         exits to channel, outlets; step.kinds
 *
 *  K01 unit; K02-K04, K06 clock.starts, step.starts, clock.after (an expiry);
 *  K05 clock.starts_also (the later); K07 one clock each; K08 relay: no
 *  step.starts, one origin: the same step.starts; K09 overall; K10 against;
 *  K11 roll, next_hour; K12 lengths
 *  G01 attempts_least; G02 attempts; G03 both; G04 neither; G05 fact counts;
 *  G06 attempts_over; G07 neither attempts nor length
 *  S01 kinds, roles; S02 a colour is a fact, a step's `when` may read it; S03
 *  ladders; S04 joint_owner, from_below; S05 area, valid_from, valid_to, name;
 *  S06 above_last
 *
 * Named absences: text is not searched by any rule; a limit that a meeting sets
 * to a figure of its own is an extension or a new clock, not a rule; unused
 * days of a step are not carried over.
 *
 * To add a key: the member, its row, its sentence (sentence.c), its check.
 */
#ifndef HJ_LIB_RULES_LANGUAGE_H
#define HJ_LIB_RULES_LANGUAGE_H

#include "lib/dispute/stage.h"
#include "lib/dispute/word.h"
#include "lib/time/clock.h"

/*
 * One test on a fact.  Bounds are whole (fen for money, days for time) and at
 * least 1, so zero is `below` 1.  A fact that is not known passes no test but
 * `unknown`.
 */
struct hj_rule_test {
	const char *fact;
	struct hj_name *any_of; /* its word is one of these */
	size_t n_any_of;
	struct hj_name *none_of;
	size_t n_none_of;
	int64_t at_least, above, at_most, below; /* 0: not asked */
	bool yes, no;                            /* of a flag */
	bool unknown;
};

enum hj_fact_type {
	HJ_FT_FLAG = 1,
	HJ_FT_NUMBER,
	HJ_FT_MONEY, /* fen */
	HJ_FT_WORD,
};
extern const struct hj_words hj_fact_type_words;

/* What the dispute itself tells. */
enum hj_fact_from {
	HJ_FF_CATEGORY = 1, /* cat_moj */
	HJ_FF_SOURCE,
	HJ_FF_CHANNEL,
	HJ_FF_PEOPLE,
	HJ_FF_AMOUNT,
	HJ_FF_PARTY_KIND,
	HJ_FF_MINOR,
	HJ_FF_CONSENT, /* all parties agree to mediation */
	HJ_FF_DANGER,
	HJ_FF_CROSSES_COUNTY,
	HJ_FF_OTHER_FORUM, /* open, settled or decided elsewhere */
	HJ_FF_REPORTED_UP,
	HJ_FF_ATTEMPTS, /* at this step, that count */
	HJ_FF_FAILURES,
	HJ_FF_DAYS_AT_STEP,
	HJ_FF_DAYS_IN_ALL,
	HJ_FF_SATISFACTION,
	HJ_FF_PERFORMED,
	HJ_FF_TRIAL,
};
extern const struct hj_words hj_fact_from_words;

/* The words that the dispute itself tells it by; NULL: another list, or none.
 */
const struct hj_words *hj_fact_from_list(int from);

/* Within what events are counted. */
enum hj_fact_over {
	HJ_OV_STEP = 1,
	HJ_OV_DISPUTE,
	HJ_OV_PARTIES, /* all disputes between the same parties */
};
extern const struct hj_words hj_fact_over_words;

/* A word that a fact may be, from the least to the gravest. */
struct hj_rule_word {
	const char *name;
	const char *zh;
	const char *en;
};

struct hj_rule_fact {
	const char *name;
	const char *zh;
	const char *en;
	int type; /* enum hj_fact_type */
	struct hj_rule_word *words;
	size_t n_words;
	int from;               /* enum hj_fact_from */
	const char *by;         /* the role that judges it */
	struct hj_name *counts; /* kinds of events */
	size_t n_counts;
	int over;       /* enum hj_fact_over */
	int64_t within; /* look-back, in `unit`; 0: ever */
	int unit;       /* enum hj_unit */
	const char *table;
};

enum hj_hit {
	HJ_HIT_UNIQUE = 1,
	HJ_HIT_FIRST,
	HJ_HIT_ANY,
	HJ_HIT_SUM,
};
extern const struct hj_words hj_hit_words;

struct hj_rule_row {
	struct hj_rule_test *when;
	size_t n_when;
	const char *gives; /* a word of the fact */
	int64_t points;
	int64_t length;
	int unit; /* enum hj_unit */
};

struct hj_rule_table {
	const char *name;
	const char *zh;
	const char *en;
	int hit; /* enum hj_hit */
	struct hj_rule_row *rows;
	size_t n_rows;
	struct hj_rule_row *otherwise; /* without tests; NULL: nothing */
};

/* How a step, or a limit, is left. */
enum hj_exit_on {
	HJ_EO_AGREED = 1,
	HJ_EO_NOT_AGREED,
	HJ_EO_TIME_OVER,
	HJ_EO_PARTY_ASKS, /* 当事人选择其他途径 */
	HJ_EO_REFUSED,
	HJ_EO_ABSENT,
	HJ_EO_WITHDRAWN,
	HJ_EO_AT_RISK, /* settled, but the risk remains */
	HJ_EO_UNSATISFIED,
	HJ_EO_DECIDED,      /* a named role decides */
	HJ_EO_RECLASSIFIED, /* a fact of `when` changed */
};
extern const struct hj_words hj_exit_on_words;

enum hj_exit_to {
	HJ_ET_NEXT = 1, /* the step above */
	HJ_ET_STEP,     /* the step named */
	HJ_ET_STAYS,    /* it goes on here */
	HJ_ET_ENDS,
	HJ_ET_OUTLETS, /* it ends, the other routes are told */
	HJ_ET_CHANNEL, /* into the channel named */
	HJ_ET_RIGHT,   /* nothing moves: a party may act within `clock` */
	HJ_ET_REASONS, /* nothing moves: reasons are given in writing */
};
extern const struct hj_words hj_exit_to_words;

enum hj_exit_how {
	HJ_EH_OFFERED = 1, /* to the next body, which accepts */
	HJ_EH_APPLIED,     /* the body applies for it */
	HJ_EH_APPROVAL,    /* somebody above approves */
	HJ_EH_AT_ONCE,
	HJ_EH_DESIGNATED, /* a body above names who handles it */
};
extern const struct hj_words hj_exit_how_words;

struct hj_rule_exit {
	int on; /* enum hj_exit_on */
	struct hj_rule_test *when;
	size_t n_when;
	int to;            /* enum hj_exit_to */
	const char *step;  /* its name */
	int channel;       /* enum hj_channel */
	const char *clock; /* a clock of this document */
	int how;           /* enum hj_exit_how; 0: open */
	const char *who;   /* the role that decides or approves */
	int64_t times;     /* at most so often; a must for a way back */
	const char *article;
};

/* One of several goes at a step, with its own chair. */
struct hj_rule_round {
	const char *zh;
	const char *en;
	const char *chair;
	const char *form;
	int64_t attempts;
};

enum hj_attempts_over {
	HJ_AO_STEP = 1, /* the same as absent */
	HJ_AO_LADDER,
};
extern const struct hj_words hj_attempts_over_words;

struct hj_rule_step {
	const char *name; /* needed only if an exit names it */
	const char *zh;
	const char *en;
	struct hj_rule_test *when; /* a matter that fits enters here */
	size_t n_when;
	struct hj_name *kinds; /* bodies that handle it, first choice first */
	size_t n_kinds;
	struct hj_name *roles; /* who handles or leads, by office */
	size_t n_roles;
	struct hj_name *joint; /* kinds that must take part */
	size_t n_joint;
	bool joint_owner;    /* they own it together */
	bool from_below;     /* the bodies of the steps below take part */
	bool above_last;     /* handled by the body above the last handler */
	bool duties_stay;    /* what was owed below stays owed there */
	int64_t people_most; /* at a sitting; 0: open */
	struct hj_rule_round *rounds;
	size_t n_rounds;
	int64_t attempts;       /* qualifying sittings, 0: not counted */
	int64_t attempts_least; /* before a body may hand it up by itself */
	int attempts_over;      /* enum hj_attempts_over */
	const char *starts;     /* kind of event its time runs from; NULL:
				 * the entry into the step */
	int64_t length;         /* of the step, 0: unlimited */
	int unit;               /* enum hj_unit */
	const char *lengths;    /* a table that gives the length */
	bool both;              /* attempts and time; else whichever is first */
	bool time_only_warns;   /* time over is an overdue entry, no hand-up */
	int64_t accept_length;  /* for the next body to accept, 0: none */
	int accept_unit;
	struct hj_rule_exit *exits; /* what differs from: agreed ends it, all
				     * else goes to the next step */
	size_t n_exits;
};
extern const struct hj_fields hj_rule_step_fields;

/* A limit over all steps (全程期限), beside theirs. */
struct hj_rule_overall {
	const char *starts; /* kind of event */
	int64_t length;
	int unit; /* enum hj_unit */
};

struct hj_rule_ladder {
	const char *name;
	const char *zh;
	const char *en;
	struct hj_rule_test *when;
	size_t n_when;
	struct hj_rule_step *steps;
	size_t n_steps;
	struct hj_rule_overall *overall; /* NULL: none stated */
	struct hj_name *outlets;
	size_t n_outlets;
};

enum hj_task_does {
	HJ_TD_FOLLOW_UP = 1, /* 回访 */
	HJ_TD_VISIT,         /* 走访 */
	HJ_TD_REPORT,        /* 上报 */
	HJ_TD_TELL,          /* 告知、通报 */
	HJ_TD_COPY,          /* 抄送 */
	HJ_TD_MEET,          /* 会议、会商 */
	HJ_TD_LEAD,          /* 包案 */
	HJ_TD_WATCH,         /* 盯办、督办 */
	HJ_TD_REPLY,         /* 首接答复 */
	HJ_TD_WRITE_BACK,    /* 向下级书面反馈 */
	HJ_TD_PLAN,          /* 一案一策 */
	HJ_TD_START,         /* 开始调解 */
	HJ_TD_SCREEN,        /* 排查 */
	HJ_TD_FIGURES,       /* 报送数据 */
	HJ_TD_SURVEY,        /* 满意度测评 */
	HJ_TD_REMIND,        /* 催办 */
	HJ_TD_LETTER,        /* 预警函、督办函 */
	HJ_TD_REASONS,       /* 书面说明原因 */
	HJ_TD_EVIDENCE,      /* 留存、提交材料 */
	HJ_TD_AID,           /* 帮扶、疏导、稳控 */
	HJ_TD_OTHER,
};
extern const struct hj_words hj_task_does_words;

enum hj_task_of {
	HJ_TO_DISPUTE = 1,
	HJ_TO_PARTY,
	HJ_TO_HOUSEHOLD,
	HJ_TO_ORGANISATION,
};
extern const struct hj_words hj_task_of_words;

/*
 * Something owed: once after `starts`, on `days` after it, or `every`.  What an
 * organisation owes by time alone is not of a dispute: each body of a kind that
 * `who` names owes it; if it names none, the county.
 */
struct hj_rule_task {
	const char *name;
	const char *zh;
	const char *en;
	int does; /* enum hj_task_does */
	int of;   /* enum hj_task_of */
	struct hj_rule_test *when;
	size_t n_when;
	struct hj_name *who; /* roles or bodies; none: open */
	size_t n_who;
	struct hj_name *to; /* whom it is told, who is met */
	size_t n_to;
	struct hj_name *means; /* 电话、书面 … */
	size_t n_means;
	const char *starts; /* kind of event; NULL: of time alone */
	const char *after;  /* or the expiry of this clock */
	const char *step;   /* only at this step */
	int64_t length;     /* in which it is done; 0: open */
	int unit;           /* enum hj_unit */
	struct hj_no *days; /* after the start, rising */
	size_t n_days;
	int64_t every;   /* 0: once */
	int every_unit;  /* enum hj_unit */
	int64_t weekday; /* 1 Monday … 7; 0: open */
	struct hj_name *evidence;
	size_t n_evidence;
	bool before_close; /* closing waits for it */
	int effect;        /* enum hj_effect if it is missed; 0: open */
	const char *article;
	int certainty; /* enum hj_certainty */
};

/* Does a body owe it by time alone, whatever disputes there are? */
bool hj_rule_task_of_body(const struct hj_rule_task *t);

/*
 * What an organisation is measured by in a time: a share of events (化解率、
 * 满意率), or a quota, so many of them at least (每月走访不少于几件).
 */
struct hj_rule_rate {
	const char *name;
	const char *zh;
	const char *en;
	struct hj_name *part; /* kinds of events */
	size_t n_part;
	struct hj_name *whole;
	size_t n_whole;
	struct hj_name *who;
	size_t n_who;
	int64_t every;
	int every_unit;  /* enum hj_unit */
	int64_t percent; /* of a share, to be reached; 0: open */
	int64_t quota;   /* so many of `part`; 0: it is a share of `whole` */
	const char *article;
	int certainty; /* enum hj_certainty */
};

/*
 * What a guard may bar.  The last four are a party's own ways: they are words
 * here so that a document that bars one is refused with its reason.
 */
enum hj_bars {
	HJ_BAR_ACCEPTING = 1, /* 受理 */
	HJ_BAR_MEDIATING,     /* 调解 */
	HJ_BAR_STEP,          /* the step named */
	HJ_BAR_SETTLING,      /* 以调解结案 */
	HJ_BAR_CLOSING,       /* 办结 */
	HJ_BAR_REPEAT,        /* 同一事实理由再次受理 */
	HJ_BAR_OPENNESS,      /* 公开 */
	HJ_BAR_NOTHING,       /* it only sends, or needs, something */
	HJ_BAR_NAMED,         /* the command refuses that asks for it by name */
	HJ_BAR_SUIT,
	HJ_BAR_ARBITRATION,
	HJ_BAR_PETITION,
	HJ_BAR_POLICE,
};
extern const struct hj_words hj_bars_words;

struct hj_rule_guard {
	const char *name;
	const char *zh;
	const char *en;
	struct hj_rule_test *when;
	size_t n_when;
	int bars; /* enum hj_bars */
	const char *step;
	struct hj_name *needs; /* papers or people without which not */
	size_t n_needs;
	struct hj_rule_word *items; /* each of which is stated */
	size_t n_items;
	int64_t most; /* so many at most; 0: not said */
	/* the procedure it is about, if it is about a certain sort: */
	int within;            /* enum hj_channel; 0: any */
	int stage;             /* enum hj_stage that it stands in; 0: any */
	struct hj_name *kinds; /* of the body that handles it; none: any */
	size_t n_kinds;
	int channel;        /* enum hj_channel it goes to */
	const char *toward; /* or where, in words */
	bool beside;        /* that runs beside, this goes on */
	const char *article;
	int certainty; /* enum hj_certainty */
};

/* `cites` as written in this document was called `reads` in that time. */
struct hj_rule_citation {
	const char *cites;
	const char *reads;
	const char *text; /* of the article, if it is given */
	int32_t valid_from;
	int32_t valid_to; /* 0: still */
};

/* Tables of the lists of a document, for its own table in rules.c. */
extern const struct hj_fields hj_rule_test_fields;
extern const struct hj_fields hj_rule_fact_fields;
extern const struct hj_fields hj_rule_table_fields;
extern const struct hj_fields hj_rule_exit_fields;
extern const struct hj_fields hj_rule_ladder_fields;
extern const struct hj_fields hj_rule_overall_fields;
extern const struct hj_fields hj_rule_task_fields;
extern const struct hj_fields hj_rule_rate_fields;
extern const struct hj_fields hj_rule_guard_fields;
extern const struct hj_fields hj_rule_citation_fields;

#endif
