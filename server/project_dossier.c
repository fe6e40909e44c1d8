/* Derived rows of papers, bundles, sittings, findings; see project.h. */
#include "server/project_render.h"

#include <string.h>

static void
attachments(struct render *r)
{
	for (size_t i = 0; i < r->d->n_attachment; i++) {
		const struct hj_attachment *a = &r->d->attachment[i];

		begin(r);
		hj_out_put_int(&r->out, "no", a->no);
		put_some_int(r, "procedure", a->procedure);
		put_some_int(r, "party", a->party);
		put_word(r, "paper", &hj_dossier_paper_words, a->paper);
		put_word(r, "type", &hj_file_type_words, a->type);
		hj_out_put_int(&r->out, "size", a->size);
		hj_out_put_str(&r->out, "upload", a->upload);
		hj_out_put_str(&r->out, "body", a->body);
		put_date(r, "attached_on", a->on);
		hj_out_put_bool(&r->out, "detached", a->detached);
		hj_out_put_int(&r->out, "seq", a->seq);
		end_no(r, "attachment", a->no);
	}
}

/* Did somebody of `side` come, himself or by somebody else? */
static int
there(const struct hj_dispute *d, const struct hj_session *s, int side)
{
	int n = 0;

	for (size_t i = 0; i < s->n_attendance; i++) {
		const struct hj_attendance *a = &s->attendance[i];
		const struct hj_party *party = hj_party_at(d, a->party);

		n += party != NULL && party->side == side &&
		     (a->presence == HJ_PR_CAME ||
			 a->presence == HJ_PR_REPRESENTED ||
			 a->presence == HJ_PR_ABSENT_NOTICED);
	}
	return n;
}

/* Was a whole side neither there nor told of it? */
static bool
one_side_only(const struct hj_dispute *d, const struct hj_session *s)
{
	if (there(d, s, HJ_SIDE_EQUAL) > 0)
		return there(d, s, HJ_SIDE_EQUAL) < 2;
	return there(d, s, HJ_SIDE_APPLICANT) == 0 ||
	       there(d, s, HJ_SIDE_RESPONDENT) == 0;
}

static void
sittings(struct render *r)
{
	for (size_t i = 0; i < r->d->n_session; i++) {
		const struct hj_session *s = &r->d->session[i];
		const struct hj_procedure *p =
		    hj_procedure_at(r->d, s->procedure);

		begin(r);
		hj_out_put_int(&r->out, "no", s->no);
		hj_out_put_int(&r->out, "procedure", s->procedure);
		if (p != NULL)
			hj_out_put_some(&r->out, "body", p->body);
		hj_out_key(&r->out, "mediators");
		hj_out_open_array(&r->out);
		for (size_t k = 0; k < s->n_mediators; k++)
			hj_out_str(&r->out, s->mediators[k].text);
		hj_out_close(&r->out);
		put_instant(r, "starts", s->starts);
		put_instant(r, "ends", s->ends);
		put_word(r, "result", &hj_result_words, s->result);
		put_word(r, "counts", &hj_counts_words, s->counts);
		hj_out_put_bool(&r->out, "one_side", one_side_only(r->d, s));
		hj_out_put_some(&r->out, "text_digest", s->text_digest);
		put_instant(r, "logged_at", s->logged_at);
		hj_out_put_bool(&r->out, "voided", s->voided);
		end_no(r, "sitting", s->no);
	}
}

/* Does a piece count as missing to the body whose bundle it is? */
static bool
is_away(const struct hj_bundle *b, const struct hj_bundle_piece *p)
{
	return strcmp(p->with, b->owner) != 0;
}

/* The pieces that are not with the owner, or not with all their pages. */
static const char *
missing(struct render *r, const struct hj_bundle *b)
{
	struct hj_buf text;
	struct hj_out j;

	hj_buf_init(&text, (size_t)64 * 1024);
	hj_out_init(&j, &text);
	hj_out_open_array(&j);
	for (size_t i = 0; i < b->n_piece; i++) {
		const struct hj_bundle_piece *p = &b->piece[i];
		struct hj_buf day;

		if (!is_away(b, p) && p->lacking == 0)
			continue;
		hj_buf_init(&day, 32);
		hj_date_format(&day, (struct hj_date){ p->since });
		hj_out_open(&j);
		hj_out_put_int(&j, "piece", p->no);
		hj_out_put_int(
		    &j, "pages", is_away(b, p) ? p->pages : p->lacking);
		hj_out_put_str(&j, "with", p->with);
		hj_out_put_str(&j, "since", hj_buf_text(&day));
		hj_out_put_bool(&j, "explained", p->explained);
		hj_out_close(&j);
		hj_buf_release(&day);
	}
	hj_out_close(&j);
	return hj_buf_keep(r->a, &text);
}

static void
bundles(struct render *r)
{
	for (size_t i = 0; i < r->d->n_bundle; i++) {
		const struct hj_bundle *b = &r->d->bundle[i];
		int64_t pages = 0;
		size_t away = 0, short_of = 0;
		int32_t since = 0;
		const char *state;

		/* Its record was taken back. */
		if (b->n_piece == 0)
			continue;
		for (size_t k = 0; k < b->n_piece; k++) {
			const struct hj_bundle_piece *p = &b->piece[k];

			pages += p->pages;
			away += is_away(b, p);
			short_of += p->lacking > 0;
			since = p->since > since ? p->since : since;
		}
		state = away + short_of == 0 ? "whole"
			: away == b->n_piece ? "out"
					     : "lacking";
		begin(r);
		hj_out_put_int(&r->out, "no", b->no);
		put_some_int(r, "procedure", b->procedure);
		hj_out_put_str(&r->out, "owner", b->owner);
		hj_out_put_str(&r->out, "state", state);
		hj_out_put_int(&r->out, "pieces", (int64_t)b->n_piece);
		hj_out_put_int(&r->out, "pages", pages);
		put_date(r, "since", since);
		hj_out_put_str(&r->out, "missing", missing(r, b));
		end_no(r, "bundle", b->no);
		hj_stands(r, (struct render_item){ .item = "bundle",
				 .no = b->no,
				 .front = true,
				 .turn_on = since,
				 .word = state,
				 .hidden = true });
	}
}

static void
findings(struct render *r)
{
	for (size_t i = 0; i < r->d->n_finding; i++) {
		const struct hj_finding *f = &r->d->finding[i];
		const struct hj_procedure *p =
		    hj_procedure_at(r->d, f->procedure);

		begin(r);
		hj_out_put_int(&r->out, "no", f->no);
		if (p != NULL)
			hj_out_put_some(&r->out, "body", p->body);
		hj_out_put_str(&r->out, "review", f->review);
		hj_out_put_int(&r->out, "procedure", f->procedure);
		hj_out_put_str(&r->out, "item", f->item);
		hj_out_put_int(&r->out, "points", f->points);
		put_word(r, "state", &hj_finding_state_words, f->state);
		put_date(r, "since", f->on);
		end_no(r, "finding", f->no);
	}
}

void
hj_project_dossier(struct render *r)
{
	bundles(r);
	attachments(r);
	sittings(r);
	findings(r);
}
