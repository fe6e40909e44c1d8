/* Words and tables of what a sitting brings; see sitting.h. */
#include "lib/dispute/sitting.h"

/* clang-format off */
static const struct hj_word guest_role_list[] = {
	{ NULL, NULL, NULL },
	{ "official", "村(社区)干部", "village or community official" },
	{ "grid", "网格员", "grid worker" },
	{ "police", "民警", "police officer" },
	{ "lawyer", "律师", "lawyer" },
	{ "relative", "亲友邻里(经双方同意)", "family, friends, neighbours (both sides agree)" },
	{ "expert", "有专门知识、经验的人", "somebody with special knowledge" },
	{ "other", "其他人", "somebody else" },
};
const struct hj_words hj_guest_role_words = HJ_WORDS(guest_role_list);

static const struct hj_field guest_rows[] = {
	HJ_SEALED(hj_guest, name, 0, 0, NULL),
	HJ_WORD(hj_guest, role, 0, &hj_guest_role_words, NULL),
};
const struct hj_fields hj_guest_fields = HJ_FIELDS(hj_guest, guest_rows);

static const struct hj_word sticking_list[] = {
	{ NULL, NULL, NULL },
	{ "amount", "钱数", "the amount" },
	{ "liability", "责任", "who is liable" },
	{ "time", "时间", "the time" },
	{ "boundary", "界线", "the boundary" },
	{ "apology", "道歉", "an apology" },
	{ "other", "其他", "something else" },
};
const struct hj_words hj_sticking_words = HJ_WORDS(sticking_list);

static const struct hj_field sticking_rows[] = {
	{ .name = "", .type = HJ_T_WORD, .flags = HJ_REQUIRED, .offset = offsetof(struct hj_sticking_item, point), .words = &hj_sticking_words },
};
const struct hj_fields hj_sticking_fields = HJ_FIELDS(hj_sticking_item, sticking_rows);
