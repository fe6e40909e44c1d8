/* What a file review draws from; see population.h. */
#include "server/population.h"

#include "server/db/row.h"
#include "server/statements.h"

#include <string.h>

static const enum hj_pg_type types[] = { HJ_PG_TEXT, HJ_PG_TEXT, HJ_PG_UUID,
	HJ_PG_DATE, HJ_PG_DATE, HJ_PG_INT4 };
const struct hj_stmt hj_stmt_closed_procedures = {
	.name = "closed_procedures",
	.sql = "SELECT stream, code, body, no"
	       "  FROM hejie.closed_procedures($1, $2, $3, $4, $5, $6)",
	.n_params = 6,
	.types = types,
};

void
hj_population_ask(struct hj_step *step, struct hj_arena *a,
    const struct hj_world *world, const struct hj_actor *actor,
    const struct hj_open_review *cmd)
{
	const struct hj_org *org = hj_org_find(world->directory, actor->org);
	struct hj_params *p = &step->params;
	unsigned char body[16];

	step->stmt = &hj_stmt_closed_procedures;
	hj_params_init(p, a);
	hj_param_text(p, hj_orgs_of(a, actor));
	hj_param_text(p, org == NULL ? "" : org->county);
	hj_param_uuid(p,
	    cmd->body != NULL && hj_unhex(body, cmd->body, 16) ? body : NULL);
	hj_param_date(p, hj_date_serial((struct hj_date){ cmd->from }));
	hj_param_date(p, hj_date_serial((struct hj_date){ cmd->to }));
	hj_param_int4(p, HJ_REVIEW_POPULATION_MOST + 1);
}

/* The id in column `i`, in hex. */
static const char *
id_of(struct hj_row *row, int i, struct hj_arena *a)
{
	unsigned char id[16];
	struct hj_buf b;

	hj_row_uuid(row, i, id);
	hj_buf_init(&b, 64);
	hj_buf_hex(&b, id, sizeof(id));
	return hj_buf_keep(a, &b);
}

void
hj_population_take(struct hj_population *ret, struct hj_arena *a,
    struct hj_keys *keys, PGresult *result, const struct hj_open_review *cmd)
{
	*ret = (struct hj_population){ 0 };
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);
		struct hj_population_row *r = HJ_PUSH(a, ret->row, ret->n);
		struct hj_piece piece[3] = { { cmd->seed, strlen(cmd->seed) },
			{ ":", 1 } };

		r->dispute = id_of(&row, 0, a);
		r->code = hj_row_text(&row, 1, a, NULL);
		r->body = id_of(&row, 2, a);
		r->procedure = hj_row_int(&row, 3);
		if (row.bad || r->code == NULL) {
			*ret = (struct hj_population){ 0 };
			return;
		}
		piece[2] = (struct hj_piece){ r->code, strlen(r->code) };
		hj_sha256(hj_keys_crypto(keys), r->rank, piece, 3);
	}
}
