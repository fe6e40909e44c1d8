/* People and firms that are nowhere: names, telephones, numbers, addresses. */
#ifndef HJ_SERVER_COUNTY_PEOPLE_H
#define HJ_SERVER_COUNTY_PEOPLE_H

#include "lib/base/arena.h"
#include "server/county/dice.h"

struct hj_somebody {
	char name[32];
	char phone[16];    /* of a prefix that no operator uses */
	char identity[24]; /* of the area code 999999 */
	char address[96];
};

void hj_somebody(struct hj_dice *dice, struct hj_somebody *ret);

/* The name of a firm, two characters. */
const char *hj_some_firm(struct hj_dice *dice);

#endif
