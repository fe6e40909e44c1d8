/* Certificates for people: as text, and as an answer in JSON; see rules.h. */
#include "server/rules.h"

#include "lib/rules/graph.h"

#include <string.h>

#define LINE_MOST ((size_t)4096)

/* Whose certificate is said, and in which language. */
struct saying {
	const struct hj_certificate *c;
	const struct hj_rule_set *set;
	bool zh;
};

static const char *
label(const struct saying *s, const struct hj_words *words, int value)
{
	return s->zh ? words->word[value].zh : words->word[value].en;
}

static const char *
step_label(const struct saying *s, int64_t ladder, int64_t step)
{
	const struct hj_rule_step *list =
	    ladder == 0 ? s->set->ladder : s->set->ladders[ladder - 1].steps;

	return s->zh ? list[step - 1].zh : list[step - 1].en;
}

static void
say_state(struct hj_buf *b, const struct saying *s, int64_t ladder,
    int64_t step, int phase)
{
	hj_buf_puts(b, step_label(s, ladder, step));
	hj_buf_puts(b, s->zh ? "（" : " (");
	hj_buf_puts(b, label(s, &hj_graph_phase_words, phase));
	hj_buf_puts(b, s->zh ? "）" : ")");
}

static void
say_wait(struct hj_buf *b, const struct saying *s, size_t i)
{
	const struct hj_cert_wait *w = &s->c->waits[i];

	say_state(b, s, w->ladder, w->step, w->phase);
	hj_buf_puts(b, s->zh ? "：" : ": ");
	hj_buf_puts(b, label(s, &hj_cert_bound_words, w->by));
	if (w->unit != 0) {
		hj_buf_puts(b, s->zh ? "，" : ", ");
		if (w->length > 0) {
			hj_buf_int(b, w->length);
			hj_buf_puts(b, s->zh ? "" : " ");
		}
		hj_buf_puts(b, label(s, &hj_unit_words, w->unit));
		hj_buf_puts(b, !s->zh && w->length > 1 ? "s" : "");
	}
	if (w->rule != NULL) {
		hj_buf_puts(b, s->zh ? "，" : ", ");
		hj_buf_puts(b, w->rule);
		hj_buf_putc(b, ' ');
		hj_buf_puts(b, w->article);
	}
}

static const char *
event_label(const struct saying *s, const char *on)
{
	static const struct {
		const char *name, *zh, *en;
	} others[] = {
		{ "accepted", "接收", "accepted" },
		{ "acts", "当事人提出请求", "the party acts" },
		{ "expires", "逾期未请求", "the party lets it pass" },
	};
	int word = hj_word_find(&hj_exit_on_words, on, strlen(on));

	if (word != 0)
		return label(s, &hj_exit_on_words, word);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(others[i].name, on) == 0)
			return s->zh ? others[i].zh : others[i].en;
	return on;
}

static void
say_hop(struct hj_buf *b, const struct saying *s, const struct hj_cert_hop *hop)
{
	if (hop->day != 0) {
		hj_date_format(b, (struct hj_date){ hop->day });
		hj_buf_putc(b, ' ');
	}
	if (hop->step == 0)
		hj_buf_puts(b, s->zh ? "终点" : "the end");
	else
		say_state(b, s, hop->ladder, hop->step, hop->phase);
	if (hop->on != NULL) {
		hj_buf_puts(b, s->zh ? " → " : " -> ");
		hj_buf_puts(b, event_label(s, hop->on));
	}
}

/* How the end is reached last; of a rejection, what goes wrong. */
static void
say_path(struct hj_buf *b, const struct saying *s, size_t i)
{
	const struct hj_cert_worst *w = s->c->worst;

	say_hop(b, s,
	    s->c->grade == HJ_CG_REJECTED ? &s->c->trace[i] : &w->path[i]);
}

static size_t
n_path(const struct saying *s)
{
	if (s->c->grade == HJ_CG_REJECTED)
		return s->c->n_trace;
	return s->c->worst == NULL ? 0 : s->c->worst->n_path;
}

static void
say_assumed(struct hj_buf *b, const struct saying *s, size_t i)
{
	const struct hj_cert_assumed *it = &s->c->assumed[i];

	hj_buf_puts(b, step_label(s, it->ladder, it->step));
	hj_buf_puts(b, s->zh ? "：" : ": ");
	hj_buf_puts(b, label(s, &hj_cert_assumption_words, it->what));
	if (it->rule != NULL) {
		hj_buf_puts(b, s->zh ? "：" : ": ");
		hj_buf_puts(b, it->rule);
	}
}

/* "Latest end: 84 days", or why it is rejected. */
static void
say_latest(struct hj_buf *b, const struct saying *s)
{
	const struct hj_cert_worst *w = s->c->worst;
	bool zh = s->zh;

	if (s->c->grade == HJ_CG_REJECTED) {
		hj_buf_puts(b, label(s, &hj_cert_reason_words, s->c->reason));
		return;
	}
	if (w == NULL)
		return;
	if (s->c->grade == HJ_CG_OPEN)
		hj_buf_puts(
		    b, zh ? "最迟何时到达不能确定；有期限的等待合计最多 "
			  : "The latest end is not known; waits that "
			    "have a limit take at most ");
	else
		hj_buf_puts(b, zh ? "最迟到达：" : "Latest end: ");
	hj_buf_int(b, w->days);
	hj_buf_puts(b, zh ? " 天" : " days");
	hj_buf_puts(
	    b, w->provisional ? (zh ? "（暂定）" : " (provisional)") : "");
}

/* ---- as text ---- */

typedef void say_fn(struct hj_buf *b, const struct saying *s, size_t i);

static void
put_lines(struct hj_buf *b, const struct saying *s, say_fn *say, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		hj_buf_puts(b, "  ");
		say(b, s, i);
		hj_buf_putc(b, '\n');
	}
}

void
hj_certificate_text(struct hj_buf *b, const struct hj_certificate *c,
    const struct hj_rule_set *set, enum hj_lang lang)
{
	const struct saying s = { c, set, lang == HJ_LANG_ZH };
	bool rejected = c->grade == HJ_CG_REJECTED;

	hj_buf_puts(b, s.zh ? set->title_zh : set->title_en);
	hj_buf_puts(b, s.zh ? "：" : ": ");
	hj_buf_puts(b, label(&s, &hj_cert_grade_words, c->grade));
	hj_buf_putc(b, '\n');
	if (!rejected && c->n_waits > 0)
		hj_buf_puts(b,
		    s.zh ? "每处等待由何限定：\n" : "What bounds each wait:\n");
	put_lines(b, &s, say_wait, rejected ? 0 : c->n_waits);
	if (!rejected && c->n_assumed > 0)
		hj_buf_puts(b, s.zh ? "假定：\n" : "Assumed:\n");
	put_lines(b, &s, say_assumed, rejected ? 0 : c->n_assumed);
	if (!rejected && c->worst == NULL)
		return;
	say_latest(b, &s);
	hj_buf_puts(b, rejected ? (s.zh ? "：\n" : ":\n") : "\n");
	put_lines(b, &s, say_path, n_path(&s));
}

/* ---- as an answer ---- */

static void
put_list(struct hj_out *j, const char *key, const struct saying *s, say_fn *say,
    size_t n)
{
	struct hj_buf b;

	hj_buf_init(&b, LINE_MOST);
	hj_out_key(j, key);
	hj_out_open_array(j);
	for (size_t i = 0; i < n; i++) {
		hj_buf_clear(&b);
		say(&b, s, i);
		hj_out_str(j, hj_buf_text(&b));
	}
	hj_out_close(j);
	hj_buf_release(&b);
}

void
hj_certificate_put(struct hj_out *j, const struct hj_certificate *c,
    const struct hj_rule_set *set, enum hj_lang lang)
{
	const struct saying s = { c, set, lang == HJ_LANG_ZH };
	struct hj_buf b;

	hj_buf_init(&b, LINE_MOST);
	hj_out_open(j);
	hj_out_put_str(
	    j, "grade", hj_word_name(&hj_cert_grade_words, c->grade));
	hj_out_put_str(j, "label", label(&s, &hj_cert_grade_words, c->grade));
	hj_out_put_int(j, "year", c->year);
	say_latest(&b, &s);
	hj_out_put_some(j, "latest", hj_buf_text(&b));
	if (c->worst != NULL && c->grade != HJ_CG_REJECTED)
		hj_out_put_int(j, "days", c->worst->days);
	put_list(j, "waits", &s, say_wait, c->n_waits);
	put_list(j, "assumed", &s, say_assumed, c->n_assumed);
	put_list(j, "path", &s, say_path, n_path(&s));
	hj_out_close(j);
	hj_buf_release(&b);
}
