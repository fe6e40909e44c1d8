/*
 * Detach a file (撤下材料) that was attached by mistake.
 *
 * The body that attached it does, with a reason.  That it was there stays in
 * the timeline, and so do its bytes in the store, sealed: nobody is given them
 * any more, and a digest that somebody kept can still be compared.
 */
#include "lib/commands/dossier/dossier.h"

struct detach {
	struct hj_frame frame;
	int64_t attachment;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(detach, attachment, HJ_REQUIRED, 1, 10000, "材料编号|the file"),
	HJ_SEALED(detach, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|why"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(detach, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct detach *c = cmd;
	const struct hj_attachment *a = hj_attachment_at(t->d, c->attachment);
	const struct hj_procedure *p =
	    a == NULL ? NULL : hj_procedure_at(t->d, a->procedure);
	struct hj_detached *b;

	if (a == NULL || a->detached)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "attachment");
	else if (strcmp(a->body, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_RIGHT, "attachment");
	else if (p != NULL && p->archived_on != 0)
		hj_refuse(t, HJ_NO_ARCHIVED, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_detached);
	*b = (struct hj_detached){ c->attachment, c->reason };
	hj_happens(t, &hj_ev_detached, b);
}

const struct hj_command hj_cmd_detach = {
	.name = "detach",
	.zh = "撤下材料",
	.en = "Detach a file",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
