/*
 * The code of a dispute (一案一码): what stands on the slip and is read out on
 * the telephone.
 *
 *	420106 26 7K3M9QX F		written without spaces, 16 characters
 *
 *  - 6 digits: the county of registration;
 *  - 2 digits: the year of registration, its last two;
 *  - 7 characters of Crockford's base 32 (0-9 A-Z without I L O U): 35 random
 *    bits, so that a code says nothing of how many there are;
 *  - 1 check character: ISO 7064 MOD 37,36 over the 15 before it, with the
 *    values 0-9 = 0-9, A-Z = 10-35.
 *
 * MOD 37,36 finds every single wrong character, but misses one swap of two
 * neighbours in 630.  So codes are made more carefully than the standard asks:
 * a random part is passed over if the check character would be one that
 * Crockford leaves out, or if some swap that touches the random part or the
 * check character would go unseen.  Inside county and year 35 of the 18,742
 * swaps that are possible in 2026 go unseen and name a county that exists; the
 * code they name was never given.
 *
 * A code is unique by its own table in the database, not by this file.
 */
#ifndef HJ_LIB_BASE_CODE_H
#define HJ_LIB_BASE_CODE_H

#include <stdbool.h>

#define HJ_CODE_LENGTH 16
#define HJ_CODE_ROOM (HJ_CODE_LENGTH + 1)
#define HJ_CODE_RANDOM 5 /* bytes, of which 35 bits are used */

/*
 * Write a code with its NUL into `code`.  `county` is six digits, `year` is
 * 2000 to 2099; the same arguments give the same code.
 */
void hj_code_make(char code[HJ_CODE_ROOM], const char *county, int year,
    const unsigned char random[HJ_CODE_RANDOM]);

/* Is it a code in the form above, with the right check character? */
bool hj_code_ok(const char *code);

/*
 * Read what somebody typed: small letters, spaces and hyphens are fine, O reads
 * as 0, I and L as 1.  If it is a code, write it in its form into `code`.
 */
bool hj_code_read(char code[HJ_CODE_ROOM], const char *typed);

#endif
