/*
 * Which handler answers a method and a path.
 *
 * Routes come in tables:
 *
 *	{ HJ_GET, "/api/v1/disputes/{id}/timeline", read_timeline, 0, 0 },
 *
 * A pattern is a path whose segments are literals or parameters, "{name}" in
 * [a-z_]; a parameter stands for one segment that is not empty.  Nothing in
 * the order of routes matters: no path may be meant by two patterns of one
 * method, and hj_router_overlap() finds those that are, for a test and for the
 * start.  A GET route answers HEAD too.
 *
 * Tables and patterns are kept by address, so a route may be the first member
 * of a larger row: add such rows one by one and go from req->route to the row.
 */
#ifndef HJ_SERVER_HTTP_ROUTER_H
#define HJ_SERVER_HTTP_ROUTER_H

#include "lib/base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct hj_req;

#define HJ_ROUTER_PARAMS_MAX 6
#define HJ_ROUTER_SEGMENTS_MAX 12
#define HJ_ROUTER_ALLOW_MAX 64

enum hj_method {
	HJ_GET,
	HJ_HEAD,
	HJ_POST,
	HJ_PUT,
	HJ_PATCH,
	HJ_DELETE,
	HJ_OPTIONS,
	HJ_METHOD_OTHER, /* any other; no route has it */
	HJ_METHOD__MAX,
};

typedef void hj_handler_fn(struct hj_req *);

struct hj_route {
	enum hj_method method;
	const char *pattern;
	hj_handler_fn *handler;
	size_t body_max; /* bytes of body it takes; 0: none */
	unsigned flags;  /* for those above; nothing here reads them */
};

/* A part of a text that somebody else holds. */
struct hj_part {
	const char *p;
	size_t n;
};

/* A route with what its parameters stand for. */
struct hj_match {
	const struct hj_route *route; /* NULL: no route */
	unsigned allowed; /* methods with a route here, as 1 << method */
	size_t n;         /* parameters */
	struct hj_part name[HJ_ROUTER_PARAMS_MAX];  /* in the pattern */
	struct hj_part value[HJ_ROUTER_PARAMS_MAX]; /* in the path */
};

struct hj_router;

/* A router without routes; yours until hj_router_free(). */
struct hj_router *hj_router_new(void);
void hj_router_free(struct hj_router *r);

/*
 * Add the `n` routes at `routes`, which must stay where they are.  A pattern
 * that is malformed, too long or has a name twice is an error.
 */
enum hj_err hj_router_add(struct hj_router *r, const struct hj_route *routes,
    size_t n, struct hj_error *err) HJ_CHECK;

/*
 * The route for `method` and the decoded `path`.  Without one, m->allowed
 * tells 404 (0) from 405.
 */
void hj_router_match(const struct hj_router *r, enum hj_method method,
    const char *path, struct hj_match *m);

/*
 * Two routes that some path would mean both of, or false.  Cost: every pair is
 * compared; it is for the start and for tests.
 */
bool hj_router_overlap(const struct hj_router *r, const struct hj_route **ret_a,
    const struct hj_route **ret_b);

/* Each route once, for listings; NULL behind the last. */
const struct hj_route *hj_router_at(const struct hj_router *r, size_t i);

/* "GET, HEAD, POST": the methods in `allowed`, as Allow wants them. */
void hj_router_allow(unsigned allowed, char out[HJ_ROUTER_ALLOW_MAX]);

/* A method by its name on the wire, and back ("" for HJ_METHOD_OTHER). */
enum hj_method hj_method_of(const char *name);
const char *hj_method_name(enum hj_method m);

#endif
