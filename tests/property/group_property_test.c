/*
 * Random lives of a group's roll: whatever is asked in whatever order, the fold
 * of the bytes gives the same state, the totals told to the dispute are those
 * of the lines, and no line gets more than is due to it.
 */
#include "lib/commands/group/group.h"
#include "tests/property/chance_number.h"
#include "tests/unit/turn_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LIVES 300
#define STEPS 60

static struct fixture f;
static struct hj_group *roll, *folded;
static long done;
static int64_t spent; /* what was paid in this life */

static int64_t
some(int64_t most)
{
	return between(1, most);
}

/* A command at random, as JSON. */
static const char *
random_command(char *json, size_t room)
{
	static const char *const names[] = { "add-members", "record-answers",
		"sign-members", "record-payment", "succeed-member",
		"correct-member", "elect-representatives",
		"revoke-representative", "serve-routes", "report-receipt" };
	static const char *const words[] = { "agrees", "refuses", "silent" };
	const char *name = names[some(10) - 1];
	int m = (int)some(12), k = (int)some(12);

	if (strcmp(name, "add-members") == 0)
		snprintf(json, room,
		    "{\"members\":[{\"name\":\"甲\",\"amount\":%d},"
		    "{\"name\":\"乙\",\"amount\":%d}]}",
		    (int)some(100000), (int)some(7));
	else if (strcmp(name, "record-answers") == 0)
		snprintf(json, room,
		    "{\"question\":\"%s\",\"answers\":[{\"member\":%d,"
		    "\"answer\":\"%s\",\"manner\":\"phone\"}]}",
		    some(4) == 1 ? "mediation" : "offer", m,
		    words[some(3) - 1]);
	else if (strcmp(name, "record-payment") == 0)
		snprintf(json, room, "{\"amount\":%d}", (int)some(50000));
	else if (strcmp(name, "succeed-member") == 0)
		snprintf(json, room, "{\"member\":%d,%s\"reason\":\"证明\"}", m,
		    some(2) == 1 ? "\"heir\":{\"name\":\"继\"}," : "");
	else if (strcmp(name, "correct-member") == 0)
		snprintf(json, room,
		    "{\"member\":{\"member\":%d,\"amount\":%d},%s"
		    "\"reason\":\"录错\"}",
		    m, (int)some(90000),
		    some(3) == 1 ? "\"remove\":true," : "");
	else if (strcmp(name, "elect-representatives") == 0)
		snprintf(json, room,
		    "{\"elected\":[%d,%d],\"votes\":[{\"manner\":\"phone\","
		    "\"n\":%d}]}",
		    m, k, (int)some(12));
	else if (strcmp(name, "revoke-representative") == 0)
		snprintf(json, room, "{\"member\":%d,\"reason\":\"请辞\"}", m);
	else if (strcmp(name, "report-receipt") == 0)
		snprintf(json, room, "{\"member\":%d,\"missing\":%s}", m,
		    some(2) == 1 ? "true" : "false");
	else
		snprintf(json, room, "{%s,\"members\":[%d]}",
		    strcmp(name, "sign-members") == 0 ? "\"how\":\"signature\""
						      : "\"means\":\"post\"",
		    m);
	return name;
}

static const char *
state_text(const struct hj_group *g)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, 1 << 22);
	hj_emit(&b, hj_group_kind.state, g);
	text = hj_strdup(f.a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

/* What was told is read back and folded; no fold may differ. */
static void
fold_back(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->n_event; i++) {
		struct hj_event ev;
		struct hj_error err = { 0 };
		struct hj_buf b;

		hj_buf_init(&b, HJ_EVENT_MOST);
		hj_event_encode(&b, &t->event[i]);
		assert_false(b.failed);
		assert_int_equal(hj_event_decode(f.a, hj_group_kind.events,
				     hj_buf_text(&b), b.n, &ev, &err),
		    HJ_OK);
		hj_buf_release(&b);
		hj_fold(folded, &ev);
	}
	assert_string_equal(state_text(roll), state_text(folded));
}

static void
check_lines(const struct hj_turn *t)
{
	int64_t owed = 0, paid = 0;
	char text[64];

	for (size_t i = 0; i < roll->n_mark; i++) {
		const struct hj_member_mark *m = &roll->mark[i];

		assert_int_equal(m->no, i + 1);
		assert_int_equal(roll->member[i].no, i + 1);
		if (m->signed_on != 0)
			assert_int_equal(m->offer, HJ_AN_AGREES);
		else
			assert_int_equal(m->paid, 0);
		assert_in_range(m->paid, 0, m->amount);
		if (m->status != HJ_MS_MEMBER)
			assert_false(m->representative);
		if (m->status == HJ_MS_LEFT)
			continue;
		owed += m->amount;
		paid += m->paid;
	}
	assert_int_equal(paid, spent);
	for (size_t i = 0; i < t->n_follow_up; i++) {
		snprintf(text, sizeof(text), "\"owed\":%lld,", (long long)owed);
		if (owed > 0)
			assert_non_null(strstr(t->follow_up[i].body, text));
		snprintf(text, sizeof(text), "\"paid\":%lld,", (long long)paid);
		if (paid > 0)
			assert_non_null(strstr(t->follow_up[i].body, text));
	}
}

static void
ask(const char *name, const char *json)
{
	const struct hj_command *command =
	    hj_command_find(&hj_group_kind, name);
	const struct hj_person *person =
	    hj_person_find(&f.dir, fixture_person(&f, VILLAGE, 0));
	struct fixture_seal seal = { .v = { fixture_seal_one }, .f = &f };
	struct hj_error err = { 0 };
	void *cmd = hj_alloc(f.a, command->fields->size);
	struct hj_turn t;

	f.commands++;
	if (hj_bind(f.a, command->fields, HJ_FORM_COMMAND, cmd, json,
		strlen(json), &err) != HJ_OK)
		fail_msg("%s %s: %s", name, json, err.msg);
	hj_each_sealed(command->fields, cmd, &seal.v);
	t = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = person->id,
		    .org = person->org,
		    .roles = person->roles,
		    .service = (command->flags & HJ_INTERNAL) != 0 },
		.now = f.now,
		.cmd = fixture_command(&f, f.commands),
		.state = roll,
		.version = roll->version };
	hj_decide(&t, &hj_group_kind, command, cmd);
	if (t.refused != HJ_NO) {
		/* A refused turn leaves nothing behind. */
		assert_int_equal(t.n_event, 0);
		return;
	}
	done++;
	if (strcmp(name, "record-payment") == 0)
		spent +=
		    ((const struct hj_members_marked *)t.event[0].body)->amount;
	fold_back(&t);
	check_lines(&t);
}

static void
lives__of_rolls_keep_their_sums(void **state)
{
	char json[400];

	(void)state;
	for (uint64_t life = 1; life <= LIVES; life++) {
		chance_seed = life;
		spent = 0;
		fixture_init(&f, NULL);
		roll =
		    hj_state_new(f.a, &hj_group_kind, fixture_id(&f, 'd', 9));
		folded =
		    hj_state_new(f.a, &hj_group_kind, fixture_id(&f, 'd', 9));
		ask("open-group",
		    "{\"dispute\":\"d0000000000000000000000000000001\","
		    "\"party\":1,\"county\":\"999901\",\"code\":\"c\"}");
		for (int i = 0; i < STEPS; i++) {
			const char *name = random_command(json, sizeof(json));

			ask(name, json);
		}
		fixture_release(&f);
	}
	assert_true(done > LIVES * STEPS / 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lives__of_rolls_keep_their_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
