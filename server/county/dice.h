/* Dice that throw the same for the same seed on any machine. */
#ifndef HJ_SERVER_COUNTY_DICE_H
#define HJ_SERVER_COUNTY_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct hj_dice {
	uint64_t state;
};

/* Bits well mixed, the same for the same `z`. */
uint64_t hj_dice_mix(uint64_t z);

uint64_t hj_dice_throw(struct hj_dice *dice);

/* A number from 0 to `below` - 1, and one from `least` to `most`. */
int64_t hj_dice_below(struct hj_dice *dice, int64_t below);
int64_t hj_dice_between(struct hj_dice *dice, int64_t least, int64_t most);

/* So many times in a hundred. */
bool hj_dice_percent(struct hj_dice *dice, int64_t percent);

/* 32 hex digits and a NUL. */
void hj_dice_id(struct hj_dice *dice, char out[33]);

#endif
