/* Answers in JSON; see json_out.h. */
#include "server/http/json_out.h"

#include "lib/base/date.h"
#include "lib/base/field.h"

#include <assert.h>
#include <string.h>

void
hj_out_init(struct hj_out *j, struct hj_buf *buf)
{
	*j = (struct hj_out){ .buf = buf };
}

/* Before a value or a key: the comma that parts it from the one before. */
static void
part(struct hj_out *j)
{
	if (j->comma)
		hj_buf_putc(j->buf, ',');
	j->comma = true;
}

static void
begin(struct hj_out *j, char open, char close)
{
	assert(j->depth < HJ_OUT_DEPTH_MAX);
	part(j);
	hj_buf_putc(j->buf, open);
	j->close[j->depth++] = close;
	j->comma = false;
}

void
hj_out_open(struct hj_out *j)
{
	begin(j, '{', '}');
}

void
hj_out_open_array(struct hj_out *j)
{
	begin(j, '[', ']');
}

void
hj_out_open_list(struct hj_out *j)
{
	hj_out_open(j);
	hj_out_key(j, "items");
	hj_out_open_array(j);
}

void
hj_out_close(struct hj_out *j)
{
	assert(j->depth > 0);
	hj_buf_putc(j->buf, j->close[--j->depth]);
	j->comma = true;
}

void
hj_out_key(struct hj_out *j, const char *key)
{
	part(j);
	hj_emit_text(j->buf, key);
	hj_buf_putc(j->buf, ':');
	j->comma = false;
}

void
hj_out_str(struct hj_out *j, const char *s)
{
	part(j);
	if (s == NULL)
		hj_buf_puts(j->buf, "null");
	else
		hj_emit_text(j->buf, s);
}

void
hj_out_int(struct hj_out *j, int64_t value)
{
	part(j);
	hj_buf_int(j->buf, value);
}

void
hj_out_bool(struct hj_out *j, bool value)
{
	part(j);
	hj_buf_puts(j->buf, value ? "true" : "false");
}

void
hj_out_raw(struct hj_out *j, const char *p, size_t n)
{
	part(j);
	hj_buf_put(j->buf, p, n);
}

void
hj_out_put_str(struct hj_out *j, const char *key, const char *s)
{
	hj_out_key(j, key);
	hj_out_str(j, s);
}

void
hj_out_put_int(struct hj_out *j, const char *key, int64_t value)
{
	hj_out_key(j, key);
	hj_out_int(j, value);
}

void
hj_out_put_bool(struct hj_out *j, const char *key, bool value)
{
	hj_out_key(j, key);
	hj_out_bool(j, value);
}

void
hj_out_put_texts(
    struct hj_out *j, const char *key, const struct hj_name *list, size_t n)
{
	hj_out_key(j, key);
	hj_out_open_array(j);
	for (size_t i = 0; i < n; i++)
		hj_out_str(j, list[i].text);
	hj_out_close(j);
}

void
hj_out_put_some(struct hj_out *j, const char *key, const char *s)
{
	if (s != NULL && *s != '\0')
		hj_out_put_str(j, key, s);
}

void
hj_out_put_day(struct hj_out *j, const char *key, int32_t ymd)
{
	struct hj_buf b;

	if (ymd == 0)
		return;
	hj_buf_init(&b, 16);
	hj_date_format(&b, (struct hj_date){ ymd });
	hj_out_put_str(j, key, hj_buf_text(&b));
	hj_buf_release(&b);
}
