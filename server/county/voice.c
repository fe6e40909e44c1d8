/* What is said in a story; see voice.h. */
#include "server/county/voice.h"

#include "lib/commands/legal_aid/roster.h"
#include "server/county/people.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define BODY_MOST 16384
#define FEN 100

/* ---- who and what about ---- */

static const struct hj_matter *
matter_of(struct hj_town *town, struct hj_telling *x)
{
	const struct hj_matter *fit[64];
	size_t n = 0;

	for (size_t i = 0; i < town->tale.n_matter && n < 64; i++) {
		const struct hj_matter *m = &town->tale.matter[i];
		size_t len = strlen(m->kinds);
		const char *at = strstr(x->story->matters, m->kinds);

		if (at != NULL && (at[len] == ',' || at[len] == '\0'))
			fit[n++] = m;
	}
	return n == 0 ? NULL : fit[hj_dice_below(&x->life.dice, (int64_t)n)];
}

/* One of the texts between the | of `texts`. */
static const char *
one_of(struct hj_telling *x, const char *texts)
{
	int64_t n = 1, which;

	for (const char *c = texts; *c != '\0'; c++)
		n += *c == '|';
	for (which = hj_dice_below(&x->life.dice, n); which > 0; which--)
		texts = strchr(texts, '|') + 1;
	return hj_strndup(x->life.a, texts, strcspn(texts, "|"));
}

/* `text` with {x} replaced by what is said of x. */
static const char *
fill(struct hj_telling *x, const char *text, const char *a, const char *b)
{
	struct hj_buf out;

	hj_buf_init(&out, BODY_MOST);
	for (; *text != '\0'; text++) {
		if (*text != '{') {
			hj_buf_putc(&out, *text);
			continue;
		}
		switch (text[1]) {
		case 'a':
			hj_buf_puts(&out, a);
			break;
		case 'b':
			hj_buf_puts(&out, b);
			break;
		case 'n':
			hj_buf_int(&out, hj_dice_between(&x->life.dice, 2, 9));
			break;
		case 'm':
			hj_buf_int(
			    &out, hj_dice_between(&x->life.dice, 11, 58));
			break;
		case 'x':
			hj_buf_puts(&out, hj_some_firm(&x->life.dice));
			break;
		default:
			hj_buf_int(&out, x->claim);
			break;
		}
		text += strcspn(text, "}");
	}
	return hj_buf_keep(x->life.a, &out);
}

static const char *
party(struct hj_telling *x, const struct hj_somebody *s, const char *side)
{
	return hj_concat(x->life.a, "{'address':'", s->address,
	    "','identity':'", s->identity, "','kind':'natural','name':'",
	    s->name, "','phone':'", s->phone, "','side':'", side, "'}", NULL);
}

void
hj_voice_meet(struct hj_town *town, struct hj_telling *x)
{
	struct hj_arena *a = x->life.a;
	struct hj_somebody one, other;
	const struct hj_matter *m = matter_of(town, x);
	const char *against = other.name, *second;

	if (m == NULL) {
		x->life.fault = hj_concat(a, x->story->name, ": nothing of ",
		    x->story->matters, NULL);
		x->life.over = true;
		return;
	}
	x->matter = m;
	hj_somebody(&x->life.dice, &one);
	hj_somebody(&x->life.dice, &other);
	x->claim =
	    hj_dice_between(&x->life.dice, m->low / 10, m->high / 10) * 10;
	if (*m->other != '\0') {
		against = fill(x, m->other, "", "");
		second = hj_concat(a, "{'kind':'organisation','name':'",
		    against, "','phone':'", other.phone,
		    "','side':'respondent'}", NULL);
	} else {
		second = party(x, &other, "respondent");
	}
	x->facts = fill(x, one_of(x, m->facts), one.name, against);
	if (*m->talk == '\0') {
		x->title = hj_concat(a, one.name, "反映", m->what, NULL);
		x->parties =
		    hj_concat(a, "[", party(x, &one, "equal"), "]", NULL);
	} else {
		x->title =
		    hj_concat(a, one.name, "—", against, " ", m->what, NULL);
		x->parties = hj_concat(a, "[", party(x, &one, "applicant"), ",",
		    second, "]", NULL);
	}
	x->one = hj_strdup(a, one.name);
	x->other = hj_strdup(a, against);
}

const char *
hj_voice_key(struct hj_telling *x, const char *key, size_t n)
{
	struct hj_arena *a = x->life.a;
	const char *whole = hj_strndup(a, key, n);
	const char staff[] = { '.', x->staff, '\0' };
	char *dot;

	if (strncmp(whole, "desk", 4) == 0 &&
	    (whole[4] == '\0' || whole[4] == '.'))
		whole = hj_concat(a, x->desk, whole + 4, NULL);
	dot = strrchr(whole, '.');
	if (dot != NULL && strcmp(dot, ".s") == 0)
		whole = hj_concat(a,
		    hj_strndup(a, whole, (size_t)(dot - whole)), staff, NULL);
	return whole;
}

/* ---- what stands where the story is ---- */

struct saying {
	struct hj_town *town;
	struct hj_telling *x;
	const struct hj_person *who;
	int64_t arg, arg2;
	struct hj_buf out;
	bool missing; /* it names what is not there */
};

typedef void say_fn(struct saying *s);

static void
put(struct saying *s, const char *text)
{
	if (text == NULL)
		s->missing = true;
	else
		hj_buf_puts(&s->out, text);
}

static void
put_no(struct saying *s, int64_t no)
{
	if (no == 0)
		s->missing = true;
	else
		hj_buf_int(&s->out, no);
}

static void
say_talk(struct saying *s)
{
	put(s, fill(s->x, one_of(s->x, s->x->matter->talk), s->x->one,
		   s->x->other));
}

static void
say_matter(struct saying *s)
{
	const struct hj_matter *m = s->x->matter;
	char sum[48] = "";

	if (s->x->claim > 0)
		snprintf(sum, sizeof(sum), "'claim':%lld,",
		    (long long)s->x->claim * FEN);
	put(s, hj_concat(s->x->life.a, "'title':'", s->x->title, "','facts':'",
		   s->x->facts, "','category_gb':'", m->gb,
		   "','category_word':'", m->word, "',", sum, "'place':'",
		   hj_dice_percent(&s->x->life.dice, 60) ? "999901001001"
							 : "999901001002",
		   "','parties':", s->x->parties, NULL));
}

static void
say_part(struct saying *s)
{
	int64_t yuan = s->x->claim * s->arg / 100 / 10 * 10;

	hj_buf_int(&s->out, (yuan > 0 ? yuan : 10) * FEN);
}

static void
say_ago(struct saying *s)
{
	hj_instant_format(&s->out, s->x->life.now - s->arg * 60000);
}

static void
say_at(struct saying *s)
{
	struct hj_date day =
	    hj_date_add_days(hj_legal_day(s->x->life.now), s->arg);

	hj_instant_format(
	    &s->out, hj_legal_day_first(day) + s->arg2 * HJ_HOUR_MS);
}

static void
say_on(struct saying *s)
{
	hj_date_format(
	    &s->out, hj_date_add_days(hj_legal_day(s->x->life.now), s->arg));
}

static void
say_year(struct saying *s)
{
	hj_buf_int(&s->out, hj_legal_day(s->x->life.now).ymd / 10000);
}

static void
say_proc(struct saying *s)
{
	const struct hj_dispute *d = s->x->life.d;
	int64_t no = 0;

	for (size_t i = 0; d != NULL && i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];

		if (p->body != NULL && strcmp(p->body, s->who->org) == 0 &&
		    p->phase != HJ_PH_CLOSED)
			no = p->no;
	}
	put_no(s, no);
}

static int64_t
referral_to(const struct saying *s, int state)
{
	const struct hj_dispute *d = s->x->life.d;
	int64_t no = 0;

	for (size_t i = 0; d != NULL && i < d->n_referral; i++) {
		const struct hj_referral *r = &d->referral[i];

		if (r->state == state && r->to != NULL &&
		    strcmp(r->to, s->who->org) == 0)
			no = r->no;
	}
	return no;
}

static void
say_offer(struct saying *s)
{
	put_no(s, referral_to(s, HJ_RS_OFFERED));
}

static void
say_got(struct saying *s)
{
	put_no(s, referral_to(s, HJ_RS_ACCEPTED));
}

static void
say_owed(struct saying *s)
{
	const struct hj_dispute *d = s->x->life.d;
	bool first = true;

	hj_buf_putc(&s->out, '[');
	for (size_t i = 0; d != NULL && i < d->n_notice; i++) {
		if (d->notice[i].state != HJ_NS_OWED)
			continue;
		if (!first)
			hj_buf_putc(&s->out, ',');
		hj_buf_int(&s->out, d->notice[i].no);
		first = false;
	}
	hj_buf_putc(&s->out, ']');
	s->missing = s->missing || first;
}

static void
say_draft(struct saying *s)
{
	const struct hj_dispute *d = s->x->life.d;
	int64_t no = 0;

	for (size_t i = 0; d != NULL && i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_DRAFT)
			no = d->agreement[i].no;
	put_no(s, no);
}

static void
say_counsel(struct saying *s)
{
	const struct hj_world *w = &s->town->world;
	const struct hj_roster *r = w->n_roster == 0 ? NULL : w->roster[0];

	if (r == NULL || r->n_counsel == 0)
		s->missing = true;
	else
		put(s, r->counsel[hj_dice_below(
				      &s->x->life.dice, (int64_t)r->n_counsel)]
			   .id);
}

/* clang-format off */
static void say_facts(struct saying *s) { put(s, s->x->facts); }
static void say_deal(struct saying *s) { put(s, s->x->matter->deal); }
static void say_duty(struct saying *s) { put(s, s->x->matter->duty); }
static void say_title(struct saying *s) { put(s, s->x->title); }
static void say_one(struct saying *s) { put(s, s->x->one); }
static void say_me(struct saying *s) { put(s, s->who->id); }
static void say_no(struct saying *s) { hj_buf_int(&s->out, s->x->no); }

static const struct {
	const char *name;
	say_fn *say;
} words[] = {
	{ "ago", say_ago }, { "at", say_at }, { "counsel", say_counsel },
	{ "deal", say_deal }, { "draft", say_draft }, { "duty", say_duty },
	{ "facts", say_facts }, { "got", say_got }, { "matter", say_matter },
	{ "me", say_me }, { "no", say_no }, { "offer", say_offer },
	{ "on", say_on }, { "one", say_one }, { "owed", say_owed },
	{ "part", say_part }, { "proc", say_proc }, { "talk", say_talk },
	{ "title", say_title }, { "year", say_year },
};
/* clang-format on */

/* ---- a body ---- */

/* (1,2) behind a word, if there are any. */
static const char *
take_args(struct saying *s, const char *at)
{
	s->arg = s->arg2 = 0;
	if (*at != '(')
		return at;
	at++;
	if (!hj_number_take(&at, &s->arg))
		s->missing = true;
	if (*at == ',') {
		at++;
		if (!hj_number_take(&at, &s->arg2))
			s->missing = true;
	}
	return *at == ')' ? at + 1 : at;
}

static const char *
say_word(struct saying *s, const char *at)
{
	size_t n = 0;

	while (islower((unsigned char)at[n]))
		n++;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i].name) == n &&
		    strncmp(words[i].name, at, n) == 0) {
			at = take_args(s, at + n);
			words[i].say(s);
			return at;
		}
	s->x->life.fault =
	    hj_concat(s->x->life.a, s->x->story->name, ": no word $", at, NULL);
	s->missing = true;
	return at + n;
}

static const char *
say_id(struct saying *s, const char *at)
{
	size_t n = 0;
	const char *key;

	while (isalnum((unsigned char)at[n]) || at[n] == '.')
		n++;
	key = hj_voice_key(s->x, at, n);
	if (strchr(key, '.') != NULL) {
		const struct hj_person *p = hj_town_person(s->town, key);

		put(s, p == NULL ? NULL : p->id);
	} else {
		const struct hj_org *o = hj_town_org(s->town, key);

		put(s, o == NULL ? NULL : o->id);
	}
	return at + n;
}

const char *
hj_voice_say(struct hj_town *town, struct hj_telling *x,
    const struct hj_person *who, const char *body)
{
	struct saying s = { .town = town, .x = x, .who = who };

	hj_buf_init(&s.out, BODY_MOST);
	while (*body != '\0')
		if (*body == '$')
			body = say_word(&s, body + 1);
		else if (*body == '@')
			body = say_id(&s, body + 1);
		else
			hj_buf_putc(&s.out, *body++);
	if (s.missing) {
		hj_buf_release(&s.out);
		return NULL;
	}
	return hj_buf_keep(x->life.a, &s.out);
}
