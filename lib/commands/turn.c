/* One turn: a command is decided, or a limit falls due; see turn.h. */
#include "lib/commands/turn.h"

#include "lib/commands/guard.h"
#include "lib/commands/links/links.h"
#include "lib/commands/people/absence.h"
#include "lib/commands/readers.h"
#include "lib/commands/ruled.h"

#include <string.h>

/* clang-format off */
static const struct hj_field frame_rows[] = {
	HJ_INSTANT(hj_frame, occurred_at, 0, "发生时刻|when it happened, to the minute"),
	HJ_DATE(hj_frame, occurred_on, 0, "发生日期|the day it happened"),
	HJ_DATE(hj_frame, occurred_to, 0, "截止日期|last day, if an interval"),
	HJ_TEXT(hj_frame, on_behalf, 0, 32, "代谁录入|whose act it is, if another types"),
	HJ_WORD(hj_frame, precision, 0, &hj_prec_words, "日期精度|how exactly the date is known"),
	HJ_INT(hj_frame, procedure, 0, 1, 1000, "程序编号|number of the procedure"),
};
const struct hj_fields hj_frame_fields = HJ_FIELDS(hj_frame, frame_rows);
/* clang-format on */

static void
refuse(struct hj_turn *t, enum hj_refusal rule, const char *field,
    const struct hj_rule_guard *guard)
{
	if (t->refused != HJ_NO)
		return;
	t->refused = rule;
	t->refused_field = field;
	hj_cite(t, guard == NULL ? NULL : guard->article,
	    guard == NULL ? 0 : guard->certainty);
}

void
hj_refuse_in(struct hj_turn *t, enum hj_refusal rule, const char *field,
    const struct hj_procedure *p)
{
	refuse(t, rule, field, hj_guard_in(t, hj_refusals[rule].type, p));
}

void
hj_refuse(struct hj_turn *t, enum hj_refusal rule, const char *field)
{
	refuse(t, rule, field, hj_guard(t, hj_refusals[rule].type));
}

void
hj_would_open(struct hj_turn *t, int channel, const char *body)
{
	struct hj_procedure *p = HJ_NEW(t->a, struct hj_procedure);

	p->channel = channel;
	p->body = body;
	t->opens = p;
}

void
hj_refuse_as(struct hj_turn *t, enum hj_refusal rule, const char *field,
    const char *basis)
{
	refuse(t, rule, field, hj_guard(t, basis));
}

void
hj_cite(struct hj_turn *t, const char *article, int certainty)
{
	bool rests = article != NULL && article[0] != '\0';

	t->refused_article = rests ? article : NULL;
	t->refused_certainty = rests ? certainty : 0;
}

int32_t
hj_today(const struct hj_turn *t)
{
	return hj_legal_day(t->now).ymd;
}

const struct hj_plain_word *
hj_plain_word(
    const struct hj_world *world, const char *county, const char *word)
{
	const struct hj_plain_word *list = world->words;
	size_t n = world->n_words;

	for (size_t i = 0; i < world->n_county; i++) {
		const struct hj_county_rules *c = &world->county[i];

		if (c->n_words > 0 && strcmp(c->county, county) == 0) {
			list = c->words;
			n = c->n_words;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].word, word) == 0)
			return &list[i];
	return NULL;
}

bool
hj_word_known(
    const struct hj_world *world, const char *county, const char *word)
{
	bool any = world->n_words > 0;

	for (size_t i = 0; i < world->n_county; i++)
		any = any || (world->county[i].n_words > 0 &&
				 strcmp(world->county[i].county, county) == 0);
	return !any || hj_plain_word(world, county, word) != NULL;
}

int64_t
hj_turn_moment(const struct hj_turn *t)
{
	return t->frame == NULL && t->to != 0 ? t->to : t->now;
}

int32_t
hj_occurred_on(const struct hj_turn *t)
{
	if (t->to != 0)
		return hj_legal_day(t->to).ymd;
	if (t->frame != NULL && t->frame->occurred_on != 0)
		return t->frame->occurred_on;
	if (t->frame != NULL && t->frame->occurred_at != 0)
		return hj_legal_day(t->frame->occurred_at).ymd;
	return hj_today(t);
}

const struct hj_org *
hj_turn_org(const struct hj_turn *t)
{
	return hj_org_find(t->world->directory, t->actor.org);
}

const char *
hj_signer_of(const struct hj_procedure *p)
{
	return p->signer != NULL ? p->signer : p->body;
}

int
hj_occurred(const struct hj_turn *t, int64_t *from, int64_t *to)
{
	const struct hj_frame *f = t->frame;

	*from = *to = t->now;
	if (t->prec != 0) {
		*from = t->from;
		*to = t->to;
		return t->prec;
	}
	if (f == NULL)
		return HJ_PREC_INSTANT;
	if (f->precision == HJ_PREC_UNKNOWN && f->occurred_on == 0) {
		*from = *to = 0;
		return HJ_PREC_UNKNOWN;
	}
	if (f->occurred_at != 0) {
		*from = *to = f->occurred_at;
		return HJ_PREC_INSTANT;
	}
	if (f->occurred_on == 0)
		return HJ_PREC_INSTANT;
	*from = hj_legal_day_first((struct hj_date){ f->occurred_on });
	*to = hj_legal_day_last((struct hj_date){
	    f->occurred_to != 0 ? f->occurred_to : f->occurred_on });
	return f->precision != 0 ? f->precision : HJ_PREC_DAY;
}

/* The id of the n-th event of a command: its own id, counted on. */
static const char *
event_id(struct hj_turn *t, size_t n)
{
	struct hj_buf hex;
	unsigned char id[16] = { 0 };

	hj_unhex(id, t->cmd, sizeof(id));
	id[14] ^= (unsigned char)(n >> 8);
	id[15] ^= (unsigned char)n;
	hj_buf_init(&hex, 64);
	hj_buf_hex(&hex, id, sizeof(id));
	return hj_buf_keep(t->a, &hex);
}

/* The rule sets that had a say in a clock or on the ladder. */
static void
set_rules(struct hj_turn *t, struct hj_event *ev)
{
	const char *set = NULL;

	if (ev->kind == &hj_ev_rules_migrated) {
		const struct hj_rules_migrated *b = ev->body;

		HJ_PUSH(t->a, ev->rules, ev->n_rules)->text = b->from;
		set = b->to;
	}
	if (ev->kind->body == &hj_clock_set_fields)
		set = ((const struct hj_clock_set *)ev->body)->clock->set;
	else if (ev->kind->body == &hj_ladder_moved_fields)
		set = ((const struct hj_ladder_moved *)ev->body)->ladder->set;
	if (set != NULL)
		HJ_PUSH(t->a, ev->rules, ev->n_rules)->text = set;
}

void
hj_happens_labelled(struct hj_turn *t, const struct hj_event_kind *kind,
    void *body, const char *label)
{
	struct hj_event ev = { .id = event_id(t, t->n_event),
		.seq = t->version + 1,
		.kind = kind,
		.at = t->now,
		.actor = t->actor.person,
		.body_of = t->actor.org,
		.cmd = t->cmd,
		.caused_by = t->caused_by,
		.body = body };

	bool closed = t->d != NULL && t->d->closed;
	struct hj_petition_news news = { 0 }, fresh;
	struct hj_ruled before = { NULL, HJ_NO_STRAND };
	const struct hj_event *outer = t->fresh;

	if (t->refused != HJ_NO)
		return;
	if (t->n_event >= HJ_TURN_EVENTS) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	/* Every state begins with the id of its stream. */
	memcpy(&ev.stream, t->state, sizeof(ev.stream));
	if (t->frame != NULL)
		ev.on_behalf = t->frame->on_behalf != NULL
				   ? t->frame->on_behalf
				   : hj_stands_in_for(t);
	ev.prec = hj_occurred(t, &ev.from, &ev.to);
	if (label != NULL)
		HJ_PUSH(t->a, ev.labels, ev.n_labels)->text = label;
	set_rules(t, &ev);
	t->version++;
	*HJ_PUSH(t->a, t->event, t->n_event) = ev;
	if (t->d != NULL) {
		news = hj_petition_news(t->d);
		if (hj_ruled_reads(t))
			before = hj_ruled_now(t);
	}
	hj_fold(t->state, &ev);
	if (t->d == NULL)
		return;
	fresh = hj_petition_news(t->d);
	t->fresh = &ev;
	hj_clocks_react(t, &ev);
	t->fresh = outer;
	hj_ladder_react(t, &ev);
	hj_rules_react(t, &ev, &before);
	hj_readers_react(t, &ev);
	hj_petition_react(t, &ev);
	hj_terms_react(t, &ev);
	if (t->d->closed != closed)
		hj_links_react(t, HJ_LK_PARENT);
	if (fresh.runs != news.runs || fresh.final != news.final)
		hj_links_react(t, HJ_LK_SAME);
}

void
hj_happens(struct hj_turn *t, const struct hj_event_kind *kind, void *body)
{
	hj_happens_labelled(t, kind, body, NULL);
}

void
hj_follow_up(struct hj_turn *t, const char *kind, const char *stream,
    const char *command, const char *body)
{
	struct hj_follow_up *f = HJ_PUSH(t->a, t->follow_up, t->n_follow_up);

	*f = (struct hj_follow_up){ kind, stream, command, body };
}
