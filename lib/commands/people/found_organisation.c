/*
 * Found an organisation (设立单位): a committee, an organ, a court, a centre.
 *
 * What it may handle and conclude follows from its kind alone (the reference
 * tables body_kind and body_channel), so nothing of that is typed here.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct found {
	struct hj_frame frame;
	const char *county;
	const char *kind;
	const char *mark;
	const char *name;
	const char *parent;
	const char *phone;
	const char *place;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(found, county, HJ_REQUIRED, 6, "所在县(市、区)区划代码|county, six digits"),
	HJ_TEXT(found, kind, HJ_REQUIRED, 40, "单位种类|kind of body"),
	HJ_TEXT(found, mark, 0, 20, "卷号用字|word in its file numbers"),
	HJ_TEXT(found, name, HJ_REQUIRED, 100, "名称|name"),
	HJ_ID(found, parent, 0, "上级单位|organisation above"),
	HJ_TEXT(found, phone, 0, 40, "办公电话|telephone of the office"),
	HJ_TEXT(found, place, HJ_DIVISION, 15, "辖区区划代码|division it serves"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(found, rows);
/* clang-format on */

/* Is there an open body of that name in the county already? */
static bool
taken(const struct hj_directory *dir, const struct found *c)
{
	for (size_t i = 0; i < dir->n_org; i++)
		if (!dir->org[i].closed &&
		    strcmp(dir->org[i].county, c->county) == 0 &&
		    strcmp(dir->org[i].name, c->name) == 0)
			return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct found *c = cmd;
	const struct hj_organisation *o = t->state;
	struct hj_organisation_set *b;

	if (o->name != NULL) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	if (!hj_county_ok(c->county)) {
		hj_refuse(t, HJ_NO_COUNTY, "county");
		return;
	}
	if (!hj_place_ok(c->place, c->county)) {
		hj_refuse(t, HJ_NO_COUNTY, "place");
		return;
	}
	if (hj_body_kind_find(t->world->directory, c->kind) == NULL) {
		hj_refuse(t, HJ_NO_BODY_KIND, "kind");
		return;
	}
	if (taken(t->world->directory, c)) {
		hj_refuse(t, HJ_NO_DUPLICATE, "name");
		return;
	}
	if (c->parent != NULL && hj_open_org(t, c->parent, "parent") == NULL)
		return;
	if (hj_steps_up(t->world->directory, c->parent, NULL) > HJ_TREE_DEPTH) {
		hj_refuse(t, HJ_NO_TREE, "parent");
		return;
	}
	b = HJ_NEW(t->a, struct hj_organisation_set);
	*b = (struct hj_organisation_set){
		.name = c->name,
		.kind = c->kind,
		.county = c->county,
		.parent = c->parent,
		.phone = c->phone,
		.place = c->place,
		.mark = c->mark,
	};
	hj_happens(t, &hj_ev_organisation_founded, b);
}

const struct hj_command hj_cmd_found_organisation = {
	.name = "found",
	.zh = "设立单位",
	.en = "Found an organisation",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.flags = HJ_CREATES,
	.decide = decide,
};
