/*
 * Sealed values: text that only the holder of a key can read, and the keys.
 *
 * Everything below is enough to open a sealed value without this program.
 *
 * A sealed value is an ASCII text
 *
 *	<alg>.<subject>.<box>
 *
 *  - alg is "1": AES-256-CTR with HMAC-SHA-256.  "2" is kept for SM4-CTR with
 *    HMAC-SM3, in the same construction.
 *  - subject says whose key it is, within the stream that holds the value:
 *    "text" is the dispute's text key; "side.applicant" and "side.respondent"
 *    the keys of private talks with one side; 16 hex digits the key of one
 *    party's record.  It is 1 to 31 of the characters a-z 0-9 and dot, so the
 *    box is what stands behind the *last* dot.
 *  - box is base64url (RFC 4648, 5) without padding, unused bits zero, of
 *
 *	nonce (16 bytes) || ciphertext || mac (16 bytes)
 *
 * Given the subject's key (32 bytes) and the id of the stream (16 bytes, the 32
 * hex digits of `stream` in the event), with HMAC = HMAC-SHA-256 and labels in
 * ASCII without a NUL:
 *
 *	field key = HMAC(subject key, stream id || nonce)
 *	enc       = HMAC(field key, "hejie seal enc")
 *	mac key   = HMAC(field key, "hejie seal mac")
 *	mac       = first 16 bytes of
 *	            HMAC(mac key, alg || subject || 0x00 || nonce || ciphertext)
 *	            where alg is one byte, 0x01, and subject is its ASCII text
 *	plaintext = AES-256-CTR(enc, counter block = nonce, ciphertext), UTF-8
 *
 * Compare the mac first; open nothing if it differs.  The counter block counts
 * up as one number of 128 bits, big-endian.  Showing one field to somebody
 * means giving away its field key, which opens nothing else.
 *
 * How the nonce came about does not matter for opening: it is the first 16
 * bytes of SHA-256(command id, 16 bytes || path of the field in the command).
 * The command id is random and chosen before sealing, so a command that is
 * decided again after a lost race keeps its bytes, and no two fields share a
 * nonce.
 *
 * A subject key is 32 random bytes.  Beside the stream it is kept wrapped under
 * a master key that is not in the database:
 *
 *	1 byte   version, 0x01
 *	4 bytes  id of the master key, big-endian
 *	12 bytes nonce, random
 *	32 bytes the key, encrypted by AES-256-GCM
 *	16 bytes tag
 *
 * The wrapping key is HMAC(master key, "hejie wrap" || stream id || subject),
 * so a wrapped key fits its own place only and no nonce repeats under one key;
 * the first five bytes are authenticated with it (AAD).  To erase a person or a
 * text is to delete the wrapped keys; the sealed values, and every proof over
 * them, stay as they are.
 */
#ifndef HJ_LIB_INTEGRITY_SEAL_H
#define HJ_LIB_INTEGRITY_SEAL_H

#include "lib/integrity/crypto.h"

#include <stdint.h>

#define HJ_SEAL_ALG 1
#define HJ_SUBJECT_MOST 31
#define HJ_SUBJECT_ROOM (HJ_SUBJECT_MOST + 1)
#define HJ_WRAPPED_SIZE 65

#define HJ_SUBJECT_TEXT "text"
#define HJ_SUBJECT_TITLE "title"
#define HJ_SUBJECT_APPLICANT "side.applicant"
#define HJ_SUBJECT_RESPONDENT "side.respondent"

/*
 * Seal `plain` under `key`, the key of `subject` in `stream` (32 hex digits),
 * as field `path` of the command `cmd` (32 hex digits).  The text lives in `a`.
 * An id or a subject that is malformed is a fault of the caller and ends the
 * process.
 */
const char *hj_seal(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *stream, const char *subject,
    const char *cmd, const char *path, const char *plain);

/*
 * The text in `box` of `stream`, or NULL if `key` does not open it or a
 * character of it was changed.  The text lives in `a`.
 */
const char *hj_open(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *stream, const char *box);

/* Whose key opens `box`?  False if it is not a sealed value. */
bool hj_box_subject(const char *box, char subject[HJ_SUBJECT_ROOM]);

/* The key that opens `box` and nothing else, for showing one field. */
bool hj_field_key(struct hj_crypto *c, struct hj_key *ret,
    const struct hj_key *key, const char *stream, const char *box);

/* The same as hj_open(), with that key. */
const char *hj_open_shown(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *field_key, const char *box);

/* How much longer sealed bytes are than plain ones: nonce and mac. */
#define HJ_SEALED_MORE 32

/*
 * Seal the `n` bytes at `plain` under `key` of `stream`; `ret` has room for
 * n + HJ_SEALED_MORE.  `place` says which bytes they are ("file.<id>.<number>")
 * and stands where a sealed value has its subject, so that bytes put in another
 * place do not open; the nonce is random.
 */
void hj_seal_bytes(struct hj_crypto *c, unsigned char *ret,
    const struct hj_key *key, const char *stream, const char *place,
    const void *plain, size_t n);

/*
 * Open the `n` sealed bytes at `p`, which become the plain ones, n -
 * HJ_SEALED_MORE of them, and are returned; NULL if they are not what was
 * sealed there.
 */
const unsigned char *hj_open_bytes(struct hj_crypto *c, unsigned char *p,
    size_t n, const struct hj_key *key, const char *stream, const char *place);

/* Wrap `key`, that of `subject` in `stream`, under the master key of `id`. */
void hj_wrap(struct hj_crypto *c, unsigned char ret[HJ_WRAPPED_SIZE],
    const struct hj_key *master, uint32_t id, const char *stream,
    const char *subject, const struct hj_key *key);

/* Which master key wrapped it?  0 if it is not a wrapped key; no id is 0. */
uint32_t hj_wrapped_by(const unsigned char *wrapped, size_t n);

/*
 * Unwrap into `ret`; false, and `ret` left alone, if `master` is not the key,
 * it belongs to another stream or subject, or a byte was changed.
 */
bool hj_unwrap(struct hj_crypto *c, struct hj_key *ret,
    const struct hj_key *master, const char *stream, const char *subject,
    const unsigned char wrapped[HJ_WRAPPED_SIZE]);

#endif
