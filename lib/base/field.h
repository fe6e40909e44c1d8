/*
 * Field tables: one table says what a JSON object may hold and where each
 * member lives in a C struct.
 *
 * From a table come: reading and checking (hj_bind), canonical writing
 * (hj_emit), the OpenAPI schema and the browser's form (hj_schema).  Commands,
 * events, snapshots and answers all use it, so a field is described once.
 *
 * Invariants:
 *  - The name of a JSON member is the name of the C member.
 *  - Rows stand in ascending order of name, so that writing is canonical
 *    (RFC 8785 orders by name); a test walks all tables.
 *  - A value that is absent is zero in the struct (NULL, 0, false, date 0), and
 *    zero is not written, unless the row is HJ_REQUIRED.  Only money knows a
 *    zero that is not absence: there absent is HJ_NONE.
 *
 * To add a field: add the member to the struct and a row to its table.
 */
#ifndef HJ_LIB_BASE_FIELD_H
#define HJ_LIB_BASE_FIELD_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum hj_field_type {
	HJ_T_BOOL,    /* bool */
	HJ_T_INT,     /* int64_t, least..most */
	HJ_T_MONEY,   /* int64_t fen, 0..most; HJ_NONE if absent */
	HJ_T_TEXT,    /* const char *, at most `most` characters */
	HJ_T_WORD,    /* int, index into `words`; 0 is absent */
	HJ_T_DATE,    /* int32_t yyyymmdd */
	HJ_T_INSTANT, /* int64_t ms since 1970 UTC */
	HJ_T_ID,      /* const char *, 32 lower-case hex digits */
	HJ_T_SEALED,  /* struct hj_sealed */
	HJ_T_OBJECT,  /* pointer to a struct described by `of` */
	HJ_T_LIST,    /* pointer to structs described by `of`, and a count */
};

enum hj_field_flag {
	HJ_REQUIRED = 1 << 0,
	/* Whose key seals it; exactly one of these for HJ_T_SEALED. */
	HJ_KEY_TEXT = 1 << 1,  /* the dispute's text key */
	HJ_KEY_PARTY = 1 << 2, /* the party that the enclosing object names */
	HJ_KEY_SIDE = 1 << 3,  /* a side; the member is called private_<side> */
	HJ_KEY_TITLE = 1 << 4, /* the dispute's title key: it names people */
	HJ_DIVISION = 1 << 5, /* a text: the code of a division that there is */
};

#define HJ_NONE INT64_MIN                       /* money that is not stated */
#define HJ_INT_MOST ((int64_t)9007199254740991) /* 2^53 - 1 */

/* One word of a closed list; the index in the list is the C value. */
struct hj_word {
	const char *name; /* on the wire */
	const char *zh;
	const char *en;
};

struct hj_words {
	const struct hj_word *word; /* [0] is unused: absent */
	size_t n;
};

/*
 * Text that only the holder of a key can read.  A command brings `plain`; it
 * is sealed before anything is decided, and from then on only `box` is there:
 * "<alg>.<subject>.<base64url bytes>" (lib/integrity/seal.h).
 */
struct hj_sealed {
	const char *plain; /* before sealing, and after opening */
	const char *box;   /* sealed; NULL if absent or not sealed yet */
};

struct hj_fields;

struct hj_field {
	const char *name;
	size_t len; /* of the name */
	enum hj_field_type type;
	int flags; /* enum hj_field_flag */
	size_t offset;
	size_t count; /* HJ_T_LIST: offset of the size_t that counts */
	int64_t least, most;
	const struct hj_words *words;
	const struct hj_fields *of;
	const char *doc; /* "中文|english", NULL for inner tables */
};

/*
 * A table.  A table of one row with an empty name describes a list of bare
 * values.  `base` is a second table for members of the same struct.
 */
struct hj_fields {
	const struct hj_field *row;
	size_t n;
	size_t size; /* of the struct */
	const struct hj_fields *base;
};

/* clang-format off */
#define HJ_ROW_(t, s, m, ...) \
	{ .name = #m, .len = sizeof(#m) - 1, .type = (t), .offset = offsetof(struct s, m), __VA_ARGS__ }
#define HJ_BOOL(s, m, fl, d)     HJ_ROW_(HJ_T_BOOL, s, m, .flags = (fl), .doc = (d))
#define HJ_INT(s, m, fl, lo, hi, d) \
	HJ_ROW_(HJ_T_INT, s, m, .flags = (fl), .least = (lo), .most = (hi), .doc = (d))
#define HJ_MONEY(s, m, fl, d)    HJ_ROW_(HJ_T_MONEY, s, m, .flags = (fl), .most = HJ_INT_MOST, .doc = (d))
#define HJ_TEXT(s, m, fl, hi, d) HJ_ROW_(HJ_T_TEXT, s, m, .flags = (fl), .most = (hi), .doc = (d))
#define HJ_WORD(s, m, fl, w, d)  HJ_ROW_(HJ_T_WORD, s, m, .flags = (fl), .words = (w), .doc = (d))
#define HJ_DATE(s, m, fl, d)     HJ_ROW_(HJ_T_DATE, s, m, .flags = (fl), .doc = (d))
#define HJ_INSTANT(s, m, fl, d)  HJ_ROW_(HJ_T_INSTANT, s, m, .flags = (fl), .doc = (d))
#define HJ_ID(s, m, fl, d)       HJ_ROW_(HJ_T_ID, s, m, .flags = (fl), .doc = (d))
#define HJ_SEALED(s, m, fl, hi, d) HJ_ROW_(HJ_T_SEALED, s, m, .flags = (fl), .most = (hi), .doc = (d))
#define HJ_OBJECT(s, m, fl, t, d) HJ_ROW_(HJ_T_OBJECT, s, m, .flags = (fl), .of = (t), .doc = (d))
/* A list `m` counted by the member n_<m>. */
#define HJ_LIST(s, m, fl, t, hi, d) \
	HJ_ROW_(HJ_T_LIST, s, m, .flags = (fl), .count = offsetof(struct s, n_##m), \
	    .of = (t), .most = (hi), .doc = (d))
#define HJ_FIELDS(s, rows) \
	{ .row = (rows), .n = sizeof(rows) / sizeof((rows)[0]), .size = sizeof(struct s) }
#define HJ_WORDS(list) { .word = (list), .n = sizeof(list) / sizeof((list)[0]) }
/* clang-format on */

/* Bare items, for lists of numbers, texts and ids. */
struct hj_no {
	int64_t no;
};
struct hj_name {
	const char *text;
};
extern const struct hj_fields hj_no_fields;   /* whole numbers from 1 */
extern const struct hj_fields hj_name_fields; /* texts of 200 at most */
extern const struct hj_fields hj_id_fields;   /* ids, in a struct hj_name */

/* Where a document comes from decides what a sealed field looks like in it. */
enum hj_form {
	HJ_FORM_COMMAND, /* from outside: sealed fields are plain text */
	HJ_FORM_STORED,  /* from a timeline or snapshot: sealed fields are boxes
			  */
};

/*
 * Read `len` bytes of strict JSON at `text` into the struct at `out` (all of
 * it is set; absent members become zero, money HJ_NONE).  Lists and texts are
 * made in `a`.  On failure `err` names the member ("parties/1/name") and what
 * is wrong with it, and `out` is of no use.  Refused: unknown or repeated
 * members, null, floats, U+0000, bad UTF-8, depth over 16, 20,000 values (in
 * a command).
 */
enum hj_err hj_bind(struct hj_arena *a, const struct hj_fields *t,
    enum hj_form form, void *out, const char *text, size_t len,
    struct hj_error *err) HJ_CHECK;

/* Told of each fault, one by one; `err` lives for the call. */
struct hj_fault_sink {
	void (*fault)(struct hj_fault_sink *sink, const struct hj_error *err);
};

/* What is said of a member that no row knows; all other members are read. */
extern const char hj_no_such_member[];

/*
 * The same, telling every fault: a value that is wrong is passed over and
 * stays absent.  Bytes that are no JSON end it: false.
 */
bool hj_bind_all(struct hj_arena *a, const struct hj_fields *t,
    enum hj_form form, void *out, const char *text, size_t len,
    struct hj_fault_sink *sink);

/* Set every member of the struct at `out` to absent. */
void hj_fields_clear(const struct hj_fields *t, void *out);

/* Write the struct as canonical JSON (lib/dispute/codec.h says what that is).
 */
void hj_emit(struct hj_buf *b, const struct hj_fields *t, const void *in);

/* Write a JSON string, quotes included, escaped as RFC 8785 asks. */
void hj_emit_text(struct hj_buf *b, const char *s);

/* Called for each sealed member that is present.  `owner` is its struct. */
struct hj_sealed_visit {
	void (*visit)(struct hj_sealed_visit *v, const struct hj_field *f,
	    const struct hj_fields *owner_fields, void *owner,
	    struct hj_sealed *sealed, const char *path);
};

/* Visit all sealed members of the struct, in order of the tables. */
void hj_each_sealed(
    const struct hj_fields *t, void *in, struct hj_sealed_visit *v);

/* The row named `name`, or NULL; looks into the base table too. */
const struct hj_field *hj_field_find(
    const struct hj_fields *t, const char *name, size_t len);

/* The value of `name` in `w`, or 0. */
int hj_word_find(const struct hj_words *w, const char *name, size_t len);

/* The wire name of `value`, or "" if it is 0 or out of range. */
const char *hj_word_name(const struct hj_words *w, int value);

/* Write the table as a JSON Schema (draft 2020-12, as OpenAPI 3.1 has it). */
void hj_schema(struct hj_buf *b, const struct hj_fields *t);

/* The same without its braces, so that other members can stand beside. */
void hj_schema_members(struct hj_buf *b, const struct hj_fields *t);

#endif
