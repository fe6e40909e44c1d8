/* What to know before a channel is opened; see caution.h. */
#include "lib/commands/links/caution.h"

#include "lib/commands/guard.h"
#include "lib/commands/track/matrix.h"

/* clang-format off */
static const struct {
	unsigned fresh; /* what is to be opened */
	unsigned open;  /* what runs; 0: a petition was decided for good */
	enum hj_refusal why;
} rows[] = {
	{ HJ_CH(PETITION), HJ_CH(PETITION), HJ_NO_PETITION_RUNNING },
	{ HJ_CH(PETITION), 0,               HJ_NO_SAME_FACTS },
	{ HJ_CH(HOTLINE),  HJ_BARS_HOTLINE,   HJ_NO_HOTLINE_BARRED },
};
/* clang-format on */

enum hj_refusal
hj_caution(const struct hj_rules *rules, int channel, unsigned open, bool final,
    struct hj_rests_on *ret)
{
	if (channel == 0)
		return HJ_NO;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct hj_rule_guard *law =
		    hj_guard_of_law(rules, rows[i].why);

		if ((rows[i].fresh & 1u << channel) == 0 ||
		    !(rows[i].open == 0 ? final : (rows[i].open & open) != 0))
			continue;
		if (law != NULL)
			*ret = (struct hj_rests_on){ law->article,
				law->certainty };
		return rows[i].why;
	}
	for (int other = 1; other < (int)hj_channel_words.n; other++) {
		const struct hj_rule_forum *row =
		    hj_forum_rule(rules, NULL, other, channel, NULL);

		if ((open & 1u << other) == 0 || row->effect != HJ_FO_EXCLUDES)
			continue;
		*ret = (struct hj_rests_on){ row->article, row->certainty };
		return HJ_NO_FORUM;
	}
	return HJ_NO;
}
