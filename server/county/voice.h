/*
 * What is said in a story: who the parties are, what it is about, and the
 * bodies of commands, filled in from where the story stands.
 *
 * In a body ' stands for ", and:
 *
 *	@KEY @KEY.a       id of a body, of a person; @desk, @desk.s as in
 *story.h $matter           title, facts, category, claim, place, parties: the
 *	                  members that every registration has
 *	$facts $talk $deal $duty $title   texts of the matter
 *	$one              the name of who asks
 *	$me $no $year     id of who acts; number of the story; this year
 *	$part(P)          P percent of the claim, in fen
 *	$ago(M)           the instant M minutes ago
 *	$at(D,H)          in D days at H o'clock
 *	$on(D)            the day in D days
 *	$proc             number of the last procedure of the desk that is live
 *	$offer $got       number of the last referral to the desk that is open;
 *	                  that was accepted
 *	$owed             numbers of the notices that are owed, as a list
 *	$draft            number of the last agreement that is not in effect yet
 *	$counsel          id of one of the roster
 */
#ifndef HJ_SERVER_COUNTY_VOICE_H
#define HJ_SERVER_COUNTY_VOICE_H

#include "server/county/town.h"

/* Give the telling its matter and its people. */
void hj_voice_meet(struct hj_town *town, struct hj_telling *x);

/*
 * The name of who acts, with `desk` and `.s` resolved; made in x->life.a.
 */
const char *hj_voice_key(struct hj_telling *x, const char *key, size_t n);

/*
 * `body` filled in for `who`; NULL if it names what is not there, or cannot be
 * understood (then x->life.fault says so).
 */
const char *hj_voice_say(struct hj_town *town, struct hj_telling *x,
    const struct hj_person *who, const char *body);

#endif
