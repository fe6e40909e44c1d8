/* Field tables and words of issues and agreements; see agreement.h. */
#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_word issue_state_list[] = {
	{ NULL, NULL, NULL },
	{ "open", "待解决", "open" },
	{ "settled", "已达成协议", "settled" },
	{ "withdrawn", "已放弃", "withdrawn" },
};
const struct hj_words hj_issue_state_words = HJ_WORDS(issue_state_list);

static const struct hj_word trigger_list[] = {
	{ NULL, NULL, NULL },
	{ "effective", "协议生效后", "after the agreement takes effect" },
	{ "confirmed", "司法确认后", "after a court confirms it" },
	{ "term", "另一条款履行后", "after another term is performed" },
	{ "event", "约定条件成就后", "after what was agreed on comes about" },
};
const struct hj_words hj_trigger_words = HJ_WORDS(trigger_list);

static const struct hj_word interval_list[] = {
	{ NULL, NULL, NULL },
	{ "week", "每周", "every week" },
	{ "month", "每月", "every month" },
	{ "quarter", "每季", "every quarter" },
	{ "year", "每年", "every year" },
};
const struct hj_words hj_interval_words = HJ_WORDS(interval_list);

static const struct hj_word liability_list[] = {
	{ NULL, NULL, NULL },
	{ "several", "按份", "each a part" },
	{ "joint", "连带", "each the whole" },
};
const struct hj_words hj_liability_words = HJ_WORDS(liability_list);

static const struct hj_word guarantee_list[] = {
	{ NULL, NULL, NULL },
	{ "general", "一般保证", "general guarantee" },
	{ "joint", "连带责任保证", "joint guarantee" },
};
const struct hj_words hj_guarantee_words = HJ_WORDS(guarantee_list);

static const struct hj_field share_rows[] = {
	HJ_MONEY(hj_share, amount, 0, "数额(分)|amount in fen"),
	HJ_INT(hj_share, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
const struct hj_fields hj_share_fields = HJ_FIELDS(hj_share, share_rows);

static const struct hj_field issue_rows[] = {
	HJ_INT(hj_point, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_MONEY(hj_point, amount, 0, NULL),
	HJ_WORD(hj_point, exactness, 0, &hj_exactness_words, NULL),
	HJ_INT(hj_point, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_point, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_point, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_point, share, 0, &hj_share_fields, 100, NULL),
	HJ_WORD(hj_point, state, 0, &hj_issue_state_words, NULL),
};
const struct hj_fields hj_point_fields = HJ_FIELDS(hj_point, issue_rows);

static const struct hj_field term_rows[] = {
	HJ_WORD(hj_term, after, 0, &hj_trigger_words, NULL),
	HJ_INT(hj_term, after_days, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_term, after_term, 0, 0, HJ_INT_MOST, NULL),
	HJ_MONEY(hj_term, amount, 0, NULL),
	HJ_INT(hj_term, carries, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_term, creditor, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_term, creditors, 0, &hj_share_fields, 100, NULL),
	HJ_INT(hj_term, debtor, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_term, due_on, 0, NULL),
	HJ_SEALED(hj_term, due_when, 0, 0, NULL),
	HJ_WORD(hj_term, entitlement, 0, &hj_liability_words, NULL),
	HJ_WORD(hj_term, every, 0, &hj_interval_words, NULL),
	HJ_WORD(hj_term, exactness, 0, &hj_exactness_words, NULL),
	HJ_WORD(hj_term, guarantee, 0, &hj_guarantee_words, NULL),
	HJ_INT(hj_term, guarantor, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_term, kind, 0, &hj_term_kind_words, NULL),
	HJ_WORD(hj_term, liability, 0, &hj_liability_words, NULL),
	HJ_INT(hj_term, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_term, of_term, 0, 0, HJ_INT_MOST, NULL),
	HJ_MONEY(hj_term, paid, 0, NULL),
	HJ_SEALED(hj_term, payer, 0, 0, NULL),
	HJ_LIST(hj_term, share, 0, &hj_share_fields, 100, NULL),
	HJ_WORD(hj_term, state, 0, &hj_term_state_words, NULL),
	HJ_SEALED(hj_term, text, 0, 0, NULL),
	HJ_INT(hj_term, times, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_term_fields = HJ_FIELDS(hj_term, term_rows);

static const struct hj_field signature_rows[] = {
	HJ_INT(hj_signature, agency, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_signature, before, 0, 2000, NULL),
	HJ_WORD(hj_signature, how, 0, &hj_signing_words, NULL),
	HJ_DATE(hj_signature, on, 0, NULL),
	HJ_INT(hj_signature, party, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_signature_fields = HJ_FIELDS(hj_signature, signature_rows);

static const struct hj_field agreement_rows[] = {
	HJ_INT(hj_agreement, carried, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_agreement, confirmable, 0, NULL),
	HJ_INT(hj_agreement, confirmation, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_agreement, confirmed, 0, NULL),
	HJ_BOOL(hj_agreement, differs, 0, NULL),
	HJ_DATE(hj_agreement, effective_on, 0, NULL),
	HJ_WORD(hj_agreement, form, 0, &hj_agreement_form_words, NULL),
	HJ_BOOL(hj_agreement, identity_relation, 0, NULL),
	HJ_LIST(hj_agreement, issue, 0, &hj_no_fields, 2000, NULL),
	HJ_DATE(hj_agreement, mediator_on, 0, NULL),
	HJ_TEXT(hj_agreement, mediator_signed, 0, 2000, NULL),
	HJ_INT(hj_agreement, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_agreement, ownership, 0, NULL),
	HJ_INT(hj_agreement, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_agreement, replaces, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_agreement, served, 0, NULL),
	HJ_DATE(hj_agreement, served_on, 0, NULL),
	HJ_LIST(hj_agreement, signature, 0, &hj_signature_fields, 2000, NULL),
	HJ_TEXT(hj_agreement, stamped_by, 0, 2000, NULL),
	HJ_DATE(hj_agreement, stamped_on, 0, NULL),
	HJ_WORD(hj_agreement, state, 0, &hj_agreement_state_words, NULL),
	HJ_INT(hj_agreement, supplements, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_agreement, term, 0, &hj_term_fields, 2000, NULL),
	HJ_INT(hj_agreement, version, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_agreement_fields = HJ_FIELDS(hj_agreement, agreement_rows);

static const struct hj_field performance_rows[] = {
	HJ_INT(hj_performance, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_MONEY(hj_performance, amount, 0, NULL),
	HJ_DATE(hj_performance, day, 0, NULL),
	HJ_INT(hj_performance, extra, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_performance, missed, 0, NULL),
	HJ_INT(hj_performance, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_performance, on, 0, &hj_performance_on_words, NULL),
	HJ_INT(hj_performance, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_performance, receiver, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_performance, term, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_performance, voided, 0, NULL),
};
const struct hj_fields hj_performance_fields = HJ_FIELDS(hj_performance, performance_rows);

static const struct hj_field agreement_drafted_rows[] = {
	HJ_OBJECT(hj_agreement_drafted, agreement, HJ_REQUIRED, &hj_agreement_fields, NULL),
	HJ_SEALED(hj_agreement_drafted, text, 0, 0, NULL),
};
const struct hj_fields hj_agreement_drafted_fields = HJ_FIELDS(hj_agreement_drafted, agreement_drafted_rows);

static const struct hj_field agreement_signed_rows[] = {
	HJ_INT(hj_agreement_signed, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_agreement_signed, interpreter, 0, 0, NULL),
	HJ_SEALED(hj_agreement_signed, language, 0, 0, NULL),
	HJ_WORD(hj_agreement_signed, means, 0, &hj_means_words, NULL),
	HJ_TEXT(hj_agreement_signed, mediator, 0, 2000, NULL),
	HJ_DATE(hj_agreement_signed, on, 0, NULL),
	HJ_DATE(hj_agreement_signed, power_from, 0, NULL),
	HJ_DATE(hj_agreement_signed, power_to, 0, NULL),
	HJ_SEALED(hj_agreement_signed, reader, 0, 0, NULL),
	HJ_BOOL(hj_agreement_signed, served, 0, NULL),
	HJ_OBJECT(hj_agreement_signed, signature, 0, &hj_signature_fields, NULL),
	HJ_SEALED(hj_agreement_signed, signer, 0, 0, NULL),
	HJ_TEXT(hj_agreement_signed, stamped_by, 0, 2000, NULL),
	HJ_SEALED(hj_agreement_signed, text, 0, 0, NULL),
	HJ_SEALED(hj_agreement_signed, witness, 0, 0, NULL),
};
const struct hj_fields hj_agreement_signed_fields = HJ_FIELDS(hj_agreement_signed, agreement_signed_rows);

static const struct hj_field carried_rows[] = {
	HJ_INT(hj_carried, from, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_carried, paid, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_carried, state, 0, &hj_term_state_words, NULL),
	HJ_INT(hj_carried, term, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields carried_fields = HJ_FIELDS(hj_carried, carried_rows);

static const struct hj_field agreement_moved_rows[] = {
	HJ_INT(hj_agreement_moved, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_agreement_moved, article, 0, 2000, NULL),
	HJ_INT(hj_agreement_moved, carried, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_agreement_moved, carry, 0, &carried_fields, 2000, NULL),
	HJ_BOOL(hj_agreement_moved, confirmable, 0, NULL),
	HJ_DATE(hj_agreement_moved, on, 0, NULL),
	HJ_SEALED(hj_agreement_moved, reason, 0, 0, NULL),
	HJ_INT(hj_agreement_moved, replaces, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_agreement_moved, settles, 0, &hj_no_fields, 2000, NULL),
	HJ_WORD(hj_agreement_moved, state, 0, &hj_agreement_state_words, NULL),
	HJ_INT(hj_agreement_moved, supplements, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_agreement_moved_fields = HJ_FIELDS(hj_agreement_moved, agreement_moved_rows);

static const struct hj_field performed_rows[] = {
	HJ_TEXT(hj_performed, by_outside, 0, 2000, NULL),
	HJ_BOOL(hj_performed, cured, 0, NULL),
	HJ_MONEY(hj_performed, paid, 0, NULL),
	HJ_OBJECT(hj_performed, performance, HJ_REQUIRED, &hj_performance_fields, NULL),
	HJ_WORD(hj_performed, term_state, 0, &hj_term_state_words, NULL),
	HJ_SEALED(hj_performed, text, 0, 0, NULL),
};
const struct hj_fields hj_performed_fields = HJ_FIELDS(hj_performed, performed_rows);

static const struct hj_field issue_set_rows[] = {
	HJ_OBJECT(hj_issue_set, issue, HJ_REQUIRED, &hj_point_fields, NULL),
	HJ_SEALED(hj_issue_set, text, 0, 0, NULL),
};
const struct hj_fields hj_issue_set_fields = HJ_FIELDS(hj_issue_set, issue_set_rows);

static const struct hj_field standing_rows[] = {
	HJ_INT(hj_standing, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_standing, carried, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_standing, paid, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_standing, state, 0, &hj_term_state_words, NULL),
	HJ_INT(hj_standing, term, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_standing_fields = HJ_FIELDS(hj_standing, standing_rows);

static const struct hj_field term_set_rows[] = {
	HJ_INT(hj_term_set, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_OBJECT(hj_term_set, term, HJ_REQUIRED, &hj_term_fields, NULL),
	HJ_SEALED(hj_term_set, text, 0, 0, NULL),
};
const struct hj_fields hj_term_set_fields = HJ_FIELDS(hj_term_set, term_set_rows);

static const struct hj_field signed_copy_rows[] = {
	HJ_INT(hj_signed_copy, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_signed_copy, differences, 0, 0, NULL),
	HJ_BOOL(hj_signed_copy, differs, 0, NULL),
	HJ_TEXT(hj_signed_copy, digest, 0, 2000, NULL),
};
const struct hj_fields hj_signed_copy_fields = HJ_FIELDS(hj_signed_copy, signed_copy_rows);

static const struct hj_field urged_rows[] = {
	HJ_INT(hj_urged, agreement, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_urged, manner, 0, &hj_manner_words, NULL),
	HJ_INT(hj_urged, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_urged, term, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_urged, text, 0, 0, NULL),
	HJ_DATE(hj_urged, until, 0, NULL),
};
const struct hj_fields hj_urged_fields = HJ_FIELDS(hj_urged, urged_rows);
/* clang-format on */

bool
hj_issue_open(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_issue; i++)
		if (d->issue[i].state == HJ_IS_OPEN)
			return true;
	return false;
}

bool
hj_issue_left(const struct hj_point *issue, const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_issue; i++)
		if (a->issue[i].no == issue->no)
			return false;
	return issue->state == HJ_IS_OPEN &&
	       (a->n_issue != 0 || a->replaces != 0 || a->supplements != 0);
}

bool
hj_leaves_open(const struct hj_dispute *d, const struct hj_agreement *a)
{
	for (size_t i = 0; i < d->n_issue; i++)
		if (hj_issue_left(&d->issue[i], a))
			return true;
	return false;
}
