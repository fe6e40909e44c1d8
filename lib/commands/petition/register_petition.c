/*
 * Register a petition (信访登记) in a dispute.
 *
 * One matter is petitioned about once at a time: a repeat while it is being
 * handled is not accepted (信访工作条例19, F), and after a re-check or a legal
 * termination the same facts and reasons are not taken up again (36, F).  So
 * a petition says on which facts and reasons it rests: those alleged before by
 * their number, new ones in words.  That holds, too, of a petition in another
 * dispute which a link says is the same; before somebody has said so, the
 * search for duplicates only warns (links/caution.h).  Five at most come in
 * person (20, F).
 *
 * An accusation is kept from whom it accuses (30, F): to the accused organ, and
 * to accused people of the staff in whatever body, the dispute is not there.
 * That is why an organ that has a part in it, and who mediated in it, cannot be
 * accused in it; the accusation is registered apart.
 */
#include "lib/commands/petition/petition.h"
#include "lib/commands/ruled.h"

#include <string.h>

struct alleged {
	int64_t fact;
	struct hj_sealed text;
};

struct register_petition {
	struct hj_accusing who;
	int form; /* enum hj_petition_form */
	bool law;
	const char *matter;
	const char *number;
	struct alleged *rests_on;
	size_t n_rests_on;
	struct hj_sealed request;
	struct hj_sealed text;
	int64_t visitors;
};

/* clang-format off */
static const struct hj_field alleged_rows[] = {
	HJ_INT(alleged, fact, 0, 1, HJ_PETITION_FACTS, "以前提出的事实、理由编号|number of one alleged before"),
	HJ_SEALED(alleged, text, HJ_KEY_TEXT, 4000, "新的事实或者理由|a new fact or reason"),
};
static const struct hj_fields alleged_fields = HJ_FIELDS(alleged, alleged_rows);

static const struct hj_field rows[] = {
	HJ_WORD(register_petition, form, 0, &hj_petition_form_words, "信访形式|how it came"),
	HJ_BOOL(register_petition, law, 0, "涉法涉诉|of law and litigation"),
	HJ_TEXT(register_petition, matter, 0, 40, "信访事项|matter, a word of the list"),
	HJ_TEXT(register_petition, number, 0, 100, "信访编号|number"),
	HJ_SEALED(register_petition, request, HJ_KEY_TEXT, 4000, "诉求|request"),
	HJ_LIST(register_petition, rests_on, 0, &alleged_fields, 40, "事实和理由|facts and reasons"),
	HJ_SEALED(register_petition, text, HJ_KEY_TEXT, 20000, "登记经过|in words"),
	HJ_INT(register_petition, visitors, 0, 1, 100000, "走访人数|who came in person"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_ACCUSING_FIELDS(register_petition, rows);

/* How many facts and reasons were alleged so far; the highest number. */
static int64_t
alleged_so_far(const struct hj_dispute *d)
{
	int64_t most = 0;

	for (size_t i = 0; i < d->n_petition; i++)
		for (size_t k = 0; k < d->petition[i].n_fact; k++)
			if (d->petition[i].fact[k].no > most)
				most = d->petition[i].fact[k].no;
	return most;
}

/* Is something said that was not alleged before? */
static bool
says_something_new(const struct register_petition *c)
{
	for (size_t i = 0; i < c->n_rests_on; i++)
		if (c->rests_on[i].text.box != NULL)
			return true;
	return false;
}

/*
 * The same dispute is entered elsewhere, as somebody said by a link, and there
 * the matter is at hand or was decided for good.
 */
static void
check_elsewhere(struct hj_turn *t, const struct register_petition *c)
{
	for (size_t i = 0; i < t->d->n_link; i++) {
		const struct hj_link *link = &t->d->link[i];

		if (link->kind != HJ_LK_SAME || link->state != HJ_LS_STANDING)
			continue;
		if (link->petition_runs)
			hj_refuse(t, HJ_NO_PETITION_RUNNING, NULL);
		else if (link->petition_final && !says_something_new(c))
			hj_refuse(t, HJ_NO_SAME_FACTS, "rests_on");
		else
			continue;
		HJ_PUSH(t->a, t->refused_for, t->n_refused_for)->text =
		    link->other;
	}
}

/* The matter is at hand, or was decided for good. */
static void
check_before(struct hj_turn *t, const struct register_petition *c)
{
	for (size_t i = 0; i < t->d->n_petition; i++) {
		const struct hj_petition *x = &t->d->petition[i];
		bool final = x->end == HJ_PE_FINAL || x->end == HJ_PE_LEGAL;

		if (hj_procedure_live(hj_procedure_at(t->d, x->procedure)))
			hj_refuse(t, HJ_NO_PETITION_RUNNING, NULL);
		else if (final && !says_something_new(c))
			hj_refuse(t, HJ_NO_SAME_FACTS, "rests_on");
	}
}

/* A rule set of the dispute says that it is not taken up again (bars repeat).
 */
static void
check_rules(struct hj_turn *t, const struct register_petition *c)
{
	const struct hj_rule_guard *g = hj_ruled_guard(t, HJ_BAR_REPEAT);

	if (g == NULL || says_something_new(c) || t->refused != HJ_NO)
		return;
	hj_refuse(t, HJ_NO_SAME_FACTS, "rests_on");
	hj_cite(t, g->article, g->certainty);
}

static void
check(struct hj_turn *t, const struct register_petition *c)
{
	int64_t before = alleged_so_far(t->d);

	hj_would_open(t, HJ_CH_PETITION, t->actor.org);
	if (c->visitors > 5)
		hj_refuse(t, HJ_NO_REPRESENTATIVES, "visitors");
	check_before(t, c);
	check_elsewhere(t, c);
	check_rules(t, c);
	for (size_t i = 0; i < c->n_rests_on; i++) {
		if (c->rests_on[i].fact > before)
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "rests_on");
		if ((c->rests_on[i].fact != 0) ==
		    (c->rests_on[i].text.box != NULL))
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "rests_on");
	}
	if (before + (int64_t)c->n_rests_on > HJ_PETITION_FACTS)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "rests_on");
	if (t->refused == HJ_NO)
		(void)hj_petition_accusable(t, &c->who);
}

/* On what it rests: numbers for all, texts of the new ones. */
static void
take_facts(struct hj_turn *t, const struct register_petition *c,
    struct hj_petition_set *b)
{
	int64_t last = alleged_so_far(t->d);

	for (size_t i = 0; i < c->n_rests_on; i++) {
		struct hj_petition_fact *fact;
		int64_t no = c->rests_on[i].fact;

		if (no == 0) {
			fact = HJ_PUSH(t->a, b->facts, b->n_facts);
			fact->no = no = ++last;
			fact->text = c->rests_on[i].text;
		}
		HJ_PUSH(t->a, b->petition->fact, b->petition->n_fact)->no = no;
	}
}

static void
ready(struct hj_turn *t)
{
	const struct hj_org *org = hj_turn_org(t);

	if (org == NULL || !hj_org_handles(org, HJ_CH_PETITION))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct register_petition *c = cmd;
	struct hj_petition_set *b = HJ_NEW(t->a, struct hj_petition_set);
	struct hj_petition sorted = { 0 };
	int64_t procedure;

	check(t, c);
	if (t->refused != HJ_NO || !hj_petition_sort(t, &sorted, c->matter,
				       c->who.class, c->law, "matter"))
		return;
	b->petition = HJ_NEW(t->a, struct hj_petition);
	b->petition->form = c->form;
	b->petition->number = c->number;
	b->petition->visitors = c->visitors;
	hj_petition_accuse(t, b->petition, &c->who);
	b->request = c->request;
	b->text = c->text;
	if (t->d->n_petition > 0)
		b->again_of = t->d->petition[t->d->n_petition - 1].no;
	take_facts(t, c, b);
	t->petition = b;
	procedure = hj_open_procedure(
	    t, t->actor.org, NULL, HJ_CH_PETITION, HJ_SRC_PETITION, 0)
			->no;
	if (sorted.class == 0)
		return;
	b = hj_petition_change(t, procedure);
	b->petition->class = sorted.class;
	b->petition->way = sorted.way;
	b->petition->matter = sorted.matter;
	b->petition->law = sorted.law;
	b->stage = HJ_ST_CLASSIFIED;
	hj_happens(t, &hj_ev_petition_classified, b);
}

const struct hj_command hj_cmd_register_petition = {
	.name = "register-petition",
	.zh = "登记信访事项",
	.en = "Register a petition",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.to = HJ_ST(RECEIVED) | HJ_ST(CLASSIFIED),
	.ready = ready,
	.decide = decide,
};
