/*
 * Rule sets of a test's own, of which a county takes another, and the move of a
 * dispute to it.
 */
#ifndef HJ_TESTS_UNIT_MIGRATE_FIXTURE_H
#define HJ_TESTS_UNIT_MIGRATE_FIXTURE_H

#include "lib/commands/ladder.h"
#include "tests/unit/steps_fixture.h"

/* A set made of `format`, known from now on; its id. */
__attribute__((format(printf, 1, 2))) static inline const char *
known(const char *format, ...)
{
	struct hj_rule_set *list = NULL, *set;
	struct hj_error err = { 0 };
	char text[8192];
	size_t n = 0;
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	for (size_t i = 0; i < f.rules.n; i++)
		*HJ_PUSH(f.a, list, n) = f.rules.set[i];
	set = HJ_PUSH(f.a, list, n);
	if (hj_rule_set_parse(
		f.a, hj_strdup(f.a, text), strlen(text), set, &err) != HJ_OK)
		fail_msg("%s: %s in %s", err.field, err.msg, text);
	set->id = fixture_id(&f, 'c', (int)n - 1);
	f.rules = (struct hj_rules){ list, n };
	return set->id;
}

#define HEAD_OF(name)                                                           \
	"{\"name\":\"" name "\",\"title_zh\":\"" name "规则\",\"title_en\":"  \
	"\"" name "\",\"source\":\"测试\",\"certainty\":\"K\",\"area\":\"\"," \
	"\"valid_from\":\"2020-01-01\","

/* A ladder of a village step that is `village`, and a township's. */
#define OUT "\"outlets\":[\"诉讼\",\"仲裁\"]}"
#define LADDER_OF(name, village)                                                \
	HEAD_OF(name)                                                           \
	"\"ladder\":[" village ",{\"zh\":\"镇级\",\"en\":\"town\",\"kinds\":" \
	"[\"township_committee\"],\"attempts\":2}]," OUT
#define VILLAGE_STEP(how)                                                      \
	"{\"zh\":\"村级\",\"en\":\"village\",\"kinds\":"                     \
	"[\"village_committee\"]" how "}"

/* A limit `name` of a mediation that is `how`; `meets` tells it apart. */
#define LIMIT_MET(name, kind, how)                                             \
	"{\"name\":\"" name "\",\"zh\":\"限\",\"en\":\"limit\",\"of\":"       \
	"\"procedure\",\"starts\":\"accepted\",\"effect\":\"overdue\","        \
	"\"article\":\"约定 1\",\"extends\":\"nobody\",\"meets\":[\"" kind     \
	"\"]," how "}"
#define LIMIT_OF(name, how) LIMIT_MET(name, "procedure_ended", how)

/* The county's ladder is this one from now on. */
static inline void
county_takes(const char *name)
{
	f.county.ladder = name;
}

static struct hj_enacted enacted[1];

/* The set `id` takes the place of `house` in the county. */
static inline void
county_enacts(const char *id)
{
	struct hj_rule_set *set =
	    (struct hj_rule_set *)(void *)(uintptr_t)hj_rule_set_find(
		&f.rules, id);

	set->published = true;
	set->instead = "house";
	enacted[0] = (struct hj_enacted){
		.set = id, .instead = "house", .from = 20260101, .at = f.now
	};
	f.county.enacted = enacted;
	f.county.n_enacted = 1;
}

static inline enum hj_refusal
move_as(enum place place, int n, const char *to)
{
	return ask(place, n, "migrate-rules",
	    "{\"rule_set\":\"%s\",\"reason\":\"县里换了办法\"}", to);
}

/* The head of the village has it moved, and it is. */
static inline const struct hj_rules_migrated *
moved(const char *to)
{
	assert_int_equal(move_as(VILLAGE, 2, to), HJ_NO);
	assert_ptr_equal(f.event[0].kind, &hj_ev_rules_migrated);
	return f.event[0].body;
}

#define NOT_MOVED(rule, to) assert_int_equal(move_as(VILLAGE, 2, to), rule)

static inline void
sittings(int n)
{
	for (int i = 0; i < n; i++) {
		f.now += HJ_DAY_MS;
		assert_int_equal(sit(VILLAGE, 1, "not_agreed"), HJ_NO);
	}
}

/* The event of this kind about clock `no` in the last turn. */
static inline const struct hj_clock_set *
told_of(const struct hj_event_kind *kind, int64_t no)
{
	for (int64_t i = 0; i < f.events; i++) {
		const struct hj_clock_set *b = f.event[i].body;

		if (f.event[i].kind == kind && b->clock->no == no)
			return b;
	}
	return NULL;
}

#endif
