/*
 * Absence and cover (外出与代办): somebody is away from one day to another, and
 * another of the same body stands in for him.
 *
 * It ends by itself with its last day; whoever comes back earlier ends it.  The
 * cover sees the work of who is away among his own and acts in it in his own
 * name; each entry says for whom (on_behalf).  Sittings that he holds count
 * like those of the mediator; what the law binds to the mediator himself, the
 * signature (人民调解法29), stays with who was assigned, or is assigned then.
 * Who had a part keeps it: whoever stands in for him counts as him where duties
 * are kept apart.
 *
 * Why somebody is away is nobody's business.
 */
#ifndef HJ_LIB_COMMANDS_PEOPLE_ABSENCE_H
#define HJ_LIB_COMMANDS_PEOPLE_ABSENCE_H

#include "lib/commands/people/people.h"

#define HJ_ABSENCES_MOST 400     /* in a stream */
#define HJ_ABSENCE_DAYS_MOST 180 /* longer is a change of post */

extern const struct hj_fields hj_absence_fields;

/* An absence as it is from now on. */
struct hj_absence_told {
	struct hj_absence *absence;
};

extern const struct hj_event_kind hj_ev_absence_set;
extern const struct hj_event_kind hj_ev_absence_ended;

extern const struct hj_command hj_cmd_set_absence;
extern const struct hj_command hj_cmd_come_back;

/*
 * May the actor say when this person is away: himself, the head of his body, an
 * administrator?  Refuses if not, and if he has left.
 */
bool hj_absence_ours(struct hj_turn *t);

/* Tell `a` (copied into t->a) as `kind`. */
void hj_absence_tell(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_absence *a);

/*
 * Whom the actor stands in for today in the procedure of the turn, or where it
 * concerns none in one that is open: a mediator who is away, if the actor is
 * none himself.  NULL: nobody.
 */
const char *hj_stands_in_for(const struct hj_turn *t);

/*
 * Those who count as the actor where duties are kept apart: himself, whom he
 * names as answerable, and whom he stands in for today.  *ret is made in t->a;
 * returns how many.
 */
size_t hj_selves(const struct hj_turn *t, const char *const **ret);

#endif
