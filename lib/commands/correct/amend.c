/*
 * Correct an entry that should be there but is wrong in part (更正记录).
 * Nothing is overwritten: the timeline shows the entry and,
 * beside it, what was wrong and what is right.  Decisions rest on neither text;
 * who needs the entry not to count voids it.
 */
#include "lib/commands/correct/entry.h"

#include <string.h>

struct amend {
	struct hj_frame frame;
	const char *event;  /* id */
	const char *fields; /* names of members, separated */
	struct hj_sealed reason;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(amend, event, HJ_REQUIRED, "记录编号|id of the entry"),
	HJ_TEXT(amend, fields, HJ_REQUIRED, 200, "更正哪些项(项名)|which members, by name"),
	HJ_SEALED(amend, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_SEALED(amend, text, HJ_REQUIRED | HJ_KEY_TEXT, 20000, "更正后的内容|what is right"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(amend, rows);

/* Has an entry of `fields` a member of this name, at any depth? */
static bool
has_member(const struct hj_fields *in, const char *name, size_t n)
{
	for (size_t i = 0; i < in->n; i++)
		if ((strlen(in->row[i].name) == n &&
			strncmp(in->row[i].name, name, n) == 0) ||
		    (in->row[i].of != NULL &&
			has_member(in->row[i].of, name, n)))
			return true;
	return false;
}

/* Are all that are named members of the entry, or of when it happened? */
static bool
all_known(const struct hj_fields *body, const char *names)
{
	static const char between[] = " ,;\343\200\201"; /* and 、 */
	bool any = false;

	while (*(names += strspn(names, between)) != '\0') {
		size_t n = strcspn(names, between);

		if (!has_member(body, names, n) &&
		    !has_member(&hj_frame_fields, names, n))
			return false;
		any = true;
		names += n;
	}
	return any;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct amend *c = cmd;
	const struct hj_event_kind *kind;
	struct hj_event_amended *b;
	struct hj_entry entry;

	if (!hj_entry_find(t, c->event, &entry))
		return;
	kind = hj_event_kind_find(&hj_dispute_events, entry.kind);
	if (kind == NULL || !all_known(kind->body, c->fields)) {
		hj_refuse(t, HJ_NO_MEMBERS, "fields");
		return;
	}
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
