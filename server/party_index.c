/* Finding a party again; see party_index.h. */
#include "server/party_index.h"

#include "lib/integrity/index.h"
#include "server/http/json_out.h"
#include "server/keys.h"

#include <string.h>

#define ROW_MOST ((size_t)16 * 1024)
#define LAST_DIGITS 4 /* of a telephone number, enough to look for */

/* Tokens being made for one party, or for what is looked for. */
struct tokens {
	struct hj_crypto *crypto;
	struct hj_arena *a;
	struct hj_key key;
	int64_t *list;
	size_t n;
};

static void
begin(struct tokens *t, struct hj_keys *keys, struct hj_arena *a,
    const char *county)
{
	*t = (struct tokens){ .crypto = hj_keys_crypto(keys), .a = a };
	hj_keys_county(keys, &t->key, county);
}

static void
put_one(struct tokens *t, const char *label, const char *folded)
{
	if (*folded != '\0')
		*HJ_PUSH(t->a, t->list, t->n) =
		    hj_index_number(t->crypto, t->a, &t->key, label, folded);
}

/* The end of a folded number by which it may be looked for. */
static const char *
last_digits(const char *folded)
{
	size_t n = strlen(folded);

	return n < LAST_DIGITS ? "" : folded + n - LAST_DIGITS;
}

static bool
is_last_digits(const char *folded)
{
	return strlen(folded) == LAST_DIGITS &&
	       strspn(folded, "0123456789") == LAST_DIGITS;
}

/* ---- what a party is found by ---- */

/* Entered by mistake, or erased: it is found by nothing. */
static bool
is_gone(const struct hj_party *party)
{
	return party->removed || party->erased;
}

void
hj_party_marks(
    struct hj_arena *a, const struct hj_dispute *d, struct hj_party_marks *ret)
{
	*ret = (struct hj_party_marks){ 0 };
	for (size_t i = 0; i < d->n_party; i++)
		*HJ_PUSH(a, ret->mark, ret->n) = (struct hj_party_mark){
			.name = d->party[i].name.box,
			.phone = d->party[i].phone.box,
			.identity = d->party[i].identity.box,
			.removed = is_gone(&d->party[i]),
		};
}

static bool
same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
is_as_before(const struct hj_party_mark *m, const struct hj_party *party)
{
	return same(m->name, party->name.box) &&
	       same(m->phone, party->phone.box) &&
	       same(m->identity, party->identity.box) &&
	       m->removed == is_gone(party);
}

static const char *
opened(struct hj_ring *ring, const struct hj_sealed *sealed)
{
	const char *text = hj_open_text(ring, sealed->box);

	return text == NULL ? "" : hj_index_fold(ring->a, text);
}

static void
put_all(struct tokens *t, const int64_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*HJ_PUSH(t->a, t->list, t->n) = list[i];
}

static void
put_party(struct tokens *t, struct hj_ring *ring, const struct hj_party *party)
{
	const char *name = opened(ring, &party->name);
	const char *phone = opened(ring, &party->phone);
	int64_t *pairs;
	size_t n;

	put_one(t, "name", name);
	put_one(t, "phone", phone);
	put_one(t, "phone4", last_digits(phone));
	put_one(t, "identity", opened(ring, &party->identity));
	n = hj_index_bigrams(t->crypto, t->a, &t->key, name, &pairs);
	put_all(t, pairs, n);
	n = hj_index_initials(t->crypto, t->a, &t->key, name, &pairs);
	put_all(t, pairs, n);
}

static void
put_row(struct hj_arena *a, const struct hj_dispute *d,
    const struct hj_party *party, const struct tokens *t, struct hj_rows *rows)
{
	struct hj_row_text *row;
	struct hj_buf key, buf;
	struct hj_out out;

	hj_buf_init(&key, 32);
	hj_buf_int(&key, party->no);
	hj_buf_init(&buf, ROW_MOST);
	hj_out_init(&out, &buf);
	hj_out_open(&out);
	hj_out_put_str(&out, "stream", d->id);
	hj_out_put_int(&out, "party", party->no);
	hj_out_put_str(&out, "county", d->county);
	hj_out_key(&out, "tokens");
	hj_out_open_array(&out);
	for (size_t i = 0; i < t->n; i++)
		hj_out_int(&out, t->list[i]);
	hj_out_close(&out);
	hj_out_close(&out);
	row = HJ_PUSH(a, rows->row, rows->n);
	row->table = "party_index";
	row->key = hj_strdup(a, hj_buf_text(&key));
	row->json = hj_strdup(a, hj_buf_text(&buf));
	hj_buf_release(&key);
	hj_buf_release(&buf);
}

void
hj_party_index(struct hj_ring *ring, struct hj_arena *a,
    const struct hj_dispute *d, const struct hj_party_marks *before,
    struct hj_rows *rows)
{
	struct tokens t;

	if (d->county == NULL)
		return;
	begin(&t, ring->keys, a, d->county);
	for (size_t i = 0; i < d->n_party; i++) {
		const struct hj_party *party = &d->party[i];

		if (i < before->n && is_as_before(&before->mark[i], party))
			continue;
		t.list = NULL;
		t.n = 0;
		if (!is_gone(party))
			put_party(&t, ring, party);
		put_row(a, d, party, &t, rows);
	}
}

/* ---- what somebody looks for ---- */

size_t
hj_words_length(struct hj_arena *a, const char *words)
{
	size_t n = 0;

	/* Each character has one byte that continues none. */
	for (const char *c = hj_index_fold(a, words); *c != '\0'; c++)
		n += ((unsigned char)*c & 0xc0) != 0x80;
	return n;
}

void
hj_words_tokens(struct hj_keys *keys, struct hj_arena *a, const char *county,
    const char *words, struct hj_words_tokens *ret)
{
	const char *folded = hj_index_fold(a, words);
	struct tokens t;

	begin(&t, keys, a, county);
	put_one(&t, "name", folded);
	put_one(&t, "phone", folded);
	put_one(&t, "identity", folded);
	if (is_last_digits(folded))
		put_one(&t, "phone4", folded);
	ret->one = t.list;
	ret->n_one = t.n;
	ret->n_every =
	    hj_index_bigrams(t.crypto, a, &t.key, folded, &ret->every);
}

const char *
hj_party_found_by(struct hj_arena *a, const char *words, const char *name,
    const char *phone, const char *identity)
{
	const char *folded = hj_index_fold(a, words);

	if (identity != NULL && same(hj_index_fold(a, identity), folded))
		return "identity";
	if (phone != NULL) {
		phone = hj_index_fold(a, phone);
		if (same(phone, folded) ||
		    (is_last_digits(folded) &&
			same(last_digits(phone), folded)))
			return "phone";
	}
	if (name == NULL)
		return NULL;
	name = hj_index_fold(a, name);
	if (strstr(name, folded) != NULL)
		return "name";
	return hj_index_spelt(name, folded) ? "initials" : NULL;
}

int64_t
hj_identity_token(struct hj_keys *keys, struct hj_arena *a, const char *county,
    const char *identity)
{
	struct tokens t;

	begin(&t, keys, a, county);
	put_one(&t, "identity", hj_index_fold(a, identity));
	return t.n == 0 ? 0 : t.list[0];
}

/* ---- who somebody may be ---- */

void
hj_tokens_add(struct hj_arena *a, struct hj_tokens *t, const char *county,
    int32_t asked, int of, int64_t token)
{
	size_t n = t->n;

	*HJ_PUSH(a, t->county, n) = county;
	n = t->n;
	*HJ_PUSH(a, t->asked, n) = asked;
	n = t->n;
	*HJ_PUSH(a, t->of, n) = of;
	*HJ_PUSH(a, t->token, t->n) = token;
}

void
hj_tokens_add_party(struct hj_keys *keys, struct hj_arena *a,
    struct hj_tokens *t, const char *county, int32_t asked, const char *name,
    const char *phone, const char *identity)
{
	static const char *const labels[] = { "identity", "phone", "name" };
	const char *texts[] = { identity, phone, name };
	struct tokens one;
	int64_t *pairs;
	size_t n;

	begin(&one, keys, a, county);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		one.n = 0;
		if (texts[i] != NULL)
			put_one(&one, labels[i], hj_index_fold(a, texts[i]));
		if (one.n > 0)
			hj_tokens_add(a, t, county, asked,
			    HJ_TO_IDENTITY + (int)i, one.list[0]);
	}
	if (name == NULL)
		return;
	n = hj_index_bigrams(one.crypto, a, &one.key, name, &pairs);
	for (size_t i = 0; i < n; i++)
		hj_tokens_add(a, t, county, asked, HJ_TO_NAME_PART, pairs[i]);
}
