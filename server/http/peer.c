/*
 * How many connections each address has; see peer.h.
 *
 * The counts are a hash table with open addressing, at most half full, that
 * never grows: room for as many addresses as there may be connections.  The
 * hash is keyed at random, so that nobody can choose addresses that collide.
 */
#include "server/http/peer.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct slot {
	unsigned char key[16];
	unsigned count; /* 0: free */
};

struct hj_peers {
	size_t mask; /* slots - 1; a power of two less one */
	uint64_t secret[2];
	struct slot slots[];
};

static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

void
hj_peer_init(struct hj_peer *peer, const struct sockaddr *from)
{
	struct sockaddr_in6 six;
	struct sockaddr_in four;

	*peer = (struct hj_peer){ .bytes = { [15] = 1 } };
	if (from->sa_family == AF_INET) {
		memcpy(&four, from, sizeof(four));
		memcpy(peer->bytes, mapped, sizeof(mapped));
		memcpy(peer->bytes + 12, &four.sin_addr, 4);
	} else if (from->sa_family == AF_INET6) {
		memcpy(&six, from, sizeof(six));
		memcpy(peer->bytes, &six.sin6_addr, 16);
	}
	memcpy(peer->key, peer->bytes, 16);
	if (memcmp(peer->bytes, mapped, sizeof(mapped)) == 0) {
		(void)inet_ntop(
		    AF_INET, peer->bytes + 12, peer->text, sizeof(peer->text));
	} else {
		memset(peer->key + 8, 0, 8);
		(void)inet_ntop(
		    AF_INET6, peer->bytes, peer->text, sizeof(peer->text));
	}
}

/* The decimal number at `text`, 0 to `most`; -1 if it is none. */
static int
read_bits(const char *text, int most)
{
	int value = 0;

	if (*text == '\0')
		return -1;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9' || value > most)
			return -1;
		value = value * 10 + (*text - '0');
	}
	return value > most ? -1 : value;
}

bool
hj_network_read(struct hj_network *net, const char *text)
{
	char address[HJ_PEER_TEXT];
	size_t n = strcspn(text, "/");
	int most = 128;
	int bits;

	if (n >= sizeof(address))
		return false;
	memcpy(address, text, n);
	address[n] = '\0';
	if (inet_pton(AF_INET, address, net->bytes + 12) == 1) {
		memcpy(net->bytes, mapped, sizeof(mapped));
		most = 32;
	} else if (inet_pton(AF_INET6, address, net->bytes) != 1) {
		return false;
	}
	bits = text[n] == '/' ? read_bits(text + n + 1, most) : most;
	net->bits = bits + 128 - most;
	return bits >= 0;
}

bool
hj_network_has(const struct hj_network *net, const struct hj_peer *peer)
{
	int whole = net->bits / 8;
	int rest = net->bits % 8;

	if (memcmp(net->bytes, peer->bytes, (size_t)whole) != 0)
		return false;
	return rest == 0 ||
	       (net->bytes[whole] ^ peer->bytes[whole]) >> (8 - rest) == 0;
}

struct hj_peers *
hj_peers_new(size_t most)
{
	struct hj_peers *p;
	size_t slots = 16;

	while (slots < 2 * most)
		slots *= 2;
	p = calloc(1, sizeof(*p) + slots * sizeof(struct slot));
	if (p == NULL || getrandom(p->secret, sizeof(p->secret), 0) !=
			     (ssize_t)sizeof(p->secret))
		abort();
	p->mask = slots - 1;
	return p;
}

void
hj_peers_free(struct hj_peers *p)
{
	free(p);
}

static uint64_t
mix(uint64_t x)
{
	x ^= x >> 32;
	x *= UINT64_C(0xd6e8feb86659fd93);
	x ^= x >> 29;
	x *= UINT64_C(0x9e3779b97f4a7c15);
	return x ^ x >> 32;
}

/* Where the search for `key` begins. */
static size_t
home(const struct hj_peers *p, const unsigned char key[16])
{
	uint64_t half[2];

	memcpy(half, key, sizeof(half));
	return (size_t)mix(
		   mix(half[0] ^ p->secret[0]) ^ half[1] ^ p->secret[1]) &
	       p->mask;
}

/* The slot of `key`, or the free one where it would go. */
static size_t
find(const struct hj_peers *p, const unsigned char key[16])
{
	size_t i = home(p, key);

	while (p->slots[i].count != 0 && memcmp(p->slots[i].key, key, 16) != 0)
		i = (i + 1) & p->mask;
	return i;
}

unsigned
hj_peers_enter(struct hj_peers *p, const struct hj_peer *peer)
{
	struct slot *s = &p->slots[find(p, peer->key)];

	memcpy(s->key, peer->key, sizeof(s->key));
	return ++s->count;
}

void
hj_peers_leave(struct hj_peers *p, const struct hj_peer *peer)
{
	size_t hole = find(p, peer->key);
	size_t i = hole;

	assert(p->slots[hole].count > 0);
	if (--p->slots[hole].count > 0)
		return;
	/* Close the gap: move back what was pushed past the hole. */
	for (;;) {
		i = (i + 1) & p->mask;
		if (p->slots[i].count == 0)
			return;
		if (((i - home(p, p->slots[i].key)) & p->mask) <
		    ((i - hole) & p->mask))
			continue;
		p->slots[hole] = p->slots[i];
		p->slots[i].count = 0;
		hole = i;
	}
}
