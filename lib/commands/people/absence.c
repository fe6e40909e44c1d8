/* Absence and cover; see absence.h. */
#include "lib/commands/people/absence.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hj_absence, cover, HJ_REQUIRED, NULL),
	HJ_DATE(hj_absence, from, HJ_REQUIRED, NULL),
	HJ_INT(hj_absence, no, HJ_REQUIRED, 1, HJ_ABSENCES_MOST, NULL),
	HJ_DATE(hj_absence, to, HJ_REQUIRED, NULL),
};
const struct hj_fields hj_absence_fields = HJ_FIELDS(hj_absence, rows);

static const struct hj_field told_rows[] = {
	HJ_OBJECT(hj_absence_told, absence, HJ_REQUIRED, &hj_absence_fields, NULL),
};
static const struct hj_fields told_fields = HJ_FIELDS(hj_absence_told, told_rows);
/* clang-format on */

static void
evolve_absence(void *state, const struct hj_event *ev)
{
	const struct hj_absence_told *b = ev->body;
	struct hj_staff *p = state;

	p->version = ev->seq;
	p->last_at = ev->at;
	for (size_t i = 0; i < p->n_absence; i++)
		if (p->absence[i].no == b->absence->no) {
			p->absence[i] = *b->absence;
			return;
		}
	*HJ_PUSH(p->arena, p->absence, p->n_absence) = *b->absence;
}

/* clang-format off */
const struct hj_event_kind hj_ev_absence_set = { "absence_set", 1, &told_fields, evolve_absence, "登记外出和代办人", "absence set" };
const struct hj_event_kind hj_ev_absence_ended = { "absence_ended", 1, &told_fields, evolve_absence, "提前返岗", "absence ended" };
/* clang-format on */

bool
hj_absence_ours(struct hj_turn *t)
{
	const struct hj_staff *p = t->state;
	bool head = (t->actor.roles & HJ_RO(HEAD)) != 0 && p->org != NULL &&
		    strcmp(p->org, t->actor.org) == 0;

	if (p->left)
		hj_refuse(t, HJ_NO_LEFT, NULL);
	else if (!head && (t->actor.roles & HJ_RO(ADMINISTRATOR)) == 0 &&
		 strcmp(p->id, t->actor.person) != 0)
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	return t->refused == HJ_NO;
}

void
hj_absence_tell(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_absence *a)
{
	struct hj_absence_told *b = HJ_NEW(t->a, struct hj_absence_told);

	b->absence = HJ_NEW(t->a, struct hj_absence);
	*b->absence = *a;
	hj_happens(t, kind, b);
}

/* In `p`: whom, if anybody; *ret_own if the actor mediates there himself. */
static const char *
absent_in(const struct hj_turn *t, const struct hj_procedure *p, bool *ret_own)
{
	const char *absent = NULL;

	for (size_t i = 0; i < p->n_mediator; i++) {
		const char *person = p->mediator[i].person;

		if (strcmp(person, t->actor.person) == 0)
			*ret_own = true;
		else if (absent == NULL &&
			 hj_covers(t->world->directory, t->actor.person, person,
			     hj_today(t)))
			absent = person;
	}
	return absent;
}

const char *
hj_stands_in_for(const struct hj_turn *t)
{
	const char *absent = NULL;
	bool own = false;

	if (t->d == NULL || t->actor.service)
		return NULL;
	if (t->p != NULL)
		absent = absent_in(t, t->p, &own);
	for (size_t i = 0; t->p == NULL && i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];
		const char *there =
		    hj_procedure_live(p) ? absent_in(t, p, &own) : NULL;

		if (absent == NULL)
			absent = there;
	}
	return own ? NULL : absent;
}

size_t
hj_selves(const struct hj_turn *t, const char *const **ret)
{
	const struct hj_directory *dir = t->world->directory;
	const char **list = NULL;
	size_t n = 0;

	*HJ_PUSH(t->a, list, n) = t->actor.person;
	if (t->frame != NULL && t->frame->on_behalf != NULL)
		*HJ_PUSH(t->a, list, n) = t->frame->on_behalf;
	for (size_t i = 0; i < dir->n_person && !t->actor.service; i++)
		if (dir->person[i].n_absence > 0 &&
		    hj_covers(
			dir, t->actor.person, dir->person[i].id, hj_today(t)))
			*HJ_PUSH(t->a, list, n) = dir->person[i].id;
	*ret = list;
	return n;
}
