/*
 * hejie connection: the database as variables for a shell.
 *
 * A connection string may be written in two ways with some forty keywords;
 * libpq reads it here as it reads it for us, so scripts need not.
 */
#include "server/app.h"

#include <libpq-fe.h>
#include <stdio.h>

/* NAME='value', so that a shell reads back exactly the value. */
static void
print_variable(const char *name, const char *value)
{
	(void)printf("export %s='", name);
	for (; *value != '\0'; value++) {
		if (*value == '\'')
			(void)fputs("'\\''", stdout);
		else
			(void)putchar(*value);
	}
	(void)puts("'");
}

int
hj_cmd_connection(const struct hj_config *cfg, int argc, char **argv)
{
	PQconninfoOption *options;
	PQconninfoOption *o;
	char *why = NULL;

	(void)argv;
	if (argc > 1)
		return HJ_EXIT_USAGE;
	options = PQconninfoParse(cfg->database_admin, &why);
	if (options == NULL) {
		/* libpq's own words may quote a password. */
		(void)fputs(
		    "hejie: database_admin is no connection string\n", stderr);
		PQfreemem(why);
		return HJ_EXIT_FAILED;
	}
	for (o = options; o->keyword != NULL; o++)
		if (o->val != NULL && o->envvar != NULL)
			print_variable(o->envvar, o->val);
	PQconninfoFree(options);
	return HJ_EXIT_DONE;
}
