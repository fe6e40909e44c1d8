/*
 * A body with a part in a linked dispute reads the compact.  Asked by that
 * dispute, never by a person.
 */
#include "lib/commands/compact/compact.h"

#include <string.h>

struct admit_reader {
	struct hj_frame frame;
	const char *dispute;
	const char *org;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(admit_reader, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_ID(admit_reader, org, HJ_REQUIRED, "单位|body"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(admit_reader, rows);
/* clang-format on */

static const struct hj_compact_link *
named(const struct hj_compact *c, const char *dispute)
{
	for (size_t i = 0; i < c->n_link; i++)
		if (strcmp(c->link[i].dispute, dispute) == 0)
			return &c->link[i];
	return NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct admit_reader *c = cmd;
	const struct hj_compact *now = t->state;
	const struct hj_compact_link *link = named(now, c->dispute);
	struct hj_compact_set *b;
	bool reads = hj_name_in(now->reader, now->n_reader, c->org);

	if (link == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "dispute");
	else if (!reads && now->n_reader >= HJ_COMPACT_LIST_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	if (t->refused != HJ_NO || (reads && link->linked))
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->link = HJ_NEW(t->a, struct hj_compact_link);
	*b->link = *link;
	b->link->linked = true;
	if (!reads)
		HJ_PUSH(t->a, b->reader, b->n_reader)->text = c->org;
	hj_happens(t, &hj_ev_compact_reader_admitted, b);
}

const struct hj_command hj_cmd_admit_reader = {
	.name = "admit-reader",
	.zh = "准予查阅",
	.en = "Admit a reader",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL,
	.decide = decide,
};
