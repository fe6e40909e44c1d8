/* The rules language, its words and field tables; see language.h. */
#include "lib/rules/language.h"

/* clang-format off */
static const struct hj_word fact_type_list[] = {
	{ NULL, NULL, NULL },
	{ "flag", "是否", "flag" },
	{ "number", "数值", "number" },
	{ "money", "金额(分)", "money in fen" },
	{ "word", "选项", "word" },
};
const struct hj_words hj_fact_type_words = HJ_WORDS(fact_type_list);

static const struct hj_word fact_from_list[] = {
	{ NULL, NULL, NULL },
	{ "category", "纠纷类别", "category" },
	{ "source", "来源", "source" },
	{ "channel", "程序种类", "channel" },
	{ "people", "涉及人数", "number of people" },
	{ "amount", "金额", "amount" },
	{ "party_kind", "当事人种类", "kind of party" },
	{ "minor", "涉及未成年人", "a minor is a party" },
	{ "consent", "各方同意调解", "all parties agree to mediation" },
	{ "danger", "险情", "danger reported" },
	{ "crosses_county", "跨县(市、区)", "crosses counties" },
	{ "other_forum", "其他程序", "another forum" },
	{ "reported_up", "由下级上报", "reported up from below" },
	{ "attempts", "本级计入次数", "attempts at this step" },
	{ "failures", "本级未成次数", "failed attempts at this step" },
	{ "days_at_step", "本级用时(日)", "days at this step" },
	{ "days_in_all", "全程用时(日)", "days in all" },
	{ "satisfaction", "满意度", "satisfaction" },
	{ "performed", "已履行", "performed" },
	{ "trial", "审理程序", "kind of trial" },
};
const struct hj_words hj_fact_from_words = HJ_WORDS(fact_from_list);

static const struct hj_word fact_over_list[] = {
	{ NULL, NULL, NULL },
	{ "step", "本级", "this step" },
	{ "dispute", "本纠纷", "this dispute" },
	{ "parties", "相同当事人", "the same parties" },
};
const struct hj_words hj_fact_over_words = HJ_WORDS(fact_over_list);

static const struct hj_word hit_list[] = {
	{ NULL, NULL, NULL },
	{ "unique", "至多一行符合", "at most one row fits" },
	{ "first", "以在先一行为准", "the first row that fits" },
	{ "any", "各行结果一致", "all rows that fit agree" },
	{ "sum", "各行分值相加", "points of all rows that fit are added" },
};
const struct hj_words hj_hit_words = HJ_WORDS(hit_list);

static const struct hj_word exit_on_list[] = {
	{ NULL, NULL, NULL },
	{ "agreed", "达成协议", "an agreement" },
	{ "not_agreed", "未达成协议", "no agreement" },
	{ "time_over", "期限届满", "time is over" },
	{ "party_asks", "当事人选择其他途径", "a party asks for another route" },
	{ "refused", "当事人拒绝", "a party refuses" },
	{ "absent", "当事人未到场", "a party does not come" },
	{ "withdrawn", "当事人撤回", "a party withdraws" },
	{ "at_risk", "已达成协议但仍有风险", "settled, but a risk remains" },
	{ "unsatisfied", "回访、测评不满意", "a follow-up finds somebody not satisfied" },
	{ "decided", "经有权人决定", "somebody with power decides" },
	{ "reclassified", "分类、等级变化", "the class has changed" },
};
const struct hj_words hj_exit_on_words = HJ_WORDS(exit_on_list);

static const struct hj_word exit_to_list[] = {
	{ NULL, NULL, NULL },
	{ "next", "进入上一级", "the next step" },
	{ "step", "进入指定层级", "the step" },
	{ "stays", "留在本级继续", "it goes on at this step" },
	{ "ends", "结束", "it ends" },
	{ "outlets", "告知其他途径", "the other routes are told" },
	{ "channel", "转入", "it goes into" },
	{ "right", "当事人可以", "a party may act" },
	{ "reasons", "书面说明原因", "reasons are given in writing" },
};
const struct hj_words hj_exit_to_words = HJ_WORDS(exit_to_list);

static const struct hj_word exit_how_list[] = {
	{ NULL, NULL, NULL },
	{ "offered", "上报后由接收单位接收", "offered, and accepted by the next body" },
	{ "applied", "由承办单位申请", "on application" },
	{ "approval", "经批准", "with approval" },
	{ "at_once", "立即", "at once" },
	{ "designated", "由上级指定承办", "a body above designates the handler" },
};
const struct hj_words hj_exit_how_words = HJ_WORDS(exit_how_list);

static const struct hj_word attempts_over_list[] = {
	{ NULL, NULL, NULL },
	{ "step", "本级", "this step" },
	{ "ladder", "全程", "the whole ladder" },
};
const struct hj_words hj_attempts_over_words = HJ_WORDS(attempts_over_list);

static const struct hj_word task_does_list[] = {
	{ NULL, NULL, NULL },
	{ "follow_up", "回访", "follow up" },
	{ "visit", "走访", "visit" },
	{ "report", "上报", "report up" },
	{ "tell", "告知", "tell" },
	{ "copy", "抄送", "copy" },
	{ "meet", "召开会议", "meet" },
	{ "lead", "包案", "take the lead" },
	{ "watch", "盯办、督办", "watch over" },
	{ "reply", "答复", "reply" },
	{ "write_back", "书面反馈下级", "write back to the step below" },
	{ "plan", "制定方案", "make a plan" },
	{ "start", "开始调解", "begin mediation" },
	{ "screen", "排查", "screen for disputes" },
	{ "figures", "报送数据", "send figures" },
	{ "survey", "满意度测评", "ask for satisfaction" },
	{ "remind", "催办", "remind" },
	{ "letter", "发函", "send a letter" },
	{ "reasons", "书面说明原因", "give reasons in writing" },
	{ "evidence", "留存材料", "keep evidence" },
	{ "aid", "帮扶、疏导", "help and calm" },
	{ "other", "其他", "other" },
};
const struct hj_words hj_task_does_words = HJ_WORDS(task_does_list);

static const struct hj_word task_of_list[] = {
	{ NULL, NULL, NULL },
	{ "dispute", "纠纷", "dispute" },
	{ "party", "当事人", "party" },
	{ "household", "住户", "household" },
	{ "organisation", "单位", "organisation" },
};
const struct hj_words hj_task_of_words = HJ_WORDS(task_of_list);

static const struct hj_word bars_list[] = {
	{ NULL, NULL, NULL },
	{ "accepting", "不予受理", "it is not accepted" },
	{ "mediating", "不得调解", "it is not mediated" },
	{ "step", "不得由该级办理", "that step does not handle it" },
	{ "settling", "不得以调解结案", "it is not closed by mediation" },
	{ "closing", "不得办结", "it is not closed" },
	{ "repeat", "同一事实和理由不再受理", "the same facts and grounds are not taken up again" },
	{ "openness", "不得公开", "it is not made public" },
	{ "nothing", "另作处理", "it is also dealt with otherwise" },
	{ "named", "不符合的不予办理", "what does not fit is refused" },
	{ "suit", "禁止起诉", "no suit" },
	{ "arbitration", "禁止仲裁", "no arbitration" },
	{ "petition", "禁止信访", "no petition" },
	{ "police", "禁止报警", "no call to the police" },
};
const struct hj_words hj_bars_words = HJ_WORDS(bars_list);

static const struct hj_field test_rows[] = {
	HJ_INT(hj_rule_test, above, 0, 1, HJ_INT_MOST, "大于|more than"),
	HJ_LIST(hj_rule_test, any_of, 0, &hj_name_fields, 40, "属于其一|one of"),
	HJ_INT(hj_rule_test, at_least, 0, 1, HJ_INT_MOST, "不少于|at least"),
	HJ_INT(hj_rule_test, at_most, 0, 1, HJ_INT_MOST, "不超过|at most"),
	HJ_INT(hj_rule_test, below, 0, 1, HJ_INT_MOST, "少于|less than"),
	HJ_TEXT(hj_rule_test, fact, HJ_REQUIRED, 40, "事实|fact"),
	HJ_BOOL(hj_rule_test, no, 0, "为否|is false"),
	HJ_LIST(hj_rule_test, none_of, 0, &hj_name_fields, 40, "不属于|none of"),
	HJ_BOOL(hj_rule_test, unknown, 0, "尚不清楚|is not known"),
	HJ_BOOL(hj_rule_test, yes, 0, "为是|is true"),
};
const struct hj_fields hj_rule_test_fields = HJ_FIELDS(hj_rule_test, test_rows);

#define WHEN(s) HJ_LIST(s, when, 0, &hj_rule_test_fields, 8, "条件(同时具备)|conditions, all of them")

static const struct hj_field word_rows[] = {
	HJ_TEXT(hj_rule_word, en, HJ_REQUIRED, 200, "英文|in English"),
	HJ_TEXT(hj_rule_word, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_TEXT(hj_rule_word, zh, HJ_REQUIRED, 200, "中文|in Chinese"),
};
static const struct hj_fields word_fields = HJ_FIELDS(hj_rule_word, word_rows);

static const struct hj_field fact_rows[] = {
	HJ_TEXT(hj_rule_fact, by, 0, 100, "由何人判定|who judges it"),
	HJ_LIST(hj_rule_fact, counts, 0, &hj_name_fields, 8, "计数事件|events counted"),
	HJ_TEXT(hj_rule_fact, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_WORD(hj_rule_fact, from, 0, &hj_fact_from_words, "取自|taken from"),
	HJ_TEXT(hj_rule_fact, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_WORD(hj_rule_fact, over, 0, &hj_fact_over_words, "计数范围|counted over"),
	HJ_TEXT(hj_rule_fact, table, 0, 40, "由决策表得出|given by the table"),
	HJ_WORD(hj_rule_fact, type, HJ_REQUIRED, &hj_fact_type_words, "类型|type"),
	HJ_WORD(hj_rule_fact, unit, 0, &hj_unit_words, "回溯单位|unit of looking back"),
	HJ_INT(hj_rule_fact, within, 0, 0, 3650, "回溯期间|looking back"),
	HJ_LIST(hj_rule_fact, words, 0, &word_fields, 40, "选项(由轻到重)|words, the gravest last"),
	HJ_TEXT(hj_rule_fact, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
const struct hj_fields hj_rule_fact_fields = HJ_FIELDS(hj_rule_fact, fact_rows);

static const struct hj_field row_rows[] = {
	HJ_TEXT(hj_rule_row, gives, 0, 40, "得出|gives"),
	HJ_INT(hj_rule_row, length, 0, 0, 3650, "期限|length"),
	HJ_INT(hj_rule_row, points, 0, 0, 100000, "分值|points"),
	HJ_WORD(hj_rule_row, unit, 0, &hj_unit_words, "期限单位|its unit"),
	WHEN(hj_rule_row),
};
static const struct hj_fields row_fields = HJ_FIELDS(hj_rule_row, row_rows);

static const struct hj_field table_rows[] = {
	HJ_TEXT(hj_rule_table, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_WORD(hj_rule_table, hit, HJ_REQUIRED, &hj_hit_words, "多行符合时|if several rows fit"),
	HJ_TEXT(hj_rule_table, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_OBJECT(hj_rule_table, otherwise, 0, &row_fields, "均不符合时|if none fits"),
	HJ_LIST(hj_rule_table, rows, HJ_REQUIRED, &row_fields, 64, "行|rows"),
	HJ_TEXT(hj_rule_table, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
const struct hj_fields hj_rule_table_fields = HJ_FIELDS(hj_rule_table, table_rows);

static const struct hj_field exit_rows[] = {
	HJ_TEXT(hj_rule_exit, article, 0, 200, "依据|article"),
	HJ_WORD(hj_rule_exit, channel, 0, &hj_channel_words, "转入程序|into the channel"),
	HJ_TEXT(hj_rule_exit, clock, 0, 40, "行使期限|in the time of the clock"),
	HJ_WORD(hj_rule_exit, how, 0, &hj_exit_how_words, "方式|how"),
	HJ_WORD(hj_rule_exit, on, HJ_REQUIRED, &hj_exit_on_words, "情形|on"),
	HJ_TEXT(hj_rule_exit, step, 0, 40, "层级|step"),
	HJ_INT(hj_rule_exit, times, 0, 0, 20, "至多次数|at most so often"),
	HJ_WORD(hj_rule_exit, to, HJ_REQUIRED, &hj_exit_to_words, "去向|to"),
	WHEN(hj_rule_exit),
	HJ_TEXT(hj_rule_exit, who, 0, 100, "决定、批准人|who decides or approves"),
};
const struct hj_fields hj_rule_exit_fields = HJ_FIELDS(hj_rule_exit, exit_rows);

static const struct hj_field round_rows[] = {
	HJ_INT(hj_rule_round, attempts, 0, 0, 100, "次数|attempts"),
	HJ_TEXT(hj_rule_round, chair, 0, 100, "主持人|chair"),
	HJ_TEXT(hj_rule_round, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_TEXT(hj_rule_round, form, 0, 200, "形式|form"),
	HJ_TEXT(hj_rule_round, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
static const struct hj_fields round_fields = HJ_FIELDS(hj_rule_round, round_rows);

static const struct hj_field step_rows[] = {
	HJ_BOOL(hj_rule_step, above_last, 0, "由末次处理单位的上一级办理|handled by the body above the last handler"),
	HJ_INT(hj_rule_step, accept_length, 0, 0, 3650, "接收期限|time to accept"),
	HJ_WORD(hj_rule_step, accept_unit, 0, &hj_unit_words, "接收期限单位|its unit"),
	HJ_INT(hj_rule_step, attempts, 0, 0, 100, "次数|attempts"),
	HJ_INT(hj_rule_step, attempts_least, 0, 0, 100, "上报前至少次数|attempts before it may be handed up"),
	HJ_WORD(hj_rule_step, attempts_over, 0, &hj_attempts_over_words, "次数范围|attempts are counted over"),
	HJ_BOOL(hj_rule_step, both, 0, "次数与时间并用|attempts and time"),
	HJ_BOOL(hj_rule_step, duties_stay, 0, "下级责任不因上报免除|what was owed below stays owed there"),
	HJ_TEXT(hj_rule_step, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_LIST(hj_rule_step, exits, 0, &hj_rule_exit_fields, 8, "去向|exits"),
	HJ_BOOL(hj_rule_step, from_below, 0, "下级单位共同参加|bodies of the steps below take part"),
	HJ_LIST(hj_rule_step, joint, 0, &hj_name_fields, 16, "须参与单位|must take part"),
	HJ_BOOL(hj_rule_step, joint_owner, 0, "共同主体|they own it together"),
	HJ_LIST(hj_rule_step, kinds, 0, &hj_name_fields, 16, "承办单位种类|bodies"),
	HJ_INT(hj_rule_step, length, 0, 0, 3650, "时限|time"),
	HJ_TEXT(hj_rule_step, lengths, 0, 40, "时限表|table of its time"),
	HJ_TEXT(hj_rule_step, name, 0, 40, "代号|name"),
	HJ_INT(hj_rule_step, people_most, 0, 0, 1000, "到场人数上限|people at a sitting at most"),
	HJ_LIST(hj_rule_step, roles, 0, &hj_name_fields, 16, "承办角色|offices that handle it"),
	HJ_LIST(hj_rule_step, rounds, 0, &round_fields, 6, "轮次|rounds"),
	HJ_TEXT(hj_rule_step, starts, 0, 64, "时限起算事件|event its time runs from"),
	HJ_BOOL(hj_rule_step, time_only_warns, 0, "超时只登记|time over is only entered"),
	HJ_WORD(hj_rule_step, unit, 0, &hj_unit_words, "时限单位|its unit"),
	WHEN(hj_rule_step),
	HJ_TEXT(hj_rule_step, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
const struct hj_fields hj_rule_step_fields = HJ_FIELDS(hj_rule_step, step_rows);

static const struct hj_field overall_rows[] = {
	HJ_INT(hj_rule_overall, length, HJ_REQUIRED, 1, 3650, "长度|length"),
	HJ_TEXT(hj_rule_overall, starts, HJ_REQUIRED, 64, "起算事件|event that starts it"),
	HJ_WORD(hj_rule_overall, unit, HJ_REQUIRED, &hj_unit_words, "单位|unit"),
};
const struct hj_fields hj_rule_overall_fields = HJ_FIELDS(hj_rule_overall, overall_rows);

static const struct hj_field ladder_rows[] = {
	HJ_TEXT(hj_rule_ladder, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_TEXT(hj_rule_ladder, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_LIST(hj_rule_ladder, outlets, 0, &hj_name_fields, 16, "出口|outlets"),
	HJ_OBJECT(hj_rule_ladder, overall, 0, &hj_rule_overall_fields, "全程期限|limit over all steps"),
	HJ_LIST(hj_rule_ladder, steps, HJ_REQUIRED, &hj_rule_step_fields, 12, "层级|steps"),
	WHEN(hj_rule_ladder),
	HJ_TEXT(hj_rule_ladder, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
const struct hj_fields hj_rule_ladder_fields = HJ_FIELDS(hj_rule_ladder, ladder_rows);

static const struct hj_field task_rows[] = {
	HJ_TEXT(hj_rule_task, after, 0, 40, "在该期限届满后|after the expiry of the clock"),
	HJ_TEXT(hj_rule_task, article, HJ_REQUIRED, 200, "依据|article"),
	HJ_BOOL(hj_rule_task, before_close, 0, "办结前须完成|closing waits for it"),
	HJ_WORD(hj_rule_task, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_LIST(hj_rule_task, days, 0, &hj_no_fields, 12, "第几日|on these days after"),
	HJ_WORD(hj_rule_task, does, HJ_REQUIRED, &hj_task_does_words, "何事|what"),
	HJ_WORD(hj_rule_task, effect, 0, &hj_effect_words, "未完成的后果|effect if missed"),
	HJ_TEXT(hj_rule_task, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_INT(hj_rule_task, every, 0, 0, 3650, "每隔|every"),
	HJ_WORD(hj_rule_task, every_unit, 0, &hj_unit_words, "间隔单位|its unit"),
	HJ_LIST(hj_rule_task, evidence, 0, &hj_name_fields, 12, "材料|evidence"),
	HJ_INT(hj_rule_task, length, 0, 0, 3650, "时限|time"),
	HJ_LIST(hj_rule_task, means, 0, &hj_name_fields, 8, "方式|means"),
	HJ_TEXT(hj_rule_task, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_WORD(hj_rule_task, of, HJ_REQUIRED, &hj_task_of_words, "对象|about"),
	HJ_TEXT(hj_rule_task, starts, 0, 64, "起算事件|event that starts it"),
	HJ_TEXT(hj_rule_task, step, 0, 40, "限于层级|only at this step"),
	HJ_LIST(hj_rule_task, to, 0, &hj_name_fields, 12, "向何人、与何人|to or with whom"),
	HJ_WORD(hj_rule_task, unit, 0, &hj_unit_words, "时限单位|its unit"),
	HJ_INT(hj_rule_task, weekday, 0, 0, 7, "星期几|day of the week"),
	WHEN(hj_rule_task),
	HJ_LIST(hj_rule_task, who, 0, &hj_name_fields, 12, "何人|who"),
	HJ_TEXT(hj_rule_task, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
const struct hj_fields hj_rule_task_fields = HJ_FIELDS(hj_rule_task, task_rows);

static const struct hj_field rate_rows[] = {
	HJ_TEXT(hj_rule_rate, article, HJ_REQUIRED, 200, "依据|article"),
	HJ_WORD(hj_rule_rate, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_TEXT(hj_rule_rate, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_INT(hj_rule_rate, every, 0, 0, 120, "每|every"),
	HJ_WORD(hj_rule_rate, every_unit, 0, &hj_unit_words, "周期单位|its unit"),
	HJ_TEXT(hj_rule_rate, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_LIST(hj_rule_rate, part, HJ_REQUIRED, &hj_name_fields, 8, "计入的事件|events that count"),
	HJ_INT(hj_rule_rate, percent, 0, 0, 100, "应达到(%)|percent to be reached, of a share"),
	HJ_INT(hj_rule_rate, quota, 0, 0, 1000000, "配额:每个周期每个单位至少几件|quota: so many events at least, in each period, by each body"),
	HJ_LIST(hj_rule_rate, who, 0, &hj_name_fields, 12, "何单位|who"),
	HJ_LIST(hj_rule_rate, whole, 0, &hj_name_fields, 8, "分母事件|events in all, of a share"),
	HJ_TEXT(hj_rule_rate, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
const struct hj_fields hj_rule_rate_fields = HJ_FIELDS(hj_rule_rate, rate_rows);

static const struct hj_field guard_rows[] = {
	HJ_TEXT(hj_rule_guard, article, HJ_REQUIRED, 200, "依据|article"),
	HJ_WORD(hj_rule_guard, bars, HJ_REQUIRED, &hj_bars_words, "不得|bars"),
	HJ_BOOL(hj_rule_guard, beside, 0, "并行,不影响本程序|runs beside, this goes on"),
	HJ_WORD(hj_rule_guard, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_WORD(hj_rule_guard, channel, 0, &hj_channel_words, "转入程序|into the channel"),
	HJ_TEXT(hj_rule_guard, en, HJ_REQUIRED, 200, "英文名|name in English"),
	HJ_LIST(hj_rule_guard, items, 0, &word_fields, 20, "须逐项写明|each of which is stated"),
	HJ_LIST(hj_rule_guard, kinds, 0, &hj_name_fields, 12, "限于承办单位种类|only where such a body handles it"),
	HJ_INT(hj_rule_guard, most, 0, 0, 1000, "至多|at most"),
	HJ_TEXT(hj_rule_guard, name, HJ_REQUIRED, 40, "代号|name"),
	HJ_LIST(hj_rule_guard, needs, 0, &hj_name_fields, 12, "须有|needs"),
	HJ_WORD(hj_rule_guard, stage, 0, &hj_stage_words, "限于程序环节|only at this stage of it"),
	HJ_TEXT(hj_rule_guard, step, 0, 40, "层级|step"),
	HJ_TEXT(hj_rule_guard, toward, 0, 200, "去向|where it goes"),
	WHEN(hj_rule_guard),
	HJ_WORD(hj_rule_guard, within, 0, &hj_channel_words, "限于程序种类|only in a procedure of this channel"),
	HJ_TEXT(hj_rule_guard, zh, HJ_REQUIRED, 200, "中文名|name in Chinese"),
};
const struct hj_fields hj_rule_guard_fields = HJ_FIELDS(hj_rule_guard, guard_rows);

static const struct hj_field citation_rows[] = {
	HJ_TEXT(hj_rule_citation, cites, HJ_REQUIRED, 200, "本文所引|as cited here"),
	HJ_TEXT(hj_rule_citation, reads, HJ_REQUIRED, 200, "当时条号|as it was called then"),
	HJ_TEXT(hj_rule_citation, text, 0, 2000, "条文|text"),
	HJ_DATE(hj_rule_citation, valid_from, HJ_REQUIRED, "自|from"),
	HJ_DATE(hj_rule_citation, valid_to, 0, "至|to"),
};
const struct hj_fields hj_rule_citation_fields = HJ_FIELDS(hj_rule_citation, citation_rows);
/* clang-format on */
