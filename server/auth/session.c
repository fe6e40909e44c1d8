/* Sessions of people and keys of machines; see session.h. */
#include "server/auth/session.h"

#include "lib/integrity/base64url.h"

#include <string.h>
#include <strings.h>

#define TOKEN_SIZE 32
#define TOKEN_LENGTH (HJ_TOKEN_ROOM - 1)
#define API_ID_LENGTH (HJ_API_ID_ROOM - 1)
#define API_PREFIX "hjk_"
#define TOUCH_MS 60000

#define COOKIE_TLS "__Host-sid"
#define COOKIE_PLAIN "sid"
#define DEVICE_TLS "__Host-device"
#define DEVICE_PLAIN "device"
#define COOKIE_REST "; Path=/; HttpOnly; SameSite=Lax"

static bool
token_ok(const char *token, size_t n)
{
	unsigned char bytes[TOKEN_SIZE];

	return n == TOKEN_LENGTH && hj_base64url_read(bytes, token, n);
}

static void
hash_text(
    struct hj_crypto *c, unsigned char hash[HJ_DIGEST_SIZE], const char *text)
{
	const struct hj_piece piece = { text, strlen(text) };

	hj_sha256(c, hash, &piece, 1);
}

void
hj_session_token(char token[HJ_TOKEN_ROOM])
{
	unsigned char bytes[TOKEN_SIZE];

	hj_random(bytes, sizeof(bytes));
	hj_base64url_write(token, bytes, sizeof(bytes));
	hj_wipe(bytes, sizeof(bytes));
}

bool
hj_session_hash(
    struct hj_crypto *c, unsigned char hash[HJ_DIGEST_SIZE], const char *token)
{
	if (!token_ok(token, strlen(token)))
		return false;
	hash_text(c, hash, token);
	return true;
}

void
hj_session_csrf(
    struct hj_crypto *c, char csrf[HJ_TOKEN_ROOM], const char *token)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	struct hj_key key = { { 0 } };

	if (token_ok(token, strlen(token)))
		(void)hj_base64url_read(key.bytes, token, TOKEN_LENGTH);
	else
		hj_random(&key, sizeof(key)); /* fits nothing */
	hj_hmac(c, digest, &key, &(struct hj_piece){ "csrf", 4 }, 1);
	hj_base64url_write(csrf, digest, sizeof(digest));
	hj_wipe(&key, sizeof(key));
}

bool
hj_session_stale(int64_t now_ms, int64_t last_seen_ms)
{
	return now_ms - last_seen_ms >= TOUCH_MS;
}

/* ---- the cookie ---- */

static const char *
cookie_name(bool tls)
{
	return tls ? COOKIE_TLS : COOKIE_PLAIN;
}

static const char *
device_name(bool tls)
{
	return tls ? DEVICE_TLS : DEVICE_PLAIN;
}

static void
put_cookie(struct hj_buf *b, const char *name, const char *token, bool tls)
{
	hj_buf_puts(b, name);
	hj_buf_putc(b, '=');
	hj_buf_puts(b, token);
	hj_buf_puts(b, COOKIE_REST);
	if (tls)
		hj_buf_puts(b, "; Secure");
}

void
hj_cookie_set(struct hj_buf *b, const char *token, bool tls)
{
	put_cookie(b, cookie_name(tls), token, tls);
}

void
hj_cookie_clear(struct hj_buf *b, bool tls)
{
	hj_cookie_set(b, "", tls);
	hj_buf_puts(b, "; Max-Age=0");
}

void
hj_device_cookie_set(struct hj_buf *b, const char *token, bool tls)
{
	put_cookie(b, device_name(tls), token, tls);
	hj_buf_puts(b, "; Max-Age=");
	hj_buf_int(b, HJ_DEVICE_DAYS * 24 * 3600);
}

static bool
find_cookie(char token[HJ_TOKEN_ROOM], const char *cookie, const char *name)
{
	const char *found = NULL;
	size_t n = strlen(name), found_n = 0;

	if (cookie == NULL)
		return false;
	while (*cookie != '\0') {
		size_t len = strcspn(cookie, ";");

		if (len > n && cookie[n] == '=' &&
		    strncmp(cookie, name, n) == 0) {
			if (found != NULL)
				return false;
			found = cookie + n + 1;
			found_n = len - n - 1;
		}
		cookie += len;
		cookie += strspn(cookie, "; ");
	}
	if (found == NULL || !token_ok(found, found_n))
		return false;
	memcpy(token, found, TOKEN_LENGTH);
	token[TOKEN_LENGTH] = '\0';
	return true;
}

bool
hj_cookie_find(char token[HJ_TOKEN_ROOM], const char *cookie, bool tls)
{
	return find_cookie(token, cookie, cookie_name(tls));
}

bool
hj_device_cookie_find(char token[HJ_TOKEN_ROOM], const char *cookie, bool tls)
{
	return find_cookie(token, cookie, device_name(tls));
}

/* ---- did a page of ours send it? ---- */

/* Is the origin that of the host it was sent to? */
static bool
origin_fits(const struct hj_write_marks *m)
{
	const char *scheme = m->tls ? "https://" : "http://";
	size_t n = strlen(scheme);

	return m->origin != NULL && m->host != NULL &&
	       strncmp(m->origin, scheme, n) == 0 &&
	       strcasecmp(m->origin + n, m->host) == 0;
}

bool
hj_sign_in_marks_fit(const struct hj_write_marks *m)
{
	return origin_fits(m) &&
	       (m->fetch_site == NULL ||
		   strcmp(m->fetch_site, "same-origin") == 0 ||
		   strcmp(m->fetch_site, "none") == 0);
}

bool
hj_write_marks_fit(
    struct hj_crypto *c, const struct hj_write_marks *m, const char *token)
{
	char csrf[HJ_TOKEN_ROOM];

	if (!hj_sign_in_marks_fit(m) || m->csrf == NULL ||
	    strlen(m->csrf) != TOKEN_LENGTH)
		return false;
	hj_session_csrf(c, csrf, token);
	return hj_same_secret(csrf, m->csrf, TOKEN_LENGTH);
}

/* ---- API keys ---- */

void
hj_api_key_draw(struct hj_crypto *c, char key[HJ_API_KEY_ROOM],
    char id[HJ_API_ID_ROOM], unsigned char hash[HJ_DIGEST_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	size_t n = strlen(API_PREFIX);
	unsigned char bytes[API_ID_LENGTH / 2];
	char *secret = key + n + API_ID_LENGTH + 1;

	hj_random(bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(bytes); i++) {
		id[2 * i] = digits[bytes[i] >> 4];
		id[2 * i + 1] = digits[bytes[i] & 15];
	}
	id[API_ID_LENGTH] = '\0';
	memcpy(key, API_PREFIX, n);
	memcpy(key + n, id, API_ID_LENGTH);
	key[n + API_ID_LENGTH] = '_';
	hj_session_token(secret);
	hash_text(c, hash, secret);
}

bool
hj_api_key_read(struct hj_crypto *c, const char *authorization,
    char id[HJ_API_ID_ROOM], unsigned char hash[HJ_DIGEST_SIZE])
{
	static const char scheme[] = "Bearer ";
	const char *at = authorization;

	if (at == NULL || strncasecmp(at, scheme, strlen(scheme)) != 0)
		return false;
	at += strlen(scheme);
	if (strncmp(at, API_PREFIX, strlen(API_PREFIX)) != 0)
		return false;
	at += strlen(API_PREFIX);
	if (strspn(at, "0123456789abcdef") != API_ID_LENGTH ||
	    at[API_ID_LENGTH] != '_' ||
	    !token_ok(at + API_ID_LENGTH + 1, strlen(at + API_ID_LENGTH + 1)))
		return false;
	memcpy(id, at, API_ID_LENGTH);
	id[API_ID_LENGTH] = '\0';
	hash_text(c, hash, at + API_ID_LENGTH + 1);
	return true;
}
