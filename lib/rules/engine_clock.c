/* Limits of a course: which start, are met, stop, pause; see engine.h. */
#include "lib/rules/course.h"

#include <string.h>

/* Does the setting stand as the list asks? */
static bool
set_as(const struct hj_course *c, int setting, const struct hj_name *list,
    size_t n)
{
	const char *is = c->setting[setting];

	return n == 0 || (is != NULL && hj_name_in(list, n, is));
}

static bool
set_to(const struct hj_course *c, int setting, const struct hj_words *words,
    int value)
{
	const char *is = c->setting[setting];

	return value == 0 ||
	       (is != NULL && strcmp(is, hj_word_name(words, value)) == 0);
}

/* Does the matter lie within the bounds of `rule`? */
static bool
within(const struct hj_course *c, const struct hj_strand *s,
    const struct hj_rule_clock *rule)
{
	return set_to(c, HJ_SE_CHANNEL, &hj_channel_words, rule->channel) &&
	       set_to(c, HJ_SE_NOTICE, &hj_notice_kind_words, rule->notice) &&
	       set_to(c, HJ_SE_TRIAL, &hj_trial_words, rule->trial) &&
	       set_as(c, HJ_SE_KIND, rule->kinds, rule->n_kinds) &&
	       set_as(
		   c, HJ_SE_CATEGORY, rule->categories, rule->n_categories) &&
	       set_as(c, HJ_SE_REFERRAL, rule->referrals, rule->n_referrals) &&
	       set_as(c, HJ_SE_GROUND, rule->grounds, rule->n_grounds) &&
	       hj_course_holds(s, rule->when, rule->n_when);
}

static struct hj_due *
newest(const struct hj_course *c, const struct hj_rule_clock *rule)
{
	for (size_t i = c->n_due; i-- > 0;)
		if (c->due[i]->of == HJ_DUE_CLOCK && c->due[i]->rule == rule)
			return c->due[i];
	return NULL;
}

static bool
open(const struct hj_due *r)
{
	return r != NULL && (r->state == HJ_DUE_ON || r->state == HJ_DUE_WAITS);
}

/* Would `rule` start at `kind`, or at the expiry of `after`? */
static bool
starts(const struct hj_course *c, const struct hj_strand *s,
    const struct hj_rule_clock *rule, const char *kind, const char *after)
{
	bool begins = strcmp(rule->starts, kind) == 0;
	bool again = hj_name_in(rule->restarts, rule->n_restarts, kind);
	const struct hj_due *before;

	if ((!begins && !again) ||
	    (rule->after != NULL &&
		(after == NULL || strcmp(rule->after, after) != 0)))
		return false;
	before = newest(c, rule);
	again = again && before != NULL && before->state != HJ_DUE_MET;
	if (!again && (!begins || open(before)))
		return false;
	return !(rule->once && before != NULL) && within(c, s, rule);
}

struct candidate {
	struct hj_strand *s;
	size_t at; /* of its clock */
	const struct hj_rule_clock *rule;
	int64_t due; /* 0: not known */
	bool lost;
	struct hj_due *made;
};

static struct hj_due *
make(struct hj_course *c, const struct candidate *k)
{
	struct hj_due *r = HJ_NEW(c->a, struct hj_due);

	*r = (struct hj_due){
		.of = HJ_DUE_CLOCK,
		.s = k->s,
		.rule = k->rule,
		.at = hj_rule_place(c->a, "/clocks", k->at),
		.start = c->now,
	};
	/* A day that somebody set is the limit. */
	if (c->day.ymd != 0 && k->rule->unit == HJ_UNIT_SAME_DAY)
		r->start = hj_legal_day_first(c->day);
	return r;
}

/* Why `a` gives way to `b`; 0 if it does not. */
static int
gives_way(const struct candidate *a, const struct candidate *b)
{
	bool special =
	    hj_name_in(b->rule->replaces, b->rule->n_replaces, a->rule->name);
	bool same = strcmp(a->rule->name, b->rule->name) == 0;
	bool later = b->due == 0 || (a->due != 0 && b->due > a->due);

	/* What is below the law may shorten its limit, never lengthen it. */
	if (a->rule->certainty == HJ_CERTAINTY_LAW &&
	    b->rule->certainty != HJ_CERTAINTY_LAW && (special || same) &&
	    later)
		return 0;
	if (special)
		return HJ_LOST_REPLACED;
	return same && b->s > a->s ? HJ_LOST_LOCAL : 0;
}

/* Why the limit of law `b` keeps `a`, which would replace it, from holding. */
static int
kept_by_law(const struct candidate *a, const struct candidate *b)
{
	bool over =
	    strcmp(a->rule->name, b->rule->name) == 0 ||
	    hj_name_in(a->rule->replaces, a->rule->n_replaces, b->rule->name);

	return over && b->rule->certainty == HJ_CERTAINTY_LAW &&
		       a->rule->certainty != HJ_CERTAINTY_LAW &&
		       (a->due == 0 || (b->due != 0 && a->due > b->due))
		   ? HJ_LOST_LONGER
		   : 0;
}

/* Which of those that would start do not, and because of which. */
static void
contend(struct hj_course *c, struct candidate *k, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			int why = i == j ? 0 : gives_way(&k[i], &k[j]);
			struct hj_loser *l;

			if (why == 0 && i != j)
				why = kept_by_law(&k[i], &k[j]);
			if (why == 0)
				continue;
			k[i].lost = true;
			l = HJ_PUSH(
			    c->a, k[j].made->losers, k[j].made->n_losers);
			*l = (struct hj_loser){ .set = k[i].s->set,
				.at = k[i].made->at,
				.zh = k[i].rule->zh,
				.en = k[i].rule->en,
				.why = why };
		}
}

/* Is there a limit whose start `kind`, or what ends with `end`, moves? */
static bool
moves_any(const struct hj_course *c, const char *kind, const char *end)
{
	for (size_t i = 0; i < c->n_strand; i++)
		for (size_t k = 0; k < c->strand[i].set->n_clocks; k++) {
			const struct hj_rule_clock *rule =
			    &c->strand[i].set->clocks[k];
			const struct hj_name *also = rule->starts_also;
			size_t n = rule->n_starts_also;

			if (hj_name_in(also, n, kind) ||
			    (end != NULL && hj_name_in(also, n, end)))
				return true;
		}
	return false;
}

/*
 * The start is the later of two events: what began, and was not met, starts
 * anew with the later one, and waits while that is under way.
 */
static void
move_starts(struct hj_course *c, const char *kind)
{
	const char *end = hj_span_end(kind);

	if (!moves_any(c, kind, end))
		return;
	for (size_t i = 0; i < c->n_due; i++) {
		struct hj_due *r = c->due[i];
		const struct hj_rule_clock *rule = r->rule;

		if (r->of != HJ_DUE_CLOCK ||
		    (!open(r) && r->state != HJ_DUE_FIRED))
			continue;
		if (end != NULL &&
		    hj_name_in(rule->starts_also, rule->n_starts_also, end)) {
			hj_due_wait(c, r);
		} else if (hj_name_in(
			       rule->starts_also, rule->n_starts_also, kind)) {
			r->start = c->now;
			r->state = HJ_DUE_ON;
			hj_due_move(c, r);
		}
	}
}

void
hj_clocks_start(struct hj_course *c, const char *kind, const char *after)
{
	struct candidate *k = NULL;
	size_t n = 0;

	for (size_t i = 0; i < c->n_strand; i++) {
		struct hj_strand *s = &c->strand[i];

		for (size_t j = 0; j < s->set->n_clocks; j++) {
			const struct hj_rule_clock *rule = &s->set->clocks[j];
			struct candidate *one;

			if (!starts(c, s, rule, kind, after))
				continue;
			one = HJ_PUSH(c->a, k, n);
			*one =
			    (struct candidate){ .s = s, .at = j, .rule = rule };
			one->made = make(c, one);
			if (hj_due_count(c, one->made))
				one->due = one->made->d->due_at;
		}
	}
	contend(c, k, n);
	for (size_t i = 0; i < n; i++)
		if (!k[i].lost)
			hj_due_start(c, k[i].made);
	move_starts(c, kind);
}

static bool
meets(const struct hj_course *c, const struct hj_rule_clock *rule,
    const struct hj_due *r, const char *kind)
{
	if (rule->not_before && r->d != NULL &&
	    hj_legal_day(c->now).ymd < r->d->due_on.ymd)
		return false;
	return hj_name_in(rule->meets, rule->n_meets, kind) &&
	       set_as(c, HJ_SE_NOTICE, rule->met_by, rule->n_met_by) &&
	       set_to(c, HJ_SE_CHANNEL, &hj_channel_words, rule->met_channel);
}

static bool
stops(const struct hj_course *c, const struct hj_rule_clock *rule,
    const char *kind)
{
	return hj_name_in(rule->stops, rule->n_stops, kind) &&
	       set_to(c, HJ_SE_CHANNEL, &hj_channel_words, rule->stop_channel);
}

/* Time that does not count begins or ends with `kind`. */
static void
pause(struct hj_course *c, struct hj_due *r, const char *kind)
{
	const struct hj_rule_clock *rule = r->rule;
	struct hj_pause *last =
	    r->n_pauses > 0 ? &r->pauses[r->n_pauses - 1] : NULL;
	bool lasts = last != NULL && last->to.ymd == 0;
	struct hj_date today = hj_legal_day(c->now);

	if (lasts && hj_name_in(rule->resumes, rule->n_resumes, kind)) {
		last->to = today;
	} else if (!lasts && hj_name_in(rule->pauses, rule->n_pauses, kind)) {
		*HJ_PUSH(c->a, r->pauses, r->n_pauses) = (struct hj_pause){
			.from = today,
			.reason = rule->pause_reason,
			.article = rule->pause_article,
		};
	} else {
		return;
	}
	hj_due_move(c, r);
}

void
hj_clocks_meet(struct hj_course *c, const char *kind)
{
	size_t n = c->n_due;

	for (size_t i = 0; i < n; i++) {
		struct hj_due *r = c->due[i];
		const struct hj_rule_clock *rule = r->rule;

		if (r->of != HJ_DUE_CLOCK || !open(r))
			continue;
		if (meets(c, rule, r, kind))
			hj_due_end(c, r, HJ_DO_MEET);
		else if (stops(c, rule, kind) ||
			 hj_name_in(rule->restarts, rule->n_restarts, kind))
			hj_due_end(c, r, HJ_DO_STOP);
		else
			pause(c, r, kind);
	}
}

/* Why it may not be lengthened so; NULL: it may. */
static const struct hj_word *
not_extended(const struct hj_due *r, const struct hj_happening *h)
{
	static const struct hj_word fired = { "over", "已届满", "it is over" };
	static const struct hj_word who = { "who", "不是有权延长的人",
		"not by whom may extend it" };
	static const struct hj_word times = { "times", "次数已用尽",
		"as often as it may be" };
	static const struct hj_word most = { "most", "超过延长上限",
		"more than the cap" };
	const struct hj_rule_clock *rule = r->rule;
	int64_t sum = h->n;

	for (size_t i = 0; i < r->n_extensions; i++)
		sum += r->extensions[i].n;
	if (rule->extends == HJ_EXT_NOBODY || rule->extends != h->what)
		return &who;
	if (r->state != HJ_DUE_ON && rule->extension_before)
		return &fired;
	if (rule->extension_times > 0 &&
	    (int64_t)r->n_extensions >= rule->extension_times)
		return &times;
	return rule->extension_most > 0 &&
		       (h->unit != r->unit || sum > rule->extension_most)
		   ? &most
		   : NULL;
}

static void
extend(struct hj_course *c, struct hj_due *r, const struct hj_happening *h)
{
	const struct hj_word *why = not_extended(r, h);
	struct hj_did *d;

	if (why != NULL) {
		d = hj_course_did(
		    c, r->s, HJ_DO_REFUSE, r->at, r->rule->zh, r->rule->en);
		d->article = hj_course_cited(c, r->s->set, r->rule->article);
		d->more_zh = why->zh;
		d->more_en = why->en;
		return;
	}
	*HJ_PUSH(c->a, r->extensions, r->n_extensions) = (struct hj_extension){
		.n = h->n,
		.unit = h->unit,
		.by = hj_word_name(&hj_extends_words, h->what),
		.reason =
		    h->what == HJ_EXT_ALL_PARTIES ? "consent" : "approval",
		.article = r->rule->article,
	};
	r->state = HJ_DUE_ON;
	hj_due_move(c, r);
	if (r->rule->extension_told)
		(void)hj_course_did(
		    c, r->s, HJ_DO_TELL, r->at, r->rule->zh, r->rule->en);
}

enum hj_err
hj_clock_extend(
    struct hj_course *c, const struct hj_happening *h, struct hj_error *err)
{
	for (size_t i = c->n_due; i-- > 0;) {
		struct hj_due *r = c->due[i];

		if (r->of != HJ_DUE_CLOCK ||
		    strcmp(r->rule->name, h->name) != 0 ||
		    (!open(r) && r->state != HJ_DUE_FIRED))
			continue;
		extend(c, r, h);
		return HJ_OK;
	}
	return hj_fail(
	    err, HJ_ERR_INPUT, "name", "no such limit runs: ", h->name);
}
