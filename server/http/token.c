/*
 * One HTTP/1.x request out of a stream of bytes; see token.h.
 *
 * A state machine: each state has a function that is given the next byte and
 * goes to another state, stays, or calls bad(), after which nothing is used
 * any more.  The functions stand in the order in which a request meets them;
 * the table of them is at the end.  Only body data is taken in runs.
 */
#include "server/http/token.h"

#include "server/http/target.h"
#include "server/http/token_field.h"

#include <string.h>

enum state {
	BEFORE,    /* nothing yet, or one empty line */
	BEFORE_LF, /* LF of the empty line must follow */
	METHOD,    /* at least one byte of it is there */
	TARGET,    /* behind the space */
	VERSION,   /* `seen` bytes of "HTTP/d.d" are there */
	LINE_CR,   /* CR must follow */
	LINE_LF,   /* LF must follow */
	FIELD,     /* at the start of a field line, or of the last CRLF */
	NAME,      /* inside a name */
	LEAD,      /* in the white space before a value */
	VALUE,     /* inside a value */
	VALUE_LF,  /* LF must follow */
	HEAD_LF,   /* LF of the empty line that ends the head must follow */
	HEAD,      /* waits for hj_token_accept() */
	DATA,      /* `left` bytes of a body of known length follow */
	SIZE,      /* in a chunk size of which `seen` digits are there */
	SIZE_LF,   /* LF must follow */
	CHUNK,     /* `left` bytes of a chunk follow */
	CHUNK_CR,  /* CR behind a chunk must follow */
	CHUNK_LF,  /* and its LF */
	LAST_CR,   /* the CRLF that ends a chunked body: no trailers */
	LAST_LF,   /* and its LF */
	COMPLETE,  /* all was handed out */
	REFUSED,   /* bad() was called */
	STATE__MAX,
};

typedef void byte_fn(struct hj_token *, unsigned char c);

void
hj_token_init(struct hj_token *t)
{
	memset(t, 0, offsetof(struct hj_token, fields));
	t->used = 0;
	t->state = BEFORE;
	t->step = HJ_TOKEN_MORE;
}

static void
bad(struct hj_token *t, int status, const char *reason)
{
	t->state = REFUSED;
	t->step = HJ_TOKEN_BAD;
	t->status = status;
	t->reason = reason;
}

static bool
is_token_char(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9'))
		return true;
	return c != '\0' && strchr("-_.!#$%&'*+^`|~", c) != NULL;
}

static bool
is_value_char(unsigned char c)
{
	return c == '\t' || (c >= 0x20 && c != 0x7f);
}

static unsigned char
lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c;
}

/* Every text fits: its limit is checked before, and text[] holds all limits. */
static void
keep(struct hj_token *t, unsigned char c)
{
	t->text[t->used++] = (char)c;
}

/* Go to `next` if `c` is the one byte that may stand here. */
static void
need(struct hj_token *t, unsigned char c, char wanted, enum state next,
    const char *why)
{
	if (c == (unsigned char)wanted)
		t->state = (unsigned char)next;
	else
		bad(t, 400, why);
}

/* ---- the request line ---- */

static void
before_byte(struct hj_token *t, unsigned char c)
{
	if (c == '\r' && !t->blank) {
		t->state = BEFORE_LF;
	} else if (is_token_char(c)) {
		keep(t, c);
		t->state = METHOD;
	} else {
		bad(t, 400, "the request does not begin with a method");
	}
}

static void
before_lf_byte(struct hj_token *t, unsigned char c)
{
	t->blank = true;
	need(t, c, '\n', BEFORE, "a line does not end in CRLF");
}

static void
method_byte(struct hj_token *t, unsigned char c)
{
	if (c == ' ') {
		keep(t, '\0');
		t->path = (uint16_t)t->used;
		t->state = TARGET;
	} else if (!is_token_char(c)) {
		bad(t, 400, "the method has a forbidden character");
	} else if (t->used == HJ_TOKEN_METHOD_MAX) {
		bad(t, 501, "the method is too long");
	} else {
		keep(t, c);
	}
}

static void
end_target(struct hj_token *t)
{
	const char *query = NULL;
	const char *why;

	keep(t, '\0');
	why = hj_target_split(t->text + t->path, &query);
	if (why != NULL) {
		bad(t, 400, why);
		return;
	}
	t->query = (uint16_t)(query - t->text);
	t->state = VERSION;
}

static void
target_byte(struct hj_token *t, unsigned char c)
{
	size_t n = t->used - t->path;

	if (n == 0 && c != '/')
		bad(t, 400, "the target is not in origin form");
	else if (c == ' ')
		end_target(t);
	else if (!hj_target_char(c))
		bad(t, 400, "the target has a forbidden character");
	else if (n == HJ_TOKEN_TARGET_MAX)
		bad(t, 414, "the target is too long");
	else
		keep(t, c);
}

static void
version_byte(struct hj_token *t, unsigned char c)
{
	static const char pattern[] = "HTTP/d.d";
	char want = pattern[t->seen];

	if (want == 'd' ? c < '0' || c > '9' : c != (unsigned char)want) {
		bad(t, 400, "the version is malformed");
		return;
	}
	if (t->seen == 5)
		t->major = c - '0';
	if (t->seen == 7)
		t->minor = c - '0';
	if (++t->seen == sizeof(pattern) - 1)
		t->state = LINE_CR;
}

static void
line_cr_byte(struct hj_token *t, unsigned char c)
{
	need(t, c, '\r', LINE_LF, "the request line does not end in CRLF");
}

static void
line_lf_byte(struct hj_token *t, unsigned char c)
{
	need(t, c, '\n', FIELD, "the request line does not end in CRLF");
	if (t->state != FIELD)
		return;
	if (t->major != 1 || t->minor > 1)
		bad(t, 505, "the version is not HTTP/1.0 or HTTP/1.1");
	t->close = t->minor == 0;
}

/* ---- the fields ---- */

static void
field_byte(struct hj_token *t, unsigned char c)
{
	if (c == '\r') {
		t->state = HEAD_LF;
	} else if (c == ' ' || c == '\t') {
		bad(t, 400,
		    "a field line is folded or begins with white space");
	} else if (!is_token_char(c)) {
		bad(t, 400, "a field name has a forbidden character");
	} else if (t->fields_n == HJ_TOKEN_FIELDS_MAX) {
		bad(t, 431, "there are too many fields");
	} else {
		t->fields[t->fields_n].name = (uint16_t)t->used;
		keep(t, lower(c));
		t->state = NAME;
	}
}

static void
name_byte(struct hj_token *t, unsigned char c)
{
	if (c == ':') {
		keep(t, '\0');
		t->fields[t->fields_n].value = (uint16_t)t->used;
		t->state = LEAD;
	} else if (!is_token_char(c)) {
		bad(t, 400, "a field name has a forbidden character");
	} else {
		keep(t, lower(c));
	}
}

static void
value_byte(struct hj_token *t, unsigned char c)
{
	t->state = VALUE;
	if (c == '\r')
		t->state = VALUE_LF;
	else if (!is_value_char(c))
		bad(t, 400, "a field value has a forbidden character");
	else
		keep(t, c);
}

static void
lead_byte(struct hj_token *t, unsigned char c)
{
	if (c != ' ' && c != '\t')
		value_byte(t, c);
}

static void
value_lf_byte(struct hj_token *t, unsigned char c)
{
	struct hj_token_field *f = &t->fields[t->fields_n];
	const char *why;

	need(t, c, '\n', FIELD, "a field line does not end in CRLF");
	if (t->state != FIELD)
		return;
	while (t->used > f->value &&
	       (t->text[t->used - 1] == ' ' || t->text[t->used - 1] == '\t'))
		t->used--;
	keep(t, '\0');
	t->fields_n++;
	why = hj_token_field_take(t, t->text + f->name, t->text + f->value);
	if (why != NULL)
		bad(t, t->status, why);
}

static void
head_lf_byte(struct hj_token *t, unsigned char c)
{
	const char *why;

	need(t, c, '\n', HEAD, "the head does not end in CRLF");
	if (t->state != HEAD)
		return;
	t->step = HJ_TOKEN_HEAD;
	why = hj_token_field_judge(t);
	if (why != NULL)
		bad(t, t->status, why);
}

/* ---- the body ---- */

enum hj_token_step
hj_token_accept(struct hj_token *t, uint64_t body_max)
{
	if (t->state != HEAD)
		return t->step;
	t->body_max = body_max;
	t->step = HJ_TOKEN_MORE;
	t->left = t->length;
	t->seen = 0;
	if (t->chunked) {
		t->state = SIZE;
	} else if (t->length > body_max) {
		bad(t, 413, "the body is too long");
	} else if (t->length > 0) {
		t->state = DATA;
	} else {
		t->state = COMPLETE;
		t->step = HJ_TOKEN_DONE;
	}
	return t->step;
}

bool
hj_token_has_body(const struct hj_token *t)
{
	return t->chunked || t->length > 0;
}

static void
size_byte(struct hj_token *t, unsigned char c)
{
	unsigned char digit = lower(c);

	if (c == '\r' && t->seen > 0) {
		t->state = SIZE_LF;
		return;
	}
	if (digit >= '0' && digit <= '9') {
		digit = (unsigned char)(digit - '0');
	} else if (digit >= 'a' && digit <= 'f') {
		digit = (unsigned char)(digit - 'a' + 10);
	} else {
		bad(t, 400, "a chunk size is not hex digits and CRLF");
		return;
	}
	t->left = t->left << 4 | digit;
	if (++t->seen > 8)
		bad(t, 400, "a chunk size has more than 8 digits");
}

static void
size_lf_byte(struct hj_token *t, unsigned char c)
{
	need(t, c, '\n', CHUNK, "a chunk size is not hex digits and CRLF");
	if (t->state != CHUNK)
		return;
	t->seen = 0;
	if (t->left == 0)
		t->state = LAST_CR;
	else if (t->left > t->body_max - t->body_n)
		bad(t, 413, "the body is too long");
}

static void
chunk_cr_byte(struct hj_token *t, unsigned char c)
{
	need(t, c, '\r', CHUNK_LF, "a chunk does not end in CRLF");
}

static void
chunk_lf_byte(struct hj_token *t, unsigned char c)
{
	need(t, c, '\n', SIZE, "a chunk does not end in CRLF");
}

static void
last_cr_byte(struct hj_token *t, unsigned char c)
{
	need(t, c, '\r', LAST_LF, "a trailer follows the last chunk");
}

static void
last_lf_byte(struct hj_token *t, unsigned char c)
{
	need(t, c, '\n', COMPLETE, "the body does not end in CRLF");
	if (t->state == COMPLETE)
		t->step = HJ_TOKEN_DONE;
}

/* Hand out what there is of the body; returns how many bytes that was. */
static size_t
body_run(struct hj_token *t, const char *p, size_t n)
{
	if (n > t->left)
		n = (size_t)t->left;
	t->data = p;
	t->data_n = n;
	t->left -= n;
	t->body_n += n;
	if (t->left == 0)
		t->state = t->chunked ? CHUNK_CR : COMPLETE;
	t->step = HJ_TOKEN_BODY;
	return n;
}

/* What is done with a byte in each state that looks at single bytes. */
static byte_fn *const on_byte[STATE__MAX] = {
	[BEFORE] = before_byte,
	[BEFORE_LF] = before_lf_byte,
	[METHOD] = method_byte,
	[TARGET] = target_byte,
	[VERSION] = version_byte,
	[LINE_CR] = line_cr_byte,
	[LINE_LF] = line_lf_byte,
	[FIELD] = field_byte,
	[NAME] = name_byte,
	[LEAD] = lead_byte,
	[VALUE] = value_byte,
	[VALUE_LF] = value_lf_byte,
	[HEAD_LF] = head_lf_byte,
	[SIZE] = size_byte,
	[SIZE_LF] = size_lf_byte,
	[CHUNK_CR] = chunk_cr_byte,
	[CHUNK_LF] = chunk_lf_byte,
	[LAST_CR] = last_cr_byte,
	[LAST_LF] = last_lf_byte,
};

enum hj_token_step
hj_token_feed(struct hj_token *t, const char *p, size_t n, size_t *ret_used)
{
	size_t i = 0;

	if (t->step == HJ_TOKEN_BODY)
		t->step = t->state == COMPLETE ? HJ_TOKEN_DONE : HJ_TOKEN_MORE;
	while (t->step == HJ_TOKEN_MORE && i < n) {
		if (t->state == DATA || t->state == CHUNK) {
			i += body_run(t, p + i, n - i);
			continue;
		}
		if (t->state >= FIELD && t->state < HEAD &&
		    ++t->block > HJ_TOKEN_BLOCK_MAX) {
			bad(t, 431, "the fields are too long");
			continue;
		}
		on_byte[t->state](t, (unsigned char)p[i++]);
	}
	*ret_used = i;
	return t->step;
}
