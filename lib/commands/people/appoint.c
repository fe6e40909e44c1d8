/*
 * Appoint somebody to a body, with the roles of the post (任职).
 *
 * The sign-in is not part of this: who administers gives it out afterwards, and
 * it is kept beside the timelines, not in them.
 */
#include "lib/commands/people/people.h"

struct appoint {
	struct hj_frame frame;
	const char *name;
	const char *org;
	struct hj_role_item *roles;
	size_t n_roles;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(appoint, name, HJ_REQUIRED, 100, "姓名|name"),
	HJ_ID(appoint, org, HJ_REQUIRED, "单位|organisation"),
	HJ_LIST(appoint, roles, HJ_REQUIRED, &hj_role_item_fields, 8, "岗位|roles"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(appoint, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct appoint *c = cmd;
	const struct hj_staff *p = t->state;
	struct hj_post_set *b;

	if (p->name != NULL) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	hj_check_post(t, c->org, c->roles, c->n_roles);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_post_set);
	*b = (struct hj_post_set){
		.name = c->name,
		.org = c->org,
		.roles = c->roles,
		.n_roles = c->n_roles,
	};
	hj_happens(t, &hj_ev_person_appointed, b);
}

const struct hj_command hj_cmd_appoint = {
	.name = "appoint",
	.zh = "任职",
	.en = "Appoint",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.flags = HJ_CREATES,
	.decide = decide,
};
