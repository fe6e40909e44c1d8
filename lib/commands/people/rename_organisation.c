/*
 * Give an organisation another name, telephone, division it serves, or word for
 * its file numbers.
 *
 * What is not said stays.  File numbers already given keep the old word; the
 * count goes on, because it is the body's and not the word's.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct rename {
	struct hj_frame frame;
	const char *mark;
	const char *name;
	const char *phone;
	const char *place;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(rename, mark, 0, 20, "卷号用字|word in its file numbers"),
	HJ_TEXT(rename, name, 0, 100, "名称|name"),
	HJ_TEXT(rename, phone, 0, 40, "办公电话|telephone of the office"),
	HJ_TEXT(rename, place, HJ_DIVISION, 15, "辖区区划代码|division it serves"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(rename, rows);
/* clang-format on */

/* Is `wanted` said, and something else than what is there? */
static bool
differs(const char *wanted, const char *there)
{
	return wanted != NULL && (there == NULL || strcmp(wanted, there) != 0);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct rename *c = cmd;
	const struct hj_organisation *o = t->state;
	struct hj_organisation_set *b;

	if (o->closed) {
		hj_refuse(t, HJ_NO_ORGANISATION, NULL);
		return;
	}
	if (!differs(c->name, o->name) && !differs(c->phone, o->phone) &&
	    !differs(c->place, o->place) && !differs(c->mark, o->mark)) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	if (!hj_place_ok(c->place, o->county)) {
		hj_refuse(t, HJ_NO_COUNTY, "place");
		return;
	}
	b = HJ_NEW(t->a, struct hj_organisation_set);
	*b = (struct hj_organisation_set){
		.name = c->name != NULL ? c->name : o->name,
		.kind = o->kind,
		.county = o->county,
		.parent = o->parent,
		.phone = c->phone != NULL ? c->phone : o->phone,
		.place = c->place != NULL ? c->place : o->place,
		.mark = c->mark != NULL ? c->mark : o->mark,
	};
	hj_happens(t, &hj_ev_organisation_renamed, b);
}

const struct hj_command hj_cmd_rename_organisation = {
	.name = "rename",
	.zh = "单位更名",
	.en = "Rename an organisation",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
