/*
 * `hejie rules replay [instead OLD] [county CODE] [all] SET`: a candidate over
 * recorded history, beside the set that held then; see lib/rules/replay.h.  SET
 * is a file, or the name or id of a set that ships or was published.
 *
 * It reads as hejie_replay, which can write nothing, the disputes of counties
 * whose code begins with CODE, without it with the candidate's area.  OLD is
 * the name or id of the set that it stands in for.  Printed are a line of JSON
 * for each dispute that differs or could not be played, with `all` for each, in
 * order of their ids, and a last one that sums up (lib/rules/replay_line.h):
 * the same history gives the same bytes.  How far it is, and how long it took,
 * goes to standard error.  Status 3 if a dispute differs, 4 if another replay
 * is running.
 */
#include "server/rules.h"

#include "lib/integrity/crypto.h"
#include "lib/rules/replay_line.h"
#include "server/app.h"
#include "server/base/now.h"
#include "server/library.h"
#include "server/replay_past.h"

#include <stdio.h>
#include <string.h>

#define BLOCK 500 /* disputes read, and then played */
#define LINE_MOST ((size_t)64 * 1024)
#define TOLD_EVERY_MS 1000

struct replay {
	const struct hj_config *cfg;
	FILE *out;              /* for lines; NULL: they are only digested */
	struct hj_arena *a;     /* of the whole */
	struct hj_arena *block; /* of one block */
	struct hj_rule_set candidate;
	struct hj_past_about about;
	struct hj_replay_ground ground;
	struct hj_past *past;
	struct hj_replay_matter matter[BLOCK];
	struct hj_replay_summary sum;
	struct hj_crypto *crypto;
	struct hj_hashing *hashing;
	bool all;
	int64_t read_ms, play_ms, told;
};

/* ---- what is asked for ---- */

static bool
read_options(struct replay *r, int argc, char **argv)
{
	for (; argc > 1; argc--, argv++) {
		if (strcmp(argv[0], "all") == 0) {
			r->all = true;
			continue;
		}
		if (argc < 3)
			return false;
		if (strcmp(argv[0], "instead") == 0)
			r->ground.instead = argv[1];
		else if (strcmp(argv[0], "county") == 0)
			r->sum.county = argv[1];
		else
			return false;
		argc--, argv++;
	}
	return argc == 1;
}

static bool
is_county(const char *code)
{
	size_t n = strlen(code);

	return n > 0 && n <= 6 && strspn(code, "0123456789") == n;
}

/* What is played, of this name if it is not there yet, and whose disputes. */
static bool
find_candidate(struct replay *r, const char *name, struct hj_error *err)
{
	const struct hj_rules *known = &r->about.known;
	const struct hj_rule_set *set =
	    name == NULL ? &r->candidate : hj_rule_set_find(known, name);

	if (set == NULL)
		set = hj_rule_set_named(known, name);
	if (set != NULL)
		r->candidate = *set;
	else if (!hj_rules_find(r->a, r->cfg, name, &r->candidate, err))
		return false;
	if (r->candidate.id == NULL)
		r->candidate.id =
		    hj_rule_set_id(r->a, r->crypto, &r->candidate);
	if (r->sum.county == NULL)
		r->sum.county = r->candidate.area;
	if (is_county(r->sum.county))
		return true;
	hj_fail(err, HJ_ERR_INPUT, "county",
	    "the set has no area: say whose disputes, 1 to 6 digits", NULL);
	return false;
}

static bool
prepare(struct replay *r, const char *name, struct hj_error *err)
{
	struct hj_rules sets;

	r->past = hj_past_open(r->a, r->cfg, &r->about, err);
	if (r->past == NULL || !find_candidate(r, name, err))
		return false;
	r->ground.known = &r->about.known;
	r->ground.candidate = &r->candidate;
	sets = hj_replay_playable(r->a, &r->ground);
	if (hj_past_choose(
		r->past, r->a, r->sum.county, &sets, &r->about, err) != HJ_OK)
		return false;
	r->ground.calendar = &r->about.calendar;
	r->ground.directory = &r->about.directory;
	r->ground.until = r->about.until;
	r->sum.candidate = r->candidate.name;
	r->sum.candidate_id = r->candidate.id;
	r->sum.instead = r->ground.instead;
	r->sum.until = r->about.until;
	return true;
}

/* ---- block by block ---- */

static void
print(struct replay *r, const struct hj_fields *t, const void *line)
{
	struct hj_buf b;

	hj_buf_init(&b, LINE_MOST);
	hj_emit(&b, t, line);
	hj_buf_putc(&b, '\n');
	if (r->hashing != NULL)
		hj_hashing_put(r->hashing, b.p, b.n);
	if (r->out != NULL)
		(void)fwrite(b.p, 1, b.n, r->out);
	hj_buf_release(&b);
}

static size_t
read_block(struct replay *r, struct hj_error *err)
{
	size_t n = 0;

	while (n < BLOCK) {
		const struct hj_event *ev;
		size_t events = hj_past_next(r->past, r->block, &ev, err);

		if (events == 0)
			break;
		r->matter[n++] =
		    hj_replay_read(r->block, &r->about.directory, ev, events);
	}
	return n;
}

static void
play_block(struct replay *r, size_t n)
{
	struct hj_arena *a = hj_arena_new();

	for (size_t i = 0; i < n; i++) {
		const struct hj_replay_matter *m = &r->matter[i];
		struct hj_replay_result result =
		    hj_replay_play(a, &r->ground, m);
		struct hj_replay_line line = hj_replay_line_of(a, m, &result);

		hj_replay_sum(r->a, &r->sum, m, &line);
		if (r->all || result.verdict == HJ_RV_DIFFERS ||
		    result.verdict == HJ_RV_NO_SET ||
		    result.verdict == HJ_RV_TOO_MUCH)
			print(r, &hj_replay_line_fields, &line);
		hj_arena_clear(a);
	}
	hj_arena_free(a);
}

/* At the beginning, and then once in a while. */
static void
tell_progress(struct replay *r, int64_t now)
{
	if (r->told != 0 && now - r->told < TOLD_EVERY_MS)
		return;
	r->told = now;
	(void)fprintf(stderr,
	    r->cfg->english ? "%lld of %lld disputes, %lld differ\n"
			    : "%lld / %lld 件,不同 %lld 件\n",
	    (long long)r->sum.disputes, (long long)r->about.disputes,
	    (long long)r->sum.differs);
}

static bool
play_all(struct replay *r, struct hj_error *err)
{
	size_t n;

	tell_progress(r, hj_mono_ms());
	do {
		int64_t begun = hj_mono_ms(), read;

		n = read_block(r, err);
		read = hj_mono_ms();
		play_block(r, n);
		hj_arena_clear(r->block);
		r->read_ms += read - begun;
		r->play_ms += hj_mono_ms() - read;
		tell_progress(r, hj_mono_ms());
	} while (n == BLOCK && err->code == HJ_OK);
	return err->code == HJ_OK;
}

/* ---- what it came to ---- */

static int64_t
a_minute(int64_t n, int64_t ms)
{
	return ms <= 0 ? 0 : n * 60000 / ms;
}

/* The summary is whole: sign it with the digest of all lines. */
static void
sum_up(struct replay *r)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	struct hj_buf hex;

	hj_hashing_end(r->hashing, digest);
	r->hashing = NULL;
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, digest, sizeof(digest));
	r->sum.digest = hj_buf_keep(r->a, &hex);
}

static void
tell_end(const struct replay *r)
{
	(void)fprintf(stderr,
	    r->cfg->english
		? "%lld disputes, %lld differ; %lld ms: %lld a minute with "
		  "reading, %lld a minute by the rules alone\n"
		: "%lld 件,不同 %lld 件;%lld 毫秒:连同读取每分钟 %lld 件,"
		  "仅规则每分钟 %lld 件\n",
	    (long long)r->sum.disputes, (long long)r->sum.differs,
	    (long long)(r->read_ms + r->play_ms),
	    (long long)a_minute(r->sum.disputes, r->read_ms + r->play_ms),
	    (long long)a_minute(r->sum.disputes, r->play_ms));
}

/* Play the set called `name`; NULL: the candidate that is there. */
static bool
run(struct replay *r, const char *name, struct hj_error *err)
{
	bool good;

	r->block = hj_arena_new();
	r->crypto = hj_crypto_new();
	r->hashing = hj_hashing_new(r->crypto);
	good = prepare(r, name, err) && play_all(r, err);
	if (good)
		sum_up(r);
	hj_past_close(r->past);
	hj_hashing_end(r->hashing, NULL);
	hj_crypto_free(r->crypto);
	hj_arena_free(r->block);
	return good;
}

bool
hj_rules_play(struct hj_arena *a, const struct hj_config *cfg,
    const struct hj_rule_set *candidate, const char *county,
    const char *instead, struct hj_replay_summary *ret, struct hj_error *err)
{
	struct replay r = { .cfg = cfg, .a = a, .candidate = *candidate };
	bool good;

	r.ground.instead = instead;
	r.sum.county = county;
	good = run(&r, NULL, err);
	*ret = r.sum;
	return good;
}

int
hj_rules_replay(const struct hj_config *cfg, int argc, char **argv)
{
	struct replay r = { .cfg = cfg, .out = stdout };
	struct hj_error err = { 0 };
	int status;

	if (!read_options(&r, argc, argv))
		return HJ_EXIT_USAGE;
	r.a = hj_arena_new();
	if (run(&r, argv[argc - 1], &err)) {
		print(&r, &hj_replay_summary_fields, &r.sum);
		tell_end(&r);
		status = r.sum.differs > 0 ? HJ_EXIT_FOUND : HJ_EXIT_DONE;
	} else {
		status = hj_rules_failed(&err);
		if (err.code == HJ_ERR_BUSY)
			status = HJ_EXIT_BUSY;
	}
	hj_arena_free(r.a);
	return status;
}
