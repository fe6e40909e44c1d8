/*
 * The present state of a dispute (纠纷): the fold of its timeline.
 *
 * A dispute is the aggregate: one matter, one code, one timeline.  What people
 * call "the case" is a procedure (程序) of it: one body's handling in one
 * channel.  Entities inside a dispute are numbered from 1 in the order in
 * which they appear; a number is never given twice and lists never shrink, so
 * entity n is item n - 1 of its list.
 *
 * The state holds what decisions need and nothing else; the story itself is
 * read from the timeline.  Nothing here is computed by the fold: results stand
 * in the events.
 *
 * To add to the state: a member here, its row in state.c, and the evolve
 * function of the event that sets it.  The snapshot follows by itself; bump
 * HJ_FOLD so that older snapshots are not read.
 */
#ifndef HJ_LIB_DISPUTE_DISPUTE_H
#define HJ_LIB_DISPUTE_DISPUTE_H

#include "lib/dispute/agency.h"
#include "lib/dispute/agreement.h"
#include "lib/dispute/aid.h"
#include "lib/dispute/compact.h"
#include "lib/dispute/contact.h"
#include "lib/dispute/bundle.h"
#include "lib/dispute/dossier.h"
#include "lib/dispute/group.h"
#include "lib/dispute/link.h"
#include "lib/dispute/noted.h"
#include "lib/dispute/order.h"
#include "lib/dispute/review.h"
#include "lib/dispute/sitting.h"
#include "lib/dispute/slip.h"
#include "lib/dispute/stage.h"
#include "lib/dispute/word.h"
#include "lib/time/clock.h"

/* The version of the fold; a snapshot made by another one is ignored. */
#define HJ_FOLD 21

/* A right or duty of one person or organisation in the dispute (当事人). */
struct hj_party {
	int64_t no;
	int kind;            /* enum hj_party_kind */
	int side;            /* enum hj_side */
	const char *subject; /* whose key seals what is below */
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed address;
	struct hj_sealed identity;  /* identity or credit code */
	const char *identity_index; /* keyed, to find the same person again */
	bool has_phone;
	bool identity_unknown; /* not known who it is, yet */
	int32_t adult_from;    /* the 18th birthday, if a minor */
	bool minor;
	int64_t size;            /* of a group; 0 is unknown */
	int64_t representatives; /* how many speak for a group, at most 5 */
	struct hj_sealed
	    agent; /* and agent_power: as entered before agencies */
	struct hj_sealed agent_power;
	struct hj_need_item *communication; /* what speaking with it needs */
	size_t n_communication;
	struct hj_sealed needs;  /* the other of these, in words */
	struct hj_sealed traits; /* as the source says */
	bool removed;            /* entered by mistake */
	bool moved;              /* goes on in a dispute that was split off */
	bool erased;             /* the key of what is sealed here is gone */
	int32_t succeeded_on;    /* others stepped in for it; 0: none did */
};

/* What one party said to mediation in one procedure (人民调解法17). */
struct hj_consent {
	int64_t party;
	int answer; /* enum hj_answer */
	int manner; /* enum hj_manner */
	int32_t on;
};

/* A mediator of a procedure, with what was disclosed (利害关系披露). */
struct hj_mediator {
	const char *person;
	bool chief;
	bool disclosed;   /* said that there is no interest in the matter */
	const char *body; /* the organisation whose staff it is */
};

/* One body's handling of the dispute in one channel. */
struct hj_procedure {
	int64_t no;
	int channel;      /* enum hj_channel */
	int phase;        /* enum hj_phase */
	int stage;        /* enum hj_stage, within its channel */
	int trial;        /* enum hj_trial, of a suit and what is entrusted */
	bool appraisal;   /* one is under way (鉴定评估) */
	const char *body; /* the organisation; NULL if outside */
	const char *host; /* in whose house it is held; NULL is `body` */
	const char *outside;   /* name of a body that is no user */
	const char *signer;    /* who concludes agreements; NULL is `body` */
	int source;            /* enum hj_source */
	const char *registrar; /* who registered it */
	int32_t opened_on;
	int32_t accepted_on;
	int32_t ended_on;
	int ground;       /* enum hj_ground, once ended */
	int64_t referral; /* it came by this referral */
	int64_t again_of; /* re-application of that procedure (再次申请) */
	struct hj_consent *consent;
	size_t n_consent;
	struct hj_mediator *mediator;
	size_t n_mediator;
	int64_t sessions;      /* sittings logged and not voided */
	int64_t attempts;      /* of these, those that count */
	const char *number;    /* a court's or a commission's number */
	int title;             /* enum hj_title_kind it ended with */
	int64_t agreement;     /* confirmation: of this agreement */
	bool keeps_duties;     /* handed up, but follow-up stays here */
	bool reported;         /* police told before the first sitting */
	int32_t archived_on;   /* filed away; 0: not */
	const char *retention; /* class under which it is kept */
	int32_t kept_until;    /* 0: for ever, or not known */
	bool kept_for_ever;
};

/* A sitting that was planned. */
struct hj_appointment {
	int64_t no;
	int64_t procedure;
	int64_t starts;
	struct hj_sealed place;
	int mode;          /* enum hj_mode */
	bool short_notice; /* told later than the law asks */
	bool cancelled;
	bool held;
};

/* Who came to a sitting. */
struct hj_attendance {
	int64_t party;
	int presence;   /* enum hj_presence */
	int64_t agency; /* by which somebody else came */
	bool walked_out;
};

/* One sitting of a procedure (调解一次). */
struct hj_session {
	int64_t no;
	int64_t procedure;
	int64_t starts, ends; /* instants */
	struct hj_sealed place;
	int mode;   /* enum hj_mode */
	int result; /* enum hj_result */
	int64_t pause_minutes;
	struct hj_attendance *attendance;
	size_t n_attendance;
	struct hj_name *mediators; /* persons */
	size_t n_mediators;
	struct hj_sticking_item *sticking; /* what is not agreed yet */
	size_t n_sticking;
	int64_t asked;   /* fen, by who claims; HJ_NONE is not stated */
	int64_t offered; /* fen, by who is to pay; the same */
	const char *recorder;
	const char *typist;
	int counts;              /* enum hj_counts */
	bool recorded;           /* the record text is there */
	const char *text_digest; /* keyed, of that text; NULL: none */
	const char *event;       /* id of the event that logged it */
	const char *logged_by;
	int64_t logged_at;
	bool voided;
};

/* A hand-over between bodies (转办、上报、移交、委派、委托). */
struct hj_referral {
	int64_t no;
	int kind;            /* enum hj_referral_kind */
	int state;           /* enum hj_referral_state */
	const char *from;    /* organisation; NULL if outside */
	const char *to;      /* organisation; NULL if outside */
	const char *outside; /* name of the outside body */
	int64_t from_procedure;
	int64_t to_procedure; /* opened on acceptance */
	int channel;          /* enum hj_channel, to be opened */
	const char *rule;     /* the ladder step that asked for it, if any */
	int64_t step;         /* of the ladder, that acceptance enters */
	int32_t offered_on;
	int64_t refusals;     /* how often this hand-over was refused so far */
	int turned_down;      /* enum hj_turn_down, once refused */
	int trial;            /* enum hj_trial, if entrusted */
	const char *mediator; /* person whom parties or court chose */
	bool designated; /* 指定承办: may be neither refused nor returned */
	bool return_asked;      /* what it was offered for was taken back */
	const char *cause;      /* event that made a rule ask for it */
	const char *refused_by; /* event by which it was refused; or NULL */
};

/* A document owed to a party, with proof of service. */
struct hj_notice {
	int64_t no;
	int kind;  /* enum hj_notice_kind */
	int state; /* enum hj_notice_state */
	int64_t procedure;
	int64_t party;
	int64_t clock; /* the limit that it warns of; 0: it warns of none */
	int32_t owed_on;
	int32_t done_on; /* served or returned */
	int means;       /* enum hj_means */
	int reach;       /* enum hj_reach it goes by next; 0: none is left */
	int64_t turn;    /* of that way in the party's order */
	int64_t attempt; /* counted with each change of way */
};

/* An instant in a list. */
struct hj_moment {
	int64_t at;
};

/* A time limit that runs, or ran. */
struct hj_clock {
	int64_t no;
	const char *rule;    /* name in the rule set, e.g. "RT_MED" */
	const char *set;     /* the rule set's id */
	const char *article; /* what it rests on */
	int state;           /* enum hj_clock_state */
	int effect;          /* enum hj_effect */
	int64_t procedure;   /* it belongs to, 0 if to the dispute */
	int64_t subject;     /* referral, notice or agreement number, by rule */
	int64_t party;       /* whose right it limits, 0 if an organ's */
	int32_t day0;        /* the day that is not counted */
	int32_t due_on;      /* the last day */
	int64_t due;         /* the instant from which it is over */
	int64_t length;
	int unit;         /* enum hj_unit */
	bool provisional; /* beyond the known calendar */
	int certainty;    /* enum hj_certainty */
	int64_t start_from, start_to;
	struct hj_pause *pause;
	size_t n_pause;
	struct hj_extension *extension;
	size_t n_extension;
	struct hj_moment *warn; /* when to warn, earliest first */
	size_t n_warn;
	int64_t warned;    /* how many of them were told */
	int64_t seq;       /* the event that last set its date */
	int64_t calendar;  /* the version it was counted under */
	bool entered_late; /* it was over when its start was entered */
};

/* How often an exit of a step was taken. */
struct hj_exit_used {
	int64_t step; /* 1 ... */
	int64_t exit; /* 1 ... */
	int64_t times;
};

/* Where the dispute stands on the ladder of its rule set. */
struct hj_ladder {
	const char *set; /* rule set id */
	int64_t step;    /* 1 ... ; 0 before the first */
	int32_t entered_on;
	int64_t procedure;  /* that handles this step */
	int64_t attempts;   /* that counted in this step */
	bool done;          /* settled, or the menu of outlets was given */
	const char *cause;  /* event that made it end, while it is done */
	int64_t beside;     /* of the set's other ladders; 0: its own */
	int64_t round;      /* within the step; 0: the first, or it has none */
	int64_t round_from; /* attempts of the step before that round */
	struct hj_exit_used *used;
	size_t n_used;
};

/* What somebody said of a fact that a rule set of the dispute looks at. */
struct hj_judged {
	const char *set;  /* rule set id */
	const char *fact; /* its name there */
	bool known;
	int64_t n;        /* a flag: 1 or 0; else the number, fen */
	const char *word; /* its word, if it has words */
};

/* Facts that the parties confirmed jointly and in writing. */
struct hj_fact {
	int64_t no;
	int64_t procedure;
};

/* A rule set pinned to this dispute. */
struct hj_pin {
	const char *set; /* id */
	const char *name;
};

struct hj_dispute {
	const char *id;
	int64_t version;           /* seq of the last event */
	int64_t last_at;           /* when it was recorded */
	const char *code;          /* 一案一码 */
	const char *county;        /* six digits, never changed */
	const char *place;         /* division code, NULL if unknown */
	int source;                /* enum hj_source */
	int manner;                /* enum hj_manner */
	const char *registered_by; /* person */
	const char *registered_at; /* organisation */
	const char
	    *door; /* of the slip of registration; NULL: it opens no more */
	const char *finder; /* who reported it, if a finder may not close */
	int32_t registered_on;
	int32_t requested_on; /* first asked for mediation (诉讼时效规定12) */
	const char *category_moj;
	const char *category_gb;
	struct hj_sealed title;
	int64_t erasures; /* how often keys of it were destroyed */
	int64_t claim;    /* fen, HJ_NONE if not stated */
	int64_t owed;
	int64_t disputed; /* fen, the part that is still at issue */
	int64_t adjudged; /* fen, by a judgment, an award ... (执行依据) */
	int exactness;    /* enum hj_exactness, of these amounts */
	int external_title; /* enum hj_title_kind made elsewhere, 0: none */
	bool on_the_spot;   /* settled when it was registered */
	bool danger;        /* some danger was reported */
	bool violence;      /* police must be told before the first sitting */
	bool closed;
	const char *merged_into;
	struct hj_pin *pin;
	size_t n_pin;
	struct hj_ladder *ladder; /* NULL: none is pinned */
	struct hj_party *party;
	size_t n_party;
	struct hj_agency *agency;
	size_t n_agency;
	struct hj_procedure *procedure;
	size_t n_procedure;
	struct hj_appointment *appointment;
	size_t n_appointment;
	struct hj_party_slip *slip; /* given since, one for each party */
	size_t n_slip;
	struct hj_session *session;
	size_t n_session;
	struct hj_agreement *agreement;
	size_t n_agreement;
	struct hj_referral *referral;
	size_t n_referral;
	struct hj_notice *notice;
	size_t n_notice;
	struct hj_clock *clock;
	size_t n_clock;
	struct hj_no *done_late; /* clocks that were over when it was done */
	size_t n_done_late;
	struct hj_performance *performance;
	size_t n_performance;
	struct hj_point *issue;
	size_t n_issue;
	struct hj_order *order;
	size_t n_order;
	struct hj_prior_compact *compact;
	size_t n_compact;
	struct hj_group_count *group;
	size_t n_group;
	struct hj_fact *fact;
	size_t n_fact;
	struct hj_petition *petition; /* petition.h */
	size_t n_petition;
	struct hj_attachment *attachment;
	size_t n_attachment;
	struct hj_bundle *bundle;
	size_t n_bundle;
	int64_t history;    /* meetings before registration */
	struct hj_aid *aid; /* one for each procedure of legal aid */
	size_t n_aid;
	struct hj_draw *draw;
	size_t n_draw;
	struct hj_contact *contact; /* one for each party that said any */
	size_t n_contact;
	struct hj_link *link; /* to other disputes; link.h */
	size_t n_link;
	struct hj_file_review *file_review; /* review.h */
	size_t n_file_review;
	struct hj_finding *finding;
	size_t n_finding;
	struct hj_name *mediated; /* persons who were ever assigned */
	size_t n_mediated;
	struct hj_name *invited; /* of them: on a court's invitation (特邀) */
	size_t n_invited;
	struct hj_name *answered; /* persons who decided about a petition */
	size_t n_answered;
	struct hj_judged *judged;
	size_t n_judged;
	struct hj_noted *noted;
	size_t n_noted;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

extern const struct hj_fields hj_dispute_fields;
extern const struct hj_fields hj_party_fields;
extern const struct hj_fields hj_consent_fields;
extern const struct hj_fields hj_mediator_fields;
extern const struct hj_fields hj_procedure_fields;
extern const struct hj_fields hj_appointment_fields;
extern const struct hj_fields hj_attendance_fields;
extern const struct hj_fields hj_session_fields;
extern const struct hj_fields hj_referral_fields;
extern const struct hj_fields hj_notice_fields;
extern const struct hj_fields hj_moment_fields;
extern const struct hj_fields hj_clock_fields;
extern const struct hj_fields hj_fact_fields;
extern const struct hj_fields hj_ladder_fields;
extern const struct hj_fields hj_pin_fields;
extern const struct hj_fields hj_judged_fields;

/* Entity `no` of a list, or NULL if there is none. */
struct hj_party *hj_party_at(const struct hj_dispute *d, int64_t no);
struct hj_agency *hj_agency_at(const struct hj_dispute *d, int64_t no);
struct hj_procedure *hj_procedure_at(const struct hj_dispute *d, int64_t no);
struct hj_session *hj_session_at(const struct hj_dispute *d, int64_t no);
struct hj_agreement *hj_agreement_at(const struct hj_dispute *d, int64_t no);
struct hj_point *hj_issue_at(const struct hj_dispute *d, int64_t no);
struct hj_referral *hj_referral_at(const struct hj_dispute *d, int64_t no);
struct hj_notice *hj_notice_at(const struct hj_dispute *d, int64_t no);

/* The channel of the procedure in which `n` is owed; 0: of none. */
int hj_notice_channel(const struct hj_dispute *d, const struct hj_notice *n);
struct hj_clock *hj_clock_at(const struct hj_dispute *d, int64_t no);
struct hj_appointment *hj_appointment_at(
    const struct hj_dispute *d, int64_t no);
struct hj_order *hj_order_at(const struct hj_dispute *d, int64_t no);
struct hj_bundle *hj_bundle_at(const struct hj_dispute *d, int64_t no);
struct hj_finding *hj_finding_at(const struct hj_dispute *d, int64_t no);
struct hj_attachment *hj_attachment_at(const struct hj_dispute *d, int64_t no);

/* That a file was drawn by `review`, or NULL. */
struct hj_file_review *hj_file_review_of(
    const struct hj_dispute *d, const char *review);

/* The work order that procedure `no` is about, or NULL. */
struct hj_order *hj_order_of(const struct hj_dispute *d, int64_t no);

/* Is an issue of the dispute still open? */
bool hj_issue_open(const struct hj_dispute *d);

/*
 * Does `issue` stay open when `a` takes effect?  An agreement settles the
 * issues that it names, or all if it names none; one that builds on another
 * settles only what it names.
 */
bool hj_issue_left(const struct hj_point *issue, const struct hj_agreement *a);

/* Does one, so that the matter is settled in part only (部分达成协议)? */
bool hj_leaves_open(const struct hj_dispute *d, const struct hj_agreement *a);

/* Is it a procedure that mediates (not suit, arbitration, enforcement ...)? */
bool hj_channel_mediates(int channel);

/* Did `org` refuse by event `act` (NULL is fine) what was offered to it? */
bool hj_refused_by(
    const struct hj_dispute *d, const char *org, const char *act);

/* Not ended, not closed: opened, accepted or mediating. */
bool hj_procedure_live(const struct hj_procedure *p);

/* Is it a party still: not taken out, nobody stepped in for it? */
bool hj_party_there(const struct hj_party *p);

/* Does this party take part in procedures: not affected, assisting, absent. */
bool hj_party_joined(const struct hj_party *p);

/*
 * What `party` answered in `p`; 0 if it was never asked.  A yes by code alone
 * leaves it asked: nobody has seen whose it was.
 */
int hj_consent_of(const struct hj_procedure *p, int64_t party);

/* Are at least two opposing sides (or two equal parties) still willing? */
bool hj_two_sides_left(
    const struct hj_dispute *d, const struct hj_procedure *p);

#endif
