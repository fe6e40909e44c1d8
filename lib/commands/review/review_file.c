/*
 * Go through a file with the sheet (评查一卷): what was found, by item, with
 * the points off; nothing, if it is in order.  Each finding is a task of the
 * body.
 *
 * Who had a hand in the file does not review it (职责分离).
 */
#include "lib/commands/review/review.h"

#include "lib/commands/people/absence.h"

#include <string.h>

struct review_file {
	struct hj_frame frame;
	struct hj_found *findings;
	size_t n_findings;
	const char *review;
};

/* clang-format off */
static const struct hj_field found_rows[] = {
	HJ_TEXT(hj_found, item, HJ_REQUIRED, 60, "评查项目|item of the sheet"),
	HJ_INT(hj_found, points, HJ_REQUIRED, 1, 1000, "扣分|points off"),
	HJ_SEALED(hj_found, what, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "问题|what is wrong"),
};
static const struct hj_fields found_fields = HJ_FIELDS(hj_found, found_rows);

static const struct hj_field rows[] = {
	HJ_LIST(review_file, findings, 0, &found_fields, 100, "问题|findings"),
	HJ_ID(review_file, review, HJ_REQUIRED, "评查|review"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(review_file, rows);
/* clang-format on */

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool
had_a_hand(const struct hj_dispute *d, int64_t no, const char *person)
{
	const struct hj_procedure *p = hj_procedure_at(d, no);

	if (hj_name_in(d->mediated, d->n_mediated, person) ||
	    (p != NULL && same(p->registrar, person)))
		return true;
	for (size_t i = 0; i < d->n_session; i++) {
		const struct hj_session *s = &d->session[i];

		if (s->procedure == no &&
		    (hj_name_in(s->mediators, s->n_mediators, person) ||
			same(s->recorder, person) || same(s->typist, person) ||
			same(s->logged_by, person)))
			return true;
	}
	return false;
}

bool
hj_had_a_hand(const struct hj_turn *t, int64_t no)
{
	const char *const *self;
	size_t n = hj_selves(t, &self);

	for (size_t i = 0; i < n; i++)
		if (had_a_hand(t->d, no, self[i]))
			return true;
	return false;
}

/* Is each finding of an item of the sheet, and none beyond its points? */
static void
check_findings(struct hj_turn *t, const struct review_file *c,
    const struct hj_rule_set *set)
{
	for (size_t i = 0; i < c->n_findings; i++) {
		const struct hj_rule_item *item =
		    hj_review_item(set->review, c->findings[i].item);
		int64_t points = 0;

		for (size_t k = 0; k < c->n_findings; k++)
			if (same(c->findings[k].item, c->findings[i].item))
				points += c->findings[k].points;
		if (item == NULL || points > item->points)
			hj_refuse(t, HJ_NO_ITEM, "findings");
	}
}

static void
check(struct hj_turn *t, const struct review_file *c)
{
	const struct hj_file_review *f = hj_file_review_of(t->d, c->review);
	const struct hj_rule_set *set =
	    f == NULL ? NULL : hj_rule_set_find(t->world->rules, f->sheet);

	if (f == NULL || f->abandoned)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "review");
	else if (!same(f->owner, t->actor.org))
		hj_refuse(t, HJ_NO_RIGHT, "review");
	else if (hj_had_a_hand(t, f->procedure))
		hj_refuse(t, HJ_NO_OWN_FILE, NULL);
	else if (f->done)
		hj_refuse(t, HJ_NO_DUPLICATE, "review");
	else if (set == NULL || set->review == NULL)
		hj_refuse(t, HJ_NO_SHEET, NULL);
	else if (t->d->n_finding + c->n_findings > HJ_FINDINGS_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "findings");
	else
		check_findings(t, c, set);
}

static void
tell(struct hj_turn *t, const struct hj_file_review_set *b)
{
	struct hj_buf text;

	hj_buf_init(&text, (size_t)64 * 1024);
	hj_buf_puts(&text, "{\"dispute\":");
	hj_emit_text(&text, t->d->id);
	hj_buf_puts(&text, ",\"findings\":[");
	for (size_t i = 0; i < b->n_findings; i++) {
		hj_buf_puts(&text, i == 0 ? "{\"item\":" : ",{\"item\":");
		hj_emit_text(&text, b->findings[i].item);
		hj_buf_puts(&text, ",\"no\":");
		hj_buf_int(&text, b->findings[i].no);
		hj_buf_puts(&text, ",\"points\":");
		hj_buf_int(&text, b->findings[i].points);
		hj_buf_putc(&text, '}');
	}
	hj_buf_puts(&text, "],\"reviewer\":");
	hj_emit_text(&text, t->actor.person);
	hj_buf_putc(&text, '}');
	hj_follow_up(t, "review", b->file->review, "note-file",
	    hj_strdup(t->a, hj_buf_text(&text)));
	hj_buf_release(&text);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct review_file *c = cmd;
	struct hj_file_review_set *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_file_review_set);
	b->file = HJ_NEW(t->a, struct hj_file_review);
	*b->file = *hj_file_review_of(t->d, c->review);
	b->file->done = true;
	for (size_t i = 0; i < c->n_findings; i++)
		*HJ_PUSH(t->a, b->findings, b->n_findings) =
		    (struct hj_finding){
			    .no = HJ_NEXT_NO(t->d->n_finding + i),
			    .review = c->review,
			    .procedure = b->file->procedure,
			    .item = c->findings[i].item,
			    .points = c->findings[i].points,
			    .state = HJ_FI_OPEN,
			    .on = hj_today(t),
			    .what = c->findings[i].what,
		    };
	hj_happens(t, &hj_ev_file_reviewed, b);
	tell(t, b);
}

const struct hj_command hj_cmd_review_file = {
	.name = "review-file",
	.zh = "评查一卷",
	.en = "Go through a file",
	.fields = &fields,
	.right = HJ_MAY_REVIEW,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
