/*
 * GET /api/v1/disputes/{id}/counsel: who on the roster fits an aid, before
 * anybody is drawn or appointed.
 *
 * For each aid of the asker's own centre that has no counsel yet: everybody on
 * the roster, who would be a candidate of a draw today, and who not and why
 * (conflict, leave, area, speciality, experience, load, turn).  Those who fit
 * come first, of them who has the speciality, of them who has less in hand.
 * Nothing is stored and nobody chosen; conflicts that only a person can declare
 * are not known here.  Another centre, and who else has a part, is told
 * nothing: whom the other side asked is not theirs to know.
 */
#ifndef HJ_SERVER_COUNSEL_FIT_H
#define HJ_SERVER_COUNSEL_FIT_H

#include "server/ask.h"

hj_look_fn hj_look_at_counsel;

#endif
