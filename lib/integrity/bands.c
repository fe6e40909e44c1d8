/* Bands of alike texts; see bands.h. */
#include "lib/integrity/bands.h"

#include <string.h>

#define ROWS 3 /* minima in a band */

/* A number that depends on every bit of `x` (splitmix64). */
static uint64_t
mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

/* The least of the list in order number `order`. */
static uint64_t
least(const int64_t *list, size_t n, uint64_t order)
{
	const uint64_t salt = mix(order);
	uint64_t found = UINT64_MAX;

	for (size_t i = 0; i < n; i++) {
		uint64_t value = mix((uint64_t)list[i] ^ salt);

		found = value < found ? value : found;
	}
	return found;
}

size_t
hj_index_bands(struct hj_arena *a, const int64_t *list, size_t n, int64_t **ret)
{
	*ret = NULL;
	if (n < HJ_BANDS_LEAST)
		return 0;
	*ret = hj_alloc(a, HJ_BANDS * sizeof(**ret));
	for (uint64_t band = 0; band < HJ_BANDS; band++) {
		uint64_t value = band;

		for (uint64_t row = 0; row < ROWS; row++)
			value = mix(value ^ least(list, n, band * ROWS + row));
		memcpy(&(*ret)[band], &value, sizeof(value));
	}
	return HJ_BANDS;
}
