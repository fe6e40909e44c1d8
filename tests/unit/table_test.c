/* Tables as people have them, and the values in them. */
#include "lib/base/loose.h"
#include "server/table/table.h"
#include "server/table/zip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct hj_arena *a;
static struct hj_error err;

static int
begin(void **state)
{
	(void)state;
	a = hj_arena_new();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	hj_arena_free(a);
	return 0;
}

static struct hj_table
read_table(const char *p, size_t n)
{
	struct hj_table t;

	if (hj_table_read(a, p, n, &t, &err) != HJ_OK)
		fail_msg("%s", err.msg);
	return t;
}

static struct hj_table
read_text(const char *text)
{
	return read_table(text, strlen(text));
}

static void
cell_is(const struct hj_table *t, size_t row, size_t column, const char *text)
{
	assert_true(row < t->n);
	assert_string_equal(hj_table_cell(&t->row[row], column), text);
}

static void
csv__cells_as_rfc_4180_has_them(void **state)
{
	struct hj_table t = read_text("\xef\xbb\xbf甲,\"乙,\"\"丙\"\"\"\r\n\r\n"
				      " 丁　,\"戊\n己\",,\r\n");

	(void)state;
	assert_int_equal(t.n, 2);
	cell_is(&t, 0, 1, "乙,\"丙\"");
	cell_is(&t, 1, 0, "丁");
	cell_is(&t, 1, 1, "戊\n己");
	assert_int_equal(t.row[1].n, 2);
	assert_int_equal(t.row[1].line, 3);
	assert_string_equal(t.coding, "utf-8");
}

static void
csv__separator_is_what_the_first_line_has(void **state)
{
	struct hj_table t = read_text("甲\t乙,丙\t丁\n1\t2\n");

	(void)state;
	cell_is(&t, 0, 1, "乙,丙");
	t = read_text("甲;乙\n1,5;2");
	cell_is(&t, 1, 0, "1,5");
}

static void
csv__gb18030_is_recognised(void **state)
{
	/* 姓名,金额 / 㐂 (four bytes), １２ */
	static const char gb[] = "\xd0\xd5\xc3\xfb,\xbd\xf0\xb6\xee\r\n"
				 "\x81\x39\xee\x39,\xa3\xb1\xa3\xb2\r\n";
	struct hj_table t = read_text(gb);

	(void)state;
	assert_string_equal(t.coding, "gb18030");
	cell_is(&t, 0, 0, "姓名");
	cell_is(&t, 1, 0, "㐀");
	cell_is(&t, 1, 1, "１２");
}

static void
csv__neither_coding_is_an_error(void **state)
{
	struct hj_table t;

	(void)state;
	assert_int_equal(
	    hj_table_read(a, "\xff\xff,\x80", 4, &t, &err), HJ_ERR_INPUT);
	assert_int_equal(hj_table_read(a, "a\0b", 3, &t, &err), HJ_ERR_INPUT);
	assert_int_equal(hj_table_read(a, "\"a", 2, &t, &err), HJ_ERR_INPUT);
}

static void
csv__bounds_hold(void **state)
{
	size_t n = HJ_TABLE_BYTES + 1;
	char *big = hj_alloc(a, n);
	struct hj_table t;

	(void)state;
	memset(big, 'a', n);
	assert_int_equal(hj_table_read(a, big, n, &t, &err), HJ_ERR_INPUT);
	assert_int_equal(
	    hj_table_read(a, big, HJ_TABLE_CELL + 1, &t, &err), HJ_ERR_INPUT);
	memset(big, ',', 100);
	big[99] = 'x';
	assert_int_equal(hj_table_read(a, big, 100, &t, &err), HJ_ERR_INPUT);
	for (size_t i = 0; i < 2 * (HJ_TABLE_ROWS + 1); i += 2)
		memcpy(big + i, "a\n", 2);
	assert_int_equal(
	    hj_table_read(a, big, 2 * HJ_TABLE_ROWS, &t, &err), HJ_OK);
	assert_int_equal(t.n, HJ_TABLE_ROWS);
	assert_int_equal(
	    hj_table_read(a, big, 2 * (HJ_TABLE_ROWS + 1), &t, &err),
	    HJ_ERR_INPUT);
}

static void
csv__written_without_formulas(void **state)
{
	struct hj_buf b;

	(void)state;
	hj_buf_init(&b, 1000);
	hj_csv_put(&b, (const char *const[]){ "=1+1", "a\"b", "-3", "好" }, 4);
	assert_string_equal(
	    hj_buf_text(&b), "\"'=1+1\",\"a\"\"b\",\"'-3\",好\r\n");
	hj_buf_release(&b);
}

/* ---- workbooks ---- */

static void
put2(struct hj_buf *b, size_t v)
{
	hj_buf_putc(b, (char)(v & 0xff));
	hj_buf_putc(b, (char)(v >> 8 & 0xff));
}

static void
put4(struct hj_buf *b, size_t v)
{
	put2(b, v & 0xffff);
	put2(b, v >> 16);
}

/* A ZIP of stored parts; `claim` is added to the size the list tells. */
static void
zip(struct hj_buf *b, const char *const *part, size_t n, size_t claim)
{
	struct hj_buf list;

	hj_buf_init(&list, 1 << 20);
	for (size_t i = 0; i < n; i++) {
		const char *name = part[2 * i], *text = part[2 * i + 1];
		size_t at = b->n, len = strlen(text);

		hj_buf_put(b, "PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0", 18);
		put4(b, len);
		put4(b, len);
		put2(b, strlen(name));
		put2(b, 0);
		hj_buf_puts(b, name);
		hj_buf_puts(b, text);
		hj_buf_put(
		    &list, "PK\1\2\24\0\24\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
		put4(&list, len);
		put4(&list, len + claim);
		put2(&list, strlen(name));
		hj_buf_put(&list, "\0\0\0\0\0\0\0\0\0\0\0\0", 12);
		put4(&list, at);
		hj_buf_puts(&list, name);
	}
	put4(&list, 0x06054b50);
	put4(&list, 0);
	put2(&list, n);
	put2(&list, n);
	put4(&list, list.n - 12);
	put4(&list, b->n);
	put2(&list, 0);
	hj_buf_put(b, list.p, list.n);
	hj_buf_release(&list);
}

#define BOOK                                                                   \
	"xl/workbook.xml",                                                     \
	    "<workbook><workbookPr/><sheets>"                                  \
	    "<sheet name='h' state='hidden' r:id='r1' xmlns:r='x'/>"           \
	    "<sheet name='s' r:id='r2' xmlns:r='x'/></sheets></workbook>",     \
	    "xl/_rels/workbook.xml.rels",                                      \
	    "<Relationships><Relationship Id='r1' Target='no.xml'/>"           \
	    "<Relationship Id='r2' Target='/xl/s.xml'/></Relationships>"
#define STYLES                                                                 \
	"xl/styles.xml",                                                       \
	    "<styleSheet><numFmts><numFmt numFmtId='170' "                     \
	    "formatCode='yyyy\"年\"m\"月\"'/>"                               \
	    "<numFmt numFmtId='171' formatCode='0.00\"日\"[Red]'/></numFmts>" \
	    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"                 \
	    "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"                   \
	    "<xf numFmtId='170'/><xf numFmtId='171'/></cellXfs></styleSheet>"

static enum hj_err
read_book(const char *const *part, size_t n, size_t claim, struct hj_table *t)
{
	struct hj_buf b;
	enum hj_err code;

	hj_buf_init(&b, 4 << 20);
	zip(&b, part, n, claim);
	code = hj_table_read(a, hj_strndup(a, b.p, b.n), b.n, t, &err);
	hj_buf_release(&b);
	return code;
}

static void
xlsx__values_as_they_are_shown(void **state)
{
	static const char *const part[] = { BOOK, STYLES,
		"xl/sharedStrings.xml",
		"<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r>"
		"<rPh><t>bing</t></rPh></si></sst>",
		"xl/s.xml",
		"<worksheet><sheetData><row r='2'><c r='A2' t='s'><v>1</v></c>"
		"<c r='B2' s='1'><v>46119</v></c><c r='C2'>"
		"<v>3136.9999999999995</v></c><c r='D2' "
		"s='2'><v>46119.5</v></c>"
		"<c r='E2' s='3'><v>5</v></c><c r='F2' t='b'><v>1</v></c>"
		"<c r='G2' t='str'><f>A1</f><v>丁</v></c><c r='H2' "
		"t='inlineStr'><is><t>戊</t></is></c></row></sheetData>"
		"</worksheet>" };
	static const char *const want[] = { "乙丙", "2026-04-07", "3137",
		"2026-04-07 12:00", "5", "是", "丁", "戊" };
	struct hj_table t;

	(void)state;
	if (read_book(part, 5, 0, &t) != HJ_OK)
		fail_msg("%s", err.msg);
	assert_int_equal(t.n, 1);
	assert_int_equal(t.row[0].line, 2);
	for (size_t i = 0; i < 8; i++)
		cell_is(&t, 0, i, want[i]);
}

static void
xlsx__a_merged_area_speaks_in_all_its_cells(void **state)
{
	static const char *const part[] = { BOOK, "xl/s.xml",
		"<worksheet><sheetData>"
		"<row><c t='inlineStr'><is><t>头</t></is></c></row>"
		"<row r='2'><c r='C2'><v>7</v></c></row></sheetData>"
		"<mergeCells><mergeCell ref='A1:B2'/>"
		"<mergeCell ref='D1:ZZ9'/></mergeCells></worksheet>" };
	struct hj_table t;

	(void)state;
	assert_int_equal(read_book(part, 3, 0, &t), HJ_OK);
	cell_is(&t, 0, 1, "头");
	cell_is(&t, 1, 0, "头");
	cell_is(&t, 1, 2, "7");
}

static void
xlsx__what_is_hostile_is_refused(void **state)
{
	static const char *const entity[] = { BOOK, "xl/s.xml",
		("<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
		 "<worksheet>&a;</worksheet>") };
	static const char *const far[] = { BOOK, "xl/s.xml",
		("<worksheet><sheetData><row><c r='ZZZ1'><v>1</v></c></row>"
		 "</sheetData></worksheet>") };
	struct hj_table t;

	(void)state;
	assert_int_equal(read_book(entity, 3, 0, &t), HJ_ERR_INPUT);
	assert_string_equal(err.msg, "the workbook holds a document type");
	assert_int_equal(read_book(far, 3, 0, &t), HJ_ERR_INPUT);
	assert_int_equal(read_book(far, 3, HJ_ZIP_UNPACKED, &t), HJ_ERR_INPUT);
	assert_string_equal(err.msg, "the workbook unpacks to too much");
	assert_int_equal(read_book(far, 2, 0, &t), HJ_ERR_INPUT);
}

static void
xlsx__ten_thousand_rows(void **state)
{
	const char *part[] = { BOOK, "xl/s.xml", NULL };
	struct hj_table t;
	struct hj_buf b;

	(void)state;
	hj_buf_init(&b, 4 << 20);
	hj_buf_puts(&b, "<worksheet><sheetData>");
	for (int i = 0; i < 10000; i++) {
		hj_buf_puts(&b, "<row><c><v>");
		hj_buf_int(&b, i);
		hj_buf_puts(&b, "</v></c><c t='inlineStr'><is><t>甲</t></is>"
				"</c></row>");
	}
	hj_buf_puts(&b, "</sheetData></worksheet>");
	part[5] = hj_buf_text(&b);
	assert_int_equal(read_book(part, 3, 0, &t), HJ_OK);
	assert_int_equal(t.n, 10000);
	cell_is(&t, 9999, 0, "9999");
	hj_buf_release(&b);
}

/* ---- values ---- */

static void
money__as_people_write_it(void **state)
{
	static const struct {
		const char *text;
		int64_t fen;
	} good[] = { { "3,137", 313700 }, { "３１３７．５元", 313750 },
		{ "¥1.2万", 1200000 }, { "￥ 5千元整", 500000 },
		{ "人民币1亿元", INT64_C(10000000000) }, { "0", 0 },
		{ "12.30", 1230 }, { "1.23456万元", 1234560 } };
	static const char *const bad[] = { "", "约五千", "3-5万", "-3", "1.234",
		"12345678901234", "3元5", "1.2.3", "万" };
	int64_t fen;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		if (!hj_loose_money(a, good[i].text, &fen))
			fail_msg("%s", good[i].text);
		assert_int_equal(fen, good[i].fen);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hj_loose_money(a, bad[i], &fen))
			fail_msg("%s", bad[i]);
}

static void
date__as_people_write_it(void **state)
{
	static const char *const good[] = { "2026-04-07", "2026/4/7",
		"2026.4.7", "2026年4月7日", "２０２６年４月７日", "20260407",
		"46119", "2026-04-07 09:30", "2026/4/7 9:30:05",
		"2026年4月7日9时30分", "2026年 4月 7日",
		"2026-04-07T09:30:00" };
	static const char *const bad[] = { "", "4月7日", "2026-02-30", "昨天",
		"2026", "99999", "2026-4", "2026-04-07 99:99", "7/4/2026" };
	struct hj_date date;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		if (!hj_loose_date(a, good[i], &date))
			fail_msg("%s", good[i]);
		assert_int_equal(date.ymd, 20260407);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hj_loose_date(a, bad[i], &date))
			fail_msg("%s", bad[i]);
}

static void
int__with_its_measure(void **state)
{
	int64_t n;

	(void)state;
	assert_true(hj_loose_int(a, "１２ 页", &n));
	assert_int_equal(n, 12);
	assert_false(hj_loose_int(a, "几页", &n));
	assert_string_equal(hj_loose_plain(a, "Ａ 1　２～"), "A12~");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    csv__cells_as_rfc_4180_has_them, begin, end),
		cmocka_unit_test_setup_teardown(
		    csv__separator_is_what_the_first_line_has, begin, end),
		cmocka_unit_test_setup_teardown(
		    csv__gb18030_is_recognised, begin, end),
		cmocka_unit_test_setup_teardown(
		    csv__neither_coding_is_an_error, begin, end),
		cmocka_unit_test_setup_teardown(csv__bounds_hold, begin, end),
		cmocka_unit_test_setup_teardown(
		    csv__written_without_formulas, begin, end),
		cmocka_unit_test_setup_teardown(
		    xlsx__values_as_they_are_shown, begin, end),
		cmocka_unit_test_setup_teardown(
		    xlsx__a_merged_area_speaks_in_all_its_cells, begin, end),
		cmocka_unit_test_setup_teardown(
		    xlsx__what_is_hostile_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(
		    xlsx__ten_thousand_rows, begin, end),
		cmocka_unit_test_setup_teardown(
		    money__as_people_write_it, begin, end),
		cmocka_unit_test_setup_teardown(
		    date__as_people_write_it, begin, end),
		cmocka_unit_test_setup_teardown(
		    int__with_its_measure, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
