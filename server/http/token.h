/*
 * One HTTP/1.x request out of a stream of bytes, strictly.
 *
 * Pure: no IO, no allocation, no clock.  The tokenizer is fed whatever has
 * arrived, in pieces of any size down to one byte, and gives the same answer
 * however the bytes were cut.  It accepts less than RFC 9112 allows and never
 * repairs: what could be read in two ways is refused, and after a refusal the
 * connection must be closed.
 *
 *  - Lines end in CRLF only.  One empty line may stand before a request.
 *  - The target is in origin form, at most 2,048 bytes of RFC 3986 characters;
 *    it is percent-decoded once, must then be UTF-8 without control
 *    characters, and has no segment "." or ".." and no encoded slash.
 *  - Field names are tokens, directly followed by a colon; values are HTAB,
 *    0x20-0x7E and 0x80-0xFF; folding is refused.  The head's fields take at
 *    most 16,384 bytes and are at most 64.
 *  - Exactly one Host.  A body is announced by one Content-Length of 1 to 10
 *    digits or by one "Transfer-Encoding: chunked", never by both.  Chunk
 *    sizes are 1 to 8 hex digits; chunk extensions and trailers are refused.
 *  - Fields whose repetition would be ambiguous (Cookie, Authorization,
 *    If-Match, ...) may stand only once.
 *
 * What it does not judge: whether method, host and path are known here.
 */
#ifndef HJ_SERVER_HTTP_TOKEN_H
#define HJ_SERVER_HTTP_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HJ_TOKEN_METHOD_MAX 24
#define HJ_TOKEN_TARGET_MAX 2048
#define HJ_TOKEN_BLOCK_MAX 16384
#define HJ_TOKEN_FIELDS_MAX 64
#define HJ_TOKEN_TEXT_MAX                                                      \
	(HJ_TOKEN_METHOD_MAX + HJ_TOKEN_TARGET_MAX + HJ_TOKEN_BLOCK_MAX + 2)

/* What the bytes fed so far amount to. */
enum hj_token_step {
	HJ_TOKEN_MORE, /* all bytes were used, more are needed */
	HJ_TOKEN_HEAD, /* the head is complete: call hj_token_accept() */
	HJ_TOKEN_BODY, /* the next part of the body stands in data, data_n */
	HJ_TOKEN_DONE, /* the request is complete */
	HJ_TOKEN_BAD,  /* refused: status and reason say why; close */
};

/* A header field; both texts are offsets into text[], ended by NUL. */
struct hj_token_field {
	uint16_t name; /* in lower case */
	uint16_t value;
};

/*
 * A request in the making.  Everything after `reason` is set once the head is
 * complete; read it, never write it.  The struct is large, so that nothing is
 * allocated; hj_token_init() touches only its first bytes.
 */
struct hj_token {
	unsigned char state; /* private; see token.c */
	unsigned char seen; /* private: bytes into a fixed word or chunk size */
	bool blank;         /* private: an empty line was skipped */
	int major;          /* private: HTTP's major version */
	uint32_t singles;   /* private: fields that may stand only once, seen */
	uint32_t block;     /* private: bytes of the field block so far */
	uint64_t left;      /* private: bytes of body or chunk still to come */
	uint64_t body_max;  /* private */
	enum hj_token_step step;
	int status; /* of a refusal: 400, 413, 414, 417, 431, 501 or 505 */
	const char *reason; /* of a refusal; a constant text, no input in it */

	int minor;            /* 0 or 1: HTTP/1.0 or HTTP/1.1 */
	bool close;           /* the peer wants, or 1.0 implies, a close */
	bool expect_continue; /* Expect: 100-continue was sent */
	bool has_length;      /* Content-Length was sent */
	bool has_coding;      /* Transfer-Encoding was sent */
	bool chunked;         /* and it was "chunked" */
	uint64_t length;      /* the Content-Length, or 0 */
	uint64_t body_n;      /* bytes of body handed out so far */
	const char *data;     /* with HJ_TOKEN_BODY: points into what was fed */
	size_t data_n;

	uint16_t method; /* offsets into text[] */
	uint16_t path;   /* decoded */
	uint16_t query;  /* still encoded; "" if there is none */
	uint16_t fields_n;
	struct hj_token_field fields[HJ_TOKEN_FIELDS_MAX];
	uint32_t used; /* bytes of text[] in use */
	char text[HJ_TOKEN_TEXT_MAX];
};

/* Ready for the first byte of a request. */
void hj_token_init(struct hj_token *t);

/*
 * Read on through the `n` bytes at `p`; *ret_used says how many were used.
 * Returns at the first thing worth telling, so call again with the rest, and
 * with n = 0 after HJ_TOKEN_BODY, until it says MORE, DONE or BAD.  After DONE
 * or BAD it uses nothing more until hj_token_init().
 */
enum hj_token_step hj_token_feed(
    struct hj_token *t, const char *p, size_t n, size_t *ret_used);

/*
 * After HJ_TOKEN_HEAD: let a body of at most `body_max` bytes follow.  Returns
 * MORE if a body comes, DONE if there is none, BAD (413) if it is announced
 * too long.  A chunked body that grows too long is refused at the size line
 * that tells.
 */
enum hj_token_step hj_token_accept(struct hj_token *t, uint64_t body_max);

/* A body is announced (it may still turn out empty if it is chunked). */
bool hj_token_has_body(const struct hj_token *t);

#endif
