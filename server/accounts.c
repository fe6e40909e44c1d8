/* Accounts; see accounts.h. */
#include "server/accounts.h"

#include "server/auth/login.h"
#include "server/auth/password.h"
#include "server/base/now.h"
#include "server/db/row.h"

static bool
has_account(struct hj_arena *a, struct hj_sync *db, const unsigned char *id,
    struct hj_error *err)
{
	struct hj_params p;
	PGresult *result = NULL;
	bool has;

	hj_params_init(&p, a);
	hj_param_uuid(&p, id);
	if (hj_sync_exec(db, "SELECT login FROM hejie.credential_of($1)", &p,
		&result, err) != HJ_OK)
		return false;
	has = hj_row_count(result) > 0;
	PQclear(result);
	return has;
}

const char *
hj_account_make(struct hj_arena *a, struct hj_sync *db, struct hj_keys *keys,
    const struct hj_config *cfg, const char *login, const char *person,
    bool once, struct hj_error *err)
{
	char password[HJ_DRAWN_ROOM], phc[HJ_PHC_ROOM];
	unsigned char id[16];
	struct hj_params p;

	if (!hj_login_ok(login) || !hj_unhex(id, person, 16)) {
		hj_fail(err, HJ_ERR_INPUT, "login", "not a login", NULL);
		return NULL;
	}
	if (has_account(a, db, id, err) || err->code != HJ_OK)
		return NULL;
	hj_password_draw(password);
	if (hj_password_hash_now(hj_keys_crypto(keys), hj_keys_file(keys),
		cfg->password_cost, password, phc, err) != HJ_OK)
		return NULL;
	hj_params_init(&p, a);
	hj_param_uuid(&p, id);
	hj_param_text(&p, login);
	hj_param_text(&p, phc);
	hj_param_bool(&p, once);
	hj_param_ms(&p, hj_wall_ms());
	if (hj_sync_exec(db, "SELECT hejie.credential_set($1, $2, $3, $4, $5)",
		&p, NULL, err) != HJ_OK)
		return NULL;
	return hj_strdup(a, password);
}
