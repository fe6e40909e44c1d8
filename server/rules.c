/*
 * `hejie rules`: look at rule sets, without a database but for the last two.
 *
 *	hejie rules schema	print the JSON Schema of a rule set
 *	hejie rules words	list the events, bodies and outcomes it may name
 *				(rules_words.c)
 *	hejie rules show SET	say it in sentences, one for each rule
 *	hejie rules check FILE…	list all that is wrong; status 3 if there is
 *	hejie rules certify SET…	prove that it comes to an end, and when;
 *				status 3 if it does not (rules_certify.c)
 *	hejie rules trace FILE…	play the traces beside it; 3 if one fails
 *	hejie rules explain FILE	say why all in its traces follows
 *	hejie rules change SET CHANGE…	change values and items, and print it
 *	hejie rules differ OLD NEW	what one says otherwise; status 3 if
 *				anything (rules_change.c)
 *	hejie rules replay SET	play it over recorded history; status 3 if
 *				something differs (rules_replay.c)
 *	hejie rules VERB as KEY …	a stage of publication: draft, change,
 *				check, certify, impact, sign, publish, withdraw
 *				(rules_publish.c)
 *
 * SET is a file, or the name or id of a set that is shipped.  The schema is
 * also shipped, in lib/rules/schema; a test compares.
 *
 * To add a verb: a function and a row.
 */
#include "server/rules.h"

#include "lib/commands/guard.h"
#include "server/app.h"
#include "server/base/files.h"
#include "server/library.h"

#include <stdio.h>
#include <string.h>

void
hj_rule_schema(struct hj_buf *b)
{
	static const char head[] =
	    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
	    "\"$id\":\"urn:hejie:rule-set\",";

	hj_buf_puts(b, head);
	hj_schema_members(b, &hj_rule_set_fields);
	hj_buf_puts(b, "}\n");
}

static int
schema(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_buf b;

	(void)cfg;
	(void)argv;
	if (argc > 0)
		return HJ_EXIT_USAGE;
	hj_buf_init(&b, HJ_RULE_SCHEMA_MOST);
	hj_rule_schema(&b);
	(void)fputs(hj_buf_text(&b), stdout);
	hj_buf_release(&b);
	return HJ_EXIT_DONE;
}

void
hj_rule_text(struct hj_buf *b, const struct hj_rule_set *set,
    const struct hj_directory *dir, enum hj_lang lang)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_rule_sentences all = hj_rule_sentences(a, set, dir, lang);
	bool zh = lang == HJ_LANG_ZH;

	for (size_t i = 0; i < all.n; i++) {
		const struct hj_rule_sentence *s = &all.item[i];

		hj_buf_int(b, (int64_t)i + 1);
		hj_buf_puts(b, ". ");
		hj_buf_puts(b, s->text);
		hj_buf_puts(b, zh ? "。〔" : ". [");
		if (s->article != NULL) {
			hj_buf_puts(b, s->article);
			hj_buf_puts(b, zh ? ";" : "; ");
		}
		hj_buf_puts(b, hj_rule_certainty_label(s->certainty, lang));
		hj_buf_puts(b, zh ? "〕\n" : "]\n");
	}
	hj_arena_free(a);
}

int
hj_rules_failed(const struct hj_error *err)
{
	(void)fprintf(stderr, "hejie rules: %s%s%s\n", err->field,
	    err->field[0] == '\0' ? "" : ": ", err->msg);
	return HJ_EXIT_FAILED;
}

/* Is it `name`, by name or by id? */
static bool
called(const struct hj_rule_set *set, const char *name)
{
	return strcmp(set->name, name) == 0 || strcmp(set->id, name) == 0;
}

static const char *const folders[] = { HJ_SETS_FOLDER, HJ_METHODS_FOLDER };

#define FOLDERS (sizeof(folders) / sizeof(folders[0]))

bool
hj_rules_find(struct hj_arena *a, const struct hj_config *cfg, const char *name,
    struct hj_rule_set *ret, struct hj_error *err)
{
	size_t len;
	const char *text = hj_file_read(a, name, HJ_RULE_SET_MOST, &len);

	if (text != NULL)
		return hj_rule_set_parse(a, text, len, ret, err) == HJ_OK;
	for (size_t f = 0; f < FOLDERS; f++) {
		struct hj_rules shipped;

		if (!hj_library_sets(a, cfg, folders[f], &shipped, err))
			return false;
		for (size_t i = 0; i < shipped.n; i++)
			if (called(&shipped.set[i], name)) {
				*ret = shipped.set[i];
				return true;
			}
	}
	hj_fail(err, HJ_ERR_INPUT, "",
	    "no file and no set that is shipped: ", name);
	return false;
}

static int
show(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_arena *a;
	struct hj_directory dir = { 0 };
	struct hj_rule_set set;
	struct hj_error err = { 0 };
	struct hj_buf b;
	int status = HJ_EXIT_DONE;

	if (argc != 1)
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	if (hj_library_kinds(a, cfg, &dir, &err) &&
	    hj_rules_find(a, cfg, argv[0], &set, &err)) {
		hj_rule_text(
		    &b, &set, &dir, cfg->english ? HJ_LANG_EN : HJ_LANG_ZH);
		(void)fputs(hj_buf_text(&b), stdout);
	} else {
		status = hj_rules_failed(&err);
	}
	hj_buf_release(&b);
	hj_arena_free(a);
	return status;
}

void
hj_rule_faults_text(struct hj_buf *b, const char *path,
    const struct hj_rule_faults *faults, enum hj_lang lang)
{
	for (size_t i = 0; i < faults->n; i++) {
		const struct hj_rule_fault *f = &faults->item[i];
		const struct hj_word *w = &hj_rule_fault_words.word[f->kind];

		hj_buf_puts(b, path);
		hj_buf_putc(b, '#');
		hj_buf_puts(b, f->at);
		hj_buf_puts(b, ": ");
		hj_buf_puts(b, lang == HJ_LANG_ZH ? w->zh : w->en);
		if (f->what != NULL) {
			hj_buf_puts(b, ": ");
			hj_buf_puts(b, f->what);
		}
		hj_buf_puts(b, " (");
		hj_buf_puts(b, w->name);
		hj_buf_puts(b, ")\n");
	}
}

bool
hj_rules_known(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_rule_known *known, struct hj_error *err)
{
	struct hj_directory *dir = HJ_NEW(a, struct hj_directory);
	struct hj_rules *law = HJ_NEW(a, struct hj_rules);
	struct hj_name *categories = NULL;
	bool read;

	*known = (struct hj_rule_known){
		.bodies = dir, .law = law, .guard = hj_guard_known
	};
	read = hj_library_kinds(a, cfg, dir, err) &&
	       hj_library_sets(a, cfg, HJ_SETS_FOLDER, law, err) &&
	       hj_library_categories(
		   a, cfg, &categories, &known->n_categories, err);
	known->categories = categories;
	return read;
}

/* Print the faults of one file. */
static int
check_file(struct hj_arena *a, const struct hj_config *cfg,
    const struct hj_rule_known *known, const char *path)
{
	struct hj_rule_faults faults;
	struct hj_error err = { 0 };
	struct hj_buf b;
	size_t len;
	const char *text = hj_file_read(a, path, HJ_RULE_TEXT_MOST, &len);

	if (text == NULL) {
		hj_fail(&err, HJ_ERR_INPUT, "", "cannot read ", path);
		return hj_rules_failed(&err);
	}
	faults = hj_rule_check(a, text, len, known);
	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	hj_rule_faults_text(
	    &b, path, &faults, cfg->english ? HJ_LANG_EN : HJ_LANG_ZH);
	(void)fputs(hj_buf_text(&b), stdout);
	hj_buf_release(&b);
	return faults.n == 0 ? HJ_EXIT_DONE : HJ_EXIT_FOUND;
}

static int
check(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_arena *a;
	struct hj_rule_known known;
	struct hj_error err = { 0 };
	int status = HJ_EXIT_DONE;

	if (argc == 0)
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	if (!hj_rules_known(a, cfg, &known, &err))
		status = hj_rules_failed(&err);
	for (int i = 0; i < argc && status != HJ_EXIT_FAILED; i++) {
		struct hj_arena *own = hj_arena_new();
		int found = check_file(own, cfg, &known, argv[i]);

		status = found == HJ_EXIT_DONE ? status : found;
		hj_arena_free(own);
	}
	hj_arena_free(a);
	return status;
}

/* Each gets the arguments behind its name. */
static const struct {
	const char *name;
	const char *en;
	const char *zh;
	hj_app_fn *run;
} verbs[] = {
	/* clang-format off */
	{ "schema", "print the JSON Schema of a rule set", "打印规则集的 JSON Schema", schema },
	{ "words", "list the events, bodies and outcomes it may name", "列出规则集可以引用的事件、单位和去向", hj_rules_words },
	{ "check", "list all that is wrong with files", "列出文件中的全部错误", check },
	{ "trace", "play the traces beside files", "运行文件旁的示例", hj_rules_trace },
	{ "explain", "say why everything in its traces follows", "逐项说明示例中各结果的由来", hj_rules_explain },
	{ "certify", "prove that sets come to an end, and when", "证明规则集必到终点及最迟何时", hj_rules_certify },
	{ "replay", "play a set over recorded history", "以规则集重演历史", hj_rules_replay },
	{ "change", "change values and items of a rule set by place", "按位置修改规则集并打印", hj_rules_change },
	{ "differ", "what one rule set says otherwise than another", "两份规则集逐处差异", hj_rules_differ },
	{ "show", "say a rule set in sentences", "以文字逐条说明规则集", show },
	/* clang-format on */
};

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

int
hj_cmd_rules(const struct hj_config *cfg, int argc, char **argv)
{
	int status = HJ_EXIT_USAGE;

	bool publishes = argc > 2 && strcmp(argv[2], "as") == 0;

	if (publishes)
		status = hj_rules_publish(cfg, argc - 1, argv + 1);
	for (size_t i = 0; argc > 1 && !publishes && i < VERBS; i++)
		if (strcmp(verbs[i].name, argv[1]) == 0)
			status = verbs[i].run(cfg, argc - 2, argv + 2);
	if (status != HJ_EXIT_USAGE)
		return status;
	for (size_t i = 0; i < VERBS; i++)
		(void)fprintf(stderr, "hejie rules %-8s %s\n", verbs[i].name,
		    cfg->english ? verbs[i].en : verbs[i].zh);
	(void)fprintf(stderr,
	    "hejie rules draft|change|check|certify|impact|sign|publish|"
	    "withdraw as KEY … %s\n",
	    cfg->english ? "publish one, stage by stage"
			 : "逐步发布本县规则集");
	return status;
}
