/*
 * Give somebody another body, other roles, or the right spelling of the name
 * (变更岗位).  What is not said stays.  Who goes to another body leaves what he
 * mediated behind: it comes to that body as work whose mediator has left.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct change_post {
	struct hj_frame frame;
	const char *name;
	const char *org;
	struct hj_role_item *roles;
	size_t n_roles;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(change_post, name, 0, 100, "姓名|name"),
	HJ_ID(change_post, org, 0, "单位|organisation"),
	HJ_LIST(change_post, roles, 0, &hj_role_item_fields, 8, "岗位|roles"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(change_post, rows);
/* clang-format on */

static bool
changes(const struct hj_staff *p, const struct hj_post_set *b)
{
	return strcmp(p->name, b->name) != 0 || strcmp(p->org, b->org) != 0 ||
	       hj_roles_mask(p->roles, p->n_roles) !=
		   hj_roles_mask(b->roles, b->n_roles);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct change_post *c = cmd;
	const struct hj_staff *p = t->state;
	struct hj_post_set *b = HJ_NEW(t->a, struct hj_post_set);

	*b = (struct hj_post_set){
		.name = c->name != NULL ? c->name : p->name,
		.org = c->org != NULL ? c->org : p->org,
		.roles = c->n_roles > 0 ? c->roles : p->roles,
		.n_roles = c->n_roles > 0 ? c->n_roles : p->n_roles,
	};
	if (p->left) {
		hj_refuse(t, HJ_NO_LEFT, NULL);
		return;
	}
	if (!changes(p, b)) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	hj_check_post(t, b->org, b->roles, b->n_roles);
	if (t->refused == HJ_NO && hj_alone_in(t->world->directory, p->id) &
				       ~hj_roles_mask(b->roles, b->n_roles))
		hj_refuse(t, HJ_NO_LAST_ADMINISTRATOR, "roles");
	if (t->refused == HJ_NO && strcmp(p->org, b->org) != 0 &&
	    p->n_moved >= HJ_MOVED_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "org");
	if (t->refused != HJ_NO)
		return;
	if (strcmp(p->org, b->org) != 0) {
		b->moved = HJ_NEW(t->a, struct hj_moved);
		*b->moved = (struct hj_moved){ .no = HJ_NEXT_NO(p->n_moved),
			.org = p->org,
			.until = hj_today(t) };
	}
	hj_happens(t, &hj_ev_post_changed, b);
}

const struct hj_command hj_cmd_change_post = {
	.name = "change-post",
	.zh = "变更岗位",
	.en = "Change the post",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.flags = HJ_ASKS_AGAIN,
	.decide = decide,
};
