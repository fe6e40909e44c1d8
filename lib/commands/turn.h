/*
 * One turn: a command is decided, or a limit falls due.
 *
 * A turn holds everything a decision may look at (state, actor, time, rules,
 * calendar, directory) and everything it yields (events, or a refusal, and
 * follow-ups for other streams).  It is pure: the same turn gives the same
 * events on any machine.
 *
 * An event is folded into the state as soon as it happens in the turn, and the
 * clocks and the ladder react to it at once, so later lines of a decision see
 * what earlier ones did.  If the turn is refused, state and events of it are
 * thrown away by the caller.
 *
 * Mind: lists of the state may move when an event is folded, so a pointer to
 * an entity is good until the next hj_happens(); keep its number instead.
 */
#ifndef HJ_LIB_COMMANDS_TURN_H
#define HJ_LIB_COMMANDS_TURN_H

#include "lib/commands/refusal.h"
#include "lib/dispute/event.h"
#include "lib/policy/policy.h"
#include "lib/rules/check.h"
#include "lib/time/calendar.h"

#define HJ_TURN_EVENTS 400 /* more in one turn is a fault of the rules */

/* Who acts. */
struct hj_actor {
	const char *person; /* id, or a word for a part of the service */
	const char *org;    /* id of the organisation acted for */
	unsigned roles;
	bool service; /* the clocks agent, a follow-up */
	/*
	 * What a party's slip opens, brought to this body's counter: the keyed
	 * digest of code and secret, 32 hex; or the id of the entry by which
	 * the body refused an offer, which it comes to take back; NULL:
	 * neither.
	 */
	const char *door;
	const char *below; /* bodies whose disputes a supervisor sees too */
};

/* A published set that is in force in a county (commands/ruleset/). */
struct hj_enacted {
	const char *set;     /* id */
	const char *instead; /* name of the shipped set whose place it takes */
	bool ladder;         /* or that of whatever ladder the county has */
	int32_t from;        /* the day from whose beginning it is in force */
	int64_t at;          /* when it was put in force */
};

/* A plain word for a kind of dispute, with the two codes it stands for. */
struct hj_plain_word {
	const char *category_gb;
	const char *category_moj;
	const char *word;
};

/* What a county has switched on, by the names of rule sets. */
struct hj_county_rules {
	const char *county;
	const char *ladder;         /* NULL: none */
	const struct hj_name *sets; /* limits of local or house rules */
	size_t n_sets;
	const struct hj_plain_word *words; /* its own; none: the common ones */
	size_t n_words;
	const struct hj_enacted *enacted; /* what it has published */
	size_t n_enacted;
};

struct hj_roster; /* lib/commands/legal_aid/roster.h */

struct hj_papers;
struct hj_stream_kind;    /* lib/commands/command.h */
struct hj_population;     /* lib/commands/review/review.h */
struct hj_ruleset_impact; /* lib/commands/ruleset/ruleset.h */

/* What decisions may know beside the stream; shared, never changed. */
struct hj_world {
	const struct hj_calendar *calendar;
	const struct hj_rules *rules;
	const struct hj_directory *directory;
	const struct hj_county_rules *county;
	size_t n_county;
	const struct hj_roster *const *roster; /* of legal-aid centres */
	size_t n_roster;
	const struct hj_papers *papers;    /* NULL: none are asked for */
	const struct hj_plain_word *words; /* common ones of categories */
	size_t n_words;
	const struct hj_name *categories; /* codes of categories */
	size_t n_categories;
	/* SHA-256 of these bytes in hex, made in `a`: the id of a rule set */
	const char *(*digest)(struct hj_arena *a, const void *p, size_t n);
};

/*
 * What is wrong with a member that decisions do not see, or cannot look up: a
 * sealed text, a division.  The server finds it; the decision refuses it.
 */
struct hj_unfit {
	enum hj_refusal why; /* HJ_NO: nothing is wrong */
	const char *field;
};

/*
 * What only the server can provide for a new stream or slip; drawn before the
 * turn, so that deciding again gives the same.
 */
struct hj_drawn {
	const char *code;        /* the new dispute's code */
	struct hj_sealed secret; /* second secret of a slip */
	const char *door;        /* keyed digest of both */
};

/* A file that was sent and belongs to no dispute yet, as the store has it. */
struct hj_sent_file {
	const char *upload; /* 32 hex */
	const char *person; /* who sent it */
	int type;           /* enum hj_file_type */
	int64_t size;       /* bytes */
	const char
	    *digest;   /* SHA-256 of the sealed bytes, hex; NULL: not whole */
	int64_t begun; /* instant */
};

/*
 * What every command may say beside its own members.  Its table is the base of
 * every command's table; commands embed it as their first member `frame`.
 */
struct hj_frame {
	int32_t occurred_on;   /* the day it happened; absent: now */
	int64_t occurred_at;   /* or the instant */
	int32_t occurred_to;   /* last day, if it is an interval */
	int precision;         /* enum hj_prec */
	const char *on_behalf; /* person answerable, if another types */
	int64_t procedure;     /* it concerns; absent: the only fitting one */
};
extern const struct hj_fields hj_frame_fields;

/* Something another stream is asked to do. */
struct hj_follow_up {
	const char *kind; /* of stream: "organisation" */
	const char *stream;
	const char *command; /* name */
	const char *body;    /* JSON */
};

struct hj_turn {
	struct hj_arena *a;
	const struct hj_world *world;
	struct hj_actor actor;
	int64_t now;     /* the server's clock, raised to the last `at` */
	const char *cmd; /* 32 hex: the command's id */
	const char *caused_by;
	const struct hj_frame *frame;    /* NULL while settling */
	const struct hj_drawn *drawn;    /* for commands that ask for it */
	const struct hj_sent_file *file; /* that the command names, or NULL */
	const char *text_digest; /* keyed, of its member `text`; or NULL */
	struct hj_unfit unfit;   /* of the command */
	const struct hj_population
	    *population; /* that it draws from, or NULL */
	const struct hj_ruleset_impact *impact; /* of a replay, or NULL */
	const struct hj_event
	    *fresh;                 /* limits begin at it, and count it; NULL */
	const struct hj_name *past; /* bytes of all events, for HJ_READS_PAST */
	size_t n_past;
	const struct hj_stream_kind *kind;
	void *state;            /* of the stream */
	struct hj_dispute *d;   /* the same, if it is a dispute */
	struct hj_procedure *p; /* the one in question, or NULL */
	/* what is to be opened, while p is NULL; see hj_would_open() */
	const struct hj_procedure *opens;
	int64_t version;

	struct hj_event *event;
	size_t n_event;
	struct hj_follow_up *follow_up;
	size_t n_follow_up;
	bool undoing; /* what an entry had set off is taken back */
	enum hj_refusal refused;
	const char *refused_field;   /* the member it concerns, or NULL */
	const char *refused_article; /* what the refusal rests on, or NULL */
	int refused_certainty;       /* enum hj_certainty, of that */
	/* what to do, after the table's words: commands, numbers; or NULL */
	const char *refused_do;
	struct hj_name *refused_for; /* the disputes that are in the way */
	size_t n_refused_for;
	struct hj_rule_faults refused_faults; /* of the rule set */
	/* what register-petition says of the petition that it opens */
	struct hj_petition_set *petition;
	/* for the event being made, if not the frame's */
	int64_t from, to;
	int prec;
};

/*
 * It happened: append an event of `kind` with `body` (made in t->a), fold it,
 * and let clocks and ladder react.  It occurred when the frame says, or now.
 */
void hj_happens(
    struct hj_turn *t, const struct hj_event_kind *kind, void *body);

/* The same, with the id of the one event for which labels matter. */
void hj_happens_labelled(struct hj_turn *t, const struct hj_event_kind *kind,
    void *body, const char *label);

/*
 * Refuse by `rule`, about member `field` (NULL: the whole), on what the guard
 * of that name rests (guard.h).  The first refusal stands.  A decide function
 * returns right after it.
 */
void hj_refuse(struct hj_turn *t, enum hj_refusal rule, const char *field);

/* The same, about procedure `p` and not the turn's. */
void hj_refuse_in(struct hj_turn *t, enum hj_refusal rule, const char *field,
    const struct hj_procedure *p);

/*
 * There is no procedure yet: until there is, refusals of this turn rest on the
 * law of `channel`, in which `body` would open one.
 */
void hj_would_open(struct hj_turn *t, int channel, const char *body);

/* Refuse by `rule` what rests on the guard called `basis`. */
void hj_refuse_as(struct hj_turn *t, enum hj_refusal rule, const char *field,
    const char *basis);

/*
 * What was refused rests on `article` here (NULL, "": on no law), not on what
 * its guard says: on that of a limit, a duty, a paper.
 */
void hj_cite(struct hj_turn *t, const char *article, int certainty);

/* Now; while settling, when that falls of which is told. */
int64_t hj_turn_moment(const struct hj_turn *t);

/* The legal day of the turn, and the day on which it occurred. */
int32_t hj_today(const struct hj_turn *t);
int32_t hj_occurred_on(const struct hj_turn *t);

/*
 * When what the turn tells occurred, first and last instant (both 0: unknown):
 * as the turn says, else the frame, else now.  Returns enum hj_prec.
 */
int hj_occurred(const struct hj_turn *t, int64_t *from, int64_t *to);

/*
 * Does `county` speak of categories with this plain word?  Its own words, if it
 * has chosen some, else the common ones; without any list every word is known.
 */
bool hj_word_known(
    const struct hj_world *world, const char *county, const char *word);

/* The same word with its codes; NULL: no list has it. */
const struct hj_plain_word *hj_plain_word(
    const struct hj_world *world, const char *county, const char *word);

/*
 * Is `set` in force in `county` (NULL: none) today: switched on by default, as
 * the county's ladder, by name, or put in force by it?  While a published set
 * stands in the place of one that ships, that one is not (in_force.c).
 */
bool hj_set_in_force(
    const struct hj_turn *t, const struct hj_rule_set *set, const char *county);

/*
 * May `county` choose `set` today?  Else refuses for `field`, and says for
 * which area, or from and to which day, it is.
 */
bool hj_set_fits(struct hj_turn *t, const struct hj_rule_set *set,
    const char *county, const char *field);

/* Refuses a set for its area, and says which it is of. */
void hj_refuse_area(
    struct hj_turn *t, const struct hj_rule_set *set, const char *field);

/* A new number: one above what the list holds. */
#define HJ_NEXT_NO(list_count) ((int64_t)(list_count) + 1)

/* The organisation acted for; never NULL for staff. */
const struct hj_org *hj_turn_org(const struct hj_turn *t);

/* The body that concludes agreements in `p`: its signer, or its own body. */
const char *hj_signer_of(const struct hj_procedure *p);

/* Ask that `command` be sent to another stream once this is stored. */
void hj_follow_up(struct hj_turn *t, const char *kind, const char *stream,
    const char *command, const char *body);

/*
 * Are clocks, ladder, petition, terms told; clocks.c, ladder.c,
 * petition/react.c, agreement/due.c.
 */
void hj_clocks_react(struct hj_turn *t, const struct hj_event *ev);
void hj_ladder_react(struct hj_turn *t, const struct hj_event *ev);
void hj_petition_react(struct hj_turn *t, const struct hj_event *ev);
void hj_terms_react(struct hj_turn *t, const struct hj_event *ev);

/*
 * Settle what fell due at or before t->now, in order of due instant, then
 * number; warnings too.  Returns how many clocks fell.
 */
size_t hj_settle(struct hj_turn *t);

/*
 * Give clock `no` one more extension (or pause), count its dates anew and tell
 * it as `kind` (clock_extended or clock_moved).  Refuses if it cannot be
 * counted.
 */
void hj_clock_recount(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_clock *changed, struct hj_sealed reason);

/*
 * Count the limit of `c` with the pauses and extensions it has, changing
 * nothing; NULL if it cannot be counted or its rule is not known any more.
 */
struct hj_derivation *hj_clock_derive(
    struct hj_turn *t, const struct hj_clock *c);

/* The next instant at which a running clock warns or falls; 0 if none. */
int64_t hj_next_due(const struct hj_dispute *d);

#endif
