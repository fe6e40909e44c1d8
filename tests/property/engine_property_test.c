/*
 * The engine of rule sets under chance: every shipped set, and those made for
 * tests, with 100 courses of 60 random happenings each.  Whatever happens it
 * ends, tells the same when it is told the same, tells it in the order of time,
 * no last day before its start, nothing that is not of the set, and no party is
 * held who goes.
 *
 * HJ_SEED=n runs another sequence; a failure prints the set and the seed.
 */
#include "server/base/files.h"
#include "tests/property/chance_document.h"
#include "tests/unit/reference_calendar.h"

#include <dirent.h>
#include <stdlib.h>

#define COURSES 100
#define HAPPENINGS 60

static const char *const folders[] = { "lib/rules/sets",
	"lib/rules/sets/methods", "tests/unit/rule_sets",
	"tests/acceptance/methods/sharp" };

static struct hj_calendar cal;
static struct choices chance; /* its state is the seed */

/* A party who goes is out at once. */
static void
not_held(const struct hj_course *c, size_t before, const struct hj_happening *h)
{
	size_t n;
	const struct hj_did *d = hj_course_done(c, &n);

	if (h->kind != HJ_HN_EXIT ||
	    (h->what != HJ_EO_REFUSED && h->what != HJ_EO_WITHDRAWN &&
		h->what != HJ_EO_PARTY_ASKS))
		return;
	for (size_t i = before; i < n; i++)
		assert_true(d[i].act != HJ_DO_STAY && d[i].act != HJ_DO_OFFER &&
			    d[i].act != HJ_DO_ENTER);
}

/* Play one course from the seed; what followed as text. */
static char *
play(struct hj_arena *a, const struct hj_rules *rules)
{
	struct hj_course *c = hj_course_new(a, rules, &cal, NULL);
	int64_t at = INT64_C(1735700400000); /* 2025-01-01 11:00 */
	struct hj_error err;
	struct hj_buf b;
	const struct hj_did *d;
	size_t n;

	at += (int64_t)choose_below(&chance, 400) * HJ_DAY_MS;
	for (int i = 0; i < HAPPENINGS; i++) {
		struct hj_happening h =
		    chance_happening(&chance, rules->set, at);
		struct hj_happening first = { .kind = HJ_HN_TIME, .at = at };
		size_t before;

		if (hj_course_tell(c, &first, &err) != HJ_OK)
			break;
		(void)hj_course_done(c, &before);
		if (hj_course_tell(c, &h, &err) == HJ_OK)
			not_held(c, before, &h);
		at += (int64_t)choose_below(&chance, 6) * HJ_DAY_MS / 2;
	}
	hj_buf_init(&b, (size_t)1 << 24);
	d = hj_course_done(c, &n);
	for (size_t i = 0; i < n; i++) {
		assert_true(i == 0 || d[i].at >= d[i - 1].at);
		assert_true(d[i].rule != NULL && d[i].set == rules->set);
		assert_true(d[i].act != HJ_DO_START || d[i].due_on.ymd == 0 ||
			    d[i].due_on.ymd >= d[i].counted->day0.ymd);
		hj_did_say(&d[i], HJ_LANG_ZH, &b);
		hj_did_explain(&d[i], HJ_LANG_EN, &b);
		hj_buf_putc(&b, '\n');
	}
	assert_false(b.failed);
	return hj_buf_keep(a, &b);
}

static void
play_set(struct hj_arena *a, const char *path)
{
	struct hj_rule_set set;
	struct hj_rules rules = { &set, 1 };
	struct hj_error err = { 0 };
	size_t len;
	const char *text = hj_file_read(a, path, HJ_RULE_SET_MOST, &len);

	assert_non_null(text);
	if (hj_rule_set_parse(a, text, len, &set, &err) != HJ_OK)
		fail_msg("%s: %s %s", path, err.field, err.msg);
	for (int i = 0; i < COURSES; i++) {
		struct hj_arena *own = hj_arena_new();
		uint64_t first = chance.state;
		char *once = play(own, &rules);

		chance.state = first;
		if (strcmp(once, play(own, &rules)) != 0)
			fail_msg("%s: HJ_SEED=%llu tells otherwise", path,
			    (unsigned long long)first);
		hj_arena_free(own);
	}
}

static void
chance_is_borne(void **state)
{
	struct hj_arena *a = hj_arena_new();
	int sets = 0;

	(void)state;
	cal = reference_calendar(a);
	for (size_t f = 0; f < sizeof(folders) / sizeof(folders[0]); f++) {
		DIR *dir = opendir(folders[f]);
		struct dirent *entry;

		assert_non_null(dir);
		while ((entry = readdir(dir)) != NULL) {
			const char *end = strrchr(entry->d_name, '.');

			if (end == NULL || strcmp(end, ".json") != 0)
				continue;
			play_set(a,
			    hj_concat(a, folders[f], "/", entry->d_name, NULL));
			sets++;
		}
		closedir(dir);
	}
	assert_true(sets >= 58);
	hj_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(chance_is_borne) };
	const char *given = getenv("HJ_SEED");

	chance.state = given == NULL ? 20260101 : strtoull(given, NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
