/*
 * The flow of a petition as a table: every stage and every command of
 * petitions, and the ways of article 31 as data.
 */
#include "tests/unit/petition_fixture.h"

#define FIRST HJ_ST_RECEIVED
#define LAST HJ_ST_RECHECKED

static const struct hj_rule_set *
national(void)
{
	return hj_rule_set_named(&f.rules, "national-petition");
}

/* Does the command belong to petitions alone? */
static bool
of_petitions(const struct hj_command *c)
{
	return c->channels == HJ_CH(PETITION);
}

/*
 * Every stage by every command: outside its row it is refused, without an
 * event, whatever its members say.
 */
static void
flow__is_closed_outside_its_table(void **state)
{
	size_t cells = 0, shut = 0;

	(void)state;
	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++) {
		const struct hj_command *c = hj_dispute_kind.commands[i];

		if (!of_petitions(c))
			continue;
		assert_int_not_equal(c->about, 0);
		for (int st = FIRST; st <= LAST; st++) {
			struct hj_turn t = { .a = f.a,
				.world = &f.world,
				.now = f.now,
				.cmd = fixture_command(&f, 9000),
				.actor = { .person =
					       fixture_person(&f, OFFICE, 2),
				    .org = fixture_org(&f, OFFICE),
				    .roles = HJ_RO(HEAD) | HJ_RO(MEDIATOR) },
				.state = f.d,
				.version = f.d->version };
			bool allowed = c->stages == 0 ||
				       (c->stages & UINT64_C(1) << st) != 0;
			void *cmd = hj_alloc(f.a, c->fields->size);

			cells++;
			if (f.d->n_procedure == 0) {
				appeal();
				t.version = f.d->version;
			}
			f.d->procedure[0].stage = st;
			if (allowed)
				continue;
			hj_fields_clear(c->fields, cmd);
			((struct hj_frame *)cmd)->procedure = 1;
			hj_decide(&t, &hj_dispute_kind, c, cmd);
			assert_int_not_equal(t.refused, HJ_NO);
			assert_int_equal(t.n_event, 0);
			shut++;
		}
	}
	print_message("%zu cells, %zu shut\n", cells, shut);
	assert_true(cells >= 13 * 20);
	f.d->procedure[0].stage = HJ_ST_CLASSIFIED;
}

/* What a command may lead to is a stage of petitions, and each is reached. */
static void
flow__reaches_every_stage(void **state)
{
	uint64_t reached = HJ_ST(RECEIVED);

	(void)state;
	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++)
		if (of_petitions(hj_dispute_kind.commands[i]))
			reached |= hj_dispute_kind.commands[i]->to;
	for (int st = FIRST; st <= LAST; st++)
		assert_true(reached & UINT64_C(1) << st);
}

/* A petition, the way it goes, by which article, and its limit. */
static const struct {
	const char *what;
	const char *matter;
	const char *way; /* "" where the class has none */
	const char *article;
	const char *clock; /* "" where there is none */
} golden[] = {
#define OUT(n) "信访工作条例31(" n ")", ""
	/* clang-format off */
	{ "借款不还,未起诉", "civil_suit", "litigation", OUT("一") },
	{ "相邻通行权争议", "civil_suit", "litigation", OUT("一") },
	{ "不服离婚判决的财产分割", "civil_judgment", "litigation", OUT("一") },
	{ "不服一审判决,已过上诉期", "civil_judgment", "litigation", OUT("一") },
	{ "要求再审合同案", "civil_judgment", "litigation", OUT("一") },
	{ "认为量刑过重", "criminal_judgment", "litigation", OUT("一") },
	{ "认为被判有罪是错案", "criminal_judgment", "litigation", OUT("一") },
	{ "不服行政判决", "administrative_judgment", "litigation", OUT("一") },
	{ "胜诉后多年未执行到位", "enforcement", "litigation", OUT("一") },
	{ "对执行拍卖有异议", "enforcement", "litigation", OUT("一") },
	{ "请求检察院抗诉", "trial_supervision", "litigation", OUT("一") },
	{ "反映审判人员违法", "trial_supervision", "litigation", OUT("一") },
	{ "报案后公安不立案", "criminal_filing", "litigation", OUT("一") },
	{ "被错误羁押请求赔偿", "state_compensation", "litigation", OUT("一") },
	{ "案件久侦不结", "police_case", "litigation", OUT("一") },
	{ "不服交通事故认定的办案程序", "police_case", "litigation", OUT("一") },
	{ "单位不支付加班费", "labour_dispute", "arbitration", OUT("二") },
	{ "解除劳动合同补偿", "labour_dispute", "arbitration", OUT("二") },
	{ "未签劳动合同双倍工资", "labour_dispute", "arbitration", OUT("二") },
	{ "事业单位辞退", "personnel_dispute", "arbitration", OUT("二") },
	{ "承包地被村里收回", "land_contract", "arbitration", OUT("二") },
	{ "承包合同面积不符", "land_contract", "arbitration", OUT("二") },
	{ "合同约定仲裁的货款", "agreed_arbitration", "arbitration", OUT("二") },
	{ "不服党内警告处分", "party_discipline", "party_appeal", OUT("三") },
	{ "不服开除党籍", "party_discipline", "party_appeal", OUT("三") },
	{ "党组织不服问责决定", "party_organisation", "party_appeal", OUT("三") },
	{ "不服行政处罚决定", "administrative_act", "administrative", OUT("四") },
	{ "不服不予许可决定", "administrative_act", "administrative", OUT("四") },
	{ "请求裁决专利侵权", "administrative_ruling", "administrative", OUT("四") },
	{ "两村争一片山林", "land_ownership", "administrative", OUT("四") },
	{ "两户争宅基地权属", "land_ownership", "administrative", OUT("四") },
	{ "请求确认退伍军人身份", "administrative_confirmation", "administrative", OUT("四") },
	{ "上班途中受伤认定工伤", "work_injury", "administrative", OUT("四") },
	{ "申请办理采砂许可", "administrative_licence", "administrative", OUT("四") },
	{ "请求处罚邻居殴打", "administrative_penalty", "administrative", OUT("四") },
#define DUTY "信访工作条例31(五)", ""
	{ "请求查处无证经营", "investigate", "duty", DUTY },
	{ "请求查处非法占地", "investigate", "duty", DUTY },
	{ "人身受威胁请求保护", "protect_rights", "duty", DUTY },
	{ "财产被侵占请求保护", "protect_rights", "duty", DUTY },
	{ "举报工地拖欠工资", "wage_arrears", "duty", DUTY },
	{ "举报餐馆使用过期食材", "food_safety", "duty", DUTY },
	{ "举报工厂偷排", "pollution", "duty", DUTY },
	{ "举报夜间施工噪声", "pollution", "duty", DUTY },
	{ "举报楼顶违建", "illegal_building", "duty", DUTY },
#define SIX "信访工作条例31(六)、34", "XF_HANDLE"
	{ "征地补偿太低", "demolition", "opinion", SIX },
	{ "安置房迟迟不交", "demolition", "opinion", SIX },
	{ "低保被取消", "welfare", "opinion", SIX },
	{ "申请临时救助未批", "welfare", "opinion", SIX },
	{ "村里不公开账目", "village_affairs", "opinion", SIX },
	{ "路灯久不修", "public_service", "opinion", SIX },
	{ "公交线路取消", "public_service", "opinion", SIX },
	{ "退役安置待遇未落实", "veterans", "opinion", SIX },
	{ "老厂改制遗留", "history", "opinion", SIX },
	{ "其他诉求", "other_appeal", "opinion", SIX },
#define NONE29 "", "信访工作条例29", ""
	{ "建议增设斑马线", "suggestion", NONE29 },
	{ "建议调整办公时间", "suggestion", NONE29 },
	{ "批评窗口态度差", "criticism", NONE29 },
	{ "建议修改地方条例", "law_making", NONE29 },
#define NONE30 "", "信访工作条例30", ""
	{ "检举干部受贿", "corruption", NONE30 },
	{ "检举挪用扶贫款", "corruption", NONE30 },
	{ "检举主管玩忽职守", "misconduct", NONE30 },
	{ "控告执法人员打人", "rights_violated", NONE30 },
	/* clang-format on */
};

static void
ways__of_sixty_petitions_are_these(void **state)
{
	const size_t n = sizeof(golden) / sizeof(golden[0]);

	(void)state;
	assert_true(n >= 60);
	for (size_t i = 0; i < n; i++) {
		const struct hj_rule_matter *m =
		    hj_rule_matter_find(national(), golden[i].matter);
		const struct hj_rule_way *w;

		assert_non_null(m);
		w = hj_rule_way_find(national(), m->class, m->way);
		assert_non_null(w);
		assert_string_equal(
		    hj_word_name(&hj_petition_way_words, m->way),
		    golden[i].way);
		assert_string_equal(w->article, golden[i].article);
		assert_string_equal(
		    w->clock == NULL ? "" : w->clock, golden[i].clock);
		/* Only 31(一)-(四) lead out of the petition line. */
		assert_int_equal(w->out, m->way >= HJ_PW_LITIGATION &&
					     m->way <= HJ_PW_ADMINISTRATIVE);
	}
	print_message("%zu petitions\n", n);
}

/* The whole road, to the day: objection, extension, review, re-check. */
static void
road__is_counted_to_the_day(void **state)
{
	(void)state;
	fixture_at(&f, "2026-03-20T09:00:00+08:00");
	appeal();
	assert_int_equal(clock_of("XF_REG")->due_on, 20260407);
	fixture_at(&f, "2026-04-01T09:00:00+08:00");
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, BUREAU));
	serve_kind(OFFICE, HJ_NK_PETITION_TOLD);
	DONE(BUREAU, 0, "receive-petition", "{}");
	assert_int_equal(clock_of("XF_OBJ")->due_on, 20260409);
	fixture_at(&f, "2026-04-08T09:00:00+08:00");
	DONE(BUREAU, 0, "object-petition", "{\"reason\":\"非本机关\"}");
	fixture_at(&f, "2026-04-09T09:00:00+08:00");
	DONE(OFFICE, 0, "answer-objection", "{\"agreed\":false}");
	fixture_at(&f, "2026-04-10T09:00:00+08:00");
	DONE(BUREAU, 0, "accept-petition", "{}");
	assert_int_equal(clock_of("XF_HANDLE")->due_on, 20260609);
	serve_kind(BUREAU, HJ_NK_PETITION_TOLD);
	fixture_at(&f, "2026-06-05T09:00:00+08:00");
	REFUSED(HJ_NO_EXTENSION_CAP, BUREAU, 2, "extend-handling",
	    "{\"days\":31,\"reason\":\"复杂\"}");
	DONE(BUREAU, 2, "extend-handling", "{\"days\":30,\"reason\":\"复杂\"}");
	assert_int_equal(clock_of("XF_HANDLE")->due_on, 20260709);
	fixture_at(&f, "2026-06-24T09:00:00+08:00");
	DONE(BUREAU, 0, "issue-opinion", "{" WITH_DAYS "}");
	assert_int_equal(clock_of("XF_REV_ASK")->state, HJ_CS_AWAITING_SERVICE);
	fixture_at(&f, "2026-06-26T09:00:00+08:00");
	serve_kind(BUREAU, HJ_NK_PETITION_OPINION);
	assert_int_equal(clock_of("XF_REV_ASK")->due_on, 20260727);
	fixture_at(&f, "2026-07-27T09:00:00+08:00");
	DONE(UPPER, 0, "request-review", "{\"party\":1}");
	assert_int_equal(clock_of("XF_REV_DO")->due_on, 20260826);
	fixture_at(&f, "2026-08-24T09:00:00+08:00");
	DONE(UPPER, 0, "issue-review", "{" WITH_DAYS "}");
	serve_kind(UPPER, HJ_NK_PETITION_REVIEW);
	assert_int_equal(clock_of("XF_CHK_ASK")->due_on, 20260923);
	fixture_at(&f, "2026-09-07T09:00:00+08:00");
	DONE(HIGHEST, 0, "request-recheck", "{\"party\":1}");
	assert_int_equal(clock_of("XF_CHK_DO")->due_on, 20261008);
	fixture_at(&f, "2026-09-21T09:00:00+08:00");
	DONE(HIGHEST, 0, "record-petition-hearing",
	    "{\"began_on\":\"2026-09-14\",\"ended_on\":\"2026-09-18\"}");
	assert_int_equal(clock_of("XF_CHK_DO")->due_on, 20261012);
	fixture_at(&f, "2026-10-12T09:00:00+08:00");
	DONE(HIGHEST, 0, "issue-recheck", "{" OPINION "}");
	serve_kind(HIGHEST, HJ_NK_PETITION_RECHECK);
	assert_int_equal(clock_of("XF_CHK_DO")->state, HJ_CS_MET);
	assert_int_equal(petition()->end, HJ_PE_FINAL);
}

/* Who passed it on only moved it. */
static void
rating__is_never_entered_by_who_decided(void **state)
{
	(void)state;
	taken();
	DONE(BUREAU, 1, "accept-petition", "{}");
	DONE(BUREAU, 0, "issue-opinion", "{" WITH_DAYS "}");
	for (int person = 0; person < 2; person++) {
		REFUSED(HJ_NO_RATING, BUREAU, person, "record-satisfaction",
		    "{\"party\":1,\"manner\":\"phone\",\"satisfaction\":"
		    "\"satisfied\"}");
		REFUSED(HJ_NO_RATING, BUREAU, person, "record-follow-up",
		    "{\"party\":1,\"satisfaction\":\"satisfied\"}");
	}
	REFUSED(HJ_NO_RATING, OFFICE, 0, "record-satisfaction",
	    "{\"party\":1,\"manner\":\"phone\",\"satisfaction\":\"fair\","
	    "\"on_behalf\":\"%s\"}",
	    fixture_person(&f, BUREAU, 1));
	DONE(OFFICE, 0, "record-satisfaction",
	    "{\"party\":1,\"manner\":\"phone\",\"satisfaction\":\"fair\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(rating__is_never_entered_by_who_decided),
		cmocka_unit_test_setup_teardown(
		    flow__is_closed_outside_its_table, set_up, tear_down),
		TOLD(flow__reaches_every_stage),
		TOLD(ways__of_sixty_petitions_are_these),
		TOLD(road__is_counted_to_the_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
