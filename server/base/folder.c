/* Files that grow, and files that are whole; see folder.h. */
#include "server/base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* To the disk: the folder's entry, when the file is new. */
static bool
sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		(void)close(fd);
	return good;
}

bool
hj_folder_add(
    struct hj_arena *a, const char *folder, const char *name, const char *text)
{
	const char *path = hj_concat(a, folder, "/", name, NULL);
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
	size_t n = strlen(text);
	struct stat before;
	bool good;

	if (fd < 0)
		return false;
	good = flock(fd, LOCK_EX) == 0 && fstat(fd, &before) == 0;
	if (good && (write(fd, text, n) != (ssize_t)n || fsync(fd) != 0)) {
		good = false;
		while (ftruncate(fd, before.st_size) != 0 && errno == EINTR)
			continue;
	}
	if (good && before.st_size == 0)
		good = sync_folder(folder);
	(void)close(fd);
	return good;
}

bool
hj_folder_put(
    struct hj_arena *a, const char *folder, const char *name, const char *text)
{
	const char *path = hj_concat(a, folder, "/", name, NULL);
	const char *aside = hj_concat(a, folder, "/.", name, NULL);
	int fd = open(aside, O_WRONLY | O_TRUNC | O_CREAT | O_CLOEXEC, 0600);
	size_t n = strlen(text);
	bool good;

	if (fd < 0)
		return false;
	good = write(fd, text, n) == (ssize_t)n && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	if (good && rename(aside, path) == 0)
		return sync_folder(folder);
	(void)unlink(aside);
	return false;
}

const char *
hj_folder_tail(struct hj_arena *a, const char *folder, const char *name,
    size_t most, size_t *ret_n)
{
	const char *path = hj_concat(a, folder, "/", name, NULL);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *tail = hj_alloc(a, most + 1);
	struct stat file;
	ssize_t n = -1;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &file) == 0)
		n = pread(fd, tail, most,
		    file.st_size > (off_t)most ? file.st_size - (off_t)most
					       : 0);
	(void)close(fd);
	if (n < 0)
		return NULL;
	tail[n] = '\0';
	*ret_n = (size_t)n;
	return tail;
}
