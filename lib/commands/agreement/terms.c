/* What an agreement says: its terms, as entered; see agreement.h. */
#include "lib/commands/agreement/agreement.h"

#define AGREEMENTS_MOST 50 /* of one dispute; a snapshot holds them all */

/* clang-format off */
static const struct hj_field term_rows[] = {
	HJ_WORD(hj_term_input, after, 0, &hj_trigger_words, "何事之后到期|due after"),
	HJ_INT(hj_term_input, after_days, 0, 0, 3650, "此后日数|days from then"),
	HJ_INT(hj_term_input, after_term, 0, 1, 1000, "在先条款|the term that comes first"),
	HJ_MONEY(hj_term_input, amount, 0, "数额(分)|amount in fen"),
	HJ_INT(hj_term_input, carries, 0, 1, 1000, "接续原协议第几条|term of the replaced agreement it continues"),
	HJ_INT(hj_term_input, creditor, 0, 1, 1000, "权利人|to whom it is owed"),
	HJ_LIST(hj_term_input, creditors, 0, &hj_share_fields, 50, "各权利人|creditors and their parts"),
	HJ_INT(hj_term_input, debtor, 0, 1, 1000, "义务人|who owes it"),
	HJ_DATE(hj_term_input, due_on, 0, "履行期限|due on"),
	HJ_SEALED(hj_term_input, due_when, HJ_KEY_TEXT, 200, "履行条件|due when"),
	HJ_WORD(hj_term_input, entitlement, 0, &hj_liability_words, "多人债权|it is owed to several"),
	HJ_WORD(hj_term_input, every, 0, &hj_interval_words, "按期|how often it recurs"),
	HJ_WORD(hj_term_input, exactness, 0, &hj_exactness_words, "数额精度|how exact"),
	HJ_WORD(hj_term_input, guarantee, 0, &hj_guarantee_words, "保证方式|kind of guarantee"),
	HJ_INT(hj_term_input, guarantor, 0, 1, 1000, "保证人|guarantor"),
	HJ_WORD(hj_term_input, kind, HJ_REQUIRED, &hj_term_kind_words, "种类|kind"),
	HJ_WORD(hj_term_input, liability, 0, &hj_liability_words, "多人责任|several debtors owe it"),
	HJ_SEALED(hj_term_input, payer, HJ_KEY_TEXT, 200, "第三人代付|third person who will pay"),
	HJ_LIST(hj_term_input, shares, 0, &hj_share_fields, 50, "各债务人|debtors and their parts"),
	HJ_SEALED(hj_term_input, text, HJ_KEY_TEXT, 4000, "内容|in words"),
	HJ_INT(hj_term_input, times, 0, 2, 120, "期数|how many times"),
};
static const struct hj_fields term_fields = HJ_FIELDS(hj_term_input, term_rows);

static const struct hj_field rows[] = {
	HJ_BOOL(hj_agreement_input, identity_relation, 0, "涉及身份关系|about identity relations"),
	HJ_LIST(hj_agreement_input, issues, 0, &hj_no_fields, 100, "所解决的争议事项|issues it settles"),
	HJ_BOOL(hj_agreement_input, ownership, 0, "确认物权或知识产权归属|confirms ownership"),
	HJ_INT(hj_agreement_input, replaces, 0, 1, 1000, "替代的协议|agreement it replaces"),
	HJ_INT(hj_agreement_input, supplements, 0, 1, 1000, "补充的协议|agreement it supplements"),
	HJ_LIST(hj_agreement_input, terms, HJ_REQUIRED, &term_fields, 50, "条款|terms"),
	HJ_SEALED(hj_agreement_input, text, HJ_KEY_TEXT, 20000, "协议全文|text"),
};
/* clang-format on */
const struct hj_fields hj_agreement_input_fields =
    HJ_COMMAND_FIELDS(hj_agreement_input, rows);

/* May `in` continue that term: it is there, alive, and bound by its sum? */
static void
check_carried(struct hj_turn *t, const struct hj_term_input *in,
    const struct hj_agreement *old)
{
	const struct hj_term *before =
	    old == NULL || (size_t)in->carries > old->n_term
		? NULL
		: &old->term[in->carries - 1];

	if (before == NULL || before->state == HJ_TS_CARRIED ||
	    before->every != 0)
		hj_refuse(t, HJ_NO_TERM, "terms");
	else if (in->amount != HJ_NONE && in->exactness <= HJ_EX_ABOUT &&
		 before->paid > in->amount)
		hj_refuse(t, HJ_NO_ABOVE_DUE, "terms");
}

/* Does the term fit the dispute, and the agreement it continues? */
static void
check_term(struct hj_turn *t, const struct hj_term_input *in,
    const struct hj_agreement *old)
{
	const struct hj_party *debtor = hj_party_at(t->d, in->debtor);

	if (in->debtor != 0 && (debtor == NULL || !hj_party_there(debtor)))
		hj_refuse(t, HJ_NO_PARTY, "terms");
	else if (in->carries != 0)
		check_carried(t, in, old);
}

/* A term goes on in one other at most; what was paid is counted once. */
static void
check_once(struct hj_turn *t, const struct hj_agreement_input *in)
{
	for (size_t i = 0; i < in->n_terms; i++)
		for (size_t k = 0; k < i; k++)
			if (in->terms[i].carries != 0 &&
			    in->terms[i].carries == in->terms[k].carries)
				hj_refuse(t, HJ_NO_CARRIED_TWICE, "terms");
}

static struct hj_term
term_from(const struct hj_term_input *in, int64_t no)
{
	struct hj_term term = {
		.no = no,
		.kind = in->kind,
		.amount = in->kind == HJ_TK_MONEY ? in->amount : HJ_NONE,
		.debtor = in->debtor,
		.due_on = in->due_on,
		.due_when = in->due_when,
		.text = in->text,
		.carries = in->carries,
		.state = HJ_TS_OPEN,
		.creditor = in->creditor,
		.guarantor = in->guarantor,
		.guarantee = in->guarantor != 0 && in->guarantee == 0
				 ? HJ_GT_GENERAL
				 : in->guarantee,
		.payer = in->payer,
		.liability = in->liability,
		.share = in->shares,
		.n_share = in->n_shares,
		.entitlement = in->entitlement,
		.creditors = in->creditors,
		.n_creditors = in->n_creditors,
		.after = in->after,
		.after_term = in->after_term,
		.after_days = in->after_days,
		.every = in->every,
		.times = in->times,
	};

	if (term.amount != HJ_NONE)
		term.exactness =
		    in->exactness != 0 ? in->exactness : HJ_EX_EXACT;
	return term;
}

/* Open issues, each named once. */
static void
check_issues(struct hj_turn *t, const struct hj_agreement_input *in)
{
	for (size_t i = 0; i < in->n_issues; i++) {
		const struct hj_point *issue =
		    hj_issue_at(t->d, in->issues[i].no);

		if (issue == NULL || issue->state != HJ_IS_OPEN)
			hj_refuse(t, HJ_NO_ISSUE, "issues");
		for (size_t k = 0; k < i; k++)
			if (in->issues[k].no == in->issues[i].no)
				hj_refuse(t, HJ_NO_ISSUE, "issues");
	}
}

/* The agreement that `in` is the next version or a supplement of; or NULL. */
static const struct hj_agreement *
built_on(const struct hj_turn *t, const struct hj_agreement_input *in)
{
	return hj_agreement_at(
	    t->d, in->replaces != 0 ? in->replaces : in->supplements);
}

static void
check(struct hj_turn *t, const struct hj_agreement_input *in,
    const struct hj_agreement *old)
{
	const char *field = in->replaces != 0 ? "replaces" : "supplements";

	if (t->d->n_agreement >= AGREEMENTS_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	else if (in->n_terms == 0)
		hj_refuse(t, HJ_NO_TERM, "terms");
	else if (in->replaces != 0 && in->supplements != 0)
		hj_refuse(t, HJ_NO_DUPLICATE, "supplements");
	else if ((in->replaces != 0 || in->supplements != 0) && old == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, field);
	else if (old != NULL && old->state != HJ_AS_EFFECTIVE)
		hj_refuse_agreement(t, old, HJ_NO_NOT_EFFECTIVE, field);
	check_issues(t, in);
	check_once(t, in);
	for (size_t i = 0; i < in->n_terms && t->refused == HJ_NO; i++) {
		check_term(t, &in->terms[i], old);
		hj_check_term_detail(t, &in->terms[i], (int64_t)i + 1);
	}
}

struct hj_agreement *
hj_agreement_make(struct hj_turn *t, const struct hj_agreement_input *in,
    int64_t procedure, int form)
{
	const struct hj_agreement *old = built_on(t, in);
	struct hj_agreement *a;

	check(t, in, old);
	if (t->refused != HJ_NO)
		return NULL;
	a = HJ_NEW(t->a, struct hj_agreement);
	*a = (struct hj_agreement){
		.no = HJ_NEXT_NO(t->d->n_agreement),
		.procedure = procedure,
		.form = form,
		.state = HJ_AS_DRAFT,
		.version = in->replaces != 0 ? old->version + 1 : 1,
		.replaces = in->replaces,
		.supplements = in->supplements,
		.issue = in->issues,
		.n_issue = in->n_issues,
		.n_term = in->n_terms,
		.identity_relation = in->identity_relation,
		.ownership = in->ownership,
	};
	a->term = hj_alloc(t->a, in->n_terms * sizeof(*a->term));
	for (size_t i = 0; i < in->n_terms; i++)
		a->term[i] = term_from(&in->terms[i], (int64_t)i + 1);
	return a;
}

const struct hj_agreement *
hj_draft(struct hj_turn *t, int64_t no)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, no);

	if (a == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "agreement");
	else if (a->state != HJ_AS_DRAFT)
		hj_refuse(t, HJ_NO_NOT_DRAFT, "agreement");
	return t->refused == HJ_NO ? a : NULL;
}

void
hj_some_draft(struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_agreement; i++)
		if (t->d->agreement[i].state == HJ_AS_DRAFT)
			return;
	hj_refuse(t, HJ_NO_NOT_DRAFT, "agreement");
}

int64_t
hj_procedure_of_agreement(const struct hj_dispute *d, int64_t no)
{
	const struct hj_agreement *a = hj_agreement_at(d, no);

	return a == NULL ? -1 : a->procedure;
}

bool
hj_has_title(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (d->procedure[i].title != 0)
			return true;
	return d->external_title != 0;
}
