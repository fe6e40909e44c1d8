/* Agencies: words, tables, fold; see agency.h. */
#include "lib/dispute/agency.h"

#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_word kind_list[] = {
	{ NULL, NULL, NULL },
	{ "guardian", "监护人(法定代理人)", "guardian" },
	{ "agent", "委托代理人", "agent by mandate" },
	{ "head", "法定代表人、负责人", "head of the organisation" },
};
const struct hj_words hj_agency_kind_words = HJ_WORDS(kind_list);

static const struct hj_word power_list[] = {
	{ NULL, NULL, NULL },
	{ "general", "一般授权", "general" },
	{ "special", "特别授权", "special: may settle and admit" },
};
const struct hj_words hj_power_words = HJ_WORDS(power_list);

static const struct hj_field agency_rows[] = {
	HJ_DATE(hj_agency, ended_on, 0, NULL),
	HJ_DATE(hj_agency, from, 0, NULL),
	HJ_WORD(hj_agency, kind, 0, &hj_agency_kind_words, NULL),
	HJ_SEALED(hj_agency, name, 0, 0, NULL),
	HJ_INT(hj_agency, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_agency, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_agency, phone, 0, 0, NULL),
	HJ_WORD(hj_agency, power, 0, &hj_power_words, NULL),
	HJ_SEALED(hj_agency, text, 0, 0, NULL),
	HJ_DATE(hj_agency, until, 0, NULL),
};
const struct hj_fields hj_agency_fields = HJ_FIELDS(hj_agency, agency_rows);

static const struct hj_field agency_set_rows[] = {
	HJ_OBJECT(hj_agency_set, agency, 0, &hj_agency_fields, NULL),
	HJ_SEALED(hj_agency_set, reason, 0, 0, NULL),
};
const struct hj_fields hj_agency_set_fields = HJ_FIELDS(hj_agency_set, agency_set_rows);
/* clang-format on */

void
hj_evolve_agency_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_agency_set *b = ev->body;
	struct hj_agency *a = hj_agency_at(d, b->agency->no);

	if (a == NULL)
		a = HJ_PUSH(d->arena, d->agency, d->n_agency);
	*a = *b->agency;
}

bool
hj_agency_holds(const struct hj_agency *a, int32_t day)
{
	return a->from <= day && (a->until == 0 || day <= a->until) &&
	       (a->ended_on == 0 || day < a->ended_on);
}

bool
hj_agency_settles(const struct hj_agency *a)
{
	return a->kind != HJ_AG_AGENT || a->power == HJ_PW_SPECIAL;
}
