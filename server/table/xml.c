/* One part of a workbook; see xml.h. */
#include "server/table/xml.h"

#include <expat.h>
#include <string.h>

static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

static void
stop_if_bad(struct hj_xml *x)
{
	if (x->why != NULL)
		(void)XML_StopParser(x->parser, XML_FALSE);
}

static void
on_open(void *arg, const char *name, const char **attr)
{
	struct hj_xml *x = arg;

	if (x->why == NULL)
		x->open(x, local(name), attr);
	stop_if_bad(x);
}

static void
on_close(void *arg, const char *name)
{
	struct hj_xml *x = arg;

	if (x->why == NULL)
		x->close(x, local(name));
	stop_if_bad(x);
}

static void
on_text(void *arg, const char *p, int n)
{
	struct hj_xml *x = arg;

	if (x->why == NULL)
		x->text(x, p, (size_t)n);
	stop_if_bad(x);
}

static void
on_doctype(void *arg, const char *name, const char *system, const char *public,
    int internal)
{
	struct hj_xml *x = arg;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	x->why = "the workbook holds a document type";
	stop_if_bad(x);
}

enum hj_err
hj_xml_read(struct hj_xml *x, const char *p, size_t n, struct hj_error *err)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	enum XML_Status status = XML_STATUS_ERROR;

	x->why = NULL;
	if (parser != NULL) {
		x->parser = parser;
		XML_SetUserData(parser, x);
		XML_SetElementHandler(parser, on_open, on_close);
		XML_SetCharacterDataHandler(parser, on_text);
		XML_SetStartDoctypeDeclHandler(parser, on_doctype);
		status = XML_Parse(parser, p, (int)n, XML_TRUE);
		XML_ParserFree(parser);
	}
	if (status == XML_STATUS_OK && x->why == NULL)
		return HJ_OK;
	return hj_fail(err, HJ_ERR_INPUT, "",
	    x->why == NULL ? "a part of the workbook is damaged" : x->why,
	    NULL);
}

const char *
hj_xml_attr(const char **attr, const char *name)
{
	for (; *attr != NULL; attr += 2)
		if (strcmp(local(attr[0]), name) == 0)
			return attr[1];
	return NULL;
}
