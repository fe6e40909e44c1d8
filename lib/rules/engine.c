/* The rules language carried out: the course; see engine.h. */
#include "lib/rules/course.h"

#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_word setting_list[] = {
	{ NULL, NULL, NULL },
	{ "channel", "程序", "channel" },
	{ "kind", "承办单位", "body" },
	{ "category", "类别", "category" },
	{ "notice", "文书", "notice" },
	{ "trial", "审理程序", "trial" },
	{ "referral", "移交种类", "referral" },
	{ "ground", "结束事由", "ground" },
	{ "source", "来源", "source" },
};
const struct hj_words hj_setting_words = HJ_WORDS(setting_list);

static const struct hj_word act_list[] = {
	{ NULL, NULL, NULL },
	{ "enter", "进入", "enters" },
	{ "offer", "上报", "is offered to" },
	{ "round", "开始", "begins" },
	{ "stay", "留在", "stays at" },
	{ "end", "分级调解结束", "the ladder ends" },
	{ "outlets", "告知其他途径", "the other routes are told" },
	{ "channel", "转入", "goes into" },
	{ "right", "当事人可以", "a party may" },
	{ "reasons", "书面说明原因", "reasons are given in writing" },
	{ "start", "起算", "starts" },
	{ "await", "待定", "is not known yet:" },
	{ "move", "改期", "moves" },
	{ "hold", "停算", "stands still" },
	{ "meet", "按期完成", "is met" },
	{ "stop", "停止", "stops" },
	{ "warn", "预警", "warning" },
	{ "fire", "届满", "is over" },
	{ "remind", "催办", "reminder" },
	{ "refuse", "不得延长", "is not extended" },
	{ "tell", "延长须告知当事人", "the parties are told of the extension" },
	{ "task", "任务", "task" },
	{ "miss", "任务逾期", "task missed" },
	{ "bar", "适用", "guard holds:" },
	{ "free", "不再适用", "guard no longer holds:" },
	{ "rate", "指标", "rate" },
	{ "not_in_force", "规则未生效或者已失效", "not in force" },
};
const struct hj_words hj_did_words = HJ_WORDS(act_list);

static const struct hj_word lost_list[] = {
	{ NULL, NULL, NULL },
	{ "later", "排在其后", "a row above fits too" },
	{ "replaced", "被更专门的期限取代", "a more special limit replaces it" },
	{ "local", "适用更近一级的规定", "a nearer set says it too" },
	{ "longer", "长于法定期限", "it would end after what law allows" },
	{ "used", "次数已用尽", "used as often as it may" },
	{ "barred", "该级不得办理", "a guard bars the step" },
	{ "lower", "更高一级也符合", "a higher step fits too" },
};
const struct hj_words hj_lost_words = HJ_WORDS(lost_list);
/* clang-format on */

struct hj_did *
hj_course_did(struct hj_course *c, const struct hj_strand *s, int act,
    const char *rule, const char *zh, const char *en)
{
	struct hj_did *d;

	if (c->n_did == HJ_DONE_MOST) {
		c->full = true;
		return HJ_NEW(c->a, struct hj_did);
	}
	d = HJ_PUSH(c->a, c->did, c->n_did);
	*d = (struct hj_did){
		.at = c->now,
		.act = act,
		.set = s->set,
		.rule = rule,
		.zh = zh,
		.en = en,
		.certainty = hj_rule_set_certainty(s->set),
	};
	return d;
}

static void
look(struct hj_course *c, struct hj_did *d, const struct hj_strand *s,
    const struct hj_input *v)
{
	for (size_t i = 0; i < d->n_inputs; i++)
		if (d->inputs[i].fact == v->fact)
			return;
	*HJ_PUSH(c->a, d->inputs, d->n_inputs) = *v;
	hj_course_look_table(c, d, s, v->fact->table);
}

void
hj_did_looks(struct hj_course *c, struct hj_did *d, const struct hj_strand *s,
    const struct hj_rule_test *when, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t f = 0; f < s->set->n_facts; f++)
			if (strcmp(s->set->facts[f].name, when[i].fact) == 0)
				look(c, d, s, &s->value[f]);
}

void
hj_did_lost(struct hj_course *c, struct hj_did *d,
    const struct hj_rule_set *set, const char *at, const char *zh,
    const char *en, int why)
{
	*HJ_PUSH(c->a, d->losers, d->n_losers) = (struct hj_loser){
		.set = set, .at = at, .zh = zh, .en = en, .why = why
	};
}

const char *
hj_course_number(struct hj_course *c, int64_t n)
{
	struct hj_buf b;

	hj_buf_init(&b, 24);
	hj_buf_int(&b, n);
	return hj_buf_keep(c->a, &b);
}

/* `article` as `set` says it was called at that time. */
const char *
hj_course_cited(
    struct hj_course *c, const struct hj_rule_set *set, const char *article)
{
	int32_t day = hj_legal_day(c->now).ymd;

	for (size_t i = 0; article != NULL && i < set->n_citations; i++) {
		const struct hj_rule_citation *t = &set->citations[i];

		if (strcmp(t->cites, article) == 0 && t->valid_from <= day &&
		    (t->valid_to == 0 || t->valid_to >= day))
			return t->reads;
	}
	return article;
}

struct hj_course *
hj_course_new(struct hj_arena *a, const struct hj_rules *sets,
    const struct hj_calendar *cal, const struct hj_directory *dir)
{
	struct hj_course *c = HJ_NEW(a, struct hj_course);

	c->a = a;
	c->sets = sets;
	c->cal = cal;
	c->dir = dir;
	c->strand = hj_alloc(a, (sets->n + 1) * sizeof(*c->strand));
	return c;
}

/* The sets that hold on the first day. */
static void
begin(struct hj_course *c)
{
	int32_t day = hj_legal_day(c->now).ymd;

	c->begun = true;
	for (size_t i = 0; i < c->sets->n; i++) {
		const struct hj_rule_set *set = &c->sets->set[i];
		struct hj_strand *s = &c->strand[c->n_strand];

		*s = (struct hj_strand){ .set = set };
		if (!hj_rule_set_holds_on(set, day)) {
			(void)hj_course_did(c, s, HJ_DO_NOT_IN_FORCE, "",
			    set->title_zh, set->title_en);
			continue;
		}
		s->value =
		    hj_alloc(c->a, (set->n_facts + 1) * sizeof(*s->value));
		s->guard =
		    hj_alloc(c->a, (set->n_guards + 1) * sizeof(*s->guard));
		s->task = hj_alloc(c->a, (set->n_tasks + 1) * sizeof(*s->task));
		for (size_t f = 0; f < set->n_facts; f++)
			s->value[f].fact = &set->facts[f];
		c->n_strand++;
	}
	for (size_t i = 0; i < c->n_strand; i++)
		hj_course_derive_facts(c, &c->strand[i]);
}

/* What waits for the beginning, once what is given is known. */
static void
begin_tasks(struct hj_course *c)
{
	for (size_t i = 0; i < c->n_strand; i++)
		hj_tasks_begin(c, &c->strand[i]);
}

/* Let fall what is due; days that conditions count pass one by one. */
static void
pass(struct hj_course *c, int64_t until)
{
	bool daily = false;

	for (size_t i = 0; i < c->n_strand; i++)
		daily = daily || hj_rule_set_reads_days(c->strand[i].set);
	while (!c->full) {
		struct hj_due *r = hj_due_next(c, until);
		int64_t day = hj_legal_day_last(hj_legal_day(c->now)) + 1;

		if (daily && c->now != 0 && day <= until &&
		    (r == NULL || day < hj_due_wake(r))) {
			c->now = day;
			hj_course_reconsider(c);
			continue;
		}
		if (r == NULL)
			break;
		if (hj_due_wake(r) > c->now)
			c->now = hj_due_wake(r);
		hj_due_fall(c, r);
		hj_course_reconsider(c);
	}
	c->now = until;
}

/* What of the ladder it is by itself, too, if it is not beside it. */
void
hj_course_event(struct hj_course *c, const char *kind, bool beside)
{
	*HJ_PUSH(c->a, c->past, c->n_past) = (struct hj_occurrence){
		.kind = kind,
		.at = c->now,
		.step = c->n_strand > 0 ? c->strand[0].here : 0,
		.beside = beside,
	};
	for (size_t i = 0; i < c->n_strand; i++)
		hj_course_derive_facts(c, &c->strand[i]);
	hj_clocks_meet(c, kind);
	hj_clocks_start(c, kind, NULL);
	for (size_t i = 0; i < c->n_strand; i++) {
		if (!beside)
			hj_ladder_event(c, &c->strand[i], kind);
		hj_tasks_start(c, &c->strand[i], kind, NULL);
		hj_tasks_closing(c, &c->strand[i], kind);
	}
}

/* What becomes of the step is an event too. */
static const char *
event_of(int on)
{
	switch (on) {
	case HJ_EO_AGREED:
	case HJ_EO_AT_RISK:
		return "agreement_effective";
	case HJ_EO_ABSENT:
		return "session_logged";
	case HJ_EO_UNSATISFIED:
		return "dissatisfaction_given";
	case HJ_EO_NOT_AGREED:
	case HJ_EO_REFUSED:
	case HJ_EO_WITHDRAWN:
	case HJ_EO_PARTY_ASKS:
		return "procedure_ended";
	default:
		return NULL;
	}
}

static void
leave(struct hj_course *c, int on)
{
	const char *kind = event_of(on);

	if (kind != NULL) {
		c->leaving = on;
		hj_course_event(c, kind, false);
		c->leaving = 0;
	}
	for (size_t i = 0; i < c->n_strand; i++)
		hj_ladder_exit(c, &c->strand[i], on);
}

static enum hj_err
happen(struct hj_course *c, const struct hj_happening *h, struct hj_error *err)
{
	switch ((enum hj_happening_kind)h->kind) {
	case HJ_HN_EVENT:
		if (hj_event_kind_find(&hj_dispute_events, h->name) == NULL)
			return hj_fail(err, HJ_ERR_INPUT, "name",
			    "no such kind of event: ", h->name);
		c->day = h->day;
		hj_course_event(c, h->name, h->beside);
		c->day = (struct hj_date){ 0 };
		return HJ_OK;
	case HJ_HN_FACT:
	case HJ_HN_SETTING:
		return hj_course_learn(c, h, err);
	case HJ_HN_EXIT:
		leave(c, h->what);
		return HJ_OK;
	case HJ_HN_EXTEND:
		return hj_clock_extend(c, h, err);
	case HJ_HN_DONE:
		return hj_task_done(c, h, err);
	case HJ_HN_RATES:
		for (size_t i = 0; i < c->n_strand; i++)
			hj_rates_take(c, &c->strand[i]);
		return HJ_OK;
	case HJ_HN_BODY:
		for (size_t i = 0; i < c->n_strand; i++)
			hj_ladder_taken_up(
			    c, &c->strand[i], h->word, (int)h->n);
		return HJ_OK;
	case HJ_HN_TIME:
		return HJ_OK;
	}
	return hj_fail(err, HJ_ERR_INPUT, "kind", "no such happening", NULL);
}

enum hj_err
hj_course_tell(
    struct hj_course *c, const struct hj_happening *h, struct hj_error *err)
{
	bool given = h->kind == HJ_HN_FACT || h->kind == HJ_HN_SETTING;
	enum hj_err code;

	if (h->at < c->now || hj_legal_day(h->at).ymd == 0)
		return hj_fail(
		    err, HJ_ERR_INPUT, "at", "before what was told", NULL);
	if (c->begun && h->at - c->first > HJ_COURSE_DAYS * HJ_DAY_MS)
		return hj_fail(
		    err, HJ_ERR_INPUT, "at", "more than forty years on", NULL);
	if (!c->begun) {
		c->now = c->first = h->at;
		begin(c);
	}
	if (!given && !c->going) {
		c->now = h->at;
		c->going = true;
		hj_course_reconsider(c);
		begin_tasks(c);
	}
	pass(c, h->at);
	code = happen(c, h, err);
	if (code == HJ_OK && c->going)
		hj_course_reconsider(c);
	if (c->full)
		return hj_fail(
		    err, HJ_ERR_INPUT, "at", "more follows than is told", NULL);
	return code;
}

const struct hj_did *
hj_course_done(const struct hj_course *c, size_t *n)
{
	*n = c->n_did;
	return c->did;
}
