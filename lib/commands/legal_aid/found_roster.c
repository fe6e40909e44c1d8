/* Found the roster of a legal-aid centre (设立名册); one for each centre. */
#include "lib/commands/legal_aid/roster.h"

#include <string.h>

struct found {
	struct hj_frame frame;
	const char *body;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(found, body, 0, "法律援助中心,缺省为本单位|the centre; absent: one's own body"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(found, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct found *c = cmd;
	const struct hj_roster *r = t->state;
	const char *body = c->body != NULL ? c->body : t->actor.org;
	const struct hj_org *org = hj_org_find(t->world->directory, body);
	struct hj_roster_founded *b;

	if (r->body != NULL || hj_roster_of(t->world, body) != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, "body");
	else if (org == NULL || org->closed)
		hj_refuse(t, HJ_NO_ORGANISATION, "body");
	else if (!hj_org_handles(org, HJ_CH_LEGAL_AID))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "body");
	else if (c->body != NULL && strcmp(c->body, t->actor.org) != 0 &&
		 (t->actor.roles & HJ_RO(ADMINISTRATOR)) == 0)
		hj_refuse(t, HJ_NO_RIGHT, "body");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_roster_founded);
	b->body = org->id;
	b->county = org->county;
	hj_happens(t, &hj_ev_roster_founded, b);
}

const struct hj_command hj_cmd_found_roster = {
	.name = "found-roster",
	.zh = "设立律师名册",
	.en = "Found the roster of counsel",
	.fields = &fields,
	.right = HJ_MAY_ROSTER,
	.flags = HJ_CREATES,
	.decide = decide,
};
