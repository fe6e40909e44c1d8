/* The HTTP front: listener, sweep and drain; see http.h. */
#include "server/http/http.h"

#include "server/http/conn.h"

#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define QUEUE 1024     /* connections the system keeps for us to accept */
#define TICK_US 500000 /* between sweeps */
#define HEAD_MOST ((size_t)64 * 1024) /* of an answer's head */

const struct hj_http_limits hj_http_limits_usual = {
	.handshake_ms = 5000,
	.head_ms = 10000,
	.body_ms = 30000,
	.body_rate = 1024,
	.body_grace_ms = 5000,
	.request_ms = 30000,
	.grace_ms = 5000,
	.write_ms = 30000,
	.idle_ms = 30000,
	.linger_ms = 2000,
	.beat_ms = 15000,
	.drain_ms = 30000,
	.drain_idle_ms = 2000,
	.requests = 1000,
	.per_address = 64,
	.connections = 12000,
	.fds_percent = 90,
	.output = (size_t)1024 * 1024,
	.bodies = (size_t)128 * 1024 * 1024,
};

static void on_accept(struct evconnlistener *, evutil_socket_t fd,
    struct sockaddr *from, int n, void *arg);
static void on_accept_error(struct evconnlistener *, void *arg);
static void on_tick(evutil_socket_t fd, short what, void *arg);
static void on_reap(evutil_socket_t fd, short what, void *arg);

int64_t
hj_http_now(const struct hj_http *h)
{
	return h->config.mono_ms();
}

const struct hj_http_counts *
hj_http_counts(const struct hj_http *h)
{
	return &h->counts;
}

void
hj_http_tell(struct hj_http *h, const struct hj_http_note *note)
{
	if (h->config.on_note != NULL)
		h->config.on_note(note);
}

/* Read the networks that the limit per address does not bind. */
static bool
read_unlimited(struct hj_http *h, struct hj_error *err)
{
	const char *const *texts = h->config.unlimited;

	while (texts != NULL && texts[h->n_unlimited] != NULL)
		h->n_unlimited++;
	h->unlimited = calloc(h->n_unlimited + 1, sizeof(*h->unlimited));
	if (h->unlimited == NULL)
		abort();
	for (size_t i = 0; i < h->n_unlimited; i++) {
		if (hj_network_read(&h->unlimited[i], texts[i]))
			continue;
		(void)hj_fail(err, HJ_ERR_INPUT, "unlimited",
		    "not an address or a network: ", texts[i]);
		return false;
	}
	return true;
}

/* The first descriptor that we do not want to see. */
static int
fd_most(unsigned percent)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur == RLIM_INFINITY ||
	    r.rlim_cur > INT32_MAX)
		return INT32_MAX;
	return (int)(r.rlim_cur * percent / 100);
}

/* The date in the one form that HTTP wants; made once a second. */
static void
set_date(struct hj_http *h)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	time_t s = (time_t)(hj_wall_ms() / 1000);
	char room[96]; /* for what the compiler thinks an int may hold */
	struct tm tm;

	if (s == h->date_s)
		return;
	h->date_s = s;
	(void)gmtime_r(&s, &tm);
	(void)snprintf(room, sizeof(room),
	    "%s, %02d %s %04d %02d:%02d:%02d GMT", days[tm.tm_wday], tm.tm_mday,
	    months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
	    tm.tm_sec);
	(void)snprintf(h->date, sizeof(h->date), "%.31s", room);
}

struct hj_http *
hj_http_new(const struct hj_http_config *config, struct hj_error *err)
{
	const struct timeval every = { .tv_usec = TICK_US };
	struct hj_http *h = calloc(1, sizeof(*h));

	if (h == NULL)
		abort();
	h->config = *config;
	h->limits = config->limits;
	if (h->config.mono_ms == NULL)
		h->config.mono_ms = hj_mono_ms;
	LIST_INIT(&h->conns);
	LIST_INIT(&h->dead);
	hj_buf_init(&h->head, HEAD_MOST);
	h->peers = hj_peers_new(h->limits.connections);
	h->fd_most = fd_most(h->limits.fds_percent);
	set_date(h);
	h->tick = event_new(config->base, -1, EV_PERSIST, on_tick, h);
	h->reap = event_new(config->base, -1, 0, on_reap, h);
	if (h->tick == NULL || h->reap == NULL ||
	    event_add(h->tick, &every) != 0)
		abort();
	if (!read_unlimited(h, err)) {
		hj_http_free(h);
		return NULL;
	}
	return h;
}

/* ---- listening ---- */

enum hj_err
hj_http_adopt(struct hj_http *h, int fd, struct hj_error *err)
{
	assert(h->listener == NULL);
	if (evutil_make_socket_nonblocking(fd) == 0)
		h->listener = evconnlistener_new(h->config.base, on_accept, h,
		    LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, QUEUE, fd);
	if (h->listener == NULL) {
		(void)close(fd);
		return hj_fail(err, HJ_ERR_INPUT, "listen",
		    "this address cannot be listened on: ", strerror(errno));
	}
	evconnlistener_set_error_cb(h->listener, on_accept_error);
	return HJ_OK;
}

/* The port of a bound socket, or 0 for one that has none. */
static int
port_of(int fd)
{
	struct sockaddr_storage at = { .ss_family = AF_UNSPEC };
	socklen_t n = sizeof(at);
	struct sockaddr_in6 six;
	struct sockaddr_in four;

	if (getsockname(fd, (struct sockaddr *)&at, &n) != 0)
		return 0;
	memcpy(&four, &at, sizeof(four));
	memcpy(&six, &at, sizeof(six));
	if (at.ss_family == AF_INET)
		return ntohs(four.sin_port);
	return at.ss_family == AF_INET6 ? ntohs(six.sin6_port) : 0;
}

enum hj_err
hj_http_listen(struct hj_http *h, const struct sockaddr *address, socklen_t n,
    int *ret_port, struct hj_error *err)
{
	int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int one = 1;
	enum hj_err code;

	if (fd < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) != 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof(one)) != 0 ||
	    bind(fd, address, n) != 0) {
		int why = errno;

		if (fd >= 0)
			(void)close(fd);
		return hj_fail(err, HJ_ERR_INPUT, "listen",
		    "this address cannot be listened on: ", strerror(why));
	}
	code = hj_http_adopt(h, fd, err);
	if (code == HJ_OK && ret_port != NULL)
		*ret_port = port_of(fd);
	return code;
}

static bool
is_unlimited(const struct hj_http *h, const struct hj_peer *peer)
{
	for (size_t i = 0; i < h->n_unlimited; i++) {
		if (hj_network_has(&h->unlimited[i], peer))
			return true;
	}
	return false;
}

/* Leave new connections to the system's queue until there is room. */
static void
pause_listener(struct hj_http *h)
{
	if (h->paused)
		return;
	h->paused = true;
	h->counts.refused_full++;
	if (h->listener != NULL)
		(void)evconnlistener_disable(h->listener);
}

static void
resume_listener(struct hj_http *h)
{
	if (!h->paused || h->counts.open >= h->limits.connections)
		return;
	h->paused = false;
	if (h->listener != NULL)
		(void)evconnlistener_enable(h->listener);
}

static void
on_accept(struct evconnlistener *listener, evutil_socket_t fd,
    struct sockaddr *from, int n, void *arg)
{
	struct hj_http *h = arg;
	struct hj_peer peer;

	(void)listener;
	(void)n;
	/* The system gives the lowest free number: so many are in use. */
	if (fd >= h->fd_most) {
		(void)close(fd);
		pause_listener(h);
		return;
	}
	hj_peer_init(&peer, from);
	if (hj_peers_enter(h->peers, &peer) > h->limits.per_address &&
	    !is_unlimited(h, &peer)) {
		hj_peers_leave(h->peers, &peer);
		(void)close(fd);
		h->counts.refused_address++;
		return;
	}
	hj_conn_new(h, fd, &peer);
	if (h->counts.open >= h->limits.connections)
		pause_listener(h);
}

/* Out of descriptors or memory: the sweep tries again. */
static void
on_accept_error(struct evconnlistener *listener, void *arg)
{
	(void)listener;
	pause_listener(arg);
}

/* ---- the sweep ---- */

static void
on_tick(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	hj_http_tick(arg);
}

void
hj_http_tick(struct hj_http *h)
{
	int64_t now = hj_http_now(h);
	bool over = h->draining && now >= h->drained_by_ms;
	struct hj_conn *c = LIST_FIRST(&h->conns);

	set_date(h);
	while (c != NULL) {
		struct hj_conn *next = LIST_NEXT(c, link);

		if (over)
			hj_conn_close(c, "drained");
		else
			hj_conn_tick(c, now);
		c = next;
	}
	resume_listener(h);
}

void
hj_http_bury(struct hj_http *h, struct hj_conn *c)
{
	LIST_REMOVE(c, link);
	LIST_INSERT_HEAD(&h->dead, c, link);
	hj_peers_leave(h->peers, &c->peer);
	h->counts.open--;
	event_active(h->reap, 0, 0);
}

static void
free_dead(struct hj_http *h)
{
	while (!LIST_EMPTY(&h->dead)) {
		struct hj_conn *c = LIST_FIRST(&h->dead);

		LIST_REMOVE(c, link);
		free(c);
	}
}

/* Free what has died, where nobody can be standing inside it. */
static void
on_reap(evutil_socket_t fd, short what, void *arg)
{
	struct hj_http *h = arg;
	hj_http_fn *on_drained = h->on_drained;

	(void)fd;
	(void)what;
	free_dead(h);
	resume_listener(h);
	if (!h->draining || h->counts.open > 0 || on_drained == NULL)
		return;
	h->on_drained = NULL;
	on_drained(h); /* may free `h` */
}

/* ---- the end ---- */

/* Take what the system has queued for us: those peers think they are in. */
static void
accept_rest(struct hj_http *h)
{
	evutil_socket_t listener = evconnlistener_get_fd(h->listener);

	for (int i = 0; i < QUEUE && !h->paused; i++) {
		struct sockaddr_storage from = { .ss_family = AF_UNSPEC };
		socklen_t n = sizeof(from);
		int fd = accept4(listener, (struct sockaddr *)&from, &n,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd < 0)
			return;
		on_accept(h->listener, fd, (struct sockaddr *)&from, (int)n, h);
	}
}

void
hj_http_drain(struct hj_http *h, hj_http_fn *on_drained)
{
	struct hj_conn *c;

	assert(!h->draining);
	h->draining = true;
	h->on_drained = on_drained;
	h->drained_by_ms = hj_http_now(h) + h->limits.drain_ms;
	if (h->listener != NULL) {
		accept_rest(h);
		evconnlistener_free(h->listener);
		h->listener = NULL;
	}
	LIST_FOREACH(c, &h->conns, link)
	hj_conn_drain(c);
	event_active(h->reap, 0, 0);
}

void
hj_http_free(struct hj_http *h)
{
	if (h == NULL)
		return;
	if (h->listener != NULL)
		evconnlistener_free(h->listener);
	while (!LIST_EMPTY(&h->conns))
		hj_conn_close(LIST_FIRST(&h->conns), NULL);
	free_dead(h);
	event_free(h->tick);
	event_free(h->reap);
	hj_peers_free(h->peers);
	hj_buf_release(&h->head);
	free(h->unlimited);
	free(h);
}
