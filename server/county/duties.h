/*
 * What bodies of the demonstration county did of what they owe by the calendar:
 * data/duties.tsv, said by its people after the stories were told.
 *
 * Bodies are as old as the database, so it is entered now and says on which day
 * it happened, as a body does that enters its paper register.
 */
#ifndef HJ_SERVER_COUNTY_DUTIES_H
#define HJ_SERVER_COUNTY_DUTIES_H

#include "server/county/town.h"

/* Enter each row; rows of sets that are not in force are passed over. */
bool hj_duties_tell(struct hj_town *town, struct hj_error *err) HJ_CHECK;

#endif
