/*
 * The connection that listens.
 *
 * It is outside of the pipeline, because a notification may come at any time.
 * A ring is only a hint to look, so rings that were missed while the
 * connection was away are made up for by one ring of every bell.
 */
#include "server/db/pool.h"

#include <string.h>

#include "lib/base/buf.h"

#define CHANNEL_MOST 63

/* LISTEN takes no parameters, so what goes into it must be plain. */
static bool
is_channel(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return n > 0 && n <= CHANNEL_MOST && name[n] == '\0' &&
	       strchr("0123456789", name[0]) == NULL;
}

enum hj_err
hj_pg_listen(struct hj_pg *pg, struct hj_bell *bell, struct hj_error *err)
{
	if (!is_channel(bell->channel))
		return hj_fail(err, HJ_ERR_INPUT, "channel",
		    "not a name for a channel: ", bell->channel);
	bell->rung = false;
	bell->next = pg->bells;
	pg->bells = bell;
	return HJ_OK;
}

bool
hj_bell_listen(struct conn *c)
{
	struct hj_buf sql;
	bool sent;

	hj_buf_init(&sql, 4096);
	for (const struct hj_bell *b = c->pg->bells; b != NULL; b = b->next) {
		hj_buf_puts(&sql, "LISTEN \"");
		hj_buf_puts(&sql, b->channel);
		hj_buf_puts(&sql, "\";");
	}
	sent = !sql.failed && PQsendQuery(c->pq, hj_buf_text(&sql)) == 1;
	hj_buf_release(&sql);
	return sent;
}

static void
ring(struct hj_pg *pg, const char *channel)
{
	for (struct hj_bell *b = pg->bells; b != NULL; b = b->next) {
		if (channel == NULL || strcmp(b->channel, channel) == 0)
			b->rung = true;
	}
	hj_pool_stir(pg);
}

bool
hj_bell_read(struct conn *c)
{
	PGnotify *note;

	while (c->state == CONN_PREPARING && !PQisBusy(c->pq)) {
		PGresult *result = PQgetResult(c->pq);
		bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;

		if (result == NULL) {
			hj_pgconn_up(c);
			ring(c->pg, NULL);
		}
		PQclear(result);
		if (result != NULL && !fine)
			return false;
	}
	while ((note = PQnotifies(c->pq)) != NULL) {
		ring(c->pg, note->relname);
		PQfreemem(note);
	}
	return PQstatus(c->pq) != CONNECTION_BAD;
}

void
hj_bell_tell(struct hj_pg *pg)
{
	for (struct hj_bell *b = pg->bells; b != NULL; b = b->next) {
		if (!b->rung)
			continue;
		b->rung = false;
		b->on_ring(b);
	}
}
