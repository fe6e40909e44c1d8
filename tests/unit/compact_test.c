/*
 * Compacts and their meetings: what comes before signing, votes at the
 * threshold, the half-year, links to disputes.
 */
#include "lib/commands/compact/compact.h"
#include "tests/unit/stream_fixture.h"

static const struct hj_compact *
compact(void)
{
	return s.state;
}

static void
opened(void)
{
	stream_new(&hj_compact_kind);
	S_DONE(VILLAGE, 0, "open-compact",
	    "{\"between\":\"villagers\",\"class\":\"public_affairs\","
	    "\"form\":\"agreement\",\"title\":\"灌溉用水\",\"parties\":["
	    "{\"class\":\"organisation\",\"name\":\"村委会\"},"
	    "{\"class\":\"villager\",\"name\":\"八组村民\",\"heads\":40}]}");
}

static void
drafted(void)
{
	opened();
	S_DONE(VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"deliberating\",\"called_by\":\"delegates\","
	    "\"entitled\":40,\"came\":31}");
	S_DONE(VILLAGE, 0, "draft-compact",
	    "{\"meeting\":1,\"text\":\"轮流放水\"}");
}

static void
sign_all(void)
{
	for (int party = 1; party <= 2; party++)
		S_DONE(VILLAGE, 0, "sign-compact",
		    "{\"party\":%d,\"how\":\"signature\"}", party);
}

/* Signed on 2026-03-02, with a meeting that reviews, 90 of 100 came. */
static void
reviewed(const char *set)
{
	drafted();
	sign_all();
	if (set != NULL)
		stream_rule(set);
	S_DONE(VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"reviewing\",\"called_by\":\"committees\","
	    "\"entitled\":100,\"came\":90}");
}

static const struct hj_compact_vote *
vote(int satisfied, int basic, int dissatisfied)
{
	S_DONE(VILLAGE, 0, "vote-on-item",
	    "{\"meeting\":2,\"item\":\"用水\",\"satisfied\":%d,\"basic\":%d,"
	    "\"dissatisfied\":%d}",
	    satisfied, basic, dissatisfied);
	return &compact()->vote[compact()->n_vote - 1];
}

static void
parties__are_those_it_is_between(void **state)
{
	(void)state;
	stream_new(&hj_compact_kind);
	S_REFUSED(HJ_NO_COMPACT_PARTIES, VILLAGE, 0, "open-compact",
	    "{\"between\":\"cadres\",\"class\":\"economy\",\"form\":\"pledge\","
	    "\"title\":\"t\",\"parties\":[{\"class\":\"organisation\","
	    "\"name\":\"a\"},{\"class\":\"villager\",\"name\":\"b\"}]}");
	S_REFUSED(HJ_NO_COMPACT_PARTIES, VILLAGE, 0, "open-compact",
	    "{\"between\":\"among_villagers\",\"class\":\"economy\","
	    "\"form\":\"pledge\",\"title\":\"t\",\"parties\":["
	    "{\"class\":\"villager\",\"name\":\"b\"}]}");
	opened();
	S_REFUSED(HJ_NO_STAGE, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	S_REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "open-compact",
	    "{\"between\":\"among_villagers\",\"class\":\"economy\","
	    "\"form\":\"pledge\",\"title\":\"t\",\"parties\":["
	    "{\"class\":\"villager\",\"name\":\"b\"},"
	    "{\"class\":\"villager\",\"name\":\"c\"}]}");
}

static void
text__comes_from_a_meeting_that_deliberates(void **state)
{
	(void)state;
	opened();
	S_REFUSED(HJ_NO_BALLOT, VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"asking\",\"called_by\":\"committees\","
	    "\"entitled\":40,\"came\":41}");
	S_REFUSED(HJ_NO_STAGE, VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"reviewing\",\"called_by\":\"committees\","
	    "\"entitled\":40,\"came\":20}");
	S_DONE(VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"asking\",\"called_by\":\"committees\","
	    "\"entitled\":40,\"came\":20}");
	S_REFUSED(HJ_NO_MEETING, VILLAGE, 0, "draft-compact",
	    "{\"meeting\":1,\"text\":\"轮流放水\"}");
	S_REFUSED(HJ_NO_MEETING, VILLAGE, 0, "draft-compact",
	    "{\"meeting\":2,\"text\":\"轮流放水\"}");
}

static void
rule__asks_for_publicity_and_reviews_before_signing(void **state)
{
	(void)state;
	drafted();
	stream_rule("three-compacts");
	S_REFUSED(HJ_NO_PUBLICITY, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	assert_string_equal(s.last.refused_article, "张家港三约三会");
	S_REFUSED(HJ_NO_ORDER, VILLAGE, 0, "show-compact",
	    "{\"first\":\"2026-03-09\",\"last\":\"2026-03-02\"}");
	S_DONE(VILLAGE, 0, "show-compact",
	    "{\"first\":\"2026-03-02\",\"last\":\"2026-03-09\"}");
	S_DONE(VILLAGE, 0, "object-compact", "{\"text\":\"时间不公平\"}");
	fixture_at(&f, "2026-03-09T09:00:00+08:00");
	S_REFUSED(HJ_NO_OBJECTION_OPEN, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	S_DONE(VILLAGE, 0, "answer-objection",
	    "{\"objection\":1,\"answer\":\"已说明\"}");
	S_REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "answer-objection",
	    "{\"objection\":1,\"answer\":\"已说明\"}");
	/* The last day of publicity is part of it. */
	S_REFUSED(HJ_NO_PUBLICITY, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	fixture_at(&f, "2026-03-10T09:00:00+08:00");
	S_REFUSED(HJ_NO_REVIEW, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	S_DONE(VILLAGE, 0, "review-compact",
	    "{\"by\":\"legal_adviser\",\"passed\":true}");
	S_REFUSED(HJ_NO_NOT_ABOVE, VILLAGE, 0, "review-compact",
	    "{\"by\":\"superior\",\"passed\":true}");
	S_DONE(TOWNSHIP, 0, "review-compact", "{\"by\":\"superior\"}");
	S_REFUSED(HJ_NO_REVIEW, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	S_DONE(TOWNSHIP, 0, "review-compact",
	    "{\"by\":\"superior\",\"passed\":true}");
	sign_all();
	assert_true(stream_happened("compact_concluded"));
	assert_int_equal(compact()->signed_on, 20260310);
	assert_int_equal(compact()->next_on, 20260910);
}

static void
text__that_is_new_is_shown_and_reviewed_anew(void **state)
{
	(void)state;
	drafted();
	S_DONE(VILLAGE, 0, "show-compact",
	    "{\"first\":\"2026-03-02\",\"last\":\"2026-03-02\"}");
	S_DONE(VILLAGE, 0, "review-compact",
	    "{\"by\":\"legal_adviser\",\"passed\":true}");
	S_DONE(TOWNSHIP, 0, "review-compact",
	    "{\"by\":\"superior\",\"passed\":true}");
	S_DONE(VILLAGE, 0, "object-compact", "{\"text\":\"改\"}");
	S_DONE(VILLAGE, 0, "answer-objection",
	    "{\"objection\":1,\"answer\":\"采纳\",\"taken\":true}");
	/* What is taken up changes the text, also where no rule is in force. */
	S_REFUSED(HJ_NO_OBJECTION_OPEN, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	S_DONE(
	    VILLAGE, 0, "draft-compact", "{\"meeting\":1,\"text\":\"改后\"}");
	assert_int_equal(compact()->stage, HJ_CPS_DRAFTED);
	stream_rule("three-compacts");
	fixture_at(&f, "2026-03-20T09:00:00+08:00");
	S_REFUSED(HJ_NO_PUBLICITY, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	S_DONE(VILLAGE, 0, "show-compact",
	    "{\"first\":\"2026-03-10\",\"last\":\"2026-03-19\"}");
	S_REFUSED(HJ_NO_REVIEW, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
}

static void
text__that_somebody_signed_stays(void **state)
{
	(void)state;
	drafted();
	S_DONE(
	    VILLAGE, 0, "sign-compact", "{\"party\":1,\"how\":\"signature\"}");
	S_REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "sign-compact",
	    "{\"party\":1,\"how\":\"signature\"}");
	S_REFUSED(HJ_NO_PARTY, VILLAGE, 0, "sign-compact",
	    "{\"party\":3,\"how\":\"signature\"}");
	S_REFUSED(HJ_NO_PARTY_BOUND, VILLAGE, 0, "draft-compact",
	    "{\"meeting\":1,\"text\":\"改后\"}");
	S_DONE(
	    VILLAGE, 0, "sign-compact", "{\"party\":2,\"how\":\"signature\"}");
	assert_int_equal(compact()->stage, HJ_CPS_SIGNED);
	/* No rule is in force: nothing says when it is to be reviewed. */
	assert_int_equal(compact()->next_on, 0);
}

/* One who refuses keeps it from standing, until he signs after all. */
static void
party__that_refuses_has_not_signed(void **state)
{
	(void)state;
	drafted();
	stream_rule("three-compacts");
	S_DONE(VILLAGE, 0, "sign-compact", "{\"party\":2,\"how\":\"refused\"}");
	stream_rule(NULL);
	S_DONE(
	    VILLAGE, 0, "sign-compact", "{\"party\":1,\"how\":\"signature\"}");
	assert_int_equal(compact()->stage, HJ_CPS_DRAFTED);
	assert_int_equal(compact()->signed_on, 0);
	assert_int_equal(compact()->party[1].how, HJ_SG_REFUSED);
	S_DONE(
	    VILLAGE, 0, "sign-compact", "{\"party\":2,\"how\":\"thumbprint\"}");
	assert_int_equal(compact()->stage, HJ_CPS_SIGNED);
}

static void
vote__below_a_third_goes_back_and_a_third_does_not(void **state)
{
	static const struct {
		const char *set;
		int satisfied, basic, dissatisfied, rate;
		bool returned;
	} votes[] = {
		{ "three-compacts", 29, 0, 61, 3222, true },
		{ "three-compacts", 30, 0, 60, 3333, false },
		{ "three-compacts", 31, 0, 59, 3444, false },
		{ "three-compacts", 29, 61, 0, 3222, true },
		{ "three-compacts-basic", 9, 20, 61, 3222, true },
		{ "three-compacts-basic", 10, 20, 60, 3333, false },
		{ "three-compacts-basic", 10, 21, 59, 3444, false },
		{ NULL, 0, 0, 90, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(votes) / sizeof(votes[0]); i++) {
		const struct hj_compact_vote *v;

		f.county.n_sets = 0;
		reviewed(votes[i].set);
		v = vote(
		    votes[i].satisfied, votes[i].basic, votes[i].dissatisfied);
		assert_int_equal(v->rate, votes[i].rate);
		assert_int_equal(v->returned, votes[i].returned);
		assert_int_equal(
		    stream_happened("compact_item_returned"), v->returned);
		assert_int_equal(v->at_least, votes[i].set == NULL ? 0 : 1);
		assert_true(stream_refolds());
	}
}

static void
vote__has_no_more_votes_than_people(void **state)
{
	(void)state;
	reviewed("three-compacts");
	S_REFUSED(HJ_NO_BALLOT, VILLAGE, 0, "vote-on-item",
	    "{\"meeting\":2,\"item\":\"用水\",\"satisfied\":91,\"basic\":0,"
	    "\"dissatisfied\":0}");
	S_REFUSED(HJ_NO_BALLOT, VILLAGE, 0, "vote-on-item",
	    "{\"meeting\":2,\"item\":\"用水\",\"satisfied\":0,\"basic\":0,"
	    "\"dissatisfied\":0}");
	S_REFUSED(HJ_NO_MEETING, VILLAGE, 0, "vote-on-item",
	    "{\"meeting\":1,\"item\":\"用水\",\"satisfied\":1,\"basic\":0,"
	    "\"dissatisfied\":0}");
}

static void
item__that_is_returned_is_asked_about_once(void **state)
{
	(void)state;
	reviewed("three-compacts");
	vote(1, 0, 89);
	vote(89, 0, 1);
	S_REFUSED(HJ_NO_NOT_AWAITED, VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"asking\",\"called_by\":\"committees\","
	    "\"entitled\":40,\"came\":20,\"vote\":2}");
	S_DONE(VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"asking\",\"called_by\":\"committees\","
	    "\"entitled\":40,\"came\":20,\"vote\":1}");
	assert_int_equal(compact()->vote[0].asked, 3);
	S_REFUSED(HJ_NO_NOT_AWAITED, VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"asking\",\"called_by\":\"committees\","
	    "\"entitled\":40,\"came\":20,\"vote\":1}");
}

static void
review__is_due_half_a_year_after_the_last(void **state)
{
	(void)state;
	reviewed("three-compacts");
	assert_int_equal(compact()->next_on, 20260902);
	fixture_at(&f, "2026-08-31T09:00:00+08:00");
	S_DONE(VILLAGE, 0, "hold-meeting",
	    "{\"kind\":\"reviewing\",\"called_by\":\"delegates\","
	    "\"entitled\":100,\"came\":50}");
	assert_int_equal(compact()->next_on, 20270228);
	S_DONE(VILLAGE, 0, "check-compact",
	    "{\"kept\":\"partly\",\"meeting\":3,\"finding\":\"渠未修\"}");
	S_REFUSED(HJ_NO_MEETING, VILLAGE, 0, "check-compact",
	    "{\"kept\":\"kept\",\"meeting\":1}");
	S_REFUSED(HJ_NO_STAGE, VILLAGE, 0, "end-compact",
	    "{\"ending\":\"not_concluded\"}");
	S_DONE(VILLAGE, 0, "end-compact", "{\"ending\":\"performed\"}");
	S_REFUSED(
	    HJ_NO_STAGE, VILLAGE, 0, "check-compact", "{\"kept\":\"kept\"}");
}

static void
link__is_told_to_the_dispute_and_its_bodies_read_it(void **state)
{
	const struct hj_command *command;
	char taken[1000];

	(void)state;
	registered(TOWNSHIP, "people");
	reviewed(NULL);
	S_REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "link-dispute",
	    "{\"dispute\":\"%s\"}", f.d->id);
	S_DONE(VILLAGE, 0, "link-dispute", "{\"dispute\":\"%s\"}", f.d->id);
	assert_true(
	    stream_asked("take-compact", "\"class\":\"public_affairs\""));
	assert_false(compact()->link[0].linked);
	snprintf(taken, sizeof(taken), "%s", s.last.follow_up[0].body);
	S_REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "link-dispute",
	    "{\"dispute\":\"%s\"}", f.d->id);
	/* The village is below the body that mediates. */
	command = hj_command_find(&hj_dispute_kind, "take-compact");
	assert_true(command->flags & HJ_INTERNAL);
	assert_int_equal(fixture_serve(&f, "take-compact", taken), HJ_NO);
	assert_int_equal(f.d->n_compact, 1);
	assert_int_equal(f.d->compact[0].signed_on, 20260302);
	assert_int_equal(
	    fixture_serve(&f, "take-compact", taken), HJ_NO_DUPLICATE);
	S_REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "admit-reader",
	    "{\"dispute\":\"%s\",\"org\":\"%s\"}", fixture_id(&f, 'd', 99),
	    fixture_org(&f, COURT));
	S_DONE(VILLAGE, 0, "admit-reader",
	    "{\"dispute\":\"%s\",\"org\":\"%s\"}", f.d->id,
	    fixture_org(&f, COURT));
	assert_true(compact()->link[0].linked);
	assert_true(hj_name_in(
	    compact()->reader, compact()->n_reader, fixture_org(&f, COURT)));
	S_REFUSED(
	    HJ_NO_RIGHT, COURT, 0, "check-compact", "{\"kept\":\"kept\"}");
	assert_true(fixture_refolds(&f));
}

static void
link__of_a_stranger_is_not_taken(void **state)
{
	char json[500];

	(void)state;
	registered(TOWNSHIP, "people");
	snprintf(json, sizeof(json),
	    "{\"compact\":{\"compact\":\"%s\",\"owner\":\"%s\",\"between\":"
	    "\"cadres\",\"class\":\"economy\",\"form\":\"pledge\","
	    "\"signed_on\":\"2026-01-01\"}}",
	    fixture_id(&f, 'd', 7), fixture_org(&f, NEIGHBOUR));
	assert_int_equal(fixture_serve(&f, "take-compact", json), HJ_NO_RIGHT);
	assert_int_equal(f.d->n_compact, 0);
}

static void
flow__is_the_table_of_its_commands(void **state)
{
	(void)state;
	stream_walk(&hj_compact_kind, &hj_compact_stage_words, HJ_CPS_OPENED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STREAM(parties__are_those_it_is_between),
		STREAM(text__comes_from_a_meeting_that_deliberates),
		STREAM(rule__asks_for_publicity_and_reviews_before_signing),
		STREAM(text__that_is_new_is_shown_and_reviewed_anew),
		STREAM(text__that_somebody_signed_stays),
		STREAM(party__that_refuses_has_not_signed),
		STREAM(vote__below_a_third_goes_back_and_a_third_does_not),
		STREAM(vote__has_no_more_votes_than_people),
		STREAM(item__that_is_returned_is_asked_about_once),
		STREAM(review__is_due_half_a_year_after_the_last),
		STREAM(link__is_told_to_the_dispute_and_its_bodies_read_it),
		STREAM(link__of_a_stranger_is_not_taken),
		STREAM(flow__is_the_table_of_its_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
