/* The wire words of the stages; see stage.h. */
#include "lib/dispute/stage.h"

/* clang-format off */
static const struct hj_word stage_list[] = {
	{ NULL, NULL, NULL },
	{ "order_received", "已登记", "received" },
	{ "order_dispatched", "待签收", "dispatched" },
	{ "order_handling", "办理中", "being handled" },
	{ "order_sent_back", "申请退单", "sent back" },
	{ "order_designated", "指定承办", "designated" },
	{ "order_answered", "待核验", "answered" },
	{ "order_verified", "待回访", "verified" },
	{ "order_called_back", "已回访", "called back" },
	{ "order_redo", "重办", "to be done again" },
	{ "order_ended", "已办结", "ended" },
	{ "waiting", "等待开始条件", "waiting until it may begin" },
	{ "going", "进行中", "going on" },
	{ "suspended", "中止", "suspended" },
	{ "received", "已收到", "received" },
	{ "classified", "已分类", "classified" },
	{ "referred", "已转送", "referred" },
	{ "assigned", "已交办", "assigned with report-back" },
	{ "taken", "已签收", "taken by the organ" },
	{ "return_requested", "已提出异议", "return asked for" },
	{ "handling", "办理中", "being handled" },
	{ "routed", "已导入其他法定途径", "routed to another lawful way" },
	{ "answered", "已出具处理意见", "opinion issued" },
	{ "reviewing", "复查中", "under review" },
	{ "reviewed", "已复查", "reviewed" },
	{ "rechecking", "复核中", "under re-check" },
	{ "rechecked", "已复核", "re-checked" },
	{ "aid_relaying", "援助申请待转交", "to be relayed" },
	{ "aid_applied", "援助审查中", "aid applied for" },
	{ "aid_supplement", "待补充材料", "papers missing" },
	{ "aid_granted", "已决定援助,待指派", "granted, no counsel yet" },
	{ "aid_drawing", "抽取律师中", "counsel being drawn" },
	{ "aid_running", "援助办理中", "counsel at work" },
	{ "aid_refused", "不予援助", "refused" },
	{ "aid_objection", "异议审查中", "objection pending" },
	{ "aid_withdrawn", "已撤回", "withdrawn" },
	{ "aid_terminated", "已终止援助", "terminated" },
	{ "aid_reported", "已结案", "reported" },
	{ "aid_paid", "补贴已付", "subsidy paid" },
};
/* clang-format on */
const struct hj_words hj_stage_words = HJ_WORDS(stage_list);

const char *
hj_stage_article(int stage)
{
	switch (stage) {
	case HJ_ST_WAITING:
		return "道交事故处理程序规定90";
	case HJ_ST_SUSPENDED:
		return "特邀调解规定18;在线调解规则23";
	default:
		return "";
	}
}
