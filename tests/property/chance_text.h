/*
 * What a random command says in texts: words without sense, or the name of
 * something that there is, by the name of its member.
 */
#ifndef HJ_TESTS_PROPERTY_CHANCE_TEXT_H
#define HJ_TESTS_PROPERTY_CHANCE_TEXT_H

#include "lib/commands/ruleset/ruleset.h"
#include "tests/property/chance.h"
#include "tests/property/chance_id.h"
#include "tests/property/chance_rule.h"

static void
make_words(struct making *m, size_t most)
{
	static const char *const words[] = { "还款", "a", "山林地界",
		"\"quoted\" \\ and\ttab", "one\ntwo", "😀𠮷", "e\xcc\x81",
		"乙方于三月内付清" };
	struct hj_buf text;
	size_t n = most < 20 ? 1 : (size_t)between(1, 3);

	hj_buf_init(&text, 4096);
	for (size_t i = 0; i < n; i++)
		hj_buf_puts(&text, most < 20 ? "甲" : words[between(0, 7)]);
	hj_emit_text(m->b, hj_buf_text(&text));
	hj_buf_release(&text);
}

static const char *
some_matter(struct making *m)
{
	static const char *const matters[] = { "demolition", "welfare",
		"criminal_judgment", "pollution", "labour_dispute",
		"suggestion" };

	return percent(m->wild) ? "nothing" : matters[between(0, 5)];
}

static const char *
some_county(struct making *m)
{
	static const char *const counties[] = { "999901", "999902", "110101" };

	return counties[m->item >= 0 ? m->item % 3 : between(0, 2)];
}

static const char *
some_kind(struct making *m)
{
	(void)m;
	return fixture_kind[between(0, PLACES - 1)];
}

/* A rule set that ships, with a ladder or without. */
static const char *
some_set(const struct making *m, bool ladder)
{
	const struct hj_rules *rules = &m->f->rules;
	int64_t first = between(0, (int64_t)rules->n - 1);

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set =
		    &rules->set[((size_t)first + i) % rules->n];

		if ((set->n_ladder > 0) == ladder)
			return set->name;
	}
	return "";
}

static const char *
some_ladder(struct making *m)
{
	return some_set(m, true);
}

/* The ladder that the county has by now, or any. */
static const char *
some_newer(struct making *m)
{
	const char *ladder = m->f->county.ladder;

	return ladder != NULL && percent(90) ? ladder
					     : some_set(m, percent(70));
}

static const char *
some_rules(struct making *m)
{
	return some_set(m, false);
}

/* 64 hex digits, of which the first 16 are by chance. */
static const char *
some_digest(struct making *m)
{
	snprintf(m->text, sizeof(m->text), "%016llx%048d",
	    (unsigned long long)chance(), 0);
	return m->text;
}

static const char *
some_source(struct making *m)
{
	return some_set(m, percent(70));
}

/* A rule set that was written elsewhere. */
static const char *
some_document(struct making *m)
{
	return percent(m->wild)
		   ? "{\"name\":\"own\"}"
		   : "{\"area\":\"999901\",\"certainty\":\"K\",\"name\":"
		     "\"own\",\"source\":\"县\","
		     "\"title_en\":\"own\",\"title_zh\":\"本县\","
		     "\"valid_from\":\"2026-01-01\"}";
}

/* A place in a rule set that can be changed. */
static const char *
some_spot(struct making *m)
{
	static const char *const all[] = { "/reading", "/outlets", "/outlets/0",
		"/title_en", "/ladder/0/attempts" };

	(void)m;
	return all[between(0, 4)];
}

/* The id of the document as it is. */
static const char *
some_draft(struct making *m)
{
	const struct hj_ruleset *s = m->state;

	return s->digest == NULL || percent(m->wild) ? some_digest(m)
						     : s->digest;
}

static const char *
some_place(struct making *m)
{
	(void)m;
	return "999901001001";
}

/* The set with a sheet for reviewing files, and an item of that sheet. */
static const char *
some_sheet(struct making *m)
{
	return hj_rule_set_named(&m->f->rules, "file-review-people")->id;
}

static const char *
some_item(struct making *m)
{
	const struct hj_rule_review *sheet =
	    hj_rule_set_find(&m->f->rules, some_sheet(m))->review;

	return sheet->items[between(0, (int64_t)sheet->n_items - 1)].name;
}

/* What an amendment may name of every entry. */
static const char *
some_member(struct making *m)
{
	(void)m;
	return "occurred_on";
}

static const char *
some_condition(struct making *m)
{
	return condition(m->item);
}

static void
make_text(struct making *m, const struct hj_field *f, const struct hj_field *of)
{
	static const struct {
		const char *name;
		const char *(*make)(struct making *m);
	} texts[] = { { "on_behalf", some_person }, { "recorder", some_person },
		{ "matter", some_matter }, { "place", some_place },
		{ "second_place", some_place }, { "seed", some_digest },
		{ "digest", some_digest }, { "county", some_county },
		{ "counties", some_county }, { "areas", some_county },
		{ "ladder", some_ladder }, { "sets", some_rules },
		{ "group", some_group }, { "sheet", some_sheet },
		{ "item", some_item }, { "retention", some_class },
		{ "source", some_source }, { "document", some_document },
		{ "at", some_spot }, { "set", some_draft },
		{ "fields", some_member }, { "checklist", some_condition },
		{ "retention", some_retention }, { "fact", some_fact },
		{ "duty", some_duty }, { "rules", some_fact_set },
		{ "value", some_value }, { "rule_set", some_newer } };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (named(of, texts[i].name)) {
			hj_emit_text(m->b, texts[i].make(m));
			return;
		}
	if (named(f, "kind"))
		hj_emit_text(m->b, some_kind(m));
	else
		make_words(m, (size_t)f->most);
}

#endif
