/* The front under TLS, with a certificate made for the test. */
#include "tests/unit/http_harness.h"

#include "server/http/tls.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

static char cert_file[] = "/tmp/hejie-tls-cert-XXXXXX";
static char key_file[] = "/tmp/hejie-tls-key-XXXXXX";
static char other_file[] = "/tmp/hejie-tls-other-XXXXXX";
static struct ssl_ctx_st *tls;

static FILE *
file_of(char *pattern)
{
	int fd = mkstemp(pattern);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	assert_non_null(f);
	return f;
}

static int
make_certificate(void **state)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	EVP_PKEY *other = EVP_EC_gen("P-256");
	X509 *cert = X509_new();
	X509_NAME *name = X509_get_subject_name(cert);
	FILE *f;

	(void)state;
	assert_int_equal(X509_set_version(cert, 2), 1);
	assert_int_equal(ASN1_INTEGER_set(X509_get_serialNumber(cert), 1), 1);
	(void)X509_gmtime_adj(X509_getm_notBefore(cert), -3600);
	(void)X509_gmtime_adj(X509_getm_notAfter(cert), 3600);
	assert_int_equal(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
			     (const unsigned char *)"a.example", -1, -1, 0),
	    1);
	assert_int_equal(X509_set_issuer_name(cert, name), 1);
	assert_int_equal(X509_set_pubkey(cert, key), 1);
	assert_true(X509_sign(cert, key, EVP_sha256()) > 0);
	f = file_of(cert_file);
	assert_int_equal(PEM_write_X509(f, cert), 1);
	(void)fclose(f);
	f = file_of(key_file);
	assert_int_equal(
	    PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL), 1);
	(void)fclose(f);
	f = file_of(other_file);
	assert_int_equal(
	    PEM_write_PrivateKey(f, other, NULL, NULL, 0, NULL, NULL), 1);
	(void)fclose(f);
	X509_free(cert);
	EVP_PKEY_free(key);
	EVP_PKEY_free(other);
	return 0;
}

static int
remove_certificate(void **state)
{
	(void)state;
	(void)unlink(cert_file);
	(void)unlink(key_file);
	(void)unlink(other_file);
	return 0;
}

static int
set_up(void **state)
{
	struct hj_error err;

	tls = hj_tls_new(cert_file, key_file, &err);
	assert_non_null(tls);
	(void)world_set_up(state);
	w.config.tls = tls;
	return 0;
}

static int
tear_down(void **state)
{
	(void)world_tear_down(state);
	hj_tls_free(tls);
	return 0;
}

/* A client that speaks TLS. */
struct secure {
	struct client c;
	SSL_CTX *ctx;
	SSL *ssl;
};

static void
secure_init(struct secure *s)
{
	s->ctx = SSL_CTX_new(TLS_client_method());
	assert_non_null(s->ctx);
	SSL_CTX_set_security_level(s->ctx, 0);
}

/* Shake hands; false if that fails. */
static bool
secure_open(struct secure *s)
{
	client_open(&s->c);
	s->ssl = SSL_new(s->ctx);
	assert_non_null(s->ssl);
	assert_int_equal(SSL_set_fd(s->ssl, s->c.fd), 1);
	for (int i = 0; i < TURNS; i++) {
		struct pollfd p = { .fd = s->c.fd, .events = POLLIN };
		int r = SSL_connect(s->ssl);

		if (r == 1)
			return true;
		r = SSL_get_error(s->ssl, r);
		if (r != SSL_ERROR_WANT_READ && r != SSL_ERROR_WANT_WRITE)
			return false;
		turn();
		(void)poll(&p, 1, 1);
	}
	return false;
}

static void
secure_release(struct secure *s)
{
	SSL_free(s->ssl);
	SSL_CTX_free(s->ctx);
	client_release(&s->c);
}

static void
secure_say(struct secure *s, const char *text)
{
	assert_int_equal(
	    SSL_write(s->ssl, text, (int)strlen(text)), strlen(text));
	turn();
}

/* Hear until `text` came; with NULL until the server has closed properly. */
static bool
secure_hears(struct secure *s, const char *text)
{
	for (int i = 0; i < TURNS; i++) {
		struct pollfd p = { .fd = s->c.fd, .events = POLLIN };
		char bytes[4096];
		int n;

		turn();
		n = SSL_read(s->ssl, bytes, sizeof(bytes));
		if (n > 0)
			hj_buf_put(&s->c.in, bytes, (size_t)n);
		else if (SSL_get_error(s->ssl, n) == SSL_ERROR_ZERO_RETURN)
			return text == NULL;
		else if (SSL_get_error(s->ssl, n) != SSL_ERROR_WANT_READ)
			return false;
		if (text != NULL && strstr(hj_buf_text(&s->c.in), text) != NULL)
			return true;
		if (n <= 0)
			(void)poll(&p, 1, 1);
	}
	return false;
}

static void
answer__comes_over_tls_1_3_with_hsts(void **state)
{
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	assert_true(secure_open(&s));
	assert_int_equal(SSL_version(s.ssl), TLS1_3_VERSION);
	secure_say(&s, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(secure_hears(&s, "GET / []"));
	assert_non_null(strstr(hj_buf_text(&s.c.in),
	    "\r\nStrict-Transport-Security: "
	    "max-age=31536000; includeSubDomains\r\n"));

	secure_say(&s, "GET /next HTTP/1.1\r\n" HOST "Connection: close\r\n"
		       "\r\n");
	assert_true(secure_hears(&s, NULL));
	assert_non_null(strstr(hj_buf_text(&s.c.in), "GET /next []"));
	secure_release(&s);
	turn();
	assert_int_equal(counts()->open, 0);
}

static void
request__knows_that_it_came_over_tls(void **state)
{
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	assert_true(secure_open(&s));
	secure_say(&s, "GET /later HTTP/1.1\r\n" HOST "\r\n");
	assert_int_equal(w.n_kept, 1);
	assert_true(w.kept[0]->tls);
	answer_kept("yes");
	assert_true(secure_hears(&s, "yes"));
	secure_release(&s);
}

static void
answer__that_is_long_comes_whole(void **state)
{
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	assert_true(secure_open(&s));
	secure_say(&s, "GET /big?n=3000000&static HTTP/1.1\r\n" HOST
		       "Connection: close\r\n\r\n");
	assert_true(secure_hears(&s, NULL));
	assert_true(s.c.in.n > 3000000);
	secure_release(&s);
}

static void
refusal__is_heard_under_tls(void **state)
{
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	assert_true(secure_open(&s));
	secure_say(&s, "POST /p HTTP/1.1\r\n" HOST
		       "Content-Length: 9000\r\n\r\n0123456789");
	assert_true(secure_hears(&s, NULL));
	assert_non_null(strstr(hj_buf_text(&s.c.in), "HTTP/1.1 413 "));
	secure_release(&s);
}

static void
tls__1_2_is_spoken_with_an_ephemeral_aead_cipher_only(void **state)
{
	static const struct {
		const char *ciphers;
		bool good;
	} rows[] = {
		{ "ECDHE-ECDSA-AES128-GCM-SHA256", true },
		{ "ECDHE-ECDSA-CHACHA20-POLY1305", true },
		{ "ECDHE-ECDSA-AES128-SHA", false },
		{ "ECDHE-ECDSA-AES256-SHA384", false },
		{ "AES128-GCM-SHA256", false },
		{ "ECDHE-ECDSA-AES128-CCM8", false },
	};

	(void)state;
	start();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct secure s;

		secure_init(&s);
		SSL_CTX_set_max_proto_version(s.ctx, TLS1_2_VERSION);
		assert_int_equal(
		    SSL_CTX_set_cipher_list(s.ctx, rows[i].ciphers), 1);
		if (secure_open(&s) != rows[i].good)
			fail_msg("%s", rows[i].ciphers);
		secure_release(&s);
		turn();
	}
	assert_int_equal(counts()->tls_failed, 4);
}

static void
tls__1_1_is_refused(void **state)
{
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	SSL_CTX_set_min_proto_version(s.ctx, TLS1_VERSION);
	SSL_CTX_set_max_proto_version(s.ctx, TLS1_1_VERSION);
	assert_int_equal(SSL_CTX_set_cipher_list(s.ctx, "ALL:@SECLEVEL=0"), 1);
	assert_false(secure_open(&s));
	secure_release(&s);
	turn();
	assert_int_equal(counts()->tls_failed, 1);
	assert_int_equal(counts()->open, 0);
}

static void
renegotiation__is_refused(void **state)
{
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	SSL_CTX_set_max_proto_version(s.ctx, TLS1_2_VERSION);
	assert_true(secure_open(&s));
	assert_int_equal(SSL_renegotiate(s.ssl), 1);
	(void)SSL_do_handshake(s.ssl);
	assert_false(secure_hears(&s, "anything"));
	secure_release(&s);
}

static void
protocol__is_http_1_1_or_none(void **state)
{
	static const unsigned char both[] = "\x02h2\x08http/1.1";
	static const unsigned char h2[] = "\x02h2";
	const unsigned char *chosen;
	unsigned n;
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	assert_int_equal(
	    SSL_CTX_set_alpn_protos(s.ctx, both, sizeof(both) - 1), 0);
	assert_true(secure_open(&s));
	SSL_get0_alpn_selected(s.ssl, &chosen, &n);
	assert_int_equal(n, 8);
	assert_memory_equal(chosen, "http/1.1", 8);
	secure_release(&s);

	secure_init(&s);
	assert_int_equal(SSL_CTX_set_alpn_protos(s.ctx, h2, sizeof(h2) - 1), 0);
	assert_false(secure_open(&s));
	secure_release(&s);
}

static void
plain_text__is_no_handshake(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	say(&c, "GET / HTTP/1.1\r\n" HOST "\r\n");
	assert_true(hears_close(&c));
	assert_null(strstr(hj_buf_text(&c.in), "HTTP/1.1"));
	assert_int_equal(counts()->tls_failed, 1);
	assert_string_equal(w.said, "tls_failed  0  ");
	client_release(&c);
}

static void
handshake__has_five_seconds(void **state)
{
	struct client c;

	(void)state;
	start();
	client_open(&c);
	client_send(&c, "\x16\x03\x01", 3);
	pass(4999);
	assert_int_equal(counts()->open, 1);
	pass(1);
	assert_true(hears_close(&c));
	assert_int_equal(counts()->late_handshake, 1);
	client_release(&c);
}

/* A cut without close_notify in the middle of a body runs nothing. */
static void
truncation__is_not_an_end(void **state)
{
	struct secure s;

	(void)state;
	start();
	secure_init(&s);
	assert_true(secure_open(&s));
	secure_say(
	    &s, "POST /p HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nabc");
	(void)shutdown(s.c.fd, SHUT_WR);
	turn();
	assert_int_equal(w.handled, 0);
	assert_int_equal(counts()->open, 0);
	secure_release(&s);
}

static void
certificate__must_fit_its_key(void **state)
{
	struct hj_error err;

	(void)state;
	assert_null(hj_tls_new("/nonexistent", key_file, &err));
	assert_non_null(strstr(err.msg, "certificate"));
	assert_null(hj_tls_new(cert_file, "/nonexistent", &err));
	assert_non_null(strstr(err.msg, "private key"));
	assert_null(hj_tls_new(cert_file, other_file, &err));
	assert_non_null(strstr(err.msg, "private key"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(answer__comes_over_tls_1_3_with_hsts),
		TEST(request__knows_that_it_came_over_tls),
		TEST(answer__that_is_long_comes_whole),
		TEST(refusal__is_heard_under_tls),
		TEST(tls__1_2_is_spoken_with_an_ephemeral_aead_cipher_only),
		TEST(tls__1_1_is_refused),
		TEST(renegotiation__is_refused),
		TEST(protocol__is_http_1_1_or_none),
		TEST(plain_text__is_no_handshake),
		TEST(handshake__has_five_seconds),
		TEST(truncation__is_not_an_end),
		cmocka_unit_test(certificate__must_fit_its_key),
	};

	return cmocka_run_group_tests(
	    tests, make_certificate, remove_certificate);
}
