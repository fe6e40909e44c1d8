/* Imported lists, row by row; see imports.h. */
#include "server/agents/imports.h"
#include "server/agents/submit.h"

#include "lib/base/json.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/http/json_out.h"
#include "server/imports.h"
#include "server/keys.h"
#include "server/sealing.h"

#include <stdlib.h>
#include <string.h>

#define AT_A_TIME 16
#define BODY_MOST ((size_t)1024 * 1024)

static const enum hj_pg_type claim_types[] = { HJ_PG_INT4 };
static const struct hj_stmt claim_stmt = {
	.name = "import_claim",
	.sql = "SELECT replace(import::text, '-', ''),"
	       " replace(person::text, '-', ''), profile,"
	       " replace(target::text, '-', ''), dry, wrapped, no, batch, key,"
	       " body, further FROM hejie.import_claim($1, '60 s')",
	.n_params = 1,
	.types = claim_types,
};
static const enum hj_pg_type finish_types[] = { HJ_PG_UUID, HJ_PG_INT4,
	HJ_PG_TEXT, HJ_PG_TEXT, HJ_PG_UUID, HJ_PG_TEXT };
static const struct hj_stmt finish_stmt = {
	.name = "import_finish",
	.sql = "SELECT hejie.import_finish($1, $2, $3, $4, $5, $6)::text",
	.n_params = 6,
	.types = finish_types,
};

struct hj_imports {
	struct hj_pg *pg;
	struct hj_road *road;
	struct hj_worlds *worlds;
	struct hj_keys *keys;
	struct hj_profiles profiles;
	struct hj_arena *own; /* of the profiles */
	struct hj_arena *a;   /* of one look */
	struct hj_query query;
	struct hj_step step;
	size_t errands;
	bool busy;
};

/* One batch on its way. */
struct errand {
	struct hj_imports *im;
	const struct hj_profile *profile;
	const char *list; /* id of the import */
	int64_t batch;
	size_t rows;
	bool dry, second;
	const char *key, *further;
	struct hj_buf body;
	char stream[33];
	const char *code;
	struct hj_ask ask;
	struct hj_query query;
	struct hj_step step;
};

static void on_claimed(struct hj_query *q);
static void on_answered(struct hj_ask *ask);
static void on_finished(struct hj_query *q);

struct hj_imports *
hj_imports_new(struct hj_pg *pg, struct hj_road *road, struct hj_worlds *worlds,
    struct hj_keys *keys)
{
	struct hj_imports *im = calloc(1, sizeof(*im));

	if (im == NULL)
		abort();
	im->pg = pg;
	im->road = road;
	im->worlds = worlds;
	im->keys = keys;
	im->own = hj_arena_new();
	im->a = hj_arena_new();
	return im;
}

void
hj_imports_free(struct hj_imports *im)
{
	if (im == NULL)
		return;
	hj_arena_free(im->a);
	hj_arena_free(im->own);
	free(im);
}

enum hj_err
hj_imports_attach(
    struct hj_imports *im, const struct hj_config *cfg, struct hj_error *err)
{
	enum hj_err code = hj_pg_register(im->pg, &claim_stmt, 1, err);

	if (code == HJ_OK)
		code = hj_pg_register(im->pg, &finish_stmt, 1, err);
	if (code == HJ_OK &&
	    !hj_profiles_load(im->own, cfg, &im->profiles, err))
		code = HJ_ERR_INPUT;
	return code;
}

bool
hj_imports_busy(const struct hj_imports *im)
{
	return im->busy;
}

void
hj_imports_look(struct hj_imports *im)
{
	if (im->busy)
		return;
	im->busy = true;
	hj_arena_clear(im->a);
	hj_params_init(&im->step.params, im->a);
	hj_param_int4(&im->step.params, AT_A_TIME);
	hj_agent_submit(im->pg, &im->query, &im->step, &claim_stmt, on_claimed);
}

/* ---- sending ---- */

/* Who sent the list, as he stands now; false if he left. */
static bool
find_actor(struct hj_imports *im, const char *person, struct hj_actor *ret)
{
	struct hj_world_ref *w = hj_world_hold(im->worlds);
	const struct hj_person *p =
	    w == NULL ? NULL : hj_person_find(&w->directory, person);
	bool there = p != NULL && !p->left;

	if (there)
		*ret = (struct hj_actor){ .person = hj_strdup(im->a, p->id),
			.org = hj_strdup(im->a, p->org),
			.roles = p->roles };
	if (w != NULL)
		hj_world_drop(w);
	return there;
}

/* Tell what came of the batch. */
static void
finish(
    struct errand *e, const char *state, const char *column, const char *type)
{
	struct hj_imports *im = e->im;
	const struct hj_import_fault fault = { column, type };
	struct hj_params *p = &e->step.params;
	unsigned char *id = hj_alloc(im->a, 32);

	hj_params_init(p, im->a);
	hj_param_uuid(p, hj_unhex(id, e->list, 16) ? id : NULL);
	hj_param_int4(p, (int32_t)e->batch);
	hj_param_text(p, state);
	hj_param_text(
	    p, hj_import_faults_json(im->a, &fault, type == NULL ? 0 : 1));
	hj_param_uuid(
	    p, !e->dry && hj_unhex(id + 16, e->stream, 16) ? id + 16 : NULL);
	hj_param_text(p, e->code);
	hj_agent_submit(im->pg, &e->query, &e->step, &finish_stmt, on_finished);
}

static void
put_on_road(struct errand *e)
{
	struct hj_imports *im = e->im;
	const struct hj_profile *p = e->profile;

	e->ask.kind = p->kind;
	e->ask.command = e->second ? p->then : p->command;
	e->ask.stream = e->second || (p->command->flags & HJ_CREATES) == 0
			    ? e->stream
			    : NULL;
	e->ask.key = e->second ? hj_concat(im->a, e->key, "/2", NULL) : e->key;
	e->ask.body = e->second ? e->further : hj_buf_text(&e->body);
	e->ask.body_n = strlen(e->ask.body);
	e->ask.deadline_ms = hj_mono_ms() + HJ_AGENT_MS;
	e->ask.arena = im->a;
	e->ask.dry = e->dry;
	e->ask.on_done = on_answered;
	hj_road_send(im->road, &e->ask);
}

/* A batch begins with this row. */
static struct errand *
begin(struct hj_imports *im, struct hj_row *row)
{
	struct errand *e = HJ_NEW(im->a, struct errand);
	const char *target = hj_row_text(row, 3, im->a, NULL);

	e->im = im;
	e->list = hj_row_text(row, 0, im->a, NULL);
	e->profile =
	    hj_profile_find(&im->profiles, hj_row_text(row, 2, im->a, NULL));
	e->dry = hj_row_bool(row, 4);
	e->batch = hj_row_int(row, 7);
	e->key = hj_row_text(row, 8, im->a, NULL);
	if (target != NULL)
		memcpy(e->stream, target, sizeof(e->stream));
	hj_buf_init(&e->body, BODY_MOST);
	im->errands++;
	return e;
}

/* Open the row and put it into the body of the batch. */
static void
add(struct errand *e, struct hj_row *row)
{
	struct hj_arena *a = e->im->a;
	struct hj_bytes wrapped = hj_row_bytes(row, 5, a);
	const char *body, *list = e->profile->list;
	struct hj_ring ring;

	hj_ring_init(&ring, a, e->im->keys, e->list);
	hj_ring_add(&ring, "text", wrapped.p, wrapped.n);
	body = hj_open_text(&ring, hj_row_text(row, 9, a, NULL));
	e->further = hj_open_text(&ring, hj_row_text(row, 10, a, NULL));
	if (list != NULL && e->rows == 0)
		hj_buf_puts(&e->body, hj_concat(a, "{\"", list, "\":[", NULL));
	if (e->rows++ > 0)
		hj_buf_putc(&e->body, ',');
	hj_buf_puts(&e->body, body == NULL ? "" : body);
}

/* All rows of the batch are in it. */
static void
dispatch(struct errand *e, const char *person)
{
	if (e->profile->list != NULL)
		hj_buf_puts(&e->body, "]}");
	if (find_actor(e->im, person, &e->ask.actor))
		put_on_road(e);
	else
		finish(e, "refused", NULL, hj_refusals[HJ_NO_RIGHT].type);
}

/* All that was sent is answered; there may be more. */
static void
end(struct hj_imports *im, bool more)
{
	im->busy = false;
	if (more)
		hj_imports_look(im);
}

static void
on_claimed(struct hj_query *q)
{
	struct hj_imports *im = HJ_CONTAINER(struct hj_imports, query, q);
	int n = hj_agent_failed(q) ? 0 : hj_row_count(im->step.result);
	struct errand *e = NULL;
	const char *person = NULL;

	/* One more, so that none ends it before all are sent. */
	im->errands = 1;
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(im->step.result, i);

		if (e == NULL || e->batch != hj_row_int(&row, 7)) {
			if (e != NULL)
				dispatch(e, person);
			e = begin(im, &row);
			person = hj_row_text(&row, 1, im->a, NULL);
		}
		add(e, &row);
	}
	if (e != NULL)
		dispatch(e, person);
	if (--im->errands == 0)
		end(im, false);
}

/* ---- what came of it ---- */

/* The heading of the column that fills the member `field`. */
static const char *
column_of(const struct errand *e, const char *field)
{
	const struct hj_profile *p = e->profile;

	/* "members/0/name": the item does not matter. */
	if (p->list != NULL && strncmp(field, p->list, strlen(p->list)) == 0 &&
	    strrchr(field, '/') != NULL)
		field = strrchr(field, '/') + 1;
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->column[i].path, field) == 0 &&
		    p->column[i].n_name > 0)
			return p->column[i].name[0];
	return *field == '\0' ? NULL : field;
}

/* A member of the answer: "id", "code". */
static const char *
answered(struct errand *e, const char *name)
{
	struct hj_arena *a = e->im->a;
	const char *text = hj_buf_text(&e->ask.answer);
	struct hj_json j;
	size_t n;

	hj_json_init(&j, text, e->ask.answer.n, 16, 1000);
	return hj_json_member(&j, a, name) ? hj_json_string(&j, a, &n) : NULL;
}

static void
on_done(struct errand *e)
{
	const char *id;

	if (!e->second) {
		id = answered(e, "id");
		e->code = hj_strdup(e->im->a, answered(e, "code"));
		if (id != NULL && strlen(id) == 32)
			memcpy(e->stream, id, sizeof(e->stream));
	}
	hj_buf_release(&e->ask.answer);
	if (!e->second && !e->dry &&
	    hj_profile_goes_on(e->im->a, e->profile, e->further)) {
		e->second = true;
		put_on_road(e);
		return;
	}
	finish(e, e->dry ? "fits" : "done", NULL, NULL);
}

static void
on_answered(struct hj_ask *ask)
{
	struct errand *e = HJ_CONTAINER(struct errand, ask, ask);
	bool refused =
	    ask->outcome == HJ_REFUSED || ask->outcome == HJ_MISMATCH;

	if (ask->outcome == HJ_DONE) {
		on_done(e);
		return;
	}
	hj_buf_release(&ask->answer);
	if (ask->outcome == HJ_FAILED && ask->err.code == HJ_ERR_BUSY) {
		/* It is claimed again when its lease has run out. */
		hj_log(HJ_LOG_WARN, "import_waits", HJ_LOG_ID("list", e->list),
		    HJ_LOG_REASON(&ask->err));
		hj_buf_release(&e->body);
		if (--e->im->errands == 0)
			end(e->im, false);
	} else if (e->rows > 1) {
		finish(e, "apart", NULL, NULL);
	} else if (refused) {
		finish(e, "refused",
		    ask->field == NULL ? NULL : column_of(e, ask->field),
		    hj_refusals[ask->refused].type);
	} else if (ask->err.code == HJ_ERR_INPUT) {
		finish(e, "refused", column_of(e, ask->err.field), "malformed");
	} else {
		finish(e, "refused", NULL, "failed");
	}
}

static void
on_finished(struct hj_query *q)
{
	struct errand *e = HJ_CONTAINER(struct errand, query, q);
	struct hj_imports *im = e->im;

	if (q->err.code != HJ_OK)
		hj_log(HJ_LOG_WARN, "import_waits", HJ_LOG_ID("list", e->list),
		    HJ_LOG_REASON(&q->err));
	hj_buf_release(&e->body);
	if (--im->errands == 0)
		end(im, true);
}
