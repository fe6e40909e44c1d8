/* Certifying; see certify.h. */
#include "lib/rules/certify_inner.h"

#include <string.h>

enum {
	UNSEEN = -1,
	ON_PATH = -2
};

/* A state on the path that is being looked along. */
struct visit {
	size_t state;
	struct hj_move move[HJ_MOVES_MOST];
	size_t n, next;
	int64_t rank; /* so far */
};

struct search {
	struct hj_certifier *k;
	const struct hj_graph *c;
	int64_t *rank;
	struct visit *path;
	size_t n;
};

static void
hop(struct search *s, size_t state, int on)
{
	struct hj_certificate *ret = s->k->ret;

	*HJ_PUSH(s->k->a, ret->trace, ret->n_trace) = (struct hj_cert_hop){
		.ladder = (int64_t)s->c->ladder,
		.step = (int64_t)hj_graph_step(s->c, state) + 1,
		.phase = hj_graph_phase(s->c, state),
		.on = on == 0 ? NULL : hj_move_name(on),
	};
}

/* What led here, and what is wrong with `on`, that leads to `to`. */
static void
reject(struct search *s, int reason, int on, size_t to)
{
	s->k->ret->grade = HJ_CG_REJECTED;
	s->k->ret->reason = reason;
	for (size_t i = 0; i + 1 < s->n; i++)
		hop(s, s->path[i].state,
		    s->path[i].move[s->path[i].next - 1].on);
	hop(s, s->path[s->n - 1].state, on);
	if (reason == HJ_CR_LOOP)
		hop(s, to, 0);
}

/* Does a party's own word always lead out of this held step? */
static bool
lets_go(const struct search *s, const struct visit *v, int *ret_on)
{
	static const int own[] = { HJ_EO_PARTY_ASKS, HJ_EO_REFUSED,
		HJ_EO_WITHDRAWN };

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		bool out = false, held = false;

		for (size_t m = 0; m < v->n; m++) {
			bool ends =
			    v->move[m].to == s->c->n ||
			    hj_graph_phase(s->c, v->move[m].to) == HJ_CP_RIGHT;

			if (v->move[m].on != own[i])
				continue;
			out = out || ends;
			held = held || !ends;
		}
		*ret_on = own[i];
		if (!out || held)
			return false;
	}
	return true;
}

static bool
enter(struct search *s, size_t state)
{
	struct visit *v = &s->path[s->n++];
	int on;

	s->rank[state] = ON_PATH;
	*v = (struct visit){ .state = state };
	v->n = hj_graph_all_moves(s->c, state, v->move);
	if (hj_graph_phase(s->c, state) == HJ_CP_HELD && !lets_go(s, v, &on)) {
		reject(s, HJ_CR_NO_WAY_OUT, on, state);
		return false;
	}
	return true;
}

static void
raise(struct visit *v, int64_t rank)
{
	v->rank = rank > v->rank ? rank : v->rank;
}

/* Rank everything that can follow `state`; false if it is rejected. */
static bool
look(struct search *s, size_t state)
{
	if (s->rank[state] != UNSEEN)
		return true;
	if (!enter(s, state))
		return false;
	while (s->n > 0) {
		struct visit *v = &s->path[s->n - 1];
		size_t to;

		if (v->next == v->n) {
			s->rank[v->state] = v->rank;
			if (--s->n > 0)
				raise(&s->path[s->n - 1], v->rank + 1);
			continue;
		}
		to = v->move[v->next++].to;
		if (to == s->c->n)
			raise(v, 1);
		else if (s->rank[to] >= 0)
			raise(v, s->rank[to] + 1);
		else if (s->rank[to] == ON_PATH) {
			reject(s, HJ_CR_LOOP, v->move[v->next - 1].on, to);
			return false;
		} else if (!enter(s, to)) {
			return false;
		}
	}
	return true;
}

static void
note_state(struct search *s, size_t state)
{
	struct hj_certificate *ret = s->k->ret;
	struct hj_cert_state *to = HJ_PUSH(s->k->a, ret->states, ret->n_states);

	*to = (struct hj_cert_state){
		.ladder = (int64_t)s->c->ladder,
		.step = (int64_t)hj_graph_step(s->c, state) + 1,
		.phase = hj_graph_phase(s->c, state),
		.rank = s->rank[state],
	};
	for (size_t i = 0; i < s->c->n_timed; i++)
		HJ_PUSH(s->k->a, to->used, to->n_used)->no =
		    hj_graph_used(s->c, state, i) + 1;
}

/* The states that can be reached, and the wait of each step and phase. */
static void
note(struct search *s)
{
	struct hj_certificate *ret = s->k->ret;
	size_t noted = s->c->n; /* step and phase that came last */

	for (size_t i = 0; i < s->c->n; i++) {
		if (s->rank[i] == UNSEEN)
			continue;
		note_state(s, i);
		if (i / s->c->uses == noted)
			continue;
		noted = i / s->c->uses;
		hj_certify_wait(s->k, s->c, hj_graph_step(s->c, i),
		    hj_graph_phase(s->c, i),
		    HJ_PUSH(s->k->a, ret->waits, ret->n_waits));
	}
}

static bool
certify_ladder(struct hj_certifier *k, size_t ladder)
{
	struct hj_graph c;
	struct search s = { .k = k, .c = &c };

	if (!hj_graph_of(&c, k->set, ladder)) {
		k->ret->grade = HJ_CG_REJECTED;
		k->ret->reason = HJ_CR_TOO_LARGE;
		return false;
	}
	s.rank = hj_alloc(k->a, (c.n + 1) * sizeof(*s.rank));
	s.path = hj_alloc(k->a, (c.n + 1) * sizeof(*s.path));
	for (size_t i = 0; i < c.n; i++)
		s.rank[i] = UNSEEN;
	for (size_t i = 0; i < c.n_step; i++)
		if (hj_graph_begins(&c, i) && !look(&s, hj_graph_entry(&c, i)))
			return false;
	note(&s);
	if (c.n > 0)
		hj_certify_days(k, &c, s.rank);
	return true;
}

static int
grade_of(const struct hj_certificate *ret)
{
	int grade = HJ_CG_TIME;

	for (size_t i = 0; i < ret->n_assumed; i++) {
		int what = ret->assumed[i].what;

		if (what == HJ_CA_OPEN || what == HJ_CA_RIGHT)
			return HJ_CG_OPEN;
		if (what != HJ_CA_NO_TIME)
			grade = HJ_CG_DUTY;
	}
	return grade;
}

int64_t
hj_cert_year(const struct hj_calendar *cal)
{
	return cal->version[cal->n - 1].known_to.ymd / 10000;
}

void
hj_rule_certify(struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_cert_ground *ground, struct hj_certificate *ret)
{
	struct hj_certifier k = {
		.a = a, .set = set, .ground = ground, .ret = ret
	};

	*ret = (struct hj_certificate){
		.set = set->id, .name = set->name, .year = ground->year
	};
	for (size_t i = 0; i < ground->law->n; i++)
		if (ground->law->set[i].on_by_default)
			HJ_PUSH(a, ret->law, ret->n_law)->text =
			    ground->law->set[i].id;
	for (size_t i = 0; i <= set->n_ladders; i++)
		if (!certify_ladder(&k, i))
			return;
	ret->grade = grade_of(ret);
}
