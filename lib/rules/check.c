/* What is wrong with a rule set: the frame and the whole; see check.h. */
#include "lib/rules/checker.h"

#include "lib/base/container.h"
#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_word fault_list[] = {
	{ NULL, NULL, NULL },
	{ "shape", "格式不对", "the form is wrong" },
	{ "unknown", "所引内容不存在", "speaks of something that is not there" },
	{ "twice", "名称重复", "a name is given twice" },
	{ "loop", "循环往复,没有尽头", "goes round without end" },
	{ "type", "与事实的类型不符", "does not fit the type of the fact" },
	{ "never", "条件不可能成立", "the condition can never hold" },
	{ "gap", "有情形没有规定", "says nothing for this case" },
	{ "overlap", "同一情形有两条规定,未定先后", "two rules fit, and none goes before the other" },
	{ "unreachable", "永远走不到", "nothing leads to it" },
	{ "no_way_out", "末级没有诉讼或者仲裁的出路", "leaves no way to suit or arbitration at the end" },
	{ "obstacle", "妨碍当事人起诉、仲裁、信访或者报警", "stands in a party's way to suit, arbitration, petition or police" },
	{ "no_start", "期限没有起点", "has no start" },
	{ "no_end", "期限没有终点", "has no end" },
	{ "no_text", "没有文字", "has no words" },
	{ "beyond_law", "超过法定期限", "is longer than the statute allows" },
	{ "contrary", "前后矛盾", "contradicts another member" },
	{ "too_large", "情形过多,无法逐一检查", "has too many cases to be looked at" },
};
const struct hj_words hj_rule_fault_words = HJ_WORDS(fault_list);
/* clang-format on */

void
hj_fault(struct hj_checker *k, int kind, const char *at, const char *member,
    const char *what)
{
	if (k->faults.n == HJ_FAULTS_MOST)
		return;
	*HJ_PUSH(k->a, k->faults.item, k->faults.n) = (struct hj_rule_fault){
		.at = member == NULL ? at
				     : hj_concat(k->a, at, "/", member, NULL),
		.kind = kind,
		.what = what,
	};
}

const char *
hj_place(struct hj_checker *k, const char *list, size_t i)
{
	return hj_rule_place(k->a, list, i);
}

/* "member/i" */
static const char *
item(struct hj_checker *k, const char *member, size_t i)
{
	return hj_place(k, member, i);
}

void
hj_check_event(
    struct hj_checker *k, const char *at, const char *member, const char *kind)
{
	if (kind != NULL &&
	    hj_event_kind_find(&hj_dispute_events, kind) == NULL)
		hj_fault(k, HJ_RF_UNKNOWN, at, member, kind);
}

void
hj_check_events(struct hj_checker *k, const char *at, const char *member,
    const struct hj_name *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hj_check_event(k, at, item(k, member, i), list[i].text);
}

void
hj_check_bodies(struct hj_checker *k, const char *at, const char *member,
    const struct hj_name *list, size_t n)
{
	const struct hj_directory *dir = k->known->bodies;

	for (size_t i = 0; dir != NULL && i < n; i++)
		if (hj_body_kind_find(dir, list[i].text) == NULL)
			hj_fault(k, HJ_RF_UNKNOWN, at, item(k, member, i),
			    list[i].text);
}

void
hj_check_words(struct hj_checker *k, const char *at, const char *member,
    const struct hj_name *list, size_t n, const struct hj_words *words)
{
	for (size_t i = 0; i < n; i++)
		if (hj_word_find(words, list[i].text, strlen(list[i].text)) ==
		    0)
			hj_fault(k, HJ_RF_UNKNOWN, at, item(k, member, i),
			    list[i].text);
}

void
hj_check_text(
    struct hj_checker *k, const char *at, const char *member, const char *text)
{
	if (text != NULL && text[strspn(text, " \t\n")] == '\0')
		hj_fault(k, HJ_RF_NO_TEXT, at, member, NULL);
}

void
hj_check_length(struct hj_checker *k, const char *at, const char *member,
    int64_t length, int unit, bool needed)
{
	bool bare = unit == HJ_UNIT_AT_ONCE || unit == HJ_UNIT_SAME_DAY;

	if (length > 0 && unit == 0)
		hj_fault(k, HJ_RF_CONTRARY, at, member, "unit");
	else if (length > 0 && bare)
		hj_fault(k, HJ_RF_CONTRARY, at, member,
		    hj_word_name(&hj_unit_words, unit));
	else if (length == 0 && unit != 0 && !bare)
		hj_fault(k, HJ_RF_NO_END, at, member, NULL);
	else if (needed && unit == 0)
		hj_fault(k, HJ_RF_NO_END, at, member, NULL);
	else if (length > HJ_MONTHS_MOST && hj_unit_months(unit) > 0)
		hj_fault(k, HJ_RF_NO_END, at, member, NULL);
}

void
hj_check_twice(struct hj_checker *k, const char *list, size_t i,
    const char *name, const char *earlier)
{
	if (name != NULL && earlier != NULL && strcmp(name, earlier) == 0)
		hj_fault(k, HJ_RF_TWICE, hj_place(k, list, i), "name", name);
}

/* Titles, source, certainty, area and dates. */
static void
check_head(struct hj_checker *k)
{
	const struct hj_rule_set *set = k->set;
	size_t digits = strspn(set->area, "0123456789");
	bool sure = strcmp(set->certainty, "F") == 0 ||
		    strcmp(set->certainty, "F-L") == 0 ||
		    strcmp(set->certainty, "K") == 0;

	hj_check_text(k, "", "name", set->name);
	hj_check_text(k, "", "title_zh", set->title_zh);
	hj_check_text(k, "", "title_en", set->title_en);
	hj_check_text(k, "", "source", set->source);
	hj_check_text(k, "", "reading", set->reading);
	if (!sure)
		hj_fault(k, HJ_RF_UNKNOWN, "", "certainty", set->certainty);
	if (set->area[digits] != '\0' || digits % 2 != 0 || digits > 12)
		hj_fault(k, HJ_RF_UNKNOWN, "", "area", set->area);
	if (set->valid_to != 0 && set->valid_to < set->valid_from)
		hj_fault(k, HJ_RF_CONTRARY, "", "valid_to", "valid_from");
}

static struct hj_rule_faults
run(struct hj_checker *k)
{
	check_head(k);
	hj_check_facts(k);
	hj_check_tables(k);
	hj_check_ladders(k);
	hj_check_clocks(k);
	hj_check_tasks(k);
	hj_check_rest(k);
	return k->faults;
}

static const struct hj_rule_known nothing = { 0 };

struct hj_rule_faults
hj_rule_set_check(struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_rule_known *known)
{
	struct hj_checker k = {
		.a = a, .set = set, .known = known == NULL ? &nothing : known
	};

	return run(&k);
}

struct shapes {
	struct hj_fault_sink sink;
	struct hj_checker k;
	bool unread; /* something of the set could not be read */
};

static void
on_shape(struct hj_fault_sink *sink, const struct hj_error *err)
{
	struct shapes *s = HJ_CONTAINER(struct shapes, sink, sink);

	/* A member too many leaves all the others read. */
	s->unread = s->unread || strcmp(err->msg, hj_no_such_member) != 0;
	hj_fault(&s->k, HJ_RF_SHAPE,
	    err->field[0] == '\0' ? ""
				  : hj_concat(s->k.a, "/", err->field, NULL),
	    NULL, hj_strdup(s->k.a, err->msg));
}

struct hj_rule_faults
hj_rule_check(struct hj_arena *a, const char *text, size_t len,
    const struct hj_rule_known *known)
{
	struct hj_rule_set set;
	struct shapes s = {
		.sink = { on_shape },
		.k = { .a = a,
		    .set = &set,
		    .known = known == NULL ? &nothing : known },
	};

	if (len > HJ_RULE_SET_MOST) {
		hj_fault(&s.k, HJ_RF_TOO_LARGE, "", NULL, NULL);
		return s.k.faults;
	}
	if (!hj_bind_all(a, &hj_rule_set_fields, HJ_FORM_STORED, &set, text,
		len, &s.sink))
		return s.k.faults;
	return s.unread ? s.k.faults : run(&s.k);
}
