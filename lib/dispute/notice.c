/* The kinds of notices, what they say, and what proves each; see notice.h. */
#include "lib/dispute/notice.h"

#include "lib/time/clock.h"

#define WRITTEN (HJ_ME(HANDED) | HJ_ME(POST) | HJ_ME(ELECTRONIC) | HJ_ME(LEFT))
#define SAID (WRITTEN | HJ_ME(TOLD))
#define ANNOUNCED (WRITTEN | HJ_ME(ANNOUNCED))

#define MEDIATION                                                              \
	(HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |             \
	    HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT))
#define ANY (~0u)

/* clang-format off */
static const struct hj_word to_list[] = {
	{ NULL, NULL, NULL },
	{ "parties", "各方当事人", "each party" },
	{ "one", "所涉当事人", "the party concerned" },
	{ "petitioners", "信访人", "the petitioners" },
	{ "aided", "申请人、受援人", "who applied for aid or receives it" },
	{ "court", "人民法院", "the court" },
};
const struct hj_words hj_notice_to_words = HJ_WORDS(to_list);

/* A form in writing is asked for where the article says so (书面, 通知书,
 * 决定书, 意见书); where it only says 告知, telling is enough. */
static const struct hj_notice_kind_row row[] = {
	[HJ_NK_RIGHTS]         = { MEDIATION | HJ_CH(PROCURATORIAL), SAID, HJ_NT_PARTIES, "受理调解时|when mediation is accepted", true },
	[HJ_NK_ROUTES]         = { MEDIATION | HJ_CH(PROCURATORIAL) | HJ_CH(REPORT), SAID, HJ_NT_PARTIES, "调解不成、终止或者引导至其他途径时|when mediation fails or ends, or another route is shown", true },
	[HJ_NK_NOT_ACCEPTED]   = { ANY, SAID, HJ_NT_PARTIES, "不予受理时|when it is not accepted", true },
	[HJ_NK_CORRECTING]     = { ANY, SAID, HJ_NT_ONE, "已送达的文书不再成立时|when what was served does not hold any more", true },
	[HJ_NK_RULING]         = { HJ_CH(CONFIRMATION) | HJ_CH(ARBITRATION) | HJ_CH(RECONSIDERATION), ANNOUNCED, HJ_NT_PARTIES, "作出裁定、裁决、复议决定时|when it is ruled, awarded or reconsidered", true },
	[HJ_NK_TO_COURT]       = { HJ_CH(ASSIGNED) | HJ_CH(ENTRUSTED), HJ_ME(HANDED) | HJ_ME(POST) | HJ_ME(ELECTRONIC), HJ_NT_COURT, "特邀调解达成协议时|when invited mediation ends in agreement", true },
	[HJ_NK_PETITION_TOLD]  = { HJ_CH(PETITION), WRITTEN, HJ_NT_PETITIONERS, "登记转送、受理或者导入其他途径时|when it is passed on, accepted or routed", true },
	[HJ_NK_PETITION_REPLY] = { HJ_CH(PETITION), WRITTEN, HJ_NT_PETITIONERS, "不出具处理意见而答复时|when it is answered without an opinion", true },
	[HJ_NK_PETITION_OPINION] = { HJ_CH(PETITION), WRITTEN, HJ_NT_PETITIONERS, "出具处理意见时|when the opinion is issued", true },
	[HJ_NK_PETITION_REVIEW] = { HJ_CH(PETITION), WRITTEN, HJ_NT_PETITIONERS, "出具复查意见时|when the review opinion is issued", true },
	[HJ_NK_PETITION_RECHECK] = { HJ_CH(PETITION), WRITTEN, HJ_NT_PETITIONERS, "出具复核意见时|when the re-check opinion is issued", true },
	[HJ_NK_PETITION_REFUSED] = { HJ_CH(PETITION), WRITTEN, HJ_NT_PETITIONERS, "不予(再)受理、不予复查复核时|when it is not taken (again)", true },
	[HJ_NK_PETITION_EXTENDED] = { HJ_CH(PETITION), SAID, HJ_NT_PETITIONERS, "延长办理期限时|when handling is extended", true },
	[HJ_NK_PETITION_TERMINATED] = { HJ_CH(PETITION), WRITTEN, HJ_NT_PETITIONERS, "依法终结时|when it is terminated by law", true },
	[HJ_NK_AID_PAPERS]     = { HJ_CH(LEGAL_AID), SAID, HJ_NT_AIDED, "需要补充材料时|when papers are missing", true },
	[HJ_NK_AID_REFUSED]    = { HJ_CH(LEGAL_AID), WRITTEN, HJ_NT_AIDED, "决定不予援助时|when aid is refused", true },
	[HJ_NK_AID_COUNSEL]    = { HJ_CH(LEGAL_AID), WRITTEN, HJ_NT_AIDED, "指派律师时|when counsel is appointed", true },
	[HJ_NK_AID_TERMINATED] = { HJ_CH(LEGAL_AID), WRITTEN, HJ_NT_AIDED, "终止援助时|when aid is terminated", true },
	[HJ_NK_LIMIT]          = { ANY, SAID, HJ_NT_ONE, "当事人自己的期限临近时|when a limit of the party's own is near", false },
};

#define SINCE 20110101 /* 人民调解法 in force; older days had no sheet here */
#define PEOPLE_ONLY HJ_CH(PEOPLE)
#define LAW HJ_CERTAINTY_LAW
#define OPEN HJ_CERTAINTY_UNVERIFIED
#define HOUSE HJ_CERTAINTY_HOUSE
static const struct hj_notice_text text[] = {
	{ HJ_NK_RIGHTS, 1, SINCE, PEOPLE_ONLY, "人民调解法23、24", LAW, "您可以:选择或者接受调解员;接受调解、拒绝调解或者要求终止调解;要求公开或者不公开进行;自主表达意愿、自愿达成协议。您应当:如实陈述纠纷事实;遵守现场秩序,尊重调解员;尊重对方行使权利。调解员按自愿、合法的原则主持,可以共同、分别或者在线上进行;达成的协议依法具有约束力,符合条件的可以自生效之日起三十日内共同申请司法确认。", "You may choose or accept the mediator, accept or refuse mediation or ask to end it, ask for it to be open or not, speak your own will and agree freely. You tell the facts as they are, keep order and respect the mediator, and respect the other side's rights. The mediator presides by consent and law, together, apart or on line; what is agreed binds by law, and where it qualifies both may apply within thirty days of its effect for judicial confirmation." },
	{ HJ_NK_ROUTES, 1, SINCE, PEOPLE_ONLY, "人民调解法26", LAW, "调解不成或者终止的,您可以依法通过仲裁、行政、司法等途径维护自己的权利。", "Where mediation failed or ended you may pursue your rights by arbitration, administrative ways, or in court." },
	{ HJ_NK_NOT_ACCEPTED, 1, SINCE, PEOPLE_ONLY, "人民调解法3(三)", LAW, "不予受理不妨碍您依法通过仲裁、行政、司法等途径维护自己的权利。", "That it is not accepted bars no arbitration, administrative way, or suit." },
	{ HJ_NK_CORRECTING, 1, SINCE, ANY, "", HOUSE, "此前送达的文书不再成立,以本通知为准。", "What was served before does not hold; this notice does." },
	{ HJ_NK_RULING, 1, SINCE, ANY, "民诉法解释372;劳动争议调解仲裁法48、50;农村土地承包经营纠纷调解仲裁法48;行政诉讼法45", LAW, "文书所载异议、起诉的期限自收到之日起算;有权提出的,应当在该期限内提出。", "The days to object or sue that the document names run from its receipt; who may do so does it within them." },
	{ HJ_NK_TO_COURT, 1, SINCE, ANY, "特邀19;在线20", LAW, "调解协议送人民法院备案。", "The agreement is filed with the court." },
	{ HJ_NK_PETITION_TOLD, 1, SINCE, ANY, "信访工作条例22、23", LAW, "本告知写明您的信访事项是否受理以及转送、交办的去向或者应当通过的途径。", "It says whether your petition is accepted, to whom it was passed, or which way it takes." },
	{ HJ_NK_PETITION_REPLY, 1, SINCE, ANY, "信访工作条例29、30、31", LAW, "这是对您信访事项的答复;不妨碍您依法通过仲裁、行政、司法等途径维护自己的权利。", "This answers your petition; it bars no arbitration, administrative way, or suit." },
	{ HJ_NK_PETITION_OPINION, 1, SINCE, ANY, "信访工作条例35", LAW, "对处理意见不服的,可以自收到书面答复之日起三十日内请求原办理机关、单位的上一级机关、单位复查。", "Who does not accept the opinion may, within thirty days of receiving it in writing, ask the organ above for a review." },
	{ HJ_NK_PETITION_REVIEW, 1, SINCE, ANY, "信访工作条例36", LAW, "对复查意见不服的,可以自收到书面答复之日起三十日内向复查机关、单位的上一级机关、单位请求复核。", "Who does not accept the review may, within thirty days of receiving it in writing, ask the organ above the reviewer for a re-check." },
	{ HJ_NK_PETITION_RECHECK, 1, SINCE, ANY, "信访工作条例36", LAW, "复核后仍以同一事实和理由提出投诉请求的,不再受理;不妨碍依法通过其他途径维护权利。", "After the re-check the same facts and reasons are not taken up again; no other way is barred." },
	{ HJ_NK_PETITION_REFUSED, 1, SINCE, ANY, "信访工作条例19、35、36", LAW, "有新的事实或者理由的,可以重新提出;不妨碍依法通过其他途径维护权利。", "A new fact or reason may be brought; no other way is barred." },
	{ HJ_NK_PETITION_EXTENDED, 1, SINCE, ANY, "信访工作条例34", LAW, "办理期限已经批准延长,理由见通知。", "Handling was extended with approval; the notice gives the reason." },
	{ HJ_NK_PETITION_TERMINATED, 1, SINCE, ANY, "信访工作条例28、37", LAW, "信访事项依法终结;有新的事实或者理由的,可以重新提出。", "The petition is terminated by law; a new fact or reason may be brought." },
	{ HJ_NK_AID_PAPERS, 1, SINCE, ANY, "法律援助法43", LAW, "需要补充的材料一次性列明;未按要求补充材料或者说明的,视为撤回申请。", "All missing papers are listed at once; who does not hand them in or explain is taken to have withdrawn." },
	{ HJ_NK_AID_REFUSED, 1, SINCE, ANY, "法律援助法49", LAW, "对不予法律援助的决定有异议的,可以向设立该机构的司法行政部门提出。", "Who objects to the refusal may turn to the justice department that founded the centre." },
	{ HJ_NK_AID_COUNSEL, 1, SINCE, ANY, "法律援助法43、55", OPEN, "您有权了解援助事项办理情况;援助人员不依法履行职责的,可以投诉并请求更换。", "You may ask how your aid goes on, complain of counsel who fails the duties, and ask for another." },
	{ HJ_NK_AID_TERMINATED, 1, SINCE, ANY, "法律援助法49", LAW, "对终止法律援助的决定有异议的,可以向设立该机构的司法行政部门提出。", "Who objects to the termination may turn to the justice department that founded the centre." },
	{ HJ_NK_LIMIT, 1, SINCE, ANY, "", HOUSE, "属于您的一项期限将要届满,逾期可能丧失相应权利;截止日期见期限列表。", "A limit of yours is about to end, and with it perhaps a right; the last day stands in the list of limits." },
};

/* What proves service, the usual kind first. */
static const struct {
	int usual;
	unsigned also; /* mask of 1u << enum hj_proof */
} proof[] = {
	[HJ_ME_HANDED]     = { HJ_PF_SIGNED, 0 },
	[HJ_ME_POST]       = { HJ_PF_POST_NUMBER, 1u << HJ_PF_SIGNED },
	[HJ_ME_ELECTRONIC] = { HJ_PF_E_RECEIPT, 0 },
	[HJ_ME_LEFT]       = { HJ_PF_WITNESS, 0 },
	[HJ_ME_ANNOUNCED]  = { HJ_PF_ANNOUNCEMENT, 0 },
	[HJ_ME_TOLD]       = { HJ_PF_CALL_NOTE, 1u << HJ_PF_SIGNED },
};
/* clang-format on */

const struct hj_notice_kind_row *
hj_notice_kind_row(int kind)
{
	size_t n = sizeof(row) / sizeof(row[0]);

	return kind < 1 || (size_t)kind >= n || row[kind].means == 0
		   ? NULL
		   : &row[kind];
}

const struct hj_notice_text *
hj_notice_text(int kind, int32_t day)
{
	const struct hj_notice_text *newest = NULL;

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		if (text[i].kind == kind && text[i].from <= day &&
		    (newest == NULL || text[i].from > newest->from))
			newest = &text[i];
	return newest;
}

const char *
hj_notice_basis(const struct hj_notice_text *of, int channel)
{
	return of == NULL || (of->within & 1u << channel) == 0 ? NULL
							       : of->article;
}

const struct hj_notice_text *
hj_notice_texts(size_t *ret_n)
{
	*ret_n = sizeof(text) / sizeof(text[0]);
	return text;
}

bool
hj_notice_by(int kind, int means)
{
	const struct hj_notice_kind_row *r = hj_notice_kind_row(kind);

	return r != NULL && (r->means & 1u << means) != 0;
}

int
hj_usual_proof(int means)
{
	size_t n = sizeof(proof) / sizeof(proof[0]);

	return means < 1 || (size_t)means >= n ? 0 : proof[means].usual;
}

bool
hj_proof_fits(int means, int kind)
{
	return hj_usual_proof(means) != 0 &&
	       (proof[means].usual == kind ||
		   (proof[means].also & 1u << kind) != 0);
}
