/*
 * What the site may set: the table, and printing it; see config.h.
 */
#include "server/base/config.h"

#include "server/base/config_row.h"

#include <string.h>

#define PATH_MOST 4095
#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)

#define M(member) offsetof(struct hj_config, member)
#define TEXT(member, most) HJ_CONFIG_TEXT, false, M(member), 0, (most), NULL
#define SECRET(member, most) HJ_CONFIG_TEXT, true, M(member), 0, (most), NULL
#define INT(member, least, most)                                               \
	HJ_CONFIG_INT, false, M(member), (least), (most), NULL
#define DURATION(member, least, most)                                          \
	HJ_CONFIG_DURATION, false, M(member), (least), (most), NULL
#define WORD(member, words) HJ_CONFIG_WORD, false, M(member), 0, 0, (words)

const struct hj_config_row hj_config_rows[] = {
	/* clang-format off */
	/* key, type(member, bounds), default, meaning */
	{ "database", SECRET(database, PATH_MOST), "",
	  "PostgreSQL to serve from: libpq connection string or URI",
	  "数据库连接：libpq 连接串或 URI" },
	{ "database_admin", SECRET(database_admin, PATH_MOST), "",
	  "connection for init, rebuild and verify, as the owner; empty: the same as database",
	  "init、rebuild 与 verify 所用的属主连接；空则同 database" },
	{ "database_agents", SECRET(database_agents, PATH_MOST), "",
	  "connection for the agents (clocks, follow-ups, log); empty: the same as database",
	  "后台进程（时限、后续、日志）所用连接；空则同 database" },
	{ "database_replay", SECRET(database_replay, PATH_MOST), "",
	  "connection for rules replay, as hejie_replay; empty: database_admin, which becomes that role",
	  "rules replay 所用连接，角色 hejie_replay；空则用 database_admin 并转为该角色" },
	{ "listen", HJ_CONFIG_ADDRESS, false, M(listen), 0, 0, NULL, "127.0.0.1:8080",
	  "address to answer on; without TLS only a loopback address",
	  "服务地址；未配置 TLS 时只能是本机回环地址" },
	{ "workers", INT(workers, 0, 256), "0",
	  "processes that answer requests; 0: one for each processor",
	  "处理请求的进程数；0 表示每个处理器一个" },
	{ "tls_cert", TEXT(tls_cert, PATH_MOST), "",
	  "file of the certificate chain, PEM",
	  "证书链文件（PEM）" },
	{ "tls_key", TEXT(tls_key, PATH_MOST), "",
	  "file of the certificate's private key, PEM",
	  "证书私钥文件（PEM）" },
	{ "key_file", TEXT(key_file, PATH_MOST), "",
	  "file of the master key that seals personal data; keep it outside the database and its backups",
	  "封存个人信息的主密钥文件；须与数据库及其备份分开保存" },
	{ "checkpoint_folder", TEXT(checkpoint_folder, PATH_MOST), "",
	  "folder for a copy of each signed checkpoint, better on another machine; empty: none",
	  "签名检查点副本所在目录，宜在另一台机器上；空则不另存" },
	{ "outbox_folder", TEXT(outbox_folder, PATH_MOST), "",
	  "folder into which messages are written that a gateway takes away; empty: none leaves",
	  "对外消息写入的目录，由网关取走；空则不发送" },
	{ "receipt_folder", TEXT(receipt_folder, PATH_MOST), "",
	  "folder in which the gateway puts what became of messages; empty: none",
	  "网关放回消息送达结果的目录；空则不读取" },
	{ "share", TEXT(share, PATH_MOST), HEJIE_SHARE_DIR,
	  "folder of rule sets, queries, reference data and web pages",
	  "规则集、查询、基础数据与网页所在目录" },
	{ "allow_hosts", HJ_CONFIG_HOSTS, false, M(allow_hosts), 0, 0, NULL, "",
	  "host[:port] names the service answers to, spaces between; empty: the listen address and localhost",
	  "允许的 Host（主机名[:端口]），以空格分隔；空则为服务地址与 localhost" },
	{ "request_timeout", DURATION(request_timeout_ms, 100, 10 * MINUTE), "30s",
	  "after which a request is given up",
	  "单个请求的最长处理时间" },
	{ "header_timeout", DURATION(header_timeout_ms, 100, 10 * MINUTE), "10s",
	  "in which the whole header of a request must arrive",
	  "请求头须在此时间内全部到达" },
	{ "body_timeout", DURATION(body_timeout_ms, 100, 60 * MINUTE), "30s",
	  "in which the whole body of a request must arrive",
	  "请求体须在此时间内全部到达" },
	{ "idle_timeout", DURATION(idle_timeout_ms, 100, 60 * MINUTE), "30s",
	  "after which a connection without a request is closed",
	  "空闲连接的保持时间" },
	{ "drain_timeout", DURATION(drain_timeout_ms, 100, 10 * MINUTE), "30s",
	  "given to begun requests when the service is stopped",
	  "停止服务时留给未完请求的时间" },
	{ "trusted_proxy", TEXT(trusted_proxy, PATH_MOST), "",
	  "addresses or networks of front proxies whose X-Forwarded-For, Forwarded and X-Forwarded-Proto hold, spaces between",
	  "可信前置代理的地址或网段，以空格分隔；仅采信其 X-Forwarded-For、Forwarded 与 X-Forwarded-Proto" },
	{ "max_connections", INT(max_connections, 1, 1000000), "12000",
	  "connections of one worker; more are closed at once",
	  "每个进程的最大连接数；超出即关闭" },
	{ "max_connections_per_address", INT(max_connections_per_address, 1, 1000000), "64",
	  "connections from one address to one worker",
	  "同一来源地址到每个进程的最大连接数" },
	{ "log_level", WORD(log_level, "error warn info debug"), "info",
	  "least important lines to log",
	  "日志级别" },
	{ "log_file", TEXT(log_file, PATH_MOST), "",
	  "file to log to, opened again on SIGHUP; empty: standard error",
	  "日志文件，收到 SIGHUP 时重新打开；空则写标准错误" },
	{ "password_cost", INT(password_cost, 8, 1048576), "19456",
	  "memory for hashing a password, KiB; less than 19456 only in a simulated database",
	  "口令散列所用内存（KiB）；低于 19456 只允许用于模拟库" },
	{ "login_account_per_minute", INT(login_account_per_minute, 1, 1000000), "10",
	  "attempts to sign in to one account in a minute; after as many failures from one address each further waits, up to a minute",
	  "每个账号每分钟允许的登录次数；同一来源失败满此数后，每次再试须先等待，逐次加长，至多一分钟" },
	{ "login_address_per_minute", INT(login_address_per_minute, 1, 1000000), "60",
	  "attempts to sign in from one address in a minute",
	  "每个来源地址每分钟允许的登录次数" },
	{ "session_idle", DURATION(session_idle_ms, MINUTE, 24 * HOUR), "30m",
	  "after which an unused sign-in ends",
	  "登录后无操作的保持时间" },
	{ "session_life", DURATION(session_life_ms, MINUTE, 7 * 24 * HOUR), "12h",
	  "after which every sign-in ends",
	  "一次登录的最长有效时间" },
	{ "key_life", DURATION(key_life_ms, 24 * HOUR, 3650 * 24 * HOUR), "180d",
	  "after which a machine's key ends, if it was not made for fewer days",
	  "机器密钥的有效时间；建立时可以更短" },
	{ "language", WORD(language, "auto zh en"), "auto",
	  "language of the command line; auto: English if the locale says so, otherwise Chinese",
	  "命令行语言；auto：区域设置为英文时用英文，否则用中文" },
	/* clang-format on */
};

const size_t hj_config_nrows =
    sizeof(hj_config_rows) / sizeof(hj_config_rows[0]);

/* "500ms", "30s", "15m", "12h" or "30d": the largest unit that fits. */
static void
put_duration(struct hj_buf *out, int64_t ms)
{
	static const struct {
		int64_t ms;
		const char *name;
	} units[] = {
		{ 24 * HOUR, "d" },
		{ HOUR, "h" },
		{ MINUTE, "m" },
		{ 1000, "s" },
		{ 1, "ms" },
	};
	size_t i = 0;

	while (ms % units[i].ms != 0)
		i++;
	hj_buf_int(out, ms / units[i].ms);
	hj_buf_puts(out, units[i].name);
}

/* What may be written for `row`. */
static void
put_kind(struct hj_buf *out, const struct hj_config_row *row, bool english)
{
	switch (row->type) {
	case HJ_CONFIG_TEXT:
		hj_buf_puts(out, english ? "text" : "文本");
		return;
	case HJ_CONFIG_INT:
		hj_buf_int(out, row->least);
		hj_buf_puts(out, " … ");
		hj_buf_int(out, row->most);
		return;
	case HJ_CONFIG_DURATION:
		put_duration(out, row->least);
		hj_buf_puts(out, " … ");
		put_duration(out, row->most);
		return;
	case HJ_CONFIG_ADDRESS:
		hj_buf_puts(out, english ? "address:port" : "地址:端口");
		return;
	case HJ_CONFIG_HOSTS:
		hj_buf_puts(out, english ? "names" : "主机名列表");
		return;
	case HJ_CONFIG_WORD:
		hj_buf_puts(out, row->words);
		return;
	}
}

/* A default that is a place on disk was chosen when the program was built. */
static bool
is_built_in(const struct hj_config_row *row)
{
	return row->otherwise[0] == '/';
}

void
hj_config_help(struct hj_buf *out, bool english)
{
	size_t i;

	hj_buf_puts(out,
	    english
		? "Settings: default, then --config FILE (lines `key = "
		  "value`), "
		  "then\nHEJIE_KEY in the environment, then --key VALUE.\n\n"
		: "设置的来源依次为：默认值、--config 文件（每行“键 = 值”）、\n"
		  "环境变量 HEJIE_键、命令行 --键 值；后者优先。\n\n");
	for (i = 0; i < hj_config_nrows; i++) {
		const struct hj_config_row *row = &hj_config_rows[i];

		hj_buf_puts(out, row->name);
		hj_buf_puts(out, "  (");
		put_kind(out, row, english);
		if (is_built_in(row)) {
			hj_buf_puts(out, english ? "; default built in"
						 : "；默认值编译时确定");
		} else if (row->otherwise[0] != '\0') {
			hj_buf_puts(out, english ? "; default " : "；默认 ");
			hj_buf_puts(out, row->otherwise);
		}
		hj_buf_puts(out, ")\n    ");
		hj_buf_puts(out, english ? row->en : row->zh);
		hj_buf_putc(out, '\n');
	}
}

/* The place `i` among words with spaces between. */
static void
put_word(struct hj_buf *out, const char *words, int i)
{
	while (i-- > 0)
		words += strcspn(words, " ") + 1;
	hj_buf_put(out, words, strcspn(words, " "));
}

static void
put_setting(struct hj_buf *out, const struct hj_config *cfg,
    const struct hj_config_row *row)
{
	const char *text;
	const char *const *host;

	switch (row->type) {
	case HJ_CONFIG_TEXT:
	case HJ_CONFIG_ADDRESS:
		text = *HJ_CONFIG_CONST_AT(const char *, cfg, row);
		if (row->secret && text[0] != '\0')
			text = "(set)";
		hj_buf_puts(out, text);
		return;
	case HJ_CONFIG_INT:
		hj_buf_int(out, *HJ_CONFIG_CONST_AT(int64_t, cfg, row));
		return;
	case HJ_CONFIG_DURATION:
		put_duration(out, *HJ_CONFIG_CONST_AT(int64_t, cfg, row));
		return;
	case HJ_CONFIG_HOSTS:
		host = *HJ_CONFIG_CONST_AT(const char *const *, cfg, row);
		for (; *host != NULL; host++) {
			hj_buf_puts(out, *host);
			hj_buf_puts(out, host[1] != NULL ? " " : "");
		}
		return;
	case HJ_CONFIG_WORD:
		put_word(out, row->words, *HJ_CONFIG_CONST_AT(int, cfg, row));
		return;
	}
}

void
hj_config_print(const struct hj_config *cfg, struct hj_buf *out)
{
	size_t i;

	for (i = 0; i < hj_config_nrows; i++) {
		hj_buf_puts(out, hj_config_rows[i].name);
		hj_buf_puts(out, " = ");
		put_setting(out, cfg, &hj_config_rows[i]);
		hj_buf_putc(out, '\n');
	}
}

static int
need(bool met, struct hj_buf *problems, const char *line)
{
	if (!met)
		hj_buf_puts(problems, line);
	return met ? 0 : 1;
}

int
hj_config_check_serve(const struct hj_config *cfg, struct hj_buf *problems)
{
	bool tls = cfg->tls_cert[0] != '\0' && cfg->tls_key[0] != '\0';
	int n = 0;

	n += need(cfg->database[0] != '\0', problems,
	    "database: say which PostgreSQL to serve from\n");
	n += need(cfg->key_file[0] != '\0', problems,
	    "key_file: say where the master key is\n");
	n += need(tls || cfg->address.loopback, problems,
	    "listen: others can reach this address, so tls_cert and tls_key "
	    "are needed\n");
	return n;
}

const char *
hj_share_path(struct hj_arena *a, const struct hj_config *cfg, const char *name)
{
	return hj_concat(a, cfg->share, "/", name, NULL);
}
