/*
 * The flow tables: every channel × phase × stage × command, and every pair of
 * forums.  What the row says is what hj_command_offered answers.
 */
#include "lib/commands/track/matrix.h"
#include "tests/unit/steps_fixture.h"

/* The answer that the row must give, read from its masks. */
static enum hj_refusal
row_says(const struct hj_command *c, int channel, int phase, int stage)
{
	if ((c->flags & (HJ_INTERNAL | HJ_CREATES)) != 0 ||
	    hj_policy[c->right].roles == 0)
		return HJ_NO_RIGHT;
	if (c->flags & HJ_NO_PROC)
		return HJ_NO;
	if (c->channels != 0 && (c->channels >> channel & 1) == 0)
		return HJ_NO_CHANNEL;
	if (c->phases != 0 && (c->phases >> phase & 1) == 0)
		return HJ_NO_PHASE;
	if (c->stages != 0 && (c->stages >> stage & 1) == 0)
		return HJ_NO_STAGE;
	return HJ_NO;
}

static enum hj_refusal
offered(const struct hj_command *c)
{
	const struct hj_person *person =
	    hj_person_find(&f.dir, fixture_person(&f, COURT, 0));
	struct hj_turn t = { .a = f.a,
		.world = &f.world,
		.actor = { .person = person->id,
		    .org = person->org,
		    .roles = ~0u,
		    .door = FIXTURE_DOOR },
		.now = f.now,
		.state = f.d,
		.d = f.d };
	int64_t no;

	return hj_command_offered(&t, c, &no);
}

static void
tables__say_what_is_offered(void **state)
{
	size_t all = 0;

	(void)state;
	registered(COURT, "in_court");
	for (int channel = 1; channel < (int)hj_channel_words.n; channel++) {
		uint64_t stages = hj_channel_stages(&hj_dispute_kind, channel);
		size_t cells = 0, allowed = 0, n_stages = 0;

		for (int s = 0; s < HJ_ST__MAX; s++)
			n_stages += stages >> s & 1;
		for (int phase = 1; phase < (int)hj_phase_words.n; phase++)
			for (int s = 0; s < HJ_ST__MAX; s++)
				for (size_t i = 0;
				     i < hj_dispute_kind.n_commands; i++) {
					const struct hj_command *c =
					    hj_dispute_kind.commands[i];
					enum hj_refusal no;

					procedure(1)->channel = channel;
					procedure(1)->phase = phase;
					procedure(1)->stage = s;
					/* What else must stand is its own. */
					if (c->ready != NULL &&
					    row_says(c, channel, phase, s) ==
						HJ_NO)
						continue;
					no = offered(c);
					if (no !=
					    row_says(c, channel, phase, s))
						fail_msg("%s in %s: %s",
						    c->name,
						    hj_word_name(
							&hj_channel_words,
							channel),
						    hj_refusals[no].type);
					cells++;
					allowed += no == HJ_NO;
				}
		print_message("%-16s %d phases x %d stages (%d its own) x %d "
			      "commands = %d cells, %d allowed\n",
		    hj_word_name(&hj_channel_words, channel),
		    (int)hj_phase_words.n - 1, HJ_ST__MAX, (int)n_stages,
		    (int)hj_dispute_kind.n_commands, (int)cells, (int)allowed);
		all += cells;
	}
	print_message("%d cells\n", (int)all);
	assert_true(all > 10000);
}

/* Does the row of `c` move a procedure of `channel`? */
static bool
moves(const struct hj_command *c, int channel)
{
	return c->to != 0 &&
	       (c->channels == 0 || (c->channels >> channel & 1) != 0);
}

/*
 * The stages of a channel with a flow of its own: from where its procedures
 * begin, the rows lead to each of them.
 */
static void
stages__of_each_channel_are_reached(void **state)
{
	const size_t n = hj_dispute_kind.n_commands;
	size_t tables = 0;

	(void)state;
	for (int channel = 1; channel < (int)hj_channel_words.n; channel++) {
		uint64_t own = hj_channel_stages(&hj_dispute_kind, channel);
		bool order =
		    channel == HJ_CH_HOTLINE || channel == HJ_CH_REPORT;
		uint64_t reached = order ? HJ_ST(ORDER_RECEIVED) : HJ_ST(NONE);
		uint64_t before = 0;
		size_t edges = 0, stages = 0;

		if ((own & (own - 1)) == 0)
			continue;
		while (reached != before) {
			before = reached;
			for (size_t i = 0; i < n; i++) {
				const struct hj_command *c =
				    hj_dispute_kind.commands[i];

				if (moves(c, channel) &&
				    (c->stages == 0 ||
					(c->stages & reached) != 0))
					reached |= c->to;
			}
		}
		for (int s = 1; s < HJ_ST__MAX; s++) {
			stages += own >> s & 1;
			if ((own & ~reached) >> s & 1)
				fail_msg("%s: %s is not reached",
				    hj_word_name(&hj_channel_words, channel),
				    hj_word_name(&hj_stage_words, s));
			for (size_t i = 0; i < n; i++)
				edges +=
				    moves(
					hj_dispute_kind.commands[i], channel) &&
				    (hj_dispute_kind.commands[i]->to >> s & 1);
		}
		print_message("%-16s %zu stages, %zu ways into them\n",
		    hj_word_name(&hj_channel_words, channel), stages, edges);
		tables++;
	}
	assert_true(tables >= 7);
}

static void
way_out__is_open_in_every_cell(void **state)
{
	static const char *const out[] = { "open-suit", "open-arbitration",
		"report-danger", "open-reconsideration" };

	(void)state;
	registered(COURT, "in_court");
	for (int channel = 1; channel < (int)hj_channel_words.n; channel++)
		for (int phase = 1; phase < (int)hj_phase_words.n; phase++)
			for (int s = 0; s < HJ_ST__MAX; s++)
				for (size_t i = 0; i < 4; i++) {
					procedure(1)->channel = channel;
					procedure(1)->phase = phase;
					procedure(1)->stage = s;
					assert_int_equal(
					    offered(hj_command_find(
						&hj_dispute_kind, out[i])),
					    HJ_NO);
				}
}

/* Who opens a procedure of `channel`, and by which command; NULL: nobody here.
 */
static const char *
opening(int channel, enum place *place)
{
	static const struct {
		int channel;
		enum place place;
		const char *command;
	} of[] = {
		{ HJ_CH_PEOPLE, TOWNSHIP, "open-procedure" },
		{ HJ_CH_ADMINISTRATIVE, ORGAN, "open-procedure" },
		{ HJ_CH_IN_COURT, COURT, "open-procedure" },
		{ HJ_CH_PROCURATORIAL, PROSECUTOR, "open-procedure" },
		{ HJ_CH_SUIT, COURT, "open-suit" },
		{ HJ_CH_ARBITRATION, COMMISSION, "open-arbitration" },
		{ HJ_CH_RECONSIDERATION, VILLAGE, "open-reconsideration" },
		{ HJ_CH_NOTARIAL, VILLAGE, "open-notarial" },
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++)
		if (of[i].channel == channel) {
			*place = of[i].place;
			return of[i].command;
		}
	return NULL;
}

static enum hj_refusal
open_one(int channel)
{
	enum place place = VILLAGE;
	const char *command = opening(channel, &place);

	if (strcmp(command, "open-procedure") == 0)
		return ask(place, 0, command, "{\"channel\":\"%s\"}",
		    hj_word_name(&hj_channel_words, channel));
	if (place == VILLAGE)
		return ask(place, 0, command, "{\"outside\":\"外部\"}");
	return ask(place, 0, command, "{}");
}

/* What the sectors' own statutes say, and no other category. */
static const struct sector {
	const char *category;
	int open, fresh;
	int effect;
	const char *article;
} sectors[] = {
	{ "YL", HJ_CH_PEOPLE, HJ_CH_ADMINISTRATIVE, HJ_FO_EXCLUDES,
	    "医疗条例40" },
	{ "YL", HJ_CH_SUIT, HJ_CH_PEOPLE, HJ_FO_EXCLUDES, "医疗条例31" },
	{ "YL", HJ_CH_ARBITRATION, HJ_CH_PEOPLE, HJ_FO_EXCLUDES, "医疗条例31" },
	{ "YL", HJ_CH_SUIT, HJ_CH_ADMINISTRATIVE, HJ_FO_EXCLUDES,
	    "医疗条例40" },
	{ "YL", HJ_CH_ARBITRATION, HJ_CH_ADMINISTRATIVE, HJ_FO_EXCLUDES,
	    "医疗条例40" },
	{ "YL", HJ_CH_PEOPLE, HJ_CH_SUIT, HJ_FO_CLOSES, "医疗条例31" },
	{ "YL", HJ_CH_ADMINISTRATIVE, HJ_CH_SUIT, HJ_FO_CLOSES, "医疗条例40" },
	{ "DLJT", HJ_CH_ADMINISTRATIVE, HJ_CH_SUIT, HJ_FO_CLOSES,
	    "道交事故处理程序规定94" },
	{ "DLJT", HJ_CH_SUIT, HJ_CH_ADMINISTRATIVE, HJ_FO_EXCLUDES,
	    "道交事故处理程序规定94" },
};
#define N_SECTORS (sizeof(sectors) / sizeof(sectors[0]))

/* Each category of the statistics (MoJ); NULL: not known. */
static const char *const categories[] = { NULL, "HYJT", "LL", "FWZJD", "HT",
	"SCJY", "SHPC", "SLTD", "ZDCQ", "HJWR", "TQNMG", "LD", "LY", "DZSW",
	"XF", "YL", "DLJT", "WY", "ZSCQ", "QT" };
#define N_CATEGORIES (sizeof(categories) / sizeof(categories[0]))

static const struct sector *
sector_of(const char *category, int open, int fresh)
{
	for (size_t i = 0; category != NULL && i < N_SECTORS; i++)
		if (sectors[i].open == open && sectors[i].fresh == fresh &&
		    strcmp(sectors[i].category, category) == 0)
			return &sectors[i];
	return NULL;
}

static const struct hj_rule_forum *
rule(int open, int fresh, const char *category)
{
	return hj_forum_rule(&f.rules, NULL, open, fresh, category);
}

/* Open `fresh` while a procedure `open` of another body runs. */
static void
walk_pair(int open, int fresh, const char *category)
{
	const struct hj_rule_forum *row = rule(open, fresh, category);
	struct hj_procedure *p;
	enum hj_refusal no;

	registered(VILLAGE, "people");
	f.d->category_moj = category;
	p = procedure(1);
	p->channel = open;
	p->body = fixture_org(&f, COUNTY);
	no = open_one(fresh);
	if (row->effect == HJ_FO_EXCLUDES) {
		assert_int_equal(no, HJ_NO_FORUM);
		assert_string_equal(f.refused_article, row->article);
		assert_int_equal(f.refused_certainty, row->certainty);
		return;
	}
	if (no != HJ_NO)
		fail_msg("%s / %s: %s", hj_word_name(&hj_channel_words, open),
		    hj_word_name(&hj_channel_words, fresh),
		    hj_refusals[no].type);
	assert_int_equal(procedure(1)->ground,
	    row->effect == HJ_FO_CLOSES ? HJ_GR_OTHER_FORUM : 0);
}

/* The whole matrix: what a sector says is said of it alone. */
static void
matrix__says_of_each_category_what_its_statute_says(void **state)
{
	size_t cells = 0, of_sector = 0, n = hj_channel_words.n;
	int by_effect[4] = { 0 };

	(void)state;
	for (int open = 1; open < (int)n; open++)
		for (int fresh = 1; fresh < (int)n; fresh++)
			for (size_t c = 0; c < N_CATEGORIES; c++) {
				const struct hj_rule_forum *row =
				    rule(open, fresh, categories[c]);
				const struct sector *own =
				    sector_of(categories[c], open, fresh);

				cells++;
				by_effect[row->effect]++;
				if (own == NULL) {
					assert_ptr_equal(
					    row, rule(open, fresh, NULL));
					continue;
				}
				of_sector++;
				assert_int_equal(row->effect, own->effect);
				assert_string_equal(row->article, own->article);
				assert_int_equal(
				    row->certainty, HJ_CERTAINTY_LAW);
			}
	print_message("matrix of forums: %zu channels x %zu channels x %zu "
		      "categories = %zu cells: %d beside, %d exclude, %d "
		      "close; %zu say what a sector's statute says\n",
	    n - 1, n - 1, N_CATEGORIES, cells, by_effect[HJ_FO_ALLOWED],
	    by_effect[HJ_FO_EXCLUDES], by_effect[HJ_FO_CLOSES], of_sector);
	assert_int_equal(of_sector, N_SECTORS);
	assert_int_equal(cells, (n - 1) * (n - 1) * N_CATEGORIES);
}

static void
forums__do_to_each_other_what_the_matrix_says(void **state)
{
	static const char *const walked_as[] = { NULL, "YL", "DLJT" };
	enum place place;
	int walked = 0;

	for (int open = 1; open < (int)hj_channel_words.n; open++)
		for (int fresh = 1; fresh < (int)hj_channel_words.n; fresh++)
			for (size_t c = 0; c < 3; c++) {
				if (opening(fresh, &place) == NULL ||
				    (open == fresh &&
					rule(open, fresh, walked_as[c])
						->effect == HJ_FO_ALLOWED))
					continue;
				tear_down(state);
				set_up(state);
				walk_pair(open, fresh, walked_as[c]);
				walked++;
			}
	print_message("%d pairs opened one after the other\n", walked);
	assert_true(walked > 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tables__say_what_is_offered),
		TEST(stages__of_each_channel_are_reached),
		TEST(way_out__is_open_in_every_cell),
		TEST(matrix__says_of_each_category_what_its_statute_says),
		TEST(forums__do_to_each_other_what_the_matrix_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
