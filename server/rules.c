/*
 * `hejie rules`: look at rule sets without a database.
 *
 *	hejie rules schema	print the JSON Schema of a rule set
 *
 * The schema is also shipped, in lib/rules/schema; a test compares.
 *
 * To add a verb: a function and a row.
 */
#include "server/app.h"
#include "server/rules.h"

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

/* Each gets the arguments behind its name. */
static const struct {
	const char *name;
	const char *en;
	const char *zh;
	hj_app_fn *run;
} verbs[] = {
	/* clang-format off */
	{ "schema", "print the JSON Schema of a rule set", "打印规则集的 JSON Schema", schema },
	/* clang-format on */
};

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

int
hj_cmd_rules(const struct hj_config *cfg, int argc, char **argv)
{
	int status = HJ_EXIT_USAGE;

	for (size_t i = 0; argc > 1 && i < VERBS; i++)
		if (strcmp(verbs[i].name, argv[1]) == 0)
			status = verbs[i].run(cfg, argc - 2, argv + 2);
	if (status == HJ_EXIT_USAGE)
		for (size_t i = 0; i < VERBS; i++)
			(void)fprintf(stderr, "hejie rules %-8s %s\n",
			    verbs[i].name,
			    cfg->english ? verbs[i].en : verbs[i].zh);
	return status;
}
