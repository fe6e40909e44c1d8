/*
 * The roll of a group: lines, totals, shares to the fen; and what its dispute
 * makes of the totals.
 */
#include "lib/commands/group/group.h"
#include "tests/unit/steps_fixture.h"

static struct hj_group *g;
static struct hj_turn last; /* of the roll */
static const char *door;    /* who comes with the code of a line */

/* Ask the roll, as the village or (internal commands) the service. */
static enum hj_refusal
roll(const char *name, const char *json)
{
	const struct hj_command *command =
	    hj_command_find(&hj_group_kind, name);
	struct fixture_seal seal = { .v = { fixture_seal_one }, .f = &f };
	const struct hj_person *person =
	    hj_person_find(&f.dir, fixture_person(&f, VILLAGE, 0));
	struct hj_error err = { 0 };
	void *cmd;

	assert_non_null(command);
	f.commands++;
	cmd = hj_alloc(f.a, command->fields->size);
	if (hj_bind(f.a, command->fields, HJ_FORM_COMMAND, cmd, json,
		strlen(json), &err) != HJ_OK)
		fail_msg("%s: %s: %s", name, err.field, err.msg);
	hj_each_sealed(command->fields, cmd, &seal.v);
	last = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = person->id,
		    .org = person->org,
		    .roles = person->roles,
		    .service = (command->flags & HJ_INTERNAL) != 0,
		    .door = door },
		.now = f.now,
		.cmd = fixture_command(&f, f.commands),
		.state = g,
		.version = g->version };
	hj_decide(&last, &hj_group_kind, command, cmd);
	return last.refused;
}

/* Is a follow-up `command` asked, with this in its body? */
static bool
asked(const char *command, const char *text)
{
	for (size_t i = 0; i < last.n_follow_up; i++)
		if (strcmp(last.follow_up[i].command, command) == 0 &&
		    strstr(last.follow_up[i].body, text) != NULL)
			return true;
	return false;
}

/* A roll of three: 1.00, 2.00 and 3.01. */
static void
three(void)
{
	g = hj_state_new(f.a, &hj_group_kind, fixture_id(&f, 'd', 9));
	assert_int_equal(
	    roll("open-group",
		"{\"dispute\":\"d0000000000000000000000000000001\","
		"\"party\":1,\"county\":\"999901\",\"code\":\"c\"}"),
	    HJ_NO);
	assert_int_equal(roll("add-members",
			     "{\"members\":[{\"name\":\"甲\",\"amount\":100},"
			     "{\"name\":\"乙\",\"amount\":200},"
			     "{\"name\":\"丙\",\"amount\":301}]}"),
	    HJ_NO);
	assert_true(asked("count-group", "\"members\":3"));
	assert_true(asked("count-group", "\"owed\":601"));
}

static void
answer(int member, const char *word)
{
	char json[200];

	snprintf(json, sizeof(json),
	    "{\"question\":\"offer\",\"answers\":[{\"member\":%d,"
	    "\"answer\":\"%s\",\"manner\":\"phone\"}]}",
	    member, word);
	assert_int_equal(roll("record-answers", json), HJ_NO);
}

static void
payment__is_shared_in_proportion_and_adds_up(void **state)
{
	(void)state;
	three();
	for (int i = 1; i <= 3; i++)
		answer(i, "agrees");
	assert_int_equal(
	    roll("record-payment", "{\"amount\":1}"), HJ_NO_ABOVE_DUE);
	assert_int_equal(
	    roll("sign-members", "{\"how\":\"signature\",\"members\":[1,2,3]}"),
	    HJ_NO);
	for (int i = 0; i < 601; i++) {
		int64_t sum = 0;

		assert_int_equal(
		    roll("record-payment", "{\"amount\":1}"), HJ_NO);
		for (size_t k = 0; k < g->n_mark; k++) {
			sum += g->mark[k].paid;
			assert_in_range(g->mark[k].paid, 0, g->mark[k].amount);
		}
		assert_int_equal(sum, i + 1);
	}
	assert_int_equal(
	    roll("record-payment", "{\"amount\":1}"), HJ_NO_ABOVE_DUE);
}

static void
payment__of_large_sums_does_not_overflow(void **state)
{
	(void)state;
	three();
	assert_int_equal(
	    roll("add-members",
		"{\"members\":[{\"name\":\"丁\",\"amount\":2000000000000000},"
		"{\"name\":\"戊\",\"amount\":1999999999999999}]}"),
	    HJ_NO);
	answer(4, "agrees");
	answer(5, "agrees");
	assert_int_equal(
	    roll("sign-members", "{\"how\":\"signature\",\"members\":[4,5]}"),
	    HJ_NO);
	assert_int_equal(
	    roll("record-payment", "{\"amount\":3999999999999999}"), HJ_NO);
	assert_int_equal(g->mark[3].paid, INT64_C(2000000000000000));
	assert_int_equal(g->mark[4].paid, INT64_C(1999999999999999));
}

static void
member__who_said_no_or_nothing_does_not_sign(void **state)
{
	(void)state;
	three();
	answer(1, "refuses");
	assert_true(asked("count-group", "\"routes_owed\":1"));
	assert_int_equal(
	    roll("sign-members", "{\"how\":\"signature\",\"members\":[1]}"),
	    HJ_NO_NOT_BOUND);
	assert_int_equal(
	    roll("sign-members", "{\"how\":\"signature\",\"members\":[2]}"),
	    HJ_NO_NOT_BOUND);
	assert_int_equal(
	    roll("sign-members", "{\"how\":\"signature\",\"members\":[9]}"),
	    HJ_NO_MEMBER);
	assert_int_equal(
	    roll("serve-routes", "{\"means\":\"post\",\"members\":[1]}"),
	    HJ_NO);
	assert_false(asked("count-group", "routes_owed"));
}

static void
heir__is_asked_anew_and_may_be_found_later(void **state)
{
	(void)state;
	three();
	answer(2, "agrees");
	assert_int_equal(
	    roll("succeed-member", "{\"member\":2,\"reason\":\"死亡证明\"}"),
	    HJ_NO);
	assert_true(asked("count-group", "\"members\":2"));
	assert_int_equal(
	    roll("succeed-member", "{\"member\":2,\"heir\":{\"name\":\"继\"},"
				   "\"reason\":\"公证\"}"),
	    HJ_NO);
	assert_true(asked("count-group", "\"owed\":601"));
	assert_int_equal(g->member[3].heir_of, 2);
	assert_int_equal(g->mark[3].offer, 0);
	assert_int_equal(g->mark[1].amount, 0);
	assert_int_equal(
	    roll("succeed-member", "{\"member\":2,\"heir\":{\"name\":\"另\"},"
				   "\"reason\":\"公证\"}"),
	    HJ_NO_MEMBER);
}

static void
entry__is_put_right_and_a_member_can_leave_unless_he_signed(void **state)
{
	(void)state;
	three();
	assert_int_equal(
	    roll("correct-member", "{\"member\":{\"member\":1,\"amount\":150},"
				   "\"reason\":\"录错\"}"),
	    HJ_NO);
	assert_int_equal(g->mark[0].amount, 150);
	answer(2, "agrees");
	assert_int_equal(
	    roll("sign-members", "{\"how\":\"signature\",\"members\":[2]}"),
	    HJ_NO);
	assert_int_equal(
	    roll("correct-member", "{\"member\":{\"member\":2},\"remove\":true,"
				   "\"reason\":\"退出\"}"),
	    HJ_NO_PARTY_BOUND);
	assert_int_equal(
	    roll("correct-member", "{\"member\":{\"member\":3},\"remove\":true,"
				   "\"reason\":\"退出\"}"),
	    HJ_NO);
	assert_true(asked("count-group", "\"members\":2"));
}

static void
member__says_by_his_code_whether_the_money_came(void **state)
{
	(void)state;
	three();
	for (size_t i = 0; i < g->n_member; i++)
		g->member[i].door = fixture_id(&f, 'c', (int)i + 1);
	assert_int_equal(
	    roll("receipt-by-code", "{\"missing\":true}"), HJ_NO_MEMBER);
	door = fixture_id(&f, 'c', 9);
	assert_int_equal(
	    roll("receipt-by-code", "{\"missing\":true}"), HJ_NO_MEMBER);
	door = g->member[1].door;
	assert_int_equal(roll("receipt-by-code", "{\"missing\":true}"), HJ_NO);
	assert_true(g->mark[1].missing);
	assert_false(g->mark[0].missing || g->mark[2].missing);
	assert_true(asked("count-group", "\"missing\":1"));
	assert_int_equal(roll("receipt-by-code", "{\"missing\":true}"), HJ_NO);
	assert_int_equal(last.n_event, 0);
	assert_int_equal(roll("receipt-by-code", "{}"), HJ_NO);
	assert_false(g->mark[1].missing);
	door = NULL;
}

static void
dispute__takes_totals_in_their_order_and_waits_for_signatures(void **state)
{
	struct hj_turn t;

	(void)state;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"channel\":"
	    "\"people\",\"parties\":[{\"kind\":\"group\",\"side\":"
	    "\"applicant\",\"name\":\"甲等\"},{\"kind\":\"natural\",\"side\":"
	    "\"respondent\",\"name\":\"乙\"}]}");
	REFUSED(HJ_NO_NO_GROUP, VILLAGE, 0, "found-group", "{\"party\":2}");
	DONE(VILLAGE, 0, "found-group", "{\"party\":1}");
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "found-group", "{\"party\":1}");
	for (int as_of = 5; as_of >= 4; as_of--) {
		struct {
			struct hj_frame frame;
			struct hj_group_count *count;
		} cmd = { .count = HJ_NEW(f.a, struct hj_group_count) };

		*cmd.count = *hj_group_of(f.d, 1);
		cmd.count->as_of = as_of;
		cmd.count->yes = as_of;
		t = (struct hj_turn){ .a = f.a,
			.world = &f.world,
			.actor = { .person = "clock", .service = true },
			.now = f.now,
			.cmd = fixture_command(&f, ++f.commands),
			.state = f.d,
			.version = f.d->version };
		hj_decide(&t, &hj_dispute_kind,
		    hj_command_find(&hj_dispute_kind, "count-group"), &cmd);
		assert_int_equal(t.refused, HJ_NO);
		/* The older totals come second and change nothing. */
		assert_int_equal(t.n_event, as_of == 5);
		f.event = t.event;
		f.events = (int64_t)t.n_event;
		fixture_tell(&f);
	}
	assert_int_equal(hj_group_of(f.d, 1)->yes, 5);
	agree(VILLAGE, 1);
	DONE(VILLAGE, 0, "accept", "{}");
	DONE(VILLAGE, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, VILLAGE, 0));
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"text\":\"付\",\"terms\":[{\"kind\":\"money\",\"amount\":100,"
	    "\"debtor\":2,\"due_on\":\"2026-06-01\",\"text\":\"付\"}]}");
	REFUSED(HJ_NO_SIGNATURES, VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":1,\"party\":1,\"how\":\"signature\"}");
}

/* ---- one member: every state by every act ---- */

enum member_state {
	FRESH,
	YES,
	NO,
	SIGNED,
	ELECTED,
	LEFT,
	DIED,
	STATES
};

static void
put_in(enum member_state now)
{
	struct hj_member_mark *m;

	three();
	m = &g->mark[0];
	if (now == YES || now == SIGNED)
		m->offer = HJ_AN_AGREES;
	if (now == NO)
		m->offer = HJ_AN_REFUSES;
	if (now == SIGNED) {
		m->how = HJ_SG_SIGNATURE;
		m->signed_on = 20260302;
	}
	m->representative = now == ELECTED;
	m->status = now == LEFT   ? HJ_MS_LEFT
		    : now == DIED ? HJ_MS_DIED
				  : HJ_MS_MEMBER;
}

/* clang-format off */
static const struct {
	const char *command, *json;
	bool done[STATES]; /* fresh, yes, no, signed, elected, left, died */
} acts[] = {
	{ "record-answers", "{\"question\":\"offer\",\"answers\":[{\"member\":1,\"answer\":\"agrees\",\"manner\":\"phone\"}]}", { 1, 1, 1, 0, 1, 0, 0 } },
	{ "record-answers", "{\"question\":\"mediation\",\"answers\":[{\"member\":1,\"answer\":\"agrees\",\"manner\":\"phone\"}]}", { 1, 1, 1, 1, 1, 0, 0 } },
	{ "sign-members", "{\"how\":\"signature\",\"members\":[1]}", { 0, 1, 0, 0, 0, 0, 0 } },
	{ "succeed-member", "{\"member\":1,\"reason\":\"证明\",\"heir\":{\"name\":\"丁\"}}", { 1, 1, 1, 1, 1, 0, 1 } },
	{ "succeed-member", "{\"member\":1,\"reason\":\"证明\"}", { 1, 1, 1, 1, 1, 0, 0 } },
	{ "correct-member", "{\"member\":{\"member\":1,\"amount\":5},\"reason\":\"录错\"}", { 1, 1, 1, 0, 1, 0, 0 } },
	{ "correct-member", "{\"member\":{\"member\":1},\"remove\":true,\"reason\":\"退出\"}", { 1, 1, 1, 0, 1, 0, 0 } },
	{ "elect-representatives", "{\"elected\":[1],\"votes\":[{\"manner\":\"phone\",\"n\":1}]}", { 1, 1, 1, 1, 1, 0, 0 } },
	{ "revoke-representative", "{\"member\":1,\"reason\":\"请辞\"}", { 0, 0, 0, 0, 1, 0, 0 } },
	{ "serve-routes", "{\"means\":\"handed\",\"members\":[1]}", { 1, 1, 1, 1, 1, 0, 0 } },
	{ "report-receipt", "{\"member\":1,\"missing\":true}", { 1, 1, 1, 1, 1, 0, 0 } },
	{ "record-payment", "{\"amount\":1}", { 0, 0, 0, 1, 0, 0, 0 } },
};
/* clang-format on */

static void
member__may_do_in_each_state_what_the_table_says(void **state)
{
	const size_t n = sizeof(acts) / sizeof(acts[0]);
	size_t cells = 0, done = 0;

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (int now = 0; now < STATES; now++) {
			enum hj_refusal no;

			put_in((enum member_state)now);
			no = roll(acts[i].command, acts[i].json);
			if ((no == HJ_NO) != acts[i].done[now])
				fail_msg("%s in state %d: %s", acts[i].command,
				    now, hj_refusals[no].type);
			cells++;
			done += no == HJ_NO;
		}
	print_message("group: %d states x %zu acts = %zu cells, %zu done\n",
	    STATES, n, cells, done);
	assert_int_equal(cells, STATES * 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(member__may_do_in_each_state_what_the_table_says),
		TEST(payment__is_shared_in_proportion_and_adds_up),
		TEST(payment__of_large_sums_does_not_overflow),
		TEST(member__who_said_no_or_nothing_does_not_sign),
		TEST(heir__is_asked_anew_and_may_be_found_later),
		TEST(
		    entry__is_put_right_and_a_member_can_leave_unless_he_signed),
		TEST(member__says_by_his_code_whether_the_money_came),
		TOLD(
		    dispute__takes_totals_in_their_order_and_waits_for_signatures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
