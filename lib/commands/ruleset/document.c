/* The document of a rule set on its way: read, held against the world, told. */
#include "lib/commands/ruleset/ruleset.h"

#include "lib/commands/guard.h"
#include "lib/dispute/codec.h"

#include <string.h>

#define COUNTY_LEVEL 3 /* of kinds of bodies; below it stand townships */

bool
hj_ruleset_body_acts(struct hj_turn *t)
{
	const struct hj_ruleset *s = t->state;
	const struct hj_org *org = hj_turn_org(t);

	if (org != NULL && org->kind->level <= COUNTY_LEVEL &&
	    (s->head == NULL || strcmp(s->head->county, org->county) == 0))
		return true;
	hj_refuse(t, HJ_NO_RIGHT, NULL);
	return false;
}

struct hj_rule_set *
hj_ruleset_read(struct hj_arena *a, const char *document, const char *id)
{
	struct hj_rule_set *set = HJ_NEW(a, struct hj_rule_set);
	struct hj_error err;

	if (hj_bind(a, &hj_rule_set_fields, HJ_FORM_STORED, set, document,
		strlen(document), &err) != HJ_OK)
		return NULL;
	set->id = id;
	return set;
}

static void
refuse_faults(struct hj_turn *t, struct hj_rule_faults faults)
{
	if (t->refused == HJ_NO)
		t->refused_faults = faults;
	hj_refuse(t, HJ_NO_RULE_FAULTS, NULL);
}

struct hj_ruleset_drafted *
hj_ruleset_drafted_new(struct hj_turn *t, const struct hj_rule_set *set)
{
	struct hj_ruleset_drafted *b = HJ_NEW(t->a, struct hj_ruleset_drafted);
	struct hj_rule_faults faults;
	struct hj_buf text;

	if (set->on_by_default) {
		hj_refuse(t, HJ_NO_LAW_COPIED, NULL);
		return NULL;
	}
	hj_buf_init(&text, HJ_RULESET_MOST);
	hj_rule_set_emit(&text, set);
	if (text.failed) {
		hj_buf_release(&text);
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return NULL;
	}
	b->digest = t->world->digest(t->a, text.p, text.n);
	b->document = hj_buf_keep(t->a, &text);
	/* Of a document whose form is right only its meaning is told here. */
	faults = hj_rule_check(t->a, b->document, strlen(b->document), NULL);
	if (faults.n == 0 || faults.item[0].kind != HJ_RF_SHAPE)
		return b;
	refuse_faults(t, faults);
	return NULL;
}

struct hj_rule_known
hj_ruleset_known(const struct hj_world *world)
{
	return (struct hj_rule_known){
		.bodies = world->directory,
		.law = world->rules,
		.categories = world->categories,
		.n_categories = world->n_categories,
		.guard = hj_guard_known,
	};
}

void
hj_ruleset_must_hold(struct hj_turn *t, const struct hj_rule_set *set)
{
	const struct hj_rule_known known = hj_ruleset_known(t->world);
	struct hj_rule_faults faults = hj_rule_set_check(t->a, set, &known);

	if (faults.n > 0)
		refuse_faults(t, faults);
}

struct hj_certificate *
hj_ruleset_certificate(struct hj_arena *a, const struct hj_world *world,
    const struct hj_rule_set *set)
{
	const struct hj_cert_ground ground = {
		.bodies = world->directory,
		.law = world->rules,
		.calendar = world->calendar,
		.year = hj_cert_year(world->calendar),
	};
	struct hj_certificate *c = HJ_NEW(a, struct hj_certificate);

	hj_rule_certify(a, set, &ground, c);
	return c;
}

struct hj_rule_page
hj_ruleset_page(struct hj_arena *a, const struct hj_ruleset *s)
{
	const struct hj_rule_set *from = NULL;

	if (s->head->base != NULL)
		from = hj_ruleset_read(a, s->head->base, s->head->origin);
	return hj_rule_differ(
	    a, from, hj_ruleset_read(a, s->document, s->digest));
}

/* What is signed. */
struct signed_page {
	struct hj_ruleset_impact *impact;
	struct hj_rule_page *page;
};
/* clang-format off */
static const struct hj_field signed_rows[] = {
	HJ_OBJECT(signed_page, impact, 0, &hj_ruleset_impact_fields, NULL),
	HJ_OBJECT(signed_page, page, HJ_REQUIRED, &hj_rule_page_fields, NULL),
};
/* clang-format on */
static const struct hj_fields signed_fields =
    HJ_FIELDS(signed_page, signed_rows);

const char *
hj_ruleset_page_digest(struct hj_arena *a, const struct hj_world *world,
    struct hj_rule_page *page, struct hj_ruleset_impact *impact)
{
	const struct signed_page all = { .impact = impact, .page = page };

	return hj_ruleset_digest(a, world, &signed_fields, &all);
}

struct hj_ruleset_impact *
hj_ruleset_impact_of(struct hj_arena *a, const struct hj_replay_summary *sum)
{
	struct hj_ruleset_impact *i = HJ_NEW(a, struct hj_ruleset_impact);

	*i = (struct hj_ruleset_impact){
		.set = sum->candidate_id,
		.digest = sum->digest,
		.disputes = sum->disputes,
		.played = sum->same + sum->differs,
		.differences = sum->differs,
		.not_playable = sum->no_set + sum->too_much,
		.running = sum->running,
		.until = sum->until,
		.by_rule = sum->by_rule,
		.n_by_rule = sum->n_by_rule,
	};
	if (i->n_by_rule > HJ_RULESET_BY_RULE_MOST)
		i->n_by_rule = HJ_RULESET_BY_RULE_MOST;
	return i;
}

const char *
hj_ruleset_instead(const struct hj_ruleset *s, const struct hj_rule_set *set)
{
	return set->n_ladder > 0 ? NULL : s->head->instead;
}

const char *
hj_ruleset_digest(struct hj_arena *a, const struct hj_world *world,
    const struct hj_fields *fields, const void *value)
{
	struct hj_buf b;
	const char *digest;

	hj_buf_init(&b, HJ_STATE_MOST);
	hj_emit(&b, fields, value);
	digest = world->digest(a, b.p, b.n);
	hj_buf_release(&b);
	return digest;
}

struct hj_ruleset_moved *
hj_ruleset_moved_new(struct hj_turn *t)
{
	struct hj_ruleset_moved *b = HJ_NEW(t->a, struct hj_ruleset_moved);

	b->digest = ((const struct hj_ruleset *)t->state)->digest;
	return b;
}
