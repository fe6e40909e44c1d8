/*
 * What every decision may know beside its stream: calendar, rule sets, and who
 * is who, as one value that is replaced when something of it changes.
 *
 * Calendar, kinds of bodies, plain words and rule sets are read from the share
 * folder at the start; organisations, people, the site's choices and the rule
 * sets of counties are the heads of their streams, read again whenever the
 * doorbell `hejie_people` rings.  Who holds a world keeps it; the old one goes
 * when its last holder lets go.
 */
#ifndef HJ_SERVER_WORLD_H
#define HJ_SERVER_WORLD_H

#include "lib/commands/turn.h"
#include "server/base/config.h"
#include "server/db/pg.h"

struct event_base;
struct hj_worlds;

/* A world with what it lives in. */
struct hj_world_ref {
	struct hj_world world;
	struct hj_rules rules;
	struct hj_directory directory;
	struct hj_calendar calendar;
	bool simulated; /* the kind of this database */
	bool demonstration;
	struct hj_arena *arena; /* private */
	unsigned refs;          /* private */
};

/*
 * Read the share folder.  NULL with what is wrong, and where.  Yours until
 * hj_worlds_free().
 */
struct hj_worlds *hj_worlds_new(
    const struct hj_config *cfg, struct hj_error *err) HJ_CHECK;
void hj_worlds_free(struct hj_worlds *w);

/* The statements and the doorbell, before hj_pg_start(). */
enum hj_err hj_worlds_attach(struct hj_worlds *w, struct event_base *base,
    struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* The present world, held; NULL while the directory was not read yet. */
struct hj_world_ref *hj_world_hold(struct hj_worlds *w);
void hj_world_drop(struct hj_world_ref *ref);

/* Called whenever the directory has been read, the first time included. */
void hj_worlds_on_read(struct hj_worlds *w, void (*fn)(void *), void *arg);

/*
 * The counties of all bodies, each once, made in `a`: a matter may have come
 * over the county's border.
 */
size_t hj_counties(
    struct hj_arena *a, struct hj_worlds *worlds, const char ***ret);

#endif
