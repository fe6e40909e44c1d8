/*
 * Complete the record of a sitting that was logged without its text (补全笔录).
 *
 * The text has no part in whether the sitting counts, so it may
 * come days later, and once; after that it is corrected, not replaced.
 */
#include "lib/commands/common.h"

struct complete_record {
	struct hj_frame frame;
	int64_t session;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(complete_record, session, HJ_REQUIRED, 1, 10000, "调解次序编号|sitting"),
	HJ_SEALED(complete_record, text, HJ_REQUIRED | HJ_KEY_TEXT, 20000, "笔录|record"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(complete_record, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct complete_record *c = cmd;
	const struct hj_session *s = hj_session_at(d, c->session);

	return s == NULL ? -1 : s->procedure;
}

static void
ready(struct hj_turn *t)
{
	bool any = false;

	for (size_t i = 0; i < t->d->n_session; i++) {
		const struct hj_session *s = &t->d->session[i];

		if (!s->voided && !s->recorded)
			return;
		any = any || !s->voided;
	}
	hj_refuse(t, any ? HJ_NO_DUPLICATE : HJ_NO_SUCH_ENTITY, "session");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct complete_record *c = cmd;
	const struct hj_session *s = hj_session_at(t->d, c->session);
	struct hj_record_completed *b;

	if (s == NULL || s->voided)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "session");
	else if (s->recorded)
		hj_refuse(t, HJ_NO_DUPLICATE, "session");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_record_completed);
	*b =
	    (struct hj_record_completed){ c->session, c->text, t->text_digest };
	hj_happens(t, &hj_ev_record_completed, b);
}

const struct hj_command hj_cmd_complete_record = {
	.name = "complete-record",
	.zh = "补全笔录",
	.en = "Complete a record",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_DIGESTS_TEXT,
	.about = about,
	.ready = ready,
	.decide = decide,
};
