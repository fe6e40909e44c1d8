/* Messages that leave the house; see outbox.h. */
#include "server/agents/outbox.h"
#include "server/agents/submit.h"

#include "lib/dispute/notice.h"
#include "server/admit.h"
#include "server/base/files.h"
#include "server/base/folder.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/http/json_out.h"
#include "server/keys.h"
#include "server/sealing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AT_A_TIME 64
#define MESSAGE_MOST ((size_t)16 * 1024)
#define NAME_ROOM 72 /* 32 hex, two numbers, ".json" */

/* Seconds to wait after each try that failed; after the last it is dead. */
static const int32_t ladder[] = { 5, 30, 120, 600, 3600, 18000, 36000, 50400,
	72000, 86400 };

static const enum hj_pg_type int_types[] = { HJ_PG_INT4 };
static const struct hj_stmt claim_stmt = {
	.name = "claim_messages",
	.sql =
	    "SELECT m.stream, m.no, m.attempt, m.tries,"
	    " coalesce(s.attempt = m.attempt"
	    "   AND s.state IN ('owed', 'returned'), false),"
	    " s.kind, s.reach, h.code, s.subject, k.wrapped, s.place, s.name,"
	    " s.language, s.owed_on, p.channel"
	    "  FROM hejie.claim_messages($1, '30 s') m"
	    "  LEFT JOIN hejie.service s ON s.stream = m.stream"
	    "   AND s.no = m.no"
	    "  LEFT JOIN hejie.procedure p ON p.stream = m.stream"
	    "   AND p.no = s.procedure"
	    "  LEFT JOIN hejie.head h ON h.stream = m.stream"
	    "  LEFT JOIN hejie.subject_key k ON k.stream = m.stream"
	    "   AND k.subject = s.subject",
	.n_params = 1,
	.types = int_types,
};
static const enum hj_pg_type finish_types[] = { HJ_PG_UUID, HJ_PG_INT4,
	HJ_PG_INT4, HJ_PG_TEXT, HJ_PG_INT4 };
static const struct hj_stmt finish_stmt = {
	.name = "finish_message",
	.sql = "SELECT hejie.finish_message($1, $2, $3, $4, $5)::text",
	.n_params = 5,
	.types = finish_types,
};

/* What a gateway says of a message. */
struct receipt {
	int result;
	const char *evidence;
};
enum {
	DELIVERED = 1,
	FAILED
};
/* clang-format off */
static const struct hj_word result_list[] = {
	{ NULL, NULL, NULL },
	{ "delivered", "已送达", "delivered" },
	{ "failed", "未送达", "failed" },
};
static const struct hj_words result_words = HJ_WORDS(result_list);
static const struct hj_field receipt_rows[] = {
	HJ_TEXT(receipt, evidence, HJ_REQUIRED, 1000, "凭据|proof"),
	HJ_WORD(receipt, result, HJ_REQUIRED, &result_words, "结果|result"),
};
/* clang-format on */
static const struct hj_fields receipt_fields = HJ_FIELDS(receipt, receipt_rows);

struct hj_outbox {
	struct hj_pg *pg;
	struct hj_road *road;
	struct hj_keys *keys;
	const char *out, *in; /* folders; "" is none */
	struct hj_arena *a;   /* of one look */
	struct hj_query query;
	struct hj_step step;
	size_t errands; /* under way; 0: nothing is */
};

/* One message that was claimed, or one receipt that was found. */
struct errand {
	struct hj_outbox *o;
	struct hj_query query;
	struct hj_step step;
	struct hj_ask ask;
	char name[NAME_ROOM];
	char stream[33];
	char key[NAME_ROOM + 8];
};

static void on_claimed(struct hj_query *q);
static void on_finished(struct hj_query *q);
static void read_receipts(struct hj_outbox *o);
static void on_told(struct hj_ask *ask);

struct hj_outbox *
hj_outbox_new(struct hj_pg *pg, struct hj_road *road, struct hj_keys *keys,
    const struct hj_config *cfg)
{
	struct hj_outbox *o = calloc(1, sizeof(*o));

	if (o == NULL)
		abort();
	o->pg = pg;
	o->road = road;
	o->keys = keys;
	o->out = cfg->outbox_folder;
	o->in = cfg->receipt_folder;
	o->a = hj_arena_new();
	return o;
}

void
hj_outbox_free(struct hj_outbox *o)
{
	if (o == NULL)
		return;
	hj_arena_free(o->a);
	free(o);
}

enum hj_err
hj_outbox_attach(struct hj_pg *pg, struct hj_error *err)
{
	enum hj_err code = hj_pg_register(pg, &claim_stmt, 1, err);

	return code == HJ_OK ? hj_pg_register(pg, &finish_stmt, 1, err) : code;
}

bool
hj_outbox_busy(const struct hj_outbox *o)
{
	return o->errands > 0;
}

void
hj_outbox_look(struct hj_outbox *o)
{
	if (o->errands > 0 || (*o->out == '\0' && *o->in == '\0'))
		return;
	hj_arena_clear(o->a);
	/* One for the look itself, so that nothing ends it before all is sent.
	 */
	o->errands = 1;
	if (*o->in != '\0')
		read_receipts(o);
	if (*o->out == '\0') {
		o->errands--;
		return;
	}
	hj_params_init(&o->step.params, o->a);
	hj_param_int4(&o->step.params, AT_A_TIME);
	hj_agent_submit(o->pg, &o->query, &o->step, &claim_stmt, on_claimed);
}

/* ---- out ---- */

static const char *
text_of(struct errand *e, struct hj_row *row)
{
	struct hj_outbox *o = e->o;
	const char *kind = hj_row_text(row, 5, o->a, NULL);
	const char *subject = hj_row_text(row, 8, o->a, NULL);
	struct hj_bytes wrapped = hj_row_bytes(row, 9, o->a);
	int32_t day = hj_date_from_serial(hj_row_date(row, 13)).ymd;
	const struct hj_notice_text *says = hj_notice_text(
	    hj_word_find(&hj_notice_kind_words, kind, strlen(kind)), day);
	const char *channel = hj_row_text(row, 14, o->a, NULL);
	const char *place = hj_row_text(row, 10, o->a, NULL);
	const char *name = hj_row_text(row, 11, o->a, NULL);
	struct hj_ring ring;
	struct hj_buf b;
	struct hj_out j;

	hj_ring_init(&ring, o->a, o->keys, e->stream);
	if (wrapped.p != NULL)
		hj_ring_add(&ring, subject, wrapped.p, wrapped.n);
	place = hj_open_text(&ring, place);
	if (place == NULL)
		return NULL;
	hj_buf_init(&b, MESSAGE_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "id", e->name);
	hj_out_put_str(&j, "means", hj_row_text(row, 6, o->a, NULL));
	hj_out_put_str(&j, "to", place);
	hj_out_put_some(&j, "name", hj_open_text(&ring, name));
	hj_out_put_some(&j, "language", hj_row_text(row, 12, o->a, NULL));
	hj_out_put_str(&j, "kind", kind);
	hj_out_put_some(&j, "code", hj_row_text(row, 7, o->a, NULL));
	if (says != NULL) {
		hj_out_put_some(&j, "article",
		    hj_notice_basis(says, channel == NULL
					      ? 0
					      : hj_word_find(&hj_channel_words,
						    channel, strlen(channel))));
		hj_out_put_str(&j, "zh", says->zh);
		hj_out_put_str(&j, "en", says->en);
	}
	hj_out_close(&j);
	return hj_buf_keep(o->a, &b);
}

/* Hand the message over; what its row says from now on, and for how long. */
static const char *
hand_over(struct errand *e, struct hj_row *row, int32_t *ret_wait_s)
{
	size_t steps = sizeof(ladder) / sizeof(ladder[0]);
	int64_t tries = hj_row_int(row, 3);
	const char *text, *file;

	*ret_wait_s = 0;
	/* Served otherwise meanwhile, erased, or on another way. */
	if (!hj_row_bool(row, 4))
		return "dropped";
	text = text_of(e, row);
	if (text == NULL)
		return "dead"; /* nowhere to send it: somebody has to look */
	file = hj_concat(e->o->a, e->name, ".json", NULL);
	if (hj_folder_put(e->o->a, e->o->out, file, text))
		return "sent";
	hj_log(HJ_LOG_WARN, "message_not_sent", HJ_LOG_ID("stream", e->stream));
	if (tries < 1 || (size_t)tries > steps)
		return "dead";
	*ret_wait_s = ladder[tries - 1];
	return "waiting";
}

static void
send_one(struct hj_outbox *o, struct hj_row *row)
{
	struct errand *e = HJ_NEW(o->a, struct errand);
	struct hj_params *p = &e->step.params;
	int32_t no = (int32_t)hj_row_int(row, 1);
	int32_t attempt = (int32_t)hj_row_int(row, 2);
	unsigned char stream[16];
	const char *state;
	int32_t wait_s;

	e->o = o;
	hj_row_uuid(row, 0, stream);
	hj_hex_id(stream, e->stream);
	(void)snprintf(e->name, sizeof(e->name), "%s-%d-%d", e->stream, (int)no,
	    (int)attempt);
	state = hand_over(e, row, &wait_s);
	hj_params_init(p, o->a);
	hj_param_uuid(p, stream);
	hj_param_int4(p, no);
	hj_param_int4(p, attempt);
	hj_param_text(p, state);
	hj_param_int4(p, wait_s);
	o->errands++;
	hj_agent_submit(o->pg, &e->query, &e->step, &finish_stmt, on_finished);
}

static void
on_claimed(struct hj_query *q)
{
	struct hj_outbox *o = HJ_CONTAINER(struct hj_outbox, query, q);
	int n = hj_agent_failed(q) ? 0 : hj_row_count(o->step.result);

	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(o->step.result, i);

		send_one(o, &row);
	}
	o->errands--;
}

/* What could not be entered is claimed again when its lease has run out. */
static void
on_finished(struct hj_query *q)
{
	(void)hj_agent_failed(q);
	HJ_CONTAINER(struct errand, query, q)->o->errands--;
}

/* ---- back ---- */

/* The place of what came back; put aside, so that it is not read again. */
static void
put_aside(struct errand *e)
{
	const char *path = hj_concat(e->o->a, e->o->in, "/", e->name, NULL);

	hj_log(
	    HJ_LOG_WARN, "receipt_not_read", HJ_LOG_WORD("what", "put_aside"));
	(void)rename(path, hj_concat(e->o->a, path, ".bad", NULL));
}

static const char *
body_of(
    struct hj_arena *a, const struct receipt *r, int32_t no, int32_t attempt)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, MESSAGE_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (r->result == FAILED)
		hj_out_put_int(&j, "attempt", attempt);
	hj_out_put_str(&j, "evidence", r->evidence);
	hj_out_put_str(&j, "means", "electronic");
	hj_out_key(&j, "notices");
	hj_out_open_array(&j);
	hj_out_int(&j, no);
	hj_out_close(&j);
	hj_out_close(&j);
	return hj_buf_keep(a, &b);
}

/* A number of up to nine digits at `*at`, which moves behind it; -1: none. */
static int32_t
number_at(const char **at)
{
	const char *p = *at;
	int32_t n = 0;

	while (*p >= '0' && *p <= '9' && p - *at < 9)
		n = n * 10 + (*p++ - '0');
	if (p == *at)
		return -1;
	*at = p;
	return n;
}

/* Is it "<stream>-<no>-<attempt>.json"?  Then these three are set. */
static bool
read_name(
    const char *name, char stream[33], int32_t *ret_no, int32_t *ret_attempt)
{
	unsigned char id[16];
	const char *p = name + 32;

	if (strlen(name) < 32 || name[32] != '-')
		return false;
	memcpy(stream, name, 32);
	stream[32] = '\0';
	p++;
	*ret_no = number_at(&p);
	if (!hj_unhex(id, stream, 16) || *ret_no <= 0 || *p++ != '-')
		return false;
	*ret_attempt = number_at(&p);
	return *ret_attempt > 0 && strcmp(p, ".json") == 0;
}

static void
read_one(struct hj_outbox *o, const char *name)
{
	struct errand *e = HJ_NEW(o->a, struct errand);
	const char *path = hj_concat(o->a, o->in, "/", name, NULL);
	struct hj_error err;
	struct receipt r;
	size_t n = 0;
	const char *text = hj_file_read(o->a, path, MESSAGE_MOST, &n);
	int32_t no, attempt;

	e->o = o;
	(void)snprintf(
	    e->name, sizeof(e->name), "%.*s", (int)sizeof(e->name) - 1, name);
	if (!read_name(name, e->stream, &no, &attempt) || text == NULL ||
	    hj_bind(o->a, &receipt_fields, HJ_FORM_COMMAND, &r, text, n,
		&err) != HJ_OK) {
		put_aside(e);
		return;
	}
	/* Delivered, and failed after all, are two things to tell. */
	(void)snprintf(e->key, sizeof(e->key), "outbox/%s-%d-%d/%d", e->stream,
	    (int)no, (int)attempt, r.result);
	e->ask = (struct hj_ask){ .kind = &hj_dispute_kind,
		.command = hj_command_find(&hj_dispute_kind,
		    r.result == DELIVERED ? "serve-notice" : "record-return"),
		.stream = e->stream,
		.actor = { .person = "outbox", .service = true },
		.key = e->key,
		.body = body_of(o->a, &r, no, attempt),
		.deadline_ms = hj_mono_ms() + HJ_AGENT_MS,
		.arena = o->a,
		.on_done = on_told };
	e->ask.body_n = strlen(e->ask.body);
	o->errands++;
	hj_road_send(o->road, &e->ask);
}

static void
read_receipts(struct hj_outbox *o)
{
	DIR *dir = opendir(o->in);
	struct dirent *entry;
	int n = 0;

	if (dir == NULL)
		return;
	while (n < AT_A_TIME && (entry = readdir(dir)) != NULL) {
		size_t len = strlen(entry->d_name);

		if (entry->d_name[0] == '.' || len < 5 || len >= NAME_ROOM ||
		    strcmp(entry->d_name + len - 5, ".json") != 0)
			continue;
		read_one(o, entry->d_name);
		n++;
	}
	(void)closedir(dir);
}

static void
on_told(struct hj_ask *ask)
{
	struct errand *e = HJ_CONTAINER(struct errand, ask, ask);

	/*
	 * A refusal is for people: the notice was served otherwise.  The same
	 * in other words was told before.
	 */
	if (ask->outcome == HJ_DONE || ask->outcome == HJ_REFUSED ||
	    ask->err.code == HJ_ERR_KEY)
		(void)unlink(hj_concat(e->o->a, e->o->in, "/", e->name, NULL));
	else if (ask->err.code == HJ_ERR_ABSENT ||
		 ask->err.code == HJ_ERR_INPUT)
		put_aside(e);
	else
		hj_log(HJ_LOG_WARN, "receipt_not_entered",
		    HJ_LOG_ID("stream", e->stream), HJ_LOG_REASON(&ask->err));
	hj_buf_release(&ask->answer);
	e->o->errands--;
}
