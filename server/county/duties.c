/* What bodies did of what they owe by the calendar; see duties.h. */
#include "server/county/duties.h"

#include "lib/base/tsv.h"
#include "lib/commands/people/people.h"
#include "server/http/json_out.h"
#include "server/sender.h"

#include <string.h>

/* The day `ago` months before, in the present month today. */
static struct hj_date
day_of(const struct hj_town *town, const struct hj_tsv *t)
{
	struct hj_date today = hj_legal_day(town->plot->now);
	struct hj_date first = { today.ymd / 100 * 100 + 1 };
	int64_t ago = hj_tsv_int(t, "ago");

	return ago == 0 ? today
			: hj_date_add_days(hj_date_add_months(first, -ago),
			      hj_tsv_int(t, "day") - 1);
}

static void
put_body(struct hj_buf *b, const struct hj_town *town, const struct hj_tsv *t)
{
	struct hj_out j;

	hj_buf_clear(b);
	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "duty", hj_tsv_get(t, "duty"));
	hj_out_put_int(&j, "n", hj_tsv_int(t, "n"));
	hj_out_put_day(&j, "occurred_on", day_of(town, t).ymd);
	hj_out_put_str(&j, "rules", hj_tsv_get(t, "rules"));
	hj_out_close(&j);
}

/* False only if there was no answer, or one that tells of a failure. */
static bool
report(struct hj_sender *sender, const struct hj_person *who,
    const struct hj_buf *body, struct hj_error *err)
{
	sender->ask = (struct hj_ask){
		.kind = &hj_organisation_kind,
		.command =
		    hj_command_find(&hj_organisation_kind, "report-duty"),
		.stream = who->org,
		.actor = { .person = who->id,
		    .org = who->org,
		    .roles = who->roles },
		.body = body->p,
		.body_n = body->n,
	};
	if (!hj_sender_send(sender))
		return hj_fail(err, HJ_ERR_DB, "duties.tsv",
			   "no answer from the database", NULL) == HJ_OK;
	if (sender->ask.outcome == HJ_DONE)
		hj_buf_release(&sender->ask.answer);
	else if (sender->ask.outcome != HJ_REFUSED)
		*err = sender->ask.err;
	return sender->ask.outcome == HJ_DONE ||
	       sender->ask.outcome == HJ_REFUSED;
}

static bool
tell(struct hj_town *town, struct hj_sender *sender, struct hj_error *err)
{
	const char *text = hj_town_data(town, "duties.tsv", err);
	struct hj_buf body;
	struct hj_tsv t;
	bool good = text != NULL;

	if (!good)
		return false;
	hj_buf_init(&body, 4096);
	hj_tsv_init(&t, town->a, text, strlen(text));
	while (good && hj_tsv_next(&t)) {
		const struct hj_person *who =
		    hj_town_person(town, hj_tsv_get(&t, "who"));

		if (who == NULL)
			good =
			    hj_fail(err, HJ_ERR_INPUT, "duties.tsv",
				"nobody is ", hj_tsv_get(&t, "who")) == HJ_OK;
		if (!good)
			break;
		put_body(&body, town, &t);
		good = report(sender, who, &body, err);
	}
	hj_buf_release(&body);
	return good;
}

bool
hj_duties_tell(struct hj_town *town, struct hj_error *err)
{
	const struct hj_plot *g = town->plot;
	struct hj_sender sender = { 0 };
	bool good = hj_sender_open(&sender, g->cfg, g->cfg->database_agents,
			g->keys, town->a, err) &&
		    tell(town, &sender, err);

	hj_sender_close(&sender);
	return good;
}
