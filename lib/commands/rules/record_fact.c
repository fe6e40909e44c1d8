/*
 * Say what a fact is that the dispute's rule sets look at (认定事实): how grave
 * a matter is, its colour, whether it came up suddenly.
 *
 * Each set says which facts it looks at and which office judges them; those
 * that the dispute tells by itself are not asked.  What follows, follows at
 * once, and with its reason; `unknown` takes it back.  Of a fact that is
 * counted it is said how many there were elsewhere and before; what happens
 * here is counted on.
 */
#include "lib/commands/ruled.h"

#include "lib/commands/command.h"

#include <string.h>

struct record_fact {
	struct hj_frame frame;
	const char *fact;
	const char *value;
	const char *rules; /* name of a set; absent: the first that has it */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(record_fact, fact, HJ_REQUIRED, 40, "事实代号|name of the fact"),
	HJ_TEXT(record_fact, rules, 0, 100, "规则集名称|name of the rule set"),
	HJ_SEALED(record_fact, text, HJ_KEY_TEXT, 2000, "认定依据|what it rests on"),
	HJ_TEXT(record_fact, value, HJ_REQUIRED, 40, "是 yes、否 no、数(钱以分计)、所列用语的代号,或者 unknown|yes, no, a number (money in fen), one of its words, or unknown"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_fact, rows);
/* clang-format on */

/* Facts that may be said, "a, b", for who named another. */
static const char *
list_facts(const struct hj_turn *t)
{
	const char *list = NULL;

	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_facts; k++)
			if (hj_fact_is_judged(&set->facts[k]))
				list = list == NULL
					   ? set->facts[k].name
					   : hj_concat(t->a, list, ", ",
						 set->facts[k].name, NULL);
	}
	return list;
}

/* The fact of that name in a set of the dispute; NULL: there is none. */
static const struct hj_rule_fact *
find(const struct hj_turn *t, const struct record_fact *c,
    const struct hj_rule_set **of)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (set == NULL ||
		    (c->rules != NULL && strcmp(c->rules, set->name) != 0))
			continue;
		*of = set;
		for (size_t k = 0; k < set->n_facts; k++)
			if (strcmp(set->facts[k].name, c->fact) == 0 &&
			    hj_fact_is_judged(&set->facts[k]))
				return &set->facts[k];
	}
	return NULL;
}

static bool
number(const char *text, int64_t *n)
{
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || digits > 15 || text[digits] != '\0')
		return false;
	for (*n = 0; *text != '\0'; text++)
		*n = *n * 10 + (*text - '0');
	return true;
}

/* Is it a word that the fact may be: of its own list, or of the house's? */
static bool
word(const struct hj_rule_fact *f, const char *value)
{
	const struct hj_words *house = hj_fact_from_list(f->from);

	for (size_t i = 0; i < f->n_words; i++)
		if (strcmp(f->words[i].name, value) == 0)
			return true;
	return f->n_words == 0 && house != NULL &&
	       hj_word_find(house, value, strlen(value)) != 0;
}

static bool
read_value(const struct hj_rule_fact *f, const char *value, struct hj_judged *j)
{
	j->known = true;
	if (strcmp(value, "unknown") == 0) {
		j->known = false;
		return true;
	}
	switch (f->type) {
	case HJ_FT_FLAG:
		j->n = strcmp(value, "yes") == 0;
		return j->n != 0 || strcmp(value, "no") == 0;
	case HJ_FT_WORD:
		j->word = value;
		return word(f, value);
	default:
		return number(value, &j->n);
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_fact *c = cmd;
	const struct hj_rule_set *set = NULL;
	const struct hj_rule_fact *f = find(t, c, &set);
	struct hj_fact_judged *b = HJ_NEW(t->a, struct hj_fact_judged);

	if (f == NULL) {
		hj_refuse(t, HJ_NO_FACT, "fact");
		t->refused_do = list_facts(t);
		return;
	}
	b->judged = HJ_NEW(t->a, struct hj_judged);
	b->judged->set = set->id;
	b->judged->fact = f->name;
	b->by = f->by;
	b->text = c->text;
	if (!read_value(f, c->value, b->judged)) {
		hj_refuse(t, HJ_NO_FACT, "value");
		return;
	}
	hj_happens(t, &hj_ev_fact_judged, b);
}

const struct hj_command hj_cmd_record_fact = {
	.name = "record-fact",
	.zh = "认定规则所看的事实",
	.en = "Say what a fact is that the rules look at",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
