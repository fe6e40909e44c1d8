/*
 * The log; see log.h.
 */
#include "server/base/log.h"

#include "server/base/now.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE 2048 /* under PIPE_BUF, so that a pipe does not mix lines */
#define WORD 64
#define PATH 4096

static const char *const level_words[HJ_LOG__MAX] = {
	[HJ_LOG_ERROR] = "error",
	[HJ_LOG_WARN] = "warn",
	[HJ_LOG_INFO] = "info",
	[HJ_LOG_DEBUG] = "debug",
};

static struct {
	int fd;
	enum hj_log_level level;
	char path[PATH]; /* "" for standard error */
	char who[32];
} state = { .fd = STDERR_FILENO, .level = HJ_LOG_INFO, .who = "main" };

/* A line being written; what does not fit is cut, the line break stays. */
struct line {
	char p[LINE];
	size_t n;
};

static void
put(struct line *l, const char *s, size_t n)
{
	size_t room = sizeof(l->p) - 1 - l->n;

	if (n > room)
		n = room;
	memcpy(l->p + l->n, s, n);
	l->n += n;
}

static void
puts_to(struct line *l, const char *s)
{
	put(l, s, strlen(s));
}

static void
put_int(struct line *l, int64_t value)
{
	char digits[24];

	(void)snprintf(digits, sizeof(digits), "%lld", (long long)value);
	puts_to(l, digits);
}

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c != '\0' && strchr("_.:/@+-{}", c));
}

/* An id or a word, or `?` and the length of what may not be written. */
static void
put_word(struct line *l, const char *word)
{
	size_t n;
	size_t i = 0;

	if (word == NULL || *word == '\0')
		word = "-";
	n = strlen(word);
	while (i < n && is_word_byte(word[i]))
		i++;
	if (i == n && n <= WORD) {
		put(l, word, n);
		return;
	}
	put(l, "?", 1);
	put_int(l, (int64_t)n);
}

/* A sentence in quotes, with `?` for what could break out of them. */
static void
put_sentence(struct line *l, const char *s)
{
	put(l, "\"", 1);
	for (; *s != '\0'; s++) {
		bool plain = *s >= ' ' && *s <= '~' && *s != '"' && *s != '\\';

		put(l, plain ? s : "?", 1);
	}
	put(l, "\"", 1);
}

static void
put_value(struct line *l, const struct hj_log_value *v)
{
	put(l, " ", 1);
	puts_to(l, v->key);
	put(l, "=", 1);
	switch (v->kind) {
	case HJ_LOG_KIND_INT:
		put_int(l, v->number);
		return;
	case HJ_LOG_KIND_WORD:
		put_word(l, v->text);
		return;
	case HJ_LOG_KIND_SAY:
		put_sentence(l, v->text);
		return;
	case HJ_LOG_KIND_ERRNO:
		put_word(l, strerrorname_np((int)v->number));
		return;
	case HJ_LOG_KIND_END:
		return;
	}
}

/* When, how important, and who. */
static void
begin(struct line *l, const char *level)
{
	char when[HJ_TIME_TEXT];

	l->n = 0;
	puts_to(l, hj_time_text(hj_wall_ms(), when));
	put(l, " ", 1);
	puts_to(l, level);
	put(l, " ", 1);
	puts_to(l, state.who);
	put(l, " ", 1);
}

static void
end(struct line *l)
{
	ssize_t wrote;

	l->p[l->n++] = '\n';
	/* A log that cannot be written is not a reason to stop serving. */
	do
		wrote = write(state.fd, l->p, l->n);
	while (wrote < 0 && errno == EINTR);
}

void
hj_log_line_(enum hj_log_level level, const char *event,
    const struct hj_log_value *values)
{
	struct line l;
	int keep = errno;

	if (level > state.level)
		return;
	begin(&l, level_words[level]);
	puts_to(&l, event);
	for (; values->kind != HJ_LOG_KIND_END; values++)
		put_value(&l, values);
	end(&l);
	errno = keep;
}

void
hj_log_bug_(const char *file, int line, const char *what)
{
	struct line l;

	begin(&l, "ALERT");
	puts_to(&l, "bug file=");
	put_word(&l, file);
	puts_to(&l, " line=");
	put_int(&l, line);
	puts_to(&l, " say=");
	put_sentence(&l, what);
	end(&l);
	abort();
}

static int
open_file(const char *path)
{
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

bool
hj_log_open(enum hj_log_level level, const char *path)
{
	int fd = STDERR_FILENO;

	if (path == NULL)
		path = "";
	if (strlen(path) >= sizeof(state.path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (path[0] != '\0') {
		fd = open_file(path);
		if (fd < 0)
			return false;
	}
	if (state.fd != STDERR_FILENO)
		(void)close(state.fd);
	state.fd = fd;
	state.level = level;
	memcpy(state.path, path, strlen(path) + 1);
	return true;
}

void
hj_log_reopen(void)
{
	int keep = errno;
	int fd;

	if (state.path[0] != '\0') {
		fd = open_file(state.path);
		if (fd >= 0) {
			(void)dup3(fd, state.fd, O_CLOEXEC);
			(void)close(fd);
		}
	}
	errno = keep;
}

void
hj_log_as(const char *job, int number)
{
	(void)snprintf(state.who, sizeof(state.who), "%.20s/%d", job, number);
}

enum hj_log_level
hj_log_level_of(const char *word)
{
	int i;

	for (i = 0; i < HJ_LOG__MAX; i++)
		if (strcmp(level_words[i], word) == 0)
			break;
	return (enum hj_log_level)i;
}
