/* Who fits an aid; see counsel_fit.h. */
#include "server/counsel_fit.h"

#include "server/http/json_out.h"

#include "lib/commands/legal_aid/draw.h"

#include <stdlib.h>
#include <string.h>

/* One on the roster, for one aid. */
struct fit {
	const struct hj_counsel *c;
	int reason;     /* enum hj_left_out; 0: fits */
	int64_t weight; /* chances in a draw */
	bool knows;     /* the matter is a speciality that is entered */
};

static bool
knows(const struct hj_counsel *c, int matter)
{
	for (size_t i = 0; i < c->n_specialities; i++)
		if (c->specialities[i].matter == matter)
			return true;
	return false;
}

/* Who fits, who knows it, who has less in hand, then by id. */
static int
order(const void *a, const void *b)
{
	const struct fit *x = a, *y = b;

	if ((x->reason == 0) != (y->reason == 0))
		return x->reason == 0 ? -1 : 1;
	if (x->knows != y->knows)
		return x->knows ? -1 : 1;
	if (x->c->load != y->c->load)
		return x->c->load < y->c->load ? -1 : 1;
	return strcmp(x->c->id, y->c->id);
}

static size_t
fits(struct hj_turn *t, const struct hj_roster *r, const struct hj_aid *aid,
    struct fit **ret)
{
	struct hj_draw draw = { 0 };
	size_t n = 0;

	hj_draw_sort(t, r, aid, NULL, 0, &draw);
	*ret = hj_alloc(t->a, (r->n_counsel + 1) * sizeof(**ret));
	for (size_t i = 0; i < draw.n_candidate; i++)
		(*ret)[n++] = (struct fit){
			.c = hj_counsel_at(r, draw.candidate[i].id),
			.weight = draw.candidate[i].weight,
		};
	for (size_t i = 0; i < draw.n_excluded; i++)
		(*ret)[n++] = (struct fit){
			.c = hj_counsel_at(r, draw.excluded[i].id),
			.reason = draw.excluded[i].reason,
		};
	for (size_t i = 0; i < n; i++)
		(*ret)[i].knows = knows((*ret)[i].c, aid->matter);
	qsort(*ret, n, sizeof(**ret), order);
	return n;
}

static void
put_fit(struct hj_out *j, const struct fit *f)
{
	hj_out_open(j);
	hj_out_put_str(j, "id", f->c->id);
	hj_out_put_str(j, "name", f->c->name);
	hj_out_put_some(j, "practice", f->c->practice);
	hj_out_put_bool(j, "fits", f->reason == 0);
	if (f->reason != 0)
		hj_out_put_str(
		    j, "reason", hj_word_name(&hj_left_out_words, f->reason));
	else
		hj_out_put_int(j, "weight", f->weight);
	hj_out_put_bool(j, "speciality", f->knows);
	hj_out_put_int(j, "load", f->c->load);
	if (f->c->most != 0)
		hj_out_put_int(j, "most", f->c->most);
	hj_out_close(j);
}

static void
put_aid(struct hj_out *j, struct hj_turn *t, const struct hj_roster *r,
    const struct hj_aid *aid)
{
	struct fit *fit;
	size_t n = fits(t, r, aid, &fit);

	hj_out_open(j);
	hj_out_put_int(j, "procedure", aid->procedure);
	hj_out_put_str(
	    j, "matter", hj_word_name(&hj_aid_matter_words, aid->matter));
	hj_out_key(j, "counsel");
	hj_out_open_array(j);
	for (size_t i = 0; i < n; i++)
		put_fit(j, &fit[i]);
	hj_out_close(j);
	hj_out_close(j);
}

/* Is counsel still to be found, by the asker's own centre? */
static bool
wanted(const struct hj_turn *t, const struct hj_procedure *p,
    const struct hj_aid *aid)
{
	return p != NULL && p->body != NULL &&
	       strcmp(p->body, t->actor.org) == 0 && aid->matter != 0 &&
	       (p->stage == HJ_ST_AID_APPLIED ||
		   p->stage == HJ_ST_AID_SUPPLEMENT ||
		   p->stage == HJ_ST_AID_GRANTED);
}

void
hj_look_at_counsel(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	struct hj_out j;

	(void)ring;
	hj_buf_clear(&ask->answer);
	hj_out_init(&j, &ask->answer);
	hj_out_open_list(&j);
	for (size_t i = 0; i < t->d->n_aid; i++) {
		const struct hj_aid *aid = &t->d->aid[i];
		const struct hj_roster *r;

		t->p = hj_procedure_at(t->d, aid->procedure);
		if (!wanted(t, t->p, aid))
			continue;
		r = hj_roster_of(t->world, t->p->body);
		if (r != NULL)
			put_aid(&j, t, r, aid);
	}
	hj_out_close(&j);
	hj_out_close(&j);
}
