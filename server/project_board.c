/*
 * The rows of boards: each thing that stands on one, once for each body that
 * sees it there, so that a page is read by an index over the body, whatever
 * else there is; see project.h.
 */
#include "server/project_render.h"

#include "lib/base/buf.h"
#include "lib/dispute/petition.h"

#include <string.h>

#define NEVER 99991231

void
hj_stands(struct render *r, struct render_item item)
{
	*HJ_PUSH(r->a, r->item, r->n_item) = item;
}

void
hj_reads(struct render *r, const char *body, bool offered)
{
	for (size_t i = 0; i < r->n_reader; i++)
		if (strcmp(r->reader[i].body, body) == 0) {
			r->reader[i].offered &= offered;
			return;
		}
	if (!hj_petition_bars(r->d, body))
		*HJ_PUSH(r->a, r->reader, r->n_reader) =
		    (struct render_reader){ body, offered };
}

static void
stand(struct render *r, const struct render_item *x, const char *body)
{
	struct hj_buf key;

	begin(r);
	hj_out_put_str(&r->out, "item", x->item);
	hj_out_put_int(&r->out, "no", x->no);
	hj_out_put_str(&r->out, "body", body);
	hj_out_put_bool(&r->out, "front",
	    x->front && (x->own == NULL || strcmp(x->own, body) == 0));
	put_date(r, "turn_on", x->turn_on == 0 ? NEVER : x->turn_on);
	hj_out_put_some(&r->out, "word", x->word);
	hj_out_put_some(&r->out, "number", x->number);
	hj_out_put_some(&r->out, "holder", x->holder);
	hj_out_put_bool(&r->out, "bounced", x->bounced);
	hj_put_barred(r);
	hj_buf_init(&key, 128);
	hj_buf_puts(&key, x->item);
	hj_buf_putc(&key, ' ');
	hj_buf_int(&key, x->no);
	hj_buf_putc(&key, ' ');
	hj_buf_puts(&key, body);
	end(r, "board", hj_buf_text(&key));
	hj_buf_release(&key);
}

void
hj_project_board(struct render *r)
{
	for (size_t i = 0; i < r->n_item; i++)
		for (size_t k = 0; k < r->n_reader; k++)
			if (!r->item[i].hidden || !r->reader[k].offered)
				stand(r, &r->item[i], r->reader[k].body);
}
