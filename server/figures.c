/* What the service counts of itself; see figures.h. */
#include "server/figures.h"

#include "server/auth/password.h"
#include "server/admit.h"
#include "server/service.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/mman.h>

static const struct {
	const char *name;
	const char *help;
	bool counts; /* never goes down */
} rows[HJ_FG__MAX] = {
	/* clang-format off */
	[HJ_FG_CONNECTIONS]      = { "connections", "open connections", false },
	[HJ_FG_STREAMS]          = { "streams", "answers that go on, now", false },
	[HJ_FG_REQUESTS]         = { "requests_total", "requests read", true },
	[HJ_FG_MALFORMED]        = { "malformed_total", "requests refused as malformed", true },
	[HJ_FG_ANSWERS_2XX]      = { "answers_2xx_total", "answers of 2xx", true },
	[HJ_FG_ANSWERS_4XX]      = { "answers_4xx_total", "answers of 4xx", true },
	[HJ_FG_ANSWERS_5XX]      = { "answers_5xx_total", "answers of 5xx", true },
	[HJ_FG_LATE_ANSWERS]     = { "late_answers_total", "answers given for a handler", true },
	[HJ_FG_PEERS_LEFT]       = { "peers_left_total", "peers that left while waiting", true },
	[HJ_FG_DB_CONNECTED]     = { "db_connected", "connections to the database", false },
	[HJ_FG_DB_IN_FLIGHT]     = { "db_in_flight", "statements in flight", false },
	[HJ_FG_DB_READS_QUEUED]  = { "db_reads_queued", "reads that wait", false },
	[HJ_FG_DB_WRITES_QUEUED] = { "db_writes_queued", "writes that wait", false },
	[HJ_FG_DB_SLOW_QUEUED]   = { "db_slow_queued", "slow reads that wait", false },
	[HJ_FG_DB_READS]         = { "db_reads_total", "reads completed", true },
	[HJ_FG_DB_WRITES]        = { "db_writes_total", "writes completed", true },
	[HJ_FG_DB_WRITE_BATCHES] = { "db_write_batches_total", "transactions of writes", true },
	[HJ_FG_DB_REFUSED]       = { "db_refused_total", "refused because a queue was full", true },
	[HJ_FG_DB_FAILED]        = { "db_failed_total", "failed by the database", true },
	[HJ_FG_DB_RECONNECTS]    = { "db_reconnects_total", "connections made again", true },
	[HJ_FG_COMMANDS]         = { "commands_under_way", "commands on the road", false },
	[HJ_FG_PASSWORDS]        = { "passwords_waiting", "passwords being hashed or waiting for it", false },
	[HJ_FG_CLOCK_LAG]        = { "clock_lag_ms", "how late the earliest limit is that is due", false },
	[HJ_FG_FOLLOW_UPS]       = { "follow_ups_open", "follow-ups not yet sent", false },
	[HJ_FG_LOG_LAG]          = { "log_lag_events", "events without a position in the log, 10000 at most", false },
	/* clang-format on */
};

struct place {
	_Atomic uint64_t value[HJ_FG__MAX];
	uint64_t before[HJ_FG__MAX]; /* counted by those that ended */
};

struct hj_board {
	struct place place[HJ_BOARD_PLACES];
};

struct hj_board *
hj_board_new(struct hj_error *err)
{
	struct hj_board *b = mmap(NULL, sizeof(*b), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (b != MAP_FAILED)
		return b;
	hj_fail(err, HJ_ERR_BUSY, "", "no shared memory", NULL);
	return NULL;
}

void
hj_board_free(struct hj_board *b)
{
	if (b != NULL)
		(void)munmap(b, sizeof(*b));
}

void
hj_board_begin(struct hj_board *b, int place)
{
	struct place *p = &b->place[place];

	for (int i = 0; i < HJ_FG__MAX; i++) {
		p->before[i] = rows[i].counts ? p->value[i] : 0;
		p->value[i] = p->before[i];
	}
}

void
hj_board_put(
    struct hj_board *b, int place, enum hj_figure figure, uint64_t value)
{
	struct place *p = &b->place[place];

	atomic_store_explicit(
	    &p->value[figure], p->before[figure] + value, memory_order_relaxed);
}

static uint64_t
sum(const struct hj_board *b, int figure)
{
	uint64_t all = 0;

	for (int i = 0; i < HJ_BOARD_PLACES; i++)
		all += atomic_load_explicit(
		    &b->place[i].value[figure], memory_order_relaxed);
	return all;
}

void
hj_board_write(const struct hj_board *b, struct hj_buf *out)
{
	for (int i = 0; i < HJ_FG__MAX; i++) {
		hj_buf_puts(out, "# HELP hejie_");
		hj_buf_puts(out, rows[i].name);
		hj_buf_putc(out, ' ');
		hj_buf_puts(out, rows[i].help);
		hj_buf_puts(out, "\n# TYPE hejie_");
		hj_buf_puts(out, rows[i].name);
		hj_buf_puts(out, rows[i].counts ? " counter" : " gauge");
		hj_buf_puts(out, "\nhejie_");
		hj_buf_puts(out, rows[i].name);
		hj_buf_putc(out, ' ');
		hj_buf_int(out, (int64_t)sum(b, i));
		hj_buf_putc(out, '\n');
	}
}

void
hj_figures_put(struct hj_service *s)
{
	const struct hj_http_counts *h = hj_http_counts(s->http);
	const struct hj_pg_counts *p = hj_pg_counts(s->pg);
	const uint64_t value[HJ_FG_CLOCK_LAG] = {
		[HJ_FG_CONNECTIONS] = h->open,
		[HJ_FG_STREAMS] = h->streams,
		[HJ_FG_REQUESTS] = h->requests,
		[HJ_FG_MALFORMED] = h->malformed,
		[HJ_FG_ANSWERS_2XX] = h->answers[2],
		[HJ_FG_ANSWERS_4XX] = h->answers[4],
		[HJ_FG_ANSWERS_5XX] = h->answers[5],
		[HJ_FG_LATE_ANSWERS] = h->late_answer,
		[HJ_FG_PEERS_LEFT] = h->peer_left,
		[HJ_FG_DB_CONNECTED] = p->connected,
		[HJ_FG_DB_IN_FLIGHT] = p->in_flight,
		[HJ_FG_DB_READS_QUEUED] = p->reads_queued,
		[HJ_FG_DB_WRITES_QUEUED] = p->writes_queued,
		[HJ_FG_DB_SLOW_QUEUED] = p->slow_queued,
		[HJ_FG_DB_READS] = p->reads,
		[HJ_FG_DB_WRITES] = p->writes,
		[HJ_FG_DB_WRITE_BATCHES] = p->write_batches,
		[HJ_FG_DB_REFUSED] = p->refused,
		[HJ_FG_DB_FAILED] = p->failed,
		[HJ_FG_DB_RECONNECTS] = p->reconnects,
		[HJ_FG_COMMANDS] = hj_road_load(s->road),
		[HJ_FG_PASSWORDS] = hj_sign_in_waiting(s->sign_in),
	};

	for (int i = 0; i < HJ_FG_CLOCK_LAG; i++)
		hj_board_put(s->board, s->place, (enum hj_figure)i, value[i]);
}
