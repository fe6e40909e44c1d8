/*
 * What one limit's extension takes out of another: the days by which mediation
 * after filing is extended do not count in the trial limit (特邀27; 在线24;
 * 民事调解规定4: F).
 *
 * Which limits is data (`excluded_from`).  When the extension is granted its
 * days become a pause of the other limit, from the day after the first end to
 * the new one; if the mediation is over before, the rest counts again.
 */
#include "lib/commands/clocks.h"

#include <string.h>

#define REASON "mediation"

/* "clock/<no>": what a pause that comes from clock `no` names as evidence. */
static const char *
source_of(struct hj_turn *t, int64_t no)
{
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_buf_puts(&b, "clock/");
	hj_buf_int(&b, no);
	return hj_buf_keep(t->a, &b);
}

/* The same pauses, but those from `source` end on `last` at the latest. */
static void
cut(struct hj_turn *t, struct hj_clock *c, const char *source, int32_t last)
{
	const struct hj_pause *old = c->pause;
	size_t n = c->n_pause;

	c->pause = NULL;
	c->n_pause = 0;
	for (size_t i = 0; i < n; i++) {
		struct hj_pause p = old[i];

		if (p.evidence != NULL && strcmp(p.evidence, source) == 0) {
			if (p.from.ymd > last)
				continue;
			if (p.to.ymd > last)
				p.to.ymd = last;
		}
		*HJ_PUSH(t->a, c->pause, c->n_pause) = p;
	}
}

/* Is some day of `c` left out because of `source`, after `last`? */
static bool
beyond(const struct hj_clock *c, const char *source, int32_t last)
{
	for (size_t i = 0; i < c->n_pause; i++)
		if (c->pause[i].evidence != NULL &&
		    strcmp(c->pause[i].evidence, source) == 0 &&
		    c->pause[i].to.ymd > last)
			return true;
	return false;
}

/* Count `c` anew: without the days of `added`, or cut at `last` without it. */
static void
move(struct hj_turn *t, const struct hj_clock *c, const char *source,
    const struct hj_pause *added, int32_t last)
{
	struct hj_clock_set *body = hj_clock_change(t, c);

	body->old_due_on = c->due_on;
	cut(t, body->clock, source, last);
	if (added != NULL)
		*HJ_PUSH(t->a, body->clock->pause, body->clock->n_pause) =
		    *added;
	if (hj_clock_count(t, body, c->calendar))
		hj_happens(t, &hj_ev_clock_moved, body);
}

void
hj_exclude_extension(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_clock_set *b = ev->body;
	const struct hj_clock *from = b->clock;
	const struct hj_rule_clock *rule = hj_clock_rule(t, from);
	bool extended = ev->kind == &hj_ev_clock_extended;
	const int32_t last = extended      ? INT32_MAX
			     : ev->to == 0 ? hj_today(t)
					   : hj_legal_day(ev->to).ymd;
	const char *source;
	struct hj_pause added;

	if (rule == NULL || rule->n_excluded_from == 0 ||
	    (!extended && ev->kind != &hj_ev_clock_met &&
		ev->kind != &hj_ev_clock_stopped))
		return;
	source = source_of(t, from->no);
	added = (struct hj_pause){
		.from = hj_date_add_days((struct hj_date){ b->old_due_on }, 1),
		.to = { from->due_on },
		.reason = REASON,
		.article = rule->excluded_article,
		.evidence = source,
	};
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];

		if (c->state == HJ_CS_RUNNING &&
		    hj_name_in(
			rule->excluded_from, rule->n_excluded_from, c->rule) &&
		    (extended || beyond(c, source, last)))
			move(t, c, source, extended ? &added : NULL, last);
	}
}
