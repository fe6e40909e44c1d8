/* A dispute as its rule sets see it; see ruled.h. */
#include "lib/commands/ruled.h"

#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "lib/commands/ladder.h"
#include "lib/commands/rule_past.h"

#include <string.h>

/* The procedure that facts are about: the ladder's, else the last live one. */
static const struct hj_procedure *
about(const struct hj_dispute *d)
{
	const struct hj_procedure *p =
	    d->ladder == NULL ? NULL : hj_procedure_at(d, d->ladder->procedure);

	for (size_t i = d->n_procedure; p == NULL && i-- > 0;)
		if (hj_procedure_live(&d->procedure[i]))
			p = &d->procedure[i];
	return p;
}

static bool
people(const struct hj_dispute *d, int64_t *n)
{
	for (size_t i = 0; i < d->n_party; i++) {
		const struct hj_party *party = &d->party[i];

		if (!hj_party_there(party))
			continue;
		if (party->kind == HJ_PK_GROUP && party->size == 0)
			return false;
		*n += party->kind == HJ_PK_GROUP ? party->size : 1;
	}
	return d->n_party > 0;
}

static bool
some_minor(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_party; i++)
		if (hj_party_there(&d->party[i]) && d->party[i].minor)
			return true;
	return false;
}

/* Is there an agreement in effect, and every term of it performed? */
static bool
performed(const struct hj_dispute *d)
{
	bool any = false;

	for (size_t i = 0; i < d->n_agreement; i++) {
		const struct hj_agreement *a = &d->agreement[i];

		if (a->state != HJ_AS_EFFECTIVE)
			continue;
		any = true;
		for (size_t k = 0; k < a->n_term; k++)
			if (a->term[k].state != HJ_TS_PERFORMED &&
			    a->term[k].state != HJ_TS_CARRIED)
				return false;
	}
	return any;
}

/* The channel of another forum that has the matter; 0: none. */
static int
other_forum(const struct hj_dispute *d, const struct hj_procedure *own)
{
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];

		if (p != own && hj_procedure_live(p) &&
		    p->channel != HJ_CH_PEOPLE && p->channel != HJ_CH_REPORT)
			return p->channel;
	}
	return 0;
}

bool
hj_fact_is_judged(const struct hj_rule_fact *f)
{
	return f->table == NULL &&
	       (f->from == 0 || f->from == HJ_FF_PARTY_KIND ||
		   f->from == HJ_FF_CROSSES_COUNTY ||
		   f->from == HJ_FF_SATISFACTION);
}

/* What the state tells; false: nothing is told of this fact. */
static bool
told(const struct hj_dispute *d, const struct hj_rule_fact *f,
    struct hj_told_fact *k)
{
	const struct hj_procedure *p = about(d);
	int channel;

	k->known = true;
	switch (f->from) {
	case HJ_FF_PEOPLE:
		k->known = people(d, &k->n);
		return true;
	case HJ_FF_AMOUNT:
		k->n = d->claim != HJ_NONE ? d->claim : d->disputed;
		k->known = k->n != HJ_NONE;
		return true;
	case HJ_FF_MINOR:
		k->n = some_minor(d);
		return true;
	case HJ_FF_CONSENT:
		k->n = p != NULL && hj_all_agree(d, p);
		return true;
	case HJ_FF_DANGER:
		k->n = d->danger;
		return true;
	case HJ_FF_OTHER_FORUM:
		channel = other_forum(d, p);
		k->known = channel != 0;
		k->word = hj_word_name(&hj_channel_words, channel);
		return true;
	case HJ_FF_PERFORMED:
		k->n = performed(d);
		return true;
	default:
		return false;
	}
}

static bool
said(const struct hj_dispute *d, const struct hj_rule_set *set,
    const struct hj_rule_fact *f, struct hj_told_fact *k)
{
	for (size_t i = 0; i < d->n_judged; i++) {
		const struct hj_judged *j = &d->judged[i];

		if (strcmp(j->set, set->id) != 0 ||
		    strcmp(j->fact, f->name) != 0)
			continue;
		k->known = j->known;
		k->n = j->n;
		k->word = j->word;
		return true;
	}
	return false;
}

static void
take_facts(const struct hj_turn *t, struct hj_resumed *s)
{
	struct hj_told_fact *list = NULL;

	for (size_t i = 0; i < s->set->n_facts; i++) {
		const struct hj_rule_fact *f = &s->set->facts[i];
		struct hj_told_fact k = { .fact = f->name };

		if (hj_fact_is_judged(f) ? said(t->d, s->set, f, &k)
					 : told(t->d, f, &k))
			*HJ_PUSH(t->a, list, s->n_known) = k;
	}
	s->known = list;
}

/* Is a hand-up of the ladder on its way? */
static bool
offered(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].step > d->ladder->step &&
		    d->referral[i].state == HJ_RS_OFFERED)
			return true;
	return false;
}

static bool
reported_up(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].kind == HJ_RK_ESCALATE &&
		    d->referral[i].state == HJ_RS_ACCEPTED)
			return true;
	return false;
}

static void
take_ladder(const struct hj_turn *t, struct hj_resumed *s)
{
	const struct hj_dispute *d = t->d;
	const struct hj_ladder *l = d->ladder;
	const struct hj_clock *c = hj_step_clock(d);

	s->climbs = true;
	s->beside = l->beside;
	s->step = l->step;
	s->entered = hj_legal_day_first((struct hj_date){ l->entered_on });
	s->attempts = l->attempts;
	s->round = l->round;
	s->round_from = l->round_from;
	s->time_over = c != NULL && !hj_clock_open(c);
	s->over = l->done;
	s->offered = offered(d);
	s->reported_up = reported_up(d);
	s->used = l->used;
	s->n_used = l->n_used;
	for (size_t i = 0; i < d->n_procedure; i++)
		if (hj_channel_mediates(d->procedure[i].channel))
			s->attempts_all += d->procedure[i].attempts;
}

/* Does something follow of facts, of events, or of a limit's expiry? */
static bool
reads(const struct hj_rule_set *set)
{
	for (size_t i = 0; i < set->n_clocks; i++)
		if (set->clocks[i].n_then > 0)
			return true;
	return set->n_facts > 0 || set->n_tasks > 0;
}

/* Has the set anything that follows by itself, or by its ladder? */
static bool
follows(const struct hj_turn *t, const struct hj_rule_set *set)
{
	return set != NULL &&
	       (reads(set) || (t->d->ladder != NULL &&
				  strcmp(t->d->ladder->set, set->id) == 0));
}

static void
settings_of(const struct hj_turn *t, const char **setting)
{
	const struct hj_procedure *p = about(t->d);
	const struct hj_org *org =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);

	setting[HJ_SE_CATEGORY] = t->d->category_moj;
	if (t->d->source != 0)
		setting[HJ_SE_SOURCE] =
		    hj_word_name(&hj_source_words, t->d->source);
	if (org != NULL)
		setting[HJ_SE_KIND] = org->kind->name;
	if (p == NULL)
		return;
	setting[HJ_SE_CHANNEL] = hj_word_name(&hj_channel_words, p->channel);
	if (p->trial != 0)
		setting[HJ_SE_TRIAL] = hj_word_name(&hj_trial_words, p->trial);
}

struct hj_ruled
hj_ruled_now(const struct hj_turn *t)
{
	return hj_ruled_at(t, hj_turn_moment(t));
}

struct hj_ruled
hj_ruled_at(const struct hj_turn *t, int64_t at)
{
	struct hj_ruled m = { NULL, HJ_NO_STRAND };
	const char *setting[HJ_SE__MAX] = { NULL };
	struct hj_resumed *stand = NULL;
	struct hj_resuming from = { .setting = setting,
		.calendar = t->world->calendar,
		.directory = t->world->directory,
		.now = at };
	size_t n = 0;

	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);
		struct hj_resumed *s;

		if (!follows(t, set))
			continue;
		s = HJ_PUSH(t->a, stand, n);
		*s = (struct hj_resumed){ .set = set };
		take_facts(t, s);
		if (t->d->ladder != NULL &&
		    strcmp(t->d->ladder->set, set->id) == 0) {
			take_ladder(t, s);
			m.ladder = n - 1;
		}
	}
	if (n == 0)
		return m;
	settings_of(t, setting);
	from.stand = stand;
	from.n_stand = n;
	from.past = hj_rule_past_told(t, &from.n_past);
	m.course = hj_resume(t->a, &from);
	return m;
}

bool
hj_ruled_reads(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (set != NULL && reads(set))
			return true;
	}
	return false;
}

size_t
hj_ruled_strand(const struct hj_turn *t, const struct hj_rule_set *set)
{
	size_t n = 0;

	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *kept =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (!follows(t, kept))
			continue;
		if (kept == set)
			return n;
		n++;
	}
	return HJ_NO_STRAND;
}

bool
hj_ruled_holds(const struct hj_turn *t, const struct hj_rule_set *set,
    const struct hj_rule_test *when, size_t n)
{
	size_t i = n == 0 ? HJ_NO_STRAND : hj_ruled_strand(t, set);

	return n == 0 ||
	       (i != HJ_NO_STRAND &&
		   hj_resumed_holds(hj_ruled_now(t).course, i, when, n));
}

const struct hj_rule_row *
hj_ruled_row(
    const struct hj_turn *t, const struct hj_rule_set *set, const char *table)
{
	size_t i = table == NULL ? HJ_NO_STRAND : hj_ruled_strand(t, set);

	return i == HJ_NO_STRAND
		   ? NULL
		   : hj_resumed_row(hj_ruled_now(t).course, i, table);
}
