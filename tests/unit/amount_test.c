/* Sums of money in words: what is one for certain, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/commands/dossier/amount.h"
#include "tests/unit/arena_fixture.h"

static void
sums__are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *text;
		int64_t fen; /* the first */
		size_t n;
	} rows[] = {
		/* clang-format off */
		{ "支付800元", 80000, 1 },
		{ "支付８００元", 80000, 1 },
		{ "支付1,234.50元", 123450, 1 },
		{ "赔偿2.5万元整", 2500000, 1 },
		{ "3千元", 300000, 1 },
		{ "3万5千元", 3500000, 1 },
		{ "人民币(大写)捌佰元整(¥800.00)", 80000, 2 },
		{ "￥1200.5,当场付清", 120050, 1 },
		{ "八百元", 80000, 1 },
		{ "十二元五角", 1250, 1 },
		{ "二十块", 2000, 1 },
		{ "一百零五元零三分", 10503, 1 },
		{ "三万五千元", 3500000, 1 },
		{ "两万零三百元", 2030000, 1 },
		{ "一亿二千万元", 12000000000, 1 },
		{ "叁拾万圆整", 30000000, 1 },
		{ "先付500元,再付三百元", 50000, 2 },
		{ "每户轮流放水后,共付500元", 50000, 1 },
		{ "共208,313.50元", 20831350, 1 },
		{ "0元", 0, 1 },
		/* none of these is a sum for certain */
		{ "", 0, 0 },
		{ "2026年3月1日前拆除", 0, 0 },
		{ "约800元", 0, 0 },
		{ "八百余元", 0, 0 },
		{ "几十元", 0, 0 },
		{ "数百元", 0, 0 },
		{ "每月500元", 0, 0 },
		{ "每平方米补偿三百元", 0, 0 },
		{ "500元/月", 0, 0 },
		{ "800美元", 0, 0 },
		{ "2026元旦前", 0, 0 },
		{ "百元", 0, 0 },
		{ "99999999999999999999元", 0, 0 },
		{ "9亿亿亿亿亿元", 0, 0 },
		{ "0.001元", 0, 0 },
		{ "元角分¥", 0, 0 },
		/* clang-format on */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t *list;
		size_t n = hj_amounts_said(a, rows[i].text, &list);

		if (n != rows[i].n || (n > 0 && list[0] != rows[i].fen))
			fail_msg("%s: %zu, %lld", rows[i].text, n,
			    n > 0 ? (long long)list[0] : -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    sums__are_read_as_people_write_them, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
