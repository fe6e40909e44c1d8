/* Bad news: the table, the two languages, and what must not get out. */
#include "lib/base/json.h"
#include "server/http/problem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *
written(const struct hj_problem *p, enum hj_lang lang)
{
	static char out[2000];
	struct hj_error err;
	struct hj_buf b;

	hj_buf_init(&b, sizeof(out) - 1);
	hj_problem_write(p, lang, &b);
	assert_false(b.failed);
	assert_int_equal(hj_json_check(b.p, b.n, &err), HJ_OK);
	memcpy(out, b.p, b.n + 1);
	hj_buf_release(&b);
	return out;
}

static void
table__is_complete_and_its_types_are_unique(void **state)
{
	(void)state;
	for (int i = 0; i < HJ_PROBLEM__MAX; i++) {
		const struct hj_problem *p = &hj_problems[i];

		assert_in_range(p->status, 400, 599);
		assert_int_equal(
		    p->type[strspn(p->type, "abcdefghijklmnopqrstuvwxyz-")],
		    '\0');
		assert_true(*p->type != '\0' && *p->title_zh != '\0' &&
			    *p->title_en != '\0' && *p->next_zh != '\0' &&
			    *p->next_en != '\0');
		for (int k = 0; k < i; k++)
			assert_string_not_equal(hj_problems[k].type, p->type);
		(void)written(p, HJ_LANG_ZH);
		(void)written(p, HJ_LANG_EN);
	}
}

/* Programs compare these: a change here breaks them. */
static void
types__are_stable(void **state)
{
	static const char *const stable[HJ_PROBLEM__MAX] = {
		"400 malformed",
		"400 invalid-field",
		"401 unauthenticated",
		"401 wrong-password",
		"401 wrong-pin",
		"401 pin-over",
		"401 key-over",
		"403 forbidden",
		"403 ask-again",
		"404 not-found",
		"405 method-not-allowed",
		"408 too-slow",
		"409 file-tampered",
		"409 replay-running",
		"412 stale",
		"413 body-too-long",
		"414 target-too-long",
		"415 media-type",
		"417 expectation",
		"421 host",
		"422 key-reused",
		"428 if-match-missing",
		"429 too-many-requests",
		"431 head-too-long",
		"500 internal",
		"501 not-implemented",
		"503 busy",
		"503 database",
		"503 unknown-kind",
		"503 clock",
		"504 deadline",
		"505 version",
	};

	(void)state;
	for (int i = 0; i < HJ_PROBLEM__MAX; i++) {
		char text[64];

		(void)snprintf(text, sizeof(text), "%d %s",
		    hj_problems[i].status, hj_problems[i].type);
		assert_string_equal(text, stable[i]);
	}
}

static void
problem__is_written_in_the_language_asked_for(void **state)
{
	struct hj_problem p = hj_problems[HJ_PROBLEM_STALE];

	(void)state;
	p.detail_zh = "版本 7";
	p.detail_en = "version 7";
	p.field = "version";
	p.rule = "r1";
	p.article = "人民调解法29";
	p.valid_from = "2011-01-01";
	assert_string_equal(written(&p, HJ_LANG_EN),
	    "{\"type\":\"/problems/stale\","
	    "\"title\":\"it has changed since you read it\","
	    "\"status\":412,\"detail\":\"version 7\",\"field\":\"version\","
	    "\"rule\":\"r1\",\"article\":\"人民调解法29\","
	    "\"valid_from\":\"2011-01-01\","
	    "\"next\":\"read it again, then decide\"}");
	assert_string_equal(written(&p, HJ_LANG_ZH),
	    "{\"type\":\"/problems/stale\","
	    "\"title\":\"内容已被他人更新\","
	    "\"status\":412,\"detail\":\"版本 7\",\"field\":\"version\","
	    "\"rule\":\"r1\",\"article\":\"人民调解法29\","
	    "\"valid_from\":\"2011-01-01\","
	    "\"next\":\"重新读取后再办理\"}");
}

static void
detail__is_in_the_language_asked_for_or_not_there(void **state)
{
	struct hj_problem p = hj_problem_of(HJ_PROBLEM_MALFORMED, "not UTF-8");

	(void)state;
	assert_non_null(
	    strstr(written(&p, HJ_LANG_EN), "\"detail\":\"not UTF-8\""));
	assert_non_null(
	    strstr(written(&p, HJ_LANG_ZH), "\"detail\":\"不是 UTF-8\""));
	/* Of what stands behind a colon, nothing is said in Chinese. */
	p = hj_problem_of(
	    HJ_PROBLEM_UNKNOWN_KIND, "an event kind newer than this build: x");
	assert_non_null(strstr(
	    written(&p, HJ_LANG_ZH), "\"detail\":\"有比本版本新的事件\""));
	p = hj_problem_of(HJ_PROBLEM_MALFORMED, "a \"quoted\"\nline");
	assert_non_null(strstr(
	    written(&p, HJ_LANG_EN), "\"detail\":\"a \\\"quoted\\\"\\nline\""));
	assert_null(strstr(written(&p, HJ_LANG_ZH), "detail"));
	p = hj_problem_of(HJ_PROBLEM_MALFORMED, NULL);
	assert_null(strstr(written(&p, HJ_LANG_EN), "detail"));
}

static void
error__becomes_the_problem_of_its_kind(void **state)
{
	static const struct {
		enum hj_err code;
		int status;
		const char *type;
	} rows[] = {
		{ HJ_ERR_INPUT, 400, "invalid-field" },
		{ HJ_ERR_ABSENT, 404, "not-found" },
		{ HJ_ERR_STALE, 412, "stale" },
		{ HJ_ERR_KEY, 422, "key-reused" },
		{ HJ_ERR_BUSY, 503, "busy" },
		{ HJ_ERR_DB, 503, "database" },
		{ HJ_ERR_UNKNOWN, 503, "unknown-kind" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hj_error err;
		struct hj_problem p;

		(void)hj_fail(&err, rows[i].code, "a/0/b", "is wrong", NULL);
		p = hj_problem_of_error(&err);
		assert_int_equal(p.status, rows[i].status);
		assert_string_equal(p.type, rows[i].type);
	}
}

static void
error__of_a_field_names_it(void **state)
{
	struct hj_error err;
	struct hj_problem p;

	(void)state;
	(void)hj_fail(&err, HJ_ERR_INPUT, "parties/0/name", "is missing", NULL);
	p = hj_problem_of_error(&err);
	assert_non_null(
	    strstr(written(&p, HJ_LANG_ZH), "\"field\":\"parties/0/name\""));
	assert_non_null(
	    strstr(written(&p, HJ_LANG_EN), "\"detail\":\"is missing\""));
}

static void
error__of_the_database_or_of_absence_tells_nothing(void **state)
{
	struct hj_error err;
	struct hj_problem p;

	(void)state;
	(void)hj_fail(&err, HJ_ERR_DB, "secret", "constraint person_pk", NULL);
	p = hj_problem_of_error(&err);
	assert_null(strstr(written(&p, HJ_LANG_EN), "person_pk"));
	assert_null(strstr(written(&p, HJ_LANG_EN), "secret"));
	(void)hj_fail(&err, HJ_ERR_ABSENT, "", "belongs to others", NULL);
	p = hj_problem_of_error(&err);
	assert_null(strstr(written(&p, HJ_LANG_EN), "others"));
}

static void
refusals_of_the_tokenizer__have_their_kinds(void **state)
{
	static const int statuses[] = { 400, 413, 414, 417, 431, 501, 505 };

	(void)state;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		assert_int_equal(
		    hj_problems[hj_problem_kind_of(statuses[i])].status,
		    statuses[i]);
}

static void
language__is_chinese_unless_english_is_wanted_more(void **state)
{
	static const struct {
		const char *accept;
		enum hj_lang lang;
	} rows[] = {
		{ NULL, HJ_LANG_ZH },
		{ "", HJ_LANG_ZH },
		{ "zh-CN,zh;q=0.9,en;q=0.8", HJ_LANG_ZH },
		{ "en", HJ_LANG_EN },
		{ "EN-us", HJ_LANG_EN },
		{ "en-US,en;q=0.9,zh-CN;q=0.8", HJ_LANG_EN },
		{ "zh;q=0.5, en;q=0.7", HJ_LANG_EN },
		{ "zh ; q=0.5 , en ; q=0.501", HJ_LANG_EN },
		{ "en;q=0.5, zh;q=0.5", HJ_LANG_EN },
		{ "en;q=0.5, zh", HJ_LANG_ZH },
		{ "en;q=0", HJ_LANG_ZH },
		{ "*", HJ_LANG_ZH },
		{ "en;q=0.5, *", HJ_LANG_ZH },
		{ "*;q=0.5, en", HJ_LANG_EN },
		{ "*x, en", HJ_LANG_EN },
		{ "en;q=1.0, zh;q=0.999", HJ_LANG_EN },
		{ "en;q=0.9, zh;q=0.95", HJ_LANG_ZH },
		{ "en;q=0.001", HJ_LANG_EN },
		{ "en;q=0.0009", HJ_LANG_ZH },
		{ "en;q=1", HJ_LANG_EN },
		{ "en;Q=0.5, zh;q=0.4", HJ_LANG_EN },
		{ "en;q=x", HJ_LANG_ZH },
		{ "en;q:1", HJ_LANG_ZH },
		{ "en;level=1", HJ_LANG_ZH },
		{ "en;q=0,zh;q=0", HJ_LANG_ZH },
		{ "fr, de", HJ_LANG_ZH },
		{ "fr, en;q=0.1", HJ_LANG_EN },
		{ "eng, enx-US", HJ_LANG_ZH },
		{ "en;q=", HJ_LANG_ZH },
		{ "en;", HJ_LANG_ZH },
		{ "en;q", HJ_LANG_ZH },
		{ ";;;,,,q=1", HJ_LANG_ZH },
		{ "en;q=99999999999999999999", HJ_LANG_EN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (hj_lang_of(rows[i].accept) != rows[i].lang)
			fail_msg("\"%s\"",
			    rows[i].accept == NULL ? "" : rows[i].accept);
	}
	assert_string_equal(hj_lang_tag(HJ_LANG_ZH), "zh-CN");
	assert_string_equal(hj_lang_tag(HJ_LANG_EN), "en");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table__is_complete_and_its_types_are_unique),
		cmocka_unit_test(types__are_stable),
		cmocka_unit_test(problem__is_written_in_the_language_asked_for),
		cmocka_unit_test(
		    detail__is_in_the_language_asked_for_or_not_there),
		cmocka_unit_test(error__becomes_the_problem_of_its_kind),
		cmocka_unit_test(error__of_a_field_names_it),
		cmocka_unit_test(
		    error__of_the_database_or_of_absence_tells_nothing),
		cmocka_unit_test(refusals_of_the_tokenizer__have_their_kinds),
		cmocka_unit_test(
		    language__is_chinese_unless_english_is_wanted_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
