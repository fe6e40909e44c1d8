/* The report of a replay; see replay_line.h. */
#include "lib/rules/replay_line.h"

#include <string.h>

#define TEXT_MOST 2000

static const struct hj_field said_rows[] = {
	HJ_WORD(hj_replay_said, act, HJ_REQUIRED, &hj_did_words, NULL),
	HJ_TEXT(hj_replay_said, article, 0, TEXT_MOST, NULL),
	HJ_DATE(hj_replay_said, due_on, 0, NULL),
	HJ_TEXT(hj_replay_said, en, HJ_REQUIRED, TEXT_MOST, NULL),
	HJ_TEXT(hj_replay_said, rule, HJ_REQUIRED, 200, NULL),
	HJ_TEXT(hj_replay_said, set, HJ_REQUIRED, 100, NULL),
	HJ_TEXT(hj_replay_said, zh, HJ_REQUIRED, TEXT_MOST, NULL),
};
static const struct hj_fields said_fields =
    HJ_FIELDS(hj_replay_said, said_rows);

static const struct hj_field outcome_rows[] = {
	HJ_WORD(
	    hj_replay_outcome, end, HJ_REQUIRED, &hj_replay_end_words, NULL),
	HJ_DATE(hj_replay_outcome, on, 0, NULL),
	HJ_INT(hj_replay_outcome, step, 0, 0, 100, NULL),
};
static const struct hj_fields outcome_fields =
    HJ_FIELDS(hj_replay_outcome, outcome_rows);

static const struct hj_field line_rows[] = {
	HJ_INSTANT(hj_replay_line, at, 0, NULL),
	HJ_TEXT(hj_replay_line, code, 0, 20, NULL),
	HJ_ID(hj_replay_line, dispute, HJ_REQUIRED, NULL),
	HJ_OBJECT(hj_replay_line, new, 0, &said_fields, NULL),
	HJ_OBJECT(hj_replay_line, new_outcome, 0, &outcome_fields, NULL),
	HJ_OBJECT(hj_replay_line, old, 0, &said_fields, NULL),
	HJ_OBJECT(hj_replay_line, old_outcome, 0, &outcome_fields, NULL),
	HJ_DATE(hj_replay_line, registered_on, 0, NULL),
	HJ_WORD(hj_replay_line, result, HJ_REQUIRED, &hj_replay_verdict_words,
	    NULL),
	HJ_TEXT(hj_replay_line, was, 0, 64, NULL),
};
const struct hj_fields hj_replay_line_fields =
    HJ_FIELDS(hj_replay_line, line_rows);

static const struct hj_field count_rows[] = {
	HJ_WORD(hj_replay_count, act, HJ_REQUIRED, &hj_did_words, NULL),
	HJ_INT(hj_replay_count, disputes, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_replay_count, rule, HJ_REQUIRED, 200, NULL),
	HJ_TEXT(hj_replay_count, set, HJ_REQUIRED, 100, NULL),
};
const struct hj_fields hj_replay_count_fields =
    HJ_FIELDS(hj_replay_count, count_rows);

#define NUMBER(m)                                                              \
	HJ_INT(hj_replay_summary, m, HJ_REQUIRED, 0, HJ_INT_MOST, NULL)

static const struct hj_field summary_rows[] = {
	HJ_LIST(hj_replay_summary, by_rule, 0, &hj_replay_count_fields, 10000,
	    NULL),
	HJ_TEXT(hj_replay_summary, candidate, HJ_REQUIRED, 100, NULL),
	HJ_TEXT(hj_replay_summary, candidate_id, HJ_REQUIRED, 64, NULL),
	HJ_TEXT(hj_replay_summary, county, HJ_REQUIRED, 6, NULL),
	NUMBER(differs),
	HJ_TEXT(hj_replay_summary, digest, HJ_REQUIRED, 64, NULL),
	NUMBER(disputes),
	NUMBER(elsewhere),
	NUMBER(events),
	HJ_TEXT(hj_replay_summary, instead, 0, 100, NULL),
	NUMBER(no_set),
	NUMBER(not_concerned),
	NUMBER(running),
	NUMBER(same),
	NUMBER(too_much),
	HJ_INSTANT(hj_replay_summary, until, 0, NULL),
};
const struct hj_fields hj_replay_summary_fields =
    HJ_FIELDS(hj_replay_summary, summary_rows);

static const char *
say(struct hj_arena *a, const struct hj_did *d, enum hj_lang lang)
{
	struct hj_buf b;

	hj_buf_init(&b, TEXT_MOST);
	hj_did_say(d, lang, &b);
	return hj_buf_keep(a, &b);
}

static struct hj_replay_said *
said(struct hj_arena *a, const struct hj_did *d)
{
	struct hj_replay_said *s;

	if (d == NULL)
		return NULL;
	s = HJ_NEW(a, struct hj_replay_said);
	*s = (struct hj_replay_said){
		.act = d->act,
		.article = d->article,
		.due_on = d->due_on.ymd,
		.zh = say(a, d, HJ_LANG_ZH),
		.en = say(a, d, HJ_LANG_EN),
		.rule = d->rule,
		.set = d->set->name,
	};
	return s;
}

struct hj_replay_line
hj_replay_line_of(struct hj_arena *a, const struct hj_replay_matter *m,
    const struct hj_replay_result *r)
{
	struct hj_replay_line l = {
		.at = r->at,
		.code = m->code,
		.dispute = m->id,
		.old = said(a, r->old),
		.new = said(a, r->new),
		.registered_on = m->registered_on,
		.result = r->verdict,
		.was = r->was == NULL ? NULL : r->was->id,
	};

	l.old_outcome = HJ_NEW(a, struct hj_replay_outcome);
	*l.old_outcome = m->outcome;
	if (r->verdict != HJ_RV_SAME && r->verdict != HJ_RV_DIFFERS)
		return l;
	l.new_outcome = HJ_NEW(a, struct hj_replay_outcome);
	*l.new_outcome = m->outcome;
	if (r->verdict == HJ_RV_DIFFERS)
		*l.new_outcome =
		    (struct hj_replay_outcome){ .end = HJ_RX_UNKNOWN };
	return l;
}

/* Rows ascend by set, rule and act. */
static int
compare(const struct hj_replay_count *a, const struct hj_replay_count *b)
{
	int by_set = strcmp(a->set, b->set);
	int by_rule = strcmp(a->rule, b->rule);

	return by_set != 0 ? by_set : by_rule != 0 ? by_rule : a->act - b->act;
}

static void
count(struct hj_arena *a, struct hj_replay_summary *sum,
    const struct hj_replay_said *s)
{
	struct hj_replay_count one = { s->act, 1, s->rule, s->set };
	size_t at = 0, n = sum->n_by_rule;

	while (at < n && compare(&sum->by_rule[at], &one) < 0)
		at++;
	if (at < n && compare(&sum->by_rule[at], &one) == 0) {
		sum->by_rule[at].disputes++;
		return;
	}
	one.rule = hj_strdup(a, s->rule);
	one.set = hj_strdup(a, s->set);
	(void)HJ_PUSH(a, sum->by_rule, sum->n_by_rule);
	memmove(
	    &sum->by_rule[at + 1], &sum->by_rule[at], (n - at) * sizeof(one));
	sum->by_rule[at] = one;
}

void
hj_replay_sum(struct hj_arena *a, struct hj_replay_summary *sum,
    const struct hj_replay_matter *m, const struct hj_replay_line *line)
{
	int64_t *counts[HJ_RV__MAX] = {
		[HJ_RV_SAME] = &sum->same,
		[HJ_RV_DIFFERS] = &sum->differs,
		[HJ_RV_NOT_CONCERNED] = &sum->not_concerned,
		[HJ_RV_ELSEWHERE] = &sum->elsewhere,
		[HJ_RV_NO_SET] = &sum->no_set,
		[HJ_RV_TOO_MUCH] = &sum->too_much,
	};

	++*counts[line->result];
	sum->disputes++;
	if (line->new_outcome != NULL) {
		sum->events += m->outcome.events;
		sum->running += m->outcome.end == HJ_RX_OPEN;
	}
	if (line->result == HJ_RV_DIFFERS)
		count(a, sum, line->new != NULL ? line->new : line->old);
}
