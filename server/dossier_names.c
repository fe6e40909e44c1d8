/* Do its papers name the same people and bodies?  See dossier_names.h. */
#include "server/dossier_names.h"

#include "lib/integrity/index.h"

#include <string.h>

#define NAME_LEAST 6 /* bytes: two characters; less may stand for anything */
#define BODY_NAME_LEAST                                                        \
	18 /* six: shorter ones stand for any body of a kind                   \
	    */

/* clang-format off */
const struct hj_word hj_names_compared = {
	"names",
	"核对的是:题名、协议、笔录、援助申请和结案报告里当事人的旧名,代签人,本县没有参与的调解组织的名称,单列的邀请参加人、代付人是不是当事人,以及协议、达成协议的笔录、援助申请和结案报告所写的金额。正文里的其他人名、付款人和其他单位名称不核对。",
	"Compared are: former names of parties in title, agreements, records, applications and reports of legal aid; who signed for another; names of the county's mediation bodies without a part; whether a guest or a third payer, where entered on a line of its own, is a party; and the sums that agreements, records of how they were reached, and applications and reports of legal aid name. Other persons, payers and bodies named within the texts are not compared.",
};
/* clang-format on */

/* A text that is looked at, and what is told of it. */
struct paper {
	const char *text; /* folded */
	int former; /* enum hj_contradiction_kind: it says a former name */
	int other;  /* it names a body without a part; 0: not looked for */
	int64_t no;
};

struct search {
	struct hj_ring *ring;
	const struct hj_directory *dir;
	const struct hj_dispute *d;
	const struct hj_procedure *p;
	const struct hj_event *event;
	size_t n_event;
	struct paper *paper;
	size_t n_paper;
	struct hj_contradiction *list;
	size_t n;
};

static void
found(struct search *s, int kind, int64_t no, int64_t party)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->list[i].kind == kind && s->list[i].no == no &&
		    s->list[i].part == party)
			return;
	*HJ_PUSH(s->ring->a, s->list, s->n) =
	    (struct hj_contradiction){ kind, no, party };
}

/* The folded text; NULL if there is none, or its key is gone. */
static const char *
opened(struct search *s, struct hj_sealed sealed)
{
	const char *text = hj_open_text(s->ring, sealed.box);

	return text == NULL ? NULL : hj_index_fold(s->ring->a, text);
}

static bool
says(const char *text, const char *name)
{
	return text != NULL && name != NULL && strstr(text, name) != NULL;
}

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- papers ---- */

static void
take(struct search *s, struct hj_sealed sealed, int former, int other,
    int64_t no)
{
	const char *text = opened(s, sealed);

	if (text != NULL)
		*HJ_PUSH(s->ring->a, s->paper, s->n_paper) =
		    (struct paper){ text, former, other, no };
}

static void
take_agreement(struct search *s, const struct hj_agreement_drafted *b)
{
	const struct hj_agreement *a = b->agreement;

	if (!hj_agreement_in_file(s->p, a))
		return;
	take(s, b->text, HJ_CD_FORMER_NAME, HJ_CD_OTHER_BODY, a->no);
	for (size_t i = 0; i < a->n_term; i++)
		take(s, a->term[i].text, HJ_CD_FORMER_NAME, HJ_CD_OTHER_BODY,
		    a->no);
}

static void
take_record(struct search *s, int64_t no, struct hj_sealed text)
{
	const struct hj_session *sat = hj_session_at(s->d, no);

	if (sat != NULL && !sat->voided && sat->procedure == s->p->no)
		take(s, text, HJ_CD_FORMER_NAME_RECORD, HJ_CD_OTHER_BODY_RECORD,
		    no);
}

/* The title, the agreements and the records of the procedure's sittings. */
static void
take_papers(struct search *s)
{
	take(s, s->d->title, HJ_CD_FORMER_NAME, 0, 0);
	for (size_t i = 0; i < s->n_event; i++) {
		const struct hj_event_kind *kind = s->event[i].kind;
		const struct hj_session_logged *logged = s->event[i].body;
		const struct hj_record_completed *completed = s->event[i].body;
		const struct hj_aid_set *aid = s->event[i].body;

		if (kind == &hj_ev_agreement_drafted ||
		    kind == &hj_ev_oral_agreement_recorded)
			take_agreement(s, s->event[i].body);
		else if (kind == &hj_ev_session_logged)
			take_record(s, logged->session->no, logged->text);
		else if (kind == &hj_ev_record_completed)
			take_record(s, completed->session, completed->text);
		else if ((kind == &hj_ev_aid_applied ||
			     kind == &hj_ev_aid_reported) &&
			 aid->aid->procedure == s->p->no)
			take(s, aid->text, HJ_CD_FORMER_NAME_AID, 0,
			    aid->aid->no);
	}
}

/* ---- former names ---- */

/* Which papers say `former`, which is no part of what the party is called now?
 */
static void
look_for_former(
    struct search *s, const struct hj_party *party, const char *former)
{
	const char *now = opened(s, party->name);

	if (now == NULL || strlen(former) < NAME_LEAST || says(now, former))
		return;
	for (size_t i = 0; i < s->n_paper; i++)
		if (says(s->paper[i].text, former))
			found(s, s->paper[i].former, s->paper[i].no, party->no);
}

/* The party that `ev` gave a name, if it is one still; the name it gave. */
static const struct hj_party *
named(struct search *s, const struct hj_event *ev, const char **ret_name)
{
	const struct hj_party_set *b = ev->body;
	const struct hj_party *now;

	if (ev->kind != &hj_ev_party_added &&
	    ev->kind != &hj_ev_party_corrected)
		return NULL;
	now = hj_party_at(s->d, b->party->no);
	*ret_name = opened(s, b->party->name);
	return now == NULL || now->removed || now->erased || *ret_name == NULL
		   ? NULL
		   : now;
}

static void
look_at_names(struct search *s)
{
	for (size_t i = 0; i < s->n_event; i++) {
		const char *name;
		const struct hj_party *now = named(s, &s->event[i], &name);

		if (now != NULL)
			look_for_former(s, now, name);
	}
}

/* ---- those who should be somebody else ---- */

/* Was some party entered under that name, now or before?  Tell it. */
static void
look_for_party(struct search *s, struct hj_sealed sealed, int kind, int64_t no)
{
	const char *who = opened(s, sealed);

	for (size_t i = 0; who != NULL && i < s->n_event; i++) {
		const char *name;
		const struct hj_party *now = named(s, &s->event[i], &name);

		if (now != NULL && same(name, who))
			found(s, kind, no, now->no);
	}
}

/* Guests of the sittings, and those who pay in place of a debtor. */
static void
look_at_others(struct search *s)
{
	for (size_t i = 0; i < s->n_event; i++) {
		const struct hj_session_logged *sat = s->event[i].body;
		const struct hj_agreement_drafted *drafted = s->event[i].body;

		if (s->event[i].kind == &hj_ev_session_logged &&
		    sat->session->procedure == s->p->no &&
		    !hj_session_at(s->d, sat->session->no)->voided)
			for (size_t k = 0; k < sat->n_guests; k++)
				look_for_party(s, sat->guests[k].name,
				    HJ_CD_GUEST_IS_PARTY, sat->session->no);
		else if (s->event[i].kind == &hj_ev_agreement_drafted &&
			 drafted->agreement->procedure == s->p->no)
			for (size_t k = 0; k < drafted->agreement->n_term; k++)
				look_for_party(s,
				    drafted->agreement->term[k].payer,
				    HJ_CD_PAYER_IS_PARTY,
				    drafted->agreement->no);
	}
}

/* ---- bodies ---- */

/* Has the body, or had it, a part as far as the state knows? */
static bool
took_part(const struct hj_dispute *d, const char *org)
{
	bool is = same(d->registered_at, org);

	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];

		is = is || same(p->body, org) || same(p->signer, org) ||
		     same(p->host, org);
		for (size_t k = 0; k < p->n_mediator; k++)
			is = is || same(p->mediator[k].body, org);
	}
	for (size_t i = 0; i < d->n_referral; i++)
		is = is || same(d->referral[i].from, org) ||
		     same(d->referral[i].to, org);
	return is;
}

/* The text without the names of bodies that took part, of which a committee's
 * may be a piece. */
static const char *
without_known(struct search *s, const char *text)
{
	char *rest = hj_strdup(s->ring->a, text);

	for (size_t i = 0; i < s->dir->n_org; i++) {
		const struct hj_org *org = &s->dir->org[i];
		const char *name;
		char *at;

		if (!same(org->county, s->d->county) ||
		    !took_part(s->d, org->id))
			continue;
		name = hj_index_fold(s->ring->a, org->name);
		while (*name != '\0' && (at = strstr(rest, name)) != NULL)
			memset(at, ' ', strlen(name));
	}
	return rest;
}

/* Committees of the county that papers name and that never had a part. */
static void
look_at_bodies(struct search *s)
{
	for (size_t i = 0; i < s->n_paper; i++) {
		const struct paper *paper = &s->paper[i];
		const char *text =
		    paper->other == 0 ? NULL : without_known(s, paper->text);

		for (size_t k = 0; text != NULL && k < s->dir->n_org; k++) {
			const struct hj_org *org = &s->dir->org[k];
			const char *name;

			if (!same(org->county, s->d->county) ||
			    !hj_org_handles(org, HJ_CH_PEOPLE) ||
			    took_part(s->d, org->id))
				continue;
			name = hj_index_fold(s->ring->a, org->name);
			if (strlen(name) >= BODY_NAME_LEAST && says(text, name))
				found(s, paper->other, paper->no, 0);
		}
	}
}

/* ---- hands ---- */

/* Is `name` the party's own, or that of somebody who ever acted for it? */
static bool
is_hand_of(struct search *s, int64_t no, const char *name)
{
	const struct hj_party *party = hj_party_at(s->d, no);
	const char *own = party == NULL ? NULL : opened(s, party->name);

	if (own != NULL && strcmp(own, name) == 0)
		return true;
	for (size_t i = 0; i < s->d->n_agency; i++) {
		const char *agent = s->d->agency[i].party != no
					? NULL
					: opened(s, s->d->agency[i].name);

		if (agent != NULL && strcmp(agent, name) == 0)
			return true;
	}
	return false;
}

static void
look_at_hands(struct search *s)
{
	for (size_t i = 0; i < s->n_event; i++) {
		const struct hj_agreement_signed *b = s->event[i].body;
		const struct hj_agreement *a;
		const char *name;

		if (s->event[i].kind != &hj_ev_agreement_signed ||
		    b->signature == NULL)
			continue;
		a = hj_agreement_at(s->d, b->agreement);
		name = opened(s, b->signer);
		if (a != NULL && hj_agreement_in_file(s->p, a) &&
		    name != NULL && !is_hand_of(s, b->signature->party, name))
			found(s, HJ_CD_OTHER_HAND, a->no, b->signature->party);
	}
}

size_t
hj_name_contradictions(struct hj_ring *ring, const struct hj_directory *dir,
    const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_event *event, size_t n_event,
    struct hj_contradiction **list, size_t n)
{
	struct search s = {
		.ring = ring,
		.dir = dir,
		.d = d,
		.p = p,
		.event = event,
		.n_event = n_event,
		.list = *list,
		.n = n,
	};

	take_papers(&s);
	look_at_names(&s);
	look_at_others(&s);
	look_at_bodies(&s);
	look_at_hands(&s);
	*list = s.list;
	return s.n;
}
