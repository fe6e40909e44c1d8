/*
 * No refusal names a law that has no force where it is met: every command in
 * every channel that it knows, and without a procedure, by every refusal; and
 * the same of forums and limits.  Which law reaches where is force.tsv.
 */
#include "tests/unit/petition_fixture.h"

#include "lib/commands/guard.h"
#include "tests/unit/force.h"

#define CHANNELS ((int)hj_channel_words.n)

/* [channel][refusal]: an article that has no force there, or NULL; how many
 * articles were looked at. */
static const char *wrong[HJ_CH_NOTARIAL + 1][HJ_NO__MAX];
static size_t looked;

static int
begin(void **state)
{
	force_read();
	return set_up(state);
}

/* What each refusal names in a procedure such as `p`, at a body of `kind`. */
static void
look_in(const struct hj_procedure *p, const char *kind)
{
	struct hj_dispute d = { .county = "999901" };
	const struct hj_turn t = {
		.a = f.a, .world = &f.world, .now = f.now, .state = &d, .d = &d
	};
	int channel = p == NULL ? 0 : p->channel;

	for (int no = HJ_NO + 1; no < HJ_NO__MAX; no++) {
		const struct hj_rule_guard *g =
		    hj_guard_in(&t, hj_refusals[no].type, p);

		if (g == NULL || g->certainty != HJ_CERTAINTY_LAW)
			continue;
		looked++;
		if (!force_holds(g->article, channel, kind))
			wrong[channel][no] = g->article;
	}
}

/* The channel at every kind of body that handles it, in every stage. */
static void
look_at_channel(int channel)
{
	for (size_t i = 0; i < f.dir.n_org; i++) {
		const struct hj_org *org = &f.dir.org[i];
		uint64_t stages = hj_channel_stages(&hj_dispute_kind, channel);

		if (!hj_org_handles(org, channel))
			continue;
		for (int stage = 0; stage < 64; stage++) {
			const struct hj_procedure p = { .channel = channel,
				.stage = stage,
				.body = org->id };

			if (stages & UINT64_C(1) << stage)
				look_in(&p, org->kind->name);
		}
	}
}

/* May the command be asked where there is no procedure? */
static bool
needs_none(const struct hj_command *c)
{
	return (c->flags & (HJ_NO_PROC | HJ_CREATES | HJ_ANY_PART)) != 0;
}

static void
refusals__name_a_law_that_has_force_where_they_are_met(void **state)
{
	size_t cells = 0;

	(void)state;
	look_in(NULL, NULL);
	for (int channel = 1; channel < CHANNELS; channel++)
		look_at_channel(channel);
	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++) {
		const struct hj_command *c = hj_dispute_kind.commands[i];

		for (int channel = 0; channel < CHANNELS; channel++) {
			if (channel == 0 ? !needs_none(c)
					 : c->channels != 0 &&
					       !(c->channels & 1u << channel))
				continue;
			for (int no = HJ_NO + 1; no < HJ_NO__MAX; no++) {
				cells++;
				if (wrong[channel][no] != NULL)
					fail_msg("%s, %s: %s names %s", c->name,
					    channel == 0
						? "no procedure"
						: hj_word_name(
						      &hj_channel_words,
						      channel),
					    hj_refusals[no].type,
					    wrong[channel][no]);
			}
		}
	}
	print_message("%zu cells of command, channel, refusal; %zu articles\n",
	    cells, looked);
	assert_true(cells > 100000 && looked > 1000);
}

/* What excludes a fresh procedure binds it; what ends an open one, that. */
static void
forums__name_a_law_that_has_force_there(void **state)
{
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++)
		for (size_t k = 0; k < f.rules.set[i].n_forums; k++) {
			const struct hj_rule_forum *row =
			    &f.rules.set[i].forums[k];
			bool closes = row->effect != HJ_FO_EXCLUDES;
			size_t n_bound = closes ? row->n_open : row->n_fresh;

			for (size_t m = 0; m < n_bound; m++, n++) {
				int channel = closes ? row->open[m].channel
						     : row->fresh[m].channel;

				if (row->certainty == HJ_CERTAINTY_LAW &&
				    !force_holds(row->article, channel, NULL))
					fail_msg("%s names %s",
					    hj_word_name(
						&hj_channel_words, channel),
					    row->article);
			}
		}
	print_message("%zu channels of forum rows\n", n);
	assert_true(n > 10);
}

/* So does a limit of a channel, on whose article a refused extension rests. */
static void
limits__rest_on_a_law_that_has_force_there(void **state)
{
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++)
		for (size_t k = 0; k < f.rules.set[i].n_clocks; k++) {
			const struct hj_rule_clock *c =
			    &f.rules.set[i].clocks[k];

			if (c->certainty != HJ_CERTAINTY_LAW || c->channel == 0)
				continue;
			n++;
			if (!force_holds(c->article, c->channel,
				c->n_kinds > 0 ? c->kinds[0].text : NULL))
				fail_msg("%s names %s", c->name, c->article);
		}
	print_message("%zu limits of one channel\n", n);
	assert_true(n > 20);
}

/* The basis of the last notice that is owed; NULL: none. */
static const char *
owed_by(void)
{
	for (size_t i = (size_t)f.events; i-- > 0;)
		if (f.event[i].kind == &hj_ev_notice_owed)
			return ((const struct hj_notice_set *)f.event[i].body)
			    ->article;
	fail_msg("nothing is owed");
	return NULL;
}

static void
assert_basis(const char *is, const char *expected)
{
	if (expected == NULL)
		assert_null(is);
	else
		assert_string_equal(is, expected);
}

/* One refusal and one notice, asked for in three channels: the law of each. */
static void
commands__rest_on_the_law_of_their_channel(void **state)
{
	static const struct {
		enum place place;
		const char *channel, *disclosure, *named, *rights;
	} of[] = {
		{ VILLAGE, "people", "人民调解法15", "人民调解法19",
		    "人民调解法23、24" },
		{ ORGAN, "administrative", NULL, NULL, NULL },
		{ ROOM, "assigned", "特邀调解规定15;在线调解规则13",
		    "在线调解规则10", "特邀14" },
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		tear_down(state);
		set_up(state);
		registered(of[i].place, of[i].channel);
		agree(of[i].place, 1);
		DONE(of[i].place, 0, "accept", "{}");
		assert_basis(owed_by(), of[i].rights);
		REFUSED(HJ_NO_DISCLOSURE, of[i].place, 2, "assign-mediators",
		    "{\"mediators\":[{\"person\":\"%s\"}]}",
		    fixture_person(&f, of[i].place, 0));
		assert_basis(f.refused_article, of[i].disclosure);
		REFUSED(HJ_NO_MEDIATOR, of[i].place, 2, "replace-mediators",
		    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}],"
		    "\"reason\":\"病\"}",
		    fixture_person(&f, of[i].place, 0));
		assert_basis(f.refused_article, of[i].named);
	}
}

/* Before there is a procedure the law is that of the one to be opened. */
static void
openings__rest_on_the_law_of_what_they_open(void **state)
{
	(void)state;
	appeal();
	REFUSED(HJ_NO_PETITION_RUNNING, OFFICE, 0, "register-petition",
	    "{\"form\":\"letter\",\"rests_on\":[{\"text\":\"新\"}]}");
	assert_basis(f.refused_article, "信访工作条例19");
	REFUSED(HJ_NO_FILED, OFFICE, 0, "refer",
	    "{\"kind\":\"assign\",\"to\":\"%s\",\"channel\":\"assigned\"}",
	    fixture_org(&f, ROOM));
	assert_basis(f.refused_article, "特邀调解规定11");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    refusals__name_a_law_that_has_force_where_they_are_met,
		    begin, tear_down),
		cmocka_unit_test_setup_teardown(
		    forums__name_a_law_that_has_force_there, begin, tear_down),
		cmocka_unit_test_setup_teardown(
		    limits__rest_on_a_law_that_has_force_there, begin,
		    tear_down),
		TOLD(commands__rest_on_the_law_of_their_channel),
		TOLD(openings__rest_on_the_law_of_what_they_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
