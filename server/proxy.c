/* A front proxy that ends TLS; see proxy.h. */
#include "server/proxy.h"

#include "server/http/peer.h"
#include "server/http/req.h"

#include <string.h>
#include <strings.h>

struct hj_proxies {
	struct hj_network *net;
	const char **name; /* ends with NULL */
	size_t n;
};

struct hj_proxies *
hj_proxies_new(struct hj_arena *a, const char *list, struct hj_error *err)
{
	struct hj_proxies *p = HJ_NEW(a, struct hj_proxies);
	size_t names = 0;

	for (list += strspn(list, " "); *list != '\0';
	     list += strspn(list, " ")) {
		size_t len = strcspn(list, " ");
		const char *name = hj_strndup(a, list, len);

		if (!hj_network_read(HJ_PUSH(a, p->net, p->n), name)) {
			hj_fail(err, HJ_ERR_INPUT, "trusted_proxy",
			    "no address or network: ", name);
			return NULL;
		}
		*HJ_PUSH(a, p->name, names) = name;
		list += len;
	}
	*HJ_PUSH(a, p->name, names) = NULL;
	return p;
}

const char *const *
hj_proxies_names(const struct hj_proxies *p)
{
	return p->name;
}

/* Is it the address of a proxy?  -1: it is no address. */
static int
is_proxy(const struct hj_proxies *p, const char *address)
{
	struct hj_network one;
	struct hj_peer peer = { .text = "" };

	if (strchr(address, '/') != NULL || !hj_network_read(&one, address))
		return -1;
	memcpy(peer.bytes, one.bytes, sizeof(peer.bytes));
	for (size_t i = 0; i < p->n; i++)
		if (hj_network_has(&p->net[i], &peer))
			return 1;
	return 0;
}

/* The value of the last header of that name: proxies append. */
static const char *
last_header(const struct hj_req *req, const char *name)
{
	for (size_t i = req->n_headers; i > 0; i--)
		if (strcmp(req->headers[i - 1].name, name) == 0)
			return req->headers[i - 1].value;
	return NULL;
}

/* `n` bytes without blanks, quotes, brackets, and the port behind them. */
static const char *
address_in(struct hj_arena *a, const char *text, size_t n)
{
	size_t len;

	while (n > 0 && strchr(" \t\"[", *text) != NULL) {
		text++;
		n--;
	}
	for (len = 0; len < n && strchr(" \t\"]", text[len]) == NULL; len++)
		;
	/* "192.0.2.1:4711" */
	if (memchr(text, '.', len) != NULL && memchr(text, ':', len) != NULL &&
	    *text != ':') {
		const char *colon = memchr(text, ':', len);

		if (memchr(text, '.', (size_t)(colon - text)) != NULL)
			len = (size_t)(colon - text);
	}
	return hj_strndup(a, text, len);
}

/* The address in one element of Forwarded: "for=...;proto=https". */
static const char *
forwarded_for(struct hj_arena *a, const char *text, size_t n)
{
	while (n > 0) {
		const char *end = memchr(text, ';', n);
		size_t len = end == NULL ? n : (size_t)(end - text);
		size_t blank = 0;

		while (blank < len && text[blank] == ' ')
			blank++;
		if (len - blank > 4 &&
		    strncasecmp(text + blank, "for=", 4) == 0)
			return address_in(a, text + blank + 4, len - blank - 4);
		if (end == NULL)
			break;
		n -= len + 1;
		text = end + 1;
	}
	return "";
}

/* From the end of a list, the first address that is no proxy's; or NULL. */
static const char *
origin(const struct hj_proxies *p, struct hj_arena *a, const char *list,
    bool forwarded)
{
	size_t end = strlen(list);

	for (;;) {
		size_t at = end;
		const char *address;
		int proxy;

		while (at > 0 && list[at - 1] != ',')
			at--;
		address = forwarded ? forwarded_for(a, list + at, end - at)
				    : address_in(a, list + at, end - at);
		proxy = is_proxy(p, address);
		if (proxy == 0)
			return address;
		if (proxy < 0 || at == 0)
			return NULL;
		end = at - 1;
	}
}

void
hj_proxies_apply(const struct hj_proxies *p, struct hj_req *req)
{
	const char *list, *from = NULL, *proto;

	if (p->n == 0 || is_proxy(p, req->peer) != 1)
		return;
	list = last_header(req, "x-forwarded-for");
	if (list != NULL)
		from = origin(p, req->arena, list, false);
	else if ((list = last_header(req, "forwarded")) != NULL)
		from = origin(p, req->arena, list, true);
	if (from != NULL)
		req->peer = from;
	proto = last_header(req, "x-forwarded-proto");
	if (proto != NULL && strcasecmp(proto, "https") == 0)
		req->tls = true;
}
