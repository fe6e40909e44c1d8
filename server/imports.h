/*
 * What the files of imports share: faults and their sentences.
 */
#ifndef HJ_SERVER_IMPORTS_H
#define HJ_SERVER_IMPORTS_H

#include "server/http/json_out.h"
#include "server/profile.h"
#include "server/service.h"

#define HJ_IMPORT_ROWS 5000

/*
 * Write the faults in `json` ([{"column", "type"}]) with their sentences in
 * `lang` as a list.
 */
void hj_import_put_faults(
    struct hj_out *j, struct hj_arena *a, const char *json, enum hj_lang lang);

/* The same as one text: "列:缺少;…". */
const char *hj_import_faults_text(
    struct hj_arena *a, const char *json, enum hj_lang lang);

/* The faults as JSON, made in `a`. */
const char *hj_import_faults_json(
    struct hj_arena *a, const struct hj_import_fault *fault, size_t n);

#endif
