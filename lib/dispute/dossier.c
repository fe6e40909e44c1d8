/* Words and tables of papers; see dossier.h. */
#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_word file_type_list[] = {
	{ NULL, NULL, NULL },
	{ "pdf", "PDF", "PDF" },
	{ "ofd", "OFD版式文件", "OFD" },
	{ "office", "办公文档", "office document" },
	{ "jpeg", "JPEG图片", "JPEG picture" },
	{ "png", "PNG图片", "PNG picture" },
	{ "tiff", "TIFF图片", "TIFF picture" },
	{ "webp", "WebP图片", "WebP picture" },
	{ "text", "纯文本", "plain text" },
	{ "mp3", "MP3录音", "MP3 sound" },
	{ "wav", "WAV录音", "WAV sound" },
	{ "amr", "AMR录音", "AMR sound" },
	{ "mp4", "MP4录音录像", "MP4 sound or film" },
};
const struct hj_words hj_file_type_words = HJ_WORDS(file_type_list);

static const struct hj_word paper_list[] = {
	{ NULL, NULL, NULL },
	{ "application", "申请书(表)", "application" },
	{ "intake_sheet", "受理登记表", "intake sheet" },
	{ "rights_notice", "权利义务告知书", "sheet of rights and duties" },
	{ "identity", "当事人身份证明", "proof of identity" },
	{ "authority", "授权委托书", "power of attorney" },
	{ "investigation", "调查记录", "record of an investigation" },
	{ "evidence", "证据材料", "evidence" },
	{ "mediation_record", "调解记录(笔录)", "record of mediation" },
	{ "agreement", "调解协议书", "written agreement" },
	{ "oral_agreement", "口头协议登记表", "sheet of an oral agreement" },
	{ "performance", "履行凭证", "proof of performance" },
	{ "follow_up", "回访记录", "record of a follow-up" },
	{ "confirmation", "司法确认有关材料", "papers of judicial confirmation" },
	{ "explanation", "卷宗情况说明", "explanation of the file" },
	{ "closing", "结案报告(审批)表", "closing report or approval" },
	{ "approval", "立案(援助)审批表", "approval of opening or of aid" },
	{ "opinions", "征求意见书", "request for opinions" },
	{ "acceptance", "受理通知(告知)书", "notice of acceptance" },
	{ "refusal", "不予受理通知书", "notice of refusal" },
	{ "meeting", "调解会通知书", "notice of a sitting" },
	{ "termination", "终止通知(决定)书", "notice of termination" },
	{ "service", "送达回证", "proof of service" },
	{ "means", "经济状况证明表、诚信承诺书", "proof or promise about means" },
	{ "decision", "给予(不予)法律援助决定书", "decision on legal aid" },
	{ "appointment", "指派通知书", "appointment of counsel" },
	{ "mandate", "委托代理(辩护)协议", "agreement with counsel" },
	{ "reply", "处理意见书、答复", "opinion or reply" },
	{ "review", "复查(复核)意见书", "opinion on review" },
	{ "ruling", "裁判文书", "judgment or ruling" },
	{ "recording", "录音录像", "recording" },
	{ "other", "其他材料", "other" },
	{ "service_address", "送达地址确认书", "confirmed address for service" },
	{ "mediation_proof", "调解组织主持调解的证明", "the organisation's proof that it mediated" },
};
const struct hj_words hj_dossier_paper_words = HJ_WORDS(paper_list);

static const struct hj_field archived_rows[] = {
	HJ_TEXT(hj_archived, article, 0, 2000, NULL),
	HJ_WORD(hj_archived, certainty, 0, &hj_certainty_words, NULL),
	HJ_OBJECT(hj_archived, derivation, 0, &hj_derivation_fields, NULL),
	HJ_DATE(hj_archived, on, 0, NULL),
	HJ_BOOL(hj_archived, permanent, 0, NULL),
	HJ_INT(hj_archived, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_archived, retention, 0, 2000, NULL),
	HJ_TEXT(hj_archived, set, 0, 2000, NULL),
	HJ_DATE(hj_archived, until, 0, NULL),
	HJ_INT(hj_archived, years, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_archived_fields = HJ_FIELDS(hj_archived, archived_rows);

static const struct hj_field attachment_rows[] = {
	HJ_TEXT(hj_attachment, body, 0, 2000, NULL),
	HJ_BOOL(hj_attachment, detached, 0, NULL),
	HJ_INT(hj_attachment, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_attachment, on, 0, NULL),
	HJ_WORD(hj_attachment, paper, 0, &hj_dossier_paper_words, NULL),
	HJ_INT(hj_attachment, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_attachment, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_attachment, seq, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_attachment, size, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_attachment, type, 0, &hj_file_type_words, NULL),
	HJ_TEXT(hj_attachment, upload, 0, 2000, NULL),
};
const struct hj_fields hj_attachment_fields = HJ_FIELDS(hj_attachment, attachment_rows);

static const struct hj_field attached_rows[] = {
	HJ_OBJECT(hj_attached, attachment, HJ_REQUIRED, &hj_attachment_fields, NULL),
	HJ_TEXT(hj_attached, digest, 0, 2000, NULL),
	HJ_SEALED(hj_attached, name, 0, 0, NULL),
};
const struct hj_fields hj_attached_fields = HJ_FIELDS(hj_attached, attached_rows);

static const struct hj_field detached_rows[] = {
	HJ_INT(hj_detached, attachment, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_detached, reason, 0, 0, NULL),
};
const struct hj_fields hj_detached_fields = HJ_FIELDS(hj_detached, detached_rows);
/* clang-format on */
