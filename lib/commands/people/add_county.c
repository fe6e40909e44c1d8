/* Let the site serve one more county. */
#include "lib/commands/people/people.h"

struct add_county {
	struct hj_frame frame;
	const char *county;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(add_county, county, HJ_REQUIRED, 6, "县(市、区)区划代码|county, six digits"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(add_county, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct add_county *c = cmd;
	const struct hj_site *site = t->state;
	struct hj_county_set *b;

	if (!hj_county_ok(c->county)) {
		hj_refuse(t, HJ_NO_COUNTY, "county");
		return;
	}
	if (hj_site_county_at(site, c->county) != NULL) {
		hj_refuse(t, HJ_NO_DUPLICATE, "county");
		return;
	}
	if (site->n_county >= HJ_COUNTIES_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "county");
		return;
	}
	b = HJ_NEW(t->a, struct hj_county_set);
	b->county = HJ_NEW(t->a, struct hj_site_county);
	b->county->county = c->county;
	hj_happens(t, &hj_ev_county_added, b);
}

const struct hj_command hj_cmd_add_county = {
	.name = "add-county",
	.zh = "增加县域",
	.en = "Add a county",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
