/* Who reads what hangs on a dispute; see readers.h. */
#include "lib/commands/readers.h"

#include <string.h>

static bool
is_compact(const char *kind)
{
	return strcmp(kind, "compact") == 0;
}

static void
admit(struct hj_turn *t, const char *kind, const char *id, const char *org)
{
	struct hj_buf b;

	if (org == NULL)
		return;
	hj_buf_init(&b, 300);
	hj_buf_putc(&b, '{');
	if (is_compact(kind)) {
		hj_buf_puts(&b, "\"dispute\":");
		hj_emit_text(&b, t->d->id);
		hj_buf_putc(&b, ',');
	}
	hj_buf_puts(&b, "\"org\":");
	hj_emit_text(&b, org);
	hj_buf_putc(&b, '}');
	hj_follow_up(t, kind, id,
	    is_compact(kind) ? "admit-reader" : "admit-body",
	    hj_buf_keep(t->a, &b));
}

void
hj_readers_admit(struct hj_turn *t, const char *kind, const char *id)
{
	/* Who only registered has no business with members' names. */
	if (is_compact(kind))
		admit(t, kind, id, t->d->registered_at);
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		admit(t, kind, id, t->d->procedure[i].body);
		admit(t, kind, id, t->d->procedure[i].signer);
	}
}

void
hj_readers_react(struct hj_turn *t, const struct hj_event *ev)
{
	const char *org = NULL;

	if (ev->kind->body == &hj_procedure_opened_fields)
		org = ((const struct hj_procedure_opened *)ev->body)
			  ->procedure->body;
	else if (ev->kind == &hj_ev_signer_joined)
		org = ((const struct hj_signer_joined *)ev->body)->signer;
	for (size_t i = 0; org != NULL && i < t->d->n_group; i++)
		admit(t, "group", t->d->group[i].group, org);
	for (size_t i = 0; org != NULL && i < t->d->n_compact; i++)
		admit(t, "compact", t->d->compact[i].compact, org);
}
