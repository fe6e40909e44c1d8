/*
 * GET /api/v1/notice-kinds: the table of notices, as lib/dispute/notice.h has
 * it; public to whoever is signed in.
 */
#include "server/http/json_out.h"
#include "server/service.h"

#include "lib/dispute/notice.h"

#include <string.h>

#define ANSWER_MOST ((size_t)256 * 1024)

static void
put_words(struct hj_out *j, const char *name, const struct hj_words *words,
    unsigned mask)
{
	hj_out_key(j, name);
	hj_out_open_array(j);
	for (size_t i = 1; i < words->n; i++)
		if (mask & 1u << i)
			hj_out_str(j, words->word[i].name);
	hj_out_close(j);
}

/* From its receipt on, how many days one has to ask for what comes next. */
static void
put_days(struct hj_out *j, const struct hj_rules *rules, int kind)
{
	for (size_t i = rules->n; i-- > 0;)
		for (size_t k = 0; k < rules->set[i].n_clocks; k++) {
			const struct hj_rule_clock *c =
			    &rules->set[i].clocks[k];

			if (rules->set[i].on_by_default && c->notice == kind &&
			    c->unit == HJ_UNIT_DAYS) {
				hj_out_put_int(j, "days_to_ask", c->length);
				return;
			}
		}
}

/* What it has to say, all versions. */
static void
put_texts(struct hj_out *j, int kind)
{
	size_t n;
	const struct hj_notice_text *text = hj_notice_texts(&n);

	hj_out_key(j, "rights");
	hj_out_open_array(j);
	for (size_t i = 0; i < n; i++) {
		if (text[i].kind != kind)
			continue;
		hj_out_open(j);
		hj_out_put_int(j, "version", text[i].version);
		hj_out_put_day(j, "from", text[i].from);
		hj_out_put_some(j, "article", text[i].article);
		if (text[i].within != ~0u)
			put_words(j, "article_holds_in", &hj_channel_words,
			    text[i].within);
		hj_out_put_str(j, "certainty",
		    hj_word_name(&hj_certainty_words, text[i].certainty));
		hj_out_put_str(j, "zh", text[i].zh);
		hj_out_put_str(j, "en", text[i].en);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static void
put_kind(struct hj_out *j, struct hj_arena *a, const struct hj_rules *rules,
    int kind)
{
	const struct hj_notice_kind_row *row = hj_notice_kind_row(kind);
	const struct hj_word *word = &hj_notice_kind_words.word[kind];
	const char *bar = strchr(row->when, '|');

	hj_out_open(j);
	hj_out_put_str(j, "kind", word->name);
	hj_out_put_str(j, "zh", word->zh);
	hj_out_put_str(j, "en", word->en);
	hj_out_put_str(j, "to", hj_word_name(&hj_notice_to_words, row->to));
	hj_out_put_str(
	    j, "when_zh", hj_strndup(a, row->when, (size_t)(bar - row->when)));
	hj_out_put_str(j, "when_en", bar + 1);
	put_words(j, "channels", &hj_channel_words, row->channels);
	put_words(j, "means", &hj_means_words, row->means);
	hj_out_put_bool(j, "closing_waits", row->waits);
	put_days(j, rules, kind);
	put_texts(j, kind);
	hj_out_close(j);
}

void
hj_notice_kinds_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open_list(&j);
	for (size_t kind = 1; kind < hj_notice_kind_words.n; kind++)
		put_kind(&j, req->arena, &w->rules, (int)kind);
	hj_out_close(&j);
	hj_out_close(&j);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_world_drop(w);
}
