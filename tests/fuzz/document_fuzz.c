/*
 * Rule sets under libFuzzer: the bytes are choices, and behind them a sequence
 * that they begin; see tests/property/chance_document.h.  At the end it says
 * what came of all that were tried.
 */
#include "tests/property/try_document.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct proving_ground ground;

static void
say_sums(void)
{
	(void)fprintf(stderr,
	    "sums: %ld documents, %ld without a fault, %ld happenings, %ld "
	    "things followed\n",
	    ground.documents, ground.sound, ground.happened, ground.followed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct choices c = { .p = data, .n = size, .state = size };

	if (ground.a == NULL) {
		proving_ground_init(&ground);
		(void)atexit(say_sums);
	}
	for (size_t i = 0; i < size; i++)
		c.state = (c.state ^ data[i]) * UINT64_C(0x100000001b3);
	try_document(&ground, &c);
	return 0;
}
