/* The one table of rights; see policy.h. */
#include "lib/policy/policy.h"

/* clang-format off */
#define STAFF  (HJ_RO(MEDIATOR) | HJ_RO(HEAD) | HJ_RO(CLERK) | HJ_RO(JUDGE))
#define ALL    (STAFF | HJ_RO(GRID) | HJ_RO(SUPERVISOR))
#define ANYBODY (ALL | HJ_RO_SITE)
#define OURS   (HJ_REL_HANDLES | HJ_REL_SIGNS)
#define NEAR   (OURS | HJ_REL_PART)
#define ANYHOW (NEAR | HJ_REL_OFFERED | HJ_REL_ABOVE | HJ_REL_COUNTY)

const struct hj_policy_row hj_policy[HJ_MAY__MAX] = {
	/* right                 name             roles                          relations                        why not */
	[HJ_MAY_REGISTER]     = { "register",     STAFF | HJ_RO(GRID) | HJ_RO(PARTY), HJ_REL_NEW,                      "本岗位不能登记纠纷", "this post does not register disputes" },
	[HJ_MAY_READ]         = { "read",         ALL | HJ_RO(AUDITOR),          NEAR | HJ_REL_OFFERED | HJ_REL_ABOVE, "无权查看", "may not read this" },
	[HJ_MAY_READ_PRIVATE] = { "read-private", HJ_RO(MEDIATOR) | HJ_RO(HEAD) | HJ_RO(JUDGE), OURS,             "仅承办单位可看", "only the handling body reads this" },
	[HJ_MAY_INTAKE]       = { "intake",       STAFF | HJ_RO(GRID),           NEAR,                            "本单位未承办此纠纷", "the body has no part in this dispute" },
	[HJ_MAY_ASSIGN]       = { "assign",       HJ_RO(HEAD) | HJ_RO(CLERK) | HJ_RO(JUDGE) | HJ_RO(MEDIATOR), OURS, "由承办单位指定调解员", "the handling body assigns mediators" },
	[HJ_MAY_MEDIATE]      = { "mediate",      HJ_RO(MEDIATOR) | HJ_RO(HEAD) | HJ_RO(JUDGE), OURS,             "由承办单位的调解员办理", "a mediator of the handling body does this" },
	[HJ_MAY_RECORD]       = { "record",       STAFF | HJ_RO(GRID),           NEAR,                            "本单位未参与此纠纷", "the body has no part in this dispute" },
	[HJ_MAY_STAMP]        = { "stamp",        HJ_RO(HEAD),                   OURS,                            "由签署单位负责人盖章", "the head of the signing body stamps" },
	[HJ_MAY_SERVE]        = { "serve",        STAFF | HJ_RO(GRID),           NEAR,                            "本单位未参与此纠纷", "the body has no part in this dispute" },
	[HJ_MAY_REFER]        = { "refer",        STAFF | HJ_RO(GRID),           NEAR,                            "由承办单位移交", "a body that has part refers" },
	[HJ_MAY_ANSWER_OFFER] = { "answer-offer", STAFF | HJ_RO(GRID),           HJ_REL_OFFERED | NEAR,           "此移交不是发给本单位的", "the offer was made to another body" },
	[HJ_MAY_END]          = { "end",          STAFF,                         NEAR,                            "网格员不能办结", "a grid worker does not close" },
	[HJ_MAY_CORRECT]      = { "correct",      STAFF | HJ_RO(GRID),           NEAR,                            "由记录单位更正", "the body that recorded it corrects it" },
	[HJ_MAY_TRACK]        = { "track",        STAFF | HJ_RO(GRID),           NEAR | HJ_REL_OFFERED,           "本单位未参与此纠纷", "the body has no part in this dispute" },
	[HJ_MAY_RULE]         = { "rule",         HJ_RO(JUDGE) | HJ_RO(CLERK) | HJ_RO(HEAD), HJ_REL_HANDLES,      "由受理法院办理", "the court that has it decides" },
	[HJ_MAY_DANGER]       = { "danger",       ALL,                           NEAR | HJ_REL_OFFERED,           "无权办理", "may not do this" },
	[HJ_MAY_ADMINISTER]   = { "administer",   HJ_RO(ADMINISTRATOR),          HJ_REL_NEW | HJ_REL_NONE | NEAR, "由系统管理员办理", "an administrator does this" },
	[HJ_MAY_SETTLE]       = { "settle",       0,                             0,                               "由系统办理", "the service does this" },
	[HJ_MAY_COME_IN]      = { "come-in",      STAFF | HJ_RO(GRID),           ANYHOW,                          "限本县(市、区)单位", "a body of the same county does this" },
	[HJ_MAY_CLOSE]        = { "close",        STAFF | HJ_RO(GRID),           OURS | HJ_REL_PART | HJ_REL_ABOVE,           "由承办单位办结", "the handling body closes it" },
	[HJ_MAY_REOPEN]       = { "reopen",       STAFF,                         NEAR | HJ_REL_DOOR,              "由承办单位恢复办理", "a body that had a part reopens it" },
	[HJ_MAY_AUDIT]        = { "audit",        HJ_RO(ADMINISTRATOR) | HJ_RO(AUDITOR), HJ_REL_NONE | NEAR,      "限系统管理员和审计员", "for administrators and auditors" },
	[HJ_MAY_DISPATCH]     = { "dispatch",     STAFF,                         NEAR | HJ_REL_ABOVE,             "由登记或者派单单位办理", "the body that has the order, or one above it, does this" },
	[HJ_MAY_SUPERVISE]    = { "supervise",    STAFF | HJ_RO(SUPERVISOR),     NEAR | HJ_REL_ABOVE,             "由派单单位或其上级督办", "the body that dispatched it, or one above, supervises" },
	[HJ_MAY_CALL_BACK]    = { "call-back",    STAFF | HJ_RO(GRID),           NEAR | HJ_REL_ABOVE,             "由派单单位或者上报单位回访", "the body that dispatched or reported it calls back" },
	[HJ_MAY_END_ORDER]    = { "end-order",    STAFF | HJ_RO(GRID),           NEAR | HJ_REL_ABOVE,             "由登记或者派单单位办结", "the body that has the order, or one above it, ends it" },
	[HJ_MAY_GROUP]        = { "group",        STAFF | HJ_RO(GRID),           HJ_REL_NEW,                      "本岗位不能办理群体名册", "this post does not keep the roll of a group" },
	[HJ_MAY_ROSTER]       = { "roster",       HJ_RO(HEAD) | HJ_RO(CLERK) | HJ_RO(ADMINISTRATOR), HJ_REL_NEW, "由法律援助中心负责人或者管理员办理", "the head or clerk of the centre, or an administrator, does this" },
	[HJ_MAY_AID]          = { "aid",          HJ_RO(HEAD) | HJ_RO(CLERK) | HJ_RO(MEDIATOR), HJ_REL_HANDLES, "由法律援助中心办理", "the legal-aid centre does this" },
	[HJ_MAY_AID_REVIEW]   = { "aid-review",   HJ_RO(HEAD) | HJ_RO(CLERK),    HJ_REL_HANDLES | HJ_REL_ABOVE,   "由法律援助中心或者其上级单位记录", "the centre or a body above it records this" },
	[HJ_MAY_AID_NOTIFY]   = { "aid-notify",   STAFF,                         NEAR,                            "由参与此纠纷的机关办理", "an organ that has part does this" },
	[HJ_MAY_PREVENT]      = { "prevent",      STAFF | HJ_RO(GRID),           HJ_REL_NEW,                      "本岗位不能办理公约、风险评估和帮扶", "this post does not keep compacts, assessments and help" },
	[HJ_MAY_LINK]         = { "link",         STAFF | HJ_RO(GRID),           NEAR | HJ_REL_ABOVE,             "由参与此纠纷的单位或者其上级关联", "a body that has part, or one above it, links it" },
	[HJ_MAY_MERGE]        = { "merge",        STAFF,                         NEAR | HJ_REL_ABOVE,             "由参与此纠纷的单位或者其上级合并、分立", "a body that has part, or one above it, merges and splits" },
	[HJ_MAY_REVIEW]       = { "review",       HJ_RO(SUPERVISOR) | HJ_RO(HEAD),    NEAR | HJ_REL_ABOVE | HJ_REL_NEW, "由督办人员或者本单位负责人评查", "a supervisor above, or the head of the body, reviews files" },
	[HJ_MAY_BE_AWAY]      = { "be-away",      ANYBODY,                       HJ_REL_NEW,                      "由本人、本单位负责人或者管理员办理", "oneself, the head of the body or an administrator does this" },
	[HJ_MAY_ADMIT]        = { "admit",        HJ_RO(SECURITY),               HJ_REL_NONE,                     "由安全管理员办理", "the security administrator does this" },
	[HJ_MAY_READ_LOG]     = { "read-log",     HJ_RO(AUDITOR),                HJ_REL_NONE,                     "限审计员", "for auditors" },
	[HJ_MAY_DRAFT_RULES]  = { "draft-rules",  HJ_RO(HEAD) | HJ_RO(CLERK) | HJ_RO(ADMINISTRATOR), HJ_REL_NEW, "由县级单位的负责人、登记人员或者管理员编写规则", "the head or clerk of a county body, or an administrator, drafts rules" },
	[HJ_MAY_PUBLISH_RULES] = { "publish-rules", HJ_RO(HEAD) | HJ_RO(ADMINISTRATOR), HJ_REL_NEW,             "由县级单位的负责人或者管理员签字、发布", "the head of a county body, or an administrator, signs and publishes rules" },
	[HJ_MAY_MIGRATE_RULES] = { "migrate-rules", HJ_RO(HEAD) | HJ_RO(JUDGE),  HJ_REL_PART | HJ_REL_ABOVE,      "由现承办单位或者其上级的负责人、法官决定改用规则集", "the head, or a judge, of the body that has it now, or of one above it, moves it to other rules" },
	[HJ_MAY_LOOK_UP]      = { "look-up",      ANYBODY,                       HJ_REL_NONE,                     "限工作人员查阅", "the staff look this up" },
	[HJ_MAY_SPEAK]        = { "speak",        HJ_RO(PARTY),                  HJ_REL_PARTY | HJ_REL_NEW,       "由当事人凭码办理", "a party does this with its slip" },
};
/* clang-format on */

bool
hj_may(enum hj_right right, unsigned roles, unsigned relations)
{
	const struct hj_policy_row *row = &hj_policy[right];

	return (row->roles & roles) != 0 && (row->relations & relations) != 0;
}
