/* A ladder as a picture; see chart.h. */
#include "lib/rules/chart.h"

#include "lib/rules/voice.h"

#include <string.h>

#define TEXT_MOST ((size_t)64 * 1024)

static const struct hj_word kind_list[] = {
	{ NULL, NULL, NULL },
	{ "begin", "登记", "registered" },
	{ "step", "层级", "step" },
	{ "right", "当事人可请求", "open to a party" },
	{ "channel", "转入其他程序", "another channel" },
	{ "settled", "达成协议,结束", "ended by agreement" },
	{ "outlets", "告知其他途径", "the other routes are told" },
	{ "over", "结束", "ended" },
};
const struct hj_words hj_chart_kind_words = HJ_WORDS(kind_list);

struct drawing {
	struct hj_voice v;
	struct hj_chart *ret;
	struct hj_graph graph;
	const char *steps; /* where they stand: "/ladder" */
	const struct hj_name *outlets;
	size_t n_outlets;
};

/* What the voice has said so far. */
static const char *
said(struct drawing *d)
{
	const char *text = hj_strdup(d->v.a, hj_buf_text(&d->v.b));

	hj_buf_clear(&d->v.b);
	return text;
}

static const char *
word(struct drawing *d, const struct hj_words *words, int value)
{
	hj_say_word(&d->v, words, value);
	return said(d);
}

/* ---- nodes ---- */

static void
say_bodies(struct hj_voice *v, const struct hj_rule_step *s)
{
	if (s->above_last)
		hj_say(v, "末次处理单位的上一级",
		    "the body above the last handler");
	else if (s->n_kinds > 0)
		hj_say_list(v, s->kinds, s->n_kinds, HJ_LO_KINDS);
	else
		hj_say_list(v, s->roles, s->n_roles, HJ_LO_TEXTS);
}

/* "满3次或者15日": what hands it up. */
static void
say_bounds(struct hj_voice *v, const struct hj_rule_step *s)
{
	bool timed = s->unit != 0 || s->lengths != NULL;

	if (s->attempts > 0) {
		hj_say(v, "满", "");
		hj_say_int(v, s->attempts);
		hj_say(v, "次", s->attempts == 1 ? " attempt" : " attempts");
	}
	if (s->attempts > 0 && timed)
		hj_say(v, s->both ? "且" : "或者", s->both ? " and " : " or ");
	if (s->unit != 0)
		hj_say_length(v, s->length, s->unit);
	else if (timed)
		hj_say_table(v, s->lengths);
}

static const char *
step_more(struct drawing *d, const struct hj_rule_step *s)
{
	say_bodies(&d->v, s);
	if (d->v.b.n > 0 &&
	    (s->attempts > 0 || s->unit != 0 || s->lengths != NULL))
		hj_say(&d->v, ";", "; ");
	say_bounds(&d->v, s);
	return said(d);
}

static const char *
node_more(struct drawing *d, int kind, int64_t of)
{
	if (kind == HJ_CK_STEP)
		return step_more(d, &d->graph.step[of]);
	if (kind == HJ_CK_OUTLETS) {
		hj_say_list(&d->v, d->outlets, d->n_outlets, HJ_LO_ROUTES);
		return said(d);
	}
	return "";
}

static const char *
node_label(struct drawing *d, int kind, int64_t of)
{
	if (kind == HJ_CK_STEP)
		return d->v.zh ? d->graph.step[of].zh : d->graph.step[of].en;
	if (kind == HJ_CK_CHANNEL)
		return word(d, &hj_channel_words, (int)of);
	return word(d, &hj_chart_kind_words, kind);
}

/* The node of that kind and thing; it is made if it is not there. */
static size_t
node(struct drawing *d, int kind, int64_t of)
{
	struct hj_chart *c = d->ret;
	struct hj_chart_node made = { .kind = kind, .of = of };

	for (size_t i = 0; i < c->n_node; i++)
		if (c->node[i].kind == kind && c->node[i].of == of)
			return i;
	if (kind == HJ_CK_STEP)
		made.at = hj_rule_place(d->v.a, d->steps, (size_t)of);
	made.more = node_more(d, kind, of);
	made.label = node_label(d, kind, of);
	*HJ_PUSH(d->v.a, c->node, c->n_node) = made;
	return c->n_node - 1;
}

/* ---- edges ---- */

/* Does a party's own word end it, or the last step its time? */
static bool
tells_routes(const struct drawing *d, size_t step, int on)
{
	bool last = step + 1 == d->graph.n_step;

	return on == HJ_EO_REFUSED || on == HJ_EO_WITHDRAWN ||
	       on == HJ_EO_PARTY_ASKS ||
	       (last && (on == HJ_EO_NOT_AGREED || on == HJ_EO_TIME_OVER));
}

/* Where the end is that a move from `step` leads to. */
static size_t
end_of(struct drawing *d, size_t step, const struct hj_move *m)
{
	const struct hj_rule_exit *x = m->exit;
	bool agreed = m->on == HJ_EO_AGREED || m->on == HJ_EO_AT_RISK;

	if (x != NULL && x->to == HJ_ET_CHANNEL)
		return node(d, HJ_CK_CHANNEL, x->channel);
	if (x != NULL ? x->to == HJ_ET_OUTLETS || x->to == HJ_ET_NEXT
		      : tells_routes(d, step, m->on))
		return node(d, HJ_CK_OUTLETS, 0);
	return node(d, agreed ? HJ_CK_SETTLED : HJ_CK_OVER, 0);
}

static size_t
target(struct drawing *d, size_t step, const struct hj_move *m)
{
	const struct hj_graph *g = &d->graph;

	if (m->to == g->n)
		return end_of(d, step, m);
	return node(d,
	    hj_graph_phase(g, m->to) == HJ_CP_RIGHT ? HJ_CK_RIGHT : HJ_CK_STEP,
	    (int64_t)hj_graph_step(g, m->to));
}

static const char *
move_label(struct drawing *d, int on)
{
	static const struct hj_word of_right[] = {
		{ "acts", "当事人提出请求", "the party acts" },
		{ "expires", "逾期未请求", "the party lets it pass" },
	};

	if (on >= HJ_ON_ACTS) {
		hj_say(&d->v, of_right[on - HJ_ON_ACTS].zh,
		    of_right[on - HJ_ON_ACTS].en);
		return said(d);
	}
	return word(d, &hj_exit_on_words, on);
}

/* "/ladder/0/exits/1": where the exit of a step stands. */
static const char *
exit_place(struct drawing *d, const struct hj_rule_step *s,
    const struct hj_rule_exit *x)
{
	const char *step =
	    hj_rule_place(d->v.a, d->steps, (size_t)(s - d->graph.step));

	return hj_rule_place(d->v.a, hj_concat(d->v.a, step, "/exits", NULL),
	    (size_t)(x - s->exits));
}

static bool
drawn(const struct hj_chart *c, const struct hj_chart_edge *e)
{
	for (size_t i = 0; i < c->n_edge; i++) {
		const struct hj_chart_edge *o = &c->edge[i];

		if (o->from == e->from && o->to == e->to &&
		    strcmp(o->on, e->on) == 0 &&
		    (o->at == NULL) == (e->at == NULL) &&
		    (o->at == NULL || strcmp(o->at, e->at) == 0))
			return true;
	}
	return false;
}

static void
draw(struct drawing *d, size_t from, size_t step, const struct hj_move *m)
{
	struct hj_chart_edge e = { .from = from, .on = hj_move_name(m->on) };

	e.to = target(d, step, m);
	e.label = move_label(d, m->on);
	e.text = e.label;
	if (m->exit != NULL) {
		e.at = exit_place(d, &d->graph.step[step], m->exit);
		e.conditional = m->exit->n_when > 0;
		e.times = m->exit->times;
		hj_say_exit(&d->v, m->exit);
		e.text = said(d);
	}
	if (!drawn(d->ret, &e))
		*HJ_PUSH(d->v.a, d->ret->edge, d->ret->n_edge) = e;
}

/* What can happen at a node, however often its exits were taken. */
static void
draw_from(struct drawing *d, size_t step, int phase)
{
	const struct hj_graph *g = &d->graph;
	size_t from = node(
	    d, phase == HJ_CP_RIGHT ? HJ_CK_RIGHT : HJ_CK_STEP, (int64_t)step);

	for (size_t state = 0; state < g->n; state++) {
		struct hj_move move[HJ_MOVES_MOST];
		size_t n;

		if (hj_graph_step(g, state) != step ||
		    hj_graph_phase(g, state) != phase)
			continue;
		n = hj_graph_moves(g, state, move);
		for (size_t i = 0; i < n; i++)
			draw(d, from, step, &move[i]);
	}
}

/* Where a matter may begin, and when. */
static void
draw_begin(struct drawing *d)
{
	size_t from = node(d, HJ_CK_BEGIN, 0);

	for (size_t i = 0; i < d->graph.n_step; i++) {
		const struct hj_rule_step *s = &d->graph.step[i];
		struct hj_chart_edge e = { .from = from, .on = "registered" };

		if (!hj_graph_begins(&d->graph, i))
			continue;
		e.to = node(d, HJ_CK_STEP, (int64_t)i);
		e.label = word(d, &hj_chart_kind_words, HJ_CK_BEGIN);
		e.conditional = s->n_when > 0;
		hj_say_when(&d->v, s->when, s->n_when);
		hj_say(&d->v, "从“", "it begins at “");
		hj_say(&d->v, s->zh, s->en);
		hj_say(&d->v, "”开始", "”");
		e.text = said(d);
		*HJ_PUSH(d->v.a, d->ret->edge, d->ret->n_edge) = e;
	}
}

static bool
has_right(const struct hj_rule_step *s)
{
	for (size_t i = 0; i < s->n_exits; i++)
		if (s->exits[i].to == HJ_ET_RIGHT)
			return true;
	return false;
}

/* What the ladder is called, where it stands, where it ends. */
static void
head(struct drawing *d, size_t ladder)
{
	const struct hj_rule_set *set = d->v.set;
	const struct hj_rule_ladder *l =
	    ladder == 0 ? NULL : &set->ladders[ladder - 1];

	*d->ret = (struct hj_chart){ .at = "", .more = "" };
	d->steps = hj_rule_steps_place(d->v.a, ladder);
	d->outlets = l == NULL ? set->outlets : l->outlets;
	d->n_outlets = l == NULL ? set->n_outlets : l->n_outlets;
	if (l == NULL)
		return;
	d->ret->at = hj_rule_place(d->v.a, "/ladders", ladder - 1);
	d->ret->label = d->v.zh ? l->zh : l->en;
	hj_say_when(&d->v, l->when, l->n_when);
	if (l->n_when > 0)
		hj_say(&d->v, "适用", "it is taken");
	d->ret->more = said(d);
}

bool
hj_rule_chart(struct hj_chart *ret, struct hj_arena *a,
    const struct hj_rule_set *set, size_t ladder,
    const struct hj_directory *dir, enum hj_lang lang)
{
	struct drawing d = {
		.v = { .a = a,
		    .set = set,
		    .dir = dir,
		    .zh = lang == HJ_LANG_ZH },
		.ret = ret,
	};

	if (!hj_graph_of(&d.graph, set, ladder) || d.graph.n_step == 0)
		return false;
	hj_buf_init(&d.v.b, TEXT_MOST);
	head(&d, ladder);
	(void)node(&d, HJ_CK_BEGIN, 0);
	for (size_t i = 0; i < d.graph.n_step; i++)
		(void)node(&d, HJ_CK_STEP, (int64_t)i);
	draw_begin(&d);
	for (size_t i = 0; i < d.graph.n_step; i++) {
		draw_from(&d, i, HJ_CP_HELD);
		if (has_right(&d.graph.step[i]))
			draw_from(&d, i, HJ_CP_RIGHT);
	}
	hj_buf_release(&d.v.b);
	return true;
}
