/*
 * One part of a workbook, read from front to back.
 *
 * Elements by their local names; no document type, hence no entities of its
 * own and nothing from outside.
 */
#ifndef HJ_SERVER_TABLE_XML_H
#define HJ_SERVER_TABLE_XML_H

#include "lib/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Embed it in what reads a part. */
struct hj_xml {
	/* `attr`: names and values in turn, a NULL behind. */
	void (*open)(struct hj_xml *x, const char *name, const char **attr);
	void (*close)(struct hj_xml *x, const char *name);
	void (*text)(struct hj_xml *x, const char *p, size_t n);
	const char *why; /* set by a function: what ends the reading */
	void *parser;    /* private */
};

enum hj_err hj_xml_read(
    struct hj_xml *x, const char *p, size_t n, struct hj_error *err) HJ_CHECK;

/* The value of an attribute by its local name, or NULL. */
const char *hj_xml_attr(const char **attr, const char *name);

#endif
