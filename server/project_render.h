/*
 * How the files of the projection write a row: begin(), members, end().
 * Only for them; see project.h.
 */
#ifndef HJ_SERVER_PROJECT_RENDER_H
#define HJ_SERVER_PROJECT_RENDER_H

#include "lib/dispute/dispute.h"
#include "lib/time/calendar.h"
#include "server/http/json_out.h"
#include "server/project_rows.h"

/* What stands on a board, see project_board.c. */
struct render_item {
	const char *item; /* bundle, follow_up, limit, order, petition,
			     procedure */
	int64_t no;
	bool front;      /* shown unless all is asked for ... */
	const char *own; /* ... to this body only; NULL: to all */
	int32_t turn_on; /* what the board is ordered by; 0: never */
	const char *word, *number, *holder;
	bool bounced, hidden; /* hidden: from whom it is only offered to */
};

/* A body that sees the dispute. */
struct render_reader {
	const char *body;
	bool offered; /* and nothing more */
};

/* Rows being rendered: one buffer serves all of them. */
struct render {
	struct hj_arena *a;
	const struct hj_dispute *d;
	struct hj_rows *rows;
	struct hj_buf buf;
	struct hj_out out;
	struct render_item *item;
	size_t n_item;
	struct render_reader *reader;
	size_t n_reader;
};

static inline void
begin(struct render *r)
{
	hj_buf_clear(&r->buf);
	hj_out_init(&r->out, &r->buf);
	hj_out_open(&r->out);
	hj_out_put_str(&r->out, "stream", r->d->id);
}

static inline void
end(struct render *r, const char *table, const char *key)
{
	struct hj_row_text *row;

	hj_out_close(&r->out);
	row = HJ_PUSH(r->a, r->rows->row, r->rows->n);
	row->table = table;
	row->key = hj_strdup(r->a, key);
	row->json = hj_strdup(r->a, hj_buf_text(&r->buf));
}

static inline void
end_no(struct render *r, const char *table, int64_t no)
{
	struct hj_buf key;

	hj_buf_init(&key, 32);
	hj_buf_int(&key, no);
	end(r, table, hj_buf_text(&key));
	hj_buf_release(&key);
}

static inline void
put_date(struct render *r, const char *name, int32_t ymd)
{
	struct hj_buf text;

	if (ymd == 0)
		return;
	hj_buf_init(&text, 32);
	hj_date_format(&text, (struct hj_date){ ymd });
	hj_out_put_str(&r->out, name, hj_buf_text(&text));
	hj_buf_release(&text);
}

static inline void
put_instant(struct render *r, const char *name, int64_t ms)
{
	struct hj_buf text;

	if (ms == 0)
		return;
	hj_buf_init(&text, 64);
	hj_instant_format(&text, ms);
	hj_out_put_str(&r->out, name, hj_buf_text(&text));
	hj_buf_release(&text);
}

static inline void
put_word(
    struct render *r, const char *name, const struct hj_words *words, int value)
{
	if (value != 0)
		hj_out_put_str(&r->out, name, hj_word_name(words, value));
}

static inline void
put_some_int(struct render *r, const char *name, int64_t value)
{
	if (value != 0)
		hj_out_put_int(&r->out, name, value);
}

/*
 * The limit of procedure `p` that presses most: while the procedure goes on,
 * one that became a task; one that runs, or an organ's that is over and was not
 * met since (overdue).  NULL: none.
 */
const struct hj_clock *hj_first_limit(
    const struct hj_dispute *d, const struct hj_procedure *p);

/* ---- project_access.c: who may see it ---- */
void hj_project_access(struct render *r);
/* Whom petitions here accuse, organs and people: nothing of it is theirs (30).
 */
void hj_put_barred(struct render *r);

/* ---- project_board.c: what each body finds on its boards ---- */
void hj_stands(struct render *r, struct render_item item);
void hj_reads(struct render *r, const char *body, bool offered);
void hj_project_board(struct render *r);

/* ---- project_dossier.c: attachments, sittings ---- */
void hj_project_dossier(struct render *r);

/* ---- project_service.c: what is to be served ---- */
void hj_project_service(struct render *r);

/* ---- project_petition.c: the petition board ---- */
void hj_project_petitions(struct render *r);

#endif
