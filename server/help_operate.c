/* `hejie help operate`: what who runs a site has to know; see help.h. */
#include "server/help.h"

#include <stddef.h>

/* clang-format off */
static const char *const operate_en[] = {
	"BACKUP",
	"  What has to be kept: the database, and the key file, apart from it.  Who",
	"  has both reads everything; who loses the key file reads nothing sealed.",
	"  scripts/backup DIR copies the private cluster while it runs; the key goes",
	"  to DIR.key: move it elsewhere.  A PostgreSQL of your own: base backup and",
	"  WAL (pg_basebackup, pgbackrest), never a dump of single tables.",
	"",
	"RESTORE",
	"  scripts/restore DIR [KEY] into an empty HEJIE_DATA, then scripts/up.  With",
	"  PostgreSQL's own tools: stop the service, restore, then as the owner",
	"  hejie verify, hejie rebuild --check, and serve.  What was erased after the",
	"  backup is back: order those erasures again (they stand in the log of who",
	"  ordered them, or in the newer copy).",
	"",
	"KEY FILE",
	"  key_file, mode 0600, of the user that serves.  The first line is the root",
	"  of index values, for ever; the last wraps what is new.",
	"",
	"ROTATION",
	"  As the owner, while the service runs:  hejie keys rotate  adds a key and",
	"  wraps every subject key anew in batches; broken off, call it again.  On",
	"  several servers copy the file to each as soon as the new id is printed.",
	"  hejie keys list  tells what each key holds, passwords included: one that",
	"  holds nothing may be taken out of the file, except the first.  Backups",
	"  made before still need the old key.",
	"",
	"UPGRADE",
	"  Back up.  sqitch deploy --verify  (changes fit the release before, too),",
	"  then put the new program in place and end the old one with SIGTERM: what",
	"  has begun is finished.  Server by server is fine.  hejie rebuild  when the",
	"  notes of the release ask for it.  An older program that meets a newer event",
	"  answers 503 for that timeline and changes nothing.",
	"",
	"SEVERAL SERVERS",
	"  Any number on one PostgreSQL: the same key file, the same share, clocks",
	"  within 2 s.  Agents claim with leases; no server is the first.  Throttles",
	"  and /metrics count for each machine.",
	"",
	"HIGH AVAILABILITY",
	"  Is PostgreSQL's: streaming replication with synchronous_commit=on and",
	"  synchronous_standby_names, or an answer may be lost with its server.  In",
	"  `database` name all hosts and target_session_attrs=read-write.  While no",
	"  one takes writes, requests wait for request_timeout and then get 503.",
	"",
	"ACCOUNTS, ERASING, VERIFYING: see Operation in README.md.",
	NULL,
};

static const char *const operate_zh[] = {
	"备份",
	"  须保存两样：数据库，以及与其分开存放的主密钥文件。两者兼得可读全部内容；",
	"  丢失密钥文件，则封存内容永远无法读取。",
	"  scripts/backup DIR 在运行中备份自带集群，密钥另存为 DIR.key，请移至别处。",
	"  自管的 PostgreSQL：基础备份加 WAL（pg_basebackup、pgbackrest），",
	"  不要只导出个别表。",
	"",
	"恢复",
	"  scripts/restore DIR [KEY] 恢复到空的 HEJIE_DATA，再运行 scripts/up。",
	"  用 PostgreSQL 自带工具时：停止服务，恢复，以属主运行 hejie verify 和",
	"  hejie rebuild --check，然后 serve。备份之后删除的个人信息会重新出现，",
	"  须再次决定删除。",
	"",
	"密钥文件",
	"  key_file，权限 0600，属运行服务的用户。首行是索引的根，永不更换；",
	"  末行用于封存新内容。",
	"",
	"轮换",
	"  以属主运行，不停服务：hejie keys rotate 增加一把密钥并分批重新封装；",
	"  中断后再运行一次即可继续。多台服务器时，新密钥编号一打印就把文件复制到",
	"  每一台。hejie keys list 列出每把密钥仍封装的数量（含口令）；为零的可以从",
	"  文件中删去，首行除外。此前的备份仍需旧密钥。",
	"",
	"升级",
	"  先备份。sqitch deploy --verify（改动与上一版程序兼容），再换上新程序，",
	"  以 SIGTERM 结束旧进程：已开始的请求会办完。可逐台进行。发布说明要求时运行",
	"  hejie rebuild。旧程序遇到新种类的事件，对该件返回 503，不作任何改动。",
	"",
	"多台服务器",
	"  任意多台共用一个 PostgreSQL：相同的密钥文件和共享目录，时钟相差不超过 2 秒。",
	"  后台任务以租约认领，不分主次。限速与 /metrics 按单台计算。",
	"",
	"高可用",
	"  由 PostgreSQL 承担：流复制，synchronous_commit=on 并设",
	"  synchronous_standby_names，否则已答复的写入可能随机器丢失。database 中写明",
	"  全部主机及 target_session_attrs=read-write。无可写主机时，请求等待",
	"  request_timeout 后返回 503。",
	"",
	"账号、删除、校验：见 README.md 的 Operation 一节。",
	NULL,
};
/* clang-format on */

void
hj_help_operate(struct hj_buf *out, bool english)
{
	const char *const *line = english ? operate_en : operate_zh;

	for (; *line != NULL; line++) {
		hj_buf_puts(out, *line);
		hj_buf_putc(out, '\n');
	}
}
