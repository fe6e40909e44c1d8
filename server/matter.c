/* A matter as it is compared with another; see matter.h. */
#include "server/matter.h"

#include "lib/commands/command.h"
#include "lib/dispute/codec.h"
#include "lib/integrity/index.h"
#include "server/admit.h"

#include <string.h>

/* The keys of a row, on a ring. */
static void
take_ring(struct hj_ring *ring, struct hj_row *row)
{
	const char **subjects;
	struct hj_bytes *keys;
	size_t n = hj_row_texts(row, 2, ring->a, &subjects);
	size_t n_keys = hj_row_bytes_list(row, 3, ring->a, &keys);

	/* Private talks say nothing that is compared. */
	for (size_t i = 0; i < n && i < n_keys; i++)
		if (strncmp(subjects[i], "side.", 5) != 0)
			hj_ring_add(ring, subjects[i], keys[i].p, keys[i].n);
}

/*
 * The dispute as far as its events in the row say, or NULL; `*ret_facts` is as
 * it was registered.
 */
static const struct hj_dispute *
fold_row(struct hj_arena *a, const char *id, struct hj_row *row,
    struct hj_sealed *ret_facts)
{
	struct hj_dispute *d = hj_state_new(a, &hj_dispute_kind, id);
	const char **bytes;
	size_t n = hj_row_texts(row, 1, a, &bytes);

	*ret_facts = (struct hj_sealed){ 0 };
	for (size_t i = 0; i < n && !row->bad; i++) {
		struct hj_event *ev = HJ_NEW(a, struct hj_event);
		struct hj_error err;

		if (bytes[i] == NULL ||
		    hj_event_decode(a, hj_dispute_kind.events, bytes[i],
			strlen(bytes[i]), ev, &err) != HJ_OK) {
			row->bad = true;
			break;
		}
		if (ev->kind == &hj_ev_registered)
			*ret_facts =
			    ((const struct hj_registered *)ev->body)->facts;
		hj_fold(d, ev);
	}
	return row->bad ? NULL : d;
}

static void
open_all(struct hj_ring *ring, const struct hj_dispute *d,
    const struct hj_sealed *facts, struct hj_written *ret)
{
	*ret = (struct hj_written){
		.title = hj_open_text(ring, d->title.box),
		.facts = hj_open_text(ring, facts->box),
		.place = d->place,
		.category = d->category_moj,
		.on = d->registered_on,
	};
	for (size_t i = 0; i < d->n_party; i++) {
		const struct hj_party *p = &d->party[i];

		if (p->removed || p->erased)
			continue;
		*HJ_PUSH(ring->a, ret->party, ret->n_party) =
		    (struct hj_written_party){
			    .no = p->no,
			    .name = hj_open_text(ring, p->name.box),
			    .phone = hj_open_text(ring, p->phone.box),
			    .identity = hj_open_text(ring, p->identity.box),
		    };
	}
}

const char *
hj_matter_row(struct hj_arena *a, struct hj_keys *keys, struct hj_row *row,
    struct hj_written *ret)
{
	unsigned char stream[16];
	char id[33];
	struct hj_ring ring;
	struct hj_sealed facts;
	const struct hj_dispute *d;

	hj_row_uuid(row, 0, stream);
	hj_hex_id(stream, id);
	hj_ring_init(&ring, a, keys, hj_strdup(a, id));
	take_ring(&ring, row);
	d = fold_row(a, ring.stream, row, &facts);
	if (d == NULL)
		return NULL;
	open_all(&ring, d, &facts, ret);
	return ring.stream;
}

static const char *
fold(struct hj_arena *a, const char *text)
{
	return text == NULL ? NULL : hj_index_fold(a, text);
}

void
hj_matter_fold(
    struct hj_arena *a, const struct hj_written *w, struct hj_matter *ret)
{
	const char *text = w->facts != NULL ? w->facts : w->title;
	int64_t *pairs = NULL;

	*ret = (struct hj_matter){
		.place = w->place, .category = w->category, .on = w->on
	};
	for (size_t i = 0; i < w->n_party; i++) {
		struct hj_alike_party *p = HJ_PUSH(a, ret->party, ret->n_party);

		p->no = w->party[i].no;
		p->name = fold(a, w->party[i].name);
		p->phone = fold(a, w->party[i].phone);
		p->identity = fold(a, w->party[i].identity);
		if (p->name != NULL)
			p->n_pair = hj_index_pairs(a, p->name, &pairs);
		p->pair = pairs;
	}
	if (text != NULL)
		ret->n_text = hj_index_pairs(a, text, &pairs);
	ret->text = pairs;
}
