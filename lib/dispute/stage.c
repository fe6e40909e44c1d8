/* The wire words of the stages; see stage.h. */
#include "lib/dispute/stage.h"

static const struct hj_word stage_list[] = {
	{ NULL, NULL, NULL },
};
const struct hj_words hj_stage_words = HJ_WORDS(stage_list);
