/*
 * One dispute on its way through random commands, as in the server: the state
 * is read from its snapshot, what is due is settled, the command is decided,
 * and what a refused turn did is dropped.  Beside it stands a second state,
 * folded from nothing by the bytes of the events alone.
 */
#ifndef HJ_TESTS_PROPERTY_COURSE_H
#define HJ_TESTS_PROPERTY_COURSE_H

#include "tests/property/chance_command.h"
#include "tests/property/compare.h"
#include "tests/property/invariants.h"
#include "tests/property/record.h"
#include "tests/property/taken_back.h"
#include "tests/unit/force.h"

#define KINDS_MOST 1000
#define DIGEST                                                                 \
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct fixture world; /* rules, calendar, people */
extern const struct hj_command hj_cmd_settle;
static long accepted[KINDS_MOST], happened[KINDS_MOST], tried;

/* One dispute on its way. */
struct course {
	struct hj_arena *a;       /* of the whole sequence */
	struct hj_arena *turn;    /* of one turn */
	struct hj_dispute *state; /* read from the snapshot */
	bool touched;             /* by a turn that was dropped */
	struct hj_dispute *folded;
	const char *snapshot;
	struct hj_name *bytes;
	size_t n_bytes;
	int64_t now;
	unsigned commands;
	unsigned char fired[CLOCKS_MOST];
	const char *broken;
	struct hj_name *said;
	size_t n_said;
};

static enum place
place_of(const char *org)
{
	return place_at(&world, org);
}

/* ---- sealing, acted: what the server does before it decides ---- */

struct seal {
	struct hj_sealed_visit v;
	struct course *c;
};

static void
seal_one(struct hj_sealed_visit *v, const struct hj_field *f,
    const struct hj_fields *owner, void *base, struct hj_sealed *s,
    const char *path)
{
	struct course *c = ((struct seal *)(void *)v)->c;
	struct hj_buf box;

	(void)owner;
	(void)base;
	(void)path;
	hj_buf_init(&box, HJ_EVENT_MOST);
	hj_buf_puts(&box, f->flags & HJ_KEY_PARTY ? "1.p." : "1.text.");
	hj_buf_hex(&box, s->plain, strlen(s->plain));
	s->box = hj_strdup(c->turn, hj_buf_text(&box));
	s->plain = NULL;
	hj_buf_release(&box);
}

/* ---- one turn ---- */

/* The state from its snapshot, in the arena of the turn. */
static struct hj_dispute *
read_snapshot(struct course *c)
{
	struct hj_dispute *d = hj_state_new(c->turn, &hj_dispute_kind, OURS);
	struct hj_error err = { 0 };

	if (c->snapshot != NULL &&
	    hj_bind(c->turn, &hj_dispute_fields, HJ_FORM_STORED, d, c->snapshot,
		strlen(c->snapshot), &err) != HJ_OK)
		c->broken = "a snapshot that cannot be read";
	hj_state_grows_in(&hj_dispute_kind, d, c->turn);
	return d;
}

/*
 * A file that the actor sent some hours ago, a few of them not yet whole: each
 * can be attached once, for a day.
 */
static const struct hj_sent_file *
sent_by(
    struct course *c, const struct hj_dispute *d, const struct hj_person *actor)
{
	struct hj_sent_file *file = HJ_NEW(c->turn, struct hj_sent_file);
	char upload[33];

	snprintf(upload, sizeof(upload), "7%031d", (int)d->n_attachment);
	*file = (struct hj_sent_file){ .upload = hj_strdup(c->turn, upload),
		.person = actor->id,
		.type = 1,
		.size = 4096,
		.digest = c->commands % 8 == 0 ? NULL : DIGEST,
		.begun = c->now - (int64_t)(c->commands % 30) * HJ_HOUR_MS };
	return file;
}

static struct hj_turn
turn_on(struct course *c, struct hj_dispute *d, const struct hj_person *actor)
{
	struct hj_drawn *drawn = HJ_NEW(c->turn, struct hj_drawn);
	struct hj_turn t = {
		.a = c->turn,
		.world = &world.world,
		.now = c->now,
		.cmd = hj_strdup(c->turn, ""),
		.drawn = drawn,
		.past = c->bytes,
		.n_past = c->n_bytes,
		.state = d,
		.d = d,
		.version = d->version,
	};
	char id[64];

	snprintf(id, sizeof(id), "e%031u", ++c->commands * 10000);
	t.cmd = hj_strdup(c->turn, id);
	id[0] = 'd';
	*drawn = (struct hj_drawn){ .code = CODE,
		.secret = { .box = "1.text.secret" },
		.door = hj_strdup(c->turn, id) };
	if (actor != NULL)
		t.file = sent_by(c, d, actor);
	if (actor != NULL)
		t.actor = (struct hj_actor){ .person = actor->id,
			.org = actor->org,
			.roles = actor->roles };
	else
		t.actor =
		    (struct hj_actor){ .person = "clock", .service = true };
	return t;
}

/* Bind, seal, settle, decide; false if the body was no command at all. */
static bool
decided(struct course *c, struct hj_turn *t, const struct hj_command *command,
    const char *json)
{
	struct seal seal = { .v = { seal_one }, .c = c };
	void *cmd = hj_alloc(c->turn, command->fields->size);
	struct hj_error err = { 0 };

	if (hj_bind(c->turn, command->fields, HJ_FORM_COMMAND, cmd, json,
		strlen(json), &err) != HJ_OK)
		return false;
	hj_each_sealed(command->fields, cmd, &seal.v);
	hj_settle(t);
	if (hj_next_due(t->d) != 0 && hj_next_due(t->d) <= t->now)
		c->broken = "something is still due after settling";
	hj_decide(t, &hj_dispute_kind, command, cmd);
	return true;
}

static void
fold_one(struct course *c, const struct hj_event *ev)
{
	struct hj_event read;
	struct hj_error err = { 0 };
	struct phases was;
	struct hj_buf b;
	const char *first;
	const char *wrong;

	hj_buf_init(&b, HJ_EVENT_MOST);
	hj_event_encode(&b, ev);
	first = hj_strndup(c->a, hj_buf_text(&b), b.n);
	HJ_PUSH(c->a, c->bytes, c->n_bytes)->text = first;
	if (b.failed || hj_event_decode(c->a, &hj_dispute_events, first, b.n,
			    &read, &err) != HJ_OK) {
		c->broken = "an event that cannot be read back";
		hj_buf_release(&b);
		return;
	}
	hj_buf_clear(&b);
	hj_event_encode(&b, &read);
	if (strcmp(first, hj_buf_text(&b)) != 0)
		c->broken = "an event is written otherwise than it was read";
	hj_buf_release(&b);
	wrong = clocks_are_due(c->folded, &read, c->fired);
	phases_of(&was, c->folded);
	hj_fold(c->folded, &read);
	if (wrong == NULL)
		wrong = phases_move(&was, c->folded, &read);
	if (wrong == NULL)
		wrong = notices_are_of_the_table(c->folded, &read);
	if (wrong != NULL)
		c->broken = wrong;
	for (size_t i = 0; i < hj_dispute_events.n && i < KINDS_MOST; i++)
		happened[i] += hj_dispute_events.kind[i] == read.kind;
}

static bool
voids(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->n_event; i++)
		if (t->event[i].kind == &hj_ev_voided)
			return true;
	return false;
}

/* The turn stands: fold its events from their bytes and compare. */
static void
keep(struct course *c, const struct hj_turn *t, const struct hj_dispute *was)
{
	const char *snapshot = emitted(c->a, &hj_dispute_fields, t->d);
	const char *wrong[7], *left = taken_back_whole(c->turn, t);
	struct hj_rows rows, folded_rows;

	for (size_t i = 0; i < t->n_event && c->broken == NULL; i++)
		fold_one(c, &t->event[i]);
	if (c->broken != NULL)
		return;
	wrong[0] = numbers_are_kept(was, c->folded);
	wrong[1] = attempts_are_counted(c->folded);
	wrong[2] = ends_are_told(was, c->folded);
	wrong[3] = closed_is_over(c->folded);
	wrong[4] = strlen(snapshot) > HJ_SNAPSHOT_MOST
		       ? "a snapshot above its ceiling"
		       : NULL;
	/* What is voided is counted no more. */
	wrong[5] =
	    orders_are_held(&world.dir, voids(t) ? c->folded : was, c->folded);
	wrong[6] = money_is_kept(c->folded);
	for (int i = 0; i < 7; i++)
		if (wrong[i] != NULL)
			c->broken = wrong[i];
	if (strcmp(snapshot, emitted(c->turn, &hj_dispute_fields, c->folded)))
		c->broken = "the fold differs from the state decided on";
	hj_project(c->turn, t->d, &rows);
	hj_project(c->turn, c->folded, &folded_rows);
	if (!same_rows(&rows, &folded_rows))
		c->broken = "derived rows differ from those of the fold";
	if (left != NULL)
		c->broken = hj_concat(
		    c->a, "not as before what was voided: ", left, NULL);
	c->snapshot = snapshot;
}

static void *
copied(struct course *c, const void *list, size_t n)
{
	void *copy = hj_alloc(c->turn, n + 1);

	if (n > 0)
		memcpy(copy, list, n);
	return copy;
}

/*
 * Has what the refusal names force in a procedure of the matter, or one to be
 * opened?  An agreement, a part in a suit may be of another than the turn's.
 */
static bool
cites_law_in_force(const struct hj_turn *t)
{
	const char *article = t->refused_article;

	if (article == NULL || t->refused_certainty != HJ_CERTAINTY_LAW ||
	    force_holds(article, 0, NULL) ||
	    (t->opens != NULL && force_holds(article, t->opens->channel, NULL)))
		return true;
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];
		const struct hj_org *org = hj_org_find(&world.dir, p->body);

		if (force_holds(article, p->channel,
			org == NULL ? NULL : org->kind->name))
			return true;
	}
	return false;
}

/* What the fold held before the turn, as far as it is compared. */
static struct hj_dispute *
remember(struct course *c)
{
	struct hj_dispute *was = HJ_NEW(c->turn, struct hj_dispute);

	*was = *c->folded;
	was->procedure = copied(
	    c, was->procedure, was->n_procedure * sizeof(*was->procedure));
	was->order = copied(c, was->order, was->n_order * sizeof(*was->order));
	was->party = copied(c, was->party, was->n_party * sizeof(*was->party));
	return was;
}

static void
fresh(struct course *c)
{
	hj_arena_clear(c->turn);
	c->state = read_snapshot(c);
	c->touched = false;
}

static void
take_turn(struct course *c, const struct hj_command *command,
    const struct hj_person *actor, const char *json)
{
	struct hj_turn t = turn_on(c, c->state, actor);
	struct hj_rows before = { 0 };
	struct hj_dispute *was;
	const char *left;

	/* What a party says by itself, it says with its slip. */
	if (command->right == HJ_MAY_SPEAK)
		t.actor = (struct hj_actor){ .person = "party",
			.roles = HJ_RO(PARTY),
			.door =
			    t.d->n_slip == 0 ? t.d->door : t.d->slip[0].door };
	tried++;
	if (record_file != NULL)
		hj_project(c->turn, c->state, &before);
	if (!decided(c, &t, command, json))
		return;
	if (t.refused != HJ_NO) {
		if (!cites_law_in_force(&t))
			c->broken =
			    hj_concat(c->a, "no law there: ", command->name,
				", ", t.refused_article, NULL);
		/* Dropped.  What made no event has touched nothing. */
		if (t.n_event == 0 && c->snapshot != NULL && percent(5)) {
			left = emitted(c->turn, &hj_dispute_fields, t.d);
			if (strcmp(left, c->snapshot) != 0)
				c->broken = "a refusal changed the state";
		}
		if (t.n_event > 0)
			fresh(c);
		return;
	}
	HJ_PUSH(c->a, c->said, c->n_said)->text = hj_concat(c->a, command->name,
	    " by ", actor == NULL ? "service" : actor->id, " ", json, NULL);
	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++)
		accepted[i] += hj_dispute_kind.commands[i] == command;
	was = remember(c);
	keep(c, &t, was);
	if (c->broken != NULL)
		return;
	if (record_file != NULL && t.n_event > 0)
		record_turn(c->turn, &t, &c->bytes[c->n_bytes - t.n_event],
		    &before, was->version, c->folded);
	fresh(c);
}

/* ---- the way out ---- */

/* Would it be done, if it were asked now?  Nothing of it stays. */
static bool
would(struct course *c, const char *name, const char *person, const char *json)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, name);
	struct hj_turn t;

	fresh(c);
	t = turn_on(c, c->state, hj_person_find(&world.dir, person));
	c->touched = true;
	return decided(c, &t, command, json) && t.refused == HJ_NO;
}

static bool
arbitrated(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (d->procedure[i].channel == HJ_CH_ARBITRATION &&
		    hj_procedure_live(&d->procedure[i]))
			return true;
	return false;
}

/* Nothing that runs keeps a party from the court (人民调解法3(三)). */
static bool
court_is_open(struct course *c)
{
	const enum place registrar = place_of(c->folded->registered_at);

	/* In the county's court, or told of another one. */
	return would(c, "open-suit", fixture_person(&world, COURT, 0), "{}") ||
	       would(c, "open-suit", fixture_person(&world, registrar, 2),
		   "{\"outside\":\"某法院\"}");
}

/* Where an arbitration is open it ends first (仲裁法5): it can. */
static bool
arbitration_can_end(struct course *c, const struct hj_procedure *p)
{
	const enum place place =
	    place_of(p->body != NULL ? p->body : c->folded->registered_at);
	char json[100];

	snprintf(json, sizeof(json),
	    "{\"procedure\":%d,\"ground\":\"withdrawn\"}", (int)p->no);
	return would(
	    c, "record-result", fixture_person(&world, place, 2), json);
}

/*
 * Each party may leave mediation at any time (人民调解法23(二)), and its
 * refusal can always be recorded (17).
 */
static void
leaving_is_free(struct course *c, const struct hj_procedure *p)
{
	const struct hj_dispute *d = c->folded;
	const char *head = fixture_person(&world, place_of(p->body), 2);
	char json[200];

	for (size_t k = 0; k < d->n_party && c->broken == NULL; k++) {
		int no = (int)d->party[k].no;

		if (!hj_party_joined(&d->party[k]) ||
		    hj_consent_of(p, no) == HJ_AN_REFUSES)
			continue;
		snprintf(json, sizeof(json),
		    "{\"procedure\":%d,\"parties\":[%d]}", (int)p->no, no);
		if (!would(c, "withdraw", head, json))
			c->broken = "a party cannot leave mediation";
		snprintf(json, sizeof(json),
		    "{\"procedure\":%d,\"party\":%d,\"answer\":\"refuses\","
		    "\"manner\":\"oral\"}",
		    (int)p->no, no);
		if (!would(c, "record-consent", head, json))
			c->broken = "a refusal cannot be recorded";
	}
}

/* There is a way out of everything that runs. */
static void
look_for_way_out(struct course *c)
{
	const struct hj_dispute *d = c->folded;
	bool barred, any = false;

	/* Not out of what time ends anyhow. */
	take_turn(c, &hj_cmd_settle, NULL, "{}");
	barred = arbitrated(d);
	for (size_t i = 0; i < d->n_procedure && c->broken == NULL; i++) {
		const struct hj_procedure *p = &d->procedure[i];

		if (!hj_procedure_live(p))
			continue;
		any = true;
		if (p->channel == HJ_CH_ARBITRATION &&
		    !arbitration_can_end(c, p))
			c->broken = "an arbitration cannot be ended";
		if (hj_channel_mediates(p->channel) && p->body != NULL)
			leaving_is_free(c, p);
	}
	if (any && !barred && c->broken == NULL && !court_is_open(c))
		c->broken = "a suit is refused beside a live procedure";
	if (c->touched)
		fresh(c);
}

#endif
