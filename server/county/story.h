/*
 * What happens in the demonstration county: stories and matters, as data.
 *
 * data/stories.txt is read line by line; # begins a remark.
 *
 *	part NAME                       steps that stories share
 *	story NAME COUNT OLDEST YOUNGEST MATTERS DESK...
 *	                                COUNT times at each DESK; begins so many
 *	                                days ago; about one of MATTERS (a,b) of
 *	                                data/matters.tsv
 *	stream NAME KIND COUNT OLDEST YOUNGEST MATTERS DESK...
 *	                                the same of another kind of stream
 *
 * Below, behind a tab, the steps in order:
 *
 *	WHO COMMAND BODY     WHO as the sign-ins are called (village.a); `desk`
 *	                     is where the matter is now, `.s` who has it there;
 *	                     BODY as in voice.h.  One that names what is not
 *	                     there ($owed, and nothing is) is passed over
 *	wait LEAST MOST      so many days
 *	move DESK            from here on `desk` is DESK
 *	do PART              the steps of a part
 *	end                  nothing more is told
 *	N% STEP              so many times in a hundred
 */
#ifndef HJ_SERVER_COUNTY_STORY_H
#define HJ_SERVER_COUNTY_STORY_H

#include "lib/commands/command.h"

enum hj_story_do {
	HJ_TELL_ASK,
	HJ_TELL_WAIT,
	HJ_TELL_MOVE,
	HJ_TELL_END,
	HJ_TELL_CHANCE, /* unless the dice say so, the next n are left out */
};

struct hj_story_step {
	enum hj_story_do kind;
	const char *who, *command, *body; /* of ASK; of MOVE who is the desk */
	int64_t least, most; /* of WAIT; least: percent of CHANCE */
	size_t n;            /* of CHANCE */
};

struct hj_story {
	const char *name;
	const struct hj_stream_kind *kind; /* NULL: a part */
	int64_t count, oldest, youngest;
	const char *matters;
	const char **desk;
	size_t n_desk;
	struct hj_story_step *step;
	size_t n;
};

struct hj_matter {
	const char *kinds, *gb, *word, *what;
	int64_t low, high; /* of the claim, in yuan */
	const char *other, *facts, *talk, *deal, *duty;
};

struct hj_stories {
	struct hj_story *story; /* parts among them */
	size_t n;
	struct hj_matter *matter;
	size_t n_matter;
};

/* Take a whole number off the front of `*at`; false if there is none. */
bool hj_number_take(const char **at, int64_t *ret);

/*
 * Read both texts into `ret`, in `a`; false with the line that cannot be
 * understood in err->msg.
 */
bool hj_stories_parse(struct hj_arena *a, const char *stories,
    const char *matters, struct hj_stories *ret, struct hj_error *err) HJ_CHECK;

#endif
