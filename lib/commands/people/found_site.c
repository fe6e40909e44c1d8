/*
 * Found the site: the first event of a database.
 *
 * Whether time in it is real or moved by hand is said here, for ever; nothing
 * can change it later.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct found_site {
	struct hj_frame frame;
	struct hj_name *counties;
	size_t n_counties;
	bool demonstration;
	int nature; /* enum hj_nature */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(found_site, counties, HJ_REQUIRED, &hj_name_fields, HJ_COUNTIES_MOST, "所辖县(市、区)|counties, six digits each"),
	HJ_BOOL(found_site, demonstration, 0, "演示库|for demonstration"),
	HJ_WORD(found_site, nature, HJ_REQUIRED, &hj_nature_words, "库的性质|real or simulated"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(found_site, rows);
/* clang-format on */

static bool
named_before(const struct found_site *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(c->counties[i].text, c->counties[n].text) == 0)
			return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct found_site *c = cmd;
	const struct hj_site *site = t->state;
	struct hj_site_founded *b;

	if (site->nature != 0) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_site_founded);
	b->nature = c->nature;
	b->demonstration = c->demonstration;
	for (size_t i = 0; i < c->n_counties; i++) {
		if (!hj_county_ok(c->counties[i].text) || named_before(c, i)) {
			hj_refuse(t, HJ_NO_COUNTY, "counties");
			return;
		}
		HJ_PUSH(t->a, b->county, b->n_county)->county =
		    c->counties[i].text;
	}
	hj_happens(t, &hj_ev_site_founded, b);
}

const struct hj_command hj_cmd_found_site = {
	.name = "found",
	.zh = "建立站点",
	.en = "Found the site",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.flags = HJ_CREATES,
	.decide = decide,
};
