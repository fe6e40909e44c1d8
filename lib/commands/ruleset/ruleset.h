/*
 * A rule set of a county on its way: from a draft to being in force, and out of
 * it again.  A stream of its own.
 *
 *	drafted → checked → certified → reported → signed → in_force → withdrawn
 *
 * A draft is a copy of a set that ships or was published, or a document that
 * somebody entered.  It is changed by operations (lib/rules/edit.h), never by
 * writing JSON.  Each stage is an event with the digest of the document; any
 * change leads back to the draft, and what was checked, certified, reported and
 * signed is void then.  Nobody signs who had a hand in the document.  Once it
 * is in force it is never changed again: another one takes its place, or it is
 * withdrawn.
 *
 * It is in force in its county from the beginning of a day, for disputes that
 * are registered from then on.  These pin it by its id, which is the digest of
 * its canonical bytes; a withdrawn set stays known, so what runs by it goes on.
 * Each set has a place: the ladder of its county, or that of the shipped set
 * which it comes from; of several in one place the one with the latest day
 * holds, and while one does, the shipped set of that place does not.  A set of
 * law (on by default) has no place to take: it is not copied.
 *
 * The report is a replay that the service runs itself: nobody says what it
 * found.  The second person signs the page of differences with these counts.
 *
 * Correction: a draft is changed again; a check, a certificate, a report, a
 * signature are voided; what is in force is withdrawn.
 */
#ifndef HJ_LIB_COMMANDS_RULESET_RULESET_H
#define HJ_LIB_COMMANDS_RULESET_RULESET_H

#include "lib/commands/command.h"
#include "lib/rules/certify.h"
#include "lib/rules/differ.h"
#include "lib/rules/edit.h"
#include "lib/rules/replay_line.h"

/* A document, in canonical bytes: two of them fit into a snapshot. */
#define HJ_RULESET_MOST ((size_t)20 * 1024)

#define HJ_RULESET_EDITS_MOST 200
#define HJ_RULESET_AUTHORS_MOST 100

enum hj_ruleset_stage {
	HJ_RSS_DRAFTED = 1,
	HJ_RSS_CHECKED,
	HJ_RSS_CERTIFIED,
	HJ_RSS_REPORTED,
	HJ_RSS_SIGNED,
	HJ_RSS_IN_FORCE,
	HJ_RSS_WITHDRAWN,
};
#define HJ_RSST(s) (UINT64_C(1) << (HJ_RSS_##s))
extern const struct hj_words hj_ruleset_stage_words;

enum hj_ruleset_reason {
	HJ_RSR_MISTAKE = 1,
	HJ_RSR_SUPERSEDED,
	HJ_RSR_LAW_CHANGED,
	HJ_RSR_TRIAL_OVER,
	HJ_RSR_NOT_NEEDED,
};
extern const struct hj_words hj_ruleset_reason_words;

/* Where it came from, and for whom. */
struct hj_ruleset_head {
	const char *county;  /* six digits */
	const char *body;    /* organisation that drafts it */
	const char *origin;  /* id of the set copied; NULL: it was entered */
	const char *base;    /* the document of that, canonical; NULL: none */
	const char *instead; /* name of the shipped set whose place it takes */
};

/* What certify found (lib/rules/certify.h). */
struct hj_ruleset_certified {
	const char *digest; /* of the certificate's canonical bytes */
	int grade;          /* enum hj_cert_grade */
	int64_t year;
	int64_t days; /* at the latest; 0: not known, or no ladder */
};

#define HJ_RULESET_BY_RULE_MOST 40 /* rules that are told one by one */

/* What a replay over recorded history found; the service made it. */
struct hj_ruleset_impact {
	const char *set;      /* id of the document that was played */
	const char *digest;   /* of the report, line by line */
	int64_t disputes;     /* of the county, in all */
	int64_t played;       /* of them, that rest on what it replaces */
	int64_t differences;  /* of these, how many go otherwise */
	int64_t not_playable; /* on a set not known, or with too much to tell */
	int64_t running;      /* of those played, open: they keep their rules */
	int64_t until;        /* the end of the history; 0: there is none */
	struct hj_replay_count *by_rule; /* where they part; more are left out
					  */
	size_t n_by_rule;
};
extern const struct hj_fields hj_ruleset_impact_fields;

/* What a second person signed. */
struct hj_ruleset_signature {
	const char *digest; /* of the page of differences, with the impact */
	int64_t added;
	int64_t changed;
	int64_t removed;
	int64_t stays; /* running disputes that keep what they have */
};

/* Who led it to a stage, and when. */
struct hj_ruleset_step {
	int64_t at;
	const char *person;
	int stage;
};

struct hj_ruleset {
	const char *id;
	int64_t version;
	int64_t last_at;
	int stage; /* enum hj_ruleset_stage */
	struct hj_ruleset_head *head;
	struct hj_name *author; /* persons who had a hand in the document */
	size_t n_author;
	const char *document; /* canonical JSON of a struct hj_rule_set */
	const char *digest;   /* of that: the id of the set */
	struct hj_ruleset_certified *certified;
	struct hj_ruleset_impact *impact;
	struct hj_ruleset_signature *signature;
	int32_t from; /* in force from the beginning of this day; 0: not yet */
	int reason;   /* enum hj_ruleset_reason, of its withdrawal */
	struct hj_ruleset_step *step; /* the last to each stage */
	size_t n_step;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

/* A document as it is from now on, and (of a change) how it came to be so. */
struct hj_ruleset_drafted {
	struct hj_ruleset_head *head;
	struct hj_rule_edit *edits;
	size_t n_edits;
	const char *document;
	const char *digest;
};

/* A stage was reached with the document of `digest`. */
struct hj_ruleset_moved {
	const char *digest;
	struct hj_ruleset_certified *certified;
	struct hj_ruleset_impact *impact;
	struct hj_ruleset_signature *signature;
	int32_t from;
	int reason;
};

#define HJ_RULESET_EVENT(name) extern const struct hj_event_kind hj_ev_##name;
HJ_RULESET_EVENT(rule_set_drafted)
HJ_RULESET_EVENT(rule_set_changed)
HJ_RULESET_EVENT(rule_set_checked)
HJ_RULESET_EVENT(rule_set_certified)
HJ_RULESET_EVENT(rule_set_impact_reported)
HJ_RULESET_EVENT(rule_set_signed)
HJ_RULESET_EVENT(rule_set_put_in_force)
HJ_RULESET_EVENT(rule_set_withdrawn)
#undef HJ_RULESET_EVENT

extern const struct hj_command hj_cmd_copy_rule_set;
extern const struct hj_command hj_cmd_enter_rule_set;
extern const struct hj_command hj_cmd_change_rule_set;
extern const struct hj_command hj_cmd_check_rule_set;
extern const struct hj_command hj_cmd_certify_rule_set;
extern const struct hj_command hj_cmd_report_impact;
extern const struct hj_command hj_cmd_sign_rule_set;
extern const struct hj_command hj_cmd_put_in_force;
extern const struct hj_command hj_cmd_withdraw_rule_set;

/* ---- document.c ---- */

/* A body of the county level acts; of the stream's county.  Else refuses. */
bool hj_ruleset_body_acts(struct hj_turn *t);

/* Read a document, with `id`, into `a`; one that was stored can be read. */
struct hj_rule_set *hj_ruleset_read(
    struct hj_arena *a, const char *document, const char *id);

/*
 * Refuse a set that is none, larger than it may be, or on by default; else the
 * event that says so, with its document and digest.  What only its meaning
 * forbids is no reason to refuse a draft.
 */
struct hj_ruleset_drafted *hj_ruleset_drafted_new(
    struct hj_turn *t, const struct hj_rule_set *set);

/* What documents of this world are held against. */
struct hj_rule_known hj_ruleset_known(const struct hj_world *world);

/* Refuse a set with faults, all of them told. */
void hj_ruleset_must_hold(struct hj_turn *t, const struct hj_rule_set *set);

/*
 * The name of the set whose place the document `set` of the stream takes in a
 * replay; NULL: that of whatever ladder the county has.
 */
const char *hj_ruleset_instead(
    const struct hj_ruleset *state, const struct hj_rule_set *set);

/* The certificate of `set` for matters of the last year that is known. */
struct hj_certificate *hj_ruleset_certificate(struct hj_arena *a,
    const struct hj_world *world, const struct hj_rule_set *set);

/* The page of differences of the stream's document against its base. */
struct hj_rule_page hj_ruleset_page(
    struct hj_arena *a, const struct hj_ruleset *state);

/*
 * The digest of what a second person signs: that page, and what the replay
 * found, if it was made.
 */
const char *hj_ruleset_page_digest(struct hj_arena *a,
    const struct hj_world *world, struct hj_rule_page *page,
    struct hj_ruleset_impact *impact);

/* What the summary of a replay says, as the stream keeps it; made in `a`. */
struct hj_ruleset_impact *hj_ruleset_impact_of(
    struct hj_arena *a, const struct hj_replay_summary *sum);

/* The digest of a value's canonical bytes. */
const char *hj_ruleset_digest(struct hj_arena *a, const struct hj_world *world,
    const struct hj_fields *fields, const void *value);

/* A stage was reached: the event's body, with the document's digest. */
struct hj_ruleset_moved *hj_ruleset_moved_new(struct hj_turn *t);

#endif
