/*
 * Chance, and what there is for it to choose from.
 *
 * How many parties, notices, meetings ... a state has is read by its own field
 * table: a member of a command numbers what the list of the same name holds.
 * Members that are called otherwise stand in `aliases`.
 */
#ifndef HJ_TESTS_PROPERTY_CHANCE_H
#define HJ_TESTS_PROPERTY_CHANCE_H

#include "lib/commands/compact/compact.h"
#include "tests/property/chance_number.h"
#include "tests/unit/turn_fixture.h"

static bool
percent(int n)
{
	return between(1, 100) <= n;
}

/* What a body is made for. */
struct making {
	struct hj_buf *b;
	struct fixture *f; /* people and organisations */
	const struct hj_stream_kind *kind;
	const void *state;
	const struct hj_dispute *d; /* the same, or NULL if it is none */
	const struct hj_command *command;
	const struct hj_person *actor; /* NULL: the service */
	const struct hj_procedure *p;  /* that it is about, or NULL */
	const struct hj_name *past;    /* the bytes of all events */
	size_t n_past;
	int64_t now;
	int64_t starts, ends; /* of the sitting, if it is one */
	int wild;             /* percent of values without sense */
	bool both;            /* of two members that go together */
	int64_t item;         /* place in the list being made, from 0 */
	int64_t agreement;    /* the one that was said last, or 0 */
	char text[65];        /* where a name that is made up stands */
};

static bool
named(const struct hj_field *f, const char *name)
{
	return strcmp(f->name, name) == 0;
}

static bool
asks(const struct making *m, const char *command)
{
	return strcmp(m->command->name, command) == 0;
}

/* The list of the state that a member numbers. */
static const char *
list_of(const char *member)
{
	static const struct {
		const char *member, *list;
	} aliases[] = { { "debtor", "party" }, { "creditor", "party" },
		{ "receiver", "party" }, { "guarantor", "party" },
		{ "parties", "party" }, { "agreed", "party" },
		{ "consents", "party" }, { "again_of", "procedure" },
		{ "replaces", "agreement" }, { "supplements", "agreement" },
		{ "issues", "issue" }, { "notices", "notice" },
		{ "members", "member" }, { "elected", "member" } };

	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strcmp(aliases[i].member, member) == 0)
			return aliases[i].list;
	return member;
}

/* How many things of the kind that `f` numbers there are; -1: it numbers none.
 */
static int64_t
how_many(const struct making *m, const struct hj_field *f)
{
	const char *list = list_of(f->name);
	const struct hj_field *row =
	    hj_field_find(m->kind->state, list, strlen(list));
	size_t n;

	if (named(f, "term") || named(f, "carries") || named(f, "piece"))
		return 2;
	if (row == NULL || row->type != HJ_T_LIST ||
	    (f->type != HJ_T_INT && f->of != &hj_no_fields))
		return -1;
	memcpy(&n, (const char *)m->state + row->count, sizeof(n));
	return (int64_t)n;
}

/* Does `c` number something of which there is none in `state`? */
static bool
wants_more(const struct hj_stream_kind *kind, const void *state,
    const struct hj_command *c)
{
	const struct making m = { .kind = kind, .state = state };

	for (const struct hj_fields *t = c->fields; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++)
			if (t->row[i].flags & HJ_REQUIRED &&
			    how_many(&m, &t->row[i]) == 0)
				return true;
	return false;
}

/* Has party `no` not agreed in m->p, or not signed the draft, yet? */
static bool
is_asked(const struct making *m, int64_t no)
{
	for (size_t i = 0; i < m->d->n_agreement; i++) {
		const struct hj_agreement *a = &m->d->agreement[i];
		bool signed_by = false;

		if (a->state != HJ_AS_DRAFT)
			continue;
		for (size_t k = 0; k < a->n_signature; k++)
			signed_by = signed_by || a->signature[k].party == no;
		return !signed_by;
	}
	return m->p != NULL && hj_consent_of(m->p, no) != HJ_AN_AGREES;
}

/* Does the term wait for something that has no day yet? */
static bool
is_conditional(const struct hj_term *term)
{
	return term->due_on == 0 && term->state == HJ_TS_OPEN &&
	       (term->after == HJ_TG_EVENT || term->due_when.box != NULL);
}

/* Is a term of it open; is it one that waits, if that is asked for? */
static bool
is_open(const struct making *m, const struct hj_term *term)
{
	return asks(m, "record-condition")
		   ? is_conditional(term)
		   : term->state == HJ_TS_OPEN || term->state == HJ_TS_PART;
}

/* The term that the command is likely to be about. */
static int64_t
likely_term(const struct making *m)
{
	const struct hj_agreement *a =
	    m->d == NULL ? NULL : hj_agreement_at(m->d, m->agreement);

	for (size_t i = 0; a != NULL && i < a->n_term; i++)
		if (is_open(m, &a->term[i]))
			return (int64_t)i + 1;
	return between(1, 2);
}

static bool
has_open_term(const struct making *m, const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_term; i++)
		if (is_open(m, &a->term[i]))
			return a->state == HJ_AS_EFFECTIVE;
	return false;
}

/* Is it in effect, and no term of it open? */
static bool
is_performed(const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_term; i++)
		if (a->term[i].state != HJ_TS_PERFORMED)
			return false;
	return a->state == HJ_AS_EFFECTIVE;
}

/* Is the command one of those that bring the pieces of a draft? */
static bool
is_piece(const struct making *m)
{
	static const char *const pieces[] = { "sign-agreement", "mediator-sign",
		"stamp", "serve-letter", "make-effective", "drop-agreement" };

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		if (asks(m, pieces[i]))
			return true;
	return false;
}

/* Has a party missed this limit? */
static bool
is_missed(const struct hj_clock *c)
{
	return c->state == HJ_CS_FIRED && c->effect == HJ_EF_RIGHT_LOST &&
	       c->party != 0;
}

/* Is somebody owed a notice in `p`? */
static bool
notice_owed_in(const struct hj_dispute *d, const struct hj_procedure *p)
{
	for (size_t i = 0; i < d->n_notice; i++)
		if (d->notice[i].procedure == p->no &&
		    d->notice[i].state == HJ_NS_OWED)
			return true;
	return false;
}

/* Is it the meeting of a compact that the command is about? */
static bool
is_meeting(const struct making *m, int64_t no)
{
	const struct hj_compact *c = m->state;

	return c->meeting[no - 1].kind ==
	       (asks(m, "draft-compact") ? HJ_CPM_DELIBERATE : HJ_CPM_REVIEW);
}

/* Is number `no` of `list` one that the command is likely to be about? */
static bool
is_likely(const struct making *m, const char *list, int64_t no)
{
	const struct hj_dispute *d = m->d;
	const int64_t at = no - 1;

	if (m->kind == &hj_compact_kind && strcmp(list, "meeting") == 0)
		return is_meeting(m, no);
	if (d == NULL)
		return true;
	if (strcmp(list, "party") == 0)
		return m->p != NULL && m->p->channel == HJ_CH_PETITION
			   ? hj_petitioner(&d->party[at])
			   : is_asked(m, no);
	if (strcmp(list, "notice") == 0)
		return d->notice[at].state == HJ_NS_OWED &&
		       (m->p == NULL || !notice_owed_in(d, m->p) ||
			   d->notice[at].procedure == m->p->no);
	if (strcmp(list, "referral") == 0)
		return d->referral[at].state == HJ_RS_OFFERED;
	if (strcmp(list, "agreement") == 0 && asks(m, "recognise-settlement"))
		return is_performed(&d->agreement[at]);
	if (strcmp(list, "agreement") == 0 &&
	    (asks(m, "record-condition") || asks(m, "urge") ||
		asks(m, "record-performance") || asks(m, "record-default")))
		return has_open_term(m, &d->agreement[at]);
	if (strcmp(list, "agreement") == 0)
		return d->agreement[at].state ==
		       (is_piece(m) ? HJ_AS_DRAFT : HJ_AS_EFFECTIVE);
	if (strcmp(list, "clock") == 0 && strstr(m->command->name, "restor"))
		return is_missed(&d->clock[at]);
	if (strcmp(list, "clock") == 0)
		return d->clock[at].state == (asks(m, "find-date")
						     ? HJ_CS_AWAITING_DATE
						     : HJ_CS_FIRED);
	if (strcmp(list, "attachment") == 0)
		return !d->attachment[at].detached;
	return true;
}

/* A number of `list`, of which there are `n`: a likely one, or any. */
static int64_t
likely(const struct making *m, const char *list, int64_t n)
{
	int64_t first = between(0, n - 1);

	for (int64_t i = 0; i < n; i++)
		if (is_likely(m, list, (first + i) % n + 1))
			return (first + i) % n + 1;
	return first + 1;
}

/* The conditions of a termination, as petition-termination.json has them. */
#define CONDITIONS 6

static inline const char *
condition(int64_t item)
{
	static const char *const all[CONDITIONS] = {
		"legal_procedures_exhausted", "claims_handled", "help_given",
		"still_repeated", "decided_by_competent_level",
		"handed_to_local_body"
	};

	return all[item < 0 ? 0 : item % CONDITIONS];
}

/* A class of keeping: of people's mediation, or of organs. */
static const char *
some_retention(struct making *m)
{
	static const char *const all[] = { "short", "long", "permanent",
		"fixed_10" };

	(void)m;
	return all[between(0, 3)];
}

#endif
