/* Which body a matter might go to; see suggest.h. */
#include "lib/policy/suggest.h"

#include <string.h>

#define LOAD_POINTS 20 /* of who has nothing open */

const char *const hj_suggest_parts[HJ_SG__MAX] = { "place", "category", "load",
	"before" };

enum {
	PLACE_NEAR,
	PLACE_WIDE,
	PLACE_COUNTY,
	PLACE_OUTSIDE,
	PLACE_NOT_SAID,
	PLACE_NOT_KNOWN
};
static const struct hj_suggest_why place_why[] = {
	[PLACE_NEAR] = { 40, "发生地在其所在村(社区)",
	    "it happened in its village or community" },
	[PLACE_WIDE] = { 30, "发生地在其辖区",
	    "it happened in the division it serves" },
	[PLACE_COUNTY] = { 10, "全县范围受理", "it serves the whole county" },
	[PLACE_OUTSIDE] = { 0, "发生地不在其辖区",
	    "it happened outside the division it serves" },
	[PLACE_NOT_SAID] = { 0, "发生地不明",
	    "where it happened is not known" },
	[PLACE_NOT_KNOWN] = { 0, "未登记其辖区",
	    "the division it serves is not on record" },
};

enum {
	FOR_THIS,
	FOR_ALL,
	CATEGORY_NOT_SAID
};
static const struct hj_suggest_why category_why[] = {
	[FOR_THIS] = { 30, "主管此类纠纷", "it is there for this category" },
	[FOR_ALL] = { 10, "不限类别", "it takes every category" },
	[CATEGORY_NOT_SAID] = { 0, "类别未定", "the category is not known" },
};

static const struct hj_suggest_why load_why = { 0,
	"在办件数:", "open procedures: " };

enum {
	DEALT,
	TURNED
};
static const struct hj_suggest_why before_why[] = {
	[DEALT] = { 10, "同一当事人上次由其办理",
	    "it dealt with the same people last" },
	[TURNED] = { -40, "此件曾被其拒绝、退回或逾期未接收",
	    "it refused, returned or let lapse this very matter" },
};

/* Is `word` one of `list`, which `sep` parts? */
static bool
holds(const char *list, char sep, const char *word)
{
	size_t n = strlen(word);

	while (list != NULL && *list != '\0') {
		const char *end = strchr(list, sep);
		size_t len = end == NULL ? strlen(list) : (size_t)(end - list);

		if (len == n && memcmp(list, word, n) == 0)
			return true;
		list = end == NULL ? NULL : end + 1;
	}
	return false;
}

bool
hj_kind_is_for(const struct hj_body_kind *kind, const char *category)
{
	return category == NULL || *kind->categories == '\0' ||
	       holds(kind->categories, ' ', category);
}

/* May it handle such a matter at all, and end it? */
static bool
may_handle(const struct hj_org *o, const struct hj_wish *w)
{
	if (o->closed || strcmp(o->county, w->county) != 0 ||
	    (w->asker != NULL && strcmp(o->id, w->asker) == 0))
		return false;
	if (!hj_kind_is_for(o->kind, w->category))
		return false;
	if (w->court)
		return hj_org_handles(o, HJ_CH_ASSIGNED);
	return hj_org_mediates(o) &&
	       (hj_org_concludes(o, HJ_CH_PEOPLE) ||
		   hj_org_concludes(o, HJ_CH_ADMINISTRATIVE));
}

static int
place_of(const struct hj_org *o, const struct hj_wish *w)
{
	bool local = o->kind->level > 3;

	if (w->place == NULL)
		return PLACE_NOT_SAID;
	if (o->place == NULL)
		return local                                  ? PLACE_NOT_KNOWN
		       : strncmp(w->place, w->county, 6) == 0 ? PLACE_COUNTY
							      : PLACE_OUTSIDE;
	if (strncmp(w->place, o->place, strlen(o->place)) != 0)
		return PLACE_OUTSIDE;
	return strlen(o->place) >= 12  ? PLACE_NEAR
	       : strlen(o->place) >= 9 ? PLACE_WIDE
				       : PLACE_COUNTY;
}

static int
category_of(const struct hj_org *o, const struct hj_wish *w)
{
	return *o->kind->categories == '\0' ? FOR_ALL
	       : w->category == NULL        ? CATEGORY_NOT_SAID
					    : FOR_THIS;
}

static void
weigh(const struct hj_wish *w, int64_t most_open, struct hj_suggestion *s)
{
	const char *id = s->org->id;

	s->why[HJ_SG_PLACE] = place_why[place_of(s->org, w)];
	s->why[HJ_SG_CATEGORY] = category_why[category_of(s->org, w)];
	s->why[HJ_SG_LOAD] = load_why;
	s->why[HJ_SG_LOAD].points =
	    most_open == 0 ? LOAD_POINTS
			   : LOAD_POINTS * (most_open - s->open) / most_open;
	if (holds(w->turned, ',', id))
		s->why[HJ_SG_BEFORE] = before_why[TURNED];
	else if (holds(w->dealt, ',', id))
		s->why[HJ_SG_BEFORE] = before_why[DEALT];
	for (int i = 0; i < HJ_SG__MAX; i++)
		s->score += s->why[i].points;
}

/* Does `a` stand before `b`?  Bodies come by id, so equals keep that order. */
static bool
better(const struct hj_suggestion *a, const struct hj_suggestion *b)
{
	return a->score != b->score ? a->score > b->score : a->open < b->open;
}

size_t
hj_suggest(const struct hj_directory *dir, const struct hj_wish *w,
    const int64_t *open, struct hj_suggestion *ret, size_t most)
{
	int64_t most_open = 0;
	size_t n = 0;

	for (size_t i = 0; i < dir->n_org; i++)
		if (may_handle(&dir->org[i], w) && open[i] > most_open)
			most_open = open[i];
	for (size_t i = 0; i < dir->n_org; i++) {
		struct hj_suggestion s = { .org = &dir->org[i],
			.open = open[i] };
		size_t at = n;

		if (!may_handle(s.org, w))
			continue;
		weigh(w, most_open, &s);
		while (at > 0 && better(&s, &ret[at - 1]))
			at--;
		if (at >= most)
			continue;
		n += n < most;
		memmove(&ret[at + 1], &ret[at], (n - at - 1) * sizeof(s));
		ret[at] = s;
	}
	return n;
}
