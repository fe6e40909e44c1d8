/*
 * `hejie rules words`: what a rule set and its traces may name, one a line:
 * what it is, its code, its name in Chinese and in English, tabs between.
 * Words of other closed lists stand in the schema.
 */
#include "server/rules.h"

#include "lib/dispute/event.h"
#include "lib/rules/engine.h"
#include "server/app.h"
#include "server/library.h"

#include <stdio.h>

static void
print(const char *what, const char *name, const char *zh, const char *en)
{
	(void)printf("%s\t%s\t%s\t%s\n", what, name, zh, en);
}

static void
print_list(const char *what, const struct hj_words *words)
{
	for (size_t i = 1; i < words->n; i++)
		print(what, words->word[i].name, words->word[i].zh,
		    words->word[i].en);
}

int
hj_rules_words(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_arena *a;
	struct hj_directory dir = { 0 };
	struct hj_error err = { 0 };
	int status = HJ_EXIT_DONE;

	(void)argv;
	if (argc > 0)
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	if (!hj_library_kinds(a, cfg, &dir, &err))
		status = hj_rules_failed(&err);
	for (size_t i = 0; i < hj_dispute_events.n; i++)
		print("event", hj_dispute_events.kind[i]->name,
		    hj_dispute_events.kind[i]->zh,
		    hj_dispute_events.kind[i]->en);
	for (size_t i = 0; i < dir.n_kind; i++)
		print("body", dir.kind[i].name, dir.kind[i].zh, dir.kind[i].en);
	print_list("exit", &hj_exit_on_words);
	print_list("setting", &hj_setting_words);
	hj_arena_free(a);
	return status;
}
