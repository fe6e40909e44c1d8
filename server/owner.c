/* The database as its owner; see owner.h. */
#include "server/owner.h"

#include "server/db/row.h"

struct hj_sync *
hj_owner_open(const struct hj_config *cfg, struct hj_error *err)
{
	struct hj_sync *db = hj_sync_open(cfg->database_admin, err);
	PGresult *result = NULL;
	struct hj_row row;
	bool all;

	if (db == NULL)
		return NULL;
	if (hj_sync_exec(db,
		"SELECT rolsuper OR rolbypassrls FROM pg_roles"
		" WHERE rolname = current_user",
		NULL, &result, err) != HJ_OK) {
		hj_sync_free(db);
		return NULL;
	}
	row = hj_row(result, 0);
	all = hj_row_bool(&row, 0);
	PQclear(result);
	if (all)
		return db;
	hj_sync_free(db);
	hj_fail(err, HJ_ERR_DB, "database_admin",
	    "this looks at everything, so it needs the database's owner:"
	    " set HEJIE_DATABASE_ADMIN, e.g. 'dbname=hejie user=postgres'",
	    NULL);
	return NULL;
}
