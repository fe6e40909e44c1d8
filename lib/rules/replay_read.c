/*
 * What people did and knew, from a timeline; see replay.h.
 */
#include "lib/rules/reader.h"

#include <string.h>

/* clang-format off */
static const struct hj_word end_list[] = {
	{ NULL, NULL, NULL },
	{ "open", "在办", "open" },
	{ "settled", "达成协议", "settled" },
	{ "outlets", "告知其他途径", "the other routes were told" },
	{ "over", "其他方式结束", "ended otherwise" },
	{ "unknown", "无法推断", "cannot be said" },
};
const struct hj_words hj_replay_end_words = HJ_WORDS(end_list);
/* clang-format on */

static int64_t
occurred(const struct hj_event *ev)
{
	return ev->from != 0 ? ev->from : ev->at;
}

struct hj_replay_fact *
hj_reader_push(struct hj_reader *r, const struct hj_event *ev, int kind)
{
	struct hj_replay_fact *f = HJ_PUSH(r->a, r->m->fact, r->m->n_fact);

	f->happening =
	    (struct hj_happening){ .kind = kind, .at = occurred(ev) };
	f->day = hj_legal_day(f->happening.at).ymd;
	memcpy(f->setting, r->setting, sizeof(f->setting));
	return f;
}

void
hj_reader_learn(struct hj_reader *r, const struct hj_event *ev, int from,
    int64_t n, const char *word)
{
	struct hj_replay_fact *f = hj_reader_push(r, ev, HJ_HN_FACT);

	f->from = from;
	f->happening.n = n;
	f->happening.word = word;
}

/* What was known at registration is told before it. */
static void
release(struct hj_reader *r)
{
	struct hj_replay_fact *f;

	if (!r->waits)
		return;
	r->waits = false;
	f = hj_reader_push(r, &r->ev[0], HJ_HN_EVENT);
	f->happening.name = r->ev[0].kind->name;
	f->happening.beside = true; /* who takes it up says where it enters */
}

static const struct hj_reader_place *
place_at(const struct hj_reader *r, int64_t no)
{
	for (size_t i = 0; i < r->n_place; i++)
		if (r->place[i].no == no)
			return &r->place[i];
	return NULL;
}

void
hj_reader_stand(struct hj_reader *r, int64_t no)
{
	const struct hj_reader_place *p = place_at(r, no);

	if (p == NULL)
		return;
	r->setting[HJ_SE_CHANNEL] = hj_word_name(&hj_channel_words, p->channel);
	r->setting[HJ_SE_KIND] = p->kind == NULL ? NULL : p->kind->name;
	r->setting[HJ_SE_TRIAL] =
	    p->trial == 0 ? NULL : hj_word_name(&hj_trial_words, p->trial);
}

void
hj_reader_tell(struct hj_reader *r, const struct hj_event *ev, bool beside)
{
	struct hj_replay_fact *f;

	release(r);
	f = hj_reader_push(r, ev, HJ_HN_EVENT);
	f->happening.name = ev->kind->name;
	f->happening.beside = beside;
}

void
hj_reader_leave(struct hj_reader *r, const struct hj_event *ev, int on)
{
	release(r);
	hj_reader_push(r, ev, HJ_HN_EXIT)->happening.what = on;
}

void
hj_reader_stop(struct hj_reader *r, const struct hj_event *ev)
{
	r->stopped = true;
	r->m->until = occurred(ev);
}

int64_t
hj_reader_number(const struct hj_event *ev, const char *name)
{
	const struct hj_fields *t = ev->kind->body;
	const struct hj_field *f = hj_field_find(t, name, strlen(name));
	const char *body = ev->body;

	for (size_t i = 0; f == NULL && i < t->n; i++) {
		if (t->row[i].type != HJ_T_OBJECT)
			continue;
		f = hj_field_find(t->row[i].of, name, strlen(name));
		memcpy(&body, (const char *)ev->body + t->row[i].offset,
		    sizeof(body));
		if (body == NULL)
			return 0;
	}
	if (f == NULL || f->type != HJ_T_INT)
		return 0;
	return *(const int64_t *)(const void *)(body + f->offset);
}

/* The events that were taken back later. */
static void
find_voided(struct hj_reader *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->ev[i].kind == &hj_ev_voided)
			HJ_PUSH(r->a, r->voided, r->n_voided)->no =
			    hj_reader_number(&r->ev[i], "seq");
}

static bool
is_voided(const struct hj_reader *r, int64_t seq)
{
	for (size_t i = 0; i < r->n_voided; i++)
		if (r->voided[i].no == seq)
			return true;
	return false;
}

/* Did this sitting hand the matter up, before it was taken back? */
static bool
handed_up(const struct hj_reader *r, const struct hj_event *ev)
{
	for (size_t i = r->at + 1;
	     ev->kind == &hj_ev_session_logged && i < r->n; i++) {
		const struct hj_referral_set *b = r->ev[i].body;

		if (r->ev[i].kind == &hj_ev_referral_offered &&
		    b->referral->step != 0 && b->referral->cause != NULL &&
		    strcmp(b->referral->cause, ev->id) == 0)
			return true;
	}
	return false;
}

/* Another body has it then, or has it again. */
static bool
goes_on(const struct hj_event *ended)
{
	int ground = ((const struct hj_procedure_moved *)ended->body)->ground;

	return ground == HJ_GR_HANDED_UP || ground == HJ_GR_HANDED_OVER ||
	       ground == HJ_GR_RETURNED;
}

/* What became of the matter, with this event. */
static void
note_outcome(struct hj_reader *r, const struct hj_event *ev)
{
	struct hj_replay_outcome *o = &r->m->outcome;
	int end = 0;

	if (ev->kind == &hj_ev_ladder_moved) {
		const struct hj_ladder_moved *b = ev->body;

		o->step = b->ladder->step;
		end = b->outlets != NULL ? HJ_RX_OUTLETS : 0;
	} else if (ev->kind == &hj_ev_procedure_settled) {
		end = HJ_RX_SETTLED;
	} else if (ev->kind == &hj_ev_procedure_ended && o->end == HJ_RX_OPEN &&
		   !goes_on(ev)) {
		end = HJ_RX_OVER;
	} else if (ev->kind == &hj_ev_procedure_reopened ||
		   ev->kind == &hj_ev_procedure_opened) {
		end = HJ_RX_OPEN;
	}
	if (end == 0)
		return;
	o->end = end;
	o->on = end == HJ_RX_OPEN ? 0 : hj_legal_day(occurred(ev)).ymd;
}

/*
 * By the legal day, within a day as they were recorded; nothing before the
 * registration, and never back in time.
 */
static void
put_in_order(struct hj_replay_matter *m)
{
	struct hj_replay_fact *f = m->fact;

	for (size_t i = 1; i < m->n_fact; i++) {
		struct hj_replay_fact one = f[i];
		size_t at = i;

		if (one.day < f[0].day)
			one.day = f[0].day;
		for (; at > 0 && f[at - 1].day > one.day; at--)
			f[at] = f[at - 1];
		f[at] = one;
	}
	for (size_t i = 1; i < m->n_fact; i++)
		if (f[i].happening.at < f[i - 1].happening.at)
			f[i].happening.at = f[i - 1].happening.at;
}

struct hj_replay_matter
hj_replay_read(struct hj_arena *a, const struct hj_directory *dir,
    const struct hj_event *ev, size_t n)
{
	struct hj_replay_matter m = { .outcome = { .end = HJ_RX_OPEN } };
	struct hj_reader r = { .a = a, .dir = dir, .m = &m, .ev = ev, .n = n };

	find_voided(&r);
	for (; r.at < n; r.at++) {
		const struct hj_event *one = &ev[r.at];

		if (is_voided(&r, one->seq)) {
			if (!r.stopped && handed_up(&r, one))
				hj_reader_stop(&r, one);
			continue;
		}
		note_outcome(&r, one);
		if (!r.stopped)
			hj_reader_read(&r, one);
	}
	release(&r);
	put_in_order(&m);
	m.outcome.events = (int64_t)m.n_fact;
	return m;
}
