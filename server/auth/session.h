/*
 * Sessions of people and keys of machines: what is handed out and what is kept.
 *
 * A session's token is 256 random bits, in a cookie that scripts cannot read;
 * the database has its SHA-256 only.  A new one is made at each sign-in.  A
 * session is over when it was not used for `session_idle`, when it is older
 * than `session_life`, or when it was ended; time is the caller's.
 *
 * A request that changes something must show that a page of ours sent it: its
 * Origin is the host that it was sent to, the browser says it is of the same
 * origin, and the header X-CSRF-Token holds HMAC-SHA-256(token, "csrf") as
 * base64url.  That value is told to the page at sign-in; nothing is kept for
 * it, and it opens nothing without the cookie.
 *
 * An API key is "hjk_<id>_<secret>": 16 hex digits, which name it in lists, and
 * 43 characters of base64url.  It comes in the header Authorization: Bearer.
 * The database has the id and the SHA-256 of the secret.
 */
#ifndef HJ_SERVER_AUTH_SESSION_H
#define HJ_SERVER_AUTH_SESSION_H

#include "lib/base/buf.h"
#include "lib/integrity/crypto.h"

#include <stdbool.h>
#include <stdint.h>

#define HJ_TOKEN_ROOM 44 /* 43 characters of base64url and a NUL */
#define HJ_API_ID_ROOM 17
#define HJ_API_KEY_ROOM (4 + 16 + 1 + HJ_TOKEN_ROOM)

/* Draw a token. */
void hj_session_token(char token[HJ_TOKEN_ROOM]);

/*
 * What the database keeps of `token`; false if the text is no token at all, so
 * that nothing needs to be looked up.
 */
bool hj_session_hash(
    struct hj_crypto *c, unsigned char hash[HJ_DIGEST_SIZE], const char *token);

/* The value of X-CSRF-Token that goes with `token`. */
void hj_session_csrf(
    struct hj_crypto *c, char csrf[HJ_TOKEN_ROOM], const char *token);

/*
 * Should the session's last use be written down?  Once a minute is enough, so
 * that reading does not write each time.
 */
bool hj_session_stale(int64_t now_ms, int64_t last_seen_ms);

/* ---- the cookie: __Host-sid with TLS, sid without (loopback only) ---- */

/* The value of Set-Cookie that hands `token` out, and that takes it back. */
void hj_cookie_set(struct hj_buf *b, const char *token, bool tls);
void hj_cookie_clear(struct hj_buf *b, bool tls);

/*
 * The token in the header Cookie (NULL: there is none); false if it is not
 * there, no token, or there more than once.
 */
bool hj_cookie_find(char token[HJ_TOKEN_ROOM], const char *cookie, bool tls);

/*
 * The same for the token of a bound device: __Host-device, device.  It names
 * the device and opens nothing without a PIN (pin.c).
 */
#define HJ_DEVICE_DAYS 30
void hj_device_cookie_set(struct hj_buf *b, const char *token, bool tls);
bool hj_device_cookie_find(
    char token[HJ_TOKEN_ROOM], const char *cookie, bool tls);

/* ---- did a page of ours send it? ---- */

/* Headers as they came; NULL if absent. */
struct hj_write_marks {
	const char *host;
	const char *origin;
	const char *fetch_site; /* Sec-Fetch-Site */
	const char *csrf;       /* X-CSRF-Token */
	bool tls;
};

/*
 * For requests other than GET and HEAD that come with a session's cookie.  A
 * browser that sends no Sec-Fetch-Site is judged by Origin and token.
 */
bool hj_write_marks_fit(
    struct hj_crypto *c, const struct hj_write_marks *m, const char *token);

/*
 * The same for signing in, where there is no token yet: nobody is signed in by
 * another site.
 */
bool hj_sign_in_marks_fit(const struct hj_write_marks *m);

/* ---- API keys ---- */

/* Draw a key; `id` and `hash` are what the database keeps. */
void hj_api_key_draw(struct hj_crypto *c, char key[HJ_API_KEY_ROOM],
    char id[HJ_API_ID_ROOM], unsigned char hash[HJ_DIGEST_SIZE]);

/*
 * Read the header Authorization ("Bearer hjk_..."); false if it holds no API
 * key.
 */
bool hj_api_key_read(struct hj_crypto *c, const char *authorization,
    char id[HJ_API_ID_ROOM], unsigned char hash[HJ_DIGEST_SIZE]);

#endif
