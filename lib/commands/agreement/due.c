/*
 * When a term falls due: by its date, after something else, or again and again.
 *
 * A day that depends on something is told once that came about, and taken back
 * with it.  Of a duty that recurs one occurrence is open ahead: the next is
 * opened when that one is performed, missed, or its day is over, until all
 * were.  Limits of terms are rows of rule sets (of "term"); they begin here,
 * because their day is the term's own and not that of an event.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/clocks.h"

/* Subjects of clocks of terms. */
static int64_t
subject_of(int64_t agreement, int64_t term)
{
	return agreement * HJ_TERMS_MOST + term;
}

/* Is a limit of `rule` running for this subject? */
static bool
runs(const struct hj_turn *t, const char *rule, int64_t subject)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];

		if (c->subject == subject && hj_clock_open(c) &&
		    hj_name_in(&(struct hj_name){ .text = c->rule }, 1, rule))
			return true;
	}
	return false;
}

/* The limits of terms that the dispute's sets have begin for this one. */
static void
begin(struct hj_turn *t, int64_t agreement, int64_t no)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, agreement);
	const struct hj_term term = a->term[no - 1];
	const int64_t procedure = a->procedure;
	const int64_t subject = subject_of(agreement, no);

	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++) {
			const struct hj_rule_clock *rule = &set->clocks[k];
			const struct hj_date day = { term.due_on };
			const struct hj_clock wanted = {
				.rule = rule->name,
				.set = set->id,
				.article = rule->article,
				.state = HJ_CS_RUNNING,
				.effect = rule->effect,
				.procedure = procedure,
				.subject = subject,
				.length = rule->length,
				.unit = rule->unit,
				.start_from = hj_legal_day_first(day),
				.start_to = hj_legal_day_last(day),
			};

			if (rule->of == HJ_OF_TERM && term.due_on != 0 &&
			    !runs(t, rule->name, subject))
				hj_clock_start(t, &wanted, HJ_NO_TEXT);
		}
	}
}

void
hj_term_set(struct hj_turn *t, int64_t agreement, const struct hj_term *term,
    const struct hj_event_kind *kind, struct hj_sealed text)
{
	struct hj_term_set *b = HJ_NEW(t->a, struct hj_term_set);

	b->agreement = agreement;
	b->term = HJ_NEW(t->a, struct hj_term);
	*b->term = *term;
	b->text = text;
	hj_happens(t, kind, b);
	if (term->due_on != 0)
		begin(t, agreement, term->no);
}

void
hj_term_falls_due(struct hj_turn *t, int64_t agreement, int64_t no,
    int32_t due_on, struct hj_sealed text)
{
	struct hj_term term = hj_agreement_at(t->d, agreement)->term[no - 1];

	term.due_on = due_on;
	hj_term_set(t, agreement, &term, &hj_ev_term_due_known, text);
}

static int32_t
days_after(int32_t day, int64_t days)
{
	return hj_date_add_days((struct hj_date){ day }, days).ymd;
}

/* Whatever waits for `trigger` (of term `of`) is due so many days from now. */
static void
release(struct hj_turn *t, int64_t agreement, int trigger, int64_t of)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, agreement);

	for (size_t i = 0; a != NULL && i < a->n_term; i++) {
		const struct hj_term *term = &a->term[i];

		if (term->after != trigger || term->after_term != of ||
		    term->due_on != 0 || term->state != HJ_TS_OPEN)
			continue;
		hj_term_falls_due(t, agreement, term->no,
		    days_after(hj_occurred_on(t), term->after_days),
		    HJ_NO_TEXT);
		a = hj_agreement_at(t->d, agreement);
	}
}

/* The day of occurrence `n`, from 1, of a duty that recurs. */
static int32_t
day_of(const struct hj_term *term, int64_t n)
{
	static const int months[] = {
		[HJ_IV_MONTH] = 1, [HJ_IV_QUARTER] = 3, [HJ_IV_YEAR] = 12
	};
	const struct hj_date first = { term->due_on };

	if (term->every == HJ_IV_WEEK)
		return hj_date_add_days(first, 7 * (n - 1)).ymd;
	return hj_date_add_months(first, months[term->every] * (n - 1)).ymd;
}

/* How many occurrences of `of` are there? */
static int64_t
occurrences(const struct hj_agreement *a, int64_t of)
{
	int64_t n = 0;

	for (size_t i = 0; i < a->n_term; i++)
		n += a->term[i].of_term == of;
	return n;
}

/* Open the next occurrence of term `of`, if there is one more. */
static void
open_next(struct hj_turn *t, int64_t agreement, int64_t of)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, agreement);
	const struct hj_term *template = &a->term[of - 1];
	int64_t n = occurrences(a, of) + 1;
	struct hj_term term = *template;

	if (n > template->times || template->state == HJ_TS_CARRIED ||
	    a->state != HJ_AS_EFFECTIVE)
		return;
	term.no = HJ_NEXT_NO(a->n_term);
	term.due_on = day_of(template, n);
	term.every = 0;
	term.times = 0;
	term.of_term = of;
	term.carries = 0;
	hj_term_set(t, agreement, &term, &hj_ev_occurrence_opened, HJ_NO_TEXT);
}

/* An agreement took effect: what is dated or waited for that begins. */
static void
on_effective(struct hj_turn *t, int64_t agreement)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, agreement);
	size_t n = a == NULL ? 0 : a->n_term;

	for (size_t i = 0; i < n; i++) {
		const struct hj_term term =
		    hj_agreement_at(t->d, agreement)->term[i];

		if (term.state == HJ_TS_PERFORMED || term.of_term != 0)
			continue;
		if (term.every == 0)
			begin(t, agreement, term.no);
		else if (occurrences(
			     hj_agreement_at(t->d, agreement), term.no) == 0)
			open_next(t, agreement, term.no);
	}
	release(t, agreement, HJ_TG_EFFECTIVE, 0);
}

/* Is `of` the newest occurrence of its duty? */
static bool
newest(const struct hj_agreement *a, const struct hj_term *of)
{
	for (size_t i = (size_t)of->no; i < a->n_term; i++)
		if (a->term[i].of_term == of->of_term)
			return false;
	return true;
}

/* The occurrence is over or done: the next comes, if none has yet. */
static void
after_occurrence(struct hj_turn *t, int64_t agreement, int64_t no)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, agreement);
	const struct hj_term *term;

	if (a == NULL || no < 1 || (size_t)no > a->n_term)
		return;
	term = &a->term[no - 1];
	if (term->of_term != 0 && newest(a, term))
		open_next(t, agreement, term->of_term);
}

static void
on_performed(struct hj_turn *t, const struct hj_performance *p)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, p->agreement);

	if (a == NULL ||
	    (a->term[p->term - 1].state != HJ_TS_PERFORMED && !p->missed))
		return;
	after_occurrence(t, p->agreement, p->term);
	if (!p->missed)
		release(t, p->agreement, HJ_TG_TERM, p->term);
}

/* What fell due by a performance that is taken back is due no more. */
static void
on_voided(struct hj_turn *t, const struct hj_event_voided *b)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, b->agreement);

	if (b->performance == 0 || a == NULL ||
	    a->term[b->term - 1].state == HJ_TS_PERFORMED)
		return;
	for (size_t i = 0; i < a->n_term; i++) {
		struct hj_term term = a->term[i];

		if (term.after != HJ_TG_TERM || term.after_term != b->term ||
		    term.due_on == 0 || term.state != HJ_TS_OPEN)
			continue;
		term.due_on = 0;
		hj_term_set(t, b->agreement, &term, &hj_ev_term_due_withdrawn,
		    HJ_NO_TEXT);
		a = hj_agreement_at(t->d, b->agreement);
	}
	begin(t, b->agreement, b->term);
}

static void
on_fired(struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);

	if (rule != NULL && rule->of == HJ_OF_TERM)
		after_occurrence(
		    t, c->subject / HJ_TERMS_MOST, c->subject % HJ_TERMS_MOST);
}

void
hj_terms_react(struct hj_turn *t, const struct hj_event *ev)
{
	const void *b = ev->body;
	const struct hj_procedure *p;

	if (ev->kind == &hj_ev_agreement_effective) {
		on_effective(
		    t, ((const struct hj_agreement_moved *)b)->agreement);
	} else if (ev->kind == &hj_ev_private_agreement_recorded) {
		on_effective(
		    t, ((const struct hj_agreement_drafted *)b)->agreement->no);
	} else if (ev->kind->body == &hj_performed_fields) {
		on_performed(t, ((const struct hj_performed *)b)->performance);
	} else if (ev->kind == &hj_ev_voided) {
		on_voided(t, b);
	} else if (ev->kind == &hj_ev_clock_fired) {
		on_fired(t, ((const struct hj_clock_set *)b)->clock);
	} else if (ev->kind == &hj_ev_confirmation_ruled) {
		p = hj_procedure_at(
		    t->d, ((const struct hj_procedure_moved *)b)->procedure);
		if (p != NULL && p->title == HJ_TI_CONFIRMED)
			release(t, p->agreement, HJ_TG_CONFIRMED, 0);
	}
}
