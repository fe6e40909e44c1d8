/*
 * How a matter stands, as its party sees it: where it is, what comes next, what
 * was agreed, which papers are for it, what it may answer.
 *
 * It shows what concerns that party and who is in charge.  What others said,
 * their telephones and the texts of the file are not on it.
 */
#include "server/html/visit.h"

#include "lib/commands/procedure/consent.h"
#include "lib/dispute/notice.h"
#include "lib/rules/rules.h"
#include "server/own_view.h"
#include "server/sealing.h"

#include <stdlib.h>
#include <string.h>

struct sight {
	struct hj_page *p;
	struct hj_html *h;
	struct hj_turn *t;
	const struct hj_dispute *d;
	struct hj_ring *ring;
	int64_t party;
};

static void
heading(struct sight *s, const char *zh, const char *en)
{
	hj_html(s->h, "<section><h2>");
	hj_html_say(s->h, zh, en);
	hj_html(s->h, "</h2>\n");
}

/* ---- where it is ---- */

static void
put_body(struct sight *s, const struct hj_procedure *p)
{
	const struct hj_org *org = hj_org_find(s->t->world->directory, p->body);

	hj_html(s->h, "<p>");
	hj_html_word(s->h, &hj_channel_words, p->channel);
	hj_html(s->h, " · <strong>");
	hj_html_text(s->h, org != NULL ? org->name : p->outside);
	hj_html(s->h, "</strong> · ");
	hj_html_word(s->h, &hj_phase_words, p->phase);
	if (p->phase == HJ_PH_ENDED && p->ground != 0) {
		hj_html(s->h, " · ");
		hj_html_word(s->h, &hj_ground_words, p->ground);
	}
	for (size_t i = 0; i < p->n_mediator; i++) {
		const struct hj_person *m = hj_person_find(
		    s->t->world->directory, p->mediator[i].person);

		hj_html_say(s->h, i == 0 ? " · 调解员 " : "、",
		    i == 0 ? " · mediator " : ", ");
		hj_html_text(s->h, m == NULL ? NULL : m->name);
	}
	if (org != NULL && org->phone != NULL) {
		hj_html(s->h, " <a href=\"tel:");
		hj_html_text(s->h, org->phone);
		hj_html(s->h, "\">");
		hj_html_text(s->h, org->phone);
		hj_html(s->h, "</a>");
	}
	hj_html(s->h, "</p>\n");
}

static void
put_where(struct sight *s)
{
	const struct hj_dispute *d = s->d;
	const struct hj_procedure *last = NULL;
	bool any = false;

	heading(s, "现在在哪里", "Where it is");
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];

		if (!hj_own_procedure(d, p, s->party))
			continue;
		last = p;
		if (hj_procedure_live(p) || p->phase == HJ_PH_SETTLED) {
			put_body(s, p);
			any = true;
		}
	}
	if (!any && last != NULL)
		put_body(s, last);
	if (last == NULL)
		hj_html_line(s->h, "已登记,还没有单位办理。",
		    "Registered; no body has it in hand yet.");
	if (d->merged_into != NULL)
		hj_html_line(s->h, "已和另一件一起办,请问负责单位。",
		    "It goes on together with another matter; please ask the "
		    "body in charge.");
	hj_html(s->h, "</section>\n");
}

/* ---- what comes next ---- */

/* A sitting, or a limit with its rule. */
struct next {
	int64_t at;
	const struct hj_appointment *sitting;
	const struct hj_clock *limit;
	const struct hj_rule_clock *rule;
};

static void
put_sitting(struct sight *s, const struct hj_appointment *a)
{
	hj_html_moment(s->h, a->starts);
	hj_html_say(s->h, " 调解 ", " mediation ");
	hj_html_text(s->h, hj_open_text(s->ring, a->place.box));
}

static void
put_limit(
    struct sight *s, const struct hj_clock *c, const struct hj_rule_clock *rule)
{
	hj_html_day(s->h, c->due_on);
	hj_html_say(s->h, "前:", ", last day: ");
	hj_html_say(s->h, rule->zh, rule->en);
	hj_html_say(s->h, "(", " (");
	hj_html_word(s->h, &hj_certainty_words, c->certainty);
	if (c->provisional)
		hj_html_say(s->h, ",暂定:放假安排还没公布",
		    ", provisional: the days off are not known yet");
	hj_html_say(s->h, ")", ")");
}

static int
by_day(const void *a, const void *b)
{
	const struct next *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* What is still to come, the soonest first. */
static struct next *
coming(struct sight *s, size_t *ret_n)
{
	struct next *list = NULL;
	size_t n = 0;

	for (size_t i = 0; i < s->d->n_appointment; i++) {
		const struct hj_appointment *a = &s->d->appointment[i];

		if (hj_own_appointment(s->t, a))
			*HJ_PUSH(s->t->a, list, n) =
			    (struct next){ .at = a->starts, .sitting = a };
	}
	for (size_t i = 0; i < s->d->n_clock; i++) {
		const struct hj_clock *c = &s->d->clock[i];
		const struct hj_rule_clock *rule =
		    hj_own_limit(s->t, c, s->party);

		if (rule != NULL)
			*HJ_PUSH(s->t->a, list, n) = (struct next){
				.at = c->due, .limit = c, .rule = rule
			};
	}
	if (n > 0)
		qsort(list, n, sizeof(*list), by_day);
	*ret_n = n;
	return list;
}

static void
put_next(struct sight *s)
{
	size_t n;
	const struct next *list = coming(s, &n);

	heading(s, "接下来", "What comes next");
	hj_html(s->h, "<ul>");
	for (size_t i = 0; i < n; i++) {
		hj_html(s->h, "<li>");
		if (list[i].sitting != NULL)
			put_sitting(s, list[i].sitting);
		else
			put_limit(s, list[i].limit, list[i].rule);
		hj_html(s->h, "</li>\n");
	}
	if (n == 0) {
		hj_html(s->h, "<li>");
		hj_html_say(s->h, "还没有定日子。", "No day is fixed yet.");
		hj_html(s->h, "</li>");
	}
	hj_html(s->h, "</ul></section>\n");
}

/* ---- what was agreed ---- */

/* Whose it is to do: the reader's own, the other side's. */
static void
put_debtor(struct sight *s, const struct hj_term *x)
{
	if (x->debtor == s->party)
		hj_html_say(s->h, "您来办:", "You: ");
	else if (x->debtor != 0)
		hj_html_say(s->h, "对方来办:", "The other side: ");
}

static void
put_term(struct sight *s, const struct hj_term *x)
{
	hj_html(s->h, "<li>");
	put_debtor(s, x);
	hj_html_text(s->h, hj_open_text(s->ring, x->text.box));
	if (x->amount != HJ_NONE) {
		hj_html(s->h, " ");
		hj_html_money(s->h, x->amount);
		hj_html_say(s->h, ",已付", ", paid ");
		hj_html_money(s->h, x->paid);
	}
	if (x->due_on != 0) {
		hj_html_say(s->h, ",", ", by ");
		hj_html_day(s->h, x->due_on);
		hj_html_say(s->h, "前", "");
	}
	hj_html(s->h, " · ");
	hj_html_word(s->h, &hj_term_state_words, x->state);
	hj_html(s->h, "</li>\n");
}

static void
put_agreed(struct sight *s)
{
	for (size_t i = 0; i < s->d->n_agreement; i++) {
		const struct hj_agreement *a = &s->d->agreement[i];

		if (a->effective_on == 0)
			continue;
		heading(s, "说好的事", "What was agreed");
		hj_html(s->h, "<p>");
		hj_html_word(s->h, &hj_agreement_form_words, a->form);
		hj_html_say(s->h, ",生效", ", in effect since ");
		hj_html_day(s->h, a->effective_on);
		hj_html(s->h, "</p><ul>");
		for (size_t k = 0; k < a->n_term; k++)
			if (hj_own_term(&a->term[k], s->party))
				put_term(s, &a->term[k]);
		hj_html(s->h, "</ul></section>\n");
	}
}

/* ---- papers ---- */

static void
put_notices(struct sight *s)
{
	for (size_t i = 0; i < s->d->n_notice; i++) {
		const struct hj_notice *n = &s->d->notice[i];
		const struct hj_notice_text *text =
		    hj_notice_text(n->kind, n->owed_on);

		if (!hj_own_notice(n, s->party))
			continue;
		hj_html(s->h, "<section><h2>");
		hj_html_word(s->h, &hj_notice_kind_words, n->kind);
		hj_html(s->h, "</h2><p>");
		hj_html_say(s->h, text == NULL ? "" : text->zh,
		    text == NULL ? "" : text->en);
		hj_html(s->h, "</p><p class=\"soft\"><span lang=\"zh-CN\">");
		hj_html_text(
		    s->h, hj_notice_basis(text, hj_notice_channel(s->d, n)));
		hj_html(s->h, "</span> · ");
		hj_html_word(s->h, &hj_notice_state_words, n->state);
		if (n->state == HJ_NS_OWED)
			hj_html_say(s->h,
			    ",在这里看到还不算送达,期限从送达起算",
			    "; seeing it here is not service yet, limits run "
			    "from service");
		hj_html(s->h, "</p></section>\n");
	}
}

/* ---- what the party may say ---- */

static void
put_choice(struct sight *s, int64_t procedure, bool agrees, const char *class,
    const char *zh, const char *en)
{
	struct hj_buf no;

	hj_buf_init(&no, 32);
	hj_buf_int(&no, procedure);
	hj_page_form(s->p, "/public/answer");
	hj_page_hidden(s->p, "procedure", hj_buf_text(&no));
	hj_page_hidden(s->p, "agrees", agrees ? "1" : "0");
	hj_page_button(s->p, class, zh, en);
	hj_html(s->h, "</form>\n");
	hj_buf_release(&no);
}

static void
put_question(struct sight *s, const struct hj_procedure *p)
{
	int answer = hj_consent_of(p, s->party);

	if (!hj_procedure_live(p) || (HJ_CH_ACCEPTED & 1u << p->channel) == 0 ||
	    answer == HJ_AN_REFUSES)
		return;
	if (answer == HJ_AN_AGREES) {
		heading(s, "您同意过调解", "You have agreed to mediation");
		hj_html_line(s->h, "随时可以不调,说了马上有效。",
		    "You may leave it at any time; that holds at once.");
		put_choice(s, p->no, false, "no", "我不愿再调了",
		    "I want no more mediation");
		hj_html(s->h, "</section>\n");
		return;
	}
	heading(s, "您愿意调解吗", "Do you agree to mediation?");
	hj_html_line(s->h,
	    "不愿意:马上有效,您还可以仲裁、起诉。愿意:先记下,等您签字或者"
	    "工作人员回电话核实后才算数。凭码说的,没有人核实过身份。",
	    "No: it holds at once, and arbitration and court stay open. Yes: "
	    "it is noted, and counts when you sign or somebody has called you "
	    "back. Nobody has checked who speaks by code.");
	put_choice(s, p->no, true, "main", "愿意调解", "Yes, mediate");
	put_choice(s, p->no, false, "no", "不愿意", "No");
	hj_html(s->h, "</section>\n");
}

static void
put_rating(struct sight *s)
{
	bool over = s->d->closed;

	for (size_t i = 0; i < s->d->n_procedure; i++)
		over = over || s->d->procedure[i].phase >= HJ_PH_SETTLED;
	if (!over)
		return;
	heading(s, "办得怎么样", "How was it done?");
	hj_html_line(s->h, "不想评也可以。", "You need not say.");
	hj_page_form(s->p, "/public/rating");
	for (size_t i = 1; i < hj_satisfaction_words.n; i++) {
		hj_html(s->h, "<button name=\"rating\" value=\"");
		hj_html(s->h, hj_satisfaction_words.word[i].name);
		hj_html(s->h, "\">");
		hj_html_word(s->h, &hj_satisfaction_words, (int)i);
		hj_html(s->h, "</button>");
	}
	hj_html(s->h, "</form></section>\n");
}

static void
put_said(struct sight *s, const struct hj_visit *v)
{
	if (v->done_zh == NULL)
		return;
	hj_html(s->h, v->refused ? "<p class=\"note\" role=\"alert\">"
				 : "<p class=\"note good\" role=\"status\">");
	hj_html_say(s->h, v->done_zh, v->done_en);
	hj_html(s->h, "</p>\n");
}

void
hj_progress_look(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	struct hj_visit *v = hj_visit_of(ask);
	struct hj_dispute *d = t->state;
	struct sight s = { .p = &v->page,
		.h = &v->page.h,
		.t = t,
		.d = d,
		.ring = ring,
		.party = hj_slip_party(d, v->actor.door) };
	const struct hj_party *party = hj_party_at(d, s.party);

	hj_page_begin(s.p, "办到哪一步了", "How it goes");
	put_said(&s, v);
	hj_html(s.h, "<p>");
	hj_html_text(
	    s.h, party == NULL ? NULL : hj_open_text(ring, party->name.box));
	hj_html(s.h, " <span class=\"soft\">");
	hj_html_code(s.h, d->code);
	hj_html(s.h, "</span></p>\n");
	put_where(&s);
	for (size_t i = 0; i < d->n_procedure && party != NULL; i++)
		put_question(&s, &d->procedure[i]);
	put_next(&s);
	put_agreed(&s);
	put_notices(&s);
	if (party != NULL)
		put_rating(&s);
	hj_page_end(s.p);
}
