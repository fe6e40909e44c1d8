/* Which forum excludes which; see matrix.h. */
#include "lib/commands/track/matrix.h"

#include <stddef.h>
#include <string.h>

#define OUT_OF_COURT                                                           \
	(HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |             \
	    HJ_CH(ENTRUSTED))
#define MEDIATION (OUT_OF_COURT | HJ_CH(IN_COURT))

static const struct hj_word effect_list[] = {
	{ NULL, NULL, NULL },
	{ "allowed", "并行", "beside" },
	{ "excludes", "排斥", "excludes" },
	{ "closes", "终止", "closes" },
};
const struct hj_words hj_forum_effect_words = HJ_WORDS(effect_list);

#define LAW HJ_CERTAINTY_LAW
#define HOUSE HJ_CERTAINTY_HOUSE
#define COURT (HJ_CH(SUIT) | HJ_CH(ARBITRATION))

/*
 * There is no statute on administrative mediation in general; of its sectors
 * two say what a suit does to it.
 */
/* clang-format off */
static const struct hj_forum_row rows[] = {
	/* open                                fresh                effect          category article */
	{ HJ_CH(PEOPLE),                       HJ_CH(ADMINISTRATIVE), HJ_FO_EXCLUDES, "YL", "医疗条例40", LAW },
	{ MEDIATION,                           MEDIATION,           HJ_FO_EXCLUDES, NULL, "同一纠纷同时由一个组织调解(本系统约定)", HOUSE },
	/* Unless that court or commission sends it there itself (特邀11). */
	{ COURT,                               HJ_CH(PEOPLE),       HJ_FO_EXCLUDES, "YL", "医疗条例31", LAW },
	{ COURT,                               HJ_CH(ADMINISTRATIVE), HJ_FO_EXCLUDES, "YL", "医疗条例40", LAW },
	{ COURT,                               OUT_OF_COURT,        HJ_FO_EXCLUDES, NULL, "人民调解法3(三);仲裁法5", LAW },
	{ HJ_CH(SUIT),                         HJ_CH(ARBITRATION),  HJ_FO_EXCLUDES, NULL, "仲裁法5", LAW },
	{ HJ_CH(ARBITRATION),                  HJ_CH(SUIT),         HJ_FO_EXCLUDES, NULL, "仲裁法5", LAW },
	{ HJ_CH(PEOPLE),                       HJ_CH(SUIT),         HJ_FO_CLOSES, "YL", "医疗条例31", LAW },
	{ HJ_CH(PEOPLE),                       COURT,               HJ_FO_CLOSES, NULL, "人民调解法3(三)", LAW },
	{ HJ_CH(ADMINISTRATIVE),               HJ_CH(SUIT),         HJ_FO_CLOSES, "YL", "医疗条例40", LAW },
	{ HJ_CH(ADMINISTRATIVE),               HJ_CH(SUIT),         HJ_FO_CLOSES, "DLJT", "道交事故处理程序规定94", LAW },
	{ HJ_CH(ADMINISTRATIVE),               COURT,               HJ_FO_CLOSES, NULL, "比照人民调解法3(三)(行政调解无全国统一规定)", HJ_CERTAINTY_UNVERIFIED },
	{ HJ_CH(ASSIGNED),                     COURT,               HJ_FO_CLOSES, NULL, "特邀21;在线21", LAW },
	/* In the suit's own hands; an arbitration is another forum. */
	{ HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),  COURT,               HJ_FO_ALLOWED, NULL, "特邀11;民事调解规定4", LAW },
};
/* clang-format on */

static bool
fits(const struct hj_forum_row *row, int open, int fresh, const char *category)
{
	return (row->open & 1u << open) != 0 &&
	       (row->fresh & 1u << fresh) != 0 &&
	       (row->category == NULL ||
		   (category != NULL && strcmp(row->category, category) == 0));
}

const struct hj_forum_row *
hj_forum_rule(int open, int fresh, const char *category)
{
	static const struct hj_forum_row beside = { .effect = HJ_FO_ALLOWED,
		.article = "" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (fits(&rows[i], open, fresh, category))
			return &rows[i];
	return &beside;
}

const struct hj_forum_row *
hj_forum_row_at(size_t i)
{
	return i < sizeof(rows) / sizeof(rows[0]) ? &rows[i] : NULL;
}
