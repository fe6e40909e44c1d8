/*
 * Every contradiction that a file can have is seeded into one that has none,
 * and found, alone; and the papers that filing waits for.
 */
#include "tests/unit/steps_fixture.h"

#include "lib/commands/dossier/contradiction.h"
#include "lib/commands/dossier/papers.h"

#define MEDIATOR "b0000000000000000000000000000010"

/* A people's mediation as it should be, in every part that is looked at. */
struct file {
	struct hj_dispute d;
	struct hj_party party[3]; /* the third is taken out */
	struct hj_consent consent[2];
	struct hj_mediator mediator;
	struct hj_procedure p;
	struct hj_attendance attendance[2];
	struct hj_name by;
	struct hj_session session;
	struct hj_signature signature[2];
	struct hj_term term;
	struct hj_agreement agreement;
	struct hj_performance performance;
	struct hj_notice notice;
	struct hj_name mediated;
};

static int64_t
instant(const char *text)
{
	int64_t at;

	assert_true(hj_instant_parse(text, &at));
	return at;
}

static void
make_parties(struct file *x)
{
	for (int i = 0; i < 3; i++)
		x->party[i] = (struct hj_party){ .no = i + 1,
			.side = i == 0 ? HJ_SIDE_APPLICANT : HJ_SIDE_RESPONDENT,
			.removed = i == 2 };
	for (int i = 0; i < 2; i++) {
		x->consent[i] = (struct hj_consent){ .party = i + 1,
			.answer = HJ_AN_AGREES };
		x->signature[i] =
		    (struct hj_signature){ .party = i + 1, .on = 20260310 };
	}
	x->mediator = (struct hj_mediator){ .person = MEDIATOR };
	x->by.text = MEDIATOR;
}

static void
make_agreement(struct file *x)
{
	x->term = (struct hj_term){ .no = 1,
		.kind = HJ_TK_MONEY,
		.amount = 80000,
		.paid = 80000,
		.due_on = 20260401 };
	x->agreement = (struct hj_agreement){ .no = 1,
		.procedure = 1,
		.form = HJ_AF_WRITTEN,
		.state = HJ_AS_EFFECTIVE,
		.term = &x->term,
		.n_term = 1,
		.signature = x->signature,
		.n_signature = 2,
		.mediator_signed = MEDIATOR,
		.mediator_on = 20260310,
		.stamped_by = "a",
		.stamped_on = 20260310,
		.effective_on = 20260310 };
	x->performance = (struct hj_performance){ .no = 1,
		.on = HJ_PO_TERM,
		.agreement = 1,
		.term = 1,
		.amount = 80000,
		.day = 20260320 };
}

static void
make(struct file *x)
{
	*x = (struct file){ 0 };
	make_parties(x);
	make_agreement(x);
	x->p = (struct hj_procedure){ .no = 1,
		.channel = HJ_CH_PEOPLE,
		.opened_on = 20260302,
		.accepted_on = 20260303,
		.ended_on = 20260312,
		.consent = x->consent,
		.n_consent = 2,
		.mediator = &x->mediator,
		.n_mediator = 1 };
	x->session = (struct hj_session){ .no = 1,
		.procedure = 1,
		.starts = instant("2026-03-05T09:00:00+08:00"),
		.ends = instant("2026-03-05T10:00:00+08:00"),
		.mediators = &x->by,
		.n_mediators = 1,
		.recorder = MEDIATOR,
		.recorded = true };
	x->mediated.text = MEDIATOR;
	x->notice = (struct hj_notice){ .no = 1,
		.procedure = 1,
		.state = HJ_NS_SERVED,
		.owed_on = 20260303,
		.done_on = 20260303 };
	x->d = (struct hj_dispute){ .party = x->party,
		.n_party = 3,
		.procedure = &x->p,
		.n_procedure = 1,
		.session = &x->session,
		.n_session = 1,
		.agreement = &x->agreement,
		.n_agreement = 1,
		.performance = &x->performance,
		.n_performance = 1,
		.mediated = &x->mediated,
		.n_mediated = 1,
		.notice = &x->notice,
		.n_notice = 1 };
}

/* Put the contradiction of `kind` into the file. */
static void
seed(struct file *x, int kind)
{
	switch (kind) {
	case HJ_CD_ACCEPTED_EARLY:
		x->p.opened_on = 20260304;
		break;
	case HJ_CD_ENDED_EARLY:
		x->p.ended_on = 20260301;
		x->d.n_session = 0;
		break;
	case HJ_CD_SAT_EARLY:
		x->p.accepted_on = 20260306;
		break;
	case HJ_CD_SAT_BACKWARDS:
		x->session.ends = x->session.starts - 1;
		break;
	case HJ_CD_SAT_LATE:
		x->session.starts += 30 * HJ_DAY_MS;
		x->session.ends += 30 * HJ_DAY_MS;
		break;
	case HJ_CD_SIGNED_EARLY:
		x->signature[0].on = 20260301;
		break;
	case HJ_CD_SIGNED_LATE:
		x->signature[1].on = 20260311;
		break;
	case HJ_CD_MEDIATOR_LATE:
		x->agreement.mediator_on = 20260311;
		break;
	case HJ_CD_STAMPED_LATE:
		x->agreement.stamped_on = 20260311;
		break;
	case HJ_CD_DUE_EARLY:
		x->term.due_on = 20260301;
		break;
	case HJ_CD_PERFORMED_EARLY:
		x->performance.day = 20260301;
		break;
	case HJ_CD_NOTICE_EARLY:
		x->notice.done_on = 20260302;
		break;
	case HJ_CD_OTHER_MEDIATOR:
		x->agreement.mediator_signed = "somebody else";
		break;
	case HJ_CD_NO_MEDIATOR:
		x->by.text = "somebody else";
		break;
	case HJ_CD_NO_RECORDER:
		x->session.recorder = NULL;
		break;
	case HJ_CD_NO_RECORD:
		x->session.recorded = false;
		break;
	case HJ_CD_NO_SIGNATURE:
		x->agreement.n_signature = 1;
		break;
	case HJ_CD_OTHER_SIGNATURE:
		x->party[1].removed = true;
		break;
	case HJ_CD_NO_MEDIATOR_SIGNATURE:
		x->agreement.mediator_signed = NULL;
		break;
	case HJ_CD_NO_STAMP:
		x->agreement.stamped_by = NULL;
		break;
	case HJ_CD_NO_CONSENT:
		x->consent[1].answer = HJ_AN_SILENT;
		break;
	case HJ_CD_NO_AMOUNT:
		x->term.amount = HJ_NONE;
		break;
	case HJ_CD_PAID_OVER:
		x->term.amount = 70000;
		break;
	case HJ_CD_PAID_OTHER:
		x->performance.amount = 70000;
		break;
	case HJ_CD_TITLE_AMOUNT:
		x->agreement.confirmed = true;
		x->d.adjudged = 90000;
		break;
	}
}

static void
clean_file__has_none(void **state)
{
	struct hj_contradiction *list;
	struct file x;

	(void)state;
	make(&x);
	assert_int_equal(hj_contradictions(f.a, &x.d, &x.p, &list), 0);
}

/* Somebody else mediates now: what the one before did stays in order. */
static void
replaced__mediator_was_one_when_he_sat_and_signed(void **state)
{
	struct hj_contradiction *list;
	struct file x;

	(void)state;
	make(&x);
	x.mediator.person = "somebody else";
	assert_int_equal(hj_contradictions(f.a, &x.d, &x.p, &list), 0);
	/* Who stood in for the mediator was never named. */
	x.by.text = "who stood in";
	x.session.counts = HJ_CO_YES;
	assert_int_equal(hj_contradictions(f.a, &x.d, &x.p, &list), 0);
}

static void
each_contradiction__is_found_alone(void **state)
{
	struct hj_contradiction *list;
	struct file x;

	(void)state;
	assert_true(hj_contradiction_words.n > 20);
	/* Those about names need what is sealed: tests/api/dossier. */
	for (int kind = 1; kind < HJ_CD_FORMER_NAME; kind++) {
		size_t n;

		make(&x);
		seed(&x, kind);
		n = hj_contradictions(f.a, &x.d, &x.p, &list);
		if (n != 1 || list[0].kind != kind)
			fail_msg("%s: %zu found, first %s",
			    hj_word_name(&hj_contradiction_words, kind), n,
			    n == 0 ? "none"
				   : hj_word_name(&hj_contradiction_words,
					 list[0].kind));
	}
}

/* ---- papers ---- */

static struct hj_papers papers;

static void
read_papers(void)
{
	size_t n;
	char *text = fixture_file("migrations/reference/paper.tsv", &n);

	hj_papers_parse(f.a, &papers, text, n);
	free(text);
	f.world.papers = &papers;
}

static void
every_row__is_understood(void **state)
{
	size_t n, lines = 0;
	char *text = fixture_file("migrations/reference/paper.tsv", &n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n';
	free(text);
	read_papers();
	assert_int_equal(papers.n, lines - 1);
	/* What stops filing rests on a source that was read. */
	for (size_t i = 0; i < papers.n; i++)
		if (papers.rule[i].need == HJ_PN_MUST)
			assert_string_equal(papers.rule[i].certainty, "F");
}

static void
archive__waits_for_required_papers_and_closing_does_not(void **state)
{
	struct hj_sent_file file = { .upload =
					 "0123456789abcdef0123456789abcdef",
		.person = fixture_person(&f, VILLAGE, 0),
		.type = HJ_FT_PDF,
		.size = 1,
		.digest = "00",
		.begun = f.now };
	const struct hj_archived *put_away;

	(void)state;
	read_papers();
	begun(VILLAGE, "people");
	f.file = &file;
	file.begun = f.now;
	REFUSED(HJ_NO_PHASE, VILLAGE, 2, "archive-procedure",
	    "{\"procedure\":1,\"retention\":\"long\"}");
	DONE(VILLAGE, 0, "withdraw", "{\"procedure\":1,\"parties\":[1]}");
	serve_all();
	DONE(VILLAGE, 2, "close", "{\"procedure\":1}");
	REFUSED(HJ_NO_PAPERS, VILLAGE, 2, "archive-procedure",
	    "{\"procedure\":1,\"retention\":\"long\"}");
	assert_string_equal(f.refused_field, "identity");
	DONE(VILLAGE, 0, "attach",
	    "{\"procedure\":1,\"upload\":\"%s\",\"paper\":\"identity\","
	    "\"name\":\"n\"}",
	    file.upload);
	/* Another channel's class, and years of a class that is for ever. */
	REFUSED(HJ_NO_RETENTION, VILLAGE, 2, "archive-procedure",
	    "{\"procedure\":1,\"retention\":\"fixed_30\"}");
	REFUSED(HJ_NO_RETENTION, VILLAGE, 2, "archive-procedure",
	    "{\"procedure\":1,\"retention\":\"permanent\",\"years\":30}");
	fixture_switch_on(&f, "retention-people-60-30");
	REFUSED(HJ_NO_RETENTION, VILLAGE, 2, "archive-procedure",
	    "{\"procedure\":1,\"retention\":\"long\",\"years\":30}");
	assert_int_equal(f.refused_certainty, HJ_CERTAINTY_UNVERIFIED);
	fixture_switch_on(&f, NULL);
	DONE(VILLAGE, 2, "archive-procedure",
	    "{\"procedure\":1,\"retention\":\"long\",\"years\":30}");
	assert_string_equal(procedure(1)->retention, "long");
	/* Thirty years of the calendar, and how they were counted. */
	assert_int_equal(procedure(1)->kept_until, 20560302);
	put_away = f.event[0].body;
	assert_string_equal(put_away->article, "人民调解文书格式(司法部2010)");
	assert_int_equal(put_away->certainty, HJ_CERTAINTY_LAW);
	assert_int_equal(put_away->derivation->due_on.ymd, 20560302);
	assert_int_equal(put_away->derivation->day0.ymd, 20260302);
	REFUSED(HJ_NO_ARCHIVED, VILLAGE, 2, "archive-procedure",
	    "{\"procedure\":1,\"retention\":\"long\"}");
	REFUSED(HJ_NO_ARCHIVED, VILLAGE, 0, "detach",
	    "{\"attachment\":1,\"reason\":\"r\"}");
	file.upload = "1123456789abcdef0123456789abcdef";
	REFUSED(HJ_NO_ARCHIVED, VILLAGE, 0, "attach",
	    "{\"procedure\":1,\"upload\":\"%s\",\"paper\":\"other\","
	    "\"name\":\"n\"}",
	    file.upload);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(clean_file__has_none),
		TOLD(replaced__mediator_was_one_when_he_sat_and_signed),
		TOLD(each_contradiction__is_found_alone),
		TOLD(every_row__is_understood),
		TOLD(archive__waits_for_required_papers_and_closing_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
