/*
 * Has this matter come in before, from whatever source, and where?
 *
 *	POST /api/v1/duplicates
 *	    {"parties": [{"name", "phone", "identity"}], "title", "facts",
 *	     "place", "category_moj", "occurred_on", "channel"}
 *	or  {"dispute": id, "channel"}     for one that is registered
 *	-> {"items": [{"id", "code", "title", "score", "kind", "reasons", ...}],
 *	    "elsewhere": [{"body", "name", "caution"}]}
 *
 * A read, though it is a POST, as a search is.  Keyed tokens of names, numbers
 * and texts find at most 200 disputes of the asker's; these are opened and
 * compared (lib/commands/links/alike.h), and each that is shown says why, part
 * by part, and what it may be to this one.  Whether it is, a person decides,
 * with link-disputes or merge-disputes.  `caution`: what law says of opening
 * `channel` while that one is where it is (links/caution.h).
 *
 * Of disputes that the asker has no part in it is told only that some body of
 * the county has a similar matter, and which body: to who registers disputes,
 * and if two of the people he names are in it, one of them by identity number
 * or telephone (migrations/deploy/duplicates.sql).  Nothing of that matter is
 * told: no code, name, day or number of them.
 *
 * How the answer is written: alike_out.c.
 */
#include "server/admit.h"
#include "server/alike_out.h"
#include "server/call.h"
#include "server/keys.h"
#include "server/party_index.h"
#include "server/route_says.h"
#include "server/statements.h"
#include "server/text_index.h"

#include "lib/commands/referral/referral.h"

#include <string.h>

#define CANDIDATES_MOST 200
#define PARTIES_MOST 20

/* Of a candidate with its head h. */
#define COLUMNS                                                                \
	HJ_MATTER_COLUMNS("h")                                                 \
	", h.code, h.closed,"                                                  \
	" ARRAY(SELECT p.channel FROM hejie.procedure p"                       \
	"  WHERE p.stream = h.stream AND p.phase IN"                           \
	"   ('opened', 'accepted', 'mediating', 'settled') ORDER BY p.no),"    \
	" EXISTS (SELECT FROM hejie.petition x WHERE x.stream = h.stream"      \
	"  AND x.ended IN ('final', 'legal')),"                                \
	" (SELECT l.other FROM hejie.link l WHERE l.stream = h.stream"         \
	"  AND l.kind = 'merged_into' LIMIT 1)"

static const enum hj_pg_type find_types[] = { HJ_PG_TEXTS, HJ_PG_INT4S,
	HJ_PG_INT8S, HJ_PG_INT4 };
const struct hj_stmt hj_stmt_find_alike = {
	.name = "find_alike",
	.sql = "SELECT " COLUMNS "  FROM hejie.find_alike($1, $2, $3, $4) f"
	       "  JOIN hejie.head h ON h.stream = f.stream"
	       " ORDER BY f.weight DESC, f.stream",
	.n_params = 4,
	.types = find_types,
	.slow = true,
};

static const enum hj_pg_type one_types[] = { HJ_PG_UUID };
const struct hj_stmt hj_stmt_alike_to = {
	.name = "alike_to",
	.sql = "SELECT " HJ_MATTER_COLUMNS(
	    "h") "  FROM hejie.head h"
		 " WHERE h.stream = $1 AND h.kind = 'dispute'"
		 "   AND EXISTS (SELECT FROM hejie.access a"
		 "                WHERE a.stream = h.stream AND a.until IS NULL"
		 "                  AND a.capacity <> 'offered')",
	.n_params = 1,
	.types = one_types,
};

static const enum hj_pg_type elsewhere_types[] = { HJ_PG_TEXT, HJ_PG_TEXT,
	HJ_PG_INT4S, HJ_PG_INT4S, HJ_PG_INT8S };
const struct hj_stmt hj_stmt_find_elsewhere = {
	.name = "find_elsewhere",
	.sql = "SELECT f.stream, f.body, f.channel, f.final"
	       "  FROM hejie.find_elsewhere($1, $2, $3, $4, $5) f",
	.n_params = 5,
	.types = elsewhere_types,
	.slow = true,
};

/* What the body holds. */
struct wish {
	const char *category_moj;
	int channel;
	const char *dispute;
	const char *facts;
	int32_t occurred_on;
	struct hj_written_party *parties;
	size_t n_parties;
	const char *place;
	const char *title;
};

/* clang-format off */
static const struct hj_field party_rows[] = {
	HJ_TEXT(hj_written_party, identity, 0, 40, "证件号码|identity or credit code"),
	HJ_TEXT(hj_written_party, name, 0, 80, "姓名或名称|name"),
	HJ_TEXT(hj_written_party, phone, 0, 40, "电话|telephone"),
};
static const struct hj_fields party_fields = HJ_FIELDS(hj_written_party, party_rows);

static const struct hj_field wish_rows[] = {
	HJ_TEXT(wish, category_moj, 0, 8, "类别(司法部)|category, MoJ"),
	HJ_WORD(wish, channel, 0, &hj_channel_words, "将要开始的程序;空为本单位通常的|channel to be opened; absent: the usual one of the body"),
	HJ_ID(wish, dispute, 0, "已登记的纠纷|one that is registered"),
	HJ_TEXT(wish, facts, 0, 20000, "事实与请求|facts and claims"),
	HJ_DATE(wish, occurred_on, 0, "日期|day"),
	HJ_LIST(wish, parties, 0, &party_fields, PARTIES_MOST, "当事人|parties"),
	HJ_TEXT(wish, place, 0, 15, "发生地区划代码|place"),
	HJ_TEXT(wish, title, 0, 100, "题名|title"),
};
/* clang-format on */
const struct hj_fields hj_duplicates_fields = HJ_FIELDS(wish, wish_rows);

/* A question on its way. */
struct asking {
	struct hj_call call;
	struct wish wish;
	struct hj_written written;
	struct hj_matter matter;
	struct hj_world_ref *world;
	const struct hj_org *org;
	struct hj_alike_answer answer;
	struct hj_buf text;
};

static void on_one(struct hj_query *q);
static void on_found(struct hj_query *q);
static void on_elsewhere(struct hj_query *q);
static void on_noted(struct hj_query *q);

static void
end(struct asking *s)
{
	hj_world_drop(s->world);
	hj_buf_release(&s->text);
	hj_call_end(&s->call);
}

static bool
failed(struct asking *s)
{
	if (s->call.query.err.code == HJ_OK)
		return false;
	hj_reply_error(s->call.req, &s->call.query.err);
	end(s);
	return true;
}

/* ---- asking ---- */

/* Tokens of the people in every county, for a matter may have come over the
 * border; of the texts in the asker's. */
static void
put_tokens(struct asking *s, struct hj_tokens *t)
{
	struct hj_req *req = s->call.req;
	struct hj_arena *a = req->arena;
	const char *texts[] = { s->written.title, s->written.facts };
	const char **county;
	size_t n = hj_counties(a, req->service->worlds, &county);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < s->written.n_party; k++) {
			const struct hj_written_party *p = &s->written.party[k];

			hj_tokens_add_party(req->service->keys, a, t, county[i],
			    (int32_t)p->no, p->name, p->phone, p->identity);
		}
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int64_t *bands;

		n = hj_text_bands(
		    req->service->keys, a, s->org->county, texts[i], &bands);
		for (size_t k = 0; k < n; k++)
			hj_tokens_add(
			    a, t, s->org->county, 0, HJ_TO_TEXT, bands[k]);
	}
}

static void
find(struct asking *s)
{
	struct hj_tokens t = { 0 };
	struct hj_params *p;

	hj_matter_fold(s->call.req->arena, &s->written, &s->matter);
	put_tokens(s, &t);
	p = hj_call_params(&s->call);
	hj_param_texts(p, t.county, t.n);
	hj_param_int4s(p, t.of, NULL, t.n);
	hj_param_int8s(p, t.token, NULL, t.n);
	hj_param_int4(p, CANDIDATES_MOST);
	hj_call_read_as_asker(&s->call, &hj_stmt_find_alike, on_found);
}

/* What the body itself says. */
static void
take_wish(struct asking *s)
{
	const struct wish *w = &s->wish;

	s->written = (struct hj_written){ .party = w->parties,
		.n_party = w->n_parties,
		.title = w->title,
		.facts = w->facts,
		.place = w->place,
		.category = w->category_moj,
		.on = w->occurred_on };
	for (size_t i = 0; i < w->n_parties; i++)
		w->parties[i].no = (int64_t)i + 1;
}

void
hj_duplicates_handler(struct hj_req *req)
{
	struct asking *s;
	struct hj_error err;
	unsigned char id[16];

	if (!hj_may(HJ_MAY_READ, req->actor->roles, HJ_REL_PART)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	s = HJ_NEW(req->arena, struct asking);
	if (!hj_call_body(req, &hj_duplicates_fields, &s->wish))
		return;
	if (s->wish.dispute == NULL && s->wish.n_parties == 0 &&
	    s->wish.facts == NULL && s->wish.title == NULL) {
		hj_fail(&err, HJ_ERR_INPUT, "parties",
		    "a party, facts or a dispute", NULL);
		hj_reply_error(req, &err);
		return;
	}
	hj_buf_init(&s->text, HJ_ALIKE_TEXT_MOST);
	hj_call_begin(&s->call, req);
	s->world = hj_world_hold(req->service->worlds);
	s->org = s->world == NULL
		     ? NULL
		     : hj_org_find(s->world->world.directory, req->actor->org);
	if (s->org == NULL) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		end(s);
		return;
	}
	s->answer.rules = s->world->world.rules;
	s->answer.channel =
	    s->wish.channel != 0 ? s->wish.channel : hj_usual_channel(s->org);
	if (s->wish.dispute == NULL) {
		take_wish(s);
		find(s);
		return;
	}
	(void)hj_unhex(id, s->wish.dispute, sizeof(id));
	hj_param_uuid(hj_call_params(&s->call), id);
	hj_call_read_as_asker(&s->call, &hj_stmt_alike_to, on_one);
}

/* ---- opening ---- */

static void
on_one(struct hj_query *q)
{
	struct asking *s = HJ_CONTAINER(struct asking, call.query, q);
	PGresult *result = s->call.step.result;
	struct hj_row row = hj_row(result, 0);
	struct hj_req *req = s->call.req;

	if (failed(s))
		return;
	if (hj_row_count(result) != 1)
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	else if (hj_matter_row(
		     req->arena, req->service->keys, &row, &s->written) == NULL)
		hj_reply_kind(req, HJ_PROBLEM_UNKNOWN_KIND, NULL);
	else {
		find(s);
		return;
	}
	end(s);
}

static unsigned
channels(struct hj_row *row, int col, struct hj_arena *a)
{
	const char **list;
	size_t n = hj_row_texts(row, col, a, &list);
	unsigned mask = 0;

	for (size_t i = 0; i < n; i++)
		mask |= 1u << hj_word_find(
			    &hj_channel_words, list[i], strlen(list[i]));
	return mask;
}

/* Open one candidate, compare it, and keep it if it is alike. */
static bool
look(struct asking *s, struct hj_row *row)
{
	struct hj_arena *a = s->call.req->arena;
	struct hj_alike_item item = { 0 };
	struct hj_matter matter;

	item.id =
	    hj_matter_row(a, s->call.req->service->keys, row, &item.written);
	if (item.id == NULL)
		return false;
	if (s->wish.dispute != NULL && strcmp(item.id, s->wish.dispute) == 0)
		return true;
	item.code = hj_row_text(row, 4, a, NULL);
	item.closed = hj_row_bool(row, 5);
	item.open = channels(row, 6, a);
	item.final = hj_row_bool(row, 7);
	if (!hj_row_is_null(row, 8)) {
		unsigned char into[16];

		hj_row_uuid(row, 8, into);
		hj_hex_id(into, item.merged_into);
	}
	hj_matter_fold(a, &item.written, &matter);
	matter.closed = item.closed;
	item.alike = hj_alike(a, &s->matter, &matter);
	if (item.alike.score >= HJ_ALIKE_LEAST)
		*HJ_PUSH(a, s->answer.item, s->answer.n) = item;
	return !row->bad;
}

static void answer(struct asking *s);

static void
on_found(struct hj_query *q)
{
	struct asking *s = HJ_CONTAINER(struct asking, call.query, q);
	struct hj_req *req = s->call.req;
	PGresult *result = s->call.step.result;
	struct hj_tokens t = { 0 };
	struct hj_params *p;

	if (failed(s))
		return;
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);

		if (look(s, &row))
			continue;
		hj_reply_kind(req, HJ_PROBLEM_UNKNOWN_KIND, NULL);
		end(s);
		return;
	}
	if (!hj_may(HJ_MAY_REGISTER, req->actor->roles, HJ_REL_NEW)) {
		answer(s);
		return;
	}
	for (size_t i = 0; i < s->written.n_party; i++) {
		const struct hj_written_party *one = &s->written.party[i];

		hj_tokens_add_party(req->service->keys, req->arena, &t,
		    s->org->county, (int32_t)one->no, one->name, one->phone,
		    one->identity);
	}
	p = hj_call_params(&s->call);
	hj_param_text(p, hj_orgs_of(req->arena, req->actor));
	hj_param_text(p, s->org->county);
	hj_param_int4s(p, t.asked, NULL, t.n);
	hj_param_int4s(p, t.of, NULL, t.n);
	hj_param_int8s(p, t.token, NULL, t.n);
	hj_call_read_as_asker(&s->call, &hj_stmt_find_elsewhere, on_elsewhere);
}

/* A body is named once, whatever it has. */
static void
add_body(struct asking *s, struct hj_row *row)
{
	struct hj_arena *a = s->call.req->arena;
	const char *channel = hj_row_text(row, 2, a, NULL);
	struct hj_alike_body *body = NULL;
	unsigned char id[16];
	char hex[33];

	hj_row_uuid(row, 1, id);
	hj_hex_id(id, hex);
	for (size_t i = 0; body == NULL && i < s->answer.n_body; i++)
		if (strcmp(s->answer.body[i].id, hex) == 0)
			body = &s->answer.body[i];
	if (body == NULL) {
		body = HJ_PUSH(a, s->answer.body, s->answer.n_body);
		body->id = hj_strdup(a, hex);
		body->org = hj_org_find(s->world->world.directory, hex);
	}
	if (channel != NULL)
		body->open |= 1u << hj_word_find(
				  &hj_channel_words, channel, strlen(channel));
	body->final = body->final || hj_row_bool(row, 3);
	hj_row_uuid(row, 0, id);
	*HJ_PUSH(a, s->answer.read, s->answer.n_read) =
	    (struct hj_bytes){ hj_strndup(a, (const char *)id, 16), 16 };
}

static void
on_elsewhere(struct hj_query *q)
{
	struct asking *s = HJ_CONTAINER(struct asking, call.query, q);
	PGresult *result = s->call.step.result;

	if (failed(s))
		return;
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);

		add_body(s, &row);
	}
	answer(s);
}

/* ---- answering ---- */

/* What is shown, and what it is told of, is entered first. */
static void
answer(struct asking *s)
{
	struct hj_req *req = s->call.req;

	hj_alike_write(&s->text, &s->answer);
	if (s->answer.n + s->answer.n_body == 0) {
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &s->text);
		end(s);
		return;
	}
	for (size_t i = 0; i < s->answer.n; i++) {
		unsigned char *id = hj_alloc(req->arena, 16);

		(void)hj_unhex(id, s->answer.item[i].id, 16);
		*HJ_PUSH(req->arena, s->answer.read, s->answer.n_read) =
		    (struct hj_bytes){ id, 16 };
	}
	hj_call_note_all(
	    &s->call, s->answer.read, s->answer.n_read, "duplicates", on_noted);
}

static void
on_noted(struct hj_query *q)
{
	struct asking *s = HJ_CONTAINER(struct asking, call.query, q);

	if (failed(s))
		return;
	hj_reply_buf(s->call.req, 200, HJ_TYPE_JSON, &s->text);
	end(s);
}
