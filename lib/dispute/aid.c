/* Words and tables of legal aid; see aid.h. */
#include "lib/dispute/aid.h"

#include "lib/dispute/dispute.h"

#include <string.h>

/* clang-format off */
static const struct hj_word aid_form_list[] = {
	{ NULL, NULL, NULL },
	{ "consultation", "法律咨询", "legal advice" },
	{ "drafting", "代拟法律文书", "drafting of documents" },
	{ "defence", "刑事辩护与代理", "criminal defence and representation" },
	{ "agency", "诉讼代理及非诉讼代理", "representation in and out of court" },
	{ "duty", "值班律师法律帮助", "duty counsel" },
	{ "labour", "劳动争议调解与仲裁代理", "representation in labour mediation and arbitration" },
	{ "other", "其他形式", "another form" },
};
const struct hj_words hj_aid_form_words = HJ_WORDS(aid_form_list);

static const struct hj_word aid_matter_list[] = {
	{ NULL, NULL, NULL },
	{ "state_compensation", "请求国家赔偿", "state compensation" },
	{ "social_insurance", "请求社会保险待遇或者社会救助", "social insurance or relief" },
	{ "pension", "请求发给抚恤金", "pension for the bereaved" },
	{ "support", "请求赡养费、抚养费、扶养费", "support or maintenance" },
	{ "labour", "请求确认劳动关系或者支付劳动报酬", "labour relation or pay" },
	{ "capacity", "请求认定公民无民事行为能力或者限制民事行为能力", "declaration of no or limited capacity" },
	{ "injury", "工伤、交通事故、食品药品安全、医疗事故人身损害赔偿", "bodily injury at work, in traffic, by food, drugs or treatment" },
	{ "environment", "环境污染、生态破坏损害赔偿", "damage to environment or ecology" },
	{ "other_listed", "法律法规规章规定的其他情形", "another listed matter" },
	{ "hero", "维护英雄烈士人格权益", "personality rights of heroes and martyrs" },
	{ "good_deed", "见义勇为人员主张权益", "claims of those who acted for others" },
	{ "retrial", "再审改判无罪请求国家赔偿", "compensation after acquittal on retrial" },
	{ "violence", "遭受虐待、遗弃或者家庭暴力", "abuse, abandonment or domestic violence" },
	{ "other_free", "不受经济困难条件限制的其他情形", "another matter without regard to hardship" },
	{ "criminal", "刑事案件通知辩护", "defence by notice of an organ" },
};
const struct hj_words hj_aid_matter_words = HJ_WORDS(aid_matter_list);

static const struct hj_word hardship_list[] = {
	{ NULL, NULL, NULL },
	{ "checked", "信息共享核查", "checked by shared records" },
	{ "promised", "个人诚信承诺", "promised in good faith" },
	{ "no_income", "无固定生活来源的未成年人、老年人、残疾人", "minor, elderly or disabled without fixed income" },
	{ "relief", "社会救助、司法救助或者优待抚恤对象", "recipient of relief or preferential treatment" },
	{ "migrant", "进城务工人员请求支付劳动报酬或者工伤赔偿", "migrant worker claiming pay or work-injury compensation" },
	{ "other", "其他免予核查情形", "otherwise not checked" },
};
const struct hj_words hj_hardship_words = HJ_WORDS(hardship_list);

static const struct hj_word aid_urgent_list[] = {
	{ NULL, NULL, NULL },
	{ "limitation", "距法定时效或者期限届满不足七日", "seven days or less to the end of a limitation" },
	{ "preservation", "需要立即申请保全或者先予执行", "preservation or advance execution at once" },
	{ "other", "其他紧急或者特殊情况", "another urgent case" },
};
const struct hj_words hj_aid_urgent_words = HJ_WORDS(aid_urgent_list);

static const struct hj_word aid_paper_list[] = {
	{ NULL, NULL, NULL },
	{ "form", "法律援助申请表", "application form" },
	{ "identity", "身份证明", "proof of identity" },
	{ "hardship", "经济困难状况说明或者承诺", "statement or promise on hardship" },
	{ "agency", "代理权证明", "power of the agent" },
	{ "materials", "与申请事项有关的材料", "materials of the matter" },
	{ "other", "其他材料", "another paper" },
};
const struct hj_words hj_aid_paper_words = HJ_WORDS(aid_paper_list);

static const struct hj_word aid_refusal_list[] = {
	{ NULL, NULL, NULL },
	{ "scope", "不属于法律援助范围", "not a matter for legal aid" },
	{ "hardship", "不符合经济困难条件", "hardship not met" },
	{ "place", "不属于本机构受理范围", "another centre is competent" },
	{ "false", "未如实说明", "not told truthfully" },
	{ "other", "其他", "other" },
};
const struct hj_words hj_aid_refusal_words = HJ_WORDS(aid_refusal_list);

static const struct hj_word aid_termination_list[] = {
	{ NULL, NULL, NULL },
	{ "fraud", "以欺骗或者其他不正当手段获得", "obtained by fraud" },
	{ "hides", "故意隐瞒重要事实或者提供虚假证据", "hides facts or gives false evidence" },
	{ "unlawful_use", "利用法律援助从事违法活动", "used for unlawful acts" },
	{ "not_eligible", "经济状况变化,不再符合条件", "no longer eligible" },
	{ "over", "案件终止审理或者已经被撤销", "the matter is ended or cancelled" },
	{ "own_lawyer", "自行委托律师或者其他代理人", "has a lawyer of its own" },
	{ "asked", "受援人有正当理由要求终止", "the recipient asks with good reason" },
	{ "other", "法律法规规定的其他情形", "another case of law" },
};
const struct hj_words hj_aid_termination_words = HJ_WORDS(aid_termination_list);

static const struct hj_word aid_appointment_list[] = {
	{ NULL, NULL, NULL },
	{ "drawn", "抽取", "drawn" },
	{ "only_one", "名册只余一人", "the roster leaves one" },
	{ "asked", "受援人请求", "the recipient asked" },
	{ "continuity", "前一阶段承办", "had the matter before" },
	{ "urgent", "情况紧急", "urgent" },
};
const struct hj_words hj_aid_appointment_words = HJ_WORDS(aid_appointment_list);

static const struct hj_word aid_replacement_list[] = {
	{ NULL, NULL, NULL },
	{ "recipient", "受援人申请更换", "the recipient asked for it" },
	{ "conflict", "出现利益冲突", "a conflict of interest" },
	{ "unable", "因故不能履职", "unable to act" },
	{ "left", "已不在名册", "no longer on the roster" },
	{ "neglect", "无正当理由拒绝、拖延或者终止", "refuses, delays or stops without reason" },
	{ "other", "其他", "other" },
};
const struct hj_words hj_aid_replacement_words = HJ_WORDS(aid_replacement_list);

static const struct hj_word left_out_list[] = {
	{ NULL, NULL, NULL },
	{ "mediated", "本纠纷调解员", "mediator of the dispute" },
	{ "other_side", "代理另一方", "acts for another side" },
	{ "works_for_opponent", "任职、服务于对方当事人", "works for an opposing party" },
	{ "related", "与当事人有亲属关系", "related to a party" },
	{ "interest", "有其他利害关系", "has another interest" },
	{ "replaced", "本案已被更换", "was replaced in this aid" },
	{ "not_yet", "尚未入册", "not on the roster yet" },
	{ "ended", "已出册", "no longer on the roster" },
	{ "leave", "请假", "on leave" },
	{ "area", "不办理本区域案件", "another area" },
	{ "speciality", "不办理此类案件", "another speciality" },
	{ "experience", "执业年限不足三年", "under three years of practice" },
	{ "full", "在办案件已满", "has all it can take" },
	{ "turn", "本轮已承办", "had its turns of this round" },
};
const struct hj_words hj_left_out_words = HJ_WORDS(left_out_list);

static const struct hj_word draw_state_list[] = {
	{ NULL, NULL, NULL },
	{ "frozen", "候选已冻结", "frozen" },
	{ "concluded", "已抽取", "concluded" },
	{ "dropped", "已作废", "dropped" },
};
const struct hj_words hj_draw_state_words = HJ_WORDS(draw_state_list);

static const struct hj_field paper_rows[] = {
	HJ_BOOL(hj_paper, handed, 0, NULL),
	HJ_WORD(hj_paper, kind, 0, &hj_aid_paper_words, NULL),
};
const struct hj_fields hj_paper_fields = HJ_FIELDS(hj_paper, paper_rows);

static const struct hj_field aid_rows[] = {
	HJ_WORD(hj_aid, appointment, 0, &hj_aid_appointment_words, NULL),
	HJ_TEXT(hj_aid, counsel, 0, 2000, NULL),
	HJ_WORD(hj_aid, form, 0, &hj_aid_form_words, NULL),
	HJ_LIST(hj_aid, former, 0, &hj_name_fields, 2000, NULL),
	HJ_BOOL(hj_aid, grave, 0, NULL),
	HJ_WORD(hj_aid, hardship, 0, &hj_hardship_words, NULL),
	HJ_DATE(hj_aid, limitation_on, 0, NULL),
	HJ_WORD(hj_aid, matter, 0, &hj_aid_matter_words, NULL),
	HJ_INT(hj_aid, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_aid, paid, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_aid, papers, 0, &hj_paper_fields, 2000, NULL),
	HJ_BOOL(hj_aid, papers_asked, 0, NULL),
	HJ_BOOL(hj_aid, papers_later, 0, NULL),
	HJ_INT(hj_aid, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_aid, recipients, 0, &hj_no_fields, 2000, NULL),
	HJ_DATE(hj_aid, reported_on, 0, NULL),
	HJ_TEXT(hj_aid, roster, 0, 2000, NULL),
	HJ_MONEY(hj_aid, subsidy, 0, NULL),
	HJ_WORD(hj_aid, termination, 0, &hj_aid_termination_words, NULL),
	HJ_WORD(hj_aid, urgent, 0, &hj_aid_urgent_words, NULL),
};
const struct hj_fields hj_aid_fields = HJ_FIELDS(hj_aid, aid_rows);

static const struct hj_field candidate_rows[] = {
	HJ_TEXT(hj_candidate, id, 0, 2000, NULL),
	HJ_INT(hj_candidate, weight, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields hj_candidate_fields = HJ_FIELDS(hj_candidate, candidate_rows);

static const struct hj_field excluded_rows[] = {
	HJ_TEXT(hj_excluded, id, 0, 2000, NULL),
	HJ_WORD(hj_excluded, reason, 0, &hj_left_out_words, NULL),
};
static const struct hj_fields hj_excluded_fields = HJ_FIELDS(hj_excluded, excluded_rows);

static const struct hj_field draw_rows[] = {
	HJ_LIST(hj_draw, candidate, 0, &hj_candidate_fields, 2000, NULL),
	HJ_INT(hj_draw, checkpoint_size, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_draw, drawn, 0, 2000, NULL),
	HJ_LIST(hj_draw, excluded, 0, &hj_excluded_fields, 2000, NULL),
	HJ_INT(hj_draw, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_draw, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_draw, roster, 0, 2000, NULL),
	HJ_TEXT(hj_draw, seed, 0, 2000, NULL),
	HJ_INT(hj_draw, seq, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_draw, state, 0, &hj_draw_state_words, NULL),
};
const struct hj_fields hj_draw_fields = HJ_FIELDS(hj_draw, draw_rows);

static const struct hj_field aid_set_rows[] = {
	HJ_OBJECT(hj_aid_set, aid, HJ_REQUIRED, &hj_aid_fields, NULL),
	HJ_INT(hj_aid_set, amount, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_aid_set, department, 0, 2000, NULL),
	HJ_TEXT(hj_aid_set, number, 0, 2000, NULL),
	HJ_DATE(hj_aid_set, on, 0, NULL),
	HJ_WORD(hj_aid_set, phase, 0, &hj_phase_words, NULL),
	HJ_SEALED(hj_aid_set, reason, 0, 0, NULL),
	HJ_WORD(hj_aid_set, refusal, 0, &hj_aid_refusal_words, NULL),
	HJ_WORD(hj_aid_set, replacement, 0, &hj_aid_replacement_words, NULL),
	HJ_WORD(hj_aid_set, stage, 0, &hj_stage_words, NULL),
	HJ_SEALED(hj_aid_set, text, 0, 0, NULL),
	HJ_BOOL(hj_aid_set, upheld, 0, NULL),
};
const struct hj_fields hj_aid_set_fields = HJ_FIELDS(hj_aid_set, aid_set_rows);

static const struct hj_field draw_set_rows[] = {
	HJ_OBJECT(hj_draw_set, draw, HJ_REQUIRED, &hj_draw_fields, NULL),
	HJ_SEALED(hj_draw_set, reason, 0, 0, NULL),
	HJ_WORD(hj_draw_set, stage, 0, &hj_stage_words, NULL),
};
const struct hj_fields hj_draw_set_fields = HJ_FIELDS(hj_draw_set, draw_set_rows);

/* clang-format on */

bool
hj_aid_free_of_hardship(int matter)
{
	return matter >= HJ_MA_HERO;
}

bool
hj_aid_unchecked(const struct hj_aid *aid)
{
	return aid->hardship >= HJ_HA_NO_INCOME ||
	       hj_aid_free_of_hardship(aid->matter);
}

struct hj_aid *
hj_aid_of(const struct hj_dispute *d, int64_t procedure)
{
	for (size_t i = 0; i < d->n_aid; i++)
		if (d->aid[i].procedure == procedure)
			return &d->aid[i];
	return NULL;
}

struct hj_draw *
hj_draw_at(const struct hj_dispute *d, int64_t no)
{
	return no < 1 || (size_t)no > d->n_draw ? NULL : &d->draw[no - 1];
}

/* Is or was `id` counsel of `aid`? */
static bool
acts_in(const struct hj_aid *aid, const char *id)
{
	if (aid->counsel != NULL && strcmp(aid->counsel, id) == 0)
		return true;
	for (size_t i = 0; i < aid->n_former; i++)
		if (strcmp(aid->former[i].text, id) == 0)
			return true;
	return false;
}

bool
hj_is_counsel(const struct hj_dispute *d, const char *id)
{
	for (size_t i = 0; i < d->n_aid; i++)
		if (acts_in(&d->aid[i], id))
			return true;
	for (size_t i = 0; i < d->n_draw; i++)
		for (size_t k = 0; k < d->draw[i].n_candidate; k++)
			if (strcmp(d->draw[i].candidate[k].id, id) == 0)
				return true;
	return false;
}
