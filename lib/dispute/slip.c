/* Slips of parties: tables, fold, whom they speak for; see slip.h. */
#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_field party_slip_rows[] = {
	HJ_TEXT(hj_party_slip, door, HJ_REQUIRED, 32, NULL),
	HJ_DATE(hj_party_slip, given_on, 0, NULL),
	HJ_INT(hj_party_slip, party, HJ_REQUIRED, 1, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_party_slip_fields = HJ_FIELDS(hj_party_slip, party_slip_rows);

static const struct hj_field slip_given_rows[] = {
	HJ_SEALED(hj_slip_given, checked, 0, 0, NULL),
	HJ_TEXT(hj_slip_given, code, 0, 64, NULL),
	HJ_TEXT(hj_slip_given, door, 0, 32, NULL),
	HJ_BOOL(hj_slip_given, ends_first, 0, NULL),
	HJ_DATE(hj_slip_given, on, 0, NULL),
	HJ_INT(hj_slip_given, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_slip_given, secret, 0, 0, NULL),
};
const struct hj_fields hj_slip_given_fields = HJ_FIELDS(hj_slip_given, slip_given_rows);
/* clang-format on */

static struct hj_party_slip *
slip_of(const struct hj_dispute *d, int64_t party)
{
	for (size_t i = 0; i < d->n_slip; i++)
		if (d->slip[i].party == party)
			return &d->slip[i];
	return NULL;
}

void
hj_evolve_slip_given(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_slip_given *b = ev->body;
	struct hj_party_slip *slip = slip_of(d, b->party);

	if (slip == NULL)
		slip = HJ_PUSH(d->arena, d->slip, d->n_slip);
	*slip = (struct hj_party_slip){ b->party, b->door, b->on };
	if (b->ends_first)
		d->door = NULL;
}

int64_t
hj_first_party(const struct hj_dispute *d)
{
	int64_t equal = 0;

	for (size_t i = 0; i < d->n_party; i++) {
		const struct hj_party *party = &d->party[i];

		if (!hj_party_joined(party))
			continue;
		if (party->side == HJ_SIDE_APPLICANT)
			return party->no;
		if (party->side == HJ_SIDE_EQUAL && equal == 0)
			equal = party->no;
	}
	return equal;
}

static bool
accused(const struct hj_dispute *d, const struct hj_party *party)
{
	for (size_t i = 0; i < d->n_petition; i++)
		if (d->petition[i].class == HJ_PC_ACCUSATION &&
		    party->side != HJ_SIDE_APPLICANT)
			return true;
	return false;
}

bool
hj_slip_speaks(const struct hj_dispute *d, int64_t party)
{
	const struct hj_party *p = hj_party_at(d, party);

	return p != NULL && hj_party_joined(p) && !p->erased && !accused(d, p);
}

/* Is it the registration's, and still good? */
static bool
is_first(const struct hj_dispute *d, const char *door)
{
	return door != NULL && d->door != NULL && strcmp(door, d->door) == 0;
}

int64_t
hj_slip_party(const struct hj_dispute *d, const char *door)
{
	if (is_first(d, door))
		return hj_first_party(d);
	for (size_t i = 0; door != NULL && i < d->n_slip; i++)
		if (strcmp(d->slip[i].door, door) == 0 &&
		    hj_slip_speaks(d, d->slip[i].party))
			return d->slip[i].party;
	return 0;
}

bool
hj_slip_opens(const struct hj_dispute *d, const char *door)
{
	return is_first(d, door) || hj_slip_party(d, door) != 0;
}
