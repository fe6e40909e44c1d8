/*
 * Rule sets as people write them: schema, sentences, faults.
 *
 * `hejie rules` and the reads of the service print the same.
 */
#ifndef HJ_SERVER_RULES_H
#define HJ_SERVER_RULES_H

#include "lib/rules/rules.h"

#define HJ_RULE_SCHEMA_MOST ((size_t)1024 * 1024)

/* Write the JSON Schema (draft 2020-12) that a rule set must satisfy. */
void hj_rule_schema(struct hj_buf *b);

#endif
