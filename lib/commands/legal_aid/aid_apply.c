/*
 * Enter an application for legal aid (申请法律援助) at the centre.
 *
 * The seven days for deciding run from its receipt (法律援助法43, F).  Hardship
 * is shown by a check or a promise (41), or need not be (32, 42); an
 * application may be entered without it.  Where a limitation is about to end
 * the day is stated, and first aid has until then (44).  A procedure that came
 * by referral, or from a place of custody (39), is gone on with; else one is
 * opened.
 */
#include "lib/commands/legal_aid/aid.h"

#include <string.h>

struct aid_apply {
	struct hj_frame frame;
	int form;     /* enum hj_aid_form */
	int hardship; /* enum hj_hardship */
	int32_t limitation_on;
	int matter; /* enum hj_aid_matter */
	struct hj_no *parties;
	size_t n_parties;
	struct hj_sealed text;
	int urgent; /* enum hj_aid_urgent */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(aid_apply, form, 0, &hj_aid_form_words, "援助形式|form of aid"),
	HJ_WORD(aid_apply, hardship, 0, &hj_hardship_words, "经济困难如何证明,或者免予核查|how hardship is shown, or why not checked"),
	HJ_DATE(aid_apply, limitation_on, 0, "时效、期间届满日|day on which the limitation ends"),
	HJ_WORD(aid_apply, matter, HJ_REQUIRED, &hj_aid_matter_words, "援助事项|matter"),
	HJ_LIST(aid_apply, parties, HJ_REQUIRED, &hj_no_fields, 100, "申请人|who applies"),
	HJ_SEALED(aid_apply, text, HJ_KEY_TEXT, 4000, "案情及理由|facts and reasons"),
	HJ_WORD(aid_apply, urgent, 0, &hj_aid_urgent_words, "紧急情形|urgency"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(aid_apply, rows);

/* Does the row of aid-apply fit `p`, which is the actor's own? */
static bool
waits(const struct hj_turn *t, const struct hj_procedure *p)
{
	return p->channel == HJ_CH_LEGAL_AID && hj_procedure_live(p) &&
	       p->body != NULL && strcmp(p->body, t->actor.org) == 0 &&
	       (p->stage == HJ_ST_NONE || p->stage == HJ_ST_AID_RELAYING);
}

/* Set t->p to the procedure that is named, or waits for an application. */
static void
find_procedure(struct hj_turn *t)
{
	int64_t named = t->frame->procedure;

	if (named != 0 && hj_procedure_at(t->d, named) == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "procedure");
	else if (named != 0 && !waits(t, hj_procedure_at(t->d, named)))
		hj_refuse(t, HJ_NO_STAGE, "procedure");
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		struct hj_procedure *p = &t->d->procedure[i];

		if ((named == 0 || named == p->no) && waits(t, p))
			t->p = p;
	}
}

/* The aid that was asked for in custody becomes this application. */
static struct hj_aid *
application(struct hj_turn *t, const struct aid_apply *c)
{
	const struct hj_aid *asked =
	    t->p == NULL ? NULL : hj_aid_of(t->d, t->p->no);
	struct hj_aid *aid = HJ_NEW(t->a, struct hj_aid);

	*aid = (struct hj_aid){
		.no = asked != NULL ? asked->no : HJ_NEXT_NO(t->d->n_aid),
		.recipients = c->parties,
		.n_recipients = c->n_parties,
		.form = c->form,
		.matter = c->matter,
		.hardship = c->hardship,
		.urgent = c->urgent,
		.limitation_on = c->limitation_on,
		.subsidy = HJ_NONE,
	};
	return aid;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct aid_apply *c = cmd;
	const struct hj_org *centre = hj_aid_centre(t, NULL);
	struct hj_aid_set *b;

	if (centre == NULL)
		return;
	find_procedure(t);
	if (!hj_recipients_fit(t, c->parties, c->n_parties))
		return;
	if ((c->urgent == HJ_UR_LIMITATION || c->limitation_on != 0) &&
	    !hj_limitation_near(t, c->limitation_on))
		return;
	b = HJ_NEW(t->a, struct hj_aid_set);
	b->aid = application(t, c);
	b->aid->procedure = hj_aid_procedure(t, centre->id, HJ_SRC_APPLICATION);
	b->stage = HJ_ST_AID_APPLIED;
	b->on = hj_occurred_on(t);
	b->text = c->text;
	hj_happens(t, &hj_ev_aid_applied, b);
	if (c->limitation_on != 0)
		hj_note_urgency(t, b->aid);
}

const struct hj_command hj_cmd_aid_apply = {
	.name = "aid-apply",
	.zh = "申请法律援助",
	.en = "Apply for legal aid",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(NONE) | HJ_ST(AID_RELAYING),
	.to = HJ_ST(AID_APPLIED),
	.decide = decide,
};
