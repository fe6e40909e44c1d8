/*
 * Erasing a person: find every record with an identity number or credit code,
 * and order that they are erased.
 *
 *	POST /api/v1/erasures   {"identity", "reason", "texts"}
 *	                        -> {"places", "more"}
 *
 * The number is in the body and nowhere else; what is stored is which records,
 * who ordered it and why (lib/commands/people/order_erasure.c).  The agents
 * tell each stream.  Disputes, rolls of groups, compacts and help are looked
 * through; imported lists forget the rows that speak of the number at once.
 * `texts`: the texts of these streams go, too, for they may name the person.  A
 * record without a number is named in the command order-erasure itself.
 * `more`: there are others, ask again when these are done.
 */
#include "server/admit.h"
#include "server/call.h"
#include "server/http/json_out.h"
#include "server/party_index.h"
#include "server/route_says.h"
#include "server/world.h"
#include "server/statements.h"

#include "lib/commands/people/people.h"
#include "lib/dispute/erasure.h"

#include <string.h>

#define BODY_MOST ((size_t)64 * 1024)

static const enum hj_pg_type find_types[] = { HJ_PG_TEXTS, HJ_PG_INT8S,
	HJ_PG_INT4 };
const struct hj_stmt hj_stmt_find_erased = {
	.name = "erase_person",
	.sql = "SELECT f.kind, f.stream, f.no"
	       "  FROM hejie.import_forget($2),"
	       "       hejie.find_person($1, $2, $3) f",
	.n_params = 3,
	.types = find_types,
};

/* What the body holds. */
struct wish {
	const char *identity;
	int reason;
	bool texts;
};
static const struct hj_field wish_rows[] = {
	HJ_TEXT(wish, identity, HJ_REQUIRED, 40,
	    "证件号码或统一社会信用代码|identity number or credit code"),
	HJ_WORD(wish, reason, HJ_REQUIRED, &hj_erasure_words, "原因|why"),
	HJ_BOOL(wish, texts, 0, "连同文字内容|the texts, too"),
};
const struct hj_fields hj_erasure_wish_fields = HJ_FIELDS(wish, wish_rows);

/* An erasure being ordered. */
struct erasing {
	struct hj_call call;
	struct wish wish;
	struct hj_buf places; /* as JSON */
	bool more;
	struct hj_ask ask;
};

static void on_found(struct hj_query *q);
static void on_ordered(struct hj_ask *ask);

/* How many records one order can name, with the texts beside each. */
static int
places_most(const struct erasing *e)
{
	return e->wish.texts ? HJ_PLACES_MOST / 2 : HJ_PLACES_MOST;
}

/* Tokens of the number in every county: keys differ from one to the other. */
static void
put_tokens(struct erasing *e)
{
	struct hj_req *req = e->call.req;
	struct hj_params *p = hj_call_params(&e->call);
	const char **county;
	int64_t *token;
	size_t n;

	n = hj_counties(req->arena, req->service->worlds, &county);
	token = hj_alloc(req->arena, (n + 1) * sizeof(*token));
	for (size_t i = 0; i < n; i++)
		token[i] = hj_identity_token(req->service->keys, req->arena,
		    county[i], e->wish.identity);
	hj_param_texts(p, county, n);
	hj_param_int8s(p, token, NULL, n);
	hj_param_int4(p, places_most(e));
}

void
hj_erasure_handler(struct hj_req *req)
{
	struct erasing *e;

	if (!hj_may(HJ_MAY_ADMINISTER, req->actor->roles, HJ_REL_NONE)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	e = HJ_NEW(req->arena, struct erasing);
	if (!hj_call_body(req, &hj_erasure_wish_fields, &e->wish))
		return;
	hj_call_begin(&e->call, req);
	put_tokens(e);
	hj_call_write(&e->call, &hj_stmt_find_erased, on_found);
}

/* {"dispute": id, "party": no}, and the same without party for its texts. */
static void
put_place(struct erasing *e, struct hj_out *j, struct hj_row *row, bool first)
{
	const char *kind = hj_row_text(row, 0, e->call.req->arena, NULL);
	unsigned char stream[16];
	char id[33];

	hj_row_uuid(row, 1, stream);
	hj_hex_id(stream, id);
	hj_out_open(j);
	hj_out_put_str(j, kind, id);
	hj_out_put_int(j, "party", hj_row_int(row, 2));
	hj_out_close(j);
	/* Those of help go with its person. */
	if (!e->wish.texts || !first || strcmp(kind, "help") == 0)
		return;
	hj_out_open(j);
	hj_out_put_str(j, kind, id);
	hj_out_close(j);
}

/* Is row `i` of another stream than the one before? */
static bool
first_of_stream(PGresult *result, int i)
{
	struct hj_row row = hj_row(result, i), last;
	unsigned char one[16], two[16];

	if (i == 0)
		return true;
	last = hj_row(result, i - 1);
	hj_row_uuid(&row, 1, one);
	hj_row_uuid(&last, 1, two);
	return memcmp(one, two, sizeof(one)) != 0;
}

static void
put_places(struct erasing *e, PGresult *result)
{
	struct hj_out j;

	hj_buf_init(&e->places, BODY_MOST);
	hj_out_init(&j, &e->places);
	hj_out_open_array(&j);
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);

		put_place(e, &j, &row, first_of_stream(result, i));
	}
	hj_out_close(&j);
}

/* {"places": [...], and `key`: ...} */
static void
answer(struct erasing *e)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, BODY_MOST + 1024);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_bool(&j, "more", e->more);
	hj_out_key(&j, "places");
	hj_out_raw(&j, e->places.p, e->places.n);
	hj_out_close(&j);
	hj_reply_buf(e->call.req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_buf_release(&e->places);
	hj_call_end(&e->call);
}

/* Send the order down the road of the site. */
static void
order(struct erasing *e)
{
	struct hj_req *req = e->call.req;
	struct hj_buf b;

	hj_buf_init(&b, BODY_MOST + 1024);
	hj_buf_puts(&b, "{\"places\":");
	hj_buf_put(&b, e->places.p, e->places.n);
	hj_buf_puts(&b, ",\"reason\":");
	hj_emit_text(&b, hj_word_name(&hj_erasure_words, e->wish.reason));
	hj_buf_putc(&b, '}');
	e->ask = (struct hj_ask){
		.kind = &hj_site_kind,
		.command = hj_command_find(&hj_site_kind, "order-erasure"),
		.stream = HJ_SITE_STREAM,
		.actor = *req->actor,
		.body = hj_strdup(req->arena, hj_buf_text(&b)),
		.body_n = b.n,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_ordered,
	};
	hj_buf_release(&b);
	hj_road_send(req->service->road, &e->ask);
}

static void
on_found(struct hj_query *q)
{
	struct erasing *e = HJ_CONTAINER(struct erasing, call.query, q);
	PGresult *result = e->call.step.result;

	if (hj_call_failed(&e->call))
		return;
	put_places(e, result);
	e->more = hj_row_count(result) == places_most(e);
	if (hj_row_count(result) == 0)
		answer(e);
	else
		order(e);
}

static void
on_ordered(struct hj_ask *ask)
{
	struct erasing *e = HJ_CONTAINER(struct erasing, ask, ask);

	hj_buf_release(&ask->answer);
	if (ask->outcome == HJ_DONE) {
		answer(e);
		return;
	}
	if (ask->outcome == HJ_REFUSED)
		hj_reply_refusal(e->call.req, ask);
	else
		hj_reply_error(e->call.req, &ask->err);
	hj_buf_release(&e->places);
	hj_call_end(&e->call);
}
