/*
 * A matter tried on a rule set: what would follow, day by day, and why.
 *
 * The set is played alone by the engine (lib/rules/engine.h), without the
 * statutes beside it; nothing is stored.
 */
#ifndef HJ_SERVER_RULE_TRY_H
#define HJ_SERVER_RULE_TRY_H

#include "lib/rules/rules.h"
#include "server/http/json_out.h"
#include "server/world.h"

/* One thing that happens: on a day, at a time of it or at noon. */
struct hj_tried {
	int32_t on;
	const char *time; /* "10:30" */
	const char *what; /* as behind `when` in a trace */
};

struct hj_trial_wish {
	const char *document; /* one of these two */
	struct hj_name *given;
	size_t n_given;
	const char *set;
	int32_t until; /* this day's end; 0: that of the last happening */
	struct hj_tried *when;
	size_t n_when;
};
extern const struct hj_fields hj_trial_wish_fields;

/*
 * Play `wish` on `set` and write what followed as the object's member "items".
 * HJ_ERR_INPUT with the member that does not fit; nothing is written then.
 */
enum hj_err hj_rule_try(struct hj_out *j, struct hj_arena *a,
    const struct hj_world_ref *w, const struct hj_rule_set *set,
    const struct hj_trial_wish *wish, enum hj_lang lang,
    struct hj_error *err) HJ_CHECK;

#endif
