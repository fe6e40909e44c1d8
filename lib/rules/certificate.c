/* What a certificate looks like; see certify.h. */
#include "lib/rules/certify.h"
#include "lib/rules/graph.h"

static const struct hj_word grade_list[] = {
	{ NULL, NULL, NULL },
	{ "time", "只需时间经过即可到终点", "time alone leads to an end" },
	{ "duty", "各单位守期即可到终点", "it ends if bodies keep to limits" },
	{ "open", "有的等待来源未定期限",
	    "some waits are left open by the source" },
	{ "rejected", "不予认证", "rejected" },
};
const struct hj_words hj_cert_grade_words = HJ_WORDS(grade_list);

static const struct hj_word reason_list[] = {
	{ NULL, NULL, NULL },
	{ "loop", "可以无休止地循环", "it can go round for ever" },
	{ "no_way_out", "当事人不能退出", "a party has no way out" },
	{ "too_large", "情形过多,无法逐一查验", "too many cases to look at" },
};
const struct hj_words hj_cert_reason_words = HJ_WORDS(reason_list);

static const struct hj_word bound_list[] = {
	{ NULL, NULL, NULL },
	{ "step", "本级期限", "the step's own time" },
	{ "accept", "接收期限", "the time to accept" },
	{ "limit", "法定期限", "a limit of law" },
	{ "right", "当事人行使权利的期限", "the time of a party's right" },
	{ "at_once", "不另计时", "no time of its own" },
	{ "open", "来源未定", "left open" },
};
const struct hj_words hj_cert_bound_words = HJ_WORDS(bound_list);

static const struct hj_word assumption_list[] = {
	{ NULL, NULL, NULL },
	{ "accepted", "接收单位在期限内接收", "the body accepts in time" },
	{ "no_time", "上报和接收不另占时间",
	    "handing up takes no time of its own" },
	{ "kept", "期限得到遵守(逾期只显示,不阻止任何人)",
	    "the limit is kept (if not it is shown, and blocks nobody)" },
	{ "extensions", "不延长;各方同意的延长没有上限",
	    "it is not extended; extensions that all agree to have no bound" },
	{ "open", "承办单位终会结束本级办理;来源未定期限",
	    "the body ends the step some day; the source states no limit" },
	{ "right", "当事人终会行使或者放弃权利;来源未定期限",
	    "the party uses the right or gives it up some day; the source "
	    "states no limit" },
};
const struct hj_words hj_cert_assumption_words = HJ_WORDS(assumption_list);

/* clang-format off */
static const struct hj_field assumed_rows[] = {
	HJ_INT(hj_cert_assumed, ladder, 0, 0, 100, "第几套阶梯|ladder"),
	HJ_TEXT(hj_cert_assumed, rule, 0, 64, "期限|limit"),
	HJ_INT(hj_cert_assumed, step, 0, 0, 100, "层级|step"),
	HJ_WORD(hj_cert_assumed, what, HJ_REQUIRED, &hj_cert_assumption_words, "假定|assumption"),
};
static const struct hj_fields assumed_fields = HJ_FIELDS(hj_cert_assumed, assumed_rows);

static const struct hj_field state_rows[] = {
	HJ_INT(hj_cert_state, ladder, 0, 0, 100, "第几套阶梯|ladder"),
	HJ_WORD(hj_cert_state, phase, HJ_REQUIRED, &hj_graph_phase_words, "阶段|phase"),
	HJ_INT(hj_cert_state, rank, HJ_REQUIRED, 0, HJ_INT_MOST, "秩|rank"),
	HJ_INT(hj_cert_state, step, HJ_REQUIRED, 1, 100, "层级|step"),
	HJ_LIST(hj_cert_state, used, 0, &hj_no_fields, HJ_TIMED_MOST, "各限次去向已用次数加一|uses of each bounded exit, plus one"),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_cert_state, state_rows);

static const struct hj_field wait_rows[] = {
	HJ_TEXT(hj_cert_wait, article, 0, 200, "依据|article"),
	HJ_WORD(hj_cert_wait, by, HJ_REQUIRED, &hj_cert_bound_words, "由何限定|bound"),
	HJ_BOOL(hj_cert_wait, itself, 0, "届满自行推进|its end moves the matter"),
	HJ_INT(hj_cert_wait, ladder, 0, 0, 100, "第几套阶梯|ladder"),
	HJ_INT(hj_cert_wait, length, 0, 0, HJ_LENGTH_MOST, "长度|length"),
	HJ_WORD(hj_cert_wait, phase, HJ_REQUIRED, &hj_graph_phase_words, "阶段|phase"),
	HJ_TEXT(hj_cert_wait, rule, 0, 64, "期限|limit"),
	HJ_INT(hj_cert_wait, step, HJ_REQUIRED, 1, 100, "层级|step"),
	HJ_WORD(hj_cert_wait, unit, 0, &hj_unit_words, "单位|unit"),
};
static const struct hj_fields wait_fields = HJ_FIELDS(hj_cert_wait, wait_rows);

static const struct hj_field hop_rows[] = {
	HJ_DATE(hj_cert_hop, day, 0, "日期|day"),
	HJ_INT(hj_cert_hop, ladder, 0, 0, 100, "第几套阶梯|ladder"),
	HJ_TEXT(hj_cert_hop, on, 0, 40, "发生何事|what happens"),
	HJ_WORD(hj_cert_hop, phase, 0, &hj_graph_phase_words, "阶段|phase"),
	HJ_INT(hj_cert_hop, step, 0, 0, 100, "层级|step"),
};
static const struct hj_fields hop_fields = HJ_FIELDS(hj_cert_hop, hop_rows);

static const struct hj_field worst_rows[] = {
	HJ_INT(hj_cert_worst, days, HJ_REQUIRED, 0, HJ_INT_MOST, "天数|days"),
	HJ_DATE(hj_cert_worst, ends, HJ_REQUIRED, "终点|end"),
	HJ_LIST(hj_cert_worst, path, 0, &hop_fields, HJ_GRAPH_MOST, "经过|path"),
	HJ_BOOL(hj_cert_worst, provisional, 0, "暂定|provisional"),
	HJ_DATE(hj_cert_worst, starts, HJ_REQUIRED, "起点|start"),
};
static const struct hj_fields worst_fields = HJ_FIELDS(hj_cert_worst, worst_rows);

static const struct hj_field rows[] = {
	HJ_LIST(hj_certificate, assumed, 0, &assumed_fields, 1000, "假定|assumptions"),
	HJ_WORD(hj_certificate, grade, HJ_REQUIRED, &hj_cert_grade_words, "结论|grade"),
	HJ_LIST(hj_certificate, law, 0, &hj_name_fields, 100, "所用法定期限规则集|sets of statute looked at"),
	HJ_TEXT(hj_certificate, name, HJ_REQUIRED, 64, "规则集名|name of the set"),
	HJ_WORD(hj_certificate, reason, 0, &hj_cert_reason_words, "不予认证的原因|why it is rejected"),
	HJ_TEXT(hj_certificate, set, HJ_REQUIRED, 64, "规则集|set"),
	HJ_LIST(hj_certificate, states, 0, &state_fields, 100000, "状态与秩|states with ranks"),
	HJ_LIST(hj_certificate, trace, 0, &hop_fields, HJ_GRAPH_MOST, "反例|counter-example"),
	HJ_LIST(hj_certificate, waits, 0, &wait_fields, 10000, "等待及其限定|waits and their bounds"),
	HJ_OBJECT(hj_certificate, worst, 0, &worst_fields, "最迟到达|latest end"),
	HJ_INT(hj_certificate, year, HJ_REQUIRED, 1, 9999, "起算年份|year of the start"),
};
/* clang-format on */
const struct hj_fields hj_certificate_fields = HJ_FIELDS(hj_certificate, rows);
