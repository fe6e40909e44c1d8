/* What a pool may run: the table of statements, made before it starts. */
#include "server/db/pool.h"

#include <string.h>

/* PostgreSQL cuts longer names off, and then two might be one. */
#define NAME_MOST 63

static bool
is_taken(const struct hj_pg *pg, const char *name)
{
	for (size_t i = 0; i < pg->n_stmts; i++) {
		if (strcmp(pg->stmts[i]->name, name) == 0)
			return true;
	}
	return strcmp(name, pg->enter.name) == 0 ||
	       strcmp(name, pg->leave.name) == 0;
}

enum hj_err
hj_pg_register(struct hj_pg *pg, const struct hj_stmt *stmts, size_t n,
    struct hj_error *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct hj_stmt *stmt = &stmts[i];
		size_t len = strlen(stmt->name);

		if (len == 0 || len > NAME_MOST)
			return hj_fail(err, HJ_ERR_INPUT, "name",
			    "not a name for a statement: ", stmt->name);
		if (is_taken(pg, stmt->name))
			return hj_fail(err, HJ_ERR_INPUT, "name",
			    "two statements have the name ", stmt->name);
		if (stmt->n_params < 0 || stmt->n_params > HJ_PARAMS_MOST ||
		    (stmt->n_params > 0 && stmt->types == NULL))
			return hj_fail(err, HJ_ERR_INPUT, "types",
			    "too many parameters, or no types: ", stmt->name);
		*HJ_PUSH(pg->arena, pg->stmts, pg->n_stmts) = stmt;
	}
	return HJ_OK;
}
