/*
 * One document by chance, tried: it is written and read again by the schema,
 * checked, certified, said in sentences, and a course is played under it.
 */
#ifndef HJ_TESTS_PROPERTY_TRY_DOCUMENT_H
#define HJ_TESTS_PROPERTY_TRY_DOCUMENT_H

#include "lib/rules/certify.h"
#include "lib/rules/check.h"
#include "lib/rules/sentence.h"
#include "server/base/config.h"
#include "server/library.h"
#include "tests/property/chance_document.h"

#include <stdlib.h>

#define HAPPENINGS_MOST 24

/* What documents are tried with; read once. */
struct proving_ground {
	struct hj_arena *a;
	struct hj_rules
	    shipped; /* with the methods, and those made for tests */
	struct hj_rules law;
	struct hj_directory kinds;
	struct hj_calendar calendar;
	long documents, sound, happened, followed;
};

static inline void
must(bool truth)
{
	if (!truth)
		abort();
}

static inline void
proving_ground_init(struct proving_ground *g)
{
	static const char *const folders[] = { HJ_SETS_FOLDER,
		HJ_METHODS_FOLDER, "tests/unit/rule_sets",
		"tests/acceptance/methods/sharp" };
	const struct hj_config cfg = { .share = "." };
	struct hj_rule_set *all = NULL;
	struct hj_error err = { 0 };
	size_t n = 0;

	*g = (struct proving_ground){ .a = hj_arena_new() };
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		struct hj_rules some;

		must(hj_library_sets(g->a, &cfg, folders[i], &some, &err));
		for (size_t k = 0; k < some.n; k++)
			*HJ_PUSH(g->a, all, n) = some.set[k];
		if (i == 0)
			g->law = some;
	}
	g->shipped = (struct hj_rules){ all, n };
	must(hj_library_kinds(g->a, &cfg, &g->kinds, &err));
	must(hj_library_calendar(g->a, &cfg, &g->calendar, &err));
}

/* By way of its bytes, as any document comes. */
static inline void
through_bytes(struct hj_arena *a, struct hj_rule_set *set)
{
	struct hj_rule_set again;
	struct hj_error err = { 0 };
	struct hj_buf b;

	hj_buf_init(&b, (size_t)1 << 24);
	hj_rule_set_emit(&b, set);
	must(!b.failed);
	if (hj_bind(a, &hj_rule_set_fields, HJ_FORM_STORED, &again,
		hj_buf_text(&b), b.n, &err) != HJ_OK) {
		(void)fprintf(stderr, "%s: %s\n%s\n", err.field, err.msg,
		    hj_buf_text(&b));
		abort();
	}
	again.id = "candidate";
	*set = again;
	hj_buf_release(&b);
}

static inline bool
check_and_certify(struct proving_ground *g, struct hj_arena *a,
    const struct hj_rule_set *set, struct choices *choices)
{
	const struct hj_rule_known known = { .bodies = &g->kinds,
		.law = &g->law };
	const struct hj_cert_ground ground = { &g->kinds, &g->law, &g->calendar,
		2025 };
	struct hj_rule_faults faults = hj_rule_set_check(a, set, &known);
	struct hj_certificate c;

	for (size_t i = 0; i < faults.n; i++)
		must(faults.item[i].kind > 0 &&
		     faults.item[i].kind < HJ_RF__MAX &&
		     faults.item[i].at != NULL);
	/* One in eight: it looks at a whole year of days. */
	if (choose_below(choices, 8) == 0) {
		hj_rule_certify(a, set, &ground, &c);
		must(c.grade > 0);
	}
	/* What has faults is shown with these, not in sentences. */
	if (faults.n == 0)
		must(hj_rule_sentences(a, set, &g->kinds, HJ_LANG_ZH).n > 0);
	return faults.n == 0;
}

/* Whatever happens it ends, in the order of time, and can be said. */
static inline void
play_course(struct proving_ground *g, struct hj_arena *a,
    const struct hj_rule_set *set, struct choices *c)
{
	struct hj_rules rules = { set, 1 };
	struct hj_course *course =
	    hj_course_new(a, &rules, &g->calendar, &g->kinds);
	int64_t at =
	    INT64_C(1735700400000) + (int64_t)choose_below(c, 400) * HJ_DAY_MS;
	size_t n = 4 + choose_below(c, HAPPENINGS_MOST - 4);
	const struct hj_did *d;
	struct hj_error err;
	struct hj_buf b;

	for (size_t i = 0; i < n; i++) {
		struct hj_happening h = chance_happening(c, set, at);
		bool told;

		/* Most matters begin so. */
		if (i == 1 && choose_below(c, 8) > 0)
			h = (struct hj_happening){ .kind = HJ_HN_EVENT,
				.at = at,
				.name = "registered" };
		told = hj_course_tell(course, &h, &err) == HJ_OK;
		g->happened += told;
		at += (int64_t)choose_below(c, 8) * HJ_DAY_MS / 2;
	}
	d = hj_course_done(course, &n);
	must(n <= HJ_DONE_MOST);
	g->followed += (long)n;
	hj_buf_init(&b, (size_t)1 << 24);
	for (size_t i = 0; i < n; i++) {
		must(i == 0 || d[i].at >= d[i - 1].at);
		must(d[i].rule != NULL && d[i].set == set);
		if (i % 16 == 0) {
			hj_did_say(&d[i], HJ_LANG_EN, &b);
			hj_did_explain(&d[i], HJ_LANG_ZH, &b);
		}
	}
	must(!b.failed);
	hj_buf_release(&b);
}

static inline void
try_document(struct proving_ground *g, struct choices *c)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_rule_set set = chance_document(c, a, &g->shipped);

	through_bytes(a, &set);
	g->documents++;
	g->sound += check_and_certify(g, a, &set, c);
	play_course(g, a, &set, c);
	hj_arena_free(a);
}

#endif
