/*
 * Linking disputes, merging and splitting them: what the commands share.
 *
 * One side is asked by a person and tells the other (note-link, note-unlink);
 * the other answers what it knows of itself (note-other), or refuses, which
 * comes back (note-link-refused).
 */
#ifndef HJ_LIB_COMMANDS_LINKS_LINKS_H
#define HJ_LIB_COMMANDS_LINKS_LINKS_H

#include "lib/commands/command.h"

#define HJ_LINKS_MOST 200 /* of one dispute, those undone counted */

/* note-link: the other side says what it is to us. */
struct hj_note_link {
	struct hj_frame frame;
	struct hj_name *bodies; /* merge: that had a part there */
	size_t n_bodies;
	bool closed;
	struct hj_history *history; /* split: what was done there */
	size_t n_history;
	int kind;          /* enum hj_link_kind, as seen from here */
	const char *org;   /* that asked */
	const char *other; /* dispute */
	bool petition_final;
	bool petition_runs;
};
extern const struct hj_fields hj_note_link_fields;

/*
 * A link of `kind` to `other` for the event to come, made in t->a; NULL and
 * refused if there is such a one or its contrary, if it is this dispute, or
 * there are too many.
 */
struct hj_link_set *hj_link_new(struct hj_turn *t, int kind, const char *other);

/* The same link again, to be changed by the event to come. */
struct hj_link_set *hj_link_again(
    struct hj_turn *t, const struct hj_link *link);

/* Tell the other side of the link in `b`, which was made here. */
void hj_link_tell(struct hj_turn *t, const struct hj_link_set *b);

/* Tell the other side that the link is undone. */
void hj_link_tell_undone(struct hj_turn *t, const struct hj_link *link);

/* Tell `other` what it has to know of this dispute. */
void hj_link_tell_other(struct hj_turn *t, const char *other);

/*
 * What those to whom this dispute is `kind` should know has changed: whether it
 * is closed, where a petition stands.  Tell them.
 */
void hj_links_react(struct hj_turn *t, int kind);

/*
 * Where the petitions of a dispute stand, as the same dispute elsewhere is told
 * (信访工作条例19, 36): one at hand, one decided for good.  An accusation is
 * kept from whom it accuses (30), so nothing is told of it.
 */
struct hj_petition_news {
	bool runs;
	bool final;
};
struct hj_petition_news hj_petition_news(const struct hj_dispute *d);

/* The bodies that have or had a part in the dispute. */
void hj_link_bodies(struct hj_turn *t, struct hj_name **list, size_t *n);

/* What would be in the way of undoing a merge: how much there is of it. */
int64_t hj_link_rests(const struct hj_dispute *d);

/*
 * End those of the procedures in `nos` that run, since the matter goes on in
 * another dispute; their numbers are added to `link`.
 */
void hj_link_end(struct hj_turn *t, struct hj_link *link,
    const struct hj_no *nos, size_t n, struct hj_sealed reason);

/* A link that does not stand any more: take up again what it ended. */
void hj_link_resume(struct hj_turn *t, const struct hj_link *link);

/*
 * Refuse with the disputes that are in the way: a part of this one that is
 * open.  False if there is none.
 */
bool hj_links_bar_closing(struct hj_turn *t);

#endif
