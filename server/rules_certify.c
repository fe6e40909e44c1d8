/*
 * `hejie rules certify [YEAR] [json] SET…`: the certificates of rule sets, for
 * people or as JSON, one a line; see lib/rules/certify.h.  YEAR is the one in
 * which matters begin, without it the last that the calendar knows.
 */
#include "server/rules.h"

#include "server/app.h"
#include "server/base/files.h"
#include "server/library.h"

#include <stdio.h>
#include <string.h>

bool
hj_rules_read(struct hj_arena *a, const struct hj_config *cfg, const char *name,
    struct hj_rule_set *ret, struct hj_error *err)
{
	struct hj_crypto *c;
	size_t len;
	const char *text = hj_file_read(a, name, HJ_RULE_SET_MOST, &len);

	if (text == NULL)
		return hj_rules_find(a, cfg, name, ret, err);
	if (hj_bind(a, &hj_rule_set_fields, HJ_FORM_STORED, ret, text, len,
		err) != HJ_OK)
		return false;
	c = hj_crypto_new();
	ret->id = hj_rule_set_id(a, c, ret);
	hj_crypto_free(c);
	return true;
}

static void
put(const struct hj_certificate *c, const struct hj_rule_set *set, bool json,
    enum hj_lang lang)
{
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	if (json) {
		hj_emit(&b, &hj_certificate_fields, c);
		hj_buf_putc(&b, '\n');
	} else {
		hj_certificate_text(&b, c, set, lang);
	}
	(void)fputs(hj_buf_text(&b), stdout);
	hj_buf_release(&b);
}

/* The certificate of one set; its exit status, or HJ_EXIT_FAILED. */
static int
certify(const struct hj_config *cfg, const struct hj_cert_ground *ground,
    const char *name, bool json)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_rule_set set;
	struct hj_certificate c;
	struct hj_error err = { 0 };
	int status = HJ_EXIT_FAILED;

	if (hj_rules_read(a, cfg, name, &set, &err)) {
		hj_rule_certify(a, &set, ground, &c);
		put(&c, &set, json, cfg->english ? HJ_LANG_EN : HJ_LANG_ZH);
		status =
		    c.grade == HJ_CG_REJECTED ? HJ_EXIT_FOUND : HJ_EXIT_DONE;
	} else {
		hj_rules_failed(&err);
	}
	hj_arena_free(a);
	return status;
}

/* Is it a year?  Then `ret` is. */
static bool
is_year(const char *text, int64_t *ret)
{
	int64_t year;

	if (!hj_text_int(text, &year) || year < 1970 || year > 9000)
		return false;
	*ret = year;
	return true;
}

int
hj_rules_certify(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_arena *a;
	struct hj_directory kinds = { 0 };
	struct hj_rules law = { 0 };
	struct hj_calendar calendar = { 0 };
	struct hj_cert_ground ground = { &kinds, &law, &calendar, 0 };
	struct hj_error err = { 0 };
	int status = HJ_EXIT_DONE;
	bool json = false;

	while (argc > 0 && (strcmp(argv[0], "json") == 0 ||
			       is_year(argv[0], &ground.year))) {
		json = json || strcmp(argv[0], "json") == 0;
		argc--, argv++;
	}
	if (argc == 0)
		return HJ_EXIT_USAGE;
	a = hj_arena_new();
	if (!hj_library_kinds(a, cfg, &kinds, &err) ||
	    !hj_library_calendar(a, cfg, &calendar, &err) ||
	    !hj_library_sets(a, cfg, HJ_SETS_FOLDER, &law, &err))
		status = hj_rules_failed(&err);
	else if (ground.year == 0)
		ground.year = hj_cert_year(&calendar);
	for (int i = 0; i < argc && status != HJ_EXIT_FAILED; i++) {
		int found = certify(cfg, &ground, argv[i], json);

		status = found == HJ_EXIT_DONE ? status : found;
	}
	hj_arena_free(a);
	return status;
}
