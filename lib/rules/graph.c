/* The course of a matter on a ladder; see graph.h. */
#include "lib/rules/graph.h"

#include <string.h>

static const struct hj_word phase_list[] = {
	{ NULL, NULL, NULL },
	{ "offered", "待接收", "offered" },
	{ "held", "承办", "in hand" },
	{ "right", "当事人可请求", "open to a party" },
};
const struct hj_words hj_graph_phase_words = HJ_WORDS(phase_list);

#define PHASES 3

static bool
add_timed(struct hj_graph *c, const struct hj_rule_step *s)
{
	for (size_t i = 0; i < s->n_exits; i++) {
		if (s->exits[i].times == 0)
			continue;
		if (c->n_timed == HJ_TIMED_MOST ||
		    (size_t)s->exits[i].times > HJ_GRAPH_MOST)
			return false;
		c->timed[c->n_timed].exit = &s->exits[i];
		c->timed[c->n_timed++].each = c->uses;
		c->uses *= (size_t)s->exits[i].times + 1;
		if (c->uses > HJ_GRAPH_MOST)
			return false;
	}
	return true;
}

bool
hj_graph_of(struct hj_graph *ret, const struct hj_rule_set *set, size_t ladder)
{
	const struct hj_rule_ladder *beside =
	    ladder == 0 ? NULL : &set->ladders[ladder - 1];

	*ret = (struct hj_graph){
		.set = set,
		.ladder = ladder,
		.step = beside == NULL ? set->ladder : beside->steps,
		.n_step = beside == NULL ? set->n_ladder : beside->n_steps,
		.uses = 1,
	};
	for (size_t i = 0; i < ret->n_step; i++)
		if (!add_timed(ret, &ret->step[i]))
			return false;
	ret->n = ret->n_step * PHASES * ret->uses;
	return ret->n <= HJ_GRAPH_MOST;
}

size_t
hj_graph_step(const struct hj_graph *c, size_t state)
{
	return state / c->uses / PHASES;
}

int
hj_graph_phase(const struct hj_graph *c, size_t state)
{
	return (int)(state / c->uses % PHASES) + 1;
}

int64_t
hj_graph_used(const struct hj_graph *c, size_t state, size_t i)
{
	return (int64_t)(state % c->uses / c->timed[i].each) %
	       (c->timed[i].exit->times + 1);
}

static size_t
state_of(const struct hj_graph *c, size_t step, int phase, size_t uses)
{
	return (step * PHASES + (size_t)phase - 1) * c->uses + uses;
}

size_t
hj_graph_entry(const struct hj_graph *c, size_t step)
{
	return state_of(c, step, HJ_CP_HELD, 0);
}

bool
hj_graph_begins(const struct hj_graph *c, size_t step)
{
	return step == 0 || c->step[step].n_when > 0;
}

bool
hj_step_moves_itself(const struct hj_rule_step *s)
{
	bool timed = s->length > 0 || s->unit != 0 || s->lengths != NULL;

	if (!timed || s->time_only_warns || s->both)
		return false;
	for (size_t i = 0; i < s->n_exits; i++)
		if (s->exits[i].on == HJ_EO_TIME_OVER &&
		    s->exits[i].n_when == 0 && s->exits[i].to == HJ_ET_REASONS)
			return false;
	return true;
}

/* Moves being listed. */
struct list {
	const struct hj_graph *c;
	size_t state;
	struct hj_move *move;
	size_t n;
};

static void
add(struct list *l, int on, size_t to, const struct hj_rule_exit *exit)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->move[i].on == on && l->move[i].to == to &&
		    l->move[i].exit == exit)
			return;
	if (l->n < HJ_MOVES_MOST)
		l->move[l->n++] = (struct hj_move){ on, to, exit };
}

static size_t
step_named(const struct hj_graph *c, const char *name)
{
	size_t i = 0;

	while (i < c->n_step && (c->step[i].name == NULL || name == NULL ||
				    strcmp(c->step[i].name, name) != 0))
		i++;
	return i;
}

/* Where `step` begins with these uses; behind the last step is the end. */
static size_t
into(const struct hj_graph *c, size_t step, int how, size_t uses)
{
	bool taken = how == HJ_EH_AT_ONCE || how == HJ_EH_DESIGNATED;

	if (step >= c->n_step)
		return c->n;
	return state_of(c, step, taken ? HJ_CP_HELD : HJ_CP_OFFERED, uses);
}

/* Take exit `x`; false if it has been taken as often as it may. */
static bool
take(struct list *l, const struct hj_rule_exit *x)
{
	const struct hj_graph *c = l->c;
	size_t here = hj_graph_step(c, l->state), uses = l->state % c->uses;

	for (size_t i = 0; i < c->n_timed; i++) {
		if (c->timed[i].exit != x)
			continue;
		if (hj_graph_used(c, l->state, i) == x->times)
			return false;
		uses += c->timed[i].each;
	}
	if (x->to == HJ_ET_NEXT)
		add(l, x->on, into(c, here + 1, x->how, uses), x);
	else if (x->to == HJ_ET_STEP)
		add(l, x->on, into(c, step_named(c, x->step), x->how, uses), x);
	else if (x->to == HJ_ET_STAYS)
		add(l, x->on, state_of(c, here, HJ_CP_HELD, uses), x);
	else if (x->to == HJ_ET_RIGHT)
		add(l, x->on, state_of(c, here, HJ_CP_RIGHT, uses), x);
	else if (x->to != HJ_ET_REASONS)
		add(l, x->on, c->n, x);
	return true;
}

/* What `on` leads to: the exits that may fit, else `otherwise`. */
static void
happens(struct list *l, int on, size_t otherwise)
{
	const struct hj_rule_step *s =
	    &l->c->step[hj_graph_step(l->c, l->state)];

	for (size_t i = 0; i < s->n_exits; i++)
		if (s->exits[i].on == on && take(l, &s->exits[i]) &&
		    s->exits[i].n_when == 0)
			return;
	if (otherwise != l->state)
		add(l, on, otherwise, NULL);
}

static void
at_held(struct list *l)
{
	const struct hj_graph *c = l->c;
	size_t here = hj_graph_step(c, l->state), uses = l->state % c->uses;
	const struct hj_rule_step *s = &c->step[here];
	size_t next = into(c, here + 1, 0, uses);
	bool timed = s->length > 0 || s->unit != 0 || s->lengths != NULL;

	happens(l, HJ_EO_AGREED, c->n);
	happens(l, HJ_EO_NOT_AGREED, next);
	happens(l, HJ_EO_PARTY_ASKS, c->n);
	happens(l, HJ_EO_REFUSED, c->n);
	happens(l, HJ_EO_WITHDRAWN, c->n);
	if (timed && !s->time_only_warns)
		happens(l, HJ_EO_TIME_OVER, next);
	happens(l, HJ_EO_ABSENT, l->state);
	happens(l, HJ_EO_AT_RISK, l->state);
	happens(l, HJ_EO_UNSATISFIED, l->state);
	happens(l, HJ_EO_DECIDED, l->state);
	happens(l, HJ_EO_RECLASSIFIED, l->state);
}

size_t
hj_graph_moves(
    const struct hj_graph *c, size_t state, struct hj_move moves[HJ_MOVES_MOST])
{
	struct list l = { .c = c, .state = state, .move = moves };
	size_t here = hj_graph_step(c, state), uses = state % c->uses;

	switch (hj_graph_phase(c, state)) {
	case HJ_CP_OFFERED:
		add(&l, HJ_ON_ACCEPTED, state_of(c, here, HJ_CP_HELD, uses),
		    NULL);
		add(&l, HJ_EO_WITHDRAWN, c->n, NULL);
		break;
	case HJ_CP_HELD:
		at_held(&l);
		break;
	default:
		add(&l, HJ_ON_ACTS, into(c, here + 1, 0, uses), NULL);
		add(&l, HJ_ON_EXPIRES, c->n, NULL);
	}
	return l.n;
}

/* Where `then` leads from the held step `here`; `n`: it ends. */
static size_t
then_to(const struct list *l, const struct hj_rule_exit *x)
{
	const struct hj_graph *c = l->c;
	size_t here = hj_graph_step(c, l->state), uses = l->state % c->uses;

	switch ((enum hj_exit_to)x->to) {
	case HJ_ET_NEXT:
		return into(c, here + 1, x->how, uses);
	case HJ_ET_STEP:
		return into(c, step_named(c, x->step), x->how, uses);
	case HJ_ET_RIGHT:
	case HJ_ET_STAYS:
	case HJ_ET_REASONS:
		return l->state; /* it moves nothing */
	case HJ_ET_ENDS:
	case HJ_ET_OUTLETS:
	case HJ_ET_CHANNEL:
		break;
	}
	return c->n;
}

/* Limits that are over, and move the matter. */
static void
by_limits(struct list *l)
{
	const struct hj_rule_set *set = l->c->set;

	for (size_t i = 0; i < set->n_clocks; i++) {
		if (set->clocks[i].effect == HJ_EF_ENDS &&
		    set->clocks[i].n_then == 0)
			add(l, HJ_EO_TIME_OVER,
			    into(l->c, hj_graph_step(l->c, l->state) + 1, 0,
				l->state % l->c->uses),
			    NULL);
		for (size_t k = 0; k < set->clocks[i].n_then; k++) {
			const struct hj_rule_exit *x = &set->clocks[i].then[k];
			size_t to = then_to(l, x);

			if (x->on == HJ_EO_TIME_OVER &&
			    (to != l->state || x->to == HJ_ET_STEP))
				add(l, HJ_EO_TIME_OVER, to, NULL);
		}
	}
}

size_t
hj_graph_all_moves(
    const struct hj_graph *c, size_t state, struct hj_move moves[HJ_MOVES_MOST])
{
	struct list l = { .c = c, .state = state, .move = moves };

	l.n = hj_graph_moves(c, state, moves);
	for (size_t i = hj_graph_step(c, state) + 1; i < c->n_step; i++)
		if (c->step[i].n_when > 0)
			add(&l, HJ_EO_RECLASSIFIED,
			    state_of(c, i, HJ_CP_HELD, state % c->uses), NULL);
	if (hj_graph_phase(c, state) == HJ_CP_HELD)
		by_limits(&l);
	return l.n;
}

const char *
hj_move_name(int on)
{
	switch (on) {
	case HJ_ON_ACCEPTED:
		return "accepted";
	case HJ_ON_ACTS:
		return "acts";
	case HJ_ON_EXPIRES:
		return "expires";
	default:
		return hj_word_name(&hj_exit_on_words, on);
	}
}
