/* A rule set as the rules desk shows it; see rule_view.h. */
#include "server/rule_view.h"

#include "lib/commands/ruleset/ruleset.h"
#include "lib/rules/chart.h"
#include "server/http/detail.h"

void
hj_rule_sentences_put(struct hj_out *j, const char *key, struct hj_arena *a,
    const struct hj_rule_set *set, const struct hj_directory *dir,
    enum hj_lang lang)
{
	struct hj_rule_sentences all = hj_rule_sentences(a, set, dir, lang);

	hj_out_key(j, key);
	hj_out_open_array(j);
	for (size_t i = 0; i < all.n; i++) {
		const struct hj_rule_sentence *s = &all.item[i];

		hj_out_open(j);
		hj_out_put_str(j, "at", s->at);
		hj_out_put_str(j, "text", s->text);
		hj_out_put_some(j, "article", s->article);
		hj_out_put_str(j, "certainty",
		    hj_word_name(&hj_certainty_words, s->certainty));
		hj_out_put_str(
		    j, "label", hj_rule_certainty_label(s->certainty, lang));
		hj_out_close(j);
	}
	hj_out_close(j);
}

void
hj_rule_faults_put(
    struct hj_out *j, const struct hj_rule_faults *faults, enum hj_lang lang)
{
	bool zh = lang == HJ_LANG_ZH;

	hj_out_open_array(j);
	for (size_t i = 0; i < faults->n; i++) {
		const struct hj_rule_fault *f = &faults->item[i];
		const struct hj_word *w = &hj_rule_fault_words.word[f->kind];
		const char *what = f->what;

		if (zh && f->kind == HJ_RF_SHAPE && hj_detail_zh(what) != NULL)
			what = hj_detail_zh(what);
		hj_out_open(j);
		hj_out_put_str(j, "at", f->at);
		hj_out_put_str(j, "kind", w->name);
		hj_out_put_str(j, "text", zh ? w->zh : w->en);
		hj_out_put_some(j, "what", what);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static void
put_node(struct hj_out *j, const struct hj_chart_node *n)
{
	hj_out_open(j);
	hj_out_put_str(j, "kind", hj_word_name(&hj_chart_kind_words, n->kind));
	hj_out_put_str(j, "label", n->label);
	hj_out_put_some(j, "more", n->more);
	hj_out_put_some(j, "at", n->at);
	hj_out_close(j);
}

static void
put_edge(struct hj_out *j, const struct hj_chart_edge *e)
{
	hj_out_open(j);
	hj_out_put_int(j, "from", (int64_t)e->from);
	hj_out_put_int(j, "to", (int64_t)e->to);
	hj_out_put_str(j, "on", e->on);
	hj_out_put_str(j, "label", e->label);
	hj_out_put_str(j, "text", e->text);
	hj_out_put_some(j, "at", e->at);
	if (e->conditional)
		hj_out_put_bool(j, "conditional", true);
	if (e->times > 0)
		hj_out_put_int(j, "times", e->times);
	hj_out_close(j);
}

static void
put_charts(struct hj_out *j, struct hj_arena *a, const struct hj_directory *dir,
    const struct hj_rule_set *set, enum hj_lang lang)
{
	hj_out_key(j, "charts");
	hj_out_open_array(j);
	for (size_t i = 0; i <= set->n_ladders; i++) {
		struct hj_chart c;

		if (!hj_rule_chart(&c, a, set, i, dir, lang))
			continue;
		hj_out_open(j);
		hj_out_put_str(j, "at", c.at);
		hj_out_put_some(j, "label", c.label);
		hj_out_put_some(j, "more", c.more);
		hj_out_key(j, "nodes");
		hj_out_open_array(j);
		for (size_t k = 0; k < c.n_node; k++)
			put_node(j, &c.node[k]);
		hj_out_close(j);
		hj_out_key(j, "edges");
		hj_out_open_array(j);
		for (size_t k = 0; k < c.n_edge; k++)
			put_edge(j, &c.edge[k]);
		hj_out_close(j);
		hj_out_close(j);
	}
	hj_out_close(j);
}

/* What the kinds of bodies are called: {"village_committee": "村…"}. */
static void
put_kinds(struct hj_out *j, const struct hj_directory *dir, enum hj_lang lang)
{
	hj_out_key(j, "kinds");
	hj_out_open(j);
	for (size_t i = 0; i < dir->n_kind; i++)
		hj_out_put_str(j, dir->kind[i].name,
		    lang == HJ_LANG_ZH ? dir->kind[i].zh : dir->kind[i].en);
	hj_out_close(j);
}

static void
put_document(struct hj_out *j, const struct hj_rule_set *set)
{
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_SET_MOST);
	hj_rule_set_emit(&b, set);
	hj_out_key(j, "set");
	hj_out_raw(j, b.p, b.n);
	hj_buf_release(&b);
}

void
hj_rule_view_put(struct hj_out *j, struct hj_arena *a,
    const struct hj_world *world, const struct hj_rule_set *set,
    const struct hj_rule_faults *faults, enum hj_lang lang)
{
	const struct hj_directory *dir = world->directory;

	hj_out_open(j);
	hj_out_key(j, "faults");
	hj_rule_faults_put(j, faults, lang);
	if (set != NULL) {
		hj_out_put_some(j, "id", set->id);
		hj_out_put_str(j, "label",
		    hj_rule_certainty_label(hj_rule_set_certainty(set), lang));
		put_kinds(j, dir, lang);
		put_document(j, set);
		hj_rule_sentences_put(j, "sentences", a, set, dir, lang);
		put_charts(j, a, dir, set, lang);
	}
	hj_out_close(j);
}
