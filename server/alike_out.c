/* Disputes that are alike, as JSON; see alike_out.h. */
#include "server/alike_out.h"

#include "lib/commands/links/caution.h"
#include "lib/dispute/link.h"
#include "lib/policy/directory.h"
#include "lib/time/calendar.h"
#include "server/http/json_out.h"

#include <string.h>

/* A word of a list under `key`, and beside it how it is said. */
static void
put_word(
    struct hj_out *j, const char *key, const struct hj_words *words, int value)
{
	hj_out_put_str(j, key, words->word[value].name);
	hj_out_put_str(j, "zh", words->word[value].zh);
	hj_out_put_str(j, "en", words->word[value].en);
}

static void
put_reason(struct hj_out *j, const struct hj_alike_reason *r)
{
	hj_out_open(j);
	put_word(j, "part", &hj_alike_part_words, r->part);
	hj_out_put_int(j, "points", r->points);
	if (r->asked != 0)
		hj_out_put_int(j, "asked", r->asked);
	if (r->party != 0)
		hj_out_put_int(j, "party", r->party);
	if (r->part == HJ_AP_TEXT)
		hj_out_put_int(j, "percent", r->percent);
	hj_out_close(j);
}

static void
put_caution(struct hj_out *j, const struct hj_alike_answer *answer,
    unsigned open, bool final)
{
	struct hj_rests_on basis = { 0 };
	const enum hj_refusal why =
	    hj_caution(answer->rules, answer->channel, open, final, &basis);
	const struct hj_refusal_row *row = &hj_refusals[why];

	if (why == HJ_NO)
		return;
	hj_out_key(j, "caution");
	hj_out_open(j);
	hj_out_put_str(j, "rule", row->type);
	hj_out_put_some(j, "article", basis.article);
	if (basis.certainty != 0)
		hj_out_put_str(j, "certainty",
		    hj_word_name(&hj_certainty_words, basis.certainty));
	hj_out_put_str(j, "zh", row->zh);
	hj_out_put_str(j, "en", row->en);
	hj_out_close(j);
}

static void
put_parties(struct hj_out *j, const struct hj_written *w)
{
	hj_out_key(j, "parties");
	hj_out_open_array(j);
	for (size_t i = 0; i < w->n_party; i++) {
		hj_out_open(j);
		hj_out_put_int(j, "party", w->party[i].no);
		hj_out_put_some(j, "name", w->party[i].name);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static void
put_day(struct hj_out *j, const char *key, int32_t ymd)
{
	struct hj_buf day;

	if (ymd == 0)
		return;
	hj_buf_init(&day, 32);
	hj_date_format(&day, (struct hj_date){ ymd });
	hj_out_put_str(j, key, hj_buf_text(&day));
	hj_buf_release(&day);
}

static void
put_item(struct hj_out *j, const struct hj_alike_item *item,
    const struct hj_alike_answer *answer)
{
	hj_out_open(j);
	hj_out_put_str(j, "id", item->id);
	hj_out_put_str(j, "code", item->code);
	hj_out_put_str(j, "title",
	    item->written.title != NULL ? item->written.title : "(已删除)");
	hj_out_put_bool(j, "closed", item->closed);
	hj_out_put_some(j, "merged_into", item->merged_into);
	put_day(j, "registered_on", item->written.on);
	hj_out_put_some(j, "place", item->written.place);
	hj_out_put_some(j, "category_moj", item->written.category);
	put_parties(j, &item->written);
	hj_out_put_int(j, "score", item->alike.score);
	hj_out_key(j, "suggested");
	hj_out_open(j);
	put_word(j, "kind", &hj_link_kind_words, item->alike.kind);
	hj_out_close(j);
	hj_out_key(j, "reasons");
	hj_out_open_array(j);
	for (size_t i = 0; i < item->alike.n; i++)
		put_reason(j, &item->alike.reason[i]);
	hj_out_close(j);
	/* Another matter of the same people is no matter of this. */
	if (item->alike.kind != HJ_LK_SAME_PARTIES)
		put_caution(j, answer, item->open, item->final);
	hj_out_close(j);
}

static void
put_body(struct hj_out *j, const struct hj_alike_body *body,
    const struct hj_alike_answer *answer)
{
	hj_out_open(j);
	hj_out_put_str(j, "body", body->id);
	hj_out_put_some(j, "name", body->org == NULL ? NULL : body->org->name);
	hj_out_put_str(j, "zh", "本县另有单位在办或者办过类似纠纷");
	hj_out_put_str(
	    j, "en", "another body of the county has or had a similar matter");
	put_caution(j, answer, body->open, body->final);
	hj_out_close(j);
}

/* Does `a` stand before `b`? */
static bool
before(const struct hj_alike_item *a, const struct hj_alike_item *b)
{
	return a->alike.score != b->alike.score
		   ? a->alike.score > b->alike.score
		   : strcmp(a->id, b->id) < 0;
}

static void
sort(struct hj_alike_answer *answer)
{
	for (size_t i = 1; i < answer->n; i++) {
		struct hj_alike_item held = answer->item[i];
		size_t k = i;

		for (; k > 0 && before(&held, &answer->item[k - 1]); k--)
			answer->item[k] = answer->item[k - 1];
		answer->item[k] = held;
	}
	if (answer->n > HJ_ALIKE_SHOWN)
		answer->n = HJ_ALIKE_SHOWN;
	for (size_t i = 1; i < answer->n_body; i++) {
		struct hj_alike_body held = answer->body[i];
		size_t k = i;

		for (; k > 0 && strcmp(held.id, answer->body[k - 1].id) < 0;
		     k--)
			answer->body[k] = answer->body[k - 1];
		answer->body[k] = held;
	}
}

void
hj_alike_write(struct hj_buf *b, struct hj_alike_answer *answer)
{
	struct hj_out j;

	sort(answer);
	hj_out_init(&j, b);
	hj_out_open_list(&j);
	for (size_t i = 0; i < answer->n; i++)
		put_item(&j, &answer->item[i], answer);
	hj_out_close(&j);
	hj_out_key(&j, "elsewhere");
	hj_out_open_array(&j);
	for (size_t i = 0; i < answer->n_body; i++)
		put_body(&j, &answer->body[i], answer);
	hj_out_close(&j);
	hj_out_close(&j);
}
