/* Petitions for the tests: registered, passed on, answered, reviewed. */
#ifndef HJ_TESTS_UNIT_PETITION_FIXTURE_H
#define HJ_TESTS_UNIT_PETITION_FIXTURE_H

#include "tests/unit/steps_fixture.h"

#define OPINION                                                                  \
	"\"outcome\":\"refused\",\"request\":\"诉求\",\"grounds\":\"事实\"," \
	"\"opinion\":\"意见\",\"basis\":\"依据\",\"rights\":\"权利\""
#define WITH_DAYS OPINION ",\"review_days\":30"

/* Refused, and the article that is named is this one. */
#define BY(art, rule, ...)                                                     \
	do {                                                                   \
		assert_int_equal(ask(__VA_ARGS__), rule);                      \
		assert_string_equal(f.refused_article, art);                   \
	} while (0)

/* The one petition of the tests stands here. */
static inline const struct hj_petition *
petition(void)
{
	const struct hj_petition *x =
	    hj_petition_at(f.d, (int64_t)f.d->n_petition);

	assert_non_null(x);
	return x;
}

static inline int
stage(void)
{
	return procedure(petition()->procedure)->stage;
}

/* A dispute with two petitioners, and no procedure yet. */
static inline void
petitioners(enum place place)
{
	DONE(place, 0, "register",
	    "{\"source\":\"petition\",\"manner\":\"written\",\"parties\":["
	    "{\"kind\":\"natural\",\"side\":\"equal\",\"name\":\"甲\"},"
	    "{\"kind\":\"natural\",\"side\":\"equal\",\"name\":\"乙\"}]}");
}

/* An appeal that rests on one fact, at the petition office. */
static inline void
appeal(void)
{
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"form\":\"letter\","
	    "\"rests_on\":[{\"text\":\"甲事实\"}],\"text\":\"来信\"}");
}

/* Serve all notices of `kind` that are owed. */
static inline void
serve_kind(enum place place, int kind)
{
	for (size_t i = 0; i < f.d->n_notice; i++)
		if (f.d->notice[i].kind == kind &&
		    f.d->notice[i].state == HJ_NS_OWED)
			DONE(place, 0, "serve-notice",
			    "{\"means\":\"handed\",\"notices\":[%d]}",
			    (int)i + 1);
}

/* Passed on to the bureau, which signed for it. */
static inline void
taken(void)
{
	appeal();
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, BUREAU));
	DONE(BUREAU, 0, "receive-petition", "{}");
}

static inline void
handled(void)
{
	taken();
	DONE(BUREAU, 0, "accept-petition", "{}");
	serve_kind(BUREAU, HJ_NK_PETITION_TOLD);
}

static inline void
answered(void)
{
	handled();
	DONE(BUREAU, 0, "issue-opinion", "{" WITH_DAYS "}");
}

static inline void
reviewed(void)
{
	answered();
	serve_kind(BUREAU, HJ_NK_PETITION_OPINION);
	DONE(UPPER, 0, "request-review", "{\"party\":1}");
	DONE(UPPER, 0, "issue-review", "{" WITH_DAYS "}");
}

static inline void
rechecking(void)
{
	reviewed();
	serve_kind(UPPER, HJ_NK_PETITION_REVIEW);
	DONE(HIGHEST, 0, "request-recheck", "{\"party\":1}");
}

static inline void
final(void)
{
	rechecking();
	DONE(HIGHEST, 0, "issue-recheck", "{" OPINION "}");
	serve_kind(HIGHEST, HJ_NK_PETITION_RECHECK);
}

#endif
