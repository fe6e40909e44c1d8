/* Finding a matter again by what is said in it; see text_index.h. */
#include "server/text_index.h"

#include "lib/dispute/event.h"
#include "lib/integrity/bands.h"
#include "lib/integrity/index.h"
#include "lib/integrity/seal.h"
#include "server/http/json_out.h"
#include "server/keys.h"

#include <string.h>

#define ROW_MOST ((size_t)4 * 1024)

size_t
hj_text_bands(struct hj_keys *keys, struct hj_arena *a, const char *county,
    const char *text, int64_t **ret)
{
	struct hj_key key;
	int64_t *pairs;
	size_t n;

	*ret = NULL;
	if (text == NULL)
		return 0;
	hj_keys_county(keys, &key, county);
	n = hj_index_bigrams(hj_keys_crypto(keys), a, &key, text, &pairs);
	return hj_index_bands(a, pairs, n, ret);
}

static void
put_row(struct hj_arena *a, const char *id, const char *county,
    const char *part, const int64_t *bands, size_t n, struct hj_rows *rows)
{
	struct hj_row_text *row;
	struct hj_buf buf;
	struct hj_out out;

	hj_buf_init(&buf, ROW_MOST);
	hj_out_init(&out, &buf);
	hj_out_open(&out);
	hj_out_put_str(&out, "stream", id);
	hj_out_put_str(&out, "part", part);
	hj_out_put_str(&out, "county", county);
	hj_out_key(&out, "bands");
	hj_out_open_array(&out);
	for (size_t i = 0; i < n; i++)
		hj_out_int(&out, bands[i]);
	hj_out_close(&out);
	hj_out_close(&out);
	row = HJ_PUSH(a, rows->row, rows->n);
	row->table = "text_index";
	row->key = part;
	row->json = hj_buf_keep(a, &buf);
}

/* The words of the title: all of its bigrams. */
static void
put_words(struct hj_ring *ring, struct hj_arena *a, const char *id,
    const struct hj_registered *b, struct hj_rows *rows)
{
	const char *title = hj_open_text(ring, b->title.box);
	int64_t *pairs = NULL;
	struct hj_key key;
	size_t n = 0;

	hj_keys_county(ring->keys, &key, b->county);
	if (title != NULL)
		n = hj_index_bigrams(
		    hj_keys_crypto(ring->keys), ring->a, &key, title, &pairs);
	put_row(a, id, b->county, "words", pairs, n, rows);
}

void
hj_text_index(struct hj_ring *ring, struct hj_arena *a, const char *id,
    const struct hj_registered *b, struct hj_rows *rows)
{
	const struct {
		const char *part;
		const char *box;
	} texts[] = { { "title", b->title.box }, { "facts", b->facts.box } };

	put_words(ring, a, id, b, rows);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int64_t *bands;
		size_t n = hj_text_bands(ring->keys, ring->a, b->county,
		    hj_open_text(ring, texts[i].box), &bands);

		put_row(a, id, b->county, texts[i].part, bands, n, rows);
	}
}

/* Empty the rows whose keys are destroyed. */
static void
erase(struct hj_arena *a, const struct hj_dispute *d, const struct hj_erased *b,
    struct hj_rows *rows)
{
	if (hj_name_in(b->subjects, b->n_subjects, HJ_SUBJECT_TITLE)) {
		put_row(a, d->id, d->county, "title", NULL, 0, rows);
		put_row(a, d->id, d->county, "words", NULL, 0, rows);
	}
	if (hj_name_in(b->subjects, b->n_subjects, HJ_SUBJECT_TEXT))
		put_row(a, d->id, d->county, "facts", NULL, 0, rows);
}

void
hj_text_index_events(struct hj_ring *ring, struct hj_arena *a,
    const struct hj_dispute *d, const struct hj_event *ev, size_t n,
    struct hj_rows *rows)
{
	for (size_t i = 0; i < n; i++)
		if (ev[i].kind == &hj_ev_registered)
			hj_text_index(ring, a, d->id, ev[i].body, rows);
		else if (ev[i].kind == &hj_ev_party_erased ||
			 ev[i].kind == &hj_ev_texts_erased)
			erase(a, d, ev[i].body, rows);
}
