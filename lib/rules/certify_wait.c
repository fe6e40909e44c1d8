/* What bounds a wait; see certify.h. */
#include "lib/dispute/dispute.h"
#include "lib/rules/certify_inner.h"

#include <string.h>

/* How long about, in hours, to compare lengths of different units. */
static int64_t
hours(int64_t length, int unit)
{
	switch (unit) {
	case HJ_UNIT_MINUTES:
		return length / 60;
	case HJ_UNIT_HOURS:
		return length;
	case HJ_UNIT_DAYS:
		return length * 24;
	case HJ_UNIT_WORKING_DAYS:
		return length * 24 * 7 / 5;
	case HJ_UNIT_AT_ONCE:
		return 0;
	case HJ_UNIT_SAME_DAY:
		return 24;
	default:
		return length * hj_unit_months(unit) * 31 * 24;
	}
}

static void
longer(struct hj_cert_wait *w, int64_t length, int unit)
{
	if (w->unit != 0 && hours(length, unit) <= hours(w->length, w->unit))
		return;
	w->length = length;
	w->unit = unit;
}

static void
assume(struct hj_certifier *k, int what, const struct hj_cert_wait *w)
{
	struct hj_certificate *c = k->ret;

	*HJ_PUSH(k->a, c->assumed, c->n_assumed) = (struct hj_cert_assumed){
		.what = what,
		.ladder = w->ladder,
		.step = w->step,
		.rule = w->rule,
	};
}

/* A length, or the longest row of the table that gives it; none has none. */
static void
longest(struct hj_cert_wait *w, const struct hj_rule_set *set, int64_t length,
    int unit, const char *table)
{
	if (unit != 0)
		longer(w, length, unit);
	for (size_t i = 0; i < set->n_tables; i++) {
		const struct hj_rule_table *t = &set->tables[i];

		if (table == NULL || strcmp(t->name, table) != 0)
			continue;
		for (size_t j = 0; j < t->n_rows; j++)
			longer(w, t->rows[j].length, t->rows[j].unit);
		if (t->otherwise != NULL)
			longer(w, t->otherwise->length, t->otherwise->unit);
	}
}

/* The channels in which bodies of the step mediate: people's first. */
static unsigned
channels_of(const struct hj_certifier *k, const struct hj_rule_step *s)
{
	unsigned mask = 0;

	for (size_t i = 0; i < s->n_kinds; i++) {
		const struct hj_body_kind *kind =
		    hj_body_kind_find(k->ground->bodies, s->kinds[i].text);

		for (int ch = 1; kind != NULL && ch < HJ_CHANNELS; ch++)
			if ((kind->channels & 1u << ch) != 0 &&
			    hj_channel_mediates(ch))
				mask |= 1u << ch;
	}
	return (mask & HJ_CH(PEOPLE)) != 0 ? HJ_CH(PEOPLE) : mask;
}

static bool
any_kind_in(const struct hj_rule_step *s, const struct hj_rule_clock *c)
{
	for (size_t i = 0; i < s->n_kinds; i++)
		if (hj_name_in(c->kinds, c->n_kinds, s->kinds[i].text))
			return true;
	return c->n_kinds == 0;
}

/* Is `c` the limit of a whole mediation by a body of this step? */
static bool
limits(const struct hj_rule_clock *c, const struct hj_rule_step *s,
    unsigned channels)
{
	return c->of == HJ_OF_PROCEDURE && c->channel != 0 &&
	       (channels & 1u << c->channel) != 0 && any_kind_in(s, c) &&
	       c->n_when == 0 && c->n_categories == 0 && c->trial == 0 &&
	       (strcmp(c->starts, "accepted") == 0 ||
		   strcmp(c->starts, "procedure_opened") == 0) &&
	       hj_name_in(c->meets, c->n_meets, "procedure_ended");
}

static const struct hj_rule_clock *
longest_limit(const struct hj_rule_set *set, const struct hj_rule_step *s,
    unsigned channels, struct hj_cert_wait *w)
{
	const struct hj_rule_clock *found = NULL;

	for (size_t i = 0; i < set->n_clocks; i++) {
		const struct hj_rule_clock *c = &set->clocks[i];
		struct hj_cert_wait before = *w;

		if (limits(c, s, channels))
			longest(w, set, c->length, c->unit, c->lengths);
		if (w->length != before.length || w->unit != before.unit)
			found = c;
	}
	return found;
}

/* Does `c` end whatever mediation the step may be? */
static bool
ends_all(const struct hj_rule_clock *c, const struct hj_rule_step *s,
    unsigned channels)
{
	if (c->effect != HJ_EF_ENDS || channels != 1u << c->channel)
		return false;
	for (size_t i = 0; c->n_kinds > 0 && i < s->n_kinds; i++)
		if (!hj_name_in(c->kinds, c->n_kinds, s->kinds[i].text))
			return false;
	return true;
}

/* Nobody has to end the wait; `what` has to be assumed. */
static void
leave_open(struct hj_certifier *k, int what, struct hj_cert_wait *w)
{
	*w = (struct hj_cert_wait){ .ladder = w->ladder,
		.step = w->step,
		.phase = w->phase,
		.by = HJ_CB_OPEN };
	assume(k, what, w);
}

static void
limit_of(struct hj_certifier *k, const struct hj_rule_step *s,
    struct hj_cert_wait *w)
{
	unsigned channels = channels_of(k, s);
	const struct hj_rule_clock *found =
	    longest_limit(k->set, s, channels, w);
	const struct hj_rules *law = k->ground->law;

	for (size_t i = 0; i < law->n; i++) {
		const struct hj_rule_clock *c =
		    !law->set[i].on_by_default
			? NULL
			: longest_limit(&law->set[i], s, channels, w);

		found = c != NULL ? c : found;
	}
	if (found == NULL) {
		leave_open(k, HJ_CA_OPEN, w);
		return;
	}
	w->by = HJ_CB_LIMIT;
	w->rule = found->name;
	w->article = found->article;
	w->itself = ends_all(found, s, channels);
	if (!w->itself)
		assume(k, HJ_CA_KEPT, w);
	if (found->extends == HJ_EXT_ALL_PARTIES && found->extension_most == 0)
		assume(k, HJ_CA_EXTENSIONS, w);
}

static void
at_held(struct hj_certifier *k, const struct hj_rule_step *s,
    struct hj_cert_wait *w)
{
	longest(w, k->set, s->length, s->unit, s->lengths);
	if (w->unit == 0) {
		limit_of(k, s, w);
		return;
	}
	w->by = HJ_CB_STEP;
	w->itself = hj_step_moves_itself(s);
	if (!w->itself)
		assume(k, HJ_CA_KEPT, w);
}

static void
at_offered(struct hj_certifier *k, const struct hj_rule_step *s,
    struct hj_cert_wait *w)
{
	if (s->accept_length == 0 && s->accept_unit == 0) {
		w->by = HJ_CB_AT_ONCE;
		assume(k, HJ_CA_NO_TIME, w);
		return;
	}
	w->by = HJ_CB_ACCEPT;
	w->length = s->accept_length;
	w->unit = s->accept_unit;
	assume(k, HJ_CA_ACCEPTED, w);
}

/* The longest of the limits within which a party may act, if each has one. */
static void
at_right(struct hj_certifier *k, const struct hj_rule_step *s,
    struct hj_cert_wait *w)
{
	w->by = HJ_CB_RIGHT;
	w->itself = true;
	for (size_t i = 0; i < s->n_exits; i++) {
		const struct hj_rule_exit *x = &s->exits[i];
		const struct hj_rule_clock *c =
		    x->clock == NULL ? NULL
				     : hj_rule_clock_find(k->set, x->clock);
		struct hj_cert_wait before = *w;

		if (x->to != HJ_ET_RIGHT)
			continue;
		if (c != NULL)
			longest(w, k->set, c->length, c->unit, c->lengths);
		if (c == NULL || w->unit == 0) {
			leave_open(k, HJ_CA_RIGHT, w);
			return;
		}
		if (w->length == before.length && w->unit == before.unit)
			continue;
		w->rule = c->name;
		w->article = c->article;
	}
}

void
hj_certify_wait(struct hj_certifier *k, const struct hj_graph *course,
    size_t step, int phase, struct hj_cert_wait *ret)
{
	*ret = (struct hj_cert_wait){
		.ladder = (int64_t)course->ladder,
		.step = (int64_t)step + 1,
		.phase = phase,
	};
	if (phase == HJ_CP_OFFERED)
		at_offered(k, &course->step[step], ret);
	else if (phase == HJ_CP_HELD)
		at_held(k, &course->step[step], ret);
	else
		at_right(k, &course->step[step], ret);
}
