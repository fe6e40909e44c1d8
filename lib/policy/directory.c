/* Who is who; see directory.h. */
#include "lib/policy/directory.h"

#include "lib/base/tsv.h"

#include <string.h>

static const struct hj_word role_list[] = {
	{ NULL, NULL, NULL },
	{ "mediator", "调解员", "mediator" },
	{ "head", "负责人", "head" },
	{ "clerk", "登记分流员", "clerk" },
	{ "grid", "网格员", "grid worker" },
	{ "judge", "法官", "judge" },
	{ "supervisor", "督办员", "supervisor" },
	{ "auditor", "审计员", "auditor" },
	{ "administrator", "管理员", "administrator" },
	{ "security", "安全管理员", "security administrator" },
};
const struct hj_words hj_role_words = HJ_WORDS(role_list);

void
hj_body_kinds_parse(struct hj_arena *a, struct hj_directory *dir,
    const char *kinds, size_t kinds_len, const char *channels,
    size_t channels_len)
{
	struct hj_body_kind *list = NULL;
	struct hj_tsv t;
	size_t n = 0;

	hj_tsv_init(&t, a, kinds, kinds_len);
	while (hj_tsv_next(&t)) {
		struct hj_body_kind *kind = HJ_PUSH(a, list, n);

		kind->name = hj_tsv_get(&t, "kind");
		kind->zh = hj_tsv_get(&t, "zh");
		kind->en = hj_tsv_get(&t, "en");
		kind->level = hj_tsv_int(&t, "level");
		kind->tier = hj_tsv_int(&t, "tier");
		kind->categories = hj_tsv_get(&t, "categories");
	}
	dir->kind = list;
	dir->n_kind = n;
	hj_tsv_init(&t, a, channels, channels_len);
	while (hj_tsv_next(&t)) {
		const char *name = hj_tsv_get(&t, "channel");
		int channel =
		    hj_word_find(&hj_channel_words, name, strlen(name));
		size_t i = 0;

		while (i < n && strcmp(list[i].name, hj_tsv_get(&t, "kind")))
			i++;
		if (channel == 0 || i == n)
			continue;
		list[i].channels |= 1u << channel;
		if (hj_tsv_int(&t, "concludes") != 0)
			list[i].concludes |= 1u << channel;
		list[i].signer[channel] = hj_tsv_get(&t, "signer");
	}
}

const struct hj_body_kind *
hj_body_kind_find(const struct hj_directory *dir, const char *name)
{
	for (size_t i = 0; name != NULL && i < dir->n_kind; i++)
		if (strcmp(dir->kind[i].name, name) == 0)
			return &dir->kind[i];
	return NULL;
}

/*
 * Where `id` stands in a list that ascends by id; both lists begin each item
 * with its id, so one search serves them.
 */
static const void *
find(const void *list, size_t n, size_t size, const char *id)
{
	const unsigned char *base = list;
	size_t low = 0, high = n;

	while (id != NULL && low < high) {
		size_t mid = low + (high - low) / 2;
		const char *at;
		int order;

		memcpy(&at, base + mid * size, sizeof(at));
		order = strcmp(id, at);
		if (order == 0)
			return base + mid * size;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const struct hj_org *
hj_org_find(const struct hj_directory *dir, const char *id)
{
	return find(dir->org, dir->n_org, sizeof(*dir->org), id);
}

const struct hj_person *
hj_person_find(const struct hj_directory *dir, const char *id)
{
	return find(dir->person, dir->n_person, sizeof(*dir->person), id);
}

bool
hj_org_handles(const struct hj_org *org, int channel)
{
	return (org->kind->channels & 1u << channel) != 0;
}

bool
hj_org_concludes(const struct hj_org *org, int channel)
{
	return (org->kind->concludes & 1u << channel) != 0;
}

bool
hj_org_mediates(const struct hj_org *org)
{
	return strcmp(org->kind->name, "governance_centre") != 0 &&
	       strcmp(org->kind->name, "hotline_12345") != 0;
}

const struct hj_org *
hj_org_signer(
    const struct hj_directory *dir, const struct hj_org *org, int channel)
{
	const char *kind = org->kind->signer[channel];
	const struct hj_org *near = NULL;

	if (hj_org_concludes(org, channel))
		return org;
	for (size_t i = 0; kind != NULL && i < dir->n_org; i++) {
		const struct hj_org *other = &dir->org[i];

		if (other->closed || strcmp(other->kind->name, kind) != 0 ||
		    strcmp(other->county, org->county) != 0)
			continue;
		if (hj_org_above(dir, other->id, org->id))
			return other;
		if (near == NULL)
			near = other;
	}
	return near;
}

bool
hj_org_above(const struct hj_directory *dir, const char *upper, const char *id)
{
	const struct hj_org *org = hj_org_find(dir, id);

	for (int i = 0; i < HJ_TREE_DEPTH && org != NULL; i++) {
		if (org->parent != NULL && strcmp(org->parent, upper) == 0)
			return true;
		org = hj_org_find(dir, org->parent);
	}
	return false;
}

/* Is `o` the next of the ids at `*at`?  Then that is behind it; NULL: none. */
static bool
is_next(const char **at, const struct hj_org *o)
{
	size_t n = strlen(o->id);

	if (*at == NULL || strncmp(*at, o->id, n) != 0)
		return false;
	*at = (*at)[n] == ',' ? *at + n + 1 : NULL;
	return true;
}

static bool
guides(const struct hj_org *org, const struct hj_org *o)
{
	return strcmp(org->kind->name, "judicial_office") == 0 &&
	       org->place != NULL && o->place != NULL &&
	       strncmp(o->place, org->place, strlen(org->place)) == 0 &&
	       strcmp(o->county, org->county) == 0 &&
	       hj_org_handles(o, HJ_CH_PEOPLE);
}

const struct hj_org **
hj_orgs_looked_after(struct hj_arena *a, const struct hj_directory *dir,
    const struct hj_org *org, size_t *n)
{
	const struct hj_org **list = NULL;
	const char *below = org->below;

	*n = 0;
	for (size_t i = 0; i < dir->n_org; i++) {
		const struct hj_org *o = &dir->org[i];

		if ((is_next(&below, o) || o == org || guides(org, o)) &&
		    !o->closed)
			*HJ_PUSH(a, list, *n) = o;
	}
	return list;
}

const struct hj_org *
hj_org_of_county(
    const struct hj_directory *dir, const char *county, const char *kind)
{
	for (size_t i = 0; i < dir->n_org; i++)
		if (!dir->org[i].closed &&
		    strcmp(dir->org[i].kind->name, kind) == 0 &&
		    strcmp(dir->org[i].county, county) == 0)
			return &dir->org[i];
	return NULL;
}

const struct hj_org *
hj_org_common(const struct hj_directory *dir, const struct hj_org *a,
    const struct hj_org *b)
{
	const struct hj_org *up = hj_org_find(dir, a->parent);

	for (int i = 0; i < HJ_TREE_DEPTH && up != NULL; i++) {
		if (!up->closed && hj_org_above(dir, up->id, b->id))
			return up;
		up = hj_org_find(dir, up->parent);
	}
	up = hj_org_of_county(dir, a->county, "governance_centre");
	return up != NULL
		   ? up
		   : hj_org_of_county(dir, a->county, "county_committee");
}

bool
hj_covers(const struct hj_directory *dir, const char *cover, const char *person,
    int32_t day)
{
	const struct hj_person *away = hj_person_find(dir, person);
	const struct hj_person *there = hj_person_find(dir, cover);

	if (away == NULL || there == NULL || away->left || there->left ||
	    strcmp(away->org, there->org) != 0)
		return false;
	for (size_t i = 0; i < away->n_absence; i++)
		if (away->absence[i].from <= day &&
		    day <= away->absence[i].to &&
		    strcmp(away->absence[i].cover, cover) == 0)
			return true;
	return false;
}
