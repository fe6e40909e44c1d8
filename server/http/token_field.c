/* What header fields say about framing; see token_field.h. */
#include "server/http/token_field.h"

#include "server/http/token.h"

#include <string.h>
#include <strings.h>

/* Fields that may stand only once; the bit in `singles` is the index. */
static const char *const singles[] = {
	"host", /* first: end of head asks for its bit */
	"authorization",
	"content-encoding",
	"content-length",
	"content-range",
	"content-type",
	"cookie",
	"expect",
	"idempotency-key",
	"if-match",
	"if-none-match",
	"last-event-id",
	"origin",
	"range",
	"sec-fetch-site",
	"transfer-encoding",
};

#define HOST_SEEN 1u

static const char *
refuse(struct hj_token *t, int status, const char *why)
{
	t->status = status;
	return why;
}

/* host[:port], in the characters such names are made of. */
static const char *
take_host(struct hj_token *t, const char *value)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-._:[]";

	if (*value == '\0')
		return refuse(t, 400, "Host is empty");
	if (value[strspn(value, allowed)] != '\0')
		return refuse(t, 400, "Host has a forbidden character");
	return NULL;
}

static const char *
take_length(struct hj_token *t, const char *value)
{
	size_t n = strspn(value, "0123456789");

	if (n == 0 || n > 10 || value[n] != '\0')
		return refuse(t, 400, "Content-Length is not 1 to 10 digits");
	for (size_t i = 0; i < n; i++)
		t->length = t->length * 10 + (uint64_t)(value[i] - '0');
	t->has_length = true;
	return NULL;
}

static const char *
take_coding(struct hj_token *t, const char *value)
{
	t->has_coding = true;
	t->chunked = strcasecmp(value, "chunked") == 0;
	return NULL;
}

static const char *
take_expect(struct hj_token *t, const char *value)
{
	if (strcasecmp(value, "100-continue") != 0)
		return refuse(t, 417, "the expectation is not known");
	t->expect_continue = true;
	return NULL;
}

/* A list of options; "close" is the only one that matters. */
static const char *
take_connection(struct hj_token *t, const char *value)
{
	const char *p = value;

	while (*p != '\0') {
		size_t n;

		p += strspn(p, ", \t");
		n = strcspn(p, ", \t");
		if (n == 5 && strncasecmp(p, "close", 5) == 0)
			t->close = true;
		p += n;
	}
	return NULL;
}

static const struct {
	const char *name;
	const char *(*take)(struct hj_token *, const char *value);
} takers[] = {
	{ "host", take_host },
	{ "content-length", take_length },
	{ "transfer-encoding", take_coding },
	{ "expect", take_expect },
	{ "connection", take_connection },
};

const char *
hj_token_field_take(struct hj_token *t, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof(singles) / sizeof(singles[0]); i++) {
		if (strcmp(name, singles[i]) != 0)
			continue;
		if ((t->singles & 1u << i) != 0)
			return refuse(
			    t, 400, "a field is repeated that must not be");
		t->singles |= 1u << i;
	}
	for (size_t i = 0; i < sizeof(takers) / sizeof(takers[0]); i++) {
		if (strcmp(name, takers[i].name) == 0)
			return takers[i].take(t, value);
	}
	return NULL;
}

const char *
hj_token_field_judge(struct hj_token *t)
{
	if ((t->singles & HOST_SEEN) == 0)
		return refuse(t, 400, "Host is missing");
	if (t->has_length && t->has_coding)
		return refuse(t, 400, "a length and a transfer coding");
	if (t->has_coding && t->minor == 0)
		return refuse(t, 400, "a transfer coding in HTTP/1.0");
	if (t->has_coding && !t->chunked)
		return refuse(t, 501, "the transfer coding is not chunked");
	return NULL;
}
