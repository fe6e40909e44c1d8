/* Papers needed, there and missing; see papers.h. */
#include "lib/commands/dossier/papers.h"

#include "lib/base/tsv.h"
#include "lib/commands/common.h"

#include <string.h>

/* clang-format off */
static const struct hj_word need_list[] = {
	{ NULL, NULL, NULL },
	{ "must", "必备", "required" },
	{ "if_any", "有则附", "if there is one" },
	{ "listed", "列名", "named in a list" },
};
const struct hj_words hj_paper_need_words = HJ_WORDS(need_list);
/* clang-format on */

/* ---- what can be asked of a procedure ---- */

typedef bool fact_fn(const struct hj_dispute *d, const struct hj_procedure *p);

static const struct hj_agreement *
agreement_of(const struct hj_dispute *d, const struct hj_procedure *p, int form)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].procedure == p->no &&
		    d->agreement[i].form == form &&
		    d->agreement[i].state == HJ_AS_EFFECTIVE)
			return &d->agreement[i];
	return NULL;
}

static bool
accepted(const struct hj_dispute *d, const struct hj_procedure *p)
{
	(void)d;
	return p->accepted_on != 0;
}

static bool
ended(const struct hj_dispute *d, const struct hj_procedure *p)
{
	(void)d;
	return p->ended_on != 0;
}

static bool
sat(const struct hj_dispute *d, const struct hj_procedure *p)
{
	(void)d;
	return p->sessions > 0;
}

static bool
written(const struct hj_dispute *d, const struct hj_procedure *p)
{
	return agreement_of(d, p, HJ_AF_WRITTEN) != NULL;
}

static bool
oral(const struct hj_dispute *d, const struct hj_procedure *p)
{
	return agreement_of(d, p, HJ_AF_ORAL) != NULL;
}

static bool
failed(const struct hj_dispute *d, const struct hj_procedure *p)
{
	return p->ended_on != 0 && !written(d, p) && !oral(d, p);
}

static bool
performed(const struct hj_dispute *d, const struct hj_procedure *p)
{
	for (size_t i = 0; i < d->n_performance; i++) {
		const struct hj_performance *f = &d->performance[i];
		const struct hj_agreement *a = hj_agreement_at(d, f->agreement);

		if (!f->missed && !f->voided && a != NULL &&
		    a->procedure == p->no)
			return true;
	}
	return false;
}

static bool
represented(const struct hj_dispute *d, const struct hj_procedure *p)
{
	(void)p;
	for (size_t i = 0; i < d->n_agency; i++)
		if (d->agency[i].kind == HJ_AG_AGENT)
			return true;
	return false;
}

static bool
confirmed(const struct hj_dispute *d, const struct hj_procedure *p)
{
	const struct hj_agreement *a = agreement_of(d, p, HJ_AF_WRITTEN);

	return a != NULL && a->confirmed;
}

static bool
registered(const struct hj_dispute *d, const struct hj_procedure *p)
{
	(void)p;
	return d->registered_on != 0;
}

static bool
rights_served(const struct hj_dispute *d, const struct hj_procedure *p)
{
	bool any = false;

	for (size_t i = 0; i < d->n_notice; i++) {
		const struct hj_notice *n = &d->notice[i];

		if (n->procedure != p->no || n->kind != HJ_NK_RIGHTS)
			continue;
		any = true;
		if (n->state == HJ_NS_OWED)
			return false;
	}
	return any;
}

static bool
recorded(const struct hj_dispute *d, const struct hj_procedure *p)
{
	for (size_t i = 0; i < d->n_session; i++)
		if (d->session[i].procedure == p->no && !d->session[i].voided &&
		    !d->session[i].recorded)
			return false;
	return true;
}

static bool
consented(const struct hj_dispute *d, const struct hj_procedure *p)
{
	return hj_all_agree(d, p);
}

static const struct {
	const char *name;
	fact_fn *holds;
} facts[] = {
	{ "", NULL },
	{ "accepted", accepted },
	{ "agreement", written },
	{ "confirmed", confirmed },
	{ "consented", consented },
	{ "ended", ended },
	{ "failed", failed },
	{ "oral", oral },
	{ "performed", performed },
	{ "recorded", recorded },
	{ "registered", registered },
	{ "represented", represented },
	{ "rights_served", rights_served },
	{ "sat", sat },
	{ "written", written },
};

static int
fact_named(const char *name)
{
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		if (strcmp(facts[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* ---- the table ---- */

/* "application,intake_sheet"; false if a word is not known. */
static bool
read_choices(int *paper, const char *text)
{
	for (size_t i = 0; i < HJ_PAPER_CHOICES && *text != '\0'; i++) {
		size_t n = strcspn(text, ",");

		paper[i] = hj_word_find(&hj_dossier_paper_words, text, n);
		if (paper[i] == 0)
			return false;
		text += n + (text[n] == ',');
	}
	return *text == '\0' && paper[0] != 0;
}

static int
word(const struct hj_words *words, const char *name)
{
	return hj_word_find(words, name, strlen(name));
}

static const char *
some(const char *text)
{
	return text == NULL ? "" : text;
}

void
hj_papers_parse(
    struct hj_arena *a, struct hj_papers *ret, const char *text, size_t len)
{
	struct hj_paper_rule *list = NULL;
	struct hj_tsv t;
	size_t n = 0;

	hj_tsv_init(&t, a, text, len);
	while (hj_tsv_next(&t)) {
		struct hj_paper_rule r = {
			.channel = word(
			    &hj_channel_words, some(hj_tsv_get(&t, "channel"))),
			.need = word(
			    &hj_paper_need_words, some(hj_tsv_get(&t, "need"))),
			.when = fact_named(some(hj_tsv_get(&t, "when"))),
			.by = fact_named(some(hj_tsv_get(&t, "by"))),
			.source = some(hj_tsv_get(&t, "source")),
			.certainty = some(hj_tsv_get(&t, "certainty")),
		};

		if (r.channel != 0 && r.need != 0 && r.when > 0 && r.by >= 0 &&
		    read_choices(r.paper, some(hj_tsv_get(&t, "papers"))))
			*HJ_PUSH(a, list, n) = r;
	}
	*ret = (struct hj_papers){ list, n };
}

bool
hj_paper_applies(const struct hj_paper_rule *rule, const struct hj_dispute *d,
    const struct hj_procedure *p)
{
	return rule->channel == p->channel && facts[rule->when].holds(d, p);
}

bool
hj_paper_there(const struct hj_paper_rule *rule, const struct hj_dispute *d,
    const struct hj_procedure *p)
{
	if (rule->by != 0 && facts[rule->by].holds(d, p))
		return true;
	for (size_t i = 0; i < d->n_attachment; i++) {
		const struct hj_attachment *a = &d->attachment[i];

		if (a->detached || a->procedure != p->no)
			continue;
		for (size_t k = 0; k < HJ_PAPER_CHOICES; k++)
			if (rule->paper[k] != 0 && rule->paper[k] == a->paper)
				return true;
	}
	return false;
}

struct hj_paper_count
hj_papers_count(const struct hj_papers *papers, const struct hj_dispute *d,
    const struct hj_procedure *p)
{
	struct hj_paper_count count = { 0 };

	for (size_t i = 0; i < papers->n; i++) {
		const struct hj_paper_rule *r = &papers->rule[i];

		if (!hj_paper_applies(r, d, p))
			continue;
		count.all++;
		count.have += hj_paper_there(r, d, p);
	}
	return count;
}

const struct hj_paper_rule *
hj_paper_missing(const struct hj_papers *papers, const struct hj_dispute *d,
    const struct hj_procedure *p)
{
	for (size_t i = 0; papers != NULL && i < papers->n; i++) {
		const struct hj_paper_rule *r = &papers->rule[i];

		if (r->need == HJ_PN_MUST && hj_paper_applies(r, d, p) &&
		    !hj_paper_there(r, d, p))
			return r;
	}
	return NULL;
}
