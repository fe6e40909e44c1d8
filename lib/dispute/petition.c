/* Petitions: words, field tables, small questions; see petition.h. */
#include "lib/dispute/petition.h"

#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_word class_list[] = {
	{ NULL, NULL, NULL },
	{ "suggestion", "建议意见", "suggestion" },
	{ "accusation", "检举控告", "accusation" },
	{ "appeal", "申诉求决", "appeal for settlement" },
};
const struct hj_words hj_petition_class_words = HJ_WORDS(class_list);

static const struct hj_word way_list[] = {
	{ NULL, NULL, NULL },
	{ "litigation", "诉讼、复议、检察、公安程序", "litigation, reconsideration, procuratorate, police" },
	{ "arbitration", "仲裁程序", "arbitration" },
	{ "party_appeal", "党员申诉、复审", "appeal of a Party member" },
	{ "administrative", "行政裁决、确认、许可、处罚等程序", "administrative procedure" },
	{ "duty", "履行法定职责或者答复", "performance of a duty, or reply" },
	{ "opinion", "信访处理意见", "petition opinion" },
};
const struct hj_words hj_petition_way_words = HJ_WORDS(way_list);

static const struct hj_word form_list[] = {
	{ NULL, NULL, NULL },
	{ "letter", "来信", "letter" },
	{ "visit", "来访", "visit" },
	{ "phone", "来电", "telephone" },
	{ "fax", "传真", "fax" },
	{ "online", "网上信访", "on line" },
};
const struct hj_words hj_petition_form_words = HJ_WORDS(form_list);

static const struct hj_word outcome_list[] = {
	{ NULL, NULL, NULL },
	{ "supported", "支持", "supported" },
	{ "explained", "解释说明", "explained" },
	{ "refused", "不予支持", "not supported" },
	{ "not_stated", "未载明", "not stated" },
};
const struct hj_words hj_petition_outcome_words = HJ_WORDS(outcome_list);

static const struct hj_word rung_list[] = {
	{ NULL, NULL, NULL },
	{ "opinion", "信访处理意见", "opinion" },
	{ "review", "复查意见", "review" },
	{ "recheck", "复核意见", "re-check" },
};
const struct hj_words hj_petition_rung_words = HJ_WORDS(rung_list);

static const struct hj_word end_list[] = {
	{ NULL, NULL, NULL },
	{ "route", "导入其他法定途径", "led to another lawful way" },
	{ "duty", "履职或者答复", "duty performed or answered" },
	{ "opinion", "处理意见后未请求复查", "opinion, no review asked for" },
	{ "settle", "调解、和解", "settled" },
	{ "review", "复查意见后未请求复核", "reviewed, no re-check asked for" },
	{ "final", "复核意见作出", "re-checked" },
	{ "legal", "依法终结", "terminated by law" },
	{ "duplicate", "重复信访不予受理", "a repeat, not accepted" },
	{ "withdrawn", "信访人撤回", "withdrawn" },
	{ "suggestion", "建议已答复", "suggestion answered" },
	{ "undertaking", "息诉承诺", "undertaking to give it up" },
	{ "reported", "检举控告已由有权机关处理", "accusation handled by the competent organ" },
};
const struct hj_words hj_petition_end_words = HJ_WORDS(end_list);

static const struct hj_field petition_rows[] = {
	HJ_TEXT(hj_petition, accused, 0, 2000, NULL),
	HJ_LIST(hj_petition, accused_organs, 0, &hj_id_fields, HJ_ACCUSED_MOST, NULL),
	HJ_LIST(hj_petition, accused_people, 0, &hj_id_fields, HJ_ACCUSED_MOST, NULL),
	HJ_BOOL(hj_petition, assigned, 0, NULL),
	HJ_WORD(hj_petition, class, 0, &hj_petition_class_words, NULL),
	HJ_WORD(hj_petition, end, 0, &hj_petition_end_words, NULL),
	HJ_LIST(hj_petition, fact, 0, &hj_no_fields, 2000, NULL),
	HJ_WORD(hj_petition, form, 0, &hj_petition_form_words, NULL),
	HJ_TEXT(hj_petition, handed, 0, 2000, NULL),
	HJ_BOOL(hj_petition, hearing, 0, NULL),
	HJ_BOOL(hj_petition, law, 0, NULL),
	HJ_TEXT(hj_petition, matter, 0, 2000, NULL),
	HJ_INT(hj_petition, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_petition, number, 0, 2000, NULL),
	HJ_WORD(hj_petition, opinion, 0, &hj_petition_outcome_words, NULL),
	HJ_TEXT(hj_petition, organ, 0, 2000, NULL),
	HJ_INT(hj_petition, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_petition, received_unknown, 0, NULL),
	HJ_WORD(hj_petition, recheck, 0, &hj_petition_outcome_words, NULL),
	HJ_TEXT(hj_petition, rechecker, 0, 2000, NULL),
	HJ_INT(hj_petition, referral, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_petition, report_by, 0, NULL),
	HJ_WORD(hj_petition, review, 0, &hj_petition_outcome_words, NULL),
	HJ_TEXT(hj_petition, reviewer, 0, 2000, NULL),
	HJ_INT(hj_petition, visitors, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_petition, way, 0, &hj_petition_way_words, NULL),
};
const struct hj_fields hj_petition_fields = HJ_FIELDS(hj_petition, petition_rows);

static const struct hj_field fact_rows[] = {
	HJ_INT(hj_petition_fact, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_petition_fact, text, 0, 0, NULL),
};
static const struct hj_fields fact_fields = HJ_FIELDS(hj_petition_fact, fact_rows);

static const struct hj_field set_rows[] = {
	HJ_INT(hj_petition_set, again_of, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_petition_set, article, 0, 2000, NULL),
	HJ_SEALED(hj_petition_set, basis, 0, 0, NULL),
	HJ_LIST(hj_petition_set, checklist, 0, &hj_name_fields, 2000, NULL),
	HJ_INT(hj_petition_set, days, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_petition_set, facts, 0, &fact_fields, 2000, NULL),
	HJ_WORD(hj_petition_set, ground, 0, &hj_ground_words, NULL),
	HJ_SEALED(hj_petition_set, grounds, 0, 0, NULL),
	HJ_TEXT(hj_petition_set, named, 0, 2000, NULL),
	HJ_DATE(hj_petition_set, on, 0, NULL),
	HJ_SEALED(hj_petition_set, opinion, 0, 0, NULL),
	HJ_INT(hj_petition_set, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_OBJECT(hj_petition_set, petition, HJ_REQUIRED, &hj_petition_fields, NULL),
	HJ_WORD(hj_petition_set, phase, 0, &hj_phase_words, NULL),
	HJ_SEALED(hj_petition_set, reason, 0, 0, NULL),
	HJ_SEALED(hj_petition_set, request, 0, 0, NULL),
	HJ_SEALED(hj_petition_set, rights, 0, 0, NULL),
	HJ_WORD(hj_petition_set, stage, 0, &hj_stage_words, NULL),
	HJ_SEALED(hj_petition_set, text, 0, 0, NULL),
};
const struct hj_fields hj_petition_set_fields = HJ_FIELDS(hj_petition_set, set_rows);
/* clang-format on */

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

struct hj_petition *
hj_petition_at(const struct hj_dispute *d, int64_t no)
{
	return no < 1 || (size_t)no > d->n_petition ? NULL
						    : &d->petition[no - 1];
}

struct hj_petition *
hj_petition_of(const struct hj_dispute *d, int64_t procedure)
{
	for (size_t i = d->n_petition; i-- > 0;)
		if (d->petition[i].procedure == procedure)
			return &d->petition[i];
	return NULL;
}

bool
hj_petition_with(const struct hj_dispute *d, int64_t procedure, const char *org)
{
	for (size_t i = 0; i < d->n_petition; i++) {
		const struct hj_petition *x = &d->petition[i];

		if ((procedure == 0 || x->procedure == procedure) &&
		    (same(x->organ, org) || same(x->reviewer, org) ||
			same(x->rechecker, org) || same(x->handed, org)))
			return true;
	}
	return false;
}

bool
hj_petition_passed(const struct hj_dispute *d, const struct hj_referral *r)
{
	const struct hj_procedure *from = hj_procedure_at(d, r->from_procedure);

	return r->channel == HJ_CH_PETITION && from != NULL &&
	       from->channel == HJ_CH_PETITION;
}

const char *
hj_petition_accused_organ(const struct hj_petition *x, size_t i)
{
	if (i == 0 || x->accused == NULL)
		return i == 0 ? x->accused : NULL;
	return i > x->n_accused_organs ? NULL : x->accused_organs[i - 1].text;
}

bool
hj_petition_bars(const struct hj_dispute *d, const char *whom)
{
	for (size_t i = 0; i < d->n_petition; i++) {
		const struct hj_petition *x = &d->petition[i];

		const char *organ;

		for (size_t k = 0;
		     (organ = hj_petition_accused_organ(x, k)) != NULL; k++)
			if (same(organ, whom))
				return true;
		for (size_t k = 0; k < x->n_accused_people; k++)
			if (same(x->accused_people[k].text, whom))
				return true;
	}
	return false;
}

bool
hj_petition_accuses_people(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_petition; i++)
		if (d->petition[i].n_accused_people > 0)
			return true;
	return false;
}

bool
hj_petitioner(const struct hj_party *party)
{
	return hj_party_joined(party) && party->side != HJ_SIDE_RESPONDENT;
}
