/* The field tables of reasons; see reason.h. */
#include "lib/dispute/reason.h"

#include "lib/time/clock.h"

/* clang-format off */
static const struct hj_field fact_rows[] = {
	HJ_TEXT(hj_reason_fact, en, 0, 2000, NULL),
	HJ_TEXT(hj_reason_fact, value_en, 0, 2000, NULL),
	HJ_TEXT(hj_reason_fact, value_zh, 0, 2000, NULL),
	HJ_TEXT(hj_reason_fact, zh, 0, 2000, NULL),
};
static const struct hj_fields fact_fields = HJ_FIELDS(hj_reason_fact, fact_rows);

static const struct hj_field loser_rows[] = {
	HJ_TEXT(hj_reason_loser, en, 0, 2000, NULL),
	HJ_TEXT(hj_reason_loser, rule, 0, 2000, NULL),
	HJ_TEXT(hj_reason_loser, set, 0, 2000, NULL),
	HJ_TEXT(hj_reason_loser, why_en, 0, 2000, NULL),
	HJ_TEXT(hj_reason_loser, why_zh, 0, 2000, NULL),
	HJ_TEXT(hj_reason_loser, zh, 0, 2000, NULL),
};
static const struct hj_fields loser_fields = HJ_FIELDS(hj_reason_loser, loser_rows);

static const struct hj_field reason_rows[] = {
	HJ_TEXT(hj_reason, article, 0, 2000, NULL),
	HJ_WORD(hj_reason, certainty, 0, &hj_certainty_words, NULL),
	HJ_TEXT(hj_reason, en, 0, 2000, NULL),
	HJ_LIST(hj_reason, facts, 0, &fact_fields, 200, NULL),
	HJ_LIST(hj_reason, losers, 0, &loser_fields, 200, NULL),
	HJ_TEXT(hj_reason, rule, 0, 2000, NULL),
	HJ_TEXT(hj_reason, set, 0, 2000, NULL),
	HJ_TEXT(hj_reason, zh, 0, 2000, NULL),
};
const struct hj_fields hj_reason_fields = HJ_FIELDS(hj_reason, reason_rows);
/* clang-format on */
