/*
 * What the parts of the sentences share: a voice that says a rule in one
 * language, and the pieces that many rules have.
 */
#ifndef HJ_LIB_RULES_VOICE_H
#define HJ_LIB_RULES_VOICE_H

#include "lib/rules/sentence.h"

struct hj_voice {
	struct hj_arena *a;
	const struct hj_rule_set *set;
	const struct hj_directory *dir;
	bool zh;
	struct hj_buf b; /* the sentence so far */
	struct hj_rule_sentences done;
};

/* One of the two, as the language is. */
void hj_say(struct hj_voice *v, const char *zh, const char *en);

/* A text of the document, as it is. */
void hj_say_text(struct hj_voice *v, const char *text);
void hj_say_int(struct hj_voice *v, int64_t n);

/* The word for `value`. */
void hj_say_word(struct hj_voice *v, const struct hj_words *words, int value);

/* "3日", "3 days"; "立即" if the unit has no length. */
void hj_say_length(struct hj_voice *v, int64_t n, int unit);

/* The kind of event as a timeline says it. */
void hj_say_event(struct hj_voice *v, const char *kind);

enum hj_list_of {
	HJ_LO_TEXTS,
	HJ_LO_ROUTES, /* texts; the usual ones have English */
	HJ_LO_EVENTS,
	HJ_LO_KINDS, /* of bodies */
};

/* The items with 、 or commas between. */
void hj_say_list(struct hj_voice *v, const struct hj_name *list, size_t n,
    enum hj_list_of what);

/* The same behind `zh` or `en`, if there are any. */
void hj_say_some(struct hj_voice *v, const char *zh, const char *en,
    const struct hj_name *list, size_t n, enum hj_list_of what);

/* The conditions, ";" behind them; nothing if there are none. */
void hj_say_when(struct hj_voice *v, const struct hj_rule_test *when, size_t n);

/* One way out of a step or a limit. */
void hj_say_exit(struct hj_voice *v, const struct hj_rule_exit *x);

/* What the table, step or clock is called; its code if there is none. */
void hj_say_table(struct hj_voice *v, const char *name);
void hj_say_step(struct hj_voice *v, const char *name);
void hj_say_clock(struct hj_voice *v, const char *name);

/*
 * The sentence is whole; the rule stands at `list`/`i`, and below it at
 * `inner`/`k` if `inner` is not NULL.
 */
void hj_said(struct hj_voice *v, const char *list, size_t i, const char *inner,
    size_t k, const char *article, int certainty);

/* The parts of a document, each in a file of its own. */
void hj_say_facts(struct hj_voice *v);
void hj_say_tables(struct hj_voice *v);
void hj_say_ladders(struct hj_voice *v);
void hj_say_clocks(struct hj_voice *v);
void hj_say_tasks(struct hj_voice *v);
void hj_say_rates(struct hj_voice *v);
void hj_say_guards(struct hj_voice *v);
void hj_say_forums(struct hj_voice *v);
void hj_say_duties(struct hj_voice *v);
void hj_say_petitions(struct hj_voice *v);
void hj_say_prevention(struct hj_voice *v);
void hj_say_citations(struct hj_voice *v);
void hj_say_retentions(struct hj_voice *v);

#endif
