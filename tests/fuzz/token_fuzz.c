/*
 * The tokenizer under libFuzzer.
 *
 * The first byte says how the rest is cut into pieces.  For any input:
 *  - whole and cut, it tells the same;
 *  - a request it lets pass holds nothing a later reader could take otherwise;
 *  - written out again in its plainest form, that request is read as itself.
 * Accepted queries go through hj_target_query() as well.
 */
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "server/http/target.h"
#include "server/http/token.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BODY_MAX 4096
#define TEXT_MAX ((size_t)1 << 22)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
	if (!truth)
		abort();
}

/* One request that was let pass, and all that was told about the input. */
struct told {
	struct hj_buf all;
	struct hj_buf body;
	struct hj_buf plain; /* the last request, written out again */
	size_t fields;       /* its fields */
};

static bool
is_clean(const char *s)
{
	for (; *s != '\0'; s++) {
		if (((unsigned char)*s < 0x20 && *s != '\t') || *s == 0x7f)
			return false;
	}
	return true;
}

static void
check_head(const struct hj_token *t)
{
	const char *path = t->text + t->path;
	int hosts = 0;
	int lengths = 0;
	int codings = 0;

	must(path[0] == '/' && is_clean(path) && strchr(path, '\t') == NULL);
	must(strstr(path, "/../") == NULL && strstr(path, "/./") == NULL);
	must(t->used <= sizeof(t->text));
	must(t->minor == 1 || t->close);
	for (size_t i = 0; i < t->fields_n; i++) {
		const char *name = t->text + t->fields[i].name;
		const char *value = t->text + t->fields[i].value;

		must(*name != '\0' && strpbrk(name, " \t:\r\n") == NULL);
		must(is_clean(value) && *value != ' ' && *value != '\t');
		hosts += strcmp(name, "host") == 0;
		lengths += strcmp(name, "content-length") == 0;
		codings += strcmp(name, "transfer-encoding") == 0;
	}
	must(hosts == 1 && lengths + codings <= 1);
}

static void
check_query(const char *query)
{
	struct hj_arena *a = hj_arena_new();
	const struct hj_pair *pairs = NULL;
	size_t n = 0;

	if (hj_target_query(a, query, &pairs, &n) == NULL) {
		for (size_t i = 0; i < n; i++)
			must(is_clean(pairs[i].name) &&
			     is_clean(pairs[i].value));
	}
	hj_arena_free(a);
}

static void
put_path(struct hj_buf *b, const char *path)
{
	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (c == '%' || c == '?' || c >= 0x7f || !hj_target_char(c)) {
			hj_buf_putc(b, '%');
			hj_buf_hex(b, &c, 1);
		} else {
			hj_buf_putc(b, (char)c);
		}
	}
}

/* The request in its plainest form: one space, one length, no chunks. */
static void
put_plain(struct told *o, const struct hj_token *t)
{
	struct hj_buf *b = &o->plain;

	hj_buf_clear(b);
	o->fields = t->fields_n;
	hj_buf_puts(b, t->text + t->method);
	hj_buf_putc(b, ' ');
	put_path(b, t->text + t->path);
	hj_buf_putc(b, '?');
	hj_buf_puts(b, t->text + t->query);
	hj_buf_puts(b, t->minor == 1 ? " HTTP/1.1\r\n" : " HTTP/1.0\r\n");
	for (size_t i = 0; i < t->fields_n; i++) {
		const char *name = t->text + t->fields[i].name;

		if (strcmp(name, "content-length") == 0 ||
		    strcmp(name, "transfer-encoding") == 0)
			continue;
		hj_buf_puts(b, name);
		hj_buf_puts(b, ":");
		hj_buf_puts(b, t->text + t->fields[i].value);
		hj_buf_puts(b, "\r\n");
	}
	hj_buf_puts(b, "content-length:");
	hj_buf_int(b, (int64_t)o->body.n);
	hj_buf_puts(b, "\r\n\r\n");
	hj_buf_put(b, o->body.p, o->body.n);
}

/* Read all of `p` in pieces of `piece` bytes; true if it was not refused. */
static bool
read_all(struct told *o, const char *p, size_t n, size_t piece)
{
	/* Static: making 19 KB anew for each input is what would cost most. */
	static struct hj_token token;
	struct hj_token *t = &token;
	enum hj_token_step step = HJ_TOKEN_MORE;
	size_t left = 0;

	hj_token_init(t);
	while (step != HJ_TOKEN_BAD) {
		size_t used;

		if (step == HJ_TOKEN_MORE && left == 0) {
			left = piece < n ? piece : n;
			n -= left;
			if (left == 0)
				break;
		}
		step = hj_token_feed(t, p, left, &used);
		p += used;
		left -= used;
		if (step == HJ_TOKEN_HEAD) {
			check_head(t);
			check_query(t->text + t->query);
			hj_buf_clear(&o->body);
			step = hj_token_accept(t, BODY_MAX);
		} else if (step == HJ_TOKEN_BODY) {
			hj_buf_put(&o->body, t->data, t->data_n);
			must(o->body.n <= BODY_MAX && o->body.n == t->body_n);
		}
		if (step == HJ_TOKEN_DONE) {
			put_plain(o, t);
			hj_buf_put(&o->all, o->plain.p, o->plain.n);
			hj_token_init(t);
			step = HJ_TOKEN_MORE;
		}
	}
	if (step == HJ_TOKEN_BAD) {
		hj_buf_int(&o->all, t->status);
		hj_buf_puts(&o->all, t->reason);
	}
	return step != HJ_TOKEN_BAD;
}

static void
told_init(struct told *o)
{
	o->fields = 0;
	hj_buf_init(&o->all, TEXT_MAX);
	hj_buf_init(&o->body, TEXT_MAX);
	hj_buf_init(&o->plain, TEXT_MAX);
}

static void
told_release(struct told *o)
{
	hj_buf_release(&o->all);
	hj_buf_release(&o->body);
	hj_buf_release(&o->plain);
}

static bool
same(const struct hj_buf *a, const struct hj_buf *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->p, b->p, a->n) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct told whole;
	struct told cut;
	struct told again;
	const char *p = (const char *)data + 1;

	if (size < 2)
		return 0;
	told_init(&whole);
	told_init(&cut);
	told_init(&again);
	(void)read_all(&whole, p, size - 1, size);
	(void)read_all(&cut, p, size - 1, 1 + data[0] % 16);
	must(same(&whole.all, &cut.all));
	/* Escapes and one more field may pass limits that the request kept. */
	if (whole.plain.n > 0 && whole.plain.n < HJ_TOKEN_TARGET_MAX &&
	    whole.fields < HJ_TOKEN_FIELDS_MAX) {
		must(read_all(
		    &again, whole.plain.p, whole.plain.n, whole.plain.n));
		must(same(&again.plain, &whole.plain));
	}
	told_release(&whole);
	told_release(&cut);
	told_release(&again);
	return 0;
}
