/*
 * Correct an entry that should be there but is wrong in part (更正记录,
 *).  Nothing is overwritten: the timeline shows the entry and,
 * beside it, what was wrong and what is right.  Decisions rest on neither text;
 * who needs the entry not to count voids it.
 */
#include "lib/commands/correct/entry.h"

struct amend {
	struct hj_frame frame;
	const char *event;  /* id */
	const char *fields; /* which, in words */
	struct hj_sealed reason;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(amend, event, HJ_REQUIRED, "记录编号|id of the entry"),
	HJ_TEXT(amend, fields, HJ_REQUIRED, 200, "更正哪些项|which members"),
	HJ_SEALED(amend, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_SEALED(amend, text, HJ_REQUIRED | HJ_KEY_TEXT, 20000, "更正后的内容|what is right"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(amend, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct amend *c = cmd;
	struct hj_event_amended *b;
	struct hj_entry entry;

	if (!hj_entry_find(t, c->event, &entry))
		return;
	b = HJ_NEW(t->a, struct hj_event_amended);
	*b = (struct hj_event_amended){
		.event = entry.event,
		.seq = entry.seq,
		.kind = entry.kind,
		.fields = c->fields,
		.reason = c->reason,
		.text = c->text,
	};
	hj_happens(t, &hj_ev_amended, b);
}

const struct hj_command hj_cmd_amend = {
	.name = "amend",
	.zh = "更正记录",
	.en = "Correct an entry",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_IF_MATCH | HJ_WHEN_CLOSED,
	.decide = decide,
};
