/*
 * Any document that passes the schema: the engine never crashes, never loops.
 * 20,000 of them, or HEJIE_DOCUMENTS; HJ_SEED=n begins with another.  One that
 * takes more than PATIENCE seconds is taken for a loop; its seed is told.
 */
#include "tests/property/try_document.h"

#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#define PATIENCE 20

static uint64_t seed;
static long documents;

static void
tell_seed(int signal)
{
	char text[80];
	int n = snprintf(text, sizeof(text),
	    "document of HJ_SEED=%" PRIu64 ": signal %d\n", seed, signal);

	(void)!write(STDERR_FILENO, text, (size_t)n);
	_exit(1);
}

static void
any_document_is_borne(void **state)
{
	struct proving_ground g;

	(void)state;
	proving_ground_init(&g);
	for (long i = 0; i < documents; i++, seed++) {
		struct choices c = { .state =
					 seed * UINT64_C(0x2545f4914f6cdd1d) };

		(void)alarm(PATIENCE);
		try_document(&g, &c);
	}
	(void)alarm(0);
	print_message("%ld documents, %ld without a fault, %ld happenings, "
		      "%ld things followed\n",
	    g.documents, g.sound, g.happened, g.followed);
	assert_int_equal(g.documents, documents);
	assert_true(g.sound > 0 && g.followed > g.documents);
	hj_arena_free(g.a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(
	    any_document_is_borne) };
	const char *first = getenv("HJ_SEED"),
		   *most = getenv("HEJIE_DOCUMENTS");

	seed = first == NULL ? 1 : strtoull(first, NULL, 10);
	documents = most == NULL ? 20000 : strtol(most, NULL, 10);
	(void)signal(SIGALRM, tell_seed);
	(void)signal(SIGABRT, tell_seed);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
