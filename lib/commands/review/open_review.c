/*
 * Open a file review (抽取卷宗): population, seed and method stand in its first
 * event, with the sample they give; each dispute drawn is told.
 */
#include "lib/commands/review/review.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hj_open_review, body, 0, "被评查单位,空为本县所辖单位|body; those of the county below if absent"),
	HJ_DATE(hj_open_review, from, HJ_REQUIRED, "程序结束日自|procedures that ended from"),
	HJ_TEXT(hj_open_review, seed, HJ_REQUIRED, 100, "随机种子|seed, drawn in public"),
	HJ_INT(hj_open_review, size, HJ_REQUIRED, 1, HJ_REVIEW_SAMPLE_MOST, "抽取卷数|how many files"),
	HJ_DATE(hj_open_review, to, HJ_REQUIRED, "至|to"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hj_open_review, rows);
/* clang-format on */

static const struct hj_rule_set *
sheet_of(const struct hj_turn *t, const char *county)
{
	const struct hj_rules *rules = t->world->rules;

	for (size_t i = 0; i < rules->n; i++)
		if (rules->set[i].review != NULL &&
		    hj_set_in_force(t, &rules->set[i], county))
			return &rules->set[i];
	return NULL;
}

static void
check(struct hj_turn *t, const struct hj_open_review *c)
{
	const struct hj_review *now = t->state;
	const struct hj_directory *dir = t->world->directory;

	if (now->head != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
	else if (c->from > c->to)
		hj_refuse(t, HJ_NO_ORDER, "to");
	else if (c->body != NULL && hj_org_find(dir, c->body) == NULL)
		hj_refuse(t, HJ_NO_ORGANISATION, "body");
	else if (c->body != NULL && strcmp(c->body, t->actor.org) != 0 &&
		 !hj_org_above(dir, t->actor.org, c->body))
		hj_refuse(t, HJ_NO_RIGHT, "body");
	else if (t->population == NULL || t->population->n == 0)
		hj_refuse(t, HJ_NO_POPULATION, "from");
	else if (t->population->n > HJ_REVIEW_POPULATION_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "from");
}

/* The row of the lowest rank above that of `last` (NULL: of all). */
static const struct hj_population_row *
next_drawn(const struct hj_population *p, const struct hj_population_row *last)
{
	const struct hj_population_row *best = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct hj_population_row *r = &p->row[i];

		if (last != NULL &&
		    memcmp(r->rank, last->rank, HJ_RANK_SIZE) <= 0)
			continue;
		if (best == NULL ||
		    memcmp(r->rank, best->rank, HJ_RANK_SIZE) < 0)
			best = r;
	}
	return best;
}

static void
add_reader(struct hj_turn *t, struct hj_review_set *b, const char *body)
{
	if (!hj_name_in(b->reader, b->n_reader, body))
		HJ_PUSH(t->a, b->reader, b->n_reader)->text = body;
}

static void
tell(struct hj_turn *t, const struct hj_review_head *head,
    const struct hj_population_row *drawn, const char *review)
{
	struct hj_buf b;

	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"owner\":");
	hj_emit_text(&b, head->owner);
	hj_buf_puts(&b, ",\"procedure\":");
	hj_buf_int(&b, drawn->procedure);
	hj_buf_puts(&b, ",\"review\":");
	hj_emit_text(&b, review);
	hj_buf_puts(&b, ",\"sheet\":");
	hj_emit_text(&b, head->sheet);
	hj_buf_putc(&b, '}');
	hj_follow_up(t, "dispute", drawn->dispute, "note-file-drawn",
	    hj_strdup(t->a, hj_buf_text(&b)));
	hj_buf_release(&b);
}

static void
draw(struct hj_turn *t, struct hj_review_set *b, int64_t size)
{
	const struct hj_population *p = t->population;
	const struct hj_population_row *row = next_drawn(p, NULL);

	for (size_t i = 0; i < p->n; i++)
		HJ_PUSH(t->a, b->population, b->n_population)->text =
		    p->row[i].code;
	add_reader(t, b, t->actor.org);
	for (; row != NULL && (int64_t)b->n_file < size;
	     row = next_drawn(p, row)) {
		*HJ_PUSH(t->a, b->file, b->n_file) =
		    (struct hj_review_file){ .dispute = row->dispute,
			    .code = row->code,
			    .body = row->body,
			    .procedure = row->procedure };
		add_reader(t, b, row->body);
		tell(t, b->head, row, ((const struct hj_review *)t->state)->id);
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_open_review *c = cmd;
	const struct hj_org *org = hj_turn_org(t);
	const struct hj_rule_set *set = sheet_of(t, org->county);
	struct hj_review_set *b;

	check(t, c);
	if (t->refused == HJ_NO && set == NULL)
		hj_refuse(t, HJ_NO_SHEET, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_review_set);
	b->stage = HJ_RVS_OPENED;
	b->head = HJ_NEW(t->a, struct hj_review_head);
	*b->head = (struct hj_review_head){ .owner = org->id,
		.county = org->county,
		.body = c->body,
		.from = c->from,
		.to = c->to,
		.sheet = set->id,
		.sheet_name = set->name,
		.method = HJ_REVIEW_METHOD,
		.seed = c->seed,
		.population = (int64_t)t->population->n };
	draw(t, b, c->size);
	hj_happens(t, &hj_ev_review_opened, b);
}

const struct hj_command hj_cmd_open_review = {
	.name = "open-review",
	.zh = "抽取卷宗评查",
	.en = "Open a file review",
	.fields = &fields,
	.right = HJ_MAY_REVIEW,
	.flags = HJ_CREATES | HJ_DRAWS_FILES,
	.to = HJ_RVST(OPENED),
	.decide = decide,
};
