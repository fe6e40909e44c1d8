/*
 * Which body a matter might go to: the county of the fixture, with places and
 * loads of its own.
 */
#include "lib/policy/suggest.h"
#include "tests/unit/turn_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define MOST 5

struct county {
	struct fixture f;
	struct hj_org org[PLACES];
	int64_t open[PLACES];
	struct hj_directory dir;
	struct hj_suggestion best[MOST];
	size_t n;
};

static struct hj_org *
at(struct county *c, enum place place)
{
	for (size_t i = 0; i < c->dir.n_org; i++)
		if (strcmp(c->org[i].id, fixture_org(&c->f, place)) == 0)
			return &c->org[i];
	fail_msg("no body there");
	return NULL;
}

static void
begin(struct county *c)
{
	*c = (struct county){ 0 };
	fixture_init(&c->f, NULL);
	c->dir = c->f.dir;
	assert_true(c->dir.n_org <= PLACES);
	for (size_t i = 0; i < c->dir.n_org; i++)
		c->org[i] = c->dir.org[i];
	c->dir.org = c->org;
	at(c, VILLAGE)->place = "999901001001";
	at(c, TOWNSHIP)->place = "999901001";
}

static void
ask(struct county *c, const struct hj_wish *w)
{
	struct hj_wish wish = *w;

	wish.county = "999901";
	c->n = hj_suggest(&c->dir, &wish, c->open, c->best, MOST);
}

/* What is said of `place`; NULL if it is not among the best. */
static const struct hj_suggestion *
of(struct county *c, enum place place)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->best[i].org == at(c, place))
			return &c->best[i];
	return NULL;
}

static void
suggest__the_nearest_stands_first_and_each_part_is_told(void **state)
{
	struct county c;
	const struct hj_suggestion *s;

	(void)state;
	begin(&c);
	ask(&c, &(struct hj_wish){ .place = "999901001001" });
	s = &c.best[0];
	assert_ptr_equal(s->org, at(&c, VILLAGE));
	assert_int_equal(s->why[HJ_SG_PLACE].points, 40);
	assert_int_equal(s->why[HJ_SG_CATEGORY].points, 10);
	assert_int_equal(s->why[HJ_SG_LOAD].points, 20);
	assert_null(s->why[HJ_SG_BEFORE].zh);
	assert_int_equal(s->score, 70);
	assert_ptr_equal(c.best[1].org, at(&c, TOWNSHIP));
	assert_int_equal(c.best[1].why[HJ_SG_PLACE].points, 30);

	/* Another village of the same township: the village is out of it. */
	ask(&c, &(struct hj_wish){ .place = "999901001002" });
	assert_ptr_equal(c.best[0].org, at(&c, TOWNSHIP));
	ask(&c, &(struct hj_wish){ 0 });
	for (size_t i = 0; i < c.n; i++)
		assert_int_equal(c.best[i].why[HJ_SG_PLACE].points, 0);
	fixture_release(&c.f);
}

static void
suggest__who_has_much_open_comes_later(void **state)
{
	struct county c;

	(void)state;
	begin(&c);
	c.open[at(&c, VILLAGE) - c.org] = 40;
	c.open[at(&c, TOWNSHIP) - c.org] = 10;
	ask(&c, &(struct hj_wish){ .place = "999901001001" });
	assert_ptr_equal(c.best[0].org, at(&c, TOWNSHIP));
	assert_int_equal(of(&c, TOWNSHIP)->why[HJ_SG_LOAD].points, 15);
	assert_int_equal(of(&c, VILLAGE)->why[HJ_SG_LOAD].points, 0);
	assert_int_equal(of(&c, VILLAGE)->open, 40);
	fixture_release(&c.f);
}

static void
suggest__who_dealt_with_them_before_who_would_not_after(void **state)
{
	struct county c;
	struct hj_wish w = { .place = "999901001001" };

	(void)state;
	begin(&c);
	w.dealt = hj_concat(c.f.a, fixture_org(&c.f, COUNTY), ",",
	    fixture_org(&c.f, TOWNSHIP), NULL);
	w.turned = fixture_org(&c.f, VILLAGE);
	ask(&c, &w);
	assert_ptr_equal(c.best[0].org, at(&c, TOWNSHIP));
	assert_int_equal(of(&c, TOWNSHIP)->why[HJ_SG_BEFORE].points, 10);
	assert_int_equal(of(&c, COUNTY)->why[HJ_SG_BEFORE].points, 10);
	c.n = hj_suggest(&c.dir,
	    &(struct hj_wish){ .county = "999901", .turned = w.turned }, c.open,
	    c.best, MOST);
	assert_null(of(&c, VILLAGE));
	fixture_release(&c.f);
}

static void
suggest__only_who_may_handle_and_end_it(void **state)
{
	struct county c;

	(void)state;
	begin(&c);
	ask(&c, &(struct hj_wish){ .asker = fixture_org(&c.f, VILLAGE),
		    .place = "999901001001" });
	assert_null(of(&c, VILLAGE));
	assert_null(of(&c, CENTRE));
	assert_null(of(&c, GRID));
	assert_null(of(&c, NEIGHBOUR));
	assert_int_equal(c.best[0].why[HJ_SG_CATEGORY].points, 10);
	/* Of an organ's own categories others are none of its business. */
	ask(&c, &(struct hj_wish){ .category = "DLJT" });
	assert_ptr_equal(c.best[0].org, at(&c, TRAFFIC));
	assert_int_equal(c.best[0].why[HJ_SG_CATEGORY].points, 30);
	assert_null(of(&c, HEALTH));
	ask(&c, &(struct hj_wish){
		    .court = true, .asker = fixture_org(&c.f, COURT) });
	assert_non_null(of(&c, ROOM));
	assert_null(of(&c, POLICE));
	at(&c, TOWNSHIP)->closed = true;
	ask(&c, &(struct hj_wish){ .place = "999901001001" });
	assert_null(of(&c, TOWNSHIP));
	fixture_release(&c.f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    suggest__the_nearest_stands_first_and_each_part_is_told),
		cmocka_unit_test(suggest__who_has_much_open_comes_later),
		cmocka_unit_test(
		    suggest__who_dealt_with_them_before_who_would_not_after),
		cmocka_unit_test(suggest__only_who_may_handle_and_end_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
