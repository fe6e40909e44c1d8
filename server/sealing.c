/* Sealing what people wrote, and opening it; see sealing.h. */
#include "server/sealing.h"

#include "lib/base/identity.h"
#include "lib/commands/compact/compact.h"
#include "lib/commands/group/group.h"
#include "lib/commands/help/help.h"
#include "lib/commands/intake/party.h"
#include "lib/integrity/seal.h"
#include "server/keys.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define ADULT_YEARS 18 /* 民法典17, F */

void
hj_ring_init(struct hj_ring *ring, struct hj_arena *a, struct hj_keys *keys,
    const char *stream)
{
	*ring = (struct hj_ring){ .a = a, .keys = keys, .stream = stream };
}

void
hj_ring_add(
    struct hj_ring *ring, const char *subject, const void *wrapped, size_t n)
{
	struct hj_ring_key key = {
		.subject = subject, .wrapped = wrapped, .n_wrapped = n
	};

	if (n != HJ_WRAPPED_SIZE || !hj_keys_unwrap(ring->keys, &key.key,
					ring->stream, subject, wrapped))
		return;
	*HJ_PUSH(ring->a, ring->key, ring->n) = key;
}

void
hj_ring_copy(struct hj_ring *ring, const struct hj_ring *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct hj_ring_key *k = &from->key[i];

		*HJ_PUSH(ring->a, ring->key, ring->n) = (struct hj_ring_key){
			.subject = hj_strdup(ring->a, k->subject),
			.key = k->key,
		};
	}
}

bool
hj_ring_has_fresh(const struct hj_ring *ring)
{
	for (size_t i = 0; i < ring->n; i++)
		if (ring->key[i].fresh)
			return true;
	return false;
}

static struct hj_ring_key *
find(struct hj_ring *ring, const char *subject)
{
	for (size_t i = 0; i < ring->n; i++)
		if (strcmp(ring->key[i].subject, subject) == 0)
			return &ring->key[i];
	return NULL;
}

/* The key of `subject`, made now if there is none. */
static struct hj_ring_key *
key_of(struct hj_ring *ring, const char *subject)
{
	struct hj_ring_key *key = find(ring, subject);
	unsigned char *wrapped;

	if (key != NULL)
		return key;
	key = HJ_PUSH(ring->a, ring->key, ring->n);
	wrapped = hj_alloc(ring->a, HJ_WRAPPED_SIZE);
	key->subject = hj_strdup(ring->a, subject);
	hj_random(key->key.bytes, sizeof(key->key.bytes));
	hj_keys_wrap(ring->keys, wrapped, ring->stream, subject, &key->key);
	key->wrapped = wrapped;
	key->n_wrapped = HJ_WRAPPED_SIZE;
	key->fresh = true;
	return key;
}

const struct hj_ring_key *
hj_ring_key(struct hj_ring *ring, const char *subject)
{
	return key_of(ring, subject);
}

struct hj_sealed
hj_seal_text(struct hj_ring *ring, const char *subject, const char *plain,
    const char *id, const char *path)
{
	struct hj_ring_key *key = key_of(ring, subject);

	return (struct hj_sealed){ .box = hj_seal(hj_keys_crypto(ring->keys),
				       ring->a, &key->key, ring->stream,
				       subject, id, path, plain) };
}

const char *
hj_open_text(struct hj_ring *ring, const char *box)
{
	char subject[HJ_SUBJECT_ROOM];
	struct hj_ring_key *key;

	if (box == NULL || !hj_box_subject(box, subject))
		return NULL;
	key = find(ring, subject);
	return key == NULL ? NULL
			   : hj_open(hj_keys_crypto(ring->keys), ring->a,
				 &key->key, ring->stream, box);
}

/* ---- whose key ---- */

struct seal_visit {
	struct hj_sealed_visit v;
	struct hj_ring *ring;
	const struct hj_dispute *d;
	const char *id;
	struct hj_unfit *unfit;
	const char *county;
};

/* The subject of the member that the enclosing object names; NULL if none. */
static const char *
member_subject(struct seal_visit *s, const struct hj_fields *owner_fields,
    const void *owner)
{
	const struct hj_field *no = hj_field_find(owner_fields, "member", 6);
	const struct hj_member *member;
	int64_t number;

	if (s->ring->group == NULL || no == NULL)
		return NULL;
	memcpy(&number, (const char *)owner + no->offset, sizeof(number));
	member = hj_member_at(s->ring->group, number);
	return member == NULL ? NULL : member->subject;
}

/*
 * The subject of a party's texts: that of the record the enclosing object
 * names, else a new one, the same for all texts of that object.
 */
static const char *
party_subject(struct seal_visit *s, const struct hj_fields *owner_fields,
    const void *owner, const char *path)
{
	const struct hj_field *no = hj_field_find(owner_fields, "party", 5);
	const char *slash = strrchr(path, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - path);
	const char *member = member_subject(s, owner_fields, owner);
	const struct hj_party *party;
	int64_t number = 0;

	if (member != NULL)
		return member;

	if (no != NULL)
		memcpy(
		    &number, (const char *)owner + no->offset, sizeof(number));
	party = s->d == NULL ? NULL : hj_party_at(s->d, number);
	if (party != NULL)
		return party->subject;
	return hj_keys_subject(
	    s->ring->keys, s->ring->a, s->id, hj_strndup(s->ring->a, path, n));
}

/* The index of a number in what has one and is no party or member. */
static void
derive_index(struct seal_visit *s, const struct hj_fields *fields, void *owner,
    const char *identity, const char *path)
{
	struct hj_compact_party *party =
	    fields == &hj_compact_party_input_fields ? owner : NULL;
	struct hj_refer_to_help *help =
	    fields == &hj_refer_to_help_fields ? owner : NULL;
	const char *index;

	if (party == NULL && help == NULL)
		return;
	index = hj_keys_index(s->ring->keys, s->ring->a, s->county, identity);
	if (party != NULL)
		party->identity_index = index;
	else
		help->identity_index = index;
	/* A credit code is not looked at. */
	if (s->unfit->why == HJ_NO && !hj_identity_fits(identity) &&
	    (party == NULL || party->class != HJ_CPP_ORGANISATION))
		*s->unfit = (struct hj_unfit){ HJ_NO_IDENTITY,
			hj_strdup(s->ring->a, path) };
}

static void
seal_one(struct hj_sealed_visit *v, const struct hj_field *f,
    const struct hj_fields *owner_fields, void *owner, struct hj_sealed *sealed,
    const char *path)
{
	struct seal_visit *s = (struct seal_visit *)(void *)v;
	const char *subject = HJ_SUBJECT_TEXT;

	if (sealed->plain == NULL)
		return;
	if (strcmp(f->name, "identity") == 0)
		derive_index(s, owner_fields, owner, sealed->plain, path);
	if (f->flags & HJ_KEY_PARTY)
		subject = party_subject(s, owner_fields, owner, path);
	else if (f->flags & HJ_KEY_TITLE)
		subject = HJ_SUBJECT_TITLE;
	else if (f->flags & HJ_KEY_SIDE)
		subject = strcmp(f->name, "private_respondent") == 0
			      ? HJ_SUBJECT_RESPONDENT
			      : HJ_SUBJECT_APPLICANT;
	*sealed = hj_seal_text(s->ring, subject, sealed->plain, s->id, path);
}

/* ---- what decisions need of a text ---- */

/* The 18th birthday in an identity number of 18 digits, 0 if it is none. */
static int32_t
adult_from(const char *identity)
{
	int32_t ymd = 0;

	if (strlen(identity) != 18)
		return 0;
	for (int i = 6; i < 14; i++) {
		if (!isdigit((unsigned char)identity[i]))
			return 0;
		ymd = ymd * 10 + (identity[i] - '0');
	}
	if (!hj_date_valid((struct hj_date){ ymd }))
		return 0;
	return hj_date_add_months((struct hj_date){ ymd }, 12 * ADULT_YEARS)
	    .ymd;
}

/*
 * Numbers that cannot be right, of somebody who stands at `path`; the first
 * fault is told.  Organisations have credit codes, which are not looked at.
 */
static void
look_at_numbers(struct seal_visit *s, const char *path, bool natural,
    const struct hj_sealed *identity, const struct hj_sealed *phone)
{
	struct hj_arena *a = s->ring->a;

	if (s->unfit->why != HJ_NO)
		return;
	if (natural && identity->plain != NULL &&
	    !hj_identity_fits(identity->plain))
		*s->unfit = (struct hj_unfit){ HJ_NO_IDENTITY,
			hj_concat(a, path, "/identity", NULL) };
	else if (phone->plain != NULL && !hj_phone_fits(phone->plain))
		*s->unfit = (struct hj_unfit){ HJ_NO_PHONE,
			hj_concat(a, path, "/phone", NULL) };
}

/* A correction need not say again of what kind the party is. */
static bool
is_natural(const struct seal_visit *s, const struct hj_party_input *in)
{
	const struct hj_party *party =
	    s->d == NULL ? NULL : hj_party_at(s->d, in->party);

	return (in->kind == 0 && party != NULL ? party->kind : in->kind) ==
	       HJ_PK_NATURAL;
}

static void
derive_party(struct seal_visit *s, struct hj_party_input *in,
    const char *county, const char *path)
{
	look_at_numbers(s, path, is_natural(s, in), &in->identity, &in->phone);
	in->has_phone = in->phone.plain != NULL;
	if (in->identity.plain == NULL)
		return;
	in->identity_index = hj_keys_index(
	    s->ring->keys, s->ring->a, county, in->identity.plain);
	/* A credit code has no birthday. */
	if (in->kind != HJ_PK_ORGANISATION && in->kind != HJ_PK_GROUP)
		in->adult_from = adult_from(in->identity.plain);
}

/*
 * What opens a new member's line, and what his number looks like; whatever was
 * sent as his code is not his.
 */
static void
derive_member(struct seal_visit *s, const struct hj_fields *t,
    struct hj_member_input *in, const char *county, const char *path)
{
	const struct hj_group *g = s->ring->group;
	char secret[HJ_SECRET_ROOM], door[33];

	look_at_numbers(s, path, true, &in->identity, &in->phone);
	if (in->identity.plain != NULL)
		in->identity_index = hj_keys_index(
		    s->ring->keys, s->ring->a, county, in->identity.plain);
	if (hj_field_find(t, "code", 4) == NULL || g == NULL)
		return;
	hj_random_secret(secret);
	in->code.plain = hj_strdup(s->ring->a, secret);
	hj_keys_door(s->ring->keys, door, g->code, in->code.plain);
	in->door = hj_strdup(s->ring->a, door);
}

/* "parties/0", or "party" if it is no list. */
static const char *
path_of(struct hj_arena *a, const struct hj_field *f, size_t i)
{
	struct hj_buf b;

	hj_buf_init(&b, 128);
	hj_buf_puts(&b, f->name);
	if (f->type == HJ_T_LIST) {
		hj_buf_putc(&b, '/');
		hj_buf_int(&b, (int64_t)i);
	}
	return hj_buf_keep(a, &b);
}

static void
derive_members(struct seal_visit *s, const struct hj_field *f, void *cmd,
    const char *county)
{
	struct hj_member_input *in;
	size_t n = 1;

	memcpy(&in, (unsigned char *)cmd + f->offset, sizeof(in));
	if (f->type == HJ_T_LIST)
		memcpy(&n, (unsigned char *)cmd + f->count, sizeof(n));
	for (size_t i = 0; in != NULL && i < n; i++)
		derive_member(
		    s, f->of, &in[i], county, path_of(s->ring->a, f, i));
}

/*
 * "甲与乙 宅基地界址": what people call the matter, if nobody gave it a title:
 * the first party, the first one who is not of its side, and the plain word.
 */
static void
make_title(struct hj_ring *ring, const struct hj_fields *fields, void *cmd,
    const struct hj_party_input *party, size_t n)
{
	const struct hj_field *f = hj_field_find(fields, "title", 5);
	const struct hj_field *w = hj_field_find(fields, "category_word", 13);
	struct hj_sealed *title;
	const char *word = NULL, *other = NULL;

	if (f == NULL || f->type != HJ_T_SEALED || n == 0)
		return;
	title = (struct hj_sealed *)(void *)((unsigned char *)cmd + f->offset);
	if (title->plain != NULL)
		return;
	if (w != NULL)
		memcpy(&word, (unsigned char *)cmd + w->offset, sizeof(word));
	for (size_t i = 1; i < n && other == NULL; i++)
		if (party[i].side == 0 || party[i].side != party[0].side)
			other = party[i].name.plain;
	title->plain = hj_concat(ring->a, party[0].name.plain,
	    other == NULL ? "" : "与", other == NULL ? "" : other,
	    word == NULL ? "" : " ", word == NULL ? "" : word, NULL);
}

/* Is it a table of struct hj_party_input? */
static bool
is_party(const struct hj_fields *t)
{
	return t == &hj_party_input_fields ||
	       t == &hj_party_correction_fields || t == &hj_party_brief_fields;
}

/* Is it a table of struct hj_member_input? */
static bool
is_member(const struct hj_fields *t)
{
	return t == &hj_member_input_fields ||
	       t == &hj_member_correction_fields || t == &hj_member_heir_fields;
}

void
hj_seal_command(struct hj_ring *ring, const struct hj_fields *fields, void *cmd,
    const char *id, const struct hj_dispute *d, const char *county,
    struct hj_unfit *unfit)
{
	struct seal_visit s = { .v = { seal_one },
		.ring = ring,
		.d = d,
		.id = id,
		.county = county,
		.unfit = unfit };
	unsigned char *base = cmd;

	for (size_t i = 0; i < fields->n; i++) {
		const struct hj_field *f = &fields->row[i];
		struct hj_party_input *party;
		size_t n = 1;

		if (is_member(f->of))
			derive_members(&s, f, cmd, county);
		if (f->of == NULL || !is_party(f->of))
			continue;
		memcpy(&party, base + f->offset, sizeof(party));
		if (f->type == HJ_T_LIST)
			memcpy(&n, base + f->count, sizeof(n));
		for (size_t k = 0; party != NULL && k < n; k++)
			derive_party(
			    &s, &party[k], county, path_of(ring->a, f, k));
		if (f->type == HJ_T_LIST)
			make_title(ring, fields, cmd, party, n);
	}
	hj_each_sealed(fields, cmd, &s.v);
}
