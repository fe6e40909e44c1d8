/*
 * Rule sets as people write them: schema, sentences, faults.
 *
 * `hejie rules` and the reads of the service print the same.
 */
#ifndef HJ_SERVER_RULES_H
#define HJ_SERVER_RULES_H

#include "lib/rules/certify.h"
#include "lib/rules/check.h"
#include "lib/rules/differ.h"
#include "lib/rules/edit.h"
#include "lib/rules/replay_line.h"
#include "lib/rules/sentence.h"
#include "server/base/config.h"
#include "server/http/json_out.h"

#define HJ_RULE_SCHEMA_MOST ((size_t)1024 * 1024)

/* Write the JSON Schema (draft 2020-12) that a rule set must satisfy. */
void hj_rule_schema(struct hj_buf *b);

/*
 * Write `set` in sentences, one a line: number, sentence, and in brackets what
 * it rests on and how sure it is.  `dir` names the kinds of bodies.
 */
void hj_rule_text(struct hj_buf *b, const struct hj_rule_set *set,
    const struct hj_directory *dir, enum hj_lang lang);

/*
 * Write faults, one a line: "path#/json/pointer: what is wrong: of what
 * (kind)".
 */
void hj_rule_faults_text(struct hj_buf *b, const char *path,
    const struct hj_rule_faults *faults, enum hj_lang lang);

/* `hejie rules words`; server/rules_words.c. */
int hj_rules_words(const struct hj_config *cfg, int argc, char **argv);

/* `hejie rules trace` and `explain`; server/rules_trace.c. */
int hj_rules_trace(const struct hj_config *cfg, int argc, char **argv);
int hj_rules_explain(const struct hj_config *cfg, int argc, char **argv);

/*
 * The set that `name` means: a file (whose id is not known then), else one that
 * is shipped, by name or id.
 */
bool hj_rules_find(struct hj_arena *a, const struct hj_config *cfg,
    const char *name, struct hj_rule_set *ret, struct hj_error *err);

/*
 * The same with its id, and also a file with faults, if its form is right: what
 * goes round is better shown than named.
 */
bool hj_rules_read(struct hj_arena *a, const struct hj_config *cfg,
    const char *name, struct hj_rule_set *ret, struct hj_error *err);

/* Write a certificate for people: as text, or as an object of an answer whose
 * lists are lines of that text; server/certificate_say.c. */
void hj_certificate_text(struct hj_buf *b, const struct hj_certificate *c,
    const struct hj_rule_set *set, enum hj_lang lang);
void hj_certificate_put(struct hj_out *j, const struct hj_certificate *c,
    const struct hj_rule_set *set, enum hj_lang lang);

/* `hejie rules certify [YEAR] [json] SET…`; server/rules_certify.c. */
int hj_rules_certify(const struct hj_config *cfg, int argc, char **argv);

/* `hejie rules replay … SET`; server/rules_replay.c. */
int hj_rules_replay(const struct hj_config *cfg, int argc, char **argv);

/*
 * Play `candidate` (with its id) over the history of `county`, in the place of
 * the set `instead` (NULL: of the ladder, or the set of its name); progress
 * goes to standard error.  What `ret` tells lives in `a`.
 */
bool hj_rules_play(struct hj_arena *a, const struct hj_config *cfg,
    const struct hj_rule_set *candidate, const char *county,
    const char *instead, struct hj_replay_summary *ret, struct hj_error *err);

/* `hejie rules change` and `differ`; server/rules_change.c. */
int hj_rules_change(const struct hj_config *cfg, int argc, char **argv);
int hj_rules_differ(const struct hj_config *cfg, int argc, char **argv);

/*
 * Read one change as `hejie rules change` takes it, of `set` as it is then;
 * false if it is none.
 */
bool hj_rules_read_edit(struct hj_arena *a, struct hj_rule_set *set,
    const char *text, struct hj_rule_edit *ret);

/* Write the differences of `was` (NULL: nothing was there) and `is`, and how
 * many there are, a line each. */
void hj_rule_page_text(struct hj_buf *b, const struct hj_rule_page *page,
    const struct hj_rule_set *was, const struct hj_rule_set *is,
    enum hj_lang lang);

/* The stages of publication; server/rules_publish.c. */
int hj_rules_publish(const struct hj_config *cfg, int argc, char **argv);

/* What a check compares with: bodies, categories, shipped sets, guards. */
bool hj_rules_known(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_rule_known *ret, struct hj_error *err);

/* Say why a verb failed; its status. */
int hj_rules_failed(const struct hj_error *err);

#define HJ_RULE_TEXT_MOST ((size_t)4 * 1024 * 1024)

#endif
