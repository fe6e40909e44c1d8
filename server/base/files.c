/* Small files, read whole at the start; see files.h. */
#include "server/base/files.h"

#include <stdio.h>

const char *
hj_file_read(struct hj_arena *a, const char *path, size_t most, size_t *ret_len)
{
	FILE *in = fopen(path, "rb");
	char *text = NULL;
	long size;

	if (in == NULL)
		return NULL;
	if (fseek(in, 0, SEEK_END) == 0 && (size = ftell(in)) >= 0 &&
	    (size_t)size <= most) {
		rewind(in);
		text = hj_alloc(a, (size_t)size + 1);
		*ret_len = (size_t)size;
		if (fread(text, 1, (size_t)size, in) != (size_t)size)
			text = NULL;
	}
	(void)fclose(in);
	return text;
}
