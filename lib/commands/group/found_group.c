/*
 * Open the roll of a party that is a group (群体一方).
 *
 * The members, their answers and signatures stand in a stream of their own;
 * this dispute holds the totals.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/group/group.h"

struct found_group {
	struct hj_frame frame;
	int64_t party;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(found_group, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(found_group, rows);
/* clang-format on */

/* Ask for the stream. */
static void
open_stream(struct hj_turn *t, const struct hj_group_count *count)
{
	struct hj_buf b;

	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"code\":");
	hj_emit_text(&b, t->d->code);
	hj_buf_puts(&b, ",\"county\":");
	hj_emit_text(&b, t->d->county);
	hj_buf_puts(&b, ",\"dispute\":");
	hj_emit_text(&b, t->d->id);
	hj_buf_puts(&b, ",\"org\":");
	hj_emit_text(&b, t->actor.org);
	hj_buf_puts(&b, ",\"party\":");
	hj_buf_int(&b, count->party);
	if (hj_status_category(t, t->d->category_gb, t->d->category_moj))
		hj_buf_puts(&b, ",\"status\":true");
	hj_buf_putc(&b, '}');
	hj_follow_up(
	    t, "group", count->group, "open-group", hj_buf_keep(t->a, &b));
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct found_group *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);
	struct hj_group_counted *b;

	if (party == NULL || party->removed || party->kind != HJ_PK_GROUP)
		hj_refuse(t, HJ_NO_NO_GROUP, "party");
	else if (hj_group_of(t->d, c->party) != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, "party");
	else if (hj_petition_accuses_people(t->d))
		hj_refuse(t, HJ_NO_ACCUSED, "party");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_group_counted);
	b->count = HJ_NEW(t->a, struct hj_group_count);
	b->count->party = c->party;
	hj_happens(t, &hj_ev_group_founded, b);
	open_stream(t, hj_group_of(t->d, c->party));
}

const struct hj_command hj_cmd_found_group = {
	.name = "found-group",
	.zh = "建立群体名册",
	.en = "Open the roll of a group",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
