/* People of staff: their state, what can happen to them, their commands. */
#include "lib/commands/people/absence.h"

#include "lib/commands/correct/correct.h"

#include <string.h>

static const struct hj_field role_rows[] = {
	{ .name = "",
	    .type = HJ_T_WORD,
	    .flags = HJ_REQUIRED,
	    .offset = offsetof(struct hj_role_item, role),
	    .words = &hj_role_words },
};
const struct hj_fields hj_role_item_fields = HJ_FIELDS(hj_role_item, role_rows);

/* clang-format off */
static const struct hj_field moved_rows[] = {
	HJ_INT(hj_moved, no, HJ_REQUIRED, 1, HJ_MOVED_MOST, NULL),
	HJ_ID(hj_moved, org, HJ_REQUIRED, NULL),
	HJ_DATE(hj_moved, until, HJ_REQUIRED, NULL),
};
static const struct hj_fields moved_fields = HJ_FIELDS(hj_moved, moved_rows);

static const struct hj_field state_rows[] = {
	HJ_LIST(hj_staff, absence, 0, &hj_absence_fields, HJ_ABSENCES_MOST, NULL),
	HJ_ID(hj_staff, id, 0, NULL),
	HJ_INSTANT(hj_staff, last_at, 0, NULL),
	HJ_BOOL(hj_staff, left, 0, NULL),
	HJ_LIST(hj_staff, moved, 0, &moved_fields, HJ_MOVED_MOST, NULL),
	HJ_TEXT(hj_staff, name, 0, 100, NULL),
	HJ_ID(hj_staff, org, 0, NULL),
	HJ_LIST(hj_staff, roles, 0, &hj_role_item_fields, 20, NULL),
	HJ_INT(hj_staff, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_staff, state_rows);

static const struct hj_field post_rows[] = {
	HJ_TEXT(hj_post_set, name, HJ_REQUIRED, 100, NULL),
	HJ_ID(hj_post_set, org, HJ_REQUIRED, NULL),
	HJ_LIST(hj_post_set, roles, HJ_REQUIRED, &hj_role_item_fields, 20, NULL),
};
static const struct hj_fields post_fields = HJ_FIELDS(hj_post_set, post_rows);

static const struct hj_field changed_rows[] = {
	HJ_OBJECT(hj_post_set, moved, 0, &moved_fields, NULL),
	HJ_TEXT(hj_post_set, name, HJ_REQUIRED, 100, NULL),
	HJ_ID(hj_post_set, org, HJ_REQUIRED, NULL),
	HJ_LIST(hj_post_set, roles, HJ_REQUIRED, &hj_role_item_fields, 20, NULL),
};
static const struct hj_fields changed_fields = HJ_FIELDS(hj_post_set, changed_rows);

static const struct hj_field left_rows[] = {
	HJ_TEXT(hj_person_left, reason, 0, 200, NULL),
};
static const struct hj_fields left_fields = HJ_FIELDS(hj_person_left, left_rows);
/* clang-format on */

/* Every event moves the stream on. */
static struct hj_staff *
moved_on(void *state, const struct hj_event *ev)
{
	struct hj_staff *p = state;

	p->version = ev->seq;
	p->last_at = ev->at;
	return p;
}

static void
evolve_post(void *state, const struct hj_event *ev)
{
	struct hj_staff *p = moved_on(state, ev);
	const struct hj_post_set *b = ev->body;

	p->id = ev->stream;
	p->name = b->name;
	p->org = b->org;
	p->roles = b->roles;
	p->n_roles = b->n_roles;
	if (b->moved != NULL)
		*HJ_PUSH(p->arena, p->moved, p->n_moved) = *b->moved;
}

static void
evolve_left(void *state, const struct hj_event *ev)
{
	moved_on(state, ev)->left = true;
}

/* clang-format off */
const struct hj_event_kind hj_ev_person_appointed = { "person_appointed", 1, &post_fields, evolve_post, "任职", "appointed" };
const struct hj_event_kind hj_ev_post_changed = { "post_changed", 2, &changed_fields, evolve_post, "变更岗位", "post changed" };
const struct hj_event_kind hj_ev_person_left = { "person_left", 1, &left_fields, evolve_left, "离职", "left" };
/* clang-format on */

HJ_VOIDED(voided, hj_staff, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_person_appointed,
	&hj_ev_post_changed,
	&hj_ev_person_left,
	&voided,
	&hj_ev_amended,
	&hj_ev_absence_set,
	&hj_ev_absence_ended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_appoint,
	&hj_cmd_change_post,
	&hj_cmd_leave,
	&hj_cmd_void_administered,
	&hj_cmd_amend_administered,
	&hj_cmd_set_absence,
	&hj_cmd_come_back,
};

/* Set back, the post must be one that could be given now. */
static void
may_be(struct hj_turn *t, const void *state)
{
	const struct hj_staff *p = state;

	if (p->left)
		return;
	hj_check_post(t, p->org, p->roles, p->n_roles);
	if (hj_alone_in(t->world->directory, p->id) &
	    ~hj_roles_mask(p->roles, p->n_roles))
		hj_refuse(t, HJ_NO_LAST_ADMINISTRATOR, "event");
}

const struct hj_stream_kind hj_person_kind = {
	.name = "person",
	.path = "people",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.arena = offsetof(struct hj_staff, arena),
	.may_be = may_be,
};

unsigned
hj_roles_mask(const struct hj_role_item *roles, size_t n)
{
	unsigned mask = 0;

	for (size_t i = 0; i < n; i++)
		mask |= 1u << roles[i].role;
	return mask;
}

void
hj_check_post(struct hj_turn *t, const char *org,
    const struct hj_role_item *roles, size_t n)
{
	const struct hj_org *body = hj_open_org(t, org, "org");
	unsigned mask = 0;

	if (body == NULL)
		return;
	for (size_t i = 0; i < n; i++) {
		if (mask & 1u << roles[i].role)
			hj_refuse(t, HJ_NO_ROLES, "roles");
		mask |= 1u << roles[i].role;
	}
	/* Taking the lowest of them away leaves none. */
	if (mask == 0 || (mask & HJ_RO_SITE & ((mask & HJ_RO_SITE) - 1)) != 0 ||
	    ((mask & HJ_RO(JUDGE)) && strcmp(body->kind->name, "court") != 0))
		hj_refuse(t, HJ_NO_ROLES, "roles");
}

unsigned
hj_alone_in(const struct hj_directory *dir, const char *person)
{
	unsigned own = 0, others = 0;

	for (size_t i = 0; i < dir->n_person; i++) {
		const struct hj_person *p = &dir->person[i];

		if (p->left)
			continue;
		if (strcmp(p->id, person) == 0)
			own = p->roles;
		else
			others |= p->roles;
	}
	return own & ~others & (HJ_RO(ADMINISTRATOR) | HJ_RO(SECURITY));
}
