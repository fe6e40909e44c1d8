/*
 * Which papers the file of a procedure needs, has and lacks.
 *
 * The list is data (migrations/reference/paper.tsv).  `must` stops filing,
 * never closing; `if_any` and `listed` are told and stop nothing: a local list,
 * or one whose source does not say what is required, is no duty.  A paper is
 * there if it was attached, or if what was recorded here is that paper.
 */
#ifndef HJ_LIB_COMMANDS_DOSSIER_PAPERS_H
#define HJ_LIB_COMMANDS_DOSSIER_PAPERS_H

#include "lib/dispute/dispute.h"

/* How much it is asked for. */
enum hj_paper_need {
	HJ_PN_MUST = 1,
	HJ_PN_IF_ANY,
	HJ_PN_LISTED,
};
extern const struct hj_words hj_paper_need_words;

#define HJ_PAPER_CHOICES 4

struct hj_paper_rule {
	int channel;
	int paper[HJ_PAPER_CHOICES]; /* enum hj_dossier_paper; any of these */
	int need;                    /* enum hj_paper_need */
	int when;                    /* word of papers.c */
	int by;                      /* word of papers.c; 0: attached only */
	const char *source;
	const char *certainty;
};

struct hj_papers {
	const struct hj_paper_rule *rule;
	size_t n;
};

/* Read the table; a row with a word that is not known is left out. */
void hj_papers_parse(
    struct hj_arena *a, struct hj_papers *ret, const char *text, size_t len);

/* Does `rule` apply to `p` as it stands? */
bool hj_paper_applies(const struct hj_paper_rule *rule,
    const struct hj_dispute *d, const struct hj_procedure *p);

/* Is the paper there? */
bool hj_paper_there(const struct hj_paper_rule *rule,
    const struct hj_dispute *d, const struct hj_procedure *p);

/* Of the papers that apply to `p`, how many there are, and are there. */
struct hj_paper_count {
	size_t all, have;
};
struct hj_paper_count hj_papers_count(const struct hj_papers *papers,
    const struct hj_dispute *d, const struct hj_procedure *p);

/* The first paper that must be there and is not; NULL: none is missing. */
const struct hj_paper_rule *hj_paper_missing(const struct hj_papers *papers,
    const struct hj_dispute *d, const struct hj_procedure *p);

#endif
