/* Agreements: what makes one take effect, in which channel, and when. */
#include "tests/unit/steps_fixture.h"

static enum hj_refusal
effective(enum place place, int64_t no)
{
	return ask(place, 0, "make-effective", "{\"agreement\":%d}", (int)no);
}

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
	DONE(VILLAGE, 0, "correct-party",
	    "{\"party\":{\"party\":2,\"kind\":\"natural\",\"side\":"
	    "\"respondent\",\"name\":\"乙\",\"minor\":true,\"agent\":\"乙父\"},"
	    "\"reason\":\"登记监护人\"}");
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
	assert_string_equal(f.refused_article, "特邀24");
	assert_int_equal(sign(ROOM, no, 2, "signature"), HJ_NO);
	assert_int_equal(agreement(no)->state, HJ_AS_EFFECTIVE);
	assert_true(agreement(no)->confirmable);
	assert_int_equal(procedure(2)->title, 0);
	/* It is filed with the court, as a paper owed to no party. */
	assert_int_equal(fixture_count(&f, "notice_owed"), 1);
	assert_int_equal(f.d->notice[f.d->n_notice - 1].kind, HJ_NK_TO_COURT);
	assert_int_equal(f.d->notice[f.d->n_notice - 1].party, 0);
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

static void
draft__waits_for_consent_and_mediators(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	take_up(VILLAGE, 1);
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\"}}");
	REFUSED(HJ_NO_CONSENT, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"refuses\",\"manner\":\"oral\"}");
	/* Who refused is out; the others settle between themselves. */
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "draft-agreement", "{\"terms\":[]}");
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"debtor\":7}]}");
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"carries\":1}]}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":4,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(concluded(), 1);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
}

static void
draft__is_dropped_while_it_is_one(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	DONE(VILLAGE, 0, "drop-agreement",
	    "{\"agreement\":1,\"reason\":\"重拟\"}");
	assert_int_equal(agreement(1)->state, HJ_AS_DROPPED);
	REFUSED(
	    HJ_NO_NOT_DRAFT, VILLAGE, 0, "drop-agreement", "{\"agreement\":1}");
	assert_int_equal(sign(VILLAGE, 1, 1, "signature"), HJ_NO_NOT_DRAFT);
}

static void
draft__that_became_complete_is_made_effective(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\"}}");
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	assert_int_equal(concluded(), 1);
	assert_int_equal(agreement(1)->state, HJ_AS_DRAFT);
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"refuses\",\"manner\":\"oral\"}");
	assert_int_equal(agreement(1)->state, HJ_AS_DRAFT);
	assert_int_equal(effective(VILLAGE, 1), HJ_NO);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
}

static void
version__replaces_and_carries_over_what_was_paid(void **state)
{
	(void)state;
	mediating();
	concluded();
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":40000}");
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":30000,\"carries\":1}]}");
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":40000,\"carries\":1}]}");
	DONE(VILLAGE, 0, "drop-agreement", "{\"agreement\":2}");
	for (int i = 0; i < 2; i++)
		DONE(VILLAGE, 0, "draft-agreement",
		    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"},{\"kind\":"
		    "\"money\",\"amount\":90000,\"carries\":1}]}");
	for (int i = 3; i <= 4; i++) {
		assert_int_equal(agreement(i)->version, 2);
		assert_int_equal(sign(VILLAGE, i, 1, "signature"), HJ_NO);
		assert_int_equal(sign(VILLAGE, i, 2, "signature"), HJ_NO);
		DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", i);
	}
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":3}");

	assert_int_equal(fixture_count(&f, "procedure_settled"), 0);
	assert_int_equal(agreement(1)->state, HJ_AS_REPLACED);
	assert_int_equal(fixture_count(&f, "clock_stopped"), 1);
	assert_int_equal(clock_of("RT_CONFIRM")->subject, 3);
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_CARRIED);
	assert_int_equal(agreement(3)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(agreement(3)->carried, 40000);
	assert_int_equal(agreement(3)->term[0].state, HJ_TS_OPEN);
	assert_int_equal(agreement(3)->term[1].paid, 40000);
	assert_int_equal(agreement(3)->term[1].state, HJ_TS_PART);
	/* The other draft has nothing to replace any more. */
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":4}");
	assert_int_equal(agreement(4)->state, HJ_AS_DRAFT);
	assert_int_equal(effective(VILLAGE, 4), HJ_NO_NOT_EFFECTIVE);
	REFUSED(HJ_NO_NOT_EFFECTIVE, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":3,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":40000,\"carries\":2}]}");
	assert_int_equal(sign(VILLAGE, 5, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 5, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":5}");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":5}");
	assert_int_equal(agreement(5)->version, 3);
	assert_int_equal(agreement(5)->term[0].state, HJ_TS_PERFORMED);
	assert_int_equal(agreement(5)->carried, 40000);
}

static void
oral__takes_effect_at_once(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	take_up(VILLAGE, 1);
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\"}}");
	REFUSED(HJ_NO_CONSENT, VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"清理水沟\"}],"
	    "\"text\":\"口头达成\"}");
	assert_int_equal(fixture_count(&f, "oral_agreement_recorded"), 1);
	assert_int_equal(fixture_count(&f, "agreement_effective"), 1);
	assert_int_equal(agreement(1)->form, HJ_AF_ORAL);
	assert_int_equal(agreement(1)->effective_on, 20260302);
	assert_true(agreement(1)->confirmable);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_MET);
}

static void
oral__is_recorded_by_a_grid_worker_too(void **state)
{
	(void)state;
	registered(GRID, "report");
	DONE(GRID, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_false(agreement(1)->confirmable);
}

static void
private__binds_and_settles_no_procedure(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":5000}]}");
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(agreement(1)->procedure, 0);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(fixture_count(&f, "agreement_effective"), 0);
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(agreement(1)->state, HJ_AS_REPLACED);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	REFUSED(HJ_NO_NOT_DRAFT, VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":2,\"party\":1,\"how\":\"signature\"}");
}

static void
settlement__takes_back_what_was_offered_to_others(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, TOWNSHIP));
	concluded();
	assert_int_equal(f.d->referral[0].state, HJ_RS_REVOKED);
}

static void
performance__is_never_above_what_is_due(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	REFUSED(HJ_NO_NOT_EFFECTIVE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_string_equal(f.refused_article, "人民调解法29");
	concluded();
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":9,\"term\":1}");
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":2}");
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,\"amount\":100001}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,\"amount\":30000}");
	assert_int_equal(agreement(2)->term[0].state, HJ_TS_PART);
	assert_int_equal(agreement(2)->term[0].paid, 30000);
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,\"amount\":70001}");
	/* All the rest, by somebody else. */
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,"
	    "\"by_outside\":\"保险公司\"}");
	assert_int_equal(agreement(2)->term[0].state, HJ_TS_PERFORMED);
	assert_int_equal(f.d->performance[1].amount, 70000);
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1}");
}

static void
performance__of_deeds_and_of_sums_without_bound(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"},{\"kind\":\"money\","
	    "\"amount\":50000,\"exactness\":\"periodic\"}]}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"part\":true}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PART);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PERFORMED);
	for (int i = 0; i < 3; i++)
		DONE(VILLAGE, 0, "record-performance",
		    "{\"on\":\"term\",\"agreement\":1,\"term\":2,"
		    "\"amount\":50000,\"part\":true}");
	assert_int_equal(agreement(1)->term[1].paid, 150000);
	assert_int_equal(agreement(1)->term[1].state, HJ_TS_PART);
}

static void
performance__on_claim_and_title_needs_no_agreement(void **state)
{
	(void)state;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"owed\":8000,"
	    "\"parties\":[{\"kind\":\"natural\",\"side\":\"applicant\","
	    "\"name\":\"甲\"}]}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":5000,\"part\":true}");
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":3001}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":3000}");
	REFUSED(HJ_NO_TITLE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"title\",\"amount\":3000}");
	assert_int_equal(f.d->n_performance, 2);
	assert_int_equal(f.d->n_agreement, 0);
}

static void
lists__are_bounded(void **state)
{
	(void)state;
	mediating();
	for (int i = 0; i < 50; i++)
		DONE(VILLAGE, 0, "record-private-agreement",
		    "{\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_LIMIT_SIZE, VILLAGE, 0, "record-private-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	for (int i = 0; i < 500; i++)
		DONE(VILLAGE, 0, "record-default", "{\"on\":\"obligation\"}");
	REFUSED(HJ_NO_LIMIT_SIZE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":1}");
}

static void
default__ends_nothing_and_can_be_cured(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":6000,"
	    "\"due_on\":\"2026-03-10\"}]}");
	REFUSED(HJ_NO_NOT_DUE, VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	fixture_at(&f, "2026-03-11T09:00:00+08:00");
	DONE(VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_DEFAULTED);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_false(f.d->closed);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":6000}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PERFORMED);
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	DONE(VILLAGE, 0, "record-default", "{\"on\":\"obligation\"}");
	REFUSED(
	    HJ_NO_TITLE, VILLAGE, 0, "record-default", "{\"on\":\"title\"}");
	assert_int_equal(f.d->n_performance, 3);
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
		TOLD(draft__waits_for_consent_and_mediators),
		TOLD(draft__is_dropped_while_it_is_one),
		TOLD(draft__that_became_complete_is_made_effective),
		TOLD(version__replaces_and_carries_over_what_was_paid),
		TOLD(oral__takes_effect_at_once),
		TOLD(oral__is_recorded_by_a_grid_worker_too),
		TOLD(private__binds_and_settles_no_procedure),
		TOLD(settlement__takes_back_what_was_offered_to_others),
		TOLD(performance__is_never_above_what_is_due),
		TOLD(performance__of_deeds_and_of_sums_without_bound),
		TOLD(performance__on_claim_and_title_needs_no_agreement),
		TOLD(lists__are_bounded),
		TOLD(default__ends_nothing_and_can_be_cured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
