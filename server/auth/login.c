/* Which logins and passwords people may have; see login.h. */
#include "server/auth/login.h"

#include "lib/integrity/crypto.h"

#include <string.h>

/*
 * What is tried first and would pass otherwise.  Compared without regard to
 * capitals, and as the beginning of a password, so that "Aa123456!" counts.
 */
static const char *const common[] = {
	"a1b2c3d4",
	"aa112233",
	"aa123123",
	"aa123456",
	"abc123",
	"abcd1234",
	"admin123",
	"admin@123",
	"asd123",
	"changeme",
	"hejie123",
	"hello123",
	"huawei@123",
	"iloveyou",
	"letmein",
	"p@ssw0rd",
	"p@ssword",
	"pa$$w0rd",
	"passw0rd",
	"password",
	"q1w2e3r4",
	"qaz123",
	"qaz@wsx",
	"qazwsx",
	"qwe123",
	"qwer1234",
	"qwerty",
	"root@123",
	"test@123",
	"tiaojie",
	"user@123",
	"welcome",
	"woaini",
	"wo123456",
	"zaq12wsx",
	"1q2w3e4r",
	"1qaz2wsx",
	"123456",
	"12345678",
	"666666",
	"888888",
};

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Does `text` begin with `word`, capitals or not? */
static bool
begins(const char *text, const char *word)
{
	for (; *word != '\0'; text++, word++)
		if (small(*text) != *word)
			return false;
	return true;
}

/* A login of two or three letters is in many words by accident. */
static bool
holds(const char *text, const char *word)
{
	if (strlen(word) < 4)
		return begins(text, word) && strlen(text) < strlen(word) + 4;
	for (; *text != '\0'; text++)
		if (begins(text, word))
			return true;
	return false;
}

static size_t
characters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* How many of the four kinds are in it? */
static int
kinds(const char *s)
{
	bool has[4] = { false, false, false, false };

	for (; *s != '\0'; s++)
		if (*s >= 'a' && *s <= 'z')
			has[0] = true;
		else if (*s >= 'A' && *s <= 'Z')
			has[1] = true;
		else if (*s >= '0' && *s <= '9')
			has[2] = true;
		else
			has[3] = true;
	return has[0] + has[1] + has[2] + has[3];
}

static bool
is_common(const char *password)
{
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (begins(password, common[i]) &&
		    strlen(password) < strlen(common[i]) + 4)
			return true;
	/* One character all the way. */
	return strspn(password, (char[]){ password[0], '\0' }) ==
	       strlen(password);
}

enum hj_err
hj_password_fits(const char *password, const char *login, struct hj_error *err)
{
	size_t n = characters(password);
	const char *wrong = NULL;

	if (n < HJ_PASSWORD_LEAST)
		wrong = "fewer than 8 characters";
	else if (n > HJ_PASSWORD_MOST)
		wrong = "more than 128 characters";
	else if (n < HJ_PASSWORD_LONG && kinds(password) < 3)
		wrong = "below 15 characters, three of these are needed: "
			"small letters, capitals, digits, others";
	else if (holds(password, login))
		wrong = "the login is in it";
	else if (is_common(password))
		wrong = "one of the passwords that are tried first";
	return wrong == NULL
		   ? HJ_OK
		   : hj_fail(err, HJ_ERR_INPUT, "password", wrong, NULL);
}

enum hj_err
hj_pin_fits(const char *pin, struct hj_error *err)
{
	int step = pin[0] == '\0' ? 0 : pin[1] - pin[0];
	bool steady = step >= -1 && step <= 1;

	if (strlen(pin) != HJ_PIN_DIGITS ||
	    strspn(pin, "0123456789") != HJ_PIN_DIGITS)
		return hj_fail(
		    err, HJ_ERR_INPUT, "pin", "expected six digits", NULL);
	for (size_t i = 1; i < HJ_PIN_DIGITS; i++)
		steady = steady && pin[i] - pin[i - 1] == step;
	if (steady)
		return hj_fail(err, HJ_ERR_INPUT, "pin",
		    "one of the PINs that are tried first", NULL);
	return HJ_OK;
}

void
hj_password_draw(char out[HJ_DRAWN_ROOM])
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ"
				      "abcdefghjkmnpqrstuvwxyz23456789";
	const size_t n = sizeof(letters) - 1;
	struct hj_error err;

	do {
		for (size_t i = 0; i + 1 < HJ_DRAWN_ROOM;) {
			unsigned char c;

			hj_random(&c, 1);
			/* As likely as any other, or drawn again. */
			if (c < 256 - 256 % n)
				out[i++] = letters[c % n];
		}
		out[HJ_DRAWN_ROOM - 1] = '\0';
	} while (kinds(out) < 3 || hj_password_fits(out, "\n", &err) != HJ_OK);
}

bool
hj_login_ok(const char *login)
{
	size_t n = strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-");

	return n >= 2 && n <= HJ_LOGIN_MOST && login[n] == '\0' &&
	       strchr("._-", login[0]) == NULL;
}
