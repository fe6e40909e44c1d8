/*
 * What is wrong with a request, in Chinese.
 *
 * Whoever finds a fault words it once, in English: for the log, the command
 * line and readers of English.  The same sentence in Chinese stands in one
 * table here.  A sentence that is not in it is left out of Chinese answers,
 * which then say their title only; tests/unit/details.test.mjs finds it.
 */
#ifndef HJ_SERVER_HTTP_DETAIL_H
#define HJ_SERVER_HTTP_DETAIL_H

/*
 * `en` (or NULL) in Chinese, or NULL.  Of a sentence with something behind it,
 * "newer than this build: x", what stands before it is said; where the Chinese
 * ends in a colon, the writer of the answer puts it behind that, too.
 */
const char *hj_detail_zh(const char *en);

#endif
