/* What is said behind `hejie init`; see init_options.h. */
#include "server/init_options.h"

#include "lib/base/date.h"
#include "lib/commands/people/people.h"

#include <stdio.h>
#include <string.h>

static bool
parse(struct hj_init_options *o, int argc, char **argv)
{
	struct hj_date from;

	*o = (struct hj_init_options){ .sign_ins = "",
		.from = "2024-01-01",
		.ladder = "three-two-one-a",
		.presets = "all",
		.body = "governance_centre" };
	for (int i = 1; i < argc; i++) {
		const char *next = i + 1 < argc ? argv[i + 1] : NULL;
		const char **to =
		    strcmp(argv[i], "--sign-ins") == 0  ? &o->sign_ins
		    : strcmp(argv[i], "--ladder") == 0  ? &o->ladder
		    : strcmp(argv[i], "--presets") == 0 ? &o->presets
		    : strcmp(argv[i], "--from") == 0    ? &o->from
		    : strcmp(argv[i], "--county") == 0  ? &o->county
		    : strcmp(argv[i], "--name") == 0    ? &o->name
		    : strcmp(argv[i], "--body") == 0    ? &o->body
							: NULL;

		if (strcmp(argv[i], "--demonstration") == 0) {
			o->demonstration = true;
		} else if (strcmp(argv[i], "--simulated") == 0) {
			o->simulated = true;
		} else if (to != NULL && next != NULL) {
			*to = next;
			i++;
		} else {
			return false;
		}
	}
	if (strcmp(o->ladder, "none") == 0)
		o->ladder = "";
	if (strcmp(o->presets, "none") == 0)
		o->presets = "";
	if (!hj_date_parse(o->from, &from))
		return false;
	return o->demonstration || (o->county != NULL && o->name != NULL &&
				       hj_county_ok(o->county));
}

bool
hj_init_options_parse(struct hj_init_options *o, int argc, char **argv)
{
	if (parse(o, argc, argv))
		return true;
	(void)fprintf(stderr,
	    "hejie init --demonstration --sign-ins FILE"
	    " [--simulated [--from DATE]] [--ladder NAME|none]"
	    " [--presets none]\n"
	    "hejie init --county CODE --name NAME [--body KIND]"
	    " --sign-ins FILE\n");
	return false;
}
