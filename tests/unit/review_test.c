/* File review: the draw, findings, answers, results; who may not review. */
#include "lib/commands/review/review.h"
#include "tests/unit/stream_fixture.h"

static const struct hj_review *
review(void)
{
	return s.state;
}

/* Nine files: three of the village, six of the township. */
static const struct hj_population *
nine(void)
{
	struct hj_population *p = HJ_NEW(f.a, struct hj_population);

	for (int i = 1; i <= 9; i++) {
		struct hj_population_row *r = HJ_PUSH(f.a, p->row, p->n);
		char code[32];

		snprintf(code, sizeof(code), "9999012600000%dX", i);
		*r = (struct hj_population_row){
			.dispute = fixture_id(&f, 'd', 100 + i),
			.code = hj_strdup(f.a, code),
			.body = fixture_org(&f, i <= 3 ? VILLAGE : TOWNSHIP),
			.procedure = 1,
			.rank = { (unsigned char)(i * 7 % 9) },
		};
	}
	return p;
}

#define PERIOD                                                                 \
	"\"from\":\"2026-01-01\",\"to\":\"2026-03-31\",\"seed\":\"开奖号\""

static enum hj_refusal
opened(int size)
{
	stream_rule("file-review-people");
	stream_new(&hj_review_kind);
	s.population = nine();
	return stream_ask(
	    COUNTY, 2, "open-review", "{\"size\":%d," PERIOD "}", size);
}

static void
sample__is_of_the_lowest_ranks_and_told_to_each_dispute(void **state)
{
	const struct hj_review_set *b;

	(void)state;
	assert_int_equal(opened(4), HJ_NO);
	/* Ranks 7·i mod 9: 0 is the ninth, 1 the fourth, 2 the eighth, ... */
	assert_int_equal(review()->n_file, 4);
	assert_string_equal(
	    review()->file[0].dispute, fixture_id(&f, 'd', 109));
	assert_string_equal(
	    review()->file[1].dispute, fixture_id(&f, 'd', 104));
	assert_string_equal(
	    review()->file[2].dispute, fixture_id(&f, 'd', 108));
	assert_string_equal(
	    review()->file[3].dispute, fixture_id(&f, 'd', 103));
	assert_int_equal(s.last.n_follow_up, 4);
	assert_string_equal(
	    s.last.follow_up[3].stream, fixture_id(&f, 'd', 103));
	assert_true(stream_asked("note-file-drawn", "\"procedure\":1"));
	b = s.last.event[0].body;
	assert_int_equal(b->n_population, 9);
	assert_string_equal(b->head->method, HJ_REVIEW_METHOD);
	assert_int_equal(review()->n_reader, 3);
	/* More than there are: all. */
	assert_int_equal(opened(100), HJ_NO);
	assert_int_equal(review()->n_file, 9);
}

static void
review__needs_a_sheet_a_population_and_a_body_below(void **state)
{
	(void)state;
	stream_new(&hj_review_kind);
	s.population = nine();
	S_REFUSED(
	    HJ_NO_SHEET, COUNTY, 2, "open-review", "{\"size\":1," PERIOD "}");
	stream_rule("file-review-people");
	S_REFUSED(HJ_NO_RIGHT, VILLAGE, 2, "open-review",
	    "{\"body\":\"%s\",\"size\":1," PERIOD "}", fixture_org(&f, COUNTY));
	S_REFUSED(HJ_NO_ORDER, COUNTY, 2, "open-review",
	    "{\"size\":1,\"from\":\"2026-04-01\",\"to\":\"2026-03-31\","
	    "\"seed\":\"1\"}");
	s.population = NULL;
	S_REFUSED(HJ_NO_POPULATION, COUNTY, 2, "open-review",
	    "{\"size\":1," PERIOD "}");
}

static void
noted(int dispute, const char *findings)
{
	assert_int_equal(
	    stream_ask(COUNTY, 2, "note-file",
		"{\"dispute\":\"%s\",\"findings\":[%s],\"reviewer\":\"%s\"}",
		fixture_id(&f, 'd', dispute), findings,
		fixture_person(&f, COUNTY, 2)),
	    HJ_NO);
}

static void
result__is_the_average_of_each_body_and_its_grade(void **state)
{
	(void)state;
	assert_int_equal(opened(4), HJ_NO);
	noted(109, "{\"item\":\"agreement\",\"no\":1,\"points\":25},"
		   "{\"item\":\"cover\",\"no\":2,\"points\":5}");
	noted(104, "");
	S_REFUSED(HJ_NO_DUPLICATE, COUNTY, 2, "note-file",
	    "{\"dispute\":\"%s\",\"findings\":[],\"reviewer\":\"%s\"}",
	    fixture_id(&f, 'd', 104), fixture_person(&f, COUNTY, 2));
	noted(108, "{\"item\":\"record\",\"no\":1,\"points\":4}");
	S_REFUSED(HJ_NO_FILES_LEFT, COUNTY, 2, "conclude-review", "{}");
	noted(103, "{\"item\":\"agreement\",\"no\":1,\"points\":25},"
		   "{\"item\":\"record\",\"no\":2,\"points\":20}");
	/* Withdrawn, it takes nothing off. */
	S_DONE(COUNTY, 2, "note-finding",
	    "{\"dispute\":\"%s\",\"finding\":2,\"state\":\"withdrawn\"}",
	    fixture_id(&f, 'd', 109));
	S_REFUSED(HJ_NO_SUCH_ENTITY, COUNTY, 2, "note-finding",
	    "{\"dispute\":\"%s\",\"finding\":9,\"state\":\"mended\"}",
	    fixture_id(&f, 'd', 109));
	S_REFUSED(HJ_NO_RIGHT, TOWNSHIP, 2, "conclude-review", "{}");
	S_DONE(COUNTY, 2, "conclude-review", "{}");
	assert_int_equal(review()->stage, HJ_RVS_CONCLUDED);
	assert_int_equal(review()->n_result, 2);
	/* 75, 100 and 96 of the township; 55 of the village. */
	assert_string_equal(
	    review()->result[0].body, fixture_org(&f, TOWNSHIP));
	assert_int_equal(review()->result[0].files, 3);
	assert_int_equal(review()->result[0].points, 9033);
	assert_string_equal(review()->result[0].grade, "good");
	assert_int_equal(review()->result[1].points, 5500);
	assert_string_equal(review()->result[1].grade, "poor");
	S_REFUSED(HJ_NO_STAGE, COUNTY, 2, "conclude-review", "{}");
}

static void
abandoned__it_tells_each_dispute_and_has_no_result(void **state)
{
	(void)state;
	assert_int_equal(opened(4), HJ_NO);
	noted(109, "{\"item\":\"cover\",\"no\":1,\"points\":5}");
	S_REFUSED(HJ_NO_RIGHT, TOWNSHIP, 2, "abandon-review",
	    "{\"reason\":\"期间有误\"}");
	S_DONE(COUNTY, 2, "abandon-review", "{\"reason\":\"期间有误\"}");
	assert_int_equal(review()->stage, HJ_RVS_ABANDONED);
	assert_int_equal(review()->n_result, 0);
	assert_int_equal(s.last.n_follow_up, 4);
	assert_true(stream_asked("note-review-abandoned", "\"review\":"));
	S_REFUSED(HJ_NO_STAGE, COUNTY, 2, "conclude-review", "{}");
	S_REFUSED(HJ_NO_STAGE, COUNTY, 2, "abandon-review",
	    "{\"reason\":\"期间有误\"}");
}

/* The village's own file, drawn by `owner`. */
static void
drawn(enum place owner)
{
	const struct hj_rule_set *set =
	    hj_rule_set_named(&f.rules, "file-review-people");
	char json[256];

	mediating();
	f.person[3 * VILLAGE].roles |= HJ_RO(HEAD);
	snprintf(json, sizeof(json),
	    "{\"owner\":\"%s\",\"procedure\":1,\"review\":\"%s\","
	    "\"sheet\":\"%s\"}",
	    fixture_org(&f, owner), fixture_id(&f, 'e', 77), set->id);
	assert_int_equal(fixture_serve(&f, "note-file-drawn", json), HJ_NO);
	assert_int_equal(
	    fixture_serve(&f, "note-file-drawn", json), HJ_NO_DUPLICATE);
}

#define OF_REVIEW "\"review\":\"e0000000000000000000000000000077\""

static void
findings__are_of_the_sheet_and_entered_by_who_had_no_hand_in_it(void **state)
{
	(void)state;
	drawn(VILLAGE);
	/* Person 0 mediates; the head only named him. */
	REFUSED(HJ_NO_OWN_FILE, VILLAGE, 0, "review-file", "{" OF_REVIEW "}");
	REFUSED(HJ_NO_OWN_FILE, VILLAGE, 2, "review-file",
	    "{" OF_REVIEW ",\"on_behalf\":\"%s\"}",
	    fixture_person(&f, VILLAGE, 0));
	REFUSED(HJ_NO_ITEM, VILLAGE, 2, "review-file",
	    "{" OF_REVIEW ",\"findings\":[{\"item\":\"colour\",\"points\":1,"
	    "\"what\":\"x\"}]}");
	REFUSED(HJ_NO_ITEM, VILLAGE, 2, "review-file",
	    "{" OF_REVIEW ",\"findings\":[{\"item\":\"cover\",\"points\":3,"
	    "\"what\":\"x\"},{\"item\":\"cover\",\"points\":3,\"what\":"
	    "\"y\"}]}");
	DONE(VILLAGE, 2, "review-file",
	    "{" OF_REVIEW ",\"findings\":[{\"item\":\"record\",\"points\":4,"
	    "\"what\":\"记录无签名\"}]}");
	assert_int_equal(f.d->finding[0].state, HJ_FI_OPEN);
	assert_string_equal(f.follow_up[0].command, "note-file");
	assert_null(strstr(f.follow_up[0].body, "签名"));
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 2, "review-file", "{" OF_REVIEW "}");
}

static void
finding__is_answered_by_the_body_and_withdrawn_by_who_reviews(void **state)
{
	(void)state;
	drawn(VILLAGE);
	DONE(VILLAGE, 2, "review-file",
	    "{" OF_REVIEW ",\"findings\":[{\"item\":\"record\",\"points\":4,"
	    "\"what\":\"x\"},{\"item\":\"cover\",\"points\":1,\"what\":"
	    "\"y\"}]}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "answer-finding",
	    "{\"finding\":3,\"answer\":\"mended\"}");
	REFUSED(HJ_NO_GROUND, VILLAGE, 0, "answer-finding",
	    "{\"finding\":1,\"answer\":\"open\"}");
	REFUSED(HJ_NO_WORDS, VILLAGE, 0, "answer-finding",
	    "{\"finding\":1,\"answer\":\"disagreed\"}");
	DONE(VILLAGE, 0, "answer-finding",
	    "{\"finding\":1,\"answer\":\"disagreed\",\"reason\":\"有签名\"}");
	assert_string_equal(f.follow_up[0].command, "note-finding");
	REFUSED(HJ_NO_OWN_FILE, VILLAGE, 0, "withdraw-finding",
	    "{\"finding\":1,\"reason\":\"对\"}");
	DONE(VILLAGE, 2, "withdraw-finding",
	    "{\"finding\":1,\"reason\":\"核对无误\"}");
	assert_int_equal(f.d->finding[0].state, HJ_FI_WITHDRAWN);
	DONE(VILLAGE, 0, "answer-finding",
	    "{\"finding\":2,\"answer\":\"mended\"}");
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "answer-finding",
	    "{\"finding\":2,\"answer\":\"mended\"}");
}

static void
abandoned__its_findings_are_nobodys_task(void **state)
{
	(void)state;
	drawn(VILLAGE);
	DONE(VILLAGE, 2, "review-file",
	    "{" OF_REVIEW ",\"findings\":[{\"item\":\"record\",\"points\":4,"
	    "\"what\":\"x\"}]}");
	assert_int_equal(
	    fixture_serve(&f, "note-review-abandoned",
		"{\"review\":\"e0000000000000000000000000000078\"}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(
	    fixture_serve(&f, "note-review-abandoned", "{" OF_REVIEW "}"),
	    HJ_NO);
	assert_true(f.d->file_review[0].abandoned);
	assert_int_equal(f.d->finding[0].state, HJ_FI_WITHDRAWN);
	assert_int_equal(
	    fixture_serve(&f, "note-review-abandoned", "{" OF_REVIEW "}"),
	    HJ_NO_DUPLICATE);
	REFUSED(
	    HJ_NO_SUCH_ENTITY, VILLAGE, 2, "review-file", "{" OF_REVIEW "}");
}

static void
flow__is_the_table_of_its_commands(void **state)
{
	(void)state;
	stream_walk(&hj_review_kind, &hj_review_stage_words, HJ_RVS_OPENED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STREAM(sample__is_of_the_lowest_ranks_and_told_to_each_dispute),
		STREAM(review__needs_a_sheet_a_population_and_a_body_below),
		STREAM(result__is_the_average_of_each_body_and_its_grade),
		TOLD(
		    findings__are_of_the_sheet_and_entered_by_who_had_no_hand_in_it),
		TOLD(
		    finding__is_answered_by_the_body_and_withdrawn_by_who_reviews),
		STREAM(abandoned__it_tells_each_dispute_and_has_no_result),
		TOLD(abandoned__its_findings_are_nobodys_task),
		STREAM(flow__is_the_table_of_its_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
