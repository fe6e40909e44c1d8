/*
 * A front proxy that ends TLS: whose word on where a request comes from holds.
 *
 * From an address of `trusted_proxy`, and from no other, X-Forwarded-For (or
 * Forwarded, if it is not there) names the address that throttling counts, and
 * X-Forwarded-Proto: https says that the browser spoke TLS, which cookies and
 * origins depend on.  A client can write anything before what the proxy
 * appends, so it is read from its end: the last address that is no proxy's.
 */
#ifndef HJ_SERVER_PROXY_H
#define HJ_SERVER_PROXY_H

#include "lib/base/arena.h"
#include "lib/base/error.h"

struct hj_proxies;
struct hj_req;

/* Read "address[/bits] ..."; NULL and `err` if it is malformed.  Made in `a`.
 */
struct hj_proxies *hj_proxies_new(
    struct hj_arena *a, const char *list, struct hj_error *err) HJ_CHECK;

/* The list, ends with NULL: addresses that no limit of connections binds. */
const char *const *hj_proxies_names(const struct hj_proxies *p);

/* Set where `req` comes from, if a proxy says so. */
void hj_proxies_apply(const struct hj_proxies *p, struct hj_req *req);

#endif
