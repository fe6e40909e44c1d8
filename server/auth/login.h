/*
 * Which logins and passwords people may have.
 */
#ifndef HJ_SERVER_AUTH_LOGIN_H
#define HJ_SERVER_AUTH_LOGIN_H

#include "lib/base/error.h"

#include <stdbool.h>

#define HJ_LOGIN_MOST 32
#define HJ_PASSWORD_LEAST 8  /* characters */
#define HJ_PASSWORD_LONG 15  /* from here on, no kinds are asked for */
#define HJ_PASSWORD_MOST 128 /* characters */

/* Is it a login: 2 to 32 of a-z 0-9 . _ -, the first a letter or digit? */
bool hj_login_ok(const char *login);

/*
 * May `password` become the password of `login`?  It has 8 to 128 characters,
 * any of them; below 15, three of four kinds: small letters, capitals, digits,
 * others (等保 asks for complexity: GB/T 22239 8.1.4.1; longer ones do
 * without). It does not hold the login and is not one of those that everybody
 * tries first.  HJ_ERR_INPUT and field "password" say what is wrong.
 */
enum hj_err hj_password_fits(
    const char *password, const char *login, struct hj_error *err) HJ_CHECK;

#define HJ_PIN_DIGITS 6

/*
 * May it be the PIN of a device: six digits, not one digit only, nor up or down
 * in steps of one?  HJ_ERR_INPUT and field "pin" say what is wrong.
 */
enum hj_err hj_pin_fits(const char *pin, struct hj_error *err) HJ_CHECK;

#define HJ_DRAWN_ROOM 17

/*
 * Draw a one-time password of 16 characters that fits, without characters that
 * look alike on paper.
 */
void hj_password_draw(char out[HJ_DRAWN_ROOM]);

#endif
