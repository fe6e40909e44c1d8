/*
 * A party as commands enter it: register, add-party, correct-party.
 *
 * The members below the line are not in the table: nobody may send them.  The
 * server derives them when it seals the identifying texts, because decisions
 * never open anything.
 */
#ifndef HJ_LIB_COMMANDS_INTAKE_PARTY_H
#define HJ_LIB_COMMANDS_INTAKE_PARTY_H

#include "lib/commands/command.h"

struct hj_party_input {
	int64_t party; /* correct-party: which; 0 for a new one */
	int kind;      /* enum hj_party_kind */
	int side;      /* enum hj_side */
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed address;
	struct hj_sealed identity; /* identity or credit code */
	/* who acts for a new party; later appoint-agent */
	struct hj_sealed agent;
	int agent_as;                 /* enum hj_agency_kind */
	struct hj_sealed agent_power; /* in words */
	bool agent_special;           /* may settle and admit */
	int32_t agent_from, agent_until;
	struct hj_need_item *communication;
	size_t n_communication;
	struct hj_sealed needs; /* in words, what the list has not */
	bool needs_nothing;     /* correct-party: none of it, after all */
	struct hj_sealed traits;
	bool identity_unknown;
	bool minor;
	bool of_age; /* correct-party: is no minor after all */
	int64_t size;
	int64_t representatives;
	/* derived from the texts above before they are sealed */
	const char *identity_index;
	bool has_phone;
	int32_t adult_from;
};
extern const struct hj_fields hj_party_input_fields;

/* The same struct, where only what changes is said: correct-party. */
extern const struct hj_fields hj_party_correction_fields;

/* The same struct, where a name is enough: record-settled. */
extern const struct hj_fields hj_party_brief_fields;

/*
 * The party to be entered as number `no`; an unset member keeps `old`'s.  Its
 * needs are stated whole, or not at all.
 */
struct hj_party *hj_party_from_input(struct hj_turn *t,
    const struct hj_party_input *in, const struct hj_party *old, int64_t no);

/*
 * May `in` stand in the dispute as party `no` (0: a new one)?  Nobody is
 * entered twice, as the keyed index of the identity tells, and its needs are of
 * the list; else refuses.
 */
bool hj_party_fits(
    struct hj_turn *t, const struct hj_party_input *in, int64_t no);

/* Append party_added for `in`, and who acts for it. */
void hj_add_party(struct hj_turn *t, const struct hj_party_input *in);

/* The subject in a sealed text "<alg>.<subject>.<bytes>", made in `a`. */
const char *hj_subject_of_box(struct hj_arena *a, const char *box);

#endif
