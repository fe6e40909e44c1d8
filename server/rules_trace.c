/*
 * `hejie rules trace FILE… [TRACES]` and `hejie rules explain FILE [TRACES]`:
 * play examples against rule sets.
 *
 * The traces of set.json stand in set.trace, unless one file TRACES, whose name
 * ends so, is given for all.  lib/rules/trace.h says how they are written.
 */
#include "server/rules.h"

#include "lib/rules/trace.h"
#include "server/app.h"
#include "server/base/files.h"
#include "server/library.h"

#include <stdio.h>
#include <string.h>

struct play {
	const struct hj_config *cfg;
	struct hj_directory dir;
	struct hj_calendar cal;
	const char *traces; /* for all sets; NULL: beside each */
	bool explain;
};

static bool
ends(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n > m && strcmp(name + n - m, end) == 0;
}

static enum hj_lang
language(const struct hj_config *cfg)
{
	return cfg->english ? HJ_LANG_EN : HJ_LANG_ZH;
}

static void
print_fault(
    const struct play *p, const char *path, const struct hj_trace_fault *f)
{
	bool en = p->cfg->english;

	(void)printf("%s:%lld: ", path, (long long)f->line);
	if (f->error != NULL)
		(void)printf("%s: %s\n", f->error,
		    f->expected == NULL ? "" : f->expected);
	else
		(void)printf("%s%s; %s%s\n", en ? "expected: " : "应为:",
		    f->expected != NULL ? f->expected
		    : en                ? "nothing"
					: "无",
		    en ? "got: " : "实际:",
		    f->got != NULL ? f->got
		    : en           ? "nothing"
				   : "无");
}

/* Each thing that followed, and behind it why. */
static void
print_reasons(const struct play *p, const struct hj_trace_report *r)
{
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	for (size_t i = 0; i < r->n_did; i++) {
		hj_buf_clear(&b);
		hj_did_say(&r->did[i].did, language(p->cfg), &b);
		(void)printf(
		    "%lld: %s\n", (long long)r->did[i].line, hj_buf_text(&b));
		hj_buf_clear(&b);
		hj_did_explain(&r->did[i].did, language(p->cfg), &b);
		(void)printf("%s\n", hj_buf_text(&b));
	}
	hj_buf_release(&b);
}

static const char *
set_id(struct hj_arena *a, const struct hj_rule_set *set)
{
	struct hj_crypto *c = hj_crypto_new();
	const char *id = hj_rule_set_id(a, c, set);

	hj_crypto_free(c);
	return id;
}

static int
play_file(struct hj_arena *a, const struct play *p, const char *path)
{
	const char *beside =
	    hj_concat(a, hj_strndup(a, path, strlen(path) - strlen(".json")),
		".trace", NULL);
	const char *traces = p->traces == NULL ? beside : p->traces;
	struct hj_error err = { 0 };
	struct hj_trace_report r;
	struct hj_rule_set set;
	size_t len, n_text;
	const char *set_text = hj_file_read(a, path, HJ_RULE_SET_MOST, &len);
	const char *text = hj_file_read(a, traces, HJ_TRACE_MOST, &n_text);

	if (set_text == NULL || text == NULL) {
		hj_fail(&err, HJ_ERR_INPUT, "", "cannot read ",
		    set_text == NULL ? path : traces);
		return hj_rules_failed(&err);
	}
	if (hj_rule_set_parse(a, set_text, len, &set, &err) != HJ_OK) {
		(void)printf("%s: %s: %s\n", path, err.field, err.msg);
		return HJ_EXIT_FOUND;
	}
	set.id = set_id(a, &set);
	r = hj_trace_play(a, &set, &p->cal, &p->dir, text, n_text);
	if (p->explain)
		print_reasons(p, &r);
	for (size_t i = 0; i < r.n; i++)
		print_fault(p, p->traces == NULL ? traces : path, &r.fault[i]);
	if (!p->explain)
		(void)printf(
		    p->cfg->english
			? "%s: %lld cases, %lld lines held, %zu faults\n"
			: "%s:情形 %lld 个,符合 %lld 行,不符 %zu 处\n",
		    path, (long long)r.cases, (long long)r.thens, r.n);
	return r.n == 0 ? HJ_EXIT_DONE : HJ_EXIT_FOUND;
}

static int
play_all(const struct hj_config *cfg, int argc, char **argv, bool explain)
{
	struct hj_arena *a;
	struct play p = { .cfg = cfg, .explain = explain };
	struct hj_error err = { 0 };
	int status = HJ_EXIT_DONE;

	if (argc > 0 && ends(argv[argc - 1], ".trace"))
		p.traces = argv[--argc];
	for (int i = 0; i < argc; i++)
		if (!ends(argv[i], ".json"))
			return HJ_EXIT_USAGE;
	if (argc == 0 || (explain && argc > 1))
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	if (!hj_library_kinds(a, cfg, &p.dir, &err) ||
	    !hj_library_calendar(a, cfg, &p.cal, &err))
		status = hj_rules_failed(&err);
	for (int i = 0; i < argc && status != HJ_EXIT_FAILED; i++) {
		struct hj_arena *own = hj_arena_new();
		int found = play_file(own, &p, argv[i]);

		status = found == HJ_EXIT_DONE ? status : found;
		hj_arena_free(own);
	}
	hj_arena_free(a);
	return status;
}

int
hj_rules_trace(const struct hj_config *cfg, int argc, char **argv)
{
	return play_all(cfg, argc, argv, false);
}

int
hj_rules_explain(const struct hj_config *cfg, int argc, char **argv)
{
	return play_all(cfg, argc, argv, true);
}
