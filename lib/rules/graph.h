/*
 * The course of a matter on a ladder, as a finite graph: where it can stand,
 * and what can happen there.
 *
 * A state is a step, a phase and how often each exit that has `times` was
 * taken.  `offered`: the step's body has not accepted it yet; `held`: it has;
 * `right`: the step is over, and a party may act, within a limit if one is
 * named.  Sittings are
 * no part of a state: nobody can be made to hold one, so they bound nothing.
 *
 * What can happen at a held step (language.h): an agreement, no agreement, a
 * party who asks for another route, refuses or withdraws, time that is over if
 * the step has a time, and whatever its exits name.  Where no exit fits, an
 * agreement and a party's own word end the matter here, no agreement and the
 * end of time lead to the next step, and behind the last one to the outlets.
 * An exit with tests may or may not fit, so both happen.
 *
 * Besides, wherever it stands, facts may change so that a higher step takes it
 * (a step with `when`), and at a held step a limit of the set may be over whose
 * `then` leads on.  What proves an end looks at these too; a picture does not.
 */
#ifndef HJ_LIB_RULES_GRAPH_H
#define HJ_LIB_RULES_GRAPH_H

#include "lib/rules/rules.h"

#define HJ_GRAPH_MOST 2000 /* states of one ladder */
#define HJ_MOVES_MOST 64   /* from one state */
#define HJ_TIMED_MOST 8    /* exits with `times` of one ladder */

enum hj_graph_phase {
	HJ_CP_OFFERED = 1,
	HJ_CP_HELD,
	HJ_CP_RIGHT,
};
extern const struct hj_words hj_graph_phase_words;

/* Beside those of exits: what happens in the other two phases. */
enum {
	HJ_ON_ACCEPTED = 100, /* the body takes it */
	HJ_ON_ACTS,           /* the party uses the right */
	HJ_ON_EXPIRES,        /* or lets it pass */
};

struct hj_graph {
	const struct hj_rule_set *set;
	size_t ladder; /* 0 is `ladder`, n the n-th of `ladders` */
	const struct hj_rule_step *step;
	size_t n_step;
	struct {
		const struct hj_rule_exit *exit;
		size_t each; /* states between two uses of it */
	} timed[HJ_TIMED_MOST];
	size_t n_timed;
	size_t uses; /* how many ways there are to have used them */
	size_t n;    /* states; the state n is the end */
};

struct hj_move {
	int on;    /* enum hj_exit_on, or one of the above */
	size_t to; /* state, `n` for the end */
	const struct hj_rule_exit *exit; /* NULL: none is written */
};

/* Lay out ladder `ladder` of `set`; false if it has too many states. */
bool hj_graph_of(
    struct hj_graph *ret, const struct hj_rule_set *set, size_t ladder);

/* Its step, from 0; its phase; how often timed[i] was taken. */
size_t hj_graph_step(const struct hj_graph *c, size_t state);
int hj_graph_phase(const struct hj_graph *c, size_t state);
int64_t hj_graph_used(const struct hj_graph *c, size_t state, size_t i);

/* The state in which a matter enters `step`. */
size_t hj_graph_entry(const struct hj_graph *c, size_t step);

/* May a matter begin at `step`: the first one, or one that says when? */
bool hj_graph_begins(const struct hj_graph *c, size_t step);

/* Does the step's own time move the matter, without anybody's doing? */
bool hj_step_moves_itself(const struct hj_rule_step *step);

/* What can happen in `state`; returns how many moves. */
size_t hj_graph_moves(const struct hj_graph *c, size_t state,
    struct hj_move moves[HJ_MOVES_MOST]);

/* The same with what facts and limits do besides. */
size_t hj_graph_all_moves(const struct hj_graph *c, size_t state,
    struct hj_move moves[HJ_MOVES_MOST]);

/* The name of what happens: "not_agreed". */
const char *hj_move_name(int on);

#endif
