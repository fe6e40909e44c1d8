/* Hand-overs: offered, accepted, refused, returned, revoked, reported. */
#include "tests/unit/steps_fixture.h"

static enum hj_refusal
refer(enum place from, enum place to)
{
	return ask(from, 0, "refer", "{\"to\":\"%s\",\"reason\":\"移交\"}",
	    fixture_org(&f, to));
}

static enum hj_refusal
answer(enum place place, const char *name, int no)
{
	const char *more = strcmp(name, "accept-referral") == 0 ? ""
			   : strcmp(name, "return-referral") == 0
			       ? ",\"result\":\"not_agreed\""
			   : strcmp(name, "refuse-referral") == 0
			       ? ",\"ground\":\"not_ours\""
			       : ",\"reason\":\"不属职责\"";

	return ask(place, 0, name, "{\"referral\":%d%s}", no, more);
}

static const struct hj_referral *
referral(int64_t no)
{
	const struct hj_referral *r = hj_referral_at(f.d, no);

	assert_non_null(r);
	return r;
}

static void
accept__is_for_the_body_it_was_offered_to(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(referral(1)->kind, HJ_RK_HAND_OVER);
	assert_int_equal(referral(1)->state, HJ_RS_OFFERED);
	assert_int_equal(
	    answer(VILLAGE, "accept-referral", 1), HJ_NO_NOT_OFFERED_YOU);
	assert_int_equal(answer(NEIGHBOUR, "accept-referral", 1), HJ_NO_RIGHT);
	assert_int_equal(
	    answer(TOWNSHIP, "accept-referral", 4), HJ_NO_SUCH_ENTITY);
	/* Until then the sender goes on. */
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);

	assert_int_equal(answer(TOWNSHIP, "accept-referral", 1), HJ_NO);
	assert_int_equal(referral(1)->state, HJ_RS_ACCEPTED);
	assert_int_equal(referral(1)->to_procedure, 2);
	assert_int_equal(procedure(2)->phase, HJ_PH_OPENED);
	assert_int_equal(procedure(2)->n_consent, 0);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_OVER);
	assert_int_equal(
	    answer(TOWNSHIP, "accept-referral", 1), HJ_NO_NOT_OPEN_OFFER);
	for (size_t i = 0; i < f.d->n_notice; i++)
		assert_int_not_equal(f.d->notice[i].kind, HJ_NK_ROUTES);
}

static void
accept__goes_on_in_a_procedure_that_is_open_already(void **state)
{
	(void)state;
	registered(CENTRE, "report");
	DONE(VILLAGE, 0, "open-procedure", "{\"channel\":\"people\"}");
	take_up(VILLAGE, 2);
	assert_int_equal(refer(CENTRE, VILLAGE), HJ_NO);
	assert_int_equal(answer(VILLAGE, "accept-referral", 1), HJ_NO);
	assert_int_equal(f.d->n_procedure, 2);
	assert_int_equal(referral(1)->to_procedure, 2);
	assert_int_equal(procedure(2)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_OVER);
}

static void
refuse__leaves_the_matter_with_the_sender_and_is_counted(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO_DUPLICATE);
	REFUSED(HJ_NO_WORDS, TOWNSHIP, 0, "refuse-referral",
	    "{\"referral\":1,\"ground\":\"other\"}");
	assert_string_equal(f.refused_field, "reason");
	assert_int_equal(answer(TOWNSHIP, "refuse-referral", 1), HJ_NO);
	assert_int_equal(referral(1)->state, HJ_RS_REFUSED);
	assert_int_equal(referral(1)->turned_down, HJ_TDN_NOT_OURS);
	assert_int_equal(referral(1)->refusals, 1);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(answer(TOWNSHIP, "refuse-referral", 1), HJ_NO_RIGHT);
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(referral(2)->refusals, 1);
}

/* The body that refused asks for `name` with the id of that entry. */
static enum hj_refusal
by_entry(enum place place, const char *name, const char *event)
{
	enum hj_refusal no;

	f.door = fixture_entry(&f, "referral_refused");
	no = ask(
	    place, 0, name, "{\"event\":\"%s\",\"reason\":\"误拒\"}", event);
	f.door = NULL;
	return no;
}

static void
refusal__is_taken_back_by_the_body_that_has_no_part_any_more(void **state)
{
	const char *refused;

	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(answer(TOWNSHIP, "refuse-referral", 1), HJ_NO);
	refused = fixture_entry(&f, "referral_refused");
	assert_string_equal(referral(1)->refused_by, refused);
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "void",
	    "{\"event\":\"%s\",\"reason\":\"误拒\"}", refused);
	assert_int_equal(by_entry(COUNTY, "void", refused), HJ_NO_RIGHT);
	/* It opens that entry and nothing else. */
	assert_int_equal(
	    by_entry(TOWNSHIP, "void", fixture_entry(&f, "referral_offered")),
	    HJ_NO_VOID_RIGHT);
	f.door = refused;
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "note", "{\"text\":\"记\"}");
	f.door = NULL;

	assert_int_equal(by_entry(TOWNSHIP, "void", refused), HJ_NO);
	assert_int_equal(referral(1)->state, HJ_RS_OFFERED);
	assert_int_equal(referral(1)->refusals, 0);
	assert_null(referral(1)->refused_by);
	assert_int_equal(by_entry(TOWNSHIP, "void", refused), HJ_NO_RIGHT);
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 1), HJ_NO);
}

static void
refusal__stands_once_the_matter_was_offered_anew(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(answer(TOWNSHIP, "refuse-referral", 1), HJ_NO);
	assert_int_equal(refer(VILLAGE, COUNTY), HJ_NO);
	assert_int_equal(
	    by_entry(TOWNSHIP, "void", fixture_entry(&f, "referral_refused")),
	    HJ_NO_VOID_RESTS);
	DONE(VILLAGE, 0, "revoke-referral",
	    "{\"referral\":2,\"reason\":\"改派\"}");
	assert_int_equal(
	    by_entry(TOWNSHIP, "void", fixture_entry(&f, "referral_refused")),
	    HJ_NO);
}

static void
designation__ends_refusing_and_returning(void **state)
{
	(void)state;
	registered(CENTRE, "report");
	REFUSED(HJ_NO_RIGHT, CENTRE, 0, "refer",
	    "{\"to\":\"%s\",\"designated\":true}", fixture_org(&f, TOWNSHIP));
	assert_int_equal(refer(CENTRE, TOWNSHIP), HJ_NO);
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 1), HJ_NO);
	assert_int_equal(answer(TOWNSHIP, "return-referral", 1), HJ_NO);
	DONE(CENTRE, 0, "refer", "{\"to\":\"%s\",\"designated\":true}",
	    fixture_org(&f, TOWNSHIP));
	assert_int_equal(
	    answer(TOWNSHIP, "refuse-referral", 2), HJ_NO_SECOND_RETURN);
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 2), HJ_NO);
	assert_int_equal(
	    answer(TOWNSHIP, "return-referral", 2), HJ_NO_SECOND_RETURN);
	/* What it handled to its end it reports back. */
	DONE(TOWNSHIP, 0, "end-procedure",
	    "{\"procedure\":3,\"ground\":\"no_agreement\"}");
	assert_int_equal(answer(TOWNSHIP, "return-referral", 2), HJ_NO);
}

static void
designation__is_not_for_a_body_below(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(answer(TOWNSHIP, "refuse-referral", 1), HJ_NO);
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "refer",
	    "{\"to\":\"%s\",\"designated\":true}", fixture_org(&f, TOWNSHIP));
}

static void
return__ends_the_procedure_and_tells_the_routes(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(
	    answer(TOWNSHIP, "return-referral", 1), HJ_NO_NOT_OPEN_OFFER);
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 1), HJ_NO);
	assert_int_equal(
	    answer(VILLAGE, "return-referral", 1), HJ_NO_NOT_OFFERED_YOU);
	REFUSED(HJ_NO_SUCH_ENTITY, TOWNSHIP, 0, "return-referral",
	    "{\"referral\":9,\"result\":\"not_agreed\"}");
	assert_int_equal(answer(TOWNSHIP, "return-referral", 1), HJ_NO);
	assert_int_equal(referral(1)->state, HJ_RS_RETURNED);
	assert_int_equal(procedure(2)->ground, HJ_GR_RETURNED);
	assert_int_equal(fixture_count(&f, "referral_returned"), 1);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
}

static void
return__after_an_agreement_ends_nothing(void **state)
{
	(void)state;
	registered(COURT, "in_court");
	assert_int_equal(refer(COURT, ROOM), HJ_NO);
	assert_int_equal(answer(ROOM, "accept-referral", 1), HJ_NO);
	take_up(ROOM, 2);
	DONE(ROOM, 0, "record-oral-agreement",
	    "{\"procedure\":2,\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(ROOM, 0, "return-referral",
	    "{\"referral\":1,\"result\":\"agreed\",\"text\":\"报告\"}");
	assert_int_equal(procedure(2)->phase, HJ_PH_SETTLED);
	assert_int_equal(fixture_count(&f, "procedure_ended"), 0);
}

static void
revoke__is_for_the_sender_while_nobody_answered(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(answer(TOWNSHIP, "revoke-referral", 1), HJ_NO_RIGHT);
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\",\"assist\":true}",
	    fixture_org(&f, POLICE));
	DONE(POLICE, 0, "accept-referral", "{\"referral\":2}");
	assert_int_equal(answer(POLICE, "revoke-referral", 1), HJ_NO_RIGHT);
	assert_int_equal(answer(VILLAGE, "revoke-referral", 1), HJ_NO);
	assert_int_equal(referral(1)->state, HJ_RS_REVOKED);
	assert_int_equal(
	    answer(VILLAGE, "revoke-referral", 1), HJ_NO_NOT_OPEN_OFFER);
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 1), HJ_NO_RIGHT);
}

static void
receiver__must_be_another_body_that_handles_the_channel(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, VILLAGE), HJ_NO_SAME_BODY);
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "refer", "{}");
	REFUSED(HJ_NO_BODY_CHANNEL, VILLAGE, 0, "refer",
	    "{\"to\":\"%s\",\"channel\":\"administrative\"}",
	    fixture_org(&f, TOWNSHIP));
	REFUSED(HJ_NO_CHANNEL, VILLAGE, 0, "refer",
	    "{\"to\":\"%s\",\"channel\":\"suit\"}", fixture_org(&f, COURT));
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "refer", "{\"to\":\"%s\"}",
	    fixture_org(&f, COUNTY));
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "refer",
	    "{\"procedure\":5,\"to\":\"%s\"}", fixture_org(&f, TOWNSHIP));
}

static void
court__assigns_before_filing_and_entrusts_after(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_FILED, VILLAGE, 0, "refer",
	    "{\"to\":\"%s\",\"kind\":\"assign\"}", fixture_org(&f, TOWNSHIP));
	REFUSED(HJ_NO_FILED, VILLAGE, 0, "refer",
	    "{\"to\":\"%s\",\"kind\":\"escalate\"}", fixture_org(&f, TOWNSHIP));
	DONE(COURT, 0, "open-suit", "{\"received\":true}");
	REFUSED(HJ_NO_FILED, COURT, 0, "refer",
	    "{\"to\":\"%s\",\"kind\":\"entrust\"}", fixture_org(&f, ROOM));
	DONE(COURT, 0, "refer",
	    "{\"to\":\"%s\",\"consents\":[1,2],\"materials\":["
	    "\"e0000000000000000000000000010000\"]}",
	    fixture_org(&f, ROOM));
	assert_int_equal(referral(1)->kind, HJ_RK_ASSIGN);
	assert_int_equal(referral(1)->channel, HJ_CH_ASSIGNED);
	assert_int_equal(answer(ROOM, "accept-referral", 1), HJ_NO);
	/* The suit waits beside it. */
	assert_int_equal(procedure(2)->phase, HJ_PH_OPENED);
	assert_int_equal(answer(ROOM, "return-referral", 1), HJ_NO);
	DONE(COURT, 0, "open-suit", "{\"number\":\"(2026)2号\"}");
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
	assert_int_equal(refer(COURT, ROOM), HJ_NO);
	assert_int_equal(referral(2)->kind, HJ_RK_ENTRUST);
	assert_int_equal(referral(2)->channel, HJ_CH_ENTRUSTED);
}

static void
court__assigns_to_one_body_at_a_time(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{\"received\":true}");
	assert_int_equal(refer(COURT, ROOM), HJ_NO);
	REFUSED(HJ_NO_OFFERED, COURT, 0, "refer",
	    "{\"to\":\"%s\",\"kind\":\"assign\",\"channel\":\"assigned\"}",
	    fixture_org(&f, TOWNSHIP));
	assert_string_equal(f.refused_do, "revoke-referral, referral 1");
	assert_int_equal(answer(ROOM, "accept-referral", 1), HJ_NO);
	REFUSED(HJ_NO_OFFERED, COURT, 0, "refer",
	    "{\"to\":\"%s\",\"kind\":\"assign\",\"channel\":\"assigned\"}",
	    fixture_org(&f, TOWNSHIP));
	assert_string_equal(f.refused_do, "return-referral, referral 1");
	/* Two offers of earlier days: the second is not taken either. */
	f.d->referral[0].state = HJ_RS_REFUSED;
	DONE(COURT, 0, "refer",
	    "{\"to\":\"%s\",\"kind\":\"assign\",\"channel\":\"assigned\"}",
	    fixture_org(&f, TOWNSHIP));
	f.d->referral[0].state = HJ_RS_ACCEPTED;
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 2), HJ_NO_OFFERED);
}

static void
forum__that_is_open_keeps_others_from_taking_the_matter(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(referral(1)->state, HJ_RS_REVOKED);
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO);
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 2), HJ_NO_FORUM);
}

static void
assist__gives_a_part_and_no_procedure(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_RIGHT, POLICE, 0, "note", "{\"text\":\"到场\"}");
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\",\"assist\":true}",
	    fixture_org(&f, POLICE));
	assert_int_equal(answer(POLICE, "accept-referral", 1), HJ_NO);
	assert_int_equal(f.d->n_procedure, 1);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	DONE(POLICE, 0, "note", "{\"procedure\":1,\"text\":\"到场\"}");
}

static void
outside__is_recorded_both_ways(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "refer",
	    "{\"outside\":\"外县法院\",\"reason\":\"移送\"}");
	assert_int_equal(referral(1)->state, HJ_RS_RECORDED);
	assert_int_equal(referral(1)->kind, HJ_RK_OUTSIDE);
	assert_int_equal(fixture_count(&f, "referral_recorded"), 1);
	DONE(VILLAGE, 0, "refer",
	    "{\"outside\":\"外县法院\",\"received\":true,"
	    "\"precision\":\"unknown\"}");
	assert_int_equal(referral(2)->state, HJ_RS_ACCEPTED);
	assert_int_equal(referral(2)->to_procedure, 1);
	assert_int_equal(answer(VILLAGE, "return-referral", 2), HJ_NO);
	assert_int_equal(procedure(1)->ground, HJ_GR_RETURNED);
}

static void
procedure__must_be_named_if_two_are_open(void **state)
{
	(void)state;
	registered(GRID, "report");
	DONE(GRID, 0, "open-procedure", "{\"channel\":\"people\"}");
	assert_int_equal(refer(GRID, VILLAGE), HJ_NO_PROCEDURE);
	DONE(GRID, 0, "refer", "{\"procedure\":2,\"to\":\"%s\"}",
	    fixture_org(&f, VILLAGE));
	REFUSED(HJ_NO_SUCH_ENTITY, TOWNSHIP, 0, "escalate",
	    "{\"walk_up\":true,\"procedure\":7}");
	DONE(TOWNSHIP, 0, "escalate", "{\"walk_up\":true,\"procedure\":1}");
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_UP);
	assert_int_equal(procedure(2)->phase, HJ_PH_OPENED);
}

static void
list__is_bounded(void **state)
{
	(void)state;
	mediating();
	for (int i = 0; i < 100; i++)
		DONE(VILLAGE, 0, "refer", "{\"outside\":\"外县法院\"}");
	assert_int_equal(refer(VILLAGE, TOWNSHIP), HJ_NO_LIMIT_SIZE);
}

static void
procedure__that_is_handed_on_is_ours_or_below_us(void **state)
{
	(void)state;
	registered(ROOM, "assigned");
	DONE(ROOM, 0, "refer", "{\"to\":\"%s\",\"assist\":true}",
	    fixture_org(&f, COURT));
	DONE(COURT, 0, "accept-referral", "{\"referral\":1}");
	DONE(ROOM, 0, "refer", "{\"to\":\"%s\",\"assist\":true}",
	    fixture_org(&f, VILLAGE));
	DONE(VILLAGE, 0, "accept-referral", "{\"referral\":2}");
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "refer",
	    "{\"procedure\":1,\"to\":\"%s\"}", fixture_org(&f, TOWNSHIP));
	/* The court sends on what lies with its own room. */
	DONE(COURT, 0, "refer", "{\"procedure\":1,\"to\":\"%s\"}",
	    fixture_org(&f, TOWNSHIP));
	assert_int_equal(referral(3)->kind, HJ_RK_ASSIGN);
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 3), HJ_NO);
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_OVER);
	assert_int_equal(procedure(2)->channel, HJ_CH_ASSIGNED);
}

static void
report__goes_upward(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_NOT_ABOVE, VILLAGE, 0, "escalate", "{\"to\":\"%s\"}",
	    fixture_org(&f, GRID));
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "escalate",
	    "{\"to\":\"ffffffffffffffffffffffffffffffff\"}");
	REFUSED(HJ_NO_BODY_CHANNEL, VILLAGE, 0, "escalate",
	    "{\"channel\":\"petition\"}");
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "escalate", "{}");
	DONE(VILLAGE, 0, "escalate", "{\"text\":\"报告\"}");
	assert_int_equal(referral(1)->kind, HJ_RK_ESCALATE);
	assert_string_equal(referral(1)->to, fixture_org(&f, TOWNSHIP));
	REFUSED(HJ_NO_OFFERED, VILLAGE, 0, "escalate", "{}");
	assert_int_equal(answer(TOWNSHIP, "accept-referral", 1), HJ_NO);
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_UP);
	assert_true(procedure(1)->keeps_duties);
}

static void
report__to_a_superior_outside_moves_nothing(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "escalate", "{\"outside\":\"省厅\"}");
	assert_int_equal(referral(1)->state, HJ_RS_RECORDED);
	assert_int_equal(referral(1)->kind, HJ_RK_OUTSIDE);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
}

static void
party__that_walks_up_is_taken_over_at_once(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_RIGHT, NEIGHBOUR, 0, "escalate", "{\"walk_up\":true}");
	REFUSED(HJ_NO_NOT_ABOVE, GRID, 0, "escalate", "{\"walk_up\":true}");
	REFUSED(
	    HJ_NO_SUCH_ENTITY, VILLAGE, 0, "escalate", "{\"walk_up\":true}");
	DONE(TOWNSHIP, 0, "escalate",
	    "{\"walk_up\":true,\"text\":\"当事人自行前来\"}");
	assert_int_equal(referral(1)->state, HJ_RS_ACCEPTED);
	assert_string_equal(procedure(2)->body, fixture_org(&f, TOWNSHIP));
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_UP);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(accept__is_for_the_body_it_was_offered_to),
		TOLD(accept__goes_on_in_a_procedure_that_is_open_already),
		TOLD(refuse__leaves_the_matter_with_the_sender_and_is_counted),
		TOLD(
		    refusal__is_taken_back_by_the_body_that_has_no_part_any_more),
		TOLD(refusal__stands_once_the_matter_was_offered_anew),
		TOLD(designation__ends_refusing_and_returning),
		TOLD(designation__is_not_for_a_body_below),
		TOLD(return__ends_the_procedure_and_tells_the_routes),
		TOLD(return__after_an_agreement_ends_nothing),
		TOLD(revoke__is_for_the_sender_while_nobody_answered),
		TOLD(receiver__must_be_another_body_that_handles_the_channel),
		TOLD(court__assigns_before_filing_and_entrusts_after),
		cmocka_unit_test_setup_teardown(
		    court__assigns_to_one_body_at_a_time, set_up, tear_down),
		TOLD(forum__that_is_open_keeps_others_from_taking_the_matter),
		TOLD(assist__gives_a_part_and_no_procedure),
		TOLD(outside__is_recorded_both_ways),
		TOLD(procedure__must_be_named_if_two_are_open),
		TOLD(list__is_bounded),
		TOLD(procedure__that_is_handed_on_is_ours_or_below_us),
		TOLD(report__goes_upward),
		TOLD(report__to_a_superior_outside_moves_nothing),
		TOLD(party__that_walks_up_is_taken_over_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
