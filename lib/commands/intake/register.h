/*
 * What a registration brings; record-settled builds on it.
 */
#ifndef HJ_LIB_COMMANDS_INTAKE_REGISTER_H
#define HJ_LIB_COMMANDS_INTAKE_REGISTER_H

#include "lib/commands/intake/party.h"

struct hj_register {
	struct hj_frame frame;
	int source;       /* enum hj_source */
	int manner;       /* enum hj_manner */
	int channel;      /* enum hj_channel; 0: the usual one of the body */
	const char *room; /* organisation; NULL: the body itself handles it */
	struct hj_sealed source_text;
	const char *external;
	const char *by_outside;
	const char *place;
	const char *second_place;
	int32_t requested_on;
	const char *category_moj;
	const char *category_gb;
	const char *category_word;
	struct hj_sealed title;
	struct hj_sealed facts;
	struct hj_sealed text; /* how it came in */
	int64_t claim;         /* fen */
	int64_t owed;          /* fen */
	int64_t disputed;      /* fen, the part that is at issue */
	int64_t adjudged;      /* fen, by a title from before */
	int exactness;         /* enum hj_exactness */
	struct hj_sealed risks;
	bool violence;
	struct hj_party_input *parties;
	size_t n_parties;
	struct hj_history *history;
	size_t n_history;
	/* not in the table: set by record-settled */
	bool on_the_spot;
};

extern const struct hj_fields hj_register_fields;

/* Append what a registration appends: the dispute, its parties, a procedure. */
void hj_register_decide(struct hj_turn *t, const struct hj_register *c);

#endif
