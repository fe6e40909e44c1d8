/*
 * What the files of imports share: faults and their sentences.
 */
#ifndef HJ_SERVER_IMPORTS_H
#define HJ_SERVER_IMPORTS_H

#include "server/http/json_out.h"
#include "server/profile.h"
#include "server/service.h"

#define HJ_IMPORT_ROWS 5000
#define HJ_IMPORT_MORE 10 /* columns that are added behind those of a list */

/*
 * Write the faults in `json` ([{"column", "type"}]) with their sentences in
 * `lang` as a list.
 */
void hj_import_put_faults(
    struct hj_out *j, struct hj_arena *a, const char *json, enum hj_lang lang);

/* The same as one text: "列:缺少;…". */
const char *hj_import_faults_text(
    struct hj_arena *a, const char *json, enum hj_lang lang);

/*
 * The texts of a record, a list in JSON, HJ_TABLE_COLUMNS at most; returns how
 * many.
 */
size_t hj_import_texts(struct hj_arena *a, const char *json, const char **ret);

/*
 * Write a record as it was (NULL: it was erased), `width` columns at least, and
 * `more` behind them.
 */
void hj_import_put_record(struct hj_buf *b, struct hj_arena *a,
    const char *json, size_t width, const char *const *more, size_t n_more);

/* Say where what is behind row `last` is asked for. */
void hj_import_link(struct hj_req *req, int64_t last);

/* The faults as JSON, made in `a`. */
const char *hj_import_faults_json(
    struct hj_arena *a, const struct hj_import_fault *fault, size_t n);

#endif
