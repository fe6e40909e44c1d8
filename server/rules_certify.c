/*
 * `hejie rules certify [YEAR] [json] SET…`: the certificates of rule sets, for
 * people or as JSON, one a line; see lib/rules/certify.h.  YEAR is the one in
 * which matters begin, without it the last that the calendar knows.
 */
#include "server/rules.h"

#include "lib/rules/graph.h"
#include "server/app.h"
#include "server/base/files.h"
#include "server/library.h"

#include <stdio.h>
#include <string.h>

static const char *
label(const struct hj_words *words, int value, bool zh)
{
	return zh ? words->word[value].zh : words->word[value].en;
}

static const char *
step_label(const struct hj_rule_set *set, int64_t ladder, int64_t step, bool zh)
{
	const struct hj_rule_step *list =
	    ladder == 0 ? set->ladder : set->ladders[ladder - 1].steps;

	return zh ? list[step - 1].zh : list[step - 1].en;
}

static void
put_wait(struct hj_buf *b, const struct hj_rule_set *set,
    const struct hj_cert_wait *w, bool zh)
{
	hj_buf_puts(b, "  ");
	hj_buf_puts(b, step_label(set, w->ladder, w->step, zh));
	hj_buf_puts(b, zh ? "（" : " (");
	hj_buf_puts(b, label(&hj_graph_phase_words, w->phase, zh));
	hj_buf_puts(b, zh ? "）：" : "): ");
	hj_buf_puts(b, label(&hj_cert_bound_words, w->by, zh));
	if (w->unit != 0) {
		hj_buf_puts(b, zh ? "，" : ", ");
		if (w->length > 0) {
			hj_buf_int(b, w->length);
			hj_buf_puts(b, zh ? "" : " ");
		}
		hj_buf_puts(b, label(&hj_unit_words, w->unit, zh));
	}
	if (w->rule != NULL) {
		hj_buf_puts(b, zh ? "，" : ", ");
		hj_buf_puts(b, w->rule);
		hj_buf_putc(b, ' ');
		hj_buf_puts(b, w->article);
	}
	hj_buf_putc(b, '\n');
}

static const char *
event_label(const char *on, bool zh)
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
		return label(&hj_exit_on_words, word, zh);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(others[i].name, on) == 0)
			return zh ? others[i].zh : others[i].en;
	return on;
}

static void
put_path(struct hj_buf *b, const struct hj_rule_set *set,
    const struct hj_cert_hop *hop, size_t n, bool zh)
{
	for (size_t i = 0; i < n; i++) {
		hj_buf_puts(b, "  ");
		if (hop[i].day != 0) {
			hj_date_format(b, (struct hj_date){ hop[i].day });
			hj_buf_putc(b, ' ');
		}
		if (hop[i].step == 0) {
			hj_buf_puts(b, zh ? "终点" : "the end");
		} else {
			hj_buf_puts(
			    b, step_label(set, hop[i].ladder, hop[i].step, zh));
			hj_buf_puts(b, zh ? "（" : " (");
			hj_buf_puts(
			    b, label(&hj_graph_phase_words, hop[i].phase, zh));
			hj_buf_puts(b, zh ? "）" : ")");
		}
		if (hop[i].on != NULL) {
			hj_buf_puts(b, zh ? " → " : " -> ");
			hj_buf_puts(b, event_label(hop[i].on, zh));
		}
		hj_buf_putc(b, '\n');
	}
}

static void
put_assumed(struct hj_buf *b, const struct hj_certificate *c,
    const struct hj_rule_set *set, bool zh)
{
	if (c->n_assumed > 0)
		hj_buf_puts(b, zh ? "假定：\n" : "Assumed:\n");
	for (size_t i = 0; i < c->n_assumed; i++) {
		const struct hj_cert_assumed *it = &c->assumed[i];

		hj_buf_puts(b, "  ");
		hj_buf_puts(b, step_label(set, it->ladder, it->step, zh));
		hj_buf_puts(b, zh ? "：" : ": ");
		hj_buf_puts(b, label(&hj_cert_assumption_words, it->what, zh));
		if (it->rule != NULL) {
			hj_buf_puts(b, zh ? "：" : ": ");
			hj_buf_puts(b, it->rule);
		}
		hj_buf_putc(b, '\n');
	}
}

static void
put_worst(struct hj_buf *b, const struct hj_certificate *c,
    const struct hj_rule_set *set, bool zh)
{
	const struct hj_cert_worst *w = c->worst;

	if (w == NULL)
		return;
	if (c->grade == HJ_CG_OPEN)
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
	hj_buf_putc(b, '\n');
	put_path(b, set, w->path, w->n_path, zh);
}

void
hj_certificate_text(struct hj_buf *b, const struct hj_certificate *c,
    const struct hj_rule_set *set, enum hj_lang lang)
{
	bool zh = lang == HJ_LANG_ZH;

	hj_buf_puts(b, zh ? set->title_zh : set->title_en);
	hj_buf_puts(b, zh ? "：" : ": ");
	hj_buf_puts(b, label(&hj_cert_grade_words, c->grade, zh));
	hj_buf_putc(b, '\n');
	if (c->grade == HJ_CG_REJECTED) {
		hj_buf_puts(b, label(&hj_cert_reason_words, c->reason, zh));
		hj_buf_puts(b, zh ? "：\n" : ":\n");
		put_path(b, set, c->trace, c->n_trace, zh);
		return;
	}
	if (c->n_waits > 0)
		hj_buf_puts(b,
		    zh ? "每处等待由何限定：\n" : "What bounds each wait:\n");
	for (size_t i = 0; i < c->n_waits; i++)
		put_wait(b, set, &c->waits[i], zh);
	put_assumed(b, c, set, zh);
	put_worst(b, c, set, zh);
}

/*
 * The set, also one with faults: what goes round is better shown than named.
 */
static bool
read_set(struct hj_arena *a, const struct hj_config *cfg, const char *name,
    struct hj_rule_set *ret, struct hj_error *err)
{
	struct hj_crypto *c;
	size_t len;
	const char *text = hj_file_read(a, name, HJ_RULE_SET_MOST, &len);

	if (text == NULL)
		return hj_rules_find(a, cfg, name, ret, err);
	if (hj_bind(a, &hj_rule_set_fields, HJ_FORM_STORED, ret, text, len,
		err) != HJ_OK)
		return false;
	c = hj_crypto_new();
	ret->id = hj_rule_set_id(a, c, ret);
	hj_crypto_free(c);
	return true;
}

/* The last year that the newest version knows whole. */
static int64_t
last_year(const struct hj_calendar *cal)
{
	return cal->version[cal->n - 1].known_to.ymd / 10000;
}

static void
put(const struct hj_certificate *c, const struct hj_rule_set *set, bool json,
    enum hj_lang lang)
{
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	if (json) {
		hj_emit(&b, &hj_certificate_fields, c);
		hj_buf_putc(&b, '\n');
	} else {
		hj_certificate_text(&b, c, set, lang);
	}
	(void)fputs(hj_buf_text(&b), stdout);
	hj_buf_release(&b);
}

/* The certificate of one set; its exit status, or HJ_EXIT_FAILED. */
static int
certify(const struct hj_config *cfg, const struct hj_cert_ground *ground,
    const char *name, bool json)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_rule_set set;
	struct hj_certificate c;
	struct hj_error err = { 0 };
	int status = HJ_EXIT_FAILED;

	if (read_set(a, cfg, name, &set, &err)) {
		hj_rule_certify(a, &set, ground, &c);
		put(&c, &set, json, cfg->english ? HJ_LANG_EN : HJ_LANG_ZH);
		status =
		    c.grade == HJ_CG_REJECTED ? HJ_EXIT_FOUND : HJ_EXIT_DONE;
	} else {
		hj_rules_failed(&err);
	}
	hj_arena_free(a);
	return status;
}

/* Is it a year?  Then `ret` is. */
static bool
is_year(const char *text, int64_t *ret)
{
	int64_t year;

	if (!hj_text_int(text, &year) || year < 1970 || year > 9000)
		return false;
	*ret = year;
	return true;
}

int
hj_rules_certify(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_arena *a;
	struct hj_directory kinds = { 0 };
	struct hj_rules law = { 0 };
	struct hj_calendar calendar = { 0 };
	struct hj_cert_ground ground = { &kinds, &law, &calendar, 0 };
	struct hj_error err = { 0 };
	int status = HJ_EXIT_DONE;
	bool json = false;

	while (argc > 0 && (strcmp(argv[0], "json") == 0 ||
			       is_year(argv[0], &ground.year))) {
		json = json || strcmp(argv[0], "json") == 0;
		argc--, argv++;
	}
	if (argc == 0)
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	if (!hj_library_kinds(a, cfg, &kinds, &err) ||
	    !hj_library_calendar(a, cfg, &calendar, &err) ||
	    !hj_library_sets(a, cfg, HJ_SETS_FOLDER, &law, &err))
		status = hj_rules_failed(&err);
	else if (ground.year == 0)
		ground.year = last_year(&calendar);
	for (int i = 0; i < argc && status != HJ_EXIT_FAILED; i++) {
		int found = certify(cfg, &ground, argv[i], json);

		status = found == HJ_EXIT_DONE ? status : found;
	}
	hj_arena_free(a);
	return status;
}
