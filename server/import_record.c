/* Records of imported lists, written as they were; see imports.h. */
#include "server/imports.h"

#include "lib/base/json.h"

#include <string.h>

size_t
hj_import_texts(struct hj_arena *a, const char *json, const char **ret)
{
	struct hj_json j;
	bool first = true;
	size_t n = 0;

	hj_json_init(&j, json, strlen(json), 2, 2 * HJ_TABLE_COLUMNS);
	if (!hj_json_open(&j))
		return 0;
	while (n < HJ_TABLE_COLUMNS && hj_json_more(&j, ']', &first)) {
		size_t len;
		const char *text = hj_json_string(&j, a, &len);

		if (text == NULL)
			break;
		ret[n++] = text;
	}
	return n;
}

void
hj_import_put_record(struct hj_buf *b, struct hj_arena *a, const char *json,
    size_t width, const char *const *more, size_t n_more)
{
	const char *cell[HJ_TABLE_COLUMNS + HJ_IMPORT_MORE];
	size_t n = json == NULL ? 0 : hj_import_texts(a, json, cell);

	while (n < width)
		cell[n++] = "";
	for (size_t i = 0; i < n_more && i < HJ_IMPORT_MORE; i++)
		cell[n++] = more[i];
	hj_csv_put(b, cell, n);
}

void
hj_import_link(struct hj_req *req, int64_t last)
{
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_buf_puts(&b, "<?after=");
	hj_buf_int(&b, last);
	hj_buf_puts(&b, ">; rel=\"next\"");
	hj_req_add_header(req, "Link", hj_buf_text(&b));
	hj_buf_release(&b);
}
