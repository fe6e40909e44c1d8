/*
 * The rows of the petition board; see project.h.
 *
 * A row says what the next act is and whose.  An opinion that is not in the
 * hands of every petitioner comes before all else: no limit to ask for more
 * runs yet (信访工作条例35、36; F), so it stands on the board by the day from
 * which it is owed.
 */
#include "lib/dispute/petition.h"
#include "server/project_render.h"

/* Who is to act, by the stage. */
enum who {
	WHO_HOLDS,   /* registered it, passes it on */
	WHO_HANDLES, /* the organ that has it, else who holds it */
	WHO_REVIEWS,
	WHO_RECHECKS,
};

/* clang-format off */
static const struct turn {
	const char *act; /* a word of hejie.petition_word */
	enum who who;
	int issued; /* notice that has to be served first, or 0 */
} turns[HJ_ST__MAX] = {
	[HJ_ST_RECEIVED]         = { "classify", WHO_HOLDS, 0 },
	[HJ_ST_CLASSIFIED]       = { "direct", WHO_HOLDS, 0 },
	[HJ_ST_REFERRED]         = { "receive", WHO_HOLDS, 0 },
	[HJ_ST_ASSIGNED]         = { "receive", WHO_HOLDS, 0 },
	[HJ_ST_TAKEN]            = { "take_up", WHO_HANDLES, 0 },
	[HJ_ST_RETURN_REQUESTED] = { "answer_objection", WHO_HOLDS, 0 },
	[HJ_ST_HANDLING]         = { "handle", WHO_HANDLES, 0 },
	[HJ_ST_ROUTED]           = { "follow_route", WHO_HANDLES, 0 },
	[HJ_ST_ANSWERED]         = { "ask_review", WHO_HANDLES, HJ_NK_PETITION_OPINION },
	[HJ_ST_REVIEWING]        = { "review", WHO_REVIEWS, 0 },
	[HJ_ST_REVIEWED]         = { "ask_recheck", WHO_REVIEWS, HJ_NK_PETITION_REVIEW },
	[HJ_ST_RECHECKING]       = { "recheck", WHO_RECHECKS, 0 },
	[HJ_ST_RECHECKED]        = { "none", WHO_RECHECKS, HJ_NK_PETITION_RECHECK },
};
/* clang-format on */

/*
 * A notice of procedure `no` that is owed, of `kind` (0: any); the first.
 */
static const struct hj_notice *
owed(const struct hj_dispute *d, int64_t no, int kind)
{
	for (size_t i = 0; i < d->n_notice; i++) {
		const struct hj_notice *n = &d->notice[i];

		if (n->procedure == no && (kind == 0 || n->kind == kind) &&
		    n->state == HJ_NS_OWED)
			return n;
	}
	return NULL;
}

static const char *
first_of(const char *a, const char *b, const char *c)
{
	return a != NULL ? a : b != NULL ? b : c;
}

static const char *
holder(const struct hj_petition *x, const struct hj_procedure *p, enum who who)
{
	switch (who) {
	case WHO_HANDLES:
		return first_of(x->organ, p->body, NULL);
	case WHO_REVIEWS:
		return first_of(x->reviewer, x->organ, p->body);
	case WHO_RECHECKS:
		return first_of(x->rechecker, x->reviewer,
		    first_of(x->organ, p->body, NULL));
	case WHO_HOLDS:
		break;
	}
	return p->body;
}

/* By when the next act is due, and why. */
struct day {
	int32_t on; /* 0: no day is known */
	const char *rule;
	const char *article;
	int certainty;
	bool provisional;
};

/* The first limit that ends; or before it the day by which the organ reports
 * back what it was assigned (交办, 22). */
static struct day
next_day(const struct hj_dispute *d, const struct hj_petition *x,
    const struct hj_procedure *p)
{
	const uint64_t with_organ = HJ_ST(ASSIGNED) | HJ_ST(TAKEN) |
				    HJ_ST(RETURN_REQUESTED) | HJ_ST(HANDLING);
	const struct hj_clock *limit = hj_first_limit(d, p);
	struct day day = { 0 };

	if (!hj_procedure_live(p))
		return day;
	if (limit != NULL)
		day = (struct day){ limit->due_on, limit->rule, limit->article,
			limit->certainty, limit->provisional };
	if (x->assigned && (with_organ >> p->stage & 1) != 0 &&
	    (day.on == 0 || x->report_by < day.on))
		day = (struct day){ x->report_by, "XF_REPORT", "信访工作条例22",
			HJ_CERTAINTY_LAW, false };
	return day;
}

/*
 * What is next, whose it is, by when.  While something else than the opinion is
 * to be served, nothing is said of the opinion: "served" would be read of that.
 */
static void
put_turn(
    struct render *r, const struct hj_petition *x, const struct hj_procedure *p)
{
	const struct turn *turn = &turns[p->stage];
	bool live = hj_procedure_live(p);
	const struct hj_notice *any = owed(r->d, p->no, 0);
	const struct hj_notice *issued =
	    turn->issued == 0 ? NULL : owed(r->d, p->no, turn->issued);
	const struct day day = next_day(r->d, x, p);
	const char *act = live && turn->act != NULL ? turn->act : "none";

	hj_out_put_str(&r->out, "act", any != NULL ? "serve" : act);
	hj_out_put_some(&r->out, "holder", holder(x, p, turn->who));
	if (day.on != 0) {
		put_date(r, "next_on", day.on);
		hj_out_put_str(&r->out, "rule", day.rule);
		hj_out_put_some(&r->out, "article", day.article);
		put_word(r, "certainty", &hj_certainty_words, day.certainty);
	}
	hj_out_put_bool(&r->out, "provisional", day.provisional);
	if (turn->issued != 0 && (issued != NULL || any == NULL))
		hj_out_put_str(
		    &r->out, "notice", issued != NULL ? "unserved" : "served");
	hj_stands(r, (struct render_item){ .item = "petition",
			 .no = x->no,
			 .front = live,
			 .turn_on = day.on != 0 && (issued == NULL ||
						       day.on < issued->owed_on)
					? day.on
				    : live && any != NULL ? any->owed_on
							  : 0,
			 .word = any != NULL ? "serve" : act,
			 .number = p->number,
			 .holder = holder(x, p, turn->who) });
}

static void
petition(
    struct render *r, const struct hj_petition *x, const struct hj_procedure *p)
{
	begin(r);
	hj_out_put_int(&r->out, "no", x->no);
	hj_out_put_int(&r->out, "procedure", p->no);
	hj_out_put_some(&r->out, "number", p->number);
	put_word(r, "class", &hj_petition_class_words, x->class);
	put_word(r, "way", &hj_petition_way_words, x->way);
	hj_out_put_some(&r->out, "matter", x->matter);
	hj_out_put_bool(&r->out, "law", x->law);
	put_word(r, "stage", &hj_stage_words, p->stage);
	hj_out_put_bool(&r->out, "live", hj_procedure_live(p));
	put_word(r, "ended", &hj_petition_end_words, x->end);
	put_date(r, "received_on", p->opened_on);
	put_turn(r, x, p);
	end_no(r, "petition", x->no);
}

void
hj_project_petitions(struct render *r)
{
	for (size_t i = 0; i < r->d->n_petition; i++) {
		const struct hj_petition *x = &r->d->petition[i];
		const struct hj_procedure *p =
		    hj_procedure_at(r->d, x->procedure);

		if (p != NULL)
			petition(r, x, p);
	}
}
