/*
 * What the rules ask of bodies by the calendar, and measure them by, as it is
 * answered (body_duties.c, body_rates.c).
 */
#ifndef HJ_SERVER_BODY_DUTIES_H
#define HJ_SERVER_BODY_DUTIES_H

#include "lib/base/error.h"
#include "lib/rules/rules.h"
#include "server/http/json_out.h"

/* What is said of any rule of `set`: where it stands, and how sure it is. */
void hj_put_body_rule(struct hj_out *j, const struct hj_rule_set *set,
    const char *name, const char *label, const char *article, int certainty,
    enum hj_lang lang);

#endif
