/*
 * Bad news as application/problem+json (RFC 9457), in Chinese or English.
 *
 * Every answer of 4xx and 5xx is one.  `type` is stable and is what programs
 * and tests compare; the sentences are not.  On the wire a type is
 * "/problems/" and the word here.  The types that belong to HTTP and to the
 * service stand in the table hj_problems; those of refusals by rule stand in
 * hj_refusals (lib/commands/refusal.h).  README and OpenAPI list both.
 *
 * To add a type: name it in the enum and give it a row in problem.c.
 */
#ifndef HJ_SERVER_HTTP_PROBLEM_H
#define HJ_SERVER_HTTP_PROBLEM_H

#include "lib/base/buf.h"
#include "lib/base/error.h"
#include "lib/time/clock.h"

enum hj_problem_kind {
	HJ_PROBLEM_MALFORMED,
	HJ_PROBLEM_INVALID_FIELD,
	HJ_PROBLEM_UNAUTHENTICATED,
	HJ_PROBLEM_WRONG_PASSWORD,
	HJ_PROBLEM_WRONG_PIN,
	HJ_PROBLEM_PIN_OVER,
	HJ_PROBLEM_KEY_OVER,
	HJ_PROBLEM_FORBIDDEN,
	HJ_PROBLEM_ASK_AGAIN,
	HJ_PROBLEM_ABSENT,
	HJ_PROBLEM_METHOD,
	HJ_PROBLEM_TOO_SLOW,
	HJ_PROBLEM_TAMPERED,
	HJ_PROBLEM_REPLAYING,
	HJ_PROBLEM_STALE,
	HJ_PROBLEM_BODY_TOO_LONG,
	HJ_PROBLEM_TARGET_TOO_LONG,
	HJ_PROBLEM_MEDIA_TYPE,
	HJ_PROBLEM_EXPECTATION,
	HJ_PROBLEM_HOST,
	HJ_PROBLEM_KEY_REUSED,
	HJ_PROBLEM_IF_MATCH_MISSING,
	HJ_PROBLEM_RATE,
	HJ_PROBLEM_HEAD_TOO_LONG,
	HJ_PROBLEM_INTERNAL,
	HJ_PROBLEM_NOT_IMPLEMENTED,
	HJ_PROBLEM_BUSY,
	HJ_PROBLEM_DATABASE,
	HJ_PROBLEM_UNKNOWN_KIND,
	HJ_PROBLEM_CLOCK,
	HJ_PROBLEM_DEADLINE,
	HJ_PROBLEM_VERSION,
	HJ_PROBLEM__MAX,
};

/*
 * One piece of bad news.  All texts are borrowed; NULL and "" leave a member
 * out.  A detail in one language never stands in for the other.
 */
struct hj_problem {
	int status;
	const char *type; /* a word, without "/problems/" */
	const char *title_zh;
	const char *title_en;
	const char *detail_zh;
	const char *detail_en;
	const char *field;      /* the member it concerns: "parties/0/name" */
	const char *rule;       /* the rule it rests on, with its version */
	const char *article;    /* the law: "人民调解法29" */
	const char *certainty;  /* how sure that is: "law" */
	const char *valid_from; /* since when the rule is in force, a date */
	const char *next_zh;    /* what to do */
	const char *next_en;
	const struct hj_name *disputes; /* ids of those it is about */
	size_t n_disputes;
	const struct hj_name *commands; /* by which it goes on */
	size_t n_commands;
	const char *faults; /* of a rule set: a list, JSON already */
};

/* All kinds: status, type, titles and what to do. */
extern const struct hj_problem hj_problems[HJ_PROBLEM__MAX];

/* The kind's row, with `detail` (in English, may be NULL) put in, and its
 * Chinese by detail.h. */
struct hj_problem hj_problem_of(enum hj_problem_kind kind, const char *detail);

/* The kind that answers a refusal of the tokenizer by its status. */
enum hj_problem_kind hj_problem_kind_of(int status);

/* What `err` (whose code is not 0) means to the asker; borrows its texts. */
struct hj_problem hj_problem_of_error(const struct hj_error *err);

/* Write `p` as one JSON object. */
void hj_problem_write(
    const struct hj_problem *p, enum hj_lang lang, struct hj_buf *out);

/*
 * The language that an Accept-Language value (or NULL) asks for: English only
 * if it is wanted more than Chinese, by weight and then by order.
 */
enum hj_lang hj_lang_of(const char *accept);

/* "zh-CN" or "en", for Content-Language. */
const char *hj_lang_tag(enum hj_lang lang);

#endif
