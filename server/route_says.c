/* What is given to a route that is no query file; see route_says.h. */
#include "server/route_says.h"

#include "server/door.h"
#include "server/rule_try.h"

/* Of writes that read no body: an empty object, or nothing at all. */
static const struct hj_fields none = { .n = 0 };

#define BYTES "application/octet-stream"

/* clang-format off */
static const struct hj_route_says rows[] = {
	{ hj_account_handler, "给人员开账号,返回一次性密码", "Give somebody an account; answers a password that works once", &hj_account_fields, NULL, { NULL } },
	{ hj_api_key_handler, "建立机器密钥,只显示一次", "Make a key for a machine; it is shown once", &hj_api_key_fields, NULL, { NULL } },
	{ hj_batch_handler, "批量登记送达", "Enter proofs of service, one answer a line", &hj_service_batch_fields, NULL, { NULL } },
	{ hj_body_duties_handler, "一个单位按日历应办的事:例会、排查、报送", "What a body owes by the calendar: meetings, screening, figures", NULL, NULL, { NULL } },
	{ hj_body_rates_handler, "规则所定的指标(化解率、满意率),按本单位看得到的纠纷", "The rates that the rules set, over the disputes that one's body sees", NULL, NULL, { "from", "to" } },
	{ hj_command_handler, "办理", "Ask a command", NULL, NULL, { "dry" } },
	{ hj_commands_handler, "现在可以办理什么", "What may be asked now, with forms", NULL, NULL, { "form" } },
	{ hj_consistency_handler, "两个检查点前后一致的证明", "Proof that one checkpoint continues another", NULL, NULL, { "from" } },
	{ hj_counsel_handler, "名册上谁适合办这件援助、谁不适合、为什么", "Who on the roster fits an aid, who not and why, before a draw", NULL, NULL, { NULL } },
	{ hj_create_handler, "登记或者设立", "Register, found, appoint: the command of the list", NULL, NULL, { "dry" } },
	{ hj_creations_handler, "怎样新立一件", "How a new one is made, with forms", NULL, NULL, { NULL } },
	{ hj_create_named_handler, "登记或者设立", "A command that makes a stream", NULL, NULL, { "dry" } },
	{ hj_device_bind_handler, "绑定这台设备,以后用PIN登录", "Bind this device: come in with a PIN", &hj_device_fields, NULL, { NULL } },
	{ hj_device_people_handler, "这台设备上谁可以用PIN登录", "Who can come in here with a PIN", NULL, NULL, { NULL } },
	{ hj_door_handler, "用回执上的编号和密码找到纠纷", "Find a dispute by the slip of its party", &hj_shown_slip_fields, NULL, { NULL } },
	{ hj_draft_drop_handler, "草稿不要了,或者已经送出", "Drop a draft: it was sent, or is not wanted", NULL, NULL, { NULL } },
	{ hj_draft_keep_handler, "存下没写完的", "Keep what was begun", &hj_draft_fields, NULL, { NULL } },
	{ hj_duplicates_handler, "是否已在别处登记", "Where else the matter may be", &hj_duplicates_fields, NULL, { NULL } },
	{ hj_erasure_handler, "删除一个人的资料", "Erase a person from every stream", &hj_erasure_wish_fields, NULL, { NULL } },
	{ hj_horizon_handler, "放假安排公布到哪一天", "Up to which day days off are known, by which notices", NULL, NULL, { NULL } },
	{ hj_figures_duties_handler, "本单位和下级、所指导单位按日历应办的事,谁落后、从哪天起", "What the bodies that one looks after owe by the calendar; who is behind, since when", NULL, NULL, { NULL } },
	{ hj_import_faults_handler, "名单中没有进去的行", "The lines of a list that did not go in", NULL, NULL, { "after" } },
	{ hj_import_handler, "导入名单(CSV、XLSX)", "Import a list (CSV, XLSX)", NULL, BYTES, { "profile", "dry_run", "target" } },
	{ hj_import_look_handler, "一份名单各行的情况", "How the lines of a list went", NULL, NULL, { "after" } },
	{ hj_import_results_handler, "一份名单各行的结果(原有各列在前)", "A list in its own columns, with what became of each line", NULL, NULL, { "after" } },
	{ hj_inclusion_handler, "一条记录在检查点之内的证明", "Proof that an entry is in a checkpoint", NULL, NULL, { "stream", "seq" } },
	{ hj_member_line_handler, "群体成员查自己的一行", "A member of a group looks at his own line", &hj_member_slip_fields, NULL, { NULL } },
	{ hj_outbox_replay_handler, "重发没有送到的消息", "Send again what could not be sent", &none, NULL, { NULL } },
	{ hj_password_handler, "更改自己的密码", "Change one's password", &hj_password_fields, NULL, { NULL } },
	{ hj_pin_handler, "在已绑定的设备上用PIN登录", "Come in with a PIN on a bound device", &hj_quick_fields, NULL, { NULL } },
	{ hj_progress_json_handler, "当事人查进度,不用账号", "A party asks how its matter stands, without an account", &hj_shown_slip_fields, NULL, { NULL } },
	{ hj_proof_handler, "再次确认是本人,十分钟内可以办理重大事项", "Prove once more who one is: acts of weight are open for ten minutes", &hj_proof_fields, NULL, { NULL } },
	{ hj_referral_batch_handler, "批量移交", "Refer several, one answer a line", &hj_referral_batch_fields, NULL, { "dry" } },
	{ hj_replay_handler, "用规则集回放本县办过的纠纷(边走边报)", "Play a rule set over what the county has recorded (lines as it goes)", &hj_replay_wish_fields, NULL, { NULL } },
	{ hj_rule_look_handler, "看一份规则集:文字、图、错误", "Look at a rule set: sentences, pictures, faults", &hj_look_wish_fields, NULL, { NULL } },
	{ hj_rule_moves_handler, "批量改用规则集(可先试算)", "Move several disputes to another rule set, one answer a line", &hj_move_batch_fields, NULL, { "dry" } },
	{ hj_rule_shelf_handler, "规则集一览", "The rule sets at a glance", NULL, NULL, { NULL } },
	{ hj_rule_try_handler, "用规则集试一件纠纷,逐日", "Try a matter on a rule set, day by day", &hj_trial_wish_fields, NULL, { NULL } },
	{ hj_rule_view_handler, "一个规则集:文字、图", "A rule set: sentences and pictures", NULL, NULL, { NULL } },
	{ hj_rule_certificate_handler, "规则集的认证", "The certificate of a rule set", NULL, NULL, { NULL } },
	{ hj_rule_differences_handler, "与所复制的规则集逐处差异", "What a rule set says otherwise than the one it comes from", NULL, NULL, { "from" } },
	{ hj_rule_faults_handler, "规则集的各处错误", "What is wrong with a rule set, with places", NULL, NULL, { NULL } },
	{ hj_rule_set_handler, "一份规则集,或者它的草稿", "A rule set, or a draft of one", NULL, NULL, { NULL } },
	{ hj_search_handler, "按姓名、电话、证件号码或者编码找", "Find by name, telephone, identity number or code", &hj_search_fields, NULL, { NULL } },
	{ hj_sign_in_handler, "登录", "Sign in", &hj_sign_in_fields, NULL, { NULL } },
	{ hj_sign_out_handler, "退出登录", "Sign out", &none, NULL, { NULL } },
	{ hj_slips_handler, "给一个单位的人开账号,打印首次登录条(HTML)", "Accounts for the people of a body, and first sign-in slips as HTML", &hj_slips_fields, NULL, { NULL } },
	{ hj_time_handler, "拨动模拟时间", "Move simulated time", &hj_move_time_fields, NULL, { NULL } },
	{ hj_upload_handler, "上传文件的一段", "Send a part of a file", NULL, BYTES, { NULL } },
	{ hj_watch_handler, "哪些事项有了变化(持续推送)", "Which streams went on (server-sent events)", NULL, NULL, { "after" } },
};
/* clang-format on */

const struct hj_route_says *
hj_route_says(hj_handler_fn *handler)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].handler == handler)
			return &rows[i];
	return NULL;
}
