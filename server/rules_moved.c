/* What a move to another rule set changes; see rules_moved.h. */
#include "server/rules_moved.h"

static void
put_day(struct hj_out *j, const char *key, int32_t ymd)
{
	struct hj_buf text;

	if (ymd == 0)
		return;
	hj_buf_init(&text, 32);
	hj_date_format(&text, (struct hj_date){ ymd });
	hj_out_put_str(j, key, hj_buf_text(&text));
	hj_buf_release(&text);
}

static void
put_limit(struct hj_out *j, int64_t clock, const char *rule, const char *fate,
    int32_t was, int32_t is)
{
	hj_out_open(j);
	hj_out_put_int(j, "clock", clock);
	hj_out_put_str(j, "rule", rule);
	hj_out_put_str(j, "fate", fate);
	put_day(j, "old_due_on", was);
	put_day(j, "due_on", is);
	hj_out_close(j);
}

/* Limits and tasks that ran, and those that begin by the move. */
static void
put_limits(struct hj_out *j, const struct hj_rules_migrated *b,
    const struct hj_event *event, size_t n)
{
	hj_out_key(j, "limits");
	hj_out_open_array(j);
	for (size_t i = 0; i < b->n_limits; i++)
		put_limit(j, b->limits[i].clock, b->limits[i].rule,
		    hj_word_name(&hj_limit_fate_words, b->limits[i].fate),
		    b->limits[i].old_due_on, b->limits[i].due_on);
	for (size_t i = 0; i < n; i++) {
		const struct hj_clock_set *c = event[i].body;

		if (event[i].kind == &hj_ev_clock_started)
			put_limit(j, c->clock->no, c->clock->rule, "begins", 0,
			    c->clock->due_on);
	}
	hj_out_close(j);
}

void
hj_rule_move_put(struct hj_out *j, const struct hj_event *event, size_t n)
{
	const struct hj_rules_migrated *b = NULL;

	for (size_t i = 0; i < n; i++)
		if (event[i].kind == &hj_ev_rules_migrated)
			b = event[i].body;
	if (b == NULL)
		return;
	hj_out_put_int(j, "rests_on", event[0].seq - 1);
	hj_out_key(j, "rules");
	hj_out_open(j);
	hj_out_put_str(j, "from", b->from);
	hj_out_put_str(j, "from_name", b->from_name);
	hj_out_put_str(j, "to", b->to);
	hj_out_put_str(j, "to_name", b->to_name);
	if (b->ladder != NULL && b->ladder->step != 0) {
		hj_out_put_int(j, "step", b->ladder->step);
		hj_out_put_int(j, "attempts", b->ladder->attempts);
	}
	put_limits(j, b, event, n);
	hj_out_close(j);
}
