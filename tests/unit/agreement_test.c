/* Agreements: what makes one take effect, in which channel, and when. */
#include "tests/unit/steps_fixture.h"

#include "lib/dispute/notice.h"

static void
people__takes_effect_with_the_last_piece_and_names_what_it_lacks(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	no = draft(VILLAGE, 1);
	assert_int_equal(effective(VILLAGE, no), HJ_NO_SIGNATURES);
	assert_string_equal(f.refused_article, "人民调解法29");
	assert_int_equal(sign(VILLAGE, no, 1, "signature"), HJ_NO);
	assert_int_equal(effective(VILLAGE, no), HJ_NO_SIGNATURES);
	assert_int_equal(sign(VILLAGE, no, 2, "thumbprint"), HJ_NO);
	assert_int_equal(effective(VILLAGE, no), HJ_NO_MEDIATOR_SIGN);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	assert_int_equal(effective(VILLAGE, no), HJ_NO_STAMP);
	assert_int_equal(agreement(no)->state, HJ_AS_DRAFT);

	fixture_at(&f, "2026-03-04T10:00:00+08:00");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":%d}", (int)no);

	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(agreement(no)->effective_on, 20260304);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_int_equal(procedure(1)->ground, HJ_GR_SETTLED);
	assert_int_equal(fixture_count(&f, "agreement_effective"), 1);
	assert_int_equal(fixture_count(&f, "procedure_settled"), 1);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_MET);
	assert_int_equal(clock_of("RT_CONFIRM")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("RT_CONFIRM")->due_on, 20260403);
	assert_int_equal(effective(VILLAGE, no), HJ_NO_NOT_DRAFT);
}

static void
effect__is_dated_by_the_last_piece_in_time_not_in_entry(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	no = draft(VILLAGE, 1);
	fixture_at(&f, "2026-03-09T10:00:00+08:00");
	assert_int_equal(sign(VILLAGE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	DONE(VILLAGE, 2, "stamp",
	    "{\"agreement\":%d,\"occurred_on\":\"2026-03-05\"}", (int)no);
	assert_int_equal(agreement(no)->effective_on, 20260309);
	assert_int_equal(clock_of("RT_CONFIRM")->day0, 20260309);
}

static void
signature__refused_completes_nothing_and_may_be_given_later(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	no = draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, no, 1, "seal"), HJ_NO_DUPLICATE);
	assert_int_equal(sign(VILLAGE, no, 2, "refused"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":%d}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_DRAFT);
	assert_int_equal(effective(VILLAGE, no), HJ_NO_SIGNATURES);
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(agreement(no)->n_signature, 3);
}

static void
signature__of_a_minor_is_the_guardians(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	DONE(VILLAGE, 0, "correct-party",
	    "{\"party\":{\"party\":2,\"kind\":\"natural\",\"side\":"
	    "\"respondent\",\"name\":\"乙\",\"minor\":true},"
	    "\"reason\":\"查明\"}");
	no = draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO_AGENT);
	assert_int_equal(sign(VILLAGE, no, 9, "signature"), HJ_NO_PARTY);
	assert_int_equal(sign(VILLAGE, 9, 2, "signature"), HJ_NO_SUCH_ENTITY);
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"guardian\",\"name\":\"乙父\"}");
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO);
}

static void
signature__by_proxy_needs_an_agent(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	no = draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, no, 1, "proxy"), HJ_NO_PROXY);
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":1,\"party\":1,\"how\":\"signature\","
	    "\"before\":\"ffffffffffffffffffffffffffffffff\"}");
}

static void
signature__on_status_matters_is_not_electronic(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	no = draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, no, 1, "electronic"), HJ_NO);
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"identity_relation\":true,\"terms\":[{\"kind\":\"duty\","
	    "\"text\":\"解除收养\"}]}");
	assert_int_equal(sign(VILLAGE, 2, 1, "electronic"), HJ_NO_ELECTRONIC);
	assert_int_equal(sign(VILLAGE, 2, 1, "signature"), HJ_NO);
	f.d->category_gb = "0101";
	assert_int_equal(sign(VILLAGE, no, 2, "electronic"), HJ_NO_ELECTRONIC);
	f.d->category_gb = NULL;
}

static void
mediator__who_signs_was_assigned(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	no = draft(VILLAGE, 1);
	REFUSED(HJ_NO_MEDIATOR, VILLAGE, 1, "mediator-sign",
	    "{\"agreement\":%d}", (int)no);
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "mediator-sign", "{\"agreement\":%d}",
	    (int)no);
	/* Somebody else enters it in the mediator's name. */
	DONE(VILLAGE, 1, "mediator-sign",
	    "{\"agreement\":%d,\"on_behalf\":\"%s\"}", (int)no,
	    fixture_person(&f, VILLAGE, 0));
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "mediator-sign",
	    "{\"agreement\":%d}", (int)no);
	REFUSED(
	    HJ_NO_RIGHT, VILLAGE, 0, "stamp", "{\"agreement\":%d}", (int)no);
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":%d}", (int)no);
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 2, "stamp", "{\"agreement\":%d}",
	    (int)no);
}

static void
host__drafts_and_stamps_only_through_the_signer_that_joined(void **state)
{
	int64_t no;

	(void)state;
	begun(POLICE, "people");
	REFUSED(HJ_NO_CONCLUDE, POLICE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	assert_int_equal(joining(POLICE, 1, TOWNSHIP), HJ_NO);
	no = draft(POLICE, 1);
	REFUSED(
	    HJ_NO_CONCLUDE, POLICE, 2, "stamp", "{\"agreement\":%d}", (int)no);
	assert_int_equal(sign(POLICE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(TOWNSHIP, no, 2, "signature"), HJ_NO);
	DONE(POLICE, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	DONE(TOWNSHIP, 2, "stamp", "{\"agreement\":%d}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_string_equal(
	    agreement(no)->stamped_by, fixture_org(&f, TOWNSHIP));
	assert_true(agreement(no)->confirmable);
}

static void
centre__is_never_mediator_of_record(void **state)
{
	(void)state;
	registered(CENTRE, "people");
	agree(CENTRE, 1);
	DONE(CENTRE, 0, "accept", "{}");
	assert_int_equal(joining(CENTRE, 1, COUNTY), HJ_NO);
	DONE(COUNTY, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, COUNTY, 0));
	REFUSED(HJ_NO_SEPARATION, CENTRE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	REFUSED(HJ_NO_SEPARATION, CENTRE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	assert_int_equal(draft(COUNTY, 1), 1);
}

static void
assigned__needs_the_parties_alone(void **state)
{
	int64_t no;

	(void)state;
	registered(COURT, "in_court");
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ROOM));
	assert_int_equal(f.d->referral[0].kind, HJ_RK_ASSIGN);
	DONE(ROOM, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(procedure(2)->channel, HJ_CH_ASSIGNED);
	take_up(ROOM, 2);
	no = draft(ROOM, 2);
	assert_int_equal(sign(ROOM, no, 1, "signature"), HJ_NO);
	assert_int_equal(effective(ROOM, no), HJ_NO_SIGNATURES);
	assert_string_equal(f.refused_article, "特邀调解规定24");
	assert_int_equal(sign(ROOM, no, 2, "signature"), HJ_NO);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_true(agreement(no)->confirmable);
	assert_int_equal(procedure(2)->title, 0);
	/* It is filed with the court, as a paper owed to no party. */
	assert_int_equal(fixture_count(&f, "notice_owed"), 1);
	assert_int_equal(f.d->notice[f.d->n_notice - 1].kind, HJ_NK_TO_COURT);
	assert_int_equal(f.d->notice[f.d->n_notice - 1].party, 0);
}

/* The articles of the notices owed in the last turn must be this. */
static void
owed_by(int kind, int n, const char *article)
{
	int found = 0;

	for (int64_t i = 0; i < f.events; i++) {
		const struct hj_notice_set *b = f.event[i].body;

		if (f.event[i].kind != &hj_ev_notice_owed ||
		    b->notice->kind != kind)
			continue;
		assert_string_equal(b->article, article);
		found++;
	}
	assert_int_equal(found, n);
}

/* 特邀14: what both are told before it begins; 特邀19, 在线20: what was agreed
 * out of court is filed with it, and that ends the part of the body. */
static void
assigned__tells_before_it_begins_and_files_what_was_agreed(void **state)
{
	static const char *const told[] = { "您可以", "您应当", "主持",
		"约束力", "司法确认" };
	int64_t no;

	(void)state;
	registered(COURT, "in_court");
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ROOM));
	DONE(ROOM, 0, "accept-referral", "{\"referral\":1}");
	agree(ROOM, 2);
	DONE(ROOM, 0, "accept", "{\"procedure\":2}");
	owed_by(HJ_NK_RIGHTS, 2, "特邀14");
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		assert_non_null(strstr(
		    hj_notice_text(HJ_NK_RIGHTS, hj_legal_day(f.now).ymd)->zh,
		    told[i]));
	DONE(ROOM, 0, "assign-mediators",
	    "{\"procedure\":2,\"mediators\":[{\"person\":\"%s\","
	    "\"disclosed\":true}]}",
	    fixture_person(&f, ROOM, 0));
	no = draft(ROOM, 2);
	assert_int_equal(sign(ROOM, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(ROOM, no, 2, "signature"), HJ_NO);
	owed_by(HJ_NK_TO_COURT, 1, "特邀19;在线20");
	assert_int_equal(procedure(2)->ground, HJ_GR_SETTLED);
	/* It is no title of the court's: 诉讼外调解. */
	assert_int_equal(procedure(2)->title, 0);
	DONE(ROOM, 0, "serve-notice",
	    "{\"means\":\"handed\",\"notices\":[1,2]}");
	REFUSED(HJ_NO_NOTICE_OWED, ROOM, 0, "close", "{\"procedure\":2}");
	DONE(ROOM, 0, "serve-notice", "{\"means\":\"handed\",\"notices\":[3]}");
	DONE(ROOM, 0, "close", "{\"procedure\":2}");
}

static void
in_court__waits_for_the_letter_and_is_a_title(void **state)
{
	int64_t no;

	(void)state;
	begun(COURT, "in_court");
	no = draft(COURT, 1);
	assert_int_equal(sign(COURT, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(COURT, no, 2, "signature"), HJ_NO);
	assert_int_equal(effective(COURT, no), HJ_NO_SERVED);
	assert_string_equal(f.refused_article, "民诉法100");
	DONE(COURT, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"handed\"}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_false(agreement(no)->confirmable);
	assert_null(clock_of("RT_CONFIRM"));
	assert_int_equal(procedure(1)->title, HJ_TI_COURT_LETTER);
}

static void
entrusted__is_concluded_by_the_courts_letter(void **state)
{
	int64_t no;

	(void)state;
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{\"number\":\"(2026)1号\"}");
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, VILLAGE));
	assert_int_equal(f.d->referral[0].kind, HJ_RK_ENTRUST);
	DONE(VILLAGE, 0, "accept-referral", "{\"referral\":1}");
	take_up(VILLAGE, 3);
	no = draft(VILLAGE, 3);
	assert_int_equal(sign(VILLAGE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO);
	REFUSED(HJ_NO_CONCLUDE, VILLAGE, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"handed\"}", (int)no);
	DONE(COURT, 0, "serve-letter", "{\"agreement\":%d,\"means\":\"post\"}",
	    (int)no);
	REFUSED(HJ_NO_NOT_DRAFT, COURT, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"post\"}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(procedure(3)->title, HJ_TI_COURT_LETTER);
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
}

static void
letter__is_served_once_and_waits_for_the_signatures(void **state)
{
	int64_t no;

	(void)state;
	begun(COURT, "in_court");
	no = draft(COURT, 1);
	DONE(COURT, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"handed\"}", (int)no);
	REFUSED(HJ_NO_DUPLICATE, COURT, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"handed\"}", (int)no);
	assert_int_equal(effective(COURT, no), HJ_NO_SIGNATURES);
}

static void
studio__stamps_with_the_stamp_of_its_committee(void **state)
{
	struct hj_org *org;
	int64_t no;

	(void)state;
	org = (struct hj_org *)(void *)(uintptr_t)&f.dir.org[VILLAGE];
	org->kind = hj_body_kind_find(&f.dir, "personal_studio");
	mediating();
	no = concluded();
	assert_string_equal(
	    agreement(no)->stamped_by, fixture_org(&f, TOWNSHIP));
}

static void
letter__is_none_of_peoples_mediation(void **state)
{
	int64_t no;

	(void)state;
	mediating();
	no = draft(VILLAGE, 1);
	REFUSED(HJ_NO_CHANNEL, VILLAGE, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"handed\"}", (int)no);
}

static void
police__needs_the_presiding_officer_and_no_stamp(void **state)
{
	int64_t no;

	(void)state;
	begun(POLICE, "administrative");
	no = draft(POLICE, 1);
	assert_int_equal(sign(POLICE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(POLICE, no, 2, "signature"), HJ_NO);
	assert_int_equal(effective(POLICE, no), HJ_NO_MEDIATOR_SIGN);
	DONE(POLICE, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
}

static void
organ__needs_its_stamp_too(void **state)
{
	int64_t no;

	(void)state;
	begun(ORGAN, "administrative");
	no = draft(ORGAN, 1);
	assert_int_equal(sign(ORGAN, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(ORGAN, no, 2, "signature"), HJ_NO);
	DONE(ORGAN, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	assert_int_equal(effective(ORGAN, no), HJ_NO_STAMP);
	DONE(ORGAN, 2, "stamp", "{\"agreement\":%d}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
}

static void
arbitration__needs_four_pieces_and_is_a_title(void **state)
{
	int64_t no;

	(void)state;
	registered(VILLAGE, "people");
	DONE(COMMISSION, 0, "open-arbitration", "{}");
	agree(COMMISSION, 2);
	DONE(COMMISSION, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, COMMISSION, 0));
	no = draft(COMMISSION, 2);
	assert_int_equal(sign(COMMISSION, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(COMMISSION, no, 2, "signature"), HJ_NO);
	DONE(COMMISSION, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	DONE(COMMISSION, 2, "stamp", "{\"agreement\":%d}", (int)no);
	assert_int_equal(effective(COMMISSION, no), HJ_NO_SERVED);
	DONE(COMMISSION, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"handed\"}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(procedure(2)->title, HJ_TI_ARBITRATION);
	assert_int_equal(procedure(2)->phase, HJ_PH_SETTLED);
}

static void
enforcement__is_settled_once_in_the_record_and_goes_on(void **state)
{
	int64_t no;

	(void)state;
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-title", "{\"title\":\"notarial\"}");
	DONE(COURT, 0, "open-enforcement", "{}");
	no = draft(COURT, 2);
	assert_int_equal(sign(COURT, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(COURT, no, 2, "signature"), HJ_NO);
	assert_int_equal(agreement(no)->state, HJ_AS_DRAFT);
	DONE(COURT, 0, "serve-letter",
	    "{\"agreement\":%d,\"means\":\"handed\"}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
}

static void
prosecution__is_settled_by_parties_and_host(void **state)
{
	int64_t no;

	(void)state;
	begun(PROSECUTOR, "procuratorial");
	no = draft(PROSECUTOR, 1);
	assert_int_equal(sign(PROSECUTOR, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(PROSECUTOR, no, 2, "signature"), HJ_NO);
	DONE(PROSECUTOR, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_false(agreement(no)->confirmable);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(
		    people__takes_effect_with_the_last_piece_and_names_what_it_lacks),
		TOLD(effect__is_dated_by_the_last_piece_in_time_not_in_entry),
		TOLD(
		    signature__refused_completes_nothing_and_may_be_given_later),
		TOLD(signature__of_a_minor_is_the_guardians),
		TOLD(signature__by_proxy_needs_an_agent),
		TOLD(signature__on_status_matters_is_not_electronic),
		TOLD(mediator__who_signs_was_assigned),
		TOLD(
		    host__drafts_and_stamps_only_through_the_signer_that_joined),
		TOLD(centre__is_never_mediator_of_record),
		TOLD(assigned__needs_the_parties_alone),
		TOLD(
		    assigned__tells_before_it_begins_and_files_what_was_agreed),
		TOLD(in_court__waits_for_the_letter_and_is_a_title),
		TOLD(entrusted__is_concluded_by_the_courts_letter),
		TOLD(letter__is_served_once_and_waits_for_the_signatures),
		TOLD(studio__stamps_with_the_stamp_of_its_committee),
		TOLD(letter__is_none_of_peoples_mediation),
		TOLD(police__needs_the_presiding_officer_and_no_stamp),
		TOLD(organ__needs_its_stamp_too),
		TOLD(arbitration__needs_four_pieces_and_is_a_title),
		TOLD(enforcement__is_settled_once_in_the_record_and_goes_on),
		TOLD(prosecution__is_settled_by_parties_and_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
