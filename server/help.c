/* Pages of `hejie help` that are only text; see help.h. */
#include "server/help.h"

#include <stddef.h>

/* clang-format off */
static const char *const format_en[] = {
	"An event is one JSON object, kept as text exactly as it was hashed",
	"(hejie.event.bytes).  Its members, absent if they do not apply:",
	"",
	"  v          version of this envelope: 1",
	"  id         32 hex, random",
	"  stream     32 hex: the dispute, organisation, person or site",
	"  seq        1, 2, 3 ... within the stream",
	"  kind, kv   a word in the past tense, and the version of its body",
	"  at         recorded: RFC 3339, UTC, milliseconds",
	"  from, to   occurred: the interval, written like at",
	"  prec       how exactly: instant day month year about unknown",
	"  actor      a person's id, or a word for a part of the service",
	"  body_of    the organisation acted for",
	"  on_behalf  who is answerable, if another person typed",
	"  cmd        id of the command; caused_by: what led to it",
	"  rules      ids of the rule sets that had a say",
	"  labels     who may see it; absent: every reader",
	"  body       the payload",
	"",
	"Canonical form: RFC 8785 with ASCII names, whole numbers within",
	"+-(2^53 - 1), no null, no U+0000, no normalisation; at most 256 KiB.",
	"",
	"Chain (H is SHA-256, alg the byte 0x01):",
	"",
	"  leaf  = H(0x00 || bytes)",
	"  chain = H(0x02 || alg || prev || leaf)",
	"  prev of seq 1 = H(0x03 || the 16 bytes of the stream's id)",
	"",
	"Log: position 0, 1, 2 ... for each event (hejie.log); the tree is that of",
	"RFC 6962 over the leaves: node = H(0x01 || left || right).  A checkpoint",
	"(hejie.checkpoint.note; a C2SP signed note) is these lines:",
	"",
	"  hejie/log/<first 8 bytes of H(public key), hex>",
	"  <size>",
	"  <base64 of the root>",
	"  epoch <number, raised by a restore>",
	"  <empty>",
	"  — <the first line> <base64 of key id || Ed25519 signature>",
	"",
	"  signed are the lines before the empty one, newlines included",
	"  key id = first 4 bytes of H(name || 0x0a || 0x01 || public key)",
	"",
	"In the folder each is followed by one more empty line.",
	"",
	"A sealed member is \"<alg>.<subject>.<box>\"; box is base64url of nonce",
	"(16 bytes), ciphertext, mac (16 bytes).  With the subject's key:",
	"",
	"  field key = HMAC(subject key, stream id || nonce)",
	"  enc, mac key = HMAC(field key, \"hejie seal enc\", \"hejie seal mac\")",
	"  mac = first 16 bytes of",
	"        HMAC(mac key, alg || subject || 0x00 || nonce || ciphertext)",
	"  plaintext = AES-256-CTR(enc, counter block = nonce, ciphertext)",
	"",
	"Subjects: \"text\"; \"side.applicant\", \"side.respondent\"; 16 hex of a",
	"party's record.  Their keys are kept wrapped (hejie.subject_key).",
	"",
	"At length: lib/dispute/codec.h, lib/integrity/seal.h, checkpoint.h.",
	NULL,
};

static const char *const format_zh[] = {
	"一个事件是一个 JSON 对象,按计算哈希时的原文保存(hejie.event.bytes)。",
	"成员如下,不适用的省略:",
	"",
	"  v          封套版本:1",
	"  id         32 位十六进制,随机",
	"  stream     32 位十六进制:纠纷、单位、人员或者站点",
	"  seq        在该流中的序号,从 1 起",
	"  kind, kv   事件种类(过去式)及其内容版本",
	"  at         记录时间:RFC 3339,UTC,毫秒",
	"  from, to   发生的起止时间,写法同 at",
	"  prec       精确程度:instant day month year about unknown",
	"  actor      人员标识,或者系统部件的名称",
	"  body_of    所代表的单位",
	"  on_behalf  由他人代录时的责任人",
	"  cmd        命令标识;caused_by:起因",
	"  rules      所依据的规则集标识",
	"  labels     可见范围;省略则所有有权读者可见",
	"  body       内容",
	"",
	"规范形式:RFC 8785,成员名限 ASCII,数值为 ±(2^53-1) 内整数,无 null、",
	"无 U+0000,不做 Unicode 规范化;至多 256 KiB。",
	"",
	"哈希链(H 为 SHA-256,alg 为一个字节 0x01):",
	"",
	"  leaf  = H(0x00 || bytes)",
	"  chain = H(0x02 || alg || prev || leaf)",
	"  seq 1 的 prev = H(0x03 || 流标识的 16 个字节)",
	"",
	"日志:每个事件有一个位置 0、1、2……(hejie.log);树为 RFC 6962 所定,",
	"建于 leaf 之上:节点 = H(0x01 || 左 || 右)。检查点(hejie.checkpoint.note,",
	"C2SP 签名文本)各行为:",
	"",
	"  hejie/log/<H(公钥) 的前 8 字节,十六进制>",
	"  <大小>",
	"  <根的 base64>",
	"  epoch <纪元,恢复备份时加一>",
	"  <空行>",
	"  — <第一行> <密钥标识 || Ed25519 签名 的 base64>",
	"",
	"  所签为空行之前各行,含换行",
	"  密钥标识 = H(名称 || 0x0a || 0x01 || 公钥) 的前 4 字节",
	"",
	"目录中的副本每个之后另有一个空行。",
	"",
	"封存成员写作 \"<alg>.<subject>.<box>\";box 为 base64url,依次是",
	"nonce(16 字节)、密文、mac(16 字节)。由主体密钥:",
	"",
	"  字段密钥 = HMAC(主体密钥, 流标识 || nonce)",
	"  enc、mac 密钥 = HMAC(字段密钥, \"hejie seal enc\"、\"hejie seal mac\")",
	"  mac = HMAC(mac 密钥, alg || subject || 0x00 || nonce || 密文)",
	"        的前 16 个字节",
	"  明文 = AES-256-CTR(enc, 计数块 = nonce, 密文)",
	"",
	"主体:\"text\";\"side.applicant\"、\"side.respondent\";当事人记录的",
	"16 位十六进制。主体密钥包装后保存(hejie.subject_key)。",
	"",
	"详见 lib/dispute/codec.h、lib/integrity/seal.h、checkpoint.h。",
	NULL,
};

static const char *const rules_en[] = {
	"A rule set is a JSON file in lib/rules/sets; its id is the hash of its",
	"canonical bytes.  A dispute pins the sets in force when it is registered",
	"and keeps them, so a file is never edited or removed once in use.",
	"",
	"  name, title_zh, title_en, source, certainty, area, reading",
	"  valid_from, valid_to   days between which it is pinned",
	"  on_by_default          pinned by every dispute, not by choice",
	"  history_counts         sittings before registration count",
	"",
	"  clocks     name, zh, en, of (procedure agreement referral notice),",
	"             channel, starts, meets, stops (kinds of events), length,",
	"             unit, roll, against, effect, extends, extension_most,",
	"             warn (days before), article, certainty",
	"  ladder     steps from below: zh, en, kinds, joint, attempts,",
	"             length, unit, both, time_only_warns, accept_length,",
	"             accept_unit",
	"  outlets    the other routes told at the end",
	"",
	"A county switches a ladder on by its name: the command choose-ladder of",
	"the site.  GET /api/v1/rule-sets shows what is loaded.",
	"At length: lib/rules/rules.h.",
	NULL,
};

static const char *const rules_zh[] = {
	"规则集是 lib/rules/sets 中的 JSON 文件,标识为其规范字节的哈希。纠纷在",
	"登记时固定当时有效的规则集,此后不变;已启用的文件不得修改或者删除。",
	"",
	"  name, title_zh, title_en, source, certainty, area, reading",
	"  valid_from, valid_to   在此期间登记的纠纷适用",
	"  on_by_default          所有纠纷适用,无须选择",
	"  history_counts         登记前的调解计入次数",
	"",
	"  clocks     期限:name、zh、en、of(procedure agreement referral notice)、",
	"             channel、starts、meets、stops(事件种类)、length、unit、",
	"             roll、against、effect、extends、extension_most、",
	"             warn(届满前天数)、article、certainty",
	"  ladder     自下而上的层级:zh、en、kinds、joint、attempts、length、",
	"             unit、both、time_only_warns、accept_length、accept_unit",
	"  outlets    末级未成时告知的其他途径",
	"",
	"县(市、区)用站点命令 choose-ladder 按名称启用分级规则;",
	"GET /api/v1/rule-sets 列出已加载的规则集。详见 lib/rules/rules.h。",
	NULL,
};
/* clang-format on */

static void
put_lines(struct hj_buf *out, const char *const *line)
{
	for (; *line != NULL; line++) {
		hj_buf_puts(out, *line);
		hj_buf_putc(out, '\n');
	}
}

void
hj_help_format(struct hj_buf *out, bool english)
{
	put_lines(out, english ? format_en : format_zh);
}

void
hj_help_rules(struct hj_buf *out, bool english)
{
	put_lines(out, english ? rules_en : rules_zh);
}
