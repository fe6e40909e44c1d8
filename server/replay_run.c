/*
 * POST /api/v1/rules/replay {"document": TEXT, "instead": NAME}: what a rule
 *set would have made of the recorded history of the asker's county.
 *
 * Another process finds out, `hejie rules replay` (server/rules_replay.c), as
 * the role hejie_replay, which can write nothing.  The answer goes on
 *meanwhile, a line of JSON each:
 *
 *	{"disputes":500,"of":40000,"differs":3}		how far it is
 *	{"report":{"disputes":40000,"differs":7, ...}}	its summary, at the end
 *	{"failed":true}					or there is none
 *
 * The summary is that of lib/rules/replay_line.h.  Which disputes differ stays
 * there: who drafts rules may not see each of them.  One replay runs at a time
 * in a worker, and no longer than RUN_MOST; it ends when the asker leaves.
 */
#include "server/call.h"
#include "server/route_says.h"

#include "server/base/log.h"
#include "server/http/json_out.h"
#include "server/rules.h"

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
#define COUNTY_LEVEL 3 /* of kinds of bodies; below it stand townships */

static const struct timeval run_most = { 600, 0 };

struct wish {
	const char *document;
	const char *instead;
};
/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(wish, document, HJ_REQUIRED, HJ_RULE_SET_MOST, "规则集正文|a rule set written out"),
	HJ_TEXT(wish, instead, 0, 64, "替换哪个规则集(名称或者编号)|name or id of the set that it stands in for"),
};
/* clang-format on */
const struct hj_fields hj_replay_wish_fields = HJ_FIELDS(wish, rows);

struct run;

/* What the other process says, line by line. */
struct listening {
	struct run *run;
	struct event *event;
	int fd;
	struct hj_buf line;
	void (*on_line)(struct run *run, const char *line);
};

struct run {
	struct hj_stream stream;
	struct hj_service *service;
	struct hj_arena *a;
	pid_t child;
	struct listening report, progress;
	struct event *timer;
	struct hj_buf last; /* line of the report */
};

/* ---- the end ---- */

static void
deafen(struct listening *l)
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

static void
run_free(struct run *run)
{
	deafen(&run->report);
	deafen(&run->progress);
	event_free(run->timer);
	hj_buf_release(&run->report.line);
	hj_buf_release(&run->progress.line);
	hj_buf_release(&run->last);
	run->service->replaying = false;
	hj_arena_free(run->a);
}

/* Nobody listens any more, or it takes too long. */
static void
give_up(struct run *run)
{
	(void)kill(run->child, SIGKILL);
	(void)wait_for(run->child);
	run_free(run);
}

static void
on_closed(struct hj_stream *stream)
{
	give_up(HJ_CONTAINER(struct run, stream, stream));
}

static void
say_failed(struct run *run)
{
	static const char failed[] = "{\"failed\":true}\n";

	(void)hj_stream_send(&run->stream, failed, sizeof(failed) - 1);
}

static void
on_time(evutil_socket_t fd, short what, void *arg)
{
	struct run *run = arg;

	(void)fd;
	(void)what;
	say_failed(run);
	hj_stream_close(&run->stream);
	give_up(run);
}

/* It has said all; 3 is that of a history in which something differs. */
static void
finish(struct run *run)
{
	int status = wait_for(run->child);
	struct hj_buf b;

	if ((status == 0 || status == 3) && run->last.n > 0) {
		hj_buf_init(&b, LINE_MOST + 32);
		hj_buf_puts(&b, "{\"report\":");
		hj_buf_put(&b, run->last.p, run->last.n);
		hj_buf_puts(&b, "}\n");
		(void)hj_stream_send(&run->stream, b.p, b.n);
		hj_buf_release(&b);
	} else {
		hj_log(
		    HJ_LOG_WARN, "replay_failed", HJ_LOG_INT("status", status));
		say_failed(run);
	}
	hj_stream_close(&run->stream);
	run_free(run);
}

/* ---- what it says ---- */

static void
keep_last(struct run *run, const char *line)
{
	hj_buf_clear(&run->last);
	hj_buf_puts(&run->last, line);
}

/* "500 of 40000 disputes, 3 differ"; what has other numbers is no progress. */
static void
pass_on(struct run *run, const char *line)
{
	static const char *const names[] = { "disputes", "of", "differs" };
	int64_t number[4];
	size_t n = 0;
	struct hj_buf b;
	struct hj_out j;

	for (const char *c = line + strcspn(line, "0123456789");
	     *c != '\0' && n < 4; c += strcspn(c, "0123456789")) {
		size_t digits = strspn(c, "0123456789");

		if (!hj_text_int(hj_strndup(run->a, c, digits), &number[n++]))
			return;
		c += digits;
	}
	if (n != 3)
		return;
	hj_buf_init(&b, 200);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	for (size_t i = 0; i < 3; i++)
		hj_out_put_int(&j, names[i], number[i]);
	hj_out_close(&j);
	hj_buf_putc(&b, '\n');
	(void)hj_stream_send(&run->stream, b.p, b.n);
	hj_buf_release(&b);
}

static void
take(struct listening *l, const char *p, size_t n)
{
	while (n > 0) {
		const char *end = memchr(p, '\n', n);
		size_t part = end == NULL ? n : (size_t)(end - p);

		hj_buf_put(&l->line, p, part);
		if (end != NULL) {
			l->on_line(l->run, hj_buf_text(&l->line));
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
	struct listening *l = arg;
	struct run *run = l->run;
	char part[8192];
	ssize_t n = read(fd, part, sizeof(part));

	(void)what;
	if (n > 0) {
		take(l, part, (size_t)n);
		return;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	deafen(l);
	if (run->report.event == NULL && run->progress.event == NULL)
		finish(run);
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
spawn(struct run *run, const char *const *argv, int out, int err, int document)
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
	code = posix_spawn(&run->child, "/proc/self/exe", &files, &attr,
	    (char *const *)(uintptr_t)argv,
	    environment(run->a, run->service->cfg));
	(void)posix_spawn_file_actions_destroy(&files);
	(void)posix_spawnattr_destroy(&attr);
	return code == 0;
}

static void
listen_to(struct listening *l, struct run *run, int fd,
    void (*on_line)(struct run *, const char *))
{
	l->run = run;
	l->fd = fd;
	l->on_line = on_line;
	hj_buf_init(&l->line, LINE_MOST);
	l->event =
	    event_new(run->service->base, fd, EV_READ | EV_PERSIST, on_said, l);
	event_add(l->event, NULL);
}

/* The other process, and two pipes from it; false if there is none. */
static bool
start(struct run *run, const char *const *argv, const char *text)
{
	int out[2] = { -1, -1 }, err[2] = { -1, -1 };
	int document = document_file(text);
	bool good = document >= 0 && pipe2(out, O_CLOEXEC) == 0 &&
		    pipe2(err, O_CLOEXEC) == 0 &&
		    fcntl(out[0], F_SETFL, O_NONBLOCK) == 0 &&
		    fcntl(err[0], F_SETFL, O_NONBLOCK) == 0 &&
		    spawn(run, argv, out[1], err[1], document);

	(void)close(document);
	(void)close(out[1]);
	(void)close(err[1]);
	if (good) {
		listen_to(&run->report, run, out[0], keep_last);
		listen_to(&run->progress, run, err[0], pass_on);
	} else {
		(void)close(out[0]);
		(void)close(err[0]);
	}
	return good;
}

static void
begin(struct hj_req *req, const struct wish *wish, const char *county)
{
	const char *argv[] = { "hejie", "rules", "replay", "county", county,
		"instead", wish->instead, "/proc/self/fd/3", NULL };
	struct hj_arena *a = hj_arena_new();
	struct run *run = HJ_NEW(a, struct run);

	if (wish->instead == NULL) {
		argv[5] = argv[7];
		argv[6] = NULL;
	}
	run->a = a;
	run->service = req->service;
	run->stream.on_closed = on_closed;
	hj_buf_init(&run->last, LINE_MOST);
	run->timer = evtimer_new(req->service->base, on_time, run);
	if (!start(run, argv, wish->document)) {
		run_free(run);
		hj_reply_kind(req, HJ_PROBLEM_BUSY, NULL);
		return;
	}
	req->service->replaying = true;
	event_add(run->timer, &run_most);
	if (!hj_stream_begin(req, &run->stream, 200, TYPE, -1))
		give_up(run);
}

/* The county whose history the asker may have replayed; NULL: none. */
static const char *
county_of(const struct hj_req *req, const struct hj_world_ref *w)
{
	const struct hj_org *org = hj_org_find(&w->directory, req->actor->org);

	if (org == NULL ||
	    !hj_may(HJ_MAY_DRAFT_RULES, req->actor->roles, HJ_REL_NEW) ||
	    org->kind->level > COUNTY_LEVEL)
		return NULL;
	return hj_strdup(req->arena, org->county);
}

void
hj_replay_handler(struct hj_req *req)
{
	struct hj_world_ref *w;
	const char *county = NULL;
	struct wish wish;

	if (!hj_call_body(req, &hj_replay_wish_fields, &wish))
		return;
	w = hj_world_hold(req->service->worlds);
	if (w != NULL)
		county = county_of(req, w);
	hj_world_drop(w);
	if (county == NULL)
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
	else if (req->service->replaying)
		hj_reply_kind(
		    req, HJ_PROBLEM_BUSY, "another replay is running");
	else
		begin(req, &wish, county);
}
