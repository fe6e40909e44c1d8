/* A party as commands enter it; see party.h. */
#include "lib/commands/intake/party.h"
#include "lib/commands/party/agency.h"

#include <string.h>

/* clang-format off */
static const struct hj_field party_input_rows[] = {
	HJ_SEALED(hj_party_input, address, HJ_KEY_PARTY, 200, "住址|address"),
	HJ_SEALED(hj_party_input, agent, HJ_KEY_PARTY, 200, "监护人或代理人|guardian or agent"),
	HJ_WORD(hj_party_input, agent_as, 0, &hj_agency_kind_words, "代理种类|as what the agent acts"),
	HJ_DATE(hj_party_input, agent_from, 0, "代理起|first day of the power"),
	HJ_SEALED(hj_party_input, agent_power, HJ_KEY_PARTY, 500, "授权事项|what the power says"),
	HJ_BOOL(hj_party_input, agent_special, 0, "特别授权|may settle and admit"),
	HJ_DATE(hj_party_input, agent_until, 0, "代理止|last day of the power"),
	HJ_LIST(hj_party_input, communication, 0, &hj_need_fields, HJ_NEEDS_MOST, "沟通需要|what speaking with the party needs"),
	HJ_SEALED(hj_party_input, identity, HJ_KEY_PARTY, 40, "证件号码|identity or credit code"),
	HJ_BOOL(hj_party_input, identity_unknown, 0, "身份不明|identity not known yet"),
	HJ_WORD(hj_party_input, kind, HJ_REQUIRED, &hj_party_kind_words, "类型|kind"),
	HJ_BOOL(hj_party_input, minor, 0, "未成年|a minor"),
	HJ_SEALED(hj_party_input, name, HJ_REQUIRED | HJ_KEY_PARTY, 80, "姓名或名称|name"),
	HJ_SEALED(hj_party_input, needs, HJ_KEY_PARTY, 500, "其他沟通需要的说明|the other need, in words"),
	HJ_INT(hj_party_input, party, 0, 1, 1000, "当事人编号|number of the party"),
	HJ_SEALED(hj_party_input, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
	HJ_INT(hj_party_input, representatives, 0, 0, 5, "代表人数|representatives"),
	HJ_WORD(hj_party_input, side, HJ_REQUIRED, &hj_side_words, "方|side"),
	HJ_INT(hj_party_input, size, 0, 0, 1000000, "人数|size of a group"),
	HJ_SEALED(hj_party_input, traits, HJ_KEY_PARTY, 1000, "情况说明|traits"),
};
const struct hj_fields hj_party_input_fields =
    HJ_FIELDS(hj_party_input, party_input_rows);

static const struct hj_field party_correction_rows[] = {
	HJ_SEALED(hj_party_input, address, HJ_KEY_PARTY, 200, "住址|address"),
	HJ_LIST(hj_party_input, communication, 0, &hj_need_fields, HJ_NEEDS_MOST, "沟通需要|what speaking with the party needs"),
	HJ_SEALED(hj_party_input, identity, HJ_KEY_PARTY, 40, "证件号码|identity or credit code"),
	HJ_WORD(hj_party_input, kind, 0, &hj_party_kind_words, "类型|kind"),
	HJ_BOOL(hj_party_input, minor, 0, "未成年|a minor"),
	HJ_SEALED(hj_party_input, name, HJ_KEY_PARTY, 80, "姓名或名称|name"),
	HJ_SEALED(hj_party_input, needs, HJ_KEY_PARTY, 500, "其他沟通需要的说明|the other need, in words"),
	HJ_BOOL(hj_party_input, needs_nothing, 0, "没有沟通需要|needs nothing of the kind"),
	HJ_BOOL(hj_party_input, of_age, 0, "已成年|of age after all"),
	HJ_INT(hj_party_input, party, HJ_REQUIRED, 1, 1000, "当事人编号|number of the party"),
	HJ_SEALED(hj_party_input, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
	HJ_INT(hj_party_input, representatives, 0, 0, 5, "代表人数|representatives"),
	HJ_WORD(hj_party_input, side, 0, &hj_side_words, "方|side"),
	HJ_INT(hj_party_input, size, 0, 0, 1000000, "人数|size of a group"),
	HJ_SEALED(hj_party_input, traits, HJ_KEY_PARTY, 1000, "情况说明|traits"),
};
const struct hj_fields hj_party_correction_fields =
    HJ_FIELDS(hj_party_input, party_correction_rows);

static const struct hj_field party_brief_rows[] = {
	HJ_WORD(hj_party_input, kind, 0, &hj_party_kind_words, "类型|kind"),
	HJ_SEALED(hj_party_input, name, HJ_REQUIRED | HJ_KEY_PARTY, 80, "姓名或称呼|name"),
	HJ_SEALED(hj_party_input, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
	HJ_WORD(hj_party_input, side, 0, &hj_side_words, "方|side"),
};
const struct hj_fields hj_party_brief_fields =
    HJ_FIELDS(hj_party_input, party_brief_rows);
/* clang-format on */

const char *
hj_subject_of_box(struct hj_arena *a, const char *box)
{
	const char *from = box == NULL ? NULL : strchr(box, '.');
	const char *to = box == NULL ? NULL : strrchr(box, '.');

	/* A subject may hold dots itself; the bytes do not. */
	return from == NULL || to <= from
		   ? NULL
		   : hj_strndup(a, from + 1, (size_t)(to - from - 1));
}

static struct hj_sealed
either(struct hj_sealed fresh, struct hj_sealed old)
{
	return fresh.box != NULL ? fresh : old;
}

struct hj_party *
hj_party_from_input(struct hj_turn *t, const struct hj_party_input *in,
    const struct hj_party *old, int64_t no)
{
	struct hj_party *party = HJ_NEW(t->a, struct hj_party);

	if (old != NULL)
		*party = *old;
	else
		party->subject = hj_subject_of_box(t->a, in->name.box);
	party->no = no;
	party->kind = in->kind;
	party->side = in->side;
	party->name = either(in->name, party->name);
	party->phone = either(in->phone, party->phone);
	party->address = either(in->address, party->address);
	party->identity = either(in->identity, party->identity);
	if (in->n_communication > 0 || in->needs.box != NULL ||
	    in->needs_nothing) {
		party->communication = in->communication;
		party->n_communication = in->n_communication;
		party->needs = in->needs;
	}
	party->traits = either(in->traits, party->traits);
	party->identity_unknown = in->identity_unknown;
	party->minor = in->minor;
	if (in->identity_index != NULL) {
		party->identity_index = in->identity_index;
		party->adult_from = in->adult_from;
	}
	party->has_phone = party->has_phone || in->has_phone;
	if (in->size != 0)
		party->size = in->size;
	if (in->representatives != 0)
		party->representatives = in->representatives;
	return party;
}

static bool
same_person(const struct hj_party *party, const struct hj_party_input *in)
{
	return in->identity_index != NULL && party->identity_index != NULL &&
	       strcmp(in->identity_index, party->identity_index) == 0;
}

/*
 * Is each need said once, the one that the list has not in words, and none
 * beside nothing?
 */
static bool
needs_fit(const struct hj_party_input *in)
{
	unsigned said = 0;

	if (in->needs_nothing && in->n_communication > 0)
		return false;
	for (size_t i = 0; i < in->n_communication; i++) {
		unsigned one = 1u << in->communication[i].need;

		if ((said & one) != 0)
			return false;
		said |= one;
	}
	return ((said & 1u << HJ_ND_OTHER) != 0) == (in->needs.box != NULL);
}

bool
hj_party_fits(struct hj_turn *t, const struct hj_party_input *in, int64_t no)
{
	for (size_t i = 0; i < t->d->n_party; i++)
		if (t->d->party[i].no != no && !t->d->party[i].removed &&
		    same_person(&t->d->party[i], in))
			hj_refuse(t, HJ_NO_DUPLICATE, "party");
	if (!needs_fit(in))
		hj_refuse(t, HJ_NO_NEEDS, "communication");
	return t->refused == HJ_NO;
}

/* Whoever is named with a minor is the guardian, if nothing else is said. */
static void
appoint(struct hj_turn *t, const struct hj_party_input *in,
    const struct hj_party *party)
{
	struct hj_agency *a = HJ_NEW(t->a, struct hj_agency);

	*a = (struct hj_agency){
		.party = party->no,
		.kind = in->agent_as != 0 ? in->agent_as
			: hj_party_minor(party, hj_occurred_on(t))
			    ? HJ_AG_GUARDIAN
			    : HJ_AG_AGENT,
		.from = in->agent_from,
		.until = in->agent_until,
		.name = in->agent,
		.text = in->agent_power,
	};
	if (a->kind == HJ_AG_AGENT)
		a->power = in->agent_special ? HJ_PW_SPECIAL : HJ_PW_GENERAL;
	hj_begin_agency(t, a);
}

void
hj_add_party(struct hj_turn *t, const struct hj_party_input *in)
{
	struct hj_party_set *b = HJ_NEW(t->a, struct hj_party_set);

	b->party = hj_party_from_input(t, in, NULL, HJ_NEXT_NO(t->d->n_party));
	hj_happens(t, &hj_ev_party_added, b);
	if (in->agent.box != NULL)
		appoint(t, in, b->party);
}
