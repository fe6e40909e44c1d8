/*
 * The table of notices, how parties are reached, and which way a notice takes
 * until it is served.
 */
#include "lib/dispute/notice.h"
#include "tests/unit/steps_fixture.h"

/* Accepted, so that both parties are owed the sheet of rights. */
static void
owing(void)
{
	mediating();
	assert_int_equal(f.d->n_notice, 2);
}

static const struct hj_notice *
notice(int64_t no)
{
	return hj_notice_at(f.d, no);
}

static void
every_kind__has_its_row_and_its_wording(void **state)
{
	size_t n;
	const struct hj_notice_text *text = hj_notice_texts(&n);

	(void)state;
	for (size_t kind = 1; kind < hj_notice_kind_words.n; kind++) {
		const struct hj_notice_kind_row *row =
		    hj_notice_kind_row((int)kind);
		const struct hj_notice_text *now =
		    hj_notice_text((int)kind, 20260302);

		assert_non_null(row);
		assert_non_null(now);
		assert_true(row->channels != 0 && row->to != 0);
		assert_non_null(strchr(row->when, '|'));
		assert_true(hj_notice_by((int)kind, HJ_ME_HANDED));
		assert_true(strlen(now->zh) > 0 && strlen(now->en) > 0);
		assert_true(now->version > 0 && now->certainty != 0);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			assert_false(text[i].kind == text[k].kind &&
				     text[i].version == text[k].version);
	/* A law of people's mediation is named to nobody else. */
	text = hj_notice_text(HJ_NK_ROUTES, 20260302);
	assert_string_equal(
	    hj_notice_basis(text, HJ_CH_PEOPLE), "人民调解法26");
	assert_null(hj_notice_basis(text, HJ_CH_ADMINISTRATIVE));
	assert_null(hj_notice_basis(text, 0));
	assert_non_null(hj_notice_basis(
	    hj_notice_text(HJ_NK_PETITION_OPINION, 20260302), HJ_CH_PETITION));
	assert_null(hj_notice_basis(NULL, HJ_CH_PEOPLE));
	assert_null(hj_notice_kind_row(0));
	assert_null(hj_notice_kind_row((int)hj_notice_kind_words.n));
	assert_null(hj_notice_text(HJ_NK_RIGHTS, 20101231));
}

/* What a rule set owes is of the table, too. */
static void
every_notice_of_a_rule_set__is_of_the_table(void **state)
{
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++) {
		const struct hj_rule_set *set = &f.rules.set[i];

		for (size_t k = 0; k < set->n_clocks; k++) {
			int kind = set->clocks[k].notice;

			found += kind != 0;
			assert_true(
			    kind == 0 || hj_notice_kind_row(kind) != NULL);
		}
		for (size_t k = 0; k < set->n_ways; k++) {
			found++;
			assert_non_null(
			    hj_notice_kind_row(set->ways[k].notice));
		}
	}
	assert_true(found > 10);
}

static void
every_means__has_its_proof(void **state)
{
	(void)state;
	for (size_t means = 1; means < hj_means_words.n; means++)
		assert_true(
		    hj_proof_fits((int)means, hj_usual_proof((int)means)));
	assert_true(hj_proof_fits(HJ_ME_POST, HJ_PF_SIGNED));
	assert_false(hj_proof_fits(HJ_ME_HANDED, HJ_PF_E_RECEIPT));
	assert_false(hj_proof_fits(0, HJ_PF_SIGNED));
}

static void
notice__takes_the_first_way_that_fits(void **state)
{
	(void)state;
	owing();
	/* Nothing was said: somebody calls at the house, or the party. */
	assert_true(notice(1)->reach != 0);
	DONE(VILLAGE, 0, "set-contact-means",
	    "{\"ways\":[{\"party\":1,\"reach\":\"sms\"},"
	    "{\"party\":1,\"reach\":\"post\",\"where\":\"青石村8号\"},"
	    "{\"party\":1,\"reach\":\"visit\",\"times\":\"晚上\","
	    "\"language\":\"苗语\"},"
	    "{\"party\":2,\"reach\":\"counter\"}]}");
	assert_int_equal(fixture_count(&f, "means_set"), 2);
	/* A text message needs consent: the next one fits. */
	assert_int_equal(notice(1)->reach, HJ_RC_POST);
	assert_int_equal(notice(2)->reach, HJ_RC_COUNTER);
	DONE(VILLAGE, 0, "agree-e-service",
	    "{\"party\":1,\"address\":\"10900000001\",\"how\":\"signature\"}");
	assert_int_equal(notice(1)->reach, HJ_RC_SMS);
	assert_int_equal(notice(2)->reach, HJ_RC_COUNTER);
	DONE(VILLAGE, 0, "agree-e-service", "{\"party\":1,\"withdrawn\":true}");
	assert_int_equal(notice(1)->reach, HJ_RC_POST);
	REFUSED(HJ_NO_E_SERVICE, VILLAGE, 0, "agree-e-service",
	    "{\"party\":1,\"withdrawn\":true}");
}

static void
failed_service__goes_on_to_the_next_way(void **state)
{
	int64_t attempt;

	(void)state;
	owing();
	DONE(VILLAGE, 0, "set-contact-means",
	    "{\"ways\":[{\"party\":1,\"reach\":\"post\",\"where\":\"x\"},"
	    "{\"party\":1,\"reach\":\"visit\"}]}");
	attempt = notice(1)->attempt;
	DONE(VILLAGE, 0, "record-return",
	    "{\"notices\":[1],\"means\":\"post\",\"evidence\":\"退件\"}");
	assert_int_equal(notice(1)->state, HJ_NS_RETURNED);
	assert_int_equal(notice(1)->reach, HJ_RC_VISIT);
	assert_int_equal(notice(1)->attempt, attempt + 1);
	/* Something else was tried: the way it is on is still to be gone. */
	DONE(VILLAGE, 0, "record-return",
	    "{\"notices\":[1],\"means\":\"told\",\"evidence\":\"停机\"}");
	assert_int_equal(notice(1)->reach, HJ_RC_VISIT);
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"handed\"}");
	assert_int_equal(notice(1)->state, HJ_NS_SERVED);
}

/* Of one message: it was taken as delivered, and came back after all. */
static void
late_return__takes_back_its_own_delivery_only(void **state)
{
	(void)state;
	owing();
	DONE(VILLAGE, 0, "set-contact-means",
	    "{\"ways\":[{\"party\":1,\"reach\":\"post\",\"where\":\"x\"},"
	    "{\"party\":1,\"reach\":\"visit\"}]}");
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"post\",\"evidence\":\"签收\"}");
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "record-return",
	    "{\"notices\":[1],\"means\":\"post\",\"evidence\":\"退件\"}");
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "record-return",
	    "{\"notices\":[1],\"attempt\":%d,\"means\":\"told\","
	    "\"evidence\":\"退件\"}",
	    (int)notice(1)->attempt);
	DONE(VILLAGE, 0, "record-return",
	    "{\"notices\":[1],\"attempt\":%d,\"means\":\"post\","
	    "\"evidence\":\"退件\"}",
	    (int)notice(1)->attempt);
	assert_int_equal(notice(1)->state, HJ_NS_RETURNED);
	assert_int_equal(notice(1)->reach, HJ_RC_VISIT);
	/* The attempt before is not the one under way. */
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "record-return",
	    "{\"notices\":[1],\"attempt\":%d,\"means\":\"post\","
	    "\"evidence\":\"退件\"}",
	    (int)notice(1)->attempt - 1);
}

static void
means__are_those_of_the_kind(void **state)
{
	(void)state;
	owing();
	REFUSED(HJ_NO_MEANS, VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"announced\",\"evidence\":\"报\"}");
	REFUSED(HJ_NO_EVIDENCE, VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"told\"}");
	REFUSED(HJ_NO_EVIDENCE, VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"told\",\"evidence\":\"x\","
	    "\"proof\":\"e_receipt\"}");
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"told\",\"evidence\":\"通话\"}");
	assert_int_equal(((const struct hj_notice_set *)f.event[0].body)->proof,
	    HJ_PF_CALL_NOTE);
}

/* The text of consent on record stands for the word in the command. */
static void
e_service__rests_on_the_consent_on_record(void **state)
{
	(void)state;
	owing();
	REFUSED(HJ_NO_ADDRESS, VILLAGE, 0, "agree-e-service",
	    "{\"party\":1,\"how\":\"signature\"}");
	REFUSED(HJ_NO_E_SERVICE, VILLAGE, 0, "agree-e-service",
	    "{\"party\":1,\"address\":\"a\",\"how\":\"refused\"}");
	DONE(VILLAGE, 0, "agree-e-service",
	    "{\"party\":1,\"address\":\"a\",\"how\":\"thumbprint\"}");
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"electronic\",\"evidence\":\"r\"}");
	REFUSED(HJ_NO_E_SERVICE, VILLAGE, 0, "serve-notice",
	    "{\"notices\":[2],\"means\":\"electronic\",\"evidence\":\"r\"}");
}

static void
means__that_lead_nowhere_are_refused(void **state)
{
	static const struct {
		const char *ways;
		enum hj_refusal why;
	} bad[] = {
		{ "{\"party\":9,\"reach\":\"call\"}", HJ_NO_PARTY },
		{ "{\"party\":1,\"reach\":\"announce\"}", HJ_NO_MEANS },
		{ "{\"party\":1,\"reach\":\"mail\"}", HJ_NO_ADDRESS },
		{ "{\"party\":1,\"reach\":\"call\"},"
		  "{\"party\":1,\"reach\":\"call\"}",
		    HJ_NO_DUPLICATE },
	};

	(void)state;
	owing();
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		REFUSED(bad[i].why, VILLAGE, 0, "set-contact-means",
		    "{\"ways\":[%s]}", bad[i].ways);
	REFUSED(HJ_NO_RIGHT, POLICE, 0, "set-contact-means",
	    "{\"ways\":[{\"party\":1,\"reach\":\"call\"}]}");
}

/* The days to ask a court to confirm are the parties' own: both are warned. */
static void
limit_of_a_party__warns_that_party(void **state)
{
	size_t before;

	(void)state;
	begun(VILLAGE, "people");
	(void)concluded();
	before = f.d->n_notice;
	assert_non_null(clock_of("RT_CONFIRM"));
	fixture_at(&f, "2026-03-24T09:00:00+08:00");
	(void)fixture_settle(&f);
	assert_true(fixture_count(&f, "clock_warned") > 0);
	assert_int_equal(f.d->n_notice, before + 2);
	assert_int_equal(notice((int64_t)before + 1)->kind, HJ_NK_LIMIT);
	/* A second warning finds the first still to be served. */
	fixture_at(&f, "2026-03-30T09:00:00+08:00");
	(void)fixture_settle(&f);
	assert_int_equal(f.d->n_notice, before + 2);
	/* It is a courtesy: closing does not wait for it. */
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1,2],\"means\":\"handed\"}");
	assert_false(hj_notice_open(f.d, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(every_kind__has_its_row_and_its_wording),
		TOLD(every_notice_of_a_rule_set__is_of_the_table),
		TOLD(every_means__has_its_proof),
		TOLD(notice__takes_the_first_way_that_fits),
		TOLD(failed_service__goes_on_to_the_next_way),
		TOLD(late_return__takes_back_its_own_delivery_only),
		TOLD(means__are_those_of_the_kind),
		TOLD(e_service__rests_on_the_consent_on_record),
		TOLD(means__that_lead_nowhere_are_refused),
		TOLD(limit_of_a_party__warns_that_party),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
