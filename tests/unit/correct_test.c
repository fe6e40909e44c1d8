/* Corrections: voiding, amending, setting an expiry aside, settling. */
#include "tests/unit/steps_fixture.h"

/* The id of the n-th event of the last turn. */
static const char *
event_id(int n)
{
	assert_true(n < f.events);
	return f.event[n].id;
}

static enum hj_refusal
take_back(enum place place, int n, const char *event)
{
	return ask(
	    place, n, "void", "{\"event\":\"%s\",\"reason\":\"录错\"}", event);
}

/* Three sittings on reading A; returns the id of the last, and of its offer. */
static const char *
three_sittings(void)
{
	on_ladder("three-two-one-a");
	mediating();
	for (int i = 0; i < 3; i++) {
		f.now += HJ_DAY_MS;
		assert_int_equal(sit(VILLAGE, 1, "not_agreed"), HJ_NO);
	}
	assert_int_equal(f.d->n_referral, 1);
	return event_id(0);
}

static void
sitting__that_is_voided_counts_no_more(void **state)
{
	const char *id;

	(void)state;
	mediating();
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO);
	id = event_id(0);
	assert_int_equal(procedure(1)->attempts, 1);
	assert_int_equal(take_back(VILLAGE, 0, id), HJ_NO);
	assert_int_equal(fixture_count(&f, "voided"), 1);
	assert_true(f.d->session[0].voided);
	assert_int_equal(procedure(1)->attempts, 0);
	assert_int_equal(procedure(1)->sessions, 0);
	assert_int_equal(take_back(VILLAGE, 0, id), HJ_NO_VOID_TWICE);
	assert_int_equal(
	    take_back(VILLAGE, 0, fixture_id(&f, 'f', 1)), HJ_NO_ENTRY);
}

static void
sitting__of_the_same_time_counts_in_its_stead(void **state)
{
	const char *id;

	(void)state;
	on_ladder("three-two-one-a");
	mediating();
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO);
	id = event_id(0);
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO);
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO);
	assert_int_equal(f.d->session[2].counts, HJ_CO_SAME_SITTING);
	assert_int_equal(take_back(VILLAGE, 0, id), HJ_NO);
	assert_int_equal(f.d->session[1].counts, HJ_CO_YES);
	assert_int_equal(f.d->session[2].counts, HJ_CO_SAME_SITTING);
	assert_int_equal(procedure(1)->attempts, 1);
	assert_int_equal(f.d->ladder->attempts, 1);
}

static void
right__is_the_recorders_for_a_day_and_then_anothers(void **state)
{
	const char *id;

	(void)state;
	mediating();
	DONE(VILLAGE, 0, "note", "{\"text\":\"记错\"}");
	id = event_id(0);
	assert_int_equal(take_back(TOWNSHIP, 0, id), HJ_NO_RIGHT);
	f.now += HJ_DAY_MS;
	assert_int_equal(take_back(VILLAGE, 0, id), HJ_NO_VOID_RIGHT);
	assert_int_equal(take_back(VILLAGE, 1, id), HJ_NO);
	DONE(VILLAGE, 2, "note", "{\"text\":\"主任所记\"}");
	id = event_id(0);
	f.now += 2 * HJ_DAY_MS;
	assert_int_equal(take_back(VILLAGE, 2, id), HJ_NO);
}

static void
entry__of_another_body_is_not_ours_to_void(void **state)
{
	const char *id;

	(void)state;
	mediating();
	DONE(VILLAGE, 0, "note", "{\"text\":\"村所记\"}");
	id = event_id(0);
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\",\"assist\":true}",
	    fixture_org(&f, POLICE));
	DONE(POLICE, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(take_back(POLICE, 2, id), HJ_NO_VOID_RIGHT);
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\",\"assist\":true}",
	    fixture_org(&f, TOWNSHIP));
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":2}");
	assert_int_equal(take_back(TOWNSHIP, 0, id), HJ_NO_VOID_RIGHT);
	/* The head of the body above may. */
	assert_int_equal(take_back(TOWNSHIP, 2, id), HJ_NO);
}

static void
act__with_effect_is_not_voided(void **state)
{
	(void)state;
	mediating();
	(void)concluded();
	assert_int_equal(
	    take_back(VILLAGE, 2, fixture_entry(&f, "agreement_stamped")),
	    HJ_NO_VOID_KIND);
	assert_string_equal(f.refused_article, "人民调解法31");
	assert_non_null(strstr(f.refused_do, "draft-agreement"));
	assert_int_equal(take_back(VILLAGE, 2, fixture_entry(&f, "registered")),
	    HJ_NO_VOID_KIND);
}

static void
escalation__that_is_open_is_revoked_with_its_cause(void **state)
{
	const char *id;

	(void)state;
	id = three_sittings();
	assert_int_equal(take_back(VILLAGE, 0, id), HJ_NO);
	assert_int_equal(f.d->referral[0].state, HJ_RS_REVOKED);
	assert_int_equal(fixture_count(&f, "referral_revoked"), 1);
	assert_int_equal(f.d->ladder->attempts, 2);
	assert_int_equal(clock_of("LADDER_ACCEPT")->state, HJ_CS_STOPPED);
}

static void
escalation__that_was_accepted_is_asked_back(void **state)
{
	const char *id;

	(void)state;
	id = three_sittings();
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	/* Now it takes a second person, or the head. */
	assert_int_equal(take_back(VILLAGE, 0, id), HJ_NO_VOID_RIGHT);
	assert_int_equal(take_back(VILLAGE, 1, id), HJ_NO);
	assert_int_equal(fixture_count(&f, "return_requested"), 1);
	assert_true(f.d->referral[0].return_asked);
	assert_int_equal(f.d->referral[0].state, HJ_RS_ACCEPTED);
	assert_int_equal(f.d->ladder->step, 2);
	DONE(TOWNSHIP, 0, "return-referral",
	    "{\"referral\":1,\"result\":\"not_agreed\"}");
	assert_int_equal(f.d->ladder->step, 1);
	assert_int_equal(f.d->ladder->attempts, 2);
}

static void
end__of_the_ladder_is_taken_back_and_the_rest_listed(void **state)
{
	const struct hj_event_voided *b;
	const char *id;

	(void)state;
	on_ladder("three-two-one-a");
	begun(COUNTY, "people");
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(COUNTY, 1, "not_agreed"), HJ_NO);
	id = event_id(0);
	assert_true(f.d->ladder->done);
	DONE(COUNTY, 0, "serve-notice",
	    "{\"notices\":[3],\"means\":\"handed\"}");
	assert_int_equal(f.d->notice[2].kind, HJ_NK_ROUTES);
	assert_int_equal(take_back(COUNTY, 0, id), HJ_NO);
	b = f.event[0].body;
	assert_non_null(b->left);
	assert_false(f.d->ladder->done);
	assert_int_equal(f.d->ladder->attempts, 0);
	/* One was served and is corrected, one was only owed. */
	assert_int_equal(fixture_count(&f, "notice_owed"), 1);
	assert_int_equal(fixture_count(&f, "notice_withdrawn"), 1);
	assert_int_equal(f.d->notice[3].state, HJ_NS_REPLACED);
	assert_int_equal(f.d->notice[4].kind, HJ_NK_CORRECTING);
	DONE(COUNTY, 0, "reopen", "{\"procedure\":1,\"reason\":\"撤销\"}");
	assert_int_equal(f.d->ladder->step, 3);
}

static void
service__that_is_voided_is_owed_again(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"notices\":[1],\"means\":\"handed\"}");
	assert_int_equal(f.d->notice[0].state, HJ_NS_SERVED);
	assert_int_equal(take_back(VILLAGE, 0, event_id(0)), HJ_NO);
	assert_int_equal(f.d->notice[0].state, HJ_NS_OWED);
	assert_int_equal(f.d->notice[0].done_on, 0);
	assert_true(hj_notice_open(f.d, 1));
}

static void
performance__that_is_voided_is_due_again(void **state)
{
	const char *first, *missed;

	(void)state;
	mediating();
	concluded();
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":40000}");
	first = event_id(0);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":60000}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PERFORMED);
	assert_int_equal(take_back(VILLAGE, 0, first), HJ_NO);
	assert_int_equal(agreement(1)->term[0].paid, 60000);
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PART);
	DONE(VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	missed = event_id(0);
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_DEFAULTED);
	assert_int_equal(take_back(VILLAGE, 0, missed), HJ_NO);
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PART);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":100}");
	assert_int_equal(take_back(VILLAGE, 0, event_id(0)), HJ_NO);
	assert_true(f.d->performance[3].voided);
}

static void
amendment__stands_beside_what_it_corrects(void **state)
{
	const char *id;

	(void)state;
	mediating();
	REFUSED(HJ_NO_ENTRY, VILLAGE, 0, "amend",
	    "{\"event\":\"%s\",\"fields\":\"occurred_on\",\"reason\":\"笔误\","
	    "\"text\":\"3月1日\"}",
	    fixture_id(&f, 'f', 2));
	DONE(VILLAGE, 0, "record-visit", "{\"text\":\"走访\"}");
	id = event_id(0);
	REFUSED(HJ_NO_MEMBERS, VILLAGE, 1, "amend",
	    "{\"event\":\"%s\",\"fields\":\"text、nonsense\","
	    "\"reason\":\"笔误\",\"text\":\"无\"}",
	    id);
	assert_string_equal(f.refused_field, "fields");
	DONE(VILLAGE, 1, "amend",
	    "{\"event\":\"%s\",\"fields\":\"occurred_on\",\"reason\":\"笔误\","
	    "\"text\":\"3月1日\"}",
	    id);
	assert_int_equal(fixture_count(&f, "amended"), 1);
	assert_string_equal(
	    ((const struct hj_event_amended *)f.event[0].body)->kind,
	    "visit_recorded");
	REFUSED(HJ_NO_RIGHT, POLICE, 0, "amend",
	    "{\"event\":\"%s\",\"fields\":\"occurred_on\",\"reason\":\"笔误\","
	    "\"text\":\"3月1日\"}",
	    id);
	assert_int_equal(take_back(VILLAGE, 0, id), HJ_NO);
	REFUSED(HJ_NO_VOID_TWICE, VILLAGE, 0, "amend",
	    "{\"event\":\"%s\",\"fields\":\"occurred_on\",\"reason\":\"笔误\","
	    "\"text\":\"3月1日\"}",
	    id);
}

static void
entry__is_found_however_many_came_after(void **state)
{
	const char *sitting, *note;

	(void)state;
	mediating();
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO);
	sitting = event_id(0);
	DONE(VILLAGE, 0, "note", "{\"text\":\"一\"}");
	note = event_id(0);
	for (int i = 0; i < 100; i++)
		DONE(VILLAGE, 0, "note", "{\"text\":\"又\"}");
	assert_int_equal(take_back(VILLAGE, 0, note), HJ_NO);
	assert_int_equal(take_back(VILLAGE, 0, sitting), HJ_NO);
}

static enum hj_refusal
set_aside(enum place place, const struct hj_clock *c, const char *met_on)
{
	return ask(place, 0, "set-aside-expiry",
	    "{\"clock\":%d,\"met_on\":\"%s\",\"reason\":\"漏录\"}", (int)c->no,
	    met_on);
}

static void
expiry__is_set_aside_if_the_limit_was_met_by_occurrence(void **state)
{
	const struct hj_clock *c;

	(void)state;
	mediating();
	c = clock_of("RT_MED"); /* until 2026-04-02 */
	assert_int_equal(set_aside(VILLAGE, c, "2026-03-02"), HJ_NO_SET_ASIDE);
	fixture_at(&f, "2026-04-10T09:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_FIRED);
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "set-aside-expiry",
	    "{\"clock\":99,\"met_on\":\"2026-04-02\",\"reason\":\"漏录\"}");
	assert_int_equal(set_aside(VILLAGE, clock_of("RT_MED"), "2026-04-03"),
	    HJ_NO_SET_ASIDE);
	assert_int_equal(
	    set_aside(VILLAGE, clock_of("RT_MED"), "2026-04-02"), HJ_NO);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_SET_ASIDE);
	assert_int_equal(set_aside(VILLAGE, clock_of("RT_MED"), "2026-04-02"),
	    HJ_NO_SET_ASIDE);
}

static void
expiry__of_a_step_takes_its_escalation_back(void **state)
{
	(void)state;
	on_ladder("four-tiers-seven-days");
	mediating(); /* the village's two working days: 2026-03-04 */
	fixture_at(&f, "2026-03-05T09:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(f.d->referral[0].state, HJ_RS_OFFERED);
	assert_int_equal(
	    set_aside(TOWNSHIP, clock_of("LADDER"), "2026-03-04"), HJ_NO_RIGHT);
	assert_int_equal(
	    set_aside(VILLAGE, clock_of("LADDER"), "2026-03-04"), HJ_NO);
	assert_int_equal(f.d->referral[0].state, HJ_RS_REVOKED);
}

static void
expiry__of_an_offer_opens_it_again(void **state)
{
	(void)state;
	three_sittings(); /* 2026-03-05; to be accepted until the 9th */
	fixture_at(&f, "2026-03-10T09:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(f.d->referral[0].state, HJ_RS_LAPSED);
	assert_int_equal(
	    set_aside(VILLAGE, clock_of("LADDER_ACCEPT"), "2026-03-09"), HJ_NO);
	assert_int_equal(f.d->referral[0].state, HJ_RS_OFFERED);
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(f.d->ladder->step, 2);
}

static void
expiry__of_a_right_gives_the_right_back(void **state)
{
	(void)state;
	mediating();
	concluded();
	fixture_at(&f, "2026-04-05T09:00:00+08:00");
	REFUSED(HJ_NO_CONFIRM_LATE, VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"parties\":[1,2],\"court\":\"%s\"}",
	    fixture_org(&f, COURT));
	assert_int_equal(
	    set_aside(VILLAGE, clock_of("RT_CONFIRM"), "2026-04-01"), HJ_NO);
	DONE(VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"parties\":[1,2],\"court\":\"%s\","
	    "\"occurred_on\":\"2026-04-01\"}",
	    fixture_org(&f, COURT));
}

static void
settling__is_the_services_alone_and_decides_nothing(void **state)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, "settle");
	struct hj_turn t;
	void *cmd;

	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "settle", "{}"), HJ_NO_RIGHT);
	cmd = hj_alloc(f.a, command->fields->size);
	t = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = "clock", .service = true },
		.now = f.now,
		.cmd = fixture_command(&f, ++f.commands),
		.state = f.d,
		.d = f.d,
		.version = f.d->version };
	hj_decide(&t, &hj_dispute_kind, command, cmd);
	assert_int_equal(t.refused, HJ_NO);
	assert_int_equal(t.n_event, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(sitting__that_is_voided_counts_no_more),
		TOLD(sitting__of_the_same_time_counts_in_its_stead),
		TOLD(right__is_the_recorders_for_a_day_and_then_anothers),
		TOLD(entry__of_another_body_is_not_ours_to_void),
		TOLD(act__with_effect_is_not_voided),
		TOLD(escalation__that_is_open_is_revoked_with_its_cause),
		TOLD(escalation__that_was_accepted_is_asked_back),
		TOLD(end__of_the_ladder_is_taken_back_and_the_rest_listed),
		TOLD(service__that_is_voided_is_owed_again),
		TOLD(performance__that_is_voided_is_due_again),
		TOLD(amendment__stands_beside_what_it_corrects),
		TOLD(entry__is_found_however_many_came_after),
		TOLD(expiry__is_set_aside_if_the_limit_was_met_by_occurrence),
		TOLD(expiry__of_a_step_takes_its_escalation_back),
		TOLD(expiry__of_an_offer_opens_it_again),
		TOLD(expiry__of_a_right_gives_the_right_back),
		TOLD(settling__is_the_services_alone_and_decides_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
