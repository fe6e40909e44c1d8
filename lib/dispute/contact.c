/* Ways to a party, and which a notice takes; see contact.h. */
#include "lib/dispute/event.h"
#include "lib/dispute/notice.h"

/* clang-format off */
static const struct hj_word reach_list[] = {
	{ NULL, NULL, NULL },
	{ "call", "打电话", "call" },
	{ "visit", "上门", "visit" },
	{ "post", "邮寄", "post" },
	{ "counter", "到窗口领取", "at the counter" },
	{ "sms", "短信", "text message" },
	{ "mail", "电子邮件", "electronic mail" },
	{ "e_service", "电子送达平台", "e-service platform" },
	{ "agent", "代收人", "agent for service" },
	{ "announce", "公告", "announcement" },
};
const struct hj_words hj_reach_words = HJ_WORDS(reach_list);

static const struct hj_word need_list[] = {
	{ NULL, NULL, NULL },
	{ "hearing", "听不清", "hard of hearing" },
	{ "sign_language", "手语翻译", "sign language" },
	{ "sight", "看不清", "hard of seeing" },
	{ "reading", "不识字,需要宣读", "cannot read: read out" },
	{ "dialect", "说方言", "speaks a dialect" },
	{ "interpreter", "少数民族语言或者外语翻译", "interpreter" },
	{ "no_smartphone", "不用智能手机", "no smartphone" },
	{ "mobility", "行动不便,需要上门", "cannot come: at home" },
	{ "companion", "需要亲属或者监护人陪同", "in company of family or guardian" },
	{ "other", "其他(须说明)", "other, in words" },
};
const struct hj_words hj_need_words = HJ_WORDS(need_list);

static const struct hj_field need_rows[] = {
	{ .name = "", .type = HJ_T_WORD, .flags = HJ_REQUIRED, .offset = offsetof(struct hj_need_item, need), .words = &hj_need_words },
};
const struct hj_fields hj_need_fields = HJ_FIELDS(hj_need_item, need_rows);

static const struct hj_field way_rows[] = {
	HJ_TEXT(hj_way, language, 0, 2000, NULL),
	HJ_WORD(hj_way, reach, 0, &hj_reach_words, NULL),
	HJ_SEALED(hj_way, times, 0, 0, NULL),
	HJ_SEALED(hj_way, where, 0, 0, NULL),
};
static const struct hj_fields way_fields = HJ_FIELDS(hj_way, way_rows);

static const struct hj_field contact_rows[] = {
	HJ_DATE(hj_contact, agreed_on, 0, NULL),
	HJ_SEALED(hj_contact, e_address, 0, 0, NULL),
	HJ_INT(hj_contact, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_LIST(hj_contact, way, 0, &way_fields, 2000, NULL),
};
const struct hj_fields hj_contact_fields = HJ_FIELDS(hj_contact, contact_rows);

static const struct hj_field contact_set_rows[] = {
	HJ_TEXT(hj_contact_set, article, 0, 2000, NULL),
	HJ_OBJECT(hj_contact_set, contact, HJ_REQUIRED, &hj_contact_fields, NULL),
	HJ_WORD(hj_contact_set, how, 0, &hj_signing_words, NULL),
	HJ_SEALED(hj_contact_set, reason, 0, 0, NULL),
};
const struct hj_fields hj_contact_set_fields = HJ_FIELDS(hj_contact_set, contact_set_rows);

/* By which means of law a way serves, and whether it needs the outbox. */
static const struct {
	int means;
	bool sent;
} serves[] = {
	[HJ_RC_CALL]      = { HJ_ME_TOLD, false },
	[HJ_RC_VISIT]     = { HJ_ME_HANDED, false },
	[HJ_RC_POST]      = { HJ_ME_POST, false },
	[HJ_RC_COUNTER]   = { HJ_ME_HANDED, false },
	[HJ_RC_SMS]       = { HJ_ME_ELECTRONIC, true },
	[HJ_RC_MAIL]      = { HJ_ME_ELECTRONIC, true },
	[HJ_RC_E_SERVICE] = { HJ_ME_ELECTRONIC, true },
	[HJ_RC_AGENT]     = { HJ_ME_HANDED, false },
	[HJ_RC_ANNOUNCE]  = { HJ_ME_ANNOUNCED, false },
};
/* clang-format on */

const struct hj_contact *
hj_contact_of(const struct hj_dispute *d, int64_t party)
{
	for (size_t i = 0; i < d->n_contact; i++)
		if (d->contact[i].party == party)
			return &d->contact[i];
	return NULL;
}

const struct hj_way *
hj_way_of(const struct hj_contact *contact, int reach)
{
	for (size_t i = 0; contact != NULL && i < contact->n_way; i++)
		if (contact->way[i].reach == reach)
			return &contact->way[i];
	return NULL;
}

int
hj_reach_means(int reach)
{
	return serves[reach].means;
}

bool
hj_reach_sent(int reach)
{
	return serves[reach].sent;
}

/* Is there something to go by: a telephone, an address, a counter? */
static bool
is_there(const struct hj_party *party, int reach)
{
	switch ((enum hj_reach)reach) {
	case HJ_RC_CALL:
		return party != NULL && party->has_phone;
	case HJ_RC_VISIT:
		return party != NULL;
	case HJ_RC_POST:
		return party == NULL || party->address.box != NULL;
	case HJ_RC_COUNTER:
	case HJ_RC_ANNOUNCE:
		return true;
	case HJ_RC_SMS:
	case HJ_RC_MAIL:
	case HJ_RC_E_SERVICE:
	case HJ_RC_AGENT:
		return false;
	}
	return false;
}

/* All ways to the party of `n`, in order; how many. */
static size_t
ways(const struct hj_dispute *d, const struct hj_notice *n,
    int reach[HJ_WAYS_MOST + 5])
{
	static const int always[] = { HJ_RC_CALL, HJ_RC_VISIT, HJ_RC_POST,
		HJ_RC_COUNTER, HJ_RC_ANNOUNCE };
	const struct hj_contact *own = hj_contact_of(d, n->party);
	const struct hj_party *party = hj_party_at(d, n->party);
	size_t count = 0;

	for (size_t i = 0; own != NULL && i < own->n_way; i++)
		if (count < HJ_WAYS_MOST)
			reach[count++] = own->way[i].reach;
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (hj_way_of(own, always[i]) == NULL &&
		    is_there(party, always[i]))
			reach[count++] = always[i];
	return count;
}

int64_t
hj_next_reach(const struct hj_dispute *d, const struct hj_notice *n,
    int64_t turn, int *ret_reach)
{
	const struct hj_contact *own = hj_contact_of(d, n->party);
	bool agreed = own != NULL && own->agreed_on != 0;
	int reach[HJ_WAYS_MOST + 5];
	size_t count = ways(d, n, reach);

	for (size_t i = (size_t)turn; i < count; i++) {
		int means = serves[reach[i]].means;

		if (!hj_notice_by(n->kind, means) ||
		    (means == HJ_ME_ELECTRONIC && !agreed))
			continue;
		*ret_reach = reach[i];
		return (int64_t)i + 1;
	}
	*ret_reach = 0;
	return 0;
}

void
hj_evolve_contact_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_contact_set *b = ev->body;

	for (size_t i = 0; i < d->n_contact; i++)
		if (d->contact[i].party == b->contact->party) {
			d->contact[i] = *b->contact;
			return;
		}
	*HJ_PUSH(d->arena, d->contact, d->n_contact) = *b->contact;
}
