/* The county while it is made up; see town.h. */
#include "server/county/town.h"

#include "server/base/files.h"
#include "server/county/voice.h"

#include <stdio.h>
#include <string.h>

#define FILE_MOST ((size_t)1024 * 1024)

/* ---- who ---- */

static void
stream_of(struct hj_town *town, const char *what, const char *key, char id[33])
{
	hj_keys_stream(
	    town->plot->keys, id, "init", hj_concat(town->a, what, key, NULL));
}

const struct hj_org *
hj_town_org(struct hj_town *town, const char *key)
{
	char id[33];

	stream_of(town, "init/org/", key, id);
	return hj_org_find(town->world.directory, id);
}

const struct hj_person *
hj_town_person(struct hj_town *town, const char *key)
{
	char id[33];

	stream_of(town, "init/person/", key, id);
	return hj_person_find(town->world.directory, id);
}

/* ---- streams ---- */

static struct hj_telling *
telling_new(struct hj_town *town)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_telling *x = HJ_NEW(a, struct hj_telling);

	*HJ_PUSH(town->a, town->telling, town->n) = x;
	x->no = (int64_t)town->n;
	x->life = (struct hj_life){ .a = a,
		.world = &town->world,
		.keys = town->plot->keys,
		.town = town };
	return x;
}

static struct hj_telling *
find(struct hj_town *town, const char *stream)
{
	for (size_t i = 0; i < town->n; i++)
		if (strcmp(town->telling[i]->life.stream, stream) == 0)
			return town->telling[i];
	return NULL;
}

void
hj_town_follow(
    struct hj_town *town, struct hj_life *l, const struct hj_follow_up *f)
{
	struct hj_telling *x = find(town, f->stream);
	int64_t last = l->event[l->n_event - 1].at;
	char cause[64];

	if (x == NULL)
		return;
	snprintf(cause, sizeof(cause), "%s/%zu", l->stream, l->n_event);
	hj_life_follow(&x->life, last + 200, f->command, f->body,
	    hj_strdup(x->life.a, cause));
}

/* ---- stories ---- */

/* The roster that a story founds is the county's from then on. */
static void
know_roster(struct hj_town *town, const struct hj_life *l)
{
	const struct hj_roster **list;

	if (l->kind != &hj_roster_kind || town->world.n_roster > 0)
		return;
	list = HJ_NEW(town->a, const struct hj_roster *);
	list[0] = l->state;
	town->world.roster = list;
	town->world.n_roster = 1;
}

static void
ask(struct hj_town *town, struct hj_telling *x, const struct hj_story_step *s)
{
	const struct hj_person *who =
	    hj_town_person(town, hj_voice_key(x, s->who, strlen(s->who)));
	const char *body;

	if (who == NULL) {
		x->life.fault = hj_concat(
		    x->life.a, x->story->name, ": nobody is ", s->who, NULL);
		return;
	}
	body = hj_voice_say(town, x, who, s->body);
	if (body == NULL)
		return;
	if (!hj_life_ask(&x->life, who, s->command, body) &&
	    x->life.fault != NULL)
		x->life.fault = hj_concat(x->life.a, x->story->name, " at ",
		    x->desk, ": ", s->who, " ", x->life.fault, NULL);
	know_roster(town, &x->life);
}

/* The next step; afterwards x->at says when the one behind it is. */
static void
go_on(struct hj_town *town, struct hj_telling *x)
{
	const struct hj_story_step *s = &x->story->step[x->step++];

	switch (s->kind) {
	case HJ_TELL_ASK:
		ask(town, x, s);
		break;
	case HJ_TELL_WAIT:
		hj_life_wait(&x->life, s->least, s->most);
		break;
	case HJ_TELL_MOVE:
		x->desk = s->who;
		break;
	case HJ_TELL_END:
		x->life.over = true;
		break;
	case HJ_TELL_CHANCE:
		if (!hj_dice_percent(&x->life.dice, s->least))
			x->step += s->n;
		break;
	}
	x->at = x->life.now;
	if (x->life.fault != NULL)
		x->life.over = true;
}

static void
begin(struct hj_town *town, const struct hj_story *story, const char *desk,
    int64_t k)
{
	struct hj_telling *x = telling_new(town);
	int64_t day =
	    hj_dice_between(&town->dice, story->youngest, story->oldest);
	int64_t from = hj_legal_day_first(hj_date_add_days(
			   hj_legal_day(town->plot->now), -day)) +
		       8 * HJ_HOUR_MS;

	x->story = story;
	x->desk = desk;
	x->staff = "abc"[k % 3];
	hj_life_begin(
	    &x->life, story->kind, town->seed, x->no, from, town->plot->now);
	hj_life_wait(&x->life, 0, 0);
	x->at = x->life.now;
	hj_voice_meet(town, x);
}

/* When something happens in it next; 0: nothing does. */
static int64_t
next_of(const struct hj_telling *x)
{
	int64_t due = x->life.d == NULL ? 0 : hj_next_due(x->life.d);
	bool told = x->story != NULL && !x->life.over && x->step < x->story->n;

	if (due > x->life.end)
		due = 0;
	return !told ? due : due != 0 && due < x->at ? due : x->at;
}

/* All of them, each at its time, until nothing happens any more. */
static void
tell(struct hj_town *town)
{
	for (;;) {
		struct hj_telling *first = NULL;
		int64_t at = 0;

		for (size_t i = 0; i < town->n; i++) {
			int64_t next = next_of(town->telling[i]);

			if (next != 0 && (first == NULL || next < at)) {
				first = town->telling[i];
				at = next;
			}
		}
		if (first == NULL)
			return;
		if (first->story != NULL && !first->life.over &&
		    first->step < first->story->n && at == first->at)
			go_on(town, first);
		else
			hj_life_settle(&first->life, at);
	}
}

const char *
hj_town_data(struct hj_town *town, const char *name, struct hj_error *err)
{
	const char *path = hj_share_path(town->a, town->plot->cfg,
	    hj_concat(town->a, "server/county/data/", name, NULL));
	size_t len;
	const char *text = hj_file_read(town->a, path, FILE_MOST, &len);

	if (text == NULL)
		hj_fail(err, HJ_ERR_INPUT, "share", "cannot read ", path);
	return text;
}

struct hj_town *
hj_town_new(struct hj_plot *plot, int64_t seed, struct hj_error *err)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_town *town = HJ_NEW(a, struct hj_town);
	const char *stories, *matters;

	*town = (struct hj_town){ .plot = plot,
		.a = a,
		.world = plot->world->world,
		.dice.state = hj_dice_mix((uint64_t)seed),
		.seed = seed };
	stories = hj_town_data(town, "stories.txt", err);
	matters = hj_town_data(town, "matters.tsv", err);
	if (stories == NULL || matters == NULL ||
	    !hj_stories_parse(a, stories, matters, &town->tale, err)) {
		hj_town_free(town);
		return NULL;
	}
	for (size_t i = 0; i < town->tale.n; i++) {
		const struct hj_story *s = &town->tale.story[i];

		for (int64_t k = 0; s->kind != NULL && k < s->count; k++)
			for (size_t d = 0; d < s->n_desk; d++)
				begin(town, s, s->desk[d], k);
	}
	tell(town);
	return town;
}

void
hj_town_free(struct hj_town *town)
{
	struct hj_arena *a = town->a;

	for (size_t i = 0; i < town->n; i++)
		hj_arena_free(town->telling[i]->life.a);
	hj_arena_free(a);
}
