/* A replay beside a worker: another process that plays it; see replay_run.h. */
#include "server/replay_run.h"

#include "server/app.h"
#include "server/base/log.h"
#include "server/http/json_out.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define LINE_MOST ((size_t)64 * 1024)
#define ENVIRONMENT_MOST 200
#define TYPE "application/x-ndjson"

static const struct timeval run_most = { 600, 0 };

/* ---- the end ---- */

static void
deafen(struct hj_replay_ear *l)
{
	if (l->event == NULL)
		return;
	event_free(l->event);
	l->event = NULL;
	(void)close(l->fd);
}

/* Its exit status; -1 if it was killed. */
static int
wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The process is over; the answer may go on. */
static void
stop_listening(struct hj_replay *r)
{
	deafen(&r->report);
	deafen(&r->progress);
	event_free(r->timer);
	r->req->service->replaying = false;
	r->over = true;
}

static void
let_go(struct hj_replay *r)
{
	hj_buf_release(&r->report.line);
	hj_buf_release(&r->progress.line);
	hj_buf_release(&r->last);
	hj_req_unref(r->req);
}

/* Nobody listens any more, or it takes too long. */
static void
give_up(struct hj_replay *r)
{
	(void)kill(r->child, SIGKILL);
	(void)wait_for(r->child);
	stop_listening(r);
	let_go(r);
}

/* What is being stored by then is stored, and nobody is told. */
static void
on_closed(struct hj_stream *stream)
{
	struct hj_replay *r = HJ_CONTAINER(struct hj_replay, stream, stream);

	if (!r->over)
		give_up(r);
}

bool
hj_replay_say(struct hj_replay *r, const char *p, size_t n)
{
	return hj_stream_send(&r->stream, p, n);
}

void
hj_replay_end(struct hj_replay *r)
{
	hj_stream_close(&r->stream);
	let_go(r);
}

static void
say_failed(struct hj_replay *r)
{
	static const char failed[] = "{\"failed\":true}\n";

	(void)hj_replay_say(r, failed, sizeof(failed) - 1);
}

static void
on_time(evutil_socket_t fd, short what, void *arg)
{
	struct hj_replay *r = arg;

	(void)fd;
	(void)what;
	if (r->begun)
		say_failed(r);
	else
		hj_reply_kind(r->req, HJ_PROBLEM_DEADLINE, NULL);
	hj_stream_close(&r->stream);
	give_up(r);
}

/* It ended and had not begun: the answer is still to be given. */
static void
refuse(struct hj_replay *r, int status)
{
	hj_reply_kind(r->req,
	    status == HJ_EXIT_BUSY ? HJ_PROBLEM_REPLAYING : HJ_PROBLEM_BUSY,
	    status == HJ_EXIT_BUSY ? NULL : "it cannot be played");
	let_go(r);
}

/* It has said all; 3 is that of a history in which something differs. */
static void
finish(struct hj_replay *r)
{
	int status = wait_for(r->child);
	bool good = (status == HJ_EXIT_DONE || status == HJ_EXIT_FOUND) &&
		    r->begun && r->last.n > 0;

	stop_listening(r);
	if (good) {
		r->on_report(r, hj_buf_text(&r->last));
		return;
	}
	if (status != HJ_EXIT_BUSY)
		hj_log(
		    HJ_LOG_WARN, "replay_failed", HJ_LOG_INT("status", status));
	if (!r->begun) {
		refuse(r, status);
		return;
	}
	say_failed(r);
	hj_replay_end(r);
}

/* ---- what it says ---- */

static void
keep_last(struct hj_replay *r, const char *line)
{
	hj_buf_clear(&r->last);
	hj_buf_puts(&r->last, line);
}

/* The three numbers of a line; what has others is no progress. */
static bool
read_progress(struct hj_replay *r, const char *line, int64_t ret[3])
{
	size_t n = 0;

	for (const char *c = line + strcspn(line, "0123456789"); *c != '\0';
	     c += strcspn(c, "0123456789")) {
		size_t digits = strspn(c, "0123456789");

		if (n == 3 || !hj_text_int(hj_strndup(r->req->arena, c, digits),
				  &ret[n++]))
			return false;
		c += digits;
	}
	return n == 3;
}

/* "500 of 40000 disputes, 3 differ": with the first the answer begins. */
static void
pass_on(struct hj_replay *r, const char *line)
{
	static const char *const names[] = { "disputes", "of", "differs" };
	int64_t number[3];
	struct hj_buf b;
	struct hj_out j;

	if (r->deaf || !read_progress(r, line, number))
		return;
	if (!r->begun) {
		r->begun = true;
		r->deaf = !hj_stream_begin(r->req, &r->stream, 200, TYPE, -1);
	}
	hj_buf_init(&b, 200);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	for (size_t i = 0; i < 3; i++)
		hj_out_put_int(&j, names[i], number[i]);
	hj_out_close(&j);
	hj_buf_putc(&b, '\n');
	(void)hj_replay_say(r, b.p, b.n);
	hj_buf_release(&b);
}

static void
take(struct hj_replay_ear *l, const char *p, size_t n)
{
	while (n > 0) {
		const char *end = memchr(p, '\n', n);
		size_t part = end == NULL ? n : (size_t)(end - p);

		hj_buf_put(&l->line, p, part);
		if (end != NULL) {
			l->on_line(l->of, hj_buf_text(&l->line));
			hj_buf_clear(&l->line);
			part++;
		}
		p += part;
		n -= part;
	}
}

static void
on_said(evutil_socket_t fd, short what, void *arg)
{
	struct hj_replay_ear *l = arg;
	struct hj_replay *r = l->of;
	char part[8192];
	ssize_t n = read(fd, part, sizeof(part));

	(void)what;
	if (n > 0) {
		take(l, part, (size_t)n);
		if (r->deaf)
			give_up(r);
		return;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	deafen(l);
	if (r->report.event == NULL && r->progress.event == NULL)
		finish(r);
}

/* ---- the beginning ---- */

/* The environment, with what `hejie` is told by it in front. */
static char **
environment(struct hj_arena *a, const struct hj_config *cfg)
{
	char **env = hj_alloc(a, (ENVIRONMENT_MOST + 4) * sizeof(*env));
	size_t n = 0;

	env[n++] =
	    hj_concat(a, "HEJIE_DATABASE_REPLAY=", cfg->database_replay, NULL);
	env[n++] = hj_concat(a, "HEJIE_SHARE=", cfg->share, NULL);
	env[n++] = hj_strdup(a, "HEJIE_LANGUAGE=en");
	for (char **e = environ; *e != NULL && n < ENVIRONMENT_MOST; e++)
		if (strncmp(*e, "HEJIE_", 6) != 0)
			env[n++] = *e;
	return env;
}

/* A file in memory that holds the document; -1 if there is none to be had. */
static int
document_file(const char *document)
{
	int fd = memfd_create("rule-set", MFD_CLOEXEC);
	size_t n = strlen(document);

	if (fd >= 0 && write(fd, document, n) == (ssize_t)n)
		return fd;
	if (fd >= 0)
		(void)close(fd);
	return -1;
}

/* Start it with `out`, `err` and `document` as its 1, 2 and 3. */
static bool
spawn(struct hj_replay *r, const char *const *argv, int out, int err,
    int document)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, usual;
	int code;

	(void)sigemptyset(&none);
	(void)sigfillset(&usual);
	(void)posix_spawnattr_init(&attr);
	(void)posix_spawnattr_setsigmask(&attr, &none);
	(void)posix_spawnattr_setsigdefault(&attr, &usual);
	(void)posix_spawnattr_setflags(
	    &attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	(void)posix_spawn_file_actions_init(&files);
	(void)posix_spawn_file_actions_adddup2(&files, out, 1);
	(void)posix_spawn_file_actions_adddup2(&files, err, 2);
	(void)posix_spawn_file_actions_adddup2(&files, document, 3);
	(void)posix_spawn_file_actions_addclosefrom_np(&files, 4);
	code = posix_spawn(&r->child, "/proc/self/exe", &files, &attr,
	    (char *const *)(uintptr_t)argv,
	    environment(r->req->arena, r->req->service->cfg));
	(void)posix_spawn_file_actions_destroy(&files);
	(void)posix_spawnattr_destroy(&attr);
	return code == 0;
}

static void
listen_to(struct hj_replay_ear *l, struct hj_replay *r, int fd,
    void (*on_line)(struct hj_replay *, const char *))
{
	l->of = r;
	l->fd = fd;
	l->on_line = on_line;
	hj_buf_init(&l->line, LINE_MOST);
	l->event = event_new(
	    r->req->service->base, fd, EV_READ | EV_PERSIST, on_said, l);
	event_add(l->event, NULL);
}

/* The other process, and two pipes from it; false if there is none. */
static bool
start(struct hj_replay *r, const char *const *argv, const char *text)
{
	int out[2] = { -1, -1 }, err[2] = { -1, -1 };
	int document = document_file(text);
	bool good = document >= 0 && pipe2(out, O_CLOEXEC) == 0 &&
		    pipe2(err, O_CLOEXEC) == 0 &&
		    fcntl(out[0], F_SETFL, O_NONBLOCK) == 0 &&
		    fcntl(err[0], F_SETFL, O_NONBLOCK) == 0 &&
		    spawn(r, argv, out[1], err[1], document);

	(void)close(document);
	(void)close(out[1]);
	(void)close(err[1]);
	if (good) {
		listen_to(&r->report, r, out[0], keep_last);
		listen_to(&r->progress, r, err[0], pass_on);
	} else {
		(void)close(out[0]);
		(void)close(err[0]);
	}
	return good;
}

void
hj_replay_begin(struct hj_replay *r)
{
	const char *argv[] = { "hejie", "rules", "replay", "county", r->county,
		"/proc/self/fd/3", NULL, NULL, NULL };

	if (r->instead != NULL) {
		argv[7] = argv[5];
		argv[5] = "instead";
		argv[6] = r->instead;
	}
	if (r->req->service->replaying) {
		hj_reply_kind(r->req, HJ_PROBLEM_REPLAYING, NULL);
		return;
	}
	hj_buf_init(&r->last, LINE_MOST);
	r->stream.on_closed = on_closed;
	if (!start(r, argv, r->document)) {
		hj_reply_kind(r->req, HJ_PROBLEM_BUSY, "it cannot be played");
		return;
	}
	hj_req_ref(r->req);
	r->req->service->replaying = true;
	r->timer = evtimer_new(r->req->service->base, on_time, r);
	event_add(r->timer, &run_most);
}
