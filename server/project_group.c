/* The derived rows of a group; see project_group.h. */
#include "server/project_group.h"

#include "server/project_bodies.h"
#include "server/project_people.h"

#include <string.h>

#define ROW_MOST ((size_t)16 * 1024)

/* A row of group_member; what is absent is NULL there. */
struct line {
	const char *stream;
	struct hj_member member;
	struct hj_member_mark mark;
};

#define MEMBER(m) offsetof(struct line, member) + offsetof(struct hj_member, m)
#define MARK(m) offsetof(struct line, mark) + offsetof(struct hj_member_mark, m)
#define COLUMN(t, n, at, ...)                                                  \
	{                                                                      \
		.name = n, .len = sizeof(n) - 1, .type = (t), .offset = (at),  \
		__VA_ARGS__                                                    \
	}

/* clang-format off */
static const struct hj_field line_rows[] = {
	COLUMN(HJ_T_INT, "amount", MARK(amount), .most = HJ_INT_MOST),
	COLUMN(HJ_T_DATE, "answered_on", MARK(answered_on), .flags = 0),
	COLUMN(HJ_T_SEALED, "code", MEMBER(code), .flags = HJ_KEY_PARTY),
	COLUMN(HJ_T_WORD, "consent", MARK(consent), .words = &hj_answer_words),
	COLUMN(HJ_T_TEXT, "door", MEMBER(door), .most = 32),
	COLUMN(HJ_T_INT, "heir_of", MEMBER(heir_of), .most = HJ_INT_MOST),
	COLUMN(HJ_T_BOOL, "missing", MARK(missing), .flags = 0),
	COLUMN(HJ_T_SEALED, "name", MEMBER(name), .flags = HJ_KEY_PARTY),
	COLUMN(HJ_T_INT, "no", MEMBER(no), .most = HJ_INT_MOST),
	COLUMN(HJ_T_WORD, "offer", MARK(offer), .words = &hj_answer_words),
	COLUMN(HJ_T_INT, "paid", MARK(paid), .most = HJ_INT_MOST),
	COLUMN(HJ_T_SEALED, "phone", MEMBER(phone), .flags = HJ_KEY_PARTY),
	COLUMN(HJ_T_BOOL, "representative", MARK(representative), .flags = 0),
	COLUMN(HJ_T_DATE, "routes_on", MARK(routes_on), .flags = 0),
	COLUMN(HJ_T_DATE, "signed_on", MARK(signed_on), .flags = 0),
	COLUMN(HJ_T_WORD, "status", MARK(status), .words = &hj_member_status_words),
	COLUMN(HJ_T_TEXT, "stream", offsetof(struct line, stream), .most = 32),
	COLUMN(HJ_T_TEXT, "subject", MEMBER(subject), .most = 100),
};
/* clang-format on */
static const struct hj_fields line_fields = HJ_FIELDS(line, line_rows);

static void
put(struct hj_arena *a, struct hj_rows *rows, const char *table,
    const char *key, const char *json)
{
	struct hj_row_text *row = HJ_PUSH(a, rows->row, rows->n);

	row->table = table;
	row->key = key;
	row->json = json;
}

static void
put_line(struct hj_arena *a, const struct hj_group *g, int64_t no,
    struct hj_rows *rows)
{
	const struct hj_member *m = hj_member_at(g, no);
	const struct hj_member_mark *mark = hj_mark_at(g, no);
	struct hj_buf b, key;
	struct line line;

	if (m == NULL || mark == NULL)
		return;
	line = (struct line){ .stream = g->id, .member = *m, .mark = *mark };
	hj_buf_init(&b, ROW_MOST);
	hj_buf_init(&key, 32);
	hj_buf_int(&key, no);
	hj_emit(&b, &line_fields, &line);
	put(a, rows, "group_member", hj_strdup(a, hj_buf_text(&key)),
	    hj_buf_keep(a, &b));
	hj_buf_release(&key);
}

static void
put_person(struct hj_arena *a, const struct hj_group *g, int64_t no,
    struct hj_rows *rows)
{
	const struct hj_member *m = hj_member_at(g, no);

	if (m != NULL)
		hj_put_person(
		    a, rows, &hj_group_kind, g->id, no, m->identity_index);
}

typedef void put_fn(struct hj_arena *a, const struct hj_group *g, int64_t no,
    struct hj_rows *rows);

/* The lines that are as they were because an entry was voided. */
static void
put_back(struct hj_arena *a, const struct hj_group *g,
    const struct hj_group *back, put_fn *put_row, struct hj_rows *rows)
{
	for (size_t i = 0; back != NULL && i < back->n_mark; i++)
		put_row(a, g, back->mark[i].no, rows);
	for (size_t i = 0; back != NULL && i < back->n_member; i++)
		put_row(a, g, back->member[i].no, rows);
}

/* The rows of the lines that `ev` touched. */
static void
put_touched(struct hj_arena *a, const struct hj_group *g,
    const struct hj_event *ev, put_fn *put_row, struct hj_rows *rows)
{
	const struct hj_members_marked *marked = ev->body;
	const struct hj_members_set *set = ev->body;
	const struct hj_erased *erased = ev->body;
	const struct hj_event_voided *voided = ev->body;

	if (ev->kind->body == hj_ev_members_added.body) {
		for (size_t i = 0; i < set->n_mark; i++)
			put_row(a, g, set->mark[i].no, rows);
		/* An heir's record comes with a mark; a correction, too. */
	} else if (ev->kind->body == hj_ev_group_paid.body) {
		for (size_t i = 0; put_row == put_line && i < marked->n_mark;
		     i++)
			put_row(a, g, marked->mark[i].no, rows);
	} else if (ev->kind == &hj_ev_group_erased) {
		put_row(a, g, erased->party, rows);
	} else if (strcmp(ev->kind->name, hj_ev_voided.name) == 0) {
		put_back(a, g, voided->back, put_row, rows);
	}
}

void
hj_project_group(struct hj_arena *a, const struct hj_group *g,
    const struct hj_event *event, size_t n_event, struct hj_rows *ret)
{
	/* The rows of one table stand together. */
	static put_fn *const put_row[] = { put_line, put_person };

	*ret = (struct hj_rows){ 0 };
	for (size_t k = 0; k < sizeof(put_row) / sizeof(put_row[0]); k++) {
		for (size_t i = 0; i < n_event; i++)
			put_touched(a, g, &event[i], put_row[k], ret);
		for (size_t i = 0; event == NULL && i < g->n_member; i++)
			put_row[k](a, g, g->member[i].no, ret);
	}
	hj_project_bodies(a, &hj_group_kind, g, ret);
}
