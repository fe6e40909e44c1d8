/* The timeline as a correction sees it; see past.h. */
#include "lib/commands/correct/past.h"

#include "lib/dispute/codec.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* False if there is no event `i` that can be read. */
static bool
read_event(struct hj_turn *t, size_t i, struct hj_event *ret)
{
	const char *bytes = t->past[i].text;
	struct hj_error err = { 0 };

	return hj_event_decode(t->a, t->kind->events, bytes, strlen(bytes), ret,
		   &err) == HJ_OK;
}

/* The index of the event, or past->n. */
static size_t
index_of(const struct hj_past *past, const char *event)
{
	size_t i = 0;

	while (i < past->n && !same(past->ev[i].id, event))
		i++;
	return i;
}

static bool
voids(const struct hj_event *ev)
{
	return strcmp(ev->kind->name, hj_ev_voided.name) == 0;
}

/* What was voided before is gone with all that followed it. */
static void
mark_gone(struct hj_turn *t, struct hj_past *past)
{
	for (size_t i = 0; i < past->n; i++) {
		const struct hj_event_voided *b = past->ev[i].body;
		size_t at;
		struct hj_entry entry;

		if (!voids(&past->ev[i]))
			continue;
		at = index_of(past, b->event);
		if (at == past->n)
			continue;
		entry = hj_entry_of(t, past, at);
		for (size_t k = at; k <= entry.last; k++)
			past->gone[k] = true;
	}
}

bool
hj_past_read(struct hj_turn *t, struct hj_past *ret)
{
	*ret = (struct hj_past){
		.ev = hj_alloc(t->a, (t->n_past + 1) * sizeof(*ret->ev)),
		.gone = hj_alloc(t->a, (t->n_past + 1) * sizeof(*ret->gone)),
		.n = t->n_past,
	};
	for (size_t i = 0; i < t->n_past; i++)
		if (!read_event(t, i, &ret->ev[i])) {
			hj_refuse(t, HJ_NO_ENTRY, "event");
			return false;
		}
	mark_gone(t, ret);
	return true;
}

/* Did the same turn tell both, as the same actor's? */
static bool
together(const struct hj_event *a, const struct hj_event *b)
{
	return same(a->cmd, b->cmd) && strcmp(a->actor, b->actor) == 0;
}

struct hj_entry
hj_entry_of(const struct hj_turn *t, const struct hj_past *past, size_t i)
{
	struct hj_entry entry = { i, i };

	while (
	    entry.first > 0 &&
	    !hj_begins_entry(t->kind->name, past->ev[entry.first].kind->name) &&
	    together(&past->ev[entry.first - 1], &past->ev[i]))
		entry.first--;
	while (entry.last + 1 < past->n &&
	       together(&past->ev[entry.last + 1], &past->ev[i]) &&
	       !hj_begins_entry(
		   t->kind->name, past->ev[entry.last + 1].kind->name))
		entry.last++;
	return entry;
}

/* Is it the actor's own body's, or that of a body below whose head acts? */
static bool
ours(const struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_directory *dir = t->world->directory;

	if (t->d == NULL && (t->actor.roles & HJ_RO(ADMINISTRATOR)) != 0)
		return true;
	return same(ev->body_of, t->actor.org) ||
	       ((t->actor.roles & HJ_RO(HEAD)) != 0 &&
		   hj_org_above(dir, t->actor.org, ev->body_of));
}

size_t
hj_entry_find(struct hj_turn *t, const struct hj_past *past, const char *event)
{
	size_t i = index_of(past, event);

	/* What the clocks and the ladder did by themselves is nobody's. */
	if (i == past->n || past->ev[i].body_of == NULL)
		hj_refuse(t, HJ_NO_ENTRY, "event");
	else if (past->gone[i])
		hj_refuse(t, HJ_NO_VOID_TWICE, "event");
	else if (!ours(t, &past->ev[i]) ||
		 (t->actor.door != NULL &&
		     strcmp(t->actor.door, past->ev[i].id) != 0))
		hj_refuse(t, HJ_NO_VOID_RIGHT, "event");
	else if (t->kind->may_correct != NULL)
		t->kind->may_correct(t);
	return t->refused == HJ_NO ? i : past->n;
}

void
hj_past_fold(struct hj_turn *t, void *state, size_t i)
{
	struct hj_event *ev = HJ_NEW(t->a, struct hj_event);

	/* hj_past_read() has read it before. */
	if (read_event(t, i, ev))
		hj_fold(state, ev);
}

static void *
fresh_state(struct hj_turn *t)
{
	const char *id;

	memcpy(&id, t->state, sizeof(id));
	return hj_state_new(t->a, t->kind, id);
}

void *
hj_past_state(struct hj_turn *t, size_t n)
{
	void *state = fresh_state(t);

	for (size_t i = 0; i < n; i++)
		hj_past_fold(t, state, i);
	return state;
}

bool
hj_past_stands(const struct hj_past *past, size_t i)
{
	return !past->gone[i] && !voids(&past->ev[i]);
}

void *
hj_past_without(
    struct hj_turn *t, const struct hj_past *past, struct hj_entry entry)
{
	void *state = fresh_state(t);

	for (size_t i = 0; i < past->n; i++)
		if (i < entry.first ||
		    (i > entry.last && hj_past_stands(past, i)))
			hj_past_fold(t, state, i);
	return state;
}

void
hj_take_back(struct hj_turn *t, int64_t referral, struct hj_sealed reason)
{
	const struct hj_referral *r = hj_referral_at(t->d, referral);
	struct hj_referral_set *b;

	if (r->state == HJ_RS_OFFERED) {
		hj_referral_move(t, referral, HJ_RS_REVOKED,
		    &hj_ev_referral_revoked, reason);
	} else if (r->state == HJ_RS_ACCEPTED && !r->return_asked) {
		b = HJ_NEW(t->a, struct hj_referral_set);
		b->referral = HJ_NEW(t->a, struct hj_referral);
		*b->referral = *r;
		b->referral->return_asked = true;
		b->reason = reason;
		hj_happens(t, &hj_ev_return_requested, b);
	}
}
