/*
 * Why a command is refused: every rule that can say no, in one table.
 *
 * A refusal is an answer, not an error: it names the rule, the article it
 * rests on, and what to do.  The wire name is stable; the sentences are not.
 * README and OpenAPI list this table.
 *
 * To add a rule: name it in the enum and give it a row in refusal.c.
 */
#ifndef HJ_LIB_COMMANDS_REFUSAL_H
#define HJ_LIB_COMMANDS_REFUSAL_H

enum hj_refusal {
	HJ_NO = 0, /* not refused */
	HJ_NO_RIGHT,
	HJ_NO_SUCH_ENTITY,
	HJ_NO_PROCEDURE,
	HJ_NO_PHASE,
	HJ_NO_CHANNEL,
	HJ_NO_CLOSED,
	HJ_NO_NOT_CLOSED,
	HJ_NO_FUTURE,
	HJ_NO_ORDER,
	HJ_NO_BODY_CHANNEL,
	HJ_NO_PARTY,
	HJ_NO_PARTY_BOUND,
	HJ_NO_ONE_SIDE,
	HJ_NO_DUPLICATE,
	HJ_NO_CONSENT,
	HJ_NO_REFUSED,
	HJ_NO_MEDIATOR,
	HJ_NO_PERSON,
	HJ_NO_DISCLOSURE,
	HJ_NO_SEPARATION,
	HJ_NO_POLICE_REPORT,
	HJ_NO_TIMES,
	HJ_NO_ATTENDANCE,
	HJ_NO_APPOINTMENT,
	HJ_NO_DONE_OR_DUE,
	HJ_NO_CONCLUDE,
	HJ_NO_SIGNATURES,
	HJ_NO_MEDIATOR_SIGN,
	HJ_NO_STAMP,
	HJ_NO_SERVED,
	HJ_NO_ELECTRONIC,
	HJ_NO_NOT_DRAFT,
	HJ_NO_NOT_EFFECTIVE,
	HJ_NO_TERM,
	HJ_NO_ABOVE_DUE,
	HJ_NO_NOTICE_OWED,
	HJ_NO_E_SERVICE,
	HJ_NO_EVIDENCE,
	HJ_NO_GROUND,
	HJ_NO_FINDER_CLOSES,
	HJ_NO_GRID_CLOSES,
	HJ_NO_TITLE,
	HJ_NO_CONFIRM_LATE,
	HJ_NO_CONFIRM_PRIVATE,
	HJ_NO_CONFIRM_MATTER,
	HJ_NO_CONFIRM_JOINT,
	HJ_NO_CONFIRM_TWICE,
	HJ_NO_NOT_OFFERED_YOU,
	HJ_NO_NOT_OPEN_OFFER,
	HJ_NO_SECOND_RETURN,
	HJ_NO_FORUM,
	HJ_NO_EXTENSION,
	HJ_NO_EXTENSION_CAP,
	HJ_NO_VOID_RIGHT,
	HJ_NO_VOID_TWICE,
	HJ_NO_VOID_KIND,
	HJ_NO_SET_ASIDE,
	HJ_NO_REOPEN,
	HJ_NO_LIMIT_SIZE,
	HJ_NO_AGENT,
	HJ_NO_NOT_AWAITED,
	HJ_NO_DATE_MISSING,
	HJ_NO_CALENDAR,
	HJ_NO_NO_GROUP,
	HJ_NO_MEMBER,
	HJ_NO_VOTES,
	HJ_NO_NOT_BOUND,
	HJ_NO_COUNTY,
	HJ_NO_LADDER,
	HJ_NO_BODY_KIND,
	HJ_NO_ORGANISATION,
	HJ_NO_TREE,
	HJ_NO_STILL_USED,
	HJ_NO_ROLES,
	HJ_NO_LEFT,
	HJ_NO_LAST_ADMINISTRATOR,
	HJ_NO_PROXY,
	HJ_NO_NOT_DUE,
	HJ_NO_FILED,
	HJ_NO_SAME_BODY,
	HJ_NO_NOT_ABOVE,
	HJ_NO_STAGE,
	HJ_NO_ERASED,
	HJ_NO_SAME_PERSON,
	HJ_NO_HOTLINE_BARRED,
	HJ_NO_ORDER_UNIT,
	HJ_NO_RULE_SET,
	HJ_NO_PAUSE,
	HJ_NO_NO_APPRAISAL,
	HJ_NO_CHOICE_JOINT,
	HJ_NO_CHOICE_RUNS,
	HJ_NO_CHOSEN,
	HJ_NO_PRIVILEGE,
	HJ_NO_FACTS_JOINT,
	HJ_NO_ROLE,
	HJ_NO_OBJECTION_LATE,
	HJ_NO_MANY_PERSONS,
	HJ_NO_PENALTY,
	HJ_NO_NOT_PERFORMED,
	HJ_NO_RECOGNISE_JOINT,
	HJ_NO__MAX,
};

struct hj_refusal_row {
	const char *type;    /* wire, stable: "consent-missing" */
	const char *article; /* what it rests on; "" if no law */
	const char *zh;      /* what is wrong */
	const char *en;
	const char *next_zh; /* what to do */
	const char *next_en;
	int status; /* HTTP: 409 by rule, 403 by right, 404 absent */
};

extern const struct hj_refusal_row hj_refusals[HJ_NO__MAX];

#endif
