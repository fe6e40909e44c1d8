/* The master keys; see keyfile.h. */
#include "server/auth/keyfile.h"

#include "lib/base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MOST 4096
#define LINE_LENGTH (8 + 1 + 64)
#define MAGIC "hejie-keys 1"

static const char head[] =
    "# The master keys of hejie.  Whoever has this file and the database can\n"
    "# read everything; without it nothing sealed can be read.  Keep a copy\n"
    "# apart from the database and its backups, and show it to nobody.\n" MAGIC
    "\n";

struct master {
	uint32_t id;
	struct hj_key key;
};

struct hj_keyfile {
	struct master list[HJ_KEYFILE_KEYS_MOST];
	size_t n;
};

static enum hj_err
wrong(struct hj_error *err, const char *msg)
{
	return hj_fail(err, HJ_ERR_INPUT, "key_file", msg, NULL);
}

/* ---- reading ---- */

/*
 * Are owner and mode such that only we read it?  Root reads the service's own
 * file when it initialises a site a second time.
 */
static enum hj_err
check_mode(int fd, struct hj_error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return wrong(err, "the key file is not a plain file");
	if (st.st_uid != geteuid() && st.st_uid != 0 && geteuid() != 0)
		return wrong(err, "the key file belongs to somebody else");
	if ((st.st_mode & 077) != 0)
		return wrong(err, "the key file can be read by others; its "
				  "mode must be 0600");
	if (st.st_size > FILE_MOST)
		return wrong(err, "the key file is too long");
	return HJ_OK;
}

/* The whole file, with a NUL behind. */
static enum hj_err
read_file(const char *path, char text[FILE_MOST + 1], struct hj_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum hj_err code;
	size_t n = 0;

	if (fd < 0 && errno == ENOENT)
		return hj_fail(err, HJ_ERR_ABSENT, "key_file",
		    "there is no key file", NULL);
	if (fd < 0)
		return wrong(err, "the key file cannot be opened");
	code = check_mode(fd, err);
	while (code == HJ_OK && n < FILE_MOST) {
		ssize_t got = read(fd, text + n, FILE_MOST - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			code = wrong(err, "the key file cannot be read");
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	text[n] = '\0';
	(void)close(fd);
	return code;
}

/* A line "<id> <key>". */
static bool
read_key(const char *line, size_t n, struct master *ret)
{
	unsigned char id[4];

	if (n != LINE_LENGTH || line[8] != ' ' || !hj_unhex(id, line, 4) ||
	    !hj_unhex(ret->key.bytes, line + 9, HJ_KEY_SIZE))
		return false;
	ret->id = (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 |
		  (uint32_t)id[2] << 8 | id[3];
	return ret->id != 0;
}

static const struct master *
find(const struct hj_keyfile *f, uint32_t id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].id == id)
			return &f->list[i];
	return NULL;
}

/* One line that is neither empty nor a comment, behind the first such. */
static enum hj_err
take_line(
    struct hj_keyfile *f, const char *line, size_t n, struct hj_error *err)
{
	struct master key;

	if (!read_key(line, n, &key) || find(f, key.id) != NULL)
		return wrong(err, "a line of the key file is malformed");
	if (f->n == HJ_KEYFILE_KEYS_MOST)
		return wrong(err, "too many keys in the file");
	f->list[f->n++] = key;
	hj_wipe(&key, sizeof(key));
	return HJ_OK;
}

static enum hj_err
parse(struct hj_keyfile *f, const char *text, struct hj_error *err)
{
	enum hj_err code = HJ_OK;
	bool magic = false;
	size_t n;

	for (; *text != '\0' && code == HJ_OK; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		if (n == 0 || *text == '#')
			continue;
		if (magic)
			code = take_line(f, text, n, err);
		else if (n == strlen(MAGIC) && memcmp(text, MAGIC, n) == 0)
			magic = true;
		else
			code = wrong(err, "not a key file");
	}
	if (code == HJ_OK && f->n == 0)
		return wrong(err, "no key in the key file");
	return code;
}

struct hj_keyfile *
hj_keyfile_load(const char *path, struct hj_error *err)
{
	char text[FILE_MOST + 1];
	struct hj_keyfile *f = calloc(1, sizeof(*f));
	enum hj_err code;

	if (f == NULL)
		abort();
	code = read_file(path, text, err);
	if (code == HJ_OK)
		code = parse(f, text, err);
	hj_wipe(text, sizeof(text));
	if (code != HJ_OK) {
		hj_keyfile_free(f);
		return NULL;
	}
	return f;
}

void
hj_keyfile_free(struct hj_keyfile *f)
{
	if (f == NULL)
		return;
	hj_wipe(f, sizeof(*f));
	free(f);
}

/* ---- writing ---- */

static void
put_key(struct hj_buf *b, const struct hj_keyfile *others)
{
	struct master key;
	unsigned char id[4];

	do {
		hj_random(id, sizeof(id));
		key.id = (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 |
			 (uint32_t)id[2] << 8 | id[3];
	} while (
	    key.id == 0 || (others != NULL && find(others, key.id) != NULL));
	hj_random(&key.key, sizeof(key.key));
	hj_buf_hex(b, id, sizeof(id));
	hj_buf_putc(b, ' ');
	hj_buf_hex(b, key.key.bytes, HJ_KEY_SIZE);
	hj_buf_putc(b, '\n');
	hj_wipe(&key, sizeof(key));
}

/* The bytes to a new file, and to the disk. */
static bool
write_new(const char *path, const struct hj_buf *b)
{
	int fd = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	size_t n = 0;
	bool good = fd >= 0;

	while (good && n < b->n) {
		ssize_t put = write(fd, b->p + n, b->n - n);

		if (put < 0 && errno != EINTR)
			good = false;
		else if (put > 0)
			n += (size_t)put;
	}
	good = good && fsync(fd) == 0;
	if (fd >= 0 && close(fd) != 0)
		good = false;
	if (fd >= 0 && !good)
		(void)unlink(path);
	return good;
}

/* A name is on the disk when its folder is. */
static void
sync_folder(const char *path)
{
	char copy[FILE_MOST];
	int fd;

	if (strlen(path) >= sizeof(copy))
		return;
	memcpy(copy, path, strlen(path) + 1);
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)fsync(fd);
	(void)close(fd);
}

static void
release(struct hj_buf *b)
{
	if (b->p != NULL)
		hj_wipe(b->p, b->room);
	hj_buf_release(b);
}

enum hj_err
hj_keyfile_create(const char *path, struct hj_error *err)
{
	struct hj_buf b;
	bool good;

	hj_buf_init(&b, FILE_MOST);
	hj_buf_puts(&b, head);
	put_key(&b, NULL);
	good = write_new(path, &b);
	release(&b);
	if (!good)
		return wrong(
		    err, "the key file cannot be written as a new file");
	sync_folder(path);
	return HJ_OK;
}

/* Whose the old one was the new one is: root may add for the service. */
static bool
same_owner(const char *fresh, const char *old)
{
	struct stat is;

	if (stat(old, &is) != 0)
		return false;
	if (is.st_uid == geteuid() || chown(fresh, is.st_uid, is.st_gid) == 0)
		return true;
	(void)unlink(fresh);
	return false;
}

/* The file's text with one more key, beside it and then in its place. */
static enum hj_err
replace(const char *path, const char *text, const struct hj_keyfile *f,
    struct hj_error *err)
{
	struct hj_arena *a = hj_arena_new();
	const char *beside = hj_concat(a, path, ".new", NULL);
	enum hj_err code = HJ_OK;
	struct hj_buf b;

	hj_buf_init(&b, FILE_MOST);
	hj_buf_puts(&b, text);
	if (b.n > 0 && b.p[b.n - 1] != '\n')
		hj_buf_putc(&b, '\n');
	put_key(&b, f);
	if (b.failed)
		code = wrong(err, "the key file would be too long");
	else if (!write_new(beside, &b))
		code = wrong(err, "no new file can be written beside it");
	else if (!same_owner(beside, path) || rename(beside, path) != 0)
		code = wrong(err, "the key file cannot be replaced");
	release(&b);
	hj_arena_free(a);
	return code;
}

enum hj_err
hj_keyfile_add(const char *path, struct hj_error *err)
{
	char text[FILE_MOST + 1];
	struct hj_keyfile *f = hj_keyfile_load(path, err);
	enum hj_err code;

	if (f == NULL)
		return err->code;
	code = f->n < HJ_KEYFILE_KEYS_MOST
		   ? read_file(path, text, err)
		   : wrong(err, "too many keys in the file");
	if (code == HJ_OK)
		code = replace(path, text, f, err);
	if (code == HJ_OK)
		sync_folder(path);
	hj_wipe(text, sizeof(text));
	hj_keyfile_free(f);
	return code;
}

/* ---- using ---- */

const struct hj_key *
hj_keyfile_root(const struct hj_keyfile *f)
{
	return &f->list[0].key;
}

const struct hj_key *
hj_keyfile_newest(const struct hj_keyfile *f, uint32_t *ret_id)
{
	*ret_id = f->list[f->n - 1].id;
	return &f->list[f->n - 1].key;
}

const struct hj_key *
hj_keyfile_find(const struct hj_keyfile *f, uint32_t id)
{
	const struct master *master = find(f, id);

	return master == NULL ? NULL : &master->key;
}

enum hj_err
hj_keyfile_reload(struct hj_keyfile *f, const char *path, struct hj_error *err)
{
	struct hj_keyfile *fresh = hj_keyfile_load(path, err);

	if (fresh == NULL)
		return err->code;
	*f = *fresh;
	hj_keyfile_free(fresh);
	return HJ_OK;
}

size_t
hj_keyfile_count(const struct hj_keyfile *f)
{
	return f->n;
}

uint32_t
hj_keyfile_id(const struct hj_keyfile *f, size_t i)
{
	return f->list[i].id;
}
