/* Words and tables of work orders; see order.h. */
#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_word unit_state_list[] = {
	{ NULL, NULL, NULL },
	{ "offered", "待签收", "not signed for" },
	{ "handling", "承办", "handling" },
	{ "returned", "已退回", "gave it back" },
};
const struct hj_words hj_unit_state_words = HJ_WORDS(unit_state_list);

static const struct hj_word supervision_list[] = {
	{ NULL, NULL, NULL },
	{ "refused", "拒不接收", "it is refused" },
	{ "overdue", "逾期未办结", "overdue" },
	{ "unsolved", "应当解决而未解决", "not solved though it should be" },
	{ "harm", "办理不当造成不良影响", "handled badly, with harm" },
	{ "other", "其他", "other" },
};
const struct hj_words hj_supervision_words = HJ_WORDS(supervision_list);

static const struct hj_word verdict_list[] = {
	{ NULL, NULL, NULL },
	{ "passed", "核验通过", "passed" },
	{ "sent_back", "退回重办", "to be done again" },
};
const struct hj_words hj_verdict_words = HJ_WORDS(verdict_list);

static const struct hj_word order_end_list[] = {
	{ NULL, NULL, NULL },
	{ "answered", "答复并回访", "answered and called back" },
	{ "on_the_spot", "现场解决", "solved on the spot" },
	{ "not_accepted", "不属受理范围", "not to be taken up" },
	{ "early", "审核后提前办结", "ended early after an audit" },
	{ "repeated", "依法办理后同一事实再次反映", "same facts after lawful handling" },
	{ "unreachable", "回访联系不上", "nobody could be called back" },
};
const struct hj_words hj_order_end_words = HJ_WORDS(order_end_list);

static const struct hj_word bar_list[] = {
	{ NULL, NULL, NULL },
	{ "suit", "已诉讼", "before a court" },
	{ "arbitration", "已仲裁", "before an arbitration commission" },
	{ "reconsideration", "已行政复议", "under reconsideration" },
	{ "petition", "已进入信访程序", "in a petition procedure" },
	{ "discipline", "纪检监察", "a matter of discipline inspection" },
	{ "disclosure", "政府信息公开", "disclosure of government information" },
	{ "secret", "涉密、涉隐私", "secrets or privacy" },
	{ "concluded", "已有依法作出的结论", "lawfully concluded already" },
};
const struct hj_words hj_hotline_bar_words = HJ_WORDS(bar_list);

static const struct hj_field unit_rows[] = {
	HJ_BOOL(hj_order_unit, assists, 0, NULL),
	HJ_TEXT(hj_order_unit, org, 0, 2000, NULL),
	HJ_BOOL(hj_order_unit, sent_back, 0, NULL),
	HJ_DATE(hj_order_unit, since, 0, NULL),
	HJ_WORD(hj_order_unit, state, 0, &hj_unit_state_words, NULL),
	HJ_WORD(hj_order_unit, turned_down, 0, &hj_turn_down_words, NULL),
	HJ_DATE(hj_order_unit, until, 0, NULL),
};
const struct hj_fields hj_order_unit_fields = HJ_FIELDS(hj_order_unit, unit_rows);

static const struct hj_field order_rows[] = {
	HJ_LIST(hj_order, asked, 0, &hj_name_fields, 2000, NULL),
	HJ_INT(hj_order, bounces, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_order, calls, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_order, centre, 0, 2000, NULL),
	HJ_BOOL(hj_order, designated, 0, NULL),
	HJ_TEXT(hj_order, dispatcher, 0, 2000, NULL),
	HJ_TEXT(hj_order, handler, 0, 2000, NULL),
	HJ_TEXT(hj_order, holder, 0, 2000, NULL),
	HJ_INT(hj_order, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_order, ownerless_ms, 0, 0, HJ_INT_MOST, NULL),
	HJ_INSTANT(hj_order, ownerless_since, 0, NULL),
	HJ_INT(hj_order, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_order, redo, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_order, replied_on, 0, NULL),
	HJ_TEXT(hj_order, reply, 0, 2000, NULL),
	HJ_WORD(hj_order, satisfaction, 0, &hj_satisfaction_words, NULL),
	HJ_TEXT(hj_order, superior, 0, 2000, NULL),
	HJ_DATE(hj_order, supervised_on, 0, NULL),
	HJ_WORD(hj_order, supervision, 0, &hj_supervision_words, NULL),
	HJ_TEXT(hj_order, supervisor, 0, 2000, NULL),
	HJ_TEXT(hj_order, supervisor_body, 0, 2000, NULL),
	HJ_LIST(hj_order, unit, 0, &hj_order_unit_fields, 2000, NULL),
	HJ_TEXT(hj_order, verifier, 0, 2000, NULL),
};
const struct hj_fields hj_order_fields = HJ_FIELDS(hj_order, order_rows);

static const struct hj_field order_set_rows[] = {
	HJ_TEXT(hj_order_set, article, 0, 2000, NULL),
	HJ_WORD(hj_order_set, bar, 0, &hj_hotline_bar_words, NULL),
	HJ_OBJECT(hj_order_set, because, 0, &hj_reason_fields, NULL),
	HJ_WORD(hj_order_set, end, 0, &hj_order_end_words, NULL),
	HJ_SEALED(hj_order_set, evidence, 0, 0, NULL),
	HJ_TEXT(hj_order_set, explanation, 0, 2000, NULL),
	HJ_LIST(hj_order_set, materials, 0, &hj_name_fields, 2000, NULL),
	HJ_OBJECT(hj_order_set, order, HJ_REQUIRED, &hj_order_fields, NULL),
	HJ_TEXT(hj_order_set, outside, 0, 2000, NULL),
	HJ_SEALED(hj_order_set, reason, 0, 0, NULL),
	HJ_WORD(hj_order_set, satisfaction, 0, &hj_satisfaction_words, NULL),
	HJ_WORD(hj_order_set, stage, 0, &hj_stage_words, NULL),
	HJ_SEALED(hj_order_set, text, 0, 0, NULL),
	HJ_BOOL(hj_order_set, unreached, 0, NULL),
	HJ_WORD(hj_order_set, verdict, 0, &hj_verdict_words, NULL),
};
const struct hj_fields hj_order_set_fields = HJ_FIELDS(hj_order_set, order_set_rows);
/* clang-format on */

const struct hj_order_unit *
hj_order_responsible(const struct hj_order *o)
{
	for (size_t i = 0; i < o->n_unit; i++)
		if (!o->unit[i].assists && o->unit[i].state != HJ_US_RETURNED)
			return &o->unit[i];
	return NULL;
}

struct hj_order_unit *
hj_order_unit_of(const struct hj_order *o, const char *org)
{
	for (size_t i = 0; i < o->n_unit; i++)
		if (org != NULL && strcmp(o->unit[i].org, org) == 0)
			return &o->unit[i];
	return NULL;
}
