/*
 * Settling: limits are counted anew where a notice changed the calendar, and
 * what is due falls.
 *
 * It comes before every decision, so what was decided never depends on
 * whether an agent came by in time.  A notice counts from the day on which it
 * was published: a limit that was over by then has fallen as it was counted.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/notice/notice.h"

static const char *
cause(struct hj_turn *t, int64_t no)
{
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_buf_puts(&b, "clock/");
	hj_buf_int(&b, no);
	return hj_buf_keep(t->a, &b);
}

/* Is a warning next, or a reminder of what is over? */
static bool
warns(const struct hj_clock *c)
{
	return (size_t)c->warned < c->n_warn &&
	       (c->state == HJ_CS_FIRED || c->warn[c->warned].at < c->due);
}

/*
 * When something is due on this clock: the next warning, its end, or a reminder
 * behind it.
 */
static int64_t
due_of(const struct hj_dispute *d, const struct hj_clock *c)
{
	bool reminds = c->state == HJ_CS_FIRED && !d->closed && warns(c);

	if (c->due == 0 || (c->state != HJ_CS_RUNNING && !reminds))
		return 0;
	return warns(c) ? c->warn[c->warned].at : c->due;
}

int64_t
hj_next_due(const struct hj_dispute *d)
{
	int64_t next = 0;

	for (size_t i = 0; i < d->n_clock; i++) {
		int64_t due = due_of(d, &d->clock[i]);

		if (due != 0 && (next == 0 || due < next))
			next = due;
	}
	return next;
}

/* What is due is told, dated at the instant at which it falls. */
static void
fall(struct hj_turn *t, const struct hj_clock *c)
{
	struct hj_clock_set *body = hj_clock_change(t, c);
	bool told = warns(c);

	t->from = t->to = told ? due_of(t->d, c) : hj_falls_at(c->unit, c->due);
	t->prec = HJ_PREC_INSTANT;
	t->caused_by = cause(t, c->no);
	if (told) {
		body->clock->warned++;
		hj_happens(t, &hj_ev_clock_warned, body);
		if (body->clock->state == HJ_CS_RUNNING)
			hj_owe_warning(t, body->clock->no);
	} else {
		body->clock->state = HJ_CS_FIRED;
		hj_happens(t, &hj_ev_clock_fired, body);
		hj_limit_ends(t, body->clock->no);
	}
}

/* When the newest version that holds for `c` was published, as an instant. */
static int64_t
published(const struct hj_turn *t, const struct hj_clock *c, int64_t version)
{
	const struct hj_calendar_version *v =
	    hj_calendar_find(t->world->calendar, version);
	int64_t at = v == NULL || v->published.ymd == 0
			 ? t->now
			 : hj_legal_day_first(v->published);

	return at < c->start_to ? c->start_to : at;
}

/* Warnings whose time is over by `at` are not given again. */
static void
keep_told(struct hj_clock *c, int64_t at)
{
	while ((size_t)c->warned < c->n_warn && c->warn[c->warned].at <= at)
		c->warned++;
}

/* Clock `c` under the newest notice; told only if something of it changed. */
static void
move_by_calendar(struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_calendar *cal = t->world->calendar;
	int64_t last = c->due != 0 && c->due <= t->now ? c->due - 1 : t->now;
	int64_t version = hj_calendar_current(cal, hj_legal_day(last));
	struct hj_clock_set *body;

	if (version <= c->calendar)
		return;
	body = hj_clock_change(t, c);
	body->old_due_on = c->due_on;
	if (!hj_clock_count(t, body, version) ||
	    (body->clock->due == c->due &&
		body->clock->provisional == c->provisional))
		return;
	t->from = t->to = published(t, c, version);
	t->prec = HJ_PREC_INSTANT;
	t->caused_by = cause(t, c->no);
	keep_told(body->clock, t->from);
	hj_happens(t, &hj_ev_clock_moved, body);
}

static void
move_all(struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_clock; i++)
		if (t->d->clock[i].state == HJ_CS_RUNNING)
			move_by_calendar(t, &t->d->clock[i]);
}

size_t
hj_settle(struct hj_turn *t)
{
	const struct hj_actor asked = t->actor;
	const struct hj_frame *frame = t->frame;
	const char *caused_by = t->caused_by;
	size_t n = 0;

	if (t->d == NULL)
		return 0;
	/* Acts of the rules are nobody's: they carry the service's word. */
	t->actor = (struct hj_actor){ .person = "clock", .service = true };
	t->frame = NULL;
	move_all(t);
	while (t->refused == HJ_NO) {
		int64_t next = hj_next_due(t->d);
		size_t i = 0;

		if (next == 0 || next > t->now)
			break;
		while (due_of(t->d, &t->d->clock[i]) != next)
			i++;
		fall(t, &t->d->clock[i]);
		n++;
	}
	t->actor = asked;
	t->frame = frame;
	t->caused_by = caused_by;
	t->from = t->to = 0;
	t->prec = 0;
	return n;
}
