/* What commands of petitions share; see petition.h. */
#include "lib/commands/petition/petition.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

int64_t
hj_petition_about(const struct hj_dispute *d, const void *cmd)
{
	const struct hj_frame *frame = cmd;
	int64_t last = 0;

	if (frame->procedure != 0)
		return frame->procedure;
	for (size_t i = d->n_petition; i-- > 0;) {
		int64_t no = d->petition[i].procedure;

		if (hj_procedure_live(hj_procedure_at(d, no)))
			return no;
		if (last == 0)
			last = no;
	}
	return last != 0 ? last : -1;
}

const struct hj_rule_set *
hj_petition_rules(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (set != NULL && set->n_ways > 0)
			return set;
	}
	return NULL;
}

struct hj_petition_set *
hj_petition_change(struct hj_turn *t, int64_t procedure)
{
	struct hj_petition_set *b = HJ_NEW(t->a, struct hj_petition_set);

	b->petition = HJ_NEW(t->a, struct hj_petition);
	*b->petition = *hj_petition_of(t->d, procedure);
	b->on = hj_occurred_on(t);
	return b;
}

bool
hj_petition_holds(const struct hj_turn *t)
{
	return same(t->p->body, t->actor.org);
}

bool
hj_petition_handles(const struct hj_turn *t)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);

	return x->organ == NULL ? hj_petition_holds(t)
				: same(x->organ, t->actor.org);
}

void
hj_petition_held(struct hj_turn *t)
{
	if (!hj_petition_holds(t))
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
}

void
hj_petition_handled(struct hj_turn *t)
{
	if (!hj_petition_handles(t))
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
}

void
hj_owe_petitioners(
    struct hj_turn *t, int64_t procedure, int kind, const char *article)
{
	for (size_t i = 0; i < t->d->n_party; i++)
		if (hj_petitioner(&t->d->party[i]))
			hj_owe_notice(
			    t, procedure, t->d->party[i].no, kind, article);
}

void
hj_petition_tell(struct hj_turn *t, int64_t procedure,
    const struct hj_event_kind *kind, struct hj_sealed text)
{
	struct hj_act *b = HJ_NEW(t->a, struct hj_act);

	b->procedure = procedure;
	b->text = text;
	hj_happens(t, kind, b);
}

void
hj_petition_end(struct hj_turn *t, int64_t procedure, int end, int ground,
    const char *article, struct hj_sealed text)
{
	struct hj_petition_set *b = hj_petition_change(t, procedure);

	b->petition->end = end;
	b->article = article;
	b->text = text;
	b->ground = ground;
	if (ground != 0)
		b->phase = HJ_PH_ENDED;
	hj_happens(t, &hj_ev_petition_ended, b);
}

bool
hj_petition_sort(struct hj_turn *t, struct hj_petition *x, const char *matter,
    int class, bool law, const char *field)
{
	const struct hj_rule_matter *m =
	    matter == NULL ? NULL
			   : hj_rule_matter_find(hj_petition_rules(t), matter);

	if (matter != NULL && m == NULL) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, field);
		return false;
	}
	if (m != NULL && class != 0 && class != m->class) {
		hj_refuse(t, HJ_NO_WAY, field);
		return false;
	}
	if (matter != NULL)
		x->matter = matter;
	if (m != NULL) {
		x->class = m->class;
		x->way = m->way;
		x->law = m->law;
	}
	if (class != 0)
		x->class = class;
	if (x->class != HJ_PC_APPEAL)
		x->way = 0;
	x->law = x->law || law;
	return true;
}

/* clang-format off */
static const struct hj_field accusing_rows[] = {
	HJ_ID(hj_accusing, accused, 0, "被检举控告的单位|accused organ"),
	HJ_LIST(hj_accusing, accused_organs, 0, &hj_id_fields, HJ_ACCUSED_MOST, "其他被检举控告的单位|further accused organs"),
	HJ_LIST(hj_accusing, accused_people, 0, &hj_id_fields, HJ_ACCUSED_MOST, "被检举控告的工作人员|accused people of the staff"),
	HJ_WORD(hj_accusing, class, 0, &hj_petition_class_words, "信访类别|class"),
};
/* clang-format on */
const struct hj_fields hj_accusing_fields =
    HJ_COMMAND_FIELDS(hj_accusing, accusing_rows);

static void
check_accused_organ(struct hj_turn *t, const char *organ, const char *field)
{
	const struct hj_org *org = hj_org_find(t->world->directory, organ);

	if (org == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, field);
	else if ((hj_relations(t->world->directory, t->d, NULL, organ) &
		     (HJ_REL_PART | HJ_REL_OFFERED)) != 0)
		hj_refuse(t, HJ_NO_ACCUSED, field);
}

static void
check_accused_person(struct hj_turn *t, const char *person)
{
	if (hj_person_find(t->world->directory, person) == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "accused_people");
	/* A roll is a timeline of its own, which their bodies read. */
	else if (same(person, t->actor.person) || t->d->n_group > 0 ||
		 hj_name_in(t->d->mediated, t->d->n_mediated, person))
		hj_refuse(t, HJ_NO_ACCUSED, "accused_people");
}

bool
hj_petition_accusable(struct hj_turn *t, const struct hj_accusing *c)
{
	const char *field = c->accused != NULL        ? "accused"
			    : c->n_accused_organs > 0 ? "accused_organs"
			    : c->n_accused_people > 0 ? "accused_people"
						      : NULL;

	if (c->class != HJ_PC_ACCUSATION && field != NULL)
		hj_refuse(t, HJ_NO_WAY, field);
	else if (c->accused != NULL)
		check_accused_organ(t, c->accused, "accused");
	for (size_t i = 0; i < c->n_accused_organs && t->refused == HJ_NO; i++)
		check_accused_organ(
		    t, c->accused_organs[i].text, "accused_organs");
	for (size_t i = 0; i < c->n_accused_people && t->refused == HJ_NO; i++)
		check_accused_person(t, c->accused_people[i].text);
	return t->refused == HJ_NO;
}

/* Put `id` into a list of its own, unless it is there. */
static void
accuse_one(struct hj_turn *t, struct hj_name **list, size_t *n, const char *id,
    const char *field)
{
	if (hj_name_in(*list, *n, id))
		return;
	if (*n == HJ_ACCUSED_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, field);
	else
		HJ_PUSH(t->a, *list, *n)->text = id;
}

static void
accuse_organ(struct hj_turn *t, struct hj_petition *x, const char *organ)
{
	if (x->accused == NULL)
		x->accused = organ;
	else if (!same(x->accused, organ))
		accuse_one(t, &x->accused_organs, &x->n_accused_organs, organ,
		    "accused_organs");
}

void
hj_petition_accuse(
    struct hj_turn *t, struct hj_petition *x, const struct hj_accusing *c)
{
	const struct hj_name *organs = x->accused_organs,
			     *people = x->accused_people;
	size_t n_organs = x->n_accused_organs, n_people = x->n_accused_people;

	/* The lists of the state are not changed. */
	x->accused_organs = x->accused_people = NULL;
	x->n_accused_organs = x->n_accused_people = 0;
	for (size_t i = 0; i < n_organs; i++)
		accuse_organ(t, x, organs[i].text);
	for (size_t i = 0; i < n_people; i++)
		accuse_one(t, &x->accused_people, &x->n_accused_people,
		    people[i].text, "accused_people");
	if (c->accused != NULL)
		accuse_organ(t, x, c->accused);
	for (size_t i = 0; i < c->n_accused_organs; i++)
		accuse_organ(t, x, c->accused_organs[i].text);
	for (size_t i = 0; i < c->n_accused_people; i++)
		accuse_one(t, &x->accused_people, &x->n_accused_people,
		    c->accused_people[i].text, "accused_people");
}
