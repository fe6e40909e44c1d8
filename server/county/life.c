/* One stream that is lived; see life.h. */
#include "server/county/life.h"

#include "lib/base/code.h"
#include "lib/dispute/codec.h"
#include "lib/integrity/seal.h"
#include "server/county/town.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNTY "999901"
#define NUMBERS_MOST (UINT64_C(1) << 30)

/* ---- the beginning ---- */

/* The first 16 bytes of SHA-256("grow/<seed>/<number>"). */
void
hj_life_stream(char out[33], int64_t seed, int64_t number)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	char text[64];
	int n = snprintf(text, sizeof(text), "grow/%lld/%lld", (long long)seed,
	    (long long)number);

	if (EVP_Digest(text, (size_t)n, digest, NULL, EVP_sha256(), NULL) != 1)
		abort();
	for (int i = 0; i < 16; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

/*
 * The code has no second of its kind: an odd factor sends different numbers to
 * different places, all of them multiples of 32 in the 35 bits, so that the odd
 * steps by which hj_code_make() passes over some meet no other's place.
 */
static void
draw(struct hj_life *l, int64_t seed, int64_t number)
{
	unsigned char random[HJ_CODE_RANDOM];
	uint64_t bits = hj_dice_mix((uint64_t)seed) +
			(uint64_t)number * UINT64_C(0x2545f4914f6cdd1d);
	char code[HJ_CODE_ROOM], secret[16], id[33];

	bits = bits % NUMBERS_MOST * 32;
	for (int i = 0; i < HJ_CODE_RANDOM; i++)
		random[i] =
		    (unsigned char)(bits >> 8 * (HJ_CODE_RANDOM - 1 - i));
	hj_code_make(code, COUNTY, hj_legal_day(l->now).ymd / 10000, random);
	snprintf(secret, sizeof(secret), "%06d",
	    (int)hj_dice_below(&l->dice, 1000000));
	hj_dice_id(&l->dice, id);
	l->drawn.code = hj_strdup(l->a, code);
	l->drawn.secret =
	    hj_seal_text(&l->ring, HJ_SUBJECT_TEXT, secret, id, "slip/secret");
}

static void
empty(struct hj_life *l)
{
	l->state = hj_state_new(l->a, l->kind, l->stream);
	l->d = l->kind == &hj_dispute_kind ? l->state : NULL;
}

void
hj_life_begin(struct hj_life *l, const struct hj_stream_kind *kind,
    int64_t seed, int64_t number, int64_t now, int64_t end)
{
	l->dice.state =
	    hj_dice_mix((uint64_t)seed) ^ hj_dice_mix((uint64_t)number + 1);
	l->now = now;
	l->end = end;
	l->kind = kind;
	hj_life_stream(l->stream, seed, number);
	hj_unhex(l->stream_bytes, l->stream, 16);
	hj_ring_init(&l->ring, l->a, l->keys, l->stream);
	empty(l);
	if (l->d != NULL)
		draw(l, seed, number);
}

/* ---- what it has lived through ---- */

static void
fold(struct hj_life *l, const struct hj_life_event *e, struct hj_event *ev)
{
	struct hj_error err;

	if (hj_event_decode(l->a, l->kind->events, e->bytes, e->n, ev, &err) !=
	    HJ_OK)
		abort();
	hj_fold(l->state, ev);
}

static void
keep(struct hj_life *l, const struct hj_event *ev)
{
	struct hj_life_event *e;
	unsigned char prev[HJ_CHAIN_SIZE], leaf[HJ_CHAIN_SIZE];
	struct hj_buf b;

	if (l->n_event == 0)
		hj_chain_start(prev, l->stream_bytes);
	else
		memcpy(prev, l->event[l->n_event - 1].chain, sizeof(prev));
	e = HJ_PUSH(l->a, l->event, l->n_event);
	hj_buf_init(&b, HJ_EVENT_MOST);
	hj_event_encode(&b, ev);
	e->kind = ev->kind->name;
	e->at = ev->at;
	e->bytes = hj_strndup(l->a, hj_buf_text(&b), b.n);
	e->n = b.n;
	hj_chain_leaf(leaf, b.p, b.n);
	hj_chain_next(e->chain, prev, leaf);
	hj_buf_release(&b);
}

/* Fold what is kept anew: a refused turn has left its traces in the state. */
static void
fold_again(struct hj_life *l)
{
	empty(l);
	for (size_t i = 0; i < l->n_event; i++)
		fold(l, &l->event[i], HJ_NEW(l->a, struct hj_event));
}

/* ---- one turn ---- */

static void
set_fault(
    struct hj_life *l, const char *command, const char *why, const char *field)
{
	l->fault = hj_concat(l->a, command, ": ", why, ", ",
	    field == NULL || *field == '\0' ? "-" : field, NULL);
	l->over = true;
}

/* What is asked, as it was bound and sealed. */
struct asked {
	const struct hj_command *command;
	void *cmd;
	const char *id;
};

static bool
bind_body(
    struct hj_life *l, const char *name, const char *body, struct asked *ret)
{
	struct hj_unfit unfit = { .why = HJ_NO };
	struct hj_error err = { 0 };
	char id[33];

	ret->command = hj_command_find(l->kind, name);
	if (ret->command == NULL) {
		set_fault(l, name, "no such command", NULL);
		return false;
	}
	ret->cmd = hj_alloc(l->a, ret->command->fields->size);
	if (hj_bind(l->a, ret->command->fields, HJ_FORM_COMMAND, ret->cmd, body,
		strlen(body), &err) != HJ_OK) {
		set_fault(l, name, hj_concat(l->a, err.msg, ": ", body, NULL),
		    err.field);
		return false;
	}
	hj_dice_id(&l->dice, id);
	ret->id = hj_strdup(l->a, id);
	hj_seal_command(&l->ring, ret->command->fields, ret->cmd, ret->id, l->d,
	    COUNTY, &unfit);
	if (unfit.why != HJ_NO)
		set_fault(l, name, hj_refusals[unfit.why].type, unfit.field);
	return unfit.why == HJ_NO;
}

static struct hj_turn
turn_at(struct hj_life *l, int64_t at, const char *id)
{
	int64_t last = l->n_event == 0 ? 0 : l->event[l->n_event - 1].at;

	return (struct hj_turn){
		.a = l->a,
		.world = l->world,
		.now = at > last ? at : last,
		.cmd = id,
		.drawn = &l->drawn,
		.kind = l->kind,
		.state = l->state,
		.d = l->d,
		.version = (int64_t)l->n_event,
	};
}

/* Keep what happened, and tell the town what others are asked to do. */
static void
take(struct hj_life *l, const struct hj_turn *t)
{
	for (size_t i = 0; i < t->n_event; i++)
		keep(l, &t->event[i]);
	for (size_t i = 0; i < t->n_follow_up && l->town != NULL; i++)
		hj_town_follow(l->town, l, &t->follow_up[i]);
}

void
hj_life_settle(struct hj_life *l, int64_t until)
{
	int64_t due;

	while (l->d != NULL && (due = hj_next_due(l->d)) != 0 && due <= until) {
		struct hj_turn t;
		char id[33];

		hj_dice_id(&l->dice, id);
		t = turn_at(l, due, hj_strdup(l->a, id));
		hj_settle(&t);
		take(l, &t);
	}
}

void
hj_life_follow(struct hj_life *l, int64_t at, const char *command,
    const char *body, const char *cause)
{
	struct asked asked;
	struct hj_turn t;

	if (!bind_body(l, command, body, &asked))
		return;
	hj_life_settle(l, at);
	t = turn_at(l, at, asked.id);
	t.actor = (struct hj_actor){ .person = "clock", .service = true };
	t.caused_by = cause;
	hj_decide(&t, l->kind, asked.command, asked.cmd);
	if (t.refused != HJ_NO)
		fold_again(l);
	else
		take(l, &t);
}

bool
hj_life_ask(struct hj_life *l, const struct hj_person *who, const char *name,
    const char *form)
{
	char *body = hj_strdup(l->a, form);
	struct asked asked;
	struct hj_turn t;

	for (char *c = body; *c != '\0'; c++)
		if (*c == '\'')
			*c = '"';
	if (l->over || !bind_body(l, name, body, &asked))
		return false;
	/* Some minutes between two acts at one desk. */
	l->now += hj_dice_between(&l->dice, 20, 300) * 1000;
	if (l->now > l->end) {
		l->over = true;
		return false;
	}
	hj_life_settle(l, l->now);
	t = turn_at(l, l->now, asked.id);
	t.actor = (struct hj_actor){
		.person = who->id, .org = who->org, .roles = who->roles
	};
	hj_decide(&t, l->kind, asked.command, asked.cmd);
	if (t.refused != HJ_NO) {
		set_fault(
		    l, name, hj_refusals[t.refused].type, t.refused_field);
		fold_again(l);
		return false;
	}
	take(l, &t);
	return true;
}

void
hj_life_wait(struct hj_life *l, int64_t least, int64_t most)
{
	struct hj_date day;
	int64_t before = l->now;

	if (l->over)
		return;
	day = hj_date_add_days(
	    hj_legal_day(l->now), hj_dice_between(&l->dice, least, most));
	l->now = hj_legal_day_first(day) + 9 * HJ_HOUR_MS +
		 hj_dice_below(&l->dice, 8 * HJ_HOUR_MS);
	if (l->now < before)
		l->now = before + HJ_HOUR_MS / 4;
	if (l->now > l->end)
		l->over = true;
	else
		hj_life_settle(l, l->now);
}
