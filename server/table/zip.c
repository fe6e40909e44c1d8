/* The parts of a ZIP file; see zip.h. */
#include "server/table/zip.h"

#include <string.h>
#include <zlib.h>

#define END_SIZE 22    /* of the record at the end, without its comment */
#define COMMENT 65535  /* bytes at most */
#define LISTED_SIZE 46 /* of an entry in the list, without its name */
#define LOCAL_SIZE 30  /* of the head before a part */
#define STORED 0
#define DEFLATED 8
#define ENCRYPTED 1

static enum hj_err
bad(struct hj_error *err, const char *what)
{
	return hj_fail(err, HJ_ERR_INPUT, "", what, NULL);
}

static unsigned
two(const unsigned char *p)
{
	return (unsigned)p[0] | (unsigned)p[1] << 8;
}

static size_t
four(const unsigned char *p)
{
	return (size_t)two(p) | (size_t)two(p + 2) << 16;
}

enum hj_err
hj_zip_open(struct hj_zip *z, const char *p, size_t n, struct hj_error *err)
{
	static const unsigned char mark[] = { 'P', 'K', 5, 6 };
	const unsigned char *at, *u = (const unsigned char *)p;
	size_t back;

	for (back = END_SIZE; back <= n && back <= END_SIZE + COMMENT; back++)
		if (memcmp(u + n - back, mark, sizeof(mark)) == 0)
			break;
	if (back > n || back > END_SIZE + COMMENT)
		return bad(err, "the workbook is cut off");
	at = u + n - back;
	*z = (struct hj_zip){ .p = u,
		.n = n,
		.first = four(at + 16),
		.parts = two(at + 10),
		.left = HJ_ZIP_UNPACKED };
	if (z->parts > HJ_ZIP_PARTS || z->first > n)
		return bad(err, "the workbook has too many parts");
	return HJ_OK;
}

/* The entry of `name` in the list; NULL if there is none. */
static const unsigned char *
listed(const struct hj_zip *z, const char *name)
{
	size_t at = z->first, want = strlen(name);

	for (unsigned i = 0; i < z->parts; i++) {
		const unsigned char *e = z->p + at;
		size_t len;

		if (z->n - at < LISTED_SIZE || memcmp(e, "PK\1\2", 4) != 0)
			return NULL;
		len = two(e + 28);
		if (z->n - at - LISTED_SIZE < len)
			return NULL;
		if (len == want && memcmp(e + LISTED_SIZE, name, len) == 0)
			return e;
		len += LISTED_SIZE + two(e + 30) + two(e + 32);
		if (z->n - at < len)
			return NULL;
		at += len;
	}
	return NULL;
}

static enum hj_err
unpack(const unsigned char *from, size_t n, unsigned char *to, size_t size,
    struct hj_error *err)
{
	z_stream s = { .next_in = (unsigned char *)(uintptr_t)from,
		.avail_in = (unsigned)n,
		.next_out = to,
		.avail_out = (unsigned)size };
	int end;

	if (inflateInit2(&s, -MAX_WBITS) != Z_OK)
		return bad(err, "the workbook cannot be unpacked");
	end = inflate(&s, Z_FINISH);
	(void)inflateEnd(&s);
	if (end != Z_STREAM_END || s.total_out != size)
		return bad(err, "a part of the workbook is damaged");
	return HJ_OK;
}

enum hj_err
hj_zip_part(struct hj_zip *z, struct hj_arena *a, const char *name,
    const char **ret, size_t *ret_n, struct hj_error *err)
{
	const unsigned char *e = listed(z, name), *local;
	size_t packed, size, at, skip;
	unsigned char *out;

	*ret = NULL;
	if (e == NULL)
		return HJ_OK;
	packed = four(e + 20);
	size = four(e + 24);
	at = four(e + 42);
	if (two(e + 8) & ENCRYPTED)
		return bad(err, "the workbook has a password");
	if (size > z->left)
		return bad(err, "the workbook unpacks to too much");
	if (at > z->n || z->n - at < LOCAL_SIZE)
		return bad(err, "a part of the workbook is damaged");
	local = z->p + at;
	skip = LOCAL_SIZE + two(local + 26) + two(local + 28);
	if (z->n - at < skip || z->n - at - skip < packed)
		return bad(err, "a part of the workbook is damaged");
	z->left -= size;
	out = hj_alloc(a, size + 1);
	if (two(e + 10) == STORED && packed == size)
		memcpy(out, local + skip, size);
	else if (two(e + 10) != DEFLATED)
		return bad(err, "the workbook is packed in an unknown way");
	else if (unpack(local + skip, packed, out, size, err) != HJ_OK)
		return HJ_ERR_INPUT;
	*ret = (const char *)out;
	*ret_n = size;
	return HJ_OK;
}
