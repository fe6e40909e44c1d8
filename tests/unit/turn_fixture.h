/*
 * A dispute to try commands on, without server or database.
 *
 * One county: village, township and county committee above each other, a
 * court, a police station, a governance centre, a grid; each with people. The
 * clock stands where the test puts it.  Sealing is only acted: a sealed member
 * becomes "1.<subject>.<plain>", which is enough for what decides.
 *
 *	struct fixture f;
 *	fixture_init(&f, NULL);                    or the name of a ladder
 *	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
 */
#ifndef HJ_TESTS_UNIT_TURN_FIXTURE_H
#define HJ_TESTS_UNIT_TURN_FIXTURE_H

#include "lib/commands/command.h"
#include "lib/commands/intake/party.h"
#include "lib/dispute/codec.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum place {
	GRID,
	VILLAGE,
	TOWNSHIP,
	COUNTY,
	CENTRE,
	POLICE,
	COURT,
	ROOM,
	NEIGHBOUR, /* a township committee of the county next door */
	ORGAN,
	COMMISSION,
	PROSECUTOR,
	HOTLINE,
	TRAFFIC,
	HEALTH,
	LABOUR,
	OFFICE,  /* petitions */
	BUREAU,  /* an organ that petitions are passed on to */
	UPPER,   /* the organ above it */
	HIGHEST, /* and the one above that */
	AID,
	PLACES,
};

/* What the slip of every dispute here opens. */
#define FIXTURE_DOOR "00112233445566778899aabbccddeeff"

struct fixture {
	struct hj_arena *a;
	struct hj_directory dir;
	struct hj_calendar calendar;
	struct hj_rules rules;
	struct hj_county_rules county;
	struct hj_world world;
	struct hj_dispute *d;
	int64_t now;
	unsigned commands;
	const char *door;       /* the slip that the next actor is shown */
	bool service;           /* the service asks, not a person */
	int64_t events;         /* of the last turn */
	struct hj_event *event; /* of the last turn */
	struct hj_name *told;   /* the bytes of all events */
	size_t n_told;
	const char *refused_field;
	const char *refused_article;
	const struct hj_follow_up *follow_up; /* of the last turn */
	size_t n_follow_up;
	const struct hj_name *refused_for;
	struct hj_person *person; /* 3 of each place; tests change roles */
	const struct hj_sent_file *file; /* that the next command names */
};

static const char *const fixture_kind[PLACES] = {
	[GRID] = "grid",
	[VILLAGE] = "village_committee",
	[TOWNSHIP] = "township_committee",
	[COUNTY] = "county_committee",
	[CENTRE] = "governance_centre",
	[POLICE] = "police_station",
	[COURT] = "court",
	[ROOM] = "court_mediation_room",
	[NEIGHBOUR] = "township_committee",
	[ORGAN] = "organ_market",
	[COMMISSION] = "arbitration_commission",
	[PROSECUTOR] = "procuratorate",
	[HOTLINE] = "hotline_12345",
	[TRAFFIC] = "traffic_police",
	[HEALTH] = "organ_health",
	[LABOUR] = "organ_labour",
	[OFFICE] = "petition_office",
	[BUREAU] = "organ_general",
	[UPPER] = "organ_general",
	[HIGHEST] = "organ_general",
	[AID] = "legal_aid_centre",
};

static inline const char *
fixture_id(struct fixture *f, char what, int n)
{
	char id[64];

	snprintf(id, sizeof(id), "%c%031d", what, n);
	return hj_strdup(f->a, id);
}

/* Ids of commands leave room behind them for those of their events. */
static inline const char *
fixture_command(struct fixture *f, unsigned n)
{
	return fixture_id(f, 'e', (int)n * 10000);
}

/* Organisations are a000..., people are b000...: 3 of each place. */
static inline const char *
fixture_org(struct fixture *f, enum place p)
{
	return fixture_id(f, 'a', p);
}

static inline const char *
fixture_person(struct fixture *f, enum place p, int n)
{
	return fixture_id(f, 'b', (int)p * 10 + n);
}

static inline char *
fixture_file(const char *path, size_t *len)
{
	char full[1024];
	const char *share = getenv("HEJIE_SHARE");
	FILE *in;
	char *text;

	snprintf(
	    full, sizeof(full), "%s/%s", share == NULL ? "." : share, path);
	in = fopen(full, "rb");
	if (in == NULL) {
		fprintf(stderr, "cannot read %s\n", full);
		exit(1);
	}
	fseek(in, 0, SEEK_END);
	*len = (size_t)ftell(in);
	rewind(in);
	text = malloc(*len + 1);
	if (text == NULL || fread(text, 1, *len, in) != *len)
		exit(1);
	text[*len] = '\0';
	fclose(in);
	return text;
}

static inline int
fixture_is_json(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 5 && strcmp(entry->d_name + n - 5, ".json") == 0;
}

/* Every set that ships, in order of the names. */
static inline void
fixture_sets(struct fixture *f)
{
	const char *share = getenv("HEJIE_SHARE");
	char folder[512];
	struct dirent **files;
	struct hj_rule_set *list = NULL;
	size_t n = 0;
	int found;

	snprintf(folder, sizeof(folder), "%s/lib/rules/sets",
	    share == NULL ? "." : share);
	found = scandir(folder, &files, fixture_is_json, alphasort);
	for (int i = 0; i < found; i++) {
		struct hj_rule_set *set = HJ_PUSH(f->a, list, n);
		char path[512];
		struct hj_error err = { 0 };
		size_t len;
		char *text;

		snprintf(
		    path, sizeof(path), "lib/rules/sets/%s", files[i]->d_name);
		text = fixture_file(path, &len);
		if (hj_rule_set_parse(f->a, text, len, set, &err)) {
			fprintf(
			    stderr, "%s: %s: %s\n", path, err.field, err.msg);
			exit(1);
		}
		free(text);
		free(files[i]);
		set->id = fixture_id(f, 'c', i);
	}
	free(files);
	f->rules = (struct hj_rules){ list, n };
}

static inline void
fixture_calendar(struct fixture *f)
{
	size_t n_versions, n_days;
	char *versions = fixture_file(
	    "migrations/reference/holiday_version.tsv", &n_versions);
	char *days = fixture_file("migrations/reference/holiday.tsv", &n_days);
	struct hj_error err = { 0 };

	if (hj_calendar_parse(
		f->a, versions, n_versions, days, n_days, &f->calendar, &err)) {
		fprintf(stderr, "calendar: %s: %s\n", err.field, err.msg);
		exit(1);
	}
	free(versions);
	free(days);
}

static inline void
fixture_directory(struct fixture *f)
{
	static const int parent[PLACES] = { [GRID] = VILLAGE,
		[VILLAGE] = TOWNSHIP,
		[TOWNSHIP] = COUNTY,
		[COUNTY] = CENTRE,
		[CENTRE] = -1,
		[POLICE] = CENTRE,
		[COURT] = -1,
		[ROOM] = COURT,
		[NEIGHBOUR] = -1,
		[ORGAN] = -1,
		[COMMISSION] = -1,
		[PROSECUTOR] = -1,
		[HOTLINE] = CENTRE,
		[TRAFFIC] = -1,
		[HEALTH] = -1,
		[LABOUR] = -1,
		[OFFICE] = -1,
		[BUREAU] = UPPER,
		[UPPER] = HIGHEST,
		[HIGHEST] = -1,
		[AID] = CENTRE };
	struct hj_org *org = hj_alloc(f->a, PLACES * sizeof(*org));
	struct hj_person *person = hj_alloc(f->a, 3 * PLACES * sizeof(*person));
	size_t n_kinds, n_channels;
	char *kinds =
	    fixture_file("migrations/reference/body_kind.tsv", &n_kinds);
	char *channels =
	    fixture_file("migrations/reference/body_channel.tsv", &n_channels);

	hj_body_kinds_parse(
	    f->a, &f->dir, kinds, n_kinds, channels, n_channels);
	free(kinds);
	free(channels);
	for (int i = 0; i < PLACES; i++) {
		org[i] = (struct hj_org){ .id = fixture_org(f, (enum place)i),
			.name = fixture_kind[i],
			.kind = hj_body_kind_find(&f->dir, fixture_kind[i]),
			.county = i == NEIGHBOUR ? "999902" : "999901",
			.parent = parent[i] < 0
				      ? NULL
				      : fixture_org(f, (enum place)parent[i]) };
		for (int k = 0; k < 3; k++)
			person[3 * i + k] = (struct hj_person){
				.id = fixture_person(f, (enum place)i, k),
				.name = "某人",
				.org = org[i].id,
				.roles =
				    i == GRID    ? HJ_RO(GRID)
				    : i == COURT ? HJ_RO(JUDGE) | HJ_RO(CLERK) |
						       HJ_RO(HEAD)
				    : k == 2 ? HJ_RO(HEAD) | HJ_RO(MEDIATOR)
					     : HJ_RO(MEDIATOR) | HJ_RO(CLERK),
			};
	}
	f->dir.org = org;
	f->dir.n_org = PLACES;
	f->dir.person = f->person = person;
	f->dir.n_person = 3 * PLACES;
}

static inline void
fixture_init(struct fixture *f, const char *ladder)
{
	*f = (struct fixture){ .a = hj_arena_new() };
	fixture_directory(f);
	fixture_calendar(f);
	fixture_sets(f);
	f->county = (struct hj_county_rules){ "999901", ladder, NULL, 0 };
	f->world = (struct hj_world){ .calendar = &f->calendar,
		.rules = &f->rules,
		.directory = &f->dir,
		.county = &f->county,
		.n_county = 1 };
	f->d = hj_state_new(f->a, &hj_dispute_kind, fixture_id(f, 'd', 1));
	(void)hj_instant_parse("2026-03-02T09:00:00+08:00", &f->now);
}

static inline void
fixture_release(struct fixture *f)
{
	hj_arena_free(f->a);
}

/* Put the clock to a moment, as "2026-03-05T09:00:00+08:00". */
static inline void
fixture_at(struct fixture *f, const char *instant)
{
	if (!hj_instant_parse(instant, &f->now))
		abort();
}

struct fixture_seal {
	struct hj_sealed_visit v;
	struct fixture *f;
};

static inline void
fixture_seal_one(struct hj_sealed_visit *v, const struct hj_field *field,
    const struct hj_fields *owner, void *base, struct hj_sealed *s,
    const char *path)
{
	struct fixture *f = ((struct fixture_seal *)(void *)v)->f;
	char subject[64];

	/* What the server derives before it seals. */
	if (owner->size == sizeof(struct hj_party_input) &&
	    strcmp(field->name, "identity") == 0)
		((struct hj_party_input *)base)->identity_index =
		    hj_strdup(f->a, s->plain);
	if (owner->size == sizeof(struct hj_party_input) &&
	    strcmp(field->name, "phone") == 0)
		((struct hj_party_input *)base)->has_phone = true;
	if (field->flags & HJ_KEY_PARTY)
		snprintf(subject, sizeof(subject), "p%u-%c", f->commands,
		    strncmp(path, "parties/", 8) == 0 ? path[8] : '0');
	else
		snprintf(subject, sizeof(subject), "text");
	s->box = hj_concat(f->a, "1.", subject, ".", s->plain, NULL);
	s->plain = NULL;
}

/* Keep the bytes of the last turn's events, as a timeline does. */
static inline void
fixture_tell(struct fixture *f)
{
	for (int64_t i = 0; i < f->events; i++) {
		struct hj_buf b;

		hj_buf_init(&b, HJ_EVENT_MOST);
		hj_event_encode(&b, &f->event[i]);
		HJ_PUSH(f->a, f->told, f->n_told)->text =
		    hj_strdup(f->a, hj_buf_text(&b));
		hj_buf_release(&b);
	}
}

/* Does the fold of the timeline's bytes give the state that decisions left? */
static inline bool
fixture_refolds(struct fixture *f)
{
	struct hj_dispute *d = hj_state_new(f->a, &hj_dispute_kind, f->d->id);
	struct hj_buf was, is;
	bool same;

	for (size_t i = 0; i < f->n_told; i++) {
		struct hj_event ev;
		struct hj_error err = { 0 };

		if (hj_event_decode(f->a, &hj_dispute_events, f->told[i].text,
			strlen(f->told[i].text), &ev, &err)) {
			fprintf(stderr, "%s: %s: %s\n", f->told[i].text,
			    err.field, err.msg);
			return false;
		}
		ev.kind->evolve(d, &ev);
		d->version = ev.seq;
		d->last_at = ev.at;
	}
	hj_buf_init(&was, 1 << 24);
	hj_buf_init(&is, 1 << 24);
	hj_emit(&was, &hj_dispute_fields, f->d);
	hj_emit(&is, &hj_dispute_fields, d);
	same = strcmp(hj_buf_text(&was), hj_buf_text(&is)) == 0;
	if (!same)
		fprintf(
		    stderr, "%s\n%s\n", hj_buf_text(&was), hj_buf_text(&is));
	hj_buf_release(&was);
	hj_buf_release(&is);
	return same;
}

/* Let what is due fall, as the clocks agent would. */
static inline size_t
fixture_settle(struct fixture *f)
{
	struct hj_turn t = { .a = f->a,
		.world = &f->world,
		.now = f->now,
		.cmd = fixture_command(f, ++f->commands),
		.state = f->d,
		.d = f->d,
		.version = f->d->version };
	size_t n = hj_settle(&t);

	f->event = t.event;
	f->events = (int64_t)t.n_event;
	fixture_tell(f);
	return n;
}

/* Ask for `name` as person `n` of `place`; the answer is HJ_NO if it was done.
 */
static inline enum hj_refusal
fixture_do_as(struct fixture *f, enum place place, int n, const char *name,
    const char *json)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, name);
	const struct hj_person *person =
	    hj_person_find(&f->dir, fixture_person(f, place, n));
	const struct hj_drawn drawn = { .code = "999901261234567",
		.secret = { .box = "1.text.secret" },
		.door = FIXTURE_DOOR };
	struct fixture_seal seal = { .v = { fixture_seal_one }, .f = f };
	struct hj_error err = { 0 };
	struct hj_turn t;
	void *cmd;

	if (command == NULL) {
		fprintf(stderr, "no command %s\n", name);
		abort();
	}
	f->commands++;
	cmd = hj_alloc(f->a, command->fields->size);
	if (hj_bind(f->a, command->fields, HJ_FORM_COMMAND, cmd, json,
		strlen(json), &err)) {
		fprintf(stderr, "%s: %s: %s\n", name, err.field, err.msg);
		abort();
	}
	hj_each_sealed(command->fields, cmd, &seal.v);
	t = (struct hj_turn){ .a = f->a,
		.world = &f->world,
		.actor = { .person = person->id,
		    .org = person->org,
		    .roles = person->roles,
		    .service = f->service,
		    .door = f->door },
		.now = f->now,
		.cmd = fixture_command(f, f->commands),
		.drawn = &drawn,
		.file = f->file,
		.state = f->d,
		.d = f->d,
		.version = f->d->version };
	hj_settle(&t);
	hj_decide(&t, &hj_dispute_kind, command, cmd);
	f->event = t.event;
	f->events = (int64_t)t.n_event;
	fixture_tell(f);
	f->refused_field = t.refused_field;
	f->refused_article = t.refused_article;
	f->follow_up = t.follow_up;
	f->n_follow_up = t.n_follow_up;
	f->refused_for = t.refused_for;
	if (t.refused != HJ_NO && t.n_event > 0) {
		/* What the server does: events of a refused turn are dropped.
		 */
	}
	return t.refused;
}

static inline enum hj_refusal
fixture_do(
    struct fixture *f, enum place place, const char *name, const char *json)
{
	return fixture_do_as(f, place, 0, name, json);
}

/* Ask as the service does when another stream has asked for it. */
static inline enum hj_refusal
fixture_serve(struct fixture *f, const char *name, const char *json)
{
	enum hj_refusal no;

	f->service = true;
	no = fixture_do_as(f, VILLAGE, 0, name, json);
	f->service = false;
	return no;
}

/* How often did `kind` happen in the last turn? */
static inline int
fixture_count(const struct fixture *f, const char *kind)
{
	int n = 0;

	for (int64_t i = 0; i < f->events; i++)
		n += strcmp(f->event[i].kind->name, kind) == 0;
	return n;
}

/* Two parties, registered by the village, opened and agreed; not accepted. */
static inline void
fixture_agreed(struct fixture *f, enum place place)
{
	if (fixture_do(f, place, "register",
		"{\"source\":\"application\",\"manner\":\"oral\",\"parties\":["
		"{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"
		"{\"kind\":\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}"
		"]}") != HJ_NO ||
	    fixture_do(f, place, "record-consent",
		"{\"party\":1,\"answer\":\"agrees\",\"manner\":\"oral\"}") !=
		HJ_NO ||
	    fixture_do(f, place, "record-consent",
		"{\"party\":2,\"answer\":\"agrees\",\"manner\":\"oral\"}") !=
		HJ_NO)
		abort();
}

#endif
