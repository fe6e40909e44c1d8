/* Compacts that bear on a dispute: words, table and fold; see compact.h. */
#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_word between_list[] = {
	{ NULL, NULL, NULL },
	{ "cadres", "村组织与干部", "village bodies and cadres" },
	{ "villagers", "村组织与村民", "village bodies and villagers" },
	{ "among_villagers", "村民之间", "among villagers" },
};
const struct hj_words hj_compact_between_words = HJ_WORDS(between_list);

static const struct hj_word class_list[] = {
	{ NULL, NULL, NULL },
	{ "economy", "经济发展", "economic development" },
	{ "public_affairs", "公共事务", "public affairs" },
	{ "stability", "社会稳定", "social stability" },
	{ "organisation", "基层组织建设", "building of grass-roots organisations" },
};
const struct hj_words hj_compact_class_words = HJ_WORDS(class_list);

static const struct hj_word form_list[] = {
	{ NULL, NULL, NULL },
	{ "contract", "合同", "contract" },
	{ "agreement", "协议", "agreement" },
	{ "minutes", "纪要", "minutes" },
	{ "liability", "责任书", "letter of responsibility" },
	{ "pledge", "承诺书", "pledge" },
};
const struct hj_words hj_compact_form_words = HJ_WORDS(form_list);

static const struct hj_field prior_rows[] = {
	HJ_WORD(hj_prior_compact, between, HJ_REQUIRED, &hj_compact_between_words, "主体|between whom"),
	HJ_WORD(hj_prior_compact, class, HJ_REQUIRED, &hj_compact_class_words, "类别|class"),
	HJ_ID(hj_prior_compact, compact, HJ_REQUIRED, "公约|the compact"),
	HJ_WORD(hj_prior_compact, form, HJ_REQUIRED, &hj_compact_form_words, "形式|form"),
	HJ_ID(hj_prior_compact, owner, HJ_REQUIRED, "保管单位|the body that keeps it"),
	HJ_DATE(hj_prior_compact, signed_on, HJ_REQUIRED, "签订日|signed on"),
};
const struct hj_fields hj_prior_compact_fields = HJ_FIELDS(hj_prior_compact, prior_rows);

static const struct hj_field linked_rows[] = {
	HJ_OBJECT(hj_compact_linked, compact, HJ_REQUIRED, &hj_prior_compact_fields, NULL),
};
const struct hj_fields hj_compact_linked_fields = HJ_FIELDS(hj_compact_linked, linked_rows);
/* clang-format on */

void
hj_evolve_compact_linked(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_compact_linked *b = ev->body;

	*HJ_PUSH(d->arena, d->compact, d->n_compact) = *b->compact;
}
