/* Ladders in sentences; see sentence.h. */
#include "lib/rules/voice.h"

/* A comma between the parts of a sentence. */
static void
part(struct hj_voice *v, bool *said, const char *zh, const char *en)
{
	if (*said)
		hj_say(v, ",", ", ");
	*said = true;
	hj_say(v, zh, en);
}

/* The bodies and offices that handle it. */
static bool
say_handler(struct hj_voice *v, const struct hj_rule_step *s)
{
	bool said = false;

	if (s->above_last)
		part(v, &said, "由末次处理单位的上一级办理",
		    "handled by the body above the last handler");
	if (s->n_kinds > 0) {
		part(v, &said, "由", "handled by ");
		hj_say_list(v, s->kinds, s->n_kinds, HJ_LO_KINDS);
		hj_say(v, "承办", "");
	}
	if (s->n_roles > 0) {
		part(v, &said, "承办人:", "by ");
		hj_say_list(v, s->roles, s->n_roles, HJ_LO_TEXTS);
	}
	if (!said)
		part(v, &said, "承办单位来源未载",
		    "who handles it the source leaves open");
	return said;
}

/* Who handles it, and who takes part. */
static void
say_who(struct hj_voice *v, const struct hj_rule_step *s)
{
	bool said = say_handler(v, s);

	if (s->n_joint > 0) {
		part(v, &said, "须参加:", "with ");
		hj_say_list(v, s->joint, s->n_joint, HJ_LO_KINDS);
	}
	if (s->joint_owner)
		part(v, &said, "为共同主体", "which own it together");
	if (s->from_below)
		part(v, &said, "下级单位共同参加",
		    "with the bodies of the steps below");
	if (s->duties_stay)
		part(v, &said, "下级责任不因上报免除",
		    "what was owed below stays owed there");
	if (s->people_most > 0) {
		part(v, &said, "到场不超过", "people at a sitting at most ");
		hj_say_int(v, s->people_most);
		hj_say(v, "人", "");
	}
}

static void
say_attempts(struct hj_voice *v, const struct hj_rule_step *s)
{
	if (s->attempts > 0) {
		hj_say(v, ";计入次数满", "; up after ");
		hj_say_int(v, s->attempts);
		hj_say(v, "次未成的上报", " attempts without agreement");
		if (s->attempts_over != 0) {
			hj_say(v, "(计数范围:", " (counted over ");
			hj_say_word(
			    v, &hj_attempts_over_words, s->attempts_over);
			hj_say(v, ")", ")");
		}
	}
	if (s->attempts_least > 0) {
		hj_say(v, ";上报前至少调解", "; not handed up before ");
		hj_say_int(v, s->attempts_least);
		hj_say(v, "次", " attempts");
	}
}

static void
say_time(struct hj_voice *v, const struct hj_rule_step *s)
{
	if (s->unit == 0 && s->lengths == NULL)
		return;
	hj_say(v, ";自", "; time from ");
	if (s->starts == NULL)
		hj_say(v, "进入本级", "entry into the step");
	else
		hj_say_event(v, s->starts);
	hj_say(v, "起", ": ");
	if (s->unit != 0)
		hj_say_length(v, s->length, s->unit);
	if (s->lengths != NULL) {
		hj_say(v, s->unit == 0 ? "按表“" : ",按表“",
		    s->unit == 0 ? "by the table “" : ", by the table “");
		hj_say_table(v, s->lengths);
		hj_say(v, "”", "”");
	}
	if (s->time_only_warns)
		hj_say(v, ",届满只登记", ", its end is only entered");
	if (s->attempts == 0)
		return;
	hj_say(v, s->both ? ",次数与期限都满才上报" : ",先到者为准",
	    s->both ? ", both must be used up" : ", whichever is first");
}

static void
say_step(struct hj_voice *v, const struct hj_rule_step *s, size_t i)
{
	hj_say(v, "第", "Step ");
	hj_say_int(v, (int64_t)i + 1);
	hj_say(v, "级“", " “");
	hj_say(v, s->zh, s->en);
	hj_say(v, "”:", "”: ");
	say_who(v, s);
	if (s->n_when > 0) {
		hj_say(v, ";由此进入的情形:", "; entered here ");
		hj_say_when(v, s->when, s->n_when);
		hj_say(v, "直接进入", "directly");
	}
	say_attempts(v, s);
	say_time(v, s);
	if (s->attempts == 0 && s->unit == 0 && s->lengths == NULL)
		hj_say(v, ";次数、期限来源未载,不作推定",
		    "; neither attempts nor time are stated, none is assumed");
	if (s->accept_unit != 0) {
		hj_say(v, ";接收期限", "; time to accept: ");
		hj_say_length(v, s->accept_length, s->accept_unit);
	}
}

static void
say_round(struct hj_voice *v, const struct hj_rule_round *r, size_t i)
{
	hj_say(v, "第", "Round ");
	hj_say_int(v, (int64_t)i + 1);
	hj_say(v, "轮“", " “");
	hj_say(v, r->zh, r->en);
	hj_say(v, "”", "”");
	if (r->chair != NULL) {
		hj_say(v, ",主持人:", ", chair: ");
		hj_say_text(v, r->chair);
	}
	if (r->form != NULL) {
		hj_say(v, ",形式:", ", form: ");
		hj_say_text(v, r->form);
	}
	if (r->attempts > 0) {
		hj_say(v, ",次数:", ", attempts: ");
		hj_say_int(v, r->attempts);
	}
}

/* Rounds and exits of the step at `at`. */
static void
say_inside(struct hj_voice *v, const struct hj_rule_step *s, const char *at)
{
	int sure = hj_rule_set_certainty(v->set);

	for (size_t k = 0; k < s->n_rounds; k++) {
		say_round(v, &s->rounds[k], k);
		hj_said(v, at, SIZE_MAX, "/rounds", k, NULL, sure);
	}
	for (size_t k = 0; k < s->n_exits; k++) {
		hj_say(v, s->zh, s->en);
		hj_say(v, ":", ": ");
		hj_say_exit(v, &s->exits[k]);
		hj_said(
		    v, at, SIZE_MAX, "/exits", k, s->exits[k].article, sure);
	}
}

static void
say_steps(struct hj_voice *v, const char *list, const struct hj_rule_step *step,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *at;

		say_step(v, &step[i], i);
		hj_said(
		    v, list, i, NULL, 0, NULL, hj_rule_set_certainty(v->set));
		at = v->done.item[v->done.n - 1].at;
		say_inside(v, &step[i], at);
	}
}

static void
say_overall(struct hj_voice *v, const struct hj_rule_overall *o, const char *at)
{
	if (o == NULL)
		return;
	hj_say(v, "全程期限:自", "Over all steps: from ");
	hj_say_event(v, o->starts);
	hj_say(v, "起", " ");
	hj_say_length(v, o->length, o->unit);
	hj_said(v, at, SIZE_MAX, "/overall", SIZE_MAX, NULL,
	    hj_rule_set_certainty(v->set));
}

static void
say_outlets(
    struct hj_voice *v, const struct hj_name *list, size_t n, const char *at)
{
	if (n == 0)
		return;
	hj_say(v, "各级未成的,告知当事人其他途径:",
	    "If no step succeeds, parties are told of the other routes: ");
	hj_say_list(v, list, n, HJ_LO_ROUTES);
	hj_said(v, at, SIZE_MAX, "/outlets", SIZE_MAX, NULL,
	    hj_rule_set_certainty(v->set));
}

void
hj_say_ladders(struct hj_voice *v)
{
	const struct hj_rule_set *set = v->set;

	say_steps(v, "/ladder", set->ladder, set->n_ladder);
	say_overall(v, set->overall, "");
	say_outlets(v, set->outlets, set->n_outlets, "");
	if (set->history_counts) {
		hj_say(v, "登记前的调解计入次数",
		    "Sittings before registration count");
		hj_said(v, "/history_counts", SIZE_MAX, NULL, 0, NULL,
		    hj_rule_set_certainty(set));
	}
	for (size_t i = 0; i < set->n_ladders; i++) {
		const struct hj_rule_ladder *l = &set->ladders[i];
		const char *at;

		hj_say(v, "阶梯“", "The ladder “");
		hj_say(v, l->zh, l->en);
		hj_say(v, "”:", "” ");
		hj_say_when(v, l->when, l->n_when);
		hj_say(v, "适用", "is taken");
		hj_said(v, "/ladders", i, NULL, 0, NULL,
		    hj_rule_set_certainty(set));
		at = v->done.item[v->done.n - 1].at;
		say_steps(v, hj_concat(v->a, at, "/steps", NULL), l->steps,
		    l->n_steps);
		say_overall(v, l->overall, at);
		say_outlets(v, l->outlets, l->n_outlets, at);
	}
}
