/* The words and tables of compacts; see compact.h. */
#include "lib/commands/compact/table.h"

#include "lib/commands/compact/compact.h"

/* clang-format off */
static const struct hj_word stage_list[] = {
	{ NULL, NULL, NULL },
	{ "opened", "征询中", "opinions are asked" },
	{ "drafted", "已形成文本", "drafted" },
	{ "shown", "公示", "shown in public" },
	{ "signed", "已签订", "signed" },
	{ "over", "已终止", "over" },
};
const struct hj_words hj_compact_stage_words = HJ_WORDS(stage_list);

static const struct hj_word party_list[] = {
	{ NULL, NULL, NULL },
	{ "organisation", "村组织", "village organisation" },
	{ "cadre", "干部", "cadre" },
	{ "villager", "村民", "villager" },
};
const struct hj_words hj_compact_party_words = HJ_WORDS(party_list);

static const struct hj_word meeting_list[] = {
	{ NULL, NULL, NULL },
	{ "asking", "民情征询会", "meeting that asks opinions" },
	{ "deliberating", "民主协商会", "meeting that deliberates" },
	{ "reviewing", "监督评议会", "meeting that reviews" },
};
const struct hj_words hj_compact_meeting_words = HJ_WORDS(meeting_list);

static const struct hj_word call_list[] = {
	{ NULL, NULL, NULL },
	{ "committees", "村两委提议", "proposed by the village committees" },
	{ "delegates", "代表联名提议", "proposed by delegates jointly" },
};
const struct hj_words hj_compact_call_words = HJ_WORDS(call_list);

static const struct hj_word reviewer_list[] = {
	{ NULL, NULL, NULL },
	{ "legal_adviser", "法律顾问", "legal adviser" },
	{ "superior", "上级", "body above" },
};
const struct hj_words hj_compact_reviewer_words = HJ_WORDS(reviewer_list);

static const struct hj_word kept_list[] = {
	{ NULL, NULL, NULL },
	{ "kept", "已执行", "kept" },
	{ "partly", "部分执行", "kept in part" },
	{ "broken", "未执行", "not kept" },
};
const struct hj_words hj_compact_kept_words = HJ_WORDS(kept_list);

static const struct hj_word ending_list[] = {
	{ NULL, NULL, NULL },
	{ "performed", "履行完毕", "performed" },
	{ "replaced", "由新约代替", "replaced by another" },
	{ "revoked", "协商废止", "revoked by its parties" },
	{ "not_concluded", "未能签订", "not concluded" },
};
const struct hj_words hj_compact_ending_words = HJ_WORDS(ending_list);

#define NO(s) HJ_INT(s, no, 0, 0, HJ_INT_MOST, NULL)
#define COUNT(s, m) HJ_INT(s, m, 0, 0, HJ_INT_MOST, NULL)

static const struct hj_field party_rows[] = {
	HJ_WORD(hj_compact_party, class, 0, &hj_compact_party_words, NULL),
	HJ_BOOL(hj_compact_party, erased, 0, NULL),
	COUNT(hj_compact_party, heads),
	HJ_WORD(hj_compact_party, how, 0, &hj_signing_words, NULL),
	HJ_SEALED(hj_compact_party, identity, 0, 0, NULL),
	HJ_TEXT(hj_compact_party, identity_index, 0, 100, NULL),
	HJ_SEALED(hj_compact_party, name, 0, 0, NULL),
	NO(hj_compact_party),
	HJ_ID(hj_compact_party, of, 0, NULL),
	HJ_DATE(hj_compact_party, signed_on, 0, NULL),
};
static const struct hj_fields party_fields = HJ_FIELDS(hj_compact_party, party_rows);

static const struct hj_field meeting_rows[] = {
	HJ_WORD(hj_compact_meeting, called_by, 0, &hj_compact_call_words, NULL),
	COUNT(hj_compact_meeting, came),
	COUNT(hj_compact_meeting, entitled),
	HJ_DATE(hj_compact_meeting, held_on, 0, NULL),
	HJ_WORD(hj_compact_meeting, kind, 0, &hj_compact_meeting_words, NULL),
	NO(hj_compact_meeting),
	HJ_SEALED(hj_compact_meeting, outcome, 0, 0, NULL),
	COUNT(hj_compact_meeting, vote),
};
static const struct hj_fields meeting_fields = HJ_FIELDS(hj_compact_meeting, meeting_rows);

static const struct hj_field draft_rows[] = {
	COUNT(hj_compact_draft, meeting),
	NO(hj_compact_draft),
	HJ_DATE(hj_compact_draft, on, 0, NULL),
	HJ_SEALED(hj_compact_draft, text, 0, 0, NULL),
};
static const struct hj_fields draft_fields = HJ_FIELDS(hj_compact_draft, draft_rows);

static const struct hj_field review_rows[] = {
	HJ_WORD(hj_compact_review, by, 0, &hj_compact_reviewer_words, NULL),
	COUNT(hj_compact_review, draft),
	NO(hj_compact_review),
	HJ_DATE(hj_compact_review, on, 0, NULL),
	HJ_SEALED(hj_compact_review, opinion, 0, 0, NULL),
	HJ_ID(hj_compact_review, org, 0, NULL),
	HJ_BOOL(hj_compact_review, passed, 0, NULL),
};
static const struct hj_fields review_fields = HJ_FIELDS(hj_compact_review, review_rows);

static const struct hj_field publicity_rows[] = {
	COUNT(hj_compact_publicity, draft),
	HJ_DATE(hj_compact_publicity, first, 0, NULL),
	HJ_DATE(hj_compact_publicity, last, 0, NULL),
};
static const struct hj_fields publicity_fields = HJ_FIELDS(hj_compact_publicity, publicity_rows);

static const struct hj_field objection_rows[] = {
	HJ_SEALED(hj_compact_objection, answer, 0, 0, NULL),
	HJ_BOOL(hj_compact_objection, answered, 0, NULL),
	COUNT(hj_compact_objection, draft),
	NO(hj_compact_objection),
	HJ_DATE(hj_compact_objection, on, 0, NULL),
	HJ_BOOL(hj_compact_objection, taken, 0, NULL),
	HJ_SEALED(hj_compact_objection, text, 0, 0, NULL),
};
static const struct hj_fields objection_fields = HJ_FIELDS(hj_compact_objection, objection_rows);

static const struct hj_field check_rows[] = {
	HJ_SEALED(hj_compact_check, finding, 0, 0, NULL),
	HJ_WORD(hj_compact_check, kept, 0, &hj_compact_kept_words, NULL),
	COUNT(hj_compact_check, meeting),
	NO(hj_compact_check),
	HJ_DATE(hj_compact_check, on, 0, NULL),
};
static const struct hj_fields check_fields = HJ_FIELDS(hj_compact_check, check_rows);

static const struct hj_field vote_rows[] = {
	COUNT(hj_compact_vote, asked),
	COUNT(hj_compact_vote, at_least),
	COUNT(hj_compact_vote, basic),
	HJ_BOOL(hj_compact_vote, basic_counted, 0, NULL),
	COUNT(hj_compact_vote, dissatisfied),
	HJ_SEALED(hj_compact_vote, item, 0, 0, NULL),
	COUNT(hj_compact_vote, meeting),
	NO(hj_compact_vote),
	COUNT(hj_compact_vote, of),
	HJ_INT(hj_compact_vote, rate, HJ_REQUIRED, 0, 10000, NULL),
	HJ_BOOL(hj_compact_vote, returned, 0, NULL),
	COUNT(hj_compact_vote, satisfied),
	HJ_TEXT(hj_compact_vote, set, 0, 64, NULL),
};
static const struct hj_fields vote_fields = HJ_FIELDS(hj_compact_vote, vote_rows);

static const struct hj_field link_rows[] = {
	HJ_ID(hj_compact_link, dispute, 0, NULL),
	HJ_BOOL(hj_compact_link, linked, 0, NULL),
	NO(hj_compact_link),
};
static const struct hj_fields link_fields = HJ_FIELDS(hj_compact_link, link_rows);

static const struct hj_field head_rows[] = {
	HJ_WORD(hj_compact_head, between, 0, &hj_compact_between_words, NULL),
	HJ_WORD(hj_compact_head, class, 0, &hj_compact_class_words, NULL),
	HJ_TEXT(hj_compact_head, county, 0, 6, NULL),
	HJ_WORD(hj_compact_head, form, 0, &hj_compact_form_words, NULL),
	HJ_ID(hj_compact_head, owner, 0, NULL),
	HJ_SEALED(hj_compact_head, title, 0, 0, NULL),
};
static const struct hj_fields head_fields = HJ_FIELDS(hj_compact_head, head_rows);

static const struct hj_field state_rows[] = {
	HJ_WORD(hj_compact, between, 0, &hj_compact_between_words, NULL),
	HJ_LIST(hj_compact, check, 0, &check_fields, HJ_COMPACT_LIST_MOST, NULL),
	HJ_WORD(hj_compact, class, 0, &hj_compact_class_words, NULL),
	HJ_TEXT(hj_compact, county, 0, 6, NULL),
	HJ_OBJECT(hj_compact, draft, 0, &draft_fields, NULL),
	HJ_WORD(hj_compact, ending, 0, &hj_compact_ending_words, NULL),
	HJ_WORD(hj_compact, form, 0, &hj_compact_form_words, NULL),
	HJ_ID(hj_compact, id, 0, NULL),
	HJ_INSTANT(hj_compact, last_at, 0, NULL),
	HJ_LIST(hj_compact, link, 0, &link_fields, HJ_COMPACT_LIST_MOST, NULL),
	HJ_LIST(hj_compact, meeting, 0, &meeting_fields, HJ_COMPACT_LIST_MOST, NULL),
	HJ_DATE(hj_compact, next_on, 0, NULL),
	HJ_LIST(hj_compact, objection, 0, &objection_fields, HJ_COMPACT_LIST_MOST, NULL),
	HJ_ID(hj_compact, owner, 0, NULL),
	HJ_LIST(hj_compact, party, 0, &party_fields, HJ_COMPACT_PARTIES_MOST, NULL),
	HJ_OBJECT(hj_compact, publicity, 0, &publicity_fields, NULL),
	HJ_LIST(hj_compact, reader, 0, &hj_id_fields, HJ_COMPACT_LIST_MOST, NULL),
	HJ_LIST(hj_compact, review, 0, &review_fields, HJ_COMPACT_LIST_MOST, NULL),
	HJ_DATE(hj_compact, signed_on, 0, NULL),
	HJ_WORD(hj_compact, stage, 0, &hj_compact_stage_words, NULL),
	HJ_SEALED(hj_compact, title, 0, 0, NULL),
	COUNT(hj_compact, version),
	HJ_LIST(hj_compact, vote, 0, &vote_fields, HJ_COMPACT_LIST_MOST, NULL),
};
const struct hj_fields hj_compact_fields = HJ_FIELDS(hj_compact, state_rows);

static const struct hj_field listed_rows[] = {
	HJ_WORD(hj_compact, between, 0, &hj_compact_between_words, NULL),
	HJ_WORD(hj_compact, class, 0, &hj_compact_class_words, NULL),
	HJ_WORD(hj_compact, form, 0, &hj_compact_form_words, NULL),
	HJ_DATE(hj_compact, next_on, 0, NULL),
	HJ_ID(hj_compact, owner, 0, NULL),
	HJ_DATE(hj_compact, signed_on, 0, NULL),
	HJ_WORD(hj_compact, stage, 0, &hj_compact_stage_words, NULL),
	HJ_SEALED(hj_compact, title, 0, 0, NULL),
};
const struct hj_fields hj_compact_listed_fields = HJ_FIELDS(hj_compact, listed_rows);

static const struct hj_field set_rows[] = {
	HJ_OBJECT(hj_compact_set, check, 0, &check_fields, NULL),
	HJ_OBJECT(hj_compact_set, draft, 0, &draft_fields, NULL),
	HJ_WORD(hj_compact_set, ending, 0, &hj_compact_ending_words, NULL),
	HJ_OBJECT(hj_compact_set, head, 0, &head_fields, NULL),
	HJ_OBJECT(hj_compact_set, link, 0, &link_fields, NULL),
	HJ_OBJECT(hj_compact_set, meeting, 0, &meeting_fields, NULL),
	HJ_DATE(hj_compact_set, next_on, 0, NULL),
	HJ_OBJECT(hj_compact_set, objection, 0, &objection_fields, NULL),
	HJ_LIST(hj_compact_set, party, 0, &party_fields, HJ_COMPACT_PARTIES_MOST, NULL),
	HJ_OBJECT(hj_compact_set, publicity, 0, &publicity_fields, NULL),
	HJ_LIST(hj_compact_set, reader, 0, &hj_id_fields, HJ_COMPACT_LIST_MOST, NULL),
	HJ_SEALED(hj_compact_set, reason, 0, 0, NULL),
	HJ_OBJECT(hj_compact_set, review, 0, &review_fields, NULL),
	HJ_DATE(hj_compact_set, signed_on, 0, NULL),
	HJ_WORD(hj_compact_set, stage, 0, &hj_compact_stage_words, NULL),
	HJ_OBJECT(hj_compact_set, vote, 0, &vote_fields, NULL),
};
const struct hj_fields hj_compact_set_fields = HJ_FIELDS(hj_compact_set, set_rows);
/* clang-format on */
