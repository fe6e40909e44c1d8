/* What a command is answered; see answer.h. */
#include "server/answer.h"

#include "lib/base/code.h"
#include "lib/integrity/crypto.h"
#include "server/keys.h"
#include "server/rules_moved.h"
#include "server/http/json_out.h"

#include <string.h>

/* The ways out, which no tier may bar (人民调解法3(三), 26). */
static const char *const ways_out[] = { "仲裁", "诉讼", "行政途径", "信访",
	"法律援助" };

static const struct hj_event *
find(const struct hj_event *event, size_t n, const struct hj_event_kind *kind)
{
	for (size_t i = 0; i < n; i++)
		if (event[i].kind == kind)
			return &event[i];
	return NULL;
}

/* The earliest last day of the clocks that these events started. */
static int32_t
next_day(const struct hj_event *event, size_t n)
{
	int32_t day = 0;

	for (size_t i = 0; i < n; i++) {
		const struct hj_clock_set *b = event[i].body;

		if (event[i].kind == &hj_ev_clock_started &&
		    (day == 0 || b->clock->due_on < day))
			day = b->clock->due_on;
	}
	return day;
}

static const char *
date_text(struct hj_arena *a, int32_t ymd)
{
	struct hj_buf b;

	if (ymd == 0)
		return NULL;
	hj_buf_init(&b, 32);
	hj_date_format(&b, (struct hj_date){ ymd });
	return hj_buf_keep(a, &b);
}

/* The slip in words.  That mediation is free and may be left is said where
 * mediation was opened. */
static const char *
slip_text(struct hj_arena *a, const struct hj_slip *s, int channel)
{
	bool mediates = channel == HJ_CH_PEOPLE ||
			channel == HJ_CH_ADMINISTRATIVE ||
			channel == HJ_CH_ASSIGNED;
	const struct hj_org *org = s->org;
	const char *phone = org == NULL ? NULL : org->phone;
	const char *day = s->next_on;

	return hj_concat(a, "纠纷编码", s->code, ",查询密码",
	    s->secret == NULL ? "(已删除)" : s->secret, "。",
	    org == NULL ? "" : "负责单位:", org == NULL ? "" : org->name,
	    phone == NULL ? "" : ",电话", phone == NULL ? "" : phone,
	    org == NULL ? "" : "。",
	    day != NULL ? "下一日期"
	    : mediates  ? "受理后告知下一日期"
			: "办理情况和下一日期另行告知",
	    day == NULL ? "" : day, "。",
	    mediates ? "调解自愿、不收费;您可以随时终止调解,依法"
		     : "您可以依法",
	    "申请仲裁、提起诉讼或者通过行政、信访途径维护权利。", NULL);
}

/* The event that hands out a slip, its code and sealed secret; or NULL. */
static const struct hj_event *
handed_out(const struct hj_event *event, size_t n, struct hj_slip *ret,
    const char **box)
{
	const struct hj_event *ev = find(event, n, &hj_ev_registered);

	if (ev != NULL) {
		const struct hj_registered *b = ev->body;

		ret->code = b->code;
		*box = b->secret.box;
		return ev;
	}
	ev = find(event, n, &hj_ev_slip_given);
	if (ev != NULL) {
		const struct hj_slip_given *b = ev->body;

		ret->code = b->code;
		*box = b->secret.box;
	}
	return ev;
}

bool
hj_slip_of(const struct hj_event *event, size_t n, struct hj_ring *ring,
    const struct hj_directory *dir, struct hj_slip *ret)
{
	const struct hj_event *opened = find(event, n, &hj_ev_procedure_opened);
	const struct hj_event *ev;
	const struct hj_procedure *p = NULL;
	const char *box = NULL;

	*ret = (struct hj_slip){ 0 };
	ev = handed_out(event, n, ret, &box);
	if (ev == NULL)
		return false;
	if (opened != NULL)
		p = ((const struct hj_procedure_opened *)opened->body)
			->procedure;
	ret->secret = hj_open_text(ring, box);
	ret->body = ev->body_of;
	ret->org = hj_org_find(
	    dir, p != NULL && p->body != NULL ? p->body : ev->body_of);
	ret->person = ev->actor;
	ret->next_on = date_text(ring->a, next_day(event, n));
	ret->text = slip_text(ring->a, ret, p == NULL ? 0 : p->channel);
	return true;
}

/* The slip that is handed out (回执). */
static void
put_slip(struct hj_out *j, const struct hj_slip *s)
{
	hj_out_put_str(j, "code", s->code);
	hj_out_key(j, "slip");
	hj_out_open(j);
	hj_out_put_str(j, "code", s->code);
	hj_out_put_some(j, "secret", s->secret);
	hj_out_put_some(j, "responsible_body", s->body);
	hj_out_put_some(
	    j, "responsible_name", s->org == NULL ? NULL : s->org->name);
	hj_out_put_some(j, "responsible_person", s->person);
	hj_out_put_some(j, "next_on", s->next_on);
	hj_out_key(j, "ways_out");
	hj_out_open_array(j);
	for (size_t i = 0; i < sizeof(ways_out) / sizeof(ways_out[0]); i++)
		hj_out_str(j, ways_out[i]);
	hj_out_close(j);
	hj_out_put_str(j, "text", s->text);
	hj_out_close(j);
}

/* What a court may refuse to confirm, which a look beforehand is asked for. */
static void
put_warnings(struct hj_out *j, const struct hj_channel_step *b)
{
	hj_out_key(j, "warnings");
	hj_out_open_array(j);
	for (size_t i = 0; i < b->n_warnings; i++)
		hj_out_str(j, b->warnings[i].text);
	hj_out_close(j);
}

void
hj_answer_events(struct hj_buf *b, const char *stream,
    const struct hj_event *event, size_t n, struct hj_ring *ring,
    const struct hj_directory *dir, bool dry)
{
	struct hj_slip slip;
	struct hj_out j;

	hj_buf_clear(b);
	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "id", stream);
	if (n > 0)
		hj_out_put_int(&j, "version", event[n - 1].seq);
	if (dry)
		hj_out_put_bool(&j, "dry", true);
	hj_out_key(&j, "events");
	hj_out_open_array(&j);
	for (size_t i = 0; i < n; i++) {
		hj_out_open(&j);
		hj_out_put_str(&j, "id", event[i].id);
		hj_out_put_int(&j, "seq", event[i].seq);
		hj_out_put_str(&j, "kind", event[i].kind->name);
		if (event[i].kind == &hj_ev_session_logged) {
			const struct hj_session_logged *s = event[i].body;

			hj_out_put_int(&j, "session", s->session->no);
			hj_out_put_str(&j, "counts",
			    hj_word_name(&hj_counts_words, s->session->counts));
		}
		if (event[i].kind == &hj_ev_confirmation_checked)
			put_warnings(&j, event[i].body);
		hj_out_close(&j);
	}
	hj_out_close(&j);
	hj_rule_move_put(&j, event, n);
	if (!dry && hj_slip_of(event, n, ring, dir, &slip))
		put_slip(&j, &slip);
	hj_out_close(&j);
}

/* What a refusal rests on, and how sure that is. */
static void
put_basis(struct hj_out *j, const struct hj_turn *t)
{
	hj_out_put_some(j, "article", t->refused_article);
	if (t->refused_certainty != 0)
		hj_out_put_str(j, "certainty",
		    hj_word_name(&hj_certainty_words, t->refused_certainty));
}

void
hj_answer_commands(struct hj_buf *b, const struct hj_stream_kind *kind,
    struct hj_turn *t, enum hj_lang lang, const char *form_of)
{
	struct hj_out j;
	struct hj_buf form;

	t->kind = kind;
	hj_buf_clear(b);
	hj_buf_init(&form, (size_t)1 << 20);
	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_key(&j, "commands");
	hj_out_open_array(&j);
	for (size_t i = 0; i < kind->n_commands; i++) {
		const struct hj_command *c = kind->commands[i];
		const struct hj_refusal_row *why;
		enum hj_refusal no;
		int64_t procedure = 0;

		if (c->flags & (HJ_INTERNAL | HJ_CREATES))
			continue;
		no = hj_command_offered(t, c, &procedure);
		why = &hj_refusals[no];
		hj_out_open(&j);
		hj_out_put_str(&j, "name", c->name);
		hj_out_put_str(&j, "title", lang == HJ_LANG_EN ? c->en : c->zh);
		hj_out_put_bool(&j, "allowed", no == HJ_NO);
		if (procedure != 0)
			hj_out_put_int(&j, "procedure", procedure);
		hj_out_put_bool(&j, "if_match", (c->flags & HJ_IF_MATCH) != 0);
		if (no != HJ_NO) {
			hj_out_put_str(&j, "rule", why->type);
			put_basis(&j, t);
			hj_out_put_str(
			    &j, "why", lang == HJ_LANG_EN ? why->en : why->zh);
		} else if (form_of == NULL || strcmp(form_of, c->name) == 0) {
			hj_buf_clear(&form);
			hj_schema(&form, c->fields);
			hj_out_key(&j, "form");
			hj_out_raw(&j, form.p, form.n);
		}
		hj_out_close(&j);
	}
	hj_out_close(&j);
	hj_out_close(&j);
	hj_buf_release(&form);
}

void
hj_answer_creations(struct hj_buf *b, const struct hj_stream_kind *kind,
    unsigned roles, enum hj_lang lang)
{
	struct hj_out j;
	struct hj_buf form;

	hj_buf_init(&form, (size_t)1 << 20);
	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_key(&j, "commands");
	hj_out_open_array(&j);
	for (size_t i = 0; i < kind->n_commands; i++) {
		const struct hj_command *c = kind->commands[i];

		if (c->flags & HJ_INTERNAL || (c->flags & HJ_CREATES) == 0)
			continue;
		hj_out_open(&j);
		hj_out_put_str(&j, "name", c->name);
		hj_out_put_str(&j, "title", lang == HJ_LANG_EN ? c->en : c->zh);
		hj_out_put_bool(
		    &j, "allowed", hj_may(c->right, roles, HJ_REL_NEW));
		hj_out_put_bool(&j, "if_match", false);
		if (hj_may(c->right, roles, HJ_REL_NEW)) {
			hj_buf_clear(&form);
			hj_schema(&form, c->fields);
			hj_out_key(&j, "form");
			hj_out_raw(&j, form.p, form.n);
		} else {
			hj_out_put_str(&j, "why",
			    lang == HJ_LANG_EN ? hj_policy[c->right].en
					       : hj_policy[c->right].zh);
		}
		hj_out_close(&j);
	}
	hj_out_close(&j);
	hj_out_close(&j);
	hj_buf_release(&form);
}

const char *
hj_follow_ups_text(struct hj_arena *a, const struct hj_turn *t)
{
	struct hj_buf b;
	struct hj_out j;

	if (t->n_follow_up == 0)
		return NULL;
	hj_buf_init(&b, (size_t)1 << 20);
	hj_out_init(&j, &b);
	hj_out_open_array(&j);
	for (size_t i = 0; i < t->n_follow_up; i++) {
		const struct hj_follow_up *f = &t->follow_up[i];

		hj_out_open(&j);
		hj_out_put_int(&j, "n", (int64_t)i + 1);
		hj_out_put_str(&j, "kind", f->kind);
		hj_out_put_str(&j, "target", f->stream);
		hj_out_put_str(&j, "command", f->command);
		hj_out_put_str(&j, "body", f->body);
		hj_out_close(&j);
	}
	hj_out_close(&j);
	return hj_buf_keep(a, &b);
}

void
hj_draw(struct hj_drawn *drawn, struct hj_ring *ring, const char *cmd,
    const char *county, struct hj_date today)
{
	unsigned char random[HJ_CODE_RANDOM];
	char code[HJ_CODE_ROOM];

	if (strlen(county) != 6)
		return;
	hj_random(random, sizeof(random));
	hj_code_make(code, county, today.ymd / 10000, random);
	drawn->code = hj_strdup(ring->a, code);
	hj_draw_slip(drawn, ring, cmd, drawn->code);
}

void
hj_draw_slip(struct hj_drawn *drawn, struct hj_ring *ring, const char *cmd,
    const char *code)
{
	char secret[HJ_SECRET_ROOM], door[33];

	hj_random_secret(secret);
	hj_keys_door(ring->keys, door, code, secret);
	drawn->door = hj_strdup(ring->a, door);
	drawn->secret = hj_seal_text(ring, "text", secret, cmd, "slip/secret");
}
