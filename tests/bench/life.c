/* One dispute that is lived; see life.h. */
#include "tests/bench/life.h"

#include "lib/base/code.h"
#include "lib/dispute/codec.h"
#include "lib/integrity/seal.h"

#include <openssl/evp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BODY_MOST 8192
#define COUNTY "999901"
#define NUMBERS_MOST (UINT64_C(1) << 30)

/* ---- dice: splitmix64 ---- */

static uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t
dice_throw(struct dice *dice)
{
	dice->state += UINT64_C(0x9e3779b97f4a7c15);
	return mix(dice->state);
}

int64_t
dice_below(struct dice *dice, int64_t below)
{
	return (int64_t)(dice_throw(dice) % (uint64_t)below);
}

int64_t
dice_between(struct dice *dice, int64_t least, int64_t most)
{
	return least + dice_below(dice, most - least + 1);
}

bool
dice_percent(struct dice *dice, int64_t percent)
{
	return dice_below(dice, 100) < percent;
}

static void
dice_id(struct dice *dice, char out[33])
{
	unsigned long long high = dice_throw(dice), low = dice_throw(dice);

	snprintf(out, 33, "%016llx%016llx", high, low);
}

/* ---- the beginning ---- */

/* The first 16 bytes of SHA-256("grow/<seed>/<number>"). */
void
life_stream(char out[33], int64_t seed, int64_t number)
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
draw(struct life *l, int64_t seed, int64_t number)
{
	unsigned char random[HJ_CODE_RANDOM];
	uint64_t bits = mix((uint64_t)seed) +
			(uint64_t)number * UINT64_C(0x2545f4914f6cdd1d);
	char code[HJ_CODE_ROOM], secret[16], id[33];

	bits = bits % NUMBERS_MOST * 32;
	for (int i = 0; i < HJ_CODE_RANDOM; i++)
		random[i] =
		    (unsigned char)(bits >> 8 * (HJ_CODE_RANDOM - 1 - i));
	hj_code_make(code, COUNTY, hj_legal_day(l->now).ymd / 10000, random);
	snprintf(
	    secret, sizeof(secret), "%06d", (int)dice_below(&l->dice, 1000000));
	dice_id(&l->dice, id);
	l->drawn.code = hj_strdup(l->a, code);
	l->drawn.secret =
	    hj_seal_text(&l->ring, HJ_SUBJECT_TEXT, secret, id, "slip/secret");
}

void
life_begin(
    struct life *l, int64_t seed, int64_t number, int64_t now, int64_t end)
{
	l->dice.state = mix((uint64_t)seed) ^ mix((uint64_t)number + 1);
	l->now = now;
	l->end = end;
	life_stream(l->stream, seed, number);
	hj_unhex(l->stream_bytes, l->stream, 16);
	hj_ring_init(&l->ring, l->a, l->keys, l->stream);
	l->d = hj_state_new(l->a, &hj_dispute_kind, l->stream);
	draw(l, seed, number);
}

/* ---- storing ---- */

static void
keep(struct life *l, const struct hj_event *ev)
{
	struct life_event *e;
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
fold_again(struct life *l)
{
	l->d = hj_state_new(l->a, &hj_dispute_kind, l->stream);
	for (size_t i = 0; i < l->n_event; i++) {
		struct hj_event *ev = HJ_NEW(l->a, struct hj_event);
		struct hj_error err;

		if (hj_event_decode(l->a, &hj_dispute_events, l->event[i].bytes,
			l->event[i].n, ev, &err) != HJ_OK)
			abort();
		hj_fold(l->d, ev);
	}
}

/* ---- one turn ---- */

/* A turn at `at`; settles, and decides `command` unless it is NULL. */
static bool
turn(struct life *l, int64_t at, const struct hj_person *who,
    const struct hj_command *command, const void *cmd, const char *id)
{
	struct hj_turn t = {
		.a = l->a,
		.world = l->world,
		.now = at > l->d->last_at ? at : l->d->last_at,
		.cmd = id,
		.drawn = &l->drawn,
		.state = l->d,
		.d = l->d,
		.version = l->d->version,
	};

	if (who != NULL)
		t.actor = (struct hj_actor){
			.person = who->id, .org = who->org, .roles = who->roles
		};
	hj_settle(&t);
	if (command != NULL)
		hj_decide(&t, &hj_dispute_kind, command, cmd);
	if (t.refused != HJ_NO) {
		l->refused = command == NULL ? "settle" : command->name;
		l->why = t.refused;
		l->field = t.refused_field;
		l->over = true;
		fold_again(l);
		return false;
	}
	for (size_t i = 0; i < t.n_event; i++)
		keep(l, &t.event[i]);
	return true;
}

/* What falls due until `until` falls, each at its instant. */
static void
settle(struct life *l, int64_t until)
{
	int64_t due;

	while ((due = hj_next_due(l->d)) != 0 && due <= until) {
		char id[33];

		dice_id(&l->dice, id);
		if (!turn(l, due, NULL, NULL, NULL, hj_strdup(l->a, id)))
			return;
	}
}

void
life_wait(struct life *l, int64_t least, int64_t most)
{
	struct hj_date day;

	if (l->over)
		return;
	day = hj_date_add_days(
	    hj_legal_day(l->now), dice_between(&l->dice, least, most));
	l->now = hj_legal_day_first(day) + 10 * HJ_HOUR_MS +
		 dice_below(&l->dice, 8 * HJ_HOUR_MS);
	if (l->now > l->end)
		l->over = true;
	else
		settle(l, l->now);
}

void
life_finish(struct life *l)
{
	settle(l, l->end);
}

bool
life_do(struct life *l, const struct hj_person *who, const char *name,
    const char *form, ...)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, name);
	char body[BODY_MOST], id[33];
	struct hj_unfit unfit = { .why = HJ_NO };
	struct hj_error err;
	const char *cmd_id;
	va_list args;
	void *cmd;
	int n;

	if (l->over)
		return false;
	va_start(args, form);
	n = vsnprintf(body, sizeof(body), form, args);
	va_end(args);
	for (char *c = body; *c != '\0'; c++)
		if (*c == '\'')
			*c = '"';
	if (command == NULL || n < 0 || n >= BODY_MOST) {
		(void)fprintf(stderr, "hejie_grow: no command %s\n", name);
		exit(1);
	}
	cmd = hj_alloc(l->a, command->fields->size);
	if (hj_bind(l->a, command->fields, HJ_FORM_COMMAND, cmd, body,
		(size_t)n, &err) != HJ_OK) {
		(void)fprintf(stderr, "hejie_grow: %s: %s: %s\n%s\n", name,
		    err.field, err.msg, body);
		exit(1);
	}
	dice_id(&l->dice, id);
	cmd_id = hj_strdup(l->a, id);
	hj_seal_command(
	    &l->ring, command->fields, cmd, cmd_id, l->d, COUNTY, &unfit);
	if (unfit.why != HJ_NO) {
		(void)fprintf(stderr, "hejie_grow: %s: %s\n", name,
		    hj_refusals[unfit.why].en);
		exit(1);
	}
	/* Some minutes between two acts at one desk. */
	l->now += dice_between(&l->dice, 20, 300) * 1000;
	if (l->now > l->end) {
		l->over = true;
		return false;
	}
	return turn(l, l->now, who, command, cmd, cmd_id);
}
