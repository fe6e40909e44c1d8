/*
 * Agreements: what makes one take effect, and what every command about them
 * shares.
 *
 * A written agreement is a draft until its last piece is there; which pieces
 * those are depends on the channel and stands in one table (piece.c).  The
 * command that brings the last piece makes it take effect in the same turn,
 * dated the day of that piece.  An oral agreement takes effect when it is
 * reached (人民调解法30); a private one binds as a contract and settles no
 * procedure.
 */
#ifndef HJ_LIB_COMMANDS_AGREEMENT_AGREEMENT_H
#define HJ_LIB_COMMANDS_AGREEMENT_AGREEMENT_H

#include "lib/commands/common.h"

/* One term as it is entered. */
struct hj_term_input {
	int kind;       /* enum hj_term_kind */
	int64_t amount; /* fen */
	int exactness;  /* enum hj_exactness; 0 is exact */
	int64_t debtor; /* party */
	int32_t due_on;
	struct hj_sealed due_when; /* a trigger in words */
	struct hj_sealed text;
	int64_t carries; /* term of the replaced agreement it continues */
	int64_t creditor;
	int64_t guarantor; /* party */
	int guarantee;     /* enum hj_guarantee; 0 is general (民法典686) */
	struct hj_sealed payer; /* third person who will pay */
	int liability;          /* enum hj_liability */
	struct hj_share *shares;
	size_t n_shares;
	int entitlement; /* enum hj_liability */
	struct hj_share *creditors;
	size_t n_creditors;
	int after; /* enum hj_trigger */
	int64_t after_term;
	int64_t after_days;
	int every; /* enum hj_interval; the first is on due_on */
	int64_t times;
};

/* What draft-agreement and the two commands that record one bring. */
struct hj_agreement_input {
	struct hj_frame frame;
	struct hj_term_input *terms;
	size_t n_terms;
	int64_t replaces;     /* an agreement in effect, as a whole */
	int64_t supplements;  /* one of which single terms are changed */
	struct hj_no *issues; /* what it settles; none: everything */
	size_t n_issues;
	bool identity_relation; /* marriage, kinship, adoption, inheritance */
	bool ownership;         /* confirms ownership of a thing or of IP */
	struct hj_sealed text;
};
extern const struct hj_fields hj_agreement_input_fields;

/*
 * The agreement of `form` that `in` describes, of procedure `procedure` (0:
 * none), with its number and version set; NULL if refused.  Made in t->a.
 */
struct hj_agreement *hj_agreement_make(struct hj_turn *t,
    const struct hj_agreement_input *in, int64_t procedure, int form);

/*
 * Append an oral agreement of `procedure` as `in` describes it; it takes effect
 * the day it occurred (人民调解法28, 30).  The procedure is settled.
 */
void hj_oral_agreement(
    struct hj_turn *t, int64_t procedure, const struct hj_agreement_input *in);

/*
 * Append an agreement that the parties made by themselves (自行协议), as `in`
 * describes it: it binds as a contract from the day it occurred and belongs to
 * no procedure.
 */
void hj_private_agreement(
    struct hj_turn *t, const struct hj_agreement_input *in);

/* The pieces of a written agreement. */
enum hj_piece {
	HJ_PIECE_PARTIES = 1 << 0, /* every party that is bound has signed */
	HJ_PIECE_MEDIATOR =
	    1 << 1,              /* a mediator, arbitrator, presiding officer */
	HJ_PIECE_STAMP = 1 << 2, /* the signing body's stamp */
	HJ_PIECE_SERVED = 1 << 3, /* the letter (调解书) reached the parties */
};

#define HJ_ANY_CHANNEL 0

/* What an agreement of this form needs in a channel, and what it is then. */
struct hj_effect_row {
	int form;         /* enum hj_agreement_form */
	int channel;      /* enum hj_channel, or HJ_ANY_CHANNEL */
	const char *kind; /* of body; NULL: any */
	unsigned pieces;  /* mask of enum hj_piece */
	int title;        /* enum hj_title_kind it is by itself, 0: none */
};

/* The whole table, of which the first row that fits holds. */
const struct hj_effect_row *hj_effect_rows(size_t *ret_n);

/*
 * The row for agreements of `form` in `p` (NULL: in no procedure); NULL if none
 * is concluded there.
 */
const struct hj_effect_row *hj_effect_of(
    const struct hj_directory *dir, const struct hj_procedure *p, int form);

/* Must `party` sign agreements of `p`: it takes part and has not refused. */
bool hj_party_bound(const struct hj_procedure *p, const struct hj_party *party);

/* The last thing `party` did with the paper; NULL if nothing. */
const struct hj_signature *hj_signature_of(
    const struct hj_agreement *a, int64_t party);

/* Has `party` signed `a`?  What it did last counts. */
bool hj_party_signed(const struct hj_agreement *a, int64_t party);

/* Has every party of `p` that is bound signed `a`? */
bool hj_all_signed(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a);

/*
 * Is `a` about status: marriage, adoption, inheritance (电子签名法3, F), by the
 * dispute's category or as the agreement itself says?  Which categories are
 * (GB or MoJ, NULL: unknown) stands in the guard of the refusal.
 */
bool hj_status_category(
    const struct hj_turn *t, const char *gb, const char *moj);
bool hj_status_matter(const struct hj_turn *t, const struct hj_agreement *a);

/*
 * Did `party`, or some member if it is a group, sign electronically what may
 * not be signed so?
 */
bool hj_signed_in_vain(
    const struct hj_turn *t, const struct hj_agreement *a, int64_t party);

/* What `a` still lacks to take effect; HJ_NO if nothing. */
enum hj_refusal hj_agreement_lacks(
    const struct hj_turn *t, const struct hj_agreement *a);

/* Refuse by `rule` about `field`, as its procedure has it. */
void hj_refuse_agreement(struct hj_turn *t, const struct hj_agreement *a,
    enum hj_refusal rule, const char *field);

/*
 * If agreement `no` lacks nothing it takes effect now: dated the day of its
 * last piece, its procedure settled, the agreement it replaces replaced.  If it
 * settles only a part of the issues the procedure goes on with the rest.
 */
void hj_agreement_complete(struct hj_turn *t, int64_t no);

/*
 * Draft `no`, or NULL: refused because there is none, or it is no draft (any
 * more).
 */
const struct hj_agreement *hj_draft(struct hj_turn *t, int64_t no);

/* Refuse unless some agreement is a draft.  hj_ready_fn. */
void hj_some_draft(struct hj_turn *t);

/* The procedure of agreement `no`; -1 if there is no such agreement. */
int64_t hj_procedure_of_agreement(const struct hj_dispute *d, int64_t no);

/*
 * What was paid on the terms that agreement `a` continues goes over to it, told
 * in `b`; carry.c.
 */
void hj_carry_over(struct hj_turn *t, const struct hj_agreement *a,
    struct hj_agreement_moved *b);

/* Is `old` in effect, with every term that `a` would continue still its own? */
bool hj_builds_on(const struct hj_agreement *a, const struct hj_agreement *old);

/*
 * What term `term` of agreement `agreement`, and those that continue it, stand
 * at once performance `gone` of it is taken back; told in `b`.
 */
void hj_carry_back(struct hj_turn *t, const struct hj_performance *gone,
    struct hj_event_voided *b);

/* The issues that `a` settles when it takes effect, told in `b`; issues.c. */
void hj_settle_issues(struct hj_turn *t, const struct hj_agreement *a,
    struct hj_agreement_moved *b);

/*
 * The matter of procedure `no` has its result, `title` (enum hj_title_kind, 0:
 * none): it is settled, and what it offered to others is taken back; or, while
 * an issue is open, it goes on with the rest.
 */
void hj_settle_procedure(struct hj_turn *t, int64_t no, int title);

/*
 * Do shares, guarantee, trigger and recurrence of `in`, term `no` of its
 * agreement, fit together and the dispute?  Refuses if not; detail.c.
 */
void hj_check_term_detail(
    struct hj_turn *t, const struct hj_term_input *in, int64_t no);

/*
 * Tell that term `term` of agreement `agreement` stands so, as `kind`; its
 * limits begin if its day is known.  due.c.
 */
void hj_term_set(struct hj_turn *t, int64_t agreement,
    const struct hj_term *term, const struct hj_event_kind *kind,
    struct hj_sealed text);

/* Term `no` of `agreement` is due on that day. */
void hj_term_falls_due(struct hj_turn *t, int64_t agreement, int64_t no,
    int32_t due_on, struct hj_sealed text);

/* Is there something that can be enforced (执行依据, 民诉法247)? */
bool hj_has_title(const struct hj_dispute *d);

#endif
