/*
 * The latest end; see certify.h.
 *
 * A limit that starts later ends no earlier, so it is enough to know of each
 * state the latest day on which a matter can come there: rank by rank, from
 * above, for each day of the year.
 */
#include "lib/rules/certify_inner.h"

/* How a matter came to a state last. */
struct arrival {
	int64_t day; /* serial; INT64_MIN: it cannot */
	size_t from; /* the state before; itself at the beginning */
	int on;
};

/* A state with what bounds its wait, and what can happen then. */
struct stop {
	size_t state;
	const struct hj_cert_wait *wait; /* NULL: nothing */
	struct hj_move *move;
	size_t n_move;
};

/* The last day of a wait, as it was counted. */
struct counted {
	const struct hj_cert_wait *wait; /* NULL: nothing was */
	int64_t day, last;
	bool provisional;
};
#define COUNTED_MOST 4096 /* that are kept */

struct days {
	struct hj_certifier *k;
	const struct hj_graph *c;
	const int64_t *rank;
	bool *roll;         /* of each wait: see rolls() */
	struct arrival *at; /* c->n + 1 */
	struct stop *stop;  /* by falling rank */
	size_t n_stop;
	struct counted *counted; /* COUNTED_MOST, by day and wait */
	bool provisional;        /* of what was counted last */
};

static const struct hj_cert_wait *
wait_of(const struct days *d, size_t state)
{
	const struct hj_certificate *ret = d->k->ret;

	for (size_t i = 0; i < ret->n_waits; i++) {
		const struct hj_cert_wait *w = &ret->waits[i];

		if (w->ladder == (int64_t)d->c->ladder &&
		    w->step == (int64_t)hj_graph_step(d->c, state) + 1 &&
		    w->phase == hj_graph_phase(d->c, state))
			return w;
	}
	return NULL;
}

/* Does the limit move on where its last day is off? */
static bool
rolls(const struct days *d, const struct hj_cert_wait *w)
{
	const struct hj_rules *law = d->k->ground->law;
	const struct hj_rule_clock *c = NULL;

	if (w->rule != NULL)
		c = hj_rule_clock_find(d->k->set, w->rule);
	for (size_t i = 0; c == NULL && w->rule != NULL && i < law->n; i++)
		if (law->set[i].on_by_default)
			c = hj_rule_clock_find(&law->set[i], w->rule);
	return c != NULL && c->roll;
}

static struct counted
count(const struct days *d, const struct hj_cert_wait *w, int64_t day)
{
	const struct hj_calendar *cal = d->k->ground->calendar;
	struct hj_period p = { 0 };
	struct hj_derivation result;
	struct hj_error err;

	p.limit = (struct hj_limit){
		.rule = "wait",
		.article = "wait",
		.certainty = HJ_CERTAINTY_HOUSE,
		.n = w->length,
		.unit = w->unit,
		.against = HJ_AGAINST_STATE,
		.roll = d->roll[w - d->k->ret->waits],
	};
	p.start = "wait";
	p.start_from = p.start_to = hj_legal_day_last(hj_date_from_serial(day));
	if (hj_derive(d->k->a, &p, cal, cal->version[cal->n - 1].number,
		&result, &err) != HJ_OK)
		return (struct counted){ w, day, day, false };
	return (struct counted){ w, day,
		hj_date_serial(hj_unit_exact(w->unit)
				   ? hj_legal_day(result.due_at)
				   : result.due_on),
		result.provisional };
}

/* The last day of the wait `w` that began on `day`. */
static int64_t
last_day(struct days *d, const struct hj_cert_wait *w, int64_t day)
{
	struct counted *kept;

	if (w == NULL || w->unit == 0)
		return day;
	kept = &d->counted[((size_t)day + 31 * (size_t)(w - d->k->ret->waits)) %
			   COUNTED_MOST];
	if (kept->wait != w || kept->day != day)
		*kept = count(d, w, day);
	d->provisional = d->provisional || kept->provisional;
	return kept->last;
}

/*
 * Does the matter come to `at` later if it leaves `from` on `last` because of
 * `on`?  On one day, time moves it last.
 */
static bool
later(const struct arrival *at, size_t from, int64_t last, int on)
{
	return last > at->day ||
	       (last == at->day && from == at->from && on == HJ_EO_TIME_OVER);
}

static void
go(struct days *d, int64_t start)
{
	for (size_t i = 0; i <= d->c->n; i++)
		d->at[i] = (struct arrival){ .day = INT64_MIN };
	for (size_t i = 0; i < d->c->n_step; i++) {
		size_t s = hj_graph_entry(d->c, i);

		if (hj_graph_begins(d->c, i))
			d->at[s] = (struct arrival){ .day = start, .from = s };
	}
	for (size_t i = 0; i < d->n_stop; i++) {
		const struct stop *s = &d->stop[i];
		int64_t last;

		if (d->at[s->state].day == INT64_MIN)
			continue;
		last = last_day(d, s->wait, d->at[s->state].day);
		for (size_t m = 0; m < s->n_move; m++) {
			struct arrival *at = &d->at[s->move[m].to];

			if (later(at, s->state, last, s->move[m].on))
				*at = (struct arrival){
					.day = last,
					.from = s->state,
					.on = s->move[m].on,
				};
		}
	}
}

static void
hop(struct days *d, struct hj_cert_worst *w, size_t state, int on)
{
	struct hj_cert_hop *h = HJ_PUSH(d->k->a, w->path, w->n_path);

	*h = (struct hj_cert_hop){
		.ladder = (int64_t)d->c->ladder,
		.day = hj_date_from_serial(d->at[state].day).ymd,
	};
	if (state == d->c->n)
		return;
	h->step = (int64_t)hj_graph_step(d->c, state) + 1;
	h->phase = hj_graph_phase(d->c, state);
	h->on = hj_move_name(on);
}

/* Write down how the end was reached last. */
static void
keep(struct days *d, int64_t start)
{
	struct hj_cert_worst *w = HJ_NEW(d->k->a, struct hj_cert_worst);
	size_t *back = hj_alloc(d->k->a, (d->c->n + 1) * sizeof(*back));
	size_t n = 0, s = d->c->n;

	w->starts = hj_date_from_serial(start).ymd;
	w->ends = hj_date_from_serial(d->at[s].day).ymd;
	w->days = d->at[s].day - start;
	while (n == 0 || d->at[s].from != s) {
		back[n++] = s;
		s = d->at[s].from;
	}
	back[n++] = s;
	d->provisional = false;
	while (n-- > 0) {
		hop(d, w, back[n], n == 0 ? 0 : d->at[back[n - 1]].on);
		if (back[n] != d->c->n)
			(void)last_day(
			    d, wait_of(d, back[n]), d->at[back[n]].day);
	}
	w->provisional = d->provisional;
	d->k->ret->worst = w;
}

static void
add_stop(struct days *d, size_t state)
{
	struct hj_move move[HJ_MOVES_MOST];
	struct stop *s = &d->stop[d->n_stop++];

	s->state = state;
	s->wait = wait_of(d, state);
	s->n_move = hj_graph_all_moves(d->c, state, move);
	s->move = hj_alloc(d->k->a, (s->n_move + 1) * sizeof(*move));
	for (size_t i = 0; i < s->n_move; i++)
		s->move[i] = move[i];
}

/* The states that can be reached, so that every move goes to a later one. */
static void
put_in_order(struct days *d)
{
	int64_t most = 0;

	for (size_t i = 0; i < d->c->n; i++)
		most = d->rank[i] > most ? d->rank[i] : most;
	for (int64_t r = most; r >= 0; r--)
		for (size_t i = 0; i < d->c->n; i++)
			if (d->rank[i] == r)
				add_stop(d, i);
}

void
hj_certify_days(
    struct hj_certifier *k, const struct hj_graph *course, const int64_t *rank)
{
	struct days d = { .k = k, .c = course, .rank = rank };
	int64_t first = hj_date_serial(hj_date_of((int)k->ground->year, 1, 1));
	int64_t end =
	    hj_date_serial(hj_date_of((int)k->ground->year + 1, 1, 1));

	d.roll = hj_alloc(k->a, (k->ret->n_waits + 1) * sizeof(*d.roll));
	for (size_t i = 0; i < k->ret->n_waits; i++)
		d.roll[i] = rolls(&d, &k->ret->waits[i]);
	d.at = hj_alloc(k->a, (course->n + 1) * sizeof(*d.at));
	d.stop = hj_alloc(k->a, (course->n + 1) * sizeof(*d.stop));
	d.counted = hj_alloc(k->a, COUNTED_MOST * sizeof(*d.counted));
	put_in_order(&d);
	for (int64_t day = first; day < end; day++) {
		const struct hj_cert_worst *w = k->ret->worst;

		go(&d, day);
		if (w == NULL || d.at[course->n].day - day > w->days)
			keep(&d, day);
	}
}
