/* Rule sets: tiers, clocks and outlets as data; see rules.h. */
#include "lib/rules/check.h"

#include <string.h>

static const struct hj_word extends_list[] = {
	{ NULL, NULL, NULL },
	{ "nobody", "不得延长", "nobody" },
	{ "all_parties", "各方当事人同意", "consent of all parties" },
	{ "approval", "负责人批准", "approval" },
};
const struct hj_words hj_extends_words = HJ_WORDS(extends_list);

static const struct hj_word clock_of_list[] = {
	{ NULL, NULL, NULL },
	{ "procedure", "程序", "procedure" },
	{ "agreement", "协议", "agreement" },
	{ "referral", "移交", "referral" },
	{ "notice", "告知", "notice" },
	{ "party", "当事人", "party" },
	{ "dispute", "纠纷", "dispute" },
	{ "term", "协议条款", "term of an agreement" },
};
const struct hj_words hj_clock_of_words = HJ_WORDS(clock_of_list);

static const struct hj_word duty_act_list[] = {
	{ NULL, NULL, NULL },
	{ "close", "办结", "close" },
	{ "verify", "核验", "verify" },
	{ "handle", "办理", "handle" },
};
const struct hj_words hj_duty_act_words = HJ_WORDS(duty_act_list);

static const struct hj_word duty_who_list[] = {
	{ NULL, NULL, NULL },
	{ "finder", "发现、上报人", "finder" },
	{ "grid", "网格员", "grid worker" },
	{ "handler", "承办人", "handler" },
	{ "supervisor", "督办人", "supervisor" },
};
const struct hj_words hj_duty_who_words = HJ_WORDS(duty_who_list);

/* clang-format off */
static const struct hj_field clock_rows[] = {
	HJ_TEXT(hj_rule_clock, after, 0, 40, "在该期限届满后起算|starts at the expiry of the clock"),
	HJ_WORD(hj_rule_clock, against, HJ_REQUIRED, &hj_against_words, "对谁计算|whom it binds"),
	HJ_TEXT(hj_rule_clock, article, HJ_REQUIRED, 200, "依据|article"),
	HJ_LIST(hj_rule_clock, categories, 0, &hj_name_fields, 40, "限于类别|only these categories"),
	HJ_WORD(hj_rule_clock, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_WORD(hj_rule_clock, channel, 0, &hj_channel_words, "程序种类|channel"),
	HJ_WORD(hj_rule_clock, effect, HJ_REQUIRED, &hj_effect_words, "届满后果|effect of expiry"),
	HJ_TEXT(hj_rule_clock, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_TEXT(hj_rule_clock, excluded_article, 0, 200, "延长不计入的依据|what excludes its extension"),
	HJ_LIST(hj_rule_clock, excluded_from, 0, &hj_name_fields, 8, "延长不计入何期限|limits in which its extension does not count"),
	HJ_WORD(hj_rule_clock, extends, HJ_REQUIRED, &hj_extends_words, "谁可延长|who may extend"),
	HJ_BOOL(hj_rule_clock, extension_before, 0, "须在届满前提出|asked for before it ends"),
	HJ_INT(hj_rule_clock, extension_most, 0, 0, 36500, "延长上限|cap of extensions"),
	HJ_INT(hj_rule_clock, extension_times, 0, 0, 20, "延长次数上限|extensions at most"),
	HJ_BOOL(hj_rule_clock, extension_told, 0, "延长须告知当事人|the parties are told of it"),
	HJ_LIST(hj_rule_clock, grounds, 0, &hj_name_fields, 16, "限于结束事由|only these grounds of its end"),
	HJ_LIST(hj_rule_clock, kinds, 0, &hj_name_fields, 40, "限于单位种类|only these bodies"),
	HJ_INT(hj_rule_clock, length, 0, 0, 36500, "长度|length"),
	HJ_TEXT(hj_rule_clock, lengths, 0, 40, "长度表|table of its length"),
	HJ_LIST(hj_rule_clock, meets, 0, &hj_name_fields, 16, "完成事件|events that meet it"),
	HJ_LIST(hj_rule_clock, met_by, 0, &hj_name_fields, 8, "限于何种文书送达|only these kinds of notices meet it"),
	HJ_WORD(hj_rule_clock, met_channel, 0, &hj_channel_words, "在何种程序中完成|channel in which it is met"),
	HJ_TEXT(hj_rule_clock, name, HJ_REQUIRED, 40, "编号|name"),
	HJ_BOOL(hj_rule_clock, next_hour, 0, "从次时起算|counted from the next hour"),
	HJ_BOOL(hj_rule_clock, not_before, 0, "到日方可完成|met on its last day or later only"),
	HJ_WORD(hj_rule_clock, notice, 0, &hj_notice_kind_words, "告知种类|kind of notice"),
	HJ_WORD(hj_rule_clock, of, HJ_REQUIRED, &hj_clock_of_words, "属于|belongs to"),
	HJ_BOOL(hj_rule_clock, once, 0, "只起算一次|starts but once"),
	HJ_TEXT(hj_rule_clock, pause_article, 0, 200, "扣除依据|what allows the pause"),
	HJ_TEXT(hj_rule_clock, pause_reason, 0, 40, "扣除事由|reason of the pause"),
	HJ_LIST(hj_rule_clock, pauses, 0, &hj_name_fields, 8, "扣除开始事件|events that pause it"),
	HJ_LIST(hj_rule_clock, referrals, 0, &hj_name_fields, 8, "限于移交种类|only these kinds of referral"),
	HJ_LIST(hj_rule_clock, replaces, 0, &hj_name_fields, 16, "取代期限|clocks it replaces"),
	HJ_LIST(hj_rule_clock, restarts, 0, &hj_name_fields, 16, "重新起算事件|events at which it starts anew"),
	HJ_LIST(hj_rule_clock, resumes, 0, &hj_name_fields, 8, "扣除结束事件|events that end a pause"),
	HJ_BOOL(hj_rule_clock, roll, 0, "末日顺延|rolls on"),
	HJ_TEXT(hj_rule_clock, starts, HJ_REQUIRED, 64, "起算事件|event that starts it"),
	HJ_LIST(hj_rule_clock, starts_also, 0, &hj_name_fields, 4, "并以在后者起算|and the later of these"),
	HJ_WORD(hj_rule_clock, stop_channel, 0, &hj_channel_words, "在何种程序中停止|channel in which it is stopped"),
	HJ_LIST(hj_rule_clock, stops, 0, &hj_name_fields, 16, "停止事件|events that stop it"),
	HJ_LIST(hj_rule_clock, then, 0, &hj_rule_exit_fields, 4, "届满后的去向|what expiry does besides"),
	HJ_WORD(hj_rule_clock, trial, 0, &hj_trial_words, "限于审理程序|only this kind of trial"),
	HJ_WORD(hj_rule_clock, unit, 0, &hj_unit_words, "单位|unit"),
	HJ_LIST(hj_rule_clock, warn, 0, &hj_no_fields, 8, "提前预警天数|days of warning"),
	HJ_LIST(hj_rule_clock, warn_after, 0, &hj_no_fields, 8, "届满后几日催办|reminder so many days after"),
	HJ_LIST(hj_rule_clock, warn_share, 0, &hj_no_fields, 8, "用去百分之几时预警|warning at these percents"),
	HJ_LIST(hj_rule_clock, when, 0, &hj_rule_test_fields, 8, "条件(同时具备)|conditions, all of them"),
	HJ_TEXT(hj_rule_clock, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
static const struct hj_fields clock_fields = HJ_FIELDS(hj_rule_clock, clock_rows);

static const struct hj_field duty_rows[] = {
	HJ_WORD(hj_rule_duty, act, HJ_REQUIRED, &hj_duty_act_words, "何事|what"),
	HJ_TEXT(hj_rule_duty, article, 0, 200, "依据|article"),
	HJ_WORD(hj_rule_duty, source, 0, &hj_source_words, "限于来源|only from this source"),
	HJ_WORD(hj_rule_duty, who, HJ_REQUIRED, &hj_duty_who_words, "何人不得|who may not"),
};
static const struct hj_fields duty_fields = HJ_FIELDS(hj_rule_duty, duty_rows);

static const struct hj_field way_rows[] = {
	HJ_TEXT(hj_rule_way, article, HJ_REQUIRED, 200, "依据|article"),
	HJ_WORD(hj_rule_way, class, HJ_REQUIRED, &hj_petition_class_words, "信访类别|class of petition"),
	HJ_TEXT(hj_rule_way, clock, 0, 40, "办理期限|limit of handling"),
	HJ_WORD(hj_rule_way, end, HJ_REQUIRED, &hj_petition_end_words, "通常结束方式|usual end"),
	HJ_WORD(hj_rule_way, notice, HJ_REQUIRED, &hj_notice_kind_words, "应送文书|notice owed"),
	HJ_BOOL(hj_rule_way, out, 0, "导出信访程序|leaves the petition line"),
	HJ_WORD(hj_rule_way, way, 0, &hj_petition_way_words, "途径|way"),
};
static const struct hj_fields way_fields = HJ_FIELDS(hj_rule_way, way_rows);

static const struct hj_field matter_rows[] = {
	HJ_WORD(hj_rule_matter, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_WORD(hj_rule_matter, class, HJ_REQUIRED, &hj_petition_class_words, "信访类别|class of petition"),
	HJ_TEXT(hj_rule_matter, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_BOOL(hj_rule_matter, law, 0, "涉法涉诉|of law and litigation"),
	HJ_TEXT(hj_rule_matter, name, HJ_REQUIRED, 40, "编号|name"),
	HJ_TEXT(hj_rule_matter, toward, 0, 200, "去向|where it goes"),
	HJ_WORD(hj_rule_matter, way, 0, &hj_petition_way_words, "途径|way"),
	HJ_TEXT(hj_rule_matter, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
static const struct hj_fields matter_fields = HJ_FIELDS(hj_rule_matter, matter_rows);

static const struct hj_word risk_grade_list[] = {
	{ NULL, NULL, NULL },
	{ "high", "高", "high" },
	{ "medium", "中", "medium" },
	{ "low", "低", "low" },
};
const struct hj_words hj_risk_grade_words = HJ_WORDS(risk_grade_list);

static const struct hj_word risk_outcome_list[] = {
	{ NULL, NULL, NULL },
	{ "go", "可以实施", "go" },
	{ "with_measures", "落实措施后实施", "go with measures" },
	{ "not", "不予实施", "not" },
};
const struct hj_words hj_risk_outcome_words = HJ_WORDS(risk_outcome_list);

static const struct hj_field outcome_rows[] = {
	HJ_WORD(hj_rule_outcome, grade, HJ_REQUIRED, &hj_risk_grade_words, "风险等级|grade"),
	HJ_WORD(hj_rule_outcome, outcome, HJ_REQUIRED, &hj_risk_outcome_words, "结论|outcome"),
};
static const struct hj_fields outcome_fields = HJ_FIELDS(hj_rule_outcome, outcome_rows);

static const struct hj_field assessment_rows[] = {
	HJ_TEXT(hj_rule_assessment, article, HJ_REQUIRED, 200, "依据|what it rests on"),
	HJ_WORD(hj_rule_assessment, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_LIST(hj_rule_assessment, forms, HJ_REQUIRED, &hj_name_fields, 20, "参与形式|forms of participation"),
	HJ_LIST(hj_rule_assessment, outcomes, HJ_REQUIRED, &outcome_fields, 9, "等级与结论|outcomes of grades"),
	HJ_BOOL(hj_rule_assessment, participation, 0, "须有公众参与|participation is required"),
};
static const struct hj_fields assessment_fields = HJ_FIELDS(hj_rule_assessment, assessment_rows);

static const struct hj_field compact_rows[] = {
	HJ_TEXT(hj_rule_compact, article, HJ_REQUIRED, 200, "依据|what it rests on"),
	HJ_INT(hj_rule_compact, at_least, HJ_REQUIRED, 1, 100, "至少几份满意|at least so many parts"),
	HJ_BOOL(hj_rule_compact, basic_counts, 0, "基本满意计入满意率|fairly satisfied counts"),
	HJ_WORD(hj_rule_compact, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_BOOL(hj_rule_compact, legal_review, 0, "签约前法律顾问审核|legal review before signing"),
	HJ_INT(hj_rule_compact, months, HJ_REQUIRED, 1, 120, "监督评议间隔(月)|months between reviews"),
	HJ_INT(hj_rule_compact, of, HJ_REQUIRED, 1, 100, "共几份|of so many"),
	HJ_BOOL(hj_rule_compact, publicity, 0, "签约前公示|publicity before signing"),
	HJ_BOOL(hj_rule_compact, superior_review, 0, "签约前上级审核|review above before signing"),
};
static const struct hj_fields compact_fields = HJ_FIELDS(hj_rule_compact, compact_rows);

static const struct hj_field item_rows[] = {
	HJ_WORD(hj_rule_item, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_TEXT(hj_rule_item, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_TEXT(hj_rule_item, name, HJ_REQUIRED, 60, "代号|name"),
	HJ_INT(hj_rule_item, points, HJ_REQUIRED, 1, 1000, "分值|points"),
	HJ_TEXT(hj_rule_item, source, HJ_REQUIRED, 200, "来源|source"),
	HJ_TEXT(hj_rule_item, zh, HJ_REQUIRED, 200, "评查项目|item"),
};
static const struct hj_fields item_fields = HJ_FIELDS(hj_rule_item, item_rows);

static const struct hj_field grade_rows[] = {
	HJ_INT(hj_rule_grade, at_least, 0, 0, 100000, "最低分|from so many points"),
	HJ_TEXT(hj_rule_grade, en, HJ_REQUIRED, 60, "英文名|name in English"),
	HJ_TEXT(hj_rule_grade, name, HJ_REQUIRED, 60, "代号|name"),
	HJ_TEXT(hj_rule_grade, zh, HJ_REQUIRED, 60, "等次|grade"),
};
static const struct hj_fields grade_fields = HJ_FIELDS(hj_rule_grade, grade_rows);

static const struct hj_field review_rows[] = {
	HJ_WORD(hj_rule_review, certainty, HJ_REQUIRED, &hj_certainty_words, "分值和等次的性质|certainty of points and grades"),
	HJ_LIST(hj_rule_review, grades, HJ_REQUIRED, &grade_fields, 10, "等次|grades"),
	HJ_LIST(hj_rule_review, items, HJ_REQUIRED, &item_fields, 60, "评查项目|items"),
};
static const struct hj_fields review_fields = HJ_FIELDS(hj_rule_review, review_rows);

static const struct hj_field retention_rows[] = {
	HJ_TEXT(hj_rule_retention, article, HJ_REQUIRED, 200, "依据|article"),
	HJ_WORD(hj_rule_retention, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_WORD(hj_rule_retention, channel, 0, &hj_channel_words, "程序种类|channel"),
	HJ_TEXT(hj_rule_retention, en, HJ_REQUIRED, 60, "英文名|name in English"),
	HJ_TEXT(hj_rule_retention, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_BOOL(hj_rule_retention, permanent, 0, "永久|for ever"),
	HJ_INT(hj_rule_retention, years, 0, 0, 1000, "年数|years"),
	HJ_TEXT(hj_rule_retention, zh, HJ_REQUIRED, 60, "中文名|name in Chinese"),
};
static const struct hj_fields retention_fields = HJ_FIELDS(hj_rule_retention, retention_rows);

static const struct hj_field set_rows[] = {
	HJ_TEXT(hj_rule_set, area, HJ_REQUIRED, 12, "适用区划|area"),
	HJ_OBJECT(hj_rule_set, assessment, 0, &assessment_fields, "社会稳定风险评估|assessment of stability risk"),
	HJ_TEXT(hj_rule_set, certainty, HJ_REQUIRED, 8, "来源确度|certainty of the source"),
	HJ_LIST(hj_rule_set, citations, 0, &hj_rule_citation_fields, 100, "条文对照|citations"),
	HJ_LIST(hj_rule_set, clocks, 0, &clock_fields, 200, "期限|clocks"),
	HJ_OBJECT(hj_rule_set, compact, 0, &compact_fields, "公约与监督评议|compacts and their review"),
	HJ_LIST(hj_rule_set, duties, 0, &duty_fields, 100, "职责分离|separation of duty"),
	HJ_LIST(hj_rule_set, facts, 0, &hj_rule_fact_fields, 40, "事实|facts"),
	HJ_LIST(hj_rule_set, forums, 0, &hj_rule_forum_fields, 60, "程序排斥|which forum excludes which"),
	HJ_LIST(hj_rule_set, guards, 0, &hj_rule_guard_fields, 200, "禁止与要求|guards"),
	HJ_BOOL(hj_rule_set, history_counts, 0, "登记前次数计入|history counts"),
	HJ_LIST(hj_rule_set, ladder, 0, &hj_rule_step_fields, 12, "层级|ladder"),
	HJ_LIST(hj_rule_set, ladders, 0, &hj_rule_ladder_fields, 8, "其他阶梯|other ladders"),
	HJ_LIST(hj_rule_set, matters, 0, &matter_fields, 200, "信访事项|matters of petitions"),
	HJ_TEXT(hj_rule_set, name, HJ_REQUIRED, 64, "名称|name"),
	HJ_BOOL(hj_rule_set, on_by_default, 0, "默认启用|on by default"),
	HJ_LIST(hj_rule_set, outlets, 0, &hj_name_fields, 16, "出口|outlets"),
	HJ_OBJECT(hj_rule_set, overall, 0, &hj_rule_overall_fields, "全程期限|limit over all steps"),
	HJ_LIST(hj_rule_set, rates, 0, &hj_rule_rate_fields, 20, "指标|rates"),
	HJ_TEXT(hj_rule_set, reading, 0, 1000, "读法|reading"),
	HJ_LIST(hj_rule_set, retentions, 0, &retention_fields, 60, "保管期限|classes of keeping"),
	HJ_OBJECT(hj_rule_set, review, 0, &review_fields, "卷宗评查表|sheet for reviewing files"),
	HJ_TEXT(hj_rule_set, source, HJ_REQUIRED, 1000, "来源|source"),
	HJ_LIST(hj_rule_set, tables, 0, &hj_rule_table_fields, 20, "决策表|decision tables"),
	HJ_LIST(hj_rule_set, tasks, 0, &hj_rule_task_fields, 60, "任务|tasks"),
	HJ_TEXT(hj_rule_set, title_en, HJ_REQUIRED, 200, "英文题名|title in English"),
	HJ_TEXT(hj_rule_set, title_zh, HJ_REQUIRED, 200, "题名|title"),
	HJ_DATE(hj_rule_set, valid_from, HJ_REQUIRED, "生效日|valid from"),
	HJ_DATE(hj_rule_set, valid_to, 0, "失效日|valid to"),
	HJ_LIST(hj_rule_set, ways, 0, &way_fields, 20, "信访途径|ways of petitions"),
};
const struct hj_fields hj_rule_set_fields = HJ_FIELDS(hj_rule_set, set_rows);
/* clang-format on */

bool
hj_rule_task_of_body(const struct hj_rule_task *t)
{
	return t->of == HJ_TO_ORGANISATION && t->starts == NULL &&
	       t->after == NULL && t->n_when == 0;
}

const char *
hj_rule_place(struct hj_arena *a, const char *list, size_t i)
{
	struct hj_buf b;

	hj_buf_init(&b, 256);
	hj_buf_puts(&b, list);
	hj_buf_putc(&b, '/');
	hj_buf_int(&b, (int64_t)i);
	return hj_buf_keep(a, &b);
}

const char *
hj_rule_steps_place(struct hj_arena *a, size_t beside)
{
	return beside == 0
		   ? "/ladder"
		   : hj_concat(a, hj_rule_place(a, "/ladders", beside - 1),
			 "/steps", NULL);
}

bool
hj_name_in(const struct hj_name *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].text, name) == 0)
			return true;
	return false;
}

enum hj_err
hj_rule_set_parse(struct hj_arena *a, const char *text, size_t len,
    struct hj_rule_set *ret, struct hj_error *err)
{
	struct hj_rule_set set = { 0 };
	struct hj_rule_faults faults;
	enum hj_err code = hj_bind(
	    a, &hj_rule_set_fields, HJ_FORM_STORED, &set, text, len, err);

	if (code != HJ_OK)
		return code;
	faults = hj_rule_set_check(a, &set, NULL);
	if (faults.n > 0) {
		const struct hj_rule_fault *f = &faults.item[0];

		return hj_fail(err, HJ_ERR_INPUT,
		    f->at[0] == '/' ? f->at + 1 : f->at,
		    hj_rule_fault_words.word[f->kind].en,
		    f->what == NULL ? NULL : hj_concat(a, ": ", f->what, NULL));
	}
	*ret = set;
	return HJ_OK;
}

void
hj_rule_set_emit(struct hj_buf *b, const struct hj_rule_set *set)
{
	hj_emit(b, &hj_rule_set_fields, set);
}

const struct hj_rule_set *
hj_rule_set_find(const struct hj_rules *rules, const char *id)
{
	for (size_t i = 0; id != NULL && i < rules->n; i++)
		if (strcmp(rules->set[i].id, id) == 0)
			return &rules->set[i];
	return NULL;
}

const struct hj_rule_set *
hj_rule_set_named(const struct hj_rules *rules, const char *name)
{
	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->set[i].name, name) == 0)
			return &rules->set[i];
	return NULL;
}

const char *
hj_rule_set_place(const struct hj_rule_set *set)
{
	return set->published ? set->instead : set->name;
}

bool
hj_rule_set_covers(const struct hj_rule_set *set, const char *county)
{
	return strncmp(county, set->area, strlen(set->area)) == 0;
}

bool
hj_rule_set_open_to(const struct hj_rule_set *set, const char *county)
{
	return hj_rule_set_covers(set, county) ||
	       (strncmp(county, "9999", 4) == 0 &&
		   strncmp(set->area, "9999", 4) != 0);
}

bool
hj_rule_set_holds_on(const struct hj_rule_set *set, int32_t day)
{
	return set->valid_from <= day &&
	       (set->valid_to == 0 || set->valid_to >= day);
}

const struct hj_rule_clock *
hj_rule_clock_find(const struct hj_rule_set *set, const char *name)
{
	for (size_t i = 0; set != NULL && i < set->n_clocks; i++)
		if (strcmp(set->clocks[i].name, name) == 0)
			return &set->clocks[i];
	return NULL;
}

const struct hj_rule_way *
hj_rule_way_find(const struct hj_rule_set *set, int class, int way)
{
	for (size_t i = 0; set != NULL && i < set->n_ways; i++)
		if (set->ways[i].class == class && set->ways[i].way == way)
			return &set->ways[i];
	return NULL;
}

const struct hj_rule_guard *
hj_rule_guard_find(const struct hj_rule_set *set, const char *name)
{
	for (size_t i = 0; set != NULL && i < set->n_guards; i++)
		if (strcmp(set->guards[i].name, name) == 0)
			return &set->guards[i];
	return NULL;
}

const struct hj_rule_matter *
hj_rule_matter_find(const struct hj_rule_set *set, const char *name)
{
	for (size_t i = 0; set != NULL && i < set->n_matters; i++)
		if (strcmp(set->matters[i].name, name) == 0)
			return &set->matters[i];
	return NULL;
}
