/*
 * What a command on its way is called, and what was loaded for it; see run.h.
 */
#include "server/run.h"

#include "lib/commands/group/group.h"
#include "lib/dispute/codec.h"
#include "server/answer.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/division_named.h"
#include "server/keys.h"
#include "server/population.h"
#include "server/statements.h"
#include "server/store.h"
#include "server/text_digest.h"

#include <stdio.h>
#include <string.h>

/* The stream a command makes: from its key, so that even a lost key row
 * cannot make a second one. */
void
hj_run_name_stream(struct hj_run *run)
{
	const struct hj_ask *ask = run->ask;

	if (ask->stream != NULL)
		snprintf(run->stream, sizeof(run->stream), "%s", ask->stream);
	else if (ask->kind->only != NULL)
		snprintf(
		    run->stream, sizeof(run->stream), "%s", ask->kind->only);
	else if (ask->key != NULL)
		hj_keys_stream(
		    run->keys, run->stream, ask->actor.person, ask->key);
	else
		hj_random_id(run->stream);
	hj_unhex(run->stream_bytes, run->stream, 16);
}

/* What the key stands for: command, stream and canonical body. */
void
hj_run_digest(struct hj_run *run)
{
	const struct hj_ask *ask = run->ask;
	struct hj_buf b;

	hj_random_id(run->id);
	hj_buf_init(&b, 4 * HJ_EVENT_MOST);
	hj_buf_puts(&b, ask->kind->path);
	hj_buf_putc(&b, '/');
	hj_buf_puts(&b, ask->stream == NULL ? "" : ask->stream);
	hj_buf_putc(&b, '/');
	hj_buf_puts(&b, ask->command->name);
	hj_buf_putc(&b, '/');
	hj_emit(&b, ask->command->fields, run->cmd);
	hj_keys_digest(run->keys, run->digest, b.p, b.n);
	hj_buf_release(&b);
}

bool
hj_run_bind(struct hj_run *run)
{
	struct hj_ask *ask = run->ask;

	run->sealed = false;
	run->unfit = (struct hj_unfit){ .why = HJ_NO };
	run->cmd = hj_alloc(ask->arena, ask->command->fields->size);
	return hj_bind(ask->arena, ask->command->fields, HJ_FORM_COMMAND,
		   run->cmd, ask->body, ask->body_n, &ask->err) == HJ_OK;
}

/* The upload that the command names, or NULL. */
static const char *
named_file(const struct hj_run *run)
{
	const struct hj_command *command = run->ask->command;
	const struct hj_field *f;
	const char *id;

	if (command == NULL || (command->flags & HJ_NAMES_FILE) == 0)
		return NULL;
	f = hj_field_find(command->fields, "upload", 6);
	memcpy(&id, (const char *)run->cmd + f->offset, sizeof(id));
	return id;
}

/* Does load() ask for divisions beside? */
static bool
names_divisions(struct hj_run *run, const struct hj_stmt *stmt)
{
	const struct hj_command *command = run->ask->command;
	const struct hj_org *org =
	    hj_org_find(run->world->world.directory, run->ask->actor.org);

	run->divisions =
	    stmt == &hj_stmt_load && command != NULL &&
	    hj_divisions_ask(&run->step[1], run->a, command->fields, run->cmd,
		org == NULL ? "" : org->county);
	return run->divisions;
}

size_t
hj_run_steps(struct hj_run *run, const struct hj_stmt *stmt)
{
	const struct hj_command *command = run->ask->command;
	const char *id = named_file(run);
	struct hj_place place;

	if (stmt == &hj_stmt_load && command != NULL &&
	    command->flags & HJ_DRAWS_FILES) {
		hj_population_ask(&run->step[1], run->a, &run->world->world,
		    &run->ask->actor, run->cmd);
		return 2;
	}
	if (names_divisions(run, stmt))
		return 2;
	if (stmt != &hj_stmt_load || id == NULL ||
	    !hj_place_read(
		&place, hj_orgs_of(run->a, &run->ask->actor), run->stream, id))
		return 1;
	run->step[1].stmt = &hj_upload_at_stmt;
	hj_params_init(&run->step[1].params, run->a);
	hj_upload_ask(&run->step[1].params, &place);
	return 2;
}

/* What the store says of the file, for decide. */
static void
take_file(struct hj_run *run)
{
	struct hj_arena *a = run->ask->arena;
	const char *id = named_file(run);
	struct hj_upload u;
	struct hj_buf hex;

	run->file = (struct hj_sent_file){ 0 };
	if (id == NULL || !hj_upload_take(run->step[1].result, a, &u) ||
	    u.person == NULL)
		return;
	run->file = (struct hj_sent_file){ .upload = id,
		.person = u.person,
		.type =
		    hj_word_find(&hj_file_type_words, u.type, strlen(u.type)),
		.size = u.size,
		.begun = u.begun };
	if (u.digest == NULL)
		return;
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, u.digest, HJ_DIGEST_SIZE);
	run->file.digest = hj_buf_keep(a, &hex);
}

bool
hj_run_take_head(struct hj_run *run, PGresult *result, bool *there)
{
	struct hj_arena *a = run->ask->arena;
	struct hj_row row = hj_row(result, 0);
	const char *kind = hj_row_text(&row, 0, a, NULL);
	const char **subjects;
	struct hj_bytes *keys;
	size_t n, n_keys;

	run->simulated = hj_row_ms_or(&row, 9, 0);
	*there = kind != NULL;
	if (run->divisions)
		hj_divisions_take(&run->unfit, a, run->ask->command->fields,
		    run->cmd, run->step[1].result);
	if (run->ask->command != NULL &&
	    run->ask->command->flags & HJ_DRAWS_FILES)
		hj_population_take(&run->population, a, run->keys,
		    run->step[1].result, run->cmd);
	if (kind == NULL)
		return !row.bad;
	run->version = hj_row_int(&row, 2);
	hj_row_fixed(&row, 3, run->hash, sizeof(run->hash));
	run->last_at = hj_row_ms(&row, 4);
	run->fold = hj_row_int(&row, 5);
	run->snapshot = hj_row_text(&row, 6, a, NULL);
	n = hj_row_texts(&row, 7, a, &subjects);
	n_keys = hj_row_bytes_list(&row, 8, a, &keys);
	if (row.bad || n != n_keys || strcmp(kind, run->ask->kind->name) != 0)
		return false;
	for (size_t i = 0; i < n; i++)
		hj_ring_add(&run->ring, subjects[i], keys[i].p, keys[i].n);
	take_file(run);
	return true;
}

void
hj_run_answer(
    struct hj_run *run, const struct hj_event *event, size_t n, bool dry)
{
	struct hj_ask *ask = run->ask;
	const struct hj_directory *dir = &run->world->directory;

	if (ask->say != NULL)
		ask->say(ask, event, n, &run->ring, dir);
	else
		hj_answer_events(
		    &ask->answer, run->stream, event, n, &run->ring, dir, dry);
}

bool
hj_run_answer_again(struct hj_run *run, PGresult *result)
{
	struct hj_ask *ask = run->ask;
	struct hj_event *list = NULL;
	size_t n = 0;

	hj_ring_init(&run->ring, ask->arena, run->keys, run->stream);
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);
		size_t len;
		const char *bytes = hj_row_text(&row, 1, ask->arena, &len);
		struct hj_bytes key = hj_row_bytes(&row, 2, ask->arena);

		if (row.bad || bytes == NULL ||
		    hj_event_decode(ask->arena, ask->kind->events, bytes, len,
			HJ_PUSH(ask->arena, list, n), &ask->err) != HJ_OK)
			return false;
		if (i == 0 && key.p != NULL)
			hj_ring_add(&run->ring, "text", key.p, key.n);
	}
	hj_run_answer(run, list, n, false);
	return true;
}

bool
hj_run_take_key(struct hj_run *run, PGresult *result, bool *same)
{
	struct hj_row row = hj_row(result, 0);
	unsigned char digest[HJ_CHAIN_SIZE];

	if (hj_row_is_null(&row, 10))
		return false;
	hj_row_fixed(&row, 10, digest, sizeof(digest));
	run->first = hj_row_int(&row, 11);
	run->last = hj_row_int(&row, 12);
	*same = hj_row_bool(&row, 13) &&
		memcmp(digest, run->digest, sizeof(digest)) == 0;
	return true;
}

void
hj_run_put_range(
    struct hj_run *run, struct hj_params *p, int64_t first, int64_t last)
{
	hj_params_init(p, run->a);
	hj_param_text(p, run->ask->actor.person);
	hj_param_text(p, hj_orgs_of(run->a, &run->ask->actor));
	hj_param_uuid(p, run->stream_bytes);
	hj_param_int8(p, first);
	hj_param_int8(p, last);
}

bool
hj_run_reads_past(const struct hj_run *run)
{
	const struct hj_command *command = run->ask->command;

	return command != NULL && command->flags & HJ_READS_PAST;
}

/* Every event from the first on, as its bytes. */
static bool
keep_past(struct hj_run *run, PGresult *result)
{
	int n = hj_row_count(result);

	run->past = NULL;
	run->n_past = 0;
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, i);
		const char *bytes = hj_row_text(&row, 1, run->ask->arena, NULL);

		if (row.bad || bytes == NULL)
			return false;
		HJ_PUSH(run->ask->arena, run->past, run->n_past)->text = bytes;
	}
	return n == (int)run->version;
}

static bool
fold_past(struct hj_run *run, void *state)
{
	struct hj_ask *ask = run->ask;

	for (size_t i = 0; i < run->n_past; i++) {
		const char *bytes = run->past[i].text;
		struct hj_event ev;

		if (hj_event_decode(ask->arena, ask->kind->events, bytes,
			strlen(bytes), &ev, &ask->err) != HJ_OK)
			return false;
		hj_fold(state, &ev);
	}
	return true;
}

bool
hj_run_take_events(struct hj_run *run, PGresult *result)
{
	struct hj_ask *ask = run->ask;
	void *state = hj_state_new(ask->arena, ask->kind, run->stream);
	struct hj_buf b;

	if (!keep_past(run, result) ||
	    (run->fold != HJ_FOLD && !fold_past(run, state))) {
		if (ask->err.code == HJ_OK)
			hj_fail(&ask->err, HJ_ERR_UNKNOWN, "",
			    "the timeline cannot be folded", NULL);
		return false;
	}
	if (run->fold == HJ_FOLD)
		return true;
	/* As a snapshot, so that there is one way to start a decision. */
	hj_buf_init(&b, HJ_STATE_MOST);
	hj_emit(&b, ask->kind->state, state);
	run->snapshot = hj_buf_keep(ask->arena, &b);
	run->fold = HJ_FOLD;
	return true;
}

void *
hj_run_state(struct hj_run *run)
{
	struct hj_ask *ask = run->ask;
	void *state = hj_state_new(run->a, ask->kind, run->stream);

	if (run->snapshot == NULL)
		return state;
	if (hj_bind(run->a, ask->kind->state, HJ_FORM_STORED, state,
		run->snapshot, strlen(run->snapshot), &ask->err) != HJ_OK)
		return NULL;
	hj_state_grows_in(ask->kind, state, run->a);
	return state;
}

/* The rows as they are, to see afterwards what has changed. */
static void
keep_rows(struct hj_run *run)
{
	const struct hj_dispute *d = run->turn.d;

	run->before = (struct hj_rows){ 0 };
	run->marks = (struct hj_party_marks){ 0 };
	if (d == NULL || run->version == 0 || run->ask->command == NULL)
		return;
	hj_project(run->a, d, &run->before);
	hj_party_marks(run->a, d, &run->marks);
}

void
hj_run_begin(struct hj_run *run, void *state)
{
	struct hj_ask *ask = run->ask;
	struct hj_turn *t = &run->turn;

	*t = (struct hj_turn){
		.a = run->a,
		.world = &run->world->world,
		.actor = ask->actor,
		.now = run->simulated != 0 ? run->simulated : hj_now_ms(),
		.cmd = run->id,
		.caused_by = ask->caused_by,
		.drawn = &run->drawn,
		.file = run->file.upload == NULL ? NULL : &run->file,
		.population = &run->population,
		.impact = ask->impact,
		.past = run->past,
		.n_past = run->n_past,
		.state = state,
		.version = run->version,
	};
	if (t->now < run->last_at)
		t->now = run->last_at;
	if (ask->kind == &hj_dispute_kind)
		t->d = state;
	keep_rows(run);
}

bool
hj_run_lost_keys(const struct hj_run *run)
{
	return run->sealed && run->turn.d != NULL &&
	       run->turn.d->erasures != run->erasures;
}

/* What the command's text says, for telling whether another says the same. */
static void
digest_text(struct hj_run *run, const char *county)
{
	const struct hj_command *command = run->ask->command;
	const struct hj_field *f;
	const struct hj_sealed *text;

	run->text_digest = NULL;
	if ((command->flags & HJ_DIGESTS_TEXT) == 0)
		return;
	f = hj_field_find(command->fields, "text", 4);
	text = (const void *)((const char *)run->cmd + f->offset);
	run->text_digest =
	    hj_text_digest(run->keys, run->ask->arena, county, text->plain);
}

void
hj_run_seal(struct hj_run *run, const struct hj_dispute *d)
{
	const struct hj_org *org =
	    hj_org_find(run->world->world.directory, run->ask->actor.org);
	const struct hj_group *g =
	    run->ask->kind == &hj_group_kind ? run->turn.state : NULL;
	const char *county = d != NULL && d->county != NULL   ? d->county
			     : g != NULL && g->county != NULL ? g->county
			     : org != NULL                    ? org->county
							      : "";

	if (run->sealed) {
		run->turn.text_digest = run->text_digest;
		run->turn.unfit = run->unfit;
		return;
	}
	run->sealed = true;
	digest_text(run, county);
	run->turn.text_digest = run->text_digest;
	run->erasures = d == NULL ? 0 : d->erasures;
	if (run->ask->command->flags & HJ_CREATES && run->version == 0)
		hj_draw(&run->drawn, &run->ring, run->id, county,
		    hj_legal_day(run->turn.now));
	if (run->ask->command->flags & HJ_DRAWS_SLIP && d != NULL)
		hj_draw_slip(&run->drawn, &run->ring, run->id, d->code);
	run->ring.group = g;
	hj_seal_command(&run->ring, run->ask->command->fields, run->cmd,
	    run->id, d, county, &run->unfit);
	run->turn.unfit = run->unfit;
}

void
hj_run_refuse(struct hj_run *run)
{
	const struct hj_turn *t = &run->turn;
	struct hj_ask *ask = run->ask;

	ask->refused = t->refused;
	/* What a decision made goes with its turn. */
	ask->field = hj_strdup(ask->arena, t->refused_field);
	ask->article = hj_strdup(ask->arena, t->refused_article);
	ask->certainty = t->refused_certainty;
	ask->todo = hj_strdup(ask->arena, t->refused_do);
	ask->version = run->version;
	for (size_t i = 0; i < t->refused_faults.n; i++)
		*HJ_PUSH(ask->arena, ask->faults.item, ask->faults.n) =
		    (struct hj_rule_fault){
			    .at = hj_strdup(
				ask->arena, t->refused_faults.item[i].at),
			    .kind = t->refused_faults.item[i].kind,
			    .what = hj_strdup(
				ask->arena, t->refused_faults.item[i].what),
		    };
	for (size_t i = 0; i < t->n_refused_for; i++)
		HJ_PUSH(ask->arena, ask->disputes, ask->n_disputes)->text =
		    hj_strdup(ask->arena, t->refused_for[i].text);
}
