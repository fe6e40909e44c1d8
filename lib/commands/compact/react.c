/* Bodies and compacts; see react.h. */
#include "lib/commands/compact/react.h"

static void
admit(struct hj_turn *t, const char *compact, const char *org)
{
	struct hj_buf b;

	if (org == NULL)
		return;
	hj_buf_init(&b, 300);
	hj_buf_puts(&b, "{\"dispute\":");
	hj_emit_text(&b, t->d->id);
	hj_buf_puts(&b, ",\"org\":");
	hj_emit_text(&b, org);
	hj_buf_putc(&b, '}');
	hj_follow_up(t, "compact", compact, "admit-reader",
	    hj_strdup(t->a, hj_buf_text(&b)));
	hj_buf_release(&b);
}

void
hj_compacts_admit(struct hj_turn *t, const char *compact)
{
	admit(t, compact, t->d->registered_at);
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		admit(t, compact, t->d->procedure[i].body);
		admit(t, compact, t->d->procedure[i].signer);
	}
}

void
hj_compacts_react(struct hj_turn *t, const struct hj_event *ev)
{
	const char *org = NULL;

	if (ev->kind->body == &hj_procedure_opened_fields)
		org = ((const struct hj_procedure_opened *)ev->body)
			  ->procedure->body;
	else if (ev->kind == &hj_ev_signer_joined)
		org = ((const struct hj_signer_joined *)ev->body)->signer;
	for (size_t i = 0; org != NULL && i < t->d->n_compact; i++)
		admit(t, t->d->compact[i].compact, org);
}
