/*
 * Memory that lives as long as the job it was made for.
 *
 * A request, a fold, a rebuild of one stream: each has one arena; everything
 * made on the way lives in it and dies with it, so nothing else is freed.
 * Allocation never fails: every input is bounded before it is read, and a
 * machine out of memory is a reason to stop (the timeline is whole).
 */
#ifndef HJ_LIB_BASE_ARENA_H
#define HJ_LIB_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct hj_arena;

/* A new, empty arena; yours until hj_arena_free(). */
struct hj_arena *hj_arena_new(void);

/* Free everything made in `a`, and `a`.  NULL is fine. */
void hj_arena_free(struct hj_arena *a);

/* Forget everything made in `a`, but keep one block for reuse. */
void hj_arena_clear(struct hj_arena *a);

/* `n` zeroed bytes, aligned for any type. */
void *hj_alloc(struct hj_arena *a, size_t n);

/* A copy of the `n` bytes at `s`, with a NUL after them. */
char *hj_strndup(struct hj_arena *a, const char *s, size_t n);

/* A copy of `s`; NULL stays NULL. */
char *hj_strdup(struct hj_arena *a, const char *s);

/* The texts up to the NULL that ends the list, in a row. */
char *hj_concat(struct hj_arena *a, ...) __attribute__((sentinel));

/*
 * Room for one more item in a list of `n` items of `size` bytes: returns the
 * list, moved if it was full.  The caller counts.  Lists double, so a list
 * grown by this function must only be grown by it.
 */
void *hj_grow(struct hj_arena *a, void *list, size_t n, size_t size);

#define HJ_NEW(a, type) ((type *)hj_alloc((a), sizeof(type)))

/* Append a zeroed item to list `list` counted by `n`; yields its address. */
#define HJ_PUSH(a, list, n)                                                    \
	((list) = hj_grow((a), (list), (n), sizeof(*(list))), &(list)[(n)++])

#endif
