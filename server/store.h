/*
 * Where the bytes of files are kept: in the database, in chunks of 256 KiB,
 * each sealed under the text key of its dispute for its own place (upload and
 * number), so that erasing the texts of a dispute erases its files.
 *
 * This is all that the rest knows of the store; bytes that are to lie somewhere
 * else need another store.c.
 */
#ifndef HJ_SERVER_STORE_H
#define HJ_SERVER_STORE_H

#include "lib/integrity/crypto.h"
#include "server/db/pg.h"
#include "server/db/row.h"

struct hj_ring;

#define HJ_CHUNK ((size_t)256 * 1024)

/* Which file, and for whom. */
struct hj_place {
	const char *orgs; /* what the reader may see */
	unsigned char stream[16];
	unsigned char upload[16];
};

/* False if one of the two is no id of 32 hex digits. */
bool hj_place_read(
    struct hj_place *p, const char *orgs, const char *stream, const char *id);

/* Where an upload stands. */
struct hj_upload {
	const char *person; /* NULL: nothing was sent yet */
	int64_t size, received;
	const char *type;
	const unsigned char *digest; /* NULL: not whole */
	int64_t begun;
	struct hj_bytes wrapped; /* text key of the dispute, or NULL */
};

/* The statements of the store, before hj_pg_start(). */
enum hj_err hj_store_attach(struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* Where does it stand?  hj_upload_take() reads the answer: false, no sight. */
extern const struct hj_stmt hj_upload_at_stmt;
void hj_upload_ask(struct hj_params *p, const struct hj_place *place);
bool hj_upload_take(PGresult *result, struct hj_arena *a, struct hj_upload *u);

/* Put a part of `n` bytes that begins at `first`; one number answers. */
extern const struct hj_stmt hj_upload_put_stmt;
enum hj_upload_answer {
	HJ_UPLOAD_GAP = -1,     /* it does not follow on what is there */
	HJ_UPLOAD_FULL = -2,    /* too many wait to be attached */
	HJ_UPLOAD_FOREIGN = -3, /* somebody else's, or of another size */
	HJ_UPLOAD_KEYED = -4,   /* the dispute has got its key meanwhile */
};
struct hj_upload_part {
	const char *person;
	const char *type;
	int64_t size; /* of the whole */
	int64_t first;
	const void *bytes; /* plain */
	size_t n;
};
void hj_upload_put(struct hj_params *p, const struct hj_place *place,
    const struct hj_upload_part *part, struct hj_ring *ring);

/* It is whole, and this is the digest. */
extern const struct hj_stmt hj_upload_whole_stmt;
void hj_upload_whole(struct hj_params *p, const struct hj_place *place,
    const unsigned char digest[HJ_DIGEST_SIZE]);

/* Reading a file from its first chunk to its last, two at a time. */
struct hj_walk;
typedef void hj_walk_fn(struct hj_walk *w);
struct hj_walk {
	struct hj_pg *pg;
	struct hj_place place;
	int64_t size;
	hj_walk_fn *on_chunks; /* some are here: hj_walk_chunk() */
	hj_walk_fn *on_end;    /* all were seen, or `err`: chunks are missing */
	struct hj_error err;
	int n;                 /* chunks here */
	int32_t next;          /* number of the one after them */
	int32_t chunks;        /* in all */
	struct hj_query query; /* private, like what follows */
	struct hj_step step;
	struct hj_arena *a;
};

/* Ask for the first, or the next; on_chunks or on_end follows from the loop. */
void hj_walk_begin(struct hj_walk *w);
void hj_walk_on(struct hj_walk *w);

/* Chunk `i` of those here, as it is kept; gone with the next. */
struct hj_bytes hj_walk_chunk(struct hj_walk *w, int i);

/* The same, opened; NULL if it was tampered with. */
const unsigned char *hj_walk_open(
    struct hj_walk *w, int i, struct hj_ring *ring, size_t *n);

/* Free what it holds; not while it waits. */
void hj_walk_end(struct hj_walk *w);

/*
 * The SHA-256 of all sealed bytes.  `on_done` sees walk.err, or the digest.
 */
struct hj_digesting {
	struct hj_walk walk;
	struct hj_hashing *hashing;
	unsigned char digest[HJ_DIGEST_SIZE];
	void (*on_done)(struct hj_digesting *d);
};
void hj_digesting_begin(struct hj_digesting *d, struct hj_crypto *crypto);

#endif
