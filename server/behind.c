/*
 * Commands that wait behind another of their stream in this process; see run.h.
 *
 * What the one before has stored need not be loaded again: state, keys, version
 * and hash are handed over.  Whether the asker may know the stream, and whether
 * the key was used before, hejie.append() finds out before it writes; a command
 * that stores nothing is loaded after all (commands.c).
 */
#include "server/run.h"

#include <string.h>

size_t
hj_runs_before(const struct hj_runs *runs, const struct hj_run *run)
{
	const struct hj_run *r;
	size_t n = 0;

	TAILQ_FOREACH(r, runs, link)
	if (r != run && strcmp(r->stream, run->stream) == 0)
		n++;
	return n;
}

struct hj_run *
hj_runs_next(const struct hj_runs *runs, const char *stream)
{
	struct hj_run *r;

	TAILQ_FOREACH(r, runs, link)
	if (r->waiting && strcmp(r->stream, stream) == 0)
		return r;
	return NULL;
}

/*
 * One that makes a stream finds it made, one that names a file has to see how
 * it is, and one that rests on a version may have seen an older one: they load.
 * Simulated time stands as the one before had it.
 */
void
hj_run_hand_over(const struct hj_run *from, struct hj_run *to)
{
	const struct hj_ask *ask = to == NULL ? NULL : to->ask;

	if (ask == NULL || ask->if_match != 0 || ask->dry ||
	    ask->command->flags & (HJ_CREATES | HJ_NAMES_FILE) ||
	    from->after_fold != HJ_FOLD || hj_run_lost_keys(from))
		return;
	to->version = from->version + (int64_t)from->turn.n_event;
	memcpy(to->hash, from->hash, HJ_CHAIN_SIZE);
	to->last_at = from->turn.now;
	to->simulated = from->simulated;
	to->fold = from->after_fold;
	to->snapshot = hj_strdup(ask->arena, from->after);
	hj_ring_init(&to->ring, ask->arena, to->keys, to->stream);
	hj_ring_copy(&to->ring, &from->ring);
	to->follows = true;
}
