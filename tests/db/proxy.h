/*
 * A wire between the pool and PostgreSQL that can be cut.
 *
 * It runs on the test's own loop, listens on a Unix socket in a folder of its
 * own, and passes bytes on until it is told otherwise: to stop passing answers,
 * to cut every connection, or to cut one after so many more bytes.  Whatever a
 * network does to a connection can be done at a chosen byte.
 */
#ifndef HJ_TESTS_DB_PROXY_H
#define HJ_TESTS_DB_PROXY_H

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/listener.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/db/ground.h"

#define PROXY_WIRES 8
#define PROXY_FOREVER (-1)

enum {
	TO_SERVER,
	TO_CLIENT
};

struct proxy;

struct wire {
	struct proxy *proxy;
	struct bufferevent *from[2]; /* by direction; NULL: wire is free */
};

struct proxy {
	struct event_base *base;
	struct evconnlistener *listener;
	char folder[64];
	char path[108];
	struct sockaddr_un server;
	struct wire wires[PROXY_WIRES];
	bool frozen;       /* answers are kept back */
	long cut_after[2]; /* bytes still passed on, by direction */
	int cuts;
};

static inline void
proxy_cut(struct wire *w)
{
	for (int i = 0; i < 2; i++) {
		if (w->from[i] != NULL)
			bufferevent_free(w->from[i]);
		w->from[i] = NULL;
	}
}

static inline void
proxy_cut_all(struct proxy *p)
{
	for (int i = 0; i < PROXY_WIRES; i++)
		proxy_cut(&p->wires[i]);
}

/* Pass on what came from `bev`, or as much of it as may still pass. */
static inline void
proxy_pass(struct bufferevent *bev, void *arg)
{
	struct wire *w = arg;
	struct proxy *p = w->proxy;
	int way = bev == w->from[TO_SERVER] ? TO_SERVER : TO_CLIENT;
	struct evbuffer *in = bufferevent_get_input(bev);
	long n = (long)evbuffer_get_length(in);
	char bytes[4096];

	if (way == TO_CLIENT && p->frozen)
		return;
	while (n > 0) {
		long part = n < (long)sizeof(bytes) ? n : (long)sizeof(bytes);

		if (p->cut_after[way] != PROXY_FOREVER) {
			if (part > p->cut_after[way])
				part = p->cut_after[way];
			p->cut_after[way] -= part;
		}
		/* At once, so that a cut does not lose what may pass. */
		part = evbuffer_remove(in, bytes, (size_t)part);
		if (part > 0 && send(bufferevent_getfd(w->from[!way]), bytes,
				    (size_t)part, MSG_NOSIGNAL) != part) {
			proxy_cut(w);
			return;
		}
		n -= part;
		if (p->cut_after[way] == 0) {
			p->cut_after[way] = PROXY_FOREVER;
			p->cuts++;
			proxy_cut(w);
			return;
		}
	}
}

static inline void
proxy_on_end(struct bufferevent *bev, short what, void *arg)
{
	(void)bev;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR))
		proxy_cut(arg);
}

static inline void
proxy_on_client(struct evconnlistener *listener, evutil_socket_t fd,
    struct sockaddr *from, int len, void *arg)
{
	struct proxy *p = arg;
	struct wire *w = p->wires;

	(void)listener;
	(void)from;
	(void)len;
	while (w->from[0] != NULL) {
		if (++w == p->wires + PROXY_WIRES)
			fail_msg("too many connections");
	}
	w->proxy = p;
	w->from[TO_SERVER] =
	    bufferevent_socket_new(p->base, fd, BEV_OPT_CLOSE_ON_FREE);
	w->from[TO_CLIENT] =
	    bufferevent_socket_new(p->base, -1, BEV_OPT_CLOSE_ON_FREE);
	if (bufferevent_socket_connect(w->from[TO_CLIENT],
		(struct sockaddr *)&p->server, sizeof(p->server)) != 0)
		fail_msg("the server is not there");
	for (int i = 0; i < 2; i++) {
		bufferevent_setcb(
		    w->from[i], proxy_pass, NULL, proxy_on_end, w);
		bufferevent_enable(w->from[i], EV_READ);
	}
}

/* From now on pass everything, and what was kept back too. */
static inline void
proxy_thaw(struct proxy *p)
{
	p->frozen = false;
	for (int i = 0; i < PROXY_WIRES; i++) {
		if (p->wires[i].from[TO_CLIENT] != NULL)
			proxy_pass(p->wires[i].from[TO_CLIENT], &p->wires[i]);
	}
}

/* Take new connections, as a server does that has been started. */
static inline void
proxy_open(struct proxy *p)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };

	memcpy(at.sun_path, p->path, sizeof(at.sun_path));
	unlink(p->path);
	p->listener = evconnlistener_new_bind(p->base, proxy_on_client, p,
	    LEV_OPT_CLOSE_ON_FREE, 16, (struct sockaddr *)&at, sizeof(at));
	if (p->listener == NULL)
		fail_msg("cannot listen on %s", p->path);
}

/* No server: nothing listens, and all connections are gone. */
static inline void
proxy_close(struct proxy *p)
{
	if (p->listener != NULL)
		evconnlistener_free(p->listener);
	p->listener = NULL;
	unlink(p->path);
	proxy_cut_all(p);
}

/* A wire to the server of `g`; its conninfo goes over the wire from now on. */
static inline void
proxy_make(struct proxy *p, struct ground *g)
{
	size_t n = strlen(g->conninfo);

	memset(p, 0, sizeof(*p));
	p->base = g->base;
	p->cut_after[TO_SERVER] = p->cut_after[TO_CLIENT] = PROXY_FOREVER;
	snprintf(p->folder, sizeof(p->folder), "/tmp/hejie-wire-XXXXXX");
	if (mkdtemp(p->folder) == NULL)
		fail_msg("no folder");
	snprintf(p->path, sizeof(p->path), "%s/.s.PGSQL.5999", p->folder);
	p->server.sun_family = AF_UNIX;
	snprintf(p->server.sun_path, sizeof(p->server.sun_path),
	    "%s/.s.PGSQL.%s", PQhost(g->admin), PQport(g->admin));
	snprintf(g->conninfo + n, sizeof(g->conninfo) - n, " host=%s port=5999",
	    p->folder);
	proxy_open(p);
}

static inline void
proxy_drop(struct proxy *p)
{
	proxy_close(p);
	rmdir(p->folder);
}

#endif
