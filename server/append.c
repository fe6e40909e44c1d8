/*
 * What a decided command stores: events with their chain, the head, derived
 * rows that changed, new keys, follow-ups; in the order of hejie.append().
 */
#include "server/run.h"

#include "lib/dispute/codec.h"
#include "server/answer.h"
#include "server/project_bodies.h"
#include "server/project_group.h"
#include "server/project_people.h"
#include "server/base/log.h"
#include "server/statements.h"
#include "server/text_index.h"

#include <string.h>

/* Do decoded bytes say what was encoded?  Looked at where time is no matter. */
static bool
says_the_same(const struct hj_event *ev, const struct hj_buf *bytes)
{
	bool same = true;
#ifndef NDEBUG
	struct hj_buf again;

	hj_buf_init(&again, HJ_EVENT_MOST);
	hj_event_encode(&again, ev);
	same = again.n == bytes->n && memcmp(again.p, bytes->p, again.n) == 0;
	hj_buf_release(&again);
#else
	(void)ev;
	(void)bytes;
#endif
	return same;
}

/*
 * Nothing is stored that could not be read again: the bytes are decoded as a
 * reader will, which costs a small part of what storing them does.
 */
static bool
readable(struct hj_run *run, const struct hj_buf *bytes, const char *kind)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_error *err = &run->ask->err;
	struct hj_event ev;
	bool good = hj_event_decode(a, run->ask->kind->events, bytes->p,
			bytes->n, &ev, err) == HJ_OK &&
		    says_the_same(&ev, bytes);

	hj_arena_free(a);
	if (good)
		return true;
	hj_log(HJ_LOG_ERROR, "unreadable_event", HJ_LOG_WORD("kind", kind),
	    HJ_LOG_REASON(err));
	/* No fault of the asker's. */
	hj_fail(err, HJ_ERR_UNKNOWN, "",
	    "what would be stored could not be read again", NULL);
	return false;
}

/* The events as they are stored: kinds, bytes, chain. */
static bool
put_events(struct hj_run *run, struct hj_params *p)
{
	const struct hj_turn *t = &run->turn;
	const char **kinds = hj_alloc(run->a, t->n_event * sizeof(*kinds));
	const char **bytes = hj_alloc(run->a, t->n_event * sizeof(*bytes));
	struct hj_bytes *chains =
	    hj_alloc(run->a, t->n_event * sizeof(*chains));
	unsigned char prev[HJ_CHAIN_SIZE], leaf[HJ_CHAIN_SIZE];
	struct hj_buf b;
	bool fits = true;

	if (run->version == 0)
		hj_chain_start(prev, run->stream_bytes);
	else
		memcpy(prev, run->hash, sizeof(prev));
	hj_buf_init(&b, HJ_EVENT_MOST);
	for (size_t i = 0; i < t->n_event; i++) {
		unsigned char *chain = hj_alloc(run->a, HJ_CHAIN_SIZE);

		hj_buf_clear(&b);
		hj_event_encode(&b, &t->event[i]);
		fits = fits && !b.failed &&
		       readable(run, &b, t->event[i].kind->name);
		kinds[i] = t->event[i].kind->name;
		bytes[i] = hj_strdup(run->a, hj_buf_text(&b));
		hj_chain_leaf(leaf, b.p, b.n);
		hj_chain_next(chain, prev, leaf);
		memcpy(prev, chain, sizeof(prev));
		chains[i] = (struct hj_bytes){ chain, HJ_CHAIN_SIZE };
	}
	hj_buf_release(&b);
	hj_param_texts(p, kinds, t->n_event);
	hj_param_texts(p, bytes, t->n_event);
	hj_param_bytes_list(p, chains, t->n_event);
	return fits;
}

/* The head: fold, snapshot, and the columns that lists show. */
static void
put_head(struct hj_run *run, struct hj_params *p)
{
	const struct hj_turn *t = &run->turn;
	const struct hj_dispute *d = t->d;
	struct hj_buf b;

	run->after_fold = hj_snapshot(&b, run->ask->kind->state, t->state);
	run->after = hj_strdup(run->a, hj_buf_text(&b));
	hj_param_int4(p, (int32_t)run->after_fold);
	hj_param_textn(p, run->after, b.n);
	hj_buf_release(&b);
	hj_param_text(p, d == NULL ? NULL : d->code);
	hj_param_text(p, d == NULL ? NULL : d->title.box);
	hj_param_bool(p, d != NULL && d->closed);
	if (d != NULL && hj_next_due(d) != 0)
		hj_param_ms(p, hj_next_due(d));
	else
		hj_param_null(p, HJ_PG_TIMESTAMPTZ);
}

static void
put_rows(struct hj_run *run, struct hj_params *p)
{
	const struct hj_rows none = { 0 };
	struct hj_rows after = { 0 };

	if (run->ask->kind == &hj_group_kind)
		hj_project_group(run->a, run->turn.state, run->turn.event,
		    run->turn.n_event, &after);
	else
		hj_project_bodies(
		    run->a, run->ask->kind, run->turn.state, &after);
	hj_project_people(run->a, run->ask->kind, run->turn.state, &after);
	if (run->turn.d == NULL) {
		hj_param_text(p, hj_rows_changed(run->a, &none, &after));
		return;
	}
	hj_project(run->a, run->turn.d, &after);
	hj_party_index(&run->ring, run->a, run->turn.d, &run->marks, &after);
	hj_text_index_events(&run->ring, run->a, run->turn.d, run->turn.event,
	    run->turn.n_event, &after);
	hj_param_text(p, hj_rows_changed(run->a, &run->before, &after));
}

static void
put_keys(struct hj_run *run, struct hj_params *p)
{
	const char **subjects =
	    hj_alloc(run->a, (run->ring.n + 1) * sizeof(*subjects));
	struct hj_bytes *keys =
	    hj_alloc(run->a, (run->ring.n + 1) * sizeof(*keys));
	size_t n = 0;

	for (size_t i = 0; i < run->ring.n; i++) {
		const struct hj_ring_key *k = &run->ring.key[i];

		if (!k->fresh)
			continue;
		subjects[n] = k->subject;
		keys[n++] = (struct hj_bytes){ k->wrapped, k->n_wrapped };
	}
	if (n == 0) {
		hj_param_null(p, HJ_PG_TEXTS);
		hj_param_null(p, HJ_PG_BYTEAS);
		return;
	}
	hj_param_texts(p, subjects, n);
	hj_param_bytes_list(p, keys, n);
}

bool
hj_run_put(struct hj_run *run)
{
	const struct hj_ask *ask = run->ask;
	const struct hj_turn *t = &run->turn;
	struct hj_params *p = &run->step[0].params;
	bool fits;

	hj_params_init(p, run->a);
	hj_param_text(p, ask->actor.person);
	hj_param_text(p, hj_orgs_of(run->a, &ask->actor));
	hj_param_uuid(p, run->stream_bytes);
	hj_param_text(p, ask->kind->name);
	hj_param_text(p, t->d != NULL ? t->d->county : NULL);
	hj_param_int8(p, run->version);
	hj_param_bytes(p, run->version == 0 ? NULL : run->hash, HJ_CHAIN_SIZE);
	hj_param_ms(p, t->now);
	hj_param_text(p, ask->key);
	hj_param_bytes(
	    p, ask->key == NULL ? NULL : run->digest, sizeof(run->digest));
	fits = put_events(run, p);
	put_head(run, p);
	put_rows(run, p);
	put_keys(run, p);
	hj_param_text(p, hj_follow_ups_text(run->a, t));
	return fits;
}
