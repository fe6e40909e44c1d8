/*
 * Numbers by which people are known: could this be one?
 *
 * They come from paper and from hearsay, so nothing is guessed and nothing is
 * put right; what cannot be a number is told, and is better left empty.
 */
#ifndef HJ_LIB_BASE_IDENTITY_H
#define HJ_LIB_BASE_IDENTITY_H

#include <stdbool.h>

/*
 * A citizen's identity number (GB 11643-1999): 17 digits, of which the 7th to
 * the 14th are a day of birth, and a check character by ISO 7064 MOD 11-2.  The
 * 15 digits of before 1999 have no check, only a day.  What holds other letters
 * is another paper (a passport, a permit), and fits.
 */
bool hj_identity_fits(const char *number);

/*
 * A telephone, or several: 3 digits at least, and nothing but digits, blanks,
 * what groups and divides them (+ - ( ) / . , ; 、 ， ； （ ）) and what leads
 * to an extension (# * 转).
 */
bool hj_phone_fits(const char *phone);

#endif
