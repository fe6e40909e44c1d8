/*
 * Where a procedure stands within its own channel.
 *
 * The phase (word.h) is the frame that all channels share: opened, accepted,
 * mediating, settled, ended, closed.  Channels with a flow of their own
 * (信访, 法律援助, 工单) say more: their stage.  Which command leads from which
 * stage to which stands in the command's row (stages, to), so the flow of a
 * channel is a table that can be printed (`hejie help flows`) and walked.
 *
 * A stage is never removed or moved, only added at the end; at most 63.
 */
#ifndef HJ_LIB_DISPUTE_STAGE_H
#define HJ_LIB_DISPUTE_STAGE_H

#include "lib/base/field.h"

enum hj_stage {
	HJ_ST_NONE = 0, /* the channel has no flow of its own */
	HJ_ST__MAX,
};
#define HJ_ST(s) (UINT64_C(1) << (HJ_ST_##s))
extern const struct hj_words hj_stage_words;

#endif
