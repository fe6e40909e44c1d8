/*
 * Pages of `hejie help`: what somebody needs who reads the
 * data without the program, or writes data for it.  The headers they name say
 * the same at length.
 */
#ifndef HJ_SERVER_HELP_H
#define HJ_SERVER_HELP_H

#include "lib/base/buf.h"

#include <stdbool.h>

/* The bytes of events, the chain, sealed values; lib/dispute/codec.h. */
void hj_help_format(struct hj_buf *out, bool english);

/* Backup, restore, keys, upgrade, several servers. */
void hj_help_operate(struct hj_buf *out, bool english);

/* What a rule set says; lib/rules/rules.h. */
void hj_help_rules(struct hj_buf *out, bool english);

/* What may be done in each channel, phase and stage; server/flows.c. */
void hj_help_flows(struct hj_buf *out, bool english);

#endif
