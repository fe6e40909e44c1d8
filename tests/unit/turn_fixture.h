/*
 * A dispute to try commands on, without server or database.
 *
 * It lies in the county of county_fixture.h.  The clock stands where the test
 * puts it.  Sealing is only acted: a sealed member becomes
 * "1.<subject>.<plain>", which is enough for what decides.
 *
 *	struct fixture f;
 *	fixture_init(&f, NULL);                    or the name of a ladder
 *	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
 */
#ifndef HJ_TESTS_UNIT_TURN_FIXTURE_H
#define HJ_TESTS_UNIT_TURN_FIXTURE_H

#include "lib/commands/intake/party.h"
#include "lib/dispute/codec.h"
#include "server/digest.h"
#include "tests/unit/county_fixture.h"

static inline void
fixture_init(struct fixture *f, const char *ladder)
{
	*f = (struct fixture){ .a = hj_arena_new() };
	fixture_directory(f);
	fixture_calendar(f);
	fixture_sets(f);
	f->county =
	    (struct hj_county_rules){ .county = "999901", .ladder = ladder };
	fixture_switch_on(f, NULL);
	f->world = (struct hj_world){ .calendar = &f->calendar,
		.rules = &f->rules,
		.directory = &f->dir,
		.county = &f->county,
		.n_county = 1,
		.digest = hj_digest_hex };
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

/* The id of the newest event of this kind; "" if there is none. */
static inline const char *
fixture_entry(struct fixture *f, const char *kind)
{
	for (size_t i = f->n_told; i-- > 0;) {
		struct hj_event ev;
		struct hj_error err = { 0 };

		if (hj_event_decode(f->a, &hj_dispute_events, f->told[i].text,
			strlen(f->told[i].text), &ev, &err) == HJ_OK &&
		    strcmp(ev.kind->name, kind) == 0)
			return ev.id;
	}
	return "";
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
		.door = f->drawn_door == NULL ? FIXTURE_DOOR : f->drawn_door };
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
		.past = f->told,
		.n_past = f->n_told,
		.state = f->d,
		.d = f->d,
		.version = f->d->version };
	if (f->party)
		t.actor = (struct hj_actor){ .person = "party",
			.roles = HJ_RO(PARTY),
			.door = f->door };
	hj_settle(&t);
	hj_decide(&t, &hj_dispute_kind, command, cmd);
	f->event = t.event;
	f->events = (int64_t)t.n_event;
	fixture_tell(f);
	f->refused_field = t.refused_field;
	f->refused_article = t.refused_article;
	f->refused_certainty = t.refused_certainty;
	f->refused_do = t.refused_do;
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
