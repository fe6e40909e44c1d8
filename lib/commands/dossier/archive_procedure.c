/*
 * File a procedure away (归档): its papers are complete, nothing is added to
 * them or taken out any more.
 *
 * Closing never waits for papers; this does, for those that are required and
 * not there.  How long the file is kept is a class that the body chooses by
 * kind, content and parties among those that rule sets have for the channel
 * (retention.h); where they leave the years open, the body says them, or
 * nobody.
 */
#include "lib/commands/dossier/dossier.h"
#include "lib/commands/dossier/papers.h"
#include "lib/commands/dossier/retention.h"

struct archive {
	struct hj_frame frame;
	const char *retention;
	int64_t years;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(archive, retention, HJ_REQUIRED, 40, "保管期限种类|class of keeping"),
	HJ_INT(archive, years, 0, 1, 200, "规则未定的,保管年数|years, if the class leaves them open"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(archive, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct archive *c = cmd;
	const struct hj_paper_rule *missing =
	    hj_paper_missing(t->world->papers, t->d, t->p);
	struct hj_archived *b;

	if (t->p->archived_on != 0)
		hj_refuse(t, HJ_NO_ARCHIVED, NULL);
	else if (missing != NULL) {
		/* Which paper it is, the answer names as the member. */
		hj_refuse(t, HJ_NO_PAPERS,
		    hj_word_name(&hj_dossier_paper_words, missing->paper[0]));
		hj_cite(t, missing->source, HJ_CERTAINTY_LAW);
	}
	if (t->refused != HJ_NO)
		return;
	b = hj_put_away(t, c->retention, c->years);
	if (b != NULL)
		hj_happens(t, &hj_ev_archived, b);
}

const struct hj_command hj_cmd_archive_procedure = {
	.name = "archive-procedure",
	.zh = "归档",
	.en = "File a procedure away",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_WHEN_CLOSED,
	.phases = HJ_PH(CLOSED),
	.decide = decide,
};
