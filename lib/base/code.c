/* The code of a dispute; see code.h. */
#include "lib/base/code.h"

#include <stdint.h>
#include <string.h>

#define PREFIX 8 /* digits of county and year */
#define RANDOM_BITS 35
#define RANDOM_MASK ((UINT64_C(1) << RANDOM_BITS) - 1)
#define STRIDE UINT64_C(0x49e3779b1) /* odd, so that it visits every value */

static const char values[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int
value_of(char c)
{
	const char *hit = c == '\0' ? NULL : strchr(values, c);

	return hit == NULL ? -1 : (int)(hit - values);
}

/* The recursion of ISO 7064 over `n` characters, all of `values`. */
static int
product(const char *code, int n)
{
	int p = 36;

	for (int i = 0; i < n; i++) {
		int sum = (p + value_of(code[i])) % 36;

		p = 2 * (sum == 0 ? 36 : sum) % 37;
	}
	return p;
}

static bool
check_fits(const char *code)
{
	int p = product(code, HJ_CODE_LENGTH - 1);

	return (p + value_of(code[HJ_CODE_LENGTH - 1])) % 36 == 1;
}

/* Would some swap of neighbours from the end of the year on go unseen? */
static bool
swap_unseen(const char *code)
{
	for (int i = PREFIX - 1; i + 1 < HJ_CODE_LENGTH; i++) {
		char swapped[HJ_CODE_ROOM];

		memcpy(swapped, code, sizeof(swapped));
		swapped[i] = code[i + 1];
		swapped[i + 1] = code[i];
		if (code[i] != code[i + 1] && check_fits(swapped))
			return true;
	}
	return false;
}

void
hj_code_make(char code[HJ_CODE_ROOM], const char *county, int year,
    const unsigned char random[HJ_CODE_RANDOM])
{
	uint64_t bits = 0;

	memcpy(code, county, 6);
	code[6] = (char)('0' + year / 10 % 10);
	code[7] = (char)('0' + year % 10);
	code[HJ_CODE_LENGTH] = '\0';
	for (int i = 0; i < HJ_CODE_RANDOM; i++)
		bits = bits << 8 | random[i];
	do {
		bits = (bits + STRIDE) & RANDOM_MASK;
		for (int i = 0; i < 7; i++)
			code[PREFIX + i] = crockford[bits >> 5 * (6 - i) & 31];
		code[HJ_CODE_LENGTH - 1] =
		    values[(37 - product(code, HJ_CODE_LENGTH - 1)) % 36];
	} while (strchr(crockford, code[HJ_CODE_LENGTH - 1]) == NULL ||
		 swap_unseen(code));
}

bool
hj_code_ok(const char *code)
{
	if (strlen(code) != HJ_CODE_LENGTH)
		return false;
	for (int i = 0; i < HJ_CODE_LENGTH; i++) {
		if (i < PREFIX && (code[i] < '0' || code[i] > '9'))
			return false;
		if (strchr(crockford, code[i]) == NULL)
			return false;
	}
	return check_fits(code);
}

bool
hj_code_read(char code[HJ_CODE_ROOM], const char *typed)
{
	char out[HJ_CODE_ROOM];
	size_t n = 0;

	for (; *typed != '\0'; typed++) {
		char c = *typed;

		if (c == ' ' || c == '-')
			continue;
		if (n == HJ_CODE_LENGTH)
			return false;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c == 'O')
			c = '0';
		if (c == 'I' || c == 'L')
			c = '1';
		out[n++] = c;
	}
	out[n] = '\0';
	if (!hj_code_ok(out))
		return false;
	memcpy(code, out, sizeof(out));
	return true;
}
