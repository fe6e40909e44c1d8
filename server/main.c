/*
 * hejie: the program.  Reads the settings and runs a subcommand.
 *
 * To add a subcommand see server/app.h.
 */
#include "server/app.h"

#include "server/base/version.h"
#include "server/help.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PROBLEMS_MOST 65536
#define PRINT_MOST ((size_t)1024 * 1024)

struct verb {
	const char *name;
	const char *en;
	const char *zh;
	hj_app_fn *run;
};

static const struct verb verbs[] = {
	/* clang-format off */
	{ "checkpoint", "print the newest signed checkpoint, or --key", "打印最新签名检查点，或者 --key 打印公钥", hj_cmd_checkpoint },
	{ "config",     "check the settings and print those in force",   "检查并打印当前设置",            hj_cmd_config },
	{ "connection", "print the database connection for a shell",     "以环境变量形式打印数据库连接",  hj_cmd_connection },
	{ "explain",    "say why the limits of a dispute end when they do", "说明一件纠纷的期限怎么算的",  hj_cmd_explain },
	{ "fill",       "give a new demonstration half a year of life",  "给新的示范县半年的经过",        hj_cmd_fill },
	{ "help",       "print this, or one of the topics below",        "打印本页或下列专题",            hj_cmd_help },
	{ "import-divisions", "take in a county's villages and grids",   "导入本县的村(社区)、网格",     hj_cmd_import_divisions },
	{ "init",       "make a migrated database into a site",          "将已迁移的数据库初始化为站点",  hj_cmd_init },
	{ "keys",       "list the master keys, or rotate them",          "列出或轮换主密钥",              hj_cmd_keys },
	{ "rebuild",    "derive rows from the timelines again",          "由经过重建派生数据",            hj_cmd_rebuild },
	{ "rules",      "check rule sets, show them in sentences",       "检查规则集,以文字逐条说明",     hj_cmd_rules },
	{ "serve",      "answer requests and run the agents",            "提供服务并运行后台任务",        hj_cmd_serve },
	{ "verify",     "recompute chains, log and checkpoints",         "校验全部哈希链、日志与检查点",  hj_cmd_verify },
	{ "version",    "print which build this is",                     "打印版本",                      hj_cmd_version },
	/* clang-format on */
};

/* Pages of `hejie help TOPIC`. */
static const struct {
	const char *name;
	const char *en;
	const char *zh;
	void (*print)(struct hj_buf *out, bool english);
} topics[] = {
	/* clang-format off */
	{ "config", "every setting",                                   "全部设置项",                  hj_config_help },
	{ "flows",  "what may be done in which channel and phase",     "各类程序各环节可办事项",      hj_help_flows },
	{ "format", "events, chains, log and sealed values, by byte",  "事件、哈希链、日志与封存值的格式", hj_help_format },
	{ "operate", "backup, restore, keys, upgrade, several servers", "备份、恢复、密钥、升级、多台服务器", hj_help_operate },
	{ "rules",  "what a rule set says",                            "规则集的写法",                hj_help_rules },
	/* clang-format on */
};

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

static void
print_overview(bool english)
{
	size_t i;

	(void)printf("%s\n\n", english
				   ? "hejie [settings] SUBCOMMAND [arguments]"
				   : "hejie [设置] 子命令 [参数]");
	for (i = 0; i < LENGTH(verbs); i++)
		(void)printf("  %-16s %s\n", verbs[i].name,
		    english ? verbs[i].en : verbs[i].zh);
	(void)printf("\n%s\n", english ? "help topics" : "专题（help 专题名）");
	for (i = 0; i < LENGTH(topics); i++)
		(void)printf("  %-16s %s\n", topics[i].name,
		    english ? topics[i].en : topics[i].zh);
}

int
hj_cmd_help(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_buf out;
	size_t i = 0;

	if (argc < 2) {
		print_overview(cfg->english);
		return HJ_EXIT_DONE;
	}
	while (i < LENGTH(topics) && strcmp(topics[i].name, argv[1]) != 0)
		i++;
	if (argc > 2 || i == LENGTH(topics)) {
		(void)fprintf(stderr, "hejie: no help on \"%s\"\n", argv[1]);
		return HJ_EXIT_USAGE;
	}
	hj_buf_init(&out, PRINT_MOST);
	topics[i].print(&out, cfg->english);
	(void)fputs(hj_buf_text(&out), stdout);
	hj_buf_release(&out);
	return HJ_EXIT_DONE;
}

int
hj_cmd_version(const struct hj_config *cfg, int argc, char **argv)
{
	(void)cfg;
	(void)argc;
	(void)argv;
	(void)printf("hejie %s\n", hj_version);
	return HJ_EXIT_DONE;
}

int
hj_cmd_config(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_buf out;

	(void)argc;
	(void)argv;
	hj_buf_init(&out, PRINT_MOST);
	hj_config_print(cfg, &out);
	(void)fputs(hj_buf_text(&out), stdout);
	hj_buf_release(&out);
	return HJ_EXIT_DONE;
}

/*
 * The row of the subcommand, taken out of the arguments; NULL if none.  Habit
 * also writes --help and --version.
 */
static const struct verb *
take_verb(int *argc, char ***argv)
{
	const char *name;
	size_t i;

	(*argc)--;
	(*argv)++;
	name = (*argv)[0];
	if (strcmp(name, "--help") == 0 || strcmp(name, "--version") == 0)
		name += 2;
	for (i = 0; i < LENGTH(verbs); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

/* A dump of our memory would hold what the database keeps sealed. */
static void
forbid_core_dumps(void)
{
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
}

static int
run(const struct hj_config *cfg, int argc, char **argv)
{
	const struct verb *verb = take_verb(&argc, &argv);
	int status;

	if (verb == NULL) {
		(void)fprintf(stderr,
		    "hejie: no subcommand \"%s\"; see hejie help\n", argv[0]);
		return HJ_EXIT_USAGE;
	}
	status = verb->run(cfg, argc, argv);
	/* Output that did not get out was not given. */
	if (fflush(stdout) != 0 && status == HJ_EXIT_DONE)
		status = HJ_EXIT_FAILED;
	return status;
}

int
main(int argc, char **argv)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_config cfg;
	struct hj_buf problems;
	int status = HJ_EXIT_USAGE;

	forbid_core_dumps();
	hj_buf_init(&problems, PROBLEMS_MOST);
	if (hj_config_read(a, &cfg, &argc, argv, environ, &problems) > 0)
		(void)fputs(hj_buf_text(&problems), stderr);
	else if (argc < 2)
		print_overview(cfg.english);
	else
		status = run(&cfg, argc, argv);
	hj_buf_release(&problems);
	hj_arena_free(a);
	return status;
}
