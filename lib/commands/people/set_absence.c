/*
 * Say from when to when somebody is away, both days included, and who stands in
 * (登记外出); with a number, say it otherwise.
 */
#include "lib/commands/people/absence.h"

#include <string.h>

struct set_absence {
	struct hj_frame frame;
	const char *cover;
	int32_t from;
	int64_t no;
	int32_t to;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(set_absence, cover, HJ_REQUIRED, "代办人|who stands in"),
	HJ_DATE(set_absence, from, HJ_REQUIRED, "起|first day"),
	HJ_INT(set_absence, no, 0, 1, HJ_ABSENCES_MOST, "要改的那一次|number of the absence that is changed"),
	HJ_DATE(set_absence, to, HJ_REQUIRED, "止|last day"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(set_absence, rows);
/* clang-format on */

/* One that was taken back ends before it begins, and meets none. */
static bool
meet(const struct hj_absence *a, const struct set_absence *c)
{
	return a->from <= a->to && a->from <= c->to && c->from <= a->to;
}

static void
check_days(struct hj_turn *t, const struct set_absence *c)
{
	const struct hj_staff *p = t->state;
	bool there = c->no == 0;

	for (size_t i = 0; i < p->n_absence; i++) {
		if (p->absence[i].no == c->no)
			there = true;
		else if (meet(&p->absence[i], c))
			hj_refuse(t, HJ_NO_AWAY_TWICE, "from");
	}
	if (!there)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "no");
	else if (c->to < c->from)
		hj_refuse(t, HJ_NO_ORDER, "to");
	else if (c->to < hj_today(t))
		hj_refuse(t, HJ_NO_AWAY_OVER, "to");
	else if (hj_date_days_between((struct hj_date){ c->from },
		     (struct hj_date){ c->to }) >= HJ_ABSENCE_DAYS_MOST)
		hj_refuse(t, HJ_NO_AWAY_LONG, "to");
	else if (c->no == 0 && p->n_absence >= HJ_ABSENCES_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
}

/*
 * Who stands in serves in the same body, mediates if who is away does, and is
 * there himself; who stands in for another is not away in those days.
 */
static void
check_cover(struct hj_turn *t, const struct set_absence *c)
{
	static const unsigned mediates =
	    HJ_RO(MEDIATOR) | HJ_RO(HEAD) | HJ_RO(JUDGE);
	const struct hj_directory *dir = t->world->directory;
	const struct hj_person *cover = hj_person_find(dir, c->cover);
	const struct hj_staff *p = t->state;

	if (cover == NULL || cover->left || strcmp(cover->org, p->org) != 0 ||
	    strcmp(cover->id, p->id) == 0 ||
	    ((hj_roles_mask(p->roles, p->n_roles) & mediates) != 0 &&
		(cover->roles & mediates) == 0)) {
		hj_refuse(t, HJ_NO_COVER, "cover");
		return;
	}
	for (size_t i = 0; i < cover->n_absence; i++)
		if (meet(&cover->absence[i], c))
			hj_refuse(t, HJ_NO_COVER_AWAY, "cover");
	for (size_t i = 0; i < dir->n_person; i++)
		for (size_t k = 0; k < dir->person[i].n_absence; k++)
			if (strcmp(dir->person[i].absence[k].cover, p->id) ==
				0 &&
			    meet(&dir->person[i].absence[k], c))
				hj_refuse(t, HJ_NO_STANDS_IN, "from");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct set_absence *c = cmd;
	const struct hj_staff *p = t->state;

	if (!hj_absence_ours(t))
		return;
	check_days(t, c);
	if (t->refused == HJ_NO)
		check_cover(t, c);
	if (t->refused != HJ_NO)
		return;
	hj_absence_tell(t, &hj_ev_absence_set,
	    &(struct hj_absence){
		.no = c->no != 0 ? c->no : HJ_NEXT_NO(p->n_absence),
		.from = c->from,
		.to = c->to,
		.cover = c->cover,
	    });
}

const struct hj_command hj_cmd_set_absence = {
	.name = "set-absence",
	.zh = "登记外出和代办人",
	.en = "Set an absence and who stands in",
	.fields = &fields,
	.right = HJ_MAY_BE_AWAY,
	.decide = decide,
};
