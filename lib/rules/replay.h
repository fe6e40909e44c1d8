/*
 * Replay: a rule set over what really happened, beside the set that held then.
 *
 * From a timeline is taken what people did and what they knew: registered, by
 * which kind of body it was taken up, sittings that count, consents, ends,
 * answers to offers, papers.  What rules made of it (limits, offers, moves of
 * the ladder) is left out, and found again: once with the set the dispute
 * rests on, once with the candidate in its place, both told the same, happening
 * by happening, until they part.  Nothing is said of what lies behind: people
 * would have acted otherwise.
 *
 * How a timeline is read:
 *  - What was taken back is not told.  Happenings follow each other by the
 *    legal day on which they occurred, within a day as they were recorded.
 *  - A sitting that does not count, one that ended in agreement, and what
 *    happened in another procedure than the step's, is beside the ladder.
 *  - Facts that nothing records (what a role judges) are not known.
 *  - It is played up to a happening that the rules cannot be told: the
 *    procedure began anew, an offer was revoked, a sitting that had handed it
 *    up was taken back, the dispute was merged, or the step ended in a way
 *    that is no exit.
 *  - Time passes up to the end of the history, in a closed dispute up to its
 *    last event.
 *  - A dispute that was moved to another set rests on each in its period.  The
 *    candidate is compared with what held then, period by period, as long as
 *    the set that came would have made of the past what the former one made;
 *    where it would not, nothing is said of what lies behind the move.
 *
 * The candidate stands where a set named by the caller stood, or what was
 * published in the place of that, else where the ladder did if it has one, else
 * where the set of its name did.  When it is in force is not asked.  Other sets
 * of the dispute are played along if their limits have to do with those of one
 * of the two; no other can change anything.
 */
#ifndef HJ_LIB_RULES_REPLAY_H
#define HJ_LIB_RULES_REPLAY_H

#include "lib/dispute/event.h"
#include "lib/rules/engine.h"

/* What became of the dispute. */
enum hj_replay_end {
	HJ_RX_OPEN = 1,
	HJ_RX_SETTLED,
	HJ_RX_OUTLETS, /* the other routes were told */
	HJ_RX_OVER,    /* ended otherwise */
	HJ_RX_UNKNOWN, /* of what did not happen: cannot be said */
};
extern const struct hj_words hj_replay_end_words;

/* What comparing came to. */
enum hj_replay_verdict {
	HJ_RV_SAME = 1,
	HJ_RV_DIFFERS,
	HJ_RV_NOT_CONCERNED, /* no set that the candidate stands in for */
	HJ_RV_ELSEWHERE,     /* outside the candidate's area */
	HJ_RV_NO_SET,        /* rests on a set that is not known here */
	HJ_RV_TOO_MUCH,      /* more follows than is told */
	HJ_RV__MAX,
};
extern const struct hj_words hj_replay_verdict_words;

struct hj_replay_outcome {
	int end;        /* enum hj_replay_end */
	int32_t on;     /* absent while it is open */
	int64_t step;   /* of the ladder, where it stood; 0: none */
	int64_t events; /* of the timeline that were told */
};

/* A happening, and where the matter stood then. */
struct hj_replay_fact {
	struct hj_happening happening;
	int from; /* of a fact, since sets name it: enum hj_fact_from */
	const char *setting[HJ_SE__MAX];
	int32_t day; /* the legal day */
	bool moves;  /* the dispute was moved to another set: a period ends */
};

/* What the dispute rested on up to a move to another set. */
struct hj_replay_period {
	const char *ladder; /* id of the set; NULL: none */
	const struct hj_pin *pin;
	size_t n_pin;
	const char *from, *to; /* ids of the sets of the move that ended it */
};

/* What a timeline says. */
struct hj_replay_matter {
	const char *id;
	const char *code;
	const char *county;
	const char *ladder; /* id of the set; NULL: none */
	int32_t registered_on;
	const struct hj_pin *pin;
	size_t n_pin;
	struct hj_replay_period *former; /* before `ladder` and `pin` held */
	size_t n_former;
	struct hj_replay_fact *fact;
	size_t n_fact;
	int64_t until; /* no time passes behind it; 0: it is open */
	struct hj_replay_outcome outcome;
};

/* What both are played with; all borrowed. */
struct hj_replay_ground {
	const struct hj_rules *known; /* sets that disputes rest on */
	const struct hj_calendar *calendar;
	const struct hj_directory *directory;
	const struct hj_rule_set *candidate; /* with its id */
	const char *instead; /* name or id of the set it stands for; NULL */
	int64_t until;       /* the end of the history */
};

struct hj_replay_result {
	int verdict; /* enum hj_replay_verdict */
	const struct hj_rule_set *was;
	int64_t at;               /* where they part */
	const struct hj_did *old; /* what followed then; NULL: nothing */
	const struct hj_did *new; /* NULL: nothing */
};

/* The sets that may be played on this ground, made in `a`. */
struct hj_rules hj_replay_playable(
    struct hj_arena *a, const struct hj_replay_ground *ground);

/*
 * Is an event of this kind read, if these sets may be played?  Others may be
 * left out of the timeline.
 */
bool hj_replay_reads(const char *kind, const struct hj_rules *sets);

/*
 * Read a timeline, or what of it is read, in order of seq; what is returned
 * borrows from the events and is made in `a`.  `dir` tells the kinds of bodies.
 */
struct hj_replay_matter hj_replay_read(struct hj_arena *a,
    const struct hj_directory *dir, const struct hj_event *ev, size_t n);

/*
 * Play the matter with the set it rests on and with the candidate; texts of the
 * result live in `a`.
 */
struct hj_replay_result hj_replay_play(struct hj_arena *a,
    const struct hj_replay_ground *ground, const struct hj_replay_matter *m);

#endif
