/* TLS for the listener; see tls.h. */
#include "server/http/tls.h"

#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdlib.h>

/* For 1.2; those of 1.3 are all as good. */
static const char ciphers[] =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/* Of the protocols a client offers, speak HTTP/1.1 or none. */
static int
choose_protocol(SSL *ssl, const unsigned char **out, unsigned char *n,
    const unsigned char *in, unsigned int in_n, void *arg)
{
	static const unsigned char ours[] = "\x08http/1.1";
	unsigned char *chosen = NULL;

	(void)ssl;
	(void)arg;
	if (SSL_select_next_proto(&chosen, n, ours, sizeof(ours) - 1, in,
		in_n) != OPENSSL_NPN_NEGOTIATED)
		return SSL_TLSEXT_ERR_ALERT_FATAL;
	*out = chosen;
	return SSL_TLSEXT_ERR_OK;
}

static bool
set_up(SSL_CTX *tls)
{
	int groups[] = { NID_X25519, NID_X9_62_prime256v1, NID_secp384r1 };
	uint64_t options = SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
			   SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE |
			   SSL_OP_PRIORITIZE_CHACHA;

	(void)SSL_CTX_set_options(tls, options);
	(void)SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
	(void)SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_alpn_select_cb(tls, choose_protocol, NULL);
	return SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION) == 1 &&
	       SSL_CTX_set_cipher_list(tls, ciphers) == 1 &&
	       SSL_CTX_set1_groups(tls, groups, 3) == 1 &&
	       SSL_CTX_set_num_tickets(tls, 0) == 1;
}

static const char *
load(SSL_CTX *tls, const char *cert_file, const char *key_file)
{
	if (!set_up(tls))
		return "OpenSSL does not offer what TLS needs here";
	if (SSL_CTX_use_certificate_chain_file(tls, cert_file) != 1)
		return "the certificate cannot be read";
	if (SSL_CTX_use_PrivateKey_file(tls, key_file, SSL_FILETYPE_PEM) != 1)
		return "the private key cannot be read, or is not the "
		       "certificate's";
	return NULL;
}

struct ssl_ctx_st *
hj_tls_new(const char *cert_file, const char *key_file, struct hj_error *err)
{
	SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
	const char *why;

	if (tls == NULL)
		abort();
	why = load(tls, cert_file, key_file);
	ERR_clear_error();
	if (why == NULL)
		return tls;
	SSL_CTX_free(tls);
	(void)hj_fail(err, HJ_ERR_INPUT, "tls", why, NULL);
	return NULL;
}

void
hj_tls_free(struct ssl_ctx_st *tls)
{
	SSL_CTX_free(tls);
}
