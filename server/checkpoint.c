/*
 * hejie checkpoint: what to keep elsewhere.
 *
 *	hejie checkpoint		the newest checkpoint, as signed
 *	hejie checkpoint --key		the verifier key, from the key file
 *
 * Keep the verifier key where the database's keeper cannot change it.
 */
#include "server/app.h"

#include "lib/integrity/checkpoint.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/keys.h"
#include "server/owner.h"

#include <stdio.h>
#include <string.h>

static bool
print_key(const struct hj_config *cfg, struct hj_error *err)
{
	struct hj_keys *keys = hj_keys_load(cfg->key_file, err);
	struct hj_verifier v;
	struct hj_key key;
	struct hj_buf b;

	if (keys == NULL)
		return false;
	hj_keys_log(keys, &key);
	hj_verifier_of(hj_keys_crypto(keys), &v, &key);
	hj_wipe(&key, sizeof(key));
	hj_buf_init(&b, HJ_CHECKPOINT_MOST);
	hj_verifier_write(&b, &v);
	(void)printf("%s\n", hj_buf_text(&b));
	hj_buf_release(&b);
	hj_keys_free(keys);
	return true;
}

static bool
print_newest(const struct hj_config *cfg, struct hj_error *err)
{
	struct hj_sync *db = hj_owner_open(cfg, err);
	struct hj_arena *a = hj_arena_new();
	PGresult *result = NULL;
	bool good = db != NULL && hj_sync_exec(db,
				      "SELECT note FROM hejie.checkpoint"
				      " ORDER BY size DESC LIMIT 1",
				      NULL, &result, err) == HJ_OK;

	if (good && hj_row_count(result) == 0) {
		hj_fail(err, HJ_ERR_ABSENT, "", "nothing is signed yet", NULL);
		good = false;
	} else if (good) {
		struct hj_row row = hj_row(result, 0);

		(void)fputs(hj_row_text(&row, 0, a, NULL), stdout);
	}
	PQclear(result);
	hj_sync_free(db);
	hj_arena_free(a);
	return good;
}

int
hj_cmd_checkpoint(const struct hj_config *cfg, int argc, char **argv)
{
	bool key = argc == 2 && strcmp(argv[1], "--key") == 0;
	struct hj_error err = { 0 };

	if (argc > 1 && !key) {
		(void)fprintf(stderr, "hejie checkpoint [--key]\n");
		return HJ_EXIT_USAGE;
	}
	if (key ? print_key(cfg, &err) : print_newest(cfg, &err))
		return HJ_EXIT_DONE;
	(void)fprintf(stderr, "hejie checkpoint: %s\n", err.msg);
	return HJ_EXIT_FAILED;
}
