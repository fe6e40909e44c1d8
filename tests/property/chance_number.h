/* Numbers by chance: the same after the same seed, on any machine. */
#ifndef HJ_TESTS_PROPERTY_CHANCE_NUMBER_H
#define HJ_TESTS_PROPERTY_CHANCE_NUMBER_H

#include <stdint.h>

static uint64_t chance_seed;

/* splitmix64 */
static uint64_t
chance(void)
{
	uint64_t z = (chance_seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static int64_t
between(int64_t least, int64_t most)
{
	return least + (int64_t)(chance() % (uint64_t)(most - least + 1));
}

#endif
