/*
 * First sign-in slips (首次登录条): accounts for the people of a body, and a
 * sheet of paper for each, with a password that works once.
 *
 *	POST /api/v1/accounts/slips {"organisation": ID}
 *
 * For whoever serves there and cannot sign in yet: without an account, or with
 * a one-time password not used so far, which is replaced.  The passwords stand
 * in this answer and nowhere else; printed again, they are others.
 */
#include "server/html/site.h"

#include "lib/base/initials.h"
#include "lib/base/utf8.h"
#include "lib/integrity/crypto.h"
#include "server/admit.h"
#include "server/auth/login.h"
#include "server/auth/password.h"
#include "server/base/log.h"
#include "server/call.h"
#include "server/route_says.h"

#include <string.h>

#define SLIPS_MOST 60 /* a hash takes 50 ms */
#define LOGIN_TRIES 5
#define LETTERS_MOST 6
#define DIGITS 4

struct wish {
	const char *organisation;
};
static const struct hj_field wish_rows[] = {
	HJ_ID(wish, organisation, HJ_REQUIRED, "单位|organisation"),
};
const struct hj_fields hj_slips_fields = HJ_FIELDS(wish, wish_rows);

struct slip {
	const char *person;
	const char *name;
	const char *login;
	char password[HJ_DRAWN_ROOM];
	bool known; /* the login was there before */
};

/* Slips being made, one after another. */
struct slips {
	struct hj_call call;
	struct hj_password_job job;
	const char *org_name;
	struct slip *slip;
	size_t n, at;
	int tries;
};

static void on_wanting(struct hj_query *q);
static void make_next(struct slips *s);
static void on_hashed(struct hj_password_job *job);
static void on_set(struct hj_query *q);

/* ---- logins ---- */

static char
letter_of(uint32_t character)
{
	uint32_t letters = hj_initials(character);

	for (int i = 0; i < 26; i++)
		if (letters & UINT32_C(1) << i)
			return (char)('a' + i);
	return '\0';
}

/* The initials of `name` and four digits: "lgx4071". */
static const char *
login_of(struct hj_arena *a, const char *name)
{
	unsigned char random[DIGITS];
	struct hj_buf b;
	size_t n = 0;
	uint32_t c;

	hj_buf_init(&b, HJ_LOGIN_MOST + 1);
	while (n < LETTERS_MOST && (c = hj_utf8_next(&name)) != 0) {
		bool latin = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		char letter = latin ? (char)(c | 0x20) : letter_of(c);

		if (letter == '\0')
			continue;
		hj_buf_putc(&b, letter);
		n++;
	}
	if (n == 0)
		hj_buf_putc(&b, 'u');
	hj_random(random, sizeof(random));
	for (size_t i = 0; i < DIGITS; i++)
		hj_buf_putc(&b, (char)('0' + random[i] % 10));
	return hj_buf_keep(a, &b);
}

/* ---- who gets one ---- */

static void
bad(struct slips *s, const char *msg)
{
	struct hj_error err;

	hj_fail(&err, HJ_ERR_INPUT, "organisation", msg, NULL);
	hj_reply_error(s->call.req, &err);
	hj_call_end(&s->call);
}

/* Those who serve at the body. */
static size_t
serving(struct hj_arena *a, const struct hj_directory *dir, const char *org,
    struct slip **ret)
{
	size_t n = 0;

	for (size_t i = 0; i < dir->n_person; i++) {
		const struct hj_person *p = &dir->person[i];
		struct slip *slip;

		if (p->left || strcmp(p->org, org) != 0)
			continue;
		slip = HJ_PUSH(a, *ret, n);
		slip->person = hj_strdup(a, p->id);
		slip->name = hj_strdup(a, p->name);
	}
	return n;
}

void
hj_slips_handler(struct hj_req *req)
{
	struct slips *s = HJ_NEW(req->arena, struct slips);
	struct hj_world_ref *w;
	const struct hj_org *org;
	const char **ids;
	struct wish wish;

	hj_call_begin(&s->call, req);
	if (!hj_may(HJ_MAY_ADMIT, req->actor->roles, HJ_REL_NONE)) {
		hj_call_refuse(&s->call, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (!hj_call_body(req, &hj_slips_fields, &wish)) {
		hj_call_end(&s->call);
		return;
	}
	w = hj_world_hold(req->service->worlds);
	org = hj_org_find(&w->directory, wish.organisation);
	if (org != NULL) {
		s->org_name = hj_strdup(req->arena, org->name);
		s->n = serving(req->arena, &w->directory, org->id, &s->slip);
	}
	hj_world_drop(w);
	if (s->org_name == NULL) {
		bad(s, "no such organisation");
		return;
	}
	ids = hj_alloc(req->arena, (s->n + 1) * sizeof(*ids));
	for (size_t i = 0; i < s->n; i++)
		ids[i] = s->slip[i].person;
	hj_param_texts(hj_call_params(&s->call), ids, s->n);
	hj_call_read(&s->call, &hj_stmt_accounts_wanting, on_wanting);
}

static void
on_wanting(struct hj_query *q)
{
	struct slips *s = HJ_CONTAINER(struct slips, call.query, q);
	struct hj_arena *a = s->call.req->arena;
	struct slip *list = NULL;
	size_t n = 0;

	if (hj_call_failed(&s->call))
		return;
	for (int i = 0; i < hj_row_count(s->call.step.result); i++) {
		struct hj_row row = hj_row(s->call.step.result, i);
		const char *id = hj_row_text(&row, 0, a, NULL);

		for (size_t k = 0; id != NULL && k < s->n; k++)
			if (strcmp(s->slip[k].person, id) == 0) {
				struct slip *slip = HJ_PUSH(a, list, n);

				*slip = s->slip[k];
				slip->login = hj_row_text(&row, 1, a, NULL);
				slip->known = slip->login != NULL;
			}
	}
	s->slip = list;
	s->n = n;
	if (n > SLIPS_MOST)
		bad(s, "more than 60 people wait for a first sign-in");
	else
		make_next(s);
}

/* ---- one after another ---- */

static void
put_slip(struct hj_page *p, const struct slips *s, const struct slip *slip)
{
	struct hj_html *h = &p->h;

	hj_html(h, "<section class=\"sheet\"><h2>");
	hj_html_text(h, slip->name);
	hj_html(h, "</h2><p>");
	hj_html_text(h, s->org_name);
	hj_html(h, "</p><p>");
	hj_html_say(h, "地址:", "Address: ");
	hj_html_text(h, hj_req_header(p->req, "host"));
	hj_html(h, "</p><p>");
	hj_html_say(h, "账号:", "Account: ");
	hj_html(h, "<strong>");
	hj_html_text(h, slip->login);
	hj_html(h, "</strong></p><p>");
	hj_html_say(h, "首次密码:", "First password: ");
	hj_html(h, "<strong>");
	hj_html_text(h, slip->password);
	hj_html(h, "</strong></p>");
	hj_html_line(h,
	    "首次密码只能用一次:登录后马上改成自己的密码。不要告诉别人,"
	    "用过请销毁"
	    "此条。",
	    "This password works once: choose one of your own when you have "
	    "signed in. Tell it nobody, and destroy this slip.");
	hj_html(h, "</section>\n");
}

static void
show(struct slips *s)
{
	struct hj_req *req = s->call.req;
	struct hj_page p;
	struct hj_buf buf;

	hj_buf_init(&buf, HJ_PAGE_MOST);
	hj_page_init(&p, req, &buf);
	p.paper = true;
	hj_page_begin(&p, "首次登录条", "First sign-in slips");
	for (size_t i = 0; i < s->n; i++)
		put_slip(&p, s, &s->slip[i]);
	if (s->n == 0)
		hj_html_line(&p.h, "这个单位没有人等着首次登录。",
		    "Nobody of this body waits for a first sign-in.");
	hj_page_end(&p);
	hj_log(HJ_LOG_INFO, "slips_made", HJ_LOG_ID("by", req->actor->person));
	hj_page_reply(&p, 200);
	hj_call_end(&s->call);
}

static void
make_next(struct slips *s)
{
	struct slip *slip = &s->slip[s->at];

	if (s->at == s->n) {
		show(s);
		return;
	}
	if (!slip->known)
		slip->login = login_of(s->call.req->arena, slip->name);
	hj_password_draw(slip->password);
	s->job = (struct hj_password_job){ .on_done = on_hashed };
	hj_password_hash(hj_sign_in_passwords(s->call.req->service->sign_in),
	    &s->job, slip->password);
}

static void
on_hashed(struct hj_password_job *job)
{
	struct slips *s = HJ_CONTAINER(struct slips, job, job);
	struct slip *slip = &s->slip[s->at];
	unsigned char person[16];
	struct hj_params *p;

	if (job->err.code != HJ_OK) {
		hj_reply_error(s->call.req, &job->err);
		hj_call_end(&s->call);
		return;
	}
	(void)hj_unhex(person, slip->person, sizeof(person));
	p = hj_call_params(&s->call);
	hj_param_uuid(p, person);
	hj_param_text(p, slip->login);
	hj_param_text(p, job->phc);
	hj_call_write(&s->call, &hj_stmt_credential_set, on_set);
}

static void
on_set(struct hj_query *q)
{
	struct slips *s = HJ_CONTAINER(struct slips, call.query, q);
	struct hj_row row = hj_row(s->call.step.result, 0);

	if (hj_call_failed(&s->call))
		return;
	/* False: somebody else has this login. */
	if (hj_row_bool(&row, 0)) {
		s->at++;
		s->tries = 0;
	} else if (++s->tries == LOGIN_TRIES) {
		bad(s, "no free login could be drawn: try again");
		return;
	}
	make_next(s);
}
