/*
 * `hejie rules replay [instead OLD] [county CODE] [all] SET`: a candidate over
 * recorded history, beside the set that held then; see lib/rules/replay.h.
 *
 * It reads as hejie_replay, which can write nothing, the disputes of counties
 * whose code begins with CODE, without it with the candidate's area.  OLD is
 * the name or id of the set that it stands in for.  Printed are a line of JSON
 * for each dispute that differs or could not be played, with `all` for each, in
 * order of their ids, and a last one that sums up (lib/rules/replay_line.h):
 * the same history gives the same bytes.  How far it is, and how long it took,
 * goes to standard error.  Status 3 if a dispute differs.
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
	struct hj_arena *a;     /* of the whole */
	struct hj_arena *block; /* of one block */
	struct hj_rules known;
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

/* Shipped sets and methods, on which disputes rest. */
static bool
read_sets(struct replay *r, const char *name, struct hj_error *err)
{
	if (!hj_library_known(r->a, r->cfg, &r->known, err) ||
	    !hj_rules_find(r->a, r->cfg, name, &r->candidate, err))
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

	if (!read_sets(r, name, err))
		return false;
	r->ground.known = &r->known;
	r->ground.candidate = &r->candidate;
	sets = hj_replay_playable(r->a, &r->ground);
	r->past =
	    hj_past_open(r->a, r->cfg, r->sum.county, &sets, &r->about, err);
	r->ground.calendar = &r->about.calendar;
	r->ground.directory = &r->about.directory;
	r->ground.until = r->about.until;
	r->sum.candidate = r->candidate.name;
	r->sum.candidate_id = r->candidate.id;
	r->sum.instead = r->ground.instead;
	r->sum.until = r->about.until;
	return r->past != NULL;
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
	(void)fwrite(b.p, 1, b.n, stdout);
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

static void
tell_progress(struct replay *r, int64_t now)
{
	if (now - r->told < TOLD_EVERY_MS)
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

	r->told = hj_mono_ms();
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

static void
finish(struct replay *r)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	struct hj_buf hex;

	hj_hashing_end(r->hashing, digest);
	r->hashing = NULL;
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, digest, sizeof(digest));
	r->sum.digest = hj_buf_text(&hex);
	print(r, &hj_replay_summary_fields, &r->sum);
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
	hj_buf_release(&hex);
}

int
hj_rules_replay(const struct hj_config *cfg, int argc, char **argv)
{
	struct replay r = { .cfg = cfg };
	struct hj_error err = { 0 };
	int status = HJ_EXIT_DONE;

	if (!read_options(&r, argc, argv))
		return HJ_EXIT_USAGE;
	r.a = hj_arena_new();
	r.block = hj_arena_new();
	r.crypto = hj_crypto_new();
	r.hashing = hj_hashing_new(r.crypto);
	if (prepare(&r, argv[argc - 1], &err) && play_all(&r, &err))
		finish(&r);
	else
		status = hj_rules_failed(&err);
	if (status == HJ_EXIT_DONE && r.sum.differs > 0)
		status = HJ_EXIT_FOUND;
	hj_past_close(r.past);
	hj_hashing_end(r.hashing, NULL);
	hj_crypto_free(r.crypto);
	hj_arena_free(r.block);
	hj_arena_free(r.a);
	return status;
}
