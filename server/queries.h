/*
 * Reads: one .sql file per endpoint, run by one piece of code.
 *
 * The head of a file says all that is not SQL, one "-- name: value" a line:
 *
 *	-- GET <path>         with {parameters}
 *	-- zh: / -- en:       what it is, for OpenAPI
 *	-- right: <name>      in lib/policy; which rows is row-level security's,
 *	                      403 for a post that has not got the right
 *	-- class: fast|slow   which connection
 *	-- shape: object      one row, 404 without
 *	          list        {"items": [...]}
 *	          page        the same with "next", the query of the next page
 *	-- ring: <param>      the stream whose keys open sealed columns; a
 *	                      stream the reader cannot see is 404
 *	-- merged: shown      the keys of disputes that went on in it, too
 *	-- kind: <stream>     of what the events or states are; absent: dispute;
 *	                      a ring's stream of another kind is 404
 *	-- log: <what>        leaves an entry in the read log
 *	-- whole: identity    with "whole=1" identity numbers are sent whole, to
 *	                      who handles it and proved lately who he is; that
 *	                      is entered in the read log
 *	-- param: <name> <type> path|query|actor|program [default]
 *	          [least..most, or for a text the name of its words in the
 *	          glossary: one of them, or the default]
 *	-- plan: once [but for <param> ...]
 *	                      PostgreSQL plans it once for all who ask, but
 *	                      anew for each who gives one of these parameters
 *	                      (the lines above); absent: as it thinks best
 *
 * What a list asks of the moment it asks in a SELECT of its own, and
 * PostgreSQL asks once; hejie.moment() bare in a column is called for each
 * row.  A bound that an index serves has it bare, for the plan to know the
 * value.
 *
 * Parameters are $1, $2 ... in the order of their lines.  A column is named as
 * the member of the answer, with a suffix where it is not sent as it is:
 *
 *	#sealed  a sealed text, opened
 *	#event   an event's bytes, sealed members opened
 *	#state   a snapshot, sealed members opened
 *	#folded  the events of a stream in order, folded to its state: for
 *	         where there is no snapshot of this program's fold
 *	#json    text that is JSON already
 *	#workdays "<day>/<last day>", sent as the working days between; the
 *	         first is not counted, a last day that is over is negative
 *	#explained [event of a clock, county], as why its limit ends then
 *	#dossier [snapshot, procedure], as what its file has and lacks
 *	#key     the wrapped title key of this row's stream, column "id"; not
 *	         sent
 *	#next    query of the page behind this row; not sent
 *
 * To add a read: add a file.  It appears in OpenAPI by itself.
 */
#ifndef HJ_SERVER_QUERIES_H
#define HJ_SERVER_QUERIES_H

#include "server/base/config.h"
#include "server/db/pg.h"
#include "server/http/req.h"
#include "lib/base/field.h"
#include "lib/policy/policy.h"

#define HJ_QUERY_PARAMS 12

enum hj_query_shape {
	HJ_SHAPE_OBJECT,
	HJ_SHAPE_LIST,
	HJ_SHAPE_PAGE,
};

enum hj_query_from {
	HJ_FROM_PATH,
	HJ_FROM_QUERY,
	HJ_FROM_ACTOR,   /* the organisation acted for */
	HJ_FROM_PROGRAM, /* "fold": HJ_FOLD, which its snapshots have */
};

struct hj_query_param {
	const char *name;
	enum hj_pg_type type;
	enum hj_query_from from;
	const char *usual; /* default, or NULL: it is required */
	int64_t least, most;
	const struct hj_words *words; /* of a text; NULL: any */
};

/* One file, read.  `route` is first, so that a request finds its file. */
struct hj_query_file {
	struct hj_route route;
	struct hj_stmt stmt;
	const char *zh;
	const char *en;
	enum hj_right right;
	enum hj_query_shape shape;
	const struct hj_stream_kind *kind; /* NULL: dispute */
	int ring;                          /* index of the parameter, or -1 */
	bool merged;                       /* shows those merged into it, too */
	bool whole;                        /* can show identity numbers whole */
	const char *log;                   /* or NULL */
	bool once;                         /* planned once for all ... */
	unsigned but_for;                  /* ... but for 1 << a parameter */
	struct hj_query_param param[HJ_QUERY_PARAMS];
	enum hj_pg_type types[HJ_QUERY_PARAMS];
	int n_params;
};

struct hj_queries;

/* Read all files of share/server/queries.  NULL and what is wrong, where. */
struct hj_queries *hj_queries_new(
    const struct hj_config *cfg, struct hj_error *err) HJ_CHECK;
void hj_queries_free(struct hj_queries *q);

/* The files, in order of their names; for OpenAPI. */
const struct hj_query_file *hj_queries_at(const struct hj_queries *q, size_t i);

/* Give statements to the pool and routes to the router. */
enum hj_err hj_queries_attach(struct hj_queries *q, struct hj_pg *pg,
    struct hj_router *router, struct hj_error *err) HJ_CHECK;

#endif
