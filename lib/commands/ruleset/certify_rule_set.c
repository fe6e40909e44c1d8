/*
 * Certify a set that was checked: every matter on it reaches an end, and when
 * at the latest (lib/rules/certify.h).  The event holds the digest of the
 * certificate.
 */
#include "lib/commands/ruleset/ruleset.h"

struct certify_rule_set {
	struct hj_frame frame;
};

/* clang-format off */
static const struct hj_fields fields = { .size = sizeof(struct certify_rule_set), .base = &hj_frame_fields };
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_ruleset *s = t->state;
	struct hj_ruleset_moved *b = hj_ruleset_moved_new(t);
	const struct hj_certificate *c;

	(void)cmd;
	if (!hj_ruleset_body_acts(t))
		return;
	c = hj_ruleset_certificate(
	    t->a, t->world, hj_ruleset_read(t->a, s->document, s->digest));
	if (c->grade == HJ_CG_REJECTED) {
		hj_refuse(t, HJ_NO_CERTIFICATE, NULL);
		t->refused_do = hj_word_name(&hj_cert_reason_words, c->reason);
		return;
	}
	b->certified = HJ_NEW(t->a, struct hj_ruleset_certified);
	*b->certified = (struct hj_ruleset_certified){
		.digest = hj_ruleset_digest(
		    t->a, t->world, &hj_certificate_fields, c),
		.grade = c->grade,
		.year = c->year,
		.days = c->grade == HJ_CG_OPEN || c->worst == NULL
			    ? 0
			    : c->worst->days,
	};
	hj_happens(t, &hj_ev_rule_set_certified, b);
}

const struct hj_command hj_cmd_certify_rule_set = {
	.name = "certify-rule-set",
	.zh = "认证规则集",
	.en = "Certify a rule set",
	.fields = &fields,
	.right = HJ_MAY_DRAFT_RULES,
	.stages = HJ_RSST(CHECKED),
	.to = HJ_RSST(CERTIFIED),
	.decide = decide,
};
