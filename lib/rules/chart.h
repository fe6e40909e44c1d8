/*
 * A ladder as a picture: its steps, its ends, and what leads from one to the
 * other.
 *
 * It is drawn from the graph that certificates are made of (graph.h), so the
 * picture shows what is proved and nothing else.  A step offered and a step
 * held are one node; how often an exit was taken makes no nodes.
 */
#ifndef HJ_LIB_RULES_CHART_H
#define HJ_LIB_RULES_CHART_H

#include "lib/policy/directory.h"
#include "lib/rules/graph.h"

enum hj_chart_kind {
	HJ_CK_BEGIN = 1, /* the matter is registered */
	HJ_CK_STEP,
	HJ_CK_RIGHT,   /* a party may act within a limit */
	HJ_CK_CHANNEL, /* it goes on in another channel */
	HJ_CK_SETTLED, /* an agreement ends it */
	HJ_CK_OUTLETS, /* it ends, the other routes are told */
	HJ_CK_OVER,    /* it ends otherwise */
};
extern const struct hj_words hj_chart_kind_words;

struct hj_chart_node {
	int kind;          /* enum hj_chart_kind */
	int64_t of;        /* the step, or the channel */
	const char *at;    /* JSON pointer of its rule; NULL: none is written */
	const char *label; /* what it is called */
	const char *more;  /* who, how often, how long; "" if nothing is said */
};

struct hj_chart_edge {
	size_t from, to;   /* nodes */
	const char *on;    /* hj_move_name(); "registered" from the beginning */
	const char *at;    /* JSON pointer of the exit; NULL: none is written */
	const char *label; /* what happens */
	const char *text;  /* the same with its conditions, as a sentence */
	bool conditional;  /* only if its conditions hold */
	int64_t times;     /* at most so often; 0: not bounded */
};

struct hj_chart {
	const char *at;    /* "" for `ladder`, "/ladders/0" for one beside it */
	const char *label; /* NULL for `ladder` */
	const char *more;  /* when it is taken; "" always */
	struct hj_chart_node *node;
	size_t n_node;
	struct hj_chart_edge *edge;
	size_t n_edge;
};

/*
 * Draw ladder `ladder` of `set` (0 is `ladder`), made in `a`, in words of
 * `lang`; bodies are named as in `dir`.  False if it has no steps, or too many
 * states to be looked at.
 */
bool hj_rule_chart(struct hj_chart *ret, struct hj_arena *a,
    const struct hj_rule_set *set, size_t ladder,
    const struct hj_directory *dir, enum hj_lang lang);

#endif
