/* The fold of corrections; see event.h. */
#include "lib/dispute/event.h"

#include "lib/base/undo.h"

#include <string.h>

/* Item `no` of the list `f` of the state is `item`. */
static void
set_item(const struct hj_field *f, void *state, const void *item)
{
	const struct hj_field *key = hj_item_field(f, "no");
	struct hj_items items = hj_items_of(f, state);
	int64_t no;

	if (key == NULL)
		return;
	memcpy(&no, (const unsigned char *)item + key->offset, sizeof(no));
	if (no >= 1 && (size_t)no <= items.n)
		memcpy(hj_item(f, items, (size_t)no - 1), item, f->of->size);
}

static bool
names(const struct hj_event_voided *b, const char *member)
{
	for (size_t i = 0; i < b->n_members; i++)
		if (strcmp(b->members[i].text, member) == 0)
			return true;
	return false;
}

void
hj_set_back(struct hj_arena *a, const struct hj_fields *t, void *state,
    const struct hj_event_voided *b)
{
	/* Its own: what is folded later changes the state, not the event. */
	void *back = b->back != NULL ? hj_struct_copy(a, t, b->back)
				     : hj_alloc(a, t->size);

	if (b->back == NULL)
		hj_fields_clear(t, back);
	for (size_t i = 0; i < t->n; i++) {
		const struct hj_field *f = &t->row[i];
		struct hj_items items;

		if (names(b, f->name)) {
			hj_field_copy(f, state, back);
			continue;
		}
		if (f->type != HJ_T_LIST)
			continue;
		items = hj_items_of(f, back);
		for (size_t k = 0; k < items.n; k++)
			set_item(f, state, hj_item(f, items, k));
	}
}

void
hj_set_counts(struct hj_dispute *d, int64_t procedure, int64_t attempts,
    int64_t step_attempts)
{
	struct hj_procedure *p = hj_procedure_at(d, procedure);

	if (p != NULL)
		p->attempts = attempts;
	if (d->ladder != NULL && d->ladder->procedure == procedure)
		d->ladder->attempts = step_attempts;
}

/* The sitting no longer counts; others of the same time may, in its stead. */
static void
void_session(struct hj_dispute *d, const struct hj_event_voided *b)
{
	struct hj_session *s = hj_session_at(d, b->session);
	struct hj_procedure *p = hj_procedure_at(d, b->procedure);

	if (s == NULL)
		return;
	s->voided = true;
	if (p != NULL)
		p->sessions--;
	for (size_t i = 0; i < b->n_recount; i++) {
		struct hj_session *other = hj_session_at(d, b->recount[i].no);

		if (other != NULL)
			other->counts = HJ_CO_YES;
	}
	hj_set_counts(d, b->procedure, b->attempts, b->step_attempts);
}

static void
void_performance(struct hj_dispute *d, const struct hj_event_voided *b)
{
	struct hj_agreement *a = hj_agreement_at(d, b->agreement);

	if (b->performance < 1 || (size_t)b->performance > d->n_performance)
		return;
	d->performance[b->performance - 1].voided = true;
	if (a == NULL || b->term < 1 || (size_t)b->term > a->n_term)
		return;
	a->term[b->term - 1].paid = b->paid;
	a->term[b->term - 1].state = b->term_state;
	for (size_t i = 0; i < b->n_standing; i++) {
		const struct hj_standing *s = &b->standing[i];

		a = hj_agreement_at(d, s->agreement);
		if (a == NULL)
			continue;
		a->carried = s->carried;
		if (s->term < 1 || (size_t)s->term > a->n_term)
			continue;
		a->term[s->term - 1].paid = s->paid;
		a->term[s->term - 1].state = s->state;
	}
}

void
hj_evolve_event_voided(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_event_voided *b = ev->body;

	hj_set_back(d->arena, &hj_dispute_fields, d, b);
	void_session(d, b);
	void_performance(d, b);
}

/* A correction is read beside what it corrects; decisions rest on neither. */
void
hj_evolve_event_amended(void *state, const struct hj_event *ev)
{
	(void)state;
	(void)ev;
}

void
hj_evolve_category_corrected(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_category_corrected *b = ev->body;

	d->category_moj = b->category_moj;
	d->category_gb = b->category_gb;
}
