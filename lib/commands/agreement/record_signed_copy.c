/*
 * Record the signed copy (登记签署件): the digest of its image, and whether it
 * says what is stored.  What was signed is the agreement, so differences must
 * be entered, and a draft that differs takes no effect: it is drafted as
 * signed.
 */
#include "lib/commands/agreement/agreement.h"

#include <string.h>

struct record_signed_copy {
	struct hj_frame frame;
	int64_t agreement;
	struct hj_sealed differences;
	bool differs;
	const char *digest; /* SHA-256, 64 hex */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_signed_copy, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_SEALED(record_signed_copy, differences, HJ_KEY_TEXT, 4000, "与系统条款不同之处|how it differs from the terms"),
	HJ_BOOL(record_signed_copy, differs, HJ_REQUIRED, "与系统条款不同|differs from the terms"),
	HJ_TEXT(record_signed_copy, digest, HJ_REQUIRED, 64, "影像的SHA-256|SHA-256 of the image"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(record_signed_copy, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct record_signed_copy *c = cmd;

	return hj_procedure_of_agreement(d, c->agreement);
}

static void
ready(struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_agreement; i++)
		if (t->d->agreement[i].state == HJ_AS_DRAFT ||
		    t->d->agreement[i].state == HJ_AS_EFFECTIVE)
			return;
	hj_refuse(t, HJ_NO_NOT_EFFECTIVE, "agreement");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_signed_copy *c = cmd;
	const struct hj_agreement *a = hj_agreement_at(t->d, c->agreement);
	struct hj_signed_copy *b;

	if (a->state != HJ_AS_DRAFT && a->state != HJ_AS_EFFECTIVE)
		hj_refuse(t, HJ_NO_NOT_EFFECTIVE, "agreement");
	else if (strspn(c->digest, "0123456789abcdef") != 64)
		hj_refuse(t, HJ_NO_EVIDENCE, "digest");
	else if (c->differs != (c->differences.box != NULL))
		hj_refuse(t, HJ_NO_DIFFERS, "differences");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_signed_copy);
	*b = (struct hj_signed_copy){ .agreement = c->agreement,
		.digest = c->digest,
		.differs = c->differs,
		.differences = c->differences };
	hj_happens(t, &hj_ev_signed_copy_recorded, b);
}

const struct hj_command hj_cmd_record_signed_copy = {
	.name = "record-signed-copy",
	.zh = "登记签署件",
	.en = "Record the signed copy",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_ANY_PART,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.about = about,
	.ready = ready,
	.decide = decide,
};
