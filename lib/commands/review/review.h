/*
 * A file review (卷宗评查): a stream of its own.
 *
 * A body above (or the body itself) draws files of closed procedures and goes
 * through each with a sheet of items and points, which is a rule set's `review`
 * (lib/rules/rules.h), off by default.
 *
 * The sample can be drawn again by anybody who has the first event: it holds
 * the codes of the whole population, ascending, the seed and the method.  The
 * population are the disputes with a procedure of the body (or of the bodies
 * of the county that the reviewer stands above) that is closed and ended in the
 * period, one file a dispute: that of the procedure which ended last.  The rank
 * of a code is SHA-256(seed ‖ ":" ‖ code); the files drawn are those of the
 * lowest ranks.  What this shows: the seed and the list give this sample.  It
 * does not show how the seed was come by; draw it in public.
 *
 * Each dispute drawn is told (note-file-drawn).  Its findings are entered there
 * (review-file) and answered there by its body (answer-finding); both tell the
 * review, which keeps items, points and states, and no text.  Nobody reviews a
 * file that he had a hand in.  The result stands in the event that concludes
 * the review: what is answered or withdrawn later changes it no more.
 *
 * Correction: a review opened by mistake is abandoned before it is concluded;
 * each dispute drawn is told, and findings that are there are withdrawn.
 */
#ifndef HJ_LIB_COMMANDS_REVIEW_REVIEW_H
#define HJ_LIB_COMMANDS_REVIEW_REVIEW_H

#include "lib/commands/common.h"
#include "lib/dispute/review.h"

#define HJ_REVIEW_POPULATION_MOST 10000
#define HJ_REVIEW_SAMPLE_MOST 100
#define HJ_RANK_SIZE 32
#define HJ_REVIEW_METHOD "sha256(seed:code) ascending, first n"

/* A dispute from which a file may be drawn. */
struct hj_population_row {
	const char *dispute;
	const char *code;
	const char *body;
	int64_t procedure;
	unsigned char rank[HJ_RANK_SIZE];
};

/* All of them, ascending by code; loaded by the server (server/population.h).
 */
struct hj_population {
	struct hj_population_row *row;
	size_t n;
};

enum hj_review_stage {
	HJ_RVS_OPENED = 1,
	HJ_RVS_CONCLUDED,
	HJ_RVS_ABANDONED, /* opened by mistake: it has no result */
};
#define HJ_RVST(s) (UINT64_C(1) << (HJ_RVS_##s))
extern const struct hj_words hj_review_stage_words;

/* A file that was drawn. */
struct hj_review_file {
	const char *dispute;
	const char *code;
	const char *body;
	int64_t procedure;
	const char *reviewer; /* person who went through it; NULL: nobody yet */
};

struct hj_review_finding {
	const char *dispute;
	int64_t no; /* in that dispute */
	const char *item;
	int64_t points; /* off */
	int state;      /* enum hj_finding_state */
};

/* What came out for one body. */
struct hj_review_result {
	const char *body;
	int64_t files;
	int64_t points; /* of a file on average, in hundredths */
	const char *grade;
};

struct hj_review_head {
	const char *owner;
	const char *county;
	const char *body; /* NULL: those of the county below the owner */
	int32_t from, to;
	const char *sheet; /* id of the rule set */
	const char *sheet_name;
	const char *method;
	const char *seed;
	int64_t population;
};

struct hj_review {
	const char *id;
	int64_t version;
	int64_t last_at;
	int stage; /* enum hj_review_stage */
	struct hj_review_head *head;
	struct hj_review_file *file;
	size_t n_file;
	struct hj_review_finding *finding;
	size_t n_finding;
	struct hj_review_result *result;
	size_t n_result;
	struct hj_name *reader; /* bodies: the owner, those of the files */
	size_t n_reader;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

/* The body of every event; lists add to the state, or replace what is there. */
struct hj_review_set {
	int stage;
	struct hj_review_head *head;
	struct hj_name *population; /* codes */
	size_t n_population;
	struct hj_review_file *file;
	size_t n_file;
	struct hj_review_finding *finding;
	size_t n_finding;
	struct hj_review_result *result;
	size_t n_result;
	struct hj_name *reader;
	size_t n_reader;
	struct hj_sealed reason;
};

extern const struct hj_event_kind hj_ev_review_opened;
extern const struct hj_event_kind hj_ev_review_file_gone_through;
extern const struct hj_event_kind hj_ev_review_finding_moved;
extern const struct hj_event_kind hj_ev_review_concluded;
extern const struct hj_event_kind hj_ev_review_abandoned;

extern const struct hj_command hj_cmd_open_review;
extern const struct hj_command hj_cmd_note_file;
extern const struct hj_command hj_cmd_note_finding;
extern const struct hj_command hj_cmd_conclude_review;
extern const struct hj_command hj_cmd_abandon_review;

/* open-review: the server reads the population for it. */
struct hj_open_review {
	struct hj_frame frame;
	const char *body;
	int32_t from, to;
	const char *seed;
	int64_t size;
};

/* One line of a sheet, as review-file brings it and note-file tells it. */
struct hj_found {
	const char *item;
	int64_t no;
	int64_t points;
	struct hj_sealed what;
};

/* The file of `dispute` in the review `r`, or NULL. */
struct hj_review_file *hj_review_file_of(
    const struct hj_review *r, const char *dispute);

/* The item `name` of a sheet, or NULL. */
const struct hj_rule_item *hj_review_item(
    const struct hj_rule_review *sheet, const char *name);

/* Had the actor, or whom he stands in for, a hand in the file of `no`? */
bool hj_had_a_hand(const struct hj_turn *t, int64_t no);

/* Tell the review of `f` how it stands. */
void hj_finding_tell(struct hj_turn *t, const struct hj_finding *f);

#endif
