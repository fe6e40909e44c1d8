/*
 * Record what members answer: to mediation, or to the offer on the table.
 *
 * Each answers for himself (人民调解法17); representatives need their consent
 * to give up, change or settle a claim (民诉法56, F).  An answer may be changed
 * until the member has signed.
 */
#include "lib/commands/group/group.h"

enum question {
	ON_MEDIATION = 1,
	ON_OFFER,
};
static const struct hj_word question_list[] = {
	{ NULL, NULL, NULL },
	{ "mediation", "是否同意调解", "mediation" },
	{ "offer", "是否接受方案", "the offer" },
};
static const struct hj_words question_words = HJ_WORDS(question_list);

struct answer {
	int answer; /* enum hj_answer: agrees, refuses */
	int manner;
	int64_t member;
};

struct record_answers {
	struct hj_frame frame;
	struct answer *answers;
	size_t n_answers;
	int question;
};

/* clang-format off */
static const struct hj_field answer_rows[] = {
	HJ_WORD(answer, answer, HJ_REQUIRED, &hj_answer_words, "答复|answer"),
	HJ_WORD(answer, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|how it came"),
	HJ_INT(answer, member, HJ_REQUIRED, 1, HJ_MEMBERS_MOST, "成员编号|member"),
};
static const struct hj_fields answer_fields = HJ_FIELDS(answer, answer_rows);

static const struct hj_field rows[] = {
	HJ_LIST(record_answers, answers, HJ_REQUIRED, &answer_fields, HJ_MEMBERS_AT_ONCE, "答复|answers"),
	HJ_WORD(record_answers, question, HJ_REQUIRED, &question_words, "问题|question"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_answers, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_answers *c = cmd;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);

	for (size_t i = 0; i < c->n_answers && t->refused == HJ_NO; i++) {
		const struct answer *a = &c->answers[i];
		struct hj_member_mark *m = hj_mark_change(
		    t, &b->mark, &b->n_mark, a->member, "answers");

		if (m == NULL)
			return;
		if (c->question == ON_OFFER && m->signed_on != 0) {
			hj_refuse(t, HJ_NO_PARTY_BOUND, "answers");
			return;
		}
		*(c->question == ON_OFFER ? &m->offer : &m->consent) =
		    a->answer;
		m->manner = a->manner;
		m->answered_on = hj_occurred_on(t);
	}
	hj_group_marked(t, &hj_ev_answers_recorded, b);
}

const struct hj_command hj_cmd_record_answers = {
	.name = "record-answers",
	.zh = "记录成员答复",
	.en = "Record the answers of members",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.decide = decide,
};
