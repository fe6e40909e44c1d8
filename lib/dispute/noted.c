/* Tables and fold of what rules look back at; see noted.h. */
#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_field noted_rows[] = {
	HJ_BOOL(hj_noted, beside, 0, NULL),
	HJ_ID(hj_noted, event, 0, NULL),
	HJ_INSTANT(hj_noted, from, 0, NULL),
	HJ_TEXT(hj_noted, kind, 0, 2000, NULL),
	HJ_INT(hj_noted, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_noted, step, 0, 0, HJ_INT_MOST, NULL),
	HJ_INSTANT(hj_noted, to, 0, NULL),
	HJ_BOOL(hj_noted, voided, 0, NULL),
};
const struct hj_fields hj_noted_fields = HJ_FIELDS(hj_noted, noted_rows);

static const struct hj_field past_noted_rows[] = {
	HJ_OBJECT(hj_past_noted, noted, HJ_REQUIRED, &hj_noted_fields, NULL),
};
const struct hj_fields hj_past_noted_fields = HJ_FIELDS(hj_past_noted, past_noted_rows);
/* clang-format on */

void
hj_evolve_past_noted(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_noted *n =
	    ((const struct hj_past_noted *)ev->body)->noted;

	for (size_t i = 0; i < d->n_noted; i++)
		if (d->noted[i].no == n->no) {
			d->noted[i] = *n;
			return;
		}
	*HJ_PUSH(d->arena, d->noted, d->n_noted) = *n;
}
