/*
 * One county: village, township and county committee above each other, a court,
 * a police station, a governance centre, a grid and the rest, each with people;
 * the rule sets and the calendar that ship.
 */
#ifndef HJ_TESTS_UNIT_COUNTY_FIXTURE_H
#define HJ_TESTS_UNIT_COUNTY_FIXTURE_H

#include "lib/commands/command.h"

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
	REVIEWER, /* of administrative acts */
	NOTARY,
	PLACES,
};

/* What a slip opens here, if `drawn_door` says nothing else. */
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
	const char *drawn_door; /* of the next slip that is handed out */
	bool party;             /* its bearer acts himself */
	bool service;           /* the service asks, not a person */
	int64_t events;         /* of the last turn */
	struct hj_event *event; /* of the last turn */
	struct hj_name *told;   /* the bytes of all events */
	size_t n_told;
	const char *refused_field;
	const char *refused_article;
	int refused_certainty;
	const char *refused_do;
	const struct hj_follow_up *follow_up; /* of the last turn */
	size_t n_follow_up;
	const struct hj_name *refused_for;
	const struct hj_org *org; /* one of each place, as they were made */
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
	[REVIEWER] = "reconsideration_organ",
	[NOTARY] = "notary_office",
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
	return f->org != NULL ? f->org[p].id : fixture_id(f, 'a', p);
}

static inline const char *
fixture_person(struct fixture *f, enum place p, int n)
{
	return f->person != NULL && n < 3 ? f->person[3 * (int)p + n].id
					  : fixture_id(f, 'b', (int)p * 10 + n);
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

/* Add the sets of `folder`, in order of their names, to those that are known.
 */
static inline void
fixture_read_sets(struct fixture *f, const char *folder)
{
	const char *share = getenv("HEJIE_SHARE");
	char full[512];
	struct dirent **files;
	struct hj_rule_set *list = NULL;
	size_t n = 0;
	int found;

	for (size_t i = 0; i < f->rules.n; i++)
		*HJ_PUSH(f->a, list, n) = f->rules.set[i];
	snprintf(
	    full, sizeof(full), "%s/%s", share == NULL ? "." : share, folder);
	found = scandir(full, &files, fixture_is_json, alphasort);
	for (int i = 0; i < found; i++) {
		struct hj_rule_set *set = HJ_PUSH(f->a, list, n);
		char path[512];
		struct hj_error err = { 0 };
		size_t len;
		char *text;

		snprintf(path, sizeof(path), "%s/%s", folder, files[i]->d_name);
		text = fixture_file(path, &len);
		if (hj_rule_set_parse(f->a, text, len, set, &err)) {
			fprintf(
			    stderr, "%s: %s: %s\n", path, err.field, err.msg);
			exit(1);
		}
		free(text);
		free(files[i]);
		set->id = fixture_id(f, 'c', (int)n - 1);
	}
	free(files);
	f->rules = (struct hj_rules){ list, n };
}

/* The sets that ship; and the tiered methods beside them. */
static inline void
fixture_sets(struct fixture *f)
{
	fixture_read_sets(f, "lib/rules/sets");
}

static inline void
fixture_methods(struct fixture *f)
{
	fixture_read_sets(f, "lib/rules/sets/methods");
}

/*
 * What the fixture's county has switched on: the sets of guards that are not on
 * by default.  preset_test.c looks at a county without them.
 */
static struct hj_name fixture_presets[] = { { "agency-powers" },
	{ "announcement-last" }, { "counsel-conflict" },
	{ "hotline-orders-jinan" }, { "hotline-orders-weifang" },
	{ "petition-termination" }, { "sent-back-house" },
	{ "separation-of-duty" }, { "several-debtors" },
	{ NULL } /* room for the one that a test adds */ };

#define FIXTURE_PRESETS                                                        \
	(sizeof(fixture_presets) / sizeof(fixture_presets[0]) - 1)

/* The county has these, and `more` (NULL: nothing). */
static inline void
fixture_switch_on(struct fixture *f, const char *more)
{
	fixture_presets[FIXTURE_PRESETS].text = more;
	f->county.sets = fixture_presets;
	f->county.n_sets = FIXTURE_PRESETS + (more != NULL);
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
		[AID] = CENTRE,
		[REVIEWER] = -1,
		[NOTARY] = -1 };
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
	f->dir.org = f->org = org;
	f->dir.n_org = PLACES;
	f->dir.person = f->person = person;
	f->dir.n_person = 3 * PLACES;
}

#endif
