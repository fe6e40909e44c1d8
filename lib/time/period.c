/*
 * What a time limit is made of: words, field tables, and what may be asked of
 * the counting in clock.c.
 */
#include "lib/time/clock.h"

#define CODE_MOST 64

/* clang-format off */
static const struct hj_word unit_list[] = {
	{ NULL, NULL, NULL },
	{ "minutes", "分钟", "minute" },
	{ "hours", "小时", "hour" },
	{ "days", "日", "day" },
	{ "working_days", "个工作日", "working day" },
	{ "months", "个月", "month" },
	{ "years", "年", "year" },
	{ "at_once", "立即", "at once" },
	{ "same_day", "当日", "the same day" },
};
const struct hj_words hj_unit_words = HJ_WORDS(unit_list);

static const struct hj_word certainty_list[] = {
	{ NULL, NULL, NULL },
	{ "law", "法律规定", "by law" },
	{ "local", "本地规定", "by local rule" },
	{ "house", "本单位约定", "by house rule" },
	{ "unverified", "待核", "unverified" },
	{ "provisional", "暂定", "provisional" },
};
const struct hj_words hj_certainty_words = HJ_WORDS(certainty_list);

static const struct hj_word against_list[] = {
	{ NULL, NULL, NULL },
	{ "state", "约束办理机关", "binds the handling body" },
	{ "party", "约束当事人", "binds a party" },
};
const struct hj_words hj_against_words = HJ_WORDS(against_list);

static const struct hj_word pause_list[] = {
	{ NULL, NULL, NULL },
	{ "appraisal", "鉴定评估", "appraisal" }, /* 在线调解规则26 and others */
	{ "hearing", "听证", "hearing" },         /* 信访工作条例36 */
	{ "mediation", "调解", "mediation" },     /* 特邀调解规定27: trial limit */
};
const struct hj_words hj_pause_words = HJ_WORDS(pause_list);

static const struct hj_word extension_list[] = {
	{ NULL, NULL, NULL },
	{ "consent", "当事人同意", "the parties agree" },
	{ "approval", "负责人批准", "approved by the person in charge" },
	{ "complex", "情况复杂", "the matter is complex" },
};
const struct hj_words hj_extension_words = HJ_WORDS(extension_list);

static const struct hj_word stretch_list[] = {
	{ NULL, NULL, NULL },
	{ "weekend", "周末", "weekend" },
	{ "holiday", "放假", "holiday" },
	{ "pause", "暂停", "pause" },
	{ "makeup", "调休上班", "make-up working day" },
};
const struct hj_words hj_stretch_words = HJ_WORDS(stretch_list);

static const struct hj_field limit_rows[] = {
	HJ_WORD(hj_limit, against, HJ_REQUIRED, &hj_against_words, "约束谁|whom it binds"),
	HJ_TEXT(hj_limit, article, 0, 200, "条文|article"),
	HJ_WORD(hj_limit, certainty, HJ_REQUIRED, &hj_certainty_words, "确定程度|certainty"),
	HJ_INT(hj_limit, n, 0, 1, HJ_LENGTH_MOST, "长度|length"),
	HJ_BOOL(hj_limit, roll, 0, "末日遇休息日顺延|a last day that is off moves on"),
	HJ_BOOL(hj_limit, roll_makeup, 0, "末日遇调休上班日也顺延|and so does a make-up working day"),
	HJ_TEXT(hj_limit, rule, 0, 100, "规则|rule"),
	HJ_TEXT(hj_limit, set, 0, 100, "规则集|rule set"),
	HJ_WORD(hj_limit, unit, HJ_REQUIRED, &hj_unit_words, "单位|unit"),
};
const struct hj_fields hj_limit_fields = HJ_FIELDS(hj_limit, limit_rows);

static const struct hj_field pause_rows[] = {
	HJ_TEXT(hj_pause, article, 0, 200, "条文|article"),
	HJ_TEXT(hj_pause, evidence, 0, 200, "凭据|evidence"),
	HJ_DATE(hj_pause, from, HJ_REQUIRED, "首日|first day"),
	HJ_INSTANT(hj_pause, from_at, 0, "起始时刻|from this instant"),
	HJ_TEXT(hj_pause, reason, HJ_REQUIRED, CODE_MOST, "事由代码|reason code"),
	HJ_DATE(hj_pause, to, 0, "末日|last day"),
	HJ_INSTANT(hj_pause, to_at, 0, "结束时刻|to before this instant"),
};
const struct hj_fields hj_pause_fields = HJ_FIELDS(hj_pause, pause_rows);

static const struct hj_field extension_rows[] = {
	HJ_TEXT(hj_extension, article, 0, 200, "条文|article"),
	HJ_TEXT(hj_extension, by, HJ_REQUIRED, 100, "决定人|granted by"),
	HJ_INT(hj_extension, n, HJ_REQUIRED, 1, HJ_LENGTH_MOST, "长度|length"),
	HJ_DATE(hj_extension, notified, 0, "告知日|parties told on"),
	HJ_TEXT(hj_extension, reason, HJ_REQUIRED, CODE_MOST, "事由代码|reason code"),
	HJ_WORD(hj_extension, unit, HJ_REQUIRED, &hj_unit_words, "单位|unit"),
};
const struct hj_fields hj_extension_fields = HJ_FIELDS(hj_extension, extension_rows);

static const struct hj_field stretch_rows[] = {
	HJ_INT(hj_stretch, days, HJ_REQUIRED, 1, HJ_INT_MOST, "日数|days"),
	HJ_DATE(hj_stretch, from, HJ_REQUIRED, "首日|first day"),
	HJ_WORD(hj_stretch, kind, HJ_REQUIRED, &hj_stretch_words, "种类|kind"),
	HJ_TEXT(hj_stretch, name, 0, 200, "名称|name"),
	HJ_BOOL(hj_stretch, rolled, 0, "顺延中|while the end moved"),
	HJ_DATE(hj_stretch, to, HJ_REQUIRED, "末日|last day"),
};
static const struct hj_fields stretch_fields = HJ_FIELDS(hj_stretch, stretch_rows);

static const struct hj_field derivation_rows[] = {
	HJ_INSTANT(hj_derivation, began_at, 0, "起算时刻|counted from this instant"),
	HJ_INT(hj_derivation, calendar, 0, 1, HJ_CALENDAR_VERSIONS_MOST, "放假日历版本|calendar version"),
	HJ_WORD(hj_derivation, certainty, HJ_REQUIRED, &hj_certainty_words, "确定程度|certainty"),
	HJ_INT(hj_derivation, counted, 0, 1, HJ_INT_MOST, "计入|counted"),
	HJ_DATE(hj_derivation, day0, HJ_REQUIRED, "起算日（不计入）|day 0, not counted"),
	HJ_INSTANT(hj_derivation, due_at, 0, "届满时刻|over from this instant on"),
	HJ_DATE(hj_derivation, due_on, 0, "最后一日|last day"),
	HJ_LIST(hj_derivation, extensions, 0, &hj_extension_fields, HJ_EXTENSIONS_MOST, "延长|extensions"),
	HJ_INT(hj_derivation, holiday_days, 0, 1, HJ_INT_MOST, "跳过的放假日|holidays skipped"),
	HJ_INT(hj_derivation, left, 0, 1, HJ_INT_MOST, "剩余|left"),
	HJ_OBJECT(hj_derivation, limit, HJ_REQUIRED, &hj_limit_fields, "期限|limit"),
	HJ_BOOL(hj_derivation, month_end, 0, "取月末|last day of the month"),
	HJ_LIST(hj_derivation, notices, 0, &hj_name_fields, HJ_NOTICES_MOST, "放假通知|notices"),
	HJ_INT(hj_derivation, pause_days, 0, 1, HJ_INT_MOST, "暂停的日数|days paused"),
	HJ_LIST(hj_derivation, pauses, 0, &hj_pause_fields, HJ_PAUSES_MOST, "暂停|pauses"),
	HJ_BOOL(hj_derivation, provisional, 0, "暂定|provisional"),
	HJ_DATE(hj_derivation, raw_end, 0, "顺延前末日|end before rolling"),
	HJ_TEXT(hj_derivation, start, 0, 200, "起算事件|start event"),
	HJ_INSTANT(hj_derivation, start_from, HJ_REQUIRED, "发生时间起|occurred, from"),
	HJ_INSTANT(hj_derivation, start_to, HJ_REQUIRED, "发生时间止|occurred, to"),
	HJ_LIST(hj_derivation, stretches, 0, &stretch_fields, HJ_STRETCHES_MOST, "逐段说明|stretches"),
	HJ_INT(hj_derivation, stretches_left_out, 0, 1, HJ_INT_MOST, "未列出的段|stretches left out"),
	HJ_BOOL(hj_derivation, suspended, 0, "暂停中|suspended"),
	HJ_DATE(hj_derivation, unknown_from, 0, "放假安排未知起日|first day not in the calendar"),
	HJ_INT(hj_derivation, weekend_days, 0, 1, HJ_INT_MOST, "跳过的周末|weekend days skipped"),
};
const struct hj_fields hj_derivation_fields = HJ_FIELDS(hj_derivation, derivation_rows);
/* clang-format on */

static enum hj_err
refuse(struct hj_error *err, const char *field, const char *msg)
{
	return hj_fail(err, HJ_ERR_INPUT, field, msg, NULL);
}

bool
hj_unit_exact(int unit)
{
	return unit == HJ_UNIT_MINUTES || unit == HJ_UNIT_HOURS ||
	       unit == HJ_UNIT_AT_ONCE;
}

int64_t
hj_falls_at(int unit, int64_t due_at)
{
	return hj_unit_exact(unit) ? due_at : due_at - 1;
}

int
hj_unit_months(int unit)
{
	return unit == HJ_UNIT_MONTHS ? 1 : unit == HJ_UNIT_YEARS ? 12 : 0;
}

/* Is `s` a code: a word of a rule set, not something somebody wrote? */
static bool
code_valid(const char *s)
{
	size_t n = 0;

	if (s == NULL)
		return false;
	for (; s[n] != '\0'; n++)
		if (!(s[n] >= 'a' && s[n] <= 'z') &&
		    !(s[n] >= '0' && s[n] <= '9') && s[n] != '_' &&
		    s[n] != '.' && s[n] != '-')
			return false;
	return n > 0 && n <= CODE_MOST;
}

enum hj_err
hj_limit_check(const struct hj_limit *limit, struct hj_error *err)
{
	if (limit->unit < HJ_UNIT_MINUTES || limit->unit > HJ_UNIT_SAME_DAY)
		return refuse(err, "limit/unit", "no such unit");
	if (limit->against != HJ_AGAINST_STATE &&
	    limit->against != HJ_AGAINST_PARTY)
		return refuse(err, "limit/against", "whom it binds is missing");
	if (limit->certainty < HJ_CERTAINTY_LAW ||
	    limit->certainty > HJ_CERTAINTY_UNVERIFIED)
		return refuse(err, "limit/certainty", "no such certainty");
	if (limit->unit == HJ_UNIT_AT_ONCE || limit->unit == HJ_UNIT_SAME_DAY) {
		if (limit->n != 0)
			return refuse(err, "limit/n", "unit has no length");
	} else if (limit->n < 1 || limit->n > HJ_LENGTH_MOST ||
		   limit->n * hj_unit_months(limit->unit) > HJ_MONTHS_MOST) {
		return refuse(err, "limit/n", "length out of range");
	}
	return HJ_OK;
}

/* The sums that bound the walk. */
static enum hj_err
check_lengths(const struct hj_period *p, struct hj_error *err)
{
	int64_t sum = p->limit.n;
	int64_t months = p->limit.n * hj_unit_months(p->limit.unit);

	if (p->n_extensions > HJ_EXTENSIONS_MOST)
		return refuse(err, "extensions", "too many");
	for (size_t i = 0; i < p->n_extensions; i++) {
		const struct hj_extension *e = &p->extensions[i];

		if (e->unit < HJ_UNIT_MINUTES || e->unit > HJ_UNIT_YEARS)
			return refuse(err, "extensions", "no such unit");
		if (hj_unit_exact(e->unit) != hj_unit_exact(p->limit.unit))
			return refuse(
			    err, "extensions", "hours and days do not mix");
		if (e->n < 1 || e->n > HJ_LENGTH_MOST)
			return refuse(err, "extensions", "length out of range");
		if (!code_valid(e->reason) || e->by == NULL)
			return refuse(err, "extensions",
			    "without a reason code or without who granted it");
		sum += e->n;
		months += e->n * hj_unit_months(e->unit);
	}
	if (sum > HJ_LENGTH_MOST || months > HJ_MONTHS_MOST)
		return refuse(err, "limit/n", "length out of range");
	return HJ_OK;
}

int64_t
hj_pause_begin(const struct hj_pause *pause)
{
	return pause->from_at != 0 ? pause->from_at
				   : hj_legal_day_first(pause->from);
}

int64_t
hj_pause_end(const struct hj_pause *pause)
{
	if (pause->to.ymd == 0)
		return 0;
	return pause->to_at != 0 ? pause->to_at
				 : hj_legal_day_last(pause->to) + 1;
}

static enum hj_err
check_pauses(const struct hj_period *p, struct hj_error *err)
{
	if (p->n_pauses > HJ_PAUSES_MOST)
		return refuse(err, "pauses", "too many");
	for (size_t i = 0; i < p->n_pauses; i++) {
		const struct hj_pause *pause = &p->pauses[i];

		if (!code_valid(pause->reason))
			return refuse(err, "pauses", "without a reason code");
		if (!hj_date_valid(pause->from))
			return refuse(err, "pauses", "without a first day");
		if (pause->from_at < HJ_INSTANT_LEAST ||
		    pause->from_at > HJ_INSTANT_MOST ||
		    pause->to_at < HJ_INSTANT_LEAST ||
		    pause->to_at > HJ_INSTANT_MOST)
			return refuse(err, "pauses", "outside the calendar");
		if (pause->to.ymd == 0 && pause->to_at == 0)
			continue;
		if (!hj_date_valid(pause->to) ||
		    hj_date_compare(pause->to, pause->from) < 0 ||
		    hj_pause_end(pause) <= hj_pause_begin(pause))
			return refuse(
			    err, "pauses", "does not end after it begins");
	}
	return HJ_OK;
}

enum hj_err
hj_period_check(const struct hj_period *p, struct hj_error *err)
{
	enum hj_err code;

	if (p->start_from <= 0 || p->start_to < p->start_from ||
	    p->start_to > HJ_INSTANT_MOST)
		return refuse(
		    err, "start", "no known start, so no limit can run");
	code = hj_limit_check(&p->limit, err);
	if (code == HJ_OK)
		code = check_lengths(p, err);
	if (code == HJ_OK)
		code = check_pauses(p, err);
	return code;
}
