/* What a reader sees of what is sealed; see sight.h. */
#include "server/sight.h"

#include "lib/dispute/codec.h"
#include "lib/integrity/seal.h"

#include <string.h>

struct open_visit {
	struct hj_sealed_visit v;
	struct hj_sight *sight;
};

/* All but the ends of an identity number. */
static const char *
masked(struct hj_arena *a, const char *text)
{
	size_t n = strlen(text);
	char *copy = hj_strndup(a, text, n);

	for (size_t i = n > 8 ? 4 : 0; i < (n > 8 ? n - 4 : n); i++)
		if (((unsigned char)copy[i] & 0x80) == 0)
			copy[i] = '*';
	return copy;
}

/*
 * An opened member holds the text; one whose key is gone says so, and one that
 * this reader may not open is left out.
 */
static void
open_one(struct hj_sealed_visit *v, const struct hj_field *f,
    const struct hj_fields *owner_fields, void *owner, struct hj_sealed *sealed,
    const char *path)
{
	struct open_visit *o = (struct open_visit *)(void *)v;
	const char *text = hj_open_text(o->sight->ring, sealed->box);
	bool side = strncmp(f->name, "private_", 8) == 0;

	(void)owner_fields;
	(void)owner;
	(void)path;
	sealed->box = NULL;
	if (strcmp(f->name, "secret") == 0 || (side && !o->sight->talks))
		return;
	if (text != NULL && strcmp(f->name, "identity") == 0 &&
	    !o->sight->private)
		text = masked(o->sight->a, text);
	sealed->plain = text != NULL ? text : "(已删除)";
}

void
hj_sight_open(struct hj_sight *sight, const struct hj_fields *fields, void *in)
{
	struct open_visit v = { .v = { open_one }, .sight = sight };

	hj_each_sealed(fields, in, &v.v);
}

/* Whose keys open an event: its dispute may be one that was merged. */
static struct hj_sight *
sight_of(struct hj_sight *sight, const char *stream)
{
	for (size_t i = 0; i < sight->n_merged; i++)
		if (strcmp(sight->merged[i].ring->stream, stream) == 0)
			return &sight->merged[i];
	return sight;
}

/* The procedure in which a private talk was held; 0: the event tells none. */
static int64_t
talked_in(const struct hj_event *ev)
{
	if (ev->kind->body == &hj_session_logged_fields)
		return ((const struct hj_session_logged *)ev->body)
		    ->session->procedure;
	if (ev->kind->body == &hj_channel_step_fields)
		return ((const struct hj_channel_step *)ev->body)->procedure;
	return 0;
}

/* Its mediators read a private talk, and who entered it. */
static bool
may_read_talk(const struct hj_sight *sight, const struct hj_event *ev)
{
	int64_t procedure = talked_in(ev), no;

	if (sight->person != NULL && strcmp(ev->actor, sight->person) == 0)
		return true;
	for (size_t i = 0; i < sight->n_mediates; i++)
		if (hj_text_int(sight->mediates[i], &no) && no == procedure)
			return true;
	return false;
}

bool
hj_sight_event(struct hj_sight *sight, const struct hj_event_kinds *kinds,
    const char *text, size_t len, struct hj_out *j)
{
	struct hj_event ev;
	struct hj_error err = { 0 };

	/* Most events seal nothing: they are shown as they are stored. */
	if (hj_event_open(kinds, text, len)) {
		hj_out_raw(j, text, len);
		return true;
	}
	if (hj_event_decode(sight->a, kinds, text, len, &ev, &err) != HJ_OK)
		return false;
	sight = sight_of(sight, ev.stream);
	sight->talks = may_read_talk(sight, &ev);
	hj_sight_open(sight, ev.kind->body, ev.body);
	hj_out_raw(j, "", 0);
	hj_event_encode(j->buf, &ev);
	return true;
}
