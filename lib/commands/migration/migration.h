/*
 * Moving a dispute to another rule set (改用规则集): what the parts share.
 *
 * The rules of the move, which are this program's own and no law's:
 *  - Only somebody who may orders it (migrate-rules), and says why; a newer
 *    set, a corrected category or another body never moves a matter.
 *  - The set must be in force in the county on that day.  With a ladder it
 *    takes the place of the matter's ladder, else of the set in whose place it
 *    stands.
 *  - The present step goes on at the step that corresponds: of the same name
 *    (`name`, else its title), else the only one that shares a kind of body;
 *    and the body that has the matter must be one that handles it.  Sittings
 *    that count, rounds and exits used are kept.  If the new step asks for no
 *    more sittings than were held, it has failed, as if the last one had been
 *    held under it.
 *  - A limit that runs keeps its start, pauses and extensions; length, unit and
 *    article are those of the limit of the same name, and its last day is
 *    counted anew.  One that the new set does not have ends; what an expiry
 *    made owed stays owed; what is over stays as it was.
 *  - Limits of bodies that the new set adds begin where what they run from
 *    happened, if they would not be over; those of parties begin only with what
 *    happens from now on.
 *  - A limit that is paused stays so, and is counted anew when it goes on.
 *  - Refused: a ladder that is over, with nothing under way.
 *  - Refused, with the limit and both days: a limit that would be over; a
 *    party's that would end earlier; an organ's of law that would end, or end
 *    later by what is no law.
 */
#ifndef HJ_LIB_COMMANDS_MIGRATION_MIGRATION_H
#define HJ_LIB_COMMANDS_MIGRATION_MIGRATION_H

#include "lib/commands/clocks.h"
#include "lib/commands/ladder.h"

struct hj_migration {
	struct hj_turn *t;
	const struct hj_rule_set *from, *to;
	struct hj_rules_migrated *b;
	struct hj_turn as; /* the matter as it will be; it is only asked */
	struct hj_dispute will;
	int64_t asked; /* sittings, by the present step of the former ladder */
};

/*
 * Where the ladder goes on (body->ladder, body->steps), if `from` is the
 * matter's ladder; refuses if it cannot.
 */
void hj_migration_steps(struct hj_migration *m);

/* What becomes of each limit that runs (body->limits); refuses if it cannot. */
void hj_migration_limits(struct hj_migration *m);

/* Tell each of these limits, once the move itself is told. */
void hj_migration_carry(struct hj_migration *m);

/* What begins under the new set: limits and tasks of it that were not there. */
void hj_migration_begin(struct hj_migration *m, const struct hj_event *moved);

/* "RT_MED 2026-04-02 → 2026-03-20", "… → 终止" (`due` is 0). */
const char *hj_migration_days(
    struct hj_arena *a, const char *rule, int32_t old_due, int32_t due);

/* Put one more line to what is told of the move. */
void hj_migration_say(struct hj_arena *a, struct hj_reason *r, const char *zh,
    const char *en, const char *value);

#endif
