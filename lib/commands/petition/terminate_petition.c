/*
 * Terminate a petition by law (依法终结).
 *
 * Only a matter of law and litigation (涉法涉诉), which is apart from ordinary
 * petitions (信访工作条例28, F).  The conditions are data: where a rule set
 * with such a guard is switched on, each of its items is stated to be met;
 * those that ship are known by name only, their text was not read (K).  The
 * matter is handed to the local body, which goes on with persuasion and help
 * (37, F); a new fact opens it anew.
 */
#include "lib/commands/guard.h"
#include "lib/commands/petition/petition.h"

struct terminate_petition {
	struct hj_frame frame;
	struct hj_name *checklist;
	size_t n_checklist;
	const char *decided_by;
	const char *handed_to; /* organisation */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(terminate_petition, checklist, 0, &hj_name_fields, 20, "终结条件|conditions met"),
	HJ_TEXT(terminate_petition, decided_by, 0, 100, "决定机关|who decided"),
	HJ_ID(terminate_petition, handed_to, HJ_REQUIRED, "移交的属地单位|local body"),
	HJ_SEALED(terminate_petition, text, HJ_KEY_TEXT, 20000, "终结说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(terminate_petition, rows);

#define CHECKLIST "termination-checklist"

/* Is it a condition of some set, switched on or not?  No free text is. */
static bool
is_condition(const struct hj_rules *rules, const char *item)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_guard *g =
		    hj_rule_guard_find(&rules->set[i], CHECKLIST);

		if (g != NULL && hj_guard_asks(g, item))
			return true;
	}
	return false;
}

/* Is each condition that is asked for stated, and nothing that is none? */
static bool
complete(const struct hj_turn *t, const struct terminate_petition *c)
{
	const struct hj_rule_guard *g = hj_guard(t, CHECKLIST);

	for (size_t i = 0; i < c->n_checklist; i++)
		if (!is_condition(t->world->rules, c->checklist[i].text))
			return false;
	for (size_t i = 0; g != NULL && i < g->n_items; i++)
		if (!hj_name_in(c->checklist, c->n_checklist, g->items[i].name))
			return false;
	return true;
}

static void
check(struct hj_turn *t, const struct terminate_petition *c)
{
	const struct hj_org *to =
	    hj_org_find(t->world->directory, c->handed_to);

	if (!complete(t, c))
		hj_refuse(t, HJ_NO_CHECKLIST, "checklist");
	else if (to == NULL || to->closed)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "handed_to");
	else if (hj_petition_bars(t->d, c->handed_to))
		hj_refuse(t, HJ_NO_ACCUSED, "handed_to");
}

static void
ready(struct hj_turn *t)
{
	if (!hj_petition_of(t->d, t->p->no)->law)
		hj_refuse(t, HJ_NO_NOT_LAW, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct terminate_petition *c = cmd;
	int64_t procedure = t->p->no;
	struct hj_petition_set *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = hj_petition_change(t, procedure);
	b->petition->end = HJ_PE_LEGAL;
	b->petition->handed = c->handed_to;
	b->phase = HJ_PH_ENDED;
	b->ground = HJ_GR_TERMINATED;
	b->article = "信访工作条例28、37";
	b->named = c->decided_by;
	b->checklist = c->checklist;
	b->n_checklist = c->n_checklist;
	b->text = c->text;
	hj_happens(t, &hj_ev_petition_terminated, b);
	hj_owe_petitioners(
	    t, procedure, HJ_NK_PETITION_TERMINATED, "信访工作条例28、37");
}

const struct hj_command hj_cmd_terminate_petition = {
	.name = "terminate-petition",
	.zh = "依法终结信访事项",
	.en = "Terminate a petition by law",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_IF_MATCH | HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_PETITION,
	.about = hj_petition_about,
	.ready = ready,
	.decide = decide,
};
