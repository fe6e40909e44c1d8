/*
 * Extend the term of a procedure (延长期限).
 *
 * The rule of the limit says who may: all parties together (规定75号36;
 * 特邀调解 规定27: F), or the head of the body, up to a cap.  Only a limit that
 * still runs is extended: what fell has fallen.  Where the rule says that the
 * parties are told, with the reason, that is owed until it was done (complete-
 * task), unless it says here on which day they were.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "lib/commands/rule_task.h"

#include <string.h>

struct extend_term {
	struct hj_frame frame;
	struct hj_no *agreed; /* the parties who consent */
	size_t n_agreed;
	int64_t clock;
	int64_t n;
	int32_t notified; /* the parties were told */
	struct hj_sealed reason;
	int unit;      /* enum hj_unit; absent: the limit's own */
	int32_t until; /* instead of n: the new last day */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(extend_term, agreed, 0, &hj_no_fields, 100, "同意延长的当事人|parties who consent"),
	HJ_INT(extend_term, clock, 0, 1, 10000, "期限编号|which limit"),
	HJ_INT(extend_term, n, 0, 1, 3650, "延长多少|how much longer"),
	HJ_DATE(extend_term, notified, 0, "告知当事人的日期|the parties were told on"),
	HJ_SEALED(extend_term, reason, HJ_KEY_TEXT, 1000, "理由|reason"),
	HJ_WORD(extend_term, unit, 0, &hj_unit_words, "单位|unit"),
	HJ_DATE(extend_term, until, 0, "延长至|the new last day"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(extend_term, rows);

static const struct hj_rule_clock *
rule_of(const struct hj_turn *t, const struct hj_clock *c)
{
	return hj_rule_clock_find(
	    hj_rule_set_find(t->world->rules, c->set), c->rule);
}

/* Does it run in this procedure, and does its rule let somebody extend it? */
static bool
extendable(const struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_rule_clock *rule = rule_of(t, c);

	return c->procedure == t->p->no && c->state == HJ_CS_RUNNING &&
	       rule != NULL &&
	       (rule->extends == HJ_EXT_ALL_PARTIES ||
		   rule->extends == HJ_EXT_APPROVAL);
}

/* The limit that is meant: the one named, else the only one there is. */
static const struct hj_clock *
chosen(struct hj_turn *t, const struct extend_term *c)
{
	const struct hj_clock *found = hj_clock_at(t->d, c->clock);
	size_t n = 0;

	if (c->clock != 0) {
		if (!extendable(t, found))
			hj_refuse(t, HJ_NO_EXTENSION, "clock");
		return found;
	}
	for (size_t i = 0; i < t->d->n_clock; i++)
		if (extendable(t, &t->d->clock[i])) {
			found = &t->d->clock[i];
			n++;
		}
	if (n != 1)
		hj_refuse(
		    t, n == 0 ? HJ_NO_EXTENSION : HJ_NO_SUCH_ENTITY, "clock");
	return found;
}

/* Has every party that takes part and has not left consented? */
static bool
all_agreed(const struct hj_turn *t, const struct extend_term *c)
{
	for (size_t i = 0; i < t->d->n_party; i++) {
		const struct hj_party *party = &t->d->party[i];
		bool found = false;

		if (!hj_party_joined(party) ||
		    hj_consent_of(t->p, party->no) == HJ_AN_REFUSES)
			continue;
		for (size_t k = 0; k < c->n_agreed; k++)
			found = found || c->agreed[k].no == party->no;
		if (!found)
			return false;
	}
	return true;
}

/* Who may extend this limit has said so. */
static void
check_who(struct hj_turn *t, const struct extend_term *c,
    const struct hj_rule_clock *rule)
{
	if (rule->extends == HJ_EXT_ALL_PARTIES) {
		if (!all_agreed(t, c))
			hj_refuse(t, HJ_NO_EXTENSION, "agreed");
	} else if ((t->actor.roles & HJ_RO(HEAD)) == 0) {
		hj_refuse(t, HJ_NO_EXTENSION, NULL);
	}
	/* It is this limit's article that says who. */
	if (t->refused == HJ_NO_EXTENSION)
		hj_cite(t, rule->article, rule->certainty);
}

/* How much longer: as said, or the days from the end as counted. */
static bool
measure(struct hj_turn *t, const struct extend_term *c,
    const struct hj_clock *clock, struct hj_extension *e)
{
	const struct hj_derivation *der;

	if ((c->n != 0) == (c->until != 0)) {
		hj_refuse(t, HJ_NO_EXTENSION, c->n != 0 ? "until" : "n");
		return false;
	}
	if (c->n != 0) {
		e->n = c->n;
		e->unit = c->unit != 0 ? c->unit : clock->unit;
		return true;
	}
	der = hj_clock_derive(t, clock);
	if (der == NULL || c->until <= clock->due_on) {
		hj_refuse(
		    t, der == NULL ? HJ_NO_EXTENSION : HJ_NO_ORDER, "until");
		return false;
	}
	e->n = hj_date_days_between(der->raw_end, (struct hj_date){ c->until });
	e->unit = HJ_UNIT_DAYS;
	return true;
}

/*
 * Does `longer` end later than the most that may be added?  Told by the dates,
 * so that an extension in days meets a cap in months.
 */
static bool
above_cap(struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_clock *longer)
{
	struct hj_clock most = *longer;
	struct hj_extension e = longer->extension[longer->n_extension - 1];
	const struct hj_derivation *cap, *asked;

	if (rule->extension_most == 0)
		return false;
	e.n = rule->extension_most;
	e.unit = rule->unit;
	most.extension = &e;
	most.n_extension = 1;
	cap = hj_clock_derive(t, &most);
	asked = hj_clock_derive(t, longer);
	return cap == NULL || asked == NULL || asked->due_at > cap->due_at;
}

/* The rule says that the parties are told: that is owed. */
static void
owe_telling(struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_clock *longer)
{
	struct hj_reason *r = HJ_NEW(t->a, struct hj_reason);

	*r = (struct hj_reason){
		.set = longer->set,
		.rule = rule->name,
		.zh = hj_concat(t->a, "延长须告知当事人 ", rule->zh, NULL),
		.en = hj_concat(t->a,
		    "the parties are told of the extension: ", rule->en, NULL),
		.article = rule->article,
		.certainty = rule->certainty,
	};
	hj_rule_owed_begin(t, HJ_OWED_EXTENSION, r, longer->procedure,
	    &t->event[t->n_event - 1]);
}

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct extend_term *c = cmd;
	const struct hj_clock *clock = hj_clock_at(d, c->clock);

	if (c->clock == 0)
		return 0;
	return clock == NULL ? -1 : clock->procedure;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct extend_term *c = cmd;
	const struct hj_clock *clock = chosen(t, c);
	const struct hj_rule_clock *rule;
	struct hj_extension e = { .notified = { c->notified } };
	struct hj_clock *longer;

	if (t->refused != HJ_NO)
		return;
	rule = rule_of(t, clock);
	check_who(t, c, rule);
	hj_extension_check(t, clock, rule, NULL);
	if (t->refused != HJ_NO || !measure(t, c, clock, &e))
		return;
	e.article = rule->article;
	if (rule->extends == HJ_EXT_ALL_PARTIES) {
		e.by = "各方当事人";
		e.reason = "consent";
	} else {
		e.by = t->actor.person;
		e.reason = "approval";
	}
	longer = HJ_NEW(t->a, struct hj_clock);
	*longer = *clock;
	longer->extension = hj_alloc(
	    t->a, (clock->n_extension + 1) * sizeof(*longer->extension));
	if (clock->n_extension > 0)
		memcpy(longer->extension, clock->extension,
		    clock->n_extension * sizeof(*longer->extension));
	longer->extension[longer->n_extension++] = e;
	if (above_cap(t, rule, longer)) {
		hj_refuse(t, HJ_NO_EXTENSION_CAP, c->n != 0 ? "n" : "until");
		hj_cite(t, rule->article, rule->certainty);
		return;
	}
	hj_clock_recount(t, &hj_ev_clock_extended, longer, c->reason);
	if (t->refused == HJ_NO && rule->extension_told && c->notified == 0)
		owe_telling(t, rule, longer);
}

const struct hj_command hj_cmd_extend_term = {
	.name = "extend-term",
	.zh = "延长期限",
	.en = "Extend the term",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.phases = HJ_PH_LIVE,
	.channels = ~HJ_CH(PETITION), /* extend-handling tells the petitioner */
	.about = about,
	.decide = decide,
};
