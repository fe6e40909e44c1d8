/* Shared strings, styles, and numbers by their styles; see sheet.h. */
#include "server/table/sheet.h"
#include "server/table/xml.h"

#include "lib/base/container.h"
#include "lib/base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUTES 1440          /* of a day */
#define DAY_1970 25569        /* counted as Excel does */
#define DAY_1904 24107        /* 1904-01-01 before 1970, in days */
#define SERIAL_MOST 2958465.0 /* 9999-12-31 */
#define CUSTOM_MOST 1000

size_t
hj_sheet_no(const char *text)
{
	int64_t no;

	return text != NULL && hj_text_int(text, &no) && no >= 0 &&
		       no <= INT32_MAX
		   ? (size_t)no
		   : 0;
}

/* ---- shared strings ---- */

struct strings {
	struct hj_xml xml;
	struct hj_arena *a;
	struct hj_book *book;
	struct hj_buf text;
	bool within;      /* <t> */
	unsigned reading; /* <rPh>: how it is read, not what it says */
};

static void
string_open(struct hj_xml *x, const char *name, const char **attr)
{
	struct strings *s = HJ_CONTAINER(struct strings, xml, x);

	(void)attr;
	if (strcmp(name, "si") == 0)
		hj_buf_clear(&s->text);
	s->reading += strcmp(name, "rPh") == 0;
	s->within = s->reading == 0 && strcmp(name, "t") == 0;
}

static void
string_close(struct hj_xml *x, const char *name)
{
	struct strings *s = HJ_CONTAINER(struct strings, xml, x);
	struct hj_book *b = s->book;

	s->within = false;
	s->reading -= s->reading > 0 && strcmp(name, "rPh") == 0;
	if (strcmp(name, "si") != 0)
		return;
	if (s->text.failed || b->n_string == HJ_SHEET_STRINGS) {
		x->why = "the workbook holds too much text";
		return;
	}
	*HJ_PUSH(s->a, b->string, b->n_string) =
	    hj_table_trim(s->a, hj_buf_text(&s->text), s->text.n);
}

static void
string_text(struct hj_xml *x, const char *p, size_t n)
{
	struct strings *s = HJ_CONTAINER(struct strings, xml, x);

	if (s->within)
		hj_buf_put(&s->text, p, n);
}

enum hj_err
hj_book_strings(struct hj_arena *a, struct hj_book *book, const char *p,
    size_t n, struct hj_error *err)
{
	struct strings s = { .xml = { .open = string_open,
				 .close = string_close,
				 .text = string_text },
		.a = a,
		.book = book };
	enum hj_err code;

	hj_buf_init(&s.text, HJ_TABLE_CELL);
	code = hj_xml_read(&s.xml, p, n, err);
	hj_buf_release(&s.text);
	return code;
}

/* ---- styles ---- */

struct styles {
	struct hj_xml xml;
	struct hj_arena *a;
	struct hj_book *book;
	size_t custom[CUSTOM_MOST]; /* formats of its own that show a date */
	size_t n_custom;
	bool within; /* <cellXfs> */
};

/* Does a format show a date?  Quoted texts and colours do not count. */
static bool
shows_date(const char *format)
{
	char end = '\0';

	for (; *format != '\0'; format++) {
		if (end != '\0') {
			end = *format == end ? '\0' : end;
			continue;
		}
		if (*format == '"')
			end = '"';
		else if (*format == '[')
			end = ']';
		else if (*format == '\\' && format[1] != '\0')
			format++;
		else if (strchr("ymdhsYMDHS", *format) != NULL)
			return true;
	}
	return false;
}

/* The formats that have a number and no text: dates, and those of East Asia. */
static bool
known_date(size_t format)
{
	return (format >= 14 && format <= 22) ||
	       (format >= 27 && format <= 36) ||
	       (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
}

static void
style_open(struct hj_xml *x, const char *name, const char **attr)
{
	struct styles *s = HJ_CONTAINER(struct styles, xml, x);
	const char *no = hj_xml_attr(attr, "numFmtId");
	const char *format = hj_xml_attr(attr, "formatCode");
	size_t id = hj_sheet_no(no);
	bool dated = known_date(id);

	if (strcmp(name, "cellXfs") == 0)
		s->within = true;
	if (strcmp(name, "numFmt") == 0 && format != NULL &&
	    shows_date(format) && s->n_custom < CUSTOM_MOST)
		s->custom[s->n_custom++] = id;
	if (!s->within || strcmp(name, "xf") != 0)
		return;
	for (size_t i = 0; i < s->n_custom; i++)
		dated = dated || s->custom[i] == id;
	if (s->book->n_dated == HJ_SHEET_STYLES)
		x->why = "the workbook has too many styles";
	else
		*HJ_PUSH(s->a, s->book->dated, s->book->n_dated) = dated;
}

static void
style_close(struct hj_xml *x, const char *name)
{
	if (strcmp(name, "cellXfs") == 0)
		HJ_CONTAINER(struct styles, xml, x)->within = false;
}

static void
style_text(struct hj_xml *x, const char *p, size_t n)
{
	(void)x;
	(void)p;
	(void)n;
}

enum hj_err
hj_book_styles(struct hj_arena *a, struct hj_book *book, const char *p,
    size_t n, struct hj_error *err)
{
	struct styles *s = HJ_NEW(a, struct styles);

	s->xml = (struct hj_xml){
		.open = style_open, .close = style_close, .text = style_text
	};
	s->a = a;
	s->book = book;
	return hj_xml_read(&s->xml, p, n, err);
}

/* ---- numbers ---- */

static const char *
date_text(struct hj_arena *a, const struct hj_book *book, double value)
{
	double day = floor(value);
	int64_t serial = (int64_t)day - (book->from_1904 ? DAY_1904 : DAY_1970);
	int64_t minute = (int64_t)floor((value - day) * MINUTES + 0.5);
	struct hj_buf b;

	if (minute == MINUTES) {
		serial++;
		minute = 0;
	}
	hj_buf_init(&b, 32);
	hj_date_format(&b, hj_date_from_serial(serial));
	if (minute > 0) {
		hj_buf_putc(&b, ' ');
		hj_buf_digits(&b, minute / 60, 2);
		hj_buf_putc(&b, ':');
		hj_buf_digits(&b, minute % 60, 2);
	}
	return hj_buf_keep(a, &b);
}

const char *
hj_sheet_number(struct hj_arena *a, const struct hj_book *book,
    const char *text, size_t style)
{
	char *end, shown[40];
	double value = strtod(text, &end);

	if (end == text || *end != '\0' || !isfinite(value))
		return hj_table_trim(a, text, strlen(text));
	if (style < book->n_dated && book->dated[style] && value >= 1 &&
	    value <= SERIAL_MOST)
		return date_text(a, book, value);
	if (fabs(value) < 1e15 && value == floor(value))
		(void)snprintf(shown, sizeof(shown), "%.0f", value);
	else
		(void)snprintf(shown, sizeof(shown), "%.15g", value);
	return hj_strdup(a, shown);
}
