/* The tables of a compact's state and events; table.c. */
#ifndef HJ_LIB_COMMANDS_COMPACT_TABLE_H
#define HJ_LIB_COMMANDS_COMPACT_TABLE_H

#include "lib/base/field.h"

extern const struct hj_fields hj_compact_fields;
extern const struct hj_fields hj_compact_listed_fields; /* what lists show */
extern const struct hj_fields hj_compact_set_fields;

#endif
