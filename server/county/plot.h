/*
 * An empty demonstration that may be filled with a past: its database as the
 * owner sees it, its keys, its world as the service reads it.
 *
 * Only what was never served can be filled, because nothing is added to a past
 * that somebody has looked at: the log's positions are given at the end, to all
 * that is there.
 */
#ifndef HJ_SERVER_COUNTY_PLOT_H
#define HJ_SERVER_COUNTY_PLOT_H

#include "server/db/sync.h"
#include "server/keys.h"
#include "server/world.h"

struct hj_plot {
	const struct hj_config *cfg;
	struct hj_sync *db;
	struct hj_keys *keys;
	struct event_base *base;
	struct hj_worlds *worlds;
	struct hj_world_ref *world;
	int64_t now; /* what the database takes for the present */
	bool used;   /* nothing can be added any more */
	struct hj_error err;
};

/*
 * Open what `cfg` names.  False with g->err if it cannot be had or is no
 * demonstration.  Whatever it says, hj_plot_close() it.
 */
bool hj_plot_open(struct hj_plot *g, const struct hj_config *cfg) HJ_CHECK;

/* Give every event its place in the log, and let PostgreSQL count its rows. */
bool hj_plot_finish(struct hj_plot *g) HJ_CHECK;

void hj_plot_close(struct hj_plot *g);

#endif
