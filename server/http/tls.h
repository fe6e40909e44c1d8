/*
 * TLS for the listener: 1.2 and 1.3, ephemeral elliptic-curve keys, AEAD
 * ciphers only, no renegotiation, no compression, no tickets.
 */
#ifndef HJ_SERVER_HTTP_TLS_H
#define HJ_SERVER_HTTP_TLS_H

#include "lib/base/error.h"

struct ssl_ctx_st;

/*
 * A server's context from a certificate chain and its key, both PEM files.
 * NULL and `err` if they cannot be read or do not belong together.  Yours until
 * hj_tls_free().
 */
struct ssl_ctx_st *hj_tls_new(
    const char *cert_file, const char *key_file, struct hj_error *err) HJ_CHECK;

void hj_tls_free(struct ssl_ctx_st *tls);

#endif
