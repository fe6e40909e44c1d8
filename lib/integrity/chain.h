/*
 * Hashes over the timeline: leaf, chain, and the start of a chain.
 *
 * The construction is written down in lib/dispute/codec.h.  A chain alone shows
 * any change inside a timeline; it does not show a timeline cut off at its end
 * or rewritten and chained anew by whoever can write the table.
 */
#ifndef HJ_LIB_INTEGRITY_CHAIN_H
#define HJ_LIB_INTEGRITY_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#define HJ_CHAIN_ALG 1 /* SHA-256; 2 is kept for SM3 */
#define HJ_CHAIN_SIZE 32

/* H(0x00 || bytes) */
void hj_chain_leaf(
    unsigned char leaf[HJ_CHAIN_SIZE], const void *bytes, size_t n);

/* H(0x02 || alg || prev || leaf) */
void hj_chain_next(unsigned char chain[HJ_CHAIN_SIZE],
    const unsigned char prev[HJ_CHAIN_SIZE],
    const unsigned char leaf[HJ_CHAIN_SIZE]);

/* H(0x03 || stream), for a stream id of 16 bytes. */
void hj_chain_start(
    unsigned char prev[HJ_CHAIN_SIZE], const unsigned char stream[16]);

#endif
