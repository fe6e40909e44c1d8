/* Why something followed, as it is told in an event; see ruled.h. */
#include "lib/commands/ruled.h"

static const char *
say_value(struct hj_arena *a, const struct hj_input *v, enum hj_lang lang)
{
	struct hj_buf b;

	hj_buf_init(&b, 1024);
	hj_input_say(v, lang, &b);
	return hj_buf_keep(a, &b);
}

static const char *
say_name(struct hj_arena *a, const struct hj_did *did, enum hj_lang lang)
{
	struct hj_buf b;

	hj_buf_init(&b, 4096);
	hj_did_name(did, lang, &b);
	return hj_buf_keep(a, &b);
}

static void
add_facts(struct hj_arena *a, struct hj_reason *r, const struct hj_did *did)
{
	for (size_t i = 0; i < did->n_inputs; i++) {
		const struct hj_input *v = &did->inputs[i];

		*HJ_PUSH(a, r->facts, r->n_facts) = (struct hj_reason_fact){
			.zh = v->fact->zh,
			.en = v->fact->en,
			.value_zh = say_value(a, v, HJ_LANG_ZH),
			.value_en = say_value(a, v, HJ_LANG_EN),
		};
	}
}

void
hj_because_facts(const struct hj_turn *t, struct hj_reason *r,
    const struct hj_rule_set *set, const struct hj_rule_test *when, size_t n,
    const char *table)
{
	struct hj_ruled m;
	struct hj_did did = { 0 };

	if (n == 0 && table == NULL)
		return;
	m = hj_ruled_now(t);
	hj_resumed_look(m.course, set, &did, when, n, table);
	add_facts(t->a, r, &did);
}

struct hj_reason *
hj_because(struct hj_arena *a, const struct hj_did *did)
{
	struct hj_reason *r = HJ_NEW(a, struct hj_reason);

	r->set = did->set->id;
	r->rule = did->rule;
	r->zh = say_name(a, did, HJ_LANG_ZH);
	r->en = say_name(a, did, HJ_LANG_EN);
	r->article = did->article;
	r->certainty = did->certainty;
	add_facts(a, r, did);
	for (size_t i = 0; i < did->n_losers; i++) {
		const struct hj_loser *l = &did->losers[i];

		*HJ_PUSH(a, r->losers, r->n_losers) = (struct hj_reason_loser){
			.set = l->set->name,
			.rule = l->at,
			.zh = l->zh,
			.en = l->en,
			.why_zh = hj_lost_words.word[l->why].zh,
			.why_en = hj_lost_words.word[l->why].en,
		};
	}
	return r;
}
