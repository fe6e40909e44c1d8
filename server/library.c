/* Rule sets and kinds of bodies from the share folder; see library.h. */
#include "server/library.h"

#include "lib/base/tsv.h"
#include "server/base/files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_MOST ((size_t)1024 * 1024)

static const char *
share_file(struct hj_arena *a, const struct hj_config *cfg, const char *name,
    size_t most, size_t *len, struct hj_error *err)
{
	const char *text =
	    hj_file_read(a, hj_share_path(a, cfg, name), most, len);

	if (text == NULL)
		hj_fail(err, HJ_ERR_INPUT, "share", "cannot read ", name);
	return text;
}

bool
hj_library_kinds(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_directory *dir, struct hj_error *err)
{
	size_t n_kinds, n_channels;
	const char *kinds = share_file(a, cfg,
	    "migrations/reference/body_kind.tsv", TABLE_MOST, &n_kinds, err);
	const char *channels =
	    share_file(a, cfg, "migrations/reference/body_channel.tsv",
		TABLE_MOST, &n_channels, err);

	if (kinds == NULL || channels == NULL)
		return false;
	hj_body_kinds_parse(a, dir, kinds, n_kinds, channels, n_channels);
	return true;
}

bool
hj_library_categories(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_name **ret, size_t *n, struct hj_error *err)
{
	struct hj_tsv t;
	size_t len;
	const char *text = share_file(
	    a, cfg, "migrations/reference/category.tsv", TABLE_MOST, &len, err);

	if (text == NULL)
		return false;
	hj_tsv_init(&t, a, text, len);
	while (hj_tsv_next(&t))
		HJ_PUSH(a, *ret, *n)->text = hj_tsv_get(&t, "code");
	return true;
}

bool
hj_library_calendar(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_calendar *ret, struct hj_error *err)
{
	size_t n_versions, n_days;
	const char *versions =
	    share_file(a, cfg, "migrations/reference/holiday_version.tsv",
		TABLE_MOST, &n_versions, err);
	const char *days = share_file(a, cfg,
	    "migrations/reference/holiday.tsv", TABLE_MOST, &n_days, err);

	return versions != NULL && days != NULL &&
	       hj_calendar_parse(
		   a, versions, n_versions, days, n_days, ret, err) == HJ_OK;
}

const char *
hj_rule_set_id(
    struct hj_arena *a, struct hj_crypto *c, const struct hj_rule_set *set)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	struct hj_piece piece;
	struct hj_buf b, hex;
	const char *id;

	hj_buf_init(&b, HJ_RULE_SET_MOST);
	hj_buf_init(&hex, 128);
	hj_rule_set_emit(&b, set);
	piece = (struct hj_piece){ b.p, b.n };
	hj_sha256(c, digest, &piece, 1);
	hj_buf_hex(&hex, digest, sizeof(digest));
	id = hj_strdup(a, hj_buf_text(&hex));
	hj_buf_release(&b);
	hj_buf_release(&hex);
	return id;
}

static int
is_json(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 5 && strcmp(entry->d_name + n - 5, ".json") == 0;
}

bool
hj_library_sets(struct hj_arena *a, const struct hj_config *cfg,
    const char *folder, struct hj_rules *ret, struct hj_error *err)
{
	struct hj_crypto *c = hj_crypto_new();
	struct hj_rule_set *list = NULL;
	struct dirent **files = NULL;
	int n =
	    scandir(hj_share_path(a, cfg, folder), &files, is_json, alphasort);
	size_t count = 0;
	bool good = n > 0;

	if (!good)
		hj_fail(err, HJ_ERR_INPUT, "share", "no rule sets in ", folder);
	for (int i = 0; i < n; i++) {
		struct hj_rule_set *set = HJ_PUSH(a, list, count);
		const char *path =
		    hj_concat(a, folder, "/", files[i]->d_name, NULL);
		size_t len;
		const char *text =
		    good ? share_file(a, cfg, path, HJ_RULE_SET_MOST, &len, err)
			 : NULL;

		good = text != NULL &&
		       hj_rule_set_parse(a, text, len, set, err) == HJ_OK;
		if (!good && text != NULL)
			hj_fail(err, HJ_ERR_INPUT, path,
			    hj_concat(a, err->field, ": ", err->msg, NULL),
			    NULL);
		if (good)
			set->id = hj_rule_set_id(a, c, set);
		free(files[i]);
	}
	free(files);
	hj_crypto_free(c);
	*ret = (struct hj_rules){ list, count };
	return good;
}

bool
hj_library_known(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_rules *ret, struct hj_error *err)
{
	struct hj_rules sets, methods;
	struct hj_rule_set *all;

	if (!hj_library_sets(a, cfg, HJ_SETS_FOLDER, &sets, err) ||
	    !hj_library_sets(a, cfg, HJ_METHODS_FOLDER, &methods, err))
		return false;
	all = hj_alloc(a, (sets.n + methods.n) * sizeof(*all));
	memcpy(all, sets.set, sets.n * sizeof(*all));
	memcpy(all + sets.n, methods.set, methods.n * sizeof(*all));
	*ret = (struct hj_rules){ all, sets.n + methods.n };
	return true;
}
