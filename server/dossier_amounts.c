/* Do its papers name the same sums?  See dossier_amounts.h. */
#include "server/dossier_amounts.h"

#include "lib/commands/dossier/amount.h"

struct sums {
	int64_t *fen;
	size_t n;
};

struct search {
	struct hj_ring *ring;
	const struct hj_dispute *d;
	const struct hj_procedure *p;
	struct hj_contradiction *list;
	size_t n;
};

static void
found(struct search *s, int kind, int64_t no, int64_t part)
{
	*HJ_PUSH(s->ring->a, s->list, s->n) =
	    (struct hj_contradiction){ kind, no, part };
}

/* What a text names; nothing if its key is gone. */
static struct sums
sums_of(struct search *s, struct hj_sealed sealed)
{
	const char *text = hj_open_text(s->ring, sealed.box);
	struct sums sums = { 0 };

	if (text != NULL)
		sums.n = hj_amounts_said(s->ring->a, text, &sums.fen);
	return sums;
}

static bool
has(const struct sums *sums, int64_t fen)
{
	for (size_t i = 0; i < sums->n; i++)
		if (sums->fen[i] == fen)
			return true;
	return false;
}

/* A sum to be paid once; of one that comes again words name the rate. */
static bool
is_sum(const struct hj_term *t)
{
	return t->kind == HJ_TK_MONEY && t->amount != HJ_NONE &&
	       t->every == 0 && t->of_term == 0 &&
	       (t->exactness == 0 || t->exactness == HJ_EX_EXACT);
}

static int64_t
total_of(const struct hj_agreement *a)
{
	int64_t total = 0;

	for (size_t i = 0; i < a->n_term; i++)
		if (is_sum(&a->term[i]))
			total += a->term[i].amount;
	return total;
}

/* Does it stand, or is it still to be signed, in the procedure? */
static bool
counts(const struct search *s, const struct hj_agreement *a)
{
	return a != NULL && hj_agreement_in_file(s->p, a) &&
	       (a->state == HJ_AS_DRAFT || a->state == HJ_AS_EFFECTIVE);
}

/* Each sum stands in the words of its term, else in those of the agreement. */
static void
look_at_agreement(struct search *s, const struct hj_agreement_drafted *b)
{
	const struct hj_agreement *a = hj_agreement_at(s->d, b->agreement->no);
	struct sums text;

	if (!counts(s, a))
		return;
	text = sums_of(s, b->text);
	for (size_t i = 0; i < a->n_term; i++) {
		const struct hj_term *t = &a->term[i];
		struct sums own = sums_of(s, t->text);
		const struct sums *said = own.n > 0 ? &own : &text;

		if (is_sum(t) && said->n > 0 && !has(said, t->amount) &&
		    !has(said, total_of(a)))
			found(s, HJ_CD_AMOUNT, a->no, t->no);
	}
}

/* Is any sum of the agreements among those of the record? */
static bool
agrees(const struct search *s, const struct sums *record)
{
	bool any = false;

	for (size_t i = 0; i < s->d->n_agreement; i++) {
		const struct hj_agreement *a = &s->d->agreement[i];

		if (!counts(s, a) || total_of(a) == 0)
			continue;
		any = true;
		if (has(record, total_of(a)))
			return true;
		for (size_t k = 0; k < a->n_term; k++)
			if (is_sum(&a->term[k]) &&
			    has(record, a->term[k].amount))
				return true;
	}
	return !any;
}

static void
look_at_record(struct search *s, int64_t no, struct hj_sealed text)
{
	const struct hj_session *sat = hj_session_at(s->d, no);
	struct sums record;

	if (sat == NULL || sat->voided || sat->procedure != s->p->no ||
	    sat->result != HJ_RE_AGREED)
		return;
	record = sums_of(s, text);
	if (record.n > 0 && !agrees(s, &record))
		found(s, HJ_CD_AMOUNT_RECORD, no, 0);
}

/* ---- legal aid ---- */

/* Does a paper name `fen`, if that is stated? */
static bool
names(const struct sums *record, int64_t fen)
{
	return fen > 0 && has(record, fen);
}

/* Is a sum of `a` among those of the report: a term, all of it, what is paid?
 */
static bool
names_some(const struct sums *report, const struct hj_agreement *a)
{
	int64_t paid = 0;

	for (size_t i = 0; i < a->n_term; i++) {
		if (is_sum(&a->term[i]) && has(report, a->term[i].amount))
			return true;
		if (a->term[i].kind == HJ_TK_MONEY)
			paid += a->term[i].paid;
	}
	return names(report, total_of(a)) || names(report, paid);
}

/*
 * The report names a sum that was agreed, in whatever procedure, or adjudged.
 * What an agreement said that was replaced since may stand in it, too.
 */
static void
look_at_report(struct search *s, const struct hj_aid_set *b)
{
	const struct sums report = sums_of(s, b->text);
	bool any = s->d->adjudged > 0;
	bool said = names(&report, s->d->adjudged);

	for (size_t i = 0; i < s->d->n_agreement; i++) {
		const struct hj_agreement *a = &s->d->agreement[i];

		if ((a->state != HJ_AS_EFFECTIVE &&
			a->state != HJ_AS_REPLACED) ||
		    total_of(a) == 0)
			continue;
		any = true;
		said = said || names_some(&report, a);
	}
	if (report.n > 0 && any && !said)
		found(s, HJ_CD_AMOUNT_AID, b->aid->no, 0);
}

/* Do all who claim apply?  Else the part of each is not what is entered. */
static bool
all_claim(const struct search *s, const struct hj_aid *aid)
{
	for (size_t i = 0; i < s->d->n_party; i++) {
		const struct hj_party *party = &s->d->party[i];
		bool applies = false;

		for (size_t k = 0; k < aid->n_recipients; k++)
			applies = applies || aid->recipients[k].no == party->no;
		if (hj_party_joined(party) &&
		    applies != (party->side == HJ_SIDE_APPLICANT))
			return false;
	}
	return s->d->n_group == 0;
}

static void
look_at_application(struct search *s, const struct hj_aid_set *b)
{
	const struct sums said = sums_of(s, b->text);
	bool any = s->d->claim > 0 || s->d->owed > 0;

	if (said.n > 0 && any && all_claim(s, b->aid) &&
	    (s->d->exactness == 0 || s->d->exactness == HJ_EX_EXACT) &&
	    !names(&said, s->d->claim) && !names(&said, s->d->owed))
		found(s, HJ_CD_CLAIM_AID, b->aid->no, 0);
}

static void
look_at_aid(
    struct search *s, const struct hj_event_kind *kind, const void *body)
{
	const struct hj_aid_set *b = body;

	if (b->aid->procedure != s->p->no)
		return;
	if (kind == &hj_ev_aid_reported)
		look_at_report(s, b);
	else
		look_at_application(s, b);
}

size_t
hj_amount_contradictions(struct hj_ring *ring, const struct hj_dispute *d,
    const struct hj_procedure *p, const struct hj_event *event, size_t n_event,
    struct hj_contradiction **list, size_t n)
{
	struct search s = {
		.ring = ring,
		.d = d,
		.p = p,
		.list = *list,
		.n = n,
	};

	for (size_t i = 0; i < n_event; i++) {
		const struct hj_event_kind *kind = event[i].kind;
		const struct hj_session_logged *logged = event[i].body;
		const struct hj_record_completed *completed = event[i].body;

		if (kind == &hj_ev_agreement_drafted ||
		    kind == &hj_ev_oral_agreement_recorded)
			look_at_agreement(&s, event[i].body);
		else if (kind == &hj_ev_session_logged)
			look_at_record(&s, logged->session->no, logged->text);
		else if (kind == &hj_ev_record_completed)
			look_at_record(&s, completed->session, completed->text);
		else if (kind == &hj_ev_aid_applied ||
			 kind == &hj_ev_aid_reported)
			look_at_aid(&s, kind, event[i].body);
	}
	*list = s.list;
	return s.n;
}
