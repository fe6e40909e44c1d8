/*
 * What can happen to a dispute: the kinds of events and their bodies.
 *
 * An event is a fact in the past tense; it is never refused and never changed.
 * Each kind has a name on the wire, a version of its body, a table for its
 * body and a function that folds it into the state.  The envelope and its
 * bytes are described in lib/dispute/codec.h.
 *
 * To add a kind: a body here (unless one fits), its table in body.c, its
 * evolve function in the evolve file of its area, and a row in event.c.  A kind
 * is never removed; when its body grows, add members and raise `kv`.
 */
#ifndef HJ_LIB_DISPUTE_EVENT_H
#define HJ_LIB_DISPUTE_EVENT_H

#include "lib/dispute/dispute.h"
#include "lib/dispute/erasure.h"
#include "lib/dispute/migration.h"
#include "lib/dispute/reason.h"
#include "lib/dispute/step.h"
#include "lib/dispute/petition.h"
#include "lib/dispute/succession.h"

#define HJ_HASH_SIZE 32

/* One fact, as decided or as read back. */
struct hj_event {
	const char *id;     /* 32 hex */
	const char *stream; /* 32 hex */
	int64_t seq;
	const struct hj_event_kind *kind;
	int64_t at;   /* recorded, ms */
	int64_t from; /* occurred, ms; 0 if unknown */
	int64_t to;
	int prec;              /* enum hj_prec */
	const char *actor;     /* person, or "clock", "sequencer" ... */
	const char *body_of;   /* organisation acted for */
	const char *on_behalf; /* the person who is answerable, if another */
	const char *cmd;       /* 32 hex: the command's id */
	const char *caused_by; /* "<stream>/<seq>" or "clock/<no>" */
	struct hj_name *rules; /* ids of rule sets that had a say */
	size_t n_rules;
	struct hj_name *labels; /* who may see it, beyond the plain reader */
	size_t n_labels;
	void *body; /* the struct of kind->body */
};

/* Fold the event into the state; never fails, computes nothing. */
typedef void hj_evolve_fn(void *state, const struct hj_event *ev);

struct hj_event_kind {
	const char *name; /* wire, past tense */
	int64_t kv;
	const struct hj_fields *body;
	hj_evolve_fn *evolve;
	const char *zh; /* on the timeline */
	const char *en;
};

/* A list of kinds: all that a stream of some sort can hold. */
struct hj_event_kinds {
	const struct hj_event_kind *const *kind;
	size_t n;
};
extern const struct hj_event_kinds hj_dispute_events;

/* The kind named `name`, or NULL. */
const struct hj_event_kind *hj_event_kind_find(
    const struct hj_event_kinds *kinds, const char *name);

/* What every state of a stream begins with. */
struct hj_stream_state {
	const char *id;
	int64_t version; /* seq of the last event */
	int64_t last_at; /* when it was recorded */
};

/* Fold `ev` into the state of its stream: the one way to do it. */
void hj_fold(void *state, const struct hj_event *ev);

/* Something that happened before registration (此前经过). */
struct hj_history {
	const char *by; /* which body, in words */
	int32_t on;
	int prec; /* enum hj_prec */
	int64_t meetings;
	bool at_least;
	struct hj_sealed text;
};

struct hj_registered {
	const char *code;
	const char *county;
	const char *place; /* division code */
	const char *second_place;
	int source; /* enum hj_source */
	int manner; /* enum hj_manner */
	struct hj_sealed source_text;
	const char *external;   /* number of the order, suit ... it came with */
	const char *by_outside; /* the body that is no user and brought it */
	const char *finder;
	int32_t registered_on;
	int32_t requested_on;
	const char *category_moj;
	const char *category_gb;
	const char *category_word; /* the county's plain word */
	struct hj_sealed title;
	struct hj_sealed facts;
	struct hj_sealed text;   /* how it came in */
	struct hj_sealed secret; /* second secret of the slip */
	const char *door;        /* keyed digest of code and secret, 32 hex */
	int64_t claim;           /* fen */
	int64_t owed;            /* fen */
	int64_t disputed;        /* fen */
	int64_t adjudged;        /* fen */
	int exactness;           /* enum hj_exactness */
	struct hj_sealed risks;
	bool violence;
	bool on_the_spot;
	struct hj_pin *pin;
	size_t n_pin;
	const char *ladder; /* rule set id */
	struct hj_history *history;
	size_t n_history;
};

/* A party was entered, or its entry corrected as a whole. */
struct hj_party_set {
	struct hj_party *party;
	struct hj_sealed reason; /* of a correction */
};

struct hj_procedure_opened {
	struct hj_procedure *procedure;
	struct hj_no *applicants; /* confirmation: the parties that apply */
	size_t n_applicants;
	struct hj_order *order; /* hotline, report: the work order */
	struct hj_pin *pin;     /* rule sets switched on since registration */
	size_t n_pin;
	struct hj_sealed text;
};

struct hj_consent_recorded {
	int64_t procedure;
	int64_t party;
	int answer;     /* enum hj_answer */
	int manner;     /* enum hj_manner */
	int64_t agency; /* by which somebody answered for the party */
	int32_t on;
	struct hj_sealed text;
};

/* Acceptance, refusal to accept, end, closing, reopening of a procedure. */
struct hj_procedure_moved {
	int64_t procedure;
	int phase;     /* enum hj_phase */
	int ground;    /* enum hj_ground */
	int decline;   /* enum hj_decline, if it was not accepted */
	int exclusion; /* enum hj_exclusion, of public-security mediation */
	int closing;   /* enum hj_closing, of court-linked mediation */
	int stage;     /* enum hj_stage it leads to; 0: stays */
	int32_t on;
	const char *number;
	int title;      /* enum hj_title_kind */
	int64_t amount; /* fen, of that title; 0 is not stated */
	int trial;      /* enum hj_trial in which it is filed; 0: as it was */
	bool keeps_duties;
	struct hj_sealed reason;
	struct hj_sealed text;
};

struct hj_mediators_set {
	int64_t procedure;
	struct hj_mediator *mediator;
	size_t n_mediator;
	bool replaced;
	struct hj_sealed reason;
	struct hj_sealed text;
};

struct hj_appointment_set {
	struct hj_appointment *appointment;
	struct hj_sealed reason;
};

struct hj_session_logged {
	struct hj_session *session;
	int64_t attempts;      /* of the procedure, with this one */
	int64_t step_attempts; /* of the ladder step, with this one */
	int64_t appointment;
	struct hj_guest *guests;
	size_t n_guests;
	struct hj_sealed text;
	struct hj_sealed private_applicant;  /* private part, one side */
	struct hj_sealed private_respondent; /* private part, other side */
};

/* The record text of a sitting that was logged without it. */
struct hj_record_completed {
	int64_t session;
	struct hj_sealed text;
	const char *text_digest; /* keyed */
};

/* Something done that is no sitting: its kind is the event's kind. */
struct hj_act {
	int64_t procedure;
	const char *by_outside; /* the acting body, if it is no user */
	struct hj_name *bodies; /* who else took part */
	size_t n_bodies;
	int64_t party;
	int source;         /* report: enum hj_source */
	int manner;         /* report, contact: enum hj_manner */
	int reached;        /* contact: how it went, enum hj_reached */
	int satisfaction;   /* follow-up: enum hj_satisfaction */
	bool received;      /* opinion: it is here, not only asked for */
	const char *number; /* outside number */
	int64_t meetings;   /* of an outside body */
	bool at_least;
	struct hj_sealed text;
};

struct hj_signer_joined {
	int64_t procedure;
	const char *signer;
};

struct hj_notice_set {
	struct hj_notice *notice;
	int proof;                 /* enum hj_proof, once served */
	int64_t rights;            /* version of its wording (notice.h) */
	const char *says;          /* what the law wants said in it */
	struct hj_sealed evidence; /* post number, witness ... */
	const char *article;
};

/* What shows that a party agreed to being sent on (同意的凭据). */
struct hj_consent_proof {
	int64_t party;
	int manner; /* enum hj_manner */
	int32_t on; /* 0: not said */
	struct hj_sealed evidence;
};

struct hj_referral_set {
	struct hj_referral *referral;
	struct hj_sealed reason;
	const char *explanation;   /* why a rule asked for it */
	struct hj_reason *because; /* the same, whole */
	const char *article;
	int result;                /* enum hj_result, of what is returned */
	struct hj_name *materials; /* ids of events and files offered along */
	size_t n_materials;
	struct hj_no *consents; /* parties that agreed to being sent on */
	size_t n_consents;
	struct hj_consent_proof *consent_proofs;
	size_t n_consent_proofs;
	struct hj_sealed text;
};

struct hj_danger_reported {
	int danger; /* enum hj_danger */
	int64_t procedure;
	struct hj_sealed told; /* whom */
	int64_t told_at;
	const char *article;
	struct hj_sealed text;
};

/* A clock was started, moved, met, warned of, fired, stopped, set aside. */
struct hj_clock_set {
	struct hj_clock *clock;
	struct hj_derivation *derivation;
	int32_t old_due_on;
	struct hj_sealed reason;
	int64_t days_late;
	struct hj_reason *because; /* what else fitted when it started */
};

/* Somebody said what a fact is that the rules look at. */
struct hj_fact_judged {
	struct hj_judged *judged;
	const char *by; /* the role that the rule set asks for it; or NULL */
	struct hj_sealed text;
};

/*
 * Another event was taken back or corrected.  What it had set in the state is
 * as `back` says (a state of the same stream, of which only that is there): the
 * members named in `members` as a whole, of other lists the items by number.
 */
struct hj_event_voided {
	const char *event; /* id */
	int64_t seq;
	const char *kind;
	struct hj_sealed reason;
	void *back;
	struct hj_name *members;
	size_t n_members;
	int64_t session; /* a sitting that no longer counts */
	int64_t procedure;
	int64_t attempts;
	int64_t step_attempts;
	struct hj_no *recount; /* sittings that count now in its stead */
	size_t n_recount;
	int64_t performance; /* an entry of performance or default */
	int64_t agreement, term;
	int64_t paid;                 /* of that term, without it; fen */
	int term_state;               /* enum hj_term_state, without it */
	struct hj_standing *standing; /* terms that went on from that one */
	size_t n_standing;
	const char *left; /* what somebody has to decide, in words */
};

struct hj_event_amended {
	const char *event;
	int64_t seq;
	const char *kind;
	const char *fields; /* which, in words */
	struct hj_sealed reason;
	struct hj_sealed text;
};

/* The category was wrong; what rests on it is told along. */
struct hj_category_corrected {
	const char *category_moj, *category_gb, *category_word;
	const char *former_moj, *former_gb;
	struct hj_no *in_vain; /* agreements signed in a way not enough now */
	size_t n_in_vain;
	struct hj_no *misplaced; /* procedures of bodies not there for it */
	size_t n_misplaced;
	struct hj_sealed reason;
};

struct hj_ladder_moved {
	struct hj_ladder *ladder;
	const char *explanation;
	const char *outlets;       /* the menu of other routes, at the end */
	struct hj_reason *because; /* the rule that moved it, and why */
};

struct hj_follow_up_failed {
	const char *target;
	const char *refusal;
	const char *detail;
};

/*
 * What is voided in a state described by `t`, whose lists grow in `a`, is as
 * `b` says.
 */
void hj_set_back(struct hj_arena *a, const struct hj_fields *t, void *state,
    const struct hj_event_voided *b);

/*
 * The body of `voided` in streams that are no dispute: its table, named `name`,
 * with a state described by `state_fields`.
 */
#define HJ_VOIDED_FIELDS(name, state_fields)                                   \
	static const struct hj_field name##_rows[] = {                         \
		HJ_OBJECT(hj_event_voided, back, 0, &state_fields, NULL),      \
		HJ_TEXT(hj_event_voided, event, HJ_REQUIRED, 32, NULL),        \
		HJ_TEXT(hj_event_voided, kind, HJ_REQUIRED, 100, NULL),        \
		HJ_LIST(                                                       \
		    hj_event_voided, members, 0, &hj_name_fields, 100, NULL),  \
		HJ_SEALED(hj_event_voided, reason, 0, 0, NULL),                \
		HJ_INT(hj_event_voided, seq, 0, 0, HJ_INT_MOST, NULL),         \
	};                                                                     \
	static const struct hj_fields name =                                   \
	    HJ_FIELDS(hj_event_voided, name##_rows)

/* Add `person` to a list of the state, once. */
void hj_keep_person(
    struct hj_arena *a, struct hj_name **list, size_t *n, const char *person);

/*
 * So many sittings of `procedure` count, and so many of the ladder's step if
 * this procedure handles it.
 */
void hj_set_counts(struct hj_dispute *d, int64_t procedure, int64_t attempts,
    int64_t step_attempts);

#include "lib/dispute/kinds.h"

#endif
