/* File review: tables, fold, commands; see review.h. */
#include "lib/commands/review/review.h"
#include "lib/commands/correct/correct.h"

#include <string.h>

/* clang-format off */
static const struct hj_word stage_list[] = {
	{ NULL, NULL, NULL },
	{ "opened", "评查中", "opened" },
	{ "concluded", "已办结", "concluded" },
	{ "abandoned", "已撤销", "abandoned" },
};
const struct hj_words hj_review_stage_words = HJ_WORDS(stage_list);

static const struct hj_field file_rows[] = {
	HJ_ID(hj_review_file, body, 0, NULL),
	HJ_TEXT(hj_review_file, code, 0, 20, NULL),
	HJ_ID(hj_review_file, dispute, 0, NULL),
	HJ_INT(hj_review_file, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_ID(hj_review_file, reviewer, 0, NULL),
};
static const struct hj_fields file_fields = HJ_FIELDS(hj_review_file, file_rows);

static const struct hj_field finding_rows[] = {
	HJ_ID(hj_review_finding, dispute, 0, NULL),
	HJ_TEXT(hj_review_finding, item, 0, 60, NULL),
	HJ_INT(hj_review_finding, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_review_finding, points, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_review_finding, state, 0, &hj_finding_state_words, NULL),
};
static const struct hj_fields finding_fields = HJ_FIELDS(hj_review_finding, finding_rows);

static const struct hj_field result_rows[] = {
	HJ_ID(hj_review_result, body, 0, NULL),
	HJ_INT(hj_review_result, files, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_review_result, grade, 0, 60, NULL),
	HJ_INT(hj_review_result, points, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields result_fields = HJ_FIELDS(hj_review_result, result_rows);

static const struct hj_field head_rows[] = {
	HJ_ID(hj_review_head, body, 0, NULL),
	HJ_TEXT(hj_review_head, county, 0, 6, NULL),
	HJ_DATE(hj_review_head, from, 0, NULL),
	HJ_TEXT(hj_review_head, method, 0, 100, NULL),
	HJ_ID(hj_review_head, owner, 0, NULL),
	HJ_INT(hj_review_head, population, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_review_head, seed, 0, 100, NULL),
	HJ_TEXT(hj_review_head, sheet, 0, 64, NULL),
	HJ_TEXT(hj_review_head, sheet_name, 0, 100, NULL),
	HJ_DATE(hj_review_head, to, 0, NULL),
};
static const struct hj_fields head_fields = HJ_FIELDS(hj_review_head, head_rows);

#define FILES(s) HJ_LIST(s, file, 0, &file_fields, HJ_REVIEW_SAMPLE_MOST, NULL)
#define FINDINGS(s) HJ_LIST(s, finding, 0, &finding_fields, HJ_REVIEW_SAMPLE_MOST * HJ_FINDINGS_MOST, NULL)
#define READERS(s) HJ_LIST(s, reader, 0, &hj_id_fields, HJ_REVIEW_SAMPLE_MOST + 1, NULL)
#define RESULTS(s) HJ_LIST(s, result, 0, &result_fields, HJ_REVIEW_SAMPLE_MOST, NULL)

static const struct hj_field state_rows[] = {
	FILES(hj_review),
	FINDINGS(hj_review),
	HJ_OBJECT(hj_review, head, 0, &head_fields, NULL),
	HJ_ID(hj_review, id, 0, NULL),
	HJ_INSTANT(hj_review, last_at, 0, NULL),
	READERS(hj_review),
	RESULTS(hj_review),
	HJ_WORD(hj_review, stage, 0, &hj_review_stage_words, NULL),
	HJ_INT(hj_review, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_review, state_rows);

static const struct hj_field listed_rows[] = {
	HJ_OBJECT(hj_review, head, 0, &head_fields, NULL),
	RESULTS(hj_review),
	HJ_WORD(hj_review, stage, 0, &hj_review_stage_words, NULL),
};
static const struct hj_fields listed_fields = HJ_FIELDS(hj_review, listed_rows);

static const struct hj_field set_rows[] = {
	FILES(hj_review_set),
	FINDINGS(hj_review_set),
	HJ_OBJECT(hj_review_set, head, 0, &head_fields, NULL),
	HJ_LIST(hj_review_set, population, 0, &hj_name_fields, HJ_REVIEW_POPULATION_MOST, NULL),
	READERS(hj_review_set),
	HJ_SEALED(hj_review_set, reason, 0, 0, NULL),
	RESULTS(hj_review_set),
	HJ_WORD(hj_review_set, stage, 0, &hj_review_stage_words, NULL),
};
static const struct hj_fields set_fields = HJ_FIELDS(hj_review_set, set_rows);
/* clang-format on */

struct hj_review_file *
hj_review_file_of(const struct hj_review *r, const char *dispute)
{
	for (size_t i = 0; i < r->n_file; i++)
		if (strcmp(r->file[i].dispute, dispute) == 0)
			return &r->file[i];
	return NULL;
}

const struct hj_rule_item *
hj_review_item(const struct hj_rule_review *sheet, const char *name)
{
	for (size_t i = 0; i < sheet->n_items; i++)
		if (strcmp(sheet->items[i].name, name) == 0)
			return &sheet->items[i];
	return NULL;
}

static void
put_finding(struct hj_review *r, const struct hj_review_finding *f)
{
	for (size_t i = 0; i < r->n_finding; i++)
		if (r->finding[i].no == f->no &&
		    strcmp(r->finding[i].dispute, f->dispute) == 0) {
			r->finding[i] = *f;
			return;
		}
	*HJ_PUSH(r->arena, r->finding, r->n_finding) = *f;
}

static void
evolve(void *state, const struct hj_event *ev)
{
	struct hj_review *r = state;
	const struct hj_review_set *b = ev->body;

	r->id = ev->stream;
	r->version = ev->seq;
	r->last_at = ev->at;
	if (b->stage != 0)
		r->stage = b->stage;
	if (b->head != NULL)
		r->head = b->head;
	for (size_t i = 0; i < b->n_file; i++) {
		struct hj_review_file *old =
		    hj_review_file_of(r, b->file[i].dispute);

		if (old == NULL)
			old = HJ_PUSH(r->arena, r->file, r->n_file);
		*old = b->file[i];
	}
	for (size_t i = 0; i < b->n_finding; i++)
		put_finding(r, &b->finding[i]);
	for (size_t i = 0; i < b->n_result; i++)
		*HJ_PUSH(r->arena, r->result, r->n_result) = b->result[i];
	for (size_t i = 0; i < b->n_reader; i++)
		*HJ_PUSH(r->arena, r->reader, r->n_reader) = b->reader[i];
}

/* clang-format off */
#define KIND(name, zh, en) \
	const struct hj_event_kind hj_ev_##name = { #name, 1, &set_fields, evolve, zh, en }
KIND(review_opened, "抽取卷宗评查", "review opened, files drawn");
KIND(review_file_gone_through, "评查一卷", "a file was gone through");
KIND(review_finding_moved, "问题答复或者撤回", "a finding answered or withdrawn");
KIND(review_concluded, "评查办结", "review concluded");
KIND(review_abandoned, "评查撤销", "review abandoned");
/* clang-format on */

HJ_VOIDED(voided, hj_review, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_review_opened,
	&hj_ev_review_file_gone_through,
	&hj_ev_review_finding_moved,
	&hj_ev_review_concluded,
	&hj_ev_review_abandoned,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_open_review,
	&hj_cmd_note_file,
	&hj_cmd_note_finding,
	&hj_cmd_conclude_review,
	&hj_cmd_abandon_review,
	&hj_cmd_void_review,
	&hj_cmd_amend_review,
};

const struct hj_stream_kind hj_review_kind = {
	.name = "review",
	.path = "reviews",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.arena = offsetof(struct hj_review, arena),
	.seen_by = "reader",
	.listed = &listed_fields,
	.stage = offsetof(struct hj_review, stage),
};
