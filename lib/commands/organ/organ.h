/* What the commands of administrative mediation share (行政调解). */
#ifndef HJ_LIB_COMMANDS_ORGAN_ORGAN_H
#define HJ_LIB_COMMANDS_ORGAN_ORGAN_H

#include "lib/commands/step.h"

/* Is `p` mediation by a body of `kind`, say "traffic_police"? */
bool hj_is_organ(
    const struct hj_turn *t, const struct hj_procedure *p, const char *kind);

/* Is it the traffic police's (道交事故处理程序规定85–94)? */
bool hj_is_traffic(const struct hj_turn *t, const struct hj_procedure *p);

/*
 * The mediation of procedure `no` opens because of `basis`; its term runs from
 * now (道交事故处理程序规定90, F).
 */
void hj_open_mediation(
    struct hj_turn *t, int64_t no, int basis, struct hj_sealed text);

/* Was no agreement reached in the turn's procedure, or one not performed? */
bool hj_came_to_nothing(const struct hj_turn *t);

/* Refuse if `c` is not the police's to recognise (公安规定186, F). */
void hj_check_recognition(struct hj_turn *t, const struct hj_step_command *c);

/*
 * Tell the step `c` of a conflict of competence as `kind`, with what decides
 * it: 信访工作条例24 for petitions, 投诉举报办法30 for market supervision (F).
 */
void hj_competence(struct hj_turn *t, const struct hj_step_command *c,
    const struct hj_event_kind *kind);

#endif
