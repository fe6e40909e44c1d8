/*
 * A rule set in sentences: each rule once, in Chinese or English, with the
 * article it rests on and how sure it is.
 *
 * Made from the document alone, so what people read is what would be done.
 * What the document leaves open is said to be open.
 */
#ifndef HJ_LIB_RULES_SENTENCE_H
#define HJ_LIB_RULES_SENTENCE_H

#include "lib/policy/directory.h"
#include "lib/rules/rules.h"

struct hj_rule_sentence {
	const char *at;      /* JSON pointer of the rule: "/clocks/0" */
	const char *text;    /* without full stop */
	const char *article; /* NULL: it rests on the source of the set */
	int certainty;       /* enum hj_certainty */
};

struct hj_rule_sentences {
	struct hj_rule_sentence *item;
	size_t n;
};

/*
 * All sentences of `set` in the order of the keys below, made in `a`.  Kinds of
 * bodies are named as in `dir`; one that is not there by its code.
 */
struct hj_rule_sentences hj_rule_sentences(struct hj_arena *a,
    const struct hj_rule_set *set, const struct hj_directory *dir,
    enum hj_lang lang);

/* 法律规定, 本地规定, 本单位约定, 暂定; what nobody verified is 暂定. */
const char *hj_rule_certainty_label(int certainty, enum hj_lang lang);

/* How sure the rules of `set` are that do not say it themselves. */
int hj_rule_set_certainty(const struct hj_rule_set *set);

#endif
