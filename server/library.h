/*
 * The rule sets of the share folder, the kinds of bodies they speak of, and the
 * days off.
 */
#ifndef HJ_SERVER_LIBRARY_H
#define HJ_SERVER_LIBRARY_H

#include "lib/integrity/crypto.h"
#include "lib/policy/directory.h"
#include "lib/rules/rules.h"
#include "lib/time/calendar.h"
#include "server/base/config.h"

/* Limits of law and of the house, guards, presets. */
#define HJ_SETS_FOLDER "lib/rules/sets"

/* Published methods as sources state them. */
#define HJ_METHODS_FOLDER "lib/rules/sets/methods"

/*
 * Read the sets of `folder` of the share folder into `ret`, with their ids,
 * made in `a`.  False with what is wrong.
 */
bool hj_library_sets(struct hj_arena *a, const struct hj_config *cfg,
    const char *folder, struct hj_rules *ret, struct hj_error *err) HJ_CHECK;

/* The sets of both folders: all that a dispute may keep. */
bool hj_library_known(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_rules *ret, struct hj_error *err) HJ_CHECK;

/* Read the kinds of bodies into `dir`. */
bool hj_library_kinds(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_directory *dir, struct hj_error *err) HJ_CHECK;

/* Read the codes of categories, made in `a`. */
bool hj_library_categories(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_name **ret, size_t *n, struct hj_error *err) HJ_CHECK;

/* Read the days off of the share folder into `ret`, made in `a`. */
bool hj_library_calendar(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_calendar *ret, struct hj_error *err) HJ_CHECK;

/* The id of a set, made in `a`: the digest of its canonical bytes. */
const char *hj_rule_set_id(
    struct hj_arena *a, struct hj_crypto *c, const struct hj_rule_set *set);

#endif
