/*
 * What of a course falls next; see engine.h.
 *
 * A heap holds when each running thing falls.  What is moved, met or stopped is
 * not looked for in it: it is put there anew, and what stands there from before
 * is passed over when it comes up.
 */
#include "lib/rules/course.h"

#include <string.h>

/* Of two on one instant the one that started first. */
static bool
before(const struct hj_falls *a, const struct hj_falls *b)
{
	return a->at < b->at || (a->at == b->at && a->due->no < b->due->no);
}

static void
swap(struct hj_falls *a, struct hj_falls *b)
{
	struct hj_falls kept = *a;

	*a = *b;
	*b = kept;
}

static void
put(struct hj_course *c, struct hj_falls one)
{
	struct hj_falls *f = c->falls;
	size_t i = c->n_falls++;

	if (i == c->room) {
		c->room = i == 0 ? 16 : 2 * i;
		f = hj_alloc(c->a, c->room * sizeof(*f));
		if (i > 0)
			memcpy(f, c->falls, i * sizeof(*f));
		c->falls = f;
	}
	f[i] = one;
	for (; i > 0 && before(&f[i], &f[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&f[i], &f[(i - 1) / 2]);
}

static void
take_first(struct hj_course *c)
{
	struct hj_falls *f = c->falls;
	size_t i = 0, n = --c->n_falls;

	f[0] = f[n];
	for (;;) {
		size_t first = 2 * i + 1;

		if (first + 1 < n && before(&f[first + 1], &f[first]))
			first++;
		if (first >= n || !before(&f[first], &f[i]))
			return;
		swap(&f[i], &f[first]);
		i = first;
	}
}

/* It waits from now on; they stand in the order in which they started. */
static void
wait(struct hj_course *c, struct hj_due *r)
{
	size_t i;

	for (i = 0; i < c->n_waits; i++)
		if (c->waits[i] == r)
			return;
	*HJ_PUSH(c->a, c->waits, c->n_waits) = r;
	for (; i > 0 && c->waits[i - 1]->no > r->no; i--)
		c->waits[i] = c->waits[i - 1];
	c->waits[i] = r;
}

void
hj_due_plan(struct hj_course *c, struct hj_due *r)
{
	int64_t at = hj_due_wake(r);

	if (r->state == HJ_DUE_WAITS)
		wait(c, r);
	else if (at != 0)
		put(c, (struct hj_falls){ at, r });
}

struct hj_due *
hj_due_next(struct hj_course *c, int64_t until)
{
	while (c->n_falls > 0 && c->falls[0].at <= until) {
		if (hj_due_wake(c->falls[0].due) == c->falls[0].at)
			return c->falls[0].due;
		take_first(c);
	}
	return NULL;
}

void
hj_dues_wait_over(struct hj_course *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->n_waits; i++) {
		struct hj_due *r = c->waits[i];

		if (r->state == HJ_DUE_WAITS && !hj_due_known(c, r))
			c->waits[kept++] = r;
	}
	c->n_waits = kept;
}
