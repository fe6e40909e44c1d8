/*
 * The settings: where they come from, what is refused, and how it is said.
 */
#include "server/base/config.h"

#include "server/base/config_row.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct hj_arena *a;
static struct hj_config cfg;
static struct hj_buf problems;
static char file[] = "/tmp/hejie-config-XXXXXX";
static char *nothing[] = { NULL };

static int
set_up(void **state)
{
	(void)state;
	a = hj_arena_new();
	hj_buf_init(&problems, 65536);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_buf_release(&problems);
	hj_arena_free(a);
	return 0;
}

/* Read with these arguments behind argv[0]; the number of problems. */
static int
read_with(char **env, char **arguments)
{
	char *argv[16] = { (char[]){ "hejie" } };
	int argc = 1;

	while (*arguments != NULL)
		argv[argc++] = *arguments++;
	return hj_config_read(a, &cfg, &argc, argv, env, &problems);
}

#define ARGS(...) ((char *[]){ __VA_ARGS__, NULL })

static char *
chars(const char *s)
{
	return hj_strdup(a, s);
}

/* A file that holds `text`, named as an argument. */
static char *
config_file(const char *text)
{
	FILE *f;
	int fd;

	memcpy(file + sizeof(file) - 7, "XXXXXX", 6);
	fd = mkstemp(file);
	assert_true(fd >= 0);
	f = fdopen(fd, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	return hj_concat(a, "--config=", file, NULL);
}

static void
nothing_given__every_row_has_a_right_default(void **state)
{
	(void)state;
	assert_int_equal(read_with(nothing, nothing), 0);
	assert_string_equal(cfg.listen, "127.0.0.1:8080");
	assert_int_equal(cfg.address.port, 8080);
	assert_true(cfg.address.loopback);
	assert_true(cfg.workers >= 1);
	assert_int_equal(cfg.request_timeout_ms, 30000);
	assert_int_equal(cfg.password_cost, 19456);
	assert_int_equal(cfg.log_level, HJ_LOG_INFO);
	assert_string_equal(cfg.allow_hosts[0], "127.0.0.1:8080");
	assert_string_equal(cfg.allow_hosts[1], "localhost:8080");
	assert_null(cfg.allow_hosts[2]);
	assert_false(cfg.english);
}

static void
later_sources__lie_over_earlier_ones(void **state)
{
	char *flag = config_file("workers = 2\n"
				 "max_connections = 3\n"
				 "log_level = warn\n");
	char **env = ARGS(chars("PATH=/bin"), chars("HEJIE_WORKERS=4"),
	    chars("HEJIE_MAX_CONNECTIONS=5"));

	(void)state;
	assert_int_equal(
	    read_with(env, ARGS(flag, chars("--workers"), chars("6"))), 0);
	assert_int_equal(cfg.workers, 6);
	assert_int_equal(cfg.max_connections, 5);
	assert_int_equal(cfg.log_level, HJ_LOG_WARN);
	assert_int_equal(cfg.max_connections_per_address, 64);
	(void)unlink(file);
}

static void
environment__may_name_the_file(void **state)
{
	char *flag = config_file("workers = 7\n");
	char **env = ARGS(hj_concat(a, "HEJIE_CONFIG=", file, NULL));

	(void)state;
	(void)flag;
	assert_int_equal(read_with(env, nothing), 0);
	assert_int_equal(cfg.workers, 7);
	(void)unlink(file);
}

static void
arguments__that_are_no_settings_stay(void **state)
{
	char *argv[] = { chars("hejie"), chars("--request-timeout=2s"),
		chars("init"), chars("--demonstration"), chars("--workers"),
		chars("3"), chars("--"), chars("--workers"), chars("9"), NULL };
	int argc = 9;

	(void)state;
	assert_int_equal(
	    hj_config_read(a, &cfg, &argc, argv, nothing, &problems), 0);
	assert_int_equal(cfg.request_timeout_ms, 2000);
	assert_int_equal(cfg.workers, 3);
	assert_int_equal(argc, 6);
	assert_string_equal(argv[1], "init");
	assert_string_equal(argv[2], "--demonstration");
	assert_string_equal(argv[3], "--");
	assert_string_equal(argv[5], "9");
	assert_null(argv[6]);
}

static void
file__keeps_long_lines_and_any_character(void **state)
{
	char name[301];
	char *text;

	(void)state;
	memset(name, 'x', 300);
	name[300] = '\0';
	text = hj_concat(a, "\n  # 注释\n database =  host=/", name,
	    " password='a;b # c=d' \r\nkey_file=/数据/主 密钥", NULL);
	assert_int_equal(read_with(nothing, ARGS(config_file(text))), 0);
	text = hj_concat(a, "host=/", name, " password='a;b # c=d'", NULL);
	assert_string_equal(cfg.database, text);
	assert_string_equal(cfg.database_admin, text);
	assert_string_equal(cfg.database_agents, text);
	assert_string_equal(cfg.key_file, "/数据/主 密钥");
	(void)unlink(file);
}

static void
problems__are_all_reported_with_their_place(void **state)
{
	char *flag = config_file("listen = 127.0.0.1:1\n"
				 "listen = 127.0.0.1:2\n"
				 "what is this\n"
				 "lisen = 127.0.0.1:3\n"
				 "request_timeout = 5\n");
	char **env = ARGS(chars("HEJIE_WORKERS=many"));
	const char *text;

	(void)state;
	assert_int_equal(
	    read_with(env, ARGS(flag, chars("--log-level=loud"))), 6);
	text = hj_buf_text(&problems);
	assert_non_null(strstr(text, " line 2): the key stands here twice\n"));
	assert_non_null(strstr(text, " line 3): a line is `key = value`\n"));
	assert_non_null(strstr(text, " line 4): there is no such key\n"));
	assert_non_null(strstr(text,
	    " line 5): 100 to 600000 ms, written 500ms, 30s, 15m, 12h or 30d, "
	    "not \"5\"\n"));
	assert_non_null(
	    strstr(text, "workers (environment): 0 to 256, not \"many\"\n"));
	assert_non_null(strstr(text,
	    "log_level (command line): one of error warn info debug, not "
	    "\"loud\"\n"));
	(void)unlink(file);
}

static void
file__that_is_not_there_is_a_problem(void **state)
{
	(void)state;
	assert_int_equal(
	    read_with(nothing, ARGS(chars("--config=/nonexistent/x"))), 1);
	assert_string_equal(hj_buf_text(&problems),
	    "config (/nonexistent/x): No such file or directory\n");
}

static void
flag__without_a_value_is_a_problem(void **state)
{
	(void)state;
	assert_int_equal(read_with(nothing, ARGS(chars("--listen"))), 1);
	assert_string_equal(hj_buf_text(&problems),
	    "listen (command line): a value must follow\n");
}

static void
text__has_a_ceiling_and_a_secret_is_not_quoted(void **state)
{
	char *value = hj_alloc(a, 5001);

	(void)state;
	memset(value, 's', 5000);
	assert_int_equal(
	    read_with(nothing, ARGS(chars("--database"), value)), 1);
	assert_string_equal(hj_buf_text(&problems),
	    "database (command line): 0 to 4095 bytes\n");
}

static void
number__must_lie_in_its_bounds(void **state)
{
	static const char *const bad[] = { "", "-1", "257", "1x", " 1", "+1",
		"0x1", "1.0", "9999999999999999" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(
		    read_with(nothing, ARGS(chars("--workers"), chars(bad[i]))),
		    1);
	assert_int_equal(read_with(nothing, ARGS(chars("--workers=256"))), 0);
	assert_int_equal(cfg.workers, 256);
}

static void
duration__has_a_unit(void **state)
{
	static const struct {
		const char *text;
		int64_t ms;
	} rows[] = {
		{ "90000ms", 90000 },
		{ "90s", 90000 },
		{ "15m", 900000 },
		{ "2h", 7200000 },
		{ "1d", 86400000 },
	};
	static const char *const bad[] = { "90", "s", "1w", "1 s", "1.5s", "2d",
		"1s", "99999999999d" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(
		    read_with(nothing,
			ARGS(chars("--session-idle"), chars(rows[i].text))),
		    0);
		assert_int_equal(cfg.session_idle_ms, rows[i].ms);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(
		    read_with(
			nothing, ARGS(chars("--session-idle"), chars(bad[i]))),
		    1);
}

static void
address__is_numeric(void **state)
{
	static const struct {
		const char *text;
		bool loopback;
		int port;
	} good[] = {
		{ "127.0.0.1:8080", true, 8080 },
		{ "127.9.9.9:0", true, 0 },
		{ "[::1]:443", true, 443 },
		{ "0.0.0.0:65535", false, 65535 },
		{ "[::]:80", false, 80 },
	};
	static const char *const bad[] = { "", ":80", "127.0.0.1",
		"127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "localhost:80",
		"::1:80", "[::1]", "[::1]:", "[127.0.0.1]:80", "[::1:80",
		"127.1:80", "127.0.0.1:80x",
		"1111111111111111111111111111111111111111111111111111111:80" };
	struct hj_address address;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(hj_address_read(good[i].text, &address));
		assert_int_equal(address.loopback, good[i].loopback);
		assert_int_equal(address.port, good[i].port);
		assert_true(address.length > 0);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(hj_address_read(bad[i], &address));
}

static void
hosts__are_a_list_of_names(void **state)
{
	(void)state;
	assert_int_equal(
	    read_with(nothing, ARGS(chars("--allow-hosts"),
				   chars(" tiaojie.example.cn  [::1]:8443 "))),
	    0);
	assert_string_equal(cfg.allow_hosts[0], "tiaojie.example.cn");
	assert_string_equal(cfg.allow_hosts[1], "[::1]:8443");
	assert_null(cfg.allow_hosts[2]);
	assert_int_equal(
	    read_with(nothing, ARGS(chars("--allow-hosts=Upper.example"))), 1);
	assert_int_equal(
	    read_with(nothing, ARGS(chars("--allow-hosts=a/b"))), 1);
}

static void
language__comes_from_the_locale_unless_set(void **state)
{
	(void)state;
	assert_int_equal(
	    read_with(ARGS(chars("LANG=en_GB.UTF-8")), nothing), 0);
	assert_true(cfg.english);
	assert_int_equal(
	    read_with(ARGS(chars("LANG=en_GB.UTF-8"), chars("LC_ALL=C.UTF-8")),
		nothing),
	    0);
	assert_false(cfg.english);
	assert_int_equal(read_with(nothing, ARGS(chars("--language=en"))), 0);
	assert_true(cfg.english);
}

static void
certificate__and_key_go_together(void **state)
{
	(void)state;
	assert_int_equal(
	    read_with(nothing, ARGS(chars("--tls-cert=/c.pem"))), 1);
	assert_int_equal(
	    read_with(nothing, ARGS(chars("--tls-key=/k.pem"))), 1);
}

static void
serving__needs_database_key_and_tls_off_loopback(void **state)
{
	(void)state;
	assert_int_equal(read_with(nothing, nothing), 0);
	assert_int_equal(hj_config_check_serve(&cfg, &problems), 2);
	cfg.database = "dbname=x";
	cfg.key_file = "/key";
	assert_int_equal(hj_config_check_serve(&cfg, &problems), 0);
	cfg.address.loopback = false;
	assert_int_equal(hj_config_check_serve(&cfg, &problems), 1);
	cfg.tls_cert = "/c.pem";
	cfg.tls_key = "/k.pem";
	assert_int_equal(hj_config_check_serve(&cfg, &problems), 0);
}

static void
printing__hides_secrets_and_reads_back(void **state)
{
	struct hj_buf out;
	struct hj_config first;

	(void)state;
	hj_buf_init(&out, 65536);
	assert_int_equal(
	    read_with(nothing,
		ARGS(chars("--database=password=geheim"),
		    chars("--session-life=90m"), chars("--language=zh"))),
	    0);
	first = cfg;
	hj_config_print(&cfg, &out);
	assert_null(strstr(hj_buf_text(&out), "geheim"));
	assert_non_null(strstr(hj_buf_text(&out), "database = (set)\n"));
	assert_int_equal(
	    read_with(nothing, ARGS(config_file(hj_buf_text(&out)))), 0);
	assert_int_equal(cfg.session_life_ms, first.session_life_ms);
	assert_int_equal(cfg.workers, first.workers);
	assert_string_equal(cfg.allow_hosts[1], first.allow_hosts[1]);
	assert_int_equal(cfg.language, first.language);
	hj_buf_release(&out);
	(void)unlink(file);
}

static void
help__lists_every_key_in_both_languages(void **state)
{
	struct hj_buf en;
	struct hj_buf zh;
	size_t i;

	(void)state;
	hj_buf_init(&en, 65536);
	hj_buf_init(&zh, 65536);
	hj_config_help(&en, true);
	hj_config_help(&zh, false);
	for (i = 0; i < hj_config_nrows; i++) {
		const struct hj_config_row *row = &hj_config_rows[i];

		assert_non_null(strstr(hj_buf_text(&en),
		    hj_concat(a, "\n", row->name, "  (", NULL)));
		assert_non_null(strstr(hj_buf_text(&en), row->en));
		assert_non_null(strstr(hj_buf_text(&zh), row->zh));
	}
	hj_buf_release(&en);
	hj_buf_release(&zh);
}

static void
share_path__is_inside_the_share(void **state)
{
	(void)state;
	assert_int_equal(read_with(nothing, ARGS(chars("--share=/s p"))), 0);
	assert_string_equal(
	    hj_share_path(a, &cfg, "server/queries"), "/s p/server/queries");
	assert_int_equal(read_with(nothing, ARGS(chars("--share=here"))), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_given__every_row_has_a_right_default),
		TEST(later_sources__lie_over_earlier_ones),
		TEST(environment__may_name_the_file),
		TEST(arguments__that_are_no_settings_stay),
		TEST(file__keeps_long_lines_and_any_character),
		TEST(problems__are_all_reported_with_their_place),
		TEST(file__that_is_not_there_is_a_problem),
		TEST(flag__without_a_value_is_a_problem),
		TEST(text__has_a_ceiling_and_a_secret_is_not_quoted),
		TEST(number__must_lie_in_its_bounds),
		TEST(duration__has_a_unit),
		TEST(address__is_numeric),
		TEST(hosts__are_a_list_of_names),
		TEST(language__comes_from_the_locale_unless_set),
		TEST(certificate__and_key_go_together),
		TEST(serving__needs_database_key_and_tls_off_loopback),
		TEST(printing__hides_secrets_and_reads_back),
		TEST(help__lists_every_key_in_both_languages),
		TEST(share_path__is_inside_the_share),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
