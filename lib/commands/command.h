/*
 * Commands: wishes that may be refused.
 *
 * Each command is a row beside its decide function, one file per command:
 * name, members (one table for checking, OpenAPI and forms), who may ask, in
 * which phases and channels of the procedure it concerns.  What the row says is
 * checked before decide runs; decide checks the rest.
 *
 * To add a command: a file in the folder of its area that defines
 * `const struct hj_command hj_cmd_<name>`, and its line in list.h.
 */
#ifndef HJ_LIB_COMMANDS_COMMAND_H
#define HJ_LIB_COMMANDS_COMMAND_H

#include "lib/commands/turn.h"

/* The table of a command's own members, after which come those of the frame. */
#define HJ_COMMAND_FIELDS(s, rows)                                             \
	{                                                                      \
		.row = (rows), .n = sizeof(rows) / sizeof((rows)[0]),          \
		.size = sizeof(struct s), .base = &hj_frame_fields             \
	}

typedef void hj_decide_fn(struct hj_turn *t, const void *cmd);

/*
 * What must stand for the command whatever its members say: who may in this
 * matter, an offer that is open.  Refuses if it does not.  t->p is found, and
 * the row fits.
 */
typedef void hj_ready_fn(struct hj_turn *t);

/*
 * The procedure that the members of `cmd` tell by naming an entity of it; 0 if
 * they tell none, -1 if there is no such entity.
 */
typedef int64_t hj_about_fn(const struct hj_dispute *d, const void *cmd);

/*
 * HJ_IF_MATCH, the rule: a command must name the version that its asker saw if
 * somebody else's act meanwhile would make it another act.  That is so where it
 *
 *  - corrects: puts something else in the place of an entry or a person;
 *  - signs, or stamps, a text;
 *  - confirms: makes something agreed take effect, asks a court to, or rules;
 *  - terminates: ends a procedure, an order, a petition, aid, help, a compact;
 *  - voids: takes an entry back, or sets aside what followed by itself;
 *  - moves the dispute to other rules.
 *
 * What adds a fact needs it not: it stays true whatever came before.  Neither
 * does what a party says (a withdrawal, a refusal): the way out is always open.
 * Nor what is refused anyhow until all is done, as close.
 */
enum hj_command_flag {
	HJ_CREATES = 1 << 0,       /* makes the stream; there is no state yet */
	HJ_IF_MATCH = 1 << 1,      /* needs sight of the present state      */
	HJ_ANY_PART = 1 << 2,      /* the procedure may be another body's */
	HJ_WHEN_CLOSED = 1 << 3,   /* also on a closed dispute */
	HJ_NO_PROC = 1 << 4,       /* concerns no procedure */
	HJ_INTERNAL = 1 << 5,      /* only the service sends it */
	HJ_OWN_PHASE = 1 << 6,     /* decide says what the phase lacks */
	HJ_ANY_HOST = 1 << 7,      /* in an enforcement: whoever takes part */
	HJ_ABOUT_FRAME = 1 << 8,   /* about() looks at no more than the frame */
	HJ_NAMES_FILE = 1 << 9,    /* its member `upload` names a sent file */
	HJ_DIGESTS_TEXT = 1 << 10, /* t->text_digest tells its text apart */
	HJ_GOES_ON = 1 << 11,      /* creates, or adds to what is there */
	HJ_DRAWS_FILES = 1 << 12,  /* t->population is loaded for it */
	HJ_READS_PAST = 1 << 13,   /* t->past is loaded for it */
	HJ_ASKS_AGAIN = 1 << 14,   /* an act of weight: who asks proves who
				    * he is once more (server/pin.c) */
	HJ_DRAWS_SLIP = 1 << 15,   /* t->drawn holds a new slip for it */
	HJ_REPLAYS = 1 << 16,      /* t->impact: its set is replayed for it */
	HJ_LEADS_ON = 1 << 17,     /* by it a procedure comes to another phase,
				    * at once or by what follows it */
};

struct hj_command {
	const char *name; /* wire: "log-session" */
	const char *zh;
	const char *en;
	const struct hj_fields *fields; /* its base is hj_frame_fields */
	enum hj_right right;
	int flags;
	unsigned phases;   /* mask of HJ_PH(); 0: any */
	unsigned channels; /* mask of HJ_CH(); 0: any */
	uint64_t stages;   /* mask of HJ_ST(), or of the kind's own; 0: any */
	uint64_t to;       /* stages it may lead to; 0: the stage stays */
	enum hj_refusal elsewhere; /* why not in others; HJ_NO: the usual */
	hj_about_fn *about;        /* NULL: the frame names the procedure */
	hj_ready_fn *ready;        /* before decide; NULL: nothing more */
	hj_decide_fn *decide;
	/*
	 * A follow-up that may be refused: the command by which the stream that
	 * asked is told {"other": the one that refused, "refusal": its type}.
	 */
	const char *back;
};

/* What a stream is: its road is the same, its words are its own. */
struct hj_stream_kind {
	const char *name; /* "dispute" */
	const char *path; /* "disputes" */
	const struct hj_fields *state;
	const struct hj_event_kinds *events;
	const struct hj_command *const *commands;
	size_t n_commands;
	size_t
	    arena; /* offset of the member that says where lists grow, or 0 */
	const char *only; /* the id of the one stream of this kind, or NULL */
	/*
	 * The list of ids in its state that names the bodies which see it;
	 * NULL: everybody signed in, or for a dispute what server/project.c
	 * says.
	 */
	const char *seen_by;
	/*
	 * The members of its state that lists show, rows in order of their
	 * names; NULL: there are none.
	 */
	const struct hj_fields *listed;
	/*
	 * Offset of the int in its state that says where it stands; the masks
	 * `stages` of its commands speak of that.  0: it has none.
	 */
	size_t stage;
	/*
	 * What corrections ask beside the right, and whether the state, set
	 * back, may be like that: both refuse if not.  What follows once an
	 * entry was voided.  NULL: nothing.
	 */
	void (*may_correct)(struct hj_turn *t);
	void (*may_be)(struct hj_turn *t, const void *state);
	void (*corrected)(struct hj_turn *t);
};
extern const struct hj_stream_kind hj_dispute_kind;
extern const struct hj_stream_kind hj_organisation_kind;
extern const struct hj_stream_kind hj_person_kind;
extern const struct hj_stream_kind hj_site_kind;
extern const struct hj_stream_kind hj_calendar_kind;
extern const struct hj_stream_kind hj_group_kind;
extern const struct hj_stream_kind hj_roster_kind;
extern const struct hj_stream_kind hj_compact_kind;
extern const struct hj_stream_kind hj_assessment_kind;
extern const struct hj_stream_kind hj_help_kind;
extern const struct hj_stream_kind hj_review_kind;
extern const struct hj_stream_kind hj_ruleset_kind;
extern const struct hj_stream_kind *const hj_stream_kinds[];
extern const size_t hj_n_stream_kinds;

const struct hj_stream_kind *hj_stream_kind_of_path(const char *path);
const struct hj_stream_kind *hj_stream_kind_named(const char *name);
const struct hj_command *hj_command_find(
    const struct hj_stream_kind *kind, const char *name);

/* An empty state of this kind for stream `id`, made in `a`. */
void *hj_state_new(
    struct hj_arena *a, const struct hj_stream_kind *kind, const char *id);

/*
 * Let the lists of `state` grow in `a`.  To be called when a snapshot was read
 * into a state (which empties it), before anything is folded on it.
 */
void hj_state_grows_in(
    const struct hj_stream_kind *kind, void *state, struct hj_arena *a);

/*
 * Decide `cmd` (the struct of command->fields, sealed already) in `t`: what
 * the row says, then decide().  Settling comes before and is the caller's.
 */
void hj_decide(struct hj_turn *t, const struct hj_stream_kind *kind,
    const struct hj_command *command, const void *cmd);

/*
 * How the organisation `org` stands to the dispute, and to procedure `p` if
 * that is given: a mask of enum hj_relation.
 */
unsigned hj_relations(const struct hj_directory *dir,
    const struct hj_dispute *d, const struct hj_procedure *p, const char *org);

/* Does the actor's organisation handle `p`, or sign for it? */
bool hj_ours(const struct hj_turn *t, const struct hj_procedure *p);

/*
 * Does the row of `command` fit a procedure of this channel, phase and stage?
 * HJ_NO if so, else why not.  The one place where rows are read; the flow
 * tables of `hejie help flows` are made with it.
 */
enum hj_refusal hj_command_fits(
    const struct hj_command *command, int channel, int phase, int stage);

/* The stages that a procedure of `channel` can come to, a mask of HJ_ST(). */
uint64_t hj_channel_stages(const struct hj_stream_kind *kind, int channel);

/*
 * Could `command` be asked for now, for some procedure, as far as that is known
 * before its members are: row, local rules, `ready`?  For the list of commands
 * that a reader is offered; HJ_NO if so, else why not.
 */
enum hj_refusal hj_command_offered(
    struct hj_turn *t, const struct hj_command *command, int64_t *procedure);

#endif
