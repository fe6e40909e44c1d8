/* What to know before a channel is opened; see caution.h. */
#include "lib/commands/links/caution.h"

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
hj_caution(int channel, unsigned open, bool final, const char **ret_article)
{
	if (channel == 0)
		return HJ_NO;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((rows[i].fresh & 1u << channel) != 0 &&
		    (rows[i].open == 0 ? final : (rows[i].open & open) != 0)) {
			*ret_article = hj_refusals[rows[i].why].article;
			return rows[i].why;
		}
	for (int other = 1; other < (int)hj_channel_words.n; other++) {
		const struct hj_forum_row *row = hj_forum_rule(other, channel);

		if ((open & 1u << other) == 0 || row->effect != HJ_FO_EXCLUDES)
			continue;
		*ret_article = row->article;
		return HJ_NO_FORUM;
	}
	return HJ_NO;
}
