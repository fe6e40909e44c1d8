/* Contradictions in what is recorded; see contradiction.h. */
#include "lib/commands/dossier/contradiction.h"

#include "lib/commands/common.h"
#include "lib/commands/procedure/consent.h"

/* clang-format off */
static const struct hj_word kind_list[] = {
	{ NULL, NULL, NULL },
	{ "accepted_before_opened", "受理早于程序开始", "accepted before it was opened" },
	{ "ended_before_accepted", "结束早于受理", "ended before it was accepted" },
	{ "sitting_before_accepted", "调解早于受理", "a sitting before acceptance" },
	{ "sitting_backwards", "调解结束早于开始", "a sitting that ends before it begins" },
	{ "sitting_after_end", "程序结束后仍有调解", "a sitting after the end" },
	{ "signed_before_opened", "签字早于程序开始", "signed before the procedure was opened" },
	{ "signed_after_effective", "签字晚于生效", "signed after it took effect" },
	{ "mediator_after_effective", "调解员签名晚于生效", "the mediator signed after it took effect" },
	{ "stamped_after_effective", "盖章晚于生效", "stamped after it took effect" },
	{ "due_before_effective", "履行期限早于生效", "a term due before it took effect" },
	{ "performed_before_opened", "履行早于程序开始", "performed before the procedure was opened" },
	{ "served_before_owed", "送达早于应送之日", "a notice served before it was owed" },
	{ "other_mediator_signed", "签名人不是本程序调解员", "signed by somebody who is no mediator of it" },
	{ "sitting_without_mediator", "主持人不是本程序调解员", "a sitting by nobody who is a mediator of it" },
	{ "recorder_missing", "未记明记录人", "a sitting without a recorder" },
	{ "record_missing", "缺调解笔录", "a sitting without its record" },
	{ "signature_missing", "当事人未签字", "a party has not signed" },
	{ "signature_of_other", "签字人未参加调解", "somebody signed who takes no part" },
	{ "mediator_signature_missing", "缺调解员签名", "the mediator has not signed" },
	{ "stamp_missing", "缺印章", "the seal is missing" },
	{ "consent_missing", "已受理而当事人未同意", "accepted without a party's consent" },
	{ "amount_missing", "给付条款缺金额", "a term of money without its amount" },
	{ "paid_over", "已付超过应付", "more was paid than is due" },
	{ "payments_differ", "各次履行与已付合计不符", "the payments do not add up to what is paid" },
	{ "title_differs", "执行依据金额与协议不符", "the title says another amount than the terms" },
	{ "former_name", "文书所写姓名与当事人现登记姓名不一致", "a paper names a party as it was entered before" },
	{ "other_hand", "代签人不是当事人,也不是其代理人", "signed by neither the party nor who acts for it" },
	{ "former_name_in_record", "笔录所写姓名与当事人现登记姓名不一致", "a record of a sitting names a party as it was entered before" },
	{ "other_body", "协议所写调解组织没有参与本纠纷", "an agreement names a mediation body that has no part" },
	{ "other_body_in_record", "笔录所写调解组织没有参与本纠纷", "a record of a sitting names a mediation body that has no part" },
	{ "guest_is_party", "邀请参加的人就是当事人", "who was asked to join a sitting is a party" },
	{ "payer_is_party", "第三人代付的付款人就是当事人", "who pays as a third person is a party" },
	{ "amount_differs", "条款金额与协议文字所写金额不一致", "the words of the agreement name another sum than its term" },
	{ "amount_differs_in_record", "协议金额与达成协议的笔录所写金额不一致", "the record of the sitting that agreed names other sums than the agreement" },
	{ "amount_differs_in_aid", "援助结案报告所写金额与协议、裁判所定金额不一致", "the closing report of an aid names other sums than what was agreed or adjudged" },
	{ "claim_differs_in_aid", "援助申请所写金额与登记的请求、欠付金额不一致", "the application for an aid names other sums than the matter is entered with" },
	{ "former_name_in_aid", "援助申请、结案报告所写姓名与当事人现登记姓名不一致", "an application or a report of an aid names a party as it was entered before" },
};
const struct hj_words hj_contradiction_words = HJ_WORDS(kind_list);
/* clang-format on */

struct search {
	struct hj_arena *a;
	const struct hj_dispute *d;
	const struct hj_procedure *p;
	struct hj_contradiction *list;
	size_t n;
};

static void
found(struct search *s, bool is, int kind, int64_t no, int64_t part)
{
	if (is)
		*HJ_PUSH(s->a, s->list, s->n) =
		    (struct hj_contradiction){ kind, no, part };
}

/* Are both days known, and the first after the second? */
static bool
after(int32_t first, int32_t second)
{
	return first != 0 && second != 0 && first > second;
}

static int32_t
day_of(int64_t instant)
{
	return instant == 0 ? 0 : hj_legal_day(instant).ymd;
}

static void
look_at_procedure(struct search *s)
{
	const struct hj_procedure *p = s->p;

	found(
	    s, after(p->opened_on, p->accepted_on), HJ_CD_ACCEPTED_EARLY, 0, 0);
	found(s, after(p->accepted_on, p->ended_on), HJ_CD_ENDED_EARLY, 0, 0);
	/* Nobody is asked whether the other side gets aid, or a ruling. */
	if (p->accepted_on == 0 || (HJ_CH_ACCEPTED & 1u << p->channel) == 0)
		return;
	for (size_t i = 0; i < s->d->n_party; i++) {
		const struct hj_party *party = &s->d->party[i];

		found(s,
		    hj_party_joined(party) &&
			hj_consent_of(p, party->no) != HJ_AN_AGREES &&
			hj_consent_of(p, party->no) != HJ_AN_REFUSES,
		    HJ_CD_NO_CONSENT, party->no, 0);
	}
}

/* Was `person` ever named to mediate here? */
static bool
named_once(const struct hj_dispute *d, const char *person)
{
	return hj_name_in(d->mediated, d->n_mediated, person);
}

static void
look_at_session(struct search *s, const struct hj_session *t)
{
	const struct hj_procedure *p = s->p;
	bool known = false;

	/* Who was replaced since was a mediator when it was held. */
	for (size_t i = 0; i < t->n_mediators; i++)
		known = known || named_once(s->d, t->mediators[i].text);
	found(s, after(p->accepted_on, day_of(t->starts)), HJ_CD_SAT_EARLY,
	    t->no, 0);
	found(s, t->starts != 0 && t->ends != 0 && t->ends < t->starts,
	    HJ_CD_SAT_BACKWARDS, t->no, 0);
	found(
	    s, after(day_of(t->starts), p->ended_on), HJ_CD_SAT_LATE, t->no, 0);
	found(s, !known && t->counts != HJ_CO_YES, HJ_CD_NO_MEDIATOR, t->no, 0);
	found(s, t->recorder == NULL, HJ_CD_NO_RECORDER, t->no, 0);
	found(s, !t->recorded, HJ_CD_NO_RECORD, t->no, 0);
}

static void
look_at_signatures(struct search *s, const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_signature; i++) {
		const struct hj_signature *g = &a->signature[i];
		const struct hj_party *party = hj_party_at(s->d, g->party);

		found(s, after(s->p->opened_on, g->on), HJ_CD_SIGNED_EARLY,
		    a->no, g->party);
		found(s, after(g->on, a->effective_on), HJ_CD_SIGNED_LATE,
		    a->no, g->party);
		found(s, party == NULL || !hj_party_joined(party),
		    HJ_CD_OTHER_SIGNATURE, a->no, g->party);
	}
	for (size_t i = 0; i < s->d->n_party; i++) {
		const struct hj_party *party = &s->d->party[i];
		bool signed_it = false;

		for (size_t k = 0; k < a->n_signature; k++)
			signed_it =
			    signed_it || a->signature[k].party == party->no;
		found(s,
		    !signed_it && hj_party_joined(party) &&
			hj_consent_of(s->p, party->no) == HJ_AN_AGREES,
		    HJ_CD_NO_SIGNATURE, a->no, party->no);
	}
}

/* What the agreement took to be in effect: signatures, mediator, seal. */
static void
look_at_form(struct search *s, const struct hj_agreement *a)
{
	look_at_signatures(s, a);
	found(s, after(a->mediator_on, a->effective_on), HJ_CD_MEDIATOR_LATE,
	    a->no, 0);
	found(s, after(a->stamped_on, a->effective_on), HJ_CD_STAMPED_LATE,
	    a->no, 0);
	found(s,
	    a->mediator_signed != NULL && !named_once(s->d, a->mediator_signed),
	    HJ_CD_OTHER_MEDIATOR, a->no, 0);
	/* 人民调解法29 */
	if (s->p->channel != HJ_CH_PEOPLE)
		return;
	found(s, a->mediator_signed == NULL, HJ_CD_NO_MEDIATOR_SIGNATURE, a->no,
	    0);
	found(s, a->stamped_by == NULL, HJ_CD_NO_STAMP, a->no, 0);
}

/* What was recorded as performed on a term. */
static int64_t
payments(struct search *s, int64_t agreement, int64_t term)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s->d->n_performance; i++) {
		const struct hj_performance *f = &s->d->performance[i];

		if (f->on != HJ_PO_TERM || f->agreement != agreement ||
		    f->term != term || f->missed || f->voided)
			continue;
		found(s, after(s->p->opened_on, f->day), HJ_CD_PERFORMED_EARLY,
		    agreement, term);
		if (f->amount != HJ_NONE)
			sum += f->amount;
	}
	return sum;
}

static void
look_at_terms(struct search *s, const struct hj_agreement *a)
{
	int64_t total = 0;

	for (size_t i = 0; i < a->n_term; i++) {
		const struct hj_term *t = &a->term[i];
		int64_t sum = payments(s, a->no, t->no);

		found(s, after(a->effective_on, t->due_on), HJ_CD_DUE_EARLY,
		    a->no, t->no);
		if (t->kind != HJ_TK_MONEY)
			continue;
		found(s, t->amount == HJ_NONE, HJ_CD_NO_AMOUNT, a->no, t->no);
		if (t->amount == HJ_NONE)
			continue;
		total += t->amount;
		found(s, t->paid > t->amount, HJ_CD_PAID_OVER, a->no, t->no);
		found(s, a->replaces == 0 && t->paid != sum, HJ_CD_PAID_OTHER,
		    a->no, t->no);
	}
	found(s,
	    a->confirmed && s->d->adjudged > 0 && total > 0 &&
		s->d->adjudged != total,
	    HJ_CD_TITLE_AMOUNT, a->no, 0);
}

/* Does `a` come after `b`? */
static bool
behind(const struct hj_contradiction *a, const struct hj_contradiction *b)
{
	if (a->kind != b->kind)
		return a->kind > b->kind;
	return a->no != b->no ? a->no > b->no : a->part > b->part;
}

/* There are few of them. */
static void
sort(struct search *s)
{
	for (size_t i = 1; i < s->n; i++)
		for (size_t k = i;
		     k > 0 && behind(&s->list[k - 1], &s->list[k]); k--) {
			struct hj_contradiction swap = s->list[k];

			s->list[k] = s->list[k - 1];
			s->list[k - 1] = swap;
		}
}

size_t
hj_contradictions(struct hj_arena *a, const struct hj_dispute *d,
    const struct hj_procedure *p, struct hj_contradiction **ret)
{
	struct search s = { .a = a, .d = d, .p = p };

	look_at_procedure(&s);
	for (size_t i = 0; i < d->n_session; i++)
		if (d->session[i].procedure == p->no && !d->session[i].voided)
			look_at_session(&s, &d->session[i]);
	for (size_t i = 0; i < d->n_agreement; i++) {
		const struct hj_agreement *g = &d->agreement[i];

		if (g->procedure != p->no || g->state != HJ_AS_EFFECTIVE)
			continue;
		if (g->form == HJ_AF_WRITTEN)
			look_at_form(&s, g);
		look_at_terms(&s, g);
	}
	for (size_t i = 0; i < d->n_notice; i++) {
		const struct hj_notice *n = &d->notice[i];

		found(&s,
		    n->procedure == p->no && n->state == HJ_NS_SERVED &&
			after(n->owed_on, n->done_on),
		    HJ_CD_NOTICE_EARLY, n->no, 0);
	}
	sort(&s);
	*ret = s.list;
	return s.n;
}

bool
hj_agreement_in_file(const struct hj_procedure *p, const struct hj_agreement *a)
{
	return a->procedure == p->no || a->no == p->agreement;
}
