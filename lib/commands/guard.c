/* Guards by name; see guard.h. */
#include "lib/commands/guard.h"

#include <string.h>

/* Those that are no refusal of their own: what a local rule lets a body do, or
 * on what several refusals rest. */
static const char *const more[] = {
	"agreement-stands", /* 生效的协议具有约束力 */
	"danger-domestic", "danger-minor", "danger-reported", /* 报告险情 */
	"oral-agreement",                                     /* 口头协议 */
	"order-ends-early", "order-ends-repeated",
	"order-redone",      /* 回访不满意的重办 */
	"order-supervised",  /* 督办情形 */
	"order-to-superior", /* 提请上级 */
	"petition-end-dup", "petition-end-duty", "petition-end-reported",
	"petition-end-route", "petition-end-settle", "petition-end-suggest",
	"petition-opinion", "petition-recheck", "petition-review",
	"rights-told",       /* 权利义务告知 */
	"sent-back-goes-up", /* 多次退单、拒收的由共同上级接办 */
};

static const char *
county_of(const struct hj_turn *t)
{
	const struct hj_org *org;

	if (t->d != NULL && t->d->county != NULL)
		return t->d->county;
	org = t->actor.org == NULL ? NULL : hj_turn_org(t);
	return org == NULL ? NULL : org->county;
}

/* How much the row says about `p`; -1 if it is about other procedures. */
static int
about(const struct hj_turn *t, const struct hj_rule_guard *g,
    const struct hj_procedure *p)
{
	const struct hj_org *org =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);

	if ((g->within != 0 && (p == NULL || p->channel != g->within)) ||
	    (g->stage != 0 && (p == NULL || p->stage != g->stage)) ||
	    (g->n_kinds > 0 && (org == NULL || !hj_name_in(g->kinds, g->n_kinds,
						   org->kind->name))))
		return -1;
	return (g->within != 0) + (g->stage != 0) + (g->n_kinds > 0);
}

/* Does `a` go before `b`, which may be NULL? */
static bool
goes_before(const struct hj_turn *t, const struct hj_rule_guard *a,
    const struct hj_rule_guard *b, const struct hj_procedure *p)
{
	if (b == NULL || a->certainty != b->certainty)
		return b == NULL || a->certainty < b->certainty;
	return about(t, a, p) > about(t, b, p);
}

const struct hj_rule_guard *
hj_guard_in(
    const struct hj_turn *t, const char *name, const struct hj_procedure *p)
{
	const struct hj_rules *rules = t->world->rules;
	const struct hj_rule_guard *best = NULL;
	const char *county = county_of(t);

	for (size_t i = 0; rules != NULL && i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];

		for (size_t k = 0; k < set->n_guards; k++) {
			const struct hj_rule_guard *g = &set->guards[k];

			if (g->bars == HJ_BAR_NAMED &&
			    strcmp(g->name, name) == 0 && about(t, g, p) >= 0 &&
			    goes_before(t, g, best, p) &&
			    hj_set_in_force(t, set, county))
				best = g;
		}
	}
	return best;
}

const struct hj_rule_guard *
hj_guard(const struct hj_turn *t, const char *name)
{
	return hj_guard_in(t, name, t->p != NULL ? t->p : t->opens);
}

bool
hj_guard_on(const struct hj_turn *t, enum hj_refusal rule)
{
	return hj_guard(t, hj_refusals[rule].type) != NULL;
}

const char *
hj_guard_article_in(
    const struct hj_turn *t, const char *name, const struct hj_procedure *p)
{
	const struct hj_rule_guard *g = hj_guard_in(t, name, p);

	return g == NULL ? NULL : g->article;
}

const char *
hj_guard_article(const struct hj_turn *t, const char *name)
{
	const struct hj_rule_guard *g = hj_guard(t, name);

	return g == NULL ? NULL : g->article;
}

static const struct hj_rule_set *
set_of(const struct hj_rules *rules, const struct hj_rule_guard *g)
{
	for (size_t i = 0; i < rules->n; i++)
		if (rules->set[i].n_guards > 0 && g >= rules->set[i].guards &&
		    g < rules->set[i].guards + rules->set[i].n_guards)
			return &rules->set[i];
	return NULL;
}

struct hj_reason *
hj_guard_because(const struct hj_turn *t, const char *name, int64_t times)
{
	const struct hj_rule_guard *g = hj_guard(t, name);
	const struct hj_rule_set *set =
	    g == NULL ? NULL : set_of(t->world->rules, g);
	struct hj_reason *r;
	struct hj_buf b;
	const char *text;

	if (set == NULL)
		return NULL;
	hj_buf_init(&b, 64);
	hj_buf_int(&b, times);
	text = hj_buf_keep(t->a, &b);
	r = HJ_NEW(t->a, struct hj_reason);
	*r = (struct hj_reason){
		.set = set->id,
		.rule =
		    hj_rule_place(t->a, "/guards", (size_t)(g - set->guards)),
		.zh = g->zh,
		.en = g->en,
		.article = g->article,
		.certainty = g->certainty,
	};
	*HJ_PUSH(t->a, r->facts, r->n_facts) =
	    (struct hj_reason_fact){ "次数", "times", text, text };
	return r;
}

bool
hj_goes_up(const struct hj_turn *t, int64_t times)
{
	const struct hj_rule_guard *g = hj_guard(t, "sent-back-goes-up");

	return g != NULL && times >= g->most;
}

bool
hj_guard_asks(const struct hj_rule_guard *guard, const char *item)
{
	for (size_t i = 0; i < guard->n_items; i++)
		if (strcmp(guard->items[i].name, item) == 0)
			return true;
	return false;
}

bool
hj_guard_known(const char *name)
{
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		if (strcmp(more[i], name) == 0)
			return true;
	for (int i = HJ_NO + 1; i < HJ_NO__MAX; i++)
		if (strcmp(hj_refusals[i].type, name) == 0)
			return true;
	return false;
}

const struct hj_rule_guard *
hj_guard_of_law(const struct hj_rules *rules, enum hj_refusal rule)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_guard *g =
		    hj_rule_guard_find(&rules->set[i], hj_refusals[rule].type);

		if (g != NULL && rules->set[i].on_by_default)
			return g;
	}
	return NULL;
}
