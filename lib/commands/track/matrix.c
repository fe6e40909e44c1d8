/* Which forum excludes which; see matrix.h. */
#include "lib/commands/track/matrix.h"

#include <stddef.h>

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

/* clang-format off */
static const struct hj_forum_row rows[] = {
	/* open                                fresh                effect          article */
	{ MEDIATION,                           MEDIATION,           HJ_FO_EXCLUDES, "" },
	/* Unless that court or commission sends it there itself (特邀11). */
	{ HJ_CH(SUIT) | HJ_CH(ARBITRATION),    OUT_OF_COURT,        HJ_FO_EXCLUDES, "人民调解法3(三);仲裁法5" },
	{ HJ_CH(SUIT),                         HJ_CH(ARBITRATION),  HJ_FO_EXCLUDES, "仲裁法5" },
	{ HJ_CH(ARBITRATION),                  HJ_CH(SUIT),         HJ_FO_EXCLUDES, "仲裁法5" },
	{ HJ_CH(PEOPLE),                       HJ_CH(SUIT) | HJ_CH(ARBITRATION), HJ_FO_CLOSES, "人民调解法3(三)" },
	{ HJ_CH(ADMINISTRATIVE),               HJ_CH(SUIT) | HJ_CH(ARBITRATION), HJ_FO_CLOSES, "医疗条例31、40;道交事故处理程序规定94" },
	{ HJ_CH(ASSIGNED),                     HJ_CH(SUIT) | HJ_CH(ARBITRATION), HJ_FO_CLOSES, "特邀21;在线21" },
	/* In the suit's own hands; an arbitration is another forum. */
	{ HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),  HJ_CH(SUIT) | HJ_CH(ARBITRATION), HJ_FO_ALLOWED, "特邀11;民事调解规定4" },
};
/* clang-format on */

const struct hj_forum_row *
hj_forum_rule(int open, int fresh)
{
	static const struct hj_forum_row beside = { .effect = HJ_FO_ALLOWED,
		.article = "" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((rows[i].open & 1u << open) != 0 &&
		    (rows[i].fresh & 1u << fresh) != 0)
			return &rows[i];
	return &beside;
}
