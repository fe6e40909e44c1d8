/*
 * hejie init: make a migrated database into a site.
 *
 *	hejie init --demonstration --sign-ins FILE [--simulated [--from DATE]]
 *	    [--ladder NAME|none] [--presets none]
 *	hejie init --county CODE --name NAME [--body KIND] --sign-ins FILE
 *
 * The first form makes the demonstration county of
 * migrations/reference/demonstration.tsv, with people and random passwords;
 * the second a real site with one organisation and its three administrators,
 * whose passwords work once.  Both load the reference data, make the key file
 *if there is none, and change nothing where it was done before.
 *
 * Simulated time begins on DATE (YYYY-MM-DD), by default in 2024.  A real site
 * begins with the rules of statute alone; the demonstration county has a ladder
 * and the local and unverified guards of `presets` below switched on by name.
 *
 * Whatever has a history goes down the one road of writes, as the service.
 */
#include "server/app.h"

#include "lib/base/tsv.h"
#include "lib/commands/people/people.h"
#include "server/accounts.h"
#include "server/base/files.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/http/json_out.h"
#include "server/init_options.h"
#include "server/auth/keyfile.h"
#include "server/keys.h"
#include "server/reference.h"
#include "server/sender.h"
#include "server/owner.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE 3 /* of each demonstration body */
#define FILE_MOST ((size_t)1024 * 1024)

/* init at work: a small service without a front. */
struct init {
	const struct hj_config *cfg;
	struct hj_init_options o;
	struct hj_arena *a;
	struct hj_sync *db; /* as the database's owner */
	struct hj_keys *keys;
	struct hj_error err;
	FILE *out; /* the sign-ins */
	struct hj_sender sender;
};

static bool
say(const struct init *in, const char *what)
{
	(void)fprintf(stderr, "hejie init: %s%s%s\n", what,
	    in->err.code == HJ_OK ? "" : ": ", in->err.msg);
	return false;
}

/* ---- one command after another, down the road ---- */

/*
 * Send `command` to stream `id` of `kind` with `body`.  `key` makes it safe to
 * run init again; what is there already is fine.
 */
static bool
tell(struct init *in, const struct hj_stream_kind *kind, const char *command,
    const char *id, const char *key, const struct hj_buf *body)
{
	const struct hj_ask *ask = &in->sender.ask;

	if (!hj_sender_tell(&in->sender, kind, command, id, key, body))
		return say(in, "no answer from the database");
	if (ask->outcome == HJ_DONE)
		return true;
	if (ask->outcome == HJ_REFUSED) {
		(void)fprintf(stderr, "hejie init: %s refused: %s %s\n",
		    command, hj_refusals[ask->refused].type,
		    ask->field == NULL ? "" : ask->field);
		return false;
	}
	in->err = ask->err;
	return say(in, command);
}

/* The stream id that this key makes: known before it is there. */
static const char *
stream_of(struct init *in, const char *key)
{
	char id[33];

	hj_keys_stream(in->keys, id, "init", key);
	return hj_strdup(in->a, id);
}

/* ---- organisations and people ---- */

static bool
known_org(struct hj_sender *sender)
{
	struct hj_world_ref *w = hj_world_hold(sender->worlds);
	bool known = w != NULL &&
		     hj_org_find(&w->directory, sender->ask.actor.org) != NULL;

	hj_world_drop(w);
	return known;
}

/* What a body is founded with; NULL: not said. */
struct founding {
	const char *kind, *name, *parent, *county, *mark, *place, *phone;
};

static bool
found(struct init *in, const char *key, const struct founding *f)
{
	const char *id = stream_of(in, key);
	struct hj_buf b;
	struct hj_out j;
	bool good;

	hj_buf_init(&b, 65536);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "county", f->county);
	hj_out_put_str(&j, "kind", f->kind);
	hj_out_put_some(&j, "mark", f->mark);
	hj_out_put_str(&j, "name", f->name);
	hj_out_put_some(&j, "parent", f->parent);
	hj_out_put_some(&j, "phone", f->phone);
	hj_out_put_some(&j, "place", f->place);
	hj_out_close(&j);
	good = tell(in, &hj_organisation_kind, "found", NULL, key, &b);
	hj_buf_release(&b);
	/* The next one may stand below this one. */
	in->sender.ask.actor.org = id;
	return good && hj_sender_wait(&in->sender, known_org);
}

/* What the n-th person of a body is there for. */
static const char *
roles_of(const char *kind, int n)
{
	if (strcmp(kind, "grid") == 0)
		return "[\"grid\"]";
	if (strcmp(kind, "court") == 0)
		return n == 2 ? "[\"judge\",\"head\"]"
			      : "[\"judge\",\"clerk\"]";
	if (n == 2)
		return "[\"head\",\"mediator\"]";
	return "[\"mediator\",\"clerk\"]";
}

static bool
appoint(struct init *in, const char *key, const char *org, const char *name,
    const char *roles, const char *account, bool once)
{
	const char *id = stream_of(in, key);
	const char *password;
	struct hj_buf b;
	struct hj_out j;
	bool good;

	hj_buf_init(&b, 65536);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "name", name);
	hj_out_put_str(&j, "org", org);
	hj_out_key(&j, "roles");
	hj_out_raw(&j, roles, strlen(roles));
	hj_out_close(&j);
	good = tell(in, &hj_person_kind, "appoint", NULL, key, &b);
	hj_buf_release(&b);
	if (!good)
		return false;
	password = hj_account_make(
	    in->a, in->db, in->keys, in->cfg, account, id, once, &in->err);
	if (in->err.code != HJ_OK)
		return say(in, account);
	/* NULL: it has one already. */
	if (password != NULL)
		(void)fprintf(in->out, "%s\t%s\t%s\n", account, password, name);
	return true;
}

/* Those who run the site, three people (三员分立). */
static bool
site_posts(struct init *in, const char *org, bool once)
{
	return appoint(in, "init/person/admin", org, "系统管理员",
		   "[\"administrator\"]", "admin", once) &&
	       appoint(in, "init/person/security", org, "安全管理员",
		   "[\"security\"]", "security", once) &&
	       appoint(in, "init/person/auditor", org, "审计员",
		   "[\"auditor\"]", "auditor", once);
}

static bool
demonstration(struct init *in)
{
	static const char *const suffix[] = { "a", "b", "c" };
	static const char *const sign[] = { "甲", "乙", "丙" };
	size_t len;
	const char *text = hj_file_read(in->a,
	    hj_share_path(
		in->a, in->cfg, "migrations/reference/demonstration.tsv"),
	    FILE_MOST, &len);
	struct hj_tsv t;

	if (text == NULL ||
	    hj_reference_name_counties(in->db, &in->err) != HJ_OK)
		return say(in, "cannot read the demonstration county");
	hj_tsv_init(&t, in->a, text, len);
	while (hj_tsv_next(&t)) {
		const char *key = hj_tsv_get(&t, "key");
		const char *parent = hj_tsv_get(&t, "parent");
		const char *place = hj_tsv_get(&t, "place");
		const char *above =
		    stream_of(in, hj_concat(in->a, "init/org/", parent, NULL));
		const char *org = hj_concat(in->a, "init/org/", key, NULL);
		const struct founding f = {
			.kind = hj_tsv_get(&t, "kind"),
			.name = hj_tsv_get(&t, "name"),
			.parent = *parent == '\0' ? NULL : above,
			.county = hj_tsv_get(&t, "county"),
			.mark = hj_tsv_get(&t, "mark"),
			.place = *place == '\0' ? NULL : place,
			.phone = hj_tsv_get(&t, "phone"),
		};

		if (!found(in, org, &f))
			return false;
		for (int n = 0; n < PEOPLE; n++)
			if (!appoint(in,
				hj_concat(in->a, "init/person/", key, ".",
				    suffix[n], NULL),
				stream_of(in, org),
				hj_concat(in->a, hj_tsv_get(&t, "name"),
				    sign[n], NULL),
				roles_of(f.kind, n),
				hj_concat(in->a, key, ".", suffix[n], NULL),
				false))
				return false;
		if (strcmp(key, "centre") == 0 &&
		    !site_posts(in, stream_of(in, org), false))
			return false;
	}
	return true;
}

static bool
real_site(struct init *in)
{
	const char *org = "init/org/first";
	const struct founding f = {
		.kind = in->o.body, .name = in->o.name, .county = in->o.county
	};

	return found(in, org, &f) && site_posts(in, stream_of(in, org), true);
}

/* ---- the site ---- */

/* What kind of database this is: said once, for ever. */
static bool
set_nature(struct init *in)
{
	struct hj_params p;
	PGresult *result = NULL;
	struct hj_row row;
	bool simulated, demonstration;

	hj_params_init(&p, in->a);
	hj_param_bool(&p, in->o.simulated);
	hj_param_bool(&p, in->o.demonstration);
	hj_param_text(&p, in->o.from);
	if (hj_sync_exec(in->db,
		"INSERT INTO hejie.nature (simulated, demonstration, now)"
		" SELECT $1, $2, CASE WHEN $1 THEN"
		" ($3 || ' 00:00:00+08')::timestamptz END"
		" WHERE NOT EXISTS (SELECT FROM hejie.nature)",
		&p, NULL, &in->err) != HJ_OK ||
	    hj_sync_exec(in->db,
		"SELECT simulated, demonstration FROM hejie.nature", NULL,
		&result, &in->err) != HJ_OK)
		return say(in, "cannot say what kind of database this is");
	row = hj_row(result, 0);
	simulated = hj_row_bool(&row, 0);
	demonstration = hj_row_bool(&row, 1);
	PQclear(result);
	if (simulated != in->o.simulated)
		return say(
		    in, simulated
			    ? "this database has simulated time, for ever: say"
			      " --simulated, or use another database"
			    : "this database has real time, for ever: leave out"
			      " --simulated, or use another database");
	if (demonstration != in->o.demonstration)
		return say(in,
		    demonstration
			? "this database is a demonstration, for ever: use"
			  " another one for a real site"
			: "this database is a real site, for ever: use another"
			  " one for a demonstration");
	return true;
}

/* Local and unverified guards that the demonstration county switches on. */
static const char *const presets[] = { "agency-powers", "announcement-last",
	"counsel-conflict", "hotline-orders-jinan", "hotline-orders-weifang",
	"petition-termination", "screening-house", "sent-back-house",
	"separation-of-duty", "several-debtors" };

static bool
choose(struct init *in, struct hj_buf *b)
{
	bool good = true;
	struct hj_out j;

	if (*in->o.ladder != '\0') {
		hj_buf_clear(b);
		hj_out_init(&j, b);
		hj_out_open(&j);
		hj_out_put_str(&j, "county", "999901");
		hj_out_put_str(&j, "ladder", in->o.ladder);
		hj_out_close(&j);
		good = tell(in, &hj_site_kind, "choose-ladder", HJ_SITE_STREAM,
		    "init/ladder", b);
	}
	if (!good || *in->o.presets == '\0')
		return good;
	hj_buf_clear(b);
	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "county", "999901");
	hj_out_key(&j, "sets");
	hj_out_open_array(&j);
	for (size_t i = 0; i < sizeof(presets) / sizeof(presets[0]); i++)
		hj_out_str(&j, presets[i]);
	hj_out_close(&j);
	hj_out_close(&j);
	return tell(in, &hj_site_kind, "choose-sets", HJ_SITE_STREAM,
	    "init/presets", b);
}

static bool
found_site(struct init *in)
{
	struct hj_buf b;
	struct hj_out j;
	bool good;

	hj_buf_init(&b, 65536);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_key(&j, "counties");
	hj_out_open_array(&j);
	hj_out_str(&j, in->o.demonstration ? "999901" : in->o.county);
	if (in->o.demonstration)
		hj_out_str(&j, "999902");
	hj_out_close(&j);
	hj_out_put_bool(&j, "demonstration", in->o.demonstration);
	hj_out_put_str(&j, "nature", in->o.simulated ? "simulated" : "real");
	hj_out_close(&j);
	good =
	    tell(in, &hj_site_kind, "found", HJ_SITE_STREAM, "init/site", &b);
	if (good && in->o.demonstration)
		good = choose(in, &b);
	hj_buf_release(&b);
	return good;
}

/* ---- putting it together ---- */

static bool
reach(struct init *in)
{
	return hj_sender_open(&in->sender, in->cfg, in->cfg->database_agents,
		   in->keys, in->a, &in->err) ||
	       say(in, "cannot prepare");
}

/* The file of sign-ins, readable by its owner only, added to. */
static FILE *
open_sign_ins(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	return fd < 0 ? NULL : fdopen(fd, "a");
}

static void
release(struct init *in)
{
	hj_sender_close(&in->sender);
	hj_keys_free(in->keys);
	hj_sync_free(in->db);
	if (in->out != NULL && in->out != stdout)
		(void)fclose(in->out);
	hj_arena_free(in->a);
}

static bool
run(struct init *in)
{
	if (access(in->cfg->key_file, F_OK) != 0 &&
	    hj_keyfile_create(in->cfg->key_file, &in->err) != HJ_OK)
		return say(in, "cannot make the key file");
	in->keys = hj_keys_load(in->cfg->key_file, &in->err);
	if (in->keys == NULL)
		return say(in, "cannot read the key file");
	in->db = hj_owner_open(in->cfg, &in->err);
	if (in->db == NULL)
		return say(in, "cannot reach the database");
	in->out =
	    *in->o.sign_ins == '\0' ? stdout : open_sign_ins(in->o.sign_ins);
	if (in->out == NULL)
		return say(in, "cannot write the sign-ins");
	if (!set_nature(in))
		return false;
	if (!hj_reference_load(in->a, in->cfg, in->db, &in->err))
		return say(in, "cannot load the reference data");
	return reach(in) && found_site(in) &&
	       (in->o.demonstration ? demonstration(in) : real_site(in));
}

int
hj_cmd_init(const struct hj_config *cfg, int argc, char **argv)
{
	struct init in = { .cfg = cfg, .a = hj_arena_new() };
	bool good;

	if (!hj_init_options_parse(&in.o, argc, argv)) {
		hj_arena_free(in.a);
		return HJ_EXIT_USAGE;
	}
	good = run(&in);
	release(&in);
	return good ? HJ_EXIT_DONE : HJ_EXIT_FAILED;
}
