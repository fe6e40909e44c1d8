/* What the parts of a workbook tell each other. */
#ifndef HJ_SERVER_TABLE_SHEET_H
#define HJ_SERVER_TABLE_SHEET_H

#include "server/table/table.h"

#define HJ_SHEET_STRINGS 400000
#define HJ_SHEET_STYLES 65536
#define HJ_SHEET_MERGED 2000 /* areas */

/* What cells refer to. */
struct hj_book {
	const char **string; /* shared strings */
	size_t n_string;
	bool *dated; /* does style i show a date? */
	size_t n_dated;
	bool from_1904;
};

/* Read xl/sharedStrings.xml and xl/styles.xml into `book`. */
enum hj_err hj_book_strings(struct hj_arena *a, struct hj_book *book,
    const char *p, size_t n, struct hj_error *err) HJ_CHECK;
enum hj_err hj_book_styles(struct hj_arena *a, struct hj_book *book,
    const char *p, size_t n, struct hj_error *err) HJ_CHECK;

/* Read the rows of a sheet into `ret`. */
enum hj_err hj_sheet_read(struct hj_arena *a, const struct hj_book *book,
    const char *p, size_t n, struct hj_table *ret,
    struct hj_error *err) HJ_CHECK;

/* A number that counts something in a part; 0 if it is NULL or none. */
size_t hj_sheet_no(const char *text);

/*
 * A stored number as the sheet shows it, made in `a`: a date if its style is
 * one, else with at most 15 digits.
 */
const char *hj_sheet_number(struct hj_arena *a, const struct hj_book *book,
    const char *text, size_t style);

#endif
