/*
 * What each kind of event tells a replay; see reader.h.
 *
 * To read a further kind otherwise than by its name: a function and a row.
 */
#include "lib/rules/reader.h"

#include <string.h>

typedef void read_fn(struct hj_reader *r, const struct hj_event *ev);

static void
read_registered(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_registered *b = ev->body;
	int64_t amount = b->disputed != HJ_NONE ? b->disputed : b->claim;

	r->m->id = ev->stream;
	r->m->code = b->code;
	r->m->county = b->county;
	r->m->ladder = b->ladder;
	r->m->registered_on = b->registered_on;
	r->m->pin = b->pin;
	r->m->n_pin = b->n_pin;
	r->setting[HJ_SE_SOURCE] =
	    b->source == 0 ? NULL : hj_word_name(&hj_source_words, b->source);
	r->setting[HJ_SE_CATEGORY] = b->category_moj;
	if (amount != HJ_NONE)
		hj_reader_learn(r, ev, HJ_FF_AMOUNT, amount, NULL);
	if (b->second_place != NULL)
		hj_reader_learn(r, ev, HJ_FF_CROSSES_COUNTY,
		    strncmp(b->second_place, b->county, 6) != 0, NULL);
	r->waits = true;
}

/* What the parties are, taken together. */
static void
look_at_parties(struct hj_reader *r, const struct hj_event *ev)
{
	int64_t people = 0;
	bool known = true, minor = false;
	int kind = 0;

	for (size_t i = 0; i < r->n_party; i++) {
		const struct hj_party *p = r->party[i];

		if (p->removed)
			continue;
		known = known && (p->kind != HJ_PK_GROUP || p->size > 0);
		people += p->kind == HJ_PK_GROUP ? p->size : 1;
		minor = minor || p->minor;
		kind = kind == 0 || kind == p->kind ? p->kind : -1;
	}
	hj_reader_learn(r, ev, HJ_FF_PEOPLE, people, NULL);
	r->m->fact[r->m->n_fact - 1].happening.unknown = !known;
	hj_reader_learn(r, ev, HJ_FF_MINOR, minor, NULL);
	if (kind > 0)
		hj_reader_learn(r, ev, HJ_FF_PARTY_KIND, 0,
		    hj_word_name(&hj_party_kind_words, kind));
}

static void
read_party(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_party_set *b = ev->body;
	size_t i = 0;

	while (i < r->n_party && r->party[i]->no != b->party->no)
		i++;
	if (i == r->n_party)
		(void)HJ_PUSH(r->a, r->party, r->n_party);
	r->party[i] = b->party;
	look_at_parties(r, ev);
	if (!r->waits)
		hj_reader_tell(r, ev, false);
}

static void
add_pins(struct hj_reader *r, const struct hj_pin *pin, size_t n)
{
	struct hj_pin *all = hj_alloc(r->a, (r->m->n_pin + n) * sizeof(*all));

	if (r->m->n_pin > 0)
		memcpy(all, r->m->pin, r->m->n_pin * sizeof(*all));
	memcpy(all + r->m->n_pin, pin, n * sizeof(*all));
	r->m->pin = all;
	r->m->n_pin += n;
}

static const struct hj_referral *
referral_of(const struct hj_reader *r, int64_t no)
{
	for (size_t i = 0; no != 0 && i < r->at; i++) {
		const struct hj_referral_set *b = r->ev[i].body;

		if (r->ev[i].kind == &hj_ev_referral_offered &&
		    b->referral->no == no)
			return b->referral;
	}
	return NULL;
}

/*
 * A body has it now, and the ladder says whether that handles a step of it;
 * what was handed up enters its step when the offer is accepted.
 */
static void
read_opened(struct hj_reader *r, const struct hj_event *ev)
{
	static const unsigned forums =
	    HJ_CH(SUIT) | HJ_CH(ARBITRATION) | HJ_CH(RECONSIDERATION);
	const struct hj_procedure_opened *b = ev->body;
	const struct hj_procedure *p = b->procedure;
	const struct hj_referral *from = referral_of(r, p->referral);
	const struct hj_org *org =
	    p->body == NULL ? NULL : hj_org_find(r->dir, p->body);
	bool taken = org != NULL && (from == NULL || from->step == 0);
	struct hj_happening *h;

	*HJ_PUSH(r->a, r->place, r->n_place) =
	    (struct hj_reader_place){ .no = p->no,
		    .channel = p->channel,
		    .trial = p->trial,
		    .kind = org == NULL ? NULL : org->kind };
	if (b->n_pin > 0)
		add_pins(r, b->pin, b->n_pin);
	hj_reader_stand(r, p->no);
	hj_reader_tell(r, ev,
	    !taken || !hj_ladder_handled(NULL, 0, org->kind, p->channel));
	if ((1u << p->channel) & forums)
		hj_reader_learn(r, ev, HJ_FF_OTHER_FORUM, 0,
		    hj_word_name(&hj_channel_words, p->channel));
	if (!taken)
		return;
	h = &hj_reader_push(r, ev, HJ_HN_BODY)->happening;
	h->word = org->kind->name;
	h->n = p->channel;
}

static void
read_consent(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_consent_recorded *b = ev->body;
	size_t asked = 0, agreed = 0;

	if (b->answer == HJ_AN_AGREES)
		*HJ_PUSH(r->a, r->agreed, r->n_agreed) =
		    (struct hj_reader_agreed){ b->procedure, b->party };
	for (size_t i = 0; i < r->n_party; i++) {
		bool did = false;

		for (size_t k = 0; k < r->n_agreed; k++)
			did = did || (r->agreed[k].procedure == b->procedure &&
					 r->agreed[k].party == r->party[i]->no);
		asked += !r->party[i]->removed;
		agreed += !r->party[i]->removed && did;
	}
	if (b->answer == HJ_AN_REFUSES || asked == agreed)
		hj_reader_learn(
		    r, ev, HJ_FF_CONSENT, b->answer == HJ_AN_AGREES, NULL);
	hj_reader_tell(r, ev, b->procedure != r->here);
}

static void
read_session(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_session *s =
	    ((const struct hj_session_logged *)ev->body)->session;
	bool counts = s->procedure == r->here && s->counts == HJ_CO_YES &&
		      s->result != HJ_RE_AGREED;
	bool absent = false;

	for (size_t i = 0; i < s->n_attendance; i++)
		absent =
		    absent || s->attendance[i].presence == HJ_PR_ABSENT_NOTICED;
	if (counts && absent)
		hj_reader_leave(r, ev, HJ_EO_ABSENT);
	else
		hj_reader_tell(r, ev, !counts);
}

/* Does the matter go on under its set though the procedure ended so? */
static bool
goes_on(int ground)
{
	return ground == HJ_GR_SETTLED || ground == HJ_GR_HANDED_UP ||
	       ground == HJ_GR_HANDED_OVER || ground == HJ_GR_RETURNED;
}

static void
read_ended(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_procedure_moved *b = ev->body;
	bool here = b->procedure == r->here && r->here != 0;
	int on = here ? hj_ground_exit(b->ground) : 0;

	/* What a limit ended follows of the rules, and is no fact. */
	if (b->ground == HJ_GR_TERM_OVER && ev->caused_by != NULL)
		return;
	r->setting[HJ_SE_GROUND] =
	    b->ground == 0 ? NULL : hj_word_name(&hj_ground_words, b->ground);
	if (on != 0)
		hj_reader_leave(r, ev, on);
	else
		hj_reader_tell(r, ev, !here);
	if (here && on == 0 && !goes_on(b->ground))
		hj_reader_stop(r, ev);
}

static void
read_reopened(struct hj_reader *r, const struct hj_event *ev)
{
	if (ev->kind == &hj_ev_dispute_reopened ||
	    hj_reader_number(ev, "procedure") == r->here)
		hj_reader_stop(r, ev);
	else
		hj_reader_tell(r, ev, true);
}

static void
read_closed(struct hj_reader *r, const struct hj_event *ev)
{
	hj_reader_tell(r, ev, false);
	r->m->until = ev->at;
}

static void
read_drafted(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_agreement *a =
	    ((const struct hj_agreement_drafted *)ev->body)->agreement;

	*HJ_PUSH(r->a, r->drafted, r->n_drafted) =
	    (struct hj_reader_agreed){ a->procedure, a->no };
	hj_reader_tell(r, ev, a->procedure != r->here);
}

/* Did the same command settle the step's procedure as a whole? */
static bool
settles(const struct hj_reader *r, const struct hj_event *ev)
{
	for (size_t i = r->at + 1; i < r->n; i++) {
		const struct hj_event *next = &r->ev[i];

		if (next->cmd == NULL || ev->cmd == NULL ||
		    strcmp(next->cmd, ev->cmd) != 0)
			break;
		if (next->kind == &hj_ev_procedure_settled &&
		    hj_reader_number(next, "procedure") == r->here)
			return true;
	}
	return false;
}

static void
read_effective(struct hj_reader *r, const struct hj_event *ev)
{
	int64_t no = hj_reader_number(ev, "agreement");

	for (size_t i = 0; i < r->n_drafted; i++)
		if (r->drafted[i].party == no)
			hj_reader_stand(r, r->drafted[i].procedure);
	hj_reader_tell(r, ev, !settles(r, ev));
}

static void
read_referral(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_referral *f =
	    ((const struct hj_referral_set *)ev->body)->referral;
	bool made = ev->kind == &hj_ev_referral_offered ||
		    ev->kind == &hj_ev_referral_lapsed;

	/* What the rules asked for is no fact; how it was answered is. */
	if (f->step != 0 && made)
		return;
	if (f->step != 0 && ev->kind == &hj_ev_referral_revoked) {
		hj_reader_stop(r, ev);
		return;
	}
	r->setting[HJ_SE_REFERRAL] =
	    f->kind == 0 ? NULL
			 : hj_word_name(&hj_referral_kind_words, f->kind);
	hj_reader_tell(r, ev, f->step == 0);
}

static void
read_notice(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_notice *n =
	    ((const struct hj_notice_set *)ev->body)->notice;

	r->setting[HJ_SE_NOTICE] =
	    n->kind == 0 ? NULL : hj_word_name(&hj_notice_kind_words, n->kind);
	hj_reader_tell(r, ev, n->procedure != r->here);
}

static void
read_rating(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_act *b = ev->body;

	if (b->satisfaction != 0)
		hj_reader_learn(r, ev, HJ_FF_SATISFACTION, 0,
		    hj_word_name(&hj_satisfaction_words, b->satisfaction));
	if (ev->kind == &hj_ev_dissatisfaction_given)
		hj_reader_leave(r, ev, HJ_EO_UNSATISFIED);
	else
		hj_reader_tell(r, ev, false);
}

static void
read_extended(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_clock *c =
	    ((const struct hj_clock_set *)ev->body)->clock;
	const struct hj_extension *x;
	struct hj_replay_fact *f;

	if (c->n_extension == 0)
		return;
	x = &c->extension[c->n_extension - 1];
	f = hj_reader_push(r, ev, HJ_HN_EXTEND);
	f->happening.name = c->rule;
	f->happening.n = x->n;
	f->happening.unit = x->unit;
	f->happening.what = x->by == NULL ? 0
					  : hj_word_find(&hj_extends_words,
						x->by, strlen(x->by));
}

static void
read_category(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_category_corrected *b = ev->body;

	r->setting[HJ_SE_CATEGORY] = b->category_moj;
	hj_reader_tell(r, ev, false);
}

static void
read_moved(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_ladder *l =
	    ((const struct hj_ladder_moved *)ev->body)->ladder;

	r->here = l->procedure;
}

static void
read_any(struct hj_reader *r, const struct hj_event *ev)
{
	int64_t no = hj_reader_number(ev, "procedure");

	hj_reader_tell(r, ev, no != 0 && no != r->here);
}

/* A suit is filed: how it is tried may be told only now. */
static void
read_accepted(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_procedure_moved *b = ev->body;

	for (size_t i = 0; b->trial != 0 && i < r->n_place; i++)
		if (r->place[i].no == b->procedure)
			r->place[i].trial = b->trial;
	hj_reader_stand(r, b->procedure);
	read_any(r, ev);
}

static void
read_nothing(struct hj_reader *r, const struct hj_event *ev)
{
	(void)r;
	(void)ev;
}

/* Another set holds from here on: a period of the matter ends. */
static void
read_migrated(struct hj_reader *r, const struct hj_event *ev)
{
	const struct hj_rules_migrated *b = ev->body;
	struct hj_replay_matter *m = r->m;
	struct hj_pin *all = hj_alloc(r->a, (m->n_pin + 1) * sizeof(*all));

	*HJ_PUSH(r->a, m->former, m->n_former) =
	    (struct hj_replay_period){ .ladder = m->ladder,
		    .pin = m->pin,
		    .n_pin = m->n_pin,
		    .from = b->from,
		    .to = b->to };
	for (size_t i = 0; i < m->n_pin; i++)
		all[i] = strcmp(m->pin[i].set, b->from) == 0
			     ? (struct hj_pin){ b->to, b->to_name }
			     : m->pin[i];
	m->pin = all;
	if (b->ladder != NULL)
		m->ladder = b->to;
	hj_reader_push(r, ev, HJ_HN_TIME)->moves = true;
}

/* Kinds that say more, or less, than that they happened. */
static const struct {
	const struct hj_event_kind *kind;
	read_fn *read;
	bool ladder; /* it matters to a ladder, else to limits and facts */
} rows[] = {
	/* clang-format off */
	{ &hj_ev_registered, read_registered, true },
	{ &hj_ev_party_added, read_party, false },
	{ &hj_ev_party_corrected, read_party, false },
	{ &hj_ev_procedure_opened, read_opened, true },
	{ &hj_ev_confirmation_applied, read_opened, true },
	{ &hj_ev_accepted, read_accepted, false },
	{ &hj_ev_consent_recorded, read_consent, false },
	{ &hj_ev_session_logged, read_session, true },
	{ &hj_ev_procedure_ended, read_ended, true },
	{ &hj_ev_declined, read_ended, true },
	{ &hj_ev_procedure_reopened, read_reopened, true },
	{ &hj_ev_dispute_reopened, read_reopened, true },
	{ &hj_ev_dispute_closed, read_closed, true },
	{ &hj_ev_agreement_drafted, read_drafted, false },
	{ &hj_ev_agreement_effective, read_effective, true },
	{ &hj_ev_oral_agreement_recorded, read_effective, true },
	{ &hj_ev_referral_offered, read_referral, true },
	{ &hj_ev_referral_accepted, read_referral, true },
	{ &hj_ev_referral_refused, read_referral, true },
	{ &hj_ev_referral_returned, read_referral, true },
	{ &hj_ev_referral_revoked, read_referral, true },
	{ &hj_ev_referral_lapsed, read_referral, true },
	{ &hj_ev_notice_owed, read_notice, false },
	{ &hj_ev_notice_served, read_notice, false },
	{ &hj_ev_notice_returned, read_notice, false },
	{ &hj_ev_notice_withdrawn, read_notice, false },
	{ &hj_ev_satisfaction_given, read_rating, false },
	{ &hj_ev_dissatisfaction_given, read_rating, true },
	{ &hj_ev_category_corrected, read_category, false },
	{ &hj_ev_merged_into, hj_reader_stop, true },
	{ &hj_ev_clock_extended, read_extended, false },
	{ &hj_ev_ladder_moved, read_moved, true },
	{ &hj_ev_rules_migrated, read_migrated, true },
	{ &hj_ev_voided, read_nothing, true },
	{ &hj_ev_amended, read_nothing, false },
	{ &hj_ev_clock_started, read_nothing, false },
	{ &hj_ev_clock_moved, read_nothing, false },
	{ &hj_ev_clock_met, read_nothing, false },
	{ &hj_ev_clock_stopped, read_nothing, false },
	{ &hj_ev_clock_warned, read_nothing, false },
	{ &hj_ev_clock_fired, read_nothing, false },
	{ &hj_ev_clock_awaits, read_nothing, false },
	{ &hj_ev_clock_done_late, read_nothing, false },
	{ &hj_ev_expiry_set_aside, read_nothing, false },
	{ &hj_ev_late_entry, read_nothing, false },
	/* clang-format on */
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

bool
hj_reader_knows(const char *kind, bool ladder)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strcmp(rows[i].kind->name, kind) == 0)
			return rows[i].ladder ||
			       (!ladder && rows[i].read != read_nothing);
	return strcmp(kind, hj_ev_procedure_settled.name) == 0;
}

bool
hj_reader_skips(const char *kind)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strcmp(rows[i].kind->name, kind) == 0)
			return rows[i].read == read_nothing && !rows[i].ladder;
	return false;
}

void
hj_reader_read(struct hj_reader *r, const struct hj_event *ev)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].kind == ev->kind) {
			rows[i].read(r, ev);
			return;
		}
	read_any(r, ev);
}
