/* Positions of the log for readers; see place_id.h.  First the beginning of an
 * HMAC over the place, then the place, covered by an HMAC over that. */
#include "server/place_id.h"

#include "lib/base/buf.h"

#include <string.h>

#define MARK 8
#define PLACE 16

struct pair {
	struct hj_key mark, cover;
};

static void
derive(struct hj_keys *keys, struct pair *k)
{
	hj_keys_derive(keys, &k->mark, "hejie place mark");
	hj_keys_derive(keys, &k->cover, "hejie place cover");
}

/* Cover or uncover `place` by what follows from its mark. */
static void
cover(struct hj_crypto *c, const struct hj_key *key, const unsigned char *mark,
    unsigned char place[PLACE])
{
	const struct hj_piece piece = { mark, MARK };
	unsigned char stream[HJ_DIGEST_SIZE];

	hj_hmac(c, stream, key, &piece, 1);
	for (int i = 0; i < PLACE; i++)
		place[i] ^= stream[i];
}

static void
make_mark(struct hj_crypto *c, const struct hj_key *key,
    const unsigned char place[PLACE], unsigned char mark[HJ_DIGEST_SIZE])
{
	const struct hj_piece piece = { place, PLACE };

	hj_hmac(c, mark, key, &piece, 1);
}

void
hj_place_id_write(struct hj_keys *keys, char out[HJ_PLACE_ID_ROOM],
    int64_t position, int64_t epoch)
{
	struct hj_crypto *c = hj_keys_crypto(keys);
	unsigned char mark[HJ_DIGEST_SIZE], place[PLACE];
	struct hj_buf b;
	struct pair k;

	derive(keys, &k);
	memcpy(place, &position, 8);
	memcpy(place + 8, &epoch, 8);
	make_mark(c, &k.mark, place, mark);
	cover(c, &k.cover, mark, place);
	hj_buf_init(&b, HJ_PLACE_ID_ROOM * 2);
	hj_buf_hex(&b, mark, MARK);
	hj_buf_hex(&b, place, PLACE);
	memcpy(out, hj_buf_text(&b), HJ_PLACE_ID_ROOM);
	hj_buf_release(&b);
	hj_wipe(&k, sizeof(k));
}

bool
hj_place_id_read(struct hj_keys *keys, const char *text, int64_t *ret_position,
    int64_t *ret_epoch)
{
	struct hj_crypto *c = hj_keys_crypto(keys);
	unsigned char given[MARK + PLACE], mark[HJ_DIGEST_SIZE];
	struct pair k;
	bool good;

	if (strlen(text) != HJ_PLACE_ID_ROOM - 1 ||
	    !hj_unhex(given, text, sizeof(given)))
		return false;
	derive(keys, &k);
	cover(c, &k.cover, given, given + MARK);
	make_mark(c, &k.mark, given + MARK, mark);
	good = hj_same_secret(mark, given, MARK);
	hj_wipe(&k, sizeof(k));
	if (good) {
		memcpy(ret_position, given + MARK, 8);
		memcpy(ret_epoch, given + MARK + 8, 8);
	}
	return good;
}
