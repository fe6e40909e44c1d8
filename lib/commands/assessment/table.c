/* The words and tables of assessments; see assessment.h. */
#include "lib/commands/assessment/assessment.h"

/* clang-format off */
static const struct hj_word stage_list[] = {
	{ NULL, NULL, NULL },
	{ "opened", "评估中", "being assessed" },
	{ "concluded", "已有结论", "concluded" },
	{ "filed", "已备案", "filed" },
	{ "withdrawn", "已撤回", "withdrawn" },
};
const struct hj_words hj_assessment_stage_words = HJ_WORDS(stage_list);

static const struct hj_word found_list[] = {
	{ NULL, NULL, NULL },
	{ "calm", "未引发矛盾", "nothing came of it" },
	{ "disputes", "引发矛盾纠纷,已处置", "disputes came of it and were handled" },
	{ "serious", "引发较大不稳定", "serious unrest came of it" },
};
const struct hj_words hj_assessment_found_words = HJ_WORDS(found_list);

#define COUNT(s, m) HJ_INT(s, m, 0, 0, HJ_INT_MOST, NULL)

static const struct hj_field participation_rows[] = {
	COUNT(hj_participation, against),
	HJ_TEXT(hj_participation, form, 0, 40, NULL),
	COUNT(hj_participation, no),
	HJ_DATE(hj_participation, on, 0, NULL),
	HJ_SEALED(hj_participation, opinions, 0, 0, NULL),
	COUNT(hj_participation, people),
};
static const struct hj_fields participation_fields = HJ_FIELDS(hj_participation, participation_rows);

static const struct hj_field risk_rows[] = {
	HJ_WORD(hj_risk_point, grade, 0, &hj_risk_grade_words, NULL),
	HJ_SEALED(hj_risk_point, measures, 0, 0, NULL),
	COUNT(hj_risk_point, no),
	HJ_SEALED(hj_risk_point, text, 0, 0, NULL),
};
static const struct hj_fields risk_fields = HJ_FIELDS(hj_risk_point, risk_rows);

static const struct hj_field conclusion_rows[] = {
	HJ_WORD(hj_assessment_conclusion, grade, 0, &hj_risk_grade_words, NULL),
	HJ_DATE(hj_assessment_conclusion, on, 0, NULL),
	HJ_SEALED(hj_assessment_conclusion, opinion, 0, 0, NULL),
	HJ_WORD(hj_assessment_conclusion, outcome, 0, &hj_risk_outcome_words, NULL),
	HJ_TEXT(hj_assessment_conclusion, set, 0, 64, NULL),
};
static const struct hj_fields conclusion_fields = HJ_FIELDS(hj_assessment_conclusion, conclusion_rows);

static const struct hj_field filing_rows[] = {
	HJ_TEXT(hj_assessment_filing, number, 0, 60, NULL),
	HJ_DATE(hj_assessment_filing, on, 0, NULL),
	HJ_SEALED(hj_assessment_filing, with, 0, 0, NULL),
};
static const struct hj_fields filing_fields = HJ_FIELDS(hj_assessment_filing, filing_rows);

static const struct hj_field check_rows[] = {
	HJ_SEALED(hj_assessment_check, finding, 0, 0, NULL),
	HJ_WORD(hj_assessment_check, found, 0, &hj_assessment_found_words, NULL),
	COUNT(hj_assessment_check, no),
	HJ_DATE(hj_assessment_check, on, 0, NULL),
};
static const struct hj_fields check_fields = HJ_FIELDS(hj_assessment_check, check_rows);

static const struct hj_field head_rows[] = {
	HJ_TEXT(hj_assessment_head, county, 0, 6, NULL),
	HJ_TEXT(hj_assessment_head, matter, 0, 100, NULL),
	HJ_ID(hj_assessment_head, owner, 0, NULL),
	HJ_SEALED(hj_assessment_head, subject, 0, 0, NULL),
	HJ_SEALED(hj_assessment_head, title, 0, 0, NULL),
};
static const struct hj_fields head_fields = HJ_FIELDS(hj_assessment_head, head_rows);

static const struct hj_field state_rows[] = {
	HJ_LIST(hj_assessment, check, 0, &check_fields, HJ_ASSESSMENT_LIST_MOST, NULL),
	HJ_OBJECT(hj_assessment, conclusion, 0, &conclusion_fields, NULL),
	HJ_TEXT(hj_assessment, county, 0, 6, NULL),
	HJ_OBJECT(hj_assessment, filing, 0, &filing_fields, NULL),
	HJ_ID(hj_assessment, id, 0, NULL),
	HJ_INSTANT(hj_assessment, last_at, 0, NULL),
	HJ_TEXT(hj_assessment, matter, 0, 100, NULL),
	HJ_ID(hj_assessment, owner, 0, NULL),
	HJ_LIST(hj_assessment, participation, 0, &participation_fields, HJ_ASSESSMENT_LIST_MOST, NULL),
	HJ_LIST(hj_assessment, reader, 0, &hj_id_fields, HJ_ASSESSMENT_LIST_MOST, NULL),
	HJ_LIST(hj_assessment, risk, 0, &risk_fields, HJ_ASSESSMENT_LIST_MOST, NULL),
	HJ_WORD(hj_assessment, stage, 0, &hj_assessment_stage_words, NULL),
	HJ_SEALED(hj_assessment, subject, 0, 0, NULL),
	HJ_SEALED(hj_assessment, title, 0, 0, NULL),
	COUNT(hj_assessment, version),
};
const struct hj_fields hj_assessment_fields = HJ_FIELDS(hj_assessment, state_rows);

static const struct hj_field listed_rows[] = {
	HJ_OBJECT(hj_assessment, conclusion, 0, &conclusion_fields, NULL),
	HJ_OBJECT(hj_assessment, filing, 0, &filing_fields, NULL),
	HJ_TEXT(hj_assessment, matter, 0, 100, NULL),
	HJ_ID(hj_assessment, owner, 0, NULL),
	HJ_WORD(hj_assessment, stage, 0, &hj_assessment_stage_words, NULL),
	HJ_SEALED(hj_assessment, title, 0, 0, NULL),
};
const struct hj_fields hj_assessment_listed_fields = HJ_FIELDS(hj_assessment, listed_rows);

static const struct hj_field set_rows[] = {
	HJ_OBJECT(hj_assessment_set, check, 0, &check_fields, NULL),
	HJ_OBJECT(hj_assessment_set, conclusion, 0, &conclusion_fields, NULL),
	HJ_OBJECT(hj_assessment_set, filing, 0, &filing_fields, NULL),
	HJ_OBJECT(hj_assessment_set, head, 0, &head_fields, NULL),
	HJ_OBJECT(hj_assessment_set, participation, 0, &participation_fields, NULL),
	HJ_LIST(hj_assessment_set, reader, 0, &hj_id_fields, HJ_ASSESSMENT_LIST_MOST, NULL),
	HJ_SEALED(hj_assessment_set, reason, 0, 0, NULL),
	HJ_OBJECT(hj_assessment_set, risk, 0, &risk_fields, NULL),
	HJ_WORD(hj_assessment_set, stage, 0, &hj_assessment_stage_words, NULL),
};
const struct hj_fields hj_assessment_set_fields = HJ_FIELDS(hj_assessment_set, set_rows);
/* clang-format on */
