/* Traces, line by line; see trace.h. */
#include "lib/rules/trace.h"

#include <string.h>

struct player {
	struct hj_arena *a;
	const struct hj_rule_set *set;
	const struct hj_calendar *cal;
	const struct hj_directory *dir;
	const struct hj_rules *sets;
	enum hj_lang lang;        /* of the line */
	struct hj_course *course; /* NULL: before the first case */
	/* Names that are looked at, or not: a case's, every case's. */
	const char *only, *not, *all_only, *all_not;
	struct hj_happening *given; /* before the first `when` */
	size_t n_given;
	bool going;
	size_t seen;      /* of what followed */
	const char *text; /* of the `then` that waits to be met */
	enum hj_lang when_lang;
	int64_t when; /* line of the last `when` */
	int64_t line;
	struct hj_trace_report r;
};

static void
fault(struct player *p, int64_t line, const char *expected, const char *got,
    const char *error)
{
	if (p->r.n < HJ_TRACE_FAULTS_MOST)
		*HJ_PUSH(p->a, p->r.fault, p->r.n) = (struct hj_trace_fault){
			.line = line,
			.expected = expected,
			.got = got,
			.error = error,
		};
}

/* Does a name of a list begin or end at `at`? */
static bool
edge(const char *list, const char *at)
{
	size_t n = strlen("、");

	return at == list || *at == '\0' || *at == ',' || at[-1] == ' ' ||
	       strncmp(at, "、", n) == 0 ||
	       ((size_t)(at - list) >= n && strncmp(at - n, "、", n) == 0);
}

/* Is `name`, which may hold 、 itself, in the list? */
static bool
listed(const char *list, const char *name)
{
	const char *at =
	    name == NULL || name[0] == '\0' ? NULL : strstr(list, name);

	while (at != NULL && !(edge(list, at) && edge(list, at + strlen(name))))
		at = strstr(at + 1, name);
	return at != NULL;
}

static bool
named(const char *list, const struct hj_did *d)
{
	bool ladder = strncmp(d->rule, "/ladder", 7) == 0 ||
		      strcmp(d->rule, "/overall") == 0;

	return (ladder && (listed(list, "分级") || listed(list, "ladder"))) ||
	       listed(list, d->zh) || listed(list, d->en);
}

static bool
looked_at(const struct player *p, const struct hj_did *d)
{
	return (p->only == NULL || named(p->only, d)) &&
	       (p->not == NULL || !named(p->not, d));
}

static const char *
said(struct player *p, const struct hj_did *d, enum hj_lang lang)
{
	struct hj_buf b;

	hj_buf_init(&b, 8192);
	hj_did_say(d, lang, &b);
	return hj_buf_keep(p->a, &b);
}

/* The next of what followed that is looked at; NULL: none. */
static const struct hj_did *
next(struct player *p)
{
	size_t n;
	const struct hj_did *d = hj_course_done(p->course, &n);

	while (p->seen < n && !looked_at(p, &d[p->seen]))
		p->seen++;
	if (p->seen == n)
		return NULL;
	*HJ_PUSH(p->a, p->r.did, p->r.n_did) =
	    (struct hj_trace_did){ p->when, d[p->seen] };
	return &d[p->seen++];
}

/* What followed and no `then` said. */
static void
close_when(struct player *p)
{
	const struct hj_did *d;

	while (p->course != NULL && p->when != 0 && (d = next(p)) != NULL)
		fault(p, p->when, NULL, said(p, d, p->when_lang), NULL);
	p->when = 0;
}

static void
begin_case(struct player *p)
{
	close_when(p);
	p->course = hj_course_new(p->a, p->sets, p->cal, p->dir);
	p->only = p->all_only;
	p->not = p->all_not;
	p->n_given = 0;
	p->given = NULL;
	p->going = false;
	p->seen = 0;
	p->r.cases++;
}

static void
given(struct player *p, const char *text)
{
	struct hj_happening h;
	const char *why = hj_trace_read(p->a, p->set, p->dir, text, &h);

	if (p->course == NULL || p->going)
		fault(p, p->line, text, NULL,
		    "given stands before the first when of a case");
	else if (why != NULL)
		fault(p, p->line, text, NULL, why);
	else if (h.kind != HJ_HN_FACT && h.kind != HJ_HN_SETTING)
		fault(p, p->line, text, NULL, "only facts can be given");
	else
		*HJ_PUSH(p->a, p->given, p->n_given) = h;
}

/* Take "2024-03-01 10:30 " off `text`; false: there is no such day. */
static bool
take_time(struct player *p, const char **text, int64_t *ret, bool *ret_bare)
{
	const char *t = *text;
	struct hj_date day;
	int64_t hour, minute;

	if (strlen(t) < 11 || !hj_date_parse(hj_strndup(p->a, t, 10), &day) ||
	    t[10] != ' ')
		return false;
	t += 10 + strspn(t + 10, " ");
	*ret = hj_legal_day_first(day);
	*ret_bare = !(strlen(t) > 5 && t[2] == ':' && t[5] == ' ' &&
		      hj_text_int(hj_strndup(p->a, t, 2), &hour) &&
		      hj_text_int(hj_strndup(p->a, t + 3, 2), &minute) &&
		      hour < 24 && minute < 60);
	if (*ret_bare) {
		*ret += 12 * HJ_HOUR_MS;
	} else {
		*ret += (hour * 60 + minute) * 60000;
		t += 5 + strspn(t + 5, " ");
	}
	*text = t;
	return true;
}

static bool
tell(struct player *p, struct hj_happening *h, const char *text)
{
	struct hj_error err = { 0 };

	if (hj_course_tell(p->course, h, &err) == HJ_OK)
		return true;
	fault(p, p->line, text, NULL, hj_strdup(p->a, err.msg));
	return false;
}

static void
when(struct player *p, const char *text)
{
	const char *whole = text;
	struct hj_happening h;
	const char *why;
	int64_t at;
	bool bare;

	close_when(p);
	if (p->course == NULL || !take_time(p, &text, &at, &bare)) {
		fault(p, p->line, whole, NULL,
		    p->course == NULL ? "when stands in a case"
				      : "it begins with no day");
		return;
	}
	why = hj_trace_read(p->a, p->set, p->dir, text, &h);
	if (why != NULL) {
		fault(p, p->line, whole, NULL, why);
		return;
	}
	h.at = h.kind == HJ_HN_TIME && bare ? at + 12 * HJ_HOUR_MS - 1 : at;
	for (size_t i = 0; !p->going && i < p->n_given; i++) {
		p->given[i].at = at;
		(void)tell(p, &p->given[i], "given");
	}
	p->going = true;
	p->when = p->line;
	p->when_lang = p->lang;
	(void)tell(p, &h, whole);
}

static void
then(struct player *p, const char *text)
{
	const struct hj_did *d =
	    p->course == NULL || p->when == 0 ? NULL : next(p);
	const char *own = d == NULL ? NULL : said(p, d, p->lang);

	if (d != NULL && (strcmp(text, said(p, d, HJ_LANG_ZH)) == 0 ||
			     strcmp(text, said(p, d, HJ_LANG_EN)) == 0))
		p->r.thens++;
	else
		fault(p, p->line, text, own, NULL);
}

/* The words that lines begin with. */
enum verb {
	V_CASE,
	V_ONLY,
	V_NOT,
	V_GIVEN,
	V_WHEN,
	V_THEN,
	V__MAX
};

static const char *const verbs[V__MAX][2] = {
	[V_CASE] = { "情形 ", "case " },
	[V_ONLY] = { "只看 ", "looking only at " },
	[V_NOT] = { "不看 ", "ignoring " },
	[V_GIVEN] = { "假定 ", "given " },
	[V_WHEN] = { "当 ", "when " },
	[V_THEN] = { "那么 ", "then " },
};

static void
play_line(struct player *p, const char *text)
{
	bool first = p->course == NULL;
	int verb = 0;
	size_t n = 0;

	for (; verb < V__MAX && n == 0; verb++)
		for (int l = 0; l < 2 && n == 0; l++)
			if (strncmp(text, verbs[verb][l],
				strlen(verbs[verb][l])) == 0) {
				n = strlen(verbs[verb][l]);
				p->lang = l == 0 ? HJ_LANG_ZH : HJ_LANG_EN;
			}
	if (n == 0) {
		fault(p, p->line, text, NULL, "a line begins otherwise");
		return;
	}
	text += n + strspn(text + n, " ");
	switch ((enum verb)(verb - 1)) {
	case V_CASE:
		begin_case(p);
		break;
	case V_ONLY:
		*(first ? &p->all_only : &p->only) = text;
		break;
	case V_NOT:
		*(first ? &p->all_not : &p->not ) = text;
		break;
	case V_GIVEN:
		given(p, text);
		break;
	case V_WHEN:
		when(p, text);
		break;
	case V_THEN:
		then(p, text);
		break;
	case V__MAX:
		break;
	}
}

struct hj_trace_report
hj_trace_play(struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_calendar *cal, const struct hj_directory *dir,
    const char *text, size_t len)
{
	struct hj_rules sets = { set, 1 };
	struct player p = {
		.a = a, .set = set, .sets = &sets, .cal = cal, .dir = dir
	};
	const char *end = text + len;

	if (len > HJ_TRACE_MOST)
		fault(&p, 0, NULL, NULL, "too long");
	while (text < end && len <= HJ_TRACE_MOST) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop == NULL ? end : stop) - text);
		size_t lead = 0;
		const char *next_line = stop == NULL ? end : stop + 1;

		p.line++;
		while (lead < n && (text[lead] == ' ' || text[lead] == '\t'))
			lead++;
		while (n > lead && (text[n - 1] == ' ' || text[n - 1] == '\t' ||
				       text[n - 1] == '\r'))
			n--;
		if (n > lead && text[lead] != '#')
			play_line(&p, hj_strndup(a, text + lead, n - lead));
		text = next_line;
	}
	close_when(&p);
	if (p.r.cases == 0)
		fault(&p, p.line, NULL, NULL, "no case");
	return p.r;
}
