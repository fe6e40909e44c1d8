/* How alike two matters are: each part, and what the other may be. */
#include "lib/commands/links/alike.h"
#include "lib/commands/links/caution.h"
#include "lib/dispute/link.h"
#include "lib/dispute/word.h"
#include "lib/integrity/bands.h"
#include "lib/integrity/index.h"
#include "tests/unit/arena_fixture.h"
#include "tests/unit/county_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void
person(struct hj_matter *m, const char *name, const char *phone,
    const char *identity)
{
	struct hj_alike_party *p = HJ_PUSH(a, m->party, m->n_party);
	int64_t *pair;

	p->no = (int64_t)m->n_party;
	p->name = name;
	p->phone = phone;
	p->identity = identity;
	p->n_pair = hj_index_pairs(a, name, &pair);
	p->pair = pair;
}

static void
says(struct hj_matter *m, const char *text)
{
	int64_t *pairs;

	m->n_text = hj_index_pairs(a, text, &pairs);
	m->text = pairs;
}

/* The points of a part; 0 if it is no reason. */
static int64_t
points(const struct hj_alike *like, int part)
{
	int64_t sum = 0;

	for (size_t i = 0; i < like->n; i++)
		if (like->reason[i].part == part)
			sum += like->reason[i].points;
	return sum;
}

static void
people__count_by_what_they_share(void **state)
{
	static const struct {
		const char *name, *phone, *identity;
		int part;
		int64_t points;
	} rows[] = {
		{ "李桂香", "10900000001", "x", HJ_AP_IDENTITY, 40 },
		{ "王某", "10900000009", "x", HJ_AP_IDENTITY, 40 },
		{ "李桂香", "10900000001", NULL, HJ_AP_PHONE, 40 },
		{ "李桂芳", "10900000001", "", HJ_AP_PHONE, 25 },
		{ "李桂香", NULL, NULL, HJ_AP_NAME, 25 },
		{ "李桂芳", NULL, NULL, HJ_AP_NEAR_NAME, 10 },
		/* Another number is another person. */
		{ "李桂香", "10900000001", "y", HJ_AP_NAME, 0 },
		{ "王建国", NULL, NULL, HJ_AP_NEAR_NAME, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hj_matter one = { 0 }, two = { 0 };
		struct hj_alike like;

		person(&one, "李桂香", "10900000001", "x");
		person(&two, rows[i].name, rows[i].phone, rows[i].identity);
		like = hj_alike(a, &one, &two);
		assert_int_equal(points(&like, rows[i].part), rows[i].points);
		assert_int_equal(like.score, rows[i].points);
	}
}

static void
two_people_are_two_pairs__and_the_second_counts_less(void **state)
{
	struct hj_matter one = { 0 }, two = { 0 };
	struct hj_alike like;

	(void)state;
	person(&one, "李桂香", NULL, "x");
	person(&one, "王大有", NULL, "y");
	person(&two, "王大有", NULL, "y");
	person(&two, "李桂香", NULL, "x");
	like = hj_alike(a, &one, &two);
	assert_int_equal(like.score, 70);
	assert_int_equal(like.n, 2);
	assert_int_not_equal(like.reason[0].party, like.reason[1].party);
	/* One person is no two, however often he was entered. */
	two.n_party = 0;
	person(&two, "李桂香", NULL, "x");
	like = hj_alike(a, &one, &two);
	assert_int_equal(like.score, 40);
}

static void
names_in_the_facts__are_no_facts(void **state)
{
	struct hj_matter one = { 0 }, two = { 0 };
	struct hj_alike like;

	(void)state;
	person(&one, "欧阳子规", NULL, NULL);
	person(&two, "欧阳子规", NULL, NULL);
	says(&one, "欧阳子规借款到期未还,写有借条");
	says(&two, "欧阳子规饲养的家禽毁坏菜地苗木");
	like = hj_alike(a, &one, &two);
	assert_int_equal(points(&like, HJ_AP_TEXT), 0);
	assert_int_equal(like.kind, HJ_LK_SAME_PARTIES);
}

static void
place_category_and_day__count_a_little(void **state)
{
	static const struct {
		const char *place, *category;
		int32_t on;
		int64_t points;
	} rows[] = {
		{ "999901001001", "04", 20260310, 15 },
		{ "999901001002", "04", 20260310, 13 },
		{ "999901002001", "04", 20260310, 10 },
		{ "999901001001", "05", 20260310, 10 },
		{ "999901001001", NULL, 20250801, 7 },
		{ "999901001001", NULL, 20200801, 5 },
		{ NULL, NULL, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct hj_matter one = { .place = "999901001001",
			.category = "04",
			.on = 20260301 };
		const struct hj_matter two = { .place = rows[i].place,
			.category = rows[i].category,
			.on = rows[i].on };

		assert_int_equal(hj_alike(a, &one, &two).score, rows[i].points);
	}
}

static void
what_it_may_be__follows_facts_and_state(void **state)
{
	static const char asked[] = "在宅基地东侧砌墙挡住院门通道越过界石";
	static const struct {
		const char *text;
		bool closed;
		int kind;
	} rows[] = {
		{ asked, false, HJ_LK_SAME },
		{ asked, true, HJ_LK_NEW_REASONS },
		{ "今年又在宅基地东侧砌墙并且挖断排水沟淹了菜地", true,
		    HJ_LK_EARLIER },
		{ "借款两万元到期未还写有借条利息另计", false,
		    HJ_LK_SAME_PARTIES },
		{ "", false, HJ_LK_SAME }, /* the category has to tell */
		{ "", true, HJ_LK_EARLIER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hj_matter one = { .category = "04" };
		struct hj_matter two = { .category = "04",
			.closed = rows[i].closed };

		says(&one, asked);
		says(&two, rows[i].text);
		assert_int_equal(hj_alike(a, &one, &two).kind, rows[i].kind);
	}
}

static void
bands__are_shared_by_what_is_alike(void **state)
{
	int64_t list[120], other[120], *one, *two;
	size_t same = 0, strange = 0;

	(void)state;
	for (int64_t i = 0; i < 120; i++) {
		list[i] = i * 1000003;
		other[i] = i < 90 ? list[i] : -i * 1000003;
	}
	assert_int_equal(hj_index_bands(a, list, HJ_BANDS_LEAST - 1, &one), 0);
	assert_int_equal(hj_index_bands(a, list, 120, &one), HJ_BANDS);
	assert_int_equal(hj_index_bands(a, other, 120, &two), HJ_BANDS);
	for (size_t i = 0; i < HJ_BANDS; i++)
		same += one[i] == two[i];
	/* Three fifths of all are common: a fifth of the bands. */
	assert_in_range(same, 2, 12);
	for (int64_t i = 0; i < 120; i++)
		other[i] = -(i + 1) * 7919;
	hj_index_bands(a, other, 120, &two);
	for (size_t i = 0; i < HJ_BANDS; i++)
		strange += one[i] == two[i];
	assert_int_equal(strange, 0);
}

static void
cautions__name_their_article(void **state)
{
	static const struct {
		int channel;
		unsigned open;
		bool final;
		enum hj_refusal why;
		const char *article;
	} rows[] = {
		{ HJ_CH_PETITION, HJ_CH(PETITION), false,
		    HJ_NO_PETITION_RUNNING, "信访工作条例19" },
		{ HJ_CH_PETITION, 0, true, HJ_NO_SAME_FACTS, "信访工作条例36" },
		{ HJ_CH_PETITION, HJ_CH(PEOPLE), false, HJ_NO, NULL },
		{ HJ_CH_HOTLINE, HJ_CH(SUIT), false, HJ_NO_HOTLINE_BARRED,
		    "国办发〔2020〕53号" },
		{ HJ_CH_PEOPLE, HJ_CH(SUIT), false, HJ_NO_FORUM,
		    "人民调解法3(三);仲裁法5" },
		{ HJ_CH_PEOPLE, HJ_CH(ADMINISTRATIVE), true, HJ_NO_FORUM,
		    "同一纠纷同时由一个组织调解(本系统约定)" },
		/* Nothing holds back from a suit. */
		{ HJ_CH_SUIT, HJ_CH(PEOPLE), false, HJ_NO, NULL },
		{ HJ_CH_LEGAL_AID, HJ_CH(SUIT), false, HJ_NO, NULL },
		{ 0, HJ_CH(SUIT), true, HJ_NO, NULL },
	};

	struct fixture f = { .a = a };

	(void)state;
	fixture_sets(&f);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hj_rests_on basis = { 0 };

		assert_int_equal(hj_caution(&f.rules, rows[i].channel,
				     rows[i].open, rows[i].final, &basis),
		    rows[i].why);
		if (rows[i].article == NULL)
			assert_null(basis.article);
		else
			assert_string_equal(basis.article, rows[i].article);
		assert_int_equal(basis.certainty != 0, basis.article != NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people__count_by_what_they_share),
		cmocka_unit_test(
		    two_people_are_two_pairs__and_the_second_counts_less),
		cmocka_unit_test(names_in_the_facts__are_no_facts),
		cmocka_unit_test(place_category_and_day__count_a_little),
		cmocka_unit_test(what_it_may_be__follows_facts_and_state),
		cmocka_unit_test(bands__are_shared_by_what_is_alike),
		cmocka_unit_test(cautions__name_their_article),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
