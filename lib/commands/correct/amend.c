/*
 * Correct an entry that should be there but is wrong in part (更正记录).
 * Nothing is overwritten: the timeline shows the entry and,
 * beside it, what was wrong and what is right.  Decisions rest on neither text;
 * who needs the entry not to count voids it.
 */
#include "lib/commands/correct/past.h"

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
	const struct hj_event *ev;
	struct hj_event_amended *b;
	struct hj_past past;
	size_t i;

	if (!hj_past_read(t, &past))
		return;
	i = hj_entry_find(t, &past, c->event);
	if (i == past.n)
		return;
	ev = &past.ev[i];
	if (!all_known(ev->kind->body, c->fields)) {
		hj_refuse(t, HJ_NO_MEMBERS, "fields");
		return;
	}
	b = HJ_NEW(t->a, struct hj_event_amended);
	*b = (struct hj_event_amended){
		.event = ev->id,
		.seq = ev->seq,
		.kind = ev->kind->name,
		.fields = c->fields,
		.reason = c->reason,
		.text = c->text,
	};
	hj_happens_labelled(
	    t, &hj_ev_amended, b, ev->n_labels > 0 ? ev->labels[0].text : NULL);
}

/* The same under the right by which a kind of stream is kept. */
#define AMEND(name_, right_)                                                   \
	const struct hj_command name_ = {                                      \
		.name = "amend",                                               \
		.zh = "更正记录",                                              \
		.en = "Correct an entry",                                      \
		.fields = &fields,                                             \
		.right = right_,                                               \
		.flags =                                                       \
		    HJ_NO_PROC | HJ_IF_MATCH | HJ_WHEN_CLOSED | HJ_READS_PAST, \
		.decide = decide,                                              \
	}

AMEND(hj_cmd_amend, HJ_MAY_CORRECT);
AMEND(hj_cmd_amend_administered, HJ_MAY_ADMINISTER);
AMEND(hj_cmd_amend_group, HJ_MAY_GROUP);
AMEND(hj_cmd_amend_roster, HJ_MAY_ROSTER);
AMEND(hj_cmd_amend_prevention, HJ_MAY_PREVENT);
AMEND(hj_cmd_amend_review, HJ_MAY_REVIEW);
AMEND(hj_cmd_amend_rules, HJ_MAY_PUBLISH_RULES);
