/* Passwords, beside the loop; see password.h. */
#include "server/auth/password.h"

#include "lib/base/buf.h"

#include <argon2.h>
#include <errno.h>
#include <event2/event.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define THREADS 2
#define PASSES 2
#define HASH_SIZE 32
#define QUEUE_USUAL 64
#define LABEL "hejie pepper"

/* 16 and 32 bytes of nothing, as a PHC string has them. */
#define NO_SALT "AAAAAAAAAAAAAAAAAAAAAA"
#define NO_HASH "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

TAILQ_HEAD(jobs, hj_password_job);

struct hj_passwords {
	const struct hj_keyfile *keys;
	struct hj_crypto *crypto;
	uint32_t cost_kib;
	uint32_t newest; /* key id of what is hashed now */
	unsigned queue_most;
	char now[64];     /* how a hash of today begins, behind the key id */
	char nobody[192]; /* a hash of nothing at today's cost */

	pthread_t thread[THREADS];
	unsigned n_thread;
	int done_fd; /* rung by the threads */
	struct event *done_event;

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t work;
	struct jobs waiting;
	struct jobs done;
	unsigned n_waiting; /* not yet taken by a thread */
	unsigned n_open;    /* submitted and not completed */
	bool stopping;
};

/* ---- in a thread ---- */

/* Hash what is mixed into `job` already. */
static void
do_hash(uint32_t cost_kib, struct hj_password_job *job)
{
	int n = snprintf(job->phc, sizeof(job->phc), "%08x", job->key);
	int rc = argon2id_hash_encoded(PASSES, cost_kib, 1, job->peppered,
	    sizeof(job->peppered), job->salt, sizeof(job->salt), HASH_SIZE,
	    job->phc + n, sizeof(job->phc) - (size_t)n);

	if (rc != ARGON2_OK)
		hj_fail(
		    &job->err, HJ_ERR_BUSY, "", "no memory for hashing", NULL);
}

static void
do_verify(const struct hj_passwords *p, struct hj_password_job *job)
{
	const char *hash = job->nobody ? p->nobody : job->phc + 8;
	int rc = argon2id_verify(hash, job->peppered, sizeof(job->peppered));

	if (rc == ARGON2_OK)
		job->right = !job->nobody;
	else if (rc == ARGON2_MEMORY_ALLOCATION_ERROR)
		hj_fail(
		    &job->err, HJ_ERR_BUSY, "", "no memory for hashing", NULL);
	else if (rc != ARGON2_VERIFY_MISMATCH)
		hj_fail(&job->err, HJ_ERR_UNKNOWN, "",
		    "a stored password hash cannot be read", NULL);
}

/* Wake the loop; the counter of an eventfd cannot overflow by this. */
static void
ring(int fd)
{
	static const uint64_t one = 1;

	while (write(fd, &one, sizeof(one)) < 0 && errno == EINTR)
		;
}

static void *
work(void *arg)
{
	struct hj_passwords *p = arg;

	(void)pthread_mutex_lock(&p->lock);
	for (;;) {
		struct hj_password_job *job = TAILQ_FIRST(&p->waiting);

		if (p->stopping)
			break;
		if (job == NULL) {
			(void)pthread_cond_wait(&p->work, &p->lock);
			continue;
		}
		TAILQ_REMOVE(&p->waiting, job, link);
		p->n_waiting--;
		(void)pthread_mutex_unlock(&p->lock);
		if (job->verify)
			do_verify(p, job);
		else
			do_hash(p->cost_kib, job);
		(void)pthread_mutex_lock(&p->lock);
		TAILQ_INSERT_TAIL(&p->done, job, link);
		ring(p->done_fd);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* ---- on the loop ---- */

static void
complete(struct hj_passwords *p, struct hj_password_job *job)
{
	hj_wipe(job->peppered, sizeof(job->peppered));
	if (job->verify) {
		job->again = job->right && (job->key != p->newest ||
					       strncmp(job->phc + 8, p->now,
						   strlen(p->now)) != 0);
		hj_wipe(job->phc, sizeof(job->phc));
	}
	job->on_done(job);
}

static void
on_done(evutil_socket_t fd, short what, void *arg)
{
	struct hj_passwords *p = arg;
	struct jobs done = TAILQ_HEAD_INITIALIZER(done);
	struct hj_password_job *job;
	uint64_t rung;

	(void)what;
	(void)!read(fd, &rung, sizeof(rung));
	(void)pthread_mutex_lock(&p->lock);
	TAILQ_CONCAT(&done, &p->done, link);
	(void)pthread_mutex_unlock(&p->lock);
	while ((job = TAILQ_FIRST(&done)) != NULL) {
		/* The job may be gone, or under way again, after complete(). */
		TAILQ_REMOVE(&done, job, link);
		p->n_open--;
		complete(p, job);
	}
}

static void
submit(struct hj_passwords *p, struct hj_password_job *job)
{
	p->n_open++;
	(void)pthread_mutex_lock(&p->lock);
	if (p->n_waiting < p->queue_most) {
		TAILQ_INSERT_TAIL(&p->waiting, job, link);
		p->n_waiting++;
		(void)pthread_cond_signal(&p->work);
	} else {
		hj_fail(&job->err, HJ_ERR_BUSY, "",
		    "too many passwords wait to be looked at", NULL);
		TAILQ_INSERT_TAIL(&p->done, job, link);
		ring(p->done_fd);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

/* The password, mixed with the pepper of key `id`; false if there is none. */
static bool
mix(struct hj_crypto *c, const struct hj_keyfile *keys,
    struct hj_password_job *job, uint32_t id, const char *password)
{
	const struct hj_key *master = hj_keyfile_find(keys, id);
	const struct hj_piece piece = { password, strlen(password) };
	struct hj_key pepper;

	job->key = id;
	if (master == NULL)
		return false;
	hj_key_derive(c, &pepper, master, LABEL);
	hj_hmac(c, job->peppered, &pepper, &piece, 1);
	hj_wipe(&pepper, sizeof(pepper));
	return true;
}

/* The same for a hash to be made now. */
static void
mix_new(struct hj_crypto *c, const struct hj_keyfile *keys,
    struct hj_password_job *job, const char *password)
{
	uint32_t id;

	(void)hj_keyfile_newest(keys, &id);
	(void)mix(c, keys, job, id, password);
	hj_random(job->salt, sizeof(job->salt));
}

static void
begin(struct hj_password_job *job, bool verify)
{
	job->err = (struct hj_error){ 0 };
	job->right = job->again = job->nobody = false;
	job->verify = verify;
	job->phc[0] = '\0';
}

void
hj_password_hash(
    struct hj_passwords *p, struct hj_password_job *job, const char *password)
{
	begin(job, false);
	mix_new(p->crypto, p->keys, job, password);
	submit(p, job);
}

enum hj_err
hj_password_hash_now(struct hj_crypto *c, const struct hj_keyfile *keys,
    int64_t cost_kib, const char *password, char phc[HJ_PHC_ROOM],
    struct hj_error *err)
{
	struct hj_password_job job;

	begin(&job, false);
	mix_new(c, keys, &job, password);
	do_hash((uint32_t)cost_kib, &job);
	hj_wipe(job.peppered, sizeof(job.peppered));
	if (job.err.code != HJ_OK) {
		*err = job.err;
		return err->code;
	}
	memcpy(phc, job.phc, sizeof(job.phc));
	return HJ_OK;
}

/* Which key's pepper is in a stored hash; 0 if it is not one. */
static uint32_t
key_of(const char *phc)
{
	unsigned char id[4];

	if (strlen(phc) < 10 || strlen(phc) >= HJ_PHC_ROOM || phc[8] != '$' ||
	    !hj_unhex(id, phc, sizeof(id)))
		return 0;
	return (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 |
	       (uint32_t)id[2] << 8 | id[3];
}

void
hj_password_verify(struct hj_passwords *p, struct hj_password_job *job,
    const char *password, const char *phc)
{
	begin(job, true);
	if (phc != NULL &&
	    mix(p->crypto, p->keys, job, key_of(phc), password)) {
		memcpy(job->phc, phc, strlen(phc) + 1);
	} else {
		job->nobody = true;
		mix_new(p->crypto, p->keys, job, password);
		if (phc != NULL)
			hj_fail(&job->err, HJ_ERR_UNKNOWN, "",
			    "a password hash of a key that is not there", NULL);
	}
	submit(p, job);
}

unsigned
hj_passwords_waiting(const struct hj_passwords *p)
{
	return p->n_open;
}

/* ---- life ---- */

/* Signals are for the loop's thread. */
static bool
start_threads(struct hj_passwords *p)
{
	sigset_t all, before;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	while (p->n_thread < THREADS &&
	       pthread_create(&p->thread[p->n_thread], NULL, work, p) == 0)
		p->n_thread++;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return p->n_thread == THREADS;
}

struct hj_passwords *
hj_passwords_new(const struct hj_passwords_config *config, struct hj_error *err)
{
	struct hj_passwords *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->keys = config->keys;
	p->crypto = hj_crypto_new();
	p->cost_kib = (uint32_t)config->cost_kib;
	p->queue_most =
	    config->queue_most != 0 ? config->queue_most : QUEUE_USUAL;
	(void)hj_keyfile_newest(p->keys, &p->newest);
	(void)snprintf(p->now, sizeof(p->now), "$argon2id$v=%d$m=%u,t=%d,p=1$",
	    ARGON2_VERSION_NUMBER, p->cost_kib, PASSES);
	(void)snprintf(
	    p->nobody, sizeof(p->nobody), "%s%s$%s", p->now, NO_SALT, NO_HASH);
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->work, NULL);
	TAILQ_INIT(&p->waiting);
	TAILQ_INIT(&p->done);
	p->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (p->done_fd >= 0)
		p->done_event = event_new(
		    config->base, p->done_fd, EV_READ | EV_PERSIST, on_done, p);
	if (p->done_event == NULL || event_add(p->done_event, NULL) != 0 ||
	    !start_threads(p)) {
		hj_fail(err, HJ_ERR_BUSY, "", "no threads for hashing", NULL);
		hj_passwords_free(p);
		return NULL;
	}
	return p;
}

/* What no thread took, as refused; what one finished, as it is. */
static void
complete_all(struct hj_passwords *p)
{
	struct hj_password_job *job;

	while ((job = TAILQ_FIRST(&p->done)) != NULL) {
		TAILQ_REMOVE(&p->done, job, link);
		complete(p, job);
	}
	while ((job = TAILQ_FIRST(&p->waiting)) != NULL) {
		TAILQ_REMOVE(&p->waiting, job, link);
		hj_fail(&job->err, HJ_ERR_BUSY, "", "the service is stopping",
		    NULL);
		complete(p, job);
	}
}

void
hj_passwords_free(struct hj_passwords *p)
{
	if (p == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->stopping = true;
	(void)pthread_cond_broadcast(&p->work);
	(void)pthread_mutex_unlock(&p->lock);
	while (p->n_thread > 0)
		(void)pthread_join(p->thread[--p->n_thread], NULL);
	complete_all(p);
	if (p->done_event != NULL)
		event_free(p->done_event);
	if (p->done_fd >= 0)
		(void)close(p->done_fd);
	(void)pthread_cond_destroy(&p->work);
	(void)pthread_mutex_destroy(&p->lock);
	hj_crypto_free(p->crypto);
	free(p);
}
