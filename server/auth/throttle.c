/* How often somebody may try to sign in; see throttle.h. */
#include "server/auth/throttle.h"

#include "lib/integrity/crypto.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define WAYS 8 /* places that a name can be in */
#define PLACES_USUAL 65536
#define WAIT_MOST INT64_C(60000)
#define FORGET_MS INT64_C(900000) /* failures older than this count no more */

/*
 * An attempt has as many parts as a minute has milliseconds, so a bucket fills
 * by whole parts each millisecond and nothing is lost by asking often.
 */
#define PARTS INT64_C(60000)

enum kind {
	ACCOUNT = 1,
	ADDRESS,
	PAIR,
};

struct place {
	unsigned char name[16]; /* keyed digest; zero: empty */
	int64_t at;             /* last used */
	int64_t left;           /* of a bucket, in parts of an attempt */
	int64_t failures;       /* of a pair */
};

/* What all processes share. */
struct table {
	pthread_mutex_t lock;
	struct place place[];
};

struct hj_throttle {
	struct table *table;
	size_t size; /* of the mapping */
	size_t sets; /* of WAYS places */
	int64_t per_minute[ADDRESS + 1];
	struct hj_key key; /* drawn before the fork, so the same in all */
	struct hj_crypto *crypto;
};

struct hj_throttle *
hj_throttle_new(const struct hj_throttle_config *config, struct hj_error *err)
{
	struct hj_throttle *t = calloc(1, sizeof(*t));
	size_t places = config->places != 0 ? config->places : PLACES_USUAL;
	pthread_mutexattr_t attr;

	if (t == NULL)
		abort();
	t->sets = (places + WAYS - 1) / WAYS;
	t->size = sizeof(struct table) + t->sets * WAYS * sizeof(struct place);
	t->table = mmap(NULL, t->size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (t->table == MAP_FAILED) {
		free(t);
		hj_fail(err, HJ_ERR_BUSY, "", "no shared memory", NULL);
		return NULL;
	}
	t->per_minute[ACCOUNT] = config->account_per_minute;
	t->per_minute[ADDRESS] = config->address_per_minute;
	t->crypto = hj_crypto_new();
	hj_random(&t->key, sizeof(t->key));
	(void)pthread_mutexattr_init(&attr);
	(void)pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	(void)pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	(void)pthread_mutex_init(&t->table->lock, &attr);
	(void)pthread_mutexattr_destroy(&attr);
	return t;
}

void
hj_throttle_free(struct hj_throttle *t)
{
	if (t == NULL)
		return;
	(void)munmap(t->table, t->size);
	hj_crypto_free(t->crypto);
	hj_wipe(&t->key, sizeof(t->key));
	free(t);
}

/*
 * A process that died with the lock leaves at worst one place half written,
 * which is a wrong count of one name.
 */
static void
lock(struct hj_throttle *t)
{
	if (pthread_mutex_lock(&t->table->lock) == EOWNERDEAD)
		(void)pthread_mutex_consistent(&t->table->lock);
}

static void
unlock(struct hj_throttle *t)
{
	(void)pthread_mutex_unlock(&t->table->lock);
}

/* The place of a name, taken for it if it has none; `fresh` says which. */
static struct place *
place_of(struct hj_throttle *t, enum kind kind, const char *login,
    const char *address, bool *fresh)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	const unsigned char what = (unsigned char)kind;
	const struct hj_piece pieces[] = { { &what, 1 },
		{ login, strlen(login) + 1 },
		{ address, strlen(address) + 1 } };
	struct place *oldest, *set;
	size_t at = 0;

	hj_hmac(t->crypto, digest, &t->key, pieces, 3);
	for (int i = 16; i < 24; i++)
		at = at << 8 | digest[i];
	set = &t->table->place[at % t->sets * WAYS];
	oldest = set;
	for (int i = 0; i < WAYS; i++) {
		if (memcmp(set[i].name, digest, sizeof(set[i].name)) == 0) {
			*fresh = false;
			return &set[i];
		}
		if (set[i].at < oldest->at)
			oldest = &set[i];
	}
	*oldest = (struct place){ .failures = 0 };
	memcpy(oldest->name, digest, sizeof(oldest->name));
	*fresh = true;
	return oldest;
}

/* Let the bucket fill for the time that passed. */
static struct place *
bucket(struct hj_throttle *t, enum kind kind, const char *name, int64_t now)
{
	bool fresh;
	struct place *p = place_of(t, kind, name, "", &fresh);
	int64_t full = t->per_minute[kind] * PARTS;
	int64_t passed = now - p->at;

	if (fresh || passed >= PARTS)
		p->left = full;
	else if (passed > 0)
		p->left += passed * t->per_minute[kind];
	if (p->left > full)
		p->left = full;
	if (fresh || passed > 0)
		p->at = now;
	return p;
}

/* How long until there is a whole attempt in the bucket? */
static int64_t
bucket_wait(const struct hj_throttle *t, enum kind kind, const struct place *p)
{
	int64_t missing = PARTS - p->left;

	return missing <= 0 ? 0 : missing / t->per_minute[kind] + 1;
}

/* How long must this pair still wait after its failures? */
static int64_t
pair_wait(const struct hj_throttle *t, const struct place *p, int64_t now)
{
	int64_t above = p->failures - t->per_minute[ACCOUNT];
	int64_t wait;

	if (above < 0)
		return 0;
	wait = above >= 6 ? WAIT_MOST : INT64_C(1000) << above;
	return p->at + wait > now ? p->at + wait - now : 0;
}

static int64_t
longer(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t
hj_throttle_ask(struct hj_throttle *t, const char *login, const char *address,
    int64_t now_ms)
{
	struct place *account, *from, *pair;
	int64_t wait;
	bool fresh;

	lock(t);
	/* Each of the three may push out an earlier one: look again below. */
	pair = place_of(t, PAIR, login, address, &fresh);
	if (fresh || now_ms - pair->at > FORGET_MS)
		pair->failures = 0;
	wait = pair_wait(t, pair, now_ms);
	from = bucket(t, ADDRESS, address, now_ms);
	wait = longer(wait, bucket_wait(t, ADDRESS, from));
	account = bucket(t, ACCOUNT, login, now_ms);
	wait = longer(wait, bucket_wait(t, ACCOUNT, account));
	if (wait == 0) {
		account->left -= PARTS;
		bucket(t, ADDRESS, address, now_ms)->left -= PARTS;
	}
	unlock(t);
	return wait;
}

void
hj_throttle_failed(struct hj_throttle *t, const char *login,
    const char *address, int64_t now_ms)
{
	struct place *pair;
	bool fresh;

	lock(t);
	pair = place_of(t, PAIR, login, address, &fresh);
	pair->failures++;
	pair->at = now_ms;
	unlock(t);
}

void
hj_throttle_succeeded(
    struct hj_throttle *t, const char *login, const char *address)
{
	bool fresh;

	lock(t);
	place_of(t, PAIR, login, address, &fresh)->failures = 0;
	unlock(t);
}

void
hj_throttle_give_back(
    struct hj_throttle *t, const char *login, const char *address)
{
	bool fresh;

	/* A bucket never holds more than it may: bucket() sees to it. */
	lock(t);
	place_of(t, PAIR, login, address, &fresh)->failures = 0;
	place_of(t, ACCOUNT, login, "", &fresh)->left += PARTS;
	place_of(t, ADDRESS, address, "", &fresh)->left += PARTS;
	unlock(t);
}
