/*
 * Which commands must name the version they rest on: those that correct, sign,
 * confirm, terminate, void or move to other rules, and no others.  The rule
 * stands at HJ_IF_MATCH in lib/commands/command.h; here it is said in words of
 * the commands' names and held against every row of every table.
 */
#include "lib/commands/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* The first or the last word of a name tells what it does. */
static const char *const verbs[] = {
	"correct",
	"amend",
	"succeed",
	"sign",
	"stamp",
	"rule",
	"terminate",
	"end",
	"void",
	"migrate",
};

/* Names that do it in other words. */
static const char *const also[] = {
	"make-effective",
	"serve-letter",
	"apply-confirmation",
	"confirm-undisputed-facts",
	"set-aside-expiry",
	"set-aside-escalation",
	"change-rule-set",
	"put-in-force",
	"withdraw-rule-set",
	"decide-step",
};

/* Names with such a word that mean something else. */
static const char *const not [] = {
	"sign-for",      /* a receipt: nothing is decided */
	"end-appraisal", /* a fact that took place elsewhere */
};

static bool
is_among(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static bool
has_verb(const char *name)
{
	for (size_t i = 0; i < COUNT(verbs); i++) {
		size_t n = strlen(verbs[i]), whole = strlen(name);

		if (strncmp(name, verbs[i], n) == 0 &&
		    (name[n] == '-' || name[n] == '\0'))
			return true;
		if (whole > n && name[whole - n - 1] == '-' &&
		    strcmp(name + whole - n, verbs[i]) == 0)
			return true;
	}
	return false;
}

static bool
rests_on_the_state(const char *name)
{
	return (has_verb(name) || is_among(also, COUNT(also), name)) &&
	       !is_among(not, COUNT(not ), name);
}

static void
every_command__needs_if_match_by_the_rule(void **state)
{
	size_t needing = 0;

	(void)state;
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		for (size_t k = 0; k < hj_stream_kinds[i]->n_commands; k++) {
			const struct hj_command *c =
			    hj_stream_kinds[i]->commands[k];
			bool needs = (c->flags & HJ_IF_MATCH) != 0;

			if (c->flags & (HJ_INTERNAL | HJ_CREATES)) {
				if (needs)
					fail_msg("%s: nobody can name a "
						 "version for it",
					    c->name);
				continue;
			}
			needing += needs;
			if (needs != rests_on_the_state(c->name))
				fail_msg("%s %s If-Match: see HJ_IF_MATCH in "
					 "lib/commands/command.h",
				    c->name, needs ? "has" : "lacks");
		}
	assert_true(needing >= 30);
}

static bool
is_command(const char *name)
{
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		if (hj_command_find(hj_stream_kinds[i], name) != NULL)
			return true;
	return false;
}

/* A word that no command has any more would hide that the rule has a hole. */
static void
every_name_of_the_rule__is_a_command(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(also) + COUNT(not ); i++) {
		const char *name =
		    i < COUNT(also) ? also[i] : not [i - COUNT(also)];

		if (!is_command(name))
			fail_msg("%s is no command", name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command__needs_if_match_by_the_rule),
		cmocka_unit_test(every_name_of_the_rule__is_a_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
