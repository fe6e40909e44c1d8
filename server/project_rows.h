/* A derived row and lists of them; see project.h. */
#ifndef HJ_SERVER_PROJECT_ROWS_H
#define HJ_SERVER_PROJECT_ROWS_H

#include <stddef.h>

/* One row, rendered: a JSON object with the columns of its table. */
struct hj_row_text {
	const char *table;
	const char *key; /* what makes it this row: "3", or "<body> handler" */
	const char *json;
};

struct hj_rows {
	struct hj_row_text *row;
	size_t n;
};

#endif
