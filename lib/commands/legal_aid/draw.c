/* The draw of counsel; see draw.h. */
#include "lib/commands/legal_aid/draw.h"

#include "lib/commands/common.h"
#include "lib/commands/guard.h"

#include <string.h>

#define YEARS_FOR_GRAVE 3 /* 法律援助法26, F */

/* clang-format off */
static const struct hj_field conflict_rows[] = {
	HJ_ID(hj_conflict, counsel, HJ_REQUIRED, "律师编号|counsel"),
	HJ_WORD(hj_conflict, reason, HJ_REQUIRED, &hj_left_out_words, "冲突情形|which conflict"),
};
const struct hj_fields hj_conflict_fields = HJ_FIELDS(hj_conflict, conflict_rows);
/* clang-format on */

static uint64_t
word_of(const unsigned char *p)
{
	uint64_t r = 0;

	for (int i = 0; i < 8; i++)
		r = r << 8 | p[i];
	return r;
}

int
hj_draw_pick(const struct hj_candidate *candidate, size_t n,
    const unsigned char seed[HJ_SEED_SIZE])
{
	uint64_t sum = 0, over;

	for (size_t i = 0; i < n; i++)
		sum += (uint64_t)candidate[i].weight;
	over = (UINT64_MAX % sum + 1) % sum; /* 2^64 mod W */
	for (size_t k = 0; k < HJ_SEED_SIZE; k += 8) {
		uint64_t r = word_of(seed + k), so_far = 0;

		if (over != 0 && r > UINT64_MAX - over)
			continue;
		for (size_t i = 0; i < n; i++) {
			so_far += (uint64_t)candidate[i].weight;
			if (so_far > r % sum)
				return (int)i;
		}
	}
	return -1;
}

bool
hj_conflict_declared(int reason)
{
	return reason == HJ_XC_WORKS_FOR_OPPONENT || reason == HJ_XC_RELATED ||
	       reason == HJ_XC_INTEREST;
}

static bool
named(const struct hj_name *list, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].text, id) == 0)
			return true;
	return false;
}

/* Is some party that `b` is for opposed to one that `a` is for? */
static bool
opposed(
    const struct hj_dispute *d, const struct hj_aid *a, const struct hj_aid *b)
{
	for (size_t i = 0; i < a->n_recipients; i++)
		for (size_t k = 0; k < b->n_recipients; k++) {
			const struct hj_party *p =
			    hj_party_at(d, a->recipients[i].no);
			const struct hj_party *q =
			    hj_party_at(d, b->recipients[k].no);

			if (p == NULL || q == NULL || p->no == q->no)
				continue;
			if (p->side != q->side || p->side == HJ_SIDE_EQUAL)
				return true;
		}
	return false;
}

static bool
invited(const struct hj_procedure *p)
{
	return p != NULL &&
	       (HJ_CH(ASSIGNED) | HJ_CH(ENTRUSTED)) & 1u << p->channel;
}

const struct hj_procedure *
hj_mediated_invited(const struct hj_dispute *d, const char *id)
{
	for (size_t i = 0; i < d->n_session; i++) {
		const struct hj_session *s = &d->session[i];
		const struct hj_procedure *p = hj_procedure_at(d, s->procedure);

		if (invited(p) && named(s->mediators, s->n_mediators, id))
			return p;
	}
	/* He may have been replaced since. */
	for (size_t i = 0;
	     named(d->invited, d->n_invited, id) && i < d->n_procedure; i++)
		if (invited(&d->procedure[i]))
			return &d->procedure[i];
	return NULL;
}

bool
hj_mediated(const struct hj_dispute *d, const char *id)
{
	if (named(d->mediated, d->n_mediated, id))
		return true;
	for (size_t i = 0; i < d->n_session; i++)
		if (named(
			d->session[i].mediators, d->session[i].n_mediators, id))
			return true;
	return false;
}

static bool
acts_for_another(
    const struct hj_dispute *d, const struct hj_aid *aid, const char *id)
{
	for (size_t i = 0; i < d->n_aid; i++) {
		const struct hj_aid *other = &d->aid[i];

		if (other->procedure == aid->procedure ||
		    !opposed(d, aid, other))
			continue;
		if ((other->counsel != NULL &&
			strcmp(other->counsel, id) == 0) ||
		    named(other->former, other->n_former, id))
			return true;
	}
	return false;
}

int
hj_counsel_conflict(
    const struct hj_turn *t, const struct hj_aid *aid, const char *id)
{
	bool guarded = hj_guard_on(t, HJ_NO_COUNSEL_CONFLICT);

	if (hj_mediated_invited(t->d, id) != NULL ||
	    (guarded && hj_mediated(t->d, id)))
		return HJ_XC_MEDIATED;
	if (guarded && acts_for_another(t->d, aid, id))
		return HJ_XC_OTHER_SIDE;
	return named(aid->former, aid->n_former, id) ? HJ_XC_REPLACED : 0;
}

/* Does the roster let `c` take such a matter in this county today? */
static int
roster_says(const struct hj_counsel *c, const struct hj_aid *aid,
    const char *county, int32_t day)
{
	bool knows = c->n_specialities == 0;

	for (size_t i = 0; i < c->n_specialities; i++)
		knows = knows || c->specialities[i].matter == aid->matter;
	if (c->since > day)
		return HJ_XC_NOT_YET;
	if (!hj_counsel_on(c, day))
		return HJ_XC_ENDED;
	if (hj_counsel_away(c, day))
		return HJ_XC_LEAVE;
	if (c->n_areas > 0 && !named(c->areas, c->n_areas, county))
		return HJ_XC_AREA;
	if (!knows)
		return HJ_XC_SPECIALITY;
	if (aid->grave &&
	    (c->practising_since == 0 ||
		hj_date_add_months((struct hj_date){ c->practising_since },
		    12 * YEARS_FOR_GRAVE)
			.ymd > day))
		return HJ_XC_EXPERIENCE;
	return c->most != 0 && c->load >= c->most ? HJ_XC_FULL : 0;
}

static int
declared_of(const struct hj_conflict *list, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].counsel, id) == 0)
			return list[i].reason;
	return 0;
}

void
hj_draw_sort(struct hj_turn *t, const struct hj_roster *r,
    const struct hj_aid *aid, const struct hj_conflict *declared, size_t n,
    struct hj_draw *ret)
{
	int *why = hj_alloc(t->a, (r->n_counsel + 1) * sizeof(*why));
	int32_t day = hj_today(t);
	int64_t round = INT64_MAX;

	for (size_t i = 0; i < r->n_counsel; i++) {
		const struct hj_counsel *c = &r->counsel[i];

		why[i] = hj_counsel_conflict(t, aid, c->id);
		if (why[i] == 0)
			why[i] = declared_of(declared, n, c->id);
		if (why[i] == 0)
			why[i] = roster_says(c, aid, t->d->county, day);
		if (why[i] == 0 && c->turns / c->share < round)
			round = c->turns / c->share;
	}
	for (size_t i = 0; i < r->n_counsel; i++) {
		const struct hj_counsel *c = &r->counsel[i];

		if (why[i] == 0 && c->turns / c->share > round)
			why[i] = HJ_XC_TURN;
		if (why[i] == 0)
			*HJ_PUSH(t->a, ret->candidate, ret->n_candidate) =
			    (struct hj_candidate){ c->id,
				    c->share - c->turns % c->share };
		else
			*HJ_PUSH(t->a, ret->excluded, ret->n_excluded) =
			    (struct hj_excluded){ c->id, why[i] };
	}
}
