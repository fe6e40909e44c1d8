/* What the commands of a group share; see group.h. */
#include "lib/commands/group/group.h"
#include "lib/commands/intake/party.h"

#include <string.h>

struct hj_member_mark *
hj_mark_change(struct hj_turn *t, struct hj_member_mark **list, size_t *n,
    int64_t no, const char *field)
{
	const struct hj_member_mark *now = hj_mark_at(t->state, no);
	struct hj_member_mark *copy;

	if (now == NULL || now->status != HJ_MS_MEMBER) {
		hj_refuse(t, HJ_NO_MEMBER, field);
		return NULL;
	}
	for (size_t i = 0; i < *n; i++)
		if ((*list)[i].no == no) {
			hj_refuse(t, HJ_NO_DUPLICATE, field);
			return NULL;
		}
	copy = HJ_PUSH(t->a, *list, *n);
	*copy = *now;
	return copy;
}

static bool
same_identity(const struct hj_member *m, const struct hj_member_input *in)
{
	return in->identity_index != NULL && m->identity_index != NULL &&
	       strcmp(in->identity_index, m->identity_index) == 0;
}

void
hj_member_add(struct hj_turn *t, struct hj_members_set *b,
    const struct hj_member_input *in, int64_t heir_of)
{
	const struct hj_group *g = t->state;
	int64_t no = (int64_t)(g->n_member + b->n_member) + 1;
	struct hj_member *m;

	for (size_t i = 0; i < g->n_member; i++)
		if (same_identity(&g->member[i], in) &&
		    g->mark[i].status == HJ_MS_MEMBER)
			hj_refuse(t, HJ_NO_DUPLICATE, "members");
	for (size_t i = 0; i < b->n_member; i++)
		if (same_identity(&b->member[i], in))
			hj_refuse(t, HJ_NO_DUPLICATE, "members");
	if (no > HJ_MEMBERS_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "members");
	m = HJ_PUSH(t->a, b->member, b->n_member);
	*m = (struct hj_member){
		.no = no,
		.subject = hj_subject_of_box(t->a, in->name.box),
		.name = in->name,
		.phone = in->phone,
		.identity = in->identity,
		.identity_index = in->identity_index,
		.code = in->code,
		.door = in->door,
		.heir_of = heir_of,
	};
	*HJ_PUSH(t->a, b->mark, b->n_mark) = (struct hj_member_mark){
		.no = no,
		.status = HJ_MS_MEMBER,
		.amount = in->amount,
	};
}

/* One line, added to the totals. */
static void
count(struct hj_group_count *c, const struct hj_member_mark *m)
{
	bool yes = m->offer == HJ_AN_AGREES;
	bool no = m->offer == HJ_AN_REFUSES;

	if (m->status == HJ_MS_LEFT)
		return;
	/* What is, or was, due to one who died is still counted. */
	c->owed += m->amount;
	c->agreed += yes ? m->amount : 0;
	c->paid += m->paid;
	if (m->status != HJ_MS_MEMBER)
		return;
	c->members++;
	c->representatives += m->representative;
	c->consents += m->consent == HJ_AN_AGREES;
	c->yes += yes;
	c->no += no;
	c->signatures += yes && m->signed_on != 0;
	c->electronic += yes && m->signed_on != 0 && m->how == HJ_SG_ELECTRONIC;
	c->routes_owed += no && m->routes_on == 0;
	c->missing += m->missing;
}

void
hj_group_tell(struct hj_turn *t)
{
	const struct hj_group *g = t->state;
	struct hj_group_count c = {
		.party = g->party, .group = g->id, .as_of = g->version
	};
	struct hj_buf b;

	if (t->refused != HJ_NO)
		return;
	for (size_t i = 0; i < g->n_mark; i++)
		count(&c, &g->mark[i]);
	hj_buf_init(&b, 2000);
	hj_buf_puts(&b, "{\"count\":");
	hj_emit(&b, &hj_group_count_fields, &c);
	hj_buf_putc(&b, '}');
	hj_follow_up(
	    t, "dispute", g->dispute, "count-group", hj_buf_keep(t->a, &b));
}

void
hj_group_marked(struct hj_turn *t, const struct hj_event_kind *kind,
    struct hj_members_marked *marked)
{
	if (t->refused != HJ_NO)
		return;
	if (marked->on == 0)
		marked->on = hj_occurred_on(t);
	hj_happens(t, kind, marked);
	hj_group_tell(t);
}
