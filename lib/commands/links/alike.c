/* How alike two matters are; see alike.h. */
#include "lib/commands/links/alike.h"

#include "lib/base/date.h"
#include "lib/dispute/link.h"

#include <string.h>

#define SECOND_MOST 30 /* points of the second pair of people */
#define TEXT_MOST 25   /* points of the facts */
#define TEXT_ALONE 30  /* the same where nobody is named */
#define TEXT_FULL 60   /* percent from which they have them all */
#define TEXT_ALIKE 20  /* percent from which it may be the same matter */
#define TEXT_SAME 60   /* percent: nearly word for word */
#define TEXT_LEAST 4   /* bigrams; what is shorter says nothing */
#define SIZES_MOST 3   /* a longer text counts so many times the shorter */
#define TOWNSHIP 9     /* digits of a division code */
#define NEAR_DAYS 30
#define YEAR_DAYS 365

static const struct hj_word part_list[] = {
	{ NULL, NULL, NULL },
	{ "identity", "证件号码相同", "the same identity number" },
	{ "phone", "电话相同", "the same telephone number" },
	{ "name", "姓名相同", "the same name" },
	{ "near_name", "姓名相近", "a similar name" },
	{ "text", "事实相似", "similar facts" },
	{ "place", "发生地相同或者相近", "the same place or township" },
	{ "category", "类别相同", "the same category" },
	{ "date", "时间相近", "near in time" },
};
const struct hj_words hj_alike_part_words = HJ_WORDS(part_list);

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && *a != '\0' && strcmp(a, b) == 0;
}

static bool
known(const char *text)
{
	return text != NULL && *text != '\0';
}

/* How many numbers two ascending lists have in common. */
static size_t
common(const int64_t *a, size_t n, const int64_t *b, size_t m)
{
	size_t found = 0;

	for (size_t i = 0, k = 0; i < n && k < m;) {
		found += a[i] == b[k];
		if (a[i] <= b[k])
			i++;
		else
			k++;
	}
	return found;
}

/* ---- people ---- */

/* By what two records may be the same person; part 0 if by nothing. */
static struct hj_alike_reason
compare(const struct hj_alike_party *a, const struct hj_alike_party *b)
{
	struct hj_alike_reason r = { .asked = a->no, .party = b->no };

	if (known(a->identity) && known(b->identity)) {
		if (same(a->identity, b->identity)) {
			r.part = HJ_AP_IDENTITY;
			r.points = 40;
		}
	} else if (same(a->phone, b->phone)) {
		r.part = HJ_AP_PHONE;
		r.points = same(a->name, b->name) ? 40 : 25;
	} else if (same(a->name, b->name)) {
		r.part = HJ_AP_NAME;
		r.points = 25;
	} else if (common(a->pair, a->n_pair, b->pair, b->n_pair) > 0) {
		r.part = HJ_AP_NEAR_NAME;
		r.points = 10;
	}
	return r;
}

/* The best pair of people that has none of those of `first`; part 0: none. */
static struct hj_alike_reason
best(const struct hj_matter *asked, const struct hj_matter *other,
    const struct hj_alike_reason *first)
{
	struct hj_alike_reason found = { 0 };

	for (size_t i = 0; i < asked->n_party; i++)
		for (size_t k = 0; k < other->n_party; k++) {
			struct hj_alike_reason r =
			    compare(&asked->party[i], &other->party[k]);

			if (first != NULL && (r.asked == first->asked ||
						 r.party == first->party))
				continue;
			if (r.points > found.points)
				found = r;
		}
	return found;
}

/* ---- facts ---- */

/* Is it a bigram of somebody's name? */
static bool
names(const struct hj_matter *m, int64_t pair)
{
	for (size_t i = 0; i < m->n_party; i++)
		if (common(m->party[i].pair, m->party[i].n_pair, &pair, 1) > 0)
			return true;
	return false;
}

/* What a text says beside the names of both. */
static size_t
said(struct hj_arena *a, const struct hj_matter *m,
    const struct hj_matter *other, const int64_t **ret)
{
	int64_t *list = hj_alloc(a, (m->n_text + 1) * sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < m->n_text; i++)
		if (!names(m, m->text[i]) && !names(other, m->text[i]))
			list[n++] = m->text[i];
	*ret = list;
	return n;
}

/*
 * The share of words in common, in percent, -1 if one side says too little.  A
 * short report of a matter that is told at length elsewhere counts more than
 * its share of the whole.
 */
static int64_t
alike_text(struct hj_arena *a, const struct hj_matter *asked,
    const struct hj_matter *other)
{
	const int64_t *one, *two;
	size_t n = said(a, asked, other, &one);
	size_t m = said(a, other, asked, &two);
	size_t less = n < m ? n : m, more = n < m ? m : n;

	if (less < TEXT_LEAST)
		return -1;
	if (more > SIZES_MOST * less)
		more = SIZES_MOST * less;
	return (int64_t)(200 * common(one, n, two, m) / (less + more));
}

/* ---- place, category, time ---- */

static int64_t
place_points(const char *a, const char *b)
{
	if (!known(a) || !known(b))
		return 0;
	return same(a, b) ? 5
	       : strlen(a) >= TOWNSHIP && strlen(b) >= TOWNSHIP &&
		       strncmp(a, b, TOWNSHIP) == 0
		   ? 3
		   : 0;
}

static int64_t
date_points(int32_t a, int32_t b)
{
	int32_t days;

	if (a == 0 || b == 0)
		return 0;
	days =
	    hj_date_days_between((struct hj_date){ a }, (struct hj_date){ b });
	if (days < 0)
		days = -days;
	return days <= NEAR_DAYS ? 5 : days <= YEAR_DAYS ? 2 : 0;
}

/* ---- all of it ---- */

static void
add(struct hj_arena *a, struct hj_alike *all, struct hj_alike_reason r)
{
	if (r.points == 0)
		return;
	*HJ_PUSH(a, all->reason, all->n) = r;
	all->score += r.points;
}

static int
kind_of(const struct hj_matter *other, int64_t percent, bool category)
{
	/* Without words, what sort of matter it is has to tell. */
	if (percent >= 0 ? percent < TEXT_ALIKE : !category)
		return HJ_LK_SAME_PARTIES;
	if (!other->closed)
		return HJ_LK_SAME;
	return percent >= TEXT_SAME ? HJ_LK_NEW_REASONS : HJ_LK_EARLIER;
}

struct hj_alike
hj_alike(struct hj_arena *a, const struct hj_matter *asked,
    const struct hj_matter *other)
{
	struct hj_alike all = { 0 };
	struct hj_alike_reason first = best(asked, other, NULL);
	struct hj_alike_reason second = { 0 };
	struct hj_alike_reason text = { .part = HJ_AP_TEXT };
	bool category = same(asked->category, other->category);
	/* Who is named and is nobody of the other speaks against it. */
	int64_t most =
	    asked->n_party == 0 || other->n_party == 0 ? TEXT_ALONE : TEXT_MOST;

	if (first.part != 0)
		second = best(asked, other, &first);
	if (second.points > SECOND_MOST)
		second.points = SECOND_MOST;
	add(a, &all, first);
	add(a, &all, second);
	text.percent = alike_text(a, asked, other);
	/* Words that any two matters share are no reason. */
	if (text.percent >= TEXT_ALIKE)
		text.points = text.percent >= TEXT_FULL
				  ? most
				  : text.percent * most / TEXT_FULL;
	add(a, &all, text);
	add(a, &all,
	    (struct hj_alike_reason){ .part = HJ_AP_PLACE,
		.points = place_points(asked->place, other->place) });
	add(a, &all,
	    (struct hj_alike_reason){
		.part = HJ_AP_CATEGORY, .points = category ? 5 : 0 });
	add(a, &all,
	    (struct hj_alike_reason){ .part = HJ_AP_DATE,
		.points = date_points(asked->on, other->on) });
	all.kind = kind_of(other, text.percent, category);
	return all;
}
