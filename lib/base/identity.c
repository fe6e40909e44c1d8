/* Numbers by which people are known; see identity.h. */
#include "lib/base/identity.h"

#include "lib/base/date.h"

#include <stddef.h>
#include <string.h>

#define DIGITS "0123456789"
#define PHONE_LEAST 3

static bool
is_day(const char *digits, int n, int century)
{
	int32_t ymd = century;

	for (int i = 0; i < n; i++)
		ymd = ymd * 10 + (digits[i] - '0');
	return hj_date_valid((struct hj_date){ ymd });
}

/* ISO 7064 MOD 11-2 over 17 digits and the check character behind them. */
static bool
is_checked(const char *number)
{
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum = (sum + number[i] - '0') * 2 % 11;
	sum += number[17] == 'X' || number[17] == 'x' ? 10 : number[17] - '0';
	return sum % 11 == 1;
}

bool
hj_identity_fits(const char *number)
{
	size_t n = strlen(number), digits = strspn(number, DIGITS);

	if (n == 18 && digits >= 17 && strchr(DIGITS "Xx", number[17]) != NULL)
		return is_day(number + 6, 8, 0) && is_checked(number);
	if (digits < n)
		return true;
	return n == 15 && is_day(number + 6, 6, 19);
}

bool
hj_phone_fits(const char *phone)
{
	static const char *const marks[] = { "转", "、", "，", "；", "（",
		"）" };
	size_t digits = 0;

	while (*phone != '\0') {
		size_t n = strspn(phone, DIGITS);

		digits += n;
		n += strspn(phone + n, " +-()/.,;#*");
		for (size_t i = 0; n == 0 && i < sizeof(marks) / sizeof(*marks);
		     i++)
			if (strncmp(phone, marks[i], strlen(marks[i])) == 0)
				n = strlen(marks[i]);
		if (n == 0)
			return false;
		phone += n;
	}
	return digits >= PHONE_LEAST;
}
