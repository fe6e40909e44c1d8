/*
 * The engine of rule sets under chance: every shipped set, and those made for
 * tests, with 100 courses of 60 random happenings each.  Whatever happens it
 * ends, tells the same when it is told the same, tells it in the order of time,
 * no last day before its start, nothing that is not of the set, and no party is
 * held who goes.
 *
 * HJ_SEED=n runs another sequence; a failure prints the set and the seed.
 */
#include "lib/dispute/event.h"
#include "lib/rules/engine.h"
#include "server/base/files.h"
#include "tests/unit/reference_calendar.h"

#include <dirent.h>
#include <stdlib.h>

#define COURSES 100
#define HAPPENINGS 60

static const char *const folders[] = { "lib/rules/sets",
	"lib/rules/sets/methods", "tests/unit/rule_sets",
	"tests/acceptance/methods/sharp" };

static struct hj_calendar cal;
static uint64_t seed;

/* splitmix64 */
static uint64_t
chance(void)
{
	uint64_t z = (seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static size_t
below(size_t n)
{
	return (size_t)(chance() % n);
}

/* Events that sets speak of come more often than others. */
static const char *
chance_event(const struct hj_rule_set *set)
{
	static const char *const usual[] = { "registered", "accepted",
		"session_logged", "referral_accepted", "referral_returned",
		"procedure_opened", "appraisal_started", "appraisal_ended",
		"notice_served", "procedure_closed", "danger_reported" };

	if (set->n_clocks > 0 && below(3) == 0)
		return set->clocks[below(set->n_clocks)].starts;
	if (below(3) > 0)
		return usual[below(sizeof(usual) / sizeof(usual[0]))];
	return hj_dispute_events.kind[below(hj_dispute_events.n)]->name;
}

static void
chance_fact(const struct hj_rule_set *set, struct hj_happening *h)
{
	const struct hj_rule_fact *f = &set->facts[below(set->n_facts)];

	h->kind = HJ_HN_FACT;
	h->name = f->name;
	h->unknown = below(8) == 0;
	h->n = f->type == HJ_FT_FLAG ? (int64_t)below(2) : (int64_t)below(40);
	h->word = f->n_words > 0 ? f->words[below(f->n_words)].name : "people";
}

static void
chance_setting(struct hj_happening *h)
{
	h->kind = HJ_HN_SETTING;
	h->what = HJ_SE_CHANNEL;
	h->word = hj_channel_words.word[1 + below(hj_channel_words.n - 1)].name;
}

static struct hj_happening
chance_happening(const struct hj_rule_set *set, int64_t at)
{
	struct hj_happening h = { .kind = HJ_HN_TIME, .at = at };

	switch (below(8)) {
	case 0:
		if (set->n_facts > 0)
			chance_fact(set, &h);
		break;
	case 1:
		h.kind = HJ_HN_EXIT;
		h.what = 1 + (int)below(HJ_EO_RECLASSIFIED);
		break;
	case 2:
		chance_setting(&h);
		break;
	case 3:
		if (set->n_clocks == 0)
			break;
		h.kind = HJ_HN_EXTEND;
		h.name = set->clocks[below(set->n_clocks)].name;
		h.what = 1 + (int)below(3);
		h.n = 1 + (int64_t)below(20);
		h.unit = 1 + (int)below(HJ_UNIT_YEARS);
		break;
	case 4:
		if (set->n_tasks == 0)
			break;
		h.kind = HJ_HN_DONE;
		h.name = set->tasks[below(set->n_tasks)].name;
		break;
	default:
		h.kind = HJ_HN_EVENT;
		h.name = chance_event(set);
		break;
	}
	return h;
}

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

	at += (int64_t)below(400) * HJ_DAY_MS;
	for (int i = 0; i < HAPPENINGS; i++) {
		struct hj_happening h = chance_happening(rules->set, at);
		struct hj_happening first = { .kind = HJ_HN_TIME, .at = at };
		size_t before;

		if (hj_course_tell(c, &first, &err) != HJ_OK)
			break;
		(void)hj_course_done(c, &before);
		if (hj_course_tell(c, &h, &err) == HJ_OK)
			not_held(c, before, &h);
		at += (int64_t)below(6) * HJ_DAY_MS / 2;
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
		uint64_t first = seed;
		char *once = play(own, &rules);

		seed = first;
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

	seed = given == NULL ? 20260101 : strtoull(given, NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
