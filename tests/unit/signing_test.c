/* Who signed and how; what each channel needs, walked in full; ratings. */
#include "lib/commands/agreement/agreement.h"
#include "tests/unit/steps_fixture.h"

#include "lib/commands/guard.h"

/* Party 2 has an agent with `power` on these days. */
static void
agent(const char *power, const char *from, const char *until)
{
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\","
	    "\"power\":\"%s\",\"from\":\"%s\",\"until\":\"%s\"}",
	    power, from, until);
}

static void
proxy__signs_within_the_days_of_the_power(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, 1, 2, "proxy"), HJ_NO_PROXY);
	agent("special", "2026-02-01", "2026-03-01");
	assert_int_equal(sign(VILLAGE, 1, 2, "proxy"), HJ_NO_POWER);
	agent("special", "2026-03-03", "2026-04-01");
	assert_int_equal(sign(VILLAGE, 1, 2, "proxy"), HJ_NO_POWER);
	agent("general", "2026-03-02", "2026-03-02");
	assert_int_equal(sign(VILLAGE, 1, 2, "proxy"), HJ_NO_SPECIAL);
	agent("special", "2026-03-02", "2026-03-02");
	REFUSED(HJ_NO_POWER, VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":1,\"party\":2,\"how\":\"proxy\",\"agency\":1}");
	DONE(VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":1,\"party\":2,\"how\":\"proxy\",\"signer\":\"丙\","
	    "\"reader\":\"丁\",\"language\":\"苗语\",\"interpreter\":\"戊\","
	    "\"witness\":\"己\"}");
	assert_non_null(
	    ((const struct hj_agreement_signed *)f.event[0].body)->signer.box);
	assert_int_equal(
	    ((const struct hj_agreement_signed *)f.event[0].body)->power_to,
	    20260302);
}

static void
refusal__that_is_final_ends_the_draft(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	REFUSED(HJ_NO_DUPLICATE, VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":1,\"party\":2,\"how\":\"signature\","
	    "\"final\":true}");
	DONE(VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":1,\"party\":2,\"how\":\"refused\","
	    "\"final\":true}");
	assert_int_equal(agreement(1)->state, HJ_AS_DROPPED);
	assert_int_equal(agreement(1)->signature[0].party, 2);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
}

static void
electronic__fails_when_the_category_is_corrected_later(void **state)
{
	static const char *const status[] = { "0101", "0103" };

	for (size_t i = 0; i < 2; i++) {
		tear_down(state);
		set_up(state);
		mediating();
		draft(VILLAGE, 1);
		assert_int_equal(sign(VILLAGE, 1, 1, "electronic"), HJ_NO);
		assert_int_equal(sign(VILLAGE, 1, 2, "signature"), HJ_NO);
		f.d->category_gb = status[i];
		DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":1}");
		DONE(VILLAGE, 2, "stamp", "{\"agreement\":1}");
		assert_int_equal(agreement(1)->state, HJ_AS_DRAFT);
		REFUSED(HJ_NO_ELECTRONIC, VILLAGE, 0, "make-effective",
		    "{\"agreement\":1}");
		assert_int_equal(
		    sign(VILLAGE, 1, 1, "electronic"), HJ_NO_ELECTRONIC);
		assert_int_equal(sign(VILLAGE, 1, 1, "thumbprint"), HJ_NO);
		assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
		f.d->category_gb = NULL;
	}
}

#define DIGEST                                                                 \
	"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
copy__that_differs_must_say_how_and_takes_no_effect(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	REFUSED(HJ_NO_DIFFERS, VILLAGE, 0, "record-signed-copy",
	    "{\"agreement\":1,\"differs\":true,\"digest\":\"" DIGEST "\"}");
	REFUSED(HJ_NO_DIFFERS, VILLAGE, 0, "record-signed-copy",
	    "{\"agreement\":1,\"differs\":false,\"differences\":\"有\","
	    "\"digest\":\"" DIGEST "\"}");
	REFUSED(HJ_NO_EVIDENCE, VILLAGE, 0, "record-signed-copy",
	    "{\"agreement\":1,\"differs\":false,\"digest\":\"abc\"}");
	DONE(VILLAGE, 0, "record-signed-copy",
	    "{\"agreement\":1,\"differs\":true,\"differences\":"
	    "\"手写改为九百元\",\"digest\":\"" DIGEST "\"}");
	assert_int_equal(sign(VILLAGE, 1, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 1, 2, "signature"), HJ_NO);
	REFUSED(
	    HJ_NO_DIFFERS, VILLAGE, 0, "make-effective", "{\"agreement\":1}");
	DONE(VILLAGE, 0, "drop-agreement", "{\"agreement\":1}");
	REFUSED(HJ_NO_NOT_EFFECTIVE, VILLAGE, 0, "record-signed-copy",
	    "{\"agreement\":1,\"differs\":false,\"digest\":\"" DIGEST "\"}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "record-signed-copy",
	    "{\"agreement\":7,\"differs\":false,\"digest\":\"" DIGEST "\"}");
}

/* ---- what makes a written agreement take effect, by channel ---- */

enum {
	P = 1,
	M = 2,
	S = 4,
	L = 8
}; /* parties, mediator, seal, letter */

static const struct {
	int channel;
	enum place body;
	unsigned needs; /* 0: nothing is concluded in writing there */
	const char *article;
} walked[] = {
	{ HJ_CH_PEOPLE, VILLAGE, P | M | S, "人民调解法29" },
	{ HJ_CH_ASSIGNED, ROOM, P, "特邀调解规定24" },
	{ HJ_CH_ENTRUSTED, VILLAGE, P | L, "特邀调解规定19、20;民诉法100" },
	{ HJ_CH_IN_COURT, COURT, P | L, "民诉法100" },
	{ HJ_CH_ADMINISTRATIVE, POLICE, P | M,
	    "公安机关办理行政案件程序规定184" },
	{ HJ_CH_ADMINISTRATIVE, TRAFFIC, P | M, "道交事故处理程序规定93" },
	{ HJ_CH_ADMINISTRATIVE, ORGAN, P | M | S, "" },
	{ HJ_CH_ADMINISTRATIVE, HEALTH, P | M | S, "" },
	{ HJ_CH_ARBITRATION, COMMISSION, P | M | S | L, "" },
	{ HJ_CH_ENFORCEMENT, COURT, P | L, "" },
	{ HJ_CH_PROCURATORIAL, PROSECUTOR, P | M, "" },
	{ HJ_CH_PETITION, OFFICE, P | M, "信访工作条例33" },
	{ HJ_CH_SUIT, COURT, 0, "" },
	{ HJ_CH_CONFIRMATION, COURT, 0, "" },
	{ HJ_CH_HOTLINE, HOTLINE, 0, "" },
	{ HJ_CH_REPORT, GRID, 0, "" },
	{ HJ_CH_LEGAL_AID, AID, 0, "" },
};

static enum hj_refusal
first_missing(unsigned needs, unsigned there)
{
	if (needs == 0)
		return HJ_NO_CONCLUDE;
	if (needs & ~there & P)
		return HJ_NO_SIGNATURES;
	if (needs & ~there & M)
		return HJ_NO_MEDIATOR_SIGN;
	if (needs & ~there & S)
		return HJ_NO_STAMP;
	return needs & ~there & L ? HJ_NO_SERVED : HJ_NO;
}

static void
effect__needs_each_piece_of_its_channel_and_no_other(void **state)
{
	struct hj_turn t = {
		.a = f.a, .world = &f.world, .now = f.now, .d = f.d
	};
	struct hj_signature hands[] = { { .party = 1, .how = HJ_SG_SEAL },
		{ .party = 2, .how = HJ_SG_THUMBPRINT } };
	size_t cells = 0;

	(void)state;
	mediating();
	t.d = f.d;
	t.a = f.a;
	for (size_t i = 0; i < sizeof(walked) / sizeof(walked[0]); i++) {
		const struct hj_procedure was = *hj_procedure_at(f.d, 1);
		struct hj_procedure *p = hj_procedure_at(f.d, 1);
		const struct hj_effect_row *row;
		const char *rests;

		p->channel = walked[i].channel;
		p->body = fixture_org(&f, walked[i].body);
		row = hj_effect_of(&f.dir, p, HJ_AF_WRITTEN);
		assert_int_equal(row != NULL, walked[i].needs != 0);
		rests = hj_guard_article_in(&t, "not-effective", p);
		if (row != NULL)
			assert_string_equal(
			    rests == NULL ? "" : rests, walked[i].article);
		for (unsigned there = 0; there < 16; there++, cells++) {
			struct hj_agreement a = { .procedure = 1,
				.form = HJ_AF_WRITTEN,
				.signature = hands,
				.n_signature = there & P ? 2 : 1,
				.mediator_signed = there & M ? "m" : NULL,
				.stamped_by = there & S ? "s" : NULL,
				.served = (there & L) != 0 };

			assert_int_equal(hj_agreement_lacks(&t, &a),
			    first_missing(walked[i].needs, there));
		}
		*p = was;
	}
	assert_int_equal(cells, 17 * 16);
	print_message("effect: %zu cells of %zu channels and bodies\n", cells,
	    sizeof(walked) / sizeof(walked[0]));
}

/* Is the row one of those that were walked, with its needs? */
static bool
is_walked(const struct hj_effect_row *row)
{
	for (size_t i = 0; i < sizeof(walked) / sizeof(walked[0]); i++)
		if (row->channel == walked[i].channel &&
		    row->pieces == walked[i].needs &&
		    (row->kind == NULL ||
			strcmp(row->kind, fixture_kind[walked[i].body]) == 0))
			return true;
	return false;
}

static void
effect__of_each_form_stands_in_the_table(void **state)
{
	const struct hj_effect_row *row;
	struct hj_turn t = {
		.a = f.a, .world = &f.world, .now = f.now, .d = f.d
	};
	struct hj_procedure p = { .body = fixture_org(&f, VILLAGE) };
	size_t n, written = 0;

	(void)state;
	row = hj_effect_rows(&n);
	for (size_t i = 0; i < n; i++)
		if (row[i].form == HJ_AF_WRITTEN) {
			assert_true(is_walked(&row[i]));
			written++;
		} else {
			assert_int_equal(row[i].pieces, 0);
		}
	for (p.channel = 1; p.channel < (int)hj_channel_words.n; p.channel++) {
		const char *rests =
		    hj_guard_article_in(&t, "oral-agreement", &p);

		assert_non_null(hj_effect_of(&f.dir, &p, HJ_AF_ORAL));
		assert_string_equal(rests == NULL ? "" : rests,
		    p.channel == HJ_CH_PEOPLE ? "人民调解法28、30" : "");
	}
	assert_non_null(hj_effect_of(&f.dir, NULL, HJ_AF_PRIVATE));
	print_message("effect: %zu rows, %zu of them written\n", n, written);
}

/* ---- afterwards ---- */

static int
following_up(void **state)
{
	int failed = set_up(state);

	fixture_switch_on(&f, "follow-up-1-3-7");
	return failed;
}

static void
follow_up__is_a_task_on_its_days_and_done_on_them(void **state)
{
	(void)state;
	mediating();
	concluded();
	assert_int_equal(clock_of("FOLLOW_1")->due_on, 20260303);
	assert_int_equal(clock_of("FOLLOW_7")->due_on, 20260309);
	fixture_at(&f, "2026-03-03T10:00:00+08:00");
	DONE(VILLAGE, 0, "record-follow-up", "{\"party\":1}");
	assert_int_equal(clock_of("FOLLOW_1")->state, HJ_CS_MET);
	assert_int_equal(clock_of("FOLLOW_3")->state, HJ_CS_RUNNING);
	fixture_at(&f, "2026-03-07T10:00:00+08:00");
	DONE(VILLAGE, 0, "note", "{\"text\":\"无\"}");
	assert_int_equal(clock_of("FOLLOW_3")->state, HJ_CS_FIRED);
	DONE(VILLAGE, 0, "record-follow-up", "{\"party\":2}");
	assert_int_equal(clock_of("FOLLOW_3")->state, HJ_CS_MET);
	assert_int_equal(clock_of("FOLLOW_7")->state, HJ_CS_RUNNING);
}

static void
rating__is_never_the_mediators_and_makes_a_task(void **state)
{
	(void)state;
	mediating();
	concluded();
	REFUSED(HJ_NO_RATING, VILLAGE, 0, "record-satisfaction",
	    "{\"party\":1,\"manner\":\"oral\",\"satisfaction\":"
	    "\"satisfied\"}");
	REFUSED(HJ_NO_RATING, VILLAGE, 1, "record-satisfaction",
	    "{\"party\":1,\"manner\":\"oral\",\"satisfaction\":"
	    "\"satisfied\",\"on_behalf\":\"%s\"}",
	    fixture_person(&f, VILLAGE, 0));
	/* Nor under the name of a follow-up. */
	REFUSED(HJ_NO_RATING, VILLAGE, 0, "record-follow-up",
	    "{\"party\":1,\"satisfaction\":\"satisfied\"}");
	assert_string_equal(f.refused_field, "satisfaction");
	REFUSED(HJ_NO_RATING, VILLAGE, 1, "record-follow-up",
	    "{\"party\":1,\"satisfaction\":\"fair\",\"on_behalf\":\"%s\"}",
	    fixture_person(&f, VILLAGE, 0));
	DONE(VILLAGE, 1, "record-follow-up",
	    "{\"party\":1,\"satisfaction\":\"satisfied\"}");
	REFUSED(HJ_NO_PARTY, VILLAGE, 1, "record-satisfaction",
	    "{\"manner\":\"oral\",\"satisfaction\":\"satisfied\"}");
	DONE(VILLAGE, 1, "record-satisfaction",
	    "{\"party\":1,\"manner\":\"oral\",\"satisfaction\":"
	    "\"satisfied\"}");
	assert_null(clock_of("UNSATISFIED"));
	DONE(VILLAGE, 1, "record-satisfaction",
	    "{\"party\":2,\"manner\":\"oral\",\"satisfaction\":"
	    "\"unsatisfied\"}");
	assert_int_equal(clock_of("UNSATISFIED")->party, 2);
	assert_int_equal(clock_of("UNSATISFIED")->effect, HJ_EF_TASK);
	/* It reopens nothing. */
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
	DONE(VILLAGE, 0, "record-follow-up", "{\"party\":2}");
	assert_int_equal(clock_of("UNSATISFIED")->state, HJ_CS_MET);
}

#define FOLLOWED(name) cmocka_unit_test_setup_teardown(name, following_up, told)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(proxy__signs_within_the_days_of_the_power),
		TOLD(refusal__that_is_final_ends_the_draft),
		TOLD(electronic__fails_when_the_category_is_corrected_later),
		TOLD(copy__that_differs_must_say_how_and_takes_no_effect),
		TOLD(effect__needs_each_piece_of_its_channel_and_no_other),
		TOLD(effect__of_each_form_stands_in_the_table),
		FOLLOWED(follow_up__is_a_task_on_its_days_and_done_on_them),
		FOLLOWED(rating__is_never_the_mediators_and_makes_a_task),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
