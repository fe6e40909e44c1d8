/*
 * The bytes of an event, as they are hashed, stored and verified.
 *
 * An event is one JSON object with these members, absent if they do not apply:
 *
 *	actor      who did it: a person's id, or a word for a part of the
 *	           service
 *	at         recorded: RFC 3339, UTC, milliseconds, as in
 *	           "2026-01-31T01:02:03.004Z"
 *	body       the payload; which members depends on kind and kv
 *	body_of    id of the organisation acted for
 *	caused_by  "<stream>/<seq>" or "clock/<no>"
 *	cmd        id of the command, 32 hex
 *	from, to   when it occurred: the interval, written like `at`
 *	id         32 hex, random
 *	kind       a word, past tense
 *	kv         version of the body, from 1
 *	labels     list of words: who may see it; absent: every reader
 *	on_behalf  who is answerable, if another person typed
 *	prec       how exactly from/to are known: instant day month year about
 *	           unknown
 *	rules      list of rule-set ids that had a say
 *	seq        1, 2, 3 ... within the stream
 *	stream     32 hex
 *	v          version of this envelope: 1
 *
 * Canonical form: RFC 8785 (JCS) restricted further: member names are ASCII and
 * ascend bytewise; numbers are whole and within +-(2^53 - 1); no null, no
 * member twice, no U+0000, no white space, strings in UTF-8 with only the
 * escapes that RFC 8785 asks for (\" \\ \b \f \n \r \t and \u00xx for the other
 * controls); no Unicode normalisation; ids and digests in lower-case hex.  At
 * most 256 KiB.  The bytes are kept as text exactly as they were hashed.
 *
 * The chain (H is SHA-256 for alg 1, SM3 for alg 2):
 *
 *	leaf  = H(0x00 || bytes)
 *	chain = H(0x02 || alg || prev || leaf)          alg is one byte
 *	prev of seq 1 = H(0x03 || the 16 bytes of the stream id)
 *
 * A sealed member is a string "<alg>.<subject>.<base64url>"; what is in it is
 * said in lib/integrity/seal.h.  To verify a stream: take its rows in order of
 * seq, recompute leaf and chain, compare with the stored chain of each row, and
 * look that `stream` and `seq` inside the bytes equal those of the row.
 */
#ifndef HJ_LIB_DISPUTE_CODEC_H
#define HJ_LIB_DISPUTE_CODEC_H

#include "lib/dispute/event.h"

#define HJ_EVENT_MOST ((size_t)256 * 1024)
#define HJ_SNAPSHOT_MOST ((size_t)64 * 1024)
/* of a fold, in memory; a group of HJ_MEMBERS_MOST is the largest */
#define HJ_STATE_MOST ((size_t)32 * 1024 * 1024)

/*
 * Write the snapshot of a state and return the version of its fold.  A state
 * above 64 KiB has none: "{}" and 0 stand in its place, and whoever loads it
 * folds the events, so a large dispute is slower, never closed.
 */
int64_t hj_snapshot(
    struct hj_buf *b, const struct hj_fields *state_fields, const void *state);

/* Write the canonical bytes of `ev`. */
void hj_event_encode(struct hj_buf *b, const struct hj_event *ev);

/*
 * Read an event back; texts live in `a`.  HJ_ERR_UNKNOWN if its kind or kv is
 * newer than this build; HJ_ERR_INPUT if the bytes are not an event.
 */
enum hj_err hj_event_decode(struct hj_arena *a,
    const struct hj_event_kinds *kinds, const char *text, size_t len,
    struct hj_event *ret, struct hj_error *err) HJ_CHECK;

/*
 * Can these canonical bytes be shown as they are?  True if nothing in them is
 * sealed and kind and kv are those of this build: to read them and write them
 * again would give the same.
 */
bool hj_event_open(
    const struct hj_event_kinds *kinds, const char *text, size_t len);

#endif
