/*
 * Links between disputes: one timeline on each side of the desk, and what one
 * asks carried to the other as the agents would.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "server/project.h"
#include "tests/unit/turn_fixture.h"

static struct fixture one, two;

static int
set_up(void **state)
{
	(void)state;
	fixture_init(&one, NULL);
	fixture_init(&two, NULL);
	two.d->id = fixture_id(&two, 'd', 2);
	return 0;
}

static int
tear_down(void **state)
{
	bool same = fixture_refolds(&one) && fixture_refolds(&two);

	(void)state;
	fixture_release(&one);
	fixture_release(&two);
	return same ? 0 : -1;
}

static void
registered(struct fixture *f, enum place place)
{
	assert_int_equal(
	    fixture_do(f, place, "register",
		"{\"source\":\"application\",\"manner\":\"oral\",\"parties\":["
		"{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"
		"{\"kind\":\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}"
		"]}"),
	    HJ_NO);
}

/*
 * Carry what `from` asked of `to`, and so on until nobody asks anything; a
 * refusal goes back as its command says.
 */
static enum hj_refusal
carry(struct fixture *from, struct fixture *to)
{
	const struct hj_follow_up *f = from->follow_up;
	size_t n = from->n_follow_up;
	enum hj_refusal first = HJ_NO;

	for (size_t i = 0; i < n; i++) {
		const struct hj_command *c =
		    hj_command_find(&hj_dispute_kind, f[i].command);
		enum hj_refusal no;
		char json[200];

		if (strcmp(f[i].kind, "dispute") != 0)
			continue;
		assert_string_equal(f[i].stream, to->d->id);
		no = fixture_serve(to, f[i].command, f[i].body);
		if (first == HJ_NO)
			first = no;
		if (no == HJ_NO) {
			carry(to, from);
		} else if (c->back != NULL) {
			snprintf(json, sizeof(json),
			    "{\"other\":\"%s\",\"refusal\":\"%s\"}", to->d->id,
			    hj_refusals[no].type);
			assert_int_equal(
			    fixture_serve(from, c->back, json), HJ_NO);
		}
	}
	return first;
}

/* Ask for `name` about the other dispute, named by `member`. */
static enum hj_refusal
about(struct fixture *f, enum place place, const char *name, const char *member,
    const struct fixture *other, const char *more)
{
	char json[400];

	snprintf(json, sizeof(json), "{\"%s\":\"%s\",\"reason\":\"同一\"%s}",
	    member, other->d->id, more);
	return fixture_do(f, place, name, json);
}

/* Have `place` link the first dispute to `other`. */
static enum hj_refusal
linking(enum place place, struct fixture *other, const char *kind)
{
	char more[60];

	snprintf(more, sizeof(more), ",\"kind\":\"%s\"", kind);
	return about(&one, place, "link-disputes", "other", other, more);
}

static void
linked(const char *kind)
{
	registered(&one, VILLAGE);
	registered(&two, VILLAGE);
	assert_int_equal(linking(VILLAGE, &two, kind), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
}

/* All derived rows, as one text. */
static const char *
rows_of(struct fixture *f)
{
	struct hj_rows rows;
	struct hj_buf b;
	const char *text;

	hj_project(f->a, f->d, &rows);
	hj_buf_init(&b, 1 << 20);
	for (size_t i = 0; i < rows.n; i++) {
		hj_buf_puts(&b, rows.row[i].table);
		hj_buf_puts(&b, rows.row[i].json);
	}
	text = hj_strdup(f->a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

static void
a_link__stands_on_both_sides(void **state)
{
	(void)state;
	linked("recurs_after");
	assert_int_equal(one.d->link[0].kind, HJ_LK_EARLIER);
	assert_true(one.d->link[0].asked_here);
	assert_int_equal(two.d->link[0].kind, HJ_LK_LATER);
	assert_string_equal(two.d->link[0].other, one.d->id);
	assert_false(two.d->link[0].asked_here);
	assert_int_equal(
	    linking(VILLAGE, &two, "recurs_after"), HJ_NO_DUPLICATE);
	assert_int_equal(linking(VILLAGE, &one, "same_dispute"), HJ_NO_DISPUTE);
}

static void
unlinking__leaves_the_rows_as_they_were(void **state)
{
	const char *first, *second;

	(void)state;
	registered(&one, VILLAGE);
	registered(&two, VILLAGE);
	first = rows_of(&one);
	second = rows_of(&two);
	assert_int_equal(linking(VILLAGE, &two, "same_parties"), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_string_not_equal(rows_of(&one), first);
	assert_string_not_equal(rows_of(&two), second);
	assert_int_equal(fixture_do(&two, VILLAGE, "unlink-disputes",
			     "{\"link\":1,\"reason\":\"有误\"}"),
	    HJ_NO);
	assert_int_equal(carry(&two, &one), HJ_NO);
	assert_string_equal(rows_of(&one), first);
	assert_string_equal(rows_of(&two), second);
	assert_int_equal(fixture_do(&two, VILLAGE, "unlink-disputes",
			     "{\"link\":1,\"reason\":\"有误\"}"),
	    HJ_NO_SUCH_ENTITY);
}

static void
a_foreign_dispute__looks_like_none_and_the_refusal_comes_back(void **state)
{
	(void)state;
	registered(&one, VILLAGE);
	registered(&two, POLICE);
	assert_int_equal(linking(VILLAGE, &two, "same_dispute"), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO_DISPUTE);
	assert_int_equal(fixture_count(&one, "link_refused"), 1);
	assert_int_equal(one.d->link[0].state, HJ_LS_REFUSED);
	assert_int_equal(two.d->n_link, 0);
	/* The centre stands above both. */
	assert_int_equal(linking(CENTRE, &two, "same_dispute"), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
}

static void
a_parent__closes_after_its_children(void **state)
{
	(void)state;
	linked("child");
	assert_int_equal(
	    fixture_do(&one, VILLAGE, "record-consent",
		"{\"party\":2,\"answer\":\"refuses\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&one, VILLAGE, "serve-notice",
			     "{\"means\":\"handed\",\"notices\":[1,2]}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&one, VILLAGE, "close", "{}"), HJ_NO_OPEN_CHILDREN);
	assert_string_equal(one.refused_for[0].text, two.d->id);
}

static void
a_child__tells_its_parent_when_it_closes(void **state)
{
	(void)state;
	linked("parent");
	assert_int_equal(
	    fixture_do(&one, VILLAGE, "record-consent",
		"{\"party\":2,\"answer\":\"refuses\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&one, VILLAGE, "serve-notice",
			     "{\"means\":\"handed\",\"notices\":[1,2]}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&one, VILLAGE, "close", "{}"), HJ_NO);
	assert_false(two.d->link[0].other_closed);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_true(two.d->link[0].other_closed);
	assert_int_equal(fixture_do(&one, VILLAGE, "reopen",
			     "{\"reason\":\"再调\",\"procedure\":1}"),
	    HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_false(two.d->link[0].other_closed);
}

static void
a_merge__goes_on_there_and_says_where(void **state)
{
	(void)state;
	registered(&one, VILLAGE);
	registered(&two, TOWNSHIP);
	assert_int_equal(
	    about(&one, TOWNSHIP, "merge-disputes", "into", &two, ""), HJ_NO);
	assert_int_equal(fixture_count(&one, "procedure_ended"), 1);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_string_equal(one.d->merged_into, two.d->id);
	assert_true(one.d->closed);
	assert_int_equal(two.d->link[0].kind, HJ_LK_ABSORBED);
	assert_int_equal(
	    fixture_do(&one, VILLAGE, "add-report", "{}"), HJ_NO_MERGED);
	assert_string_equal(one.refused_for[0].text, two.d->id);
	/* Who had it has a part in the other. */
	assert_true(
	    hj_relations(&two.dir, two.d, NULL, fixture_org(&two, VILLAGE)) &
	    HJ_REL_PART);
	assert_true(
	    hj_relations(&one.dir, one.d, NULL, fixture_org(&one, TOWNSHIP)) &
	    HJ_REL_PART);
}

static void
a_merge__is_undone_while_nothing_rests_on_it(void **state)
{
	(void)state;
	registered(&one, VILLAGE);
	registered(&two, VILLAGE);
	assert_int_equal(
	    about(&one, VILLAGE, "merge-disputes", "into", &two, ""), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_int_equal(
	    about(&two, VILLAGE, "split-disputes", "absorbed", &one, ""),
	    HJ_NO);
	assert_int_equal(carry(&two, &one), HJ_NO);
	assert_null(one.d->merged_into);
	assert_false(one.d->closed);
	assert_int_equal(one.d->procedure[0].phase, HJ_PH_OPENED);
	assert_false(hj_link_lets_in(two.d, fixture_org(&two, VILLAGE)));
}

static void
a_merge__that_was_gone_on_with_stays(void **state)
{
	(void)state;
	registered(&one, VILLAGE);
	registered(&two, VILLAGE);
	assert_int_equal(
	    about(&one, VILLAGE, "merge-disputes", "into", &two, ""), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_int_equal(
	    fixture_do(&two, VILLAGE, "record-consent",
		"{\"party\":1,\"answer\":\"agrees\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(
	    about(&two, VILLAGE, "split-disputes", "absorbed", &one, ""),
	    HJ_NO_MERGE_RESTS);
}

static void
a_merge__that_is_refused_takes_nothing_away(void **state)
{
	(void)state;
	registered(&one, VILLAGE);
	registered(&two, POLICE);
	assert_int_equal(
	    about(&one, VILLAGE, "merge-disputes", "into", &two, ""), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO_DISPUTE);
	assert_null(one.d->merged_into);
	assert_false(one.d->closed);
	assert_int_equal(one.d->procedure[0].phase, HJ_PH_OPENED);
}

static const struct hj_clock *
acceptance(const struct fixture *f)
{
	for (size_t i = 0; i < f->d->n_clock; i++)
		if (strcmp(f->d->clock[i].rule, "AM_MK_ACC") == 0)
			return &f->d->clock[i];
	fail_msg("no limit for accepting runs");
	return NULL;
}

/* What the merge had cut short ends on the day on which it would have. */
static void
a_merge__undone_or_refused_leaves_limits_as_they_were(void **state)
{
	static const enum place others[] = { ORGAN, POLICE };

	for (size_t i = 0; i < 2; i++) {
		int32_t due;

		tear_down(state);
		set_up(state);
		registered(&one, ORGAN);
		registered(&two, others[i]);
		due = acceptance(&one)->due_on;
		assert_int_not_equal(due, 0);
		assert_int_equal(
		    about(&one, ORGAN, "merge-disputes", "into", &two, ""),
		    HJ_NO);
		assert_int_equal(acceptance(&one)->state, HJ_CS_STOPPED);
		carry(&one, &two);
		if (others[i] == ORGAN) {
			assert_int_equal(about(&two, ORGAN, "split-disputes",
					     "absorbed", &one, ""),
			    HJ_NO);
			carry(&two, &one);
		}
		assert_null(one.d->merged_into);
		assert_int_equal(acceptance(&one)->state, HJ_CS_RUNNING);
		assert_int_equal(acceptance(&one)->due_on, due);
	}
}

static const struct hj_clock *
step_limit(const struct fixture *f)
{
	for (size_t i = f->d->n_clock; i-- > 0;)
		if (strcmp(f->d->clock[i].rule, HJ_LADDER_STEP) == 0)
			return &f->d->clock[i];
	fail_msg("the step has no limit");
	return NULL;
}

/* A matter that goes on elsewhere is not handed up from here. */
static void
a_merge__ends_the_ladder_and_undone_lets_it_go_on(void **state)
{
	int32_t due;
	size_t limits;

	(void)state;
	fixture_release(&one);
	fixture_release(&two);
	fixture_init(&one, "four-tiers-seven-days");
	fixture_init(&two, "four-tiers-seven-days");
	two.d->id = fixture_id(&two, 'd', 2);
	registered(&one, VILLAGE);
	registered(&two, VILLAGE);
	due = step_limit(&one)->due_on;
	limits = one.d->n_clock;
	assert_int_equal(
	    about(&one, VILLAGE, "merge-disputes", "into", &two, ""), HJ_NO);
	assert_true(one.d->ladder->done);
	assert_int_equal(step_limit(&one)->state, HJ_CS_STOPPED);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_false(two.d->ladder->done);
	assert_int_equal(
	    about(&two, VILLAGE, "split-disputes", "absorbed", &one, ""),
	    HJ_NO);
	assert_int_equal(carry(&two, &one), HJ_NO);
	assert_false(one.d->ladder->done);
	assert_int_equal(one.d->n_clock, limits);
	assert_int_equal(step_limit(&one)->state, HJ_CS_RUNNING);
	assert_int_equal(step_limit(&one)->due_on, due);
}

static void
a_link__does_not_say_the_contrary_of_another(void **state)
{
	(void)state;
	linked("child");
	assert_int_equal(linking(VILLAGE, &two, "parent"), HJ_NO_DUPLICATE);
	assert_int_equal(linking(VILLAGE, &two, "recurs_after"), HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_int_equal(
	    linking(VILLAGE, &two, "recurred_as"), HJ_NO_DUPLICATE);
}

static void
what_is_accepted__is_not_merged_away(void **state)
{
	(void)state;
	fixture_agreed(&one, VILLAGE);
	assert_int_equal(fixture_do(&one, VILLAGE, "accept", "{}"), HJ_NO);
	registered(&two, VILLAGE);
	assert_int_equal(
	    about(&one, VILLAGE, "merge-disputes", "into", &two, ""),
	    HJ_NO_MERGE_RUNNING);
}

static void
a_split__takes_parties_and_procedures_out(void **state)
{
	(void)state;
	registered(&one, VILLAGE);
	registered(&two, VILLAGE);
	assert_int_equal(about(&one, VILLAGE, "split-dispute", "into", &two,
			     ",\"parties\":[2],\"procedures\":[1]"),
	    HJ_NO);
	assert_int_equal(carry(&one, &two), HJ_NO);
	assert_true(one.d->party[1].moved);
	assert_false(hj_party_joined(&one.d->party[1]));
	assert_int_equal(one.d->procedure[0].phase, HJ_PH_ENDED);
	assert_int_equal(two.d->link[0].kind, HJ_LK_SPLIT_FROM);
	assert_int_equal(about(&one, VILLAGE, "split-dispute", "into", &two,
			     ",\"parties\":[2]"),
	    HJ_NO_PARTY);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_link__stands_on_both_sides),
		TEST(unlinking__leaves_the_rows_as_they_were),
		TEST(
		    a_foreign_dispute__looks_like_none_and_the_refusal_comes_back),
		TEST(a_parent__closes_after_its_children),
		TEST(a_child__tells_its_parent_when_it_closes),
		TEST(a_merge__goes_on_there_and_says_where),
		TEST(a_merge__is_undone_while_nothing_rests_on_it),
		TEST(a_merge__that_was_gone_on_with_stays),
		TEST(a_merge__that_is_refused_takes_nothing_away),
		TEST(a_merge__undone_or_refused_leaves_limits_as_they_were),
		TEST(a_merge__ends_the_ladder_and_undone_lets_it_go_on),
		TEST(a_link__does_not_say_the_contrary_of_another),
		TEST(what_is_accepted__is_not_merged_away),
		TEST(a_split__takes_parties_and_procedures_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
