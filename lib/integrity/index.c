/* Keyed index; see index.h. */
#include "lib/integrity/index.h"

#include "lib/base/buf.h"
#include "lib/base/initials.h"
#include "lib/base/utf8.h"

#include <string.h>

#define LABEL_BIGRAM "bigram"

/* The character as it is indexed; 0 if it does not count. */
static uint32_t
fold(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xff01 - 0x21;
	if (c < 0x80) {
		if (c >= 'A' && c <= 'Z')
			return c - 'A' + 'a';
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			return c;
		return 0;
	}
	if (c < 0xc0 || c == 0xd7 || c == 0xf7)
		return 0;
	if (c >= 0x2000 && c <= 0x206f)
		return 0;
	/* 々 and 〇 stand in names and dates. */
	if (c >= 0x3000 && c <= 0x303f && c != 0x3005 && c != 0x3007)
		return 0;
	if (c == 0x30fb || (c >= 0xff5f && c <= 0xff65) || c == 0xfeff)
		return 0;
	return c;
}

const char *
hj_index_fold(struct hj_arena *a, const char *text)
{
	/* No character grows by being folded. */
	char *out = hj_alloc(a, strlen(text) + 1);
	size_t n = 0;
	uint32_t c;

	while ((c = hj_utf8_next(&text)) != 0)
		if (fold(c) != 0)
			n += hj_utf8_put(out + n, fold(c));
	return out;
}

static void
digest(struct hj_crypto *c, unsigned char out[HJ_DIGEST_SIZE],
    const struct hj_key *key, const char *label, const char *text, size_t n)
{
	const struct hj_piece pieces[] = { { label, strlen(label) + 1 },
		{ text, n } };

	hj_hmac(c, out, key, pieces, 2);
}

static int64_t
number(const unsigned char out[HJ_DIGEST_SIZE])
{
	uint64_t bits = 0;
	int64_t value;

	for (int i = 0; i < 8; i++)
		bits = bits << 8 | out[i];
	memcpy(&value, &bits, sizeof(value));
	return value;
}

int64_t
hj_index_number(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *label, const char *text)
{
	unsigned char out[HJ_DIGEST_SIZE];
	const char *folded = hj_index_fold(a, text);

	digest(c, out, key, label, folded, strlen(folded));
	return number(out);
}

const char *
hj_index_hex(struct hj_crypto *c, struct hj_arena *a, const struct hj_key *key,
    const char *label, const char *text)
{
	unsigned char out[HJ_DIGEST_SIZE];
	const char *folded = hj_index_fold(a, text);
	struct hj_buf b;

	digest(c, out, key, label, folded, strlen(folded));
	hj_buf_init(&b, 64);
	hj_buf_hex(&b, out, 16);
	return hj_buf_keep(a, &b);
}

/* Let the item at `at` sink to its place in a heap of `n`. */
static void
sink(int64_t *list, size_t at, size_t n)
{
	for (;;) {
		size_t child = 2 * at + 1;
		int64_t held = list[at];

		if (child >= n)
			return;
		if (child + 1 < n && list[child + 1] > list[child])
			child++;
		if (list[child] <= held)
			return;
		list[at] = list[child];
		list[child] = held;
		at = child;
	}
}

/* Sort ascending and keep each once; returns how many are left. */
static size_t
sort_unique(int64_t *list, size_t n)
{
	size_t kept = 0;

	for (size_t i = n / 2; i > 0; i--)
		sink(list, i - 1, n);
	for (size_t end = n; end > 1; end--) {
		int64_t most = list[0];

		list[0] = list[end - 1];
		list[end - 1] = most;
		sink(list, 0, end - 1);
	}
	for (size_t i = 0; i < n; i++)
		if (i == 0 || list[i] != list[i - 1])
			list[kept++] = list[i];
	return kept;
}

size_t
hj_index_pairs(struct hj_arena *a, const char *text, int64_t **ret)
{
	int64_t *list = hj_alloc(a, (strlen(text) + 1) * sizeof(*list));
	uint32_t before = 0, c;
	size_t n = 0;

	while ((c = hj_utf8_next(&text)) != 0) {
		c = fold(c);
		if (c == 0)
			continue;
		if (before != 0)
			list[n++] = (int64_t)before << 32 | c;
		before = c;
	}
	if (n == 0 && before != 0)
		list[n++] = before;
	*ret = list;
	return sort_unique(list, n);
}

/* The values of `n` bigrams take their place. */
static size_t
digest_pairs(
    struct hj_crypto *c, const struct hj_key *key, int64_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char out[HJ_DIGEST_SIZE];
		char pair[8];
		size_t size = 0;

		if (list[i] >> 32 != 0)
			size = hj_utf8_put(pair, (uint32_t)(list[i] >> 32));
		size += hj_utf8_put(pair + size, (uint32_t)list[i]);
		digest(c, out, key, LABEL_BIGRAM, pair, size);
		list[i] = number(out);
	}
	return sort_unique(list, n);
}

size_t
hj_index_bigrams(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *text, int64_t **ret)
{
	size_t n = hj_index_pairs(a, text, ret);

	return digest_pairs(c, key, *ret, n);
}

/* Every pair of a letter of `one` and a letter of `two`. */
static size_t
letter_pairs(uint32_t one, uint32_t two, int64_t *list)
{
	size_t n = 0;

	for (int64_t i = 0; i < 26; i++)
		for (int64_t k = 0; k < 26; k++)
			if ((one >> i & 1) != 0 && (two >> k & 1) != 0)
				list[n++] = ('a' + i) << 32 | ('a' + k);
	return n;
}

size_t
hj_index_initials(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *text, int64_t **ret)
{
	int64_t *list = NULL, found[26 * 26];
	uint32_t before = 0, character;
	size_t n = 0;

	while ((character = hj_utf8_next(&text)) != 0) {
		uint32_t letters;

		if (fold(character) == 0)
			continue;
		letters = hj_initials(fold(character));
		for (size_t i = letter_pairs(before, letters, found); i-- > 0;)
			*HJ_PUSH(a, list, n) = found[i];
		before = letters;
	}
	*ret = list;
	return digest_pairs(c, key, list, sort_unique(list, n));
}

bool
hj_index_spelt(const char *name, const char *spelt)
{
	for (uint32_t c = 1; c != 0; c = hj_utf8_next(&name)) {
		const char *from = name, *letter = spelt;

		while (*letter >= 'a' && *letter <= 'z' &&
		       (hj_initials(hj_utf8_next(&from)) >> (*letter - 'a') &
			   1) != 0)
			letter++;
		if (*letter == '\0' && letter != spelt)
			return true;
	}
	return false;
}
