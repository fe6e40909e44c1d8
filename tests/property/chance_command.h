/*
 * Random commands: plausible ones made from the state, and wild ones.
 *
 * A command's own field table says what its body may hold, so a new command is
 * tried without a line here.  Numbers, ids and times are taken from the state
 * most of the time (`wild` says how seldom not), so that sequences get far.
 */
#ifndef HJ_TESTS_PROPERTY_CHANCE_COMMAND_H
#define HJ_TESTS_PROPERTY_CHANCE_COMMAND_H

#include "lib/commands/legal_aid/roster.h"
#include "tests/unit/turn_fixture.h"

static uint64_t chance_seed;

/* splitmix64 */
static uint64_t
chance(void)
{
	uint64_t z = (chance_seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static int64_t
between(int64_t least, int64_t most)
{
	return least + (int64_t)(chance() % (uint64_t)(most - least + 1));
}

static bool
percent(int n)
{
	return between(1, 100) <= n;
}

/* What a body is made for. */
struct making {
	struct hj_buf *b;
	struct fixture *f; /* people and organisations */
	const struct hj_dispute *d;
	const struct hj_command *command;
	const struct hj_procedure *p; /* that it is about, or NULL */
	int64_t now;
	int64_t starts, ends; /* of the sitting, if it is one */
	int wild;             /* percent of values without sense */
	int64_t item;         /* place in the list being made, from 0 */
};

static void make_object(struct making *m, const struct hj_fields *t);

static bool
named(const struct hj_field *f, const char *name)
{
	return strcmp(f->name, name) == 0;
}

/* How many things of the kind that `f` numbers there are; -1: it numbers none.
 */
static int64_t
how_many(const struct making *m, const struct hj_field *f)
{
	const struct hj_dispute *d = m->d;
	const struct {
		const char *name;
		size_t n;
	} lists[] = { { "party", d->n_party }, { "debtor", d->n_party },
		{ "parties", d->n_party }, { "agreed", d->n_party },
		{ "consents", d->n_party }, { "procedure", d->n_procedure },
		{ "again_of", d->n_procedure }, { "session", d->n_session },
		{ "appointment", d->n_appointment }, { "clock", d->n_clock },
		{ "agreement", d->n_agreement }, { "replaces", d->n_agreement },
		{ "supplements", d->n_agreement }, { "issue", d->n_issue },
		{ "issues", d->n_issue }, { "referral", d->n_referral },
		{ "notices", d->n_notice }, { "draw", d->n_draw },
		{ "link", d->n_link }, { "term", 2 }, { "carries", 2 } };

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (named(f, lists[i].name))
			return (int64_t)lists[i].n;
	return -1;
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

/* The owed notice, open offer ... after a random one; or any. */
static int64_t
likely(const struct making *m, const struct hj_field *f, int64_t n)
{
	int64_t first = between(0, n - 1);

	for (int64_t i = 0; i < n; i++) {
		int64_t at = (first + i) % n;

		if ((named(f, "party") && is_asked(m, at + 1)) ||
		    (named(f, "notices") &&
			m->d->notice[at].state == HJ_NS_OWED) ||
		    (named(f, "referral") &&
			m->d->referral[at].state == HJ_RS_OFFERED) ||
		    (named(f, "agreement") &&
			m->d->agreement[at].state ==
			    (m->p != NULL && m->p->phase == HJ_PH_SETTLED
				    ? HJ_AS_EFFECTIVE
				    : HJ_AS_DRAFT)))
			return at + 1;
	}
	return first + 1;
}

static void
make_int(struct making *m, const struct hj_field *f, const struct hj_field *of)
{
	int64_t n = how_many(m, of), most = f->most;

	if (percent(m->wild)) {
		hj_buf_int(m->b, between(f->least, most));
	} else if (named(f, "review_days")) {
		hj_buf_int(m->b, 30);
	} else if (named(f, "visitors")) {
		hj_buf_int(m->b, between(1, 6));
	} else if (named(of, "procedure") && m->p != NULL && percent(80)) {
		hj_buf_int(m->b, m->p->no);
	} else if (n > 0 && f != of) {
		/* A list of numbers: each once, in turn. */
		hj_buf_int(m->b, named(of, "notices") && m->item == 0
				     ? likely(m, of, n)
				     : m->item % n + 1);
	} else if (n > 0) {
		hj_buf_int(
		    m->b, m->item >= 0 ? m->item % n + 1 : likely(m, f, n));
	} else {
		if (most > f->least + 60)
			most = f->least + 60;
		hj_buf_int(m->b, between(f->least, most));
	}
}

static void
make_words(struct making *m, size_t most)
{
	static const char *const words[] = { "还款", "a", "山林地界",
		"\"quoted\" \\ and\ttab", "one\ntwo", "😀𠮷", "e\xcc\x81",
		"乙方于三月内付清" };
	struct hj_buf text;
	size_t n = most < 20 ? 1 : (size_t)between(1, 3);

	hj_buf_init(&text, 4096);
	for (size_t i = 0; i < n; i++)
		hj_buf_puts(&text, most < 20 ? "甲" : words[between(0, 7)]);
	hj_emit_text(m->b, hj_buf_text(&text));
	hj_buf_release(&text);
}

static const char *
some_person(struct making *m)
{
	enum place place = (enum place)between(0, PLACES - 1);

	int who = m->item >= 0 ? (int)(m->item % 3) : (int)between(0, 2);

	if (m->p != NULL && m->p->n_mediator > 0 && percent(50))
		return m->p->mediator[between(0, (int64_t)m->p->n_mediator - 1)]
		    .person;
	for (int i = 0; i < PLACES && m->p != NULL && m->p->body != NULL; i++)
		if (!percent(m->wild) &&
		    strcmp(fixture_org(m->f, (enum place)i), m->p->body) == 0)
			place = (enum place)i;
	return fixture_person(m->f, place, who);
}

static const char *
some_event(struct making *m)
{
	if (m->d->n_session > 0 && percent(40))
		return m->d->session[between(0, (int64_t)m->d->n_session - 1)]
		    .event;
	if (m->d->n_entry > 0)
		return m->d->entry[between(0, (int64_t)m->d->n_entry - 1)]
		    .event;
	return "00000000000000000000000000000000";
}

static const char *
some_counsel(struct making *m)
{
	const struct hj_roster *r = m->f->world.roster[0];

	return r->counsel[between(0, (int64_t)r->n_counsel - 1)].id;
}

/* 64 hex digits, of which the first 16 are by chance. */
static void
make_seed(struct making *m)
{
	char seed[65];

	snprintf(seed, sizeof(seed), "%016llx%048d",
	    (unsigned long long)chance(), 0);
	hj_emit_text(m->b, seed);
}

/* A dispute that this one is linked to, or another. */
static const char *
some_other(const struct making *m)
{
	size_t n = m->d->n_link;

	return n == 0 || percent(20)
		   ? fixture_id(m->f, 'd', (int)between(2, 9))
		   : m->d->link[between(0, (int64_t)n - 1)].other;
}

static void
make_id(struct making *m, const struct hj_field *f, const struct hj_field *of)
{
	const char *id = some_person(m);

	if (named(of, "event") || named(of, "materials"))
		id = some_event(m);
	else if (named(of, "centre"))
		id = fixture_org(m->f, AID);
	else if (named(f, "counsel"))
		id = some_counsel(m);
	else if (named(of, "court") && !percent(m->wild))
		id = fixture_org(m->f, COURT);
	else if (strcmp(m->command->name, "refer-petition") == 0)
		id = fixture_org(m->f, (enum place)between(BUREAU, HIGHEST));
	else if (named(of, "handed_to"))
		id = fixture_org(m->f, TOWNSHIP);
	else if (named(of, "person") && m->p != NULL &&
		 m->p->channel == HJ_CH_SUIT && percent(80))
		id = fixture_person(m->f, ROOM, 0);
	else if (named(of, "organisation") && percent(60))
		id = fixture_org(m->f, ROOM);
	else if (named(f, "other") || named(f, "absorbed"))
		id = some_other(m);
	else if (named(f, "org") && percent(80) && m->d->registered_at != NULL)
		id = m->d->registered_at;
	else if (named(f, "org"))
		id = fixture_org(m->f, (enum place)between(0, PLACES - 1));
	else if (named(of, "organisation") || named(of, "to") ||
		 named(of, "court") || named(of, "signer"))
		id = fixture_org(m->f, (enum place)between(0, PLACES - 1));
	hj_emit_text(
	    m->b, percent(m->wild) ? "0123456789abcdef0123456789abcdef" : id);
}

static const char *
some_matter(const struct making *m)
{
	static const char *const matters[] = { "demolition", "welfare",
		"criminal_judgment", "pollution", "labour_dispute",
		"suggestion" };

	return percent(m->wild) ? "nothing" : matters[between(0, 5)];
}

static void
make_text(struct making *m, const struct hj_field *f)
{
	if (named(f, "on_behalf") || named(f, "recorder"))
		hj_emit_text(m->b, some_person(m));
	else if (named(f, "matter"))
		hj_emit_text(m->b, some_matter(m));
	else if (named(f, "place") || named(f, "second_place"))
		hj_emit_text(m->b, "999901001001");
	else if (named(f, "seed"))
		make_seed(m);
	else
		make_words(m, (size_t)f->most);
}

static void
make_date(struct making *m)
{
	int64_t days = percent(90) ? between(-20, 0) : between(-800, 60);

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

	if (f->words == &hj_petition_check_words && m->item >= 0)
		word = (int)m->item % ((int)f->words->n - 1) + 1;
	if (!percent(m->wild)) {
		for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
			if (named(f, usual[i].name) && usual[i].word != 0 &&
			    percent(70))
				word = usual[i].word;
		if (named(f, "side") && percent(85))
			word = (m->item >= 0 ? m->item : m->d->version) % 2 == 0
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
	bool parties = named(f, "parties") || named(f, "attendance") ||
		       named(f, "agreed") || named(f, "consents");

	if (parties && !percent(m->wild))
		n = m->d->n_party == 0 ? between(2, 3) : (int64_t)m->d->n_party;
	/* One party withdraws; all apply. */
	if (named(f, "parties") && strcmp(m->command->name, "withdraw") == 0 &&
	    percent(60))
		n = 1;
	if (named(f, "checklist") && percent(80))
		n = (int64_t)hj_petition_check_words.n - 1;
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

/* `of` is the field itself, or the list whose bare item it describes. */
static void
make_value(
    struct making *m, const struct hj_field *f, const struct hj_field *of)
{
	switch (f->type) {
	case HJ_T_BOOL:
		hj_buf_puts(m->b, percent(named(f, "disclosed")  ? 95
					  : named(f, "interest") ? 5
								 : 30)
				      ? "true"
				      : "false");
		return;
	case HJ_T_INT:
		make_int(m, f, of);
		return;
	case HJ_T_MONEY:
		hj_buf_int(m->b, percent(m->wild) ? between(0, f->most)
						  : between(0, 100) * 1000);
		return;
	case HJ_T_TEXT:
		make_text(m, f);
		return;
	case HJ_T_SEALED:
		make_words(m, (size_t)f->most);
		return;
	case HJ_T_WORD:
		make_word(m, f);
		return;
	case HJ_T_DATE:
		make_date(m);
		return;
	case HJ_T_INSTANT:
		make_instant(m, f);
		return;
	case HJ_T_ID:
		make_id(m, f, of);
		return;
	case HJ_T_OBJECT:
		make_object(m, f->of);
		return;
	case HJ_T_LIST:
		make_list(m, f);
		return;
	}
}

/* Members of a term that fit only with others: a draft seldom has them. */
static bool
is_detail(const struct hj_field *f)
{
	static const char *const names[] = { "after", "after_days",
		"after_term", "carries", "creditor", "every", "guarantee",
		"guarantor", "issues", "liability", "shares", "supplements",
		"times" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (named(f, names[i]))
			return true;
	return false;
}

/* How often a member that may be left out is there. */
static int
share(
    const struct making *m, const struct hj_fields *t, const struct hj_field *f)
{
	if (f->flags & HJ_REQUIRED)
		return 100;
	if (strncmp(m->command->name, "issue-", 6) == 0 &&
	    t != &hj_frame_fields)
		return named(f, "by_outside") ? 10
		       : !named(f, "review_days") ||
			       strcmp(m->command->name, "issue-recheck") != 0
			   ? 98
			   : 5;
	if (strncmp(m->command->name, "request-re", 10) == 0 && named(f, "to"))
		return 5;
	if (named(f, "began_on"))
		return 90;
	if (t == &hj_frame_fields)
		return named(f, "procedure") ? 85 : 5;
	if (named(f, "disclosed"))
		return 98;
	if (is_detail(f))
		return 4;
	if (named(f, "channel"))
		return m->command->flags & HJ_CREATES ? 25 : 40;
	if (named(f, "outside") || named(f, "replaces") || named(f, "party") ||
	    named(f, "occurred_to"))
		return 15;
	if (named(f, "starts") || named(f, "ends") || named(f, "to") ||
	    named(f, "court"))
		return 85;
	return 35;
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
	m->starts = planned ? m->now + between(1, 9000) * 60000
			    : m->now - between(0, 4000) * 60000;
	m->ends = m->starts + between(1, 180) * 60000;
	if (!planned && m->ends > m->now)
		m->ends = m->now;
	make_object(m, m->command->fields);
}

#endif
