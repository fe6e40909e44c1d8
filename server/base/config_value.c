/*
 * Reading one value of a setting; see config.h.
 */
#include "server/base/config.h"

#include "server/base/config_row.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#define HOST_MOST 261 /* 255, a colon, a port */

/* Digits only, at most 15 of them; what follows them is left in `*rest`. */
static bool
read_number(const char *text, int64_t *ret, const char **rest)
{
	size_t n = strspn(text, "0123456789");
	int64_t value = 0;
	size_t i;

	if (n == 0 || n > 15)
		return false;
	for (i = 0; i < n; i++)
		value = value * 10 + (text[i] - '0');
	*ret = value;
	*rest = text + n;
	return true;
}

static bool
read_duration(const char *text, int64_t *ret)
{
	static const struct {
		const char *name;
		int64_t ms;
	} units[] = {
		{ "ms", 1 },
		{ "s", 1000 },
		{ "m", 60 * 1000 },
		{ "h", 60 * 60 * 1000 },
		{ "d", 24 * 60 * 60 * 1000 },
	};
	const char *unit;
	int64_t n;
	size_t i;

	if (!read_number(text, &n, &unit) || n > INT64_C(1000000000))
		return false;
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(unit, units[i].name) == 0) {
			*ret = n * units[i].ms;
			return true;
		}
	}
	return false;
}

/* "[…]:port" or "a.b.c.d:port" in two; the host is copied to `host`. */
static bool
split_address(const char *text, char *host, size_t room, int64_t *port)
{
	const char *colon = strrchr(text, ':');
	const char *rest;
	size_t n;

	if (colon == NULL || !read_number(colon + 1, port, &rest) ||
	    *rest != '\0' || *port > 65535)
		return false;
	n = (size_t)(colon - text);
	if (n >= 2 && text[0] == '[' && text[n - 1] == ']') {
		text++;
		n -= 2;
	} else if (memchr(text, ':', n) != NULL) {
		return false;
	}
	if (n >= room)
		return false;
	memcpy(host, text, n);
	host[n] = '\0';
	return true;
}

bool
hj_address_read(const char *text, struct hj_address *out)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	struct hj_address got = { .port = 0 };
	char host[INET6_ADDRSTRLEN];
	int64_t port;

	if (!split_address(text, host, sizeof(host), &port))
		return false;
	got.port = (int)port;
	if (text[0] != '[' && inet_pton(AF_INET, host, &v4.sin_addr) == 1) {
		v4.sin_port = htons((uint16_t)port);
		memcpy(&got.sockaddr, &v4, sizeof(v4));
		got.length = sizeof(v4);
		got.loopback = ntohl(v4.sin_addr.s_addr) >> 24 == 127;
	} else if (text[0] == '[' &&
		   inet_pton(AF_INET6, host, &v6.sin6_addr) == 1) {
		v6.sin6_port = htons((uint16_t)port);
		memcpy(&got.sockaddr, &v6, sizeof(v6));
		got.length = sizeof(v6);
		got.loopback = IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
	} else {
		return false;
	}
	*out = got;
	return true;
}

/* The place of `text` among words with spaces between, or -1. */
static int
find_word(const char *words, const char *text)
{
	size_t n = strlen(text);
	int i = 0;

	for (; *words != '\0'; i++) {
		size_t len = strcspn(words, " ");

		if (len == n && strncmp(words, text, n) == 0)
			return i;
		words += len + (words[len] == ' ');
	}
	return -1;
}

/* Names with spaces between as a list that ends with NULL; NULL if bad. */
static const char *const *
read_hosts(struct hj_arena *a, const char *text)
{
	const char **list = NULL;
	size_t n = 0;

	for (;;) {
		size_t len;

		text += strspn(text, " ");
		len = strcspn(text, " ");
		if (len == 0)
			break;
		if (len > HOST_MOST ||
		    strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-:[]") <
			len)
			return NULL;
		*HJ_PUSH(a, list, n) = hj_strndup(a, text, len);
		text += len;
	}
	*HJ_PUSH(a, list, n) = NULL;
	return list;
}

static const char *
bounds(struct hj_arena *a, const struct hj_config_row *row, const char *unit)
{
	char text[96];

	(void)snprintf(text, sizeof(text), "%lld to %lld%s",
	    (long long)row->least, (long long)row->most, unit);
	return hj_strdup(a, text);
}

const char *
hj_config_value(struct hj_arena *a, struct hj_config *cfg,
    const struct hj_config_row *row, const char *text)
{
	int64_t number;
	const char *rest;
	const char *const *hosts;
	int word;

	switch (row->type) {
	case HJ_CONFIG_TEXT:
		if ((int64_t)strlen(text) > row->most)
			return bounds(a, row, " bytes");
		*HJ_CONFIG_AT(const char *, cfg, row) = hj_strdup(a, text);
		return NULL;
	case HJ_CONFIG_INT:
		if (!read_number(text, &number, &rest) || *rest != '\0' ||
		    number < row->least || number > row->most)
			return bounds(a, row, "");
		*HJ_CONFIG_AT(int64_t, cfg, row) = number;
		return NULL;
	case HJ_CONFIG_DURATION:
		if (!read_duration(text, &number) || number < row->least ||
		    number > row->most)
			return hj_concat(a, bounds(a, row, " ms"),
			    ", written 500ms, 30s, 15m, 12h or 30d", NULL);
		*HJ_CONFIG_AT(int64_t, cfg, row) = number;
		return NULL;
	case HJ_CONFIG_ADDRESS:
		if (!hj_address_read(text, &cfg->address))
			return "an address and a port, as 127.0.0.1:8080 or "
			       "[::1]:8080";
		*HJ_CONFIG_AT(const char *, cfg, row) = hj_strdup(a, text);
		return NULL;
	case HJ_CONFIG_HOSTS:
		hosts = read_hosts(a, text);
		if (hosts == NULL)
			return "lower-case host names or host:port, with "
			       "spaces between";
		*HJ_CONFIG_AT(const char *const *, cfg, row) = hosts;
		return NULL;
	case HJ_CONFIG_WORD:
		word = find_word(row->words, text);
		if (word < 0)
			return hj_concat(a, "one of ", row->words, NULL);
		*HJ_CONFIG_AT(int, cfg, row) = word;
		return NULL;
	}
	return NULL;
}
