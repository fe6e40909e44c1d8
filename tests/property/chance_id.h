/*
 * Whom and what a random command names: people, bodies, entries, other streams.
 *
 * The first row of `ids` that fits the member says whose id it is likely to be;
 * where none fits it is a person.
 */
#ifndef HJ_TESTS_PROPERTY_CHANCE_ID_H
#define HJ_TESTS_PROPERTY_CHANCE_ID_H

#include "lib/commands/legal_aid/roster.h"
#include "lib/commands/people/people.h"
#include "tests/property/chance.h"

/* Where the body sits; PLACES if it is none of the fixture's. */
static enum place
place_at(const struct fixture *f, const char *org)
{
	for (size_t i = 0; org != NULL && i < PLACES; i++)
		if (strcmp(f->org[i].id, org) == 0)
			return (enum place)i;
	return PLACES;
}

static const char *
some_org(struct making *m)
{
	return fixture_org(m->f, (enum place)between(0, PLACES - 1));
}

/* A mediator of the procedure, or somebody of its body or the actor's. */
static const char *
some_person(struct making *m)
{
	enum place place = PLACES;
	int who = m->item >= 0 ? (int)(m->item % 3) : (int)between(0, 2);

	if (m->p != NULL && m->p->n_mediator > 0 && percent(50))
		return m->p->mediator[between(0, (int64_t)m->p->n_mediator - 1)]
		    .person;
	if (!percent(m->wild))
		place = place_at(m->f, m->p != NULL       ? m->p->body
				       : m->actor == NULL ? NULL
							  : m->actor->org);
	if (place == PLACES)
		place = (enum place)between(0, PLACES - 1);
	return fixture_person(m->f, place, who);
}

/* An event that is there: of the envelope's members its id is the last that is
 * called so.  Mostly one of the newest. */
static const char *
some_event(struct making *m)
{
	int64_t n = (int64_t)m->n_past;
	const char *id = NULL;

	if (n == 0)
		return "00000000000000000000000000000000";
	for (const char *at =
		 m->past[between(n > 12 && percent(70) ? n - 12 : 0, n - 1)]
		     .text;
	     (at = strstr(at, "\"id\":\"")) != NULL; at += 6)
		id = at + 6;
	snprintf(m->text, sizeof(m->text), "%.32s", id);
	return m->text;
}

static const char *
some_counsel(struct making *m)
{
	const struct hj_roster *r =
	    m->d == NULL ? m->state : m->f->world.roster[0];

	return r->n_counsel == 0
		   ? some_person(m)
		   : r->counsel[between(0, (int64_t)r->n_counsel - 1)].id;
}

/* Another dispute: one that this stream names, or any. */
static const char *
some_dispute(struct making *m)
{
	static const char *const others[] = {
		"d0000000000000000000000000000002",
		"d0000000000000000000000000000003",
		"d0000000000000000000000000000004",
		"d0000000000000000000000000000005",
	};
	size_t n = m->d == NULL ? 0 : m->d->n_link;

	return n == 0 || percent(20)
		   ? others[between(0, 3)]
		   : m->d->link[between(0, (int64_t)n - 1)].other;
}

/* A dispute that went on in this one, or another. */
static const char *
some_absorbed(struct making *m)
{
	for (size_t i = 0; i < m->d->n_link && !percent(m->wild); i++)
		if (m->d->link[i].kind == HJ_LK_ABSORBED)
			return m->d->link[i].other;
	return some_dispute(m);
}

static const char *
some_court(struct making *m)
{
	return fixture_org(m->f, COURT);
}

static const char *
some_centre(struct making *m)
{
	return fixture_org(m->f, AID);
}

static const char *
some_township(struct making *m)
{
	return fixture_org(m->f, TOWNSHIP);
}

static const char *
some_organ(struct making *m)
{
	return fixture_org(m->f, (enum place)between(BUREAU, HIGHEST));
}

static const char *
some_room(struct making *m)
{
	return percent(60) ? fixture_org(m->f, ROOM) : some_org(m);
}

/* In a suit a mediator of the court's room. */
static const char *
some_one(struct making *m)
{
	return m->p != NULL && m->p->channel == HJ_CH_SUIT && percent(80)
		   ? fixture_person(m->f, ROOM, 0)
		   : some_person(m);
}

/* The body that registered it, or any. */
static const char *
some_owner(struct making *m)
{
	return m->d != NULL && m->d->registered_at != NULL && percent(80)
		   ? m->d->registered_at
		   : some_org(m);
}

/* A file that was sent: mostly the one that comes next. */
static const char *
some_upload(struct making *m)
{
	snprintf(m->text, sizeof(m->text), "7%031d",
	    (int)m->d->n_attachment + (percent(90) ? 0 : -1));
	return m->text;
}

static const char *
some_compact(struct making *m)
{
	snprintf(m->text, sizeof(m->text), "8%031d", (int)between(1, 3));
	return m->text;
}

/* The stream of the group. */
static const char *
some_group(struct making *m)
{
	return m->d == NULL || m->d->n_group == 0
		   ? "90000000000000000000000000000001"
		   : m->d->group[0].group;
}

/* The review that drew a file of this dispute. */
static const char *
some_review(struct making *m)
{
	return m->d == NULL || m->d->n_file_review == 0
		   ? "e0000000000000000000000000000077"
		   : m->d->file_review[0].review;
}

/* How long a file is kept: a class that channels have in common, or not. */
static const char *
some_class(struct making *m)
{
	static const char *const classes[] = { "short", "long", "permanent",
		"fixed_10", "fixed_30" };

	(void)m;
	return classes[between(0, 4)];
}

/* Somebody of the body of the person whose stream this is. */
static const char *
some_colleague(struct making *m)
{
	const struct hj_staff *p = m->state;
	enum place place = place_at(m->f, p->org);

	return place == PLACES
		   ? some_person(m)
		   : fixture_person(m->f, place, (int)between(0, 2));
}

static const char *
likely_id(struct making *m, const struct hj_field *of)
{
	static const struct {
		const char *command; /* NULL: any */
		const char *member;
		const char *(*id)(struct making *m);
	} ids[] = {
		{ "refer-petition", "to", some_organ },
		{ "set-leave", "id", some_counsel },
		{ "change-counsel", "id", some_counsel },
		{ "remove-counsel", "id", some_counsel },
		{ "set-absence", "cover", some_colleague },
		{ NULL, "counsel", some_counsel },
		{ NULL, "event", some_event },
		{ NULL, "materials", some_event },
		{ NULL, "centre", some_centre },
		{ NULL, "court", some_court },
		{ NULL, "handed_to", some_township },
		{ NULL, "person", some_one },
		{ NULL, "organisation", some_room },
		{ NULL, "other", some_dispute },
		{ NULL, "absorbed", some_absorbed },
		{ NULL, "dispute", some_dispute },
		{ NULL, "upload", some_upload },
		{ NULL, "compact", some_compact },
		{ NULL, "group", some_group },
		{ NULL, "review", some_review },
		{ NULL, "org", some_owner },
		{ NULL, "owner", some_owner },
		{ NULL, "to", some_org },
		{ NULL, "signer", some_org },
		{ NULL, "body", some_org },
		{ NULL, "bodies", some_org },
		{ NULL, "parent", some_org },
		{ NULL, "of", some_org },
	};

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		if (named(of, ids[i].member) &&
		    (ids[i].command == NULL || asks(m, ids[i].command)))
			return ids[i].id(m);
	return some_person(m);
}

static void
make_id(struct making *m, const struct hj_field *of)
{
	hj_emit_text(m->b, percent(m->wild) ? "0123456789abcdef0123456789abcdef"
					    : likely_id(m, of));
}

#endif
