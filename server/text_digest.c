/* Whether two records say the same; see text_digest.h. */
#include "server/text_digest.h"

#include "server/keys.h"

#include <ctype.h>
#include <string.h>

/* Chinese and full-width punctuation, by the first bytes of its UTF-8. */
static const char *const marks[] = {
	"\xe3\x80",     /* U+3000 to U+303F: 、。《》「」 */
	"\xe2\x80",     /* U+2000 to U+203F: dashes, quotes, ellipsis */
	"\xef\xbc\x81", /* ! */
	"\xef\xbc\x88", /* ( */
	"\xef\xbc\x89", /* ) */
	"\xef\xbc\x8c", /* , */
	"\xef\xbc\x8e", /* . */
	"\xef\xbc\x9a", /* : */
	"\xef\xbc\x9b", /* ; */
	"\xef\xbc\x9f", /* ? */
	"\xc2\xb7",     /* middle dot */
	"\xc2\xa0",     /* blank that does not break */
};

/* How many bytes of punctuation stand at `p`; 0 if something is said there. */
static size_t
mark_at(const char *p)
{
	unsigned char c = (unsigned char)*p;

	if (c < 0x80)
		return isalnum(c) ? 0 : 1;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(p, marks[i], strlen(marks[i])) == 0)
			return c >= 0xe0 ? 3 : 2;
	return 0;
}

const char *
hj_text_digest(struct hj_keys *keys, struct hj_arena *a, const char *county,
    const char *text)
{
	char *said = text == NULL ? NULL : hj_strdup(a, text);
	size_t n = 0;

	for (const char *p = text; p != NULL && *p != '\0';) {
		size_t mark = mark_at(p);

		p += mark;
		if (mark == 0)
			said[n++] = (char)tolower((unsigned char)*p++);
	}
	if (n == 0)
		return NULL;
	said[n] = '\0';
	/* The label keeps it apart from the index of an identifier. */
	return hj_keys_index(
	    keys, a, county, hj_concat(a, "text\n", said, NULL));
}
