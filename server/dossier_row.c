/* A file in a list of files; see dossier_row.h. */
#include "server/dossier_row.h"

#include "lib/dispute/codec.h"

#include <string.h>

static const struct hj_procedure *
procedure_of(const struct hj_dispute *d, const char *no)
{
	int64_t n;

	for (size_t i = 0; hj_text_int(no, &n) && i < d->n_procedure; i++)
		if (d->procedure[i].no == n)
			return &d->procedure[i];
	return NULL;
}

/* Those that are not there: that must be (`must`), or that may be. */
static void
put_absent(struct hj_out *j, const struct hj_papers *papers,
    const struct hj_dispute *d, const struct hj_procedure *p, bool must)
{
	hj_out_key(j, must ? "missing" : "optional");
	hj_out_open_array(j);
	for (size_t i = 0; i < papers->n; i++) {
		const struct hj_paper_rule *r = &papers->rule[i];
		const struct hj_word *w =
		    &hj_dossier_paper_words.word[r->paper[0]];

		if ((r->need == HJ_PN_MUST) != must ||
		    !hj_paper_applies(r, d, p) || hj_paper_there(r, d, p))
			continue;
		hj_out_open(j);
		hj_out_put_str(j, "paper", w->name);
		hj_out_put_str(j, "zh", w->zh);
		hj_out_put_str(j, "en", w->en);
		hj_out_close(j);
	}
	hj_out_close(j);
}

bool
hj_dossier_row(struct hj_arena *a, const char *const *row,
    const struct hj_papers *papers, struct hj_out *j)
{
	struct hj_dispute *d = HJ_NEW(a, struct hj_dispute);
	const struct hj_procedure *p = NULL;
	struct hj_paper_count count;
	struct hj_error err = { 0 };

	if (papers != NULL && row[0] != NULL && row[1] != NULL &&
	    hj_bind(a, &hj_dispute_fields, HJ_FORM_STORED, d, row[0],
		strlen(row[0]), &err) == HJ_OK)
		p = procedure_of(d, row[1]);
	if (p == NULL)
		return false;
	count = hj_papers_count(papers, d, p);
	hj_out_open(j);
	hj_out_put_int(j, "have", (int64_t)count.have);
	hj_out_put_int(j, "all", (int64_t)count.all);
	put_absent(j, papers, d, p, true);
	put_absent(j, papers, d, p, false);
	hj_out_close(j);
	return true;
}
