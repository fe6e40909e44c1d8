/*
 * The first letters of how Chinese characters are read (拼音首字母), so that
 * 李桂香 is found by "lgx".
 *
 * A character with several readings has several letters (曾: c, z), because a
 * reading depends on the name.  Known are U+4E00 to U+9FFF.
 */
#ifndef HJ_LIB_BASE_INITIALS_H
#define HJ_LIB_BASE_INITIALS_H

#include <stdint.h>

/*
 * The letters with which a reading of `character` may begin: bit 0 is a, bit
 * 25 is z; 0 if none is known.
 */
uint32_t hj_initials(uint32_t character);

#endif
