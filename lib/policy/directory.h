/*
 * Who is who: kinds of bodies, organisations, people of staff.
 *
 * A value that is passed to whatever decides; it is read from the streams of
 * organisations and people (server/directory.c) and never changed in place.
 * Kinds of bodies come from migrations/reference/body_kind.tsv and
 * body_channel.tsv: which channels a body may handle, whether it concludes
 * agreements there, and who signs in its stead if not.
 */
#ifndef HJ_LIB_POLICY_DIRECTORY_H
#define HJ_LIB_POLICY_DIRECTORY_H

#include "lib/dispute/word.h"

#define HJ_CHANNELS 32
#define HJ_TREE_DEPTH 8 /* steps up from a body; grid to centre is five */

struct hj_body_kind {
	const char *name; /* "village_committee" */
	const char *zh;
	const char *en;
	int64_t level;          /* county 3, township 4, village 5, grid 6 */
	int64_t tier;           /* grid 1 < village 2 < township 3 < others 4 */
	const char *categories; /* MoJ codes it alone is for; "": all */
	unsigned channels;      /* mask of 1u << enum hj_channel */
	unsigned concludes;
	const char *signer[HJ_CHANNELS]; /* kind that signs, by channel */
};

/* What somebody of staff is there to do (岗位). */
enum hj_role {
	HJ_RO_MEDIATOR = 1,  /* 调解员: mediates, records, signs */
	HJ_RO_HEAD,          /* 主任、负责人: assigns, stamps, approves */
	HJ_RO_CLERK,         /* 登记、分流: registers, offers, serves */
	HJ_RO_GRID,          /* 网格员: reports, first coordination */
	HJ_RO_JUDGE,         /* 法官: confirms, guides */
	HJ_RO_SUPERVISOR,    /* 督办: sees what is below, never acts in it */
	HJ_RO_AUDITOR,       /* 审计: reads logs */
	HJ_RO_ADMINISTRATOR, /* 系统管理: bodies, people, the site */
	HJ_RO_SECURITY,      /* 安全管理: accounts, keys of machines */
	HJ_RO_PARTY, /* 当事人: no post; nobody is appointed, so it has no word
		      */
};
#define HJ_RO(r) (1u << (HJ_RO_##r))
/* Who runs the site (三员分立): nobody holds two of these posts. */
#define HJ_RO_SITE (HJ_RO(ADMINISTRATOR) | HJ_RO(SECURITY) | HJ_RO(AUDITOR))
extern const struct hj_words hj_role_words;

struct hj_org {
	const char *id;
	const char *name;
	const struct hj_body_kind *kind;
	const char *county; /* six digits */
	const char *parent; /* organisation above, NULL if none */
	const char *phone;
	const char *place; /* division it serves, NULL if not known */
	const char
	    *below; /* ids of all bodies below, rising, by commas; or NULL */
	bool closed;
};

/* Somebody is away, both days included; `to` before `from`: taken back. */
struct hj_absence {
	int64_t no;
	int32_t from;
	int32_t to;
	const char *cover; /* who stands in: a person of the same body */
};

struct hj_person {
	const char *id;
	const char *name;
	const char *org;
	unsigned roles; /* mask of HJ_RO() */
	bool left;
	const struct hj_absence *absence;
	size_t n_absence;
};

/* Both lists ascend by id. */
struct hj_directory {
	const struct hj_body_kind *kind;
	size_t n_kind;
	const struct hj_org *org;
	size_t n_org;
	const struct hj_person *person;
	size_t n_person;
};

/*
 * Read the kinds of bodies from the two reference files into `dir`; texts
 * live in `a`.
 */
void hj_body_kinds_parse(struct hj_arena *a, struct hj_directory *dir,
    const char *kinds, size_t kinds_len, const char *channels,
    size_t channels_len);

const struct hj_body_kind *hj_body_kind_find(
    const struct hj_directory *dir, const char *name);
const struct hj_org *hj_org_find(
    const struct hj_directory *dir, const char *id);
const struct hj_person *hj_person_find(
    const struct hj_directory *dir, const char *id);

/* May `org` handle procedures of `channel`? */
bool hj_org_handles(const struct hj_org *org, int channel);

/* May `org` conclude agreements of `channel` itself (signer, 签署主体)? */
bool hj_org_concludes(const struct hj_org *org, int channel);

/*
 * May its people be mediators of record?  A governance centre and a hotline
 * only move procedure (程序性推进); the committee seated there mediates.
 */
bool hj_org_mediates(const struct hj_org *org);

/*
 * Who signs what `org` hosts in `channel`: itself if it concludes; else the
 * nearest body above it of the kind that signs, else the first of its county.
 * NULL if there is none.
 */
const struct hj_org *hj_org_signer(
    const struct hj_directory *dir, const struct hj_org *org, int channel);

/* The first open body of `kind` in `county`; NULL if there is none. */
const struct hj_org *hj_org_of_county(
    const struct hj_directory *dir, const char *county, const char *kind);

/*
 * Who decides between two bodies of a county: the nearest above both in the
 * tree; if there is none, the county's governance centre, else its committee.
 * NULL if there is none of these either.
 */
const struct hj_org *hj_org_common(const struct hj_directory *dir,
    const struct hj_org *a, const struct hj_org *b);

/*
 * Does `cover` stand in for `person` on `day` (ymd)?  Both serve in one body.
 */
bool hj_covers(const struct hj_directory *dir, const char *cover,
    const char *person, int32_t day);

/* Does `upper` stand above `id` in the tree of organisations? */
bool hj_org_above(
    const struct hj_directory *dir, const char *upper, const char *id);

/*
 * The open bodies that `org` looks after, in order of their ids and made in
 * `a`: itself, those below it, and of a judicial office (司法所) those that
 * mediate in its township, which it guides without standing above them
 * (body_kind.tsv).
 */
const struct hj_org **hj_orgs_looked_after(struct hj_arena *a,
    const struct hj_directory *dir, const struct hj_org *org, size_t *n);

#endif
