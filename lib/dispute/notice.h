/*
 * Notices as data: which kinds there are, who must get them, where they are
 * owed, what they have to say of rights, by which means they may be served and
 * what proves each.
 *
 * Every notice that a command or a rule set owes has its row here; a test walks
 * the code's owed notices against it.  The wording of rights is versioned: a
 * new one is a further row with the day from which it holds, and an owed
 * notice keeps the version of its day.
 *
 * To add a kind: its word in word.h, and its rows in notice.c.
 */
#ifndef HJ_LIB_DISPUTE_NOTICE_H
#define HJ_LIB_DISPUTE_NOTICE_H

#include "lib/dispute/word.h"

/* Who must get it. */
enum hj_notice_to {
	HJ_NT_PARTIES = 1, /* each party that takes part */
	HJ_NT_ONE,         /* the party whom it concerns */
	HJ_NT_PETITIONERS, /* whoever petitions */
	HJ_NT_AIDED,       /* who applied for aid, or receives it */
	HJ_NT_COURT,       /* no party: the court */
};
extern const struct hj_words hj_notice_to_words;

struct hj_notice_kind_row {
	unsigned channels; /* mask of HJ_CH(), in which it is owed */
	unsigned means;    /* mask of HJ_ME(), by which it may be served */
	int to;            /* enum hj_notice_to */
	const char *when;  /* "中文|english" */
	bool waits;        /* closing waits until it is served or came back */
};

/* What a notice has to say, from one day on. */
struct hj_notice_text {
	int kind; /* enum hj_notice_kind */
	int64_t version;
	int32_t from;
	unsigned within;     /* mask of HJ_CH(), where the article has force */
	const char *article; /* elsewhere the house says so */
	int certainty;       /* enum hj_certainty */
	const char *zh;
	const char *en;
};

/* The row of `kind`; NULL if there is none. */
const struct hj_notice_kind_row *hj_notice_kind_row(int kind);

/* What `kind` has to say on `day`; NULL if nothing is known for that day. */
const struct hj_notice_text *hj_notice_text(int kind, int32_t day);

/*
 * What `of` (may be NULL) rests on in `channel` (0: in no procedure); NULL:
 * on no law there.
 */
const char *hj_notice_basis(const struct hj_notice_text *of, int channel);

/* All texts; `ret_n` is how many. */
const struct hj_notice_text *hj_notice_texts(size_t *ret_n);

/* May a notice of `kind` be served by `means`? */
bool hj_notice_by(int kind, int means);

/* The proof that service by `means` has as a rule. */
int hj_usual_proof(int means);

/* May `proof` show service by `means`? */
bool hj_proof_fits(int means, int proof);

#endif
