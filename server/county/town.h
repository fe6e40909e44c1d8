/*
 * The county while it is made up: all streams that are told of at once, in the
 * order of time, each act at its hour.
 *
 * What one stream asks of another (a turn of counsel) is done at once, if that
 * one is told of, too.  Bodies are not: they are as old as the database, so
 * that matters of the past have no file numbers of theirs.
 */
#ifndef HJ_SERVER_COUNTY_TOWN_H
#define HJ_SERVER_COUNTY_TOWN_H

#include "server/county/plot.h"
#include "server/county/life.h"
#include "server/county/story.h"

/* One story that is told: the stream, where it is, who has it. */
struct hj_telling {
	struct hj_life life;
	const struct hj_story *story; /* NULL: nobody tells it, others ask */
	size_t step;
	int64_t at; /* when the next step is */
	int64_t no; /* of all, from 1 */
	const char *desk;
	char staff; /* a, b, c */
	const struct hj_matter *matter;
	const char *facts; /* as said of these people */
	const char *title;
	const char *parties;     /* JSON */
	const char *one, *other; /* names of the sides */
	int64_t claim;           /* yuan */
};

struct hj_town {
	struct hj_plot *plot;
	struct hj_arena *a;
	struct hj_world world; /* the plot's, with what is made up here */
	struct hj_stories tale;
	struct hj_dice dice;
	int64_t seed;
	struct hj_telling **telling;
	size_t n;
};

/*
 * Tell all stories on `plot`, up to its present.  `seed` makes it the same
 * each time.  Yours until hj_town_free(); NULL with `err`.
 */
struct hj_town *hj_town_new(
    struct hj_plot *plot, int64_t seed, struct hj_error *err) HJ_CHECK;
void hj_town_free(struct hj_town *town);

/* What `l` asks of another stream; for life.c. */
void hj_town_follow(
    struct hj_town *town, struct hj_life *l, const struct hj_follow_up *f);

/* The text of data/`name`, in town->a; NULL with `err` if it cannot be read. */
const char *hj_town_data(
    struct hj_town *town, const char *name, struct hj_error *err);

/*
 * The body called `key`, or the person of a body called `key.a`, as the
 * sign-ins are; NULL if there is none.
 */
const struct hj_org *hj_town_org(struct hj_town *town, const char *key);
const struct hj_person *hj_town_person(struct hj_town *town, const char *key);

#endif
