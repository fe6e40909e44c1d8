/*
 * Traces: examples that a mediator can read, played against a rule set.
 *
 * A trace is plain text, one thing a line; Chinese and English may be mixed,
 * and a thing is called by its Chinese name, its English name or its code.
 *
 *	# a remark
 *	情形 三日内三次未成,期满上报         case …
 *	不看 周例会、年度会议               ignoring …
 *	只看 分级、人民调解期限             looking only at …
 *	假定 难易为一般                    given difficulty is ordinary
 *	当 2024-03-01 登记                 when 2024-03-01 registered
 *	那么 2024-03-01 进入 村(社区)      then 2024-03-01 enters village
 *	当 2024-03-01 10:30 调解一次
 *	当 2024-03-04 日终                 when 2024-03-04 day ends
 *
 * After `when` stands a day, or a day and a minute (else noon), and one of: a
 * kind of event, `定于 2026-03-10` (set for) behind it if it sets a day; what
 * becomes of the step (未达成协议, 当事人拒绝 …); a fact or setting that
 *becomes another (难易为复杂, 程序为人民调解); `延长 LIMIT 15日 负责人批准`;
 * `完成 TASK`; `承办 KIND` (a body of that kind takes it up; before 登记 it
 * says where the ladder is entered); `统计` (rates); `日终`.
 *
 * All that follows by itself has to stand under its `when`, in order and word
 * for word as hj_did_say() has it: what no `then` says must not happen.
 * `只看` and `不看` name limits, tasks, guards and rates, or 分级 (ladder) for
 * steps and their time; before the first case they hold for all.
 */
#ifndef HJ_LIB_RULES_TRACE_H
#define HJ_LIB_RULES_TRACE_H

#include "lib/rules/engine.h"

#define HJ_TRACE_MOST ((size_t)512 * 1024)
#define HJ_TRACE_FAULTS_MOST 1000

/* Where the trace and the rules part; texts are NULL if there is none. */
struct hj_trace_fault {
	int64_t line;
	const char *expected; /* the line, or what could not be understood */
	const char *got;      /* what followed instead */
	const char *error;    /* why it was not played */
};

/* What followed of a `when`, if it was looked at. */
struct hj_trace_did {
	int64_t line; /* of the `when` */
	struct hj_did did;
};

struct hj_trace_report {
	struct hj_trace_fault *fault;
	size_t n;
	struct hj_trace_did *did;
	size_t n_did;
	int64_t cases;
	int64_t thens; /* lines that held */
};

/*
 * Play `len` bytes of `text` against `set`, which the report borrows; made in
 * `a`.  What followed is told
 * in the language of the line.
 */
struct hj_trace_report hj_trace_play(struct hj_arena *a,
    const struct hj_rule_set *set, const struct hj_calendar *cal,
    const struct hj_directory *dir, const char *text, size_t len);

/*
 * Read what stands behind the day of a `when`, or behind `given`, into `ret`
 * (without its time).  NULL, or why it is not understood.
 */
const char *hj_trace_read(struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_directory *dir, const char *text, struct hj_happening *ret);

#endif
