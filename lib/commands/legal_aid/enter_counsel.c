/*
 * Enter counsel on the roster (律师入册).
 *
 * Somebody of staff stands there under the id of that person, so that who
 * mediated is known again; anybody else gets an id of the entry's own.  A
 * newcomer begins in the present round.
 */
#include "lib/commands/legal_aid/roster.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(hj_counsel_input, areas, 0, &hj_name_fields, 20, "办理区域(县区代码),空为不限|counties; none: everywhere"),
	HJ_TEXT(hj_counsel_input, licence, 0, 40, "执业证号|licence"),
	HJ_INT(hj_counsel_input, most, 0, 1, 1000, "同时承办上限|open matters at most"),
	HJ_TEXT(hj_counsel_input, name, 0, 40, "姓名|name"),
	HJ_ID(hj_counsel_input, person, 0, "本系统人员|person of staff"),
	HJ_TEXT(hj_counsel_input, phone, 0, 40, "办公电话|telephone of the office"),
	HJ_TEXT(hj_counsel_input, practice, 0, 60, "执业机构|practice"),
	HJ_DATE(hj_counsel_input, practising_since, 0, "执业起始日|practising since"),
	HJ_INT(hj_counsel_input, share, 0, 1, 100, "每轮次数,缺省为一|turns in a round; absent: one"),
	HJ_DATE(hj_counsel_input, since, 0, "入册日|on the roster from"),
	HJ_LIST(hj_counsel_input, specialities, 0, &hj_speciality_fields, 20, "专长事项,空为不限|matters; none: everything"),
	HJ_DATE(hj_counsel_input, until, 0, "在册截止日|on the roster until"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(hj_counsel_input, rows);

static void
check(struct hj_turn *t, const struct hj_counsel_input *c,
    const struct hj_person *person)
{
	const struct hj_roster *r = t->state;

	if (!hj_roster_ours(t))
		return;
	if (r->n_counsel >= HJ_COUNSEL_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	else if (c->person != NULL && (person == NULL || person->left))
		hj_refuse(t, HJ_NO_PERSON, "person");
	else if (c->person == NULL && c->name == NULL)
		hj_refuse(t, HJ_NO_PERSON, "name");
	else if (c->person != NULL && hj_counsel_at(r, c->person) != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, "person");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_counsel_input *c = cmd;
	const struct hj_roster *r = t->state;
	const struct hj_person *person =
	    c->person == NULL ? NULL
			      : hj_person_find(t->world->directory, c->person);
	struct hj_counsel_set *b = HJ_NEW(t->a, struct hj_counsel_set);

	check(t, c, person);
	if (t->refused != HJ_NO)
		return;
	b->counsel = HJ_NEW(t->a, struct hj_counsel);
	*b->counsel = (struct hj_counsel){
		.id = person != NULL ? person->id : t->cmd,
		.name = person != NULL ? person->name : NULL,
		.share = 1,
		.since = hj_occurred_on(t),
	};
	hj_counsel_take(t, b->counsel, c);
	b->counsel->turns = hj_roster_round(r, hj_today(t)) * b->counsel->share;
	if (t->refused == HJ_NO)
		hj_happens(t, &hj_ev_counsel_entered, b);
}

const struct hj_command hj_cmd_enter_counsel = {
	.name = "enter-counsel",
	.zh = "律师入册",
	.en = "Enter counsel on the roster",
	.fields = &fields,
	.right = HJ_MAY_ROSTER,
	.decide = decide,
};
