/* First letters of readings; see initials.h. */
#include "lib/base/initials.h"

#include <stddef.h>

#define FIRST 0x4e00u
#define ROW 128 /* characters in one row of the table */

/* One more letter of a character with several readings. */
struct other {
	uint16_t character; /* ascending */
	char letter;
};

#include "lib/base/initials.inc"

uint32_t
hj_initials(uint32_t character)
{
	size_t low = 0, high = sizeof(others) / sizeof(others[0]);
	uint32_t letters = 0;
	char first;

	if (character < FIRST ||
	    character - FIRST >= sizeof(usual) / sizeof(usual[0]) * ROW)
		return 0;
	first = usual[(character - FIRST) / ROW][(character - FIRST) % ROW];
	if (first != ' ')
		letters = UINT32_C(1) << (first - 'a');
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (others[mid].character < character)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < sizeof(others) / sizeof(others[0]) &&
	       others[low].character == character;
	     low++)
		letters |= UINT32_C(1) << (others[low].letter - 'a');
	return letters;
}
