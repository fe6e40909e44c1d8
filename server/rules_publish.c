/*
 * `hejie rules VERB as KEY …`: a county's rule set from a draft to being in
 * force, and out of it; lib/commands/ruleset/ruleset.h says what each means.
 *
 *	draft SET TITLE [DAY]	copy a set that ships or was published
 *	draft FILE		or enter a document
 *	change STREAM CHANGE…	as server/rules_change.c says
 *	check STREAM
 *	certify STREAM
 *	impact STREAM		replay it, and attach what was found
 *	sign STREAM [DIGEST]	print the page; with its digest, sign it
 *	publish STREAM DAY	put it in force from the beginning of that day
 *	withdraw STREAM REASON
 *
 * KEY is a file with an API key: whose key it is acts, with his rights, by the
 * commands of the interface, down the same road.  STREAM is what `draft`
 * prints.  What was answered is printed; status 3 if it is refused.
 */
#include "server/rules.h"

#include "lib/commands/ruleset/ruleset.h"
#include "lib/dispute/codec.h"
#include "server/admit.h"
#include "server/app.h"
#include "server/auth/session.h"
#include "server/base/files.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/http/json_out.h"
#include "server/sender.h"

#include <stdio.h>
#include <string.h>

#define BODY_MOST ((size_t)256 * 1024)
#define KEY_MOST 4096
#define STREAM_DIGITS 32

/* One call of it. */
struct call {
	const struct hj_config *cfg;
	struct hj_arena *a;
	struct hj_keys *keys;
	struct hj_sender sender;
	struct hj_actor actor;
	struct hj_error err;
	const char *stream;
	struct hj_ruleset state; /* as it was seen, with its version */
	const char *page;        /* the digest of what is signed */
	struct hj_buf text;      /* and its text */
	bool may_report;
	struct hj_ruleset_impact *impact;
	struct hj_buf body;
	int argc; /* what follows the stream */
	char **argv;
};

static enum hj_lang
lang_of(const struct call *c)
{
	return c->cfg->english ? HJ_LANG_EN : HJ_LANG_ZH;
}

/* ---- who asks ---- */

/* The person whose key it is. */
static bool
find_person(struct call *c, const char *path, char person[33])
{
	size_t len;
	const char *key = hj_file_read(c->a, path, KEY_MOST, &len);
	char id[HJ_API_ID_ROOM];
	unsigned char hash[HJ_DIGEST_SIZE], bytes[16];
	struct hj_params p;
	PGresult *rows = NULL;
	struct hj_row row;
	struct hj_sync *db;
	bool found = false;

	if (key == NULL ||
	    !hj_api_key_read(hj_keys_crypto(c->keys),
		hj_concat(c->a, "Bearer ",
		    hj_strndup(c->a, key, strcspn(key, "\r\n")), NULL),
		id, hash)) {
		hj_fail(&c->err, HJ_ERR_INPUT, path, "holds no API key", NULL);
		return false;
	}
	hj_params_init(&p, c->a);
	hj_param_text(&p, id);
	hj_param_bytes(&p, hash, sizeof(hash));
	db = hj_sync_open(c->cfg->database, &c->err);
	if (db != NULL &&
	    hj_sync_exec(db,
		"SELECT person FROM hejie.api_key_find($1, $2, hejie.moment())",
		&p, &rows, &c->err) == HJ_OK &&
	    hj_row_count(rows) == 1) {
		row = hj_row(rows, 0);
		hj_row_uuid(&row, 0, bytes);
		hj_hex_id(bytes, person);
		found = true;
	}
	PQclear(rows);
	hj_sync_free(db);
	if (!found && c->err.code == HJ_OK)
		hj_fail(&c->err, HJ_ERR_INPUT, path, "this key opens nothing",
		    NULL);
	return found;
}

static bool
enter(struct call *c, const char *path)
{
	struct hj_world_ref *w;
	const struct hj_actor *actor;
	char person[33];

	c->keys = hj_keys_load(c->cfg->key_file, &c->err);
	if (c->keys == NULL || !find_person(c, path, person) ||
	    !hj_sender_open(
		&c->sender, c->cfg, c->cfg->database, c->keys, c->a, &c->err))
		return false;
	w = hj_world_hold(c->sender.worlds);
	actor = hj_actor_of(c->a, &w->directory, person);
	if (actor != NULL)
		c->actor = *actor;
	else
		hj_fail(&c->err, HJ_ERR_INPUT, path, "this key opens nothing",
		    NULL);
	hj_world_drop(w);
	return actor != NULL;
}

/* ---- what is there ---- */

/* Keep the stream as it is, and the page that a second person signs. */
static void
look(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	struct hj_sender *sender = HJ_CONTAINER(struct hj_sender, ask, ask);
	struct call *c = HJ_CONTAINER(struct call, sender, sender);
	const struct hj_ruleset *s = t->state;
	struct hj_rule_page page = hj_ruleset_page(c->a, s);
	const struct hj_rule_set *base = NULL;
	int64_t procedure;
	const char *text;
	struct hj_buf b;
	struct hj_error err;

	(void)ring;
	t->kind = ask->kind;
	c->may_report =
	    hj_command_offered(t, &hj_cmd_report_impact, &procedure) == HJ_NO &&
	    hj_ruleset_body_acts(t);
	/* Its texts go with the turn: what is kept is written out and read. */
	hj_buf_init(&b, HJ_STATE_MOST);
	hj_emit(&b, hj_ruleset_kind.state, s);
	text = hj_buf_keep(c->a, &b);
	if (hj_bind(c->a, hj_ruleset_kind.state, HJ_FORM_STORED, &c->state,
		text, strlen(text), &err) != HJ_OK)
		c->state.document = NULL;
	c->page = hj_ruleset_page_digest(c->a, t->world, &page, s->impact);
	if (s->head->base != NULL)
		base = hj_ruleset_read(c->a, s->head->base, s->head->origin);
	hj_rule_page_text(&c->text, &page, base,
	    hj_ruleset_read(c->a, s->document, s->digest), lang_of(c));
}

static bool
see(struct call *c)
{
	struct hj_ask *ask = &c->sender.ask;

	*ask = (struct hj_ask){ .kind = &hj_ruleset_kind,
		.look = look,
		.stream = c->stream,
		.actor = c->actor };
	if (!hj_sender_send(&c->sender)) {
		hj_fail(&c->err, HJ_ERR_DB, "", "no answer from the database",
		    NULL);
		return false;
	}
	hj_buf_release(&ask->answer);
	if (ask->outcome == HJ_DONE && c->state.document != NULL) {
		c->state.version = ask->version;
		return true;
	}
	c->err = ask->err;
	return false;
}

/* ---- what is asked ---- */

static void
say_refused(struct call *c)
{
	const struct hj_ask *ask = &c->sender.ask;
	const struct hj_refusal_row *row = &hj_refusals[ask->refused];
	struct hj_buf b;

	(void)fprintf(stderr, "hejie rules: %s: %s%s%s\n", row->type,
	    c->cfg->english ? row->en : row->zh, ask->todo == NULL ? "" : ": ",
	    ask->todo == NULL ? "" : ask->todo);
	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	hj_rule_faults_text(
	    &b, ask->field == NULL ? "" : ask->field, &ask->faults, lang_of(c));
	(void)fputs(hj_buf_text(&b), stderr);
	hj_buf_release(&b);
}

/* Send the command with what is in the body; its exit status. */
static int
tell(struct call *c, const char *command)
{
	struct hj_ask *ask = &c->sender.ask;
	int status = HJ_EXIT_FAILED;

	*ask = (struct hj_ask){ .kind = &hj_ruleset_kind,
		.command = hj_command_find(&hj_ruleset_kind, command),
		.stream = c->stream,
		.actor = c->actor,
		.key = hj_random_hex(c->a, 16),
		.if_match = c->state.version,
		.body = hj_buf_text(&c->body),
		.body_n = c->body.n,
		.impact = c->impact };
	if (!hj_sender_send(&c->sender)) {
		hj_fail(&c->err, HJ_ERR_DB, "", "no answer from the database",
		    NULL);
		return status;
	}
	if (ask->outcome == HJ_DONE) {
		(void)printf("%s\n", hj_buf_text(&ask->answer));
		status = HJ_EXIT_DONE;
	} else if (ask->outcome == HJ_REFUSED) {
		say_refused(c);
		status = HJ_EXIT_FOUND;
	} else if (ask->outcome == HJ_MISMATCH) {
		hj_fail(&c->err, HJ_ERR_STALE, "",
		    "somebody else was at it meanwhile", NULL);
	} else {
		c->err = ask->err;
	}
	hj_buf_release(&ask->answer);
	return status;
}

/* The one member of the body, a text. */
static void
put_member(struct call *c, const char *name, const char *value)
{
	struct hj_out j;

	hj_buf_clear(&c->body);
	hj_out_init(&j, &c->body);
	hj_out_open(&j);
	hj_out_put_some(&j, name, value);
	hj_out_close(&j);
}

static int
draft(struct call *c)
{
	size_t len;
	const char *text =
	    hj_file_read(c->a, c->argv[0], HJ_RULE_SET_MOST, &len);
	struct hj_out j;

	if (c->argc == 1 && text != NULL) {
		put_member(c, "document", text);
		return tell(c, "enter-rule-set");
	}
	if (c->argc < 2)
		return HJ_EXIT_USAGE;
	hj_buf_clear(&c->body);
	hj_out_init(&j, &c->body);
	hj_out_open(&j);
	hj_out_put_str(&j, "source", c->argv[0]);
	hj_out_put_str(&j, "title_zh", c->argv[1]);
	if (c->argc > 2)
		hj_out_put_str(&j, "valid_from", c->argv[2]);
	hj_out_close(&j);
	return tell(c, "copy-rule-set");
}

static int
change(struct call *c)
{
	struct hj_rule_set *set =
	    hj_ruleset_read(c->a, c->state.document, NULL);
	struct hj_out j;

	hj_buf_clear(&c->body);
	hj_out_init(&j, &c->body);
	hj_out_open(&j);
	hj_out_key(&j, "edits");
	hj_out_open_array(&j);
	for (int i = 0; i < c->argc; i++) {
		struct hj_rule_edit e;
		struct hj_buf b;

		if (!hj_rules_read_edit(c->a, set, c->argv[i], &e)) {
			hj_fail(&c->err, HJ_ERR_INPUT, c->argv[i],
			    "no change of this set", NULL);
			return HJ_EXIT_FAILED;
		}
		hj_buf_init(&b, BODY_MOST);
		hj_emit(&b, &hj_rule_edit_fields, &e);
		hj_out_raw(&j, b.p, b.n);
		hj_buf_release(&b);
		/* Places are those behind it; what is wrong the command says.
		 */
		if (hj_rule_edit(c->a, set, &e) != NULL)
			break;
	}
	hj_out_close(&j);
	hj_out_close(&j);
	return tell(c, "change-rule-set");
}

static int
check(struct call *c)
{
	return tell(c, "check-rule-set");
}

static int
certify(struct call *c)
{
	return tell(c, "certify-rule-set");
}

/* What is refused without a replay is refused before it. */
static int
impact(struct call *c)
{
	struct hj_rule_set *set =
	    hj_ruleset_read(c->a, c->state.document, c->state.digest);
	struct hj_replay_summary sum;

	if (c->may_report) {
		if (!hj_rules_play(c->a, c->cfg, set, c->state.head->county,
			hj_ruleset_instead(&c->state, set), &sum, &c->err))
			return c->err.code == HJ_ERR_BUSY ? HJ_EXIT_BUSY
							  : HJ_EXIT_FAILED;
		c->impact = hj_ruleset_impact_of(c->a, &sum);
	}
	return tell(c, "report-impact");
}

static void
say_impact(const struct call *c)
{
	const struct hj_ruleset_impact *i = c->state.impact;

	(void)printf(c->cfg->english
			 ? "%lld disputes, %lld played, %lld differ, %lld run "
			   "and keep what they have\n"
			 : "共 %lld 件,回放 %lld 件,不同 %lld 件,"
			   "在办 %lld 件仍按原规则\n",
	    (long long)i->disputes, (long long)i->played,
	    (long long)i->differences, (long long)i->running);
}

static int
sign(struct call *c)
{
	if (c->argc == 0 || c->state.impact == NULL ||
	    strcmp(c->argv[0], c->page) != 0) {
		(void)fputs(hj_buf_text(&c->text), stdout);
		if (c->state.impact != NULL)
			say_impact(c);
		(void)printf("%s\n", c->page);
		if (c->argc == 0)
			return HJ_EXIT_DONE;
		if (c->state.impact != NULL) {
			hj_fail(&c->err, HJ_ERR_INPUT, c->argv[0],
			    "not the digest of this page", NULL);
			return HJ_EXIT_FAILED;
		}
	}
	return tell(c, "sign-rule-set");
}

static int
publish(struct call *c)
{
	put_member(c, "from", c->argv[0]);
	return tell(c, "put-in-force");
}

static int
withdraw(struct call *c)
{
	put_member(c, "reason", c->argv[0]);
	return tell(c, "withdraw-rule-set");
}

/* Each gets what stands behind the stream, so many at least and at most. */
static const struct {
	const char *name;
	int least, most;
	bool begins; /* no stream is named */
	int (*run)(struct call *c);
} stages[] = {
	/* clang-format off */
	{ "draft", 1, 3, true, draft },
	{ "change", 1, HJ_RULESET_EDITS_MOST, false, change },
	{ "check", 0, 0, false, check },
	{ "certify", 0, 0, false, certify },
	{ "impact", 0, 0, false, impact },
	{ "sign", 0, 1, false, sign },
	{ "publish", 1, 1, false, publish },
	{ "withdraw", 1, 1, false, withdraw },
	/* clang-format on */
};

static int
run(struct call *c, size_t stage, const char *path)
{
	if (!enter(c, path) || (c->stream != NULL && !see(c)))
		return HJ_EXIT_FAILED;
	put_member(c, "", NULL);
	return stages[stage].run(c);
}

static bool
is_stream(const char *text)
{
	return strlen(text) == STREAM_DIGITS &&
	       strspn(text, "0123456789abcdef") == STREAM_DIGITS;
}

int
hj_rules_publish(const struct hj_config *cfg, int argc, char **argv)
{
	struct call c = { .cfg = cfg };
	size_t i = 0;
	int status;

	while (i < sizeof(stages) / sizeof(stages[0]) &&
	       strcmp(stages[i].name, argv[0]) != 0)
		i++;
	if (i == sizeof(stages) / sizeof(stages[0]) || argc < 4)
		return HJ_EXIT_USAGE;
	c.argc = argc - (stages[i].begins ? 3 : 4);
	c.argv = argv + argc - c.argc;
	if (!stages[i].begins)
		c.stream = argv[3];
	if (c.argc < stages[i].least || c.argc > stages[i].most ||
	    (c.stream != NULL && !is_stream(c.stream)))
		return HJ_EXIT_USAGE;
	c.a = hj_arena_new();
	hj_buf_init(&c.body, BODY_MOST);
	hj_buf_init(&c.text, HJ_RULE_TEXT_MOST);
	status = run(&c, i, argv[2]);
	if (c.err.code != HJ_OK)
		(void)hj_rules_failed(&c.err);
	hj_sender_close(&c.sender);
	hj_keys_free(c.keys);
	hj_buf_release(&c.body);
	hj_buf_release(&c.text);
	hj_arena_free(c.a);
	return status;
}
