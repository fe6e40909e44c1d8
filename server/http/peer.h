/*
 * How many connections each address has, and which addresses may have more.
 *
 * An IPv6 address counts as its /64, because that is what one customer gets; an
 * IPv4 address, mapped or not, counts alone.
 */
#ifndef HJ_SERVER_HTTP_PEER_H
#define HJ_SERVER_HTTP_PEER_H

#include "lib/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#define HJ_PEER_TEXT 46

/* Where a connection comes from; loopback for a local socket. */
struct hj_peer {
	unsigned char key[16];   /* what is counted */
	unsigned char bytes[16]; /* the address; IPv4 as ::ffff:a.b.c.d */
	char text[HJ_PEER_TEXT]; /* as people write it */
};

void hj_peer_init(struct hj_peer *peer, const struct sockaddr *from);

/* An address with how many of its leading bits count: "10.0.0.0/8". */
struct hj_network {
	unsigned char bytes[16];
	int bits; /* of 128 */
};

/* Read "address" or "address/bits", IPv4 or IPv6; false if it is neither. */
bool hj_network_read(struct hj_network *net, const char *text);

bool hj_network_has(const struct hj_network *net, const struct hj_peer *peer);

/* The counts. */
struct hj_peers;

/* Room for `most` connections at once; yours until hj_peers_free(). */
struct hj_peers *hj_peers_new(size_t most);
void hj_peers_free(struct hj_peers *p);

/* One more from there; returns how many there are now, with this one. */
unsigned hj_peers_enter(struct hj_peers *p, const struct hj_peer *peer);

/* One fewer.  Each enter has one leave. */
void hj_peers_leave(struct hj_peers *p, const struct hj_peer *peer);

#endif
