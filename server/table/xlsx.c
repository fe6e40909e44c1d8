/* Reading an XLSX: which parts it has; see table.h. */
#include "server/table/sheet.h"
#include "server/table/xml.h"
#include "server/table/zip.h"

#include "lib/base/container.h"

#include <string.h>

/* What the book says of its sheets, then where the wanted one is. */
struct contents {
	struct hj_xml xml;
	struct hj_arena *a;
	const char *wanted; /* relation of the first sheet that is shown */
	const char *target; /* its part, below xl/ */
	bool from_1904;
};

static void
book_open(struct hj_xml *x, const char *name, const char **attr)
{
	struct contents *c = HJ_CONTAINER(struct contents, xml, x);
	const char *state = hj_xml_attr(attr, "state");
	const char *from = hj_xml_attr(attr, "date1904");
	const char *id = hj_xml_attr(attr, "id");

	if (strcmp(name, "workbookPr") == 0 && from != NULL)
		c->from_1904 =
		    strcmp(from, "1") == 0 || strcmp(from, "true") == 0;
	if (strcmp(name, "sheet") == 0 && c->wanted == NULL && id != NULL &&
	    (state == NULL || strcmp(state, "visible") == 0))
		c->wanted = hj_strdup(c->a, id);
}

static void
relation_open(struct hj_xml *x, const char *name, const char **attr)
{
	struct contents *c = HJ_CONTAINER(struct contents, xml, x);
	const char *id = hj_xml_attr(attr, "Id");
	const char *target = hj_xml_attr(attr, "Target");

	if (strcmp(name, "Relationship") == 0 && id != NULL && target != NULL &&
	    strcmp(id, c->wanted) == 0)
		c->target = *target == '/'
				? hj_strdup(c->a, target + 1)
				: hj_concat(c->a, "xl/", target, NULL);
}

static void
no_close(struct hj_xml *x, const char *name)
{
	(void)x;
	(void)name;
}

static void
no_text(struct hj_xml *x, const char *p, size_t n)
{
	(void)x;
	(void)p;
	(void)n;
}

static enum hj_err
missing(struct hj_error *err)
{
	return hj_fail(
	    err, HJ_ERR_INPUT, "", "the workbook has no sheet", NULL);
}

/* Find the part of the sheet. */
static enum hj_err
find_sheet(struct hj_zip *z, struct contents *c, struct hj_error *err)
{
	static const char *const part[] = { "xl/workbook.xml",
		"xl/_rels/workbook.xml.rels" };

	for (size_t i = 0; i < 2; i++) {
		const char *p;
		size_t n;
		enum hj_err code = hj_zip_part(z, c->a, part[i], &p, &n, err);

		if (code != HJ_OK)
			return code;
		if (p == NULL || (i == 1 && c->wanted == NULL))
			return missing(err);
		c->xml =
		    (struct hj_xml){ .open = i == 0 ? book_open : relation_open,
			    .close = no_close,
			    .text = no_text };
		code = hj_xml_read(&c->xml, p, n, err);
		if (code != HJ_OK)
			return code;
	}
	return c->target == NULL ? missing(err) : HJ_OK;
}

enum hj_err
hj_xlsx_read(struct hj_arena *a, const char *p, size_t n, struct hj_table *ret,
    struct hj_error *err)
{
	struct contents c = { .a = a };
	struct hj_book book = { 0 };
	struct hj_zip z;
	const char *part;
	size_t len;
	enum hj_err code = hj_zip_open(&z, p, n, err);

	ret->format = "xlsx";
	ret->coding = "utf-8";
	if (code == HJ_OK)
		code = find_sheet(&z, &c, err);
	if (code == HJ_OK)
		code = hj_zip_part(
		    &z, a, "xl/sharedStrings.xml", &part, &len, err);
	if (code == HJ_OK && part != NULL)
		code = hj_book_strings(a, &book, part, len, err);
	if (code == HJ_OK)
		code = hj_zip_part(&z, a, "xl/styles.xml", &part, &len, err);
	if (code == HJ_OK && part != NULL)
		code = hj_book_styles(a, &book, part, len, err);
	if (code == HJ_OK)
		code = hj_zip_part(&z, a, c.target, &part, &len, err);
	if (code != HJ_OK)
		return code;
	book.from_1904 = c.from_1904;
	return part == NULL ? missing(err)
			    : hj_sheet_read(a, &book, part, len, ret, err);
}
