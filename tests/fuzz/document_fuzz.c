/*
 * Rule sets under libFuzzer: the bytes are choices, and behind them a sequence
 * that they begin; see tests/property/chance_document.h.  At the end it says
 * what came of all that were tried.
 *
 * One that takes more than PATIENCE seconds of the processor is taken for a
 * loop.  (libFuzzer's own -timeout goes by the clock on the wall, and blames a
 * document for a machine that is busy or was stopped.)
 */
#include "tests/property/try_document.h"

#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

#define PATIENCE 20

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int __wrap_strcmp(const char *a, const char *b);
int __wrap_memcmp(const void *a, const void *b, size_t n);

/*
 * Texts are compared here (ld --wrap), each byte under the sanitizer.  By way
 * of its own strcmp libFuzzer is told of each comparison, and of what it would
 * learn nothing is used: choices are not texts.  It took a fifth of the time.
 */
int
__wrap_strcmp(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

int
__wrap_memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a, *q = b;

	for (size_t i = 0; i < n; i++)
		if (p[i] != q[i])
			return p[i] - q[i];
	return 0;
}

static struct proving_ground ground;

/* libFuzzer keeps the bytes of what aborts. */
static void
give_up(int signal)
{
	static const char text[] = "a document took too long\n";

	(void)signal;
	(void)!write(STDERR_FILENO, text, sizeof(text) - 1);
	abort();
}

static void
be_patient(void)
{
	const struct itimerval patience = { .it_value.tv_sec = PATIENCE };

	must(setitimer(ITIMER_PROF, &patience, NULL) == 0);
}

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
		(void)signal(SIGPROF, give_up);
	}
	be_patient();
	for (size_t i = 0; i < size; i++)
		c.state = (c.state ^ data[i]) * UINT64_C(0x100000001b3);
	try_document(&ground, &c);
	return 0;
}
