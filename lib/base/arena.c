/*
 * Memory that lives as long as the job it was made for; see arena.h.
 *
 * Blocks are chained; the newest is filled.  A large wish gets a block of its
 * own behind the newest, so that the room left there is not lost.
 *
 * Under the address sanitizer only what was made may be touched: the rest of
 * a block is poisoned, and between two things lies a gap.
 */
#include "lib/base/arena.h"

#include <sanitizer/asan_interface.h> /* nothing, without the sanitizer */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK ((size_t)16 * 1024)
#define ALIGN _Alignof(max_align_t)

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GAP ALIGN
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define GAP ALIGN
#endif
#ifndef GAP
#define GAP ((size_t)0)
#endif

struct block {
	struct block *next;
	size_t used;
	size_t room;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct hj_arena {
	struct block *newest;
};

static struct block *
block_new(size_t room)
{
	struct block *b = malloc(sizeof(*b) + room);

	if (b == NULL)
		abort();
	b->next = NULL;
	b->used = 0;
	b->room = room;
	ASAN_POISON_MEMORY_REGION(b->bytes, room);
	return b;
}

struct hj_arena *
hj_arena_new(void)
{
	struct hj_arena *a = malloc(sizeof(*a));

	if (a == NULL)
		abort();
	a->newest = block_new(BLOCK);
	return a;
}

void
hj_arena_clear(struct hj_arena *a)
{
	struct block *b = a->newest->next;

	while (b != NULL) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
	a->newest->next = NULL;
	a->newest->used = 0;
	ASAN_POISON_MEMORY_REGION(a->newest->bytes, a->newest->room);
}

void
hj_arena_free(struct hj_arena *a)
{
	if (a == NULL)
		return;
	hj_arena_clear(a);
	free(a->newest);
	free(a);
}

void *
hj_alloc(struct hj_arena *a, size_t n)
{
	struct block *b = a->newest;
	size_t whole;
	void *p;

	if (n > SIZE_MAX / 2)
		abort();
	whole = (n + ALIGN - 1) / ALIGN * ALIGN + GAP;
	if (whole > b->room - b->used && whole > BLOCK / 4) {
		struct block *own = block_new(whole);

		own->next = b->next;
		b->next = own;
		b = own;
	} else if (whole > b->room - b->used) {
		a->newest = block_new(BLOCK);
		a->newest->next = b;
		b = a->newest;
	}
	p = b->bytes + b->used;
	b->used += whole;
	ASAN_UNPOISON_MEMORY_REGION(p, n);
	return memset(p, 0, n);
}

char *
hj_strndup(struct hj_arena *a, const char *s, size_t n)
{
	char *copy = hj_alloc(a, n + 1);

	if (n > 0)
		memcpy(copy, s, n);
	return copy;
}

char *
hj_strdup(struct hj_arena *a, const char *s)
{
	return s == NULL ? NULL : hj_strndup(a, s, strlen(s));
}

char *
hj_concat(struct hj_arena *a, ...)
{
	va_list ap;
	const char *s;
	size_t n = 0;
	char *out;

	va_start(ap, a);
	while ((s = va_arg(ap, const char *)) != NULL)
		n += strlen(s);
	va_end(ap);
	out = hj_alloc(a, n + 1);
	n = 0;
	va_start(ap, a);
	while ((s = va_arg(ap, const char *)) != NULL) {
		size_t len = strlen(s);

		memcpy(out + n, s, len);
		n += len;
	}
	va_end(ap);
	return out;
}

void *
hj_grow(struct hj_arena *a, void *list, size_t n, size_t size)
{
	void *bigger;

	/* A list is full when its count is a power of two, from four on. */
	if (n != 0 && (n < 4 || (n & (n - 1)) != 0))
		return list;
	if (n > SIZE_MAX / 4 / size)
		abort();
	bigger = hj_alloc(a, (n == 0 ? 4 : 2 * n) * size);
	if (n > 0)
		memcpy(bigger, list, n * size);
	return bigger;
}
