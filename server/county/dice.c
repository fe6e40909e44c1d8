/* Dice: splitmix64; see dice.h. */
#include "server/county/dice.h"

#include <stdio.h>

uint64_t
hj_dice_mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t
hj_dice_throw(struct hj_dice *dice)
{
	dice->state += UINT64_C(0x9e3779b97f4a7c15);
	return hj_dice_mix(dice->state);
}

int64_t
hj_dice_below(struct hj_dice *dice, int64_t below)
{
	return (int64_t)(hj_dice_throw(dice) % (uint64_t)below);
}

int64_t
hj_dice_between(struct hj_dice *dice, int64_t least, int64_t most)
{
	return least + hj_dice_below(dice, most - least + 1);
}

bool
hj_dice_percent(struct hj_dice *dice, int64_t percent)
{
	return hj_dice_below(dice, 100) < percent;
}

void
hj_dice_id(struct hj_dice *dice, char out[33])
{
	unsigned long long high = hj_dice_throw(dice);
	unsigned long long low = hj_dice_throw(dice);

	snprintf(out, 33, "%016llx%016llx", high, low);
}
