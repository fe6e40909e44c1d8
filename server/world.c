/* What every decision may know beside its stream; see world.h. */
#include "server/world.h"

#include "lib/base/tsv.h"
#include "lib/commands/calendar/calendar.h"
#include "lib/commands/dossier/papers.h"
#include "lib/commands/legal_aid/roster.h"
#include "lib/commands/people/people.h"
#include "server/base/files.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/digest.h"
#include "server/library.h"
#include "server/published.h"
#include "server/statements.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_MOST ((size_t)4 * 1024 * 1024)
#define READ_MS 10000
#define BELOW_MOST 2000
#define ID_DIGITS 32 /* hex digits */

static const struct timeval retry_pause = { 1, 0 };

struct hj_worlds {
	struct hj_arena *a; /* what was read from files, for ever */
	struct hj_calendar calendar;
	struct hj_directory kinds;
	struct hj_rules rules;
	struct hj_papers papers;
	struct hj_plain_word *words; /* common ones */
	size_t n_words;
	struct hj_name *categories; /* their codes */
	size_t n_categories;
	struct hj_pg *pg;
	struct hj_bell bell;
	struct hj_query query;
	struct hj_step step[2];
	struct hj_pg_context context;
	struct hj_arena *reading; /* for the world being read */
	bool busy, again;
	struct event *retry; /* after a failure */
	struct hj_world_ref *now;
	void (*on_read)(void *);
	void *on_read_arg;
};

/* What is known to whoever is signed in. */
static const struct hj_stmt heads_stmt = {
	.name = "heads",
	.sql = "SELECT replace(stream::text, '-', ''), kind, snapshot"
	       "  FROM hejie.head WHERE kind IN"
	       " ('calendar', 'organisation', 'person', 'roster', 'rule_set',"
	       "  'site')"
	       " ORDER BY kind, stream",
	.slow = true,
};
static const struct hj_stmt nature_stmt = {
	.name = "nature",
	.sql = "SELECT simulated, demonstration FROM hejie.nature",
	.slow = true,
};

/* ---- files ---- */

static const char *
share_file(struct hj_worlds *w, const struct hj_config *cfg, const char *name,
    size_t *len, struct hj_error *err)
{
	const char *text =
	    hj_file_read(w->a, hj_share_path(w->a, cfg, name), TABLE_MOST, len);

	if (text == NULL)
		hj_fail(err, HJ_ERR_INPUT, "share", "cannot read ", name);
	return text;
}

static bool
read_papers(
    struct hj_worlds *w, const struct hj_config *cfg, struct hj_error *err)
{
	size_t n;
	const char *text =
	    share_file(w, cfg, "migrations/reference/paper.tsv", &n, err);

	if (text != NULL)
		hj_papers_parse(w->a, &w->papers, text, n);
	return text != NULL;
}

static bool
read_words(
    struct hj_worlds *w, const struct hj_config *cfg, struct hj_error *err)
{
	size_t n;
	const char *text =
	    share_file(w, cfg, "migrations/reference/word.tsv", &n, err);
	struct hj_tsv t;

	if (text == NULL)
		return false;
	hj_tsv_init(&t, w->a, text, n);
	while (hj_tsv_next(&t))
		*HJ_PUSH(w->a, w->words, w->n_words) = (struct hj_plain_word){
			.category_gb = hj_tsv_get(&t, "cat_gb"),
			.category_moj = hj_tsv_get(&t, "cat_moj"),
			.word = hj_tsv_get(&t, "word"),
		};
	return true;
}

struct hj_worlds *
hj_worlds_new(const struct hj_config *cfg, struct hj_error *err)
{
	struct hj_worlds *w = calloc(1, sizeof(*w));

	if (w == NULL)
		abort();
	w->a = hj_arena_new();
	if (hj_library_calendar(w->a, cfg, &w->calendar, err) &&
	    hj_library_kinds(w->a, cfg, &w->kinds, err) &&
	    read_papers(w, cfg, err) && read_words(w, cfg, err) &&
	    hj_library_categories(
		w->a, cfg, &w->categories, &w->n_categories, err) &&
	    hj_library_known(w->a, cfg, &w->rules, err))
		return w;
	hj_worlds_free(w);
	return NULL;
}

void
hj_worlds_free(struct hj_worlds *w)
{
	if (w == NULL)
		return;
	if (w->now != NULL)
		hj_world_drop(w->now);
	if (w->retry != NULL)
		event_free(w->retry);
	hj_arena_free(w->reading);
	hj_arena_free(w->a);
	free(w);
}

/* ---- heads ---- */

static void
put_org(struct hj_world_ref *ref, struct hj_org **list, size_t *n,
    const struct hj_organisation *o)
{
	struct hj_org *org;

	if (hj_body_kind_find(&ref->directory, o->kind) == NULL)
		return;
	org = HJ_PUSH(ref->arena, *list, *n);
	*org = (struct hj_org){ .id = o->id,
		.name = o->name,
		.kind = hj_body_kind_find(&ref->directory, o->kind),
		.county = o->county,
		.parent = o->parent,
		.phone = o->phone,
		.place = o->place,
		.closed = o->closed };
}

/*
 * The bodies below each, told by each to all above it.  Who has more than
 * BELOW_MOST below sees none of them: supervisors further down do.
 */
static void
put_below(struct hj_arena *a, struct hj_org *orgs, size_t n)
{
	const struct hj_directory dir = { .org = orgs, .n_org = n };
	struct hj_buf *ids = hj_alloc(a, n * sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		hj_buf_init(&ids[i], BELOW_MOST * (ID_DIGITS + 1));
	for (size_t i = 0; i < n; i++) {
		const struct hj_org *up = hj_org_find(&dir, orgs[i].parent);

		for (int step = 0; up != NULL && step < HJ_TREE_DEPTH; step++) {
			struct hj_buf *of = &ids[up - orgs];

			if (of->n > 0)
				hj_buf_putc(of, ',');
			hj_buf_puts(of, orgs[i].id);
			up = hj_org_find(&dir, up->parent);
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (ids[i].n > 0)
			orgs[i].below = hj_strdup(a, hj_buf_text(&ids[i]));
		hj_buf_release(&ids[i]);
	}
}

static void
put_site(struct hj_world_ref *ref, const struct hj_site *site,
    struct hj_county_list *list)
{
	for (size_t i = 0; i < site->n_county; i++) {
		const struct hj_site_county *c = &site->county[i];

		if (c->ladder == NULL && c->n_sets == 0 && c->n_words == 0)
			continue;
		*HJ_PUSH(ref->arena, list->item, list->n) =
		    (struct hj_county_rules){ .county = c->county,
			    .ladder = c->ladder,
			    .sets = c->sets,
			    .n_sets = c->n_sets,
			    .words = c->words,
			    .n_words = c->n_words };
	}
}

static void *
read_state(struct hj_world_ref *ref, const char *kind_name, const char *text)
{
	const struct hj_stream_kind *kind = hj_stream_kind_named(kind_name);
	struct hj_error err;
	void *state;

	if (kind == NULL || text == NULL)
		return NULL;
	state = hj_alloc(ref->arena, kind->state->size);
	return hj_bind(ref->arena, kind->state, HJ_FORM_STORED, state, text,
		   strlen(text), &err) == HJ_OK
		   ? state
		   : NULL;
}

static void
put_person(struct hj_world_ref *ref, struct hj_person **people,
    const struct hj_staff *s)
{
	*HJ_PUSH(ref->arena, *people, ref->directory.n_person) =
	    (struct hj_person){
		    .id = s->id,
		    .name = s->name,
		    .org = s->org,
		    .roles = hj_roles_mask(s->roles, s->n_roles),
		    .left = s->left,
		    .absence = s->absence,
		    .n_absence = s->n_absence,
	    };
}

/* Rows come in order of id within a kind, so the lists ascend. */
static void
read_heads(struct hj_world_ref *ref, const struct hj_calendar *shipped,
    PGresult *result)
{
	struct hj_org *orgs = NULL;
	struct hj_person *people = NULL;
	const struct hj_roster **rosters = NULL;
	const struct hj_ruleset **rulesets = NULL;
	struct hj_county_list counties = { 0 };
	size_t n_rulesets = 0;

	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);
		const char *kind = hj_row_text(&row, 1, ref->arena, NULL);
		const void *state =
		    kind == NULL ? NULL
				 : read_state(ref, kind,
				       hj_row_text(&row, 2, ref->arena, NULL));

		if (state == NULL) {
			hj_log(HJ_LOG_ERROR, "head_unread",
			    HJ_LOG_ID("stream",
				hj_row_text(&row, 0, ref->arena, NULL)));
			continue;
		}
		if (strcmp(kind, "organisation") == 0) {
			put_org(ref, &orgs, &ref->directory.n_org, state);
		} else if (strcmp(kind, "person") == 0) {
			put_person(ref, &people, state);
		} else if (strcmp(kind, "site") == 0) {
			put_site(ref, state, &counties);
		} else if (strcmp(kind, "calendar") == 0) {
			hj_calendar_join(
			    ref->arena, shipped, state, &ref->calendar);
		} else if (strcmp(kind, "roster") == 0) {
			*HJ_PUSH(ref->arena, rosters, ref->world.n_roster) =
			    state;
		} else if (strcmp(kind, "rule_set") == 0) {
			*HJ_PUSH(ref->arena, rulesets, n_rulesets) = state;
		}
	}
	ref->rules =
	    hj_published_join(ref->arena, &ref->rules, rulesets, n_rulesets);
	hj_published_enact(
	    ref->arena, &counties, &ref->rules, rulesets, n_rulesets);
	ref->world.county = counties.item;
	ref->world.n_county = counties.n;
	ref->world.roster = rosters;
	ref->directory.org = orgs;
	ref->directory.person = people;
	put_below(ref->arena, orgs, ref->directory.n_org);
}

/* ---- reading again ---- */

static void on_heads(struct hj_query *q);

static void
read_again(struct hj_worlds *w)
{
	if (w->busy) {
		w->again = true;
		return;
	}
	w->busy = true;
	w->again = false;
	w->reading = hj_arena_new();
	w->context.texts[0] = "directory";
	w->context.texts[1] = HJ_SITE_STREAM;
	for (int i = 0; i < 2; i++)
		hj_params_init(&w->step[i].params, w->reading);
	w->step[0].stmt = &heads_stmt;
	w->step[1].stmt = &nature_stmt;
	w->query = (struct hj_query){ .steps = w->step,
		.n_steps = 2,
		.context = &w->context,
		.deadline_ms = hj_mono_ms() + READ_MS,
		.on_done = on_heads };
	hj_pg_read(w->pg, &w->query);
}

static void
on_heads(struct hj_query *q)
{
	struct hj_worlds *w = HJ_CONTAINER(struct hj_worlds, query, q);
	struct hj_world_ref *ref, *old = w->now;

	w->busy = false;
	if (q->err.code != HJ_OK) {
		hj_arena_free(w->reading);
		w->reading = NULL;
		/* Before the first connection there is nothing to warn of. */
		if (hj_pg_ready(w->pg))
			hj_log(HJ_LOG_WARN, "directory_unread",
			    HJ_LOG_REASON(&q->err));
		evtimer_add(w->retry, &retry_pause);
		return;
	}
	ref = HJ_NEW(w->reading, struct hj_world_ref);
	ref->arena = w->reading;
	ref->refs = 1;
	ref->rules = w->rules;
	ref->calendar = w->calendar;
	ref->directory = w->kinds;
	ref->world = (struct hj_world){ .calendar = &ref->calendar,
		.rules = &ref->rules,
		.directory = &ref->directory,
		.papers = &w->papers,
		.words = w->words,
		.n_words = w->n_words,
		.categories = w->categories,
		.n_categories = w->n_categories,
		.digest = hj_digest_hex };
	w->reading = NULL;
	read_heads(ref, &w->calendar, w->step[0].result);
	if (hj_row_count(w->step[1].result) == 1) {
		struct hj_row row = hj_row(w->step[1].result, 0);

		ref->simulated = hj_row_bool(&row, 0);
		ref->demonstration = hj_row_bool(&row, 1);
	}
	w->now = ref;
	if (old != NULL)
		hj_world_drop(old);
	if (w->on_read != NULL)
		w->on_read(w->on_read_arg);
	if (w->again)
		read_again(w);
}

static void
on_retry(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	read_again(arg);
}

static void
on_ring(struct hj_bell *bell)
{
	read_again(HJ_CONTAINER(struct hj_worlds, bell, bell));
}

enum hj_err
hj_worlds_attach(struct hj_worlds *w, struct event_base *base, struct hj_pg *pg,
    struct hj_error *err)
{
	enum hj_err code = hj_pg_register(pg, &heads_stmt, 1, err);

	w->pg = pg;
	w->retry = evtimer_new(base, on_retry, w);
	w->bell =
	    (struct hj_bell){ .channel = "hejie_people", .on_ring = on_ring };
	if (code == HJ_OK)
		code = hj_pg_register(pg, &nature_stmt, 1, err);
	return code == HJ_OK ? hj_pg_listen(pg, &w->bell, err) : code;
}

void
hj_worlds_on_read(struct hj_worlds *w, void (*fn)(void *), void *arg)
{
	w->on_read = fn;
	w->on_read_arg = arg;
}

struct hj_world_ref *
hj_world_hold(struct hj_worlds *w)
{
	if (w->now != NULL)
		w->now->refs++;
	return w->now;
}

void
hj_world_drop(struct hj_world_ref *ref)
{
	if (ref != NULL && --ref->refs == 0)
		hj_arena_free(ref->arena);
}

size_t
hj_counties(struct hj_arena *a, struct hj_worlds *worlds, const char ***ret)
{
	struct hj_world_ref *w = hj_world_hold(worlds);
	const char **list = NULL;
	size_t n = 0;

	for (size_t i = 0; w != NULL && i < w->directory.n_org; i++) {
		const char *county = w->directory.org[i].county;
		size_t k = 0;

		while (county != NULL && k < n && strcmp(list[k], county) != 0)
			k++;
		if (county != NULL && k == n)
			*HJ_PUSH(a, list, n) = hj_strdup(a, county);
	}
	hj_world_drop(w);
	*ret = list;
	return n;
}
