/*
 * The log: one line for each thing that happened.
 *
 *	2026-11-21T08:15:02.113Z info http/1 stored req=7f3a seq=12 ms=9
 *
 * that is: wall time, level, who (job and number), a stable event name, typed
 * values.  Only the top of the stack logs; whatever returns an error does not.
 *
 * What parties said, names, numbers, documents and money cannot be logged:
 * there is no value type for them.  Values are numbers, ids, words out of our
 * own tables, sentences written in the source and the message of an error,
 * which by its contract holds nothing personal.  An id or a word with any
 * byte outside [A-Za-z0-9_.:/@+{}-], or longer than 64, is not written at all;
 * `?` and its length stand in its place, so no line break, escape sequence or
 * forged line gets in either.  None of our own words may look so: tests search
 * the logs for it.
 *
 * Lines go to one file descriptor with one write each, so that processes may
 * share it.  The file state of the log is the only such state of the server.
 */
#ifndef HJ_SERVER_BASE_LOG_H
#define HJ_SERVER_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum hj_log_level {
	HJ_LOG_ERROR, /* someone must act */
	HJ_LOG_WARN,  /* we went on; the line says how */
	HJ_LOG_INFO,  /* a fact */
	HJ_LOG_DEBUG, /* for a developer */
	HJ_LOG__MAX,
};

/* Made by the macros below only. */
enum hj_log_kind {
	HJ_LOG_KIND_END,
	HJ_LOG_KIND_INT,
	HJ_LOG_KIND_WORD,
	HJ_LOG_KIND_SAY,
	HJ_LOG_KIND_ERRNO,
};

struct hj_log_value {
	const char *key;
	enum hj_log_kind kind;
	const char *text;
	int64_t number;
};

/* A whole number. */
#define HJ_LOG_INT(key, value)                                                 \
	((struct hj_log_value){ "" key "", HJ_LOG_KIND_INT, NULL, (value) })

/* An id: a dispute, an actor, a request.  NULL and "" write "-". */
#define HJ_LOG_ID(key, id)                                                     \
	((struct hj_log_value){ "" key "", HJ_LOG_KIND_WORD, (id), 0 })

/* A word out of one of our tables: a command, a route, a SQLSTATE, a key. */
#define HJ_LOG_WORD(key, word)                                                 \
	((struct hj_log_value){ "" key "", HJ_LOG_KIND_WORD, (word), 0 })

/* A sentence written in the source; only a literal compiles. */
#define HJ_LOG_SAY(literal)                                                    \
	((struct hj_log_value){ "say", HJ_LOG_KIND_SAY, "" literal "", 0 })

/* What a struct hj_error says: by its contract free of personal data. */
#define HJ_LOG_REASON(err)                                                     \
	((struct hj_log_value){ "reason", HJ_LOG_KIND_SAY, (err)->msg, 0 })

/* The system's reason, by its symbol: ENOENT. */
#define HJ_LOG_ERRNO(number)                                                   \
	((struct hj_log_value){ "errno", HJ_LOG_KIND_ERRNO, NULL, (number) })

/*
 * Log that `event` (a stable word in the source) happened, followed by values:
 *
 *	hj_log(HJ_LOG_INFO, "stored", HJ_LOG_ID("req", id),
 *	    HJ_LOG_INT("ms", ms));
 *
 * Never fails and never blocks on anything but the log itself.
 */
#define hj_log(level, ...)                                                     \
	hj_log_line_((level), HJ_LOG_ARGS_(__VA_ARGS__, { NULL, 0, NULL, 0 }))

#define HJ_LOG_ARGS_(event, ...)                                               \
	"" event "", (struct hj_log_value[])                                   \
	{                                                                      \
		__VA_ARGS__                                                    \
	}

/* What hj_log() calls; use hj_log(). */
void hj_log_line_(enum hj_log_level level, const char *event,
    const struct hj_log_value *values);

/*
 * A fault of ours: log an ALERT line with place and what, and abort.  The
 * supervisor starts the process again; the timeline is whole.
 */
#define HJ_BUG(what) hj_log_bug_(__FILE__, __LINE__, "" what "")

void hj_log_bug_(const char *file, int line, const char *what)
    __attribute__((noreturn));

/*
 * Write lines of `level` and more important ones to the file `path`, made if
 * missing (mode 0600), at its end; NULL or "": to standard error, as before
 * the first call.  False, with errno set, if the file cannot be opened; the
 * log is then as it was.  `path` is copied.
 */
bool hj_log_open(enum hj_log_level level, const char *path);

/*
 * Open the file again, after somebody moved it away.  Safe in a signal handler.
 * If that fails, the log goes on in the old file.
 */
void hj_log_reopen(void);

/* Name this process in its lines from now on: "http", 2 → "http/2". */
void hj_log_as(const char *job, int number);

/* The level called `word`, or HJ_LOG__MAX if there is none. */
enum hj_log_level hj_log_level_of(const char *word);

#endif
