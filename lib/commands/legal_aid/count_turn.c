/*
 * Count a matter that counsel got (承办一件) or has done with (办结一件): what
 * a dispute tells the roster.
 *
 * Who is on leave meanwhile is lifted into the round that the others are in.
 * A matter of somebody who is no longer on the roster changes nothing there;
 * the fact is told all the same.
 */
#include "lib/commands/legal_aid/roster.h"

struct turn {
	struct hj_frame frame;
	const char *counsel;
	const char *dispute;
	bool done;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(turn, counsel, HJ_REQUIRED, "律师编号|counsel"),
	HJ_ID(turn, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_BOOL(turn, done, 0, "已办结|it is done with"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(turn, rows);

/* Those on leave who would be behind, made equal to the round `least`. */
static void
lift(struct hj_turn *t, struct hj_turn_set *b, int64_t least)
{
	const struct hj_roster *r = t->state;

	for (size_t i = 0; i < r->n_counsel; i++) {
		const struct hj_counsel *c = &r->counsel[i];

		if (hj_counsel_away(c, hj_today(t)) &&
		    c->turns < least * c->share)
			*HJ_PUSH(t->a, b->lifted, b->n_lifted) =
			    (struct hj_turns){ c->id, least * c->share };
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct turn *c = cmd;
	struct hj_turn_set *b;
	const struct hj_counsel *counsel = hj_counsel_at(t->state, c->counsel);

	if (c->frame.procedure == 0) {
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
		return;
	}
	b = HJ_NEW(t->a, struct hj_turn_set);
	*b = (struct hj_turn_set){
		.id = c->counsel,
		.dispute = c->dispute,
		.procedure = c->frame.procedure,
	};
	if (counsel != NULL) {
		b->load = counsel->load;
		b->turns = counsel->turns + !c->done;
		if (!c->done)
			b->load++;
		else if (b->load > 0)
			b->load--;
	}
	if (!c->done)
		lift(t, b, hj_roster_round(t->state, hj_today(t)));
	hj_happens(t, c->done ? &hj_ev_turn_ended : &hj_ev_turn_given, b);
}

const struct hj_command hj_cmd_count_turn = {
	.name = "count-turn",
	.zh = "计入承办",
	.en = "Count a matter given or done",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL,
	.decide = decide,
};
