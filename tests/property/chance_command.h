/*
 * Random commands: plausible ones made from the state, and wild ones.
 *
 * A command's own field table says what its body may hold, so a new command is
 * tried without a line here.  Numbers, ids and times are taken from the state
 * most of the time (`wild` says how seldom not), so that sequences get far.
 */
#ifndef HJ_TESTS_PROPERTY_CHANCE_COMMAND_H
#define HJ_TESTS_PROPERTY_CHANCE_COMMAND_H

#include "tests/property/chance.h"
#include "tests/property/chance_id.h"
#include "tests/property/chance_text.h"

static void make_object(struct making *m, const struct hj_fields *t);

/* A number of a list of numbers: each once, in turn. */
static int64_t
in_turn(const struct making *m, const struct hj_field *of, int64_t n)
{
	const char *list = list_of(of->name);
	bool asked = strcmp(list, "notice") == 0 || asks(m, "withdraw");

	return asked && m->item == 0 ? likely(m, list, n) : m->item % n + 1;
}

/* A number that is likely for `of`; `f` is the item of a bare list, or `of`. */
static int64_t
some_number(
    struct making *m, const struct hj_field *f, const struct hj_field *of)
{
	int64_t n = how_many(m, of), most = f->most;

	if (percent(m->wild))
		return between(f->least, most);
	if (named(f, "review_days"))
		return 30;
	if (named(f, "visitors"))
		return between(1, 6);
	if (named(of, "procedure") && m->p != NULL && percent(80))
		return m->p->no;
	if (asks(m, "note-file") && named(f, "no"))
		return m->item + 1;
	if (asks(m, "count-group") && named(f, "party") && m->d->n_group > 0)
		return m->d->group[0].party;
	if (named(f, "term") && m->agreement != 0)
		return likely_term(m);
	if (n > 0 && f != of)
		return in_turn(m, of, n);
	if (n > 0)
		return m->item >= 0 ? m->item % n + 1
				    : likely(m, list_of(f->name), n);
	if (asks(m, "come-back") || asks(m, "set-absence"))
		return between(1, 2);
	/* No more votes than came to the meeting. */
	if (asks(m, "vote-on-item"))
		return between(0, 8);
	return between(f->least, most > f->least + 60 ? f->least + 60 : most);
}

static void
make_int(struct making *m, const struct hj_field *f, const struct hj_field *of)
{
	int64_t number = some_number(m, f, of);

	if (named(f, "agreement"))
		m->agreement = number;
	hj_buf_int(m->b, number);
}

/* The days of a notice on holidays rise; it knows more than a year. */
static void
make_date(struct making *m, const struct hj_field *f)
{
	int64_t days = named(f, "report_by") ? between(1, 30)
		       : asks(m, "put-in-force") && named(f, "from")
			   ? between(0, 30)
		       : named(f, "date")     ? 30 + 3 * m->item
		       : named(f, "known_to") ? 400
		       : percent(90)          ? between(-20, 0)
					      : between(-800, 60);

	hj_buf_putc(m->b, '"');
	hj_date_format(m->b, hj_legal_day(m->now + days * HJ_DAY_MS));
	hj_buf_putc(m->b, '"');
}

static void
make_instant(struct making *m, const struct hj_field *f)
{
	int64_t at = m->now - between(0, 600) * 60000;

	if (named(f, "starts"))
		at = m->starts;
	else if (named(f, "ends"))
		at = m->ends;
	if (percent(m->wild))
		at = m->now + between(-500, 100) * HJ_DAY_MS;
	hj_buf_putc(m->b, '"');
	hj_instant_format(m->b, at);
	hj_buf_putc(m->b, '"');
}

/* A paper that legal aid waits for; else `other`. */
static int
missing_paper(const struct making *m, int other)
{
	for (size_t i = 0; i < m->d->n_aid; i++) {
		const struct hj_aid *aid = &m->d->aid[i];

		for (size_t k = 0; k < aid->n_papers; k++)
			if (!aid->papers[k].handed && percent(60))
				return aid->papers[k].kind;
	}
	return other;
}

/* Any word of the list, the one that leads on more often. */
static void
make_word(struct making *m, const struct hj_field *f)
{
	static const struct {
		const char *name;
		int word;
	} usual[] = { { "answer", HJ_AN_AGREES }, { "presence", HJ_PR_CAME },
		{ "how", HJ_SG_SIGNATURE }, { "kind", 1 }, { "unit", 0 },
		{ "ruling", HJ_RU_VALID } };
	int word = (int)between(1, (int64_t)f->words->n - 1);

	if (asks(m, "hand-in-papers") && named(f, "kind"))
		word = missing_paper(m, word);
	if (!percent(m->wild) && !asks(m, "hand-in-papers")) {
		for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
			if (named(f, usual[i].name) && usual[i].word != 0 &&
			    (m->d != NULL || !named(f, "kind")) && percent(70))
				word = usual[i].word;
		/* Compacts among villagers; between others by chance. */
		if (named(f, "class") && m->item >= 0 && percent(60))
			word = (int)f->words->n - 1;
		if (named(f, "side") && percent(85))
			word = (m->item >= 0 ? m->item : between(0, 1)) % 2 == 0
				   ? HJ_SIDE_APPLICANT
				   : HJ_SIDE_RESPONDENT;
	}
	hj_emit_text(m->b, hj_word_name(f->words, word));
}

static void make_value(
    struct making *m, const struct hj_field *f, const struct hj_field *of);

static void
make_list(struct making *m, const struct hj_field *f)
{
	int64_t n = between(1, 3), before = m->item;
	bool parties =
	    m->d != NULL && (named(f, "parties") || named(f, "attendance") ||
				named(f, "agreed") || named(f, "consents"));

	if (parties && !percent(m->wild))
		n = m->d->n_party == 0 ? between(2, 3) : (int64_t)m->d->n_party;
	/* One party withdraws, or applies for aid; all apply to the court. */
	if (named(f, "parties") &&
	    (asks(m, "withdraw") || asks(m, "aid-apply")) && percent(60))
		n = 1;
	if (named(f, "checklist") && percent(80))
		n = CONDITIONS;
	if (percent(m->wild))
		n = between(0, 6);
	if (n > f->most)
		n = f->most;
	hj_buf_putc(m->b, '[');
	for (m->item = 0; m->item < n; m->item++) {
		if (m->item > 0)
			hj_buf_putc(m->b, ',');
		if (f->of->row[0].name[0] == '\0')
			make_value(m, &f->of->row[0], f);
		else
			make_object(m, f->of);
	}
	m->item = before;
	hj_buf_putc(m->b, ']');
}

/* What is still to be paid to counsel; 0 if nothing is. */
static int64_t
subsidy_owed(const struct making *m)
{
	for (size_t i = 0; m->d != NULL && i < m->d->n_aid; i++)
		if (m->d->aid[i].subsidy != HJ_NONE)
			return m->d->aid[i].subsidy - m->d->aid[i].paid;
	return 0;
}

static void
make_money(struct making *m, const struct hj_field *f)
{
	int64_t owed = asks(m, "pay-subsidy") ? subsidy_owed(m) : 0;

	if (percent(m->wild))
		hj_buf_int(m->b, between(0, f->most));
	else if (owed > 0)
		hj_buf_int(m->b, percent(50) ? owed : between(1, owed));
	else
		hj_buf_int(m->b, between(0, 100) * (percent(50) ? 1000 : 10));
}

static void
make_bool(struct making *m, const struct hj_field *f)
{
	bool yes = named(f, "differs") || named(f, "assign") ? m->both
		   : named(f, "disclosed")                   ? percent(95)
		   : named(f, "consent")                     ? percent(90)
		   : named(f, "received")                    ? percent(60)
		   : named(f, "interest")                    ? percent(5)
							     : percent(30);

	hj_buf_puts(m->b, yes ? "true" : "false");
}

/* `of` is the field itself, or the list whose bare item it describes. */
static void
make_value(
    struct making *m, const struct hj_field *f, const struct hj_field *of)
{
	switch (f->type) {
	case HJ_T_BOOL:
		make_bool(m, f);
		return;
	case HJ_T_INT:
		make_int(m, f, of);
		return;
	case HJ_T_MONEY:
		make_money(m, f);
		return;
	case HJ_T_TEXT:
		make_text(m, f, of);
		return;
	case HJ_T_SEALED:
		make_words(m, (size_t)f->most);
		return;
	case HJ_T_WORD:
		make_word(m, f);
		return;
	case HJ_T_DATE:
		make_date(m, f);
		return;
	case HJ_T_INSTANT:
		make_instant(m, f);
		return;
	case HJ_T_ID:
		make_id(m, of);
		return;
	case HJ_T_OBJECT:
		make_object(m, f->of);
		return;
	case HJ_T_LIST:
		make_list(m, f);
		return;
	}
}

/* How often members that may be left out are there; others: 35. */
static int
usual_share(const struct hj_field *f)
{
	static const struct {
		const char *name;
		int percent;
	} shares[] = { { "began_on", 90 }, { "disclosed", 98 },
		{ "outside", 15 }, { "party", 15 }, { "occurred_to", 15 },
		{ "starts", 85 }, { "ends", 85 }, { "to", 85 }, { "court", 85 },
		{ "replaces", 15 }, { "supplements", 6 }, { "carries", 8 },
		{ "guarantor", 4 }, { "guarantee", 4 }, { "creditor", 10 },
		{ "shares", 4 }, { "creditors", 4 }, { "entitlement", 4 },
		{ "agency", 15 }, { "after_term", 4 }, { "after_days", 10 },
		{ "issues", 10 }, { "after", 15 }, { "every", 4 },
		{ "times", 4 }, { "liability", 8 }, { "accused", 8 },
		{ "accused_people", 4 }, { "basis", 8 }, { "way", 15 },
		{ "trial", 10 }, { "evidence", 85 }, { "subsidy", 90 },
		{ "communication", 3 }, { "needs", 1 } };

	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		if (named(f, shares[i].name))
			return shares[i].percent;
	return 35;
}

/* How often a member that may be left out is there. */
static int
share(
    const struct making *m, const struct hj_fields *t, const struct hj_field *f)
{
	if (f->flags & HJ_REQUIRED)
		return 100;
	/* What numbers nothing that is there is seldom said. */
	if (how_many(m, f) == 0)
		return m->wild;
	if (strncmp(m->command->name, "issue-", 6) == 0 &&
	    t != &hj_frame_fields)
		return named(f, "by_outside") ? 10
		       : named(f, "review_days") && asks(m, "issue-recheck")
			   ? 5
			   : 98;
	if (strncmp(m->command->name, "request-re", 10) == 0 && named(f, "to"))
		return 5;
	if (t == &hj_frame_fields && named(f, "occurred_on") &&
	    asks(m, "find-date"))
		return 90;
	if (t == &hj_frame_fields)
		return named(f, "procedure") && m->p != NULL ? 85 : 5;
	if (named(f, "differences") || named(f, "report_by"))
		return m->both ? 100 : 0;
	if (named(f, "channel"))
		return m->command->flags & HJ_CREATES ? 25 : 40;
	return usual_share(f);
}

static void
make_object(struct making *m, const struct hj_fields *t)
{
	bool first = true;

	hj_buf_putc(m->b, '{');
	for (; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++) {
			const struct hj_field *f = &t->row[i];

			if (!percent(share(m, t, f)))
				continue;
			if (!first)
				hj_buf_putc(m->b, ',');
			first = false;
			hj_emit_text(m->b, f->name);
			hj_buf_putc(m->b, ':');
			make_value(m, f, f);
		}
	hj_buf_putc(m->b, '}');
}

/* Make a body for m->command. */
static inline void
make_command(struct making *m)
{
	bool planned = strstr(m->command->name, "schedule") != NULL;

	m->wild = percent(20) ? 25 : 2;
	m->item = -1;
	m->both = percent(40);
	m->starts = planned ? m->now + between(1, 9000) * 60000
			    : m->now - between(0, 4000) * 60000;
	m->ends = m->starts + between(1, 180) * 60000;
	if (!planned && m->ends > m->now)
		m->ends = m->now;
	make_object(m, m->command->fields);
}

#endif
