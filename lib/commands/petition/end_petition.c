/*
 * End a petition (信访事项结束) in one of the ways that somebody decides: led
 * to another way and told so (31(一)-(四), 23), duty done (31(五)), settled
 * (33), suggestion answered (29), accusation handled (30), a repeat (19), given
 * up by undertaking (息诉承诺, no termination).  信访工作条例; F.
 *
 * The others have commands of their own or come with time.  What is owed is
 * owed from here on; closing waits for it.
 */
#include "lib/commands/petition/petition.h"
#include "lib/commands/guard.h"

struct end_petition {
	struct hj_frame frame;
	int end; /* enum hj_petition_end */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(end_petition, end, HJ_REQUIRED, &hj_petition_end_words, "结束方式|how it ends"),
	HJ_SEALED(end_petition, text, HJ_KEY_TEXT, 20000, "答复或者说明|reply, or in words"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(end_petition, rows);

#define HANDLED (HJ_ST(HANDLING))
#define EARLY   (HJ_ST(RECEIVED) | HJ_ST(CLASSIFIED) | HJ_ST(TAKEN))
#define ANY     UINT64_MAX

/* In which stages, of which class, with which notice and on which ground. */
static const struct row {
	uint64_t stages;
	int class;
	int way;
	int notice;
	int ground;
	const char *rests; /* the guard it rests on; NULL: no law names it */
} ends[] = {
	[HJ_PE_ROUTE]       = { HJ_ST(ROUTED), HJ_PC_APPEAL, 0, 0, HJ_GR_OTHER_FORUM, "petition-end-route" },
	[HJ_PE_DUTY]        = { HANDLED, HJ_PC_APPEAL, HJ_PW_DUTY, HJ_NK_PETITION_REPLY, HJ_GR_DECIDED, "petition-end-duty" },
	[HJ_PE_SETTLE]      = { ANY, HJ_PC_APPEAL, 0, 0, HJ_GR_SETTLED, "petition-end-settle" },
	[HJ_PE_DUP]         = { EARLY, 0, 0, HJ_NK_PETITION_REFUSED, HJ_GR_DECLINED, "petition-end-dup" },
	[HJ_PE_SUGGEST]     = { HANDLED, HJ_PC_SUGGESTION, 0, HJ_NK_PETITION_REPLY, HJ_GR_DECIDED, "petition-end-suggest" },
	[HJ_PE_UNDERTAKING] = { ANY, 0, 0, 0, HJ_GR_UNDERTAKING, NULL },
	[HJ_PE_REPORTED]    = { HANDLED, HJ_PC_ACCUSATION, 0, HJ_NK_PETITION_REPLY, HJ_GR_DECIDED, "petition-end-reported" },
};
/* clang-format on */

/* Is the way told, in writing, to every petitioner? */
static bool
told(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_notice; i++)
		if (t->d->notice[i].procedure == t->p->no &&
		    t->d->notice[i].kind == HJ_NK_PETITION_TOLD &&
		    t->d->notice[i].state == HJ_NS_OWED)
			return false;
	return true;
}

/*
 * Is there an agreement in effect on which it ends (33)?  Its organ may bring
 * the two together, lead them to a mediation body (37), or to settle by
 * themselves (和解协议书): whichever took effect since the petition came.
 */
static bool
settled(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_agreement; i++) {
		const struct hj_agreement *a = &t->d->agreement[i];

		if (a->state == HJ_AS_EFFECTIVE &&
		    (a->procedure == t->p->no ||
			a->effective_on >= t->p->opened_on))
			return true;
	}
	return false;
}

/* On the article of that end, if law names it. */
static void
refuse(struct hj_turn *t, enum hj_refusal no, const struct row *row)
{
	if (row->rests == NULL)
		hj_refuse(t, no, "end");
	else
		hj_refuse_as(t, no, "end", row->rests);
}

static void
ready(struct hj_turn *t)
{
	if (!hj_petition_holds(t) && !hj_petition_handles(t))
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
}

static void
check(struct hj_turn *t, int end, const struct row *row)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);

	if (row == NULL || row->ground == 0)
		hj_refuse(t, HJ_NO_GROUND, "end");
	else if ((row->stages & UINT64_C(1) << t->p->stage) == 0)
		refuse(t, HJ_NO_STAGE, row);
	else if ((row->class != 0 && row->class != x->class) ||
		 (row->way != 0 && row->way != x->way))
		refuse(t, HJ_NO_WAY, row);
	else if (end == HJ_PE_SETTLE && !settled(t))
		refuse(t, HJ_NO_NOT_EFFECTIVE, row);
	else if (end == HJ_PE_ROUTE && !told(t))
		refuse(t, HJ_NO_NOTICE_OWED, row);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct end_petition *c = cmd;
	const struct row *row = NULL;
	int64_t procedure = t->p->no;
	const char *article;

	if ((size_t)c->end < sizeof(ends) / sizeof(ends[0]))
		row = &ends[c->end];
	check(t, c->end, row);
	if (t->refused != HJ_NO)
		return;
	article = row->rests == NULL ? NULL : hj_guard_article(t, row->rests);
	hj_petition_end(t, procedure, c->end, row->ground, article, c->text);
	if (row->notice != 0)
		hj_owe_petitioners(t, procedure, row->notice, article);
}

const struct hj_command hj_cmd_end_petition = {
	.name = "end-petition",
	.zh = "信访事项结束",
	.en = "End a petition",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_IF_MATCH | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_PETITION,
	.about = hj_petition_about,
	.ready = ready,
	.decide = decide,
};
