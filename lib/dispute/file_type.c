/*
 * What a file is, by its first bytes; see dossier.h.
 *
 * The list is what may be taken in: papers, pictures, sound and film.  What can
 * run in a browser (HTML, SVG, scripts) or on a desk (programs, archives, old
 * office files with macros) is in no row.
 */
#include "lib/dispute/dossier.h"

#include "lib/base/utf8.h"

#include <string.h>

struct mark {
	int type;
	size_t at;
	const char *bytes;
	size_t n;
};

/* clang-format off */
#define MARK(type, at, text) { HJ_FT_##type, (at), (text), sizeof(text) - 1 }
static const struct mark marks[] = {
	MARK(PDF, 0, "%PDF-"),
	MARK(JPEG, 0, "\xff\xd8\xff"),
	MARK(PNG, 0, "\x89PNG\r\n\x1a\n"),
	MARK(TIFF, 0, "II*\0"),
	MARK(TIFF, 0, "MM\0*"),
	MARK(MP3, 0, "ID3"),
	MARK(MP3, 0, "\xff\xfb"),
	MARK(MP3, 0, "\xff\xf3"),
	MARK(AMR, 0, "#!AMR\n"),
	MARK(MP4, 4, "ftyp"),
};

static const char *const media[] = { "application/octet-stream",
	"application/pdf", "application/ofd",
	"application/vnd.openxmlformats-officedocument",
	"image/jpeg", "image/png", "image/tiff", "image/webp",
	"text/plain; charset=utf-8", "audio/mpeg", "audio/wav", "audio/amr",
	"video/mp4" };
/* clang-format on */

static bool
has(const char *p, size_t n, size_t at, const char *bytes, size_t len)
{
	return n >= at + len && memcmp(p + at, bytes, len) == 0;
}

/* Is `text` somewhere in the bytes? */
static bool
holds(const char *p, size_t n, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i + len <= n; i++)
		if (p[i] == text[0] && memcmp(p + i, text, len) == 0)
			return true;
	return false;
}

/* An archive is taken if it is one of the two document formats made so. */
static int
zipped(const char *p, size_t n)
{
	if (!has(p, n, 0, "PK\3\4", 4) || holds(p, n, "vbaProject.bin"))
		return 0;
	if (holds(p, n, "OFD.xml"))
		return HJ_FT_OFD;
	return has(p, n, 30, "[Content_Types].xml", 19) ? HJ_FT_OFFICE : 0;
}

/* The length of the character at `p`, 0 if there is none in a text. */
static size_t
character(const char *p, size_t n)
{
	bool control =
	    ((unsigned char)*p < 0x20 && strchr("\t\r\n", *p) == NULL) ||
	    *p == 0x7f || *p == '\0';

	return control ? 0 : hj_utf8_length(p, n);
}

/* Text that no browser would take for a page; a first part may be cut. */
static bool
plain_text(const char *p, size_t n, bool whole)
{
	size_t i = 0;

	while (i < n &&
	       (p[i] == ' ' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t'))
		i++;
	if (i == n || p[i] == '<' || has(p, n, 0, "#!", 2))
		return false;
	for (i = 0; i < n;) {
		size_t len = character(p + i, n - i);

		if (len == 0)
			return !whole && n - i < 4;
		i += len;
	}
	return true;
}

int
hj_file_type(const void *p, size_t n, bool whole)
{
	const char *c = p;
	int zip = zipped(c, n);

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (has(c, n, marks[i].at, marks[i].bytes, marks[i].n))
			return marks[i].type;
	if (has(c, n, 0, "RIFF", 4) && has(c, n, 8, "WEBP", 4))
		return HJ_FT_WEBP;
	if (has(c, n, 0, "RIFF", 4) && has(c, n, 8, "WAVE", 4))
		return HJ_FT_WAV;
	if (zip != 0)
		return zip;
	return plain_text(p, n, whole) ? HJ_FT_TEXT : 0;
}

const char *
hj_file_media(int type)
{
	return media[type >= HJ_FT_PDF && type <= HJ_FT_MP4 ? type : 0];
}
