/* Which limits an event touches; see match.h. */
#include "lib/commands/match.h"
#include "lib/commands/clocks.h"
#include "lib/commands/ruled.h"

#include <string.h>

int64_t
hj_rule_subject(const struct hj_rule_clock *rule, const struct hj_mark *m)
{
	switch ((enum hj_clock_of)rule->of) {
	case HJ_OF_PROCEDURE:
		return m->procedure;
	case HJ_OF_AGREEMENT:
		return m->agreement;
	case HJ_OF_REFERRAL:
		return m->referral;
	case HJ_OF_NOTICE:
		return m->notice;
	case HJ_OF_PARTY:
		return m->party;
	case HJ_OF_DISPUTE:
		return 1;
	case HJ_OF_TERM:
		return m->term == 0 ? 0
				    : m->agreement * HJ_TERMS_MOST + m->term;
	}
	return 0;
}

bool
hj_rule_about(const struct hj_rule_clock *rule, const struct hj_clock *c,
    const struct hj_mark *m)
{
	if (rule->of != HJ_OF_PARTY)
		return c->subject == hj_rule_subject(rule, m);
	/* What is done in another channel is done for every party. */
	if ((rule->met_channel != 0 || rule->stop_channel != 0) &&
	    m->party == 0)
		return true;
	return c->subject == m->party && c->procedure == m->procedure;
}

/* Is the wire word of `value` in the list, or the list empty? */
static bool
word_in(const struct hj_name *list, size_t n, const struct hj_words *words,
    int value)
{
	return n == 0 ||
	       (value != 0 && hj_name_in(list, n, hj_word_name(words, value)));
}

/*
 * Has every party of the procedure the paper that this one has, as they were
 * owed it on one day?  Whom it did not reach was not told.
 */
static bool
all_served(const struct hj_dispute *d, const struct hj_notice *n)
{
	for (size_t i = 0; i < d->n_notice; i++) {
		const struct hj_notice *other = &d->notice[i];

		if (other->procedure == n->procedure &&
		    other->kind == n->kind && other->owed_on == n->owed_on &&
		    other->state == HJ_NS_OWED && other->party != 0 &&
		    hj_party_joined(hj_party_at(d, other->party)))
			return false;
	}
	return true;
}

bool
hj_rule_meets(const struct hj_dispute *d, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev)
{
	const struct hj_procedure *p = hj_procedure_at(d, m->procedure);
	const struct hj_agreement *a = hj_agreement_at(d, m->agreement);
	const struct hj_notice *n = hj_notice_at(d, m->notice);

	/* A part of it does not meet the limit of a term. */
	if (rule->of == HJ_OF_TERM &&
	    (a == NULL || a->term[m->term - 1].state != HJ_TS_PERFORMED))
		return false;
	/* What was agreed in part does not meet the limit of the rest. */
	if (rule->of == HJ_OF_PROCEDURE && a != NULL &&
	    (ev->kind == &hj_ev_agreement_effective ||
		ev->kind == &hj_ev_oral_agreement_recorded) &&
	    hj_leaves_open(d, a))
		return false;
	/* Served on one of several it is not done. */
	if (rule->of == HJ_OF_PROCEDURE && n != NULL &&
	    ev->kind == &hj_ev_notice_served && !all_served(d, n))
		return false;
	return hj_name_in(rule->meets, rule->n_meets, ev->kind->name) &&
	       word_in(rule->met_by, rule->n_met_by, &hj_notice_kind_words,
		   n == NULL ? 0 : n->kind) &&
	       (rule->met_channel == 0 ||
		   (p != NULL && p->channel == rule->met_channel));
}

bool
hj_rule_stops(const struct hj_dispute *d, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev)
{
	const struct hj_procedure *p = hj_procedure_at(d, m->procedure);

	return hj_name_in(rule->stops, rule->n_stops, ev->kind->name) &&
	       (rule->stop_channel == 0 ||
		   (p != NULL && p->channel == rule->stop_channel));
}

/*
 * A limit for asking a court to confirm runs only for an agreement that can be
 * confirmed (民诉法205): not for a court's letter.
 */
static bool
can_be_met(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, m->agreement);

	return rule->of != HJ_OF_AGREEMENT || a == NULL || a->confirmable ||
	       !hj_name_in(
		   rule->meets, rule->n_meets, hj_ev_confirmation_applied.name);
}

/* Does the procedure lie within the bounds of `rule`? */
static bool
procedure_within(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_procedure *p)
{
	const struct hj_org *org =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);

	if (rule->channel != 0 && (p == NULL || p->channel != rule->channel))
		return false;
	if (rule->trial != 0 && (p == NULL || p->trial != rule->trial))
		return false;
	if (!word_in(rule->grounds, rule->n_grounds, &hj_ground_words,
		p == NULL ? 0 : p->ground))
		return false;
	return rule->n_kinds == 0 ||
	       (org != NULL &&
		   hj_name_in(rule->kinds, rule->n_kinds, org->kind->name));
}

/* Does what `ev` is about lie within the bounds of `rule`? */
static bool
within(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	const struct hj_notice *n = hj_notice_at(t->d, m->notice);
	const struct hj_referral *r = hj_referral_at(t->d, m->referral);
	const char *category = t->d->category_moj;

	if (rule->notice != 0 && (n == NULL || n->kind != rule->notice))
		return false;
	if (!word_in(rule->referrals, rule->n_referrals,
		&hj_referral_kind_words, r == NULL ? 0 : r->kind))
		return false;
	if (!procedure_within(t, rule, hj_procedure_at(t->d, m->procedure)))
		return false;
	return rule->n_categories == 0 ||
	       (category != NULL &&
		   hj_name_in(rule->categories, rule->n_categories, category));
}

/* The set of the dispute that `rule` stands in. */
static const struct hj_rule_set *
set_of(const struct hj_turn *t, const struct hj_rule_clock *rule)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (set != NULL && set->n_clocks > 0 && rule >= set->clocks &&
		    rule < set->clocks + set->n_clocks)
			return set;
	}
	return NULL;
}

/* The newest clock of `rule` for its subject that began; NULL: none did. */
static const struct hj_clock *
begun(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	for (size_t i = t->d->n_clock; i-- > 0;)
		if (!hj_clock_waits(&t->d->clock[i]) &&
		    strcmp(t->d->clock[i].rule, rule->name) == 0 &&
		    hj_rule_about(rule, &t->d->clock[i], m))
			return &t->d->clock[i];
	return NULL;
}

bool
hj_rule_starts(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const char *kind)
{
	const struct hj_clock *c;

	if (rule->of == HJ_OF_TERM)
		return false; /* due.c begins them */
	if (rule->after != NULL &&
	    (m->after == NULL || strcmp(rule->after, m->after) != 0))
		return false;
	c = begun(t, rule, m);
	/* What was met does not begin anew. */
	if (strcmp(rule->starts, kind) != 0 &&
	    (c == NULL || c->state == HJ_CS_MET || t->undoing ||
		!hj_name_in(rule->restarts, rule->n_restarts, kind)))
		return false;
	return hj_rule_subject(rule, m) != 0 && can_be_met(t, rule, m) &&
	       within(t, rule, m) && !(rule->once && c != NULL) &&
	       hj_ruled_holds(t, set_of(t, rule), rule->when, rule->n_when);
}

bool
hj_rule_gives_way(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const char *kind)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++) {
			const struct hj_rule_clock *other = &set->clocks[k];

			if (hj_name_in(other->replaces, other->n_replaces,
				rule->name) &&
			    hj_rule_starts(t, other, m, kind))
				return true;
		}
	}
	return false;
}
